"""Files on their way into the case: one after the other, beside the window, with a way to stop.

It outlives the screen that began it, so that going on to the next question loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pristan.case import Key, Links, Problem, Saying, Sheet, State, say
from pristan.confine.refusals import Stopped as CellStopped
from pristan.desk import Desk
from pristan.papers import AlreadyKept
from pristan.ui.bell import Bell
from pristan.ui.jobs import Jobs
from pristan.vault import Attachment, clean_name

if TYPE_CHECKING:
    from pristan.evidence import Picture
    from pristan.evidence.folders import Found


_Asked = tuple[tuple[str, ...], frozenset[str]]  # kept files, and those of other documents
_ACROSS = 160  # pixels of the first page
_COMING = "coming"  # the setting with the names of the files on their way, one on a line


class Stopped(Exception):
    """The person did not want this file after all."""


@dataclass(eq=False)
class Coming:
    """One file that is being brought in, or that could not be."""

    key: Key
    file: Path
    size: int
    found: Found | None = None
    pasted: Callable[[], bytes] | None = None  # in place of a file
    done: int = 0
    stopped: bool = False
    problem: Saying | None = None
    cut_short: bool = False  # by the lock


@dataclass
class Seen:
    """What is known of a kept file: how many pages, a picture of the first, or why not."""

    pages: int = 0
    picture: Picture | None = None
    problem: Saying | None = None
    locked: bool = False  # an encrypted PDF whose password we do not have


@dataclass
class _State:
    coming: list[Coming] = field(default_factory=list)
    seen: dict[str, Seen] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    remarks: dict[_Asked, Mapping[str, Sequence[Saying]] | None] = field(default_factory=dict)


class Imports(QObject):
    """``changed`` tells that something is to be shown anew.

    The case file holds the names of what is on its way, so that a window that is locked or killed
    meanwhile can say at the next opening what is missing.
    """

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._state = _State()
        self._moved = Bell(self, self.changed.emit)
        self.not_added = (desk.setting(_COMING) or "").splitlines()
        """The names of the files that were on their way when the case was open last."""
        self._note()

    def coming(self, key: Key) -> list[Coming]:
        """Return the files that are on their way to an answer, and those that failed."""
        return [each for each in self._state.coming if each.key == key]

    def add(self, key: Key, places: Iterable[Path]) -> None:
        """Bring files in for an answer, and those of folders, in the order in which people count.

        What is not brought in is listed with the reason.
        """
        from pristan.evidence.folders import gather

        gathered = gather(places)
        for left in gathered.left:
            self._state.coming.append(Coming(key, left.file, 0, problem=left.why))
        for found in gathered.found:
            one = Coming(key, found.file, found.size, found)
            self._begin(one)
        self._note()
        self.changed.emit()

    def paste(self, key: Key, name: str, made: Callable[[], bytes]) -> None:
        """Bring in what was copied in another program; *made* makes its bytes beside the window."""
        self._begin(Coming(key, Path(name), 0, pasted=made))
        self._note()
        self.changed.emit()

    def _begin(self, one: Coming) -> None:
        self._state.coming.append(one)
        self._jobs.run(
            lambda: self._attach(one),
            lambda kept: self._kept(one, kept),
            lambda error: self._failed(one, error),
        )

    def cut_short(self) -> None:
        """Stop everything that is on its way: the case is being locked."""
        for one in self._state.coming:
            one.cut_short = one.problem is None

    def stop(self, *these: Coming) -> None:
        """Stop bringing files in, or take the notes of their failure away."""
        for one in these:
            one.stopped = True
        self._state.coming = [each for each in self._state.coming if not each.stopped]
        self._note()
        self.changed.emit()

    def seen(self, attachment: str) -> Seen | None:
        """Return what is known of a kept file; None while it is being looked at."""
        if attachment not in self._state.asked:
            self._state.asked.add(attachment)
            self._jobs.run(
                lambda: self._look(attachment),
                lambda seen: self._looked(attachment, seen),
                lambda error: self._not_looked(attachment, error),
            )
        return self._state.seen.get(attachment)

    def unlock(self, attachment: str, password: str, *, keep: bool) -> None:
        """Open a kept PDF with its password, and look again at all that waits for one.

        *keep* writes the password into the case file. What is wrong with it is then its problem.
        """
        papers = self._desk.papers
        self._jobs.run(
            lambda: papers.unlock(attachment, password, keep=keep),
            lambda _opened: self._look_again(),
            lambda error: self._looked(attachment, Seen(problem=_said(error), locked=True)),
        )

    def _look_again(self) -> None:
        for attachment in [each for each, seen in self._state.seen.items() if seen.locked]:
            self._state.asked.discard(attachment)
            del self._state.seen[attachment]
        self._state.remarks.clear()
        self.changed.emit()

    def _attach(self, one: Coming) -> Attachment:
        moved = self._moved.ring

        def count(size: int) -> None:
            if one.stopped or one.cut_short:
                raise Stopped
            one.done += size
            moved()

        count(0)
        if one.pasted is not None:
            return self._desk.papers.paste(one.file.name, one.pasted(), count)
        assert one.found is not None
        return self._desk.papers.take(one.found, count)

    def _kept(self, one: Coming, kept: Attachment) -> None:
        if not one.stopped:  # else the last of it had been read already
            self._state.coming.remove(one)
        self._name(one.key, kept)
        self._note()
        self.changed.emit()

    def _name(self, key: Key, kept: Attachment) -> None:
        """Name a kept file in an answer that does not have it yet."""
        answer = self._desk.answers.get(key)
        before = answer.value.ids if answer and isinstance(answer.value, Links) else ()
        later = answer is not None and answer.state is State.LATER
        if kept.id not in before:
            state = State.LATER if later else State.GIVEN
            self._desk.answer(key, Links((*before, kept.id)), state)

    def _failed(self, one: Coming, error: Exception) -> None:
        if one.stopped:
            return
        if one.cut_short and isinstance(error, Stopped | CancelledError):
            one.problem = say(
                "ui.files.cut_short",
                "This file was not added, because the case was being locked. Add it again.",
            )
        else:
            if isinstance(error, AlreadyKept):  # it is wanted here too, and need not be twice
                self._name(one.key, error.kept)
            one.problem, one.cut_short = _said(error), False
        self._note()
        self.changed.emit()

    def _note(self) -> None:
        """Keep the names of what is on its way in the case file."""
        missing = [each for each in self._state.coming if each.problem is None or each.cut_short]
        names = "\n".join(clean_name(each.file.name) for each in missing)
        if names or self._desk.setting(_COMING):
            self._desk.keep_setting(_COMING, names)

    def _look(self, attachment: str) -> Seen:
        papers = self._desk.papers
        pages = papers.look(attachment).pages
        (picture,) = papers.draw(attachment, [Sheet(attachment)], _ACROSS)
        return Seen(pages, picture)

    def remarks(self, files: tuple[str, ...]) -> Mapping[str, Sequence[Saying]] | None:
        """Return what a person may want to look at once more, by kept file; None until it is known.

        They are compared with the files of other documents, too.
        """
        kept, named = self._desk.attachments(), self._desk.answers.linked().difference(files)
        elsewhere = [each for each in kept if each.id in named]
        asked = (files, frozenset(each.id for each in elsewhere))
        if asked not in self._state.remarks:
            self._state.remarks[asked] = None
            here = [each for each in kept if each.id in files]
            self._jobs.run(
                lambda: list(self._desk.papers.remarks(here, elsewhere)),
                lambda found: self._remarked(asked, found),
                lambda _error: None,  # nothing follows from a remark, nor from its lack
            )
        return self._state.remarks[asked]

    def _remarked(self, asked: _Asked, found: list[tuple[str, Saying]]) -> None:
        said: dict[str, list[Saying]] = {}
        for id_, saying in found:
            said.setdefault(id_, []).append(saying)
        self._state.remarks[asked] = said
        self.changed.emit()

    def _not_looked(self, attachment: str, error: Exception) -> None:
        if isinstance(error, CancelledError | CellStopped):
            self._state.asked.discard(attachment)
        else:
            self._looked(attachment, Seen(problem=_said(error), locked=_asks_password(error)))

    def _looked(self, attachment: str, seen: Seen) -> None:
        self._state.seen[attachment] = seen
        self.changed.emit()


def _asks_password(error: Exception) -> bool:
    from pristan.evidence import NeedsPassword

    return isinstance(error, NeedsPassword)


def _said(error: Exception) -> Saying:
    if isinstance(error, Problem):
        return error.saying
    return say(
        "ui.files.failed",
        "Something went wrong with this file in the program itself. The file was not changed.",
    )
