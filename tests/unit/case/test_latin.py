"""Spellings of Cyrillic names: each scheme by its examples, and nothing forced on anybody."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case.latin import SCHEMES, Scheme, offers, scheme_of

BY_ID = {scheme.id: scheme for scheme in SCHEMES}
NAMES = st.text(st.sampled_from("абвгдеёжзийклмнопрстуфхцчшщъыьэюя- "), max_size=20)

# The contrast set of the reference tables: ICAO, GOST R 52535.1, MVD 310.
PASSPORTS = [
    ("Юлия Щеглова", "Iuliia Shcheglova", "Iuliia Shcheglova", "Yuliya Shcheglova"),
    ("Андрей Видный", "Andrei Vidnyi", "Andrei Vidnyi", "Andrey Vidnyy"),
    ("Артём", "Artem", "Artem", "Artem"),
    ("Игорь Ильин", "Igor Ilin", "Igor Ilin", "Igor Ilin"),
    ("Разъездной", "Razieezdnoi", "Razezdnoi", "Razyezdnoy"),
    ("Васильева", "Vasileva", "Vasileva", "Vasilyeva"),
    ("Кузнецов", "Kuznetsov", "Kuznetcov", "Kuznetsov"),
]
OTHERS = [
    ("french", "Юлия Щеглова", "Iouliia Chtcheglova"),
    ("french", "Юрий Щеглов", "Iourii Chtcheglov"),
    ("french", "Оксана Снегирёва", "Oxana Sneguireva"),
    ("french", "Васильева", "Vassilieva"),
    ("french", "Ильин", "Iline"),
    ("mvd_782", "Андрей Видный", "Andrey Vidnyy"),
    ("mvd_782", "Артём Краевой", "Artyem Krayevoy"),
    ("mvd_782", "Мадыр Чёткий", "Madyr Chetkiy"),
    ("mvd_782", "Оксана Клеёнкина", "Oksana Kleyonkina"),
    ("mvd_782", "Игорь Ильин", "Igor' Ilyin"),
    ("bgn_pcgn", "Елизово", "Yelizovo"),
    ("bgn_pcgn", "Чапаевск", "Chapayevsk"),
    ("bgn_pcgn", "Ёлкин", "Yolkin"),
    ("bgn_pcgn", "Артём", "Artem"),
]


@pytest.mark.parametrize(("native", "icao", "gost", "mvd"), PASSPORTS)
def test_passports_by_year(native: str, icao: str, gost: str, mvd: str) -> None:
    assert BY_ID["icao"].spell(native) == icao
    assert BY_ID["gost_52535"].spell(native) == gost
    assert BY_ID["mvd_310"].spell(native) == mvd


@pytest.mark.parametrize(("scheme", "native", "latin"), OTHERS)
def test_other_schemes(scheme: str, native: str, latin: str) -> None:
    assert BY_ID[scheme].spell(native) == latin


@pytest.mark.parametrize(
    ("native", "latin"),
    [("ПРИМЕРОВ", "PRIMEROV"), ("ЩЕГЛОВА-Юдина", "SHCHEGLOVA-Iudina"), ("Ю. С.", "Iu. S."),
     ("Ivan", "Ivan"), ("", "")],
)  # fmt: skip
def test_capitals_hyphens_and_latin_letters_stay(native: str, latin: str) -> None:
    assert BY_ID["icao"].spell(native) == latin


def test_offers_are_in_capitals_newest_first_and_each_once() -> None:
    assert [(each.scheme.id, each.text) for each in offers("Юлия")] == [
        ("icao", "IULIIA"),
        ("mvd_310", "YULIYA"),
        ("french", "IOULIIA"),
    ]
    assert [each.text for each in offers("ПРИМЕРОВ")] == ["PRIMEROV"]


@pytest.mark.parametrize("native", ["", "  ", "Ivan", "Іван", "Ґалаґан"])
def test_nothing_is_offered_for_what_is_not_russian(native: str) -> None:
    assert offers(native) == []


def test_a_spelling_is_known_by_its_years() -> None:
    def years(native: str, latin: str) -> int | None:
        found = scheme_of(native, latin)
        return found and found.since

    assert years("Юлия Щеглова", "YULIYA SHCHEGLOVA") == 1997
    assert years("Игорь", "IGOR'") == 2014
    assert years("Кузнецов", "Kuznetcov") == 2010
    assert years("Юлия", "Julia") is None
    assert years("Юлия", "") is None


@given(NAMES, st.sampled_from(SCHEMES))
def test_every_russian_name_can_be_spelled(native: str, scheme: Scheme) -> None:
    spelled = scheme.spell(native)
    assert spelled.isascii()
    assert spelled.count("-") == native.count("-")
    assert scheme.spell(unicodedata.normalize("NFD", native)) == spelled
    assert scheme.spell(native.upper()).casefold() == spelled


def test_each_scheme_says_when_and_by_which_rule() -> None:
    assert len(BY_ID) == len(SCHEMES)
    for scheme in SCHEMES:
        assert scheme.source
        assert scheme.until is None or scheme.since < scheme.until
        assert str(scheme.called)
