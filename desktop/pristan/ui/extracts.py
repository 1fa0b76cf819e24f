"""What the packet prints of saved register pages in place of their pages, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pristan.case import Problem
from pristan.desk import Desk
from pristan.ui.around import Around

if TYPE_CHECKING:
    from pristan.case import Value
    from pristan.evidence import Picture

_MADE_FROM = (
    "exhibit_register_outcome", "exhibit_register_entry", "exhibit_register_which",
    "exhibit_register_org", "exhibit_register_fit", "exhibit_url", "exhibit_captured",
    "exhibit_files",
)  # fmt: skip

Drawn = Mapping[str, "Picture | Problem"]
"""The first page of the extract of each file that has one, or why it cannot be made."""


def extracts(desk: Desk, exhibit: str, width: int) -> Drawn:
    """Draw the extracts of an exhibit, made as the packet makes them; takes its time."""
    found: dict[str, Picture | Problem] = {}
    for each in desk.outlook("lawyer").exhibits:
        for piece in each.pieces if each.id == exhibit else ():
            if piece.register and piece.file not in found:
                try:
                    picture = desk.papers.extract(piece, width)
                except Problem as problem:
                    found[piece.file] = problem
                else:
                    found |= {piece.file: picture} if picture else {}
    return found


class Extracts(QObject):
    """Keeps the extracts of one exhibit. ``changed`` tells that others are there now."""

    changed = Signal()

    def __init__(self, around: Around, width: int, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._width = around, width
        self._made_from: tuple[Value, ...] = ()
        self.drawn: Drawn = {}

    def refresh(self) -> None:
        """Draw anew if an answer has changed that they are made from."""
        desk, item = self._around.desk, self._around.item
        made_from = tuple(desk.answers.value(question, item) for question in _MADE_FROM)
        if made_from == self._made_from:
            return
        self._made_from = made_from
        if made_from[0] is None:
            self._show({})
            return
        job = self._around.jobs.run(
            lambda: extracts(desk, item, self._width), self._show, lambda _error: self._show({})
        )
        self.destroyed.connect(job.forget)

    def _show(self, drawn: Drawn) -> None:
        if drawn or self.drawn:
            self.drawn = drawn
            self.changed.emit()
