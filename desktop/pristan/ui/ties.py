"""What a document, there or missing, belongs to: the ties of the events, seen from its side."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from pristan.interview.shows import Tie, ties, turned
from pristan.ui.around import Around
from pristan.ui.pieces import Option, column, label

SCREENS = frozenset({"exhibit_belongs", "missing_belongs"})  # on which this stands


class TiesPanel(QWidget):
    """A box to tick for every event, case and list that can have documents."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        words, look = around.voice.words, around.look
        lines = column(self, look.px(4))
        lines.setContentsMargins(0, look.px(16), 0, 0)
        found = list(self._ties())
        if not found:
            lines.addWidget(label(words(
                "ui.ties.none",
                "There is nothing to tie it to yet. When you have told of an event or a case, come "
                "back here.",
            ), "muted"))  # fmt: skip
        section = ""
        for tie in found:
            home = around.desk.questionnaire.section_of[tie.screen]
            if home != section:
                section = home
                lines.addSpacing(look.px(8))
                if tie.key.item:
                    lines.addWidget(label(self._section(tie), "small"))
            lines.addWidget(self._row(tie))

    def _ties(self) -> list[Tie]:
        desk = self._around.desk
        return list(ties(desk.questionnaire, desk.answers, self._around.item))

    def _row(self, tie: Tie) -> QWidget:
        box = QCheckBox()
        box.setObjectName(f"tie.{tie.key.question}.{tie.key.item}")
        box.setChecked(tie.tied)
        box.clicked.connect(lambda: self._turn(tie))
        texts = [self._called(tie)]
        if items := self._form_items(tie):
            texts.append(self._around.voice.words(
                "ui.ties.form", "Form I-589: {items}", items="; ".join(items)
            ))  # fmt: skip
        return Option(box, texts, self._around.look)

    def _turn(self, tie: Tie) -> None:
        desk = self._around.desk
        now = next((each for each in self._ties() if each.key == tie.key), tie)
        for answer in list(turned(desk.answers, now, self._around.item)):
            desk.answer(answer.key, answer.value, answer.state)

    def _called(self, tie: Tie) -> str:
        """Return how the event is called, after what it is a part of."""
        desk, voice = self._around.desk, self._around.voice
        if not tie.key.item:
            return self._section(tie)
        called: list[str] = []
        item = tie.key.item
        while item and (home := desk.answers.home(item)):
            form = desk.questionnaire.questions[home.question].item
            one = voice.line(f"{home.question}.one", form.one) if form else ""
            unnamed = voice.words("ui.item.unnamed", "(not named yet)")
            called.insert(0, self._around.shower.title(item) or f"{one} {unnamed}")
            item = home.item
        return " › ".join(called)

    def _section(self, tie: Tie) -> str:
        questionnaire = self._around.desk.questionnaire
        home = questionnaire.section_of[tie.screen]
        title = next(section.title for section in questionnaire.sections if section.id == home)
        return self._around.voice.line(f"{home}.title", title)

    def _form_items(self, tie: Tie) -> list[str]:
        desk = self._around.desk
        home = desk.answers.home(tie.key.item) if tie.key.item else None
        form = home and desk.questionnaire.questions[home.question].item
        questions = [q.id for s in form.screens for q in s.questions] if form else []
        found = [item for question in questions for item in desk.form_items(question)]
        return list(dict.fromkeys(found))
