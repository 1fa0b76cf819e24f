"""Many papers, odd papers, thick papers: read as a clerk reads, and the whole way to a folder."""

from __future__ import annotations

import io
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from pristan.evidence import open_evidence
from pristan.packet.exhibits import exhibits
from pristan.packet.papers import Papers
from pristan.packet.prove import prove
from pristan.packet.report import REPORT, Report
from pristan.packet.source import read_source
from pristan.packet.verify import verify
from pristan.vault import Vault
from unit.packet import clerk
from unit.packet.cases import (
    A4,
    LAWYER,
    paper,
    plain_case,
    plan_of,
    questionnaire,
    with_exhibits,
)
from unit.packet.made import compose, expected_of
from unit.packet.written import POISONED, vault_with, write

SHORT = replace(LAWYER, documents=("cover", "index", "exhibits"))
TITLES = (
    ("T" * 290 + " the end", "Постановление " * 20 + "конец"),
    ("Letter 😀 with a face", "Письмо 😀"),
    ("Letter in Hebrew", "מכתב של הבנק"),
    ("Letter in Arabic", "رسالة البنك"),
    ("${{7*7}} %s {name} <b>&amp; \\", "<script>alert(1)</script> \\u202e ../.. "),
    ("Combining e\u0301 and \u00ad soft hyphen", "Ё и е\u0308"),
)


def made(case: dict[str, Any], papers: list[list[bytes]], **changes: Any) -> clerk.Seen:
    """Return a proved packet as a clerk sees it, found good."""
    planned = plan_of(case, SHORT)
    packet, layout, _, _ = compose(planned, papers)
    assert prove(packet, expected_of(planned, layout, **changes))[0] == []
    seen = clerk.look(packet)
    assert clerk.reading(seen) == []
    assert clerk.drawn(packet) == []
    return seen


def index_pages(seen: clerk.Seen) -> int:
    return min(at for at, _ in clerk.exhibits(seen).values()) - 1  # without the cover


