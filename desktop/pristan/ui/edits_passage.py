"""One answer of the declaration: what was told, and beside it the lawyer's edit of the English."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from pristan.case import Told, cleaned
from pristan.packet.edits import Passage, difference
from pristan.ui.around import Around
from pristan.ui.carry import OPENED
from pristan.ui.cite import CiteButton
from pristan.ui.fields.told import spoken
from pristan.ui.flow import Flow
from pristan.ui.pieces import column, frame, label, named_buttons
from pristan.ui.style import Look
from pristan.ui.writing import TextBox
from pristan.words import Words

_SIDE_BY_SIDE = 560  # px at 100 %: narrower, one stands below the other
_SOON = 250  # ms after a key: the difference is worked out anew


class Beside(QWidget):
    """Two columns where there is room, else one below the other."""

    def __init__(self, look: Look, *both: QWidget) -> None:
        super().__init__()
        self._least = look.px(_SIDE_BY_SIDE)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(20))
        for each in both:
            self._box.addWidget(each, 1, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._least
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if wide else direction.TopToBottom)


class Difference(QLabel):
    """Two texts as one: what was left out struck through, what was added underlined."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)

    def show_texts(self, before: str, after: str) -> None:
        """Show what makes *after* of *before*; every sign of them is escaped."""
        shown, said = [], []
        for part in difference(before, after):
            text = part["text"]
            html = escape(text).replace("\n", "<br>")
            if part["how"] == "gone":
                shown.append(f"<s>{html}</s>")
                said.append(self._words("ui.edits.gone", "[left out: {text}]", text=text))
            elif part["how"] == "new":
                shown.append(f"<b><u>{html}</u></b>")
                said.append(self._words("ui.edits.new", "[added: {text}]", text=text))
            else:
                shown.append(html)
                said.append(text)
        self.setText(f'<div style="white-space: pre-wrap">{"".join(shown)}</div>')
        self.setAccessibleName("".join(said))


