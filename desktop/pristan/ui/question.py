"""One question on a screen: what is asked, why, the field, and the other ways to answer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

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
        lines = column(self, look.px(6))
        self.field = make_field(question, around)
        self.field.edited.connect(self._edited)
        asked = labels(voice.asked(f"{question.id}.ask", question.ask), "ask")
        asked[0].setBuddy(self.field.first_input or self.field)
        helped = labels(voice.asked(f"{question.id}.help", question.help), "muted")
        for each in [*asked, *(helped if question.help else [])]:
            lines.addWidget(each)
        lines.addSpacing(look.px(2))
        ask = voice.line(f"{question.id}.ask", question.ask)
        self._shown = StateShown(question.id, ask, voice.words, look)
        self._shown.changed.connect(self._take_back)
        lines.addWidget(self._shown)
        lines.addWidget(self.field)
        self._example = label("", "small")
        if question.example:
            example = voice.line(f"{question.id}.example", question.example)
            self._example.setText(
                voice.words("ui.example", "For example: {example}", example=example)
            )
        lines.addWidget(self._example)
        self._states = StateRow(question.id, ask, voice.words, look)
        self._states.chosen.connect(self._choose)
        lines.addWidget(self._states)
        self.show_answer()

    def show_answer(self) -> None:
        """Show what the desk knows now; emits nothing."""
        answer = self._around.desk.answers.get(self._key)
        state = answer.state if answer else State.GIVEN
        self.field.show_value(answer.value if answer else None)
        open_ = state in KEEPS_VALUE
        self.field.setVisible(open_)
        self._example.setVisible(open_ and bool(self.question.example))
        # Where there are cards, one small press must not take them all away.
        cards = answer is not None and isinstance(answer.value, Items) and answer.value.ids
        self._states.setVisible(state is State.GIVEN and not cards)
        self._shown.setVisible(state is not State.GIVEN)
        if state is not State.GIVEN:
            self._shown.show_state(state)

    def focus(self) -> None:
        """Put the keyboard where the answer is given."""
        if self.field.isHidden():
            self._shown.focus()
        elif first := self.field.first_input:
            first.setFocus()

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
        self._shown.focus()

    def _take_back(self) -> None:
        answer = self._around.desk.answers.get(self._key)
        self._around.desk.answer(self._key, answer.value if answer else None, State.GIVEN)
        self.focus()
