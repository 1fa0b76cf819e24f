"""Let LibreOffice make the pages of a document, where it is installed and can be closed off.

It runs behind walls of its own: no network, no home, nothing of this machine but the system; its
profile, the document and the pages stand in memory and end with it. Where there are no such walls
it is not started at all, and the person is asked for a PDF.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from pristan.confine.refusals import Stopped, TimedOut
from pristan.confine.walls import words_for_walls
from pristan.evidence.problems import NeedsOffice

_SECONDS: Final = 90.0
_MEMORY: Final = 4_000_000  # KiB of addresses; what it touches is a tenth of that
_ROOM: Final = 1_000_000_000  # bytes of files in memory
_LARGEST: Final = 300_000_000  # bytes of a PDF
_AGAIN: Final = 81  # its status when it has made its profile and wants to be started again
_FILTERS: Final = (  # what a document holds near its beginning, and the reader that it is given to
    (b"{\\rtf", "Rich Text Format"),
    (b"\xd0\xcf\x11\xe0", "MS Word 97"),
    (b"application/vnd.oasis.opendocument.text", "writer8"),
    (b"[Content_Types].xml", "MS Word 2007 XML"),
    (b"word/", "MS Word 2007 XML"),
)  # any other reader would print a broken document as rows of signs
_HEAD: Final = 4096  # bytes
_SCRIPT: Final = f"""
ulimit -v {_MEMORY}; ulimit -t {round(_SECONDS)}; ulimit -c 0
for try in 1 2 3; do
    "$1" -env:UserInstallation=file:///tmp/profile --headless --norestore --nolockcheck \\
        --nodefault --nofirststartwizard --infilter="$2" --convert-to pdf \\
        --outdir /tmp/out /tmp/paper \\
        >/dev/null 2>&1
    [ $? = {_AGAIN} ] || break
done
exec cat /tmp/out/paper.pdf 2>/dev/null
"""


class Office:
    """One LibreOffice at a time; stopped from any thread."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def to_pdf(self, data: bytes) -> bytes:
        """Return a document as a PDF, still to be cleaned.

        Raises NeedsOffice, too, when no page came of it, TimedOut or Stopped.
        """
        program = office_program()
        walls = words_for_walls()
        reader = next((name for mark, name in _FILTERS if mark in data[:_HEAD]), None)
        if program is None or not walls or reader is None:
            raise NeedsOffice
        self._stopped = False
        late = threading.Event()
        with _in_memory(data) as paper:
            command = [*_closed_off(walls, program, paper), "/bin/sh", "-c", _SCRIPT, "sh",
                       str(program), reader]  # fmt: skip
            self._running = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, env={}, start_new_session=True, pass_fds=[paper],
            )  # fmt: skip

        def end_late() -> None:
            late.set()
            self._kill()

        watch = threading.Timer(_SECONDS, end_late)
        watch.daemon = True
        watch.start()
        try:
            with self._running as process:
                assert process.stdout is not None
                made = process.stdout.read(_LARGEST + 1)
                self._kill()
        finally:
            watch.cancel()
            self._running = None
        if self._stopped:
            raise Stopped
        if late.is_set():
            raise TimedOut(_SECONDS)
        if not made.startswith(b"%PDF-") or len(made) > _LARGEST:
            raise NeedsOffice
        return made

    def stop(self) -> None:
        """End what is under way, from any thread."""
        self._stopped = True
        self._kill()

    def _kill(self) -> None:
        process = self._running
        if process is not None and process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def office_program() -> Path | None:
    """Return LibreOffice's own program, past the script that starts it; None without it."""
    if sys.platform != "linux":
        return None
    found = shutil.which("soffice", path="/usr/bin:/usr/local/bin")
    program = Path(found).resolve().with_name("soffice.bin") if found else None
    return program if program and program.is_file() else None


def _closed_off(walls: tuple[str, ...], program: Path, paper: int) -> list[str]:
    installed = program.parent.parent
    places = ["/etc/fonts", "/etc/libreoffice", "/var/lib/libreoffice"]
    if not installed.is_relative_to("/usr"):
        places.append(str(installed))
    return [
        *walls[:-1],
        *(word for place in places for word in ("--ro-bind-try", place, place)),
        "--proc", "/proc", "--size", str(_ROOM), "--tmpfs", "/tmp", "--chdir", "/tmp",
        "--setenv", "HOME", "/tmp", "--setenv", "PATH", "/usr/bin:/bin",
        "--setenv", "LANG", "C.UTF-8",
        "--file", str(paper), "/tmp/paper", "--",
    ]  # fmt: skip


@contextmanager
def _in_memory(data: bytes) -> Iterator[int]:
    """Yield an open file that is nowhere but in memory, at its beginning."""
    assert sys.platform == "linux"
    descriptor = os.memfd_create("paper")
    try:
        with os.fdopen(os.dup(descriptor), "wb") as file:
            file.write(data)
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor
    finally:
        os.close(descriptor)
