"""A page that is known is not written again, and no other stands for it: no input is forgotten."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from pristan.confine.cell import Cell, Reply
from pristan.content import content_dir
from pristan.packet import press_child
from pristan.packet.before import Before
from pristan.packet.galley import folio
from pristan.packet.imprint import Imprint, Question, read_imprints, written_down
from pristan.packet.parts import Weight
from pristan.packet.quires import Quires
from pristan.packet.sheets import Sheet, Sheets, sheets_of
from pristan.packet.typeset import PRESS, Pressed, Typesetter
from pristan.words import Words, read_words
from unit.packet.cases import COURT, plan_of, whole_case
from unit.packet.kept import PartsInMemory

DOCUMENTS = (
    "cover", "index", "declaration", "certificate_of_interpretation", "names_concordance",
    "declaration_ru", "declaration_two_columns", "chronology", "timeline", "criminal_history",
    "missing_documents", "declaration_translation", "proof_of_service", "cover_letter", "exhibits",
)  # fmt: skip


def words() -> dict[str, Words]:
    return {code: read_words(content_dir("i18n"), code) for code in ("en", "ru")}


def facts_of(plain: dict[str, Any]) -> dict[str, Any]:
    """Return the plan of a case as the press gets it."""
    plan = json.loads(json.dumps(plan_of(plain, replace(COURT, documents=DOCUMENTS)).facts))
    for number, exhibit in enumerate(plan["exhibits"]):
        exhibit |= {"number": number, "absent": ""}
    assert isinstance(plan, dict)
    return plan


class Numbers:
    """Answers of a packet of which the numbers of pages are made up."""

    def __init__(self, plan: dict[str, Any], seed: int) -> None:
        self._labels, self._seed = plan["labels"], seed
        self.of = (seed, self._labels)

    def __call__(self, question: Question) -> Any:
        kind, *what = question
        if kind == "exhibit":
            label = self._labels[what[0]]
            return {"label": label, "anchor": f"paper-{label}", "last": self._number("last")}
        known = {anchor: self._number(anchor) for each in what for anchor in each.split("+")[:1]}
        first = folio(known, what[0])
        if kind == "same":
            return first == folio(known, what[1])
        return len(str(first)) if kind == "slot" else first

    def _number(self, anchor: str) -> int:
        return random.Random(f"{self._seed} {anchor}").choice((1, 2, 9, 10, 99, 100))


class Fresh:
    """Writes pages and knows no imprints; a page of the same facts and numbers is written once."""

    def __init__(self) -> None:
        self._sheets = Sheets(content_dir("templates"), words())
        self._done: list[tuple[Any, tuple[str, int]]] = []

    def __call__(self, sheet: Sheet, numbers: Numbers) -> tuple[str, int]:
        of = (sheet.name, sheet.facts, sheet.title, sheet.language, numbers.of)
        if found := next((said for done, said in self._done if done == of), None):
            return found
        imprint, html = self._sheets._written(sheet, numbers)  # noqa: SLF001
        self._done.append((of, (imprint.key, len(html))))
        return self._done[-1][1]


@pytest.fixture
def fresh() -> Fresh:
    return Fresh()


def check(known: Sheets, fresh: Fresh, plan: dict[str, Any], seed: int) -> int:
    """Compare keys with those of pages that are written; return how many were not written."""
    spared, numbers = 0, Numbers(plan, seed)
    for sheet in sheets_of(plan).values():
        known.settle(sheet, numbers)
        spared += sheet.html == ""
        assert sheet.imprint is not None
        assert (sheet.key, sheet.imprint.characters) == fresh(sheet, numbers), sheet.name
    return spared


def kept(sheets: Sheets) -> dict[str, list[Imprint]]:
    return read_imprints(written_down(sheets.imprints, {}))[0]


def test_whatever_the_numbers_of_pages_are_a_known_page_is_the_one_that_would_be_written(
    fresh: Fresh,
) -> None:
    plan = facts_of(whole_case())
    first = Sheets(content_dir("templates"), {"en": Words(), "ru": words()["ru"]})
    for seed in range(20):
        check(first, fresh, plan, seed)
    again = Sheets(content_dir("templates"), {}, kept(first))
    for seed in range(20):
        assert check(again, fresh, plan, seed) == len(sheets_of(plan))
    other = Sheets(content_dir("templates"), words(), kept(first))
    spared = sum(check(other, fresh, plan, seed) for seed in range(20, 60))
    assert spared > 0, "some depend on few numbers"


def places(facts: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in plain facts that is a text, a number or a truth."""
    if isinstance(facts, (dict, list)):
        for at, each in facts.items() if isinstance(facts, dict) else enumerate(facts):
            yield from places(each, (*way, at))
    elif facts is not None:
        yield way


