"""Parts of the packet that is already in the folder and would be written again byte by byte.

After a change most parts of a large packet are what they were. Such a part is not bound again: the
case has kept which hash a part came to that was bound from the very same things, and the file in
the folder is read to see that it still has it. Nothing of its bytes is kept in the case.

Of other parts only our own pages, titles and numbers have changed. What the papers of a part draw
are the first bytes of its file, which follow from the papers alone: they are copied from the older
file, if they still have the hash that the case has kept, and no paper is cleaned or bound again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from pristan.case import Listed, Saying, say
from pristan.confine.hands import Hands
from pristan.confine.refusals import packed, unpacked
from pristan.packet.ahead import Ahead
from pristan.packet.before import Before
from pristan.packet.bindery import Bindery, papers_in
from pristan.packet.cannot_write import refused
from pristan.packet.files import Delivery, Standing
from pristan.packet.layout import LaidPart
from pristan.packet.outgoing import Beginning, Outgoing
from pristan.packet.papers import Paper, Papers
from pristan.packet.typeset import Pressed
from pristan.packet.verify import Proof, each_proof

_FONT = "proof.exhibit_font"
_NO_MARKS = b"[]"


@dataclass(slots=True)
class Outs:
    """Where the parts of a packet go: to new files, or nowhere since they are there."""

    made: Pressed
    papers: Papers
    before: Before
    ahead: Ahead
    files: list[Outgoing | Standing] = field(default_factory=list)
    _keys: list[str] = field(default_factory=list)
    _see: Callable[[Standing], object] = bool

    def open(self, delivery: Delivery, names: Sequence[str]) -> None:
        """Look for every part in the folder, and begin a file for each that is not there."""
        every = zip(self.made.parts, self.made.bound, strict=True)
        self._keys = [self._key(part, bound) for part, bound in every]

        self._see = delivery.see_that_it_stands
        known = self.before.each(self._keys)
        was = [str(known.get(key, {}).get("sha256")) for key in self._keys]
        for part, name, sha256 in zip(self.made.parts, names, was, strict=True):
            file = delivery.standing(name, sha256)
            self.files.append(file or self._opened(delivery, name, part))
        self.ahead.keep_only(self.files)

    def _opened(self, delivery: Delivery, name: str, part: LaidPart) -> Outgoing:
        """Begin a file for a part, with what its papers draw if that was bound already."""
        begun = self.ahead.file([*papers_in(part, self.papers.exhibits)])
        out = delivery.open(name, begun)
        if begun is None:
            out.beginning = self._beginning(part)
        return out

    def missing(self) -> list[tuple[LaidPart, list[bytes], Outgoing]]:
        """Return the parts that are to be bound, how, and where they go."""
        every = zip(self.made.parts, self.made.bound, self.files, strict=True)
        return [(part, bound, out) for part, bound, out in every if isinstance(out, Outgoing)]

    def bind(
        self,
        bindery: Bindery[Paper],
        expected: Sequence[Mapping[str, Any]],
        hands: Hands,
        bound: Callable[[], object] = bool,
    ) -> Proof:
        """Have the missing parts bound, and every part proved against what is expected of it, as
        soon as it is written; unless just that was proved of it. Raises Problem.

        *bound* is called once all are bound.
        """
        known: dict[int, Proof] = {}
        for at, file in enumerate(self.files):
            if isinstance(file, Standing):
                known |= self._proved(at, expected[at])
        there = SimpleQueue[int | BaseException | None]()
        for at, file in enumerate(self.files):
            if isinstance(file, Standing) and at not in known:
                there.put(at)
        order: list[int] = []

        def written() -> Iterator[tuple[Path, dict[str, Any]]]:
            while (at := there.get()) is not None:
                if isinstance(at, BaseException):
                    raise at
                file = self.files[at]
                if isinstance(file, Standing):
                    self._see(file)
                order.append(at)
                yield file.path, dict(expected[at])

        count = len(self.files) - len(known)
        with ThreadPoolExecutor(1) as beside:
            proving = beside.submit(each_proof, written(), count, hands)
            try:
                bindery.bind(self.missing(), lambda out: there.put(self.files.index(out)))
                bound()
            except BaseException as error:
                there.put(error)
                hands.stop()
                raise
            there.put(None)
            try:
                proofs = proving.result()
            except OSError as error:  # somebody took a file away
                raise refused(error) from error
        for at, proof in sorted(zip(order, proofs, strict=True), key=itemgetter(0)):
            known[at] = proof
            if not proof.faults:
                self._note(at, expected[at], proof.remarks)
                self._note_beginning(self.made.parts[at], self.files[at])
        every = [known[at] for at in range(len(self.files))]
        return Proof(
            [fault for proof in every for fault in proof.faults],
            list(together(remark for proof in every for remark in proof.remarks)),
        )

    def _key(self, part: LaidPart, bound: Sequence[bytes]) -> str:
        """Return the key of a part: of its own pages, its stamps, and the papers in it."""
        blobs = [hashlib.sha256(blob).hexdigest() for blob in (*self.made.letters, *bound)]
        return self.before.key("part", [blobs, self._made_from(part)])

    def _made_from(self, part: LaidPart) -> list[tuple[str, int, int]]:
        """Return the keys of the papers in a part, with their pages in it."""
        papers = papers_in(part, self.papers.exhibits)
        return [(self.papers.key(paper), first, end) for paper, first, end in papers]

    def _beginning(self, part: LaidPart) -> Beginning | None:
        """Return with what a part begins whose papers were bound before."""
        made_from = self._made_from(part)
        found = self.before.find(self.before.key("beginning", made_from)) if made_from else None
        match found:
            case {"size": int(size), "sha256": str(sha256), "marked": [*marked]}, known:
                marks = {at: self.before.find(self._marks(made_from, at)) for at in marked}
                told = [(marks.get(at) or ({}, _NO_MARKS))[1] for at in range(len(made_from))]
                return Beginning(size, sha256, (known, *told)) if all(marks.values()) else None
        return None

    def _marks(self, made_from: Sequence[Any], at: int) -> str:
        return self.before.key("marks", [made_from, at])

    def _note_beginning(self, part: LaidPart, file: Outgoing | Standing) -> None:
        """Keep with what a part begins: numbers, and apart what its papers say in bookmarks, which
        leaves the case with each paper.
        """
        papers = [paper for paper, _, _ in papers_in(part, self.papers.exhibits)]
        beginning = file.beginning if isinstance(file, Outgoing) else None
        keys = {self.papers.key(paper) for paper in papers}
        if not beginning or not papers or len(self.before.each([*keys])) < len(keys):
            return  # what took a password is not kept
        made_from = self._made_from(part)
        known, *marks = beginning.known
        marked = [at for at, told in enumerate(marks) if told != _NO_MARKS]
        key = self.before.key("beginning", made_from)
        facts = {"size": beginning.size, "sha256": beginning.sha256, "marked": marked}
        if self.before.facts(key) == facts:
            return
        for at in marked:
            self.before.keep(self._marks(made_from, at), {}, marks[at], papers[at].piece.file)
        self.before.keep(key, facts, known)

    def _note(self, at: int, expected: Mapping[str, Any], remarks: Sequence[Saying]) -> None:
        facts = {
            "sha256": self.files[at].sha256,
            "expected": _digest(expected),
            "remarks": [packed(remark) for remark in remarks],
        }
        key, known = self._keys[at], self.before.facts(self._keys[at])
        if known is None:
            self.before.keep(key, facts, b"")
        elif known != facts:  # it was proved against something else
            self.before.replace(key, facts, b"")

    def _proved(self, at: int, expected: Mapping[str, Any]) -> dict[int, Proof]:
        """Return the proof of a part that was proved against the same before, by its place."""
        facts = self.before.facts(self._keys[at]) or {}
        if facts.get("expected") != _digest(expected):
            return {}
        try:
            return {at: Proof([], [unpacked(each) for each in facts["remarks"]])}
        except (KeyError, TypeError, ValueError):
            return {}


def _digest(expected: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(expected, sort_keys=True).encode()).hexdigest()


def together(remarks: Iterable[Saying]) -> Iterator[Saying]:
    """Yield remarks in their order; what is said of an exhibit in several parts, once; of exhibits
    that lack the same letters, once for all, since a line for each would hide what else is said.
    """
    found: list[Saying] = []
    lacking: dict[str, list[str]] = {}
    for remark in remarks:
        if remark not in found:
            found.append(remark)
            if remark.context == _FONT:
                lacking.setdefault(remark.facts["fonts"], []).append(remark.facts["label"])
    for remark in found:
        labels = lacking[remark.facts["fonts"]] if remark.context == _FONT else []
        if len(labels) <= 1:
            yield remark
        elif labels[0] == remark.facts["label"]:
            yield say(
                "proof.exhibit_fonts",
                "Exhibits {labels}: the letters of {fonts} are not in their files, so another "
                "machine may show them in others. Look at them before they are filed.",
                labels=Listed(tuple(labels)),
                fonts=remark.facts["fonts"],
            )
