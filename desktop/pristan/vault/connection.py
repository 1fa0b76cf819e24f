"""A keyed connection with every setting that a case needs, asserted (security.md 3.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from pristan.vault.problems import (
    AlreadyOpen,
    Damaged,
    DiskError,
    DiskFull,
    Failed,
    ReadOnly,
    UnsafeSettings,
    VaultProblem,
)

PAGE_BYTES = 4096
OLDEST_SQLCIPHER = (4, 18)  # earlier ones corrupt files: SQLCipher issues 603, 613, 616, 617
OLDEST_SQLITE = (3, 53, 4)
_BUSY_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Setting:
    """One PRAGMA: what to set it to (None: it is a fact of the file or the library), what it is."""

    name: str
    wish: str | None
    fact: str


SETTINGS: tuple[Setting, ...] = (
    Setting("cipher_page_size", None, "4096"),
    Setting("cipher_use_hmac", None, "1"),
    Setting("cipher_hmac_algorithm", None, "HMAC_SHA512"),
    Setting("cipher_plaintext_header_size", None, "0"),
    Setting("cipher_memory_security", "ON", "1"),
    Setting("locking_mode", "EXCLUSIVE", "exclusive"),
    Setting("synchronous", "EXTRA", "3"),
    Setting("secure_delete", "ON", "1"),
    Setting("temp_store", "MEMORY", "2"),
    Setting("trusted_schema", "OFF", "0"),
    Setting("cell_size_check", "ON", "1"),
    Setting("foreign_keys", "ON", "1"),
    Setting("mmap_size", "0", "0"),
    Setting("page_size", None, "4096"),
    Setting("auto_vacuum", None, "2"),
    Setting("journal_mode", None, "delete"),
)


def connect(path: Path, keyspec: bytes, *, new: bool = False) -> sqlcipher.Connection:
    """Open an existing file with its keys, locked for us alone, and assert all settings.

    ``new`` also sets what is settled for ever in an empty file. Raises UnsafeSettings, and
    sqlcipher's errors as they are.
    """
    _assert_library()
    db = sqlcipher.connect(
        path.absolute().as_uri() + "?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_SECONDS,
    )
    try:
        db.execute("PRAGMA cipher_log_level = NONE")  # its log would go to standard error
        db.set_key(keyspec)
        if new:
            db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        apply(db)
        db.execute("BEGIN EXCLUSIVE")  # with this locking mode the lock is kept afterwards
        db.execute("COMMIT")
        verify(db)
    except BaseException:
        db.close()
        raise
    return db


def apply(db: sqlcipher.Connection) -> None:
    """Set what can be set."""
    for setting in SETTINGS:
        if setting.wish is not None:
            db.execute(f"PRAGMA {setting.name} = {setting.wish}").fetchall()


def verify(db: sqlcipher.Connection) -> None:
    """Raise UnsafeSettings unless every setting is what it must be."""
    for setting in SETTINGS:
        row = db.execute(f"PRAGMA {setting.name}").fetchone()
        if row is None or str(row[0]) != setting.fact:
            raise UnsafeSettings(setting.name)


def problem(error: Exception) -> VaultProblem:
    """Return what an error of the library means to a person; Failed where it is no disk's fault.

    Codes: https://sqlite.org/rescode.html, checked 2026-11-22.
    """
    known: dict[int, Callable[[], VaultProblem]] = {
        5: AlreadyOpen,
        6: AlreadyOpen,
        8: ReadOnly,
        10: DiskError,
        11: Damaged,
        13: DiskFull,
        14: ReadOnly,  # the journal cannot be made in this folder
        15: AlreadyOpen,  # the locks of this file system could not be had
        22: DiskError,  # the system cannot hold so large a file
        26: Damaged,
    }
    return known.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, Failed)()


def _assert_library() -> None:
    """Refuse a library that would ignore the key, or that is known to corrupt files."""
    with sqlcipher.connect(":memory:") as db:
        row = db.execute("PRAGMA cipher_version").fetchone()
    db.close()
    numbers = tuple(int(part) for part in row[0].split()[0].split(".")) if row else ()
    if numbers < OLDEST_SQLCIPHER:
        raise UnsafeSettings("cipher_version")
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise UnsafeSettings("sqlite_version")
