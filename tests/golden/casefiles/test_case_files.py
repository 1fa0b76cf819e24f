"""Case files of every released version open for ever, and say what they said."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from golden.casefiles import facts_of_v1 as v1
from golden.casefiles import facts_of_v2 as v2
from pristan.case import Answer
from pristan.vault import Profile, Vault
from pristan.vault.schema import VERSION, tables_of

HERE = Path(__file__).parent
ALLOWED = {Profile(15, 64, 1, 1)}
SHA256_OF_FILES = {
    "v1": "4a16c9107c53d920c27b3b4075f3492947ada3944240d08bc948741155273359",
    "v2": "16f47244396b4f90c9f65e41bf7d105d98325843e46a6fd5c369a168f99ca57f",
}
SHA256_OF_TABLES = {
    1: "4ef8a5f9728eeaf1d3805b76731a649cec88fca05d913c64d35e67acff6937e5",
    2: "822b61315f7c2f4d18d8e3300849fb85b2477b0655ff7803cfac794a79c99865",
}


def golden(version: str, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(HERE / f"{version}.pristan", tmp_path / "case"))


def says_what_it_said(vault: Vault) -> None:
    """The answers, their history, the paper and the settings are those of facts_of_v1.py."""
    given = {key: Answer(key, value) for key, value in v1.GIVEN.items()}
    expected = given | v1.STATES | {v1.LAST[0].key: v1.CITY[2]}
    found = {answer.key: answer for answer in vault.answers()}
    assert found == expected
    assert all(type(found[k].value) is type(expected[k].value) for k in expected)
    history = vault.history()
    saved = [change for changes in [*v1.SAVINGS, v1.LAST] for change in changes]
    assert [(r.key, r.before, r.after) for r in history] == [
        (change.key, change.before, change.after) for change in saved
    ]
    assert [r.seq for r in history] == list(range(1, len(saved) + 1))
    assert len({r.session for r in history}) == 2
    assert all(r.at.startswith("2026-11-22T") for r in history)
    (paper,) = vault.attachments()
    assert (paper.name, paper.size) == (v1.PAPER_NAME, len(v1.PAPER))
    assert b"".join(vault.read(paper.id)) == v1.PAPER
    assert {name: vault.setting(name) for name in v1.SETTINGS} == v1.SETTINGS
    assert vault.sample
    assert vault.check() == []


@pytest.mark.parametrize("version", SHA256_OF_FILES)
def test_the_golden_files_are_those_that_were_made(version: str) -> None:
    content = (HERE / f"{version}.pristan").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256_OF_FILES[version]
    assert len(content) < 300 * 1024


@pytest.mark.parametrize("secret", [v1.PASSPHRASE, v1.RECOVERY_CODE])
def test_version_one_says_what_it_said(secret: str, tmp_path: Path) -> None:
    """The first opening gives it the newest tables, the second finds them."""
    path = golden("v1", tmp_path)
    for _ in range(2):
        with Vault.open(path, secret, profiles=ALLOWED) as vault:
            assert (vault.case_id, vault.generation) == (v1.CASE_ID, v1.GENERATION + 1)
            says_what_it_said(vault)
            assert vault.rendered().find(v2.OWN_PART[0]) is None


@pytest.mark.parametrize("secret", [v2.PASSPHRASE, v2.RECOVERY_CODE])
def test_version_two_says_what_it_said(secret: str, tmp_path: Path) -> None:
    with Vault.open(golden("v2", tmp_path), secret, profiles=ALLOWED) as vault:
        assert (vault.case_id, vault.generation) == (v2.CASE_ID, v2.GENERATION)
        says_what_it_said(vault)
        for key, part in (v2.PAPER_PART, v2.OWN_PART):
            assert vault.rendered().find(key) == part


@pytest.mark.parametrize("version", SHA256_OF_FILES)
def test_every_version_can_be_worked_on(version: str, tmp_path: Path) -> None:
    path = golden(version, tmp_path)
    passphrase = {"v1": v1.PASSPHRASE, "v2": v2.PASSPHRASE}[version]
    for _ in range(2):
        with Vault.open(path, passphrase, profiles=ALLOWED) as vault:
            vault.save(change.reversed() for change in v1.LAST)
            assert vault.answers().get(v1.LAST[0].key) == v1.CITY[1]
            parts = vault.rendered()
            parts.keep("c" * 64, *v2.OWN_PART[1])
            parts.settle()
            assert vault.rendered().find("c" * 64) == v2.OWN_PART[1]
            assert vault.check() == []


@pytest.mark.parametrize("version", SHA256_OF_TABLES)
def test_the_tables_of_a_version_have_not_changed(version: int) -> None:
    """When this fails, raise the version, write a step in schema.py and make a golden file."""
    text = "\n".join(tables_of(version)).encode()
    assert hashlib.sha256(text).hexdigest() == SHA256_OF_TABLES[version]
    assert max(SHA256_OF_TABLES) == VERSION
