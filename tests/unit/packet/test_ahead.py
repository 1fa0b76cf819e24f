"""Papers are bound while others are cleaned: each is read once, and the packet is what it was."""

from __future__ import annotations

import io
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pristan.confine import cell as cells
from pristan.confine import spare as spares
from pristan.confine.cell import Cell
from pristan.confine.refusals import Stopped
from pristan.evidence import open_evidence
from pristan.packet import ahead as room
from pristan.packet import write as writing
from pristan.packet.foreseen import foreseen
from pristan.packet.parts import Splitter, Weight, split
from pristan.packet.profiles import chosen_profile
from pristan.packet.progress import Step, Tell, tell_nobody
from pristan.packet.report import Report
from pristan.packet.verify import verify
from pristan.packet.write import write_packet
from pristan.vault import Vault
from unit.packet.cases import A4, COURT, paper, plan_of, questionnaire, with_exhibits
from unit.packet.made import in_parts
from unit.packet.test_parts import heavy
from unit.packet.written import POISONED, vault_with

LIMIT = 2_500_000
DOCUMENTS = ("cover", "index", "exhibits")


def photo(seed: int, side: int = 650) -> bytes:
    """Return a JPEG of some 400 KB, or of as many bytes as its *side* squared."""
    out = io.BytesIO()
    noise = random.Random(seed).randbytes(side * side)
    Image.frombytes("L", (side, side), noise).save(out, "JPEG", quality=90)
    return out.getvalue()


FILES = {f"{n:02}.jpg": photo(n) for n in range(14)} | {
    "letter.pdf": paper(A4, A4), "poisoned.pdf": POISONED, "notes.txt": b"What was seen.\n" * 9,
}  # fmt: skip


def exhibits_of(*files: tuple[str, ...]) -> dict[str, Any]:
    """Return a case with an exhibit of each group of files."""
    case = with_exhibits(len(files), exhibit_language="none")
    for each, names in zip(case["evidence"], files, strict=True):
        each["exhibit_files"] = list(names)
        del each["exhibit_translation"]
    return case


def each_alone() -> dict[str, Any]:
    return exhibits_of(*((name,) for name in FILES))


