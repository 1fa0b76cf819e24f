"""The chronology, its drawing, the chart of cases, and what has no document, from the answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pristan.case import Answers, Kind, Remembered
from pristan.case.dates import Point
from pristan.content import content_dir
from pristan.packet.charges import charges, charges_problems, without_papers
from pristan.packet.chronology import Moment, chronology, undated
from pristan.packet.exhibits import GROUPS, exhibits
from pristan.packet.source import Source, read_groups
from pristan.packet.timeline import timeline
from pristan.questions import read_questionnaire
from pristan.questions.plain import read_answers
from unit.packet.cases import plan_of, source_of, whole_case

FORMS = content_dir("forms")
REAL = read_questionnaire(FORMS / "interview")
CASE: dict[str, Any] = {
    "left_russia_date": 2023,
    "entry_date": 2025,
    "incidents": [
        {"item": "later", "incident_name": {"text": "Допрос", "english": "The questioning"},
         "incident_when": {"after": {"event": "search", "count": 2, "unit": "weeks"}},
         "incident_has_papers": False,
         "incident_no_papers": {"text": "Не дали.", "english": "None was given."}},
        {"item": "search", "incident_name": {"text": "Обыск", "english": "The search"},
         "incident_when": {"on": "2023-02-16", "words": "16 февраля"},
         "incident_has_papers": True, "incident_exhibits": ["record"]},
        {"incident_name": {"text": "Звонки", "english": "Calls"},
         "incident_when": {"words": "до лета"}},
        {"incident_name": {"text": "Слежка", "english": "Being followed"}},
    ],
    "cases": [
        {"case_name": {"text": "Дело", "english": "The case about posts"},
         "case_number": "12302280001000123", "case_against": "me",
         "case_articles": [{"code": "UK", "article": "207.3", "part": "2"}],
         "case_state": {"text": "Приостановлено", "english": "Suspended"},
         "case_steps": [
             {"step_kind": "absentia", "step_when": {"about": "2024-01"}, "step_has_paper": False,
              "step_no_paper": "dangerous"},
             {"step_kind": "opened", "step_when": "2023-02-14", "step_has_paper": True,
              "step_exhibits": ["record"]},
         ]},
    ],
    "admin_cases": [{"admin_name": {"text": "Штраф", "english": "The fine"}}],
    "wanted": [{"wanted_kind": "federal", "wanted_seen": {"before": "2024-03"}}],
    "missing_papers": [
        {"missing_what": {"text": "Ордер", "english": "The warrant"}, "missing_why": "refused",
         "missing_because": {"text": "Ответа не было.", "english": "There was no answer"},
         "missing_steps": {"text": "Просили.", "english": "It was asked for."}},
    ],
    "evidence": [{"item": "record", "exhibit_title": {"text": "Протокол", "english": "Record"}}],
}  # fmt: skip


@pytest.fixture(scope="module")
def source() -> Source:
    answers = Answers(read_answers(REAL, CASE, lambda name: name))
    return replace(source_of(), questionnaire=REAL, answers=answers)


@pytest.fixture(scope="module")
def moments(source: Source) -> list[Moment]:
    return chronology(source)


def test_events_stand_by_date_and_what_has_none_comes_last(moments: list[Moment]) -> None:
    assert [(m.date, m.title, m.of) for m in moments] == [
        ("2023", "Departure from Russia", ""),
        ("February 14, 2023", "Opening of the case", "The case about posts, 12302280001000123"),
        ("February 16, 2023", "The search", ""),
        ("Two weeks after the search (February 16, 2023)", "The questioning", ""),
        ("In or about January 2024", "Arrest in absentia",
         "The case about posts, 12302280001000123"),
        ("Before March 2024", "Federal (Russia)", "Wanted notice"),
        ("2025", "Arrival in the United States", ""),
        ("[date in words, English to be added]", "Calls", ""),
        ("Date not given", "Being followed", ""),
    ]  # fmt: skip
    calls = moments[-2]
    assert (calls.own_date, calls.own_title, calls.said) == ("До лета", "Звонки", "до лета")
    assert [str(problem).split("”")[0] for problem in undated(moments)] == [
        "“Calls", "“Calls", "“Being followed",  # Calls: no English, and no day that follows
    ]  # fmt: skip


def test_exhibits_tied_to_an_event_are_cited(source: Source, moments: list[Moment]) -> None:
    (record,) = source.answers.items("evidence")
    cited = {moment.title for moment in moments if record in moment.exhibits}
    assert cited == {"The search", "Opening of the case"}


def test_no_date_is_drawn_more_exactly_than_it_is_known(moments: list[Moment]) -> None:
    drawn = timeline(moments)
    assert [tick["year"] for tick in drawn["ticks"]] == [2023, 2024, 2025]
    rows = {row["title"]: row for row in drawn["rows"]}
    undrawn = {title for title, row in rows.items() if row["shape"] == "none"}
    assert undrawn == {"Calls", "Being followed"}, "nothing is left out"
    assert rows["The search"]["shape"] == "day"
    year = rows["Departure from Russia"]
    assert (year["shape"], year["at"], year["open_left"]) == ("span", 0, False)
    assert year["wide"] == pytest.approx(33.2, abs=0.3)  # the whole of one year of three
    month = rows["Arrest in absentia"]
    assert month["shape"] == "span"
    assert month["wide"] == pytest.approx(100 * 30 / 1095, abs=0.2)
    before = rows["Federal (Russia)"]
    assert (before["at"], before["open_left"], before["shape"]) == (0, True, "span")


def test_what_lasted_is_drawn_from_day_to_day() -> None:
    lasting = Remembered(Kind.FROM_TO, Point(2023, 1, 1), Point(2023, 12, 31))
    moment = Moment(None, lasting, "", "", "", False, "", "", "", "", ())  # type: ignore[arg-type]
    (row,) = timeline([moment])["rows"]
    assert (row["shape"], row["at"], row["wide"]) == ("lasted", 0, 100)
    assert timeline([])["rows"] == []
    assert timeline([replace(moment, when=None)]) == {"ticks": [], "rows": []}


def bars(*dates: Remembered) -> list[tuple[Any, ...]]:
    moment = Moment(None, None, "", "", "", False, "", "", "", "", ())  # type: ignore[arg-type]
    parts = ("shape", "at", "wide", "sure_at", "sure_wide", "open_left", "open_right")
    drawn = timeline([replace(moment, when=date) for date in dates])
    return [tuple(row[part] for part in parts) for row in drawn["rows"]]


def test_what_lasted_is_surely_there_only_between_its_ends_as_they_are_known() -> None:
    year = (Point(2023, 1, 1), Point(2023, 12, 31))  # of 364 days from its first
    month = Remembered(Kind.FROM_TO, Point(2023, 3, 1), Point(2023, 11))
    _, (shape, at, wide, sure_at, sure_wide, *open_at) = bars(
        Remembered(Kind.FROM_TO, *year), month
    )
    assert (shape, at, sure_at, open_at) == ("lasted", sure_at, at, [False, False])
    assert at + wide == pytest.approx(100 * 333 / 364, abs=0.1)  # up to November 30
    assert sure_at + sure_wide == pytest.approx(100 * 304 / 364, abs=0.1)  # up to November 1
    one_month = Remembered(Kind.FROM_TO, Point(2023, 11), Point(2023, 11))
    assert bars(one_month)[0][0] == "span"


def test_nobody_is_said_to_know_how_far_an_open_date_reaches() -> None:
    known = Remembered(Kind.ON, Point(2024, 7, 1))
    _, until_now, after, before = bars(
        known,
        Remembered(Kind.FROM_TO, Point(2024, 1, 1)),
        Remembered(Kind.AFTER, Point(2024, 3)),
        Remembered(Kind.BEFORE, Point(2024, 3)),
    )
    shape, at, wide, sure_at, sure_wide, *open_at = until_now
    assert (shape, at, wide, open_at) == ("lasted", 0, 100, [False, True])
    assert sure_at + sure_wide == pytest.approx(100 * 182 / 365, abs=0.1), "what is known of any"
    assert (after[0], after[-2:]) == ("span", (False, True))
    assert (before[0], before[-2:]) == ("span", (True, False))


def test_detention_in_the_united_states_is_in_the_chronology() -> None:
    told = {"detained": True, "custody": True, "custody_places": [
        {"custody_place": "Example Center, Ohio", "custody_when": {
            "from": "2025-01-12", "to": "2025-02-03"}},
    ]}  # fmt: skip
    answers = Answers(read_answers(REAL, told, lambda name: name))
    (moment,) = chronology(replace(source_of(), questionnaire=REAL, answers=answers))
    assert (moment.title, moment.of) == ("Example Center, Ohio", "In immigration custody")
    assert moment.date == "From January 12, 2025 to February 3, 2025"


def test_a_case_has_its_steps_by_date_though_none_was_told_in_words(
    source: Source, moments: list[Moment]
) -> None:
    chart = charges(source, moments)
    (case,) = chart["criminal"]
    assert case["charges"] == "Art. 207.3, Part 2 of the Criminal Code of the RF"
    assert (case["state"], case["against"]) == ("Suspended", "me")
    assert [(s["date"], s["what"], s["no_paper"]) for s in case["steps"]] == [
        ("February 14, 2023", "Opening of the case", ""),
        ("In or about January 2024", "Arrest in absentia", "It is dangerous to ask for it"),
    ]
    assert [each["name"] for each in chart["administrative"]] == ["The fine"]
    assert [str(problem) for problem in charges_problems(source)] == [
        "“The fine”: the chart of cases has no article of the law for it."
    ]


def test_the_chart_knows_everybody_against_whom_a_case_may_be() -> None:
    template = (content_dir("templates") / "criminal_history.html").read_text(encoding="utf-8")
    for option in REAL.questions["case_against"].options:
        assert f'"{option.id}": ' in template


def test_what_has_no_document_stands_with_the_reason_that_was_given(source: Source) -> None:
    assert [(each["what"], each["why"], each["done"]) for each in without_papers(source)] == [
        ("The warrant", "It was asked for and refused. There was no answer", "It was asked for."),
        ("The questioning, two weeks after the search (February 16, 2023)", "None was given.", ""),
        ("The case about posts, 12302280001000123: Arrest in absentia, in or about January 2024",
         "It is dangerous to ask for it", ""),
    ]  # fmt: skip


def test_a_list_without_a_document_stands_there_too() -> None:
    why = {"text": "Банк не ответил.", "english": "The bank did not answer."}
    ban = {"register_kind": "account", "register_has_paper": False, "register_no_paper": why}
    answers = Answers(read_answers(REAL, {"registers": [ban]}, lambda name: name))
    (found,) = without_papers(replace(source_of(), questionnaire=REAL, answers=answers))
    assert (found["what"], found["why"]) == (
        "Freezing or closing of an account by a bank", "The bank did not answer.",
    )  # fmt: skip


def test_the_index_tells_what_an_exhibit_concerns(source: Source) -> None:
    (record,) = exhibits(source)
    assert record.concerns.split("; ") == [
        "The search, on February 16, 2023", "Opening of the case, on February 14, 2023",
    ]  # fmt: skip


def test_every_kind_of_exhibit_has_its_part_of_the_index() -> None:
    groups = read_groups(FORMS)
    assert set(groups) == {option.id for option in REAL.questions["exhibit_kind"].options}
    assert set(groups.values()) == set(GROUPS)
    chosen = {option.id for option in REAL.questions["exhibit_group"].options}
    assert chosen == set(GROUPS)


def test_exhibits_stand_in_groups_and_in_the_persons_order_within() -> None:
    case = whole_case()
    case["evidence"][0]["exhibit_group"] = "country"
    case["evidence"][2]["exhibit_group"] = "identity"
    planned = plan_of(case)
    assert [(e.label, e.title, e.group) for e in planned.exhibits] == [
        ("A", "Letter", "identity"),
        ("B", "Photo of the door", "personal"),
        ("C", "Record of search", "country"),
    ]
