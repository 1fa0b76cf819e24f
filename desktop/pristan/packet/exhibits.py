"""The exhibits of a case as the packet prints them: in groups, with their letters."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pristan.case import (
    Called,
    Key,
    Links,
    Listed,
    Remembered,
    Saying,
    Sheet,
    Sheets,
    State,
    Told,
    say,
)
from pristan.interview.shown import in_russian_words
from pristan.packet.register_page import RegisterPage, register_page
from pristan.packet.source import Source
from pristan.packet.tabs import Tabs, labels
from pristan.questions import Type
from pristan.review.translation import FILES, Unit, translation_files, unit

GROUPS: Final = ("identity", "personal", "corroboration", "country")  # in the index's order
DATE_IN_WORDS: Final = "[date in words, English to be added]"  # in brackets, as every gap
_OTHER: Final = "personal"
_HAVE_PAGES: Final = (".pdf", ".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".webp")
_TRANSLATION: Final[Mapping[Unit, str]] = {
    Unit.NOT_NEEDED: "",
    Unit.NO_TEXT: "English translation to be attached",
    Unit.NO_CERTIFICATE: "with English translation, certificate to be attached",
    Unit.WHOLE: "with certified English translation",
}
# What asks for a certified translation, by forum; both texts checked 2026-11-22.
_TRANSLATION_RULE: Final[Mapping[str, str]] = {
    "court": "8 CFR 1003.33", "uscis": "8 CFR 103.2(b)(3)",
}  # fmt: skip
_LANGUAGES: Final[Mapping[str, str]] = {"ru": "Russian", "en": "English", "uk": "Ukrainian"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Pages of one file in a row; no sheets means all of them, as they are.

    A saved page of a register is printed as an extract instead.
    """

    file: str
    sheets: tuple[Sheet, ...] = ()
    register: RegisterPage | None = None
    read: str = ""  # a digest of the words that a machine read on its pages


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit. ``id`` never changes; the label follows from its place in the list.

    ``letter`` is that of its group where labels go by group, else "". ``files`` are attachment ids
    in order: translation, certificate, original. ``pieces`` are what is printed of them.
    ``own_title`` is the title as written, where that is not English.
    """

    id: str
    label: str
    letter: str
    title: str
    translated: bool  # the title is English
    own_title: str
    own_language: str
    group: str  # of the index: identity, personal, corroboration, country
    kind: str
    issuer: str
    date: str
    source: str
    web: str
    language: str
    translation: str
    shows: str
    concerns: str  # the events, cases and lists that name it
    read: bool  # by a machine, on pages that are printed
    files: tuple[str, ...]
    pieces: tuple[Piece, ...]
    source_sha256: str


def exhibits(source: Source, tabs: Tabs = Tabs.LETTERS) -> list[Exhibit]:
    """Return the exhibits of a case by group and, within a group, in the person's order."""
    order = {group: at for at, group in enumerate(GROUPS)}
    items = sorted(
        source.answers.items("evidence"), key=lambda item: order[_group(source, item)]
    )
    named = _named(source)
    said = labels([_group(source, item) for item in items], tabs)
    return [
        _exhibit(source, item, label, letter, named.get(item, ()))
        for item, (label, letter) in zip(items, said, strict=True)
    ]


def exhibit_problems(
    source: Source, all_exhibits: list[Exhibit], forum: str
) -> Iterator[Saying]:
    """Yield what an index or *forum* would miss: by exhibit, then what lacks a translation."""
    for exhibit in all_exhibits:
        where = say(
            "packet.exhibit", "Exhibit {label}, {title}",
            label=exhibit.label, title=_called(source, exhibit),
        )  # fmt: skip
        if not any(id_ in source.attachments for id_ in _ids(source, "exhibit_files", exhibit.id)):
            yield say("packet.no_file", "{exhibit}: no file has been added yet.", exhibit=where)
        if any(_lost(source, question, exhibit.id) for question in FILES):
            yield say(
                "packet.lost_file",
                "{exhibit}: a file that belongs to it is no longer in the case. Add it again.",
                exhibit=where,
            )
        title = source.answers.value("exhibit_title", exhibit.id)
        if not (isinstance(title, Told) and title.in_english.strip()):
            yield say("packet.no_title", "{exhibit}: the English title is missing.", exhibit=where)
        if exhibit.date == DATE_IN_WORDS:
            yield say(
                "packet.exhibit_date",
                "{exhibit}: its date is told in Russian words. Give it in English, or by a month "
                "or a year.",
                exhibit=where,
            )
    yield from _no_language(source, all_exhibits)
    yield from _untranslated(source, all_exhibits, _TRANSLATION_RULE[forum])
    yield from _unsigned(source, all_exhibits, _TRANSLATION_RULE[forum])


