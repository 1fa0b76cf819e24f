"""Pages for what has none: texts and saved web pages are printed, documents given to LibreOffice.

What comes back is a PDF of our own making from a stranger's file, and is cleaned like any other.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from typing import Any, Final

from pristan.confine.cell import Limits, command_for
from pristan.confine.refusals import Crashed, OutOfMemory, TimedOut
from pristan.confine.walls import behind_walls
from pristan.content import content_dir
from pristan.evidence.office import Office
from pristan.evidence.seat import Seat
from pristan.evidence.sniff import Kind

_LIMITS: Final = Limits(memory=2 << 30, cpu_seconds=22, wall_seconds=22, reply_blobs=1)
_STYLED, _PLAIN = 0.45, 0.55  # of that time, for a page as it looked and then for its words alone
_KEPT: Final = 8  # PDFs in memory; thumbnails of one file are asked for page by page


class Paged:
    """Makes pages, once for each file in use."""

    def __init__(self) -> None:
        seen = (content_dir("templates"),)
        self._printer = Seat("print", _LIMITS, lambda: behind_walls(command_for("print"), seen))
        self._office = Office()
        self._lock = threading.Lock()
        self._made: dict[bytes, bytes] = {}

    def pages(self, kind: Kind, data: bytes) -> bytes:
        """Return the PDF of the pages of a file. Raises Problem."""
        key = hashlib.sha256(data).digest()
        with self._lock:
            if key not in self._made:
                is_document = kind is Kind.DOCUMENT
                made = self._office.to_pdf(data) if is_document else self._printed(data, kind)
                self._made[key] = made
                while len(self._made) > _KEPT:
                    del self._made[next(iter(self._made))]
            return self._made[key]

    def leaf(
        self, template: str, title: str, facts: Mapping[str, Any], photo: bytes = b""
    ) -> bytes:
        """Return a page of our own as a PDF, from a template and its facts, which are JSON."""
        data = json.dumps(facts).encode()
        return self._made_pdf({"template": template, "title": title}, data, 1, photo)

    def end_printing(self) -> None:
        """End the child that prints, until it is needed again."""
        self._printer.close()

    def stop(self) -> None:
        """End what is under way, from any thread."""
        self._printer.stop()
        self._office.stop()

    def close(self) -> None:
        """End the children."""
        self._printer.close()
        self._made.clear()

    def _printed(self, data: bytes, kind: Kind) -> bytes:
        """Print with the page's own styles; where that takes too much, its words alone."""
        if kind is Kind.TEXT:
            return self._print(data, kind, 1, plain=True)
        try:
            return self._print(data, kind, _STYLED, plain=False)
        except (TimedOut, OutOfMemory, Crashed):
            return self._print(data, kind, _PLAIN, plain=True)

    def _print(self, data: bytes, kind: Kind, patience: float, *, plain: bool) -> bytes:
        return self._made_pdf({"kind": kind, "plain": plain}, data, patience)

    def _made_pdf(
        self, request: Mapping[str, Any], data: bytes, patience: float, *more: bytes
    ) -> bytes:
        reply = self._printer.ask(request, data, patience, *more)
        if len(reply.blobs) != 1 or not reply.blobs[0].startswith(b"%PDF-"):
            raise Crashed("reply")
        return reply.blobs[0]