def changed(facts: dict[str, Any], way: tuple[Any, ...]) -> dict[str, Any]:
    """Return facts with another value at one place."""
    other = deepcopy(facts)
    held: Any = other
    for step in way[:-1]:
        held = held[step]
    was = held[way[-1]]
    held[way[-1]] = (not was) if isinstance(was, bool) else was + 1 if isinstance(was, int) else (
        f"{was} (changed)"
    )  # fmt: skip
    return other


CODES = {"id", "exhibit", "exhibits", "papers", "against", "group"}  # a template knows no others


def of_a_document(way: tuple[Any, ...]) -> bool:
    """Whether this is what a document is called, and not what it says."""
    return way[0] == "documents" and way[2] in ("name", "template", "language")


def test_whatever_fact_of_a_case_changes_no_page_stays_as_it_was(fresh: Fresh) -> None:
    plan = facts_of(whole_case())
    first = Sheets(content_dir("templates"), words())
    check(first, fresh, plan, 0)
    ways = [way for way in places(plan) if not (CODES & {*way[1:]} or of_a_document(way))]
    assert len(ways) > 400
    again, written = Sheets(content_dir("templates"), words(), kept(first)), 0
    for way in ways:
        other = changed(plan, way)
        spared = check(again, fresh, other, 0)
        written += len(sheets_of(other)) - spared
    assert len(ways) < written < len(ways) * 6, "what does not print a fact mostly stays"


SHORT = replace(
    COURT, documents=("cover", "index", "declaration", "certificate_of_interpretation", "exhibits")
)
PAGES = (3, 1, 2)


def pressed(
    plain: dict[str, Any], parts: PartsInMemory | None = None, pages: tuple[int, ...] = PAGES,
    absent: Mapping[int, str] | None = None, press: Any = None,
) -> Pressed:  # fmt: skip
    """Have the pages of a case laid out, and return what is to be bound."""
    numbers = count()
    with pytest.MonkeyPatch.context() as ids:  # a case that is opened again has the same
        ids.setattr("pristan.questions.plain.new_item_id", lambda: f"{next(numbers):012x}")
        planned = plan_of(plain, SHORT)
    with Cell(*PRESS) as cell:
        typesetter = Typesetter(press or cell, planned, Before(parts))
        typesetter.begin()
        typesetter.count([Weight.plain(0, each) for each in pages], absent or {})
        return typesetter.finish()


class Reading:
    """The press in this process, so that a test sees what it does."""

    def __init__(self) -> None:
        self._room = press_child._Room()  # noqa: SLF001

    def ask(
        self, request: dict[str, Any], blobs: Sequence[bytes] = (), *, patience: float = 1
    ) -> Reply:
        assert patience >= 1
        facts, found = self._room(json.loads(json.dumps(request)), list(blobs))
        return Reply(json.loads(json.dumps(facts)), found)


def test_of_an_unchanged_packet_no_page_is_written_and_no_word_is_looked_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = PartsInMemory()
    case = whole_case()
    first = pressed(case, parts)
    assert len(parts.new) > 5
    parts.settle()

    def written(*_: Any) -> Any:
        pytest.fail("something is written or read")

    monkeypatch.setattr(Sheets, "_written", written)
    monkeypatch.setattr("pristan.words.read_words", written)
    assert pressed(case, parts, press=Reading()) == first
    assert parts.new == []


def moved(case: dict[str, Any]) -> None:
    case["evidence"] = [case["evidence"][1], case["evidence"][0], case["evidence"][2]]


def told(case: dict[str, Any]) -> None:
    case["incidents"][0]["incident_story"]["english"] += "\n\nThen they left." * 90


def named(case: dict[str, Any]) -> None:
    case["full_name"]["latin_family"] = "OBRAZTSOVA"


def detained(case: dict[str, Any]) -> None:
    case["detained"] = True


