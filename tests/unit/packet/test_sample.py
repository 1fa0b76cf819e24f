"""The sample's packet reads as it was read and found good; every invented paper says what it is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from pristan.evidence import open_evidence
from pristan.packet.report import PACKET
from pristan.sample import make_sample, sample_papers
from pristan.vault import Profile
from unit.packet import clerk

GOLDEN = Path(__file__).parents[2] / "golden" / "packets"
WHOLE, COLUMNS = GOLDEN / "sample-packet.txt", GOLDEN / "sample-two-columns.txt"
OWN = GOLDEN / "sample-own-sheets.txt"
CHEAP = Profile(15, 8, 1, 1)
EXHIBITS = (  # label, title, pages
    ("A", "Foreign-travel passport", 2),
    ("B", "Decision to open a criminal case and take it over for investigation", 1),
    ("C", "Record of search", 1),
    ("D", "Ruling in an administrative offense case", 1),
    ("E", "Page of the Rosfinmonitoring list (capture)", 2),
    ("F", "Wanted card", 1),
    ("G", "Letter of a bank", 1),
    ("H", "Photo of the broken door", 1),
)


def write_sample(folder: Path) -> bytes:
    """Make the sample case, write its packet, return it."""
    desk = make_sample(folder / "case.pristan", "six invented words for a test", [CHEAP])
    report = desk.write_packet(folder / "packet")
    desk.close()
    assert report.proved, [str(problem) for problem in report.problems]
    return (folder / "packet" / PACKET).read_bytes()


def readings(packet: bytes) -> dict[Path, str]:
    """Return the English pages of ours, and the two columns, as they read; page by page."""
    with pypdfium2.PdfDocument(packet) as pdf:
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
        starts = {title: at for title, at in marks}
        texts = [page.get_textpage().get_text_range() for page in pdf]
    columns = next(at for title, at in starts.items() if "side by side" in title)
    russian = next(at for title, at in starts.items() if "in Russian" in title)
    exhibits = [at for title, at in starts.items() if title.startswith("Exhibit ")]
    whole = [*range(russian), *exhibits]
    outline = "\n".join(f"bookmark: {title}" for title, _ in marks)
    return {
        WHOLE: outline + "\n\n" + "".join(_page(at, texts[at]) for at in whole),
        COLUMNS: "".join(_page(at, texts[at]) for at in range(columns, exhibits[0])),
    }


def _page(at: int, text: str) -> str:
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines()]
    return f"---- page {at + 1} of the file ----\n" + "\n".join(filter(None, lines)) + "\n\n"


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_sample(tmp_path_factory.mktemp("sample"))


def test_it_reads_as_the_golden_files(packet: bytes, golden: Callable[[Path, str], None]) -> None:
    for file, text in readings(packet).items():
        golden(file, text)


def test_the_applicants_own_sheets_read_as_the_golden_file(
    tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    desk = make_sample(tmp_path / "case.pristan", "six invented words for a test", [CHEAP])
    report = desk.write_packet(tmp_path / "own", "applicant", ["checklist", "hearing_sheet"])
    desk.close()
    assert report.proved
    with pypdfium2.PdfDocument((tmp_path / "own" / PACKET).read_bytes()) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    golden(OWN, "".join(_page(at, text) for at, text in enumerate(texts)))


def test_every_page_says_that_the_person_is_invented(packet: bytes) -> None:
    with pypdfium2.PdfDocument(packet) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    assert all("SAMPLE – INVENTED PERSON / ОБРАЗЕЦ" in text for text in texts)


def test_cyrillic_can_be_searched_in_sheets_and_copied_papers(packet: bytes) -> None:
    with pypdfium2.PdfDocument(packet) as pdf:
        text = " ".join(" ".join(p.get_textpage().get_text_range() for p in pdf).split())
    assert "Постановление о возбуждении уголовного дела" in text
    assert "10233. ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ*, 01.02.1985 г.р. , Г. ТВЕРЬ;" in text


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    return dict(sample_papers())


def test_there_are_ten_files_of_four_kinds(papers: dict[str, bytes]) -> None:
    starts = {".pdf": b"%PDF", ".png": b"\x89PNG", ".jpg": b"\xff\xd8", ".html": b"<!DOCTYPE"}
    assert len(papers) == 10
    for name, content in papers.items():
        assert content.startswith(starts[Path(name).suffix])


def test_every_invented_paper_says_so(papers: dict[str, bytes]) -> None:
    for name, content in papers.items():
        if name.endswith(".pdf"):
            with pypdfium2.PdfDocument(content) as pdf:
                assert all("ОБРАЗЕЦ" in p.get_textpage().get_text_range() for p in pdf), name
        elif name.endswith(".html"):
            assert "ОБРАЗЕЦ" in content.decode(), name


def test_the_sample_shows_a_marked_entry_and_a_certified_translation(packet: bytes) -> None:
    with pypdfium2.PdfDocument(packet) as pdf:
        said = " ".join(" ".join(p.get_textpage().get_text_range() for p in pdf).split())
    assert "EXTRACT OF A SAVED WEB PAGE" in said
    assert "[3 entries not printed] 10233. ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ*" in said
    assert "ОБРАЗЦОВ ОБРАЗЕЦ ОБРАЗЦОВИЧ" not in said.partition("EXTRACT")[2][:1500]
    assert "M. Obraztsova Maria Obraztsova" in said
    assert "Russian; with certified English translation" in said


def test_the_passport_lies_on_its_side_and_is_printed_upright(papers: dict[str, bytes]) -> None:
    with Image.open(io.BytesIO(papers["01-passport.jpg"])) as picture:
        assert picture.getexif()[0x0112] == 6
        assert picture.height > picture.width
    with open_evidence() as evidence:
        cleaned = evidence.clean(papers["01-passport.jpg"]).pdf
    with pypdfium2.PdfDocument(cleaned) as pdf:
        width, height = pdf[0].get_size()
        assert width > height
    with pikepdf.open(io.BytesIO(cleaned)) as pdf:
        assert b"Exif" not in b"".join(
            stream.read_raw_bytes() for stream in pdf.objects if isinstance(stream, pikepdf.Stream)
        )


def test_a_clerk_who_knows_none_of_our_code_finds_the_sample_in_order(packet: bytes) -> None:
    seen = clerk.look(packet)
    assert clerk.reading(seen) == []
    assert clerk.holding(seen, EXHIBITS) == []
    assert clerk.drawn(packet) == []
    found = clerk.exhibits(seen).items()
    there = {label: range(at + 1, at + pages + 1) for label, (at, pages) in found}
    text = " ".join(seen.texts)
    cited = re.findall(r"\b(?:Ex|Прил)\. ([A-Z]+)(?: at|, page|, с\.) (\d+)", text)
    assert len(cited) == len(re.findall(r"\b(?:Ex|Прил)\. ", text)) > 20
    assert [each for each in cited if int(each[1]) not in there[each[0]]] == []
