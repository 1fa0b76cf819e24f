"""The part of a told text that stands below it: its language, the English, who translated."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pristan.case import Told
from pristan.ui.carry import OPENED
from pristan.ui.cite import CiteButton
from pristan.ui.fields.base import Field
from pristan.ui.flow import Flow
from pristan.ui.pieces import bring_into_view, button, column, keeps_its_room, label, row
from pristan.ui.writing import ComboBox, LineEdit, TextBox
from pristan.words import Words

CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_LATIN = re.compile("[a-zA-Z]")


def spoken(words: Words) -> list[tuple[str, str]]:
    """Return the languages a text may be told in, by ISO 639-1 code."""
    return [
        ("ru", words("ui.language.ru", "Russian")),
        ("en", words("ui.language.en", "English")),
        ("uk", words("ui.language.uk", "Ukrainian")),
        ("be", words("ui.language.be", "Belarusian")),
        ("ce", words("ui.language.ce", "Chechen")),
        ("tt", words("ui.language.tt", "Tatar")),
        ("ba", words("ui.language.ba", "Bashkir")),
        ("ka", words("ui.language.ka", "Georgian")),
        ("hy", words("ui.language.hy", "Armenian")),
        ("az", words("ui.language.az", "Azerbaijani")),
        ("kk", words("ui.language.kk", "Kazakh")),
        ("uz", words("ui.language.uz", "Uzbek")),
        ("tg", words("ui.language.tg", "Tajik")),
        ("ky", words("ui.language.ky", "Kyrgyz")),
    ]


def language_of(told: Told, text: str, chosen: bool) -> Told:
    """Return what was told with its new text, in the language of its letters.

    Only Russian and English are told apart, and nothing the person chose is overruled.
    """
    if chosen or told.language not in ("ru", "en"):
        return replace(told, text=text)
    if CYRILLIC.search(text):
        return replace(told, text=text, language="ru")
    if _LATIN.search(text):
        return replace(told, text=text, language="en")
    return replace(told, text=text)


class English(QWidget):
    """Below a told text: its language and, when it is wanted, the English beside it."""

    edited = Signal(object)

    def __init__(self, field: Field, *, story: bool) -> None:
        super().__init__(field)
        self.language_chosen = False
        self._story = story
        self._told = Told("")
        self._open = field.around.voice.both
        words, look = field.words, field.around.look
        self._lines = lines = column(self, look.px(6))
        self._language = ComboBox()
        for code, called in spoken(words):
            self._language.addItem(called, code)
        self._language.activated.connect(self._choose)
        says = words("ui.told.language", "Language of this text")
        field.named(self._language, "language", says)
        beside = label(says, "small")
        beside.setWordWrap(False)
        beside.setBuddy(self._language)
        self._toggle = button(words("ui.told.add_english", "Add the English text"), "link")
        self._toggle.setObjectName(f"{field.question.id}.add_english")
        field.asked_by(self._toggle)
        self._toggle.clicked.connect(self._unfold)
        above = Flow(gap=look.px(8))
        self._which = (beside, self._language)
        for each in (*self._which, self._toggle):
            above.addWidget(each)
        lines.addLayout(above)

        self._field = field
        self._below: Below | None = None
        self._cite: CiteButton | None = None
        self._above = above
        self._arrange()

    def cite_from(self, box: TextBox) -> None:
        """Offer to refer to documents, in the text above and in the English."""
        field = self._field
        self._cite = CiteButton(field.around, field.question.id, box, lambda: self._told.language)
        field.asked_by(self._cite)
        self._above.addWidget(self._cite)
        self._arrange()

    def show_told(self, told: Told) -> None:
        """Show what is known; emits nothing."""
        self._told = told
        self._language.show_data(told.language)
        self._arrange()

    def _typed(self, told: Told) -> None:
        self._told = replace(
            self._told, english=told.english, translator=told.translator, checker=told.checker
        )
        self.edited.emit(self._told)

    def _choose(self) -> None:
        self.language_chosen = True
        self._told = replace(self._told, language=self._language.currentData())
        self._arrange()
        self.edited.emit(self._told)

    def _unfold(self) -> None:
        self._open = True
        self._toggle.setProperty(OPENED, True)
        self._arrange()
        if self._below:
            self._below.english.setFocus()
            bring_into_view(self._below)

    def _arrange(self) -> None:
        told = self._told
        foreign = told.language != "en"
        shown = foreign and (self._open or bool(told.english or told.translator or told.checker))
        told_something = bool(told.text)
        if shown and not self._below:  # most people never open it, and it is dear to build
            self._below = Below(self._field, story=self._story)
            self._below.edited.connect(self._typed)
            self._lines.addWidget(self._below)
        if self._below:
            self._below.show_told(told)
            self._below.setVisible(shown)
        keeps_its_room(self._toggle, not shown)  # it comes with the first letter typed above it
        self._toggle.setVisible(foreign and not shown and (self._story or told_something))
        # The language of a few words follows from their letters; a story says it openly.
        for each in self._which:
            each.setVisible(self._story or shown)
        if self._cite:
            if self._below and isinstance(self._below.english, TextBox):
                self._cite.watch(self._below.english, lambda: "en")
            self._cite.show_where_needed()


class Below(QWidget):
    """The English text with who translated and who checked it."""

    edited = Signal(object)

    def __init__(self, field: Field, *, story: bool) -> None:
        super().__init__()
        self._told = Told("")
        words, look = field.words, field.around.look
        lines = column(self, look.px(6))
        self.english: TextBox | LineEdit = TextBox(4) if story else LineEdit()
        if isinstance(self.english, TextBox):
            self.english.textChanged.connect(self._typed)
        else:
            self.english.textEdited.connect(self._typed)
        lines.addWidget(
            field.part(words("ui.told.english", "The same in English"), self.english, "english")
        )
        people = row(gap=look.px(8))
        self._translator, self._checker = LineEdit(), LineEdit()
        for edit, called, part in (
            (self._translator, words("ui.told.translator", "Who translated it"), "translator"),
            (self._checker, words("ui.told.checker", "Who checked the translation"), "checker"),
        ):
            edit.textEdited.connect(self._typed)
            people.addWidget(field.part(called, edit, part), 1)
        lines.addLayout(people)

    def show_told(self, told: Told) -> None:
        """Show what is known; emits nothing."""
        self._told = told
        self.english.show_text(told.english)
        self._translator.show_text(told.translator)
        self._checker.show_text(told.checker)

    def _typed(self) -> None:
        english = self.english
        text = english.toPlainText() if isinstance(english, TextBox) else english.text()
        told = replace(
            self._told,
            english=text,
            translator=self._translator.text(),
            checker=self._checker.text(),
        )
        if told != self._told:
            self._told = told
            self.edited.emit(told)
