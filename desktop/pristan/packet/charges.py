"""The criminal-history chart: each case and each step of it, as the person knows them.

EOIR Policy Manual, part II, 3.3(f) asks for arrests, docket numbers, charges, dispositions and the
pages of the records; its text was not read, so the chart names no rule. What follows from a case
under immigration law is left to the lawyer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pristan.case import Key, Saying, say
from pristan.interview.shows import ties
from pristan.packet.chronology import WHAT, Moment
from pristan.packet.source import Source


@dataclass(frozen=True, slots=True)
class _Kind:
    """The questions of one kind of case, by what the chart prints of them."""

    list: str
    steps: str
    name: str
    facts: Mapping[str, str]  # what is printed of the case, by the name that the template uses
    step: Mapping[str, str]


_CRIMINAL: Final = _Kind(
    "cases", "case_steps", "case_name",
    {"number": "case_number", "charges": "case_articles", "body": "case_body",
     "region": "case_region", "state": "case_state"},
    {"what": "step_kind", "body": "step_body", "number": "step_number",
     "charges": "step_articles", "no_paper": "step_no_paper", "date": "step_when"},
)  # fmt: skip
_ADMINISTRATIVE: Final = _Kind(
    "admin_cases", "admin_steps", "admin_name",
    {"number": "admin_number", "charges": "admin_articles", "penalty": "admin_penalty",
     "amount": "admin_amount"},
    {"what": "admin_step_kind", "body": "admin_step_body", "no_paper": "admin_step_no_paper",
     "date": "admin_step_when"},
)  # fmt: skip
_EMPTY: Final = ("number", "charges", "against", "body", "region", "state", "penalty", "amount")


def charges(source: Source, moments: Sequence[Moment]) -> dict[str, list[dict[str, Any]]]:
    """Return all criminal and all administrative cases, each with its steps in their order."""
    return {
        "criminal": list(_cases(source, _CRIMINAL, moments)),
        "administrative": list(_cases(source, _ADMINISTRATIVE, moments)),
    }


def charges_problems(source: Source) -> Iterator[Saying]:
    """Yield what the chart of a case lacks."""
    for kind in (_CRIMINAL, _ADMINISTRATIVE):
        for item in _asked(source, kind.list):
            if not source.given(kind.facts["charges"], item):
                yield say(
                    "packet.no_charges",
                    "“{case}”: the chart of cases has no article of the law for it.",
                    case=source.called(item),
                )


def _asked(source: Source, name: str) -> tuple[str, ...]:
    asked = {key for _, _, key in source.asked}
    return source.answers.items(name) if Key(name) in asked else ()


def _cases(
    source: Source, kind: _Kind, moments: Sequence[Moment]
) -> Iterator[dict[str, Any]]:
    for item in _asked(source, kind.list):
        facts = dict.fromkeys(_EMPTY, "") | {
            name: source.given(question, item) for name, question in kind.facts.items()
        }
        facts["against"] = _chosen(source, "case_against", item)
        steps = set(source.answers.items(kind.steps, item))
        yield facts | {
            "name": source.given(kind.name, item),
            "steps": [
                _step(source, kind, moment.key.item, moment.as_facts())
                for moment in moments
                if moment.key.item in steps
            ],
        }


def _step(
    source: Source, kind: _Kind, item: str, moment: Mapping[str, Any]
) -> dict[str, Any]:
    said = {
        name: source.given(question, item)
        for name, question in kind.step.items()
        if name != "date"
    }
    return dict.fromkeys(("body", "number", "charges", "no_paper"), "") | said | {
        "date": moment["date"], "gap": moment["gap"], "exhibits": moment["exhibits"],
        "what": moment["title"],
    }  # fmt: skip


def without_papers(source: Source, *, own: bool = False) -> list[dict[str, str]]:
    """Return what has no document and why, as was said: the listed papers, then the events.

    In English, or with *own* in Russian; ``reason`` is the id of the reason that was chosen, or
    "".
    """
    given = source.own if own else source.given
    listed = [
        {
            "what": given("missing_what", item),
            "why": ". ".join(filter(None, (
                given("missing_why", item), given("missing_because", item),
            ))),
            "done": given("missing_steps", item),
            "reason": _chosen(source, "missing_why", item),
            "of": _belongs(source, item, own=own),
        }
        for item in _asked(source, "missing_papers")
    ]
    return [*listed, *_events_without(source, own=own)]


# The question that says why an event has no document, and the one that tells more of it.
_WHY: Final[Mapping[str, str]] = {
    "incident_no_papers": "",
    "step_no_paper": "step_no_paper_story",
    "admin_step_no_paper": "",
    "summons_no_paper": "",
    "wanted_no_paper": "",
    "register_no_paper": "",
}


def _chosen(source: Source, question: str, item: str) -> str:
    value = source.answers.value(question, item)
    return value if isinstance(value, str) else ""


def _events_without(source: Source, *, own: bool) -> Iterator[dict[str, str]]:
    given, title, words = (
        (source.own, source.shown_own.title, source.russian)
        if own
        else (source.given, source.title, source.english)
    )
    for _, question, key in source.asked:
        if question.id in _WHY:
            why = given(question.id, key.item)
            more = given(_WHY[question.id], key.item) if _WHY[question.id] else ""
            if why or more:
                home = source.answers.home(key.item)
                outer = title(home.item) if home and home.item else ""
                if home and home.question == "wanted":  # "Federal (Russia)" says too little
                    outer = words.say(WHAT["wanted"])
                what = ": ".join(filter(None, (outer, title(key.item))))
                reason = _chosen(source, question.id, key.item)
                yield {"what": what, "why": why, "done": more, "reason": reason, "of": ""}


def _belongs(source: Source, paper: str, *, own: bool) -> str:
    """Return what a missing document is tied to: "The case, Interrogation; Search"."""
    title = source.shown_own.title if own else source.title
    words = source.russian if own else source.english
    called = []
    for tie in ties(source.questionnaire, source.answers, paper):
        if not tie.tied:
            continue
        home = source.questionnaire.section_of[tie.screen]
        section = next(each for each in source.questionnaire.sections if each.id == home)
        around: list[str] = []
        item = tie.key.item
        while item and (listed := source.answers.home(item)):
            around.insert(0, title(item))
            item = listed.item
        called.append(": ".join(filter(None, around)) or words(f"{home}.title", section.title))
    return "; ".join(dict.fromkeys(called))
