"""The small parts that every screen is made of: labels, buttons, frames, options.

The first page is made of them, and whoever says `Qt` first makes all of its ninety enums, a fifth
of what an empty window takes (bench/start.py). So what the first page has is set by its name, as a
property, and `QtCore.Qt` is said only in what happens later; tests/ui/test_the_start.py holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from pristan.ui.boxes import Box
from pristan.ui.style import Look, icon


def label(text: str = "", kind: str = "") -> QLabel:
    """Return a label that wraps and shows its text as it is, never as HTML."""
    made = Wrapped(text)
    made.setProperty("textFormat", "PlainText")
    made.setWordWrap(True)
    made.setProperty("kind", kind)
    policy = made.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    made.setSizePolicy(policy)
    return made


def labels(texts: Sequence[str], kind: str = "") -> list[QLabel]:
    """Return a text in each language that is shown: the first in full, the others muted."""
    return [label(text, kind if not at else "second") for at, text in enumerate(texts)]


def button(text: str, kind: str = "") -> QPushButton:
    """Return a push button that the keyboard reaches; ``kind`` is its look in the style sheet."""
    made = QPushButton()
    as_button(made, text, kind)
    return made


def as_button(made: QPushButton, text: str, kind: str) -> None:
    """Make a push button of any class what ``button`` returns."""
    made.setText(text.replace("&", "&&"))
    made.setProperty("kind", kind)
    made.setAutoDefault(True)
    made.setProperty("focusPolicy", "StrongFocus")
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)


def with_icon(made: QPushButton, name: str, look: Look, at_100: int = 18) -> QPushButton:
    """Put an icon before the text of a button."""
    size = look.px(at_100)
    if made.text():
        made.setText(" " + made.text().replace("\n", "\n "))
    main = made.property("kind") == "main"
    made.setIcon(icon(name, look.colors.on_accent if main else look.colors.text, size))
    made.setIconSize(QSize(size, size))
    return made


def icon_button(name: str, says: str, look: Look) -> QPushButton:
    """Return a button that is an icon; what it does is its tooltip and its accessible name."""
    made = with_icon(button("", "quiet"), name, look, 20)
    made.setToolTip(says)
    made.setAccessibleName(says)
    return made


def named_buttons(
    into: QLayout,
    prefix: str,
    says: Mapping[str, str],
    pressed: Callable[[str], None],
    about: str = "",
) -> dict[str, QPushButton]:
    """Put a button of each name into a layout; *pressed* is told the name of the one pressed.

    A screen reader says *about* too, where the same buttons stand below many things.
    """
    made = {name: button(text) for name, text in says.items()}
    for name, each in made.items():
        each.setObjectName(f"{prefix}.{name}")
        if about:
            each.setAccessibleName(f"{says[name]} — {about}")
        each.clicked.connect(lambda _checked=False, name=name: pressed(name))
        into.addWidget(each)
    return made


def frame(kind: str) -> QFrame:
    """Return a frame with a look of the style sheet."""
    made = QFrame()
    made.setProperty("kind", kind)
    return made


def column(parent: QWidget | None = None, gap: int = 8, margin: int = 0) -> Box:
    """Return a vertical layout with even gaps."""
    return _box(Box.Direction.TopToBottom, parent, gap, margin)


def row(parent: QWidget | None = None, gap: int = 8, margin: int = 0) -> Box:
    """Return a horizontal layout with even gaps."""
    return _box(Box.Direction.LeftToRight, parent, gap, margin)


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout and let go of its widgets."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            emptied(inner)


def quiet_bar(area: QAbstractScrollArea) -> None:
    """Give the scroll bar its room for ever: one that comes and goes moves the text aside.

    The style sheet paints nothing of it while there is nothing to scroll.
    """
    area.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    bar.setEnabled(bar.maximum() > bar.minimum())


def keeps_its_room(widget: QWidget, on: bool = True) -> None:
    """Let a widget keep its room while it is hidden, so that nothing moves when it comes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(on)
    widget.setSizePolicy(policy)


def page_of(widget: QWidget) -> QScrollArea | None:
    """Return the page that a widget scrolls with."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    return area


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page to a widget that has just come, when its place is known."""

    def scroll() -> None:
        _lay_out()
        if (area := page_of(widget)) is None or not widget.isVisible():
            return
        if widget.height() > area.viewport().height():  # its beginning, not its middle
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + widget.mapTo(area.viewport(), QPoint()).y())
        else:
            area.ensureWidgetVisible(widget, 0, widget.fontMetrics().height())

    QTimer.singleShot(50, widget, scroll)


