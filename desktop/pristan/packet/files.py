"""Files into the folder a person chose: whole or not at all, and nothing of others replaced."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pristan.case import say
from pristan.packet.cannot_write import CannotWrite, in_the_way, refused
from pristan.packet.outgoing import Outgoing
from pristan.packet.report import REPORT, NoReport, read_report
from pristan.packet.seen import Known, Seen, stamp_of

_PART = re.compile(r"\.[0-9a-f]{16}\.part")
_NOTE = re.compile(r"\.[0-9a-f]{16}\.names")


class Delivery:
    """Files on their way into a folder; they get their names only when all of them are there.

    Use it in a ``with`` statement: what was not settled is gone at its end, and with it a folder
    that was made for it. A packet of ours that is in the folder is replaced; anything else stays as
    it is.
    """

    def __init__(self, target: Path, *, beside: bool = False, known: Known | None = None) -> None:
        """See that *target* is a folder that can take files. Raises CannotWrite.

        *beside* leaves a packet that is there as it is; files that are *known* are not read again.
        """
        self._target, self._known = target, known or Known()
        self._begun: list[Outgoing] = []
        self._waiting: dict[str, Outgoing] = {}
        self._disk = ThreadPoolExecutor(1)
        self._reader = ThreadPoolExecutor(1)
        self._read: dict[str, Future[Seen | None]] = {}
        self._staying: dict[str, Standing] = {}
        self._lacked = [each for each in (target, *target.parents) if not os.path.lexists(each)]
        try:
            target.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise CannotWrite(say(
                "packet.not_a_folder",
                "“{name}” is a file. Choose a folder for the packet.",
                name=target.name,
            )) from error
        except OSError as error:
            self._leave()
            raise refused(error) from error
        sweep(target)
        self._ours = {} if beside else _ours(target, self._known)
        if not beside:
            self.may_write((REPORT,))

    def may_write(self, names: Iterable[str]) -> None:
        """Raise CannotWrite where a file of such a name is there and is not ours."""
        for name in names:
            if name not in self._ours and os.path.lexists(self._target / name):
                raise in_the_way(name)

    def begin(self) -> Outgoing:
        """Begin a file that has no name yet; without one it is gone at the end. Raises CannotWrite.
        """
        outgoing = Outgoing(self._target / f".{secrets.token_hex(8)}.part", self._disk)
        self._begun.append(outgoing)
        return outgoing

    def open(self, name: str, begun: Outgoing | None = None) -> Outgoing:
        """Begin a file, or go on with one that was *begun*. Raises CannotWrite, also where it is
        known by now that the file of ours it is to replace was changed.
        """
        self.may_write((name,))
        if name in self._ours and self._reading(name).done():
            self._see(name)
        self._waiting[name] = outgoing = begun or self.begin()
        outgoing.older = self._target / name
        return outgoing

    def read_ahead(self) -> None:
        """Begin to read the packet of ours that is in the folder, while other work is done."""
        for name in self._ours:
            self._reading(name)

    def standing(self, name: str, sha256: str) -> Standing | None:
        """Return a file of our packet that is in the folder and was written with this hash; it
        stays there. That it still has the hash is seen before anything gets a name.
        """
        file = self._target / name
        if self._ours.get(name) == sha256:
            with suppress(OSError):
                self._staying[name] = Standing(file, file.stat().st_size, sha256)
        return self._staying.get(name)

    def see_that_it_stands(self, standing: Standing) -> None:
        """Wait until a file that stays has been read. Raises CannotWrite where it was changed."""
        self._see(standing.path.name)

    def settle(self) -> None:
        """Give every file its name, once it is on the disk, and take away what it replaces.

        Raises CannotWrite; the older files are then still there.
        """
        try:
            there = {name: outgoing.finish() for name, outgoing in self._waiting.items()}
            self._see_that_none_is_in_use()
            self._see_that_nothing_changed()
            self._note()
            for name, outgoing in self._waiting.items():
                outgoing.path.replace(self._target / name)
            self._remove_what_is_left()
            _settle(self._target)
            for name, seen in there.items():
                self._known.wrote(self._target / name, seen)
        except OSError as error:
            raise refused(error) from error
        for note in _left(self._target, _NOTE):
            with suppress(OSError):  # one that stays tells what the report tells
                note.unlink()

    def _reading(self, name: str) -> Future[Seen | None]:
        """Return the reading of a file of our packet."""
        if name not in self._read:
            self._read[name] = self._reader.submit(self._known.look, self._target / name)
        return self._read[name]

    def _see(self, name: str) -> None:
        """Raise CannotWrite where a file of ours is there and is no more as it was written:
        somebody may have signed it, or written on it; or where one that stays is gone.
        """
        try:
            seen = self._reading(name).result()
        except OSError as error:  # it cannot be read, so nobody knows what would be lost
            raise refused(error) from error
        stays = self._staying.get(name)
        if seen is None and stays is None:
            return
        size = seen.stamp.size if seen else -1
        if seen is None or seen.sha256 != self._ours[name] or (stays and stays.size != size):
            raise CannotWrite(
                say(
                    "packet.changed_since",
                    "In this folder “{name}” has been changed since this program wrote it, and "
                    "would be lost. Choose another folder, or move that file first.",
                    name=name,
                )
            )

    def _see_that_nothing_changed(self) -> None:
        """Look at everything once more, right before files get their names: what has another date
        or size than when it was read is read again. Raises CannotWrite, or OSError.
        """
        self.may_write(self._waiting)
        for name in self._waiting.keys() | self._staying.keys():
            if name in self._ours:
                reading = self._reading(name)
                if not reading.exception():
                    seen = reading.result()
                    if (seen.stamp if seen else None) != stamp_of(self._target / name):
                        del self._read[name]
                self._see(name)
        for outgoing in self._waiting.values():
            outgoing.path.stat()  # no other writing has swept it away

    def _remove_what_is_left(self) -> None:
        """Take away the files of the older packet that this one has no more, but no changed one."""
        for name in self._ours.keys() - self._waiting.keys() - self._staying.keys() - {REPORT}:
            if self._known.has(self._target / name, self._ours[name]):
                with suppress(OSError):
                    (self._target / name).unlink()

    def _see_that_none_is_in_use(self) -> None:
        """Windows replaces no file that a viewer has open; half a packet would be replaced then.

        There a file gets even the name that it has only where it might get another.
        """
        for name in self._ours.keys() - self._staying.keys():
            file = self._target / name
            try:
                file.rename(file)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise CannotWrite(
                    say(
                        "packet.in_use",
                        "“{name}” in this folder cannot be replaced: another program may have it "
                        "open. Close it there and write once more; nothing was changed.",
                        name=name,
                    )
                ) from error

    def _note(self) -> None:
        """Note which files get their names now: if this is cut short, the next writing knows them
        for ours.
        """
        note = self._target / f".{secrets.token_hex(8)}.names"
        names = {name: outgoing.sha256 for name, outgoing in self._waiting.items()}
        try:
            with note.open("xb") as stream:
                stream.write(json.dumps(names).encode())
                stream.flush()
                os.fsync(stream.fileno())
            _settle(self._target)
        except OSError:
            note.unlink(missing_ok=True)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._reader.shutdown(cancel_futures=True)
        self._disk.shutdown()
        for outgoing in self._begun:
            outgoing.drop()
        self._leave()

    def _leave(self) -> None:
        """Remove the folders that were made for files which then did not come; never one in use."""
        for folder in self._lacked:
            with suppress(OSError):
                folder.rmdir()


@dataclass(frozen=True, slots=True)
class Standing:
    """A file of an earlier packet that is what it should be."""

    path: Path
    size: int
    sha256: str


def sweep(target: Path) -> None:
    """Remove what a writing left in a folder that was killed before its files had their names."""
    for left in (*_left(target, _PART), *_left(target, _NOTE)):
        if left.suffix == ".part" or not _noted(left):
            with suppress(OSError):
                left.unlink()


def _left(target: Path, named: re.Pattern[str]) -> list[Path]:
    with suppress(OSError):
        return [each for each in target.iterdir() if named.fullmatch(each.name)]
    return []


def _settle(folder: Path) -> None:
    """Make the new names durable, where a system lets a folder be opened for that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _ours(target: Path, known: Known) -> dict[str, str]:
    """Return the files that packets of ours have in a folder, with the hash that each had.

    Where a writing was cut short while files got their names, some may be of that packet.
    """
    found: dict[str, str] = {}
    with suppress(NoReport, OSError, CannotWrite):
        if report := known.look(target / REPORT):
            found = {part.file: part.sha256 for part in read_report(target).parts}
            found[REPORT] = report.sha256
    for note in _left(target, _NOTE):
        found |= _noted(note)
    return found


def _noted(note: Path) -> dict[str, str]:
    """Return which files of a note are beside it, and whole, with their hashes."""
    with suppress(OSError, ValueError, AttributeError, RecursionError):
        return {
            name: sha256
            for name, sha256 in json.loads(note.read_bytes()).items()
            if name == Path(name).name and Known().has(note.with_name(name), sha256)
        }
    return {}
