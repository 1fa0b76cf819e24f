"""Below the pages of a document: what is in none, and which other one is put together with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from pristan.case import Key, Links
from pristan.interview.parted import FILES, left_behind
from pristan.ui.around import Around
from pristan.ui.flow import Flow
from pristan.ui.pieces import bring_into_view, button, column, label
from pristan.ui.writing import ComboBox


class Loose(QFrame):
    """Says that pages of these files are in no document, and takes them in."""

    taken = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._words = around.voice.words
        self.setProperty("kind", "notice")
        lines = column(self, around.look.px(6), around.look.px(8))
        self._text = label()
        lines.addWidget(self._text)
        take = button(self._words("ui.joining.take", "Put them here"))
        take.setObjectName("joining.take")
        take.clicked.connect(self.taken)
        lines.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many pages there are; nothing where there are none."""
        self._text.setText(self._words.count(
            "ui.joining.loose",
            "{number} page of these files is in no document now, and is not printed.",
            "{number} pages of these files are in no document now, and are not printed.",
            count,
        ))  # fmt: skip
        self.setVisible(count > 0)


class Joining(QFrame):
    """Stands below the pages while it is asked. ``chosen`` names the other document."""

    chosen = Signal(str)

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        words, look = around.voice.words, around.look
        self.setProperty("kind", "soft")
        lines = column(self, look.px(8), look.px(12))
        title = words("ui.joining.title", "Which document is one with this one?")
        lines.addWidget(label(title, "ask"))
        self.which = ComboBox()
        self.which.setObjectName("joining.which")
        self.which.setAccessibleName(title)
        self.which.currentIndexChanged.connect(self.refresh)
        lines.addWidget(self.which)
        lines.addWidget(
            label(
                words(
                    "ui.joining.hint",
                    "Its files and pages come after those that stand here, and this document then "
                    "belongs to whatever the other belonged to.",
                ),
                "muted",
            )
        )
        self._left = label()
        self._left.setObjectName("joining.left")
        lines.addWidget(self._left)
        below = Flow(gap=look.px(8))
        self._join = button(words("ui.joining.join", "Put together"), "main")
        self._join.setObjectName("joining.join")
        self._join.clicked.connect(lambda: self.chosen.emit(self._other()))
        cancel = button(words("ui.joining.cancel", "Leave them apart"), "quiet")
        cancel.setObjectName("joining.cancel")
        cancel.clicked.connect(self.hide)
        below.addWidget(self._join)
        below.addWidget(cancel)
        lines.addLayout(below)
        around.imports.changed.connect(self.refresh)
        self.hide()

    def ask(self) -> None:
        """Show the other documents and ask."""
        words, desk = self._around.voice.words, self._around.desk
        home = desk.answers.home(self._around.item)
        items = desk.answers.items(home.question, home.item) if home else ()
        self.which.clear()
        self.which.addItem(words("ui.joining.none", "Choose…"), "")
        for item in items:
            if item != self._around.item:
                unnamed = words("ui.joining.unnamed", "A document that is not named yet")
                self.which.addItem(self._around.shower.title(item) or unnamed, item)
        self.refresh()
        self.show()
        self.which.setFocus()
        bring_into_view(self)

    def counts(self) -> dict[str, int]:
        """Return how many pages each file of both has, as far as that is known."""
        seen = {file: self._around.imports.seen(file) for file in self._files()}
        return {file: each.pages for file, each in seen.items() if each}

    def refresh(self) -> None:
        """Say what would be left behind, and wait until all pages are counted."""
        other = self._other()
        known = bool(other) and len(self.counts()) == len(self._files())
        self._join.setEnabled(known)
        lines = list(self._differing(other)) if other else []
        if lines:
            lines.insert(0, self._around.voice.words(
                "ui.joining.left", "This was said of the other document and is not taken along:"
            ))  # fmt: skip
        self._left.setText("\n".join(lines))
        self._left.setVisible(bool(lines))

    def _other(self) -> str:
        return str(self.which.currentData() or "")

    def _files(self) -> list[str]:
        found: list[str] = []
        for item in (self._around.item, self._other()):
            answer = self._around.desk.answers.get(Key(FILES, item))
            if answer and isinstance(answer.value, Links):
                found += answer.value.ids
        return list(dict.fromkeys(found))

    def _differing(self, other: str) -> list[str]:
        desk, voice = self._around.desk, self._around.voice
        found = left_behind(desk.questionnaire, desk.answers, self._around.item, other)
        said = []
        for each in found:
            question = desk.questionnaire.questions[each.key.question]
            asked = voice.line(f"{question.id}.ask", question.ask)
            said.append(f"•  {asked} — {self._around.shower.answer(each.key)}")
        return said
