"""Documents as Word files: the same words as on paper, whole, and never over somebody's edits."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pristan.case import Problem
from pristan.evidence import open_evidence
from pristan.packet.cannot_write import CannotWrite
from pristan.packet.editable import write_editable
from pristan.packet.word import word_document
from pristan.vault import Vault
from unit.packet.cases import questionnaire

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body_of(docx: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():  # every part is XML that can be read
            ElementTree.fromstring(archive.read(name))
        return ElementTree.fromstring(archive.read("word/document.xml"))


def paragraphs(docx: bytes) -> list[str]:
    """Return the text of every paragraph that has one; a line break is a line end."""
    found = []
    for paragraph in body_of(docx).iter(f"{W}p"):
        text = ""
        for part in paragraph.iter():
            text += {f"{W}t": part.text or "", f"{W}br": "\n", f"{W}tab": "\t"}.get(part.tag, "")
        found.append(text)
    return [text for text in found if text]


def made(html: str, band: str = "") -> list[str]:
    return paragraphs(word_document(f"<html><body>{html}</body></html>", {"paper-1": 14}, band))


def test_what_a_person_wrote_is_text_and_nothing_else() -> None:
    nasty = "&lt;w:p/&gt; &amp;amp; ]]&gt; \x00\x0b {{ x }} 🙂 אב"
    assert made(f'<p><span class="told">{nasty}</span></p>') == ["<w:p/> &amp; ]]>  {{ x }} 🙂 אב"]


def test_line_ends_of_a_person_are_kept_and_those_of_a_template_are_not() -> None:
    assert made('<p>one\n   two <span class="told">three\nfour</span></p>') == [
        "one two three\nfour"
    ]


def test_numbers_of_pages_are_written_out() -> None:
    html = '<p>Ex. C at <a data-folio="paper-1">00</a>, <span data-folio="paper-1+2">00</span></p>'
    assert made(html) == ["Ex. C at 14, 16"]


def test_lines_to_fill_in_are_underscores() -> None:
    (text,) = made('<p>On <span class="line" style="width: 1in"></span>.</p>')
    assert text == "On ___________."


def test_every_row_of_a_table_has_the_columns_of_its_grid() -> None:
    html = (
        '<table><tr><td class="tab">A</td><td>B</td><td class="pages">C</td></tr>'
        '<tr><td class="tab"></td><td colspan="2">D</td></tr></table>'
    )
    body = body_of(word_document(f"<body>{html}</body>", {}, ""))
    (table,) = body.iter(f"{W}tbl")
    assert len(list(table.iter(f"{W}gridCol"))) == 3
    for row in table.iter(f"{W}tr"):
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
        assert sum(int(s.get(f"{W}val", "1")) if s is not None else 1 for s in spans) == 3
        for cell in row.iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p"  # without it Word calls the file damaged


def test_the_same_pages_give_the_same_bytes_and_tell_nothing_of_anybody() -> None:
    docx = word_document("<body><p>x</p></body>", {}, "DRAFT")
    assert docx == word_document("<body><p>x</p></body>", {}, "DRAFT")
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert not any(name.startswith("docProps") for name in archive.namelist())
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"DRAFT" in archive.read("word/header1.xml")


def edited(vault: Vault, folder: Path, *documents: str, profile: str = "lawyer") -> list[str]:
    return write_editable(
        questionnaire(), vault.answers(), vault, folder, profile, documents,
        cleaners=open_evidence,
    )  # fmt: skip


def test_a_declaration_can_be_edited_and_is_never_written_over(
    vault: Vault, tmp_path: Path
) -> None:
    assert edited(vault, tmp_path, "declaration", "index") == ["index.docx", "declaration.docx"]
    said = paragraphs((tmp_path / "declaration.docx").read_bytes())
    assert "1.\tAt six in the morning they knocked." in said
    assert any(text.startswith("3.\tThen I was taken away.") for text in said)
    assert any("[English translation to be added]" in text for text in said)
    index = paragraphs((tmp_path / "index.docx").read_bytes())
    assert "Paper 1" in index
    (tmp_path / "declaration.docx").write_bytes(b"a lawyer's work")
    with pytest.raises(CannotWrite, match="may have edited it"):
        edited(vault, tmp_path, "declaration")
    assert (tmp_path / "declaration.docx").read_bytes() == b"a lawyer's work"
    with pytest.raises(Problem, match="no document called poem"):
        edited(vault, tmp_path, "poem")
    with pytest.raises(Problem, match="made to be edited"):
        edited(vault, tmp_path, "timeline")


def test_a_document_that_may_be_added_can_be_edited_too(vault: Vault, tmp_path: Path) -> None:
    assert edited(vault, tmp_path, "proposed_order", profile="court") == ["proposed_order.docx"]
    said = paragraphs((tmp_path / "proposed_order.docx").read_bytes())
    assert "ORDER OF THE IMMIGRATION JUDGE" in said
