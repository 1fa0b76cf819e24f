"""Papers and pictures come back as they went in, or are reported."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from pristan.vault import Damaged, Vault
from pristan.vault import key as keys
from pristan.vault.attachments import clean_name
from pristan.vault.connection import connect
from unit.vault.cases import CHEAP, PASSPHRASE, change, create, reopen

MIB = 1 << 20


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return create(tmp_path / "case")


def pieces(content: bytes, step: int) -> Iterator[bytes]:
    for at in range(0, len(content), step):
        yield content[at : at + step]


def sql(path: Path, *statements: str) -> None:
    salt = path.read_bytes()[:16]
    db = connect(path, keys.keyspec(keys.master_key(PASSPHRASE, salt, CHEAP), salt))
    for statement in statements:
        db.execute(statement)
    db.close()


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB])
@pytest.mark.parametrize("step", [60_001, 4 * MIB])
def test_a_file_of_any_size_comes_back(size: int, step: int, vault: Vault) -> None:
    content = random.Random(size).randbytes(size)
    stored = vault.attach("повестка.pdf", pieces(content, step))
    assert (stored.size, stored.sha256) == (size, hashlib.sha256(content).hexdigest())
    vault.close()
    with reopen(vault.path) as later:
        assert later.attachments() == [stored]
        chunks = list(later.read(stored.id))
        assert b"".join(chunks) == content
        assert all(len(chunk) <= MIB for chunk in chunks)


def test_attachments_are_in_the_order_in_which_they_came(vault: Vault) -> None:
    names = [vault.attach(f"{n}.png", [b"x"]).name for n in (3, 1, 2)]
    assert [a.name for a in vault.attachments()] == names
    assert len({a.id for a in vault.attachments()}) == 3


def test_the_same_paper_twice_is_two_attachments(vault: Vault) -> None:
    first, second = vault.attach("a.png", [b"x"]), vault.attach("a.png", [b"x"])
    vault.detach(first.id)
    assert vault.attachments() == [second]
    assert list(vault.read(second.id)) == [b"x"]


def test_a_removed_attachment_gives_its_space_back(vault: Vault) -> None:
    vault.save([change("a", "1")])
    small = vault.path.stat().st_size
    stored = vault.attach("a.bin", [bytes(5 * MIB)])
    kept = vault.attach("b.bin", [b"kept" * 90000])
    assert vault.path.stat().st_size > small + 5 * MIB
    vault.detach(stored.id)
    assert vault.path.stat().st_size < small + MIB // 2
    assert vault.attachments() == [kept]
    assert b"".join(vault.read(kept.id)) == b"kept" * 90000
    assert vault.check() == []


def test_what_was_read_on_a_removed_paper_leaves_with_it(vault: Vault) -> None:
    gone, kept = vault.attach("a.jpg", [b"a"]), vault.attach("b.jpg", [b"b"])
    for each in (gone, kept):
        vault.set_setting(f"machine_text.{each.id}.1", '[["ПРИМЕРОВ", [0, 0, 1, 1]]]')
    vault.set_setting("language", "ru")
    vault.detach(gone.id)
    assert list(vault.settings("")) == ["language", f"machine_text.{kept.id}.1"]


def test_an_unknown_id_is_a_mistake(vault: Vault) -> None:
    with pytest.raises(KeyError):
        list(vault.read("nowhere"))
    with pytest.raises(KeyError):
        vault.detach("nowhere")


def test_a_source_that_breaks_off_leaves_nothing(vault: Vault) -> None:
    def broken() -> Iterator[bytes]:
        yield bytes(2 * MIB)
        raise OSError("the stick was pulled out")

    before = vault.path.stat().st_size
    with pytest.raises(OSError, match="pulled out"):
        vault.attach("a.bin", broken())
    assert vault.attachments() == []
    assert vault.path.stat().st_size <= before + 8192
    assert vault.check() == []


def test_an_import_cut_short_is_dropped_at_the_next_opening(vault: Vault) -> None:
    stored = vault.attach("a.bin", [bytes(2 * MIB)])
    kept = vault.attach("b.bin", [b"kept"])
    vault.close()
    sql(vault.path, f"UPDATE attachment SET state = 'importing' WHERE id = '{stored.id}'")
    with reopen(vault.path) as later:
        assert later.attachments() == [kept]
        with pytest.raises(KeyError):
            list(later.read(stored.id))
    assert vault.path.stat().st_size < MIB


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE chunk SET content = zeroblob(length(content)) WHERE number = 1",
        "DELETE FROM chunk WHERE number = 2",
        "DELETE FROM chunk WHERE number = 0",
        "UPDATE attachment SET sha256 = 'aa'",
        "UPDATE attachment SET size = size + 1",
    ],
)
def test_an_attachment_that_changed_is_reported(damage: str, vault: Vault) -> None:
    stored = vault.attach("справка.pdf", [random.Random(1).randbytes(3 * MIB - 5)])
    vault.attach("other.pdf", [b"sound"])
    vault.close()
    sql(vault.path, damage.replace("'aa'", "'aa'") + (
        f" {'AND' if 'WHERE' in damage else 'WHERE'} "
        f"{'id' if 'UPDATE attachment' in damage else 'attachment'} = '{stored.id}'"
    ))  # fmt: skip
    with reopen(vault.path) as later:
        with pytest.raises(Damaged, match=r"справка\.pdf"):
            list(later.read(stored.id))
        (found,) = later.check()
        assert "справка.pdf" in str(found)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("повестка.pdf", "повестка.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ivan\\scan 1.JPG", "scan 1.JPG"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("и\u0306од.png", "йод.png"),
        ("line\nbreak\t.pdf", "line break .pdf"),
        ("\x00\x1b[31m.pdf", "[31m.pdf"),
        ("\ud800.pdf", ".pdf"),
        ("", "file"),
        ("folder/", "file"),
        ("   ", "file"),
        ("x" * 80, "x" * 80),
        ("x" * 81 + ".pdf", "x" * 75 + "….pdf"),
        ("y" * 200, "y" * 79 + "…"),
        ("a." + "z" * 100, "a." + "z" * 77 + "…"),
    ],
)
def test_names_are_cleaned(given: str, kept: str, vault: Vault) -> None:
    assert clean_name(given) == kept
    assert len(kept) <= 80
    assert vault.attach(given, [b"x"]).name == kept
