"""What was made before is used again, gives the same bytes, and is never needed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from pristan.case import Answer, Change, Key, Sheet, Told
from pristan.evidence import Evidence, open_evidence
from pristan.packet import verify as verify_module
from pristan.packet import write as write_module
from pristan.packet.before import Before
from pristan.packet.cannot_write import CannotWrite
from pristan.packet.exhibits import Piece, exhibits
from pristan.packet.lent import Cleaners
from pristan.packet.papers import Papers
from pristan.packet.report import REPORT
from pristan.packet.source import read_source
from pristan.packet.verify import verify
from pristan.packet.write import write_packet
from pristan.vault import RenderedPart, Vault
from unit.packet.cases import A4, paper, questionnaire
from unit.packet.written import case_of, vault_with

DOCUMENTS = ("cover", "declaration", "index", "exhibits")


def screenshot() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((300, 200), 60).save(out, "PNG")
    return out.getvalue()


FILES = {"chat.png": screenshot(), "letter.pdf": paper(A4, A4)}


class Watched:
    """Parts of a case, with what was found and kept."""

    def __init__(self, vault: Vault) -> None:
        self._parts = vault.rendered()
        self.found: list[str] = []
        self.kept: list[str] = []
        self.sizes: dict[str, int] = {}

    def facts(self, keys: Sequence[str]) -> dict[str, str]:
        return self._parts.facts(keys)

    def find(self, key: str) -> RenderedPart | None:
        part = self._parts.find(key)
        self.found += [key] if part and part.data else []
        return part

    def keep(self, key: str, facts: str, data: bytes, attachment: str | None = None) -> None:
        self.kept += [key] if data else []
        self.sizes[key] = len(data)
        self._parts.keep(key, facts, data, attachment)

    def forget(self, key: str) -> None:
        self._parts.forget(key)

    def settle(self) -> None:
        self._parts.settle()


def packet(
    vault: Vault, target: Path, parts: Watched | None = None, cleaners: Cleaners = open_evidence
) -> dict[str, bytes]:
    """Write a packet and return its files by name."""
    report = write_packet(
        questionnaire(), vault.answers(), vault, target, "court", DOCUMENTS,
        cleaners=cleaners, parts=parts,
    )  # fmt: skip
    assert report.proved
    return {file.name: file.read_bytes() for file in target.iterdir()}


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    with vault_with(tmp_path_factory.mktemp("case"), case_of(FILES), FILES) as vault:
        yield vault


def test_the_second_packet_is_made_of_what_was_kept_and_is_the_same(
    vault: Vault, tmp_path: Path
) -> None:
    fresh = packet(vault, tmp_path / "fresh")
    first, second = Watched(vault), Watched(vault)
    assert packet(vault, tmp_path / "first", first) == fresh
    assert packet(vault, tmp_path / "second", second) == fresh
    assert first.found == []
    assert len(first.kept) >= 5  # each document, the sheets of exhibits, and the screenshot
    assert second.kept == []
    assert set(second.found) <= set(first.kept)


def test_a_change_makes_anew_only_what_it_touches(vault: Vault, tmp_path: Path) -> None:
    packet(vault, tmp_path / "packet", Watched(vault))
    item = vault.answers().items("evidence")[1]
    key = Key("exhibit_title", item)
    was = vault.answers().get(key)
    assert was is not None
    now = Answer(key, vault.answers().value("exhibit_title", vault.answers().items("evidence")[0]))
    vault.save([Change(key, was, now)])
    try:
        parts = Watched(vault)
        after = packet(vault, tmp_path / "packet", parts)
        assert 1 <= len(parts.kept) <= 3  # the index and the sheets of exhibits, not the story
        assert packet(vault, tmp_path / "fresh") == after
    finally:
        vault.save([Change(key, now, was)])


def test_what_was_kept_and_is_not_whole_is_made_anew(vault: Vault, tmp_path: Path) -> None:
    fresh = packet(vault, tmp_path / "packet", Watched(vault))
    with vault._store.writing() as db:  # noqa: SLF001  as a mistake in the file would be
        db.execute("UPDATE rendered_chunk SET content = zeroblob(length(content))")
    parts = Watched(vault)
    assert packet(vault, tmp_path / "packet", parts) == fresh
    assert parts.found == []
    assert len(parts.kept) >= 4


def test_what_was_written_down_is_judged(vault: Vault) -> None:
    parts = vault.rendered()
    for number, facts in enumerate(("", "[]", "{", "null", '"x"', "[" * 100_000)):
        parts.keep(f"nonsense {number}", facts, b"%PDF")
        assert Before(parts).facts(f"nonsense {number}") is None
        assert Before(parts).find(f"nonsense {number}") is None


def made(vault: Vault, *pieces: Piece, password: str = "") -> Watched:
    """Clean pieces of files and return what was kept of them."""
    parts = Watched(vault)

    def cleaners() -> Evidence:
        return open_evidence(passwords=[password] if password else [])

    source = read_source(questionnaire(), vault.answers(), vault)
    (first, *_) = exhibits(source)
    with Papers(vault, cleaners, before=Before(parts)) as papers:
        papers.prepare([replace(first, files=("x",), pieces=pieces)], source)
        assert papers.problems == []
        whole = [papers.pdf(each) for each in papers.exhibits[0]]
    parts.settle()
    assert all(data.startswith(b"%PDF") for data in whole)
    return parts


def test_of_a_paper_is_kept_what_its_file_has_not(vault: Vault) -> None:
    files = {each.name: each.id for each in vault.attachments()}
    large = vault.attach("photo.jpg", [photo(9)])
    try:
        kept = made(vault, Piece(large.id))
        assert 0 < sum(kept.sizes.values()) < 5_000
        assert made(vault, Piece(large.id)).kept == []
    finally:
        vault.detach(large.id)
    turned = Piece(files["chat.png"], (Sheet(page=1, turn=90),))
    assert len(made(vault, turned).kept) == 1
    assert made(vault, turned).kept == []
    assert len(made(vault, Piece(files["chat.png"], (Sheet(page=1, turn=180),))).kept) == 1
    covered = Piece(files["letter.pdf"], (Sheet(page=2, boxes=((0.1, 0.1, 0.5, 0.2),)),))
    assert len(made(vault, covered).kept) == 1
    assert made(vault, covered).kept == []


def test_what_takes_a_password_is_not_kept(vault: Vault) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper(A4))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="секрет"))
    locked = vault.attach("locked.pdf", [out.getvalue()])
    covered = Piece(locked.id, (Sheet(page=1, boxes=((0.1, 0.1, 0.5, 0.2),)),))
    try:
        assert made(vault, covered, password="секрет").kept == []
    finally:
        vault.detach(locked.id)


def test_a_removed_paper_takes_its_pages_along(vault: Vault) -> None:
    kept = vault.attach("other.png", [screenshot()])
    (key,) = made(vault, Piece(kept.id)).kept
    assert vault.rendered().find(key)
    vault.detach(kept.id)
    assert vault.rendered().find(key) is None


@pytest.fixture(scope="module")
def heap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """A case whose packet has several parts: papers that cannot be packed, of 10 MB each."""
    files = {f"{n}.jpg": photo(n) for n in range(5)}
    with vault_with(tmp_path_factory.mktemp("heap"), case_of(files), files) as vault:
        yield vault


def photo(number: int) -> bytes:
    out = io.BytesIO()
    noise = Image.effect_noise((3000, 2800), 90 + number)
    noise.save(out, "JPEG", quality=97)
    assert 8e6 < len(out.getvalue()) < 12e6
    return out.getvalue()


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return which file each name leads to, and when it was written."""
    found = {file.name: file.stat() for file in folder.glob("*.pdf")}
    return {name: (seen.st_ino, seen.st_mtime_ns) for name, seen in found.items()}


