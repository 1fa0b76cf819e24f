"""Form I-589 from Part B on: the claim in the applicant's own words, and who helped.

The texts are what the person told, put side by side; nothing here writes a sentence of the story.
The grounds come from the lawyer's part of the interview and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pristan.case import Key
from pristan.official.facts_source import Source
from pristan.official.facts_value import Fact, Row, Why, joined, prefixed

GROUNDS = ("race", "religion", "nationality", "political_opinion", "social_group", "torture")
HELD = frozenset({"detained", "questioned"})
RELATIVES: Mapping[str, str] = {"spouse": "Spouse", "parent": "Parent", "child": "Child"}

# Lists of events: their dates, what was done, what heads an account of one, and what tells it.
_DATED: Mapping[str, str] = {"incidents": "incident_when", "family_harms": "family_harm_when"}
_HARMS: Mapping[str, str] = {"incidents": "incident_harm", "family_harms": "family_harm_kind"}
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "incidents": ("incident_name", "incident_when", "incident_where"),
    "family_harms": ("family_harm_name", "family_harm_when"),
}
_STATED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "incidents": (("incident_harm", "Harm"), ("incident_who", "By"), ("incident_reason", "Why")),
    "family_harms": (("family_harm_kind", "Harm"), ("family_harm_reason", "Why")),
}
INCIDENT = ("incident_story", "incident_who", "incident_reason")
FAMILY_HARM = ("family_harm_story", "family_harm_reason")

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
    short: Callable[[Source], Iterable[str]],
) -> Fact:
    """A few sentences for the form where there are any, else what was told in the interview."""
    if source.value(asked) is not True or own.why not in (Why.UNANSWERED, Why.LATER):
        return own
    parts = told(source)
    if not parts:
        return own
    whole = _account(parts)
    return replace(whole, keys=(*own.keys, *whole.keys), short=tuple(short(source)))


def _account(parts: Iterable[Fact]) -> Fact:
    return joined("\n\n", parts)


def _events(source: Source) -> list[Fact]:
    """B.1.A: what was done to the person and to the family, in the order of the dates."""
    return [
        _told(source, item, listed, INCIDENT if listed == "incidents" else FAMILY_HARM)
        for item, listed in _in_order(source, _DATED)
    ]


def _harms_stated(source: Source) -> Iterator[str]:
    """B.1.A in short: the grounds that the lawyer chose, then harm, who and why of every event."""
    grounds = source.text("lawyer_grounds")
    if grounds.text and grounds.why is None:
        yield f"Grounds: {grounds.text}."
    for item, listed in _in_order(source, _DATED):
        parts = [_labelled(source.text(name, item), label) for name, label in _STATED[listed]]
        said = (_ended(part.text) for part in parts if part.text and part.why is None)
        yield "\n".join((_heading(source, item, listed).text, " ".join(said))).strip()


def _accusations_stated(source: Source) -> Iterator[str]:
    """B.2 in short: what each case, ruling and event is called, with its numbers and dates."""
    for item in source.items("cases"):
        yield _ended(_case_heading(source, item).text)
    for item in source.items("admin_cases"):
        yield _ended(_ruling_heading(source, item).text)
    for item, listed in _in_order(source, _DATED):
        if HELD & set(_choices(source, _HARMS[listed], item)):
            yield _ended(_heading(source, item, listed).text)


def _ended(text: str) -> str:
    """Return a text with a full stop, so that another may follow it on the line."""
    return text if not text or text[-1] in '.!?"”' else f"{text}."


def _accusations(source: Source) -> list[Fact]:
    """B.2: criminal and administrative cases, then every arrest and questioning."""
    cases = [_case(source, item) for item in source.items("cases")]
    rulings = [_ruling(source, item) for item in source.items("admin_cases")]
    held = [
        _told(source, item, listed, ("incident_story",) if listed == "incidents" else FAMILY_HARM)
        if not _told_in_b1a(source)
        else _heading(source, item, listed)
        for item, listed in _in_order(source, _DATED)
        if HELD & set(_choices(source, _HARMS[listed], item))
    ]
    if held and _told_in_b1a(source):
        held.append(Fact((Key("form_harm"),), "These events: see Part B, Question 1.A."))
    return [*cases, *rulings, *held]


def _told(source: Source, item: str, listed: str, told: Sequence[str]) -> Fact:
    """An event: its name, date and place as its heading, then what was told."""
    heading = _heading(source, item, listed)
    return joined("\n", (heading, *(source.text(name, item) for name in told)))


def _heading(source: Source, item: str, listed: str) -> Fact:
    return joined(", ", [source.text(name, item) for name in _HEADINGS[listed]])


def _told_in_b1a(source: Source) -> bool:
    """Whether B.1.A tells the events already, so that they need not be told twice."""
    own = source.text("form_harm_story")
    return source.value("form_harm") is True and own.why in (Why.UNANSWERED, Why.LATER)


def _case(source: Source, item: str) -> Fact:
    told = (source.text("case_about", item), source.text("case_state", item))
    return joined("\n", (_case_heading(source, item), *told))


def _case_heading(source: Source, item: str) -> Fact:
    heading = (
        source.text("case_name", item),
        source.text("case_number", item),
        source.articles("case_articles", item),
        source.text("case_body", item),
    )
    return joined(", ", heading)


def _ruling(source: Source, item: str) -> Fact:
    told = (source.text("admin_about", item), source.text("admin_truth", item))
    return joined("\n", (_ruling_heading(source, item), *told))


def _ruling_heading(source: Source, item: str) -> Fact:
    heading = (
        source.text("admin_name", item),
        source.text("admin_number", item),
        source.articles("admin_articles", item),
        source.text("admin_penalty", item),
        source.text("admin_amount", item),
    )
    return joined(", ", heading)


def _fear(source: Source) -> Fact:
    """B.1.B asks what harm, by whom and why; the interview has asked just that."""
    if source.value("form_fear") is not True:
        return Fact((Key("form_fear"), Key("fear_return")), why=Why.NOT_ASKED)
    return _account([source.text(name) for name in ("fear_return", "fear_whom", "fear_why")])


def _stopped(source: Source) -> dict[str, Fact]:
    """C.2.A: said, or clear from a list of countries on the way; both must not contradict."""
    path = "claim.c2a.answer"
    said, listed = source.value("transit_any"), bool(source.items("transit"))
    keys = (Key("transit_any"), Key("transit"))
    if said is False and listed:
        conflict = Fact(keys, why=Why.CONFLICT)
        return {f"{path} == true": conflict, f"{path} == false": conflict}
    answer = True if listed else said if isinstance(said, bool) else None
    return _yes_no(path, keys, answer, source.empty("transit_any"))


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
    if fact.why in (Why.UNKNOWN, Why.NOT_APPLICABLE):
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


# ---- Parts D and E -------------------------------------------------------------------------------


def signature(source: Source) -> dict[str, Fact]:
    """Return who helped (Part D) and the preparer (Part E). Nothing is ever signed or dated."""
    return {
        **_family_helped(source),
        **_prepared_by_other(source),
        **source.yes_no("signature.counsel_list_given", "counsel_list"),
        **prefixed("preparer.", _preparer(source)),
    }


def family_helpers(source: Source) -> list[Row]:
    """Return the spouse, parents and children who helped."""
    return [
        family_helper(source, question, item)
        for question, item in _helpers(source)
        if source.value(f"{question}_relation", item) in RELATIVES
    ]


def family_helper(source: Source, question: str = "other_helper", item: str = "") -> Row:
    """Return the facts about a relative who helped."""
    relation = source.text(f"{question}_relation", item)
    short = RELATIVES.get(str(source.value(f"{question}_relation", item)))
    return {
        "name": source.text(f"{question}_name", item),
        "relationship": replace(relation, text=short) if short else relation,
    }


def _helpers(source: Source) -> list[tuple[str, str]]:
    """Everybody who helped: the questions' prefix and the item."""
    if source.value("helper_used") is not True:
        return []
    return [("helper", ""), *(("other_helper", item) for item in source.items("other_helpers"))]


