"""What has no English yet: what was told, names without Latin letters, addresses, short texts."""

from __future__ import annotations

from pristan.case import Address, Name, Saying, Told, Value, say
from pristan.questions import Question, Type
from pristan.review.points import SAYINGS, About

_NAME = say("open.latin_name", "The name has no Latin spelling yet")
_ADDRESS = say("open.english_address", "The address has no English line yet")
_SHORT = say("open.latin_letters", "It is not in Latin letters; the form is filled in English")


def without_english(question: Question, value: Value, *, on_form: bool) -> Saying | None:
    """Return what is missing of an answer's English; None where nothing is.

    A short text that is not told, as a place of entry, needs English only *on_form*.
    """
    match value:
        case Told() if value.text.strip() and not _english(value.in_english):
            return SAYINGS[About.ENGLISH]
        case Name() if on_form and not _latin_name(value):
            return _NAME
        case Address() if on_form and not (in_latin(written(value)) or _english(value.english)):
            return _ADDRESS
        case str() if on_form and question.type is Type.TEXT and not in_latin(value):
            return _SHORT
    return None


def written(address: Address) -> str:
    """Return the parts of an address as written where it is."""
    return " ".join((address.street, address.apartment, address.city, address.region))


def in_latin(text: str) -> bool:
    """Whether a text has no letter beyond the Latin ones, accents included, and no Russian №."""
    return "№" not in text and all(
        not sign.isalpha() or sign < "\u0250" or "\u1e00" <= sign < "\u1f00" for sign in text
    )


def _english(text: str) -> bool:
    return bool(text.strip()) and in_latin(text)


def _latin_name(name: Name) -> bool:
    return in_latin(name.latin_family or name.family) and in_latin(name.latin_given or name.given)