class Counted:
    """A case whose papers are counted as they are read."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._names = {each.id: each.name for each in vault.attachments()}
        self.read_of: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._vault, name)

    def read(self, attachment_id: str) -> Iterator[bytes]:
        self.read_of[self._names[attachment_id]] += 1
        return self._vault.read(attachment_id)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        writing, "chosen_profile", lambda *asked: replace(chosen_profile(*asked), limit=LIMIT)
    )


def write_telling(vault: Any, target: Path, tell: Tell) -> Report:
    return write_packet(
        questionnaire(), vault.answers(), vault, target, "court", DOCUMENTS,
        cleaners=open_evidence, parts=vault.rendered(), tell=tell,
    )  # fmt: skip


def write(vault: Any, target: Path) -> Report:
    report = write_telling(vault, target, tell_nobody)
    assert report.proved, [str(problem) for problem in report.problems]
    assert verify(target) == []
    assert len(list(target.iterdir())) == len(report.parts) + 1
    return report


def hashes(report: Report) -> list[str]:
    return [part.sha256 for part in report.parts]


def test_every_paper_is_read_once_and_the_packet_is_as_if_bound_later(tmp_path: Path) -> None:
    with vault_with(tmp_path, each_alone(), FILES) as vault:
        counted = Counted(vault)
        first = write(counted, tmp_path / "first")
        assert counted.read_of == dict.fromkeys(FILES, 1)
        assert len(first.parts) > 2
        # all are known by now, so that nothing is cleaned, and all is bound after it is laid out
        assert hashes(write(vault, tmp_path / "second")) == hashes(first)


def test_an_exhibit_of_several_files_is_read_once(tmp_path: Path) -> None:
    pairs = [(f"{n:02}.jpg", f"{n + 1:02}.jpg") for n in range(2, 14, 2)]
    case = exhibits_of(("00.jpg", "01.jpg", "letter.pdf"), *pairs, ("notes.txt",))
    with vault_with(tmp_path, case, FILES) as vault:
        counted = Counted(vault)
        first = write(counted, tmp_path / "first")
        assert set(counted.read_of.values()) == {1}
        assert hashes(write(vault, tmp_path / "second")) == hashes(first)


def test_a_few_papers_are_bound_later_in_less_memory(tmp_path: Path) -> None:
    with vault_with(tmp_path, exhibits_of(("00.jpg",), ("01.jpg",)), FILES) as vault:
        counted = Counted(vault)
        write(counted, tmp_path / "packet")
        assert counted.read_of == {"00.jpg": 2, "01.jpg": 2}


class Enough(Exception):
    pass


@pytest.mark.parametrize("many", [True, False])
def test_the_press_begins_while_many_files_are_cleaned_and_after_a_few(
    many: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Press(Cell):
        def ask(self, request: Any, *about: Any, **more: Any) -> Any:
            asked.append(request["do"])
            return super().ask(request, *about, **more)

    def tell(step: Step, _at: int, _of: int) -> None:
        asked.append(step)

    monkeypatch.setattr(spares, "Cell", Press)
    files = FILES if many else {"00.jpg": FILES["00.jpg"]}
    with vault_with(tmp_path, exhibits_of(*((name,) for name in files)), files) as vault:
        write_telling(vault, tmp_path / "packet", tell)
    last = max(at for at, each in enumerate(asked) if each is Step.CLEANING)
    before = {each for each in asked[:last] if each in ("ready", "begin", "letters")}
    assert before == ({"ready", "begin", "letters"} if many else set())
    assert asked.index("count") > last


def test_a_failure_while_files_are_cleaned_does_not_wait_for_the_press(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laying, stopped = threading.Event(), threading.Event()

    class Press(Cell):
        def ask(self, request: Any, *about: Any, **more: Any) -> Any:
            if request["do"] == "lay":
                laying.set()
                stopped.wait(20)  # a long story
            return super().ask(request, *about, **more)

        def stop(self) -> None:
            stopped.set()
            super().stop()

    def tell(step: Step, at: int, of: int) -> None:
        if step is Step.CLEANING and at == of:
            laying.wait(20)
            raise Enough

    monkeypatch.setattr(spares, "Cell", Press)
    with vault_with(tmp_path, exhibits_of(*((name,) for name in FILES)), FILES) as vault:
        with pytest.raises(Enough):
            write_telling(vault, tmp_path / "packet", tell)
        assert stopped.is_set()
    assert all(cell.closed for cell in cells._CHILDREN._cells)  # noqa: SLF001


def test_a_part_is_proved_while_others_are_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing: list[int] = []
    proving = threading.Event()

    class Child(Cell):
        def ask(self, request: Any, *about: Any, **more: Any) -> Any:
            if request["do"] == "prove":
                proving.set()
            if request["do"] == "close":
                closing.append(self.pid)
                if len(closing) == 2:
                    assert proving.wait(20), "nothing is proved before all is bound"
            return super().ask(request, *about, **more)

    monkeypatch.setattr(spares, "Cell", Child)
    with vault_with(tmp_path, each_alone(), FILES) as vault:
        report = write(vault, tmp_path / "packet")
    assert len(closing) == len(report.parts) > 1


def test_an_end_while_parts_are_proved_does_not_wait_for_the_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proving = threading.Event()
    ended: list[bool] = []

    class Child(Cell):
        gone: threading.Event | None = None

        def ask(self, request: Any, *about: Any, **more: Any) -> Any:
            if request["do"] == "prove":
                self.gone = threading.Event()
                proving.set()
                ended.append(self.gone.wait(20))  # a long proof
            return super().ask(request, *about, **more)

        def stop(self) -> None:
            if self.gone:
                self.gone.set()
            super().stop()

    def tell(step: Step, _at: int, _of: int) -> None:
        if step is Step.PROVING:
            assert proving.wait(20)
            raise Enough

    monkeypatch.setattr(spares, "Cell", Child)
    with vault_with(tmp_path, each_alone(), FILES) as vault, pytest.raises(Enough):
        write_telling(vault, tmp_path / "packet", tell)
    assert ended == [True], "who proves is stopped, and no other proof begun"
    assert all(cell.closed for cell in cells._CHILDREN._cells)  # noqa: SLF001


def test_a_child_that_is_stopped_is_no_fault_of_a_file(tmp_path: Path) -> None:
    def tell(step: Step, at: int, _of: int) -> None:
        if step is Step.CLEANING and at == 3:
            for cell in [*cells._CHILDREN._cells]:  # noqa: SLF001
                cell.stop()

    with vault_with(tmp_path, each_alone(), FILES) as vault:
        with pytest.raises(Stopped):
            write_telling(vault, tmp_path / "packet", tell)
        assert not (tmp_path / "packet").exists()


@pytest.mark.parametrize(("ends", "place"), [(Step.CLEANING, 5), (Step.PROVING, 0)])
def test_an_end_leaves_nothing_behind(ends: Step, place: int, tmp_path: Path) -> None:
    def tell(step: Step, at: int, _of: int) -> None:
        if step is ends and at == place:
            raise Enough

    threads = set(threading.enumerate())
    with vault_with(tmp_path, each_alone(), FILES) as vault:
        with pytest.raises(Enough):
            write_telling(vault, tmp_path / "packet", tell)
        assert not (tmp_path / "packet").exists()
        until = time.monotonic() + 10
        while set(threading.enumerate()) - threads and time.monotonic() < until:
            time.sleep(0.01)  # who watches a deadline ends soon after its child
        assert set(threading.enumerate()) <= threads
        assert all(cell.closed for cell in cells._CHILDREN._cells)  # noqa: SLF001
        write(vault, tmp_path / "packet")


def test_what_has_to_be_cut_or_made_smaller_is_bound_ahead_too(tmp_path: Path) -> None:
    large = {
        "half.jpg": photo(99, 1500), "cut.pdf": heavy(7, 700_000, 3), "huge.jpg": photo(98, 2100),
    }  # fmt: skip
    names = [(name,) for name in FILES if name.endswith(".jpg")]
    case = exhibits_of(*names[:9], ("half.jpg",), ("cut.pdf",), *names[9:], ("huge.jpg",))
    with vault_with(tmp_path, case, FILES | large) as vault:
        counted = Counted(vault)
        first = write(counted, tmp_path / "first")
        assert sum("compressed" in str(problem) for problem in first.problems) == 1
        assert max(Counter(each.id for each in first.exhibits).values()) > 2
        assert {counted.read_of[name] for (name,) in names} == {1}
        second = write(vault, tmp_path / "second")
        assert hashes(second) == hashes(first)
        assert [*map(str, second.problems)] == [*map(str, first.problems)]


def test_parts_that_begin_elsewhere_than_foreseen_are_bound_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault_with(tmp_path, each_alone(), FILES) as vault:
        seen: list[int] = []

        def wrong(plan: Any) -> dict[str, int]:
            seen.append(1)
            return {name: pages + 40 for name, pages in foreseen(plan).items()}

        with monkeypatch.context() as patch:
            patch.setattr(room, "foreseen", wrong)
            first = write(vault, tmp_path / "first")
        assert seen
        assert hashes(write(vault, tmp_path / "second")) == hashes(first)


def test_one_new_paper_does_not_have_the_others_read(tmp_path: Path) -> None:
    with vault_with(tmp_path, each_alone(), FILES) as vault:
        write(vault, tmp_path / "packet")
        vault.rendered()
        with vault._store.writing() as db:  # noqa: SLF001  as if one had never been cleaned
            one = next(each.id for each in vault.attachments() if each.name == "05.jpg")
            db.execute("DELETE FROM rendered_chunk WHERE rendered IN "
                       "(SELECT key FROM rendered WHERE attachment = ?)", (one,))
            db.execute("DELETE FROM rendered WHERE attachment = ?", (one,))
        counted = Counted(vault)
        write(counted, tmp_path / "packet")
        assert counted.read_of == {"05.jpg": 1, "poisoned.pdf": 1}


@pytest.mark.parametrize("count", [60, 150])
@pytest.mark.parametrize("title", ["{}", "X", ""])
def test_documents_take_no_more_pages_than_foreseen(count: int, title: str) -> None:
    """Otherwise parts are bound twice: right, and slow."""
    case = with_exhibits(count)
    for number, each in enumerate(case["evidence"]):
        said = title.format(f"Paper number {number}")
        del each["exhibit_title"]
        each |= {"exhibit_title": {"text": "Бумага", "english": said}} if said else {}
    planned = plan_of(case, COURT)
    room = foreseen(planned.facts)
    _, layout, _, _ = in_parts(planned, [[paper(A4)]] * count, 0)
    for piece in (piece for part in layout["parts"] for piece in part["pieces"]):
        if piece["document"] is None:
            assert piece["own"] <= room[f"exhibit-{piece['exhibit']}"]
        elif not planned.documents[piece["document"]].last:
            assert piece["own"] <= room[planned.documents[piece["document"]].name]


def test_where_a_run_is_put_follows_from_what_came_before() -> None:
    chance = random.Random(5)
    weights = [Weight.plain(chance.randint(0, LIMIT // 2), 2) for _ in range(40)]
    splitter = Splitter(LIMIT)
    for end, weight in enumerate(weights, start=1):
        splitter.add(1, weight, 3)
        assert splitter.parts == split([1] * end, weights[:end], LIMIT, [3] * end)
    assert len(split([1] * 40, weights, LIMIT, [30] * 40)) > len(splitter.parts)
