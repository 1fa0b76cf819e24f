"""Case files for tests: a key that costs nothing, and invented answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pristan.case import Answer, Change, Key, Value
from pristan.vault import Profile, Vault

CHEAP = Profile(15, 64, 1, 1)  # the shipped program refuses it
ALLOWED = frozenset({CHEAP})
PASSPHRASE = "шесть придуманных слов только для проверки"


def create(path: Path, passphrase: str = PASSPHRASE, *, sample: bool = False) -> Vault:
    return Vault.create(path, passphrase, profile=CHEAP, profiles=ALLOWED, sample=sample)


def reopen(path: Path, passphrase: str = PASSPHRASE) -> Vault:
    return Vault.open(path, passphrase, profiles=ALLOWED)


def change(question: str, value: Value, item: str = "") -> Change:
    key = Key(question, item)
    return Change(key, None, Answer(key, value))


def value_of(vault: Vault, question: str, item: str = "") -> Value:
    return vault.answers().value(question, item)


def environment() -> dict[str, str]:
    """Return what a program needs to import the package and these tests."""
    tests = Path(__file__).parents[2]
    return os.environ | {"PYTHONPATH": os.pathsep.join((str(tests), str(tests.parent / "desktop")))}


def start_python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a program that can import the package and these tests."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, whatever that is."""
    process = start_python(code, *arguments)
    out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def folder_bytes(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, to see that nothing in it was touched."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
