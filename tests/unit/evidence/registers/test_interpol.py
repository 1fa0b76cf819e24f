"""Public notices of Interpol: the data as it gives them, and the page as a browser saves it."""

from __future__ import annotations

import json

import pytest

from pristan.case import Name, Point
from pristan.confine.refusals import Refused
from pristan.evidence import Evidence
from pristan.evidence.registers.values import Doubt, Level, Register, Rule, Sought
from unit.evidence.registers import made

IVAN = Sought((Name("Примеров", "Иван", "Сергеевич"), Name("PRIMEROV", "IVAN")), Point(1985, 2, 1))
ANNA = made.notice(forename="ANNA", name="PRIMEROVA")


def answer(*found: object, total: int | None = None) -> bytes:
    count = len(found) if total is None else total
    return json.dumps({"total": count, "query": {}, "_embedded": {"notices": found}}).encode()


def test_a_notice_is_read(evidence: Evidence) -> None:
    data = json.dumps(made.notice()).encode()
    looked = evidence.find(data, IVAN)
    assert looked.register is Register.INTERPOL
    (hit,) = looked.hits
    assert (hit.level, hit.rules, hit.asterisk) == (Level.A, (), None)
    assert hit.text == (
        "PRIMEROV IVAN SERGEEVICH; date_of_birth: 1985/02/01; place_of_birth: TVER; "
        "country_of_birth_id: RU; nationalities: RU; sex_id: M; entity_id: 2024/00000; "
        "issuing_country_id: RU; charge: Invented charge"
    )
    extract = evidence.extract(data, hit.text)
    assert (extract.marked, extract.is_data) == (1, True)


@pytest.mark.parametrize(
    ("more", "level", "rules"),
    [
        ({"date_of_birth": "1985/01/02"}, Level.B, (Rule.SWAPPED,)),
        ({"date_of_birth": "1985"}, Level.B, (Rule.YEAR,)),
        ({"date_of_birth": "1979/05/06"}, Level.E, (Rule.OTHER_DATE,)),
        ({"date_of_birth": None}, Level.C, (Rule.NO_DATE,)),
    ],
)
def test_birth_dates_are_compared(
    evidence: Evidence, more: dict[str, object], level: Level, rules: tuple[Rule, ...]
) -> None:
    (hit,) = evidence.find(answer(made.notice(**more), ANNA), IVAN).hits
    assert (hit.level, hit.rules) == (level, rules)


def test_an_answer_with_all_or_nobody_is_whole_and_a_page_of_many_is_not(
    evidence: Evidence,
) -> None:
    assert evidence.find(answer(), IVAN).doubt is None
    assert evidence.find(answer(ANNA), IVAN).doubt is None
    assert evidence.find(answer(ANNA, total=6500), IVAN).doubt is Doubt.PART
    assert evidence.find(json.dumps(ANNA).encode(), IVAN).doubt is Doubt.PART


def test_nobody_elses_notice_is_printed(evidence: Evidence) -> None:
    data = answer(ANNA, made.notice())
    extract = evidence.extract(data, evidence.find(data, IVAN).hits[0].text)
    assert "ANNA" not in " ".join(line.text for line in extract.lines)


def test_the_page_of_the_search_is_read(evidence: Evidence) -> None:
    data = made.notices([("PRIMEROVA", "ANNA"), ("PRIMEROV", "IVAN SERGEEVICH")]).encode()
    looked = evidence.find(data, IVAN)
    assert (looked.register, looked.entries, looked.doubt) == (Register.INTERPOL, 2, Doubt.PART)
    (hit,) = looked.hits
    assert (hit.level, hit.rules) == (Level.C, (Rule.NO_DATE,))
    said = " ".join(line.text for line in evidence.extract(data, hit.text).lines)
    assert "PRIMEROV " in said
    assert "ANNA" not in said
    assert evidence.find(made.notices([]).encode(), IVAN).doubt is None


def test_the_page_of_a_notice_is_read(evidence: Evidence) -> None:
    rows = "".join(f"<tr><td>{what}</td><td>{said}</td></tr>" for what, said in (
        ("Family name", "PRIMEROV"), ("Forename", "IVAN SERGEEVICH"), ("Gender", "Male"),
        ("Date of birth", "01/02/1985 (39 years old)"), ("Charges", "Invented charge"),
    ))  # fmt: skip
    url = "https://www.interpol.int/en/How-we-work/Notices/Red-Notices/View-Red-Notices#2024-00000"
    data = made.mhtml(f"<html><body><h1>Red Notice</h1><table>{rows}</table></body></html>", url)
    looked = evidence.find(data, IVAN)
    assert looked.register is Register.INTERPOL
    (hit,) = looked.hits
    assert (hit.level, hit.rules) == (Level.A, ())
    marked = [line.text for line in evidence.extract(data, hit.text).lines if line.marked]
    assert "Family name PRIMEROV" in marked


def test_a_name_in_latin_letters_is_asked_for(evidence: Evidence) -> None:
    with pytest.raises(Refused, match="Latin letters"):
        evidence.find(answer(ANNA), Sought(IVAN.names[:1], IVAN.born))


@pytest.mark.parametrize(
    "broken",
    [b'{"_embedded": {"notices": 5}, "total": 1}', b'{"_embedded": {}}', b'{"entity_id": 1}'],
)
def test_broken_data_is_refused_in_words(evidence: Evidence, broken: bytes) -> None:
    try:
        assert evidence.find(broken, IVAN).hits == ()
    except Refused as refused:
        assert "neither a saved web page nor a list" in str(refused)
