"""The exhibits of a case as the packet prints them: in groups, with their letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pristan.case import Key, Links, Remembered, Saying, State, Told, say
from pristan.packet.source import Source

GROUPS: Final = ("identity", "personal", "corroboration", "country")  # in the index's order
_OTHER: Final = "personal"
_FILES: Final = ("exhibit_files", "exhibit_translation_files")
_LANGUAGES: Final[Mapping[str, str]] = {"ru": "Russian", "en": "English", "uk": "Ukrainian"}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit. ``id`` never changes; the label follows from its place in the list.

    ``files`` are attachment ids in order, those of a certified translation before those of the
    paper; ``own_title`` is the title as written, where that is not English.
    """

    id: str
    label: str
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
    files: tuple[str, ...]
    source_sha256: str


def label(number: int) -> str:
    """Return the letter of the exhibit at *number* (from 0): A … Z, AA, BB … ZZ, AAA.

    Doubled letters after Z are the common practice of the courts; no rule names another
    (EOIR Policy Manual, part II, 3.3(c), checked 2026-11-22).
    """
    return chr(ord("A") + number % 26) * (number // 26 + 1)


def exhibits(source: Source) -> list[Exhibit]:
    """Return the exhibits of a case by group and, within a group, in the person's order."""
    order = {group: at for at, group in enumerate(GROUPS)}
    items = sorted(
        source.answers.items("evidence"), key=lambda item: order[_group(source, item)]
    )
    return [_exhibit(source, item, label(number)) for number, item in enumerate(items)]


def exhibit_problems(source: Source, all_exhibits: list[Exhibit]) -> Iterator[Saying]:
    """Yield what an index or a court would miss, exhibit by exhibit."""
    for exhibit in all_exhibits:
        where = say(
            "packet.exhibit", "Exhibit {label}, {title}", label=exhibit.label, title=exhibit.title
        )
        if not _kept(source, "exhibit_files", exhibit.id):
            yield say("packet.no_file", "{exhibit}: no file has been added yet.", exhibit=where)
        if any(_lost(source, question, exhibit.id) for question in _FILES):
            yield say(
                "packet.lost_file",
                "{exhibit}: a file that belongs to it is no longer in the case. Add it again.",
                exhibit=where,
            )
        title = source.answers.value("exhibit_title", exhibit.id)
        if not (isinstance(title, Told) and title.in_english.strip()):
            yield say("packet.no_title", "{exhibit}: the English title is missing.", exhibit=where)
        language = source.answers.value("exhibit_language", exhibit.id)
        if language is None:
            yield say("packet.no_language", "{exhibit}: its language is not known.", exhibit=where)
        elif needs_translation(source, exhibit.id) and not translation_files(source, exhibit.id):
            yield say(
                "packet.no_translation",
                "{exhibit}: a document that is not in English needs an English translation with "
                "the translator's signed certificate (8 CFR 1003.33), and their files have not "
                "been added yet.",
                exhibit=where,
            )


def _exhibit(source: Source, item: str, letter: str) -> Exhibit:
    told = source.answers.value("exhibit_title", item)
    title = told if isinstance(told, Told) else Told("", "en")
    kept = (*translation_files(source, item), *_kept(source, "exhibit_files", item))
    kind = source.given("exhibit_kind", item)
    return Exhibit(
        id=item,
        label=letter,
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
        files=kept,
        source_sha256=" ".join(source.attachments[id_].sha256 for id_ in kept),
    )


def _group(source: Source, item: str) -> str:
    """Return the part of the index that was chosen, or else the one for this kind of exhibit."""
    chosen = source.answers.value("exhibit_group", item)
    by_kind = source.groups.get(str(source.answers.value("exhibit_kind", item)), _OTHER)
    return chosen if isinstance(chosen, str) and chosen in GROUPS else by_kind


def _date(source: Source, item: str) -> str:
    date = source.answers.value("exhibit_date", item)
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
    if address and isinstance(saved, Remembered):
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
    if not needs_translation(source, item):
        return ""
    if translation_files(source, item):
        return "with certified English translation"
    return "English translation to be attached"


def needs_translation(source: Source, item: str) -> bool:
    """Whether an exhibit is known to have words that are not English."""
    return source.answers.value("exhibit_language", item) not in (None, "en", "none")


def translation_files(source: Source, item: str) -> tuple[str, ...]:
    """Return the files of a translation that was said to be done and checked."""
    if not needs_translation(source, item):
        return ()
    if source.answers.value("exhibit_translation", item) != "checked":
        return ()
    return _kept(source, "exhibit_translation_files", item)


def _lost(source: Source, question: str, item: str) -> bool:
    links = source.answers.value(question, item)
    return isinstance(links, Links) and len(links.ids) > len(_kept(source, question, item))


def _kept(source: Source, question: str, item: str) -> tuple[str, ...]:
    links = source.answers.value(question, item)
    ids = links.ids if isinstance(links, Links) else ()
    return tuple(id_ for id_ in ids if id_ in source.attachments)
