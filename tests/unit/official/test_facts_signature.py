"""Parts D and E of Form I-589 and Part 5 of Form I-765: every answer beside every other."""

from itertools import product
from typing import Any

import pytest

from pristan.official.facts import Facts, Why
from unit.official.facts_made import case, fact, text

PREPARERS = (None, "lawyer", "helper", "nobody")
HELPED = (None, True, False)
RELATIONS = (None, "spouse", "parent", "child", "other")
RELATIVES = ("spouse", "parent", "child")


def said(preparer: str | None, helped: bool | None, relation: str | None) -> Facts:
    plain: dict[str, Any] = {
        "permit_wanted": True, "helper_name": "Anna Primerova", "lawyer_name": "John Sample",
        "helper_given_name": "Anna", "helper_family_name": "Primerova",
        "lawyer_given_name": "John", "lawyer_family_name": "Sample",
        "preparer": preparer, "helper_used": helped, "helper_relation": relation,
    }  # fmt: skip
    return case(**{key: value for key, value in plain.items() if value is not None})


def ticked(of: Facts, path: str) -> bool | Why | None:
    """Whether yes or no is ticked, or why neither is."""
    yes, no = (fact(of, f"signature.{path} == {each}") for each in ("true", "false"))
    assert yes.ticked is None or yes.ticked is not no.ticked
    assert (yes.ticked is None) is (no.ticked is None)
    return yes.ticked if yes.ticked is not None else yes.why


def expected(preparer: str | None, helped: bool | None, relation: str | None) -> bool | Why:
    """The rule in words: the lawyer is always another person; a helper is one where the relation
    says so; "no one else" holds where that is known of everybody who helped."""
    other = helped is True and relation == "other"
    known = helped is False or (helped is True and relation is not None)
    if preparer == "lawyer":
        return True
    if preparer == "helper":
        return True if other else Why.CONFLICT if known else Why.UNANSWERED
    if preparer == "nobody":
        return Why.CONFLICT if other else False if known else Why.UNANSWERED
    return True if other else Why.UNANSWERED


@pytest.mark.parametrize(
    ("preparer", "helped", "relation"), list(product(PREPARERS, HELPED, RELATIONS))
)
def test_who_helped_and_who_prepared(
    preparer: str | None, helped: bool | None, relation: str | None
) -> None:
    of = said(preparer, helped, relation)
    answer = expected(preparer, helped, relation)
    assert ticked(of, "prepared_by_other") == answer
    permit = fact(of, "permit.prepared_by_other == true")
    assert (permit.why if permit.ticked is None else permit.ticked) == answer
    if helped is None or (helped and relation is None):
        family: bool | Why = Why.UNANSWERED
    else:
        family = helped and relation in RELATIVES
    if preparer == "helper" and helped is False:
        family = Why.CONFLICT
    assert ticked(of, "family_helped") == family
    assert (of.count("signature.family_helpers") == 1) is (family is True)
    person = {"lawyer": "John Sample", "helper": "Anna Primerova"}.get(preparer or "", "")
    named = person if answer is True else ""
    assert text(of, "preparer.name") == text(of, "permit.preparer.full_name") == named
    who = {each: fact(of, f"permit.preparer_is == '{each}'").ticked for each in PREPARERS[1:3]}
    if named or answer is False:
        assert who == {each: each == preparer for each in PREPARERS[1:3]}
    else:
        assert set(who.values()) == {None}


@pytest.mark.parametrize("second", RELATIONS)
def test_the_second_helper_counts_as_the_first_does(second: str | None) -> None:
    other = {"other_helper_name": "Peter Testov"}
    other |= {"other_helper_relation": second} if second else {}
    people: dict[str, Any] = {"helper_used": True, "helper_relation": "spouse",
                              "helper_name": "Anna Primerova", "other_helpers": [other]}
    made = case(**people, preparer="helper")
    answer = {None: Why.UNANSWERED, "other": True}.get(second, Why.CONFLICT)
    assert ticked(made, "prepared_by_other") == answer
    assert text(made, "preparer.name") == ("Peter Testov" if second == "other" else "")
    nobody = {None: Why.UNANSWERED, "other": Why.CONFLICT}.get(second, False)
    assert ticked(case(**people, preparer="nobody"), "prepared_by_other") == nobody
