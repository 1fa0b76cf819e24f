"""Who certifies the English of the declaration, where what was told is filed beside it.

8 CFR 1003.33 and 8 CFR 103.2(b)(3), both checked 2026-11-22: a text that is not in English has an
English translation and a certification that the translator signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pristan.case import Saying, say
from pristan.packet import caption
from pristan.packet.edits import Passage, passages
from pristan.packet.letters import lacking
from pristan.packet.source import Source

# By ISO 639-1: the languages in which the window lets a story be told
_LANGUAGES: Final[Mapping[str, str]] = {
    "ru": "Russian", "uk": "Ukrainian", "be": "Belarusian", "ce": "Chechen", "tt": "Tatar",
    "ba": "Bashkir", "ka": "Georgian", "hy": "Armenian", "az": "Azerbaijani", "kk": "Kazakh",
    "uz": "Uzbek", "tg": "Tajik", "ky": "Kyrgyz",
}  # fmt: skip
# Whose name, address and telephone number were asked, by the list that they are in
_ASKED: Final = (
    ("translator", ""), ("interpreter", ""), ("helper", ""), ("other_helper", "other_helpers"),
    ("exhibit_translator", "evidence"),
)  # fmt: skip


def declaration_translators(source: Source) -> list[dict[str, Any]]:
    """Return a certificate for each translator and language, with the paragraphs it is of.

    ``paragraphs`` is "" where one translator has all that is not told in English. A text that names
    nobody is of the translator of the story; without a name there is a line to fill in.
    """
    found: dict[tuple[str, str], list[Passage]] = {}
    told = list(_foreign(source))
    for each in told:
        by = each.told.translator.strip() or source.given("translator_name")
        key = (by, each.told.language)
        found.setdefault(key, []).append(each)
    whole = len(found) == 1 and len(told) == len(list(_numbered(source)))
    return [
        {
            "name": name,
            "language": _LANGUAGES.get(language, ""),
            "paragraphs": "" if whole else _ranges(theirs),
            **_reached(source, name),
        }
        for (name, language), theirs in found.items()
    ]


def declaration_translator_problems(source: Source) -> Iterator[Saying]:
    """Yield what the certificates lack, and which paragraphs are no translation any more."""
    for certificate in declaration_translators(source):
        what = lacking(certificate)
        if what.items:
            yield say(
                "packet.no_declaration_translator",
                "The certificate of translation of the declaration lacks {what}; lines are left "
                "to fill in.",
                what=what,
            )
    edited = [each for each in _foreign(source) if each.told.declared != each.told.in_english]
    if edited:
        yield say(
            "packet.edited_translation",
            "In the declaration the lawyer edited the English of these paragraphs: {paragraphs}. "
            "It is no longer a translation of what was told. Before both languages are filed, have "
            "the translator compare them.",
            paragraphs=_ranges(edited),
        )


def _numbered(source: Source) -> Iterator[Passage]:
    return (each for each in passages(source.questionnaire, source.answers) if each.first)


def _foreign(source: Source) -> Iterator[Passage]:
    return (each for each in _numbered(source) if each.told.language != "en")


def _ranges(found: list[Passage]) -> str:
    """Return ``1–4, 7``: the numbers of paragraphs."""
    runs: list[list[int]] = []
    for each in found:
        if runs and runs[-1][1] + 1 == each.first:
            runs[-1][1] = each.last
        else:
            runs.append([each.first, each.last])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def _reached(source: Source, name: str) -> dict[str, str]:
    """Return where somebody of this name is reached, as far as it was asked anywhere."""
    reached = {"address": "", "phone": ""}
    for who, home in _ASKED:
        for item in source.answers.items(home) if home else ("",):
            if name and source.given(f"{who}_name", item).casefold() == name.casefold():
                address = ", ".join(caption.postal(source, f"{who}_address", item))
                reached["address"] = reached["address"] or address
                reached["phone"] = reached["phone"] or source.given(f"{who}_phone", item)
    return reached
