"""Answers that cannot both be so, people of whom the form asks and who are missing, who must sign.

Only what is certain is told, as a question to settle; nothing is changed by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pristan.case import Answers, Key, Links, Saying, say
from pristan.review.deadlines import Ends
from pristan.review.points import About
from pristan.words.dates import day_in_words


class Found(NamedTuple):
    """What several answers together show; ``items`` where they are not all that the key feeds."""

    key: Key
    about: About
    saying: Saying
    items: tuple[str, ...] = ()


_TRANSIT = say(
    "open.transit", "The answer is no, but countries on the way are entered in the list below it"
)
_CHILDREN = say("open.children", "The answer is no, but a child is entered among the people")
_NO_CHILD = say("open.no_child", "The answer is yes, and no child is entered among the people yet")
_NO_SIBLING = say(
    "open.no_sibling", "The answer is yes, and no brother or sister is entered among the people yet"
)
_NO_SPOUSE = say("open.no_spouse", "The form asks about your husband or wife; nobody is named yet")
_NO_PARENT: Mapping[str, Saying] = {
    "mother": say("open.no_mother", "The form asks about your mother, living or not"),
    "father": say("open.no_father", "The form asks about your father, living or not"),
}
_SIGNS = say(
    "open.signs",
    "Somebody other than a spouse, parent or child helped. Whoever helps to prepare the form signs "
    "Part E (8 CFR 208.3(c)(2)); settle with the lawyer who that is",
)
_RELATION = say(
    "open.relation", "Whether this person signs the form depends on who they are to you"
)
_PREPARER_ADDRESS = say(
    "open.preparer_address", "Part E asks for the full address of whoever helped to prepare it"
)


def disagreements(answers: Answers, year: Ends | None, today: date) -> Iterator[Found]:
    """Yield answers that cannot both be so."""
    if answers.value("transit_any") is False and answers.items("transit"):
        yield Found(Key("transit_any"), About.CONFLICT, _TRANSIT)
    if answers.value("has_children") is False and "child" in _relations(answers):
        yield Found(Key("has_children"), About.CONFLICT, _CHILDREN)
    filed_late = answers.value("form_year")
    if year and filed_late is False and year.last and today > year.last:
        past = say(
            "open.year_past",
            "The answer says that it is filed within one year of the last arrival. That year "
            "ended on {date}",
            date=day_in_words(year.last),
        )
        yield Found(Key("form_year"), About.CONFLICT, past)
    if year and filed_late is True and today < year.first:
        ahead = say(
            "open.year_ahead",
            "The answer says that it is filed more than one year after the last arrival. That "
            "year is not over before {date}",
            date=day_in_words(year.first),
        )
        yield Found(Key("form_year"), About.CONFLICT, ahead)


def missing_people(answers: Answers) -> Iterator[Found]:
    """Yield the relatives of whom the form asks and who are not entered."""
    relations = _relations(answers)
    if answers.value("marital_status") == "married":
        named = answers.value("spouse")
        linked = isinstance(named, Links) and any(map(answers.alive, named.ids))
        if not linked and relations.count("spouse") != 1:
            yield Found(Key("spouse"), About.MISSING, _NO_SPOUSE)
    if answers.value("has_children") is True and "child" not in relations:
        yield Found(Key("has_children"), About.MISSING, _NO_CHILD)
    if answers.value("has_siblings") is True and "sibling" not in relations:
        yield Found(Key("has_siblings"), About.MISSING, _NO_SIBLING)
    parents = [answers.value("person_parent", item) for item in answers.items("people")]
    for which, saying in _NO_PARENT.items():
        if which not in parents:
            yield Found(Key("people"), About.MISSING, saying, ("A.III 5",))


def preparers(answers: Answers) -> Iterator[Found]:
    """Yield what is open about who helped: anyone but a spouse, parent, son or daughter who helps
    to prepare the form signs it and gives an address (8 CFR 208.3(c)(2), checked 2026-11-22)."""
    if answers.value("helper_used") is not True:
        return
    people = [("helper", ""), *(("other_helper", item) for item in answers.items("other_helpers"))]
    others = []
    for question, item in people:
        relation = answers.value(f"{question}_relation", item)
        if relation is None:
            yield Found(Key(f"{question}_relation", item), About.PREPARER, _RELATION)
        elif relation == "other":
            others.append((question, item))
    preparer = answers.value("preparer")
    if others and preparer in (None, "nobody"):
        yield Found(Key("preparer"), About.PREPARER, _SIGNS)
    if preparer == "helper":
        for question, item in others[:1]:
            if answers.value(f"{question}_address", item) is None:
                yield Found(Key(f"{question}_address", item), About.PREPARER, _PREPARER_ADDRESS)


def _relations(answers: Answers) -> list[object]:
    return [answers.value("person_relation", item) for item in answers.items("people")]
