"""Fields to choose in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from pristan.case import Value
from pristan.questions import Option
from pristan.ui import pieces
from pristan.ui.boxes import Box
from pristan.ui.fields.base import Field
from pristan.ui.pieces import column
from pristan.ui.writing import ComboBox

MOST_BUTTONS = 8
_AT_ONCE = 6  # boxes to tick: more come a moment later


class ChoiceField(Field):
    """One of several answers: radio buttons, or a list to open where there are many."""

    def build(self) -> None:
        self._buttons: dict[Value, QRadioButton] = {}
        self._combo: ComboBox | None = None
        choices = self.choices()
        if len(choices) > MOST_BUTTONS:
            self._combo = self._list(choices)
            return
        group = QButtonGroup(self)
        self.lines.setSpacing(0)
        for value, texts in choices:
            button = QRadioButton()
            button.clicked.connect(lambda _checked=False, chosen=value: self.tell(chosen))
            group.addButton(button)
            self.named(button, str(value).lower())
            self.lines.addWidget(pieces.Option(button, texts, self.around.look))
            self.asked_by(button)
            self._buttons[value] = button

    def choices(self) -> list[tuple[Value, tuple[str, ...]]]:
        """Return the answers there are, each with its text in every language shown."""
        asked = self.around.voice.asked
        return [
            (option.id, asked(f"{self.question.id}.{option.id}", option.text))
            for option in self.question.options
        ]

    def show_value(self, value: Value) -> None:
        if self._combo:
            self._combo.show_data(value)
            return
        chosen = self._buttons.get(value)
        for button in self._buttons.values():
            group = button.group()
            group.setExclusive(False)
            button.setChecked(button is chosen)
            group.setExclusive(True)

    def _list(self, choices: list[tuple[Value, tuple[str, ...]]]) -> ComboBox:
        combo = ComboBox()
        combo.addItem(self.words("ui.choice.none", "Choose…"), None)
        headings = {option.id: option.heading for option in self.question.options}
        for value, texts in choices:
            if heading := headings.get(str(value)):
                asked = self.around.voice.asked
                combo.add_heading(" / ".join(asked(f"{self.question.id}.{value}.heading", heading)))
            combo.addItem(" / ".join(texts), value)
        combo.activated.connect(lambda _at: self.tell(combo.currentData()))
        self.named(combo)
        self.lines.addWidget(combo)
        return combo


class YesNoField(ChoiceField):
    """Yes or no."""

    def choices(self) -> list[tuple[Value, tuple[str, ...]]]:
        asked = self.around.voice.asked
        return [(True, asked("answer.yes", "Yes")), (False, asked("answer.no", "No"))]


class ChoicesField(Field):
    """Any number of several answers."""

    def build(self) -> None:
        self._boxes: dict[str, QCheckBox] = {}
        self._chosen: tuple[object, ...] = ()
        self.lines.setSpacing(0)
        self._add(self.lines, self.question.options[:_AT_ONCE])
        self._more = QWidget()
        self._more.hide()
        self.lines.addWidget(self._more)

    def finish(self) -> None:
        if more := self.question.options[_AT_ONCE:]:
            self._add(column(self._more, 0), more)
            self._more.show()

    def show_value(self, value: Value) -> None:
        self._chosen = value if isinstance(value, tuple) else ()
        for id_, box in self._boxes.items():
            box.setChecked(id_ in self._chosen)

    def _add(self, lines: Box, options: Sequence[Option]) -> None:
        for option in options:
            box = QCheckBox()
            box.clicked.connect(self._changed)
            self.named(box, option.id)
            texts = self.around.voice.asked(f"{self.question.id}.{option.id}", option.text)
            lines.addWidget(pieces.Option(box, texts, self.around.look))
            self._boxes[option.id] = box

    def _changed(self) -> None:
        ids = [option.id for option in self.question.options]
        self.tell(tuple(id_ for id_ in ids if self._is_ticked(id_)))

    def _is_ticked(self, id_: str) -> bool:
        box = self._boxes.get(id_)  # what has no box yet is as it was
        return box.isChecked() if box else id_ in self._chosen
