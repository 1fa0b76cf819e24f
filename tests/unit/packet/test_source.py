"""What packets read of the installation: once, and again when it is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pristan.packet import source
from pristan.packet.source import Source, read_source
from pristan.vault import Vault
from unit.packet.cases import A4, paper, questionnaire
from unit.packet.installed import own_content
from unit.packet.written import case_of, vault_with

FILES = {"letter.pdf": paper(A4)}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let packets have the content in a folder where a test may change it."""
    return own_content(tmp_path, monkeypatch, source, "forms", "i18n")


def read(vault: Vault) -> Source:
    return read_source(questionnaire(), vault.answers(), vault)


def test_content_is_read_once_and_again_when_a_file_is_another(
    content: Path, tmp_path: Path
) -> None:
    with vault_with(tmp_path, case_of(FILES), FILES) as vault:
        first = read(vault)
        assert first.countries["AL"].en == "Albania"
        assert first.russian("packet.no_exhibits", "There are no exhibits yet.") == (
            "Приложений пока нет."
        )
        assert first.rules is not None
        assert read(vault).rules is first.rules
        for file, was, new in (
            ("forms/lists/countries.tsv", "Albania", "Shqiperi"),
            ("forms/lists/exhibit-groups.tsv", "us_paper\tidentity", "us_paper\tpersonal"),
            ("forms/review/flags.yaml", "Public words", "Plain words"),
            ("forms/review/form-items.tsv", "A.I 12", "A.I 99"),
            ("forms/law/deadlines.yaml", "years: 1", "years: 2"),
            ("i18n/ru.po", "Приложений пока нет.", "Приложений ещё нет."),
        ):
            text = (content / file).read_text("utf-8")
            assert was in text
            (content / file).write_text(text.replace(was, new), "utf-8")
        now = read(vault)
    assert now.countries["AL"].en == "Shqiperi"
    assert (first.groups["us_paper"], now.groups["us_paper"]) == ("identity", "personal")
    assert now.russian("packet.no_exhibits", "There are no exhibits yet.") == "Приложений ещё нет."
    assert now.rules is not None
    assert now.rules.items != first.rules.items
    assert now.rules.flags[0].text.startswith("Plain words")
    assert first.rules.flags[0].text.startswith("Public words")
    assert now.rules.deadlines != first.rules.deadlines
