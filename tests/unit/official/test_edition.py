"""Which copies of a form are filled, which only with a warning, and which are refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from official.own_form import TODAY, blank, form
from pristan.case import Problem
from pristan.official.edition import EditionRefused, Match, fingerprint, judged
from pristan.official.form import Form
from pristan.official.look import look


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return form(tmp_path_factory.mktemp("x-1"), fingerprint(look(blank())["boxes"]))


@pytest.fixture
def judge(known: Form) -> Callable[..., Match]:
    def judged_copy(*words: str, **changes: object) -> Match:
        return judged(look(blank(*words, **changes)), [known])  # type: ignore[arg-type]

    return judged_copy


def test_the_edition_that_was_checked_is_known(judge: Callable[..., Match]) -> None:
    match = judge()
    assert match.known
    assert match.edition == date(2025, 5, 6)
    assert not match.warnings(TODAY)


def test_the_same_layout_with_a_newer_date_is_filled_with_a_warning(
    judge: Callable[..., Match],
) -> None:
    match = judge("07/28/26", xfa="07/28/26", barcode="07/28/26")
    assert not match.known
    [warning] = match.warnings(TODAY)
    assert warning.context == "official.same_layout"
    assert "07/28/26" in str(warning)


def test_a_box_that_moved_by_a_hair_is_the_same_box(judge: Callable[..., Match]) -> None:
    assert not judge(moved=1.4).known


@pytest.mark.parametrize(
    ("copy", "says"),
    [
        (blank("08/25/20", xfa="08/25/20", barcode="08/25/20"), "official.other_edition"),
        (blank(without="Apt[0]"), "official.other_edition"),
        (blank(moved=5), "official.other_edition"),
        (blank(barcode="08/25/20"), "official.mixed"),
        (blank(xfa="07/28/26"), "official.mixed"),
        (blank(values={"Last[0]": "TESTOV"}), "official.answered"),
    ],
    ids=["older", "a box is missing", "a box moved", "barcode", "xfa", "not blank"],
)
def test_other_copies_are_refused_with_the_answers_to_copy_by_hand(
    known: Form, copy: bytes, says: str
) -> None:
    with pytest.raises(EditionRefused) as refused:
        judged(look(copy), [known])
    assert refused.value.saying.context == says
    assert refused.value.form is known


def test_another_form_is_refused(known: Form) -> None:
    seen = {**look(blank()), "said": {"footer": [["Z-9", "01/01/25"]]}}
    with pytest.raises(EditionRefused) as refused:
        judged(seen, [known])
    assert refused.value.form is None
    assert "X-1" in str(refused.value)


def test_a_form_past_the_date_in_its_header_is_warned_about(judge: Callable[..., Match]) -> None:
    assert [each.context for each in judge().warnings(date(2030, 2, 1))] == ["official.expired"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "official.damaged"),
        (b"%PDF-1.7 nothing", "official.damaged"),
        (blank()[:2000], "official.damaged"),
        (blank(password="secret"), "official.password"),
    ],
    ids=["empty", "only a head", "cut off", "password"],
)
def test_what_cannot_be_opened_is_said_in_words(data: bytes, says: str) -> None:
    with pytest.raises(Problem) as refused:
        look(data)
    assert refused.value.saying.context == says


def test_the_fingerprint_changes_with_any_box(known: Form) -> None:
    boxes = look(blank())["boxes"]
    changed = [fingerprint([*boxes[:at], [*box[:4], 99, box[5]], *boxes[at + 1 :]])
               for at, box in enumerate(boxes)]
    assert len({fingerprint(boxes), *changed}) == len(boxes) + 1


def test_a_map_is_read_with_its_edition(known: Form, tmp_path: Path) -> None:
    assert (known.id, known.printed_edition, known.pages) == ("X-1", "05/06/25", 3)
    assert known.required == {"A.I": ("2",), "B": ("1.A",)}
