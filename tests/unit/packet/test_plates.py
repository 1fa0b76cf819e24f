"""A galley taken apart is what a library reads in it."""

from __future__ import annotations

import io

import pikepdf
import pytest

from pristan.content import content_dir
from pristan.packet.plates import Plates, string_of, value_of, written
from pristan.packet.press import Press
from pristan.packet.quiet import load_weasyprint
from pristan.scribe import Scribe

TITLE = r"a (1 0 R) \ b) 7 0 R /K [3 (x"


@pytest.fixture(scope="module")
def galley() -> bytes:
    """A page with a link, a table, letters of another face, and texts that look like a PDF."""
    load_weasyprint()
    html = (
        f'<html lang="en"><title>{TITLE}</title>'
        "<style>html { font-family: Liberation Serif }</style>"
        f'<h1 id="top">{TITLE}</h1><table><tr><th>Письмо<td><a href="#top" title="{TITLE}">12</a>'
        "</table><p>🙂</p>"
    )
    return Press(content_dir("templates")).lay("one", html).pdf


def copied(galley: bytes) -> bytes:
    scribe = Scribe()
    plates = Plates(galley, scribe)
    root = scribe.put(plates.led(written(plates.root)))
    plates.finish()
    scribe.end(root, scribe.put(b"<<>>"))
    return b"".join(scribe.taken().joined(b""))


def test_every_object_comes_over_as_a_library_reads_it(galley: bytes) -> None:
    with pikepdf.open(io.BytesIO(galley)) as was, pikepdf.open(io.BytesIO(copied(galley))) as made:
        assert made.get_warnings() == []
        same = seen(was.Root, set())
        assert seen(made.Root, set()) == same
        assert len(same) > 50


def seen(thing: object, known: set[tuple[int, int]]) -> list[object]:
    """Return what can be reached, in the order of names and places."""
    if isinstance(thing, pikepdf.Object) and thing.is_indirect:
        if thing.objgen in known:
            return ["again"]
        known.add(thing.objgen)
    if isinstance(thing, pikepdf.Stream):
        said = [key for key in sorted(thing.keys()) if key != "/Length"]
        inside = [each for key in said for each in (key, *seen(thing[key], known))]
        return [thing.read_raw_bytes(), *inside]
    if isinstance(thing, pikepdf.Dictionary):
        return [each for key in sorted(thing.keys()) for each in (key, *seen(thing[key], known))]
    if isinstance(thing, pikepdf.Array):
        return [len(thing), *(each for kid in thing for each in seen(kid, known))]
    return [bytes(thing) if isinstance(thing, pikepdf.String) else str(thing)]


def test_what_stands_under_numbers_is_what_a_library_reads(galley: bytes) -> None:
    plates = Plates(galley, Scribe())
    tree = plates.value(plates.root[b"/StructTreeRoot"])[b"/ParentTree"]
    under = {number: value_of(text) for number, text in plates.under_numbers(tree).items()}
    with pikepdf.open(io.BytesIO(galley)) as pdf:
        listed = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        numbers = dict(zip(map(int, listed[::2]), listed[1::2], strict=True))
        assert {isinstance(each, pikepdf.Array) for each in numbers.values()} == {True, False}
        assert under == {
            number: [b"%d 0 R" % each.objgen[0] for each in thing]
            if isinstance(thing, pikepdf.Array) else b"%d 0 R" % thing.objgen[0]
            for number, thing in numbers.items()
        }  # fmt: skip


def test_a_value_is_written_as_it_was_read() -> None:
    text = rb"<</A [1 -2.5 (a\)1 0 R\\) <00ff>]/B <</C/D/E 12 0 R>>/F null>>"
    value = value_of(text)
    assert value[b"/B"] == {b"/C": b"/D", b"/E": b"12 0 R"}
    assert string_of(value[b"/A"][2]) == b"a)1 0 R\\"
    assert value_of(written(value)) == value
    with pytest.raises(ValueError, match="half"):
        value_of(b"[1 2 <</A")


@pytest.mark.parametrize("cut", [0.2, 0.6, 0.98])
def test_what_is_not_a_whole_galley_is_refused(galley: bytes, cut: float) -> None:
    with pytest.raises(ValueError, match=r"galley|stream"):
        Plates(galley[: int(len(galley) * cut)], Scribe())
    with pytest.raises(ValueError, match=r"galley|stream"):
        Plates(galley.replace(b"endstream", b"endstrean", 1), Scribe())
