"""Part B for invented people: each box states the claim itself, and only then points elsewhere."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from pristan.case import Answer, Answers, Key
from pristan.case.references import spelled_out
from pristan.content import content_dir
from pristan.official.facts import facts
from pristan.official.form import Form, read_form
from pristan.official.layout import plain_latin
from pristan.official.plan import plan
from pristan.official.planned import Plan
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


def bare(text: str) -> str:
    """Return a text as the form prints it, without its spaces and its breaks between lines."""
    return "".join(plain_latin(text).split())


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
    assert stated.count("Harm: ") == 3, "every event has its harm before any has more"
    assert "Two days in the detention facility" in stated
    assert lines[-1] == POINTER
    whole = "\n".join(t.set.value for t in made.texts if t.box.part == "Supp. B")
    assert "Part B, Question 1.A:\nThe detention on the square" in whole
    assert "I went out to the square alone." in whole


@pytest.mark.parametrize("file", [SAMPLE, *PEOPLE], ids=lambda file: file.stem)
def test_every_harm_and_who_and_why_is_on_the_form(
    file: Path, questionnaire: Questionnaire, form: Form
) -> None:
    """Goes from the answers: each event, its harm, by whom and why, on the box or Supplement B."""
    plain = yaml.safe_load(file.read_text(encoding="utf-8"))
    made = planned(file, questionnaire, form)
    box = explained(made).get("1.A")
    if "needs_english" in {e.why for e in made.empty if e.where.item.startswith("1.A")}:
        assert box is None, "half an account is not printed as the whole"
        return
    sheets = "\n".join(t.set.value for t in made.texts if t.box.part == "Supp. B")
    printed = bare("".join(box or ()) + re.sub(r"Part [^\n]*, continued:\n", "", sheets))
    options = {(name, each.id): each.text for name in ("incident_harm", "family_harm_kind")
               for each in questionnaire.questions[name].options}  # fmt: skip
    for event in (*plain.get("incidents", ()), *plain.get("family_harms", ())):
        for name in ("incident_harm", "family_harm_kind"):
            if isinstance(harms := event.get(name), list):
                assert all(bare(options[name, harm]) in printed for harm in harms)
        for name in ("incident_who", "incident_reason", "incident_story", "family_harm_reason",
                     "family_harm_story"):  # fmt: skip
            said = event.get(name, "")
            said = said.get("english", "") if isinstance(said, dict) else said
            assert bare(spelled_out(said)) in printed, said


def test_a_place_gives_way_before_the_harm_of_any_event(
    questionnaire: Questionnaire, form: Form
) -> None:
    events = [
        {"incident_name": f"Event {n}", "incident_when": f"2022-0{n}", "incident_harm": ["beaten"],
         "incident_where": f"in the place number {n}", "incident_who": f"Man {n}.",
         "incident_story": "It was long. " * 40}
        for n in range(1, 10)
    ]  # fmt: skip
    plain = {"form_harm": True, "incidents": events}
    answers = Answers(read_answers(questionnaire, plain, lambda name: name))
    stated = " ".join(explained(plan(form, facts(questionnaire, answers, TODAY)))["1.A"])
    assert [stated.count(f"Event {n}, ") for n in range(1, 10)] == [1] * 9
    assert stated.count("Harm: I was beaten or physically hurt.") == 9
    assert "place number" not in stated


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
