"""What is installed beside the program, where a test may change it."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest

from pristan.content import Kind, content_dir


def own_content(
    folder: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, *kinds: Kind
) -> Path:
    """Let a module have its content of these kinds in a folder; return that."""
    for kind in kinds:
        shutil.copytree(content_dir(kind), folder / kind)
    monkeypatch.setattr(module, "content_dir", lambda kind: folder / kind)
    return folder