def titled(case: dict[str, Any]) -> None:
    case["evidence"][1]["exhibit_title"]["english"] = "Another photo"


def fewer(case: dict[str, Any]) -> None:
    del case["evidence"][2]


@pytest.mark.parametrize("change", [moved, told, named, detained, titled, fewer])
def test_after_a_change_every_page_is_what_it_would_be_without_imprints(
    change: Callable[[dict[str, Any]], None], kept_before: PartsInMemory
) -> None:
    case = whole_case()
    change(case)
    pages = PAGES[: len(case["evidence"])]
    found = pressed(case, kept_before, pages)
    assert kept_before.new, "something is another page now"
    assert found == pressed(case, None, pages)
    kept_before.settle()
    assert found == pressed(case, kept_before, pages)
    assert kept_before.new == []


@pytest.fixture(scope="module")
def kept_before() -> PartsInMemory:
    """What an unchanged packet has kept, and then every changed one."""
    parts = PartsInMemory()
    pressed(whole_case(), parts)
    parts.settle()
    return parts


@pytest.mark.parametrize(
    ("pages", "absent"), [((120, 1, 2), {}), ((3, 2, 2), {}), ((0, 1, 2), {0: "Not converted."})]
)
def test_other_numbers_and_files_that_are_missing_make_other_pages(
    pages: tuple[int, ...], absent: dict[int, str], kept_before: PartsInMemory
) -> None:
    found = pressed(whole_case(), kept_before, pages, absent)
    assert found == pressed(whole_case(), None, pages, absent)
    assert found != pressed(whole_case(), kept_before)


def test_a_page_that_was_kept_and_is_lost_is_written_again(kept_before: PartsInMemory) -> None:
    first = pressed(whole_case(), kept_before)
    for key in [key for key, part in kept_before.parts.items() if part.data.startswith(b"%PDF")]:
        kept_before.forget(key)
    kept_before.settle()
    assert pressed(whole_case(), kept_before) == first
    assert len(kept_before.new) > 5


# ---- what is kept --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kept",
    [b"", b"null", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"sheets": {}}',
     b'{"sheets": {"a": []}, "quires": []}', b'{"sheets": {"a": []}, "quires": {"b": [1, 2]}}',
     b'{"sheets": {"a": []}, "quires": {"b": [["x", 2, "k"]]}}',
     b'{"sheets": {"a": []}, "quires": {"b": [[Infinity, 2, "k"]]}}',
     *(b'{"quires": {"b": [[1, 2, "k"]]}, "sheets": %b}' % sheets for sheets in (
         b'1', b'{"a": 1}', b'{"a": [1]}', b'{"a": [{"key": "k"}]}',
         b'{"a": [{"key": "k", "characters": "x", "asked": [], "marks": null, "quires": []}]}',
         b'{"a": [{"key": "k", "characters": 1, "asked": [1], "marks": null, "quires": []}]}',
         b'{"a": [{"key": "k", "characters": 1, "asked": [], "marks": {}, "quires": []}]}',
         b'{"a": [{"key": "k", "characters": 1, "asked": [], "marks": null, "quires": 1}]}',
     ))],
)  # fmt: skip
def test_imprints_that_are_not_what_they_should_be_are_none(kept: bytes) -> None:
    assert read_imprints(kept) == ({}, Quires())


def test_an_imprint_that_asks_what_nobody_knows_holds_no_longer() -> None:
    def answer(question: Question) -> Any:
        raise LookupError(*question)

    assert not Imprint("k", 1, {("slot", "last"): 2}).holds(answer)
    assert Imprint("k", 1, {}).holds(answer)


def test_a_page_that_is_known_is_written_with_the_numbers_it_is_known_by() -> None:
    plan = facts_of(whole_case())
    sheets = Sheets(content_dir("templates"), words())
    sheet, other = (sheets_of(plan)["index"] for _ in range(2))
    sheets.settle(sheet, Numbers(plan, 1))
    was, html = sheet.key, sheets.html(sheet)
    again = Sheets(content_dir("templates"), words(), kept(sheets))
    again.settle(other, Numbers(plan, 1))
    assert (other.key, other.html) == (was, "")
    assert again.html(other) == html
    again.settle(other, Numbers(plan, 2))
    assert other.key != was
    again.settle(other, Numbers(plan, 1))
    assert again.html(other) == html
