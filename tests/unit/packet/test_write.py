"""The whole way on real parts: an encrypted case, closed-off children, files in a folder."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from pristan.case import Answer, Answers, Change
from pristan.confine.cell import Cell, Limits
from pristan.confine.refusals import Refused, TimedOut
from pristan.evidence import open_evidence
from pristan.packet import PACKET, REPORT, CannotWrite, NoReport, Report, verify, write_packet
from pristan.packet.report import read_report
from pristan.questions.plain import read_answers
from pristan.vault import Profile, Vault
from unit.packet.cases import A4, HERE, paper, plain_case, plan_of, questionnaire
from unit.packet.made import page_texts

CHEAP = Profile(15, 8, 1, 1)
COVER = ("cover", "index", "exhibits")


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (120, 90, 60)).save(out, kind)
    return out.getvalue()


def paper_in_helvetica() -> bytes:
    """Return a paper whose letters are not in its file; every reader has its own."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=A4)
    helvetica = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=helvetica))
    page.Contents = pdf.make_stream(b"BT /F 20 Tf 72 700 Td (A letter) Tj ET")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


POISONED = b"%PDF-1.7\nthis is not a paper at all\n"
FILES = {
    "1.pdf": paper(A4, A4),
    "2.jpg": picture("JPEG"),
    "3.png": picture("PNG"),
    "4.pdf": POISONED,
    "5.pdf": paper(A4, rotate=90),
    "6.pdf": paper_in_helvetica(),
    "7.pdf": paper((400, 400)),
    "8.pdf": paper(A4[::-1]),
}


def eight_exhibits() -> dict[str, Any]:
    case = plain_case()
    for event in case["incidents"]:
        event["incident_exhibits"] = []
    del case["cases"]
    case["evidence"] = [
        {
            "exhibit_title": {"text": f"Бумага {n}", "english": f"Paper {n}"},
            "exhibit_files": [name],
            "exhibit_language": "none",
        }
        for n, name in enumerate(FILES, start=1)
    ]
    return case


def vault_with(folder: Path, case: dict[str, Any], files: dict[str, bytes]) -> Vault:
    vault = Vault.create(
        folder / "case.pristan", "six words that nobody else knows", profile=CHEAP,
        profiles=[CHEAP], sample=True,
    )  # fmt: skip
    kept = {name: vault.attach(name, [content]).id for name, content in files.items()}
    given = read_answers(questionnaire(), case, kept.__getitem__)
    vault.save(Change(answer.key, None, answer) for answer in given)
    return vault


def write(vault: Vault, target: Path, profile: str = "lawyer", documents: Any = ()) -> Report:
    return write_packet(
        questionnaire(), vault.answers(), vault, target, profile, documents, cleaners=open_evidence
    )


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    with vault_with(tmp_path_factory.mktemp("case"), eight_exhibits(), FILES) as vault:
        yield vault


