"""How values are measured, shrunk, broken into lines and kept whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.official.face import face_file, glyphs
from pristan.official.form import LEADING, Rect
from pristan.official.layout import (
    PADDING,
    Set,
    cyrillic_printable,
    fits,
    flowing,
    lines_of,
    plain_latin,
    printable,
    wrapped,
)

BOX = 100.0  # points wide: 17 letters at 9 points, 22 at 7.25


@pytest.mark.parametrize(
    ("letters", "size"),
    [(1, 9.0), (17, 9.0), (18, 8.75), (20, 7.75), (22, 7.25), (23, None), (500, None)],
)
def test_a_line_is_set_as_large_as_it_fits_and_never_smaller_than_seven_points(
    letters: int, size: float | None
) -> None:
    assert fits("x" * letters, BOX) == size


@given(st.text(alphabet="ab \n", max_size=400), st.integers(20, 300))
def test_breaking_into_lines_loses_nothing_and_every_line_fits(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert flowing(lines) == text
    assert all(fits(line.text, width) == 9.0 for line in lines)


def test_a_word_longer_than_the_box_goes_on_in_the_next_line() -> None:
    assert [line.text for line in wrapped("a " + "x" * 40, BOX)] == [
        "a", "x" * 17, "x" * 17, "x" * 6
    ]


def test_lines_stop_at_spaces() -> None:
    assert [line.text for line in wrapped("one two three four five", BOX)] == [
        "one two three", "four five"
    ]


def test_a_box_holds_the_lines_that_fit_between_its_borders() -> None:
    rect = Rect(0, 0, 500, 120)
    count = lines_of(rect, LEADING)
    used = 2 * PADDING + (count - 1) * LEADING + 9
    assert used <= rect.height < used + LEADING


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("Złota", "Zlota"),
        ("Élise", "Elise"),
        ("“quoted” – ‘so’…", "\"quoted\" - 'so'..."),
        ("ОВД-Инфо", "ОВД-Инфо"),
        ("№5", "No. 5"),
        ("1½ years, 9°", "1½ years, 9°"),
    ],
)
def test_latin_letters_are_written_plainly_and_others_are_left_alone(
    told: str, written: str
) -> None:
    assert plain_latin(told) == written


@pytest.mark.parametrize(
    ("text", "can"),
    [("Plain, 9°", True), ("two\nlines", True), ("Анна", False), ("漢", False), ("a\x07", False)],
)
def test_what_an_english_box_can_print(text: str, can: bool) -> None:
    assert printable(text) is can


@pytest.mark.parametrize(
    ("name", "can"),
    [("Примерова Анна", True), ("Ґалаґан Ёўі", True), ("Anna", True), ("ანა", False)],
)
def test_what_the_box_for_a_native_name_can_print(name: str, can: bool) -> None:
    assert cyrillic_printable(name) is can


def test_the_face_has_every_letter_that_is_said_to_be_printable() -> None:
    there = set(glyphs(face_file().read_bytes()))
    said = {chr(code) for code in range(32, 0x3000) if cyrillic_printable(chr(code))}
    assert len(said) > 300
    assert said <= there


def test_a_field_keeps_its_text_without_the_breaks_of_its_width() -> None:
    text = "one two three four five\n\nsix"
    assert Set(tuple(wrapped(text, BOX))).value == text
