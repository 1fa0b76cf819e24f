"""Form I-765 in category (c)(8): what it asks beyond Form I-589, and who read and prepared it.

Signatures, dates, and what the applicant and the preparer say of themselves when they sign have no
facts: those boxes are for their own hands.
"""

from __future__ import annotations

from dataclasses import replace

from pristan.case import Key
from pristan.official.facts_contact import address, phone
from pristan.official.facts_people import name_facts, spellings
from pristan.official.facts_signature import Prepared, prepared
from pristan.official.facts_source import Source
from pristan.official.facts_value import Fact, Row, Why, answered, joined, prefixed

_NAME = ("first_name", "middle_name", "last_name")


def permit(source: Source) -> dict[str, Fact]:
    """Return the facts of Form I-765 that Form I-589 does not have."""
    differs = source.yes_no("differs", "mailing_differs")
    facts = {
        **source.options("reason", "permit_reason"),
        **source.yes_no("before", "permit_before"),
        **source.yes_no("arrested", "permit_arrested"),
        **_category(source),
        "same_address == true": differs["differs == false"],
        "same_address == false": differs["differs == true"],
        **prefixed("home.", _home(source)),
        "citizenship": source.text("citizenship"),
        "other_citizenship": source.text("citizenship_others"),
        "birth.city": source.text("birth_city"),
        "birth.region": source.text("birth_region"),
        "birth.country": source.text("birth_country"),
        "entry.date": source.date("entry_date", "Date of last arrival"),
        "entry.place": source.text("entry_place"),
        "entry.status": _entry_status(source),
        "status_now": source.text("permit_status"),
        **prefixed("interpreter.", _interpreter(source)),
        **_preparer(source),
    }
    return prefixed("permit.", facts)


def other_names(source: Source) -> list[Row]:
    """Return the other names and, in one line each, other spellings; none where there are none."""
    rows = [other_name(source, item) for item in source.items("other_names_list")]
    key = Key("full_name")
    if others := spellings(source, "full_name"):
        said = f"Other spelling: {', '.join(others)}."
        note = Fact((key,), why=Why.DOES_NOT_FIT, supplement=said)
        rows.append({**dict.fromkeys(_NAME, Fact((key,), why=Why.NO_PART)), "last_name": note})
    if rows:
        return rows
    missing = replace(source.empty("other_names"), text="")
    if source.value("other_names") is False:
        missing = replace(missing, why=Why.NO_PART)
    return [dict.fromkeys(_NAME, missing)]


def other_name(source: Source, item: str) -> Row:
    """Return the three boxes of another name."""
    facts = name_facts(source, "other_name", item)
    return {name: facts[name] for name in _NAME}


def _category(source: Source) -> dict[str, Fact]:
    """The category is (c)(8) only where it was said to be."""
    said = source.fact("permit_category", "", lambda _: Fact((Key("permit_category"),)))
    if source.value("permit_category") == "c8":
        letter, number = replace(said, text="c"), replace(said, text="8")
    else:
        letter = number = replace(said, text="", why=said.why or Why.DOES_NOT_FIT)
    return {"category.letter": letter, "category.number": number}


def _home(source: Source) -> Row:
    """Where the applicant lives, which the form asks only where the mail goes elsewhere."""
    home = address(source, "us_address")
    if source.value("mailing_differs") is True:
        return home
    key = Key("mailing_differs")
    why = Why.NOT_ASKED if source.value("mailing_differs") is False else Why.UNANSWERED
    return {name: Fact((key, *fact.keys), why=why) for name, fact in home.items()}


def _entry_status(source: Source) -> Fact:
    asked = "entry_status_other" if source.value("entry_status") == "other" else "entry_status"
    return source.text(asked)


def _interpreter(source: Source) -> dict[str, Fact]:
    return {
        "first_name": source.text("permit_interpreter_given"),
        "last_name": source.text("permit_interpreter_family"),
        "language": source.text("interpreter_language"),
        "phone": phone(source, "interpreter_phone", "Interpreter's telephone"),
        **prefixed("address.", address(source, "interpreter_address")),
    }


def _preparer(source: Source) -> dict[str, Fact]:
    """Part 5: the lawyer or the helper who prepared the applications; nobody where nobody did.

    Only of the helper named first does the interview ask given and family name apart.
    """
    made = prepared(source)
    person, item = made.person
    given, family, middle = (
        ("lawyer_given_name", "lawyer_family_name", "lawyer_middle_name")
        if person == "lawyer"
        else ("helper_given_name", "helper_family_name", "")
    )
    lawyers = ("firm", "mobile", "email")
    prefix = person or "helper"
    facts: dict[str, Fact] = {
        "first_name": source.text(given),
        "last_name": source.text(family),
        "full_name": joined(" ", [source.text(each) for each in (given, middle, family) if each]),
        "phone": phone(source, f"{prefix}_phone", "Preparer's telephone", item),
        **prefixed("address.", address(source, f"{prefix}_address", item)),
        "firm": source.text("lawyer_firm"),
        "mobile": phone(source, "lawyer_mobile", "Preparer's mobile telephone"),
        "email": source.text("lawyer_email"),
    }
    key = Key("preparer")
    for name, fact in facts.items():
        if not person:
            why = Why.NOT_ASKED if made.answer is False else made.empty.why
            facts[name] = Fact((key, *fact.keys), why=why)
        elif person != "lawyer" and name in lawyers:
            facts[name] = Fact((key, *fact.keys), why=Why.NOT_ASKED)
    if person == "other_helper":
        named = source.text("other_helper_name", item)
        facts |= {"first_name": named, "last_name": named, "full_name": named}
        if named.why is None:
            note = f"Preparer: {named.text}."
            apart = Fact(named.keys, why=Why.DOES_NOT_FIT)
            facts |= {"first_name": apart, "last_name": replace(apart, supplement=note)}
    ticks = answered("prepared_by_other", (key,), made.answer, made.empty)
    return {
        "prepared_by_other == true": ticks["prepared_by_other == true"],
        **{f"preparer_is == '{who}'": _is(made, who) for who in ("helper", "lawyer")},
        **prefixed("preparer.", facts),
    }


def _is(made: Prepared, who: str) -> Fact:
    """The tick of who prepared the application."""
    if made.answer is None or (made.answer and not made.person[0]):
        return replace(made.empty, text="")
    lawyer = made.person[0] == "lawyer"
    return Fact((Key("preparer"),), ticked=made.answer and lawyer == (who == "lawyer"))