@pytest.fixture(scope="module")
def written(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return write(vault, tmp_path_factory.mktemp("packet") / "new" / "folder")


def test_the_packet_is_proved_and_written(written: Report) -> None:
    assert written.proved
    assert sorted(file.name for file in written.directory.iterdir()) == [REPORT, PACKET]
    assert verify(written.directory) == []


def test_the_report_is_as_promised(written: Report) -> None:
    plain = json.loads((written.directory / REPORT).read_text(encoding="utf-8"))
    assert list(plain) == ["profile", "parts", "exhibits", "problems"]
    assert plain["profile"] == "lawyer"
    packet = (written.directory / PACKET).read_bytes()
    (part,) = plain["parts"]
    assert list(part) == ["file", "sha256", "bytes", "pages", "first_page", "last_page"]
    assert part["sha256"] == hashlib.sha256(packet).hexdigest()
    assert part["bytes"] == len(packet)
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        assert part["pages"] == len(pdf.pages) == part["last_page"] + 1
    assert list(plain["exhibits"][0]) == [
        "id", "label", "title", "part", "first_page", "pages", "source_sha256", "how",
    ]  # fmt: skip
    assert [each["label"] for each in plain["exhibits"]] == list("ABCDEFGH")
    assert {each["part"] for each in plain["exhibits"]} == {PACKET}
    assert [each["pages"] for each in plain["exhibits"]] == [2, 1, 1, 0, 1, 1, 1, 1]
    assert [each["how"] for each in plain["exhibits"]] == [
        "copied", "image", "image", None, "copied", "copied", "copied", "copied",
    ]  # fmt: skip
    for each, content in zip(plain["exhibits"], FILES.values(), strict=True):
        assert each["source_sha256"] == hashlib.sha256(content).hexdigest()
    for before, after in zip(plain["exhibits"], plain["exhibits"][1:], strict=False):
        assert after["first_page"] == before["first_page"] + before["pages"] + 1


def test_a_poisoned_file_is_named_and_nothing_else_suffers(written: Report) -> None:
    said = [str(problem) for problem in written.problems]
    assert any("Exhibit D: the file “4.pdf” could not be converted" in each for each in said)
    texts = page_texts((written.directory / PACKET).read_bytes())
    at = written.exhibits[3].first_page
    assert "EXHIBIT D" in texts[at]
    assert "The file could not be converted" in texts[at]
    assert "EXHIBIT E" in texts[at + 1]


def test_letters_that_an_exhibit_lacks_are_told_and_are_no_fault(written: Report) -> None:
    said = [str(problem) for problem in written.problems]
    assert written.proved
    assert any("Exhibit F: the letters of Helvetica are not in its file" in each for each in said)


def test_every_page_says_that_it_is_a_draft_and_a_sample(written: Report) -> None:
    texts = page_texts((written.directory / PACKET).read_bytes())
    assert all("DRAFT – NOT FOR FILING" in text and "ОБРАЗЕЦ" in text for text in texts)


def test_a_reviewed_packet_for_the_court_is_no_draft(vault: Vault, tmp_path: Path) -> None:
    case = eight_exhibits() | {"lawyer_reviewed": True}
    files = {name: FILES[name] for name in FILES}
    with vault_with(tmp_path, case, files) as reviewed:
        report = write(reviewed, tmp_path / "out", "court", COVER)
    texts = page_texts((report.directory / PACKET).read_bytes())
    assert report.proved
    assert not any("DRAFT" in text for text in texts)
    assert all("SAMPLE" in text for text in texts)


def test_our_own_packet_is_replaced_and_other_files_stay(written: Report, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(written.directory, folder)
    (folder / "notes.txt").write_text("mine")
    with vault_with(tmp_path, plain_case() | {"evidence": []} | no_links(), {}) as vault:
        report = write(vault, folder, "lawyer", ("cover",))
    assert report.parts[0].pages == 1
    assert (folder / "notes.txt").read_text() == "mine"
    assert sorted(file.name for file in folder.iterdir()) == [REPORT, "notes.txt", PACKET]
    assert verify(folder) == []


def no_links() -> dict[str, Any]:
    return {"incidents": [], "cases": []}


# ---- folders that cannot take it -----------------------------------------------------------------


def test_a_strangers_packet_is_not_replaced(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / PACKET).write_bytes(b"somebody else's")
    with pytest.raises(CannotWrite, match="which this program did not write"):
        write(vault, tmp_path)
    assert (tmp_path / PACKET).read_bytes() == b"somebody else's"
    assert [file.name for file in tmp_path.iterdir()] == [PACKET]


def test_a_file_is_not_a_folder(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite, match="is a file"):
        write(vault, tmp_path / "file")
    with pytest.raises(CannotWrite, match="is a file"):
        write(vault, tmp_path / "file" / "below")


FULL_DISK = """
import resource, sys
from pathlib import Path
from pristan.packet.files import CannotWrite, write_all
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_all(Path(sys.argv[1]), {"packet.pdf": b"x" * 90_000, "report": b"y" * 200_000})
except CannotWrite as problem:
    print(problem)
"""


def test_a_full_disk_is_said_and_the_older_packet_stays(tmp_path: Path) -> None:
    (tmp_path / PACKET).write_bytes(b"older")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)],
        env={"PYTHONPATH": os.pathsep.join(sys.path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "not enough room" in done.stdout
    assert [file.name for file in tmp_path.iterdir()] == [PACKET]
    assert (tmp_path / PACKET).read_bytes() == b"older"


def test_a_folder_that_may_not_be_written_is_said() -> None:
    from pristan.packet.files import prepare

    with pytest.raises(CannotWrite, match=r"Nothing can be written|could not be written"):
        prepare(Path("/proc/nowhere/at/all"), (PACKET,))


# ---- verify --------------------------------------------------------------------------------------


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
        '"pages": 1, "first_page": 1, "last_page": 1}], "exhibits": []}',
        '{"profile": "x", "parts": [{"file": "a", "sha256": "", "bytes": -1, "pages": 1, '
        '"first_page": 1, "last_page": 1}], "exhibits": []}',
    ],
)  # fmt: skip
def test_a_report_that_makes_no_sense_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / REPORT).write_text(text)
    with pytest.raises(NoReport, match="not as this program writes it"):
        read_report(tmp_path)


