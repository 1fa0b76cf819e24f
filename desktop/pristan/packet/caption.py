"""Who files what, where: the facts of the caption, the cover page and the certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pristan.case import Address, Name, Remembered, Saying, language_of, numbers, say
from pristan.packet.source import Source
from pristan.words.dates import say_point

BLANK = "____________________"  # to be filled in by hand
# What a title says where nobody has chosen it: the name of the form itself
_TITLE = "Respondent's Exhibits in Support of Application for Asylum and for Withholding of Removal"
_RELIEF: Final[Mapping[str, str]] = {
    "exhibits": "torture", "application": "torture",
    "supplement": "asylum", "declaration": "asylum",
}  # fmt: skip


def regular(number: str) -> bool:
    """Whether this is one A-Number of nine digits as it is printed: ``A 123-456-789``."""
    return re.fullmatch(r"A [0-9]{3}-[0-9]{3}-[0-9]{3}", number) is not None


def respondent(source: Source) -> dict[str, str]:
    """Return the respondent's names as the papers print them, and the A-Number."""
    value = source.answers.value("full_name")
    name = value if isinstance(value, Name) else Name()
    latin = name.latin or name.native
    return {
        "name": latin or BLANK,
        "own_name": name.native or latin or BLANK,
        "caption": (name.caption if name.latin else name.native) or BLANK,
        "a_number": source.given("a_number"),
    }


def cover(source: Source) -> dict[str, Any]:
    """Return what the cover page says (EOIR Policy Manual, part II, 3.3(c)(vi))."""
    detained = source.answers.value("detained")
    return {
        "filer": list(_filer(source)),
        "represented": represented(source),
        "detained": detained if isinstance(detained, bool) else None,
        "court": ", ".join(filter(None, (source.given("court_city"), source.given("court_state")))),
        "judge": source.given("judge"),
        "hearing": hearing(source),
        "title": source.given("filing_title") or _TITLE,
    }


def represented(source: Source) -> bool | None:
    """Return whether somebody represents the applicant, None where it was not said."""
    if source.given("lawyer_name"):
        return True
    said = source.answers.value("has_lawyer")
    return said if isinstance(said, bool) else None


def relief(source: Source) -> str:
    """Return what a title says is applied for, as the lawyer chose it and nobody else.

    ``torture`` names the Convention Against Torture too, ``asylum`` asylum alone, ``form`` is the
    name of Form I-589. The title of the filing counts, else the box on page 1 of the form.
    """
    chosen = _RELIEF.get(str(source.answers.value("filing_title")))
    return chosen or ("torture" if source.answers.value("lawyer_cat") is True else "form")


def hearing(source: Source) -> str:
    """Return ``March 4, 2027 at 9:00 a.m. (Individual hearing)``, as far as it is known."""
    date = source.answers.value("next_hearing_date")
    if not isinstance(date, Remembered):
        return ""
    day = say_point(source.english, date.first) if date.first else source.shown.date(date)
    time, kind = source.given("next_hearing_time"), source.given("next_hearing_type")
    return day + (f" at {time}" if time else "") + (f" ({kind})" if kind else "")


def interpreter(source: Source) -> dict[str, str]:
    """Return the interpreter's record; what is not known is "" and left to be filled by hand."""
    return {
        "name": source.given("interpreter_name"),
        "language": source.given("interpreter_language") or source.given("read_back_language"),
        "read_in": source.given("read_back_language") or source.given("interpreter_language"),
        "address": ", ".join(postal(source, "interpreter_address")),
        "phone": source.given("interpreter_phone"),
    }


