"""From every answer to every form: what was given is on it, or the report says that it is not."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from official.answered import Filled
from official.anybody import Anybody, others
from pristan.case import Answer, Answers
from pristan.content import content_dir
from pristan.official.facts import facts
from pristan.official.form import Form, read_forms
from pristan.official.notes import apart, beside, by_hand, left_empty, moved, problems, shrunk
from pristan.official.order import order
from pristan.official.planned import Plan
from pristan.questions import Questionnaire, read_questionnaire

TODAY = date(2026, 11, 22)
FORMS = content_dir("forms")
FEW = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
ANYBODY = given(seed=st.integers(0, 1 << 32))  # a person is too large to be drawn answer by answer


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(FORMS / "interview")


@pytest.fixture(scope="module", params=read_forms(FORMS / "official"), ids=lambda form: form.id)
def form(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


def sections(questionnaire: Questionnaire) -> list[str]:
    return [section.id for section in questionnaire.sections]


def filled(form: Form, questionnaire: Questionnaire, answers: Answers) -> Filled:
    return Filled(form, questionnaire, answers, facts(questionnaire, answers, TODAY))


@FEW
@ANYBODY
def test_no_answer_vanishes(form: Form, questionnaire: Questionnaire, seed: int) -> None:
    answers = Anybody(questionnaire, random.Random(seed)).answers(sections(questionnaire))
    assert filled(form, questionnaire, answers).vanished() == []


@FEW
@ANYBODY
def test_no_choice_is_without_effect(form: Form, questionnaire: Questionnaire, seed: int) -> None:
    """Another choice would have made another form, or another report."""
    chance = random.Random(seed)
    answers = Anybody(questionnaire, chance).answers(sections(questionnaire))
    made = filled(form, questionnaire, answers)
    before, chosen = said(made.plan), [key for key in made.chosen() if not made.names(key)]
    for key in chance.sample(chosen, min(5, len(chosen))):
        value = answers.value(key.question, key.item)
        changed = (
            Answers((*answers, Answer(key, other)))
            for other in others(questionnaire.questions[key.question], value)
        )
        assert any(said(filled(form, questionnaire, each).plan) != before for each in changed), key


def said(plan: Plan) -> tuple[bytes, list[str]]:
    notes = (problems, left_empty, by_hand, apart, moved, shrunk, beside)
    return order(plan), [str(each) for note in notes for each in note(plan)]
