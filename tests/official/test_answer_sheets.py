"""Answer sheets: forms that are copied by hand, and editions that are refused."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from official.check import printed
from official.own_form import facts as own_facts
from official.own_form import form as own_form
from pristan.case import Answers
from pristan.content import content_dir
from pristan.official import OfficialForms, hand_forms
from pristan.official.answer_sheet import HandForm, hand_sheet, plan_sheet
from pristan.official.face import face_file
from pristan.official.facts import Facts, facts
from pristan.official.plan import plan
from pristan.official.sheet import draw_sheet
from pristan.questions import Questionnaire, read_answers, read_questionnaire

TODAY = date(2026, 11, 22)
FORMS = content_dir("forms")


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(FORMS / "interview")


@pytest.fixture(scope="module")
def answers(questionnaire: Questionnaire) -> Answers:
    plain = yaml.safe_load((FORMS / "sample" / "answers.yaml").read_text(encoding="utf-8"))
    return Answers(read_answers(questionnaire, plain, lambda name: name))


@pytest.fixture(scope="module")
def sample(questionnaire: Questionnaire, answers: Answers) -> Facts:
    return facts(questionnaire, answers, TODAY)


@pytest.mark.parametrize("form", hand_forms(), ids=lambda form: form.form)
def test_every_item_has_a_fact_or_a_line_to_write_on(form: HandForm, sample: Facts) -> None:
    assert len(form.items) > 10
    assert [item.ask for item in form.items if item.facts and sample.get(item.facts) is None] == []
    signed = [item for item in form.items if re.search("signature", item.ask, re.IGNORECASE)]
    assert signed
    assert all(item.hand and not item.facts for item in signed)
    rows = {row.question: row.answer for row in hand_sheet(form, sample).rows}
    assert "IVAN PRIMEROV" in rows.values() or "PRIMEROV" in rows.values() or (
        "PRIMEROV, IVAN" in rows.values()
    )


@pytest.mark.parametrize("form", hand_forms(), ids=lambda form: form.form)
def test_the_printed_sheet_has_it_all_and_says_what_it_is(
    form: HandForm, questionnaire: Questionnaire, answers: Answers, sample: Facts
) -> None:
    text = printed(OfficialForms(questionnaire, answers, TODAY, True).sheet(form))
    assert "ANSWERSHEET-NOTAFORM-DONOTFILE" in text
    assert "SAMPLE–INVENTEDPERSON/ОБРАЗЕЦ–ВЫДУМАННЫЙЧЕЛОВЕК" in text
    assert "неформа:неподавайтеего" in text
    assert form.check_at in text
    for row in hand_sheet(form, sample).rows:
        assert "".join(row.question.split()) in text
        assert "".join(row.answer.split()) in text


def test_nothing_is_said_of_an_empty_case(questionnaire: Questionnaire) -> None:
    nothing = facts(questionnaire, Answers(), TODAY)
    for form in hand_forms():
        said = {row.answer for row in hand_sheet(form, nothing).rows}
        assert said <= {"", "(by hand)", "(not answered yet)"}, form.form


def test_a_story_longer_than_a_page_loses_no_word(tmp_path: Path) -> None:
    story = " ".join(f"word{number}" for number in range(3000))
    form = own_form(tmp_path)
    sheet = plan_sheet(plan(form, own_facts({"claim.text": story, "person.last": "PRIMEROVA"})))
    text = printed(draw_sheet(json.loads(sheet.order("", TODAY, "")), face_file().read_bytes()))
    assert "PRIMEROVA" in text
    found = re.findall(r"word\d+", text)
    assert sorted(found, key=lambda word: int(word[4:])) == [f"word{n}" for n in range(3000)]
