"""The exhibits' files as pages for a packet: each is cleaned, counted, and had again when bound."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Protocol, Self

from pristan.case import Problem, Saying, say
from pristan.case.machine_text import Words
from pristan.confine.cell import Cell, Limits
from pristan.confine.refusals import Crashed, Stopped
from pristan.packet.before import Before
from pristan.packet.damaged import damaged
from pristan.packet.exhibits import Exhibit, Piece
from pristan.packet.lent import Cleaners, Lent
from pristan.packet.line import Line
from pristan.packet.not_bound import blaming
from pristan.packet.parts import Weight, room_for_page
from pristan.packet.progress import Step, Tell, tell_nobody
from pristan.packet.register_page import Made, Printer, print_register_page
from pristan.packet.shrunk import made_smaller
from pristan.packet.source import Source
from pristan.scribe import Written

_LIMITS = Limits(memory=3 << 29, cpu_seconds=60, wall_seconds=90, reply_blobs=1)
_KEPT = 24 << 20  # bytes of cleaned papers that stay in memory until they are bound
_WAITING = 8 << 20  # bytes of papers that are clean and not bound yet, since others come first
_FEW = 1 << 16  # bytes of a paper that are kept whatever it is
MANY = 12  # files that are worth a second child
_READERS = 3  # threads, where there are many: one reads a file while two have theirs cleaned
_NOT_CONVERTED = "The file could not be converted; the original is supplied separately."
_NOT_SHOWN = "Its pages are not printed here; the original is supplied separately."
_DAMAGED = "The file is damaged; what could be read of it is printed here."
_NOT_ADDED = "No file has been added."
_PRINTED = (".html", ".htm", ".mht", ".mhtml", ".zip", ".txt")
_CHANGES = ("copied", "image", "flattened")  # how, from the least to the most changed


class Reader(Protocol):
    """What keeps the files."""

    def read(self, attachment_id: str) -> Iterator[bytes]: ...


Taken = Callable[[Piece, "Paper | None", Made | None], object]
"""Takes a piece, the paper that it has become, if any, and its pages, unless it was made before."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Pages that can be printed: of which file, how many, bytes once cleaned, how made, and from
    which of its pages something is missing.
    """

    piece: Piece
    pages: int
    size: int
    how: str
    lost: tuple[int, ...] = ()


def printed(
    piece: Piece, data: bytes, printer: Printer, read: Mapping[int, Words] | None = None
) -> Made:
    """Return the pages of a file as they are printed; of a register page its extract.

    *read* are words that a machine read on pages of the file.
    """
    if piece.register:
        return print_register_page(piece.register, data, printer, piece.sheets)
    return printer.clean(data, piece.sheets, read)


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A paper with a page that was too large for a file: as cleaned, and as it is printed."""

    before: Paper
    paper: Paper
    asked: dict[str, Any]
    key: str
    pages: tuple[tuple[int, int], ...]  # which were made smaller, and their dots per inch


@dataclass(frozen=True, slots=True)
class Weighed:
    """An exhibit: what it weighs, its papers as they fit into files, what is to be said of that."""

    weight: Weight
    papers: list[Paper]
    problems: list[Saying]


def _is_printed(piece: Piece, name: str) -> bool:
    """Whether a file probably has no pages until it is printed: those come first, then the child
    that prints them is let go of. A name only tells in which order files are taken.
    """
    return piece.register is not None or name.lower().endswith(_PRINTED)


