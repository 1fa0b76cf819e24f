"""People can read it: short sentences, one question at a time, and none of the words that hurt.

The limits were set on 2026-11-22 a little above what the interview measured then, in words of a
sentence: English questions 7.1 on average and 16 at most, helps 8.9 and 23, notes 9.0 and 30;
Russian 6.1 and 13, 7.0 and 20, 7.2 and 24. Form I-589 asks a few questions in its own legal words;
they may be longer, since they must not say less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import polib
import pytest

import extract_texts
from pristan.case import Saying
from pristan.content import content_dir
from pristan.questions import Questionnaire, read_questionnaire
from pristan.words import Words, read_words

LANGUAGES = ("en", "ru")
# kind of text: the longest sentence, the average of one text, the average of all, in words
LIMITS = {
    ("en", "ask"): (16, 16, 8),
    ("en", "help"): (24, 22, 9.5),
    ("en", "note"): (30, 22, 10),
    ("ru", "ask"): (16, 16, 7),
    ("ru", "help"): (20, 20, 8),
    ("ru", "note"): (24, 22, 8),
}
OF_THE_FORM = 40  # words in a question that repeats the form's own words

# What a person is never told, nowhere: it blames, doubts, demands, or promises.
NEVER = {
    "en": (
        r"\bprove (?:it|that)\b",
        r"\bare you sure\b",
        r"\bwhy (?:did|didn't|have|haven't) (?:you|not)\b",
        r"\bvictims?\b",
        r"\bconfess\b",
        r"\bmandatory\b",
        r"\binvalid\b",
        r"\balleged",
        r"\bstrong(?:er)? (?:case|claim)\b",
        r"\bwill help you win\b",
        r"\byou changed your story\b",
    ),
    "ru": (
        r"докажите",
        r"(?:вы уверены|уверены ли)[^.!]*\?",
        r"почему (?:вы )?(?:раньше )?не (?!может|получ|\w+ся)",
        r"\bжертв(?:[аыуе]|ой|ам|ами|ах)?\b",
        r"признай(?:те|ся)",
        r"обязательное поле",
        r"некорректн",
        r"якобы",
        r"сильное дело",
        r"поможет выиграть",
        r"вы изменили (?:свой )?рассказ",
    ),
}
# Words of investigators: only where it is they who ask, as the English then says.
OF_INVESTIGATORS = {
    r"допр[оа]с|допрашива": r"question(?:ed|ing)|interrogat",
    r"\bпоказани[яйе]": r"testimony|testify|evidence",
    r"признаться|признательн|признани\w+ вины": r"confess",
}


@cache
def interview() -> Questionnaire:
    return read_questionnaire(content_dir("forms") / "interview")


@cache
def words(language: str) -> Words:
    return read_words(content_dir("i18n"), language)


def sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence; a line of a list is a sentence of its own."""
    text = re.sub(r"\b(?:г|ул|т|им|No|Art|St|Mr|Mrs)\.", "", text)
    for part in re.split(r"(?<=[.!?…])[\"”»)]*\s+|\n", text):
        if found := re.findall(r"[^\W\d_][\w’'-]*", part):
            yield found


def lengths(text: str) -> list[int]:
    return [len(sentence) for sentence in sentences(text)]


def test_sentences_are_counted_as_a_reader_counts_them() -> None:
    assert lengths("Был ли у вас адвокат?") == [5]
    assert lengths("One two. Three!\n• four five") == [2, 1, 2]
    assert lengths("He said: “Go.” They went.") == [3, 2]
    assert lengths("г. Тверь, 2 ч.") == [2]


def texts(kind: str) -> list[Saying]:
    return [saying for saying in interview().texts() if saying.context.endswith(f".{kind}")]


@cache
def of_the_form() -> frozenset[str]:
    """The contexts of the section that repeats the form."""
    section = next(section for section in interview().sections if section.id == "form")
    return frozenset(saying.context for saying in section.texts())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["ask", "help", "note"])
def test_sentences_are_short(language: str, kind: str) -> None:
    longest, average, overall = LIMITS[language, kind]
    counted: list[int] = []
    too_long = []
    for saying in texts(kind):
        found = lengths(words(language).say(saying))
        counted += found
        exempt = kind == "ask" and saying.context in of_the_form()
        most = (OF_THE_FORM, OF_THE_FORM) if exempt else (longest, average)
        if max(found) > most[0] or sum(found) / len(found) > most[1]:
            too_long.append((saying.context, max(found)))
    assert too_long == []
    assert sum(counted) / len(counted) <= overall


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_question_at_a_time(language: str) -> None:
    asked = [(saying.context, words(language).say(saying)) for saying in texts("ask")]
    assert [(context, text) for context, text in asked if text.count("?") > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_shouted_at(language: str) -> None:
    said = [words(language).say(saying) for saying in interview().texts()]
    assert [text for text in said if "!" in text] == []


@cache
def catalog() -> tuple[tuple[str, str, str], ...]:
    """Every text there is: context, English, Russian; each form of a plural by itself."""
    return tuple(
        (entry.msgctxt, english, text)
        for entry in polib.pofile(str(extract_texts.RUSSIAN))
        for english in filter(None, (entry.msgid, entry.msgid_plural))
        for text in (entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,))
    )


@pytest.mark.parametrize("pattern", NEVER["en"])
def test_no_english_text_has_a_word_that_hurts(pattern: str) -> None:
    hurts = re.compile(pattern, re.IGNORECASE)
    assert [each for each in catalog() if hurts.search(each[1])] == []


@pytest.mark.parametrize("pattern", NEVER["ru"])
def test_no_russian_text_has_a_word_that_hurts(pattern: str) -> None:
    hurts = re.compile(pattern, re.IGNORECASE)
    assert [each for each in catalog() if hurts.search(each[2])] == []


@pytest.mark.parametrize("pattern", OF_INVESTIGATORS)
def test_words_of_investigators_are_said_of_investigators_only(pattern: str) -> None:
    said = re.compile(pattern, re.IGNORECASE)
    theirs = re.compile(OF_INVESTIGATORS[pattern], re.IGNORECASE)
    assert [each for each in catalog() if said.search(each[2]) and not theirs.search(each[1])] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Prove that you were there."),
        ("en", "Why didn't you leave earlier?"),
        ("en", "This field is mandatory."),
        ("ru", "Вы уверены?"),
        ("ru", "Почему не уехали раньше?"),
        ("ru", "Почему вы не уехали раньше?"),
        ("ru", "Вы — жертва насилия."),
        ("ru", "Признайтесь, что…"),
    ],
)
def test_the_watch_on_words_sees(language: str, text: str) -> None:
    assert any(re.search(pattern, text, re.IGNORECASE) for pattern in NEVER[language])


@pytest.mark.parametrize(
    "text", ["Почему вы не можете вернуться", "Почему это не получилось", "Пожертвования"]
)
def test_the_watch_on_words_lets_pass(text: str) -> None:
    assert not any(re.search(pattern, text, re.IGNORECASE) for pattern in NEVER["ru"])
