"""Invented people for a form, from a number: short and long, whole and half answered.

Texts look like names, addresses and stories, and some are what a box cannot print.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pristan.case import Key
from pristan.official.facts import Fact, Facts, Why
from pristan.official.form import Box, Form
from pristan.official.plan import list_of

_WORDS = (
    "Primerova", "Obraztsova", "Testov", "Łódź", "Élise", "“quoted”", "Tver", "St.", "12/4-b",
    "Vymyshlennaya", "of", "the", "a", "Donaudampfschifffahrtsgesellschaft", "2019", "O'Brien",
    "N°", "1½", "—", "village", "detained", "police", "court,", "school,", "street,", "No. 3",
)  # fmt: skip
_CYRILLIC = ("Примерова", "Анна", "Петровна", "Ґалаґан", "Ёлкина")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a form asks: the boxes that answer it."""

    boxes: tuple[Box, ...]

    @property
    def list(self) -> str:
        """Return the name of the list it belongs to, or an empty string."""
        return list_of(self.boxes[0])


def person(form: Form, seed: int, *, fullest: bool = False) -> Facts:
    """Return the facts of an invented person; the *fullest* has an answer to everything."""
    chance = random.Random(seed)
    lists: dict[str, int] = {}
    single: dict[str, Fact] = {}
    rows: dict[str, list[dict[str, Fact]]] = {}
    asked = list(_asked(form))
    for each in asked:
        if each.list and each.list not in lists:
            lists[each.list] = 9 if fullest else chance.choice((0, 1, 2, 4, 9))
            rows[each.list] = [{} for _ in range(lists[each.list])]
    for each in asked:
        if not each.list:
            single |= _answers(each, chance, fullest)
        elif re.search(r"\[0\]", each.boxes[0].facts):
            for row in rows[each.list]:
                row |= {
                    expression.replace(f"{each.list}[0].", ""): fact
                    for expression, fact in _answers(each, chance, fullest).items()
                }
    children = lists.get("children", 0)
    single["children.count == 0"] = _fact(ticked=children == 0)
    single["children.count > 0"] = _fact(ticked=children > 0)
    single["children.count"] = _fact(str(children))
    return Facts(single, {name: tuple(found) for name, found in rows.items()}, {})


def _asked(form: Form) -> Iterator[Asked]:
    """Yield what is asked: single texts, and check boxes that answer the same question."""
    groups: dict[tuple[str, ...], list[Box]] = {}
    for box in form.boxes:
        if box.ours and box.filled_by != "computed":
            path = re.split(r" (?:==|>|in) ", box.facts)[0] if box.check else box.facts
            groups.setdefault((path, str(box.check)), []).append(box)
    for boxes in groups.values():
        yield Asked(tuple(boxes))


def _answers(asked: Asked, chance: random.Random, fullest: bool) -> dict[str, Fact]:
    first = asked.boxes[0]
    expressions = list(dict.fromkeys(box.facts for box in asked.boxes))
    if first.check:
        said = chance.choice((*expressions, "" if fullest else None, expressions[-1]))
        return {
            each: _fact(ticked=None if said is None else each == said, why=None if said is not None
                        else Why.UNANSWERED)
            for each in expressions
        }
    return {expressions[0]: _text(first, chance, fullest)}


def _text(box: Box, chance: random.Random, fullest: bool) -> Fact:
    if box.native:
        return _fact(" ".join(chance.sample(_CYRILLIC, 3)))
    kind = "text" if fullest else chance.choice(("text", "text", "text", "text", "empty", "note",
                                                 "english", "unknown", "letters"))
    if kind == "empty":
        return _fact(why=Why.UNANSWERED)
    if kind == "english":
        return Fact((Key("invented"),), why=Why.NEEDS_ENGLISH)
    if kind == "unknown":
        return _fact("Unknown", why=Why.UNKNOWN)
    if kind == "letters":
        return _fact("Ивановна 漢字")
    if box.options:
        return _fact(chance.choice((*box.options[1:], "Invented State")))
    words = chance.choice((40, 400, 1200)) if box.multiline else chance.choice((1, 2, 3, 8))
    if box.longest and (fullest or chance.random() < 0.8):
        return _fact("".join(chance.choices("0123456789", k=box.longest)))
    text = " ".join(chance.choices(_WORDS, k=words))
    if box.multiline and chance.random() < 0.5:
        text = text.replace(" police ", "\n\n", 3)
    return _fact(text, note="In or about March 2019." if kind == "note" else "")


def _fact(text: str = "", *, ticked: bool | None = None, why: Why | None = None,
          note: str = "") -> Fact:
    return Fact((Key("invented"),), text, ticked, why, supplement=note)
