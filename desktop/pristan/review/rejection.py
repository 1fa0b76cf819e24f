"""Which boxes of Form I-589 stay empty that USCIS may reject the form for, and because of what.

The list is that of uscis.gov/i-589 as reported by another project that read it on 2026-10-01; the
page itself was not read: A.I 4, 8, 12, 13; Part B 1 to 4; Part C 1 to 6; any "Yes" without its
explanation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pristan.case import Address, Answer, Answers, Key, Name, Saying, State, is_empty, say
from pristan.questions import Question, Type
from pristan.review.english import in_latin

_HELD = frozenset({"detained", "questioned"})

DECLINED = say(
    "open.declined",
    "The answer is “I'd rather not say”. The box may not stay empty: ask your lawyer what to "
    "write there",
)
WAITS = say("open.waits", "The box stays empty until the lawyer has been told")
YES_OR_NO = say(
    "open.yes_or_no",
    "The form has only boxes to tick here, and none of them for “I don't know”: ask your lawyer",
)
INCOMPLETE_ADDRESS = say(
    "open.address", "The form needs street, city, state and ZIP code, in Latin letters"
)
NO_FAMILY_NAME = say("open.family_name", "The family name is missing")
UNEXPLAINED = say(
    "open.unexplained",
    "The answer is yes, and nothing is said about it yet. A few sentences here are enough",
)
NO_COUNTRY = say("open.no_country", "The answer is yes, and no country is entered yet")


@dataclass(frozen=True, slots=True)
class Explained:
    """A yes of the form: its own explanation, and the questions that stand in for it.

    ``held`` are lists of events that count where somebody was detained or questioned in one.
    """

    item: str
    asked: str
    story: str
    instead: tuple[str, ...] = ()
    held: tuple[tuple[str, str], ...] = ()
    saying: Saying = UNEXPLAINED

    @property
    def where(self) -> str:
        """Return the question at which it is best explained."""
        return self.story or self.instead[0]

    def stands_in(self, answers: Answers) -> bool:
        """Whether the form prints what stands in, because the explanation itself is not there."""
        if answers.value(self.asked) is not True:
            return False
        own = answers.get(Key(self.story)) if self.story else None
        return own is None or own.state is State.LATER or not own.dealt_with

    def told(self, answers: Answers) -> bool:
        """Whether something stands in for the explanation."""
        return any(_said(answers.get(Key(question))) for question in self.instead) or any(
            _HELD.intersection(_choices(answers, harm, item))
            for events, harm in self.held
            for item in answers.items(events)
        )


EXPLAINED: Sequence[Explained] = (
    Explained("B 1.A", "form_harm", "form_harm_story", ("incidents", "family_harms")),
    Explained(
        "B 2",
        "form_accused",
        "form_accused_story",
        ("cases", "admin_cases"),
        (("incidents", "incident_harm"), ("family_harms", "family_harm_kind")),
    ),
    Explained("B 1.B", "form_fear", "", ("fear_return", "fear_whom", "fear_why")),
    Explained("C 2.A", "transit_any", "", ("transit",), saying=NO_COUNTRY),
)
EXPLAINING = frozenset(
    question for each in EXPLAINED for question in (each.story, *each.instead) if question
)


def empty_box(question: Question, answer: Answer | None) -> Saying | None:
    """Return why the boxes that a question fills stay empty although something was said.

    Nothing said at all, and what has no English, are points of their own; None for those too.
    """
    if answer is None:
        return None
    ticks = question.type in (Type.YES_NO, Type.CHOICE, Type.CHOICES)
    if answer.state is State.DECLINED:
        return DECLINED
    if answer.state is State.IN_PERSON:
        return WAITS
    if answer.state in (State.UNKNOWN, State.NOT_APPLICABLE) and ticks:
        return YES_OR_NO
    match answer.value:
        case Address() as home if answer.state is State.GIVEN and not _whole(home):
            return INCOMPLETE_ADDRESS
        case Name() as name if answer.state is State.GIVEN and not (
            name.latin_family.strip() or name.family.strip()
        ):
            return NO_FAMILY_NAME
    return None


def _whole(address: Address) -> bool:
    parts = (address.street, address.city, address.region, address.postal_code)
    return all(part.strip() and in_latin(part) for part in parts)


def _said(answer: Answer | None) -> bool:
    if answer is None:
        return False
    prints = answer.state in (State.UNKNOWN, State.NOT_APPLICABLE)
    return prints or (answer.state is State.GIVEN and not is_empty(answer.value))


def _choices(answers: Answers, question: str, item: str) -> tuple[str, ...]:
    value = answers.value(question, item)
    return tuple(str(each) for each in value) if isinstance(value, tuple) else ()