def _no_language(source: Source, all_exhibits: Sequence[Exhibit]) -> Iterator[Saying]:
    of_none = [
        exhibit for exhibit in all_exhibits
        if source.answers.value("exhibit_language", exhibit.id) is None
    ]  # fmt: skip
    if len(of_none) == 1:
        where = say(
            "packet.exhibit", "Exhibit {label}, {title}",
            label=of_none[0].label, title=_called(source, of_none[0]),
        )  # fmt: skip
        yield say("packet.no_language", "{exhibit}: its language is not known.", exhibit=where)
    elif of_none:
        yield say(
            "packet.no_languages",
            "Exhibits {exhibits}: their languages are not known.",
            exhibits=_listed(source, of_none),
        )


def _untranslated(
    source: Source, all_exhibits: Sequence[Exhibit], rule: str
) -> Iterator[Saying]:
    lacking = _lacking(source, all_exhibits, Unit.NO_TEXT)
    if lacking and len(lacking.items) == 1:
        yield say(
            "packet.no_translation",
            "Exhibit {exhibits} is not in English. It needs an English translation with the "
            "translator's signed certificate ({rule}), and the files of both have not been "
            "added yet.",
            exhibits=lacking,
            rule=rule,
        )
    elif lacking:
        yield say(
            "packet.no_translations",
            "Exhibits {exhibits} are not in English. Each needs an English translation with the "
            "translator's signed certificate ({rule}), and the files of both have not been "
            "added yet.",
            exhibits=lacking,
            rule=rule,
        )


def _unsigned(source: Source, all_exhibits: Sequence[Exhibit], rule: str) -> Iterator[Saying]:
    lacking = _lacking(source, all_exhibits, Unit.NO_CERTIFICATE)
    if lacking and len(lacking.items) == 1:
        yield say(
            "packet.no_certificate",
            "Exhibit {exhibits} has its translation, but not the certificate that the translator "
            "signed ({rule}). The packet for the lawyer has one to print and sign.",
            exhibits=lacking,
            rule=rule,
        )
    elif lacking:
        yield say(
            "packet.no_certificates",
            "Exhibits {exhibits} have their translations, but not the certificates that the "
            "translator signed ({rule}). The packet for the lawyer has them to print and "
            "sign.",
            exhibits=lacking,
            rule=rule,
        )


def _lacking(source: Source, all_exhibits: Sequence[Exhibit], lacks: Unit) -> Listed | None:
    """Return the exhibits whose translation is in this state; None where it is none."""
    lacking = [each for each in all_exhibits if translation(source, each.id) is lacks]
    return _listed(source, lacking) if lacking else None


def _listed(source: Source, listed: Sequence[Exhibit]) -> Listed:
    return Listed(tuple(
        say("packet.named_exhibit", "{label} ({title})",
            label=exhibit.label, title=_called(source, exhibit))
        for exhibit in listed
    ))  # fmt: skip


def _called(source: Source, exhibit: Exhibit) -> Called:
    told = source.answers.value("exhibit_title", exhibit.id)
    own = told.text.strip() if isinstance(told, Told) else ""
    return Called(own or exhibit.title, exhibit.title)


def _named(source: Source) -> dict[str, list[str]]:
    """Return, by exhibit, how what names it is called."""
    named: dict[str, list[str]] = {}
    for place, question, key in source.asked:
        if question.type is not Type.EXHIBITS:
            continue
        called = source.title(key.item) if key.item else _section(source, place.screen)
        for exhibit in _ids(source, key.question, key.item):
            if called and called not in named.setdefault(exhibit, []):
                named[exhibit].append(called)
    return named


def _section(source: Source, screen: str) -> str:
    home = source.questionnaire.section_of[screen]
    section = next(each for each in source.questionnaire.sections if each.id == home)
    return source.english(f"{home}.title", section.title)


def _exhibit(
    source: Source, item: str, label: str, letter: str, concerns: Sequence[str]
) -> Exhibit:
    told = source.answers.value("exhibit_title", item)
    title = told if isinstance(told, Told) else Told("", "en")
    text, certificate = translation_files(source.answers, item)
    original = _ids(source, "exhibit_files", item)
    every = dict.fromkeys((*text, *certificate, *original))  # one file may be all three
    kept = tuple(id_ for id_ in every if id_ in source.attachments)
    pieces = _pieces(source, item, kept, original)
    kind = source.given("exhibit_kind", item)
    return Exhibit(
        id=item,
        label=label,
        letter=letter,
        title=title.in_english.strip() or title.text.strip() or kind or "[title to be added]",
        translated=bool(title.in_english.strip()),
        own_title=title.text.strip() if title.language != "en" and title.english.strip() else "",
        own_language=title.language,
        group=_group(source, item),
        kind=kind,
        issuer=source.given("exhibit_issuer", item),
        date=_date(source, item),
        source=source.given("exhibit_source", item),
        web=_web(source, item),
        language=_language(source, item),
        translation=_translation(source, item),
        shows=source.given("exhibit_shows", item),
        concerns="; ".join(concerns),
        read=any(piece.read for piece in pieces),
        files=kept,
        pieces=pieces,
        source_sha256=" ".join(source.attachments[id_].sha256 for id_ in kept),
    )


