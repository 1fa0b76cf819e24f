"""The packet of an open case: what is chosen, counted, being written; outlives its page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from pristan.case import Change, Problem, Saying, say
from pristan.confine.cell import no_children
from pristan.confine.refusals import Stopped as CellStopped
from pristan.desk import Desk
from pristan.ui.jobs import Jobs
from pristan.ui.packet_said import FAILED, STOPPED

if TYPE_CHECKING:
    from pristan.packet.exhibits import Exhibit, Piece
    from pristan.packet.outlook import Outlook
    from pristan.packet.papers import Paper
    from pristan.packet.preview import Preview
    from pristan.packet.progress import Step
    from pristan.packet.report import Report
    from pristan.packet.tabs import Tabs

FIRST = "lawyer"
_PROFILE = "packet"  # the setting that holds the profile; with a profile's name, its documents

_OFTEN = 150  # ms between two looks at what has been counted
_STAYS = 1000  # ms, after which whoever came to the packet's page has not only passed by


class NotWanted(Exception):
    """The person stopped the writing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """An exhibit's pages and bytes as they print. ``known`` once all its files are counted;
    ``problems`` are those of files that cannot be printed.
    """

    known: bool
    pages: int
    size: int
    problems: tuple[Saying, ...]


class PacketWork(QObject):
    """``changed`` tells that something is to be shown anew, ``moved`` only how far writing is."""

    changed = Signal()
    moved = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self.profile = desk.setting(_PROFILE) or FIRST
        self.outlook: Outlook | None = None
        self._asked = 0
        self._counts: dict[Piece, Paper | Saying] = {}
        self._counting = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.changed)
        self._wanted = False
        self._stays = QTimer(self)
        self._stays.setSingleShot(True)
        self._stays.timeout.connect(self._expect)
        self._stopping = False
        self.step: tuple[Step, int, int] | None = None
        self.busy = ""  # "ahead", "writing", "editable" or "checking"
        self.preview: Preview | None = None
        self._passed = False  # whether the case has changed since the preview was asked for
        self.report: Report | None = None
        self.faults: list[Saying] | None = None  # of the last check of a written packet
        self.said: Saying | None = None  # what came of the last thing that was asked
        self.unseen = ""  # what has ended, as `busy` calls it, while the packet's page was away
        self.failed = False  # whether what has ended last failed
        desk.listen(self._on_change)

    # ---- choosing ------------------------------------------------------------------------------

    def choose(self, profile: str) -> None:
        """Choose a kind of packet, and keep the choice with the case."""
        self.profile, self.said = profile, None
        self._desk.keep_setting(_PROFILE, profile)
        self.look()
        self.changed.emit()

    def ticked(self) -> tuple[str, ...]:
        """Return the documents that are to be printed; without a choice, those of the profile."""
        if not self.outlook:
            return ()
        kept = self._desk.setting(f"{_PROFILE}.{self.outlook.profile.name}")
        names = self.outlook.profile.documents if kept is None else kept.split()
        return tuple(each.name for each in self.outlook.offered if each.name in names)

    @property
    def with_exhibits(self) -> bool:
        """Whether the exhibits themselves are to be printed."""
        from pristan.packet.outlook import EXHIBITS

        return EXHIBITS in self.ticked()

    @property
    def editable(self) -> bool:
        """Whether one of the documents that are to be printed is made as a Word file, too."""
        ticked, offered = self.ticked(), self.outlook.offered if self.outlook else ()
        return any(each.editable and each.due and each.name in ticked for each in offered)

    @property
    def waiting(self) -> bool:
        """Whether it is still being found out what the chosen packet may hold."""
        return self.outlook is None or self.outlook.profile.name != self.profile

    def tick(self, name: str, on: bool) -> None:
        """Print a document, or do not; kept with the case."""
        assert self.outlook
        self.said = None
        names = (set(self.ticked()) - {name}) | ({name} if on else set())
        self._desk.keep_setting(f"{_PROFILE}.{self.outlook.profile.name}", " ".join(sorted(names)))
        self.changed.emit()

    def tabs(self) -> Tabs:
        """Return how exhibits are labeled; without a choice, as the profile has it."""
        from pristan.packet.tabs import SETTING, Tabs, kept_tabs

        own = self.outlook.profile.tabs if self.outlook else Tabs.LETTERS
        return kept_tabs(self._desk.setting(SETTING)) or own

    def choose_tabs(self, tabs: Tabs) -> None:
        """Label exhibits so in every packet of the case."""
        from pristan.packet.tabs import SETTING

        self.said = None
        self._desk.keep_setting(SETTING, tabs)
        self.changed.emit()

    def look(self) -> None:
        """Find out what the packet may hold now."""
        self._asked += 1
        asked, profile = self._asked, self.profile

        def found(outlook: Outlook) -> None:
            if asked == self._asked:
                self.outlook = outlook
                self.changed.emit()
                self._count()

        self._jobs.run(lambda: self._desk.outlook(profile), found, lambda _error: None)

    # ---- exhibits ------------------------------------------------------------------------------

    def exhibits(self) -> list[Exhibit]:
        """Return the exhibits with their letters, in the order of this moment."""
        from pristan.packet.exhibits import GROUPS
        from pristan.packet.tabs import labels

        known = {each.id: each for each in self.outlook.exhibits} if self.outlook else {}
        there = [known[item] for item in self._desk.answers.items("evidence") if item in known]
        there.sort(key=lambda each: GROUPS.index(each.group))
        said = labels([each.group for each in there], self.tabs())
        return [
            replace(each, label=label, letter=letter)
            for each, (label, letter) in zip(there, said, strict=True)
        ]

    def counted(self, exhibit: Exhibit) -> Tally:
        """Return what is known of an exhibit's pages."""
        found = [self._counts.get(piece) for piece in exhibit.pieces]
        papers = [each for each in found if each is not None and not isinstance(each, Saying)]
        return Tally(
            None not in found,
            sum(paper.pages for paper in papers),
            sum(paper.size for paper in papers),
            tuple(each for each in found if isinstance(each, Saying)),
        )

    def pages_of(self, piece: Piece) -> int:
        """Return how many pages of a file are printed; 0 where that is not known."""
        found = self._counts.get(piece)
        return 0 if found is None or isinstance(found, Saying) else found.pages

    def count(self, wanted: bool) -> None:
        """Count pages while a page wants to know; what was counted stays known.

        Meanwhile what lays out gets ready, too, since a packet may soon be written.
        """
        self._wanted = wanted
        if wanted:
            self.seen()
            self._stays.start(_STAYS)
        else:
            self._stays.stop()
            self._expect()
        self._count()

    def seen(self) -> None:
        """Say no more of what has ended: it was seen, or is not to be heard of."""
        if self.unseen:
            self.unseen = ""
            self.changed.emit()

    def _count(self) -> None:
        """Have the next file counted; one at a time, so that other work comes between."""
        if self._counting or not self._wanted or self.busy:
            return
        pieces = (piece for each in self.exhibits() for piece in each.pieces)
        piece = next((each for each in pieces if each not in self._counts), None)
        if piece is None:
            return
        self._counting = True

        def keep(found: Paper | Saying) -> None:
            self._counting = False
            self._counts[piece] = found
            if not self._soon.isActive():
                self._soon.start(_OFTEN)
            self._count()

        def failed(error: Exception) -> None:
            if isinstance(error, CancelledError | CellStopped):
                self._counting = False
            else:
                keep(error.saying if isinstance(error, Problem) else _not_counted())

        self._jobs.run(lambda: self._desk.papers.counted(piece), keep, failed)

    # ---- looking ahead -------------------------------------------------------------------------

    def look_ahead(self) -> None:
        """Make the packet that would be written now, for its pages to be looked at."""
        documents, profile = self.ticked(), self.profile
        self._passed = False

        def done(preview: Preview) -> None:
            self.preview = preview
            if self._passed:
                self._let_go()

        self._run("ahead", lambda: self._desk.preview_packet(profile, documents, self._tell), done)

    def _on_change(self, _change: Change) -> None:
        """Show no page that would no longer be written so."""
        self._passed = True
        if self.preview:
            self._let_go()
            self.changed.emit()

    def _let_go(self) -> None:
        self._rest()
        self.said = say(
            "ui.packet.passed",
            "Something in the case has changed since these pages were made. Look at them again.",
        )

    def _rest(self) -> None:
        """Put the pages away; their children end where they work, beside the window."""
        if self.preview:
            self._jobs.run(self.preview.rest, lambda _rested: None, lambda _error: None)
            self.preview = None

    def close(self) -> None:
        """End what shows pages; the case is being closed, and nothing works beside the window."""
        if self.preview:
            self.preview.rest()
            self.preview = None

    # ---- writing -------------------------------------------------------------------------------

    def write(self, folder: Path) -> None:
        """Write the packet into a folder, prove it, and keep the report."""
        documents, profile = self.ticked(), self.profile
        self._rest()

        def done(report: Report) -> None:
            self.report, self.faults = report, None

        self._run(
            "writing", lambda: self._desk.write_packet(folder, profile, documents, self._tell), done
        )

    def _tell(self, step: Step, done: int, of: int) -> None:
        if self._stopping:
            raise NotWanted
        self.step = (step, done, of)
        self.moved.emit()  # comes to the window by itself, from whatever thread

    def stop(self) -> None:
        """End the writing, or the making of pages; nothing of it stays."""
        self._stopping = True
        self.changed.emit()
        with no_children():  # what works on it ends at once, and not with its step
            pass

    @property
    def can_stop(self) -> bool:
        """Whether there is something under way that tells how far it is, and can be stopped."""
        return self.busy in ("ahead", "writing")

    @property
    def stopping(self) -> bool:
        """Whether the person has stopped what is under way and it has not ended yet."""
        return self._stopping and self.can_stop

    def write_editable(self, folder: Path) -> None:
        """Write the documents that can be edited as Word files into a folder."""
        documents, profile = self.ticked(), self.profile

        def done(names: list[str]) -> None:
            self.said = say(
                "ui.packet.word_written",
                "Written to be edited in Word: {names}. What is changed there does not come back "
                "into the case, and the files are not encrypted.",
                names=", ".join(names),
            )

        self._run("editable", lambda: self._desk.write_editable(folder, profile, documents), done)

    def check(self) -> None:
        """Open the written packet again and prove it as it is now."""
        from pristan.packet.verify import verify

        assert self.report
        folder = self.report.directory

        def done(faults: list[Saying]) -> None:
            self.faults = faults

        self._run("checking", lambda: verify(folder), done)

    def put_away(self) -> None:
        """Go back from the pages or the report to choosing."""
        self._rest()
        self.report = self.faults = self.said = None
        self.changed.emit()

    def _run(self, busy: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def ended(result: Any) -> None:
            done(result)
            self._end(failed=False)

        def failed(error: Exception) -> None:
            stopped = isinstance(error, NotWanted | CellStopped) and self._stopping
            if stopped:
                self.said = STOPPED[busy]
            else:
                self.said = error.saying if isinstance(error, Problem) else FAILED[busy]
            self._end(failed=not stopped, known=stopped)

        self.busy, self.said, self.step, self._stopping = busy, None, None, False
        self.unseen = ""
        self.changed.emit()
        self._jobs.run(work, ended, failed)

    def _end(self, *, failed: bool, known: bool = False) -> None:
        """Be free for other work; *known* is what the person brought about and need not be told."""
        self.failed, self.unseen = failed, "" if known or self._wanted else self.busy
        self.busy, self.step, self._stopping = "", None, False
        self.changed.emit()
        self._expect()
        self._count()

    def _expect(self) -> None:
        """Have what lays out wait while the page is looked at, in turn with all other work."""
        self._jobs.run(
            lambda: self._desk.expect_packet(soon=self._wanted),
            lambda _: None,
            lambda _error: None,  # then it is started when it is needed
        )


def _not_counted() -> Saying:
    return say(
        "ui.packet.not_counted",
        "The pages could not be counted: something went wrong in the program itself.",
    )
