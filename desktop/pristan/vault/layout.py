"""What would have been typed on the other keyboard layout, Russian or American."""

from __future__ import annotations

_AMERICAN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?' + "@#$^&|"
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю." + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ," + '"№;:?/'
_TO_RUSSIAN = str.maketrans(_AMERICAN, _RUSSIAN)
_TO_AMERICAN = str.maketrans(_RUSSIAN, _AMERICAN)


def swapped(text: str) -> str:
    """Return the text as the same keys give it on the other layout.

    One Cyrillic letter is enough to tell that the Russian layout was on.
    """
    russian = any("а" <= letter <= "я" or letter == "ё" for letter in text.lower())
    return text.translate(_TO_AMERICAN if russian else _TO_RUSSIAN)
