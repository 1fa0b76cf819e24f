"""Who can confirm the story: the witness list, and a sheet on which each writes a declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pristan.case import Key, Links, Name, Saying, say
from pristan.packet.source import Source

_NOT_NOW: Final = frozenset({"later", "unsafe"})


def witnesses(source: Source) -> list[dict[str, Any]]:
    """Return the people whom it is safe to ask, each by the name that may be printed.

    ``summary`` is what the applicant said that the person could confirm, and ``known`` how they
    know each other. ``named`` is False where the name is for the lawyer only.
    """
    return [_witness(source, item) for item in _asked(source) if _may_ask(source, item)]


def witness_problems(source: Source) -> Iterator[Saying]:
    """Yield who is left out for safety, and what the list lacks."""
    for item in _asked(source):
        called = source.called(item)
        name = called if called.own else say("packet.witness", "A person")
        if not _may_ask(source, item):
            yield say(
                "packet.witness_unsafe",
                "{name} is not on the witness list: the answers say that it is not safe to ask.",
                name=name,
            )
        elif not source.given("witness_what", item):
            yield say(
                "packet.witness_summary",
                "{name}: the witness list does not say what this person can confirm.",
                name=name,
            )


def _asked(source: Source) -> tuple[str, ...]:
    asked = any(key == Key("witnesses") for _, _, key in source.asked)
    return source.answers.items("witnesses") if asked else ()


def _may_ask(source: Source, item: str) -> bool:
    return source.answers.value("witness_safe", item) not in _NOT_NOW


def _witness(source: Source, item: str) -> dict[str, Any]:
    links = source.answers.value("witness_person", item)
    person = links.ids[0] if isinstance(links, Links) and links.ids else ""
    name = _printed(source, person)
    return {
        "name": name,
        "named": bool(name),
        "a_number": source.given("person_a_number", person) if person else "",
        "summary": source.given("witness_what", item),
        "known": source.given("witness_known", item),
    }


def _printed(source: Source, person: str) -> str:
    """Return a person's name as far as the applicant allows it on paper; "" where not at all."""
    value = source.answers.value("person_name", person)
    safe = source.answers.value("person_safe", person)
    if not isinstance(value, Name) or safe in ("unnamed", "ask_me"):
        return ""
    if safe == "initials":
        parts = (value.latin_given or value.given, value.latin_family or value.family)
        return " ".join(f"{part[0]}." for part in parts if part)
    return value.latin or value.native
