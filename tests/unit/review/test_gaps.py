"""Gaps in homes and work: only what no reading of the dates can close."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pristan.case import Answers, Kind, Point, Remembered
from pristan.interview import keys
from pristan.questions import Questionnaire, read_questionnaire
from pristan.questions.plain import read_answers
from pristan.review.gaps import Span, gaps, span_of, uncovered, years_before

TODAY = date(2026, 11, 22)
START = date(2021, 11, 22)


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(Path(__file__).parents[3] / "forms" / "interview")


def found(questionnaire: Questionnaire, **plain: Any) -> list[tuple[str, date, date]]:
    answers = Answers(read_answers(questionnaire, plain, str))
    asked = {key for _, _, key in keys(questionnaire, answers)}
    return [(gap.history, gap.first, gap.last) for gap in gaps(answers, TODAY, asked)]


def home(first: Any, last: Any) -> dict[str, Any]:
    return {"residence_from": first, "residence_to": last}


def test_a_gap_between_two_homes_is_found(questionnaire: Questionnaire) -> None:
    told = [home("2010", "2023-09-20"), home("2024-01-10", "2025-01-12")]
    assert found(questionnaire, residences=told, us_address_since="2025-01-12") == [
        ("residences", date(2023, 9, 21), date(2024, 1, 9))
    ]


def test_31_days_are_no_gap_and_32_are(questionnaire: Questionnaire) -> None:
    for last, gap in (("2024-12-12", []), ("2024-12-11", [("residences", date(2024, 12, 12))])):
        told = found(questionnaire, residences=[home("2010", last)], us_address_since="2025-01-13")
        assert [(history, first) for history, first, _ in told] == gap


@pytest.mark.parametrize(
    ("last", "since"),
    [
        (2023, "2024-02"),  # "2023" may be its last day, "February 2024" its first: 31 days
        ({"about": "2023-09"}, "2023-12"),
        ({"after": 2022}, "2025-01"),
        ({"words": "when it got cold"}, "2025-01"),
        ({"state": "unknown"}, "2025-01"),
        ("2023-09", {"before": "2025-01"}),
    ],
)
def test_what_the_dates_leave_open_is_not_called_a_gap(
    questionnaire: Questionnaire, last: Any, since: Any
) -> None:
    assert found(questionnaire, residences=[home(2010, last)], us_address_since=since) == []


@pytest.mark.parametrize(
    ("far", "since", "gap"),
    [
        ({}, "2025-01", []),
        ({"count": 1, "unit": "years"}, "2025-07", []),
        # Counted in days it is exact, and people count roughly: a month more is never certain
        ({"count": 3, "unit": "days"}, "2023-11-20", []),
        ({"count": 3, "unit": "days"}, "2024-06", [date(2023, 10, 25)]),
    ],
)
def test_a_date_told_by_another_event_is_counted_generously(
    questionnaire: Questionnaire, far: dict[str, Any], since: str, gap: list[date]
) -> None:
    homes = [home(2010, {"after": {"event": "left_russia_date", **far}})]
    told = found(
        questionnaire, residences=homes, us_address_since=since, left_russia_date="2023-09-20"
    )
    assert [first for _, first, _ in told] == gap


def test_years_alone_still_leave_a_certain_gap(questionnaire: Questionnaire) -> None:
    told = found(questionnaire, residences=[home(2010, 2022)], us_address_since=2024)
    assert told == [("residences", date(2023, 1, 1), date(2023, 12, 31))]


def test_an_untold_start_here_may_reach_back_to_the_entry(questionnaire: Questionnaire) -> None:
    homes = [home(2010, "2023-09-20")]
    assert found(questionnaire, residences=homes) == []
    assert found(questionnaire, residences=homes, entry_date="2025-01-12") == [
        ("residences", date(2023, 9, 21), date(2025, 1, 11))
    ]


def test_work_and_service_are_one_history(questionnaire: Questionnaire) -> None:
    jobs = [
        {"job_from": 2015, "job_now": False, "job_to": "2022-09"},
        {"job_from": "2024-01", "job_now": True},
    ]
    service = [{"service_from": "2022-10", "service_to": "2023-09"}]
    gap = ("jobs", date(2023, 10, 1), date(2023, 12, 31))
    assert found(questionnaire, jobs=jobs, served=True, service=service) == [gap]
    unserved = found(questionnaire, jobs=jobs, served=False, service=service)
    assert unserved == [("jobs", date(2022, 10, 1), date(2023, 12, 31))]


def test_nothing_entered_is_unanswered_and_no_gap(questionnaire: Questionnaire) -> None:
    assert found(questionnaire) == []
    assert found(questionnaire, jobs=[], residences=[], us_address_since="2026-01") == []


def test_both_ends_of_the_five_years_count() -> None:
    middle = [Span(date(2022, 2, 1), date(2026, 9, 1))]
    assert uncovered(middle, START, TODAY) == [
        (START, date(2022, 1, 31)),
        (date(2026, 9, 2), TODAY),
    ]
    assert uncovered([Span(None, None)], START, TODAY) == []
    assert uncovered([], START, TODAY) == [(START, TODAY)]
    assert uncovered([Span(date(2027, 1, 1), None)], START, TODAY) == [(START, TODAY)]


def test_times_that_overlap_or_lie_within_each_other_close_the_same_days() -> None:
    spans = [
        Span(date(2023, 1, 1), date(2023, 2, 1)),
        Span(None, date(2024, 1, 1)),
        Span(date(2023, 12, 1), None),
    ]
    assert uncovered(spans, START, TODAY) == []


def test_a_time_told_in_one_answer_has_both_ends() -> None:
    lasted = Remembered(Kind.FROM_TO, Point(2022, 3), Point(2023, 4))
    assert span_of(lasted, None) == Span(date(2022, 3, 1), date(2023, 4, 30))
    assert span_of(Remembered(Kind.FROM_TO, Point(2022)), None) == Span(date(2022, 1, 1), None)


def test_five_years_before_a_leap_day() -> None:
    assert years_before(date(2028, 2, 29), 5) == date(2023, 2, 28)
    assert years_before(TODAY, 5) == START
