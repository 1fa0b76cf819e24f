"""Addresses and countries."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit

from pristan.case import Address, Value
from pristan.ui.around import Around
from pristan.ui.fields.base import Field
from pristan.ui.writing import ComboBox, LineEdit


class CountryBox(ComboBox):
    """A list of countries that can be searched by typing a part of a name, in both languages."""

    chosen = Signal(str)

    def __init__(self, around: Around) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        line = LineEdit()
        self.setLineEdit(line)
        language = around.voice.code
        self.addItem("", "")
        for country in sorted(
            around.lists.countries.values(), key=lambda each: each.called(language)
        ):
            own, other = (
                country.called(language),
                country.called("ru" if language == "en" else "en"),
            )
            self.addItem(f"{own} ({other})", country.code)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        completer.activated.connect(self._picked)
        self.activated.connect(lambda _at: self.chosen.emit(self.currentData() or ""))
        line.editingFinished.connect(self._settle)

    def show_code(self, code: str) -> None:
        """Show a country; emits nothing."""
        if self.currentData() != code or not self.hasFocus():
            self.show_data(code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        line = self.lineEdit()
        if isinstance(line, QLineEdit):
            line.selectAll()

    def _picked(self, text: str) -> None:
        self.setCurrentIndex(max(self.findText(text), 0))
        self.chosen.emit(self.currentData() or "")

    def _settle(self) -> None:
        """Take what was typed when it can mean only one country; else go back to what it was."""
        typed = self.currentText().strip()
        before = self.currentData() or ""
        found = self._found(typed) if typed else [0]
        if len(found) == 1 and self.itemData(found[0]) != before:
            self.setCurrentIndex(found[0])
            self.chosen.emit(self.currentData() or "")
        else:
            self.show_data(before)

    def _found(self, typed: str) -> list[int]:
        """Return the countries of this name; else those that the list below would offer for it."""
        rows = range(1, self.count())
        exact = [at for at in rows if self._means(at, typed)]
        return exact or [at for at in rows if typed.casefold() in self.itemText(at).casefold()]

    def _means(self, at: int, typed: str) -> bool:
        names = self.itemText(at).casefold()
        return names == typed.casefold() or typed.casefold() in (
            part.strip(" )") for part in names.split("(")
        )


class CountryField(Field):
    """One country."""

    def build(self) -> None:
        self._box = CountryBox(self.around)
        self._box.chosen.connect(self.tell)
        self.named(self._box)
        self.lines.addWidget(self._box)

    def show_value(self, value: Value) -> None:
        self._box.show_code(value if isinstance(value, str) else "")


class AddressField(Field):
    """A postal address, part by part, as it is written where it is."""

    def build(self) -> None:
        self._address = Address()
        words = self.words
        self._parts: dict[str, LineEdit] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.around.look.px(8))
        narrow = self.around.look.percent > 125
        places = (
            ("street", words("ui.address.street", "Street and house number"), 0, 0, 2),
            ("apartment", words("ui.address.apartment", "Apartment"), 0, 2, 1),
            ("city", words("ui.address.city", "City or village"), 1, 0, 1),
            ("region", words("ui.address.region", "State or region"), 1, 1, 1),
            ("postal_code", words("ui.address.postal_code", "Postal code"), 1, 2, 1),
        )
        for at, (part, called, line, across, span) in enumerate(places):
            edit = LineEdit()
            edit.textEdited.connect(lambda text, part=part: self._typed(part, text))
            self._parts[part] = edit
            box = self.part(called, edit, part)
            if narrow:
                grid.addWidget(box, at, 0)
            else:
                grid.addWidget(box, line, across, 1, span)
        self.lines.addLayout(grid)
        self._country: CountryBox | None = None

    def finish(self) -> None:
        words = self.words
        self._country = CountryBox(self.around)
        self._country.chosen.connect(lambda code: self._typed("country", code))
        called = words("ui.address.country", "Country")
        self.lines.addWidget(self.part(called, self._country, "country"))
        self._parts["english"] = self.line(
            words("ui.address.english", "The same in English letters, on one line"),
            "english",
            lambda text: self._typed("english", text),
        )

    def show_value(self, value: Value) -> None:
        self._address = value if isinstance(value, Address) else Address()
        for part, edit in self._parts.items():
            edit.show_text(getattr(self._address, part))
        if self._country:
            self._country.show_code(self._address.country)

    def _typed(self, part: str, text: str) -> None:
        self._address = replace(self._address, **{part: text})
        self.tell(self._address)
