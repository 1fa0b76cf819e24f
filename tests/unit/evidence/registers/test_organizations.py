"""Organizations in registers: found by any of their names, and never passed off as another."""

from __future__ import annotations

import pytest

from pristan.case.name_forms import folded
from pristan.evidence import Evidence
from pristan.evidence.registers.organizations import Organization
from pristan.evidence.registers.values import (
    MOST_HITS,
    Doubt,
    Level,
    Register,
    Rule,
    Sought,
)
from unit.evidence.registers import made

HELP = (
    "Некоммерческая организация «Фонд помощи вымышленным узникам» (решение Примерского областного "
    "суда от 09.06.2021)"
)


def fit(name: str, entry: str) -> tuple[Level, tuple[Rule, ...]] | None:
    organization, line = Organization(name), folded(entry)
    found = organization.fit(line)
    assert not found or organization.candidates(["", line, ""]) == [1]  # else nobody looks there
    return found


@pytest.mark.parametrize(
    ("name", "entry", "level", "rules"),
    [
        ("Фонд помощи вымышленным узникам", HELP, Level.A, ()),
        ("«ФОНД ПОМОЩИ ВЫМЫШЛЕННЫМ УЗНИКАМ»", f"12. {HELP}", Level.A, ()),
        ("АНО Фонд помощи вымышленным узникам", HELP, Level.A, ()),
        ("фонда помощи вымышленным узникам", HELP, Level.B, (Rule.ENDINGS,)),
        ("Помощь узникам", "Общество «Помощь узникам и их семьям»", Level.B, (Rule.WITHIN,)),
        ("Вымысел", "«Fiction» («Фонд „Вымысел“», США)", Level.B, (Rule.ALIAS,)),
        ("Invented Foundation", "«Invented Foundation» (США)", Level.A, ()),
        ("Движение Вымысел", "Движение в защиту сказок «Вымысел»", Level.C, (Rule.SCATTERED,)),
        ("ФПВУ", HELP, Level.C, (Rule.ABBREVIATION,)),
        ("Фонд помощи вымышленным узникам", "ФПВУ*, ;", Level.C, (Rule.ABBREVIATION,)),
        ("Фонд помощи выдуманным узникам", HELP, Level.D, (Rule.PART,)),
        ("Фонд Вымысел", "Общество «Вымысел»", Level.D, (Rule.PART,)),
    ],
)  # fmt: skip
def test_a_name_is_found(
    name: str, entry: str, level: Level, rules: tuple[Rule, ...]
) -> None:
    assert fit(name, entry) == (level, rules)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Фонд помощи вымышленным узникам", "Фонд борьбы с примерами"),
        ("Общественная организация", "Фонд «Вымысел»"),
        ("Вымысел", "Общество «Вымышленное»"),
        ("ФПВ", HELP),
        ("Международный центр", HELP),
    ],
)
def test_other_organizations_are_left_alone(name: str, entry: str) -> None:
    assert fit(name, entry) is None


@pytest.mark.parametrize("name", ["«»", "", " - "])
def test_a_name_needs_a_word(name: str) -> None:
    with pytest.raises(ValueError, match="needed"):
        Organization(name)


def test_it_is_found_among_people_and_marked(evidence: Evidence) -> None:
    page = made.layout_b(made.people(1200), ["ФОНД «ВЫМЫСЕЛ» (FICTION)*, ИНН: 7700000000;", "Б"])
    looked = evidence.find(page.encode(), Sought((), None, "Вымысел"))
    assert (looked.register, looked.doubt) == (Register.ROSFINMONITORING, None)
    assert (looked.organization, looked.more) == ("Вымысел", 0)
    (hit,) = looked.hits
    assert (hit.number, hit.section, hit.asterisk) == (1, "Национальная часть / Организации", True)
    extract = evidence.extract(page.encode(), hit.text)
    assert [line.text for line in extract.lines if line.marked] == [f"1. {hit.text}"]
    assert "Б" not in [line.text for line in extract.lines]


def test_the_list_of_banned_organizations_is_searched(evidence: Evidence) -> None:
    page = made.banned(["Общество «Первое»", HELP, "Общество «Третье»"]).encode()
    looked = evidence.find(page, Sought((), None, "Фонд помощи вымышленным узникам"))
    assert (looked.register, looked.entries, looked.doubt) == (Register.EXTREMIST_ORG, 3, None)
    assert [(hit.number, hit.text) for hit in looked.hits] == [(2, HELP)]
    assert evidence.find(page, Sought((), None, "Четвёртое")).hits == ()


def test_of_very_many_that_fit_the_rest_is_counted(evidence: Evidence) -> None:
    rows = [f"МРО Свидетелей Вымысла «Город {number}»" for number in range(MOST_HITS + 5)]
    looked = evidence.find(made.banned(rows).encode(), Sought((), None, "Свидетели Вымысла"))
    assert (len(looked.hits), looked.more) == (MOST_HITS, 5)


def test_what_is_no_known_list_proves_nothing(evidence: Evidence) -> None:
    looked = evidence.find(b"<html><p>1. A</p></html>", Sought((), None, "Вымысел"))
    assert (looked.hits, looked.doubt) == ((), Doubt.UNKNOWN)