def _pieces(
    source: Source, item: str, files: tuple[str, ...], original: Collection[str]
) -> tuple[Piece, ...]:
    """Return what is printed of the files, in the person's order of pages.

    A file of which nothing was arranged comes whole, in its own place.
    """
    arranged = source.answers.value("exhibit_pages", item)
    sheets = arranged.pages if isinstance(arranged, Sheets) else ()
    sheets = tuple(sheet for sheet in sheets if sheet.attachment in files)
    touched = {sheet.attachment for sheet in sheets}
    registers = {
        file: register_page(source, item, file) if file in original else None for file in files
    }
    pieces: list[Piece] = []
    for file in files:
        if file not in touched:
            pieces.append(_piece(source, file, (), registers[file]))
        elif file == next(each.attachment for each in sheets):
            extracts = {
                file for file, page in registers.items()
                if page and not source.attachments[file].name.lower().endswith(_HAVE_PAGES)
            }  # fmt: skip
            shown = _extracts_once([sheet for sheet in sheets if not sheet.hidden], extracts)
            runs = groupby(shown, key=lambda sheet: sheet.attachment)
            pieces += [_piece(source, of, tuple(run), registers[of]) for of, run in runs]
    return tuple(pieces)


def _extracts_once(sheets: list[Sheet], extracts: Collection[str]) -> list[Sheet]:
    """Return the sheets with those of a register's page together: it has one extract."""
    first = {sheet.attachment: at for at, sheet in reversed([*enumerate(sheets)])}
    places = [
        (first[sheet.attachment] if sheet.attachment in extracts else at, at)
        for at, sheet in enumerate(sheets)
    ]
    return [sheets[at] for _, at in sorted(places)]


def _piece(
    source: Source, file: str, sheets: tuple[Sheet, ...], register: RegisterPage | None
) -> Piece:
    """Return pages of a file, with the words that a machine read on those that can show them."""
    words = {} if register else source.read.get(file, {})
    if sheets and not any(each.page in words and not each.boxes for each in sheets):
        words = {}
    told = repr(sorted(words.items())).encode()
    return Piece(file, sheets, register, hashlib.sha256(told).hexdigest() if words else "")


def _group(source: Source, item: str) -> str:
    """Return the part of the index that was chosen, or else the one for this kind of exhibit."""
    chosen = source.answers.value("exhibit_group", item)
    by_kind = source.groups.get(str(source.answers.value("exhibit_kind", item)), _OTHER)
    return chosen if isinstance(chosen, str) and chosen in GROUPS else by_kind


def _date(source: Source, item: str) -> str:
    date = source.answers.value("exhibit_date", item)
    if in_russian_words(date):
        return DATE_IN_WORDS
    if isinstance(date, Remembered):
        said = source.shown.date(date, short=True)
        return said[:1].upper() + said[1:]
    answer = source.answers.get(Key("exhibit_date", item))
    unknown = answer is not None and answer.state is State.UNKNOWN
    return "Date not known" if unknown else "No date"


def _web(source: Source, item: str) -> str:
    """The complete address and the day it was saved, as the court asks of internet material."""
    address = source.given("exhibit_url", item)
    saved = source.answers.value("exhibit_captured", item)
    if address and isinstance(saved, Remembered) and not in_russian_words(saved):
        return f"{address} (saved {source.shown.date(saved)})"
    return address


def _language(source: Source, item: str) -> str:
    code = source.answers.value("exhibit_language", item)
    if code == "none":
        return "No text"
    if code == "other":
        return source.given("exhibit_language_other", item) or "Other language"
    return _LANGUAGES.get(str(code), "Language not stated")


def _translation(source: Source, item: str) -> str:
    return _TRANSLATION[translation(source, item)]


def translation(source: Source, item: str) -> Unit:
    """Return how far the translation of an exhibit is, by the files that will be printed."""
    return unit(source.answers, item, lambda id_: id_ in source.attachments)


def _lost(source: Source, question: str, item: str) -> bool:
    return any(id_ not in source.attachments for id_ in _ids(source, question, item))


def _ids(source: Source, question: str, item: str) -> tuple[str, ...]:
    links = source.answers.value(question, item)
    return links.ids if isinstance(links, Links) else ()
