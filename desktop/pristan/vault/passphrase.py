"""Passphrases: made of ordinary words, and a plain judgement of one's own."""

from __future__ import annotations

import re
import secrets
import unicodedata
from enum import StrEnum

from pristan.content import content_dir
from pristan.vault.key import SHORTEST_OWN
from pristan.vault.layout import swapped

_ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890",
    "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
)  # fmt: skip
# What people type first in Russian and English; a guesser begins with these.
_WORST = (
    "пароль", "привет", "россия", "москва", "любовь", "люблю", "секрет", "солнышко", "наташа",
    "максим", "свобода", "навальный", "мамочка", "убежище", "password", "passwort", "passphrase",
    "welcome", "letmein", "iloveyou", "admin", "dragon", "monkey", "football", "sunshine",
    "princess", "master", "secret", "asylum", "parol", "privet", "rossiya", "moskva", "lubov",
    "lyublyu", "svoboda",
)  # fmt: skip
_AS_LETTERS = str.maketrans("@4301$57", "aaeoisst")
_RUN = 4
_FEWEST_LEFT = 6  # letters and digits that must remain when all that is easily guessed is gone


class Strength(StrEnum):
    """How a passphrase of one's own stands up to guessing."""

    TOO_SHORT = "too_short"  # refused
    GUESSABLE = "guessable"  # allowed after a warning
    GOOD = "good"


def generate(language: str, words: int = 6) -> str:
    """Return words drawn evenly from the list of a language, 11 bits each, with spaces between.

    Raises FileNotFoundError for a language without a list.
    """
    text = (content_dir("i18n") / "wordlists" / f"{language}.txt").read_text("utf-8")
    choice = text.split()
    return " ".join(secrets.choice(choice) for _ in range(words))


def strength(passphrase: str) -> Strength:
    """Judge a passphrase. It is read on both keyboard layouts and with digits for letters."""
    text = unicodedata.normalize("NFKC", passphrase).lower()
    if len(passphrase) < SHORTEST_OWN:
        return Strength.TOO_SHORT
    readings = {text, swapped(text).lower(), text.translate(_AS_LETTERS)}
    return Strength.GUESSABLE if any(map(_guessable, readings)) else Strength.GOOD


def _guessable(text: str) -> bool:
    rest = re.sub(r"(?:19|20)\d\d", " ", text)
    for worst in _WORST:
        rest = rest.replace(worst, " ")
    rest = _without_runs(rest)
    rest = re.sub(r"(.+?)\1+", r"\1", re.sub(r"[\W_]+", "", rest))
    return len(set(rest)) < _FEWEST_LEFT or (rest.isdigit() and len(rest) < 2 * SHORTEST_OWN)


def _without_runs(text: str) -> str:
    """Take out stretches of neighbouring keys or letters, forwards and backwards."""
    rows = [row for way in _ROWS for row in (way, way[::-1])]
    kept = []
    at = 0
    while at < len(text):
        run = max(_shared(row, text[at:]) for row in rows)
        if run < _RUN:
            kept.append(text[at])
        at += run if run >= _RUN else 1
    return "".join(kept)


def _shared(row: str, text: str) -> int:
    """Return how many letters at the start of the text follow one another in the row."""
    start = row.find(text[0])
    if start < 0:
        return 0
    end = min(len(text), len(row) - start)
    return next((at for at in range(end) if text[at] != row[start + at]), end)
