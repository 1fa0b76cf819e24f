"""Only plain sentences with short facts come out of a cell."""

from __future__ import annotations

from typing import Any

import pytest

from pristan.case import say
from pristan.confine.refusals import packed, unpacked

GOOD: dict[str, Any] = {
    "context": "room.no", "english": "No {a}, {b}.", "facts": {"a": "x", "b": 2},
}


def test_a_sentence_comes_through() -> None:
    saying = say("evidence.too_large", "More than {most} MB, {name}.", most=500, name="скан.pdf")
    assert unpacked(packed(saying)) == saying


def test_a_persons_own_words_are_made_plain() -> None:
    saying = say("room.no", "No {a}, {b}, {c}.", a="два\u00a0слова\nи строка", b="x" * 9999, c=1.5)
    facts = unpacked(packed(saying)).facts
    assert facts["a"] == "два слова и строка"
    assert len(facts["b"]) == 2000 and facts["b"].endswith("…")
    assert facts["c"] == "1.5"


@pytest.mark.parametrize(
    "change",
    [
        {"context": ""},
        {"context": "one"},
        {"context": "room.no\n"},
        {"context": 1},
        {"context": "a." + "b" * 200},
        {"english": "{a.__class__}"},
        {"english": "{a[0]}"},
        {"english": "{a!r}"},
        {"english": "{a:>1000000000}"},
        {"english": "{}"},
        {"english": "{c}"},
        {"english": "{"},
        {"english": "x" * 5000},
        {"english": None},
        {"facts": {"a": "x" * 5000, "b": 2}},
        {"facts": {"a": "\u202ereversed", "b": 2}},
        {"facts": {"a": "two\nlines", "b": 2}},
        {"facts": {"a": 10**5000, "b": 2}},
        {"facts": {"a": [1], "b": 2}},
        {"facts": {"a": 1.5, "b": 2}},
        {"facts": []},
        {"more": 1},
    ],
    ids=range(22),
)
def test_anything_else_does_not(change: dict[str, Any]) -> None:
    assert unpacked(GOOD)
    with pytest.raises(ValueError):
        unpacked(GOOD | change)


@pytest.mark.parametrize("plain", [None, 1, "no", [], {}, {"context": "a.b"}])
def test_nor_anything_that_is_not_a_saying(plain: Any) -> None:
    with pytest.raises(ValueError):
        unpacked(plain)
