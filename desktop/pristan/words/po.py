"""Read a .po file quickly: the window needs its words before it can be painted.

polib and Babel take several times as long as the whole start may take (bench/start.py), so this
reads the plain subset that our catalogues use; a test holds it against polib on the shipped files.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Entry:
    """One text: its context, its English, and what the translator wrote (one or all plurals)."""

    context: str = ""
    english: str = ""
    plural: str = ""
    translations: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False


def read_po(file: Path) -> list[Entry]:
    """Return the entries of a catalogue, without its header. Raises ValueError with the line."""
    entries: list[Entry] = []
    entry, where = Entry(), ""
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
        if line.startswith("#"):
            entry.fuzzy = entry.fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line.strip():
            if where:
                entries.append(entry)
            entry, where = Entry(fuzzy=entry.fuzzy and not where), ""
            continue
        word, _, text = line.partition(" ") if not line.startswith('"') else (where, "", line)
        try:
            _add(entry, word, _unquoted(text.strip()))
        except (ValueError, SyntaxError) as error:
            raise ValueError(f"{file.name}, line {number}: {line!r} is not understood") from error
        where = word
    if where:
        entries.append(entry)
    return [entry for entry in entries if entry.english]


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
