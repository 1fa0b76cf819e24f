"""What a person said and did not say on Form I-589: states, names, the words of the claim."""

from pristan.case import Key
from pristan.official.facts import Why
from unit.official.facts_made import case, fact, text

RUSSIAN = {"family": "ПРИМЕРОВ", "given": "Иван", "patronymic": "Сергеевич"}
LATIN = {"latin_family": "PRIMEROV", "latin_given": "IVAN"}


def test_only_the_persons_own_word_prints_unknown_or_na() -> None:
    states = {"ssn": "not_applicable", "religion": "declined", "passport_number": "unknown",
              "uscis_account": "later", "ethnic_group": "in_person"}  # fmt: skip
    of = case(**{question: {"state": state} for question, state in states.items()})
    found = {
        name: (fact(of, f"applicant.{name}").text, fact(of, f"applicant.{name}").why)
        for name in ("ssn", "religion", "passport.number", "uscis_account", "ethnicity", "a_number")
    }
    assert found == {
        "ssn": ("N/A", Why.NOT_APPLICABLE),
        "religion": ("", Why.DECLINED),
        "passport.number": ("Unknown", Why.UNKNOWN),
        "uscis_account": ("", Why.LATER),
        "ethnicity": ("", Why.IN_PERSON),
        "a_number": ("", Why.UNANSWERED),
    }


def test_a_state_ticks_no_box() -> None:
    of = case(form_fear={"state": "not_applicable"}, sex={"state": "unknown"})
    for name in (
        "claim.b1b.answer == true",
        "claim.b1b.answer == false",
        "applicant.sex == 'male'",
    ):
        assert (fact(of, name).ticked, fact(of, name).text) == (None, "")


def test_a_latin_name_is_the_passports_and_cyrillic_is_never_transliterated() -> None:
    of = case(full_name=RUSSIAN | LATIN, birth_city={"text": "Тверь"}, birth_country="SU")
    assert text(of, "applicant.last_name") == "PRIMEROV"
    assert fact(of, "applicant.middle_name").why is Why.NO_PART, "a patronymic is no middle name"
    assert text(of, "applicant.native_alphabet_name") == "ПРИМЕРОВ Иван Сергеевич"
    whole = "applicant.first_name, applicant.middle_name, applicant.last_name"
    assert text(of, whole) == "IVAN PRIMEROV"
    born = fact(of, "applicant.birth_city, applicant.birth_country")
    assert (born.text, born.needs_english, born.why) == ("", True, Why.NEEDS_ENGLISH)
    unspelled = fact(case(full_name=RUSSIAN), "applicant.last_name")
    assert (unspelled.text, unspelled.needs_english) == ("", True)


def test_other_names_are_none_only_where_that_was_said() -> None:
    assert (
        text(case(full_name=RUSSIAN | LATIN, other_names=False), "applicant.other_names") == "None"
    )
    assert fact(case(full_name=RUSSIAN | LATIN), "applicant.other_names").why is Why.UNANSWERED
    of = case(
        full_name=RUSSIAN | LATIN | {"others": [{"text": "Ivan Primeroff", "document": "card"}]},
        other_names=True,
        other_names_list=[{"other_name": {"latin_family": "TESTOV", "latin_given": "IVAN"}}],
    )
    assert text(of, "applicant.other_names") == "Ivan Primeroff, IVAN TESTOV"


def test_a_hidden_answer_is_not_printed() -> None:
    of = case(returned=False, returned_story="Once.", mailing_differs=False, mailing_phone="1")
    assert fact(of, "claim.c4.text").why is Why.NOT_ASKED
    assert fact(of, "applicant.mailing.phone.local").why is Why.NOT_ASKED


def test_nobody_who_belonged_to_no_group_still_takes_part_in_one() -> None:
    of = case(form_groups=False)
    assert fact(of, "claim.b3b.answer == false").ticked is True
    assert fact(case(), "claim.b3b.answer == false").ticked is None


