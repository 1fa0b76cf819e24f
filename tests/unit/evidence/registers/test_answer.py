"""Register pages through the closed-off child: what is told of them and what is printed."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from pristan.case import Name, Point
from pristan.confine.refusals import Crashed, Refused
from pristan.evidence import Evidence
from pristan.evidence.registers.values import Doubt, Level, Looked, Register, Sought
from unit.evidence.registers import made

IVAN = Sought((Name("Примеров", "Иван", "Сергеевич"),), Point(1985, 2, 1))
MANY = made.people(1200)


def test_a_person_is_found_on_a_saved_page(evidence: Evidence) -> None:
    looked = evidence.find(made.mhtml(made.layout_b([*MANY, made.ENTRY])), IVAN)
    assert looked.register is Register.ROSFINMONITORING
    assert (looked.entries, looked.doubt) == (1201, None)
    assert (looked.url, looked.captured) == (made.ADDRESS, "2025-07-03T18:14:05+00:00")
    (hit,) = looked.hits
    assert (hit.level, hit.number, hit.text) == (Level.A, 1201, made.ENTRY)


@pytest.mark.parametrize("name", ["page.html", "страница.html"])
def test_a_page_with_its_folder_is_read_behind_the_walls(evidence: Evidence, name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, made.wanted_card().encode("cp1251", "replace"))
    assert evidence.find(out.getvalue(), IVAN).hits[0].level is Level.A


def test_nobody_is_found_and_the_page_is_whole(evidence: Evidence) -> None:
    looked = evidence.find(made.layout_a(MANY).encode(), IVAN)
    assert (looked.hits, looked.doubt) == ((), None)


def test_an_error_page_is_no_answer(evidence: Evidence) -> None:
    looked = evidence.find(made.wanted_form("Неверный код").encode(), IVAN)
    assert (looked.hits, looked.doubt) == ((), Doubt.ERROR)


def test_a_file_that_is_no_page_is_refused_in_words(evidence: Evidence) -> None:
    with pytest.raises(Refused, match="neither a saved web page nor a list"):
        evidence.find(b"%PDF-1.7", IVAN)


def test_of_a_long_list_nobody_else_is_printed(evidence: Evidence) -> None:
    rows = [*MANY[:700], made.ENTRY, *MANY[700:]]
    extract = evidence.extract(made.layout_b(rows).encode(), made.ENTRY)
    (marked,) = (line for line in extract.lines if line.marked)
    assert (extract.marked, marked.kind) == (1, "item")
    assert (marked.number, marked.text) == (None, f"701. {made.ENTRY}")  # numbered by its text
    omitted = [line.count for line in extract.lines if line.kind == "omitted"]
    assert omitted[:2] == [700, 500]
    said = " ".join(line.text for line in extract.lines)
    assert "Национальная часть" in said
    assert "Физические лица" in said
    assert not any(row.split()[0] in said for row in MANY)
    assert "Главная" not in said  # the menu


def test_of_a_short_list_nobody_else_is_printed_either(evidence: Evidence) -> None:
    page = made.mhtml(made.layout_a([*MANY[:5], made.ENTRY]), made.ADDRESS[:-3] + "add")
    said = " ".join(line.text for line in evidence.extract(page, made.ENTRY).lines)
    assert made.ENTRY in said
    assert MANY[0].split()[0] not in said


def test_the_numbers_of_the_browser_are_printed_too(evidence: Evidence) -> None:
    page = made.layout_a([*MANY, made.ENTRY], numbers=False).encode()
    (marked,) = (line for line in evidence.extract(page, made.ENTRY).lines if line.marked)
    assert (marked.number, marked.text) == (1201, made.ENTRY)


def test_a_card_is_printed_as_a_whole(evidence: Evidence) -> None:
    looked = evidence.find(made.wanted_card().encode(), IVAN)
    extract = evidence.extract(made.wanted_card().encode(), looked.hits[0].text)
    marked = [line.text for line in extract.lines if line.marked]
    assert marked == looked.hits[0].text.split("\n")
    assert any("Внимание, розыск" in line.text for line in extract.lines)


def test_a_court_page_keeps_its_tables(evidence: Evidence) -> None:
    page = made.court_card().encode()
    extract = evidence.extract(page, evidence.find(page, IVAN).hits[0].text)
    rows = [line.cells for line in extract.lines if line.kind == "row"]
    assert ("Уникальный идентификатор дела", "77RS0001-02-2023-001234-10") in rows
    assert [line.cells for line in extract.lines if line.marked] == [
        ("Примеров Иван Сергеевич", "ст.20.3.3 ч.1 КоАП РФ")
    ]


def test_a_page_without_the_entry_has_no_mark(evidence: Evidence) -> None:
    extract = evidence.extract(made.layout_b(MANY).encode(), made.ENTRY)
    assert extract.marked == 0


@pytest.mark.parametrize(
    "lie",
    [
        {"register": "another"}, {"title": 5}, {"entries": -1}, {"entries": True}, {"doubt": "no"},
        {"hits": [{}]}, {"hits": None}, {"url": "x" * 50_000}, {"more": -1}, {"more": None},
    ],
)  # fmt: skip
def test_a_child_is_not_believed(
    evidence: Evidence, monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any]
) -> None:
    facts: dict[str, Any] = {
        "register": "wanted", "title": "", "url": "", "captured": "", "entries": 0, "doubt": None,
        "hits": [], "more": 0,
    }  # fmt: skip
    assert Looked.from_facts(facts).entries == 0
    asked = type("Reply", (), {"facts": facts | lie, "blobs": []})()
    monkeypatch.setattr(evidence, "_ask", lambda *_: asked)
    with pytest.raises(Crashed):
        evidence.find(b"", IVAN)
