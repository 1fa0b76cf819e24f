"""One question on a screen: what is asked, why, the field, and the other ways to answer."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from pristan.case import KEEPS_VALUE, Items, State, is_empty, say
from pristan.questions import Question
from pristan.ui.around import Around
from pristan.ui.fields import make_field
from pristan.ui.pieces import column, label, labels
from pristan.ui.states import StateRow, StateShown


class QuestionBlock(QWidget):
    """Shows what the desk knows of one question, and tells the desk what was done."""

    def __init__(self, question: Question, around: Around) -> None:
        super().__init__()
        self.question = question
        self._around = around
        self._key = around.key(question.id)
        look, voice = around.look, around.voice
        self.setObjectName(f"{question.id}.block")
        self._lines = lines = column(self, look.px(6))
        self.field = make_field(question, around)
        self.field.edited.connect(self._edited)
        asked = labels(voice.asked(f"{question.id}.ask", question.ask), "ask")
        asked[0].setBuddy(self.field.first_input or self.field)
        helped = labels(voice.asked(f"{question.id}.help", question.help), "muted")
        for each in [*asked, *(helped if question.help else [])]:
            lines.addWidget(each)
        lines.addSpacing(look.px(2))
        lines.addWidget(self.field)
        self._ask = voice.line(f"{question.id}.ask", question.ask)
        # Only one of the two is shown, and most never change: each is made when it is needed.
        self._states: StateRow | None = None
        self._shown: StateShown | None = None
        self._example: QLabel | None = None
        # What comes below the field comes as one: each part that is added to a screen that is
        # seen has all of it laid out anew.
        self._below = QWidget()
        self._ways = column(self._below, lines.spacing())
        self._has_field = False
        self.is_finished = False
        self.show_answer()

    def go_on(self) -> None:
        """Make the next part of what stands below the field: what belongs to it, then the rest."""
        if not self._has_field:
            self.field.finish()
            self._has_field = True
        else:
            self._make_example()
            self.is_finished = True
        self.show_answer()
        if self.is_finished:
            self._lines.addWidget(self._below)

    def finish(self) -> None:
        """Make all of it now."""
        while not self.is_finished:
            self.go_on()

    def show_answer(self) -> None:
        """Show what the desk knows now; emits nothing."""
        answer = self._around.desk.answers.get(self._key)
        self.field.show_value(answer.value if answer else None)
        self._show_ways()

    def _show_ways(self) -> None:
        """Show the field or what was chosen instead of it, and the ways to choose."""
        answer = self._around.desk.answers.get(self._key)
        state = answer.state if answer else State.GIVEN
        # Where there are cards, one small press must not take them all away.
        cards = answer is not None and isinstance(answer.value, Items) and answer.value.ids
        chosen = state is not State.GIVEN
        choosing = self.is_finished and not chosen and not cards and not self.question.optional
        if choosing and not self._states:
            self._states = self._make_states()
        if chosen:
            self._shown = self._shown or self._make_shown()
            self._shown.show_state(state)
        for part, wanted in (
            (self.field, state in KEEPS_VALUE),
            (self._example, state in KEEPS_VALUE),
            (self._states, choosing),
            (self._shown, chosen),
        ):
            if part and part.isHidden() == wanted:
                part.setVisible(wanted)

    def focus(self) -> None:
        """Put the keyboard where the answer is given."""
        if self.field.isHidden() and self._shown:
            self._shown.focus()
        elif first := self.field.first_input:
            first.setFocus()

    def _make_example(self) -> None:
        if not self.question.example:
            return
        voice = self._around.voice
        example = voice.line(f"{self.question.id}.example", self.question.example)
        self._example = label(
            voice.words("ui.example", "For example: {example}", example=example), "small"
        )
        self._example.hide()  # else its layout would show it, wanted or not
        self._ways.addWidget(self._example)

    def _make_states(self) -> StateRow:
        made = StateRow(self.question.id, self._ask, self._around.voice.words, self._around.look)
        made.chosen.connect(self._choose)
        self._ways.addWidget(made)
        return made

    def _make_shown(self) -> StateShown:
        made = StateShown(self.question.id, self._ask, self._around.voice.words, self._around.look)
        made.changed.connect(self._take_back)
        self._lines.insertWidget(self._lines.indexOf(self.field), made)
        return made

    def _edited(self, value: object) -> None:
        answer = self._around.desk.answers.get(self._key)
        later = answer is not None and answer.state is State.LATER
        self._around.desk.answer(self._key, value, State.LATER if later else State.GIVEN)  # type: ignore[arg-type]

    def _choose(self, state: State) -> None:
        answer = self._around.desk.answers.get(self._key)
        value = answer.value if answer else None
        keeps = state in KEEPS_VALUE
        self._around.desk.answer(self._key, value if keeps else None, state)
        if not keeps and not is_empty(value):
            self._around.notice(
                say(
                    "ui.state.cleared", "What was written here was taken away. Undo brings it back."
                ),
                True,
            )
        if self._shown:
            self._shown.focus()

    def _take_back(self) -> None:
        answer = self._around.desk.answers.get(self._key)
        self._around.desk.answer(self._key, answer.value if answer else None, State.GIVEN)
        self.focus()
