"""The key: known answers, profiles in the salt, recovery codes."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.vault import P1, P2, P3, SHIPPED, NotACaseFile, NotEnoughMemory, Profile
from pristan.vault import key as keys
from unit.vault.cases import ALLOWED, CHEAP


@pytest.mark.parametrize(
    ("master", "salt", "info", "expected"),
    [
        (
            b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf",
        ),
        (
            b"\x0b" * 22, b"", b"",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d",
        ),
    ],
)  # fmt: skip
def test_hkdf_gives_the_answers_of_rfc_5869(
    master: bytes, salt: bytes, info: bytes, expected: str
) -> None:
    assert keys.hkdf(master, info, salt).hex() == expected


def test_argon2id_gives_the_answer_of_the_reference_implementation() -> None:
    profile = Profile(0, 1 << 16, 2, 1)
    found = keys.master_key("password", b"somesalt", profile).hex()
    assert found == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


def test_shipped_profiles_are_those_of_the_file_format() -> None:
    assert {(p.number, p.memory, p.time, p.lanes) for p in SHIPPED} == {
        (1, 65536, 3, 4), (2, 262144, 3, 4), (3, 1048576, 3, 4),
    }  # fmt: skip
    assert CHEAP not in SHIPPED


@pytest.mark.parametrize("profile", [P1, P2, P3, CHEAP])
def test_a_new_salt_stands_for_its_profile(profile: Profile) -> None:
    salt = keys.new_salt(profile, lambda _: True)
    assert keys.profile_of(salt, {*SHIPPED, CHEAP}) == profile


def test_a_profile_that_is_not_allowed_is_refused() -> None:
    salt = keys.new_salt(CHEAP, lambda _: True)
    with pytest.raises(NotACaseFile):
        keys.profile_of(salt, SHIPPED)
    with pytest.raises(NotACaseFile):
        keys.profile_of(keys.new_salt(P2, lambda _: True), ALLOWED)


def test_one_passphrase_in_two_unicode_forms_is_one_key() -> None:
    composed, decomposed = "\u0439\u043e\u0433\u0430", "\u0438\u0306\u043e\u0433\u0430"
    salt = bytes(16)
    assert keys.master_key(composed, salt, CHEAP) == keys.master_key(decomposed, salt, CHEAP)


def test_letter_case_and_spaces_matter() -> None:
    found = {keys.master_key(p, bytes(16), CHEAP) for p in ("ab c", "Ab c", "ab c ", "abc")}
    assert len(found) == 4


def test_too_little_memory_is_said() -> None:
    with pytest.raises(NotEnoughMemory):
        keys.master_key("passphrase", bytes(16), Profile(9, 2**32 - 1, 1, 1))


def test_the_keyspec_is_two_keys_and_the_salt() -> None:
    spec = keys.keyspec(bytes(32), b"0123456789abcdef")
    assert spec.startswith(b"x'")
    assert spec.endswith(b"0123456789abcdef".hex().encode() + b"'")
    assert len(spec) == 160 + 3
    enc, mac = keys.page_keys(bytes(32))
    assert enc != mac


@given(st.binary(min_size=32, max_size=32))
def test_a_recovery_code_comes_back(master: bytes) -> None:
    code = keys.write_code(master)
    assert len(code.replace("-", "")) == 54
    assert keys.read_code(code) == master


def test_a_recovery_code_may_be_typed_carelessly() -> None:
    master = bytes(range(32))
    code = keys.write_code(master)
    assert "0" in code
    for typed in (
        code.lower(),
        code.replace("-", " "),
        code.replace("-", "\u2013"),
        f" {code}\n",
        code.replace("0", "O"),
        code.replace("1", "l"),
        code.translate(str.maketrans("ABEKMHPCTX", "АВЕКМНРСТХ")),
    ):
        assert keys.read_code(typed) == master


def test_a_typing_slip_in_a_recovery_code_is_noticed() -> None:
    code = keys.write_code(secrets.token_bytes(32)).replace("-", "")
    slips = [
        code[:at] + other + code[at + 1 :]
        for at in range(54)
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        if other != code[at]
    ]
    unnoticed = [slip for slip in slips if keys.read_code(slip) is not None]
    assert len(slips) == 54 * 31
    assert len(unnoticed) <= 12  # 1 in 1024 by chance
    assert all(keys.looks_like_code(slip) for slip in slips)


@pytest.mark.parametrize("text", ["", "six ordinary words in a row", "0" * 53, "0" * 55, "U" * 54])
def test_other_texts_are_not_taken_for_a_code(text: str) -> None:
    assert not keys.looks_like_code(text)
    assert keys.read_code(text) is None
