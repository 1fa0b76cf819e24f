"""Machine-readable lines: what they say is read, what was mistyped is noticed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case import Name, Point
from pristan.case.mrz import Mrz, Paper, Part, check_digit, read_mrz
from pristan.case.mrz_lines import MrzProblem

TODAY = date(2026, 11, 22)
PASSPORT = (
    "P<RUSPRIMEROV<<IVAN<<<<<<<<<<<<<<<<<<<<<<<<<",
    "7512345672RUS8502016M3301155<<<<<<<<<<<<<<08",
)
INTERNAL = (
    "PNRUSPRIMEROV<<7RIQ<SERGEEVI3<<<<<<<<<<<<<<<",
    "4511234569RUS8502016M<<<<<<<0100315770001<38",
)
LETTERS = st.text(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), min_size=1, max_size=12)
CODE = dict(
    zip("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "ABVGDE2JZIQKLMNOPRSTUFHC34WXY9678", strict=True)
)
RUSSIAN = st.text(st.sampled_from("".join(CODE)), min_size=1, max_size=10)
BIRTHS = st.dates(date(1927, 1, 1), TODAY)
ENDS = st.dates(date(1990, 1, 1), date(2070, 12, 31))


def read(*lines: str) -> Mrz:
    return read_mrz("\n".join(lines), TODAY)


def day(of: date) -> Point:
    return Point(of.year, of.month, of.day)


def with_digit(text: str) -> str:
    return f"{text}{check_digit(text)}"


def second_line(number: str, country: str, birth: str, sex: str, end: str, rest: str) -> str:
    parts = [with_digit(number), with_digit(birth), with_digit(end), with_digit(rest)]
    last = check_digit("".join(parts))
    return f"{parts[0]}{country}{parts[1]}{sex}{''.join(parts[2:])}{last}"


def test_a_passport() -> None:
    assert read(*PASSPORT) == Mrz(
        Paper.PASSPORT, Name(latin_family="PRIMEROV", latin_given="IVAN"), "75 1234567",
        "RU", "RU", Point(1985, 2, 1), "male", Point(2033, 1, 15), frozenset(), (),
    )  # fmt: skip


def test_an_internal_passport_gives_the_cyrillic_name_and_no_latin_one() -> None:
    assert read(*INTERNAL) == Mrz(
        Paper.INTERNAL, Name("ПРИМЕРОВ", "ЮРИЙ", "СЕРГЕЕВИЧ"), "45 10 123456",
        "RU", "RU", Point(1985, 2, 1), "male", None, frozenset(), (),
    )  # fmt: skip


# The specimens that ICAO Doc 9303 prints, of the invented state of Utopia.
def test_the_specimens_of_the_standard() -> None:
    passport = read(
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )
    two = read("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
    one = read(
        "I<UTOD231458907<<<<<<<<<<<<<<<",
        "7408122F1204159UTO<<<<<<<<<<<6",
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    )
    for each, number in ((passport, "L898902C3"), (two, "D23145890"), (one, "D23145890")):
        assert each.doubts == ()
        assert each.name == Name(latin_family="ERIKSSON", latin_given="ANNA MARIA")
        assert (each.number, each.country, each.citizenship) == (number, "", "")
        assert (each.born, each.sex) == (Point(1974, 8, 12), "female")
        assert each.expires == Point(2012, 4, 15)


def test_a_long_number_of_a_card_goes_on_in_the_optional_part() -> None:
    number = "D23145890734"
    first = f"I<UTO{number[:9]}<{number[9:]}{check_digit(number)}".ljust(30, "<")
    second = f"{with_digit('740812')}F{with_digit('120415')}UTO".ljust(29, "<")
    last = check_digit(first[5:] + second[:7] + second[8:15] + second[18:])
    card = read(first, f"{second}{last}", "ERIKSSON<<ANNA<MARIA")
    assert (card.number, card.doubts) == (number, ())


@pytest.mark.parametrize(
    "pasted",
    [
        "  P<RUS PRIMEROV<<IVAN\n\n7512345672 RUS 8502016 M 3301155 <<<<<<<<<<<<<<08 \n",
        PASSPORT[0] + PASSPORT[1],
        "\r\n".join(PASSPORT).lower(),
        "\n".join(PASSPORT).replace("<<", "«"),
        "\n".join(PASSPORT).replace("<", "‹"),
        f"{PASSPORT[0]}<<<\n{PASSPORT[1]}",
        f"{PASSPORT[0]}\n{PASSPORT[1].replace('<' * 14, '<' * 11)}",
        "\n".join(PASSPORT).replace("0", "O"),
        "\n".join(PASSPORT).replace("1", "I").replace("5", "S").replace("2", "Z"),
        "\n".join(PASSPORT).replace("P", "Р").replace("M", "М").replace("O", "О"),
        f"{PASSPORT[0][:30]}\n{PASSPORT[0][30:]}\n{PASSPORT[1][:30]}\n{PASSPORT[1][30:]}",
        "\n".join(PASSPORT).replace("RUS", "RU5"),
    ],
)
def test_what_a_clipboard_does_to_the_lines_does_not_matter(pasted: str) -> None:
    assert read_mrz(pasted, TODAY) == read(*PASSPORT)


@pytest.mark.parametrize(
    "text",
    ["", "  \n ", "ПРИМЕРОВ ИВАН", PASSPORT[0], PASSPORT[1],
     "P<RUS\n75", "\n".join(reversed(PASSPORT)),
     f"{PASSPORT[0]}\n{PASSPORT[1][1:]}", f"{PASSPORT[0]}\n{PASSPORT[1].replace('02', '2')}", "V",
     f"{PASSPORT[0]}\n{PASSPORT[1].replace('30', '3')}", f"{PASSPORT[0]}A\n{PASSPORT[1]}"],
)  # fmt: skip
def test_other_texts_are_answered_with_what_to_do(text: str) -> None:
    with pytest.raises(MrzProblem) as caught:
        read_mrz(text, TODAY)
    assert caught.value.saying.context == "mrz.none"


def test_a_visa_is_not_taken_for_a_passport() -> None:
    with pytest.raises(MrzProblem) as caught:
        read("V<USAPRIMEROV<<IVAN".ljust(44, "<"), PASSPORT[1])
    assert caught.value.saying.context == "mrz.visa"


@pytest.mark.parametrize(
    ("place", "part"),
    [(0, Part.NUMBER), (9, Part.NUMBER), (15, Part.BIRTH), (19, Part.BIRTH), (21, Part.EXPIRES),
     (27, Part.EXPIRES), (30, Part.OPTIONAL), (42, Part.OPTIONAL)],
)  # fmt: skip
def test_a_doubt_names_the_field(place: int, part: Part) -> None:
    sign = "1" if PASSPORT[1][place] != "1" else "2"
    found = read(PASSPORT[0], PASSPORT[1][:place] + sign + PASSPORT[1][place + 1 :])
    assert found.unsure == {part}
    assert len(found.doubts) == 1


@pytest.mark.parametrize("lines", [PASSPORT, INTERNAL], ids=["passport", "internal"])
def test_every_wrong_sign_in_place_of_a_digit_is_noticed(lines: tuple[str, str]) -> None:
    right, tried = read(*lines), 0
    for place, digit in enumerate(lines[1]):
        for sign in (
            set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<") - {digit} if digit.isdigit() else ()
        ):
            found = read(lines[0], lines[1][:place] + sign + lines[1][place + 1 :])
            tried += 1
            same = found == right  # a letter O read as the zero that it stands for
            assert found.doubts or same, f"{sign} at {place}"
            # An empty optional part may have "<" or 0 for its check digit; the last one tells.
            assert not same or sign in "OQDILZSB" or place == 42
    assert tried > 900


def test_a_name_that_may_be_cut_or_have_a_hyphen_is_pointed_out() -> None:
    contexts = [
        [doubt.context for doubt in read(line, PASSPORT[1]).doubts]
        for line in ("P<RUSTESTOV<OBRAZTSOV<<IVAN", "P<RUS" + "A" * 20 + "<<" + "B" * 17)
    ]
    assert contexts == [["mrz.hyphen"], ["mrz.cut"]]


def test_two_words_of_a_patronymic_stay_together() -> None:
    found = read("PNRUSTESTOV<<RASUL<ALI<OGLY", INTERNAL[1])
    assert found.name == Name("ТЕСТОВ", "РАСУЛ", "АЛИ ОГЛЫ")


@pytest.mark.parametrize(
    ("birth", "point"),
    [("850201", Point(1985, 2, 1)), ("261122", Point(2026, 11, 22)),
     ("261123", Point(1926, 11, 23)),
     ("85<<<<", Point(1985)), ("8502<<", Point(1985, 2)), ("000229", Point(2000, 2, 29)),
     ("850231", None), ("851301", None), ("<<<<<<", None), ("85<<01", None)],
)  # fmt: skip
def test_a_birth_is_the_latest_that_is_not_to_come(birth: str, point: Point | None) -> None:
    second = second_line("751234567", "RUS", birth, "M", "330115", "<" * 14)
    found = read(PASSPORT[0], second)
    assert found.born == point
    assert (Part.BIRTH in found.unsure) == (point is None)


@given(LETTERS, LETTERS, st.integers(0, 10**9 - 1), BIRTHS, ENDS, st.sampled_from("MF<"))
def test_what_is_written_is_read(
    family: str, given_: str, number: int, birth: date, end: date, sex: str
) -> None:
    second = second_line(f"{number:09}", "RUS", f"{birth:%y%m%d}", sex, f"{end:%y%m%d}", "<" * 14)
    found = read(f"P<RUS{family}<<{given_}".ljust(44, "<"), second)
    assert found.doubts == ()
    assert found.name == Name(latin_family=family, latin_given=given_)
    assert found.number.replace(" ", "") == f"{number:09}"
    assert (found.born, found.expires) == (day(birth), day(end))
    assert found.sex == {"M": "male", "F": "female", "<": ""}[sex]


@given(RUSSIAN, RUSSIAN, RUSSIAN)
def test_the_code_of_the_internal_passport_gives_back_every_russian_name(
    family: str, given_: str, patronymic: str
) -> None:
    coded = ["".join(CODE[letter] for letter in part) for part in (family, given_, patronymic)]
    line = f"PNRUS{coded[0]}<<{coded[1]}<{coded[2]}".ljust(44, "<")
    assert read(line, INTERNAL[1]).name == Name(family, given_, patronymic)


@given(st.text(st.sampled_from("P<RUSVAIN0123 \n"), max_size=100) | st.text(max_size=60))
def test_any_text_is_read_or_answered(text: str) -> None:
    try:
        read_mrz(text, TODAY)
    except MrzProblem as problem:
        assert str(problem)
