"""A list: one card for each item, in the person's order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from pristan.case import Items, Value, say
from pristan.questions import ItemForm
from pristan.ui.fields.base import Field
from pristan.ui.pieces import (
    LongButton,
    TextButton,
    column,
    emptied,
    icon_button,
    label,
    row,
    with_icon,
)
from pristan.ui.reading_order import laid_out


class ListField(Field):
    """Cards to open, move and remove; the cards themselves are answers of the desk."""

    def build(self) -> None:
        form = self.question.item
        assert form is not None, "a list has an item form"
        self._form: ItemForm = form
        self._ids: tuple[str, ...] = ()
        self._titles: list[str] = []
        asked = self.around.voice
        self._empty = label(asked.line(f"{self.question.id}.empty", form.empty), "muted")
        self.lines.addWidget(self._empty)
        self._are_late = True
        self._holder = QWidget()
        self._holder.hide()
        self._cards = column(self._holder, self.around.look.px(8))
        self.lines.addWidget(self._holder)
        self._gaps = label("", "muted")
        self._gaps.setObjectName(f"{self.question.id}.gaps")
        texts = asked.asked(f"{self.question.id}.add", form.add)
        self._add_button = with_icon(LongButton("\n".join(texts)), "plus", self.around.look)
        self.named(self._add_button, "add", " / ".join(texts))
        self._add_button.clicked.connect(self._add)
        below = row()
        below.addWidget(self._add_button)
        below.addStretch(1)
        self.lines.addLayout(below)
        self.lines.addWidget(self._gaps)

    def finish(self) -> None:
        self._are_late = False
        self._build_cards()

    def show_value(self, value: Value) -> None:
        ids = value.ids if isinstance(value, Items) else ()
        if ids != self._ids:
            self._ids = ids
            self._build_cards()
        self.refresh()

    def refresh(self) -> None:
        if self._are_late:
            return
        titles = [self._title(item) for item in self._ids]
        if titles != self._titles:
            self._build_cards()
        self._show_gaps()

    def _show_gaps(self) -> None:
        """Say which times of the last five years the list leaves out (Form I-589, A.III 2, 4)."""
        found = [self.words.say(gap) for gap in self.around.desk.gaps(self.question.id)]
        if found:
            asked = self.words(
                "ui.list.gaps",
                "The form asks about the last five years without a gap. Not covered so far:",
            )
            self._gaps.setText("\n".join((asked, *(f"•  {each}" for each in found))))
        self._gaps.setVisible(bool(found))

    def shift(self, item: str, by: int) -> None:
        """Move a card and keep the keyboard on it."""
        self.around.desk.move_item(item, by)
        self.focus_card(item)

    def take_out(self, item: str) -> None:
        """Take a card away, and offer to bring it back."""
        self.around.desk.remove_item(item)
        self.around.notice(
            say("ui.list.removed", "Removed. Nothing is lost: undo brings it back."), True
        )
        self._add_button.setFocus()

    def focus_card(self, item: str) -> None:
        """Put the keyboard on a card."""
        for card in laid_out(self._cards):
            if isinstance(card, Card) and card.item == item:
                card.title.setFocus()

    def _title(self, item: str) -> str:
        one = self.around.voice.words(f"{self.question.id}.one", self._form.one)
        return self.around.shower.title(item) or self.words(
            "ui.list.unnamed", "{one} (not named yet)", one=one
        )

    def _add(self) -> None:
        item = self.around.desk.add_item(self.around.key(self.question.id))
        self.around.open_item(item, False)

    def _build_cards(self) -> None:
        self._empty.setVisible(not self._ids)
        if self._are_late:
            return
        emptied(self._cards)
        self._titles = [self._title(item) for item in self._ids]
        self._inputs = [self._add_button]
        for at, (item, title) in enumerate(zip(self._ids, self._titles, strict=True)):
            card = Card(self, item, title, at == 0, at == len(self._ids) - 1)
            self._cards.addWidget(card)
        self._holder.setVisible(bool(self._ids))


class Card(QFrame):
    """One item: its name, and what can be done with it."""

    def __init__(self, field: ListField, item: str, title: str, first: bool, last: bool) -> None:
        super().__init__()
        self.item = item
        self._field = field
        words, look = field.words, field.around.look
        self.setProperty("kind", "paper")
        line = row(self, look.px(4), 8)  # not larger with the text: that is room it needs
        self.title = TextButton(title, "card", look)
        self.title.setObjectName(f"{field.question.id}.{item}.open")
        self.title.setAccessibleName(words("ui.list.open", "Open: {title}", title=title))
        self.title.clicked.connect(lambda: field.around.open_item(item, False))
        self.title.installEventFilter(self)
        line.addWidget(self.title, 1)
        for icon, says, work, off in (
            ("arrow-up", words("ui.list.up", "Move up: {title}", title=title), -1, first),
            ("arrow-down", words("ui.list.down", "Move down: {title}", title=title), 1, last),
        ):
            mover = icon_button(icon, says, look)
            mover.setEnabled(not off)
            mover.clicked.connect(lambda _checked=False, by=work: field.shift(item, by))
            line.addWidget(mover)
        away = icon_button("trash-2", words("ui.list.remove", "Remove: {title}", title=title), look)
        away.setObjectName(f"{field.question.id}.{item}.remove")
        away.clicked.connect(lambda: field.take_out(item))
        line.addWidget(away)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button by itself takes the arrow keys for Tab; with Alt they move the card.
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._field.shift(self.item, -1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        if event.key() == Qt.Key.Key_Delete:
            self._field.take_out(self.item)
            return True
        return False