def test_sixty_exhibits_and_an_index_of_twenty_pages() -> None:
    shows = {"text": "что видно " * 60, "english": "what can be seen " * 60}
    seen = made(with_exhibits(60, exhibit_shows=shows), [[paper(A4)]] * 60)
    labels = [chr(ord("A") + n % 26) * (n // 26 + 1) for n in range(60)]
    assert labels[25:29] == ["Z", "AA", "BB", "CC"]
    listed = [(label, f"Paper number {n}", 1) for n, label in enumerate(labels, start=1)]
    assert clerk.holding(seen, listed) == []
    assert index_pages(seen) >= 20


def test_five_hundred_exhibits_with_the_longest_labels() -> None:
    case = with_exhibits(500)
    widest = next(n for n in range(499, 0, -1) if n % 26 == ord("W") - ord("A"))
    case["evidence"][widest]["exhibit_title"] = {"text": "Ш" * 300, "english": "W" * 300}
    seen = made(case, [[paper((300, 400))]] * 500)
    assert clerk.exhibits(seen).keys() >= {"A", "W" * 19, "F" * 20}


def test_an_index_of_two_pages() -> None:
    seen = made(with_exhibits(14), [[paper(A4)]] * 14)
    listed = [(chr(ord("A") + n), f"Paper number {n + 1}", 1) for n in range(14)]
    assert clerk.holding(seen, listed) == []
    assert index_pages(seen) == 2


def test_a_paper_of_two_thousand_pages_and_its_own_bookmarks() -> None:
    pdf = pikepdf.new()
    for _ in range(2000):
        pdf.add_blank_page(page_size=(200, 300)).Contents = pdf.make_stream(b"0 0 9 9 re f")
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Chapter one", 0))
        outline.root[0].children.append(pikepdf.OutlineItem("Its middle", 999))
    thick = io.BytesIO()
    pdf.save(thick)
    seen = made(with_exhibits(2), [[thick.getvalue()], [paper(A4)]])
    assert clerk.exhibits(seen)["A"][1] == 2000
    start = clerk.exhibits(seen)["A"][0] + 1
    below = [(depth, title, page) for depth, title, page in seen.marks if depth]
    assert below == [
        (1, f"Chapter one (page {start})", start),
        (2, f"Its middle (page {start + 999})", start + 999),
    ]


def test_titles_of_every_kind_are_on_their_sheets_and_bookmarks() -> None:
    case = with_exhibits(len(TITLES))
    for each, (english, own) in zip(case["evidence"], TITLES, strict=True):
        each["exhibit_title"] = {"text": own, "english": english}
    seen = made(case, [[paper(A4)]] * len(TITLES), our_face=False)
    marks = [title for _, title, _ in seen.marks if title.startswith("Exhibit ")]
    for mark, (english, _) in zip(marks, TITLES, strict=True):
        assert english.replace("\u00ad", "") in mark.replace("\u00ad", "")


def test_after_re_ordering_every_reference_leads_to_the_same_paper() -> None:
    """The story cites papers; each citation must name the page where that paper now begins."""
    case = plain_case()
    sizes = {"Record of search": 3, "Photo of the door": 2}
    profile = replace(LAWYER, documents=("cover", "index", "declaration", "exhibits"))
    cited: list[set[str]] = []
    for order in ((0, 1, 2), (1, 0, 2), (2, 1, 0)):
        case["evidence"] = [plain_case()["evidence"][at] for at in order]
        planned = plan_of(case, profile)
        counts = [sizes.get(exhibit.title, 0) for exhibit in planned.exhibits]
        papers = [[paper(*[A4] * count)] if count else [] for count in counts]
        packet, _, _, _ = compose(planned, papers)
        seen = clerk.look(packet)
        assert clerk.reading(seen) == []
        found = clerk.exhibits(seen)
        titles = {exhibit.label: exhibit.title for exhibit in planned.exhibits}
        cited.append(set())
        for label, number in re.findall(r"Ex\. ([A-Z]+) at (\d+)", " ".join(seen.texts)):
            assert int(number) == found[label][0] + (1 if found[label][1] else 0)
            cited[-1].add(titles[label])
    assert cited[0] == cited[1] == cited[2] != set()


# ---- the whole way -------------------------------------------------------------------------------


def photo(seed: int, side: int = 700) -> bytes:
    out = io.BytesIO()
    noise = random.Random(seed).randbytes(side * side)
    Image.frombytes("L", (side, side), noise).save(out, "JPEG", quality=90)
    return out.getvalue()


def case_of(files: list[str]) -> dict[str, Any]:
    case = with_exhibits(len(files), exhibit_language="none")
    for each, name in zip(case["evidence"], files, strict=True):
        each["exhibit_files"] = [name]
        del each["exhibit_translation"]
    return case


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Vault, Report]]:
    """A court's packet in parts, of a profile with a small limit, written twice."""
    from pristan.packet import write as writing
    from pristan.packet.profiles import chosen_profile

    files = {f"{n:02}.jpg": photo(n) for n in range(12)}
    patch = pytest.MonkeyPatch()
    patch.setattr(
        writing, "chosen_profile",
        lambda *asked: replace(chosen_profile(*asked), limit=1_500_000),
    )  # fmt: skip
    with (
        patch.context(),
        vault_with(tmp_path_factory.mktemp("case"), case_of(list(files)), files) as vault,
    ):
        yield vault, write(vault, tmp_path_factory.mktemp("out"), "court", SHORT.documents)
    patch.undo()


def test_parts_on_the_disk_are_named_numbered_and_verified(split: tuple[Vault, Report]) -> None:
    _, report = split
    assert report.proved, [str(problem) for problem in report.problems]
    assert len(report.parts) > 2
    names = [part.file for part in report.parts]
    assert names == [f"PRIMEROV_Evidence_Part{n}.pdf" for n in range(1, len(names) + 1)]
    assert sorted([*names, REPORT]) == sorted(file.name for file in report.directory.iterdir())
    assert verify(report.directory) == []
    for part in report.parts:
        assert part.bytes <= 1_500_000
        assert clerk.reading(clerk.look((report.directory / part.file).read_bytes())) == []


