"""A packet that is looked at before it is written shows what is then written, page by page."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from pristan.case import Change, Problem
from pristan.confine.cell import Cell, Reply
from pristan.confine.refusals import Crashed
from pristan.evidence import open_evidence
from pristan.packet.layout import LaidPart, Piece
from pristan.packet.preview import Preview, only, preview_packet
from pristan.packet.progress import Step, Tell, tell_nobody
from pristan.packet.report import Report
from pristan.questions.plain import read_answers
from pristan.vault import Vault
from unit.packet.cases import A4, paper, questionnaire
from unit.packet.written import FILES, case_of, eight_exhibits, vault_with, write


def preview(
    vault: Vault, profile: str = "lawyer", documents: tuple[str, ...] = (), tell: Tell = tell_nobody
) -> Preview:
    return preview_packet(
        questionnaire(), vault.answers(), vault, profile, documents,
        cleaners=open_evidence, parts=vault.rendered(), tell=tell,
    )  # fmt: skip


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    with vault_with(tmp_path_factory.mktemp("case"), eight_exhibits(), FILES) as made:
        yield made


def pictures(pdf: bytes | Path) -> list[bytes]:
    """Return every page as it is drawn: what a person compares."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.render(scale=0.8).to_pil().tobytes() for page in opened]


def texts(pdf: bytes | Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def alike(ahead: Preview, report: Report) -> None:
    """Hold every page against the file: where it is, what it reads, every pixel."""
    shown = ahead.report
    assert [(p.file, p.pages, p.first_page, p.last_page) for p in shown.parts] == [
        (p.file, p.pages, p.first_page, p.last_page) for p in report.parts
    ]
    assert (shown.documents, shown.exhibits) == (report.documents, report.exhibits)
    assert shown.problems == report.problems[: len(shown.problems)]
    for at, part in enumerate(report.parts):
        file = report.directory / part.file
        said, drawn = texts(file), pictures(file)
        for page in range(1, part.pages + 1):
            alone = ahead.page(at, page)
            assert texts(alone) == [said[page - 1]], (part.file, page)
            assert pictures(alone) == [drawn[page - 1]], (part.file, page)


def test_every_page_is_the_one_that_is_then_written(vault: Vault, tmp_path: Path) -> None:
    ahead = preview(vault)
    assert "DRAFT" in texts(ahead.page(0, 2))[0]
    alike(ahead, write(vault, tmp_path / "packet"))
    ahead.rest()
    assert ahead.page(0, 1).startswith(b"%PDF-")  # with new children
    ahead.rest()


def test_pages_of_a_packet_in_parts_are_those_of_each_file(tmp_path: Path) -> None:
    """Also where an exhibit goes on in the next file, without a sheet of its own."""
    noise = [_noise(number) for number in range(3)]
    files = {"1.pdf": paper(A4), "2.jpg": noise[0], "3.jpg": noise[1], "4.jpg": noise[2]}
    case = case_of(["1.pdf"])
    case["evidence"][0]["exhibit_files"] = [*files]
    with vault_with(tmp_path, case, files) as vault:
        ahead = preview(vault, "court")
        report = write(vault, tmp_path / "packet", "court")
        assert [each.part for each in report.exhibits] == [p.file for p in report.parts[1:]]
        assert len(report.exhibits) == 2
        alike(ahead, report)
        ahead.rest()


def _noise(number: int) -> bytes:
    """Return a photo of some nine megabytes."""
    out, size = io.BytesIO(), (3000, 2700)
    drawn = random.Random(number).randbytes(3 * size[0] * size[1])
    Image.frombytes("RGB", size, drawn).save(out, "JPEG", quality=93)
    return out.getvalue()


def test_a_second_look_cleans_and_lays_out_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = preview(vault)
    pages = [texts(first.page(0, page)) for page in (1, 5)]
    first.rest()
    cleaned: list[object] = []
    laid: list[object] = []
    answered = Cell.ask

    def ask(cell: Cell, request: dict[str, object], *rest: Any, **more: Any) -> Reply:
        cleaned.extend([request] if request.get("ask") == "clean" else [])
        reply = answered(cell, request, *rest, **more)
        laid.append(reply.facts.get("laid", []))
        return reply

    monkeypatch.setattr(Cell, "ask", ask)
    second = preview(vault)
    assert len(laid) > 3
    assert not any(laid)
    assert len(cleaned) <= 1, "only the file that cannot be opened is tried again"
    assert [texts(second.page(0, page)) for page in (1, 5)] == pages
    second.rest()


def test_it_stays_what_it_was_while_the_case_goes_on(vault: Vault) -> None:
    ahead = preview(vault, documents=("cover", "index"))
    before = texts(ahead.page(0, 1))
    case = eight_exhibits()
    case["full_name"] = case["full_name"] | {"latin_family": "ANOTHER"}
    for answer in read_answers(questionnaire(), case, str):
        if answer.key.question == "full_name":
            kept = vault.answers().get(answer.key)
            vault.save([Change(answer.key, kept, answer)])
            assert texts(ahead.page(0, 1)) == before
            later = preview(vault, documents=("cover", "index"))
            assert "ANOTHER" in texts(later.page(0, 1))[0]
            vault.save([Change(answer.key, answer, kept)])
            for each in (ahead, later):
                each.rest()


def test_it_tells_how_far_it_is_and_ends_where_it_is_not_wanted(tmp_path: Path) -> None:
    class NotWanted(Exception):
        pass

    with vault_with(tmp_path, eight_exhibits(), FILES) as vault:
        told: list[tuple[Step, int, int]] = []
        preview(vault, tell=lambda *step: told.append(step)).rest()
        assert [step for step, done, of in told if done == of] == [Step.CLEANING, Step.LAYING]
        for last in (Step.CLEANING, Step.LAYING):

            def stop(step: Step, done: int, of: int, last: Step = last) -> None:
                if (step, done) == (last, of):
                    raise NotWanted

            with pytest.raises(NotWanted):
                preview(vault, tell=stop)


def test_a_packet_with_nothing_in_it_is_said(tmp_path: Path) -> None:
    with (
        vault_with(tmp_path, {}, {}) as vault,
        pytest.raises(Problem, match="nothing to print"),
    ):
        preview(vault, documents=("timeline",))


NO_FILE = """
import os, resource, sys
from pathlib import Path
from pristan.evidence import open_evidence
from pristan.packet.preview import preview_packet
from pristan.vault import Vault
from unit.packet.cases import questionnaire
from unit.packet.written import CHEAP
asked = questionnaire()
vault = Vault.open(Path(sys.argv[1]), "six words that nobody else knows", profiles=[CHEAP])
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
ahead = preview_packet(asked, vault.answers(), vault, cleaners=open_evidence)
pages = ahead.report.parts[0].pages
print(pages, *(ahead.page(0, page)[:5].decode() for page in range(1, pages + 1)))
ahead.rest()
sys.stdout.flush()
os._exit(0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_it_is_made_where_no_byte_can_be_written_to_a_file(tmp_path: Path) -> None:
    """Neither by us nor by a child: every file of the process may have no more than 0 bytes."""
    for name in ("case", "tmp"):
        (tmp_path / name).mkdir()
    vault_with(tmp_path / "case", eight_exhibits(), FILES).close()
    done = subprocess.run(
        [sys.executable, "-c", NO_FILE, str(tmp_path / "case" / "case.pristan")],
        env={"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path / "tmp")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    pages, *found = done.stdout.split()
    assert found == ["%PDF-"] * int(pages)
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_the_press_says_is_judged() -> None:
    part = LaidPart(1, 2, (Piece(0, None, 1, 2, 0, 0),))
    for told in (b"{", b"{}", b"[]", b'{"slices": []}'):
        with pytest.raises(Crashed):
            only(part, [told], 0)
