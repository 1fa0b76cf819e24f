"""What has to be said about a filled form: what is missing, what moved, what is set smaller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pristan.case import Key, Saying, say
from pristan.official.facts_value import SETTLED
from pristan.official.planned import Plan, Point
from pristan.official.supplement import where

_WHY: Mapping[str, Saying] = {
    "not_asked": say("official.why_not_asked", "it does not come up in this case"),
    "unanswered": say("official.why_unanswered", "it is not answered yet"),
    "later": say("official.why_later", "it was left for later"),
    "unknown": say("official.why_unknown", "the person does not know"),
    "declined": say("official.why_declined", "the person would rather not say"),
    "in_person": say("official.why_in_person", "it will be told to the lawyer in person"),
    "not_applicable": say("official.why_not_applicable", "it does not apply"),
    "no_part": say("official.why_no_part", "there is none"),
    "initials": say("official.why_initials", "only initials stand there, as was chosen"),
    "does_not_fit": say("official.why_does_not_fit", "the answer does not have the box's shape"),
    "conflict": say("official.why_conflict", "two answers contradict each other"),
    "needs_english": say("official.why_english", "the answer has no English yet"),
    "point": say(
        "official.why_point",
        "the item of an article is a Russian letter, which only a translator may put into English",
    ),
    "letters": say(
        "official.why_letters",
        "it has letters or signs that this box cannot print; change the answer, or write it by "
        "hand after printing",
    ),
}
_TO_SETTLE = frozenset({"needs_english", "letters", "conflict"})  # an answer that is not printed
_TO_KNOW = frozenset({"point"})  # nothing that can be answered here


def problems(plan: Plan) -> Iterator[Saying]:
    """Yield what must be settled before the form is filed."""
    required = frozenset(_required(plan))
    for point in plan.empty:
        if not _to_settle(point, required):
            continue
        if _place(point) in required and not point.partly:
            required_one = say(
                "official.required",
                "{where} is empty: {why}. USCIS may send the form back for that.",
                where=str(point.where),
                why=_WHY[point.why],
            )
            yield _in_interview(plan, point, required_one)
        else:
            yield _empty(plan, point)
    yield from _unticked(plan, required)
    yield from _preparer(plan)


def left_empty(plan: Plan) -> Iterator[Saying]:
    """Yield the boxes that stay empty and need not be settled before the form is filed."""
    required = frozenset(_required(plan))
    for point in plan.empty:
        if point.why not in SETTLED and not _to_settle(point, required):
            yield _empty(plan, point)


def by_hand(plan: Plan) -> Iterator[Saying]:
    """Yield the check boxes that are for a hand: what is said when the form is signed."""
    places = {where(box): None for box in plan.form.boxes if box.check and box.filled_by == "hand"}
    for place in places:
        yield say(
            "official.by_hand",
            "{where}: is for you to check by hand, when the form is signed.",
            where=str(place),
        )


def moved(plan: Plan) -> Iterator[Saying]:
    """Yield what continues elsewhere than in its box."""
    for point in plan.moved:
        yield say(
            "official.moved",
            "{where}: see {sheet}.",
            where=str(point.where),
            sheet=plan.form.continues.sheet,
        )


def apart(plan: Plan) -> Iterator[Saying]:
    """Yield the answers that stand in several boxes, or otherwise than they were written."""
    for each in plan.apart:
        yield say(
            "official.apart",
            "{where}: “{whole}” was taken apart for the boxes: {parts}.",
            where=str(each.where),
            whole=each.whole,
            parts="; ".join(f"{box}: {text}" for box, text in each.parts),
        )


def beside(plan: Plan) -> Iterator[Saying]:
    """Yield the answers that are not on this form, those about one item of a list together."""
    items: dict[str, list[Key]] = {}
    for key in plan.beside:
        items.setdefault(key.item or key.question, []).append(key)
    for keys in items.values():
        if named := plan.places(keys):
            yield say("official.beside", "Not on this form: {answers}.", answers=named)
    for text, key in plan.unsaid.items():
        yield say(
            "official.unsaid",
            "Not on this form: “{text}”, from {answers}.",
            text=text,
            answers=plan.places([key]),
        )


def shrunk(plan: Plan) -> Iterator[Saying]:
    """Yield what is set in smaller letters."""
    for point in plan.shrunk:
        yield say(
            "official.shrunk",
            "{where}: set in {size}-point letters to fit.",
            where=str(point.where),
            size=float(point.why),
        )


def _to_settle(point: Point, required: frozenset[tuple[str, str]]) -> bool:
    if point.why in SETTLED or point.why in _TO_KNOW:
        return False
    return _place(point) in required or point.why in _TO_SETTLE


def _place(point: Point) -> tuple[str, str]:
    return point.where.part, point.where.question


def _empty(plan: Plan, point: Point) -> Saying:
    if point.partly:
        said = say(
            "official.partly",
            "{where} is not complete, a part of the answer is missing: {why}.",
            where=str(point.where),
            why=_WHY[point.why],
        )
    else:
        said = say(
            "official.empty",
            "{where} is empty: {why}.",
            where=str(point.where),
            why=_WHY[point.why],
        )
    return _in_interview(plan, point, said)


def _in_interview(plan: Plan, point: Point, said: Saying) -> Saying:
    """Say with what is empty which answers would fill it, and where they are asked."""
    named = plan.places(point.keys)
    if named is None:
        return said
    return say(
        "official.in_interview",
        "{said} In the interview: {answers}.",
        said=said,
        answers=named,
    )


def _required(plan: Plan) -> Iterator[tuple[str, str]]:
    for part, items in plan.form.required.items():
        for item in items:
            yield part, item
            if item == "2.B":  # one box explains both halves of Part C, Question 2
                yield part, "2.A/2.B"


def _unticked(plan: Plan, required: frozenset[tuple[str, str]]) -> Iterator[Saying]:
    """Yield the required questions whose boxes are all answered with no, as none of the grounds."""
    empty = set(map(_place, plan.empty))
    ticked = {(tick.where.part, tick.where.question) for tick in plan.ticks}
    asked = {(box.part, where(box).question) for box in plan.form.boxes if box.check}
    for part, question in sorted(required & asked - ticked - empty):
        yield say(
            "official.nothing_ticked",
            "Part {part}, Question {question}: no box is ticked. USCIS may send the form back for "
            "that.",
            part=part,
            question=question,
        )


def _preparer(plan: Plan) -> Iterator[Saying]:
    """Who is not a spouse, parent or child and prepared Form I-589 must fill its Part E; whoever
    prepared Form I-765, its Part 5."""
    others = any(tick.box.facts == "signature.prepared_by_other == true" for tick in plan.ticks)
    named = any(text.box.facts == "preparer.name" for text in plan.texts)
    if others and not named:
        yield say(
            "official.preparer",
            "Part D says that somebody other than a spouse, parent or child prepared the form, "
            "and Part E does not say who. Part E is needed then.",
        )
    asked = any(tick.box.facts == "permit.prepared_by_other == true" for tick in plan.ticks)
    if asked and not any(text.box.facts == "permit.preparer.last_name" for text in plan.texts):
        yield say(
            "official.preparer_5",
            "Part 3 says that somebody prepared the form, and Part 5 does not say who. Part 5 is "
            "needed then.",
        )
