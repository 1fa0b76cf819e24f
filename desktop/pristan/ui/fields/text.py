"""Fields to write in: lines, stories with the English beside them, phones and numbers."""

from __future__ import annotations

from dataclasses import replace

from pristan.case import Told, Value
from pristan.case.numbers import check
from pristan.questions.named import Named
from pristan.ui.fields.base import Field
from pristan.ui.fields.offers import Offers
from pristan.ui.fields.told import English, language_of
from pristan.ui.pieces import label
from pristan.ui.writing import LineEdit, TextBox


class TextField(Field):
    """One line; where the question is told, with its language and the English below."""

    def build(self) -> None:
        self._told = Told("")
        self._line = LineEdit()
        self._line.textEdited.connect(self._typed)
        self.named(self._line)
        self.lines.addWidget(self._line)
        self._agreed = Named({})
        if self.question.offers:
            self._agreed = self.around.lists.offers[self.question.offers]
            names, russian = self._agreed.agreed, self.words.code == "ru"
            offered = names if russian else names.values()
            Offers(self._line, offered, self._take, self._agreed.built if russian else None)
            self._line.editingFinished.connect(self._agree)
        self._english: English | None = None

    def finish(self) -> None:
        if self.question.told:
            self._english = English(self, story=False)
            self._english.edited.connect(self._more)
            self.lines.addWidget(self._english)

    def show_value(self, value: Value) -> None:
        if not self.question.told:
            self._line.show_text(value if isinstance(value, str) else "")
            return
        self._told = value if isinstance(value, Told) else Told("", self.words.code)
        self._line.show_text(self._told.text)
        if self._english:
            self._english.show_told(self._told)

    def _typed(self, text: str) -> None:
        if not self.question.told:
            self.tell(text)
            return
        was_agreed = self._told.english == self._agreed.english(self._told.text.strip())
        chosen = self._english is not None and self._english.language_chosen
        self._told = language_of(self._told, text, chosen)
        if was_agreed:  # the English that the list gave is not that of other words
            self._told = replace(self._told, english="")
        if self._english:
            self._english.show_told(self._told)
        self.tell(self._told)

    def _take(self, name: str) -> None:
        self._line.show_text(name)
        self._line.end(False)
        self._typed(name)
        self._agree()

    def _agree(self) -> None:
        """Put the agreed English beside a name of the list, where there is none yet."""
        english = self._agreed.english(self._told.text.strip())
        if english and self._english and self._told.language == "ru" and not self._told.english:
            self._told = replace(self._told, english=english)
            self._english.show_told(self._told)
            self.tell(self._told)

    def _more(self, told: Told) -> None:
        self._told = told
        self.tell(told)


class LongTextField(Field):
    """A story in the person's own words and language, with the English beside it."""

    def build(self) -> None:
        self._told = Told("", self.words.code)
        self._box = TextBox(5)
        self._box.textChanged.connect(self._typed)
        self.named(self._box)
        self.lines.addWidget(self._box)
        self._english: English | None = None

    def finish(self) -> None:
        self._english = English(self, story=True)
        self._english.edited.connect(self._more)
        if self.question.declare:
            self._english.cite_from(self._box)
        self.lines.addWidget(self._english)

    def show_value(self, value: Value) -> None:
        self._told = value if isinstance(value, Told) else Told("", self.words.code)
        self._box.show_text(self._told.text)
        if self._english:
            self._english.show_told(self._told)

    def _typed(self) -> None:
        text = self._box.toPlainText()
        if text == self._told.text:
            return  # the letters only changed their look
        chosen = self._english is not None and self._english.language_chosen
        self._told = language_of(self._told, text, chosen)
        if self._english:
            self._english.show_told(self._told)
        self.tell(self._told)

    def _more(self, told: Told) -> None:
        self._told = told
        self.tell(told)


class PhoneField(Field):
    """A phone number, written as the person writes it."""

    def build(self) -> None:
        self._line = LineEdit()
        self._line.textEdited.connect(self.tell)
        self.named(self._line)
        self.lines.addWidget(self._line)

    def show_value(self, value: Value) -> None:
        self._line.show_text(value if isinstance(value, str) else "")


class NumberField(Field):
    """A number as it is printed, with a quiet remark where it does not look as usual."""

    def build(self) -> None:
        self._line = LineEdit()
        self._line.textEdited.connect(self.tell)
        self._line.editingFinished.connect(self._remark)
        self.named(self._line)
        self._doubt = label("", "small")
        self._doubt.hide()
        self.lines.addWidget(self._line)
        self.lines.addWidget(self._doubt)

    def show_value(self, value: Value) -> None:
        self._line.show_text(value if isinstance(value, str) else "")
        self._remark()

    def _remark(self) -> None:
        text = self._line.text().strip()
        kind = self.question.kind
        doubt = check(kind, text) if kind and not self._line.hasFocus() else None
        self._doubt.setText(self.words.say(doubt) if doubt else "")
        self._doubt.setVisible(doubt is not None)
