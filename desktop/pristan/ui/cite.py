"""A button that puts a reference to an exhibit into a text, chosen from all exhibits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from pristan.case.references import reference
from pristan.ui.around import Around
from pristan.ui.pieces import as_button
from pristan.ui.writing import TextBox

if TYPE_CHECKING:
    from pristan.packet.exhibits import Exhibit
    from pristan.packet.outlook import Outlook

_LONG = 70  # letters of a title in the list
_PROFILE = "lawyer"  # any profile has all exhibits


class CiteButton(QPushButton):
    """Writes where the keyboard was last, in the language of that text, and selects the page."""

    def __init__(
        self, around: Around, name: str, box: TextBox, language: Callable[[], str]
    ) -> None:
        super().__init__()
        self._around = around
        as_button(self, around.voice.words("ui.cite", "Refer to a document…"), "link")
        self.setObjectName(f"{name}.cite")
        self._languages: dict[TextBox, Callable[[], str]] = {}
        self._box = box
        self.watch(box, language)
        self.clicked.connect(self._look)
        self.menu_shown: QMenu | None = None

    def watch(self, box: TextBox, language: Callable[[], str]) -> None:
        """Write into this box too, when it had the keyboard last."""
        self._languages[box] = language
        box.installEventFilter(self)

    def show_where_needed(self) -> None:
        """Show the button while there is an exhibit to refer to."""
        self.setVisible(bool(self._around.desk.answers.items("evidence")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, TextBox):
            self._box = watched
        return False

    def _look(self) -> None:
        desk = self._around.desk
        job = self._around.jobs.run(
            lambda: desk.outlook(_PROFILE), self._offer, lambda _error: None
        )
        self.destroyed.connect(job.forget)

    def _offer(self, outlook: Outlook) -> None:
        from pristan.packet.references import can_be_cited

        if not self.isVisible():
            return
        words, menu = self._around.voice.words, QMenu(self)
        russian = self._languages[self._box]() == "ru"
        for exhibit in outlook.exhibits:
            title = _title(exhibit, russian)
            short = title if len(title) <= _LONG else title[: _LONG - 1] + "…"
            says = f"{exhibit.label} · {short}"
            found = can_be_cited(exhibit, outlook.exhibits)
            if not found:
                says = words(
                    "ui.cite.twice", "{exhibit} (another document has the same title)",
                    exhibit=says,
                )  # fmt: skip
            action = QAction(says.replace("&", "&&"), menu)
            action.setEnabled(found)
            action.triggered.connect(lambda _on=False, title=title: self._write(title, russian))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu_shown = menu
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _write(self, title: str, russian: bool) -> None:
        cursor = self._box.textCursor()
        before = self._box.toPlainText()[: cursor.selectionStart()]
        space = "" if not before or before[-1].isspace() or before[-1] in "(«“" else " "
        cursor.insertText(space + reference(title, 1, "ru" if russian else "en"))
        end = cursor.position()
        cursor.setPosition(end - 2)  # the number of the page, to be typed over
        cursor.setPosition(end - 1, cursor.MoveMode.KeepAnchor)
        self._box.setTextCursor(cursor)
        self._box.setFocus()


def _title(exhibit: Exhibit, russian: bool) -> str:
    """Return the title by which a text of a language names an exhibit."""
    return (exhibit.own_title if russian else "") or exhibit.title
