"""The name field: spellings to choose, and the lines of a passport that fill several answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from pristan.case import Answer, Key, Kind, Name, Point, Remembered, State
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.shell import Shell
from ui.windows import find, page, type_in

PASSPORT = (
    "P<RUSPRIMEROV<<IVAN<<<<<<<<<<<<<<<<<<<<<<<<<\n7512345672RUS8502016M3301155<<<<<<<<<<<<<<08"
)
INTERNAL = (
    "PNRUSPRIMEROV<<7RIQ<SERGEEVI3<<<<<<<<<<<<<<<\n4511234569RUS8502016M<<<<<<<0100315770001<38"
)
Open = Callable[..., Shell]


@pytest.fixture
def shell(desk: Desk, open_shell: Open) -> Shell:
    shell = open_shell(desk)
    page(shell).go(Place("identity_name"))
    return shell


def read(shell: Shell, text: str, question: str = "full_name") -> None:
    if not shell.findChildren(QPlainTextEdit, f"{question}.mrz"):
        find(shell, QPushButton, f"{question}.paste").click()
    find(shell, QPlainTextEdit, f"{question}.mrz").setPlainText(text)
    find(shell, QPushButton, f"{question}.mrz.read").click()


def marked(shell: Shell) -> dict[str, bool]:
    QApplication.processEvents()  # what was added to a layout is shown by the next event
    boxes = [
        box for box in page(shell).findChildren(QCheckBox)
        if ".mrz." in box.objectName() and box.isVisible()
    ]  # fmt: skip
    return {box.objectName().split(".mrz.")[1]: box.isChecked() for box in boxes}


def seen(shell: Shell) -> str:
    QApplication.processEvents()
    return " | ".join(each.text() for each in page(shell).findChildren(QLabel) if each.isVisible())


def take(shell: Shell, question: str = "full_name") -> None:
    find(shell, QPushButton, f"{question}.mrz.take").click()


def test_an_empty_latin_line_is_offered_the_spellings_of_passports(
    desk: Desk, shell: Shell
) -> None:
    type_in(find(shell, QLineEdit, "full_name.given"), "Юлия")
    shown = [find(shell, QPushButton, f"full_name.latin_given.may{at}") for at in range(4)]
    assert [each.text() for each in shown if not each.isHidden()] == ["IULIIA", "YULIYA", "IOULIIA"]
    assert "1997 to 2010" in shown[1].accessibleName()
    shown[1].click()
    assert desk.answers.value("full_name") == Name(given="Юлия", latin_given="YULIYA")
    assert find(shell, QLineEdit, "full_name.latin_given").text() == "YULIYA"
    assert not any(each.isVisible() for each in shown)
    page(shell).undo()
    assert desk.answers.value("full_name") in (None, Name(given="Юлия"))


def test_the_lines_of_a_name_stay_in_a_row_with_spellings_below_some(shell: Shell) -> None:
    type_in(find(shell, QLineEdit, "full_name.family"), "Примеров")
    QApplication.processEvents()
    assert find(shell, QPushButton, "full_name.latin_family.may0").isVisible()
    lines = [find(shell, QLineEdit, f"full_name.latin_{part}") for part in ("family", "middle")]
    assert len({each.mapTo(shell, QPoint()).y() for each in lines}) == 1


def test_what_is_written_in_latin_letters_is_left_alone(desk: Desk, shell: Shell) -> None:
    desk.answer(Key("full_name"), Name("Щеглова", "", "", "SCHEGLOVA"))
    page(shell).go(Place("identity_name"))
    assert not find(shell, QPushButton, "full_name.latin_family.may0").isVisible()


def test_a_passport_fills_what_it_says_after_showing_it(desk: Desk, shell: Shell) -> None:
    type_in(find(shell, QLineEdit, "full_name.family"), "Примеров")
    read(shell, PASSPORT)
    typed = desk.answers.value("full_name")
    assert desk.answers.value("passport_number") is None
    assert all(marked(shell).values())
    for text in ("PRIMEROV", "75 1234567", "February 1, 1985", "January 15, 2033", "Male"):
        assert text in seen(shell)
    take(shell)
    name = Name("Примеров", "", "", "PRIMEROV", "IVAN")
    answers = {
        "full_name": name,
        "passport_number": "75 1234567",
        "passport_country": "RU",
        "passport_expires": Remembered(Kind.ON, Point(2033, 1, 15)),
        "birth_date": Remembered(Kind.ON, Point(1985, 2, 1)),
        "sex": "male",
        "citizenship": "RU",
    }
    assert {question: desk.answers.value(question) for question in answers} == answers
    assert find(shell, QLineEdit, "full_name.latin_family").text() == "PRIMEROV"
    assert find(shell, QPlainTextEdit, "full_name.mrz").toPlainText() == ""

    for _ in answers:  # each answer is one step back, and what was typed before is not taken
        desk.undo()
    assert all(
        desk.answers.value(question) is None for question in answers if question != "full_name"
    )
    assert desk.answers.value("full_name") == typed

    for _ in answers:
        desk.redo()
    read(shell, PASSPORT)
    assert marked(shell) == {}
    assert "say the same already" in seen(shell)


def test_what_is_not_marked_is_not_filled_in(desk: Desk, shell: Shell) -> None:
    desk.answer(Key("citizenship"), "UA")
    desk.answer(Key("sex"), None, State.DECLINED)
    read(shell, PASSPORT.replace("8502016", "8502017"))
    assert "the date of birth" in seen(shell)
    assert "until now: Ukraine" in seen(shell)
    expected = {"birth_date", "sex"}  # mistyped, and a decision of the person's
    assert {question for question, chosen in marked(shell).items() if not chosen} == expected
    find(shell, QCheckBox, "full_name.mrz.citizenship").click()
    take(shell)
    assert desk.answers.value("citizenship") == "UA"
    assert desk.answers.value("birth_date") is None
    assert desk.answers.get(Key("sex")) == Answer(Key("sex"), None, State.DECLINED)
    assert desk.answers.value("passport_number") == "75 1234567"


def test_an_internal_passport_fills_the_cyrillic_name_and_no_number(
    desk: Desk, shell: Shell
) -> None:
    read(shell, INTERNAL)
    take(shell)
    assert desk.answers.value("full_name") == Name("ПРИМЕРОВ", "Юрий", "Сергеевич")
    assert desk.answers.value("passport_number") is None
    assert desk.answers.value("birth_date") == Remembered(Kind.ON, Point(1985, 2, 1))


def test_other_texts_get_a_sentence_and_change_nothing(desk: Desk, shell: Shell) -> None:
    read(shell, "ПРИМЕРОВ ИВАН")
    assert "two lines of 44 signs" in seen(shell)
    assert find(shell, QPushButton, "full_name.mrz.take").isHidden()
    assert find(shell, QPlainTextEdit, "full_name.mrz").toPlainText() == "ПРИМЕРОВ ИВАН"
    assert len(desk.answers) == 0


def test_of_a_relative_only_what_is_asked_is_filled_in(desk: Desk, shell: Shell) -> None:
    item = desk.add_item(Key("people"))
    desk.answer(Key("person_relation", item), "friend")
    page(shell).go(Place("person_who", item))
    read(shell, PASSPORT, "person_name")
    assert set(marked(shell)) == {"person_name", "person_birth_date"}
    take(shell, "person_name")
    assert desk.answers.value("person_name", item) == Name(
        latin_family="PRIMEROV", latin_given="IVAN"
    )
    assert desk.answers.value("full_name") is None
