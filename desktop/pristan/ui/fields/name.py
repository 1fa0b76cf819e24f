"""A person's name: as in one's own passport and as its Latin letters spell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from pristan.case import Name, Spelling, Value
from pristan.ui.carry import OPENED
from pristan.ui.fields.base import Field
from pristan.ui.fields.latin import Spellings
from pristan.ui.fields.passport import PassportLines
from pristan.ui.fields.told import CYRILLIC
from pristan.ui.flow import Flow
from pristan.ui.pieces import (
    bring_into_view,
    button,
    column,
    emptied,
    icon_button,
    label,
    row,
)
from pristan.ui.writing import LineEdit

# The parts of a name that can be spelled by a rule, and what they are spelled from.
_NATIVE: Mapping[str, str] = {"latin_family": "family", "latin_given": "given"}


class NameField(Field):
    """Two rows of three parts, and other spellings where a paper has one."""

    def build(self) -> None:
        self._name = Name()
        words = self.words
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.around.look.px(8))
        self._parts: dict[str, LineEdit] = {}
        self._may: dict[str, Spellings] = {}
        self._not_latin: dict[str, QLabel] = {}
        parts = (
            ("family", words("ui.name.family", "Family name (own alphabet)")),
            ("given", words("ui.name.given", "Given name")),
            ("patronymic", words("ui.name.patronymic", "Patronymic")),
            ("latin_family", words("ui.name.latin_family", "Family name in Latin letters")),
            ("latin_given", words("ui.name.latin_given", "Given name in Latin letters")),
            ("latin_middle", words("ui.name.latin_middle", "Middle name in Latin letters")),
        )
        wide = self.around.look.percent > 125
        for at, (part, called) in enumerate(parts):
            edit = LineEdit()
            edit.textEdited.connect(lambda text, part=part: self._typed(part, text))
            self._parts[part] = edit
            across = 1 if wide else 3
            # What comes below a line has a row of its own, so that the lines stay in one row.
            down, right = 3 * (at // across), at % across
            grid.addWidget(self.part(called, edit, part), down, right)
            grid.setColumnStretch(right, 1)  # a hint below a line must not make it wider
            if part in _NATIVE:
                self._may[part] = self._spellings(part, called)
                grid.addWidget(self._may[part], down + 1, right, Qt.AlignmentFlag.AlignTop)
            if part.startswith("latin_"):
                self._not_latin[part] = label(
                    words(
                        "ui.name.not_latin",
                        "These are Russian letters. This line is for the Latin letters of your "
                        "passport; you can go on all the same.",
                    ),
                    "small",
                )
                self._not_latin[part].setObjectName(f"{self.question.id}.{part}.not_latin")
                self._not_latin[part].hide()
                grid.addWidget(self._not_latin[part], down + 2, right, Qt.AlignmentFlag.AlignTop)
        self.lines.addLayout(grid)
        self._others = QWidget()
        self._rows = column(self._others, self.around.look.px(4))
        self.lines.addWidget(self._others)
        add = button(words("ui.name.add_spelling", "Add another spelling"), "link")
        add.setObjectName(f"{self.question.id}.add_spelling")
        add.clicked.connect(self._add)
        self._paste = button(words("ui.name.paste", "Paste the lines of the passport"), "link")
        self._paste.setObjectName(f"{self.question.id}.paste")
        self._paste.clicked.connect(self._unfold)
        below = Flow(gap=self.around.look.px(12))
        below.addWidget(add)
        below.addWidget(self._paste)
        self.lines.addLayout(below)
        self._passport: PassportLines | None = None
        self._edits: list[tuple[LineEdit, LineEdit]] = []

    def show_value(self, value: Value) -> None:
        self._name = value if isinstance(value, Name) else Name()
        for part, edit in self._parts.items():
            edit.show_text(getattr(self._name, part))
        if len(self._edits) != len(self._name.others):
            self._build_rows()
        for (text, document), other in zip(self._edits, self._name.others, strict=True):
            text.show_text(other.text)
            document.show_text(other.document)
        self._offer()

    def _typed(self, part: str, text: str) -> None:
        self._name = replace(self._name, **{part: text})  # type: ignore[arg-type]
        self._offer()
        self.tell(self._name)

    def _spellings(self, part: str, called: str) -> Spellings:
        made = Spellings(f"{self.question.id}.{part}", called, self.words, self.around.look)
        made.chosen.connect(lambda text: self._spelled(part, text))
        return made

    def _spelled(self, part: str, text: str) -> None:
        self._parts[part].setFocus()  # before the button that was pressed goes away
        self._parts[part].show_text(text)
        self._typed(part, text)

    def _offer(self) -> None:
        for part, hint in self._not_latin.items():
            hint.setVisible(bool(CYRILLIC.search(getattr(self._name, part))))
        for part, may in self._may.items():
            may.show_for(getattr(self._name, _NATIVE[part]), getattr(self._name, part))

    def _unfold(self) -> None:
        if self._passport is None:
            self._passport = PassportLines(self.question.id, self.around)
            self.lines.addWidget(self._passport)
            self._passport.show()  # Qt would do it only after the keyboard is given
        else:
            self._passport.setVisible(self._passport.isHidden())
        self._paste.setProperty(OPENED, not self._passport.isHidden())
        if not self._passport.isHidden():
            self._passport.first.setFocus()
            bring_into_view(self._passport)

    def _add(self) -> None:
        # An empty row says nothing yet: it is told when something is written in it.
        self._name = replace(self._name, others=(*self._name.others, Spelling("")))
        self._build_rows()
        self._edits[-1][0].setFocus()
        bring_into_view(self._edits[-1][0])

    def _build_rows(self) -> None:
        emptied(self._rows)
        self._edits = []
        words = self.words
        if self._name.others:
            self._rows.addWidget(label(words("ui.name.others", "Other spellings"), "small"))
        for at, other in enumerate(self._name.others):
            text, document = LineEdit(), LineEdit()
            says = words("ui.name.spelling", "This spelling")
            where = words("ui.name.document", "The document that uses it")
            line = row(gap=self.around.look.px(8))
            line.addWidget(self.part(says, text, f"spelling{at}"), 1)
            line.addWidget(self.part(where, document, f"document{at}"), 1)
            away = icon_button(
                "x", words("ui.name.remove", "Remove this spelling"), self.around.look
            )
            away.clicked.connect(lambda _checked=False, at=at: self._remove(at))
            line.addWidget(away)
            text.textEdited.connect(self._respelled)
            document.textEdited.connect(self._respelled)
            text.setText(other.text)
            document.setText(other.document)
            holder = QWidget()
            holder.setLayout(line)
            self._rows.addWidget(holder)
            self._edits.append((text, document))

    def _respelled(self) -> None:
        others = tuple(Spelling(text.text(), paper.text()) for text, paper in self._edits)
        self._name = replace(self._name, others=others)
        self.tell(self._name)

    def _remove(self, at: int) -> None:
        others = self._name.others[:at] + self._name.others[at + 1 :]
        self._name = replace(self._name, others=others)
        self._build_rows()
        self.tell(self._name)
