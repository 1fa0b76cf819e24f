"""What a file is, found out without changing a byte of it or of its journal."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pristan.case import say
from pristan.vault.connection import PAGE_BYTES
from pristan.vault.key import SALT_BYTES, page_keys
from pristan.vault.place import Watch, disk_errors
from pristan.vault.problems import Damaged, NotACaseFile, WrongPassphrase

_SQLITE = b"SQLite format 3\x00"
_FOREIGN = (_SQLITE, b"%PDF", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG", b"{\\rtf", b"<!DOCTYPE")
_CODE_BYTES = 64  # HMAC-SHA512 at the end of each page
_SEEN = 3  # how many pages besides the first are asked whether a key fits
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")  # https://sqlite.org/fileformat.html, section 3


@dataclass(frozen=True, slots=True)
class Look:
    """The size of a file in bytes and its first 16 bytes, which are the salt of a case file."""

    size: int
    salt: bytes
    unfinished: bool  # a journal lies beside it: somebody was interrupted while writing

    @property
    def whole(self) -> bool:
        """Whether its length can be that of a case file."""
        return self.unfinished or self.size % PAGE_BYTES == 0


def usable_as_salt(head: bytes) -> bool:
    """Whether a file that begins like this cannot be taken for some other kind of file."""
    return not any(head.startswith(mark[:SALT_BYTES]) for mark in _FOREIGN)


def look(watch: Watch, *, recovering: bool = False) -> Look:
    """Look at a file before any key is known. Raises NotACaseFile.

    With a recovery code the first 16 bytes do not matter: they may be destroyed.
    """
    size = watch.size()
    head = watch.read(0, SALT_BYTES)
    if size == 0:
        raise NotACaseFile(say(
            "vault.empty",
            "This file is empty, so there is no case in it. If it should hold a case, copying "
            "it was cut short: open the file it was copied from.",
        ))
    if not recovering and head.startswith(_SQLITE):
        raise NotACaseFile(say(
            "vault.not_encrypted",
            "This is a database without encryption, not a case file. Choose another file.",
        ))
    if not recovering and not usable_as_salt(head):
        raise NotACaseFile(say(
            "vault.foreign",
            "This is a document of another kind, not a case file. To add it to a case, open "
            "the case first. Here, choose a case file.",
        ))
    if size < PAGE_BYTES:
        raise NotACaseFile(say(
            "vault.too_short",
            "This file is too short to hold a case. If it should hold one, copying it was cut "
            "short: open the file it was copied from.",
        ))
    with disk_errors():
        return Look(size, head, journal_of(watch.path).exists())


def expect_key(watch: Watch, seen: Look, master: bytes) -> None:
    """Return when the key fits the first page, as it is or as the journal will restore it.

    This is asked of the file itself, so that a wrong passphrase is told from damage and SQLite
    never touches a file on a wrong key. Raises WrongPassphrase, Damaged, NotACaseFile.
    """
    _, key = page_keys(master)
    with disk_errors():
        first = [watch.read(0, PAGE_BYTES), *_first_pages_in_journal(watch.path)]
    if any(_fits(page, 1, key) for page in first):
        if seen.whole:
            return
        raise Damaged(say(
            "vault.cut_short",
            "The passphrase is right, but the end of this file is missing or something was "
            "added to it: copying it was probably cut short. Open the file it was copied from.",
        ))
    last = seen.size // PAGE_BYTES
    for number in {*range(2, 2 + _SEEN), last}:
        if number >= 2 and _fits(watch.read((number - 1) * PAGE_BYTES, PAGE_BYTES), number, key):
            raise Damaged
    if not seen.whole:
        raise NotACaseFile(say(
            "vault.odd_length",
            "This file does not have the length of a case file: it is something else, or a "
            "part of it is missing. Choose another file or another copy.",
        ))
    raise WrongPassphrase


def journal_of(path: Path) -> Path:
    """Return the name of the file in which SQLite keeps what it may have to restore."""
    return path.with_name(path.name + "-journal")


def _fits(page: bytes, number: int, key: bytes) -> bool:
    """Whether SQLCipher's code at the end of a page was made with this key.

    It covers the encrypted bytes, the initialization vector and the page number (SQLCipher 4
    design, https://www.zetetic.net/sqlcipher/design/, checked 2026-11-22); the salt is not covered.
    """
    if len(page) < PAGE_BYTES:
        return False
    covered = page[SALT_BYTES if number == 1 else 0 : -_CODE_BYTES]
    code = hmac.new(key, covered + number.to_bytes(4, "little"), hashlib.sha512).digest()
    return hmac.compare_digest(code, page[-_CODE_BYTES:])


def _first_pages_in_journal(path: Path) -> Iterator[bytes]:
    """Yield the copies of page 1 in the first part of the journal beside a file."""
    try:
        with journal_of(path).open("rb") as journal:
            header = journal.read(28)
            if header[:8] != _JOURNAL_MAGIC:
                return
            journal.seek(int.from_bytes(header[20:24], "big"))  # records begin at the next sector
            while len(record := journal.read(4 + PAGE_BYTES + 4)) == 4 + PAGE_BYTES + 4:
                if record[:4] == b"\x00\x00\x00\x01":
                    yield record[4 : 4 + PAGE_BYTES]
    except FileNotFoundError:
        return
