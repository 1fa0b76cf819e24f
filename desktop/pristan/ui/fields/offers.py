"""Names that are offered below a line while a person types; any other may be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from pristan.ui.writing import LineEdit

_MOST = 8  # lines that are seen at once


class Offers(QObject):
    """Opens below a line what has the typed words in it; *take* is told what was chosen there."""

    def __init__(
        self,
        line: LineEdit,
        names: Iterable[str],
        take: Callable[[str], None],
        build: Callable[[str], list[str]] | None = None,
    ) -> None:
        """``build`` makes names of what is typed, which stand in no list; they come first."""
        super().__init__(line)
        self._names, self._build, self._built = list(names), build, list[str]()
        self._model = QStringListModel(self._names, self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(_MOST)
        self._completer.setWidget(line)
        self._completer.activated.connect(take)
        popup = self._completer.popup()
        assert popup is not None
        self._line, self._popup = line, popup
        line.textEdited.connect(self._complete)

    def _complete(self, text: str) -> None:
        built = self._build(text.strip()) if self._build else []
        if built != self._built:
            self._built = built
            self._model.setStringList([*built, *self._names])
        self._completer.setCompletionPrefix(text.strip())
        if text.strip() and self._completer.completionCount():
            self._popup.setFont(self._line.font())  # a window of its own has none of the page's
            self._completer.complete()
        else:
            self._popup.hide()
