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
