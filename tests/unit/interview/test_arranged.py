"""Pages in order: what was arranged, and files of which nothing was."""

from __future__ import annotations

from pristan.case import Sheet, Sheets
from pristan.interview.arranged import arranged, covered, hidden, moved, turned

COUNTS = {"a": 2, "b": 1}
WHOLE = (Sheet("a", 1), Sheet("a", 2), Sheet("b", 1))


def test_without_an_arrangement_all_pages_stand_in_the_order_of_the_files() -> None:
    assert arranged(("a", "b"), COUNTS, None) == WHOLE
    assert arranged(("b", "a"), COUNTS, None) == (WHOLE[2], *WHOLE[:2])
    assert arranged(("a", "unseen"), COUNTS, None) == WHOLE[:2]


def test_what_was_arranged_stands_where_its_first_file_does_and_new_files_come_whole() -> None:
    kept = Sheets((Sheet("a", 2), Sheet("a", 1, turn=90)))
    assert arranged(("a", "b"), COUNTS, kept) == (*kept.pages, Sheet("b", 1))
    assert arranged(("b", "a"), COUNTS, kept) == (Sheet("b", 1), *kept.pages)


def test_pages_of_a_file_that_was_taken_away_are_gone() -> None:
    kept = Sheets((Sheet("a", 2), Sheet("gone", 1), Sheet("b", 1)))
    assert arranged(("a", "b"), COUNTS, kept) == (Sheet("a", 2), Sheet("b", 1))


def test_one_page_is_moved_turned_or_left_out_and_the_others_stay() -> None:
    assert moved(WHOLE, 2, 0) == (WHOLE[2], *WHOLE[:2])
    assert moved(WHOLE, 0, 0) == WHOLE
    once = turned(WHOLE, 1)
    assert [each.turn for each in once] == [0, 90, 0]
    assert turned(turned(turned(once, 1), 1), 1) == WHOLE
    assert [each.hidden for each in hidden(WHOLE, 2)] == [False, False, True]
    assert hidden(hidden(WHOLE, 2), 2) == WHOLE


def test_parts_of_one_page_are_covered_and_the_page_stays_what_it_is() -> None:
    kept = turned(WHOLE, 1)
    done = covered(kept, 1, [(0.100004, 0.2, 0.3, 0.4)])
    assert done == (WHOLE[0], Sheet("a", 2, turn=90, boxes=((0.1, 0.2, 0.3, 0.4),)), WHOLE[2])
    assert covered(done, 1, []) == kept
