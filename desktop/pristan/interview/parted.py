"""One document taken apart into two, and two put together: the answers that change by it (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pristan.case import Answer, Answers, Items, Key, Links, Sheet, Sheets, Value, is_empty
from pristan.interview.arranged import arranged
from pristan.questions import Question, Questionnaire, Type

FILES, PAGES = "exhibit_files", "exhibit_pages"
# What was said of where a file comes from holds for each part of it. What a document is called, and
# what it says, does not.
_OF_THE_FILE: Final = (
    "exhibit_source", "exhibit_received", "exhibit_copy", "exhibit_holder", "exhibit_url",
    "exhibit_captured", "exhibit_captured_by", "exhibit_language", "exhibit_language_other",
)  # fmt: skip


def split(
    questionnaire: Questionnaire, answers: Answers, exhibit: str, sheets: Sequence[Sheet],
    at: int, new: str,
) -> Iterator[Answer]:
    """Yield what makes a document of its own, with the id *new*, of the sheets from *at* on.

    *sheets* are all pages of *exhibit* in their order, and some stand before *at*. A file with
    pages on both sides belongs to both; one without pages stays. The new one is named wherever the
    old one is, since nobody has said yet which of the two is meant there.
    """
    kept, gone = tuple(sheets[:at]), tuple(sheets[at:])
    if not kept or not gone:
        raise ValueError("both documents have pages")
    here = {sheet.attachment for sheet in kept}
    there = {sheet.attachment for sheet in gone}
    files = _linked(answers, Key(FILES, exhibit))
    home = answers.home(exhibit)
    assert home is not None, "the exhibit is in no list"
    yield Answer(Key(PAGES, exhibit), Sheets(kept))  # first: undo leads to where it was done
    yield _with(answers, Key(FILES, exhibit), [f for f in files if f in here or f not in there])
    yield Answer(Key(PAGES, new), Sheets(gone))
    yield Answer(Key(FILES, new), Links(tuple(file for file in files if file in there)))
    for question in _OF_THE_FILE:
        if (said := answers.get(Key(question, exhibit))) is not None:
            yield replace(said, key=Key(question, new))
    for key in _naming(questionnaire, answers, exhibit):
        yield _with(answers, key, _after(_linked(answers, key), exhibit, new))
    items = answers.items(home.question, home.item)
    yield Answer(home, Items(tuple(_after(items, exhibit, new))))


def joined(
    questionnaire: Questionnaire, answers: Answers, into: str, other: str, counts: Mapping[str, int]
) -> Iterator[Answer]:
    """Yield what puts the files, pages and ties of *other* into a document, and takes it away.

    What *into* does not say, *other* says for it. *counts* are the pages of each attachment. A page
    that is in both is there once, and whatever covers it in either covers it still.
    """
    files, pages = Key(FILES, into), Key(PAGES, into)
    mine, theirs = _linked(answers, files), _linked(answers, Key(FILES, other))
    whole = tuple(dict.fromkeys((*mine, *theirs)))
    said = [answers.value(PAGES, item) for item in (into, other)]
    if any(isinstance(each, Sheets) and each.pages for each in said):
        both = _both(arranged(mine, counts, said[0]), arranged(theirs, counts, said[1]))
        plain = both == arranged(whole, counts, None)
        yield Answer(pages, Sheets(() if plain else both))
    yield _with(answers, files, whole)
    for question in _asked(questionnaire, answers, other):
        if (answer := answers.get(Key(question.id, other))) is None:
            continue
        if question.type is Type.FILES:
            linked = _linked(answers, answer.key)
            before = _linked(answers, Key(question.id, into))
            yield _with(answers, Key(question.id, into), dict.fromkeys((*before, *linked)))
        elif _open(answers.get(Key(question.id, into))):
            yield replace(answer, key=Key(question.id, into))
    for key in _naming(questionnaire, answers, other):
        named = [into if id_ == other else id_ for id_ in _linked(answers, key)]
        yield _with(answers, key, dict.fromkeys(named))
    home = answers.home(other)
    assert home is not None, "the exhibit is in no list"
    items = answers.items(home.question, home.item)
    yield Answer(home, Items(tuple(item for item in items if item != other)))


def left_behind(
    questionnaire: Questionnaire, answers: Answers, into: str, other: str
) -> Iterator[Answer]:
    """Yield what is said of *other* and otherwise of *into*: it would not be taken along."""
    for question in _asked(questionnaire, answers, other):
        answer, here = (answers.get(Key(question.id, item)) for item in (other, into))
        if question.type is Type.FILES or _open(answer) or _open(here):
            continue
        assert answer and here
        if (answer.value, answer.state) != (here.value, here.state):
            yield answer


def in_no_document(
    answers: Answers, files: Sequence[str], counts: Mapping[str, int]
) -> tuple[Sheet, ...]:
    """Return the pages of these files that no document has, printed or not.

    So stands what was split off when the document that took it is removed.
    """
    has: set[tuple[str, int]] = set()
    whole: set[str] = set()
    for answer in answers.living():
        if answer.key.question != FILES or not isinstance(answer.value, Links):
            continue
        kept = answers.value(PAGES, answer.key.item)
        linked = answer.value.ids
        pages = kept.pages if isinstance(kept, Sheets) else ()
        has |= {(each.attachment, each.page) for each in pages if each.attachment in linked}
        whole |= set(linked) - {each.attachment for each in pages}
    return tuple(
        Sheet(file, page)
        for file in files
        if file not in whole
        for page in range(1, counts.get(file, 0) + 1)
        if (file, page) not in has
    )


def _both(mine: Sequence[Sheet], theirs: Sequence[Sheet]) -> tuple[Sheet, ...]:
    found = {(each.attachment, each.page): each for each in mine}
    for each in theirs:
        known = found.get((each.attachment, each.page))
        found[each.attachment, each.page] = each if known is None else replace(
            known,
            hidden=known.hidden and each.hidden,
            boxes=tuple(dict.fromkeys((*known.boxes, *each.boxes))),
        )
    return tuple(found.values())


def _asked(questionnaire: Questionnaire, answers: Answers, item: str) -> Iterator[Question]:
    """Yield what is asked of a document, but for its files and pages."""
    home = answers.home(item)
    form = home and questionnaire.questions[home.question].item
    for screen in form.screens if form else ():
        yield from (each for each in screen.questions if each.id not in (FILES, PAGES))


def _naming(questionnaire: Questionnaire, answers: Answers, exhibit: str) -> list[Key]:
    """Return where an exhibit is named as one of those that show something."""
    asked = questionnaire.questions
    return [
        answer.key
        for answer in answers.living()
        if answer.key.question in asked
        and asked[answer.key.question].type is Type.EXHIBITS
        and exhibit in _linked(answers, answer.key)
    ]


def _with(answers: Answers, key: Key, ids: Iterable[str]) -> Answer:
    """Return the links of an answer made others; one that was left for later stays so."""
    links = Links(tuple(ids))
    before = answers.get(key)
    return replace(before, value=links) if before else Answer(key, links)


def _after(ids: Sequence[str], one: str, new: str) -> Iterator[str]:
    for each in ids:
        yield each
        if each == one:
            yield new


def _linked(answers: Answers, key: Key) -> tuple[str, ...]:
    answer = answers.get(key)
    value: Value = answer.value if answer else None
    return value.ids if isinstance(value, Links) else ()


def _open(answer: Answer | None) -> bool:
    """Whether nothing is said: no answer, an empty one, or one that is only left for later."""
    return answer is None or (not answer.dealt_with and is_empty(answer.value))
