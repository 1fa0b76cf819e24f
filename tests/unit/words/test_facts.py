"""Facts that a language says in its own way: lists, and what a person calls a thing."""

from __future__ import annotations

import pytest

from pristan.case import Called, Listed, say
from pristan.content import content_dir
from pristan.words import read_words


@pytest.mark.parametrize(
    ("items", "english", "russian"),
    [
        (("D",), "D", "D"),
        (("D", "G"), "D and G", "D и G"),
        (("D", "G", "H"), "D, G, and H", "D, G и H"),
        ((Called("Паспорт", "Passport"), "G"), "Passport and G", "Паспорт и G"),
    ],
)
def test_a_list_is_joined_as_the_language_does(
    items: tuple[object, ...], english: str, russian: str
) -> None:
    saying = say("test.only", "{what}", what=Listed(items))
    assert read_words(content_dir("i18n"), "en").say(saying) == english
    assert read_words(content_dir("i18n"), "ru").say(saying) == russian


def test_a_decimal_has_the_mark_of_its_language() -> None:
    saying = say("test.only", "{size}", size=8.75)
    assert read_words(content_dir("i18n"), "en").say(saying) == "8.75"
    assert read_words(content_dir("i18n"), "ru").say(saying) == "8,75"
    assert read_words(content_dir("i18n"), "ru")("test.only", "{size}", size=7.0) == "7"


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Record of search", "Record of search"),
        ("x" * 80, "x" * 80),
        ("x" * 5000, "x" * 79 + "…"),
        ("Протокол обыска " * 300, "Протокол обыска " * 4 + "Протокол обыска…"),
        ("two\nlines\tand\u202emore", "two lines and more"),
        ("", ""),
    ],
)
def test_a_thing_is_named_in_short_whatever_it_is_called(title: str, named: str) -> None:
    saying = say("test.only", "{what}: no file.", what=Called(title, title))
    for code in ("en", "ru"):
        assert read_words(content_dir("i18n"), code).say(saying) == f"{named}: no file."
    assert str(saying) == f"{named}: no file."
    assert len(named) <= 80
