"""What is as it was is not read again, and no change goes unseen."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pristan.packet import seen
from pristan.packet.cannot_write import CannotWrite
from pristan.packet.files import Delivery
from pristan.packet.report import REPORT, Part, Report
from pristan.packet.seen import Known

TELLS = pytest.mark.skipif(os.name != "posix", reason="each file is read each time")
A_MOMENT = 0.03  # seconds, in which the clock of files ticks


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are read from here on."""
    names: list[str] = []
    really = seen.hashed

    def noted(file: Path, stamp: seen.Stamp) -> seen.Seen | None:
        names.append(file.name)
        return really(file, stamp)

    monkeypatch.setattr(seen, "hashed", noted)
    return names


def sha256(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def an_older(file: Path, text: bytes = b"as it was") -> Path:
    file.write_bytes(text)
    time.sleep(A_MOMENT)
    return file


def longer(file: Path) -> None:
    file.write_bytes(b"as it was, and more")


def as_long(file: Path) -> None:
    file.write_bytes(b"as it WAS")


def as_long_and_dated_back(file: Path) -> None:
    was = file.stat()
    as_long(file)
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))


def another_of_the_same_date(file: Path) -> None:
    was, other = file.stat(), file.with_name("other")
    as_long(other)
    os.utime(other, ns=(was.st_atime_ns, was.st_mtime_ns))
    other.replace(file)


def through_a_map(file: Path) -> None:
    import mmap

    with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as mapped:
        mapped[6:9] = b"WAS"


@TELLS
def test_a_file_that_is_as_it_was_is_not_read_again(tmp_path: Path, read: list[str]) -> None:
    known, file = Known(), an_older(tmp_path / "one.pdf")
    first = known.look(file)
    assert first
    assert first.sha256 == sha256(b"as it was")
    assert known.look(file) == first
    assert read == ["one.pdf"]
    assert Known().look(file) == first  # another program knows nothing of it
    assert read == ["one.pdf"] * 2


@pytest.mark.parametrize(
    "change",
    [longer, as_long, as_long_and_dated_back, another_of_the_same_date, through_a_map],
    ids=lambda each: each.__name__,
)
def test_a_changed_file_is_read_again(tmp_path: Path, change: Callable[[Path], object]) -> None:
    known, file = Known(), an_older(tmp_path / "one.pdf")
    known.look(file)
    change(file)
    found = known.look(file)
    assert found
    assert found.sha256 == sha256(file.read_bytes()) != sha256(b"as it was")


def test_a_file_that_is_gone_is_not_known(tmp_path: Path) -> None:
    known, file = Known(), an_older(tmp_path / "one.pdf")
    known.look(file)
    file.unlink()
    assert known.look(file) is None
    file.mkdir()
    with pytest.raises(CannotWrite, match="did not write"):
        known.look(file)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda: time.time_ns(), id="just now"),
        pytest.param(lambda: time.time_ns() + 3_600_000_000_000, id="in an hour, by its clock"),
        pytest.param(lambda: 1_700_000_000_000_000_000, id="by a clock of seconds"),
        pytest.param(lambda: 1_700_000_000_120_000_000, id="by the clock of exFAT"),
    ],
)
def test_where_a_date_says_too_little_a_file_is_read_each_time(
    tmp_path: Path, read: list[str], written: Callable[[], int]
) -> None:
    known, file = Known(), an_older(tmp_path / "one.pdf")
    os.utime(file, ns=(0, written()))
    for _ in range(2):
        assert known.look(file)
    assert read == ["one.pdf"] * 2


def test_where_the_system_says_nothing_of_changes_a_file_is_read_each_time(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "_TELLS", False)
    known, file = Known(), an_older(tmp_path / "one.pdf")
    for _ in range(2):
        assert known.look(file)
    assert read == ["one.pdf"] * 2


def packet(target: Path, known: Known, **texts: bytes) -> dict[str, Part]:
    """Write files that are no PDFs, which nobody here asks."""
    parts = {}
    with Delivery(target, known=known) as delivery:
        for stem, text in texts.items():
            out = delivery.open(name := f"{stem}.pdf")
            out.write(text)
            parts[name] = Part(name, out.sha256, out.size, 1, 1, 1)
        told = Report(target, "court", tuple(parts.values()), (), (), (), proved=True)
        delivery.open(REPORT).write(told.as_json().encode())
        time.sleep(A_MOMENT)
        delivery.settle()
    return parts


@TELLS
def test_what_was_written_is_not_read(tmp_path: Path, read: list[str]) -> None:
    known = Known()
    parts = packet(tmp_path, known, one=b"as it was", two=b"two")
    with Delivery(tmp_path, known=known) as delivery:
        delivery.read_ahead()
        stays = delivery.standing("one.pdf", parts["one.pdf"].sha256)
        assert stays
        delivery.see_that_it_stands(stays)
        for name in ("two.pdf", REPORT):
            delivery.open(name).write(b"newer")
        delivery.settle()
    assert read == []
    assert (tmp_path / "two.pdf").read_bytes() == b"newer"


@pytest.mark.parametrize("name", ["one.pdf", "two.pdf"])
@pytest.mark.parametrize("meanwhile", [True, False])
def test_what_was_written_and_changed_since_is_not_lost(
    tmp_path: Path, name: str, *, meanwhile: bool
) -> None:
    known = Known()
    parts = packet(tmp_path, known, one=b"as it was", two=b"as it was")
    if not meanwhile:
        as_long_and_dated_back(tmp_path / name)
    with Delivery(tmp_path, known=known) as delivery, pytest.raises(CannotWrite, match="changed"):
        delivery.read_ahead()
        assert delivery.standing("one.pdf", parts["one.pdf"].sha256)
        for each in ("two.pdf", REPORT):
            delivery.open(each).write(b"newer")
        if meanwhile:
            as_long_and_dated_back(tmp_path / name)
        delivery.settle()
    assert (tmp_path / name).read_bytes() == b"as it WAS"


@pytest.mark.parametrize("change", [as_long, another_of_the_same_date])
def test_what_changed_on_its_way_to_its_name_is_not_known(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    known, file = Known(), an_older(tmp_path / "begun")
    was = Known().look(file)
    assert was
    change(file)
    file.rename(tmp_path / "one.pdf")
    known.wrote(tmp_path / "one.pdf", was)
    found = known.look(tmp_path / "one.pdf")
    assert found
    assert found.sha256 == sha256(b"as it WAS")