def test_a_folder_without_a_report_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoReport, match=r"There is no assembly-report\.json"):
        verify(tmp_path)


# ---- the closed-off child ------------------------------------------------------------------------

_ROOM = Limits(memory=3 << 29, cpu_seconds=60, wall_seconds=60, reply_blobs=1)


def test_a_telling_without_end_is_stopped() -> None:
    case = plain_case()
    endless = "\n\n".join(f"Paragraph {n}." for n in range(20_000))
    case["incidents"][0]["incident_story"] = {"text": endless, "language": "en"}
    planned = plan_of(case)
    began = time.monotonic()
    with (
        Cell("packet", Limits(memory=3 << 29, cpu_seconds=30, wall_seconds=3.0)) as cell,
        pytest.raises(TimedOut),
    ):
        cell.ask({"do": "begin"}, [json.dumps(planned.as_facts()).encode()])
    assert time.monotonic() - began < 20


def test_an_unknown_question_is_refused_and_the_next_one_answered() -> None:
    with Cell("packet", _ROOM) as cell:
        with pytest.raises(Refused, match="something unknown"):
            cell.ask({"do": "dance"})
        expected = {"last_page": 1, "cover": False, "exhibits": []}
        reply = cell.ask({"do": "prove", "expected": expected}, [b"rubbish"])
        assert "cannot be opened" in reply.facts["problems"][0]["english"]


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed here")
def test_importing_what_makes_pages_starts_no_program(tmp_path: Path) -> None:
    script = "from pristan.packet.quiet import load_weasyprint; load_weasyprint()"
    log = tmp_path / "log"
    subprocess.run(
        ["strace", "-f", "-e", "trace=execve", "-o", str(log), sys.executable, "-c", script],
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"]}, check=True,
    )  # fmt: skip
    started = [line for line in log.read_text().splitlines() if "execve(" in line]
    assert len([line for line in started if " = 0" in line]) == 1, started


NO_FONTS = """
from pristan.packet.quiet import load_weasyprint
load_weasyprint()
from pristan.packet.face import NoFace, find_face
try:
    print(find_face())
except NoFace as problem:
    print("NoFace", problem)
"""


def test_without_the_face_nothing_is_printed_in_another(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    config = tmp_path / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{fonts}</dir>"
        f"<cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NO_FONTS],
        env={"PYTHONPATH": os.pathsep.join(sys.path), "FONTCONFIG_FILE": str(config)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("NoFace")
    assert "fonts-liberation" in done.stdout


def test_no_template_marks_a_text_as_safe() -> None:
    templates = HERE.parents[2] / "templates"
    found = [file for file in templates.rglob("*.html") if "safe" in file.read_text("utf-8")]
    assert found == []


def test_answers_are_not_changed_by_writing(vault: Vault, written: Report) -> None:
    again: Answers = vault.answers()
    assert all(isinstance(answer, Answer) for answer in again)
    assert written.proved
