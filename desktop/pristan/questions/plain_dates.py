"""Dates in the form that people write by hand: ``2022-03``, or a mapping that says how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pristan.case import Anchor, Kind, Point, Remembered, Side, Unit

_SIDES: Mapping[str, Side] = {
    "before": Side.BEFORE,
    "after": Side.AFTER,
    "same_day": Side.SAME,
}
_KEYS: Mapping[Side, str] = {side: key for key, side in _SIDES.items()}


def read_plain_date(found: Any) -> Remembered:
    """Return the date that was written. Raises ValueError, TypeError or KeyError where it is none.

    A date told by another event has that event's *name* as the item of its anchor, and as its
    question what ``date:`` says, or "": see :func:`bound`.
    """
    if not isinstance(found, Mapping):
        return Remembered(Kind.ON, _point(found))
    # YAML reads an unquoted `on:` as a truth value
    found = {"on" if key is True else key: part for key, part in found.items()}
    words = str(found.get("words", ""))
    side = next((key for key in _SIDES if isinstance(found.get(key), Mapping)), None)
    if side is not None:
        return _anchored(found, side, words)
    match sorted(found.keys() - {"words"}):
        case [kind] if kind in ("on", "about", "before", "after"):
            return Remembered(Kind(kind), _point(found[kind]), words=words)
        case ["from"]:
            return Remembered(Kind.FROM_TO, _point(found["from"]), words=words)
        case ["from", "to"]:
            return Remembered(Kind.FROM_TO, _point(found["from"]), _point(found["to"]), words)
        case ["between"]:
            first, last = found["between"]
            return Remembered(Kind.BETWEEN, _point(first), _point(last), words)
        case []:
            return Remembered(Kind.IN_WORDS, words=words)
    raise ValueError(found)


def bound(told: Remembered, find: Callable[[str, str], tuple[str, str]]) -> Remembered:
    """Return a date whose anchor has the key that *find* gives for an event's name and question."""
    if told.anchor is None:
        return told
    question, item = find(told.anchor.item, told.anchor.question)
    return replace(told, anchor=replace(told.anchor, question=question, item=item))


def write_plain_date(value: Remembered, event: Mapping[str, str] | None) -> Any:
    """Return what :func:`read_plain_date` reads back.

    *event* names the event of an anchor (``event`` and, where it is needed, ``date``); None where
    there is none any more: then the words remain.
    """
    if value.kind is Kind.ON and value.first and not value.words:
        return value.first.iso()
    words = {"words": value.words} if value.words else {}
    if value.anchor:
        if event is None:
            return words or {"words": _last_words(value.anchor)}
        return _plain_anchor(value, value.anchor, event) | words
    if value.first is None:
        return {"words": value.words}
    if value.kind is Kind.BETWEEN and value.last:
        return {"between": [value.first.iso(), value.last.iso()]} | words
    if value.kind is Kind.FROM_TO:
        end = {"to": value.last.iso()} if value.last else {}
        return {"from": value.first.iso()} | end | words
    return {str(value.kind): value.first.iso()} | words


def _anchored(found: Mapping[str, Any], side: str, words: str) -> Remembered:
    told = found[side]
    about = found.get("about", False)
    if found.keys() - {side, "about", "words"} or not isinstance(about, bool):
        raise ValueError(found)
    if told.keys() - {"event", "date", "count", "unit"}:
        raise ValueError(told)
    count = told.get("count")
    if count is not None and (isinstance(count, bool) or not isinstance(count, int)):
        raise ValueError(count)
    anchor = Anchor(
        str(told.get("date", "")),
        str(told["event"]),
        _SIDES[side],
        count,
        Unit(told["unit"]) if "unit" in told else None,
    )
    return Remembered(Kind.ABOUT if about else Kind.ON, words=words, anchor=anchor)


def _plain_anchor(value: Remembered, anchor: Anchor, event: Mapping[str, str]) -> dict[str, Any]:
    count = {"count": anchor.count} if anchor.count else {}
    unit = {"unit": str(anchor.unit)} if anchor.unit else {}
    about = {"about": True} if value.kind is Kind.ABOUT else {}
    return {_KEYS[anchor.side]: {**event, **count, **unit}} | about


def _last_words(anchor: Anchor) -> str:
    """What is left to say where the event is gone and the person's words were never kept."""
    parts = (anchor.count, anchor.unit, anchor.side)
    return " ".join(str(part).replace("_", " ") for part in parts if part)


def _point(found: Any) -> Point:
    return Point.from_iso(found.isoformat() if isinstance(found, date) else str(found))
