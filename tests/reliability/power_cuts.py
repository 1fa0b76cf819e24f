"""A model of a disk whose power is cut: what may be on it, given what a process asked of it.

Writes that were not synced may be there, missing or torn at 512 bytes, in any combination. Names
appear and vanish in order, and are certain once the folder, or the file they name, was synced.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was asked of the disk: ``what`` is write, cut, make, unlink, sync or said."""

    what: str
    name: str = ""
    at: int = 0
    content: bytes = b""


@dataclass
class Disk:
    """Files by number, and the names that lead to them."""

    files: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)

    def write(self, number: int, step: Step, torn: random.Random | None) -> None:
        file = self.files.setdefault(number, bytearray())
        if step.what == "cut":
            del file[step.at :]
            file.extend(bytes(step.at - len(file)))
            return
        for start in range(0, len(step.content), SECTOR):
            if torn and torn.random() < 0.5:
                continue
            piece = step.content[start : start + SECTOR]
            at = step.at + start
            file.extend(bytes(max(0, at + len(piece) - len(file))))
            file[at : at + len(piece)] = piece

    def rename(self, step: Step, number: int) -> None:
        if step.what == "make":
            self.names[step.name] = number
        else:
            self.names.pop(step.name, None)


def record(code: str, folder: Path, log: Path, environment: dict[str, str]) -> list[Step]:
    """Run a program under strace and return what it asked of the disk in this folder."""
    subprocess.run(
        ["strace", "-f", "-qq", "-y", "-xx", "-s", "2000000", "-e", f"trace={CALLS}",
         "-o", str(log), sys.executable, "-c", code, str(folder)],
        check=True, stdout=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    return list(steps_of(log.read_text(), folder))


def steps_of(log: str, folder: Path) -> Iterator[Step]:
    """Read a log of strace; ``said`` is what the program wrote to standard output."""
    for line in log.splitlines():
        call = re.match(r"\d+\s+(\w+)\((.*)\)\s+=\s+(\d+)", line)
        if not call:
            continue
        what, given = call[1], call[2]
        texts = [bytes.fromhex(t.replace("\\x", "")) for t in re.findall(r'"((?:\\x..)*)"', given)]
        open_file = re.match(r"(\d+)<([^>]*)>", given)
        if what in ("openat", "unlink"):
            path = Path(texts[0].decode("utf-8", "replace"))
            if path.parent == folder and (what == "unlink" or "O_CREAT" in given):
                yield Step("unlink" if what == "unlink" else "make", path.name)
            continue
        assert open_file
        if open_file[1] == "1":
            yield Step("said", content=texts[0])
            continue
        path = Path(_path(open_file[2]))
        if path == folder:
            yield Step("sync")
        elif path.parent == folder:
            if what == "pwrite64":
                yield Step("write", path.name, int(given.rsplit(", ", 1)[1]), texts[0])
            elif what == "ftruncate":
                yield Step("cut", path.name, int(given.rsplit(", ", 1)[1]))
            else:
                assert what != "write", "only writes that say where are understood"
                yield Step("sync", path.name)


def _path(shown: str) -> str:
    if "\\x" in shown:
        return bytes.fromhex(shown.replace("\\x", "")).decode("utf-8", "replace")
    return shown


def cut(
    before: dict[str, bytes], steps: list[Step], after: int, rng: random.Random
) -> tuple[dict[str, bytes], bytes]:
    """Cut the power after so many steps; return one folder that may be found, and what was said."""
    disk = Disk()
    living: dict[str, int] = {}  # the names as the process saw them
    for number, (name, content) in enumerate(before.items()):
        disk.files[number] = bytearray(content)
        disk.names[name] = living[name] = number
    writes: list[tuple[int, Step]] = []
    names: list[tuple[int, Step]] = []
    said = b""
    fresh = len(living)
    for step in steps[:after]:
        if step.what == "said":
            said += step.content
        elif step.what == "make":
            if step.name not in living:
                living[step.name] = fresh
                names.append((fresh, step))
                fresh += 1
        elif step.what == "unlink":
            names.append((living.pop(step.name), step))
        elif step.what == "sync" and not step.name:
            for number, done in names:
                disk.rename(done, number)
            names.clear()
        elif step.what == "sync":
            number = living[step.name]
            for other, done in writes:
                if other == number:
                    disk.write(number, done, None)
            writes = [w for w in writes if w[0] != number]
            made = [at for at, n in enumerate(names) if n[0] == number and n[1].what == "make"]
            for other, done in names[: made[-1] + 1] if made else []:
                disk.rename(done, other)
            del names[: made[-1] + 1 if made else 0]
        else:
            writes.append((living[step.name], step))
    for number, done in names[: rng.randrange(len(names) + 1)]:
        disk.rename(done, number)
    mood = rng.random()
    for number, done in writes:
        luck = rng.random()
        if mood < 0.2 or (mood >= 0.3 and luck >= 0.7):
            continue
        disk.write(number, done, rng if mood >= 0.3 and luck >= 0.5 else None)
    found = {name: bytes(disk.files.get(n, b"")) for name, n in disk.names.items()}
    return found, said
