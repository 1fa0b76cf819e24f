"""What every test stands on: a Qt that draws into memory, and files that hold what was accepted."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden", action="store_true", help="accept what is made now as what is wanted"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return what holds a text against the file of the accepted one, or accepts it (--golden)."""

    def hold(file: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.exists(), f"{file.name} is not accepted yet; look at it with --golden"
        assert file.read_text(encoding="utf-8") == text

    return hold
