"""What lives as long as a case is open, whatever language or page is shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from pristan.confine.cell import no_children
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.autosave import Autosave
from pristan.ui.imports import Imports
from pristan.ui.jobs import Jobs
from pristan.ui.packet_work import PacketWork
from pristan.ui.rest import Rest
from pristan.ui.style import PERCENTS, THEMES, Look
from pristan.ui.voice import LANGUAGES, Voice
from pristan.ui.walk import EDITS, PACKET, TODO, Walk

_PATIENCE = 5.0  # seconds that a lock waits for work that was told to stop


class Session(QObject):
    """The desk with its saver, its worker and the place where the person is."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.jobs = Jobs(self)
        self.autosave = Autosave(desk, self)
        self.imports = Imports(desk, self.jobs, self)
        self.packet = PacketWork(desk, self.jobs, self)
        self.walk = Walk(desk)
        self.rest = Rest()
        self._go_on()
        # Whatever keeps the folder from being looked into today: the next opening tries again.
        self.jobs.run(desk.sweep, lambda _swept: None, lambda _error: None)

    def voice(self, now: Voice) -> Voice:
        """Return the languages that this case was last shown in."""
        kept = self.desk.setting("language")
        code = next((each for each in LANGUAGES if each == kept), now.code)
        return now.turned(code, self.desk.setting("both") == "yes")

    def look(self, now: Look) -> Look:
        """Return the theme and the text size that this case was last shown with."""
        theme = next((each for each in THEMES if each == self.desk.setting("theme")), now.theme)
        kept = self.desk.setting("percent")
        percent = next((each for each in PERCENTS if str(each) == kept), now.percent)
        return replace(now, theme=theme, percent=percent)

    def keep(self, voice: Voice, look: Look) -> None:
        """Keep how the case is shown, in the case file."""
        self.desk.keep_setting("language", voice.code)
        self.desk.keep_setting("both", "yes" if voice.both else "no")
        self.desk.keep_setting("theme", look.theme)
        self.desk.keep_setting("percent", str(look.percent))

    def keep_place(self) -> None:
        """Keep where the person is, in the case file, so that it opens there also after a crash."""
        self.desk.keep_setting("place", _written(self.walk.at))
        for section, place in self.walk.left.items():
            self.desk.keep_setting(f"left {section}", _written(place))

    def close(self) -> None:
        """End all work, save and close the file. Raises Problem, and stays open, when that fails.

        Files on their way are left out, and named when the case is opened again.
        """
        self.imports.cut_short()
        with no_children():
            self.jobs.finish(_PATIENCE)
        self.packet.close()
        self.desk.close()
        self.packet.blockSignals(True)  # what it would show anew can be read no more
        self.autosave.stop()
        self.jobs.stop()

    def _go_on(self) -> None:
        for section in self.desk.questionnaire.sections:
            if kept := self.desk.setting(f"left {section.id}"):
                self.walk.left[section.id] = _read(kept)
        kept = self.desk.setting("place")
        there = (PACKET, TODO, EDITS, *self.desk.places())
        if kept and (place := _read(kept)) in there:
            self.walk.go(place)


def _written(place: Place) -> str:
    return f"{place.screen} {place.item}"


def _read(kept: str) -> Place:
    screen, _, item = kept.partition(" ")
    return Place(screen, item)
