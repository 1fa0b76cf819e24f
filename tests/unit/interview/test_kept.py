"""What is kept of the path is what would be worked out anew, whatever is answered."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pristan import interview
from pristan.case import Answer, Answers, Items, Key, Links, Told, Value
from pristan.interview.kept import Kept
from pristan.questions import Type, read_questionnaire

FORMS = read_questionnaire(Path(__file__).parents[3] / "forms" / "interview")
LISTS = ("incidents", "cases", "evidence")
TOP = [id_ for id_ in FORMS.questions if not FORMS.home[id_]]


def values(question: str) -> st.SearchStrategy[Value]:
    asked = FORMS.questions[question]
    if asked.type is Type.YES_NO:
        return st.sampled_from([True, False, None])
    if asked.type is Type.CHOICE:
        return st.sampled_from([option.id for option in asked.options])
    if asked.type is Type.CHOICES:
        ids = [option.id for option in asked.options]
        return st.lists(st.sampled_from(ids), unique=True).map(tuple)
    if asked.type is Type.LIST:
        return st.sampled_from([Items(()), Items((f"{question}-a",)), Items((f"{question}-b",))])
    return st.sampled_from([None, Told("Слово")]) if asked.told else st.just(Links())


KEYS = [
    *(Key(id_) for id_ in TOP),
    *(Key(id_, f"{home}-a") for id_, home in FORMS.home.items() if home in TOP),
]
changes = st.lists(
    st.sampled_from(KEYS).flatmap(lambda key: st.tuples(st.just(key), values(key.question))),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(changes)
def test_it_is_what_would_be_worked_out_anew(made: list[tuple[Key, Value]]) -> None:
    answers = Answers(Answer(Key(id_), Items((f"{id_}-a",))) for id_ in LISTS)
    kept = Kept(FORMS, answers)
    for key, value in made:
        change = answers.put(Answer(key, value))
        if change:
            kept.changed(change.key)
        assert kept.path() == interview.path(FORMS, answers)
        for section in FORMS.sections:
            assert kept.progress(section.id) == interview.progress(FORMS, section.id, answers)


def test_who_takes_the_path_away_does_not_change_what_is_kept() -> None:
    kept = Kept(FORMS, Answers())
    kept.path().clear()
    assert kept.path() == interview.path(FORMS, Answers())