def keep_in_view(widget: QWidget, part: QRect) -> None:
    """Scroll the page at once, and no further than it takes to see a part of a widget."""
    if area := page_of(widget):
        _lay_out()
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + _beyond(widget, part, area))


def is_in_view(widget: QWidget, part: QRect) -> bool:
    """Whether the page shows a part of a widget."""
    area = page_of(widget)
    return area is not None and not _beyond(widget, part, area)


def _lay_out() -> None:
    """Give everything the place that it would have in a moment."""
    QtCore.QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def _beyond(widget: QWidget, part: QRect, area: QScrollArea) -> int:
    """Return how far a part of a widget is below what is seen of its page; less than 0: above."""
    above = widget.mapTo(area.viewport(), part.topLeft()).y()
    below = above + part.height() - area.viewport().height()
    return above if above < 0 else min(max(below, 0), above)


class Wrapped(QLabel):
    """A text that remembers how high it is: layouts ask again and again, and Qt wraps it anew."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._heights: dict[int, int] = {}  # by width

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()
        super().changeEvent(event)


class TextButton(QPushButton):
    """A button whose text wraps, for titles that may be long."""

    def __init__(self, text: str, kind: str, look: Look, below: str = "") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAccessibleName(f"{text} — {below}" if below else text)
        inside = column(self, 0, look.px(4))
        for line, look_of_it in ((text, ""), (below, "small")):
            if line:
                shown = label(line, look_of_it)
                shown.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                inside.addWidget(shown)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else super().heightForWidth(width)


class LongButton(QPushButton):
    """A push button whose text goes on below where one line has no room for it."""

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__()
        self._whole = ""
        self._lines: dict[int, str] = {}  # by room: layouts ask again and again
        as_button(self, text, kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def setText(self, text: str) -> None:
        self._whole = text
        self._lines.clear()
        super().setText(text)
        self._break()

    def changeEvent(self, event: QEvent) -> None:
        self._lines.clear()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return self._around() + self._size(self._whole)

    def minimumSizeHint(self) -> QSize:
        words = self._size("\n".join(self._whole.split()))
        return self._around() + QSize(words.width(), self._size(self._whole).height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        around = self._around()
        return (around + self._size(self._broken(width - around.width()))).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        shown = self._broken(self.width() - self._around().width())
        if shown != self.text():
            super().setText(shown)

    def _broken(self, room: int) -> str:
        """Return the text in lines of at most *room* px; a longer word has a line of its own."""
        if room not in self._lines:
            self._lines[room] = self._divided(room)
        return self._lines[room]

    def _divided(self, room: int) -> str:
        lines: list[str] = []
        for paragraph in self._whole.split("\n"):
            line = ""
            for word in paragraph.split(" "):
                longer = f"{line} {word}" if line else word
                if line.strip() and self._size(longer).width() > room:
                    lines.append(line)
                    longer = word
                line = longer
            lines.append(line)
        return "\n".join(lines)

    def _around(self) -> QSize:
        """Return what the button is larger than its text."""
        return super().sizeHint() - self._size(self.text())

    def _size(self, text: str) -> QSize:
        return self.fontMetrics().size(QtCore.Qt.TextFlag.TextShowMnemonic.value, text)


class Option(QWidget):
    """A radio button or check box whose text wraps; pressing the text presses the button."""

    def __init__(self, control: QAbstractButton, texts: Sequence[str], look: Look) -> None:
        super().__init__()
        self.control = control
        control.setAccessibleName(" / ".join(texts))
        line = row(self, look.px(6))
        line.addWidget(control, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        shown = labels(texts)
        for each in shown:
            each.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            # Its first line stands beside the middle of the control, be there one line or more.
            each.setContentsMargins(0, look.px(4), 0, 0)
            each.setAlignment(QtCore.Qt.AlignmentFlag.AlignTop)
        if len(shown) == 1:
            line.addWidget(shown[0], 1)
            return
        beside = column(gap=0)
        for each in shown:
            beside.addWidget(each)
        line.addLayout(beside, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.control.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.control.setFocus(QtCore.Qt.FocusReason.MouseFocusReason)
            self.control.click()


def _box(direction: Box.Direction, parent: QWidget | None, gap: int, margin: int) -> Box:
    made = Box(direction, parent)
    made.setSpacing(gap)
    made.setContentsMargins(margin, margin, margin, margin)
    return made
