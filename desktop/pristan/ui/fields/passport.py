"""The two lines at the bottom of a passport page: read, shown, and put in the answers if wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QBoxLayout, QCheckBox, QPushButton, QWidget

from pristan import interview
from pristan.case import Key, Kind, Name, Point, Problem, Remembered, State, Value, say
from pristan.case.mrz import Mrz, Paper, Part, read_mrz
from pristan.questions import Type
from pristan.ui.around import Around
from pristan.ui.pieces import Option, button, column, emptied, label, row
from pristan.ui.writing import TextBox

# What of the lines answers which question, by the question that asks the name.
_ANSWERS: Mapping[str, Mapping[str, str]] = {
    "full_name": {
        "number": "passport_number",
        "country": "passport_country",
        "expires": "passport_expires",
        "born": "birth_date",
        "sex": "sex",
        "citizenship": "citizenship",
    },
    "person_name": {
        "number": "person_passport",
        "born": "person_birth_date",
        "sex": "person_sex",
        "citizenship": "person_citizenship",
    },
}
_OF_A_PASSPORT = frozenset({"number", "country", "expires"})  # a card is not asked about
_PARTS: Mapping[str, Part] = {
    "number": Part.NUMBER,
    "expires": Part.EXPIRES,
    "born": Part.BIRTH,
}


@dataclass(frozen=True, slots=True)
class Found:
    """One answer that the lines give, and whether its check digit agrees."""

    question: str
    value: Value
    sure: bool = True


def found(mrz: Mrz, question: str, name: Name) -> Iterator[Found]:
    """Yield the answers that the lines of a passport give; *name* is what is known so far."""
    yield Found(question, _joined(name, mrz.name))
    for part, asked in _ANSWERS.get(question, {}).items():
        value = getattr(mrz, part)
        if value and (mrz.paper is Paper.PASSPORT or part not in _OF_A_PASSPORT):
            answer = Remembered(Kind.ON, value) if isinstance(value, Point) else value
            yield Found(asked, answer, _PARTS.get(part) not in mrz.unsure)


def _joined(known: Name, read: Name) -> Name:
    """Return the name that is known with the spelling that was read; the rest of it stays."""
    if read.latin:
        return replace(known, latin_family=read.latin_family, latin_given=read.latin_given)
    return replace(
        known,
        family=read.family,
        given=read.given.title(),
        patronymic=read.patronymic.title(),
    )


class PassportLines(QWidget):
    """A box to paste into. Nothing is answered before the person has seen it and agreed."""

    def __init__(self, question: str, around: Around) -> None:
        super().__init__()
        self._question, self._around = question, around
        self._words = words = around.voice.words
        look = around.look
        lines = column(self, look.px(6))
        lines.addWidget(
            label(
                words(
                    "ui.mrz.how",
                    "The two lines at the bottom of the page with the photo; they begin with P. "
                    "You will see what they say before anything is filled in.",
                ),
                "small",
            )
        )
        self._box = TextBox(2)
        self._box.setObjectName(f"{question}.mrz")
        self._box.setAccessibleName(
            words("ui.mrz.box", "The two lines at the bottom of the passport page")
        )
        self._box.textChanged.connect(self._forget)
        lines.addWidget(self._box)
        self._read = self._button(words("ui.mrz.read", "Read these lines"), "mrz.read")
        self._read.clicked.connect(self._show)
        lines.addLayout(self._left(self._read))
        self._seen = column(gap=look.px(2))
        lines.addLayout(self._seen)
        self._take = self._button(words("ui.mrz.take", "Fill in what is marked"), "mrz.take")
        self._take.clicked.connect(self._fill_in)
        self._take.hide()
        lines.addLayout(self._left(self._take))
        self._choices: list[tuple[QCheckBox, Key, Value]] = []

    @property
    def first(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self._box

    def _show(self) -> None:
        self._forget()
        words = self._words
        try:
            mrz = read_mrz(self._box.toPlainText(), date.today())
        except Problem as problem:
            self._say(words.say(problem.saying))
            return
        for doubt in mrz.doubts:
            self._say(words.say(doubt))
        for each in self._asked(mrz):
            self._offer(each)
        self._take.setVisible(bool(self._choices))
        if not self._choices:
            self._say(words("ui.mrz.same", "The answers say the same already."))

    def _asked(self, mrz: Mrz) -> Iterator[Found]:
        """Yield what the interview asks now and what would change an answer."""
        desk, item = self._around.desk, self._around.item
        asked = {key for _, _, key in interview.keys(desk.questionnaire, desk.answers)}
        known = desk.answers.value(self._question, item)
        for each in found(mrz, self._question, known if isinstance(known, Name) else Name()):
            key = self._key(each.question)
            question = desk.questionnaire.questions[each.question]
            listed = question.type is not Type.COUNTRY or each.value in self._around.lists.countries
            if key in asked and listed and not self._answered(key, each.value):
                yield each

    def _answered(self, key: Key, value: Value) -> bool:
        """Whether the answer says this already, if in words of its own."""
        known = self._around.desk.answers.value(key.question, key.item)
        if isinstance(known, Remembered) and isinstance(value, Remembered):
            return (known.kind, known.first) == (value.kind, value.first)
        return known == value

    def _key(self, question: str) -> Key:
        return Key(question, self._around.item)

    def _offer(self, each: Found) -> None:
        key = self._key(each.question)
        question = self._around.desk.questionnaire.questions[each.question]
        answer = self._around.desk.answers.get(key)
        shower = self._around.shower
        says = shower.value(question, each.value)
        if isinstance(each.value, Name):
            says = ", ".join(filter(None, (each.value.latin, each.value.native)))
        ask = self._around.voice.line(f"{question.id}.ask", question.ask)
        text = self._words("ui.mrz.found", "{question} — {answer}", question=ask, answer=says)
        if answer and answer.dealt_with and not isinstance(each.value, Name):
            text = self._words(
                "ui.mrz.instead", "{found} (until now: {before})", found=text,
                before=shower.answer(key),
            )  # fmt: skip
        box = QCheckBox()
        box.setObjectName(f"{self._question}.mrz.{each.question}")
        box.setChecked(each.sure and (answer is None or answer.state is State.GIVEN))
        self._seen.addWidget(Option(box, (text,), self._around.look))
        self._choices.append((box, key, each.value))

    def _fill_in(self) -> None:
        desk = self._around.desk
        chosen = [(key, value) for box, key, value in self._choices if box.isChecked()]
        desk.save_soon()  # what was typed until now stays a step of its own
        for key, value in chosen:
            desk.answer(key, value)
        desk.save_soon()
        self._box.show_text("")
        self._forget()
        if chosen:
            self._around.notice(
                say("ui.mrz.filled", "Filled in. Undo takes it back, one answer at a time."), True
            )

    def _forget(self) -> None:
        self._choices = []
        emptied(self._seen)
        self._take.hide()

    def _say(self, text: str) -> None:
        self._seen.addWidget(label(text, "small"))

    def _button(self, text: str, name: str) -> QPushButton:
        made = button(text)
        made.setObjectName(f"{self._question}.{name}")
        return made

    def _left(self, made: QWidget) -> QBoxLayout:
        line = row()
        line.addWidget(made)
        line.addStretch(1)
        return line
