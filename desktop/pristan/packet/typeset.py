"""Have our pages laid out: a conversation with the press, which knows nothing but what it is given.

The press says which galleys it could use, by their keys; those that are given need not be laid out.
A key is a digest of everything that a galley follows from but the templates' styles, the face and
the program; a galley stays what it is while numbers of pages move. Imprints (imprint.py), of an
earlier packet, let the press know the keys of what has not changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pristan.confine.cell import Cell, Limits
from pristan.confine.refusals import Crashed
from pristan.confine.spare import Spare
from pristan.packet.before import Before
from pristan.packet.galley import Galley
from pristan.packet.layout import LaidPart, read_layout
from pristan.packet.parts import Weight
from pristan.packet.plan import Plan
from pristan.packet.stamp import letters_of

_LETTERS = 3  # blobs: the letters plainly, two fonts
PRESS = "press", Limits(memory=3 << 29, cpu_seconds=120, wall_seconds=180)
_BYTES = 500_000  # of a plan, that are worth the time of the limits once more
_MOST_PATIENCE = 20.0


def spare_press() -> Spare:
    """Return where a press waits that has laid out pages of nobody; none is started yet."""
    return Spare(*PRESS, {"do": "rehearse"})


@dataclass(frozen=True, slots=True)
class Pressed:
    """What the press made: the layout; the letters for stamps; for each part how it is bound, with
    its galleys; which characters the face lacks; whether a page has a gap and the packet is a draft
    for that; what of English documents is in Russian letters.
    """

    parts: tuple[LaidPart, ...]
    letters: list[bytes]
    bound: list[list[bytes]]
    foreign: str
    gapped: bool
    russian: tuple[str, ...]


@dataclass(slots=True)
class Typesetter:
    """One packet at the press: :meth:`begin`, perhaps :meth:`guess`, :meth:`count`, :meth:`finish`.

    ``galleys`` has, by key, every galley that was laid out, now or *before*. Every method raises
    Problem. *soon* is called once papers are counted and it is certain that something is new: what
    binds will be needed then.
    """

    press: Cell
    planned: Plan
    before: Before = field(default_factory=Before)
    soon: Callable[[], object] = bool
    galleys: dict[str, Galley] = field(default_factory=dict)
    _foreign: str = ""
    _face: str = ""
    _patience: float = 1
    _imprints: bytes = b""
    _new: bool = False
    _counts: list[int] = field(default_factory=list)
    _letters: list[bytes] = field(default_factory=list)

    def begin(self) -> None:
        """Lay out what hardly depends on the papers of exhibits."""
        facts = json.dumps(self.planned.facts).encode()
        self._patience = min(1 + len(facts) / _BYTES, _MOST_PATIENCE)
        found = self.before.find(self._imprints_key)
        self._imprints = found[1] if found else b""
        begun = self.press.ask({"do": "begin"}, [facts, self._imprints]).facts
        self._foreign, self._face = str(begun["foreign"]), str(begun["face"])
        self._lay(begun["wanted"])

    def count(
        self, weights: Sequence[Weight], absent: Mapping[int, str], limit: int = 0
    ) -> None:
        """Say what the papers weigh, and of how many bytes a part may be at most, 0 for any; lay
        out all that is left.
        """
        self._counts = [len(weight.each) for weight in weights]
        self._count(weights, absent, limit, guessed=False)

    def guess(self, weights: Sequence[Weight], limit: int = 0) -> None:
        """Lay out what would be right with papers that weigh so much, before :meth:`count`: most of
        it will be, since numbers only keep places open for their digits.
        """
        self._count(weights, {}, limit, guessed=True)

    def _count(
        self, weights: Sequence[Weight], absent: Mapping[int, str], limit: int, *, guessed: bool
    ) -> None:
        known = {
            "weights": [(each.shared, each.each) for each in weights], "absent": absent,
            "limit": limit, "guessed": guessed,
        }  # fmt: skip
        counted = self.press.ask({"do": "count"}, [json.dumps(known).encode()]).facts
        self._lay(counted["wanted"])

    def finish(self) -> Pressed:
        """Have it split into parts."""
        reply = self.press.ask({"do": "finish"})
        layout, imprints, *bindings = reply.blobs
        parts = read_layout(layout, len(self.planned.documents), self._counts)
        letters = self.letters()
        try:
            bound = [
                [binding, *(self.galleys[str(key)].pdf for key in keys)]
                for binding, keys in zip(bindings, reply.facts["galleys"], strict=True)
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise Crashed("pressed") from error
        if len(bound) != len(parts):
            raise Crashed("pressed")
        if imprints != self._imprints:
            self.before.replace(self._imprints_key, {}, imprints)
        russian = tuple(map(str, reply.facts["russian"]))
        return Pressed(parts, letters, bound, self._foreign, bool(reply.facts["gapped"]), russian)

    def letters(self) -> list[bytes]:
        """Return the letters for stamps: plainly, and their two fonts. To cut them takes memory."""
        self._letters = self._letters or self._cut()
        return self._letters

    def _cut(self) -> list[bytes]:
        letters = letters_of(self.planned.number_prefix, sample=self.planned.sample)
        key = self.before.key("letters", [self._face, letters])
        match self.before.find(key):
            case {"sizes": [int(plain), int(regular), int(bold)]}, kept:
                fonts = plain, plain + regular
                if fonts[1] + bold == len(kept):
                    return [kept[:plain], kept[plain : fonts[1]], kept[fonts[1] :]]
        cut = self.press.ask({"do": "letters", "of": letters}).blobs
        if len(cut) != _LETTERS:
            raise Crashed("letters")
        self.before.keep(key, {"sizes": [*map(len, cut)]}, b"".join(cut))
        return cut

    def _lay(self, wanted: Any) -> None:
        """Have the wanted sheets laid out, and those that are wanted then."""
        while wanted:
            for key in wanted:
                self._recall(str(key))
            given = {
                key: [self.galleys[key].pages, self.galleys[key].anchors]
                for key in wanted
                if key in self.galleys
            }
            self._new |= len(given) < len(wanted)
            if self._new and self._counts:
                self.soon()
            known = [json.dumps(given).encode()]
            reply = self.press.ask({"do": "lay"}, known, patience=self._patience)
            try:
                for (key, pages, anchors), pdf in zip(
                    reply.facts["laid"], reply.blobs, strict=True
                ):
                    self._remember(str(key), Galley(int(pages), dict(anchors), pdf))
            except (TypeError, ValueError) as error:
                raise Crashed("galley") from error
            wanted = reply.facts["wanted"]

    def _recall(self, key: str) -> None:
        """Take a galley that was laid out for an earlier packet, if there is one."""
        found = self.before.find(self._kept_as(key)) if key not in self.galleys else None
        match found:
            case {"pages": int(pages), "anchors": dict(anchors)}, pdf:
                self.galleys[key] = Galley(pages, anchors, pdf)

    def _remember(self, key: str, galley: Galley) -> None:
        self.galleys[key] = galley
        if not self._foreign:  # another face takes part, and which one is not known here
            facts = {"pages": galley.pages, "anchors": galley.anchors}
            self.before.keep(self._kept_as(key), facts, galley.pdf)

    @property
    def _imprints_key(self) -> str:
        """Return where imprints of such a packet are kept: they themselves say what they are of."""
        names = [document.name for document in self.planned.documents]
        return self.before.key("imprints", [self.planned.profile, names])

    def _kept_as(self, key: str) -> str:
        return self.before.key("galley", [self._face, self._foreign, key])
