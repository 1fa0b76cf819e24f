"""A folder that was written is as it was written, or one is told what is wrong with it."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pristan.case import Problem
from pristan.content import content_dir
from pristan.packet import verify as verify_module
from pristan.packet.profiles import profile_names, read_profile
from pristan.packet.report import PACKET, REPORT, NoReport, Report, read_report
from pristan.packet.verify import verify
from pristan.vault import Vault
from unit.packet.written import write


@pytest.fixture
def copy(written: Report, tmp_path: Path) -> Path:
    shutil.copytree(written.directory, tmp_path / "copy")
    return tmp_path / "copy"


def faults(folder: Path) -> str:
    return "\n".join(map(str, verify(folder)))


def rewrite(folder: Path, packet: bytes) -> None:
    """Change the packet and let the report say that it was always so."""
    (folder / PACKET).write_bytes(packet)
    plain = json.loads((folder / REPORT).read_text(encoding="utf-8"))
    plain["parts"][0] |= {"sha256": hashlib.sha256(packet).hexdigest(), "bytes": len(packet)}
    (folder / REPORT).write_text(json.dumps(plain), encoding="utf-8")


Lie = Callable[[dict[str, Any]], object]


def lie(folder: Path, change: Lie) -> None:
    """Change the report and nothing else."""
    plain = json.loads((folder / REPORT).read_text(encoding="utf-8"))
    change(plain)
    (folder / REPORT).write_text(json.dumps(plain), encoding="utf-8")


def without_page(packet: bytes, page: int) -> bytes:
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        del pdf.pages[page]
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


PROFILES = content_dir("forms") / "packets"
CHOICES = {
    document: profile
    for profile in profile_names(PROFILES)
    for document in read_profile(PROFILES, profile).documents
}


@pytest.mark.parametrize(("document", "profile"), CHOICES.items())
def test_each_document_alone_is_proved_and_verified(
    vault: Vault, tmp_path: Path, document: str, profile: str
) -> None:
    try:
        report = write(vault, tmp_path, profile, (document,))
    except Problem as problem:  # a chart of no cases
        assert "nothing to print" in str(problem)
        assert list(tmp_path.iterdir()) == []
    else:
        assert report.proved, [str(problem) for problem in report.problems]
        assert verify(tmp_path) == []


def test_what_closes_a_filing_is_proved_after_the_exhibits(vault: Vault, tmp_path: Path) -> None:
    closing = ("proposed_order", "proof_of_service")
    report = write(vault, tmp_path, "lawyer", ("cover", "index", "exhibits", *closing))
    assert report.documents[-1].first_page > report.exhibits[-1].first_page
    assert report.proved, [str(problem) for problem in report.problems]
    lie(tmp_path, lambda plain: plain["documents"].pop())
    assert "What is listed leaves out the pages from" in faults(tmp_path)


def test_a_changed_byte_is_found(copy: Path) -> None:
    packet = bytearray((copy / PACKET).read_bytes())
    packet[-20] ^= 1
    (copy / PACKET).write_bytes(packet)
    assert "it has been changed since" in faults(copy)


def test_a_removed_page_is_found_even_when_the_report_lies(copy: Path) -> None:
    packet = (copy / PACKET).read_bytes()
    rewrite(copy, without_page(packet, 20))
    assert "pages and should have" in faults(copy)
    plain = json.loads((copy / REPORT).read_text(encoding="utf-8"))
    plain["parts"][0]["pages"] -= 1
    plain["parts"][0]["last_page"] -= 1
    (copy / REPORT).write_text(json.dumps(plain), encoding="utf-8")
    assert "should be numbered" in faults(copy)


def _exchanged(rows: list[Any], one: int, other: int) -> None:
    rows[one], rows[other] = rows[other], rows[one]


def _exchange(plain: dict[str, Any], fact: str, one: int, other: int) -> None:
    rows = plain["exhibits"]
    rows[one][fact], rows[other][fact] = rows[other][fact], rows[one][fact]


def _grown(row: dict[str, Any], by: int) -> None:
    row["pages"] += by


LIES: list[tuple[Lie, str]] = [
    (lambda plain: plain["exhibits"].pop(0), "“Exhibit A – Paper 1” begins on page"),
    (lambda plain: plain["exhibits"].pop(1), "“Exhibit B – Paper 2” begins on page"),
    (lambda plain: plain["exhibits"].pop(1), "a page of an exhibit where none is listed"),
    (lambda plain: plain["exhibits"].pop(3), "“Exhibit D – Paper 4” begins on page"),  # no paper
    (lambda plain: plain["exhibits"].pop(-1), "“Exhibit H – Paper 8” begins on page"),
    (lambda plain: plain["exhibits"].clear(), "“Exhibit H – Paper 8” begins on page"),
    (lambda plain: plain["documents"].pop(0), "“Cover page” begins on page 0 and is not listed"),
    (lambda plain: plain["documents"].pop(1), "“Index” begins on page 1 and is not listed"),
    (lambda plain: plain["documents"].pop(), "and is not listed among what the packet holds"),
    (lambda plain: plain["documents"].clear(), "leaves out the pages from 0 to"),
    (
        lambda plain: plain["exhibits"].append(plain["exhibits"][-1]),
        "Exhibit H is not where it should be",
    ),
    (
        lambda plain: plain["exhibits"].append(plain["exhibits"][-1] | {"label": "Q", "pages": 0}),
        "Exhibit Q has no bookmark",
    ),
    (
        lambda plain: plain["documents"].append(plain["documents"][1] | {"title": "Letter"}),
        "The document “Letter” has no bookmark",
    ),
    (
        lambda plain: plain["documents"].insert(1, plain["documents"][1] | {"pages": 0}),
        "“Index” is listed at page 1, which is not its place",
    ),
    (lambda plain: _exchanged(plain["exhibits"], 1, 2), "is not where it should be"),
    (lambda plain: _exchanged(plain["documents"], 1, 2), "which is not its place among the others"),
    (lambda plain: _exchange(plain, "label", 1, 2), "should be the sheet of Exhibit C"),
    (lambda plain: _exchange(plain, "title", 1, 2), "does not say “Paper 3”"),
    (lambda plain: _exchange(plain, "first_page", 1, 2), "is not where it should be"),
    (lambda plain: _exchange(plain, "pages", 0, 1), "where none is listed"),
    (lambda plain: _exchange(plain, "pages", 0, 1), "should hold an exhibit"),
    (lambda plain: _grown(plain["documents"][1], 1), "What is listed leaves out the pages"),
    (lambda plain: _grown(plain["documents"][-1], -1), "What is listed leaves out the pages"),
    (lambda plain: _grown(plain["exhibits"][0], 1), "is not where it should be"),
    (lambda plain: _grown(plain["exhibits"][0], -1), "where none is listed"),
]


@pytest.mark.parametrize(("change", "told"), LIES)
def test_a_line_of_the_report_that_is_not_so_is_found(copy: Path, change: Lie, told: str) -> None:
    lie(copy, change)
    assert told in faults(copy)


def test_pages_that_changed_places_are_found_even_when_the_report_lies(copy: Path) -> None:
    with pikepdf.open(copy / PACKET) as pdf:
        first = read_report(copy).exhibits[0].first_page
        one, other = pdf.pages[first + 1].obj, pdf.pages[first + 2].obj  # both of exhibit A
        one.Contents, other.Contents = other.Contents, one.Contents
        one.Resources, other.Resources = other.Resources, one.Resources
        out = io.BytesIO()
        pdf.save(out)
    rewrite(copy, out.getvalue())
    assert "should be numbered" in faults(copy)


def test_a_missing_file_is_found(copy: Path) -> None:
    (copy / PACKET).unlink()
    assert faults(copy) == "The file packet.pdf is missing, or cannot be read."
    (copy / PACKET).mkdir()
    assert faults(copy) == "The file packet.pdf is missing, or cannot be read."


def test_files_that_are_taken_away_meanwhile_are_a_sentence(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = verify_module.each_proof

    def proved_late(parts: list[tuple[Path, dict[str, Any]]], count: int) -> object:
        (copy / PACKET).unlink()
        return really(parts, count)

    monkeypatch.setattr(verify_module, "each_proof", proved_late)
    with pytest.raises(Problem, match="taken away or changed while they were read"):
        verify(copy)


def test_another_title_in_the_report_is_found(copy: Path) -> None:
    text = (copy / REPORT).read_text(encoding="utf-8")
    (copy / REPORT).write_text(text.replace('"Paper 2"', '"Paper 9"'), encoding="utf-8")
    assert "does not say “Paper 9”" in faults(copy)


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "[]", "null", "{" * 3000, '{"profile": 1, "parts": [], "exhibits": []}',
        '{"profile": "x", "parts": [{"file": "../../etc/passwd", "sha256": "", "bytes": 1, '
        '"pages": 1, "first_page": 1, "last_page": 1}], "documents": [], "exhibits": []}',
        '{"profile": "x", "parts": [{"file": "a", "sha256": "", "bytes": -1, "pages": 1, '
        '"first_page": 1, "last_page": 1}], "documents": [], "exhibits": []}',
    ],
)  # fmt: skip
def test_a_report_that_makes_no_sense_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / REPORT).write_text(text)
    with pytest.raises(NoReport, match="not as this program writes it"):
        read_report(tmp_path)


def test_a_folder_without_a_report_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoReport, match=r"There is no assembly-report\.json"):
        verify(tmp_path)
