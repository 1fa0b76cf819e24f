"""The facts that a case gives to official forms, by the names that the forms' maps use.

``forms/official/*/*/map.tsv`` ask for facts by name; this answers. Every name has the
questions it comes from, so that an empty box can be traced to what was not answered. There are no
facts for signatures, dates of signing, official boxes, and Parts F and G of Form I-589: nobody can
fill them here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pristan.case import Answers, Key, Listed
from pristan.content import content_dir
from pristan.official import (
    facts_appearance,
    facts_claim,
    facts_contact,
    facts_court,
    facts_life,
    facts_people,
    facts_permit,
    facts_signature,
)
from pristan.official.facts_source import Source
from pristan.official.facts_value import SEE_SUPPLEMENT, Fact, Row, Why
from pristan.official.places import Places
from pristan.questions import Questionnaire
from pristan.questions.lists import read_countries, read_us_states

__all__ = ["SEE_SUPPLEMENT", "Fact", "Facts", "Why", "facts"]

_ROW = re.compile(r"([\w.]+)\[(\d+)\]\.")


def _nowhere(_keys: Iterable[Key]) -> None:
    return None


@dataclass(frozen=True)
class Facts:
    """Every fact of a case: single ones, and rows of lists of any length.

    ``given`` are the answers in words, dates and numbers that were given, in the interview's order;
    ``places`` names the places of answers in the interview.
    """

    single: Mapping[str, Fact]
    lists: Mapping[str, tuple[Row, ...]]
    blank: Mapping[str, Row]  # a row beyond the last, where every fact says why it is empty
    given: tuple[Key, ...] = ()
    places: Callable[[Iterable[Key]], Listed | None] = _nowhere

    def get(self, expr: str) -> Fact | None:
        """Return the fact of that name; None where no such fact exists.

        ``expr`` is what the map says, word for word: ``spouse.dob``, ``applicant.sex == 'male'``,
        ``children[0].birth_city, children[0].birth_country``. A row that the case does not have
        gives an empty fact.
        """
        row = _ROW.match(expr)
        if row is None:
            return self.single.get(expr)
        name, index = row[1], int(row[2])
        fact = expr.replace(row[0], "")
        rows = self.lists.get(name, ())
        found = rows[index] if index < len(rows) else self.blank.get(name, {})
        return found.get(fact)

    def count(self, name: str) -> int:
        """Return how many rows a list has: ``children``, ``background.residences``."""
        return len(self.lists[name])


def facts(questionnaire: Questionnaire, answers: Answers, today: date) -> Facts:
    """Return the facts of a case on a day; *today* ends the "past five years" of Part A.III."""
    forms = content_dir("forms")
    source = Source(questionnaire, answers, read_countries(forms), read_us_states(forms), today)
    blank = {
        "applicant.entries": facts_life.earlier_entry(source, ""),
        "children": facts_people.child(source, ""),
        "background.last_addresses": facts_life.residence(source, ""),
        "background.residences": facts_life.residence(source, ""),
        "background.schools": facts_life.school(source, ""),
        "background.jobs": facts_life.any_job(source),
        "background.siblings": facts_people.sibling(source, ""),
        "signature.family_helpers": facts_signature.family_helper(source),
        "permit.other_names": facts_permit.other_name(source, ""),
    }
    lists = {
        "applicant.entries": facts_life.entries(source),
        "children": facts_people.children(source),
        "background.last_addresses": facts_life.last_addresses(source)
        or [_none(source, "residences", blank["background.last_addresses"])],
        "background.residences": facts_life.residences(source),
        "background.schools": facts_life.schools(source)
        or [_none(source, "schools", blank["background.schools"])],
        "background.jobs": facts_life.jobs(source)
        or [_none(source, "jobs", blank["background.jobs"])],
        "background.siblings": facts_people.siblings(source),
        "signature.family_helpers": facts_signature.family_helpers(source),
        "permit.other_names": facts_permit.other_names(source),
    }
    return Facts(
        single={
            **facts_life.applicant(source),
            **facts_people.family(source),
            **facts_claim.claim(source),
            **facts_signature.signature(source),
            **facts_contact.client(source),
            **facts_permit.permit(source),
            **facts_appearance.appearance(source),
            **facts_court.court(source),
        },
        lists={name: tuple(rows) for name, rows in lists.items()},
        blank=blank,
        given=source.given,
        places=Places(questionnaire, answers, source.countries).of,
    )


def _none(source: Source, question: str, blank: Row) -> Row:
    """The first row of a list that has none: why, and in its first box the person's own word."""
    empty = source.empty(question)
    first, *others = blank
    return {first: empty, **dict.fromkeys(others, replace(empty, text=""))}
