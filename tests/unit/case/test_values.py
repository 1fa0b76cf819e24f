"""Every value is written and read without loss, and an empty one is known for what it is."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case import (
    Address,
    Article,
    Items,
    Kind,
    Links,
    Name,
    Point,
    Remembered,
    Sheets,
    Spelling,
    Told,
    Value,
    clean,
    cleaned,
    dump,
    is_empty,
    load,
)
from unit.case.made import VALUES


@given(VALUES)
def test_a_value_is_written_and_read_without_loss(value: Value) -> None:
    read = load(dump(value))
    assert read == value
    assert type(read) is type(value)  # True is not 1


@pytest.mark.parametrize("text", ["", "{", '{"a":1}', '{"~":"Path"}', '{"~":"Told","x":1}'])
def test_what_was_not_written_by_dump_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        load(text)


@pytest.mark.parametrize(
    "value",
    [None, "", "  \n", (), Told(""), Name(), Address(country="US"), Items(), Links(), Sheets()],
)
def test_a_value_that_says_nothing(value: Value) -> None:
    assert is_empty(value)


@pytest.mark.parametrize(
    "value",
    [
        False,
        0,
        "-",
        ("a",),
        Told("да"),
        Told("", english="yes"),
        Name(latin_family="PRIMEROV"),
        Address(city="Tver"),
        Items(("a",)),
        Remembered(Kind.IN_WORDS, words="давно"),
    ],
)
def test_a_value_that_says_something(value: Value) -> None:
    assert not is_empty(value)


def test_a_name_is_said_in_each_alphabet() -> None:
    name = Name("ПРИМЕРОВ", "Иван", "Сергеевич", "Primerov", "Ivan", "S")
    assert name.native == "ПРИМЕРОВ Иван Сергеевич"
    assert name.latin == "Ivan S Primerov"
    assert name.caption == "PRIMEROV, Ivan S"
    assert Name(latin_given="Ivan").caption == "Ivan"
    assert Name().native == Name().latin == Name().caption == ""


def test_what_was_told_in_english_is_its_own_english() -> None:
    assert Told("Yes.", language="en").in_english == "Yes."
    assert Told("Да.", english="Yes.").in_english == "Yes."
    assert Told("Да.").in_english == ""


def test_two_articles_that_look_alike_are_two() -> None:
    assert Article("KoAP", "20.3.3") != Article("KoAP", "20.33")


@given(st.text())
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once and "\u202e" not in once and "\x00" not in once


def test_cleaning_keeps_what_people_write() -> None:
    text = "«Ёлка» — 5 ₽\nстрока\tвторая, Ïïşğ, 漢字 👩‍👧"
    assert clean(text) == text
    assert clean("а\r\nб\rв\u2028г") == "а\nб\nв\nг"
    assert clean("и\u0306") == "й"


def test_every_text_inside_a_value_is_cleaned() -> None:
    assert cleaned(Name("A\x00", others=(Spelling("B\u202e"),))) == Name(
        "A", others=(Spelling("B"),)
    )
    assert cleaned(Told("a\r\nb")) == Told("a\nb")
    assert cleaned(("a\x00", "b")) == ("a", "b")
    date = Remembered(Kind.ON, Point(2022, 3), words="март\x07")
    assert cleaned(date) == Remembered(Kind.ON, Point(2022, 3), words="март")
    assert cleaned(False) is False


def test_an_edit_is_one_of_these_very_words() -> None:
    told = Told("Ночью пришли.", "ru", "They came at night.")
    edited = told.with_edit("They came at 2 a.m.")
    assert (edited.text, edited.english) == (told.text, told.english)
    assert edited.declared == "They came at 2 a.m."
    assert not edited.edit_passed
    assert edited.with_edit("They came at night.") == edited.with_edit("  ") == told
    later = replace(edited, english="They came in the night.")
    assert later.edit_passed
    assert later.declared == "They came in the night."
    assert later.with_edit(later.edited).declared == "They came at 2 a.m."


def test_an_edit_alone_is_no_answer() -> None:
    assert is_empty(Told("", "ru", edited="They came.", edited_of="Then they came."))
    assert not is_empty(Told("", "ru", english="They came."))
