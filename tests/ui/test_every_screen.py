"""Every screen of the shipped interview: both languages, large type, the keyboard, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from pristan.case import Key
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui import reading_order
from pristan.ui.pieces import LongButton, Option
from pristan.ui.shell import Shell
from pristan.ui.style import DARK, LIGHT, Colors
from pristan.ui.walk import FORMS, PACKET, TODO
from ui.windows import go, let_go, page, press

Open = Callable[..., Shell]
INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)


def fill_lists(desk: Desk) -> None:
    """Put one item into every list there is, also inside items, so that all screens apply."""
    known: set[Key] = set()
    while True:
        lists = [
            Key(question.id, place.item)
            for place in desk.places()
            for question in desk.visible(place)
            if question.item and Key(question.id, place.item) not in known
        ]
        if not lists:
            return
        for key in lists:
            known.add(key)
            desk.add_item(key)


def places(desk: Desk) -> list[Place]:
    """Return one place for every screen that can be reached."""
    return [*{place.screen: place for place in desk.places()}.values(), TODO, PACKET, FORMS]


def too_narrow(shown: QWidget) -> list[str]:
    """Return the texts that need more room than they were given."""
    found = []
    for label in shown.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
            if label.height() < needed:
                found.append(label.text())
    for button in shown.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            breaks = isinstance(button, LongButton)  # its text goes on below
            needed = button.heightForWidth(button.width()) if breaks else button.sizeHint().width()
            if (button.height() if breaks else button.width()) < needed:
                found.append(button.text())
    return found


@pytest.mark.parametrize(("language", "percent"), [("ru", 100), ("en", 200), ("both", 150)])
def test_it_opens_whole_named_and_in_order(
    language: str, percent: int, desk: Desk, open_shell: Open
) -> None:
    fill_lists(desk)
    desk.keep_setting("language", "ru" if language == "ru" else "en")
    desk.keep_setting("both", "yes" if language == "both" else "no")
    desk.keep_setting("percent", str(percent))
    shell = open_shell(desk)
    shell.resize(1366, 768)
    wrong = {}
    for place in places(desk):
        page(shell).go(place)
        page(shell).settle()
        let_go()
        shown = page(shell).view
        assert shown is not None
        for _ in range(30):  # labels that wrap settle in a few rounds, also those that come late
            for _ in range(6):
                QApplication.processEvents()
            if not (narrow := too_narrow(shown)):
                break
        found = [*narrow, *nameless(page(shell)), *alike(shown), *jumps_upwards(shown)]
        if language == "ru":
            found += english_words(page(shell))
        if found:
            wrong[place.screen] = found
        right = shown.mapTo(page(shell), QPoint(shown.width(), 0)).x()
        assert right <= page(shell).width() or place == PACKET, f"{place.screen} is too wide"
    assert wrong == {}


# Names, which are the same in both languages: of forms, offices, laws, papers, keys, and of what
# a form prints in English; and the invented people and places of the examples.
NAMES = frozenset((
    "USCIS", "ICE", "CBP", "One", "EOIR", "ECAS", "ID", "INA", "CFR", "MS", "PDF", "Word", "DRAFT",
    "English", "gov", "uscis", "justice", "A-Number", "Social", "Security", "Notice", "to",
    "Appear", "credible", "fear", "interview", "withholding", "of", "removal", "parole", "bar",
    "number", "Master", "Individual", "Ctrl", "Alt", "Shift", "Enter", "Delete",
    "AA", "BB",  # tabs of exhibits
    "PRIMEROV", "IVAN", "Maria", "Obraztsova", "San", "Ysidro", "Diego", "California",
))  # fmt: skip
LATIN = re.compile(r"(?<![\w/-])[A-Za-z][A-Za-z’']+(?:-[A-Za-z]+)*(?![\w-]|\.\w)")


def english_words(shown: QWidget) -> list[str]:
    """Return the texts in which a reader of Russian meets English words."""
    texts = [
        *(each.text() for each in shown.findChildren(QLabel)),
        *(each.text() for each in shown.findChildren(QAbstractButton)),
        *(each.toolTip() for each in shown.findChildren(QAbstractButton)
          if not each.objectName().startswith("fill.sheet.")),  # the English name of the form
        *(each.placeholderText() for each in shown.findChildren(QLineEdit)),
        *(each.placeholderText() for each in shown.findChildren(QPlainTextEdit)),
        *(each.accessibleName() for each in shown.findChildren(QWidget)),
        *(each.itemText(at) for each in shown.findChildren(QComboBox)
          if each.count() < 200  # countries are called in both languages, to be found by either
          for at in range(each.count())),
        *(each.item(at).text() for each in shown.findChildren(QListWidget)
          for at in range(each.count())),
    ]  # fmt: skip
    return [text for text in texts if set(LATIN.findall(text)) - NAMES]


def nameless(shown: QWidget) -> list[str]:
    """Return the inputs that a screen reader could not name."""
    return [
        each.objectName() or type(each).__name__
        for kind in INPUTS
        for each in shown.findChildren(kind)
        if each.isVisible()
        and not isinstance(each.parent(), QComboBox)  # the combo box has the name
        and not (each.accessibleName() or text(each))
    ]


def alike(shown: QWidget) -> list[str]:
    """Return the names that several controls of a screen have: nobody hears which is meant."""
    named = Counter(
        (each.accessibleName() or text(each), each.accessibleDescription())
        for kind in INPUTS
        for each in shown.findChildren(kind)
        if each.isVisible() and not isinstance(each.parent(), QComboBox)
    )
    return [f"{name} stands there {times} times" for (name, _), times in named.items() if times > 1]


def jumps_upwards(shown: QWidget) -> list[str]:
    """Return the stops of the Tab key that stand clearly above the stop before them."""
    inside = reading_order.stops(shown)
    tops = [each.mapTo(shown, QPoint(0, 0)).y() // 48 for each in inside]
    return [
        inside[at + 1].objectName()
        for at, (before, after) in enumerate(pairwise(tops))
        if after < before - 1
    ]


def text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_every_control_is_reached_and_tab_comes_around(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    page(shell).go(Place("identity_name"))
    page(shell).settle()
    QApplication.processEvents()
    stops = reading_order.stops(page(shell))
    stops[0].setFocus()
    seen = []
    for _ in stops:
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        press(focused, Qt.Key.Key_Tab)
    # Of the radio buttons of one question the one that has the keyboard is the only stop.
    skipped = [each for each in stops if each not in seen]
    assert all(isinstance(each, QRadioButton) for each in skipped)
    order = [each for each in stops if each not in skipped]
    assert seen[: len(order)] == order
    stops[0].setFocus()
    press(stops[0], Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is stops[-1]
    missing = [
        each.objectName() or each.accessibleName()
        for each in page(shell).findChildren(QAbstractButton)
        if each.isVisible()
        and each.isEnabled()
        and each not in stops
        and ".state." not in each.objectName()  # reached by the arrow keys
    ]
    assert missing == []


def test_the_keyboard_goes_back_and_forth(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    here = page(shell).view
    press(shell, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page(shell).view is not here
    press(shell, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page(shell).view.place == here.place  # type: ignore[union-attr]


def test_a_question_is_found_by_a_word(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    press(shell, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.setText("full name")
    press(line, Qt.Key.Key_Return)
    assert page(shell).view.place == Place("identity_name")  # type: ignore[union-attr]


def test_a_hard_part_can_be_skipped_and_is_announced(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    page(shell).go(Place("incidents_start"))
    section = shell.case.session.walk.section(Place("incidents_start"))  # type: ignore[union-attr]
    skip = page(shell).findChild(QAbstractButton, "painful.skip")
    assert skip is not None and section is not None
    skip.click()
    after = page(shell).view.place  # type: ignore[union-attr]
    assert desk.questionnaire.section_of[after.screen] != section.id


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(colors: Colors) -> None:
    pairs = [
        (colors.text, colors.ground), (colors.text, colors.paper), (colors.muted, colors.ground),
        (colors.muted, colors.paper), (colors.on_accent, colors.accent),
        (colors.on_notice, colors.notice), (colors.text, colors.soft),
        (colors.accent, colors.ground), (colors.muted, colors.soft),
    ]  # fmt: skip
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
    assert contrast(colors.focus, colors.ground) >= 3
    assert contrast(colors.edge, colors.paper) >= 3


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors as WCAG 2.2 counts it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_a_circle_stands_beside_the_middle_of_its_first_line(
    percent: int, desk: Desk, open_shell: Open
) -> None:
    desk.keep_setting("percent", str(percent))
    shell = open_shell(desk)
    shell.resize(1024, 600)
    shown = go(shell, "identity_name").findChildren(Option)
    off = []
    for option in shown:
        first = option.findChildren(QLabel)[0]
        line = first.fontMetrics().height()
        middle = first.mapTo(option, QPoint(0, first.contentsMargins().top())).y() + line / 2
        control = option.control.geometry()
        off.append(abs(middle - control.y() - control.height() / 2) / shell.look.px(1))
    assert shown and max(off) <= 2
