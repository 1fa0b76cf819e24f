"""Files that are kept in the case and named by no answer: to be listed, or taken out for good."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pristan.case import Key, Problem
from pristan.desk import Desk
from pristan.ui.fields.files import size_said
from pristan.ui.flow import Flow
from pristan.ui.pieces import button, column, emptied, frame, label
from pristan.ui.style import Look
from pristan.ui.voice import Voice
from pristan.vault import Attachment


class LooseFiles(QWidget):
    """Is empty where every file has its exhibit; ``listed`` tells the key of a new exhibit.

    ``removed`` tells that a file is gone, and with it all that could be undone.
    """

    listed = Signal(object)
    removed = Signal()

    def __init__(self, desk: Desk, voice: Voice, look: Look) -> None:
        super().__init__()
        self._desk, self._words, self._look = desk, voice.words, look
        self._lines = column(self, look.px(8))
        self._show_files()

    def _show_files(self, removing: str = "", at: str = "", why: str = "") -> None:
        """Show them; *removing* is the file of which it is asked whether it may go.

        The keyboard goes to the button *at*, by its name.
        """
        emptied(self._lines)
        self._buttons: dict[str, QPushButton] = {}
        files = self._desk.loose_files()
        if files:
            self._add_heading()
        elif not why:
            self.hide()
        for file in files:
            self._lines.addWidget(self._row(file, file.id == removing))
        if why:
            self._lines.addWidget(label(why, "note"))
        if at:
            self._buttons[at].setFocus()

    def _add_heading(self) -> None:
        words = self._words
        self._lines.addWidget(label(words("ui.loose.title", "Files not in any exhibit yet"), "ask"))
        self._lines.addWidget(
            label(
                words(
                    "ui.loose.text",
                    "They are kept in the case, but they are not printed. A file comes here when "
                    "it was removed from an answer, too.",
                ),
                "note",
            )
        )

    def _row(self, file: Attachment, removing: bool) -> QWidget:
        words, look = self._words, self._look
        box = frame("paper")
        inside = column(box, look.px(6), look.px(10))
        inside.addWidget(label(file.name))
        inside.addWidget(label(size_said(file.size, words), "small"))
        line = Flow(gap=look.px(8))
        inside.addLayout(line)
        if not removing:
            add = words("ui.loose.list", "Make it an exhibit")
            away = words("ui.loose.remove", "Take it out of the case…")
            line.addWidget(self._button("list", add, file, lambda: self._list(file)))
            line.addWidget(self._button("remove", away, file, lambda: self._ask(file), "quiet"))
            return box
        inside.insertWidget(
            2,
            label(
                words(
                    "ui.loose.sure",
                    "The file will be gone from the case for good, and what you did before in "
                    "this sitting can no longer be undone. The original on your computer stays.",
                )
            ),
        )
        keep = words("ui.loose.keep", "Keep it")
        gone = words("ui.loose.gone", "Take it out for good")
        line.addWidget(self._button("keep", keep, file, lambda: self._keep(file), "main"))
        line.addWidget(self._button("gone", gone, file, lambda: self._remove(file)))
        return box

    def _button(
        self, name: str, text: str, file: Attachment, work: object, kind: str = ""
    ) -> QPushButton:
        made = button(text, kind)
        made.setObjectName(f"loose.{name}.{file.id}")
        self._buttons[f"{name}.{file.id}"] = made
        made.setAccessibleName(f"{text}: {file.name}")
        made.clicked.connect(work)
        return made

    def _ask(self, file: Attachment) -> None:
        self._show_files(file.id, f"keep.{file.id}")

    def _keep(self, file: Attachment) -> None:
        self._show_files(at=f"remove.{file.id}")

    def _list(self, file: Attachment) -> None:
        self.listed.emit(Key("exhibit_title", self._desk.list_attachment(file)))

    def _remove(self, file: Attachment) -> None:
        why = ""
        try:
            self._desk.remove_file(file.id)
        except Problem as problem:
            why = self._words.say(problem.saying)
        else:
            self.removed.emit()
        self._show_files(why=why)
