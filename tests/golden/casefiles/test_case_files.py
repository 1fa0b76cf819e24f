"""Case files of every released version open for ever, and say what they said."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from golden.casefiles import facts_of_v1 as v1
from pristan.case import Answer
from pristan.vault import Profile, Vault
from pristan.vault.schema import TABLES, VERSION

HERE = Path(__file__).parent
ALLOWED = {Profile(15, 64, 1, 1)}
SHA256_OF_V1 = "4a16c9107c53d920c27b3b4075f3492947ada3944240d08bc948741155273359"
SHA256_OF_TABLES = "4ef8a5f9728eeaf1d3805b76731a649cec88fca05d913c64d35e67acff6937e5"


def test_the_golden_file_is_the_one_that_was_made() -> None:
    content = (HERE / "v1.pristan").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256_OF_V1
    assert len(content) < 300 * 1024


@pytest.mark.parametrize("secret", [v1.PASSPHRASE, v1.RECOVERY_CODE])
def test_version_one_says_what_it_said(secret: str, tmp_path: Path) -> None:
    shutil.copyfile(HERE / "v1.pristan", tmp_path / "case")
    given = {key: Answer(key, value) for key, value in v1.GIVEN.items()}
    expected = given | v1.STATES | {v1.LAST[0].key: v1.CITY[2]}
    with Vault.open(tmp_path / "case", secret, profiles=ALLOWED) as vault:
        assert (vault.case_id, vault.generation, vault.sample) == (v1.CASE_ID, v1.GENERATION, True)
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
        assert vault.check() == []


def test_version_one_can_be_worked_on(tmp_path: Path) -> None:
    shutil.copyfile(HERE / "v1.pristan", tmp_path / "case")
    for _ in range(2):
        with Vault.open(tmp_path / "case", v1.PASSPHRASE, profiles=ALLOWED) as vault:
            vault.save(change.reversed() for change in v1.LAST)
            assert vault.answers().get(v1.LAST[0].key) == v1.CITY[1]
            assert vault.check() == []


def test_the_tables_of_version_one_have_not_changed() -> None:
    """When this fails, raise the version, write a step in schema.py and make a golden file."""
    text = "\n".join(TABLES).encode()
    assert (VERSION, hashlib.sha256(text).hexdigest()) == (1, SHA256_OF_TABLES)