def test_a_part_that_is_the_same_stays_in_the_folder(heap: Vault, tmp_path: Path) -> None:
    first = packet(heap, tmp_path / "packet", Watched(heap))
    assert len(first) >= 4  # three parts and the report
    before = stamps(tmp_path / "packet")
    assert packet(heap, tmp_path / "packet", Watched(heap)) == first
    assert stamps(tmp_path / "packet") == before

    key = Key("incident_story", heap.answers().items("incidents")[0])
    was = heap.answers().get(key)
    assert was is not None
    assert isinstance(was.value, Told)
    now = Answer(key, replace(was.value, english=was.value.english + " Then they left."))
    heap.save([Change(key, was, now)])
    after = packet(heap, tmp_path / "packet", Watched(heap))
    stay = {name for name, seen in stamps(tmp_path / "packet").items() if before[name] == seen}
    changed = {name for name in first if first[name] != after[name]}
    assert stay == set(before) - changed
    assert len(changed - {REPORT}) == 1  # the one with the declaration
    assert len(stay) >= 2
    assert packet(heap, tmp_path / "fresh") == after
    assert verify(tmp_path / "packet") == []


def no_cleaners() -> Any:
    pytest.fail("a paper is cleaned")


@contextmanager
def longer_story(vault: Vault, paragraphs: int) -> Iterator[None]:
    """While the block lasts the story is longer, and every page after it has another number."""
    key = Key("incident_story", vault.answers().items("incidents")[0])
    was = vault.answers().get(key)
    assert was is not None
    assert isinstance(was.value, Told)
    told = was.value.english + "\n\nThen they left, and nobody came for a week. " * paragraphs
    now = Answer(key, replace(was.value, english=told))
    vault.save([Change(key, was, now)])
    try:
        yield
    finally:
        vault.save([Change(key, now, was)])


