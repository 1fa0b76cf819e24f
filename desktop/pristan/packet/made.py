"""A packet that is planned, its files cleaned, its pages laid out: what is left is to bind it.

Writing and looking ahead both begin here, so that what is shown is what will be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pristan.case import Listed, Problem, Saying, say
from pristan.confine.cell import Cell
from pristan.confine.spare import Spare
from pristan.packet.ahead import Ahead
from pristan.packet.filenames import names_of
from pristan.packet.guess import guessed
from pristan.packet.papers import MANY, Papers
from pristan.packet.parts import Weight
from pristan.packet.plan import DRAFT_STAYS, Plan, beyond, plan
from pristan.packet.profiles import Profile
from pristan.packet.progress import Step
from pristan.packet.report import BoundDocument, BoundExhibit, Part, Report
from pristan.packet.source import Source
from pristan.packet.typeset import Pressed, Typesetter


@dataclass(frozen=True, slots=True)
class Made:
    """A packet before it is bound. ``names`` are those of its files, in order."""

    planned: Plan
    papers: Papers
    pressed: Pressed
    names: tuple[str, ...]

    @property
    def draft(self) -> bool:
        """Whether every page says DRAFT."""
        return self.planned.draft or self.pressed.gapped

    def problems(self) -> Iterator[Saying]:
        """Yield what is to settle before the packet is filed."""
        yield from self.planned.problems
        if self.draft and not self.planned.draft:
            yield DRAFT_STAYS
        yield from self.papers.problems
        yield from beyond(self.planned, self.papers.counts())
        yield from _foreign(self.pressed.foreign)
        yield from _russian(self.pressed.russian)

    def report(self, target: Path, files: Sequence[tuple[str, int]] = ()) -> Report:
        """Return what is where, not yet proved; *files* has of each file its SHA-256 and its bytes,
        once they are written. An exhibit in two parts is named in both.
        """
        parts, documents, exhibits = [], [], []
        files = files or [("", 0)] * len(self.names)
        for part, name, (sha256, size) in zip(self.pressed.parts, self.names, files, strict=True):
            first = max(part.first_page, 1)
            parts.append(Part(name, sha256, size, part.pages, first, part.last_page))
            for piece in part.pieces:
                if piece.document is not None:
                    document = self.planned.documents[piece.document]
                    documents.append(
                        BoundDocument(document.name, document.title, name, piece.page, piece.own)
                    )
                if piece.exhibit is not None:
                    exhibit = self.planned.exhibits[piece.exhibit]
                    exhibits.append(
                        BoundExhibit(
                            id=exhibit.id,
                            label=exhibit.label,
                            title=exhibit.title,
                            part=name,
                            first_page=piece.page,
                            pages=piece.papers,
                            source_sha256=exhibit.source_sha256,
                            how=self.papers.how(piece.exhibit),
                        )
                    )
        return Report(
            directory=target,
            profile=self.planned.profile,
            parts=tuple(parts),
            documents=tuple(documents),
            exhibits=tuple(exhibits),
            problems=tuple(self.problems()),
            proved=False,
        )


def make(
    profile: Profile,
    source: Source,
    papers: Papers,
    press: Spare,
    ahead: Ahead | None = None,
    soon: Callable[[], object] = bool,
) -> Made:
    """Plan a packet, clean its files and lay out its pages; *ahead* binds the files meanwhile.

    The *press* begins while files are still cleaned, where there are many; for a few it would take
    more memory than the time is worth. There *soon* is called, too, when a part will have to be
    bound. Raises Problem.
    """
    with ExitStack() as children, ThreadPoolExecutor(1) as beside, _ended_at_once(beside) as begun:

        def started() -> Cell:
            begun.append(children.enter_context(press.take()))
            return begun[0]

        early = len(source.attachments) > MANY
        if early:
            ready = beside.submit(lambda: _ready(started()))
        planned = plan(source, profile)
        if not planned.documents and not planned.exhibits:
            raise Problem(
                say("packet.nothing", "There is nothing to print: no document and no exhibit.")
            )
        if early:
            typesetting = beside.submit(
                lambda: _begun(
                    Typesetter(ready.result(), planned, papers.before, soon), profile.limit,
                    lambda: guessed(planned.exhibits, source, papers.ready),
                )
            )  # fmt: skip
        _clean(planned, papers, source, ahead)
        if ahead and ahead.begun:  # while one core counts, the other has time
            soon()
        papers.tell(Step.LAYING, 0, 1)
        if early:
            typesetter = typesetting.result()
        else:
            typesetter = Typesetter(started(), planned, papers.before)
            typesetter.begin()
        weights = papers.weights(profile.limit, profile.dots)
        typesetter.count(weights, papers.absent, profile.limit)
        pressed = typesetter.finish()
    return Made(planned, papers, pressed, names_of(profile, source, len(pressed.parts)))


@contextmanager
def _ended_at_once(beside: ThreadPoolExecutor) -> Iterator[list[Cell]]:
    """Let a failure be told without waiting for what is done beside: the press is stopped."""
    begun: list[Cell] = []
    try:
        yield begun
    except BaseException:
        beside.shutdown(wait=False, cancel_futures=True)
        for cell in begun:
            cell.stop()
        raise


def _ready(press: Cell) -> Cell:
    press.ask({"do": "ready"})
    return press


def _begun(
    typesetter: Typesetter, limit: int, guess: Callable[[], Sequence[Weight] | None]
) -> Typesetter:
    typesetter.begin()
    typesetter.letters()
    if weights := guess():
        typesetter.guess(weights, limit)
    return typesetter


def _clean(planned: Plan, papers: Papers, source: Source, ahead: Ahead | None) -> None:
    if ahead:
        with ahead:
            ahead.expect(planned)
            papers.prepare(planned.exhibits, source, ahead.take)
    else:
        papers.prepare(planned.exhibits, source)


def _foreign(characters: str) -> Iterator[Saying]:
    if characters:
        yield say(
            "packet.foreign",
            "The typeface of the documents has no shape for: {characters}. They are printed in "
            "another one, as empty boxes, or not at all. Look at the pages where they stand.",
            characters=" ".join(characters),
        )


def _russian(texts: Sequence[str]) -> Iterator[Saying]:
    if texts:
        yield say(
            "packet.russian_left",
            "In English documents this is still in Russian letters: {texts}. Write the English "
            "below these answers; until then every page says DRAFT.",
            texts=Listed(tuple(say("packet.quoted", "“{text}”", text=each) for each in texts)),
        )