class PassageCard(QWidget):
    """Shows one answer; pressing “Edit” opens the box. What is typed goes to the desk."""

    go = Signal(object)  # to the question

    def __init__(self, passage: Passage, around: Around) -> None:
        super().__init__()
        self._passage, self._around = passage, around
        self._name = f"edit.{passage.key.question}.{passage.key.item}"
        self.setObjectName(self._name)
        look, words = around.look, around.voice.words
        lines = column(self, look.px(6))
        self._numbers = label("", "muted")
        lines.addWidget(self._numbers)
        question = around.desk.questionnaire.questions[passage.key.question]
        self._ask = around.voice.line(f"{question.id}.ask", question.ask)
        lines.addWidget(label(self._ask, "ask"))
        self._passed = frame("notice")
        inside = column(self._passed, look.px(6), look.px(12))
        inside.addWidget(label(words(
            "ui.edits.passed",
            "The answer changed after this was edited, so the declaration has the answer as it is "
            "now. What changed in the answer:",
        )))  # fmt: skip
        self._since = Difference(words)
        inside.addWidget(self._since)
        keep = Flow(gap=look.px(8))
        says = {"again": words("ui.edits.again", "The edit still holds: print it again")}
        self._buttons = named_buttons(keep, self._name, says, self._do, self._ask)
        inside.addLayout(keep)
        lines.addWidget(self._passed)
        told, edit = QWidget(), QWidget()
        left, right = column(told, look.px(4)), column(edit, look.px(4))
        self._own_says, self._own = label("", "small"), label()
        self._answer_says = label(words("ui.edits.english", "The answer in English"), "small")
        self._answer = label()
        for each in (self._own_says, self._own, self._answer_says, self._answer):
            left.addWidget(each)
        self._prints_says = label("", "small")
        self._prints, self._changed = label(), Difference(words)
        self._box = TextBox(1 if passage.heading else 4)
        self._box.setObjectName(f"{self._name}.box")
        called = words("ui.edits.box", "As the declaration prints it")
        self._box.setAccessibleName(f"{called} — {self._ask}")
        self._box.textChanged.connect(self._typed)
        for widget in (self._prints_says, self._box, self._prints, self._changed):
            right.addWidget(widget)
        lines.addWidget(Beside(look, told, edit))
        below = Flow(gap=look.px(8))
        self._buttons |= named_buttons(below, self._name, {
            "edit": words("ui.edits.edit", "Edit"),
            "close": words("ui.edits.close", "Done"),
            "drop": words("ui.edits.drop", "Take the edit away"),
            "go": words("ui.edits.go", "Go to the answer"),
        }, self._do, self._ask)  # fmt: skip
        self._cite = CiteButton(around, self._name, self._box, lambda: "en")
        self._cite.setAccessibleName(f"{self._cite.text()} — {self._ask}")
        below.addWidget(self._cite)
        lines.addLayout(below)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SOON)
        self._later.timeout.connect(self._compare)
        self._open = False
        self._box.hide()

    def show_passage(self, passage: Passage) -> None:
        """Show an answer as it is now."""
        self._passage = passage
        words, title = self._around.voice.words, self._around.shower.title(passage.key.item)
        if passage.heading:
            numbers = words("ui.edits.heading", "Heading")
        elif not passage.first:
            numbers = words("ui.edits.gone_answer", "The answer was taken away")
        elif passage.first == passage.last:
            numbers = words("ui.edits.paragraph", "Paragraph {number}", number=passage.first)
        else:
            numbers = words("ui.edits.paragraphs", "Paragraphs {first} to {last}",
                            first=passage.first, last=passage.last)  # fmt: skip
        self._numbers.setText(f"{numbers} · {title}" if title else numbers)
        self._show(passage.told)

    def follow(self) -> None:
        """Show what the desk knows of this answer now."""
        value = self._around.desk.answers.value(*_parts(self._passage))
        if isinstance(value, Told):
            self._show(value)

    def focus(self) -> None:
        """Put the keyboard here."""
        (self._box if self._open else self._buttons["edit"]).setFocus()

    # ---- what is shown -------------------------------------------------------------------------

    @property
    def _told(self) -> Told:
        return self._passage.told

    def _show(self, told: Told) -> None:
        self._passage = replace(self._passage, told=told)
        words, foreign = self._around.voice.words, told.language != "en"
        self._own_says.setText(words(
            "ui.edits.told", "The answer, as told ({language})",
            language=dict(spoken(words)).get(told.language, told.language),
        ))  # fmt: skip
        self._own.setText(told.text)
        self._answer.setText(told.in_english)
        typed = told.with_edit(cleaned(self._box.toPlainText()))
        if not self._open or (typed.edited, typed.edited_of) != (told.edited, told.edited_of):
            self._box.show_text(told.edited or told.in_english)
        self._own_says.setVisible(foreign)
        self._own.setVisible(foreign)
        self._arrange()
        if self._box.hasFocus():
            self._later.start()
        else:
            self._compare()

    def _arrange(self) -> None:
        told, words = self._told, self._around.voice.words
        foreign, english = told.language != "en", bool(told.in_english.strip())
        self._answer_says.setVisible(self._open and english)
        self._answer.setVisible(self._open and english)
        self._box.setVisible(self._open)
        if english:
            says = words("ui.edits.box", "As the declaration prints it")
        else:
            says = words("ui.edits.no_english", "There is no English yet. It is written below the "
                         "answer in the interview.")  # fmt: skip
        self._prints_says.setText(says)
        self._prints_says.setVisible(bool(told.text.strip()) and (foreign or self._open))
        for name, shown in (
            ("edit", not self._open and english),
            ("close", self._open),
            ("drop", bool(told.edited.strip())),
            ("again", bool(self._passage.first) or self._passage.heading),
        ):
            self._buttons[name].setVisible(shown)
        self._buttons["edit"].setProperty(OPENED, self._open)
        self._cite.setVisible(self._open and not self._passage.heading)

    def _compare(self) -> None:
        told = self._told
        edited = told.declared != told.in_english
        self._passed.setVisible(told.edit_passed)
        if told.edit_passed:
            self._since.show_texts(told.edited_of, told.in_english)
        self._changed.setVisible(edited)
        if edited:
            self._changed.show_texts(told.in_english, told.declared)
        self._prints.setText(told.declared)
        self._prints.setVisible(not edited and not self._open)

    # ---- what is done --------------------------------------------------------------------------

    def _typed(self) -> None:
        self._edit(self._box.toPlainText())

    def _edit(self, text: str) -> None:
        """Keep an edit of the English as it is now; the applicant's own words stay."""
        self._around.desk.answer(self._passage.key, self._told.with_edit(cleaned(text)))

    def _do(self, name: str) -> None:
        desk, key, told = self._around.desk, self._passage.key, self._told
        if name == "go":
            self.go.emit(key)
        elif name == "drop":
            self._edit("")
            self._box.show_text(told.in_english)
            desk.save_soon()  # a step of its own for undo
        elif name == "again":
            self._edit(told.edited)
            desk.save_soon()
        else:
            self._open = name == "edit"
            self._arrange()
            self._compare()
        if name in ("edit", "close", "drop", "again"):
            self.focus()


def _parts(passage: Passage) -> tuple[str, str]:
    return passage.key.question, passage.key.item
