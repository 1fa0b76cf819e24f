"""One written packet for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pristan.packet.report import Report
from pristan.vault import Vault
from unit.packet.written import FILES, eight_exhibits, vault_with, write


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    with vault_with(tmp_path_factory.mktemp("case"), eight_exhibits(), FILES) as vault:
        yield vault


@pytest.fixture(scope="session")
def written(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return write(vault, tmp_path_factory.mktemp("packet") / "new" / "folder")
