"""What is known of the HTML of a document: it need not be written to learn that it is the same.

A template prints what its sheet is made of, and it asks: how wide is the number of that page, what
label has that exhibit. An imprint notes what was asked and answered while the HTML was written.
Where a sheet is made of the same, and every answer is the same, each question follows from those
before it, and so the HTML is the same.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

from pristan.packet.cyrillic import left_in_russian
from pristan.packet.quires import Quires

Question = tuple[str, ...]
Answer = Callable[[Question], Any]
Imprints = Mapping[str, Sequence["Imprint"]]

_GAP: Final = re.compile(r'class="(?:[^"]* )?gap[" ]')  # as templates mark it; told is escaped
_FOLIO: Final = re.compile(r'data-folio="([^"+]+)')


@dataclass(frozen=True, slots=True)
class Marks:
    """What the HTML shows when it is read once more: whether there is a gap; what of an English
    document is in Russian letters; the anchors whose numbers are printed.
    """

    gap: bool
    russian: tuple[str, ...]
    folios: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> Self:
        """Read the HTML of a document."""
        folios = tuple(sorted(set(_FOLIO.findall(html))))
        return cls(bool(_GAP.search(html)), tuple(left_in_russian([html])), folios)


@dataclass(slots=True)
class Imprint:
    """The HTML of a sheet by its ``key``, how many characters it has, and what was asked for it.

    ``marks`` are there where the HTML was the last one, which is printed; ``quires`` has the keys
    of those in which it was laid out.
    """

    key: str
    characters: int
    asked: Mapping[Question, Any]
    marks: Marks | None = None
    quires: tuple[str, ...] = ()

    def holds(self, answer: Answer) -> bool:
        """Whether everything that was asked has the same answer now."""
        with suppress(LookupError, TypeError, ValueError):  # nobody would ask that any more
            return all(answer(question) == said for question, said in self.asked.items())
        return False


def made_of(*parts: Any) -> str:
    """Return a digest of what a sheet is made of: plain JSON, and in its order."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def written_down(imprints: Imprints, quires: Mapping[str, Any]) -> bytes:
    """Return imprints by what their sheets are made of, and what is known of quires, as kept."""
    sheets = {made: [_plain(each) for each in several] for made, several in imprints.items()}
    return json.dumps({"sheets": dict(sorted(sheets.items())), "quires": quires}).encode()


def read_imprints(kept: bytes) -> tuple[dict[str, list[Imprint]], Quires]:
    """Return what was written down; nothing where it is not what it should be."""
    with suppress(
        AttributeError, LookupError, TypeError, ValueError, OverflowError, RecursionError
    ):  # fmt: skip
        loaded = json.loads(kept or b"{}")
        sheets = loaded["sheets"].items()
        return {
            str(made): [_read(each) for each in several] for made, several in sheets
        }, Quires.read(loaded["quires"])
    return {}, Quires()


def _plain(imprint: Imprint) -> dict[str, Any]:
    marks = asdict(imprint.marks) if imprint.marks else None
    asked = list(imprint.asked.items())
    return {
        "key": imprint.key, "characters": imprint.characters, "asked": asked, "marks": marks,
        "quires": imprint.quires,
    }  # fmt: skip


def _read(plain: dict[str, Any]) -> Imprint:
    marks = plain["marks"]
    return Imprint(
        key=str(plain["key"]),
        characters=int(plain["characters"]),
        asked={tuple(map(str, question)): said for question, said in plain["asked"]},
        marks=None
        if marks is None
        else Marks(bool(marks["gap"]), _texts(marks["russian"]), _texts(marks["folios"])),
        quires=_texts(plain["quires"]),
    )


def _texts(plain: list[Any]) -> tuple[str, ...]:
    return tuple(map(str, plain))
