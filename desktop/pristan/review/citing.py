"""References inside told texts that lead nowhere: to no document, or to a page that it has not.

Documents are taken apart, put together and renamed after a text was written, and pages left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from pristan.case import Answers, Called, Links, Saying, Sheets, Told, say, short
from pristan.case.references import Cited, cited, plain_title
from pristan.review.translation import translation_files


def leading_nowhere(answers: Answers, text: str) -> Iterator[Saying]:
    """Yield what is wrong with the references of a text, as far as the answers tell.

    How many pages a file has is known only where its pages were arranged, as they are in a document
    that was taken apart. The packet knows it of every file.
    """
    for part in cited(text):
        if isinstance(part, Cited):
            yield from _nowhere(answers, part)


def _nowhere(answers: Answers, part: Cited) -> Iterator[Saying]:
    named = [item for item in answers.items("evidence") if _called(answers, item, part.title)]
    if len(named) != 1:
        yield say(
            "open.no_such_document",
            "It refers to a document “{title}”, and there is none of that title, or more than one",
            title=short(part.title),
        )
        return
    pages = printed_pages(answers, named[0])
    if pages is not None and part.page > max(pages, 1):
        yield say(
            "open.no_such_page",
            "It refers to page {page} of the document “{title}”; pages printed of it: {pages}",
            page=part.page, title=_title(answers, named[0]), pages=pages,
        )  # fmt: skip


def printed_pages(answers: Answers, exhibit: str) -> int | None:
    """Return how many pages of an exhibit are printed; None where the answers do not tell."""
    text, certificate = translation_files(answers, exhibit)
    original = answers.value("exhibit_files", exhibit)
    files = {*text, *certificate, *(original.ids if isinstance(original, Links) else ())}
    kept = answers.value("exhibit_pages", exhibit)
    pages = kept.pages if isinstance(kept, Sheets) else ()
    sheets = [each for each in pages if each.attachment in files]
    if {each.attachment for each in sheets} != files:
        return None
    return sum(not each.hidden for each in sheets)


def _title(answers: Answers, exhibit: str) -> Called:
    told = answers.value("exhibit_title", exhibit)
    assert isinstance(told, Told)  # it was found by its title
    return Called(told.text.strip() or told.in_english, told.in_english.strip() or told.text)


def _called(answers: Answers, exhibit: str, title: str) -> bool:
    told = answers.value("exhibit_title", exhibit)
    if not isinstance(told, Told):
        return False
    return plain_title(title) in {plain_title(told.text), plain_title(told.in_english)} - {""}
