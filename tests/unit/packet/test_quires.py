"""An index in quires is the index, and of a change only those are made anew that it touches."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from pristan.content import content_dir
from pristan.packet.compose import Composer
from pristan.packet.galley import Galley
from pristan.packet.imprint import read_imprints
from pristan.packet.laid_out import LaidOut
from pristan.packet.parts import Weight
from pristan.packet.press import Press
from pristan.packet.quiet import load_weasyprint
from pristan.packet.quires import Quire, Quires, Rows
from pristan.packet.rehearsal import rehearsal
from pristan.packet.sheets import Sheet, Sheets
from pristan.words import Words
from unit.packet.cases import LAWYER, plan_of, with_exhibits
from unit.packet.made import laid
from unit.packet.test_casting import ODD, filled, placed, tagged, written

INDEX = replace(LAWYER, documents=("index", "exhibits"))
COUNT = 90


@pytest.fixture(scope="module")
def press() -> Press:
    load_weasyprint()
    return Press(content_dir("templates"))


def facts_of(count: int) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(
        json.dumps(plan_of(with_exhibits(count), INDEX).facts)
    )
    return facts


def index_of(facts: dict[str, Any], imprints: bytes = b"") -> Sheet:
    """Return the index of a packet, written; each exhibit has three pages."""
    composer = Composer(content_dir("templates"), {"en": Words(), "ru": Words()}, imprints)
    composer.begin(json.loads(json.dumps(facts)))
    composer.count([Weight.plain(0, 3)] * len(facts["exhibits"]), {})
    sheet = composer.sheets["index"]
    composer.html_of(sheet)
    return sheet


def rows_of(sheet: Sheet) -> Rows:
    rows = Rows.of(sheet.html)
    assert rows
    return rows


class Index:
    """An index that is laid out again and again, as composer and press do it."""

    def __init__(self, press: Press, quires: Quires | None = None) -> None:
        self._press = press
        self.quires = quires or Quires()
        self.galleys: dict[str, Galley] = {}
        self.made: list[str] = []

    def lay(self, sheet: Sheet) -> list[str]:
        """Return the keys of its quires; ``made`` has those that were not there."""
        out = LaidOut(lambda each: each.html, self.quires)
        for key in out.keys([sheet]):
            if key in self.galleys:
                out.take(key, self.galleys[key].pages, self.galleys[key].anchors)
        self.made = []
        for _, there in [*out.missing([sheet])]:
            new = [*self._press.lay_all(sheet.name, sheet.html, there)]
            self.made = out.bring(sheet, [(q, each.pages, each.anchors) for q, each in new])
            self.galleys |= dict(zip(self.made, (each for _, each in new), strict=True))
        laid = out.of(sheet)
        assert laid
        self.quires = Quires.read(json.loads(json.dumps(out.known_quires())))
        self.pages, self.anchors = laid.pages, laid.anchors
        return [*laid.galleys]


def pages_of(galleys: list[Galley]) -> Iterator[pypdfium2.PdfPage]:
    known = {f"{kind}-{at}": 12345 for at in range(COUNT) for kind in ("exhibit", "row")}
    for each in galleys:
        yield from filled(each.pdf, known)


def test_an_index_in_quires_stands_as_it_would_in_one_piece(press: Press) -> None:
    facts = facts_of(COUNT)
    chosen = random.Random(7)
    for exhibit in facts["exhibits"]:
        exhibit |= chosen.choice(ODD) | {"label": exhibit["label"]}
    sheet = index_of(facts)
    index, whole = Index(press), press.lay("index", sheet.html)
    keys = index.lay(sheet)
    quires = [index.galleys[key] for key in keys]
    assert len(quires) > 4
    assert (index.pages, index.anchors) == (whole.pages, whole.anchors)
    for ours, theirs in zip(pages_of(quires), pages_of([whole]), strict=True):
        assert written(ours) == written(theirs)
        for one, other in zip(placed(ours), placed(theirs), strict=True):
            assert one == pytest.approx(other, abs=0.01)
    kinds, links = tagged(whole.pdf)
    ours = [tagged(each.pdf) for each in quires]
    every = sum((each for each, _ in ours), Counter[str]())
    every["/Document"] = 1
    assert every == kinds
    at, led = 0, {}
    for galley, (_, here) in zip(quires, ours, strict=True):
        for name, edges in here.items():
            page, _, target = name.partition(" ")
            led[f"{int(page) + at} {target}"] = edges
        at += galley.pages
    assert led == links


def test_a_title_that_takes_as_many_lines_changes_one_quire(press: Press) -> None:
    facts, index = facts_of(COUNT), Index(press)
    before = index.lay(index_of(facts))
    assert index.made == before
    facts["exhibits"][COUNT // 2]["title"] = "Another title"
    after = index.lay(index_of(facts))
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert index.made == changed
    assert Index(press).lay(index_of(facts)) == after
    index.lay(index_of(facts))
    assert index.made == []


@pytest.mark.parametrize("seed", range(6))
def test_whatever_changes_the_quires_are_those_of_an_index_that_is_new(
    press: Press, seed: int
) -> None:
    """Rows that grow, shrink, come, go, are longer than a page, or are headed anew."""
    chosen = random.Random(seed)
    facts, index = facts_of(COUNT), Index(press)
    kept = index.lay(index_of(facts))
    spared = 0
    for _ in range(6):
        exhibits = facts["exhibits"]
        at = chosen.randrange(len(exhibits))
        match chosen.randrange(6):
            case 0:
                exhibits[at]["title"] = "A title " * chosen.randint(1, 30)
            case 1:
                exhibits[at]["shows"] = "what is seen there " * chosen.choice((0, 40, 700))
            case 2:
                exhibits[at]["source"] = "from a friend " * chosen.randint(0, 6)
            case 3 if len(exhibits) > 2:
                del exhibits[at]
            case 4:
                exhibits[at]["group"] = chosen.choice(("identity", "country", "corroboration"))
            case _:
                exhibits[at] |= chosen.choice(ODD) | {"label": exhibits[at]["label"]}
        sheet = index_of(facts)
        kept = index.lay(sheet)
        fresh = Index(press)
        assert fresh.lay(sheet) == kept
        assert (fresh.pages, fresh.anchors) == (index.pages, index.anchors)
        for key in kept:
            assert fresh.galleys[key].pdf == index.galleys[key].pdf
        spared += len(kept) - len(index.made)
    assert spared


def test_a_row_that_has_room_now_comes_into_the_quire_before_it(press: Press) -> None:
    """It was the row that had no room: the quire is not the same, though its own rows are."""
    facts, index = facts_of(COUNT), Index(press)
    index.lay(index_of(facts))
    first = next(q for q, _ in index.quires.recalled("index", rows_of(index_of(facts))))
    assert first.known_by > first.stand
    facts["exhibits"][first.stand - 4]["shows"] = "word " * 90  # the last one has no room now
    index.lay(index_of(facts))
    second = next(q for q, _ in index.quires.recalled("index", rows_of(index_of(facts))))
    assert second.stand < first.stand
    facts["exhibits"][first.stand - 4]["shows"] = ""
    keys = index.lay(index_of(facts))
    assert keys == Index(press).lay(index_of(facts))
    assert first in [q for q, _ in index.quires.recalled("index", rows_of(index_of(facts)))]


@pytest.mark.parametrize("count", [30, 60, 90])
def test_nothing_that_was_laid_out_is_laid_out_again_while_numbers_settle(
    press: Press, count: int
) -> None:
    """How long an index is, is guessed at first; with the guess some rows are others, each time."""
    facts, galleys = facts_of(count), dict[str, Galley]()

    def packet(imprints: bytes) -> tuple[bytes, list[str]]:
        composer = Composer(content_dir("templates"), {"en": Words()}, imprints)
        composer.begin(json.loads(json.dumps(facts)))
        made = laid(composer, press, galleys)
        composer.count([Weight.plain(0, 1 + at % 3) for at in range(count)], {})
        made |= laid(composer, press, galleys)
        galleys.update(made)
        return composer.finish().imprints, [*made]

    imprints, before = packet(b"")
    facts["exhibits"][count // 2]["title"] = "Another title"
    imprints, made = packet(imprints)
    assert 2 <= len(made) <= 4, "a quire, perhaps one for a guess, and its slips"
    assert not {*before} & {*made}
    assert packet(imprints)[1] == []


def test_of_galleys_that_are_gone_only_those_are_made_again(press: Press) -> None:
    facts, index = facts_of(COUNT), Index(press)
    keys = index.lay(index_of(facts))
    for key in keys[1:3]:
        del index.galleys[key]
    assert index.lay(index_of(facts)) == keys
    assert index.made == keys[1:3]


def test_short_rows_fill_a_quire_too(press: Press) -> None:
    """More of them than are looked at to begin with."""
    facts = facts_of(130)
    for exhibit in facts["exhibits"]:
        exhibit |= {"title": "A", "own_title": "", "language": "", "translation": "", "date": ""}
    sheet, index = index_of(facts), Index(press)
    index.lay(sheet)
    quires = [quire for quire, _ in index.quires.recalled("index", rows_of(sheet))]
    assert quires[0].stand > 48
    assert sum(quire.stand for quire in quires) == len(rows_of(sheet).each)
    whole = press.lay("index", sheet.html)
    assert (index.pages, index.anchors) == (whole.pages, whole.anchors)


def test_rows_are_those_of_a_page_that_says_so(press: Press) -> None:
    row = "<tr><td>{}</td></tr>\n"
    page = '<body class="a {}"><h1>&lt;tr&gt;</h1><table><tbody>{}</tbody></table></body>'
    rows = Rows.of(page.format("rows", "\n" + row.format(1) + row.format("&lt;/tr&gt;")))
    assert rows
    assert rows.each == (row.format(1), row.format("&lt;/tr&gt;"))
    assert rows.html(1, 5) == page.format("rows", row.format("&lt;/tr&gt;"))
    for other in (page.format("cast", row), page.format("rows", ""), page.format("arrows", row)):
        assert Rows.of(other) is None
    one, same = Quire(0, 1, 1), Quire(0, 1, 2)
    assert len({rows.key(name, each) for name in "ab" for each in (one, same)}) == 4
    assert rows.key("a", Quire(1, 1, 1)) != rows.key("a", one)


def test_a_packet_of_nobody_has_the_shapes_of_most(press: Press) -> None:
    """Or a press that waits would have rehearsed in vain, and nobody would know."""
    words = {"en": Words()}
    sheets = rehearsal(Sheets(content_dir("templates"), words))
    assert [sheet.name for sheet in sheets] == ["index", "index", "slips-0"]
    told = Press(content_dir("templates"))
    short: list[str] = []
    told._caster.lay = lambda html: short.append(html) or told._rendered(html)  # type: ignore[func-returns-value]  # noqa: SLF001
    for sheet in sheets:
        assert [*told.lay_all(sheet.name, sheet.html)]
    assert len(short) == 3
    for count in (5, 90):
        composer = Composer(content_dir("templates"), words)
        composer.begin(facts_of(count))
        composer.count([Weight.plain(0, 3)] * count, {})
        laid(composer, told)
    assert len(short) == 3


def test_quires_are_written_down_with_the_imprints(press: Press) -> None:
    composer = Composer(content_dir("templates"), {"en": Words()})
    composer.begin(facts_of(40))
    composer.count([Weight.plain(0, 3)] * 40, {})
    laid(composer, press)
    imprints, quires = read_imprints(composer.finish().imprints)
    index = composer.laid.of(composer.sheets["index"])
    assert index
    kept = {key for several in quires.known.values() for *_, key in several}
    assert kept >= {*index.galleys}
    assert index.galleys in [each.quires for several in imprints.values() for each in several]