def _relations(source: Source) -> list[str | None]:
    found = [source.value(f"{question}_relation", item) for question, item in _helpers(source)]
    return [relation if isinstance(relation, str) else None for relation in found]


def _family_helped(source: Source) -> dict[str, Fact]:
    relations = _relations(source)
    helped: bool | None
    if any(relation in RELATIVES for relation in relations):
        helped = True
    elif source.value("helper_used") is False or (relations and None not in relations):
        helped = False
    else:
        helped = None
    keys = (Key("helper_used"), Key("helper_relation"))
    return _yes_no("signature.family_helped", keys, helped, source.empty("helper_used"))


def _prepared_by_other(source: Source) -> dict[str, Fact]:
    """Whether somebody beyond the nearest family prepared the form (8 CFR 208.3(c)(2))."""
    path = "signature.prepared_by_other"
    keys = (Key("preparer"), Key("helper_used"), Key("helper_relation"))
    relations, preparer = _relations(source), source.value("preparer")
    if preparer == "nobody" and "other" in relations:
        conflict = Fact(keys, why=Why.CONFLICT)
        return {f"{path} == true": conflict, f"{path} == false": conflict}
    prepared: bool | None = None
    if preparer in ("lawyer", "helper") or "other" in relations:
        prepared = True
    elif preparer == "nobody":
        prepared = False
    return _yes_no(path, keys, prepared, source.empty("preparer"))


def _yes_no(path: str, keys: tuple[Key, ...], answer: bool | None, empty: Fact) -> dict[str, Fact]:
    if answer is None:
        nothing = replace(empty, keys=keys, text="", why=empty.why or Why.UNANSWERED)
        return {f"{path} == true": nothing, f"{path} == false": nothing}
    return {
        f"{path} == true": Fact(keys, ticked=answer),
        f"{path} == false": Fact(keys, ticked=not answer),
    }


def _preparer(source: Source) -> dict[str, Fact]:
    """Part E: the lawyer, or the person who helped and is no near relative."""
    question, item = "helper", ""
    if source.value("preparer") == "lawyer":
        question = "lawyer"
    elif source.value("preparer") == "helper":
        question, item = next(
            (
                (question, item)
                for question, item in _helpers(source)
                if source.value(f"{question}_relation", item) == "other"
            ),
            ("helper", ""),
        )
    facts = {
        "name": source.text(f"{question}_name", item),
        **source.phone("phone", f"{question}_phone", item),
        **source.us_address("address", f"{question}_address", item),
    }
    if source.value("preparer") not in ("lawyer", "helper"):
        key = Key("preparer")
        why = source.empty("preparer").why
        if source.value("preparer") == "nobody":
            why = Why.NOT_ASKED
        facts = {name: Fact((key, *fact.keys), why=why) for name, fact in facts.items()}
    bar = source.text("lawyer_bar_number")
    account = source.digits("lawyer_uscis_account", "USCIS online account number", 12)
    if source.value("preparer") != "lawyer":
        bar = Fact((Key("preparer"), Key("lawyer_bar_number")), why=Why.NOT_ASKED)
        account = Fact((Key("preparer"), Key("lawyer_uscis_account")), why=Why.NOT_ASKED)
    return {
        **facts,
        "g28_attached == true": source.tick("lawyer_g28", True),
        "bar_number": bar,
        "uscis_account": account,
    }
