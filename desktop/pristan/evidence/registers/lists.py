"""Which register a page is, what its entries are, and whether the page is whole. Child side only.

Layouts and wordings: pages of the registers and public programs that read them, checked 2026-11-22.
A register is known by its own words first, since layouts change and words hardly do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pristan.case.name_forms import folded
from pristan.evidence.registers.data_files import Data
from pristan.evidence.registers.page import Line, Page
from pristan.evidence.registers.values import Doubt, Register
from pristan.saved.page import SavedPage

FEWEST: Final = 1000  # people on the list of Rosfinmonitoring; it had 8,500 in 2018
_BORN = re.compile(r"\bГ\. ?Р\.")
_ORGANIZATIONS = re.compile("ОРГАНИЗАЦ|ЮРИДИЧЕСК")
NUMBERED = re.compile(r"\s*(\d{1,6})\s*[.)]\s+(?=\S)")
_UID = re.compile(r"\b\d{2}[A-Z]{2}\d{4}-\d{2}-\d{4}-\d{6}-\d{2}\b")
_OF = re.compile(r"\b(\d{1,6})\s*(?:-|–|—)\s*(\d{1,6})\s+ИЗ\s+(\d{1,6})\b")
_ADDED_OR_GONE = re.compile(r"terrorists-catalog-portal-(?:add|del)|-excluded", re.I)

_ERRORS = re.compile(folded(
    "403 FORBIDDEN|404 NOT FOUND|BAD GATEWAY|SERVICE UNAVAILABLE|INTERNAL SERVER ERROR"
    "|GATEWAY TIME|ACCESS DENIED|ДОСТУП ЗАПРЕЩЕН|ДОСТУП ОГРАНИЧЕН|НЕВЕРНЫЙ КОД"
    "|ОТПРАВИТЬ ЗАПРОС НЕ БОЛЕЕ|ТЕХНИЧЕСКИЕ РАБОТЫ|СТРАНИЦА НЕ НАЙДЕНА"
    "|СЕРВИС ВРЕМЕННО НЕДОСТУПЕН"
))  # fmt: skip

# In this order: the first whose words stand on the page. Words are folded.
_WORDS: Sequence[tuple[Register, re.Pattern[str]]] = tuple(
    (register, re.compile(words))
    for register, words in (
        (Register.ROSFINMONITORING,
         "ПРИЧАСТНОСТИ К ЭКСТРЕМИСТСКОЙ ДЕЯТЕЛЬНОСТИ ИЛИ ТЕРРОРИЗМУ|НАЦИОНАЛЬНАЯ ЧАСТЬ"),
        (Register.WANTED, "ВНИМАНИЕ,? РОЗЫСК"),
        (Register.RESTRICTIVE, "ВРЕМЕННЫЕ ОГРАНИЧИТЕЛЬНЫЕ МЕРЫ"),
        (Register.COURT, "УНИКАЛЬНЫЙ ИДЕНТИФИКАТОР ДЕЛА|ДВИЖЕНИЕ ДЕЛА|СУДЕБНЫЕ АКТЫ"),
        (Register.UNDESIRABLE, "ПРИЗНАНА НЕЖЕЛАТЕЛЬНОЙ"),
        (Register.FOREIGN_AGENTS, "РЕЕСТР ИНОСТРАННЫХ АГЕНТОВ"),
        (Register.MATERIALS, "СПИСОК ЭКСТРЕМИСТСКИХ МАТЕРИАЛОВ"),
        (Register.TERRORIST_ORG, "ОРГАНИЗАЦИЙ,.{0,120}ПРИЗНАННЫХ.{0,120}ТЕРРОРИСТИЧЕСКИМИ"),
        (Register.EXTREMIST_ORG, "ДЕЯТЕЛЬНОСТИ ПО ОСНОВАНИЯМ.{0,80}О ПРОТИВОДЕЙСТВИИ ЭКСТРЕМИСТ"
                                 "|ОРГАНИЗАЦИЙ,.{0,160}ЭКСТРЕМИСТСК"),
    )
)  # fmt: skip
_CLASSES: Sequence[tuple[Register, frozenset[str]]] = (
    (Register.ROSFINMONITORING,
     frozenset({"terrorist-list", "russianFL", "russianUL", "NationalPart"})),
    (Register.WANTED, frozenset({"bs-item", "b-search-result", "bs-count"})),
    (Register.INTERPOL, frozenset({"redNoticesList__item", "noticesResultsItemList"})),
)  # fmt: skip
_ADDRESSES: Sequence[tuple[Register, re.Pattern[str]]] = tuple(
    (register, re.compile(address, re.I))
    for register, address in (
        (Register.ROSFINMONITORING, r"fedsfm\.ru/documents/terr"),
        (Register.WANTED, r"//(?:xn--b1aew\.xn--p1ai|мвд\.рф)/wanted"),
        (Register.INTERPOL, r"\binterpol\.int/.*notices"),
        (Register.FOREIGN_AGENTS, r"39b95df9-9a68-6b6d-e1e3-e6388507067e|reestr-inostr"),
        (Register.UNDESIRABLE, r"c2d1692e-a9f6-5a79-13ee-5da5b42980df"),
        (Register.RESTRICTIVE, r"e102742c-8473-3be5-2a78-5927f0fba20f"),
        (Register.EXTREMIST_ORG, r"59961ebb-9f0e-d885-7ebc-b90399923b03|documents/7822"),
        (Register.TERRORIST_ORG, r"fsb\.ru/fsb/npd/terror"),
        (Register.MATERIALS, r"extremist-materials"),
        (Register.COURT, r"\.sudrf\.ru/|mos-gorsud\.ru/|mos-sud\.ru/|msudrf\.ru/"),
    )
)


@dataclass(slots=True)
class Entry:
    """One entry of a register: the lines it is made of, as the page prints them.

    ``number`` is what stands before it on this page; ``section`` the headings it stands under.
    """

    text: str
    number: int | None
    section: str
    first: int  # of its lines in the page
    count: int = 1
    printed: bool = True  # on a page for people; a file of data has its own marks
    read_as: str = ""  # what a name is looked for in, where that is not the text


@dataclass(slots=True)
class Listed:
    """A page as a register: its entries, and what makes it doubtful, if anything does."""

    register: Register
    entries: list[Entry]
    doubt: Doubt | None
    is_data: bool = False  # a file of data and no page


def listed(saved: SavedPage, page: Page) -> Listed:
    """Return what a page is and holds."""
    said = _said(page)
    register = _register(saved, page, said)
    if register is Register.WANTED:
        entries = _cards(page)
    elif register is Register.INTERPOL:
        entries = _cards(page) or _one_notice(page)
    else:
        entries = _lines(page)
    if register is Register.ROSFINMONITORING:
        entries = [each for each in entries if each.number is not None or _born(each)]
    return Listed(register, entries, _doubt(saved, page, said, register, entries))


def listed_data(data: Data) -> tuple[Page, Listed]:
    """Return a file of data as a page with a line for each entry, and what it is and holds."""
    page = Page(data.title, [Line("item", each.text, each.number) for each in data.records])
    entries = [
        Entry(each.text, each.number, each.section, at, printed=False)
        for at, each in enumerate(data.records)
    ]
    said = _said(page)
    register = data.register
    if register is Register.OTHER:
        register = _register(SavedPage(""), page, said)
    doubt = Doubt.PART if data.part else _doubt_of_data(said, register, entries)
    return page, Listed(register, entries, doubt, is_data=True)


def _doubt_of_data(said: str, register: Register, entries: list[Entry]) -> Doubt | None:
    if register is Register.INTERPOL:
        return None  # the answer to a search says how many there are: all of them, or a part
    if not entries:
        return Doubt.EMPTY
    if register is Register.ROSFINMONITORING:
        people = [each for each in entries if not _ORGANIZATIONS.search(folded(each.section))]
        return Doubt.FEW if len(people) < FEWEST else None
    if register is Register.OTHER:
        return Doubt.UNKNOWN
    return Doubt.PART if _shows_a_part(said, entries) else None


def _register(saved: SavedPage, page: Page, said: str) -> Register:
    for register, address in _ADDRESSES:
        if address.search(saved.url):
            return register
    for register, classes in _CLASSES:
        if classes & page.classes:
            return register
    if any(_UID.search(line.text) for line in page.lines[:400]):
        return Register.COURT
    for register, words in _WORDS:
        if words.search(said):
            return register
    return Register.OTHER


def _said(page: Page) -> str:
    """Return title, headings and the lines before and between the lists, folded, to know it by."""
    texts = [page.title]
    texts += [line.text[:400] for line in page.lines if line.kind in ("heading", "text")][:400]
    texts += [line.text[:400] for line in page.lines if line.kind in ("row", "item")][:60]
    return folded(" \u2028 ".join(texts))


def _lines(page: Page) -> list[Entry]:
    entries: list[Entry] = []
    section: list[str] = []
    for at, line in enumerate(page.lines):
        if line.around:
            continue
        if line.kind == "heading" or _names_a_part(line):
            section = _under(section, line)
            continue
        number, text = line.number, line.text
        if found := NUMBERED.match(text):
            number = int(found[1])
            if line.kind != "row":
                text = text[found.end() :]
        elif line.kind == "row" and line.cells[0].strip(" .").isdecimal():
            number = int(line.cells[0].strip(" .")[:6])
        part = " / ".join(section)
        entries.append(Entry(text, number, part, at))
    return entries


def _names_a_part(line: Line) -> bool:
    """Whether a line names a part of the list of Rosfinmonitoring, whatever it is set in."""
    return len(line.text) < 60 and folded(line.text).strip(" .:") in _PARTS


_PARTS = frozenset({
    "НАЦИОНАЛЬНАЯ ЧАСТЬ", "МЕЖДУНАРОДНАЯ ЧАСТЬ", "ОРГАНИЗАЦИИ", "ФИЗИЧЕСКИЕ ЛИЦА",
    "РОССИЙСКИЕ ФИЗИЧЕСКИЕ ЛИЦА", "РОССИЙСКИЕ ЮРИДИЧЕСКИЕ ЛИЦА", "ИНОСТРАННЫЕ ФИЗИЧЕСКИЕ ЛИЦА",
    "ИНОСТРАННЫЕ ЮРИДИЧЕСКИЕ ЛИЦА",
})  # fmt: skip


def _under(section: list[str], line: Line) -> list[str]:
    """Return the headings that stand over what follows: a part, and what it is divided into."""
    if folded(line.text).endswith("ЧАСТЬ") or not section:
        return [line.text]
    if section and folded(section[0]).endswith("ЧАСТЬ"):
        return [section[0], line.text]
    return [line.text]


def _cards(page: Page) -> list[Entry]:
    """Return the cards of people; where the page has none, its lines."""
    cards: dict[int, Entry] = {}
    for at, line in enumerate(page.lines):
        if not line.card:
            continue
        if line.card in cards:
            entry = cards[line.card]
            entry.text += f"\n{line.text}"
            entry.count = at - entry.first + 1
        else:
            cards[line.card] = Entry(line.text, None, "", at)
    return list(cards.values())


_LABELS = re.compile(r"\b(?:family name|first name|forenames?|name)\b[ :]*", re.I)


def _one_notice(page: Page) -> list[Entry]:
    """Return a page about one notice of Interpol as an entry: it has a line for each fact."""
    if "noticesResultsItemList" in page.classes:
        return []  # the search, and nobody was found
    at = [number for number, line in enumerate(page.lines) if not line.around]
    if not at:
        return []
    text = "\n".join(page.lines[number].text for number in at)
    size = at[-1] - at[0] + 1
    return [Entry(text, None, "", at[0], size, read_as=_LABELS.sub("", text))]


def _born(entry: Entry) -> bool:
    return bool(_BORN.search(entry.text.upper()))


def _doubt(
    saved: SavedPage, page: Page, said: str, register: Register, entries: list[Entry]
) -> Doubt | None:
    """Return why "not found" on this page would not mean that a name is not listed."""
    if not entries:
        error = _ERRORS.search(said) or not page.lines
        if register in (Register.WANTED, Register.INTERPOL) and not error:
            return None if _nobody_found(page) else Doubt.NO_RESULT
        return Doubt.ERROR if error else Doubt.EMPTY
    if _ERRORS.search(folded(page.title)) or (
        len(page.lines) < 30 and _ERRORS.search(said)
    ):
        return Doubt.ERROR
    if not saved.whole:
        return Doubt.BREAKS_OFF
    if register is Register.ROSFINMONITORING:
        if not any(map(_born, entries)):
            return Doubt.NO_BIRTHS
        if _ADDED_OR_GONE.search(saved.url):
            return Doubt.PART
        people = sum(not _ORGANIZATIONS.search(folded(each.section)) for each in entries)
        return Doubt.FEW if people < FEWEST else None
    if register is Register.WANTED:
        return None
    if register is Register.INTERPOL:
        return Doubt.PART  # a page shows twenty of thousands, or one
    if register is Register.COURT:
        return Doubt.ONE_CASE
    if register is Register.OTHER:
        return Doubt.UNKNOWN
    return Doubt.PART if _shows_a_part(said, entries) else None


def _nobody_found(page: Page) -> bool:
    """Whether the search of the Ministry, or of Interpol, answered, and with nobody."""
    return not page.classes.isdisjoint(("b-search-result", "bs-count", "noticesResultsItemList"))


def _shows_a_part(said: str, entries: list[Entry]) -> bool:
    """Whether a register is shown in pieces: it says so, or its numbers leave some out."""
    for found in _OF.finditer(said):
        if int(found[2]) - int(found[1]) + 1 < int(found[3]):
            return True
    numbers = [each.number for each in entries if each.number is not None]
    if not numbers:
        return True  # nothing tells how many there are
    return len(set(numbers)) < max(numbers) * 0.95
