"""The tables of a case file, word for word, and the way from each version to the next."""

from __future__ import annotations

from sqlcipher3 import dbapi2 as sqlcipher

from pristan.vault.problems import Damaged, NewerVersion, NotACaseFile

APPLICATION_ID = 0x70726973  # "pris"
VERSION = 2

_FIRST: tuple[str, ...] = (
    """CREATE TABLE case_file (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    created TEXT NOT NULL,
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    generation INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE history (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    session TEXT NOT NULL,
    question TEXT NOT NULL,
    item TEXT NOT NULL,
    before TEXT,
    before_state TEXT,
    after TEXT,
    after_state TEXT
) STRICT""",
    """CREATE TABLE answer (
    question TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL REFERENCES history (seq),
    PRIMARY KEY (question, item)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    added TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('importing', 'complete', 'leaving'))
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE chunk (
    attachment TEXT NOT NULL REFERENCES attachment (id),
    number INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (attachment, number)
) STRICT""",
    """CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    """CREATE TRIGGER history_is_never_cut BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
)

_RENDERED: tuple[str, ...] = (
    """CREATE TABLE rendered (
    key TEXT PRIMARY KEY,
    facts TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    used INTEGER NOT NULL,
    attachment TEXT REFERENCES attachment (id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE rendered_chunk (
    rendered TEXT NOT NULL REFERENCES rendered (key),
    number INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (rendered, number)
) STRICT""",
)

STEPS: tuple[tuple[str, ...], ...] = (_FIRST, _RENDERED)
"""What makes version 1 out of nothing, version 2 out of version 1, and so on. A step only adds."""


def tables_of(version: int) -> tuple[str, ...]:
    """Return the tables of a version, word for word."""
    return tuple(statement for step in STEPS[:version] for statement in step)


def migrate(db: sqlcipher.Connection, version: int) -> None:
    """Bring the tables from a version to the newest, inside the caller's transaction.

    Raises Damaged for a file whose tables are not those of its version.
    """
    expect(db, version)
    for step in STEPS[version:]:
        for statement in step:
            db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def version_of(db: sqlcipher.Connection) -> int:
    """Return the version of a file's tables, having read nothing else of it.

    Raises NewerVersion, and NotACaseFile for a database of some other program.
    """
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID or version < 1:
        raise NotACaseFile
    if version > VERSION:
        raise NewerVersion
    return int(version)


def expect(db: sqlcipher.Connection, version: int = VERSION) -> None:
    """Raise Damaged unless the tables are, word for word, those of a version, or of the newest."""
    found = {sql for (sql,) in db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    if found != set(tables_of(version)):
        raise Damaged