def test_the_same_case_gives_the_same_files_and_old_parts_go(
    split: tuple[Vault, Report], tmp_path: Path
) -> None:
    vault, report = split
    again = write(vault, tmp_path, "court", SHORT.documents)
    assert [part.sha256 for part in again.parts] == [part.sha256 for part in report.parts]
    fewer = write(vault, tmp_path, "court", ("cover",))
    assert len(fewer.parts) == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([REPORT, fewer.parts[0].file])
    assert verify(tmp_path) == []


def test_a_part_that_is_gone_swapped_or_of_another_packet_is_found(
    split: tuple[Vault, Report], tmp_path: Path
) -> None:
    _, report = split
    names = [part.file for part in report.parts]
    for name in (*names, REPORT):
        (tmp_path / name).write_bytes((report.directory / name).read_bytes())
    first, second = (tmp_path / name for name in names[:2])
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    said = "\n".join(map(str, verify(tmp_path)))
    assert f"{names[0]} is not the one" in said
    assert f"{names[1]} is not the one" in said
    second.unlink()
    assert f"The file {names[1]} is missing" in "\n".join(map(str, verify(tmp_path)))


def test_a_part_that_the_report_leaves_out_is_found(
    split: tuple[Vault, Report], tmp_path: Path
) -> None:
    _, report = split
    shutil.copytree(report.directory, tmp_path, dirs_exist_ok=True)
    names = [part.file for part in report.parts]
    assert "should begin with page" in left_out(tmp_path, report, names[1])
    assert f"does not say “PART 1 OF {len(names) - 1}”" in left_out(tmp_path, report, names[-1])
    assert "is a part of a larger packet" in left_out(tmp_path, report, *names[1:])


def left_out(folder: Path, report: Report, *files: str) -> str:
    """Return what is found when the report leaves some files out with all they hold."""
    plain = json.loads(report.as_json())
    plain["parts"] = [each for each in plain["parts"] if each["file"] not in files]
    for kind in ("documents", "exhibits"):
        plain[kind] = [each for each in plain[kind] if each["part"] not in files]
    (folder / REPORT).write_text(json.dumps(plain), "utf-8")
    return "\n".join(map(str, verify(folder)))


def test_parts_that_changed_names_are_found_even_when_the_report_lies(
    split: tuple[Vault, Report], tmp_path: Path
) -> None:
    _, report = split
    plain = json.loads((report.directory / REPORT).read_text("utf-8"))
    one, other = plain["parts"][1:3]
    assert one["pages"] == other["pages"]
    for part, taken in ((one, dict(other)), (other, dict(one))):
        content = (report.directory / taken["file"]).read_bytes()
        (tmp_path / part["file"]).write_bytes(content)
        part |= {"sha256": taken["sha256"], "bytes": taken["bytes"]}
    for part in (plain["parts"][0], *plain["parts"][3:]):
        shutil.copy(report.directory / part["file"], tmp_path)
    (tmp_path / REPORT).write_text(json.dumps(plain), "utf-8")
    said = "\n".join(map(str, verify(tmp_path)))
    assert "is not the one" not in said
    assert f"does not say “PART 2 OF {len(report.parts)}”" in said


def test_one_poisoned_file_among_two_hundred_is_named_and_all_others_are_there(
    tmp_path: Path,
) -> None:
    files = {f"{n:03}.pdf": paper((300, 400)) for n in range(200)} | {"123.pdf": POISONED}
    with vault_with(tmp_path, case_of(list(files)), files) as vault:
        source = read_source(questionnaire(), vault.answers(), vault)
        with Papers(vault, open_evidence) as papers:
            papers.prepare(exhibits(source), source)
            assert papers.counts() == [0 if n == 123 else 1 for n in range(200)]
            assert list(papers.absent) == [123]
            (problem,) = papers.problems
            assert "“123.pdf” could not be converted" in str(problem)
            first, last = papers.exhibits[0][0], papers.exhibits[-1][0]
            assert papers.pdf(first).startswith(b"%PDF")
            assert len(papers.pdf(last)) == last.size
