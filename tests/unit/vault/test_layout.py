"""The other keyboard layout."""

from __future__ import annotations

import pytest

from pristan.vault.layout import swapped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghbdtn", "привет"),
        ("руддщ", "hello"),
        ("Ghbdtn, vbh", "Приветб мир"),
        ("`krf", "ёлка"),
        ("12#", "12№"),
        ("ЯЧС", "ZXC"),
        ("123", "123"),
        ("", ""),
    ],
)
def test_the_same_keys_on_the_other_layout(typed: str, meant: str) -> None:
    assert swapped(typed) == meant


def test_every_key_goes_there_and_back() -> None:
    russian = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
    assert len(set(swapped(russian))) == len(russian)
    assert "".join(swapped(swapped(letter)) for letter in russian) == russian
