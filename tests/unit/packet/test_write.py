"""The whole way on real parts: an encrypted case, closed-off children, files in a folder."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pristan.case import Answer, Answers, reviewed
from pristan.confine.cell import Cell, Limits
from pristan.confine.refusals import Refused, TimedOut
from pristan.packet.cannot_write import CannotWrite
from pristan.packet.files import Delivery
from pristan.packet.progress import Step
from pristan.packet.report import PACKET, REPORT, Report
from pristan.packet.verify import verify
from pristan.vault import Vault
from unit.packet import clerk
from unit.packet.cases import HERE, plain_case, plan_of
from unit.packet.made import page_texts
from unit.packet.written import COVER, FILES, eight_exhibits, vault_with, write


def test_the_packet_is_proved_and_written(written: Report) -> None:
    assert written.proved
    assert sorted(file.name for file in written.directory.iterdir()) == [REPORT, PACKET]
    assert verify(written.directory) == []


def test_the_report_is_as_promised(written: Report) -> None:
    plain = json.loads((written.directory / REPORT).read_text(encoding="utf-8"))
    assert list(plain) == ["profile", "parts", "documents", "exhibits", "problems"]
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


def test_a_clerk_who_knows_none_of_our_code_finds_it_in_order(written: Report) -> None:
    seen = clerk.look((written.directory / PACKET).read_bytes())
    assert clerk.reading(seen) == []
    listed = [(each.label, each.title, each.pages) for each in written.exhibits]
    assert clerk.holding(seen, listed) == []
    one, two = listed[0], listed[1]
    assert clerk.holding(seen, listed[1:])
    assert clerk.holding(seen, [(one[0], two[1], one[2]), *listed[1:]])
    assert clerk.holding(seen, [(*one[:2], one[2] + 1), *listed[1:]])


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


def _only(report: Report) -> bytes:
    (part,) = report.parts
    return (report.directory / part.file).read_bytes()


def test_a_reviewed_packet_for_the_court_is_no_draft(vault: Vault, tmp_path: Path) -> None:
    case = eight_exhibits() | {"lawyer_reviewed": True}
    case["evidence"] = case["evidence"][:3]  # without the file that cannot be printed
    with vault_with(tmp_path, case, FILES) as kept:
        unseen = write(kept, tmp_path / "unseen", "court", COVER)
        kept.set_setting(reviewed.SETTING, reviewed.digest(kept.answers()))
        report = write(kept, tmp_path / "out", "court", COVER)
    assert report.proved
    for text in page_texts(_only(report)):
        assert "SAMPLE" in text and "DRAFT" not in text
    assert all("DRAFT" in text for text in page_texts(_only(unseen)))


def test_an_exhibit_that_cannot_be_printed_makes_a_draft(tmp_path: Path) -> None:
    case = eight_exhibits() | {"lawyer_reviewed": True}
    with vault_with(tmp_path, case, FILES) as kept:
        kept.set_setting(reviewed.SETTING, reviewed.digest(kept.answers()))
        report = write(kept, tmp_path / "out", "court", COVER)
    assert report.proved
    assert all("DRAFT" in text for text in page_texts(_only(report)))
    assert any("still says DRAFT" in str(each) for each in report.problems)


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


def test_a_packet_that_was_written_on_is_not_replaced(written: Report, tmp_path: Path) -> None:
    """A lawyer signs the file where it lies, and writes the packet again."""
    folder = tmp_path / "signed"
    shutil.copytree(written.directory, folder)
    signed = (folder / PACKET).read_bytes() + b"\n% signed"
    (folder / PACKET).write_bytes(signed)
    before = sorted(file.name for file in folder.iterdir())
    with vault_with(tmp_path, plain_case() | {"evidence": []} | no_links(), {}) as vault:
        with pytest.raises(CannotWrite, match="has been changed since this program wrote it"):
            write(vault, folder, "lawyer", ("cover",))
        assert (folder / PACKET).read_bytes() == signed
        assert sorted(file.name for file in folder.iterdir()) == before
        (folder / PACKET).rename(folder / "signed.pdf")
        assert write(vault, folder, "lawyer", ("cover",)).proved
    assert (folder / "signed.pdf").read_bytes() == signed


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


def test_a_packet_that_is_open_in_a_viewer_is_not_half_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows gives no other name to a file that is open; here its answer is given for it."""
    with vault_with(tmp_path, plain_case() | {"evidence": []} | no_links(), {}) as vault:
        folder = tmp_path / "packet"
        write(vault, folder, "court-paper", ("cover",))
        before = {file.name: file.read_bytes() for file in folder.iterdir()}
        rename = os.rename

        def opened(old: Path, new: Path) -> None:
            if Path(old).name == PACKET:
                raise PermissionError(errno.EACCES, "used by another process")
            rename(old, new)

        with monkeypatch.context() as patched:
            patched.setattr(os, "rename", opened)
            with pytest.raises(CannotWrite, match="another program may have it open"):
                write(vault, folder, "lawyer", ("cover", "index"))
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
        assert write(vault, folder, "lawyer", ("cover", "index")).proved


