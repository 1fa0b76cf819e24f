"""Read a .po file quickly: the window needs its words before it can be painted.

polib and Babel take several times as long as the whole start may take (bench/start.py), so this
reads the plain subset that our catalogues use; a test holds it against polib on the shipped files.
"""

from __future__ import annotations

import ast
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

_BLANK_LINE = re.compile(rb"\n[ \t\r]*\n")
_CONTEXT = re.compile(rb'\nmsgctxt "([^"]*)"(\r?\n")?')


@dataclass(slots=True)
class Entry:
    """One text: its context, its English, and what the translator wrote (one or all plurals)."""

    context: str = ""
    english: str = ""
    plural: str = ""
    translations: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False


class Catalog:
    """What translators wrote. An entry is read when its context is first asked for.

    The first page asks for a dozen of some thousand. An entry that cannot be understood is like one
    that nobody has written yet: it must keep no one from their work. Where it is, says `read_po`.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._bytes = b"\n" + file.read_bytes() if file else b""
        self._read: dict[str, dict[str, dict[int, str]]] = {}
        named = [(self._named(each), each.start()) for each in _CONTEXT.finditer(self._bytes)]
        # where each line of a context begins, in the order of contexts: a dict took 1 MB more
        self._places = array("I", (place for _, place in sorted(named)))

    def translations(self, context: str, english: str) -> Mapping[int, str]:
        """Return the one translation as number 0, or all plurals; nothing where there is none."""
        if context not in self._read:
            self._read[context] = dict(self._understood(context))
        return self._read[context].get(english, {})

    def _named(self, line: re.Match[bytes]) -> bytes:
        """Return the context that a line names."""
        if line[2] or b"\\" in line[1]:  # on several lines, or with escapes
            with suppress(ValueError):
                return _entry(self._block(line.start() + 1)).context.encode()
        return line[1]

    def _at(self, place: int) -> bytes:
        line = _CONTEXT.match(self._bytes, place)
        return self._named(line) if line else b""

    def _understood(self, context: str) -> Iterator[tuple[str, dict[int, str]]]:
        wanted = context.encode()
        first = bisect_left(self._places, wanted, key=self._at)
        for place in takewhile(lambda place: self._at(place) == wanted, self._places[first:]):
            with suppress(ValueError):
                entry = _entry(self._block(place + 1))
                if not entry.fuzzy and any(entry.translations.values()):
                    yield entry.english, entry.translations

    def _block(self, place: int) -> str:
        """Return an entry with the remarks above it. Raises ValueError for broken characters."""
        first = place
        while self._bytes.startswith(b"#", above := self._bytes.rfind(b"\n", 0, first - 1) + 1):
            first = above
        end = _BLANK_LINE.search(self._bytes, place)
        return self._bytes[first : end.start() if end else None].decode()


def read_po(file: Path) -> list[Entry]:
    """Return the entries of a catalogue, without its header. Raises ValueError with the line."""
    entries, above = [], 0
    for block in _BLANK_LINE.split(file.read_bytes()):
        try:
            entry = _entry(block.decode())
        except BadLine as error:
            line = above + error.number
            raise ValueError(f"{file.name}, line {line}: {error} is not understood") from error
        if entry.english:
            entries.append(entry)
        above += block.count(b"\n") + 2
    return entries


class BadLine(ValueError):
    """A line that is not understood, by its number within its entry, from 1."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(repr(line))
        self.number = number


def _entry(block: str) -> Entry:
    """Read one entry. Raises BadLine."""
    entry, where = Entry(), ""
    for number, line in enumerate(block.split("\n"), start=1):
        if line.startswith("#"):
            entry.fuzzy = entry.fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line.strip():
            continue
        word, _, text = line.partition(" ") if not line.startswith('"') else (where, "", line)
        try:
            _add(entry, word, _unquoted(text.strip()))
        except (ValueError, SyntaxError) as error:
            raise BadLine(number, line) from error
        where = word
    return entry


def _add(entry: Entry, word: str, text: str) -> None:
    if word == "msgctxt":
        entry.context += text
    elif word == "msgid":
        entry.english += text
    elif word == "msgid_plural":
        entry.plural += text
    elif word == "msgstr" or word.startswith("msgstr["):
        form = int(word[7:-1]) if word != "msgstr" else 0
        entry.translations[form] = entry.translations.get(form, "") + text
    else:
        raise ValueError(word)


def _unquoted(text: str) -> str:
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise ValueError(text)
    if "\\" not in text:
        return text[1:-1]
    unquoted = ast.literal_eval(text)
    assert isinstance(unquoted, str)
    return unquoted
