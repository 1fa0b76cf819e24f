"""Collect every text a person can see into ``i18n/texts.pot``, and merge translations into a .po.

Run by ``python3 dev.py texts``; with ``--merge FILE...`` the Russian of those files goes into
``i18n/ru.po``. Texts are found by reading: calls with two literal strings in ``desktop/``, the
interview in ``forms/``, calls in ``templates/``. Nothing is imported and nothing is run.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
import polib
from jinja2 import nodes

from pristan.questions import read_questionnaire
from pristan.review.flags import read_flags

ROOT = Path(__file__).parents[1]
POT = ROOT / "i18n" / "texts.pot"
RUSSIAN = ROOT / "i18n" / "ru.po"

# `say` makes a text in a room below the words; `words`, `tr` and `say` say one at once; `count`
# says it with a number. Whatever object a method belongs to, the name tells.
SAYING = frozenset({"say", "words", "_words", "tr"})
COUNTING = frozenset({"count"})

RUSSIAN_PLURALS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 "
    "&& (n%100<12 || n%100>14) ? 1 : 2);"
)


@dataclass
class Text:
    """A text by context and English; the English plural where there is one; where it stands."""

    context: str
    english: str
    plural: str = ""
    places: set[str] = field(default_factory=set)


def texts(root: Path = ROOT) -> list[Text]:
    """Return every text there is, in the order of context and English, each once."""
    found: dict[tuple[str, str], Text] = {}
    for text in _all(root):
        same = found.setdefault((text.context, text.english), text)
        same.plural = same.plural or text.plural
        same.places |= text.places
    return [found[key] for key in sorted(found)]


def _all(root: Path) -> Iterator[Text]:
    for file in sorted((root / "desktop").rglob("*.py")):
        place = file.relative_to(root).as_posix()
        yield from python_texts(file.read_text(encoding="utf-8"), place)
    yield from _form_texts(root)
    for file in sorted((root / "templates").rglob("*.html")):
        place = file.relative_to(root).as_posix()
        yield from template_texts(file.read_text(encoding="utf-8"), place)


def _form_texts(root: Path) -> Iterator[Text]:
    directory = root / "forms" / "interview"
    questionnaire = read_questionnaire(directory)
    files = sorted(directory.glob("*.yaml"))
    for file, section in zip(files, questionnaire.sections, strict=True):
        place = file.relative_to(root).as_posix()
        for saying in section.texts():
            yield Text(saying.context, saying.english, places={place})
    for file in sorted((root / "forms" / "review").glob("flags.yaml")):
        place = file.relative_to(root).as_posix()
        for rule in read_flags(file, questionnaire):
            yield Text(rule.saying.context, rule.saying.english, places={place})


def python_texts(source: str, place: str) -> Iterator[Text]:
    """Yield the texts in a Python module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _name(node.func)):
            literals = _leading(
                arg.value if isinstance(arg, ast.Constant) else None for arg in node.args
            )
            yield from _text(name, literals, place)


def template_texts(source: str, place: str) -> Iterator[Text]:
    """Yield the texts in a template."""
    tree = jinja2.Environment(extensions=["jinja2.ext.do"]).parse(source)
    for node in tree.find_all(nodes.Call):
        name = getattr(node.node, "name", getattr(node.node, "attr", ""))
        literals = _leading(
            arg.value if isinstance(arg, nodes.Const) else None for arg in node.args
        )
        yield from _text(name, literals, place)


def _name(func: ast.expr) -> str:
    if isinstance(func, ast.Name):
        return func.id
    return func.attr if isinstance(func, ast.Attribute) else ""


def _leading(values: Iterable[object]) -> list[str]:
    """The literal strings a call begins with."""
    found = []
    for value in values:
        if not isinstance(value, str):
            break
        found.append(value)
    return found


def _text(name: str, literals: list[str], place: str) -> Iterator[Text]:
    if name in SAYING and len(literals) >= 2:
        yield Text(literals[0], literals[1], places={place})
    elif name in COUNTING and len(literals) >= 3:
        yield Text(literals[0], literals[1], literals[2], places={place})


def template() -> polib.POFile:
    """Return the catalog of all texts, without translations."""
    catalog = _catalog("")
    for text in texts():
        entry = polib.POEntry(
            msgctxt=text.context,
            msgid=text.english,
            occurrences=[(place, "") for place in sorted(text.places)],
        )
        if text.plural:
            entry.msgid_plural = text.plural
            entry.msgstr_plural = {0: "", 1: ""}
        catalog.append(entry)
    return catalog


def merged(catalogs: Iterable[polib.POFile]) -> polib.POFile:
    """Return the Russian catalog of today's texts.

    A later catalog wins. Where only the English changed, the old Russian stays as a fuzzy entry,
    which is not shown to anybody until a translator has looked at it. Other dead entries fall out.
    """
    today = template()
    alive = {(entry.msgctxt, entry.msgid) for entry in today}
    known: dict[tuple[str, str], polib.POEntry] = {}
    before: dict[str, polib.POEntry] = {}
    for catalog in catalogs:
        for entry in catalog:
            if entry.translated():
                known[entry.msgctxt, entry.msgid] = entry
            if entry.fuzzy or (entry.translated() and (entry.msgctxt, entry.msgid) not in alive):
                before[entry.msgctxt] = entry
    result = _catalog("ru")
    for entry in today:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "", 1: "", 2: ""}
        if translated := known.get((entry.msgctxt, entry.msgid)):
            entry.msgstr = translated.msgstr
            entry.msgstr_plural = translated.msgstr_plural
        elif old := before.get(entry.msgctxt):
            entry.msgstr = old.msgstr
            entry.msgstr_plural = old.msgstr_plural
            entry.flags = ["fuzzy"]
        result.append(entry)
    return result


def _catalog(language: str) -> polib.POFile:
    catalog = polib.POFile()
    catalog.metadata = {
        "Project-Id-Version": "Pristan",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if language:
        catalog.metadata |= {"Language": language, "Plural-Forms": RUSSIAN_PLURALS}
    return catalog


def main(arguments: list[str]) -> int:
    """Write texts.pot; with --merge also ru.po. Print how many texts have no Russian yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--merge", nargs="+", type=Path, metavar="FILE")
    merge = parser.parse_args(arguments).merge
    POT.write_text(str(template()) + "\n", encoding="utf-8")
    catalogs = [polib.pofile(str(file)) for file in (RUSSIAN, *(merge or ())) if file.exists()]
    russian = merged(catalogs)
    RUSSIAN.write_text(str(russian) + "\n", encoding="utf-8")
    left = [entry for entry in russian if not entry.translated()]
    print(f"{len(russian)} texts, {len(left)} without Russian")
    for entry in left:
        print(f"  {entry.msgctxt}: {entry.msgid}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
