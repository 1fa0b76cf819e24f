"""A folder that was written is as it was written, or one is told what is wrong with it."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from pristan.case import Problem
from pristan.content import content_dir
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


def test_a_missing_file_is_found(copy: Path) -> None:
    (copy / PACKET).unlink()
    assert faults(copy) == "The file packet.pdf is missing."


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
