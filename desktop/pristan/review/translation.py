"""How far the translation of an exhibit is: text, signed certificate, original, together (pure).

8 CFR 1003.33; EOIR Policy Manual, part II, 3.3(a); 8 CFR 103.2(b)(3); all checked 2026-11-22. The
order in which the three are bound is practice and no rule.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from pristan.case import Answers, Links

_TEXT, _CERTIFICATE = "exhibit_translation_files", "exhibit_certificate_files"
FILES = ("exhibit_files", _TEXT, _CERTIFICATE)
"""The questions that hold the files of an exhibit."""


class Unit(StrEnum):
    """What an exhibit has of its translation."""

    NOT_NEEDED = "not_needed"  # English, or no words, or nobody has said yet
    NO_TEXT = "no_text"
    NO_CERTIFICATE = "no_certificate"  # there is a text, but nothing that a translator signed
    WHOLE = "whole"


def unit(answers: Answers, exhibit: str, kept: Callable[[str], bool]) -> Unit:
    """Return how far an exhibit is; *kept* tells whether a file is in the case."""
    if answers.value("exhibit_language", exhibit) in (None, "en", "none"):
        return Unit.NOT_NEEDED
    text, certificate = translation_files(answers, exhibit)
    if not any(map(kept, text)):
        return Unit.NO_TEXT
    together = answers.value("exhibit_certificate", exhibit) == "together"
    return Unit.WHOLE if together or any(map(kept, certificate)) else Unit.NO_CERTIFICATE


def translation_files(answers: Answers, exhibit: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the files of a checked translation, and those of its certificate, by attachment id.

    A draft has none: it may be a machine's, and nobody has put a name to it.
    """
    if answers.value("exhibit_translation", exhibit) != "checked":
        return (), ()
    own = answers.value("exhibit_certificate", exhibit) == "own"
    return _ids(answers, _TEXT, exhibit), _ids(answers, _CERTIFICATE, exhibit) if own else ()


def _ids(answers: Answers, question: str, exhibit: str) -> tuple[str, ...]:
    links = answers.value(question, exhibit)
    return links.ids if isinstance(links, Links) else ()
