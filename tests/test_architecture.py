"""The rooms of the house: who may import whom, and what nobody may import."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "desktop" / "pristan"
MODULES = sorted(PACKAGE.rglob("*.py"))
NETWORK = (
    "asyncio", "ftplib", "http", "requests", "smtplib", "socket", "ssl", "urllib.request",
    "PySide6.QtNetwork",
)
PLAIN_ROOMS = ("case", "confine", "content", "saved", "scribe")


def imported(source: str) -> Iterator[str]:
    """Yield every name a module imports, dotted in full, at any depth of its code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            prefix = "." * node.level + (node.module or "")
            yield from (f"{prefix}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in (
            "import_module", "__import__",
        ):
            yield node.args[0].value if literal(node.args) else "an import that is computed"


def literal(arguments: list[ast.expr]) -> bool:
    return bool(arguments) and isinstance(arguments[0], ast.Constant)


def on_the_network(name: str) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in NETWORK)


def foreign(name: str) -> bool:
    top = name.split(".")[0]
    return top != "pristan" and top not in sys.stdlib_module_names


def test_imports_only_go_down_and_stay_in_their_rooms(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)
    assert kept, capsys.readouterr().out


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_imports_the_network(module: Path) -> None:
    names = list(imported(module.read_text(encoding="utf-8")))
    assert not [name for name in names if on_the_network(name)]
    assert "an import that is computed" not in names


@pytest.mark.parametrize("room", PLAIN_ROOMS)
def test_plain_rooms_stand_on_the_standard_library(room: str) -> None:
    files = [path for path in MODULES if path.relative_to(PACKAGE).parts[0].split(".")[0] == room]
    assert files, f"the room {room!r} is gone"
    names = [name for path in files for name in imported(path.read_text(encoding="utf-8"))]
    assert not [name for name in names if foreign(name)]


@pytest.mark.parametrize(
    ("source", "caught"),
    [
        ("import socket", True),
        ("import http.client as plain", True),
        ("from urllib import request", True),
        ("from PySide6 import QtNetwork", True),
        ("from PySide6.QtNetwork import QTcpSocket", True),
        ("def later():\n    import ssl", True),
        ("importlib.import_module('socket')", True),
        ("from urllib.parse import quote", False),
        ("import urllib.parse", False),
        ("from PySide6.QtWidgets import QLabel", False),
    ],
)
def test_the_watch_on_the_network_sees(source: str, caught: bool) -> None:
    assert any(map(on_the_network, imported(source))) is caught