FULL_DISK = """
import resource, sys
from pathlib import Path
from pristan.packet.files import Delivery
from pristan.packet.cannot_write import CannotWrite
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with Delivery(Path(sys.argv[1])) as delivery:
        delivery.open("one.pdf").write(b"x" * 90_000)
        delivery.open("two.pdf").write(b"y" * 200_000)
        delivery.settle()
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


def test_a_folder_made_for_a_packet_goes_with_it(tmp_path: Path) -> None:
    """"Nothing was changed" is also true of the folders above it."""
    (tmp_path / "theirs").mkdir()
    for place in ("theirs/of ours/packet", "theirs"):
        done = subprocess.run(
            [sys.executable, "-c", FULL_DISK, str(tmp_path / place)],
            env={"PYTHONPATH": os.pathsep.join(sys.path)}, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        assert "nothing was changed" in done.stdout
        assert [*tmp_path.rglob("*")] == [tmp_path / "theirs"]
    with Delivery(tmp_path / "new") as delivery:
        delivery.open("one.pdf").write(b"x")
        delivery.settle()
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["one.pdf"]


def test_a_folder_that_may_not_be_written_is_said() -> None:
    with pytest.raises(CannotWrite, match=r"Nothing can be written|could not be written"):
        Delivery(Path("/proc/nowhere/at/all"))


# ---- the closed-off child ------------------------------------------------------------------------

_ROOM = Limits(memory=3 << 29, cpu_seconds=60, wall_seconds=60, reply_blobs=2)


def test_a_telling_without_end_is_stopped() -> None:
    case = plain_case()
    endless = "\n\n".join(f"Paragraph {n}." for n in range(20_000))
    case["incidents"][0]["incident_story"] = {"text": endless, "language": "en"}
    planned = plan_of(case)
    began = time.monotonic()
    with (
        Cell("press", Limits(memory=3 << 29, cpu_seconds=30, wall_seconds=6.0)) as cell,
        pytest.raises(TimedOut),
    ):
        cell.ask({"do": "begin"}, [json.dumps(planned.facts).encode(), b""])
        cell.ask({"do": "lay"}, [b"{}"])
    assert time.monotonic() - began < 40


def test_an_unknown_question_is_refused_and_the_next_one_answered() -> None:
    with Cell("packet", _ROOM) as cell:
        with pytest.raises(Refused, match="something unknown"):
            cell.ask({"do": "dance"})
        reply = cell.ask({"do": "prove"}, [b"rubbish", b"{}"])
        assert b"cannot be opened" in reply.blobs[0]


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
    marked = re.compile(r"\|\s*safe\b|autoescape|Markup")
    found = [f for f in templates.rglob("*.html") if marked.search(f.read_text("utf-8"))]
    assert found == []


def test_answers_are_not_changed_by_writing(vault: Vault, written: Report) -> None:
    again: Answers = vault.answers()
    assert all(isinstance(answer, Answer) for answer in again)
    assert written.proved


def test_who_waits_is_told_how_far_it_is(vault: Vault, tmp_path: Path) -> None:
    told: list[Step] = []

    def tell(step: Step, done: int, of: int) -> None:
        assert 0 <= done <= of
        told.append(step)

    write(vault, tmp_path, tell=tell)
    assert list(dict.fromkeys(told)) == list(Step)


@pytest.mark.parametrize("at", list(Step))
def test_who_waits_can_end_it_at_any_step(at: Step, vault: Vault, tmp_path: Path) -> None:
    def tell(step: Step, _done: int, _of: int) -> None:
        if step is at:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write(vault, tmp_path, tell=tell)
    assert list(tmp_path.iterdir()) == []