def test_no_paper_is_bound_again_when_only_numbers_move(heap: Vault, tmp_path: Path) -> None:
    first = packet(heap, tmp_path / "packet", Watched(heap))
    with longer_story(heap, 60):
        after = packet(heap, tmp_path / "packet", Watched(heap), no_cleaners)
        assert all(first[name] != after[name] for name in first)
        assert packet(heap, tmp_path / "fresh") == after
        assert verify(tmp_path / "packet") == []
        (tmp_path / "packet" / min(first.keys() - {REPORT})).unlink()
        assert packet(heap, tmp_path / "packet", Watched(heap)) == after
    assert packet(heap, tmp_path / "packet", Watched(heap), no_cleaners) == first


def test_bookmarks_of_a_paper_stay_with_it_and_leave_with_it(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper(A4, A4))) as pdf:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Judgment of a court", 1))
        pdf.save(out)
    files = {"judgment.pdf": out.getvalue(), **FILES}

    def told(vault: Vault) -> bool:
        with vault._store.reading() as db:  # noqa: SLF001
            rows = db.execute("SELECT content FROM rendered_chunk").fetchall()
        return any(b"Judgment of a court" in content for (content,) in rows)

    with vault_with(tmp_path, case_of(files), files) as vault:
        packet(vault, tmp_path / "packet", Watched(vault))
        assert told(vault)
        with longer_story(vault, 60):
            after = packet(vault, tmp_path / "packet", Watched(vault), no_cleaners)
            assert packet(vault, tmp_path / "fresh") == after
        (written,) = (file for file in after if file.endswith(".pdf"))
        with pikepdf.open(tmp_path / "packet" / written) as pdf, pdf.open_outline() as outline:
            below = [str(each.title) for exhibit in outline.root for each in exhibit.children]
        assert len(below) == 1
        assert below[0].startswith("Judgment of a court (page ")
        vault.detach(next(each.id for each in vault.attachments() if each.name == "judgment.pdf"))
        assert not told(vault)


@pytest.mark.parametrize("paragraphs", [0, 60])  # it would stay; it would be replaced
def test_a_part_that_was_altered_is_left_alone_until_it_is_moved(
    heap: Vault, tmp_path: Path, paragraphs: int
) -> None:
    folder = tmp_path / "packet"
    first = packet(heap, folder, Watched(heap))
    name = min(first.keys() - {REPORT})
    altered = bytearray(first[name])
    altered[-len(altered) // 3] ^= 1  # behind what papers draw, which is read for itself, too
    (folder / name).write_bytes(altered)
    with longer_story(heap, paragraphs):
        with pytest.raises(CannotWrite, match="has been changed since"):
            packet(heap, folder, Watched(heap))
        left = {file.name: file.read_bytes() for file in folder.iterdir()}
        assert left == first | {name: altered}
        (folder / name).rename(tmp_path / "signed.pdf")
        last = max(first.keys() - {REPORT})
        (folder / last).unlink()
        after = packet(heap, folder, Watched(heap))
        assert after == packet(heap, tmp_path / "fresh")
        assert (after == first) == (paragraphs == 0)


def test_what_stays_is_proved_again_once_when_more_is_expected_and_never_when_it_was_altered(
    heap: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, proved = tmp_path / "packet", list[str]()
    first = packet(heap, folder, Watched(heap))
    prove, expect = verify_module._proof_of, write_module._expected  # noqa: SLF001

    def recorded(cell: Any, file: Path, expected: dict[str, Any]) -> Any:
        proved.append(file.name)
        return prove(cell, file, expected)

    monkeypatch.setattr(verify_module, "_proof_of", recorded)
    monkeypatch.setattr(
        write_module, "_expected", lambda *told: [each | {"more": 1} for each in expect(*told)]
    )
    for again in (first.keys() - {REPORT}, set()):
        proved.clear()
        assert packet(heap, folder, Watched(heap)) == first
        assert set(proved) == again
    name = min(first.keys() - {REPORT})
    with pikepdf.open(folder / name, allow_overwriting_input=True) as pdf:
        del pdf.pages[-1].Contents
        pdf.save()
    monkeypatch.setattr(
        write_module, "_expected", lambda *told: [each | {"more": 2} for each in expect(*told)]
    )
    with pytest.raises(CannotWrite, match=f"{name}.*has been changed since"):
        packet(heap, folder, Watched(heap))


def test_the_report_says_the_same(vault: Vault, tmp_path: Path) -> None:
    written = packet(vault, tmp_path / "packet", Watched(vault))
    hows = [each["how"] for each in json.loads(written[REPORT])["exhibits"]]
    assert hows == ["image", "copied"]
