"""What goes into which box, what moves to a supplement, and what stays empty and why."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from official.own_form import facts, form
from pristan.case import Key
from pristan.official.answer_sheet import plan_sheet
from pristan.official.facts import Fact, Why
from pristan.official.facts_value import Entry
from pristan.official.form import Form
from pristan.official.notes import by_hand, left_empty, moved, problems, shrunk
from pristan.official.plan import plan
from pristan.official.planned import Plan
from pristan.official.supplement import where

KEYS = (Key("invented"),)
SUPPLEMENT = "TextB[0]"


@pytest.fixture(scope="module")
def x1(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return form(tmp_path_factory.mktemp("x-1"))


def filled(planned: Plan) -> dict[str, str]:
    return {text.copy + text.box.short: text.set.value for text in planned.texts}


def ticked(planned: Plan) -> set[str]:
    return {tick.box.short for tick in planned.ticks}


@pytest.mark.parametrize(
    ("said", "boxes"), [(True, {"Harm[0]"}), (False, {"Harm[1]"}), (None, set())]
)
def test_yes_no_and_unanswered_are_three_things(
    x1: Form, said: bool | None, boxes: set[str]
) -> None:
    no = None if said is None else not said
    planned = plan(x1, facts({"claim.harm == true": said, "claim.harm == false": no}))
    assert ticked(planned) & {"Harm[0]", "Harm[1]"} == boxes
    assert [point.where.question for point in planned.empty] == (["1.A"] if said is None else [])


def test_boxes_with_odd_values_mean_what_the_map_says(x1: Form) -> None:
    assert "Children[1]" in ticked(plan(x1, facts({})))  # exports /Y and means no children
    assert "Children[0]" in ticked(plan(x1, facts({}, children=["Primer"])))


def test_a_value_over_the_forms_own_limit_moves_whole(x1: Form) -> None:
    planned = plan(x1, facts({"person.apt": "12345678"}))
    assert filled(planned)["Apt[0]"] == "Supp B"
    assert "12345678" in filled(planned)[SUPPLEMENT]


def test_the_beginning_of_a_long_line_stays_in_its_box(x1: Form) -> None:
    employer = "Invented School, 5 Vymyshlennaya Street, 000000 Tver, Tver Region"
    planned = plan(x1, facts({}, jobs=[(employer, "09/2019")]))
    assert filled(planned)["Job[0]"] == "Invented School (see Supp. B)"
    assert employer in filled(planned)[SUPPLEMENT]
    assert filled(planned)["QuestionB[0]"] == "4"


def test_an_explanation_keeps_its_beginning_and_goes_on(x1: Form) -> None:
    story = " ".join(f"word{number}" for number in range(200))
    planned = plan(x1, facts({"claim.text": story}))
    head, _, pointer = filled(planned)["Story[0]"].rpartition("\n")
    heading, rest = filled(planned)[SUPPLEMENT].split("\n", 1)
    assert pointer == "(Continued on Supplement B)"
    assert heading == "Part B, Question 1.A, continued:"
    assert f"{head} {rest}" == story
    assert filled(planned)["PartB[0]"] == "B"


def test_a_very_long_story_takes_as_many_sheets_as_it_needs(x1: Form) -> None:
    story = " ".join(f"word{number}" for number in range(1000))
    planned = plan(x1, facts({"claim.text": story, "person.full": "Anna Primerova"}))
    sheets = [copy.name for copy in planned.copies]
    assert sheets[:2] == ["SupplementB2", "SupplementB3"]
    texts = filled(planned)
    written = [texts[copy + SUPPLEMENT].split("\n", 1)[1] for copy in ("", *sheets)]
    assert " ".join([texts["Story[0]"].rpartition("\n")[0], *written]) == story
    assert all(texts[copy + "NameB[0]"] == "Anna Primerova" for copy in ("", *sheets))
    assert all(texts[copy + "QuestionB[0]"] == "1.A" for copy in ("", *sheets))


def test_rows_beyond_a_table_are_written_out_in_order(x1: Form) -> None:
    jobs = [(f"Employer {number}", f"0{number}/2020") for number in range(1, 6)]
    text = filled(plan(x1, facts({}, jobs=jobs)))[SUPPLEMENT]
    for number in (3, 4, 5):
        assert (
            f"Part A.III, Question 4, row {number}:\n"
            f"employer: Employer {number}; from: 0{number}/2020"
        ) in text


def test_children_beyond_the_pages_are_on_copies_of_supplement_a(x1: Form) -> None:
    names = ["Anna", "Boris", "Vera", "Gleb", "Darya"]
    planned = plan(x1, facts({"person.full": "Ivan Primerov"}, children=names))
    texts = filled(planned)
    assert [copy.name for copy in planned.copies] == [
        "SupplementA2", "SupplementA3", "SupplementA4"
    ]
    assert [texts["Child1[0]"], texts["Child2[0]"]] == names[:2]
    assert [texts[f"SupplementA{number}Child2[0]"] for number in (2, 3, 4)] == names[2:]
    assert texts["SupplementA4NameA[0]"] == "Ivan Primerov"


def test_a_supplement_that_is_not_needed_stays_blank(x1: Form) -> None:
    planned = plan(x1, facts({"person.full": "Ivan Primerov"}, children=["Anna"]))
    assert not {"NameA[0]", "NameB[0]", "PartB[0]"} & set(filled(planned))
    assert not planned.copies


def test_what_must_be_said_in_words_stands_on_the_supplement(x1: Form) -> None:
    about = Fact(KEYS, "03/2019", supplement="From: in or about March 2019.")
    planned = plan(x1, facts({"person.last": about}))
    assert filled(planned)["Last[0]"] == "03/2019"
    assert filled(planned)[SUPPLEMENT] == (
        "Part A.I, Question 2:\nFrom: in or about March 2019."
    )


def test_short_continuations_of_a_part_share_a_sheet_and_parts_do_not(x1: Form) -> None:
    note = Fact(KEYS, "x", supplement="A note.")
    planned = plan(x1, facts({"person.last": note, "person.apt": note, "person.full": note}))
    texts = filled(planned)
    assert (texts["PartB[0]"], texts["QuestionB[0]"]) == ("A.I", "2, 4")
    assert (texts["SupplementB2PartB[0]"], texts["SupplementB2QuestionB[0]"]) == ("D", "name")


def test_what_a_child_on_a_supplement_has_no_room_for_stands_with_part_a(x1: Form) -> None:
    story = " ".join(f"word{number}" for number in range(200))
    planned = plan(x1, facts({"claim.text": story}, children=["Anna", "Boris" * 9, "Vera" * 9]))
    texts = filled(planned)
    assert (texts["PartB[0]"], texts["SupplementB2PartB[0]"]) == ("A.II", "B")
    assert "Part A.II, child 2, Question 1: Child 2: name\n" + "Boris" * 9 in texts[SUPPLEMENT]
    assert "Part A.II, child 3, Question 1: Child 3: name\n" + "Vera" * 9 in texts[SUPPLEMENT]


def test_a_name_too_long_for_the_head_of_a_supplement_is_whole_elsewhere(x1: Form) -> None:
    name = "Anna " * 20
    texts = filled(plan(x1, facts({"person.full": name})))
    assert texts["NameB[0]"] == "See Part D"
    assert name.strip() in texts[SUPPLEMENT].replace("\n", " ")


def test_a_note_without_english_is_listed_and_not_printed(x1: Form) -> None:
    note = Fact(KEYS, "03/2019", supplement="From: где-то в марте.")
    rows = [("One", "01/2020"), ("Two", "02/2020"), ("Three", note)]
    planned = plan(x1, facts({"person.last": note}, jobs=rows))  # type: ignore[list-item]
    assert "марте" not in "".join(filled(planned).values())
    assert [(str(point.where), point.why) for point in planned.empty] == [
        ("Part A.I, Question 2", "needs_english"),
        ("Part A.III, Question 4, row 3, from", "needs_english"),
    ]


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (Fact(KEYS, why=Why.UNANSWERED), "unanswered"),
        (Fact(KEYS, why=Why.NEEDS_ENGLISH), "needs_english"),
        (Fact(KEYS, "Примерова"), "letters"),
        (Fact(KEYS, why=Why.DECLINED), "declined"),
    ],
)
def test_a_box_that_stays_empty_is_listed_with_its_reason(
    x1: Form, fact: Fact, why: str
) -> None:
    planned = plan(x1, facts({"person.last": fact}))
    assert "Last[0]" not in filled(planned)
    assert [(str(point.where), point.why) for point in planned.empty] == [
        ("Part A.I, Question 2", why)
    ]


def test_a_native_name_is_kept_as_it_is(x1: Form) -> None:
    planned = plan(x1, facts({"person.native": "Примерова Анна"}))
    assert filled(planned)["Native[0]"] == "Примерова Анна"
    other = plan(x1, facts({"person.native": "ანა"}))
    assert [point.why for point in other.empty] == ["letters"]


def test_signatures_dates_and_official_boxes_are_never_filled(x1: Form) -> None:
    everything = {box.facts: "TESTOV" for box in x1.boxes if not box.check} | {"": "TESTOV"}
    planned = plan(x1, facts(everything))
    assert "Last[0]" in filled(planned)
    assert not [short for short in filled(planned) if "Sign" in short or "Office" in short]


@pytest.mark.parametrize(
    ("part", "item", "check", "named", "question"),
    [
        ("A.I", "18.b", True, "Part A.I, Question 18", "18"),
        ("A.I", "19.b", False, "Part A.I, Question 19.b", "19.b"),
        ("A.I", "19.c row 2", False, "Part A.I, Question 19.c, row 2", "19.c"),
        ("A.II spouse", "0", True, "Part A.II, spouse", ""),
        ("A.II children", "0", False, "Part A.II, children", ""),
        ("A.II child 3", "13", False, "Part A.II, child 3, Question 13", "13"),
        ("Supp. A child 5", "1", False, "Part A.II, child 5, Question 1", "1"),
        ("A.III", "5 mother", False, "Part A.III, Question 5, mother", "5"),
        ("B", "1.A explain", False, "Part B, Question 1.A", "1.A"),
        ("D", "native name", False, "Part D, native name", "native name"),
        ("Supp. B", "header", False, "Supplement B, header", "header"),
        ("Header", "CAT", True, "Header, CAT", "CAT"),
    ],
)
def test_a_place_is_named_as_the_form_prints_it(
    x1: Form, part: str, item: str, check: bool, named: str, question: str
) -> None:
    box = replace(x1.boxes[0], part=part, item=item, check=check, facts="court == 'now'")
    assert (str(where(box)), where(box).question) == (named, question)


def test_a_yes_or_no_keeps_the_letter_of_its_item(x1: Form) -> None:
    box = replace(x1.boxes[0], part="2", item="1.c", check=True, facts="g28.restricted == true")
    assert str(where(box)) == "Part 2, Item Number 1.c"


def said(planned: Plan) -> tuple[list[str], list[str]]:
    notes = (*left_empty(planned), *by_hand(planned), *moved(planned), *shrunk(planned))
    return [each.context for each in problems(planned)], [each.context for each in notes]


ANSWERED: Mapping[str, object] = {
    "person.last": "TESTOV", "claim.harm == true": False, "claim.harm == false": True,
}


@pytest.mark.parametrize(
    ("change", "problem", "note"),
    [
        ({}, [], []),
        ({"person.last": Fact(KEYS, why=Why.LATER)}, ["official.required"], []),
        ({"claim.harm == false": None, "claim.harm == true": None}, ["official.required"], []),
        ({"claim.harm == false": False}, ["official.nothing_ticked"], []),
        ({"person.account": Fact(KEYS, why=Why.LATER)}, [], ["official.empty"]),
        ({"person.account": Fact(KEYS, why=Why.NO_PART)}, [], []),
        ({"person.account": Fact(KEYS, why=Why.NEEDS_ENGLISH)}, ["official.empty"], []),
        ({"person.last": "x" * 18}, [], ["official.shrunk"]),
        ({"person.last": "x" * 30}, [], ["official.moved"]),
    ],
)
def test_what_is_said_of_a_filled_form(
    x1: Form, change: dict[str, object], problem: list[str], note: list[str]
) -> None:
    assert said(plan(x1, facts({**ANSWERED, **change}))) == (problem, note)  # type: ignore[dict-item]


def test_the_answer_sheet_has_every_answer_in_the_forms_order(x1: Form) -> None:
    story = " ".join(f"word{number}" for number in range(200))
    planned = plan(x1, facts({**ANSWERED, "claim.text": story}, children=["Anna", "Boris", "Vera"]))
    rows = plan_sheet(planned).rows
    words = [row.answer.split() for row in rows]
    order = ["TESTOV", "Anna", "word0", "Boris", "word199", "Vera"]
    found = [next(at for at, said in enumerate(words) if each in said) for each in order]
    assert found == sorted(found)
    assert len(rows) >= len(planned.texts) + len(planned.ticks)
    assert ("Harm: no", "[X]") in [(row.question, row.answer) for row in rows]
    assert "Part A.II, child 3, Question 1" in [row.where for row in rows]


def test_a_short_form_stands_in_the_box_and_the_whole_goes_on(x1: Form) -> None:
    story = " ".join(f"word{number}" for number in range(200))
    long = "By: " + " ".join(f"why{number}" for number in range(120))
    fact = Fact(KEYS, story, short=(
        Entry(("The first event, at home\nHarm: one", "The first event\nHarm: one"), ("By: two",)),
        Entry(("The second event\nHarm: three",), (long, "Why: four")),
        Entry(("The third event",), ("By: five",)),
    ))  # fmt: skip
    planned = plan(x1, facts({**ANSWERED, "claim.text": fact}))
    [box] = [text for text in planned.texts if text.box.short == "Story[0]"]
    assert [line.text for line in box.set.lines] == [
        "The first event, at home", "Harm: one By: two",
        "The second event", "Harm: three Why: four",
        "The third event By: five", "(Continued on Supplement B)",
    ]  # fmt: skip
    whole = " ".join(text.set.value for text in planned.texts if text.box.short == SUPPLEMENT)
    assert "word0 word1" in whole
    assert "word199" in whole
