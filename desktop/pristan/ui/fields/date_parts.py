"""A date set part by part, for people who prefer to choose: kind, day, month or season, year."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QWidget

from pristan.case import Kind, Point, Remembered, Season
from pristan.ui.fields.base import Field
from pristan.ui.flow import Flow
from pristan.ui.pieces import column
from pristan.ui.writing import ComboBox, LineEdit
from pristan.words import Words


class DateParts(QWidget):
    """``edited`` gives a date whenever the parts make one; a part alone is not a date yet."""

    edited = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        words = field.words
        lines = column(self, field.around.look.px(6))
        self._kind = ComboBox()
        for kind, called in _kinds(words):
            self._kind.addItem(called, kind)
        self._kind.activated.connect(self._changed)
        lines.addWidget(field.part(words("ui.date.kind", "How exact is it?"), self._kind, "kind"))
        self._from = PointParts(field, "from")
        self._from.edited.connect(self._changed)
        lines.addWidget(self._from)
        self._now = QCheckBox(words("ui.date.until_now", "until now"))
        self._now.clicked.connect(self._changed)
        field.named(self._now, "until_now")
        self._to = PointParts(field, "to")
        self._to.edited.connect(self._changed)
        lines.addWidget(self._now)
        lines.addWidget(self._to)
        self._arrange()

    @property
    def first(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self._kind

    def show_date(self, date: Remembered | None) -> None:
        """Show a date; emits nothing."""
        if date is None or date.first is None or date == self._date():
            return
        self._kind.show_data(date.kind)
        self._from.show_point(date.first)
        self._to.show_point(date.last)
        self._now.setChecked(date.kind is Kind.FROM_TO and date.last is None)
        self._arrange()

    def _changed(self) -> None:
        self._arrange()
        if (date := self._date()) is not None:
            self.edited.emit(date)

    def _arrange(self) -> None:
        kind = self._kind.currentData()
        self._now.setVisible(kind == Kind.FROM_TO)
        span = kind in (Kind.FROM_TO, Kind.BETWEEN)
        self._to.setVisible(span and not (kind == Kind.FROM_TO and self._now.isChecked()))

    def _date(self) -> Remembered | None:
        kind, first = Kind(self._kind.currentData()), self._from.point()
        last = self._to.point() if not self._to.isHidden() else None
        unfinished = not self._to.isHidden() and last is None
        if first is None or unfinished:
            return None
        return Remembered(kind, first, last)


class PointParts(QWidget):
    """Year, month or season, and day."""

    edited = Signal()

    def __init__(self, field: Field, part: str) -> None:
        super().__init__()
        words = field.words
        line = Flow(self, field.around.look.px(8))
        self._day = ComboBox()
        self._day.setMinimumContentsLength(3)
        self._day.addItem("—", None)
        for day in range(1, 32):
            self._day.addItem(str(day), day)
        self._month = ComboBox()
        self._month.addItem("—", None)
        for number, called in enumerate(_months(words), start=1):
            self._month.addItem(called, number)
        for season, called in _seasons(words):
            self._month.addItem(called, season)
        self._year = LineEdit()
        self._year.setValidator(QIntValidator(0, 9999, self))
        self._year.setMaximumWidth(field.around.look.px(110))
        self._day.activated.connect(self.edited)
        self._month.activated.connect(self.edited)
        self._year.textEdited.connect(self.edited)
        line.addWidget(field.part(words("ui.date.day", "Day"), self._day, f"{part}.day"))
        line.addWidget(
            field.part(words("ui.date.month", "Month or season"), self._month, f"{part}.month")
        )
        line.addWidget(field.part(words("ui.date.year", "Year"), self._year, f"{part}.year"))

    def show_point(self, point: Point | None) -> None:
        """Show a point in time; emits nothing."""
        self._day.show_data(point.day if point else None)
        self._month.show_data((point.season or point.month) if point else None)
        self._year.show_text(str(point.year) if point else "")

    def point(self) -> Point | None:
        """Return what the parts say; None where no calendar has it or the year is missing."""
        month, day = self._month.currentData(), self._day.currentData()
        season = Season(month) if isinstance(month, str) else None
        number = month if isinstance(month, int) else None
        try:
            return Point(int(self._year.text()), number, day if number else None, season)
        except ValueError:
            return None


def _kinds(words: Words) -> list[tuple[Kind, str]]:
    return [
        (Kind.ON, words("ui.date.kind.on", "This is it")),
        (Kind.ABOUT, words("ui.date.kind.about", "About then")),
        (Kind.BEFORE, words("ui.date.kind.before", "Before it")),
        (Kind.AFTER, words("ui.date.kind.after", "After it")),
        (Kind.FROM_TO, words("ui.date.kind.from_to", "It lasted from … to …")),
        (Kind.BETWEEN, words("ui.date.kind.between", "Once, some time between … and …")),
    ]


def _months(words: Words) -> list[str]:
    return [
        words("ui.month.1", "January"), words("ui.month.2", "February"),
        words("ui.month.3", "March"), words("ui.month.4", "April"),
        words("ui.month.5", "May"), words("ui.month.6", "June"),
        words("ui.month.7", "July"), words("ui.month.8", "August"),
        words("ui.month.9", "September"), words("ui.month.10", "October"),
        words("ui.month.11", "November"), words("ui.month.12", "December"),
    ]  # fmt: skip


def _seasons(words: Words) -> list[tuple[Season, str]]:
    return [
        (Season.WINTER, words("ui.season.winter", "winter (by the year it ended)")),
        (Season.SPRING, words("ui.season.spring", "spring")),
        (Season.SUMMER, words("ui.season.summer", "summer")),
        (Season.AUTUMN, words("ui.season.autumn", "fall")),
    ]