@dataclass(slots=True)
class Papers:
    """The papers of all exhibits in order. ``left_out`` are pieces that cannot be bound, and why;
    ``absent`` says, by exhibit, what its slip sheet says, ``ready`` what has become of pieces by
    now. Use it in a ``with`` statement; children that clean are started when they are needed.
    """

    reader: Reader
    cleaners: Cleaners
    tell: Tell = tell_nobody
    before: Before = field(default_factory=Before)
    left_out: Mapping[Piece, Saying] = field(default_factory=dict)
    exhibits: list[list[Paper]] = field(default_factory=list)
    absent: dict[int, str] = field(default_factory=dict)
    problems: list[Saying] = field(default_factory=list)
    ready: dict[Piece, Paper | Saying] = field(default_factory=dict)
    _labels: list[str] = field(default_factory=list)
    _fitted: dict[Piece, _Fitted] = field(default_factory=dict)
    _weighed: dict[int, Weighed] = field(default_factory=dict)
    _read: Mapping[str, Mapping[int, Words]] = field(default_factory=dict)
    _keys: dict[Piece, str] = field(default_factory=dict)
    _kept: dict[str, Written] = field(default_factory=dict)
    _kept_bytes: int = 0
    _printed: frozenset[Piece] = frozenset()
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _lent: Lent = field(init=False)

    def __post_init__(self) -> None:
        self._lent = Lent(self.cleaners)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.rest()

    def rest(self) -> None:
        """End the children; the next file starts new ones."""
        self._lent.rest()

    def prepare(
        self, exhibits: Sequence[Exhibit], source: Source, taken: Taken = lambda *_: None
    ) -> None:
        """Clean every piece that was not cleaned for an earlier packet, and count its pages; name
        each that cannot be printed. Where there are many, what becomes of each is *taken*, in turn.
        """
        self._read = source.read
        self._labels = [exhibit.label for exhibit in exhibits]
        every = dict.fromkeys(piece for exhibit in exhibits for piece in exhibit.pieces)
        first = [each for each in every if _is_printed(each, source.attachments[each.file].name)]
        self._printed = frozenset(first)
        pieces = [*first, *(piece for piece in every if piece not in self._printed)]
        for piece in pieces:
            made_from = [source.attachments[piece.file].sha256, asdict(piece) | {"file": ""}]
            self._keys[piece] = self.before.key("paper", made_from)
        ready = self.ready
        many = len(pieces) > MANY  # a child that binds meanwhile takes memory
        before = self.before.each([self._keys[piece] for piece in pieces])
        for piece in pieces:
            known = self.left_out.get(piece) or self._paper(piece, before.get(self._keys[piece]))
            if known:
                ready[piece] = known
                if many:
                    taken(piece, known if isinstance(known, Paper) else None, None)
                self.tell(Step.CLEANING, len(ready), len(pieces))
        new = [piece for piece in pieces if piece not in ready]

        def one(at: int) -> None:
            found, made = self._try(new[at])
            ready[new[at]] = found
            if many:
                size = len(made.paper) + len(made.written.plain) if made else 0
                paper = found if isinstance(found, Paper) else None
                line.give(at, size, lambda: taken(new[at], paper, made))

        with ThreadPoolExecutor(_READERS if many else 1) as workers, Line(_WAITING) as line:
            for at, _ in enumerate(workers.map(one, range(len(new))), start=1):
                self.tell(Step.CLEANING, len(pieces) - len(new) + at, len(pieces))
        for number, exhibit in enumerate(exhibits):
            self.exhibits.append([])
            if not exhibit.files:
                self.absent[number] = _NOT_ADDED
            elif not exhibit.pieces:
                self.absent[number] = _NOT_SHOWN
            for piece in exhibit.pieces:
                found = ready[piece]
                name = source.attachments[piece.file].name
                if isinstance(found, Paper):
                    self.exhibits[-1].append(found)
                    if found.lost:
                        self.absent.setdefault(number, _DAMAGED)
                        self.problems.append(damaged(exhibit.label, name, found.lost))
                    continue
                self.absent[number] = _NOT_CONVERTED
                self.problems.append(
                    say(
                        "packet.not_converted",
                        "Exhibit {label}: the file “{file}” could not be converted, so its sheet "
                        "says that the original is supplied separately. {problem}",
                        label=exhibit.label, file=name, problem=found,
                    )
                )  # fmt: skip
        self.rest()

    def counts(self) -> list[int]:
        """Return how many pages each exhibit has."""
        return [sum(paper.pages for paper in papers) for papers in self.exhibits]

    def how(self, exhibit: int) -> str | None:
        """Return how the papers of an exhibit were made: the greatest change of any."""
        ways = [paper.how for paper in self.exhibits[exhibit]]
        return max(ways, key=_CHANGES.index, default=None)

    def weights(self, limit: int, dots: int = 0) -> list[Weight]:
        """Return what each exhibit weighs, page by page where a part may not hold it.

        Where a page alone is larger than a part of *limit* bytes, its pictures are compressed, at
        *dots* per inch or more where that is enough, and the problems say so; 0 is never.
        """
        weighed = [
            self.weigh(number, papers, limit, dots) for number, papers in enumerate(self.exhibits)
        ]
        self.exhibits[:] = [each.papers for each in weighed]
        self.problems += [problem for each in weighed for problem in each.problems]
        return [each.weight for each in weighed]

    def weigh(self, number: int, papers: list[Paper], limit: int, dots: int) -> Weighed:
        """Return what one exhibit weighs, by its place, as soon as its papers are clean."""
        if number not in self._weighed:
            self._weighed[number] = self._weight(number, [*papers], limit, dots)
        return self._weighed[number]

    def key(self, paper: Paper) -> str:
        """Return the hash of all that a paper is made from."""
        fitted = self._fitted_to(paper)
        return fitted.key if fitted else self._keys[paper.piece]

    def pdf(self, paper: Paper) -> bytes:
        """Return the pages of a paper; the same bytes that were counted. From any thread."""
        key = self.key(paper)
        with self._lock:
            kept = self._kept.get(key)
        if pdf := self._joined(paper, kept or self._found(key)):
            return pdf
        if fitted := self._fitted_to(paper):
            with Cell("packet", _LIMITS) as cell:
                pdf = cell.ask(fitted.asked, [self.pdf(fitted.before)]).blobs[0]
        else:
            pdf = self._clean(paper.piece)[1].pdf
        if len(pdf) != paper.size:
            raise Crashed("another paper")
        return pdf

    def _fitted_to(self, paper: Paper) -> _Fitted | None:
        """Return how a paper was made smaller, if it was."""
        fitted = self._fitted.get(paper.piece)
        return None if fitted is None or paper is fitted.before else fitted

    def _found(self, key: str) -> Written | None:
        """Return a paper that was kept for an earlier packet."""
        match self.before.find(key):
            case {"cuts": [*cuts]}, plain if plain:
                return Written(plain, cuts)
        return None

    def _joined(self, paper: Paper, written: Written | None) -> bytes:
        """Return a paper with what it quotes of its file, or nothing where it does not fit."""
        if written is None:
            return b""
        with suppress(TypeError, ValueError):
            quotes = any(size for _, _, size in written.cuts)
            file = b"".join(self.reader.read(paper.piece.file)) if quotes else b""
            pdf = b"".join(written.joined(file))
            return pdf if len(pdf) == paper.size else b""
        return b""

    def _keep(self, key: str, written: Written) -> None:
        """Keep a paper in memory until it is bound, while there is room."""
        with self._lock:
            if self._kept_bytes + len(written.plain) <= _KEPT:
                self._kept[key] = written
                self._kept_bytes += len(written.plain)

    def _try(self, piece: Piece) -> tuple[Paper | Saying, Made | None]:
        """Clean a piece; return what has become of it, and its pages."""
        key = self._keys[piece]
        try:
            data, cleaned = self._clean(piece)
        except Stopped:  # which is no fault of the file
            raise
        except Problem as problem:
            return problem.saying, None
        written = cleaned.written if cleaned.paper is data else Written.whole(cleaned.pdf)
        self._keep(key, written)
        paper = Paper(piece, cleaned.pages, cleaned.size, str(cleaned.how), cleaned.lost)
        if not cleaned.locked:  # the next packet, too, is to ask for the password
            facts = {each: getattr(paper, each) for each in ("pages", "size", "how", "lost")}
            quick = _as_quick_again(piece, paper, written)
            cuts, plain = ([], b"") if quick else (written.cuts, written.plain)
            self.before.keep(key, facts | {"cuts": cuts}, plain, piece.file)
        return paper, cleaned

    @staticmethod
    def _paper(piece: Piece, facts: Mapping[str, Any] | None) -> Paper | None:
        """Return what was written down about the pages of a piece, or None where it is nonsense."""
        match facts:
            case {"pages": int(pages), "size": int(size), "how": str(how), "lost": [*lost]}:
                paper = Paper(piece, pages, size, how, tuple(lost))
                return paper if how in _CHANGES and pages > 0 else None
        return None

    def _clean(self, piece: Piece) -> tuple[bytes, Made]:
        data = b"".join(self.reader.read(piece.file))
        read = self._read.get(piece.file) if piece.read else None
        with self._lent.one() as cleaner:
            if piece not in self._printed:
                cleaner.end_printing()
            return data, printed(piece, data, cleaner, read)

    def _weight(self, number: int, papers: list[Paper], limit: int, dots: int) -> Weighed:
        size, pages = sum(paper.size for paper in papers), sum(paper.pages for paper in papers)
        if not limit or size < limit / 2:  # it fits, whatever comes with it
            return Weighed(Weight.plain(size, pages), papers, [])
        shared, each, problems = 0, list[int](), list[Saying]()
        for at, paper in enumerate(papers):
            weight = None if paper.piece in self._fitted else self._weight_of(paper)
            most = room_for_page(limit)
            if weight is None or (dots and weight.shared + max(weight.each) > most):
                papers[at] = self._fit(paper, most, dots)
                compressed = self._fitted[paper.piece].pages
                problems += made_smaller(self._labels[number], len(each), compressed, dots)
                weight = self._weight_of(papers[at])
            shared += weight.shared
            each += weight.each
        return Weighed(Weight(shared, tuple(each)), papers, problems)

    def _weight_of(self, paper: Paper) -> Weight:
        """Return what the pages of a paper weigh, known from an earlier packet or weighed now."""
        key = self.before.key("weight", self.key(paper))
        known = Weight.read(self.before.facts(key) or {}, paper.pages)
        if known is None:
            pdf = self.pdf(paper)
            with blaming(paper.piece), Cell("packet", _LIMITS) as cell:
                reply = cell.ask({"do": "weigh"}, [pdf])
            facts = {"shared": reply.facts["shared"], "each": json.loads(reply.blobs[0])}
            known = Weight.read(facts, paper.pages)
            if known is None:
                raise Crashed("weights")
            self.before.keep(key, facts, b"", paper.piece.file)
        return known

    def _fit(self, paper: Paper, most: int, dots: int) -> Paper:
        """Return a paper with its pictures compressed until a file can hold every page."""
        if known := self._fitted.get(paper.piece):  # it is in another exhibit too
            return known.paper
        asked = {"do": "smaller", "most": most, "dots": dots}
        key = self.before.key("smaller", [self._keys[paper.piece], asked])
        match self.before.facts(key):
            case {"size": int(size), "smaller": [*smaller]}:
                pass
            case _:
                size, smaller = self._compressed(paper, asked, key)
        how = max(paper.how, "image", key=_CHANGES.index) if smaller else paper.how
        fitted = replace(paper, size=size, how=how)
        pages = tuple((int(page), int(left)) for page, left in smaller)
        self._fitted[paper.piece] = _Fitted(paper, fitted, asked, key, pages)
        return fitted

    def _compressed(
        self, paper: Paper, asked: dict[str, Any], key: str
    ) -> tuple[int, list[list[int]]]:
        """Have a paper compressed, and keep it; return its bytes and which pages are smaller."""
        before = self.pdf(paper)
        with blaming(paper.piece), Cell("packet", _LIMITS) as cell:
            reply = cell.ask(asked, [before])
        (pdf,) = reply.blobs
        written, smaller = Written.whole(pdf), reply.facts["pages"]
        self._keep(key, written)
        if self.before.facts(self._keys[paper.piece]):  # what took a password is not kept
            facts = {"size": len(pdf), "smaller": smaller, "cuts": written.cuts}
            self.before.keep(key, facts, pdf, paper.piece.file)
        return len(pdf), smaller


def _as_quick_again(piece: Piece, paper: Paper, written: Written) -> bool:
    """Whether of a paper only its size is worth keeping: what is copied from a PDF, and is not to
    be had from it by its places, is large, and cleaning it takes less time than keeping it.
    """
    covered = any(sheet.boxes for sheet in piece.sheets)
    copied = paper.how == "copied" and not covered and piece.register is None and not piece.read
    return copied and len(written.plain) > _FEW
