"""Labels of exhibits: a letter for each, or by part of the index; the same everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pristan.content import content_dir
from pristan.evidence import open_evidence
from pristan.packet.editable import write_editable
from pristan.packet.profiles import ProfileError, profile_names, read_profile
from pristan.packet.prove import prove
from pristan.packet.report import REPORT
from pristan.packet.tabs import SETTING, Tabs, kept_tabs, labels
from pristan.packet.verify import verify
from unit.packet import clerk
from unit.packet.cases import (
    A4,
    LAWYER,
    paper,
    plan_of,
    questionnaire,
    whole_case,
    with_exhibits,
)
from unit.packet.made import compose, expected_of
from unit.packet.test_word import paragraphs
from unit.packet.written import FILES, eight_exhibits, vault_with, write

PACKETS = content_dir("forms") / "packets"
SHORT = replace(LAWYER, documents=("cover", "index", "exhibits"), tabs=Tabs.GROUPS)
TOLD = replace(SHORT, documents=("cover", "index", "declaration", "exhibits"))
TITLES = {
    "identity": "Identity and entry", "personal": "What happened to the respondent",
    "corroboration": "Statements of other people", "country": "Conditions in the country",
}  # fmt: skip


def said(groups: Sequence[str], tabs: Tabs = Tabs.GROUPS) -> list[str]:
    return [label for label, _ in labels(groups, tabs)]


def grouped(case: dict[str, Any], *groups: str) -> dict[str, Any]:
    """Return a case whose exhibits are in these groups, by their order in the case."""
    for each, group in zip(case["evidence"], groups, strict=True):
        each["exhibit_group"] = group
    return case


def test_numbers_begin_again_in_every_group_and_no_letter_is_left_out() -> None:
    assert said(["identity", "identity", "personal", "country"]) == ["A-1", "A-2", "B-1", "C-1"]
    assert said(["country"] * 3) == ["A-1", "A-2", "A-3"]
    assert said([]) == []
    assert said(["identity", "country"], Tabs.LETTERS) == ["A", "B"]
    many = said(["identity"] * 300 + ["country"] * 300)
    assert (many[0], many[299], many[300], many[-1]) == ("A-1", "A-300", "B-1", "B-300")
    assert len(set(many)) == 600


def test_every_profile_that_prints_exhibits_says_how_they_are_labeled(tmp_path: Path) -> None:
    for name in profile_names(PACKETS):
        profile = read_profile(PACKETS, name)
        written = (PACKETS / f"{name}.yaml").read_text("utf-8")
        assert ("exhibits" in profile.documents) == ("\ntabs: letters " in written)
        assert profile.tabs is Tabs.LETTERS
        assert read_profile(PACKETS, name, (), Tabs.GROUPS).tabs is Tabs.GROUPS
    court = (PACKETS / "court.yaml").read_text("utf-8")
    (tmp_path / "court.yaml").write_text(court.replace("tabs: letters", "tabs: groups"), "utf-8")
    assert read_profile(tmp_path, "court").tabs is Tabs.GROUPS
    assert read_profile(tmp_path, "court", (), Tabs.LETTERS).tabs is Tabs.LETTERS
    (tmp_path / "court.yaml").write_text(court.replace("tabs: letters", "tabs: roman"), "utf-8")
    with pytest.raises(ProfileError, match="`tabs:` \\(letters or groups\\)"):
        read_profile(tmp_path, "court")
    assert kept_tabs("roman") is kept_tabs(None) is None


def test_by_group_sheets_index_cover_citations_and_bookmarks_say_the_same() -> None:
    case = grouped(whole_case(), "corroboration", "identity", "corroboration")
    planned = plan_of(case, TOLD)
    listed = [("A-1", "Photo of the door", 1), ("B-1", "Record of search", 3), ("B-2", "Letter", 2)]
    packet, layout, *_ = compose(planned, [[paper(*[A4] * pages)] for _, _, pages in listed])
    assert prove(packet, expected_of(planned, layout))[0] == []
    seen = clerk.look(packet)
    assert clerk.reading(seen) == []
    assert clerk.holding(seen, listed) == []
    starts = {label: clerk.exhibits(seen)[label][0] + 1 for label, _, _ in listed}
    assert "(Tabs A-1 – B-2, pages 1 – " in seen.texts[0]
    index = seen.texts[1]
    order = [f"A {TITLES['identity']}", "A-1 Photo", f"B {TITLES['corroboration']}", "B-1 Record",
             "B-2 Letter"]  # fmt: skip
    assert [index.index(each) for each in order] == sorted(index.index(each) for each in order)
    text = " ".join(seen.texts)
    found = re.findall(r"Ex\. ([A-Z]+-\d+) at (\d+)", text)
    assert {label for label, _ in found} == {"A-1", "B-1"}
    assert all(int(page) == starts[label] for label, page in found)
    assert not re.search(r"Ex\. [A-Z]+ at", text)


def test_an_order_and_a_group_that_change_take_labels_and_citations_with_them() -> None:
    told = "Seen in {exhibit Record of search, page 2}."
    cited = []
    for groups in (("country", "identity", "personal"), ("personal", "personal", "personal")):
        case = grouped(whole_case(), *groups)
        case["incidents"][0]["incident_story"] = {"text": "Видно.", "english": told}
        planned = plan_of(case, TOLD)
        packet, *_ = compose(planned, [[paper(A4, A4)] for _ in planned.exhibits])
        seen = clerk.look(packet)
        found = re.search(r"Seen in Ex\. (\S+) at (\d+)", " ".join(seen.texts))
        assert found
        assert int(found[2]) == clerk.exhibits(seen)[found[1]][0] + 2
        cited.append(found[1])
    assert cited == ["C-1", "A-1"]


def test_many_exhibits_by_group_are_proved() -> None:
    """A label of any width stays on its line."""
    planned = plan_of(grouped(with_exhibits(30), *["identity"] * 2, *["country"] * 28), SHORT)
    wide = replace(planned.exhibits[-1], label="B-1234")
    planned = replace(planned, exhibits=(*planned.exhibits[:-1], wide))
    packet, layout, *_ = compose(planned, [[paper(A4)]] * 30)
    assert prove(packet, expected_of(planned, layout))[0] == []
    seen = clerk.look(packet)
    assert clerk.reading(seen) == []
    listed = [(each.label, each.title, 1) for each in planned.exhibits]
    assert clerk.holding(seen, listed) == []


def test_a_sheet_of_another_label_is_found() -> None:
    """The proof tells A-1 from A-11, on the sheet and in the index."""
    planned = plan_of(grouped(with_exhibits(12), *["identity"] * 12), SHORT)
    packet, layout, *_ = compose(planned, [[paper(A4)]] * 12)
    expected = expected_of(planned, layout)
    assert prove(packet, expected)[0] == []
    first, eleventh = expected["exhibits"][0], expected["exhibits"][10]
    first["label"], eleventh["label"] = eleventh["label"], first["label"]
    expected["own_titles"] = {}
    found = "\n".join(map(str, prove(packet, expected)[0]))
    assert "should be the sheet of Exhibit A-11" in found
    assert "The index has no line that leads to Exhibit A-11" in found
    assert "Exhibit A-11 has no bookmark" in found


# ---- the whole way -------------------------------------------------------------------------------


def test_the_choice_of_the_case_and_of_the_moment_reach_report_and_proof(tmp_path: Path) -> None:
    case = grouped(eight_exhibits(), *["personal", "country"] * 4)
    by_group = [f"A-{n}" for n in range(1, 5)] + [f"B-{n}" for n in range(1, 5)]
    with vault_with(tmp_path, case, FILES) as vault:
        vault.set_setting(SETTING, Tabs.GROUPS)
        report = write(vault, tmp_path / "packet", documents=("cover", "index", "exhibits"))
        assert report.proved
        assert verify(report.directory) == []
        plain = json.loads((report.directory / REPORT).read_text("utf-8"))
        assert [each["label"] for each in plain["exhibits"]] == by_group
        seen = clerk.look((report.directory / "packet.pdf").read_bytes())
        listed = [(each["label"], each["title"], each["pages"]) for each in plain["exhibits"]]
        assert clerk.holding(seen, listed) == []
        assert "Exhibit B-2: the file “4.pdf” could not be converted" in plain["problems"][0]
        letters = write(vault, tmp_path / "other", documents=("exhibits",), tabs=Tabs.LETTERS)
        assert [each.label for each in letters.exhibits] == list("ABCDEFGH")


def test_word_documents_have_the_same_labels(tmp_path: Path) -> None:
    case = grouped(eight_exhibits(), *["personal", "country"] * 4)
    with vault_with(tmp_path, case, FILES) as vault:
        write_editable(
            questionnaire(), vault.answers(), vault, tmp_path, "lawyer", ["index"],
            cleaners=open_evidence, tabs=Tabs.GROUPS,
        )  # fmt: skip
        text = paragraphs((tmp_path / "index.docx").read_bytes())
        assert {"A", "A-1", "A-4", "B", "B-1", "B-4"} <= set(text)
        assert text.index("A") < text.index("A-1") < text.index("B") < text.index("B-1")
