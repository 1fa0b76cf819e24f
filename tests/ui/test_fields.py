"""One widget per type of question: what a hand does becomes an answer, what code shows does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pristan.case import (
    Address,
    Article,
    Items,
    Key,
    Kind,
    Links,
    Name,
    Point,
    Remembered,
    Told,
    Value,
)
from pristan.desk import Desk
from pristan.interview import Place
from pristan.questions import Type
from pristan.ui.fields import FIELDS
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from ui.windows import SMALL, create_case, find, page, press, type_in

Open = Callable[..., Shell]


@pytest.fixture
def desk(case_file: Path) -> Iterator[Desk]:
    made = create_case(case_file, SMALL)
    yield made
    made.close()


@pytest.fixture
def shell(desk: Desk, open_shell: Open) -> Shell:
    return open_shell(desk)


def view(shell: Shell) -> ScreenView:
    shown = page(shell).view
    assert isinstance(shown, ScreenView)
    return shown


def scrolled(widget: QWidget) -> QScrollArea:
    """Return the area in which a widget is scrolled."""
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    return area


def of(widget: QWidget, area: QScrollArea) -> QRect:
    """Return where in the area that is seen a widget is."""
    return QRect(widget.mapTo(area.viewport(), QPoint()), widget.size())


def test_every_type_has_a_widget() -> None:
    assert set(FIELDS) == set(Type) - {Type.PAGES}  # edited with the files


def test_the_small_interview_has_every_type(desk: Desk) -> None:
    assert {each.type for each in desk.questionnaire.questions.values()} == set(Type)


VALUES: list[tuple[str, Value]] = [
    ("t_text", "строка"),
    ("t_told", Told("строка", "ru", "a line", "ОБРАЗЦОВА", "ТЕСТОВ")),
    ("t_long", Told("рассказ\nв двух строках", "uk", "a story")),
    ("t_yes", False),
    ("t_choice", "b"),
    ("t_many", "i"),
    ("t_choices", ("a", "b")),
    ("t_date", Remembered(Kind.ABOUT, Point(2022, 3), words="примерно в марте 2022")),
    ("t_name", Name("Примеров", "Иван", "Сергеевич", "PRIMEROV", "IVAN", "")),
    ("t_address", Address("ул. Примерная, 1", "2", "Тверь", "", "170000", "RU", "Tver")),
    ("t_country", "RU"),
    ("t_phone", "+1 555 0100"),
    ("t_number", "123456789"),
    ("t_articles", (Article("UK", "207.3", "2"), Article("Закон", "5"))),
]


@pytest.mark.parametrize(("question", "value"), VALUES, ids=[name for name, _ in VALUES])
def test_what_code_shows_is_not_an_edit(
    question: str, value: Value, desk: Desk, shell: Shell
) -> None:
    told: list[object] = []
    view(shell).blocks[question].field.edited.connect(told.append)
    desk.answer(Key(question), value)
    shell.case.speak("ru", False)  # type: ignore[union-attr]
    desk.undo()
    assert told == []
    assert desk.answers.get(Key(question)) is None


@pytest.mark.parametrize(("question", "value"), VALUES, ids=[name for name, _ in VALUES])
def test_what_is_shown_can_be_told_back_unchanged(
    question: str, value: Value, desk: Desk, shell: Shell
) -> None:
    desk.answer(Key(question), value)
    block = view(shell).blocks[question]
    if isinstance(value, str) and question not in ("t_choice", "t_many", "t_country"):
        line = find(block, QLineEdit, question)
        type_in(line, "!")
        press(line, Qt.Key.Key_Backspace)
    assert desk.answers.value(question) == value


def test_a_line(desk: Desk, shell: Shell) -> None:
    type_in(find(shell, QLineEdit, "t_text"), "строка")
    assert desk.answers.value("t_text") == "строка"


def test_a_told_line_knows_its_language_by_its_letters(desk: Desk, shell: Shell) -> None:
    line = find(shell, QLineEdit, "t_told")
    type_in(line, "Обыск")
    assert desk.answers.value("t_told") == Told("Обыск", "ru")
    find(shell, QPushButton, "t_told.add_english").click()
    type_in(find(shell, QLineEdit, "t_told.english"), "A search")
    type_in(find(shell, QLineEdit, "t_told.translator"), "Образцова")
    assert desk.answers.value("t_told") == Told("Обыск", "ru", "A search", "Образцова")


def test_a_chosen_language_is_not_overruled(desk: Desk, shell: Shell) -> None:
    combo = find(shell, QComboBox, "t_long.language")
    combo.setCurrentIndex(combo.findData("uk"))
    combo.activated.emit(combo.currentIndex())
    type_in(find(shell, QPlainTextEdit, "t_long"), "Вранці")
    assert desk.answers.value("t_long") == Told("Вранці", "uk")


def test_yes_brings_the_next_question_and_undo_takes_it_away(desk: Desk, shell: Shell) -> None:
    page(shell).settle()
    assert "t_after" not in view(shell).blocks
    find(shell, QRadioButton, "t_yes.true").click()
    assert desk.answers.value("t_yes") is True
    after = view(shell).blocks["t_after"]
    assert not after.isHidden()
    desk.undo()
    assert after.isHidden()
    assert not find(shell, QRadioButton, "t_yes.true").isChecked()


def test_one_of_many_is_a_list_to_open(desk: Desk, shell: Shell) -> None:
    combo = find(shell, QComboBox, "t_many")
    combo.setCurrentIndex(combo.findData("i"))
    combo.activated.emit(combo.currentIndex())
    assert desk.answers.value("t_many") == "i"


def test_several_of_several(desk: Desk, shell: Shell) -> None:
    find(shell, QCheckBox, "t_choices.b").click()
    find(shell, QCheckBox, "t_choices.a").click()
    assert desk.answers.value("t_choices") == ("a", "b")
    find(shell, QCheckBox, "t_choices.b").click()
    assert desk.answers.value("t_choices") == ("a",)


def said(shell: Shell, question: str) -> str:
    block = view(shell).blocks[question]
    return " | ".join(each.text() for each in block.findChildren(QLabel) if each.isVisible())


def test_a_date_is_said_back(desk: Desk, shell: Shell) -> None:
    line = find(shell, QLineEdit, "t_date")
    type_in(line, "about March 2022")
    assert desk.answers.value("t_date") == Remembered(
        Kind.ABOUT, Point(2022, 3), words="about March 2022"
    )
    assert "in or about March 2022" in said(shell, "t_date")


def test_a_date_of_two_meanings_is_asked_about(desk: Desk, shell: Shell) -> None:
    QApplication.processEvents()
    height = view(shell).blocks["t_date"].height()
    type_in(find(shell, QLineEdit, "t_date"), "03/04/2022")
    assert desk.answers.value("t_date") == Remembered(Kind.IN_WORDS, words="03/04/2022")
    QApplication.processEvents()
    moved = view(shell).blocks["t_date"].height() - height
    assert abs(moved) <= 1  # nothing moves under the hand
    buttons = [
        each
        for each in view(shell).blocks["t_date"].findChildren(QPushButton)
        if each.isVisible() and "2022" in each.text()
    ]
    assert sorted(each.text() for each in buttons) == ["on April 3, 2022", "on March 4, 2022"]
    next(each for each in buttons if "April" in each.text()).click()
    assert desk.answers.value("t_date") == Remembered(
        Kind.ON, Point(2022, 4, 3), words="03/04/2022"
    )
    there = QApplication.focusWidget()  # the date is done: the keyboard goes on below
    assert there is not None and not view(shell).blocks["t_date"].isAncestorOf(there)


def test_a_winter_is_asked_about_as_a_winter(shell: Shell) -> None:
    type_in(find(shell, QLineEdit, "t_date"), "зимой 2022")
    assert "Which winter" in said(shell, "t_date")


def test_a_date_nobody_understands_is_kept(desk: Desk, shell: Shell) -> None:
    type_in(find(shell, QLineEdit, "t_date"), "через неделю после обыска")
    assert desk.answers.value("t_date") == Remembered(
        Kind.IN_WORDS, words="через неделю после обыска"
    )
    assert "Kept in your own words" in said(shell, "t_date")


def test_a_day_that_no_calendar_has_is_remarked_on_and_kept(desk: Desk, shell: Shell) -> None:
    type_in(find(shell, QLineEdit, "t_date"), "31 февраля 2022")
    assert desk.answers.value("t_date") == Remembered(Kind.IN_WORDS, words="31 февраля 2022")
    assert "No calendar has this day" in said(shell, "t_date")


def test_a_date_part_by_part(desk: Desk, shell: Shell) -> None:
    find(shell, QPushButton, "t_date.parts").click()
    month = find(shell, QComboBox, "t_date.from.month")
    month.setCurrentIndex(month.findData(3))
    month.activated.emit(month.currentIndex())
    assert desk.answers.value("t_date") is None
    type_in(find(shell, QLineEdit, "t_date.from.year"), "2022")
    assert desk.answers.value("t_date") == Remembered(
        Kind.ON, Point(2022, 3), words="in March 2022"
    )


def test_a_name_with_another_spelling(desk: Desk, shell: Shell) -> None:
    type_in(find(shell, QLineEdit, "t_name.family"), "Примеров")
    type_in(find(shell, QLineEdit, "t_name.latin_family"), "PRIMEROV")
    find(shell, QPushButton, "t_name.add_spelling").click()
    type_in(find(shell, QLineEdit, "t_name.spelling0"), "PRIMEROFF")
    name = desk.answers.value("t_name")
    assert isinstance(name, Name)
    assert (name.family, name.latin_family) == ("Примеров", "PRIMEROV")
    assert name.others[0].text == "PRIMEROFF"


def test_a_country_is_found_by_its_name_in_either_language(desk: Desk, shell: Shell) -> None:
    box = find(shell, QComboBox, "t_country")
    line = box.lineEdit()
    assert line is not None
    line.setText("Грузия")
    line.editingFinished.emit()
    assert desk.answers.value("t_country") == "GE"
    line.setText("nowhere at all")
    line.editingFinished.emit()
    assert desk.answers.value("t_country") == "GE"


def test_an_odd_number_is_kept_and_remarked_on(desk: Desk, shell: Shell) -> None:
    line = find(shell, QLineEdit, "t_number")
    line.setFocus()
    type_in(line, "12")
    find(shell, QLineEdit, "t_text").setFocus()
    assert desk.answers.value("t_number") == "12"
    assert "8 or 9 digits" in said(shell, "t_number")


def test_an_article_the_catalog_does_not_know(desk: Desk, shell: Shell) -> None:
    find(shell, QPushButton, "t_articles.add").click()
    type_in(find(shell, QLineEdit, "t_articles.0.article"), "20.3.3")
    type_in(find(shell, QLineEdit, "t_articles.0.part"), "1")
    assert desk.answers.value("t_articles") == (Article("UK", "20.3.3", "1"),)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("280.3 ч. 1", Article("UK", "280.3", "1")),
        ("ч.1 ст.280.3 УК РФ", Article("UK", "280.3", "1")),
        ("Статья 20.3.3, часть 1 КоАП", Article("KoAP", "20.3.3", "1")),
        ("280.3 ч.", Article("UK", "280.3 ч.", "")),
        ("дискредитация 2", Article("UK", "дискредитация 2", "")),
    ],
)
def test_a_part_written_with_the_number_goes_into_its_own_box(
    desk: Desk, shell: Shell, typed: str, kept: Article
) -> None:
    find(shell, QPushButton, "t_articles.add").click()
    line = find(shell, QLineEdit, "t_articles.0.article")
    type_in(line, typed)
    line.editingFinished.emit()
    assert desk.answers.value("t_articles") == (kept,)
    assert find(shell, QLineEdit, "t_articles.0.part").text() == kept.part


def test_a_part_that_stands_in_its_box_already_is_left_alone(desk: Desk, shell: Shell) -> None:
    find(shell, QPushButton, "t_articles.add").click()
    type_in(find(shell, QLineEdit, "t_articles.0.part"), "2")
    line = find(shell, QLineEdit, "t_articles.0.article")
    type_in(line, "280.3 ч. 1")
    line.editingFinished.emit()
    assert desk.answers.value("t_articles") == (Article("UK", "280.3 ч. 1", "2"),)


@pytest.mark.parametrize(
    ("button", "line"),
    [
        ("t_articles.add", "t_articles.0.article"),
        ("t_name.add_spelling", "t_name.spelling0"),
        ("t_date.parts", "t_date.from.year"),
    ],
)
def test_what_is_added_comes_into_view(qtbot: QtBot, shell: Shell, button: str, line: str) -> None:
    shell.resize(1120, 480)
    press_me = find(shell, QPushButton, button)
    area = scrolled(press_me)
    QApplication.processEvents()
    there = press_me.mapTo(area.viewport(), QPoint()).y() + area.verticalScrollBar().value()
    area.verticalScrollBar().setValue(there + press_me.height() - area.viewport().height())
    press_me.click()
    new = find(shell, QLineEdit, line)
    qtbot.waitUntil(lambda: area.viewport().rect().contains(of(new, area)))
    there_now = QApplication.focusWidget()
    assert there_now is not None
    assert area.viewport().rect().contains(of(there_now, area)), "the keyboard is out of sight"
    assert there_now is not press_me


def test_an_address_keeps_its_parts(desk: Desk, shell: Shell) -> None:
    type_in(find(shell, QLineEdit, "t_address.street"), "ул. Примерная, 1")
    type_in(find(shell, QLineEdit, "t_address.city"), "Тверь")
    assert desk.answers.value("t_address") == Address("ул. Примерная, 1", city="Тверь")


def test_a_person_can_be_added_on_the_way(desk: Desk, shell: Shell) -> None:
    page(shell).go(Place("every_link"))
    find(shell, QPushButton, "t_person.add").click()
    links = desk.answers.value("t_person")
    assert isinstance(links, Links)
    (item,) = links.ids
    assert desk.answers.value("t_people") == Items((item,))
    assert page(shell).view.place == Place("t_person_screen", item)  # type: ignore[union-attr]
    type_in(find(shell, QLineEdit, "t_called"), "Образцова")
    find(shell, QAbstractButton, "way_back").click()
    assert view(shell).place == Place("every_link")
    assert find(shell, QComboBox, "t_person").currentText() == "Образцова"
    find(shell, QCheckBox, f"t_papers.{item}").click()
    assert desk.answers.value("t_papers") == Links((item,))
