"""The events of a case by which another date may be told, with their names and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pristan.case import Answers, Items, Key, Saying, say
from pristan.case.anchors import Event, date_of, leans_on
from pristan.questions import Questionnaire

# Single dates, with what happened then. Russian says it in the genitive: it stands after «до»,
# «после» and «в день».
SINGLE: Mapping[str, Saying] = {
    "left_russia_date": say("event.left_russia_date", "my departure from Russia"),
    "entry_date": say("event.entry_date", "my arrival in the United States"),
    "release_date": say("event.release_date", "my release in the United States"),
    "spouse_married": say("event.spouse_married", "my wedding"),
}
# Lists whose items are events, with the question that dates them
LISTED: Mapping[str, str] = {
    "incidents": "incident_when",
    "case_steps": "step_when",
    "admin_steps": "admin_step_when",
    "family_harms": "family_harm_when",
}


def events_for(
    questionnaire: Questionnaire,
    answers: Answers,
    names: Sequence[Callable[[Key], str]],
    date: Key,
) -> Iterator[Event]:
    """Yield the events by which the date at the key *date* may be told.

    *names* say how the event of a date is called, each in a language. Left out are events without a
    name, the one whose date this is, and those that are told by it themselves.
    """
    for key in _dates(questionnaire, answers):
        called = tuple(dict.fromkeys(filter(None, (name(key) for name in names))))
        if called and not leans_on(answers, key, date):
            yield Event(key.question, key.item, called, date_of(answers, key.question, key.item))


def _dates(questionnaire: Questionnaire, answers: Answers) -> Iterator[Key]:
    yield from (Key(question) for question in SINGLE if question in questionnaire.questions)
    for answer in answers.living():
        if isinstance(answer.value, Items) and answer.key.question in LISTED:
            when = LISTED[answer.key.question]
            yield from (Key(when, item) for item in answer.value.ids)