def name_problems(source: Source) -> Iterator[Saying]:
    """Yield what is missing or odd in the name and the A-Number, which stand on every document."""
    name = source.answers.value("full_name")
    if not isinstance(name, Name):
        yield say("packet.no_name", "The name of the applicant is missing.")
    elif not name.latin or language_of(name.latin) != "en":
        yield say(
            "packet.name_not_latin",
            "The applicant's name is not in Latin letters yet ({name}). Please copy it from the "
            "passport, letter by letter; it is on the cover and in the declaration.",
            name=name.latin or name.native,
        )
    number = source.given("a_number")
    if not number:
        yield say(
            "packet.no_a_number",
            "The A-Number is missing; the cover and the page numbers are without it.",
        )
    elif numbers.check("a_number", number):
        yield say(
            "packet.odd_a_number",
            "The A-Number “{number}” does not have 7 to 9 digits; please compare it with a notice.",
            number=number,
        )


def caption_problems(source: Source) -> Iterator[Saying]:
    """Yield what the cover page needs and does not have."""
    yield from name_problems(source)
    if source.answers.value("detained") is None:
        yield say(
            "packet.no_detained",
            "It is not said whether the applicant is detained; the cover leaves it to be marked.",
        )
    if represented(source) and not source.given("lawyer_name"):
        yield say(
            "packet.no_lawyer_name",
            "The applicant has a lawyer whose name is missing; the cover leaves a line for it.",
        )
    elif represented(source) is None:
        yield say(
            "packet.no_representation",
            "It is not said whether anybody represents the applicant; the cover leaves it to be "
            "marked.",
        )
    for question, what in (
        ("court_city", say("packet.court", "the city of the court")),
        ("judge", say("packet.judge", "the judge")),
        ("next_hearing_date", say("packet.hearing", "the date of the next hearing")),
    ):
        if not source.given(question):
            yield say("packet.no_court", "The cover page lacks {what}.", what=what)


def interpreter_problems(source: Source) -> Iterator[Saying]:
    """Yield what the certificate of interpretation lacks (EOIR Policy Manual, part II, 3.3(a))."""
    known = interpreter(source)
    for part, what in (
        ("name", say("packet.interpreter_name", "the interpreter's name")),
        ("language", say("packet.interpreter_language", "the language")),
        ("address", say("packet.interpreter_address", "the interpreter's address")),
        ("phone", say("packet.interpreter_phone", "the interpreter's telephone number")),
    ):
        if not known[part]:
            yield say(
                "packet.no_interpreter",
                "The certificate of interpretation lacks {what}; a line is left to fill in.",
                what=what,
            )
    if language_of(known["name"]) != "en":
        yield say(
            "packet.interpreter_not_latin",
            "The interpreter's name, {name}, is not in Latin letters, as the interpreter signs.",
            name=known["name"],
        )


def postal(source: Source, question: str, item: str = "") -> list[str]:
    """Return an address as the lines of a letter: street, then ``City, California 00000``.

    Abroad it is one line, in English where that was written; [] where there is none.
    """
    value = source.answers.value(question, item)
    if not source.given(question, item) or not isinstance(value, Address):
        return []
    if value.country not in ("US", ""):
        return [source.given(question, item)]
    flat = value.apartment
    if flat and (len(flat) <= 5 and " " not in flat):  # a bare number; "Suite 200" says itself
        flat = f"Apt. {flat}"
    street = ", ".join(filter(None, (value.street, flat)))
    town = " ".join(filter(None, (value.region, value.postal_code)))
    return [line for line in (street, ", ".join(filter(None, (value.city, town)))) if line]


def _filer(source: Source) -> Iterator[str]:
    if name := source.given("lawyer_name"):
        yield name
        firm = source.given("lawyer_firm")
        contact = [source.given("lawyer_phone"), source.given("lawyer_email")]
        yield from filter(None, [firm, *postal(source, "lawyer_address"), *contact])
        if number := source.given("lawyer_eoir_id"):
            yield f"EOIR ID: {number}"
        return
    if represented(source):
        yield from (BLANK, "Attorney or accredited representative")
        return
    yield respondent(source)["name"]
    mailing = postal(source, "mailing_address") or postal(source, "us_address")
    yield from filter(None, [*mailing, source.given("phone"), source.given("email")])