def test_two_criminal_cases_and_an_arrest_explain_b2_in_the_persons_words() -> None:
    plain = {
        "form_accused": True,
        "cases": [
            {"case_name": "First case", "case_number": "122", "case_about": "My posts.",
             "case_articles": [{"code": "UK", "article": "207.3", "part": "2", "point": "д"}]},
            {"case_name": "Second case", "case_about": {"text": "Флаг.", "english": "A flag."}},
        ],
        "incidents": [
            {"incident_name": "Arrest", "incident_harm": ["detained"],
             "incident_story": "They took me away."},
            {"incident_name": "Dismissal", "incident_harm": ["dismissed"],
             "incident_story": "I was dismissed."},
        ],
    }  # fmt: skip
    told = fact(case(**plain), "claim.b2.text")
    assert told.text == (
        "First case, 122, Art. 207.3, Part 2 of the Criminal Code of the RF\nMy posts.\n\n"
        "Second case\nA flag.\n\n"
        "Arrest\nHarm: I was stopped, detained or arrested\nThey took me away."
    )
    assert Key("form_accused_story") == told.keys[0]
    own = case(**plain, form_accused_story="Twice, for words.")
    assert text(own, "claim.b2.text") == "Twice, for words."
    denied = case(**{**plain, "form_accused": False})
    assert (text(denied, "claim.b2.text"), fact(denied, "claim.b2.answer == false").ticked) == (
        "", True
    )  # fmt: skip


def test_what_was_done_to_the_family_is_told_in_the_order_of_the_dates() -> None:
    of = case(
        form_harm=True,
        form_accused=True,
        incidents=[{"incident_name": "Search", "incident_when": "2023-02-16",
                    "incident_story": "They broke the door.", "incident_reason": "My posts."}],
        family_harms=[{"family_harm_name": "My brother", "family_harm_when": "2022-05",
                       "family_harm_kind": ["questioned"],
                       "family_harm_story": "He was asked about me."}],
        admin_cases=[{"admin_name": "The fine", "admin_penalty": "fine",
                      "admin_amount": "30,000 rubles",
                      "admin_articles": [{"code": "KoAP", "article": "20.3.3", "part": "1"}],
                      "admin_about": "A poster."}],
    )  # fmt: skip
    brother = "My brother, in May 2022\nHarm: Questioned or called in\nHe was asked about me."
    assert text(of, "claim.b1a.text") == (
        brother + "\n\nSearch, on February 16, 2023\nWhy: My posts.\nThey broke the door."
    )
    fine = (
        "The fine, Art. 20.3.3, Part 1 of the Code of Administrative Offenses of the RF, A fine, "
        "30,000 rubles\nA poster."
    )
    again = "My brother, in May 2022\n\nThese events: see Part B, Question 1.A."
    assert text(of, "claim.b2.text") == fine + "\n\n" + again, "nothing is told twice"


def test_events_told_by_one_another_stand_in_their_order() -> None:
    of = case(
        form_harm=True,
        incidents=[
            {"incident_name": "The threat", "incident_story": "They called.",
             "incident_when": {"after": {"event": "search", "count": 2, "unit": "weeks"}}},
            {"item": "search", "incident_name": "The search", "incident_when": "2023-02-16",
             "incident_story": "They came."},
            {"incident_name": "The warning", "incident_when": {"before": {"event": "search"}},
             "incident_story": "They warned me."},
        ],
    )  # fmt: skip
    search = "the search (February 16, 2023)"
    assert text(of, "claim.b1a.text") == (
        f"The warning, before {search}\nThey warned me.\n\n"
        "The search, on February 16, 2023\nThey came.\n\n"
        f"The threat, two weeks after {search}\nThey called."
    )


def test_half_an_account_is_not_printed_as_the_whole() -> None:
    of = case(
        form_harm=True,
        incidents=[
            {"incident_name": "Search", "incident_story": "They broke the door."},
            {"incident_name": "Arrest", "incident_story": {"text": "Меня увезли."}},
        ],
    )
    told = fact(of, "claim.b1a.text")
    assert (told.text, told.needs_english) == ("", True)


