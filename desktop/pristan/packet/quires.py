"""A document of many rows in quires of a few pages: of a row that changes, one is made anew.

Where a page ends follows from the rows before, so a quire begins where the one before it ends. It
ends with a full page: with the row that has no room there any more. As long as these rows are the
same, up to the one that has no room, the quire is; and so is the next one, as it begins with the
same row. Rows are those of a template that says it has them: ``<body class="cast rows">``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Self

_ROWS: Final = re.compile(
    r'(.*<body class="(?:[^"]* )?rows[" ].*<tbody>)(.*)(</tbody>.*)', re.DOTALL
)
_ROW: Final = re.compile(r"<tr\b.*?</tr>\s*", re.DOTALL)  # what was told is escaped


@dataclass(frozen=True, slots=True)
class Quire:
    """Rows of a document from the *first* on, counted from 0: how many *stand* in it, and by how
    many rows it is known, which are those and what had no room.
    """

    first: int
    stand: int
    known_by: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The HTML of a document of many rows: each, and what stands before and after them."""

    before: str
    each: tuple[str, ...]
    after: str

    @classmethod
    def of(cls, html: str) -> Self | None:
        """Return the rows of a document, or None where it has none or does not say so."""
        found = _ROWS.fullmatch(html)
        each = tuple(_ROW.findall(found[2])) if found else ()
        return cls(found[1], each, found[3]) if found and each else None

    def html(self, first: int, count: int) -> str:
        """Return the HTML of some rows, with what stands before and after them."""
        return "".join((self.before, *self.each[first : first + count], self.after))

    def key(self, name: str, quire: Quire) -> str:
        """Return a digest of the rows that a quire is known by, of how many stand in it, and of
        whether they are the first or the last: the same key gives the same galley.
        """
        last = quire.first + quire.known_by == len(self.each)
        return self._digest(f"{name}\0{quire.stand}\0{last}", quire.first, quire.known_by)

    def begin(self, name: str, first: int) -> str:
        """Return a digest of rows that a quire may begin with; one alone may be a heading that is
        there twice.
        """
        return self._digest(name, first, 2)

    def _digest(self, what: str, first: int, count: int) -> str:
        told = f"{what}\0{first > 0}\0{self.html(first, count)}"
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(slots=True)
class Quires:
    """What is known of quires: by the two rows that one begins with, how many rows stand in it, by
    how many it is known, and the key of its galley. Of several that begin so each is known: while
    numbers settle, an index is laid out with some that are only guessed.
    """

    known: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)

    def recalled(self, name: str, rows: Rows) -> Iterator[tuple[Quire, str]]:
        """Yield the quires that a document has where one begins there, each with its key."""
        for first in range(len(rows.each)):
            for stand, known_by, key in self.known.get(rows.begin(name, first), ()):
                quire = Quire(first, stand, known_by)
                if rows.key(name, quire) == key:
                    yield quire, key
                    break

    def remember(self, name: str, rows: Rows, quire: Quire) -> str:
        """Note a quire that was made; return its key."""
        key = rows.key(name, quire)
        here = self.known.setdefault(rows.begin(name, quire.first), [])
        here.append((quire.stand, quire.known_by, key))
        return key

    def written_down(self, keys: Container[str]) -> dict[str, Any]:
        """Return as plain JSON what is known of the quires that have these *keys*."""
        here = {
            begin: sorted({each for each in several if each[-1] in keys})
            for begin, several in sorted(self.known.items())
        }
        return {begin: several for begin, several in here.items() if several}

    @classmethod
    def read(cls, plain: Any) -> Self:
        """Return quires that were written down. Raises what a value of another kind does."""
        return cls({
            str(begin): [
                (max(int(stand), 1), int(known_by), str(key)) for stand, known_by, key in several
            ]
            for begin, several in plain.items()
        })
