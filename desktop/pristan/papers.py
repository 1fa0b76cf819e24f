"""The papers of one case: brought in, looked at, compared, opened with their passwords.

What closed-off children say of a file is asked for here, in the thread that asks.
"""

from __future__ import annotations

import hashlib
import io
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pristan.case import Problem, Saying, Sheet, machine_text, say
from pristan.confine.refusals import Refused

if TYPE_CHECKING:
    from pristan.evidence import Evidence, Glance, PageText, Picture, Seen
    from pristan.evidence.folders import Found
    from pristan.packet.exhibits import Piece
    from pristan.packet.papers import Paper
    from pristan.vault import Attachment, Vault

Count = Callable[[int], None]
_PASSWORDS = "paper_passwords"  # the setting that holds those a person told us to keep
_GLANCE = "glance."  # and the id of a file: the setting that holds how it looks


class AlreadyKept(Problem):
    """The same file, byte by byte, is in the case."""

    def __init__(self, kept: Attachment) -> None:
        super().__init__(say(
            "papers.already_kept", "The same file is in the case already, as {name}.",
            name=kept.name,
        ))
        self.kept = kept


class Papers:
    """The kept files of an open case. May be used from several threads."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._lock = threading.Lock()
        self._evidence: Evidence | None = None
        self._kept: list[Attachment] | None = None
        self._unseen: dict[str, Refused] = {}  # files that are refused each time they are judged
        self._last: tuple[str, bytes] = ("", b"")  # the file that was looked at last
        self._passwords: tuple[str, ...] = tuple(json.loads(vault.setting(_PASSWORDS) or "[]"))

    # ---- bringing in --------------------------------------------------------------------------

    def kept(self) -> list[Attachment]:
        """Return the files that are kept in the case, in the order in which they were added."""
        if self._kept is None:
            self._kept = self._vault.attachments()
        return list(self._kept)

    def attach(self, file: Path, count: Count = lambda _size: None) -> Attachment:
        """Keep a copy of a file, unchanged. Raises Problem when it cannot be read."""
        from pristan.evidence import pieces

        return self._keep(file.name, pieces(file), count)

    def paste(self, name: str, data: bytes, count: Count = lambda _size: None) -> Attachment:
        """Keep what was copied in another program. Raises AlreadyKept, or another Problem."""
        self._not_twice(len(data), [data])
        return self._keep(name, [data], count)

    def remove(self, attachment: str) -> None:
        """Take a kept file out of the case for good. Raises KeyError."""
        self._vault.detach(attachment)
        self._kept = None

    def take(self, found: Found, count: Count = lambda _size: None) -> Attachment:
        """Keep a file of a folder unchanged; a saved page with its folder as one ZIP.

        *count* is told the size of each piece in bytes; whatever it raises stops the import.
        Raises AlreadyKept, or another Problem when it cannot be read.
        """
        from pristan.evidence import pieces

        if found.beside:
            packed = _packed(found)
            self._not_twice(len(packed), [packed])
            return self._keep(f"{found.file.stem}.zip", [packed], count)
        self._not_twice(found.size, pieces(found.file))
        return self.attach(found.file, count)

    def _keep(self, name: str, pieces: Iterable[bytes], count: Count) -> Attachment:
        attachment = self._vault.attach(name, _counted(pieces, count))
        self._kept = None
        return attachment

    def _not_twice(self, size: int, data: Iterable[bytes]) -> None:
        """Raise AlreadyKept; a file is read for that only where one of its size is kept."""
        same = [kept for kept in self.kept() if kept.size == size]
        if not same:
            return
        digest = hashlib.sha256()
        for piece in data:
            digest.update(piece)
        for kept in same:
            if kept.sha256 == digest.hexdigest():
                raise AlreadyKept(kept)

    # ---- passwords ----------------------------------------------------------------------------

    def unlock(self, attachment: str, password: str, *, keep: bool = False) -> None:
        """Open a PDF with its password, and with it whatever else it opens, until we close.

        *keep* writes the password into the case file, where the packet finds it next time.
        Raises NeedsPassword when it is another one.
        """
        evidence = self.open_evidence()
        evidence.look(self._data(attachment), password)
        with self._lock:
            self._passwords = evidence.passwords = (*self._passwords, password)
        if keep:
            kept = json.loads(self._vault.setting(_PASSWORDS) or "[]")
            self._vault.set_setting(_PASSWORDS, json.dumps([*kept, password]))

    # ---- looking ------------------------------------------------------------------------------

    def look(self, attachment: str) -> Seen:
        """Return what a file is, and the sizes of its pages. Raises Problem."""
        return self.open_evidence().look(self._data(attachment))

    def draw(self, attachment: str, sheets: Sequence[Sheet], width: int) -> list[Picture]:
        """Draw pages of one file as they will print, *width* pixels wide. Raises Problem.

        Many at once are far quicker than one by one: the file is opened once.
        """
        return self.open_evidence().previews(self._data(attachment), sheets, width)

    def counted(self, piece: Piece) -> Paper:
        """Make the pages of a file as a packet does; return how many and how large they are.

        Raises Problem.
        """
        from pristan.packet.papers import Paper, printed

        made = printed(piece, self._data(piece.file), self.open_evidence())
        return Paper(piece, made.pages, made.size, str(made.how), made.lost)

    def extract(self, piece: Piece, width: int) -> Picture | None:
        """Draw the first page of the extract that a packet prints of a saved register page.

        None where the file is printed as it is. Raises Problem.
        """
        from pristan.packet.register_page import print_extract

        evidence = self.open_evidence()
        page = piece.register
        made = print_extract(page, self._data(piece.file), evidence) if page else None
        return evidence.preview(made.pdf, 1, width) if made else None

    def words(self, attachment: str, page: int) -> PageText:
        """Return the words of a page: its own, else those that a machine read before."""
        own = self.open_evidence().words(self._data(attachment), page)
        return own if own.words else self._read_before(attachment, page) or own

    def recognize(self, attachment: str, page: int) -> PageText:
        """Have a machine read the words of a page, and keep them with the case. Raises Problem."""
        found = self.open_evidence().recognize(self._data(attachment), page)
        setting = machine_text.setting(attachment, page)
        self._vault.set_setting(setting, machine_text.dump(found.words))
        return found

    def _read_before(self, attachment: str, page: int) -> PageText | None:
        from pristan.evidence import PageText

        if (kept := self._vault.setting(machine_text.setting(attachment, page))) is None:
            return None
        return PageText(machine_text.load(kept), machine=True)

    def told(self, attachment: str) -> list[Saying]:
        """Return what a file tells about itself, in sentences for the lawyer. Raises Problem."""
        tells = self.open_evidence().tells(self._data(attachment))
        found: list[Saying | None] = [
            _said(tells.taken, say(
                "papers.taken", "Taken {when}, by the camera's clock",
                when=" ".join(filter(None, (tells.taken, tells.zone))),
            )),
            _said(tells.camera, say("papers.camera", "Camera: {camera}", camera=tells.camera)),
            _said(tells.latitude is not None and tells.longitude is not None, say(
                "papers.place", "Place: {north}, {east} (degrees north and east)",
                north=str(tells.latitude), east=str(tells.longitude),
            )),
            _said(tells.created, say("papers.created", "Made {when}", when=tells.created)),
            _said(tells.changed, say("papers.changed", "Changed {when}", when=tells.changed)),
            _said(tells.author, say("papers.author", "Author: {author}", author=tells.author)),
            _said(tells.title, say("papers.title", "Title: {title}", title=tells.title)),
            _said(tells.program, say("papers.program", "Program: {name}", name=tells.program)),
        ]  # fmt: skip
        return [saying for saying in found if saying]

    def damaged(self, attachment: str) -> Saying | None:
        """Return what is missing from a file that is damaged, and what to do; None for any other,
        and for one that cannot be looked into.
        """
        with suppress(Problem):
            if lost := self.open_evidence().lost(self._data(attachment)):
                return _damaged(lost)
        return None

    def remarks(
        self, attachments: Sequence[Attachment], elsewhere: Sequence[Attachment] = ()
    ) -> Iterator[tuple[str, Saying]]:
        """Yield by attachment id what a person may want to look at once more.

        Damaged files, blurred and dark photos, and files that show the same as one before them, or
        as one of those *elsewhere* that were judged here before. A file is judged once; the case
        keeps how it looks. What photos look like is a guess, and nothing follows from it.
        """
        known = self._vault.settings(_GLANCE)
        others = [
            (each, judged[0])
            for each in elsewhere
            if (judged := _loaded(known.get(_GLANCE + each.id)))
        ]
        seen: list[tuple[Attachment, Glance]] = []
        for each in attachments:
            try:
                glance, lost = _loaded(known.get(_GLANCE + each.id)) or self._judged(each.id)
            except Problem:
                continue
            if lost:
                yield each.id, _damaged(lost)
            if glance.blurred:
                yield each.id, say(
                    "papers.blurred", "This photo looks blurred. If it can be taken again, do."
                )
            if glance.dark:
                yield each.id, say(
                    "papers.dark", "This photo looks very dark. If it can be taken again, do."
                )
            if same := _first_alike(glance, seen):
                yield each.id, say(
                    "papers.alike", "This looks the same as {name}. One of them may be enough.",
                    name=same.name,
                )
            elif same := _first_alike(glance, others):
                yield each.id, say(
                    "papers.alike_elsewhere",
                    "This looks the same as {name}, which belongs to another document. See whether "
                    "both are needed.",
                    name=same.name,
                )
            seen.append((each, glance))

    def _judged(self, attachment: str) -> tuple[Glance, tuple[int, ...]]:
        """Look at a file, and keep with the case how it looks. Raises Problem."""
        from pristan.evidence import NeedsPassword

        if attachment in self._unseen:
            raise self._unseen[attachment]
        data, evidence = self._data(attachment), self.open_evidence()
        try:
            glance, lost = evidence.glance(data), evidence.lost(data)
        except NeedsPassword:
            raise
        except Refused as refused:  # it will be refused again, and may be a long recording
            self._unseen[attachment] = refused
            raise
        measured = {
            "sharpness": glance.sharpness, "brightness": glance.brightness, "photo": glance.photo,
        }  # fmt: skip
        judged = json.dumps([glance.thumbnail.hex(), measured, lost])
        self._vault.set_setting(_GLANCE + attachment, judged)
        return glance, lost

    # ---- children -----------------------------------------------------------------------------

    def open_evidence(self) -> Evidence:
        """Return the warm child that opens papers."""
        from pristan.evidence import open_evidence

        with self._lock:
            if self._evidence is None:
                self._evidence = open_evidence(passwords=self._passwords)
            return self._evidence

    def cleaner(self) -> Evidence:
        """Open a child of its own that makes pages for a packet, with the passwords known."""
        from pristan.evidence import open_evidence

        return open_evidence(passwords=self._passwords)

    def stop(self) -> None:
        """End what is under way, from any thread: that question raises Stopped."""
        if self._evidence:
            self._evidence.stop()

    def close(self) -> None:
        """End the child."""
        self._last = ("", b"")
        if self._evidence:
            self._evidence.close()

    def _data(self, attachment: str) -> bytes:
        """Return a kept file; while it is leafed through, page after page is of the same one."""
        known, data = self._last
        if known != attachment:
            data = b"".join(self._vault.read(attachment))
            self._last = (attachment, data)
        return data


def _damaged(lost: Sequence[int]) -> Saying:
    from pristan.packet.damaged import missing

    return say(
        "papers.damaged",
        "This file is damaged. {missing} It is kept as it is. If you can, get it once more from "
        "where it came, and add that in its place.",
        missing=missing(lost),
    )


def _loaded(judged: str | None) -> tuple[Glance, tuple[int, ...]] | None:
    """Return what was kept of how a file looks, and what is missing from it; None where that is
    nothing, or not what is kept today.
    """
    from pristan.evidence.values import judged_glance, judged_lost

    try:
        thumbnail, measured, lost = json.loads(judged or "null")
        return judged_glance(measured, bytes.fromhex(thumbnail)), judged_lost(lost)
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def _first_alike(
    glance: Glance, others: Sequence[tuple[Attachment, Glance]]
) -> Attachment | None:
    return next((kept for kept, other in others if glance.same(other)), None)


def _said(truth: object, saying: Saying) -> Saying | None:
    return saying if truth else None


def _counted(pieces: Iterable[bytes], count: Count) -> Iterator[bytes]:
    for piece in pieces:
        count(len(piece))
        yield piece


def _packed(found: Found) -> bytes:
    """Put a saved page and the files of its folder into one ZIP, unchanged and in one order."""
    import zipfile

    from pristan.evidence import pieces

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for file in (found.file, *found.beside):
            name = file.relative_to(found.file.parent).as_posix()
            archive.writestr(zipfile.ZipInfo(name), b"".join(pieces(file)))
    return out.getvalue()
