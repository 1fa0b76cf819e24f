"""Form I-589, Parts D and E: who helped and who prepared the form, as Form I-765 asks it too.

Two answers say who prepared it: the lawyer's (``preparer``) and the applicant's (who helped, and
who that is to them). Where they contradict each other nothing is checked, and where one that it
depends on is still open neither is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pristan.case import Key
from pristan.official.facts_source import Source
from pristan.official.facts_value import Fact, Row, Why, answered, prefixed

RELATIVES: Mapping[str, str] = {"spouse": "Spouse", "parent": "Parent", "child": "Child"}
_ASKED = (Key("preparer"), Key("helper_used"), Key("helper_relation"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """Whether somebody beyond the nearest family prepared the form, and who.

    ``answer`` is None where that is not known; then ``empty`` says why. ``person`` is the prefix of
    the questions about the preparer, with the item: ``("lawyer", "")``; empty where there is none.
    """

    answer: bool | None
    empty: Fact
    person: tuple[str, str] = ("", "")


def signature(source: Source) -> dict[str, Fact]:
    """Return who helped (Part D) and the preparer (Part E). Nothing is ever signed or dated."""
    made = prepared(source)
    return {
        **_family_helped(source, made),
        **answered("signature.prepared_by_other", _ASKED, made.answer, made.empty),
        **source.yes_no("signature.counsel_list_given", "counsel_list"),
        **prefixed("preparer.", _preparer(source, made)),
    }


def family_helpers(source: Source) -> list[Row]:
    """Return the spouse, parents and children who helped."""
    return [
        family_helper(source, question, item)
        for question, item, relation in _helpers(source)
        if relation in RELATIVES
    ]


def family_helper(source: Source, question: str = "other_helper", item: str = "") -> Row:
    """Return the facts about a relative who helped."""
    relation = source.text(f"{question}_relation", item)
    short = RELATIVES.get(str(source.value(f"{question}_relation", item)))
    return {
        "name": source.text(f"{question}_name", item),
        "relationship": replace(relation, text=short) if short else relation,
    }


def prepared(source: Source) -> Prepared:
    """Return who prepared the form other than the applicant and the nearest family
    (8 CFR 208.3(c)(2), 1208.3(c)(2))."""
    said = source.value("preparer")
    helpers = list(_helpers(source))
    others = [(question, item) for question, item, relation in helpers if relation == "other"]
    known = source.value("helper_used") is False or (
        bool(helpers) and all(relation for _, _, relation in helpers)
    )
    unanswered = _open(source)
    conflict = Fact(_ASKED, why=Why.CONFLICT)
    if said == "lawyer":
        return Prepared(True, unanswered, ("lawyer", ""))
    if said == "helper":
        if others:
            return Prepared(True, unanswered, others[0])
        return Prepared(None, conflict if known else unanswered)
    if others:
        return Prepared(None, conflict) if said == "nobody" else Prepared(True, unanswered)
    return Prepared(False if said == "nobody" and known else None, unanswered)


def _helpers(source: Source) -> Iterator[tuple[str, str, str]]:
    """Everybody who helped: the questions' prefix, the item, and who it is; "" where not said."""
    if source.value("helper_used") is True:
        people = [
            ("helper", ""),
            *(("other_helper", each) for each in source.items("other_helpers")),
        ]
        for question, item in people:
            relation = source.value(f"{question}_relation", item)
            yield question, item, relation if isinstance(relation, str) else ""


def _open(source: Source) -> Fact:
    """The first answer that is missing to say who prepared the form."""
    asked = [("preparer", ""), ("helper_used", "")]
    asked += [(f"{question}_relation", item) for question, item, _ in _helpers(source)]
    missing = [source.empty(*each) for each in asked if source.value(*each) is None]
    return replace(missing[0], text="") if missing else Fact(_ASKED, why=Why.UNANSWERED)


def _family_helped(source: Source, made: Prepared) -> dict[str, Fact]:
    relations = [relation for _, _, relation in _helpers(source)]
    denied = source.value("helper_used") is False
    empty = _open(source)
    helped: bool | None = None
    if any(relation in RELATIVES for relation in relations):
        helped = True
    elif denied and made.empty.why is Why.CONFLICT:
        empty = made.empty  # no one helped, and a helper prepared the form
    elif denied or (relations and all(relations)):
        helped = False
    keys = (Key("helper_used"), Key("helper_relation"))
    return answered("signature.family_helped", keys, helped, empty)


def _preparer(source: Source, made: Prepared) -> dict[str, Fact]:
    """Part E: the lawyer, or the person who helped and is no near relative."""
    question, item = made.person
    lawyer = question == "lawyer"
    person = question or "helper"
    facts = {
        "name": source.text(f"{person}_name", item),
        **source.phone("phone", f"{person}_phone", item),
        **source.us_address("address", f"{person}_address", item),
    }
    helped = [
        Key(f"{each}_{asked}", of)
        for each, of in (
            ("helper", ""),
            *(("other_helper", item) for item in source.items("other_helpers")),
        )
        for asked in ("name", "phone", "address")
    ]
    facts["name"] = replace(facts["name"], beside=tuple(helped))
    if not question:
        why = Why.NOT_ASKED if made.answer is False else made.empty.why
        facts = {
            name: Fact((*_ASKED, *fact.keys), why=why, beside=fact.beside)
            for name, fact in facts.items()
        }
    bar = source.text("lawyer_bar_number")
    account = source.digits("lawyer_uscis_account", "USCIS online account number", 12)
    if not lawyer:
        bar = Fact((Key("preparer"), Key("lawyer_bar_number")), why=Why.NOT_ASKED)
        account = Fact((Key("preparer"), Key("lawyer_uscis_account")), why=Why.NOT_ASKED)
    return {
        **facts,
        "g28_attached == true": source.tick("lawyer_g28", True),
        "bar_number": bar,
        "uscis_account": account,
    }
