"""The family on Form I-589: spouse, children, parents, brothers and sisters."""

from pristan.case import Key
from pristan.official.facts import Why
from unit.official.facts_made import case, fact, person, text


def test_five_children_are_five_rows_and_the_sixth_says_why_it_is_empty() -> None:
    children = [
        person("child", given, person_birth_date=f"201{year}-05-0{year + 1}", person_living=True,
               person_country="RU", person_city="Tver", person_sex="female",
               person_marital_status="single")
        for year, given in enumerate(("Vera", "Nadezhda", "Lyubov", "Sofia", "Zoya"))
    ]  # fmt: skip
    of = case(has_children=True, people=children)
    assert of.count("children") == 5
    assert fact(of, "children.count > 0").ticked is True
    assert fact(of, "children.count == 0").ticked is False
    assert text(of, "children.count") == "5"
    assert [text(of, f"children[{n}].first_name") for n in range(5)] == [
        "VERA", "NADEZHDA", "LYUBOV", "SOFIA", "ZOYA"
    ]  # fmt: skip
    assert text(of, "children[4].dob") == "05/05/2014"
    assert text(of, "children[4].marital_status") == "Single"
    assert text(of, "children[4].location") == "Tver, Russia"
    assert fact(of, "children[4].in_us == false").ticked is True
    assert fact(of, "children[4].sex == 'female'").ticked is True
    assert fact(of, "children[4].sex == 'male'").ticked is False
    beyond = fact(of, "children[5].first_name")
    assert (beyond.text, beyond.why) == ("", Why.NOT_ASKED)


def test_no_children_is_ticked_only_where_it_was_said() -> None:
    none = case(has_children=False)
    assert fact(none, "children.count == 0").ticked is True
    assert fact(none, "children.count > 0").ticked is False
    assert text(none, "children.count") == "", "the number belongs to “I have children”"
    unsaid = fact(case(), "children.count == 0")
    assert (unsaid.ticked, unsaid.why) == (None, Why.UNANSWERED)
    unlisted = case(has_children=True)
    assert fact(unlisted, "children.count > 0").ticked is True
    assert fact(unlisted, "children.count").why is Why.UNANSWERED
    both = case(has_children=False, people=[person("child", "Vera")])
    assert fact(both, "children.count == 0").ticked is None
    assert fact(both, "children.count").why is Why.CONFLICT


def test_a_child_who_died_is_not_in_the_us_and_nobody_asks_where() -> None:
    of = case(has_children=True, people=[person("child", "Vera", person_living=False)])
    assert text(of, "children[0].location") == "Deceased"
    assert fact(of, "children[0].in_us == false").ticked is True
    assert fact(of, "children[0].in_court == true").why is Why.NOT_ASKED


MARRIED = """
marital_status: married
people:
  - item: anna
    person_name: {family: ПРИМЕРОВА, given: Анна, latin_family: PRIMEROVA, latin_given: ANNA}
    person_relation: spouse
    person_country: US
    person_has_case: yes
    person_in_court: yes
    person_a_number: A 00-000-002
    person_birth_city: {text: г. Тверь, english: Tver}
    person_birth_country: SU
    person_other_names: {text: ОБРАЗЦОВА, english: OBRAZTSOVA}
    person_i94: "123"
spouse_married: {about: 2010-08-07}
"""


def test_a_spouse_is_entered_once_and_fills_a_part_of_the_form() -> None:
    of = case(MARRIED)
    assert fact(of, "spouse is none").ticked is False
    assert text(of, "spouse.last_name") == "PRIMEROVA"
    assert text(of, "spouse.a_number") == "000000002"
    assert text(of, "spouse.birth_city, spouse.birth_country") == "Tver, USSR"
    assert fact(of, "spouse.in_us == true").ticked is True
    assert fact(of, "spouse.in_court == true").ticked is True
    assert fact(of, "spouse.include == true").why is Why.UNANSWERED
    number = fact(of, "spouse.i94_number")
    assert (number.text, number.why, number.supplement) == (
        "", Why.DOES_NOT_FIT, "I-94 number: 123."
    )  # fmt: skip
    married = fact(of, "spouse.marriage_date")
    assert (married.text, married.supplement) == (
        "08/2010", "Date of marriage: on or about August 7, 2010."
    )  # fmt: skip


def test_who_is_not_married_ticks_it_and_who_did_not_say_does_not() -> None:
    single = case(marital_status="divorced", people=[person("spouse", "Anna")])
    assert fact(single, "spouse is none").ticked is True
    assert fact(single, "spouse.first_name").why is Why.NOT_ASKED
    assert fact(case(), "spouse is none").ticked is None
    alone = case(marital_status="married")
    assert fact(alone, "spouse.first_name").keys == (Key("spouse"),)
    assert fact(alone, "spouse.first_name").why is Why.UNANSWERED


def test_parents_and_siblings_have_their_lines() -> None:
    of = case(people=[
        person("parent", "Maria", person_parent="mother", person_living=False),
        person("sibling", "Olga", person_living=True, person_country="GE",
               person_safe="initials"),
        person("sibling", "Elena", person_safe="ask_me"),
    ])  # fmt: skip
    assert text(of, "background.mother.name") == "MARIA PRIMEROVA"
    assert fact(of, "background.mother.deceased == true").ticked is True
    assert fact(of, "background.mother.location").why is Why.NO_PART
    assert fact(of, "background.father.name").why is Why.UNANSWERED
    assert text(of, "background.siblings[0].name") == "O. P."
    assert text(of, "background.siblings[0].location") == "Georgia"
    assert fact(of, "background.siblings[0].deceased == true").ticked is False
    kept = fact(of, "background.siblings[1].name")
    assert (kept.text, kept.why, kept.keys[0].question) == ("", Why.IN_PERSON, "person_safe")
    assert text(case(has_siblings=False), "background.siblings[0].name") == "None"
    assert fact(case(), "background.siblings[0].name").why is Why.UNANSWERED


def test_siblings_and_a_no_contradict_each_other() -> None:
    of = case(has_siblings=False, people=[person("sibling", "Olga")])
    name = fact(of, "background.siblings[0].name")
    assert name.text == "OLGA PRIMEROVA"
    assert [(gap.why, gap.keys[0]) for gap in name.open] == [(Why.CONFLICT, Key("has_siblings"))]


def test_other_spellings_of_a_spouse_are_other_names() -> None:
    wife = person("spouse", "Anna", person_other_names={"text": "OBRAZTSOVA", "language": "en"})
    wife["person_name"]["others"] = [{"text": "ANNE PRIMEROVA", "document": "a visa"}]
    of = case(marital_status="married", people=[wife])
    assert text(of, "spouse.other_names") == "OBRAZTSOVA, ANNE PRIMEROVA"
