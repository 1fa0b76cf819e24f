"""Word documents on their pages: what stays together, what is printed again, which numbers."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pypdfium2
import pytest

from pristan.confine.walls import words_for_walls
from pristan.desk import Desk
from pristan.evidence.office import Office, office_program
from pristan.packet.report import Report
from pristan.packet.word import word_document
from pristan.sample import make_sample
from unit.packet.test_word import W, body_of
from unit.packet.written import CHEAP

CAN_PRINT = office_program() is not None and bool(words_for_walls())
printed = pytest.mark.skipif(not CAN_PRINT, reason="LibreOffice or bubblewrap is not here")


class Leaf(NamedTuple):
    """A paragraph or a row of a table, and whether it stays on the page of the next."""

    text: str
    held: bool
    header: bool = False


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    case = tmp_path_factory.mktemp("case") / "case.pristan"
    desk = make_sample(case, "six invented words for a test", [CHEAP])
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def written(sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every Word document of the sample."""
    folder = tmp_path_factory.mktemp("word")
    sample.write_editable(folder, "lawyer", ())
    return folder


@pytest.fixture(scope="module")
def packet(sample: Desk, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return sample.write_packet(tmp_path_factory.mktemp("packet"))


def leaves(docx: bytes) -> list[Leaf]:
    """Return the paragraphs and rows of a document, in their order."""
    found = []
    for block in body_of(docx).find(f"{W}body") or ():
        if block.tag == f"{W}p":
            found.append(Leaf(said(block), is_held(block)))
        for row in block.findall(f"{W}tr"):
            here = [is_held(each) for each in row.iter(f"{W}p")]
            assert len({*here}) == 1  # Word asks the paragraphs of every cell
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            header = row.find(f"{W}trPr/{W}tblHeader") is not None
            found.append(Leaf(said(row), here[0], header))
    return found


def said(element: ElementTree.Element) -> str:
    return " ".join(text for each in element.iter(f"{W}t") if (text := (each.text or "").strip()))


def is_held(paragraph: ElementTree.Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None


def together(docx: bytes) -> Iterator[list[str]]:
    """Yield the texts that stand on one page, group by group."""
    group: list[str] = []
    for leaf in leaves(docx):
        group.append(leaf.text)
        if not leaf.held:
            yield group
            group = []
    assert not group  # nothing is held by what does not follow


def with_text(docx: bytes, text: str) -> list[str]:
    """Return all that stands on one page with the first text of this kind."""
    return next(group for group in together(docx) if any(text in each for each in group))


def test_who_signs_a_declaration_stands_with_the_oath(written: Path) -> None:
    for name, oath, executed in (
        ("declaration", "under penalty of perjury", "Executed on"),
        ("declaration_ru", "Под страхом наказания", "Подписано"),
    ):
        signed = with_text((written / f"{name}.docx").read_bytes(), oath)
        assert signed[0] and oath in signed[1]  # and with the end of what is sworn to
        assert signed[2].startswith(executed)
        assert signed[3].startswith("____")


@pytest.mark.parametrize(
    ("name", "before", "signed"),
    [
        ("certificate_of_interpretation", "My interpretation was true", "Telephone:"),
        ("declaration_translation", "Declaration of", "Telephone:"),
        ("certificates_of_translation", "Wanted card", "Telephone:"),
        ("cover_letter", "Photo of the broken door", "for the applicant"),
        ("proof_of_service", "hand delivery", "Signature"),
        ("proof_of_service_ecas", "through ECAS", "Printed name:"),
        ("proposed_order", "biometrics", "Immigration Judge"),
        ("witness_declarations", "Sign under the sentence", "Signature of the witness"),
        ("witness_declarations", "I read the foregoing", "Telephone:"),
    ],
)
def test_who_signs_stands_with_what_is_signed(
    written: Path, name: str, before: str, signed: str
) -> None:
    here = with_text((written / f"{name}.docx").read_bytes(), signed)
    assert any(before in each for each in here)
    assert any("____" in each for each in here)


def test_the_heading_of_a_group_stands_with_its_first_row(written: Path) -> None:
    index = (written / "index.docx").read_bytes()
    for heading, first in (
        ("Identity and entry", "A Foreign-travel passport"),
        ("What happened to the respondent", "B Decision to open"),
    ):
        found, row = with_text(index, heading)
        assert (found, row[: len(first)]) == (heading, first)


def test_what_is_known_of_a_witness_stands_with_the_name(written: Path) -> None:
    *_, how, _, _, language = with_text((written / "witness_list.docx").read_bytes(), "How known")
    assert how.startswith("How known") and language.startswith("Language of testimony")


def test_the_head_of_the_index_is_printed_on_every_page_of_it(written: Path) -> None:
    (header,) = (leaf for leaf in leaves((written / "index.docx").read_bytes()) if leaf.header)
    assert header == ("Tab Document Date Source, how obtained Language Pages", True, True)


def test_only_the_head_of_a_table_is_printed_again(written: Path) -> None:
    for file in written.glob("*.docx"):
        headers = [leaf for leaf in leaves(file.read_bytes()) if leaf.header]
        assert bool(headers) == (file.stem == "index")


def part(docx: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return ElementTree.fromstring(archive.read(f"word/{name}.xml"))


def test_each_document_begins_with_the_number_that_it_has_in_the_packet(
    packet: Report, written: Path
) -> None:
    begins = {each.name: str(each.first_page) for each in packet.documents}
    files = {file.stem: file.read_bytes() for file in written.glob("*.docx")}
    assert {"cover", "index", "declaration", "proof_of_service"} <= files.keys()
    for name, docx in files.items():
        (start,) = body_of(docx).iter(f"{W}pgNumType")
        assert start.get(f"{W}start") == begins[name], name
        footer = part(docx, "footer1")
        assert said(footer) == "A000-000-001 |"  # and the number, as it is stamped
        assert "".join(footer.itertext()).endswith("PAGE")


def test_a_cover_has_no_number_and_says_that_it_is_a_draft(written: Path) -> None:
    for file in written.glob("*.docx"):
        section = body_of(file.read_bytes()).find(f"{W}body/{W}sectPr")
        assert section is not None
        cover = section.find(f"{W}titlePg") is not None
        assert cover == (file.stem == "cover")
        feet = {each.get(f"{W}type") for each in section.findall(f"{W}footerReference")}
        assert feet == {"default"}  # a first page that has one of its own has none here
        heads = {each.get(f"{W}type") for each in section.findall(f"{W}headerReference")}
        assert heads == {"default", "first"} if cover else {"default"}


def test_a_document_that_stands_nowhere_in_a_packet_begins_with_one() -> None:
    (start,) = body_of(word_document("<body><p>x</p></body>", {}, "")).iter(f"{W}pgNumType")
    assert start.get(f"{W}start") == "1"


def pages_of(docx: bytes) -> list[str]:
    """Return the pages of a Word document as another program prints them."""
    with pypdfium2.PdfDocument(Office().to_pdf(docx)) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@printed
@pytest.mark.parametrize(
    "name", ["cover", "index", "declaration", "witness_declarations", "cover_letter"]
)
def test_a_document_takes_as_many_pages_as_it_has_in_the_packet(
    packet: Report, written: Path, name: str
) -> None:
    (bound,) = (each for each in packet.documents if each.name == name)
    pages = pages_of((written / f"{name}.docx").read_bytes())
    assert len(pages) == bound.pages
    for number, page in enumerate(pages, start=bound.first_page):
        assert "NOT FOR FILING" in page
        foot = f"A000-000-001 | {number}" if number else "(Tabs A – H, pages 1 – 71)"
        assert page.rstrip().endswith(foot)  # a cover has no number
        assert ("how obtained" in " ".join(page.split())) == (name == "index")


@printed
def test_the_line_to_sign_on_is_printed_below_the_oath(written: Path) -> None:
    *_, last = pages_of((written / "declaration.docx").read_bytes())
    oath, executed, line = (last.find(text) for text in ("perjury", "Executed on", "IVAN PRIM"))
    assert 0 < oath < executed < line


def test_double_spacing_is_that_of_the_paper(written: Path) -> None:
    lines = {
        (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule"))
        for spacing in body_of((written / "declaration.docx").read_bytes()).iter(f"{W}spacing")
        if spacing.get(f"{W}line")
    }
    assert lines == {("480", "atLeast")}  # 24 points; twice the face's own height is more


def test_there_is_room_to_sign_and_to_write(written: Path) -> None:
    certificates = body_of((written / "certificates_of_translation.docx").read_bytes())
    *_, signed, known = certificates.iter(f"{W}tbl")
    assert said(signed).startswith("_" * 37)  # as wide as its cell, 3.4 inches
    assert said(known).count("_" * 50) == 3  # a whole address
    for table, least in ((signed, 440), (known, 320)):
        for spacing in table.iter(f"{W}spacing"):
            assert int(spacing.get(f"{W}before", "0")) >= least


def test_russian_is_marked_as_russian_and_english_is_not(written: Path) -> None:
    seen = set()
    for file in written.glob("*.docx"):
        for run in body_of(file.read_bytes()).iter(f"{W}r"):
            letters = {unicodedata.name(char).split()[0] for char in said(run) if char.isalpha()}
            lang = run.find(f"{W}rPr/{W}lang")
            marked = lang is not None and lang.get(f"{W}val") == "ru-RU"
            if letters == {"CYRILLIC"}:
                assert marked, said(run)
                seen.add(file.stem)
            elif letters and file.stem != "declaration_ru":
                assert not marked, said(run)
    assert {"declaration_ru", "index", "certificates_of_translation"} <= seen


def test_a_language_that_nobody_knows_is_marked_as_none() -> None:
    html = "<body><p lang='x&quot;/&gt;&lt;w:b w:val=&quot;'>x</p></body>"
    (run,) = body_of(word_document(html, {}, "")).iter(f"{W}r")
    assert run.find(f"{W}rPr") is None


def test_a_space_that_breaks_no_line_stays_one(written: Path) -> None:
    order = body_of((written / "proposed_order.docx").read_bytes())
    assert "motion be \u00a0□ GRANTED \u00a0□ DENIED" in "".join(order.itertext())
    declaration = body_of((written / "declaration.docx").read_bytes())
    assert "Ex. E at\u00a061" in "".join(declaration.itertext())


def test_word_opens_a_file_as_one_of_its_own(written: Path) -> None:
    (mode,) = part((written / "cover.docx").read_bytes(), "settings").iter(f"{W}compatSetting")
    assert (mode.get(f"{W}name"), mode.get(f"{W}val")) == ("compatibilityMode", "15")


def indent(paragraph: ElementTree.Element) -> tuple[str, str]:
    found = paragraph.find(f"{W}pPr/{W}ind")
    about = {} if found is None else found.attrib
    return about.get(f"{W}firstLine", ""), about.get(f"{W}left", "")


def test_paragraphs_and_names_are_indented_as_on_paper(written: Path) -> None:
    service = body_of((written / "proof_of_service.docx").read_bytes())
    first, *_, means = (indent(each) for each in service.iter(f"{W}p") if is_double(each))
    assert (first, means) == (("720", ""), ("", ""))
    (name,) = (
        each
        for each in body_of((written / "cover.docx").read_bytes()).iter(f"{W}p")
        if said(each) == "PRIMEROV, IVAN"
    )
    assert indent(name) == ("", "504")  # 0.35 inches


def is_double(paragraph: ElementTree.Element) -> bool:
    spacing = paragraph.find(f"{W}pPr/{W}spacing")
    return spacing is not None and spacing.get(f"{W}line") == "480"