def test_countries_on_the_way_are_told_as_the_form_asks() -> None:
    of = case(
        transit_any=True,
        transit=[{"transit_country": "GE", "transit_who": ["me", "spouse"],
                  "transit_when": {"from": "2023-09", "to": "2024-11"},
                  "transit_status": "visa_free", "transit_asylum": False,
                  "transit_asylum_why": "I was afraid to ask.",
                  "transit_may_return": {"state": "unknown"}}],
    )  # fmt: skip
    assert fact(of, "claim.c2a.answer == true").ticked is True
    assert text(of, "claim.c2.text").splitlines() == [
        "Country: Georgia",
        "Who was there: Me; My husband or wife",
        "Stay: from September 2023 to November 2024",
        "Status there: As a visitor without a visa",
        "Entitled to return for lawful residence: Unknown",
        "Asked for asylum there: No",
        "Reason for not asking: I was afraid to ask.",
    ]
    assert fact(case(transit_any=False), "claim.c2a.answer == false").ticked is True
    listed = case(transit=[{"transit_country": "GE"}])
    assert fact(listed, "claim.c2a.answer == true").ticked is True
    assert fact(case(transit=[{}]), "claim.c2a.answer == true").why is Why.UNANSWERED
    both = case(transit_any=False, transit=[{"transit_country": "GE"}])
    assert fact(both, "claim.c2a.answer == true").why is Why.CONFLICT
    assert fact(case(), "claim.c2a.answer == true").why is Why.UNANSWERED


HELPED = {
    "helper_used": True,
    "helper_name": "Maria Obraztsova",
    "helper_relation": "other",
    "helper_phone": "+1 202 555 0199",
    "helper_address": {
        "street": "5 Invented St.",
        "apartment": "Suite 200",
        "postal_code": "00000-1234",
    },
    "other_helpers": [{"other_helper_name": "Anna Primerova", "other_helper_relation": "spouse"}],
}


def test_whoever_helped_stands_in_part_d_and_who_prepared_it_in_part_e() -> None:
    of = case(**HELPED, preparer="helper", counsel_list=True)
    assert fact(of, "signature.family_helped == true").ticked is True
    assert of.count("signature.family_helpers") == 1
    assert text(of, "signature.family_helpers[0].name") == "Anna Primerova"
    assert text(of, "signature.family_helpers[0].relationship") == "Spouse"
    assert fact(of, "signature.prepared_by_other == true").ticked is True
    assert fact(of, "signature.counsel_list_given == true").ticked is True
    assert text(of, "preparer.name") == "Maria Obraztsova"
    assert (text(of, "preparer.phone.area"), text(of, "preparer.phone.local")) == (
        "202",
        "555-0199",
    )
    assert (text(of, "preparer.address.apt"), text(of, "preparer.address.zip")) == ("200", "00000")
    assert fact(of, "preparer.g28_attached == true").why is Why.NOT_ASKED


def test_a_lawyer_who_prepared_it_signs_with_the_bar_number() -> None:
    of = case(
        preparer="lawyer", lawyer_name="John Sample", lawyer_bar_number="000000", lawyer_g28=True
    )
    assert (text(of, "preparer.name"), text(of, "preparer.bar_number")) == ("John Sample", "000000")
    assert fact(of, "preparer.g28_attached == true").ticked is True


def test_a_helper_who_is_no_near_relative_cannot_be_nobody() -> None:
    of = case(**HELPED, preparer="nobody")
    for answer in ("true", "false"):
        box = fact(of, f"signature.prepared_by_other == {answer}")
        assert (box.ticked, box.why) == (None, Why.CONFLICT)
    silent = fact(case(), "signature.prepared_by_other == false")
    assert (silent.ticked, silent.why) == (None, Why.UNANSWERED)


def test_numbers_that_no_box_can_take_go_to_the_supplement() -> None:
    of = case(a_number="A 000 000 01, A 000-000-002", phone="+995 555 00 00 00", ssn="12")
    number = fact(of, "applicant.a_number")
    assert (number.text, number.supplement) == ("000000001", "A-Numbers: 000000001, 000000002.")
    phone = fact(of, "applicant.residence.phone.local")
    assert (phone.text, phone.why) == ("", Why.DOES_NOT_FIT)
    assert phone.supplement == "Telephone: +995 555 00 00 00."
    assert fact(of, "applicant.residence.phone.area").supplement == "", "it is said once"
    assert fact(of, "applicant.ssn").supplement == "Social Security number: 12."


def test_a_name_that_nobody_gives_is_no_fact() -> None:
    of = case()
    for name in ("claim.b9.text", "children[0].shoe_size", "cousins[0].name", "overflow[0].text"):
        assert of.get(name) is None
    assert fact(of, "children[99].dob").keys == (Key("person_birth_date"),)
