"""Nothing in the folder is lost, whatever happens to it while a packet is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pristan.packet.cannot_write import CannotWrite
from pristan.packet.files import Delivery
from pristan.packet.report import REPORT, Part, Report

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a file that cannot be read")
ONE, TWO, THREE = "one.pdf", "two.pdf", "three.pdf"


def written(target: Path, **texts: str) -> dict[str, Part]:
    """Write a packet of files that are no PDFs, which nobody here asks."""
    parts = {}
    with Delivery(target) as delivery:
        for stem, text in texts.items():
            out = delivery.open(f"{stem}.pdf")
            out.write(text.encode())
            name = f"{stem}.pdf"
            parts[name] = Part(name, out.sha256, out.size, 1, 1, 1)
        told = Report(target, "court", tuple(parts.values()), (), (), (), proved=True)
        delivery.open(REPORT).write(told.as_json().encode())
        delivery.settle()
    return parts


def held(target: Path) -> dict[str, bytes | None]:
    """Return all that is in a folder; None is a folder, a link is where it leads."""
    return {
        each.name: None
        if each.is_dir()
        else os.fsencode(each.readlink()) if each.is_symlink() else each.read_bytes()
        for each in target.iterdir()
    }


def signed(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b", signed")


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def unreadable(file: Path) -> None:
    file.unlink()
    file.symlink_to("/proc/self/mem")  # of which nothing can be read at its beginning


def another(file: Path) -> None:
    """Let another program write a packet into the same folder."""
    written(file.parent, one="theirs", two="theirs")


@pytest.mark.parametrize("read_before", [True, False])
@pytest.mark.parametrize(
    ("happens", "to", "said"),
    [
        (signed, ONE, "has been changed since"),
        (signed, TWO, "has been changed since"),
        (signed, REPORT, "has been changed since"),
        (Path.unlink, ONE, "has been changed since"),
        (folder, ONE, "did not write"),
        (folder, TWO, "did not write"),
        (folder, REPORT, "did not write"),
        pytest.param(unreadable, TWO, "could not be written", marks=ON_LINUX),
        (another, TWO, "has been changed since"),
        (Path.touch, THREE, "did not write"),
    ],
    ids=lambda each: getattr(each, "__name__", str(each)),
)
def test_what_happens_in_the_folder_meanwhile_is_seen_before_anything_is_replaced(
    tmp_path: Path, happens: Callable[[Path], object], to: str, said: str, *, read_before: bool
) -> None:
    parts = written(tmp_path, one="what stays", two="what is replaced")
    with Delivery(tmp_path) as delivery:
        if read_before:
            delivery.read_ahead()
        stays = delivery.standing(ONE, parts[ONE].sha256)
        assert stays
        assert stays.size == parts[ONE].bytes
        assert delivery.standing(TWO, parts[ONE].sha256) is None
        if read_before:
            delivery.see_that_it_stands(stays)
        for name in (TWO, THREE, REPORT):
            delivery.open(name).write(b"newer")
        happens(tmp_path / to)
        before = {name: data for name, data in held(tmp_path).items() if name[0] != "."}
        with pytest.raises(CannotWrite, match=said):
            delivery.settle()
    assert held(tmp_path) == before


@pytest.mark.parametrize("happens", [signed, folder, pytest.param(unreadable, marks=ON_LINUX)])
def test_what_happened_in_the_folder_before_is_seen(
    tmp_path: Path, happens: Callable[[Path], object]
) -> None:
    parts = written(tmp_path, one="what stays", two="what is replaced")
    happens(tmp_path / ONE)
    happens(tmp_path / TWO)
    before = held(tmp_path)
    with Delivery(tmp_path) as delivery:
        delivery.read_ahead()
        stays = delivery.standing(ONE, parts[ONE].sha256)
        assert stays
        with pytest.raises(CannotWrite):
            delivery.see_that_it_stands(stays)
        with pytest.raises(CannotWrite):
            delivery.open(TWO)
            delivery.settle()
    assert held(tmp_path) == before


def test_a_file_that_another_writing_swept_away_is_missed_before_anything_is_replaced(
    tmp_path: Path,
) -> None:
    written(tmp_path, one="one", two="two")
    before = held(tmp_path)
    with Delivery(tmp_path) as delivery:
        for name in (ONE, TWO, REPORT):
            delivery.open(name).write(b"newer")
        with Delivery(tmp_path):  # which takes what it finds for left by one that was killed
            pass
        with pytest.raises(CannotWrite):
            delivery.settle()
    assert held(tmp_path) == before


def test_a_part_that_the_packet_has_no_more_is_taken_away_unless_it_was_changed(
    tmp_path: Path,
) -> None:
    written(tmp_path, one="one", two="two", three="three")
    signed(tmp_path / THREE)
    written(tmp_path, one="one")
    assert held(tmp_path).keys() == {ONE, THREE, REPORT}
