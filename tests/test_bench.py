"""Every bench can still be run: what it takes from the program and its tests is there."""

from __future__ import annotations

import ast
import importlib
from importlib.util import find_spec
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[1] / "bench"
SCRIPTS = sorted(BENCH.glob("*.py"))
OURS = {"pristan", *(each.stem for each in SCRIPTS)}
TESTS = {each.stem for each in Path(__file__).parent.iterdir()}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_what_a_bench_takes_is_there(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.module or node.level:
            continue
        if node.module.split(".")[0] in OURS | TESTS:
            module = importlib.import_module(node.module)
            for each in node.names:
                there = hasattr(module, each.name) or find_spec(f"{node.module}.{each.name}")
                assert there, f"{script.name} takes {each.name} from {node.module}"
