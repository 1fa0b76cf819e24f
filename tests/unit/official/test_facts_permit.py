"""Form I-765 in category (c)(8): only what was said, and the names in their boxes."""

from __future__ import annotations

from pristan.official.facts_value import Why
from unit.official.facts_made import case, fact, text


def test_the_category_is_c8_only_where_it_was_said_to_be() -> None:
    said = case(permit_wanted=True, permit_category="c8")
    assert (text(said, "permit.category.letter"), text(said, "permit.category.number")) == (
        "c", "8",
    )  # fmt: skip
    for other in (
        case(permit_wanted=True),
        case(permit_wanted=True, permit_category="other"),
        case(permit_category="c8"),  # asked for by nobody
        case(permit_wanted=True, permit_category={"state": "unknown"}),
    ):
        assert text(other, "permit.category.letter") == ""


def test_the_question_about_arrests_has_three_states() -> None:
    for said, yes, no in ((True, True, False), (False, False, True)):
        of = case(permit_wanted=True, permit_arrested=said)
        assert fact(of, "permit.arrested == true").ticked is yes
        assert fact(of, "permit.arrested == false").ticked is no
    unsaid = case(permit_wanted=True)
    assert fact(unsaid, "permit.arrested == true").ticked is None
    assert fact(unsaid, "permit.arrested == false").ticked is None


def test_other_names_are_rows_and_other_spellings_are_told() -> None:
    of = case(
        full_name={"family": "ПРИМЕРОВА", "latin_family": "PRIMEROVA", "latin_given": "ANNA",
                   "others": [{"text": "Anna Petrovna Primerova", "document": "card"}]},
        other_names=True,
        other_names_list=[
            {"other_name": {"latin_family": "OBRAZTSOVA", "latin_given": "ANNA"}},
            {"other_name": {"latin_family": "TESTOVA", "latin_given": "ANNA"}},
        ],
    )  # fmt: skip
    assert of.count("permit.other_names") == 3
    assert text(of, "permit.other_names[0].last_name") == "OBRAZTSOVA"
    assert text(of, "permit.other_names[1].last_name") == "TESTOVA"
    spelled = fact(of, "permit.other_names[2].last_name")
    assert (spelled.text, spelled.supplement) == ("", "Other spelling: Anna Petrovna Primerova.")
    none = fact(case(other_names=False), "permit.other_names[0].last_name")
    assert (none.text, none.why) == ("", Why.NO_PART)


def test_the_preparer_is_whom_the_lawyers_part_names() -> None:
    people = {
        "permit_wanted": True, "helper_used": True, "helper_relation": "other",
        "helper_given_name": "Maria", "helper_family_name": "Obraztsova",
        "lawyer_given_name": "John", "lawyer_family_name": "Sample",
        "lawyer_firm": "Sample Law Office",
    }  # fmt: skip
    helper = case(**people, preparer="helper")
    assert text(helper, "permit.preparer.full_name") == "Maria Obraztsova"
    assert text(helper, "permit.preparer.firm") == ""
    assert fact(helper, "permit.preparer_is == 'helper'").ticked is True
    lawyer = case(**people, preparer="lawyer")
    assert text(lawyer, "permit.preparer.full_name") == "John Sample"
    assert text(lawyer, "permit.preparer.firm") == "Sample Law Office"
    assert fact(lawyer, "permit.prepared_by_other == true").ticked is True
    nobody = case(permit_wanted=True, helper_used=False, preparer="nobody")
    assert fact(nobody, "permit.prepared_by_other == true").ticked is False
    assert text(nobody, "permit.preparer.last_name") == ""
    assert fact(case(permit_wanted=True), "permit.prepared_by_other == true").ticked is None


def test_a_preparer_named_later_stands_in_part_5_and_not_the_first_helper() -> None:
    second = {"other_helper_name": "Peter Testov", "other_helper_relation": "other"}
    of = case(permit_wanted=True, preparer="helper", helper_used=True, helper_relation="spouse",
              helper_name="Anna Primerova", other_helpers=[second])  # fmt: skip
    assert text(of, "preparer.name") == text(of, "permit.preparer.full_name") == "Peter Testov"
    family = fact(of, "permit.preparer.last_name")
    assert (family.text, family.supplement) == ("", "Preparer: Peter Testov.")
