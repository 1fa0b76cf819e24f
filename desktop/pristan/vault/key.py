"""From a passphrase or a recovery code to the keys of one file (security.md 3.2)."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass

from pristan.vault.problems import NotACaseFile, NotEnoughMemory

SALT_BYTES = 16
MASTER_BYTES = 32
SHORTEST_OWN = 12

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_CODE_CHARACTERS = 52
_CHECK_CHARACTERS = 2
_GROUP = 6
# Characters that a reader of the paper takes for one another, also on a Russian keyboard.
_LOOK_ALIKES = str.maketrans("OILАВЕКМНОРСТХ", "011ABEKMH0PCTX")


@dataclass(frozen=True, slots=True)
class Profile:
    """What one guess of the passphrase costs: Argon2id (RFC 9106) memory in KiB, passes, lanes.

    ``number`` is 0 to 15 and is recognizable in the file's salt.
    """

    number: int
    memory: int
    time: int
    lanes: int


P1 = Profile(1, 64 * 1024, 3, 4)  # RFC 9106, section 4, second recommended option; the floor
P2 = Profile(2, 256 * 1024, 3, 4)
P3 = Profile(3, 1024 * 1024, 3, 4)  # may not open on a small laptop
SHIPPED: frozenset[Profile] = frozenset({P1, P2, P3})


def profile_of(salt: bytes, profiles: Collection[Profile]) -> Profile:
    """Return the profile that a salt stands for. Raises NotACaseFile when it is not allowed."""
    for profile in profiles:
        if profile.number == _bits(salt):
            return profile
    raise NotACaseFile


def new_salt(profile: Profile, fits: Callable[[bytes], bool]) -> bytes:
    """Draw a salt that stands for the profile and that ``fits`` accepts."""
    while True:
        salt = secrets.token_bytes(SALT_BYTES)
        if _bits(salt) == profile.number and fits(salt):
            return salt


def master_key(passphrase: str, salt: bytes, profile: Profile) -> bytes:
    """Return the 32-byte master key; takes about a second and releases the interpreter lock.

    Raises NotEnoughMemory.
    """
    # Imported here: it costs more than the rest of this room together.
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return hash_secret_raw(
            secret, salt, profile.time, profile.memory, profile.lanes, MASTER_BYTES, Type.ID
        )
    except (HashingError, MemoryError) as error:
        raise NotEnoughMemory(profile.memory // 1024) from error


def page_keys(master: bytes) -> tuple[bytes, bytes]:
    """Return the encryption key and the authentication key of the file's pages, 32 bytes each."""
    return hkdf(master, b"enc"), hkdf(master, b"mac")


def keyspec(master: bytes, salt: bytes) -> bytes:
    """Return SQLCipher's 160-digit raw key: no derivation inside SQLCipher, no key in SQL text."""
    enc, mac = page_keys(master)
    return b"x'" + (enc + mac + salt).hex().encode() + b"'"


def hkdf(master: bytes, info: bytes, salt: bytes = b"") -> bytes:
    """Return 32 bytes of HKDF-SHA256 (RFC 5869)."""
    extracted = hmac.digest(salt or bytes(32), master, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def write_code(master: bytes) -> str:
    """Return the master key as 52 characters and 2 check characters, in groups of six."""
    number = int.from_bytes(master, "big") << 4
    code = _base32(number, _CODE_CHARACTERS) + _check(master)
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read_code(text: str) -> bytes | None:
    """Return the master key of a recovery code; None for anything else, also for a typing slip."""
    if not looks_like_code(text):
        return None
    code = _plain_code(text)
    number = 0
    for character in code[:_CODE_CHARACTERS]:
        number = number << 5 | _ALPHABET.index(character)
    master = (number >> 4).to_bytes(MASTER_BYTES, "big")
    return master if number & 15 == 0 and _check(master) == code[_CODE_CHARACTERS:] else None


def looks_like_code(text: str) -> bool:
    """Whether a text has the length and the characters of a recovery code."""
    code = _plain_code(text)
    return len(code) == _CODE_CHARACTERS + _CHECK_CHARACTERS and set(code) <= set(_ALPHABET)


def _plain_code(text: str) -> str:
    return re.sub(r"[\s\-\u2010-\u2015]", "", text).upper().translate(_LOOK_ALIKES)


def _check(master: bytes) -> str:
    digest = hashlib.sha256(b"recovery" + master).digest()
    return _base32(int.from_bytes(digest[:2], "big") >> 6, _CHECK_CHARACTERS)


def _base32(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> 5 * at & 31] for at in reversed(range(length)))


def _bits(salt: bytes) -> int:
    return hashlib.sha256(b"kdf" + salt).digest()[0] & 15
