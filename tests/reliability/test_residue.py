"""Nothing readable is ever on the disk, and nothing deleted stays readable to a key holder."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pristan.case import Answer, Change, Key, State
from pristan.vault import key as keys
from unit.vault.cases import CHEAP, PASSPHRASE, change, create, reopen

CANARY = "СВИДЕТЕЛЬ-Образцова-7719"
PAPER = b"PAPER-CANARY-" * 9000
PAGE = 4096


def disguises(text: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251"):
        raw = text.encode(encoding)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for shift in range(3):
            yield base64.b64encode(bytes(shift) + raw)[4:-4]


def found_in(folder: Path) -> list[tuple[str, bytes]]:
    needles = [*disguises(CANARY), *disguises(PASSPHRASE), *disguises("PAPER-CANARY")]
    return [
        (path.name, needle)
        for path in folder.rglob("*")
        if path.is_file()
        for needle in needles
        if needle in path.read_bytes()
    ]


def decrypted(path: Path) -> bytes:
    """Return all pages in clear, free ones too, with the key and without SQLCipher."""
    content = path.read_bytes()
    master = keys.master_key(PASSPHRASE, content[:16], CHEAP)
    enc, _ = keys.page_keys(master)
    clear = bytearray()
    for at in range(0, len(content), PAGE):
        page = content[at : at + PAGE]
        vector = page[PAGE - 80 : PAGE - 64]
        cipher = Cipher(algorithms.AES(enc), modes.CBC(vector)).decryptor()
        clear += cipher.update(page[16 if at == 0 else 0 : PAGE - 80]) + cipher.finalize()
    return bytes(clear)


def test_nothing_readable_is_in_the_folder_at_any_moment(tmp_path: Path) -> None:
    seen = set()

    def chunks() -> Iterator[bytes]:
        for _ in range(30):
            yield PAPER
            seen.update(path.name for path in tmp_path.iterdir())
            assert found_in(tmp_path) == []

    def changes() -> Iterator[Change]:
        for number in range(40):
            yield change(f"q{number}", CANARY * 400)
            if number % 10 == 9:
                assert found_in(tmp_path) == []

    with create(tmp_path / "case") as vault:
        vault.save(changes())
        assert found_in(tmp_path) == []
        vault.attach(f"{CANARY}.pdf", chunks())
        vault.set_setting("place", CANARY)
        assert found_in(tmp_path) == []
        assert (tmp_path / "case-journal").stat().st_size > 0
        vault.check()
        assert found_in(tmp_path) == []
    assert found_in(tmp_path) == []
    assert seen == {"case", "case-journal"}
    clear = decrypted(tmp_path / "case")
    assert CANARY.encode() in clear  # the search does find what is there
    assert b"PAPER-CANARY" in clear


def test_what_was_deleted_is_not_in_the_file_any_more(tmp_path: Path) -> None:
    path = tmp_path / "case"
    with create(path) as vault:
        vault.save([change("kept", "kept " * 50)])
        for _ in range(3):
            stored = vault.attach(f"{CANARY}.pdf", [PAPER] * 20)
            vault.attach("kept.pdf", [b"kept" * 40_000])
            vault.detach(stored.id)
        for number in range(50):
            vault.set_setting("place", f"{CANARY}{number}")
        vault.set_setting("place", "elsewhere")
    clear = decrypted(path)
    assert clear.count(b"PAPER-CANARY") == 0
    assert clear.count(CANARY.encode()) == 0
    assert b"kept kept" in clear


def test_a_withdrawn_answer_stays_in_the_history_only(tmp_path: Path) -> None:
    path = tmp_path / "case"
    key = Key("witness")
    with create(path) as vault:
        vault.save([change("witness", CANARY)])
        vault.save([Change(key, Answer(key, CANARY), Answer(key, None, State.DECLINED))])
        vault.save([Change(key, Answer(key, None, State.DECLINED), None)])
    assert decrypted(path).count(CANARY.encode()) == 2  # "after" of one line, "before" of the next
    with reopen(path) as vault:
        assert len(vault.history(key)) == 3
