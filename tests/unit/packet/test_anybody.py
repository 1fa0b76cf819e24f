"""Packets of people made by chance: whatever the interview allows is printed, bound and proved."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from official.anybody import Anybody
from pristan.case import Answer, Change, Items, Key, Links
from pristan.questions import Question
from pristan.vault import Vault
from unit.packet.cases import A4, paper, questionnaire
from unit.packet.written import CHEAP, picture, write

PROFILES = ("applicant", "court", "court-paper", "lawyer", "uscis-paper", "uscis-upload")


class WithManyPapers(Anybody):
    """Anybody who has brought more papers than there are letters."""

    def _given(self, question: Question, key: Key) -> Iterator[Answer]:
        if question.id != "evidence":
            yield from super()._given(question, key)
            return
        items = tuple(f"exhibit-{number}" for number in range(self._chance.randint(27, 60)))
        yield Answer(key, Items(items))
        for item in items:
            yield from self._level(question.item.screens if question.item else (), item)


def pages(count: int) -> bytes:
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page(page_size=A4).Contents = pdf.make_stream(b"0 0 m 100 100 l S")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("kind", [Anybody, WithManyPapers])
def test_anybody_has_a_packet(kind: type[Anybody], profile: str, tmp_path: Path) -> None:
    chance = random.Random(f"{kind.__name__} {profile}")
    people = kind(questionnaire(), chance, odd=chance.choice((0.1, 0.5)), left=0.1)
    answers = people.answers(section.id for section in questionnaire().sections)
    brought = {
        "a.pdf": paper(A4), "b.jpg": picture("JPEG"), "c.pdf": pages(chance.randint(2, 60)),
    }
    with Vault.create(
        tmp_path / "case.pristan", "six words that nobody else knows", profile=CHEAP,
        profiles=[CHEAP], sample=True,
    ) as vault:
        files = [vault.attach(name, [content]).id for name, content in brought.items()]
        given = list(answers)
        for item in answers.items("evidence"):
            if papers := chance.sample(files, chance.randint(0, 2)):
                given.append(Answer(Key("exhibit_files", item), Links(tuple(papers))))
        vault.save(Change(answer.key, None, answer) for answer in given)
        report = write(vault, tmp_path / "packet", profile)
        assert report.proved, [str(problem) for problem in report.problems]
