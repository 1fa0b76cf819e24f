"""Form I-589, Parts B and C: the claim in the applicant's own words.

The texts are what the person told, put side by side; nothing here writes a sentence of the story.
The grounds come from the lawyer's part of the interview and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from pristan.case import Key
from pristan.official.facts_source import Source
from pristan.official.facts_value import PRINTED, Entry, Fact, Why, answered, joined

GROUNDS = ("race", "religion", "nationality", "political_opinion", "social_group", "torture")
HELD = frozenset({"detained", "questioned"})

# Lists of events: their dates, what was done, what heads an account of one, and what it must state
# before it is told. Labels stand also for a part that is not known, which has no other word.
_DATED: Mapping[str, str] = {"incidents": "incident_when", "family_harms": "family_harm_when"}
_HARMS: Mapping[str, str] = {"incidents": "incident_harm", "family_harms": "family_harm_kind"}
_HEADINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "incidents": (
        ("incident_name", "Event"),
        ("incident_when", "Date"),
        ("incident_where", "Place"),
    ),
    "family_harms": (("family_harm_name", "Event"), ("family_harm_when", "Date")),
}
_STATED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "incidents": (("incident_harm", "Harm"), ("incident_who", "By"), ("incident_reason", "Why")),
    "family_harms": (("family_harm_kind", "Harm"), ("family_harm_reason", "Why")),
}
_STORY: Mapping[str, str] = {"incidents": "incident_story", "family_harms": "family_harm_story"}

# Question of the form: the yes or no, and the explanation after a yes.
ASKED: Mapping[str, tuple[str, str]] = {
    "b1a": ("form_harm", "form_harm_story"),
    "b1b": ("form_fear", ""),
    "b2": ("form_accused", "form_accused_story"),
    "b3a": ("form_groups", "form_groups_story"),
    "b3b": ("form_groups_now", "form_groups_now_story"),
    "b4": ("form_torture", "form_torture_story"),
    "c1": ("form_applied", "form_applied_story"),
    "c2b": ("form_status_elsewhere", ""),
    "c3": ("form_hurt_others", "form_hurt_others_story"),
    "c4": ("returned", "returned_story"),
    "c5": ("form_year", "form_year_story"),
    "c6": ("form_us_law", "form_us_law_story"),
}


def claim(source: Source) -> dict[str, Fact]:
    """Return the facts of Parts B and C and of the box on page 1."""
    facts = {
        "claim.apply_cat": source.tick("lawyer_cat", True),
        **{
            f"'{ground}' in claim.grounds": source.tick("lawyer_grounds", ground)
            for ground in GROUNDS
        },
    }
    for name, (asked, story) in ASKED.items():
        facts |= source.yes_no(f"claim.{name}.answer", asked)
        if story:
            facts[f"claim.{name}.text"] = source.text(story)
    facts |= _stopped(source)
    if source.value("form_groups") is False:
        # Who belonged to none does not take part in them either
        keys = (Key("form_groups"),)
        facts["claim.b3b.answer == true"] = Fact(keys, ticked=False)
        facts["claim.b3b.answer == false"] = Fact(keys, ticked=True)
    facts["claim.b1a.text"] = _or_told(
        source, "form_harm", facts["claim.b1a.text"], _events, _harms_stated
    )
    facts["claim.b1b.text"] = _fear(source)
    facts["claim.b2.text"] = _or_told(
        source, "form_accused", facts["claim.b2.text"], _accusations, _accusations_stated
    )
    facts["claim.c2.text"] = _elsewhere(source)
    return facts


# ---- explanations --------------------------------------------------------------------------------


def _or_told(
    source: Source,
    asked: str,
    own: Fact,
    told: Callable[[Source], list[Fact]],
    short: Callable[[Source], Iterable[Entry]],
) -> Fact:
    """A few sentences for the form where there are any, else what was told in the interview."""
    parts = told(source)
    if source.value(asked) is not True or own.why not in (Why.UNANSWERED, Why.LATER):
        return replace(own, beside=tuple(key for part in parts for key in part.keys))
    if not parts:
        return own
    whole = _account(parts)
    return replace(whole, keys=(*own.keys, *whole.keys), short=tuple(short(source)))


def _account(parts: Iterable[Fact]) -> Fact:
    return joined("\n\n", parts)


def _events(source: Source) -> list[Fact]:
    """B.1.A: what was done to the person and to the family, in the order of the dates."""
    return [_event(source, item, listed) for item, listed in _in_order(source, _DATED)]


def _harms_stated(source: Source) -> Iterator[Entry]:
    """B.1.A in short: the grounds that the lawyer chose, then what was done in every event, and
    after that by whom and why; a place gives way before the harm of any event does."""
    grounds = source.text("lawyer_grounds")
    if grounds.text and grounds.why is None:
        yield Entry((f"Grounds: {grounds.text}.",))
    for item, listed in _in_order(source, _DATED):
        harm, *more = (_ended(part.text) for part in _stated(source, item, listed))
        heading = _heading(source, item, listed).text
        bare = joined(", ", _named(source, item, _HEADINGS[listed][:2])).text
        ways = (f"{heading}\n{harm}", f"{bare}\n{harm}", f"{_ended(bare)} {harm}")
        yield Entry(tuple(way.strip() for way in ways), tuple(filter(None, more)))


def _accusations_stated(source: Source) -> Iterator[Entry]:
    """B.2 in short: what each case, ruling and event is called, with its numbers and dates."""
    for item in source.items("cases"):
        yield Entry((_ended(_case_heading(source, item).text),))
    for item in source.items("admin_cases"):
        yield Entry((_ended(_ruling_heading(source, item).text),))
    for item, listed in _in_order(source, _DATED):
        if HELD & set(_choices(source, _HARMS[listed], item)):
            yield Entry((_ended(_heading(source, item, listed).text),))


def _ended(text: str) -> str:
    """Return a text with a full stop, so that another may follow it on the line."""
    return text if not text or text[-1] in '.!?"”' else f"{text}."


def _accusations(source: Source) -> list[Fact]:
    """B.2: criminal and administrative cases, then every arrest and questioning."""
    cases = [_case(source, item) for item in source.items("cases")]
    rulings = [_ruling(source, item) for item in source.items("admin_cases")]
    held = [
        _event(source, item, listed) if not _told_in_b1a(source) else _heading(source, item, listed)
        for item, listed in _in_order(source, _DATED)
        if HELD & set(_choices(source, _HARMS[listed], item))
    ]
    if held and _told_in_b1a(source):
        held.append(Fact((Key("form_harm"),), "These events: see Part B, Question 1.A."))
    return [*cases, *rulings, *held]


def _event(source: Source, item: str, listed: str) -> Fact:
    """An event: its name, date and place as its heading, then what was done, by whom and why, as
    the form asks, and after that what was told."""
    story = _named(source, item, ((_STORY[listed], "What happened"),))
    parts = (_heading(source, item, listed), *_stated(source, item, listed), *story)
    return joined("\n", parts)


def _heading(source: Source, item: str, listed: str) -> Fact:
    return joined(", ", _named(source, item, _HEADINGS[listed]))


def _stated(source: Source, item: str, listed: str) -> list[Fact]:
    return [_labelled(source.text(name, item), label) for name, label in _STATED[listed]]


def _named(source: Source, item: str, asked: Iterable[tuple[str, str]]) -> list[Fact]:
    """Answers that need no label, but for those that are not known or do not apply."""
    facts = ((source.text(name, item), label) for name, label in asked)
    return [_labelled(fact, label) if fact.why in PRINTED else fact for fact, label in facts]


def _told_in_b1a(source: Source) -> bool:
    """Whether B.1.A tells the events already, so that they need not be told twice."""
    own = source.text("form_harm_story")
    return source.value("form_harm") is True and own.why in (Why.UNANSWERED, Why.LATER)


def _case(source: Source, item: str) -> Fact:
    told = (("case_about", "What it is about"), ("case_state", "Where it stands"))
    return joined("\n", (_case_heading(source, item), *_named(source, item, told)))


def _case_heading(source: Source, item: str) -> Fact:
    heading = (
        *_named(source, item, (("case_name", "Case"), ("case_number", "Number"))),
        _articles(source, "case_articles", item),
        *_named(source, item, (("case_body", "Body"),)),
    )
    return joined(", ", heading)


def _articles(source: Source, question: str, item: str) -> Fact:
    articles = source.articles(question, item)
    return _labelled(articles, "Articles") if articles.why in PRINTED else articles


def _ruling(source: Source, item: str) -> Fact:
    told = (("admin_about", "What it is about"), ("admin_truth", "What happened"))
    return joined("\n", (_ruling_heading(source, item), *_named(source, item, told)))


def _ruling_heading(source: Source, item: str) -> Fact:
    heading = (
        *_named(source, item, (("admin_name", "Case"), ("admin_number", "Number"))),
        _articles(source, "admin_articles", item),
        *_named(source, item, (("admin_penalty", "Penalty"), ("admin_amount", "Amount"))),
    )
    return joined(", ", heading)


def _fear(source: Source) -> Fact:
    """B.1.B asks what harm, by whom and why; the interview has asked just that."""
    asked = (("fear_return", "Harm"), ("fear_whom", "By"), ("fear_why", "Why"))
    if source.value("form_fear") is not True:
        keys = (Key("form_fear"), Key("fear_return"))
        beside = tuple(Key(question) for question, _ in asked)
        return Fact(keys, why=Why.NOT_ASKED, beside=beside)
    return _account(_named(source, "", asked))


def _stopped(source: Source) -> dict[str, Fact]:
    """C.2.A: said, or clear from a country on the way; both must not contradict."""
    path = "claim.c2a.answer"
    countries = [source.value("transit_country", item) for item in source.items("transit")]
    said, listed = source.value("transit_any"), any(countries)
    keys = (Key("transit_any"), Key("transit"))
    if said is False and listed:
        conflict = Fact(keys, why=Why.CONFLICT)
        return {f"{path} == true": conflict, f"{path} == false": conflict}
    answer = True if listed else said if isinstance(said, bool) else None
    return answered(path, keys, answer, source.empty("transit_any"))


def _elsewhere(source: Source) -> Fact:
    """C.2: each country on the way, line by line as the form asks, then other lawful status."""
    parts = [_country(source, item) for item in source.items("transit")]
    if source.value("form_status_elsewhere") is True:
        parts.append(source.text("form_status_elsewhere_story"))
    if parts:
        return _account(parts)
    keys = (Key("transit"), Key("form_status_elsewhere_story"))
    return replace(source.empty("transit"), keys=keys, text="")


def _country(source: Source, item: str) -> Fact:
    labels = {
        "transit_country": "Country",
        "transit_who": "Who was there",
        "transit_when": "Stay",
        "transit_status": "Status there",
        "transit_left": "Reason for leaving",
        "transit_may_return": "Entitled to return for lawful residence",
        "transit_asylum": "Asked for asylum there",
        "transit_asylum_result": "Result",
        "transit_asylum_why": "Reason for not asking",
    }
    return joined("\n", [_labelled(source.text(name, item), labels[name]) for name in labels])


def _labelled(fact: Fact, label: str) -> Fact:
    if fact.why in PRINTED:
        return replace(fact, text=f"{label}: {fact.text}", why=None)
    return fact if fact.why else replace(fact, text=f"{label}: {fact.text}")


def _in_order(source: Source, lists: Mapping[str, str]) -> list[tuple[str, str]]:
    """Items of lists with their list, by their dates; those without one come last."""
    dates = {
        (item, listed): source.when(when, item)
        for listed, when in lists.items()
        for item in source.items(listed)
    }
    known = {item: when for item, when in dates.items() if when is not None}
    ordered = sorted(known, key=lambda item: known[item].sort_key())
    return [*ordered, *(item for item in dates if item not in known)]


def _choices(source: Source, question: str, item: str) -> tuple[str, ...]:
    value = source.value(question, item)
    return tuple(str(each) for each in value) if isinstance(value, tuple) else ()
