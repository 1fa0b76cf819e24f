"""Part B for invented people: each box states the claim itself, and only then points elsewhere."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from pristan.case import Answer, Answers, Key
from pristan.content import content_dir
from pristan.official.facts import facts
from pristan.official.form import Form, read_form
from pristan.official.plan import Plan, plan
from pristan.questions import Questionnaire, read_answers, read_questionnaire

FORMS = content_dir("forms")
PEOPLE = sorted((Path(__file__).parents[1] / "golden" / "people").glob("*.yaml"))
SAMPLE = FORMS / "sample" / "answers.yaml"
TODAY = date(2026, 11, 22)
POINTER = "(Continued on Supplement B)"
ASKED = ("form_harm", "form_fear", "form_accused")  # said "yes" to, so that the boxes explain


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(FORMS / "interview")


@pytest.fixture(scope="module")
def form() -> Form:
    return read_form(FORMS / "official" / "i-589" / "2025-01-20")


def planned(file: Path, questionnaire: Questionnaire, form: Form) -> Plan:
    plain = yaml.safe_load(file.read_text(encoding="utf-8"))
    answers = Answers(read_answers(questionnaire, plain, lambda name: name))
    for question in ASKED:
        answers.put(Answer(Key(question), True))
    return plan(form, facts(questionnaire, answers, TODAY))


def explained(made: Plan) -> dict[str, list[str]]:
    return {
        text.where.item: [line.text for line in text.set.lines]
        for text in made.texts
        if text.box.part == "B" and text.box.multiline
    }


@pytest.mark.parametrize("file", [SAMPLE, *PEOPLE], ids=lambda file: file.stem)
def test_no_box_only_points(file: Path, questionnaire: Questionnaire, form: Form) -> None:
    made = planned(file, questionnaire, form)
    supplement = "\n".join(t.set.value for t in made.texts if t.box.part == "Supp. B")
    for item, lines in explained(made).items():
        said = [line for line in lines if line and line != POINTER]
        assert len(said) >= 2 or POINTER not in lines, (file.stem, item)
        assert (POINTER in lines) == (f"Part B, Question {item}" in supplement), (file.stem, item)


def test_the_box_states_harm_who_why_and_grounds(questionnaire: Questionnaire, form: Form) -> None:
    made = planned(SAMPLE, questionnaire, form)
    lines = explained(made)["1.A"]
    assert lines[0] == "Grounds: Political opinion; Torture Convention."
    stated = " ".join(lines)
    assert stated.index("The detention on the square, on March 6, 2022") < stated.index("Harm: ")
    assert stated.index("Harm: ") < stated.index("By: ") < stated.index("Why: I think that all")
    assert "The search, on February 16, 2023" in stated
    assert lines[-1] == POINTER
    whole = "\n".join(t.set.value for t in made.texts if t.box.part == "Supp. B")
    assert "Part B, Question 1.A:\nThe detention on the square" in whole
    assert "I went out to the square alone." in whole


def test_ones_own_sentences_stand_as_they_are(questionnaire: Questionnaire, form: Form) -> None:
    plain = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    plain["form_harm_story"] = {"text": "Меня били.", "english": "I was beaten."}
    answers = Answers(read_answers(questionnaire, plain, lambda name: name))
    made = plan(form, facts(questionnaire, answers, TODAY))
    assert explained(made)["1.A"] == ["I was beaten."]


def test_grounds_that_no_lawyer_chose_are_not_stated(
    questionnaire: Questionnaire, form: Form
) -> None:
    plain = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    del plain["lawyer_grounds"]
    answers = Answers(read_answers(questionnaire, plain, lambda name: name))
    lines = explained(plan(form, facts(questionnaire, answers, TODAY)))["1.A"]
    assert not [line for line in lines if "Grounds" in line]
