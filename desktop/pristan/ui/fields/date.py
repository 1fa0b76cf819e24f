"""A date as it is remembered: one line in the person's own words, and what was understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from pristan.case import Kind, Remembered, Value
from pristan.case.anchors import why_no_day
from pristan.case.reading import in_no_calendar, read_date
from pristan.ui import reading_order
from pristan.ui.carry import OPENED
from pristan.ui.fields.base import Field
from pristan.ui.fields.date_parts import DateParts
from pristan.ui.flow import Flow
from pristan.ui.pieces import bring_into_view, button, column, emptied, keeps_its_room, label
from pristan.ui.writing import LineEdit

_MOST_OFFERED = 6  # more events of a name than that are told apart by writing, not by reading


class DateField(Field):
    """Understands what is typed and says it back; where two days are possible it asks which."""

    def build(self) -> None:
        self._date: Remembered | None = None
        self._line = LineEdit()
        self._line.textEdited.connect(self._typed)
        self.named(self._line)
        self.lines.addWidget(self._line)
        self._said = label("", "muted")
        keeps_its_room(self._said)
        self.lines.addWidget(self._said)
        self._parts: DateParts | None = None
        self._toggle = toggle = button(
            self.words("ui.date.parts", "Set day, month and year one by one"), "link"
        )
        toggle.setObjectName(f"{self.question.id}.parts")
        self.asked_by(toggle)
        toggle.clicked.connect(self._unfold)
        self.lines.addWidget(self._options_or(toggle))

    def _options_or(self, toggle: QWidget) -> QWidget:
        """Return a line in which the options stand in place of *toggle*, so that nothing moves."""
        px = self.around.look.px
        below = QWidget()
        below.setMinimumHeight(px(38))  # of a button
        lines = column(below, 0)
        self._options = QWidget()
        self._buttons = Flow(self._options, px(6))
        self._options.hide()
        lines.addWidget(self._options)
        lines.addWidget(toggle, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        lines.addStretch(1)
        return below

    def show_value(self, value: Value) -> None:
        before, self._date = self._date, value if isinstance(value, Remembered) else None
        if self._date is None:
            self._line.show_text("")
        elif self._date.words or not self._line.hasFocus():
            self._line.show_text(self._date.words or self._in_words(self._date))
        if self._date is None or self._date != before:  # else it was typed here, and said already
            self._say()
        if self._parts:
            self._parts.show_date(self._date)

    def _typed(self, text: str) -> None:
        options = self._read(text)
        if not text.strip():
            self._date = None
        elif len(options) == 1:
            self._date = replace(options[0], words=text)
        else:
            self._date = Remembered(Kind.IN_WORDS, words=text)
        self._say(options)
        self.tell(self._date)

    def _read(self, text: str) -> tuple[Remembered, ...]:
        events = self.around.events(self.question.id)
        return read_date(text, date.today(), events).options if text.strip() else ()

    def refresh(self) -> None:
        """Follow the event by which the date is told."""
        if self._date and self._date.anchor:
            self._say()

    def _say(self, options: tuple[Remembered, ...] | None = None) -> None:
        remembered = self._date
        emptied(self._buttons)
        if remembered is None or remembered.kind is not Kind.IN_WORDS:
            options = ()
        elif options is None:
            options = self._read(remembered.words)
        offered = options if len(options) <= _MOST_OFFERED else ()
        self._options.setVisible(bool(offered))
        self._toggle.setVisible(not offered or bool(self._toggle.property(OPENED)))
        for option in offered:
            says = button(self._in_words(option))
            says.clicked.connect(lambda _checked=False, one=option: self._take(one))
            self._buttons.addWidget(says)
        self._said.setText(self._comment(remembered, options) if remembered else "")
        self._said.setVisible(remembered is not None)

    def _comment(self, remembered: Remembered, options: tuple[Remembered, ...]) -> str:
        words = self.words
        if len(options) == 1:
            return words("ui.date.perhaps", "Is this what you mean?")
        if len(options) > _MOST_OFFERED:
            return words(
                "ui.date.many_events",
                "Several events are called so. Please add another word of its name, or its date.",
            )
        if any(option.anchor for option in options):
            return words("ui.date.which_event", "Which event do you mean?")
        if any(option.first and option.first.season for option in options):
            return words("ui.date.which_winter", "Which winter do you mean?")
        if options:
            return words("ui.date.which", "Which day do you mean?")
        if remembered.kind is Kind.IN_WORDS and in_no_calendar(remembered.words, date.today()):
            return words(
                "ui.date.no_such_day",
                "No calendar has this day: please look at its number again. Until then it stays as "
                "you wrote it.",
            )
        if remembered.kind is Kind.IN_WORDS:
            return words("ui.date.in_words", "Kept in your own words. This is an answer too.")
        said = words("ui.date.understood", "Understood as: {date}", date=self._in_words(remembered))
        why = why_no_day(remembered, self.around.desk.answers)
        return f"{said}. {words.say(why)}" if why else said

    def _in_words(self, remembered: Remembered) -> str:
        return self.around.shower.date(remembered)

    def _take(self, option: Remembered) -> None:
        self._date = replace(option, words=self._line.text())
        self._go_on()
        self._say()
        self.tell(self._date)

    def _go_on(self) -> None:
        """Put the keyboard on the next field: a line that is done is not typed in again."""
        self._line.setFocus()
        window, stop = self.window(), reading_order.beside(self.window(), self._line, 1)
        here = self.mapTo(window, QPoint()).y()
        while stop is not None and stop.mapTo(window, QPoint()).y() >= here:
            if not self.isAncestorOf(stop) and _is_in_a_field(stop):
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return
            stop = reading_order.beside(window, stop, 1)

    def _unfold(self) -> None:
        if self._parts is None:
            self._parts = DateParts(self)
            self._parts.edited.connect(self._set)
            self.lines.addWidget(self._parts)
            self._parts.show()  # Qt would do it only after the keyboard is given
            self._parts.show_date(self._date)
        else:
            self._parts.setVisible(self._parts.isHidden())
        self._toggle.setProperty(OPENED, not self._parts.isHidden())
        if not self._parts.isHidden():
            self._parts.first.setFocus()
            bring_into_view(self._parts)

    def _set(self, remembered: Remembered) -> None:
        # What the parts say is put in words too, so that the line above never contradicts them.
        self._date = replace(remembered, words=self._in_words(remembered))
        self._line.show_text(self._date.words)
        self._say()
        self.tell(self._date)


def _is_in_a_field(widget: QWidget) -> bool:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, Field):
        around = around.parentWidget()
    return around is not None
