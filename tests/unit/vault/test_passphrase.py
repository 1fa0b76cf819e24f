"""Passphrases made for people, and the judgement of their own."""

from __future__ import annotations

import pytest

from pristan.content import content_dir
from pristan.vault.passphrase import Strength, generate, strength


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_lists_give_eleven_bits_a_word(language: str) -> None:
    path = content_dir("i18n") / "wordlists" / f"{language}.txt"
    words = path.read_text("utf-8").split()
    assert len(set(words)) == len(words) == 2048
    first, last = ("а", "я") if language == "ru" else ("a", "z")
    assert all(first <= letter <= last for letter in "".join(words))
    assert all(3 <= len(word) <= 8 for word in words)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_generated_passphrase_is_six_words_from_the_list(language: str) -> None:
    path = content_dir("i18n") / "wordlists" / f"{language}.txt"
    words = set(path.read_text("utf-8").split())
    made = [generate(language) for _ in range(300)]
    assert all(len(one.split(" ")) == 6 and set(one.split(" ")) <= words for one in made)
    assert len(set(made)) == 300
    assert len({word for one in made for word in one.split()}) > 1000  # drawn from all of it
    assert {strength(one) for one in made} == {Strength.GOOD}


def test_the_number_of_words_can_be_chosen() -> None:
    assert len(generate("en", 8).split()) == 8


@pytest.mark.parametrize("text", ["", "короткая", "elevenchars"])
def test_under_twelve_characters_is_too_short(text: str) -> None:
    assert strength(text) is Strength.TOO_SHORT


@pytest.mark.parametrize(
    "text",
    [
        "пароль123456", "Пароль2024!!", "gfhjkm123456", "Gfhjkm123!!!", "ЗФЫЫЦЩКВ1234",
        "йцукенгшщзхъ", "qwertyuiop[]", "123456789012", "aaaaaaaaaaaa", "абабабабабаб",
        "P@ssw0rd2024!", "Привет Москва 1990", "08051990 8051990", "89161234567890",
        "iloveyou2023", "наташа наташа", "abcdefghijklm", "lubovlubov12", "            ",
    ],
)  # fmt: skip
def test_what_everybody_tries_first_is_guessable(text: str) -> None:
    assert strength(text) is Strength.GUESSABLE


@pytest.mark.parametrize("text", ["сиреневый чайник уплыл", "nine purple kettles", "Kx7-мыло-вода"])
def test_a_few_odd_words_are_good(text: str) -> None:
    assert strength(text) is Strength.GOOD
