"""What an open point is: where it is, what kind it is, in which group it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pristan.case import Key, Saying, say
from pristan.interview import Place


class About(StrEnum):
    """What kind of point it is."""

    UNANSWERED = "unanswered"  # needed, and nothing was said
    UNEXPLAINED = "unexplained"  # a yes of the form without what explains it
    MISSING = "missing"  # a person of whom the form asks, and who is not entered
    CONFLICT = "conflict"  # two answers that cannot both be so
    BLANK = "blank"  # an answer that leaves a box empty which USCIS wants filled
    UNKNOWN = "unknown"  # needed, and the person does not know
    LATER = "later"  # the person means to come back
    GAP = "gap"  # a time that no address or no work covers
    DATE = "date"  # a date that stands in words only
    PAPER = "paper"  # an exhibit without a file, or without its certified translation
    LINK = "link"  # points to something that was removed
    ENGLISH = "english"  # told in another language, with no English beside it
    EDIT = "edit"  # a lawyer's edit of an answer that has changed since
    PREPARER = "preparer"  # somebody helped who must sign
    IN_PERSON = "in_person"  # to be asked by the lawyer, aloud
    YEAR = "year"  # the day on which one year after the arrival ends
    FLAG = "flag"  # what a lawyer should look at because of an answer


class Group(StrEnum):
    """Under which heading a point is shown, in the order of what helps most."""

    REJECTED = "rejected"
    YEAR = "year"
    CONFLICTS = "conflicts"
    ANSWERS = "answers"
    LATER = "later"
    TIMES = "times"
    DATES = "dates"
    PAPERS = "papers"
    ENGLISH = "english"
    EDITS = "edits"
    HELPED = "helped"
    ALOUD = "aloud"
    FLAGS = "flags"


TOLD = frozenset({Group.YEAR, Group.FLAGS})  # told to be known; there is nothing to settle

HEADINGS: Mapping[Group, Saying] = {
    Group.REJECTED: say(
        "group.rejected", "USCIS may send the form back while these boxes are empty"
    ),
    Group.YEAR: say("group.year", "One year after the arrival"),
    Group.CONFLICTS: say("group.conflicts", "Answers that do not agree with each other"),
    Group.ANSWERS: say("group.answers", "Still without an answer"),
    Group.LATER: say("group.later", "Left for later"),
    Group.TIMES: say("group.times", "Times that nothing covers yet"),
    Group.DATES: say("group.dates", "Dates that stand in words only"),
    Group.PAPERS: say("group.papers", "Documents that are not complete"),
    Group.ENGLISH: say("group.english", "Not in English yet"),
    Group.EDITS: say("group.edits", "Edits of the declaration to look at again"),
    Group.HELPED: say("group.helped", "Who helped with the form"),
    Group.ALOUD: say("group.aloud", "To be told to the lawyer in person"),
    Group.FLAGS: say("group.flags", "For the lawyer to look at"),
}

GROUPS: Mapping[About, Group] = {
    About.UNANSWERED: Group.ANSWERS,
    About.UNEXPLAINED: Group.REJECTED,
    About.MISSING: Group.ANSWERS,
    About.CONFLICT: Group.CONFLICTS,
    About.BLANK: Group.REJECTED,
    About.UNKNOWN: Group.ANSWERS,
    About.LATER: Group.LATER,
    About.GAP: Group.TIMES,
    About.DATE: Group.DATES,
    About.PAPER: Group.PAPERS,
    About.LINK: Group.CONFLICTS,
    About.ENGLISH: Group.ENGLISH,
    About.EDIT: Group.EDITS,
    About.PREPARER: Group.HELPED,
    About.IN_PERSON: Group.ALOUD,
    About.YEAR: Group.YEAR,
    About.FLAG: Group.FLAGS,
}

SAYINGS: Mapping[About, Saying] = {
    About.UNANSWERED: say("open.unanswered", "Not answered yet"),
    About.LATER: say("open.later", "Left for later"),
    About.IN_PERSON: say("open.in_person", "To be told to the lawyer in person"),
    About.UNKNOWN: say("open.unknown", "Not known; the form will say “Unknown”"),
    About.ENGLISH: say("open.english", "There is no English text beside it yet"),
    About.EDIT: say(
        "open.edit",
        "The answer changed after the lawyer edited it; the declaration has the answer again",
    ),
    About.DATE: say("open.date", "The date stands in words only; it cannot be put in order"),
    About.LINK: say("open.link", "It points to something that was removed"),
}


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing to settle: where it is, what kind it is, and the sentence that says it.

    ``items`` are those of Form I-589 that it concerns, in the form's order; in the group REJECTED,
    those that stay empty because of it. ``lawyers`` marks what only a lawyer can settle, so that
    the applicant need not be shown it.
    """

    place: Place
    key: Key
    about: About
    saying: Saying
    group: Group
    items: tuple[str, ...] = ()
    lawyers: bool = False

    @property
    def told(self) -> bool:
        """Whether it is only told, and nothing is open because of it."""
        return self.group in TOLD


def point(
    place: Place,
    key: Key,
    about: About,
    saying: Saying | None = None,
    items: tuple[str, ...] = (),
    *,
    rejected: bool = False,
    lawyers: bool = False,
) -> OpenPoint:
    """Return a point in the group of its kind, or in that of what USCIS may reject."""
    group = Group.REJECTED if rejected else GROUPS[about]
    return OpenPoint(place, key, about, saying or SAYINGS[about], group, items, lawyers)
