"""Texts are found wherever they stand, and a merge keeps what a translator has written."""

from textwrap import dedent

import polib
import pytest

from extract_texts import Text, merged, python_texts, template, template_texts


def found(source: str) -> list[tuple[str, str, str]]:
    return [(t.context, t.english, t.plural) for t in python_texts(dedent(source), "room.py")]


def test_texts_in_python() -> None:
    source = """
        say("a.b", "One {fact}", fact=1)
        words("a.c", "Two")
        self._words("a.d", "Three "
                    "in two lines")
        self.voice.words.count("a.e", "{number} page", "{number} pages", 3)
        say(context, "not a text of its own")
        say("only one literal")
        other("a.f", "No")
        text.count("a", "b")
    """
    assert sorted(found(source)) == [
        ("a.b", "One {fact}", ""),
        ("a.c", "Two", ""),
        ("a.d", "Three in two lines", ""),
        ("a.e", "{number} page", "{number} pages"),
    ]


def test_texts_in_a_template() -> None:
    source = (
        "{% extends 'base.html' %}{% block x %}<p>{{ tr('cover.in', 'In the Matter of') }}</p>"
        "{% if a %}{{ tr('cover.at', \"at {time}\", time=b) }}{% endif %}"
        "{{ words.count('cover.pages', '{number} page', '{number} pages', n) }}{{ tr(c, d) }}"
        "{% endblock %}"
    )
    texts = [(t.context, t.english, t.plural) for t in template_texts(source, "cover.html")]
    assert sorted(texts) == [
        ("cover.at", "at {time}", ""),
        ("cover.in", "In the Matter of", ""),
        ("cover.pages", "{number} page", "{number} pages"),
    ]


def test_the_template_is_the_same_every_time() -> None:
    assert str(template()) == str(template())


def catalog(*entries: polib.POEntry) -> polib.POFile:
    made = polib.POFile()
    made.extend(entries)
    return made


@pytest.fixture
def some() -> Text:
    entry = next(entry for entry in template() if not entry.msgid_plural)
    return Text(entry.msgctxt, entry.msgid)


def test_a_merge_takes_the_later_word_and_drops_what_is_gone(some: Text) -> None:
    first = polib.POEntry(msgctxt=some.context, msgid=some.english, msgstr="Первое")
    second = polib.POEntry(msgctxt=some.context, msgid=some.english, msgstr="Второе")
    gone = polib.POEntry(msgctxt="no.such", msgid="Gone", msgstr="Ушло")
    result = merged([catalog(first, gone), catalog(second)])
    assert [e.msgstr for e in result if e.translated()] == ["Второе"]
    assert [(e.msgctxt, e.msgid) for e in result] == [(e.msgctxt, e.msgid) for e in template()]


def test_where_only_the_english_changed_the_russian_waits_for_a_translator(some: Text) -> None:
    old = polib.POEntry(msgctxt=some.context, msgid="Said otherwise before", msgstr="Прежнее")
    entry = next(e for e in merged([catalog(old)]) if e.msgid == some.english)
    assert (entry.msgstr, entry.fuzzy, entry.translated()) == ("Прежнее", True, False)
    again = next(e for e in merged([merged([catalog(old)])]) if e.msgid == some.english)
    assert again.fuzzy, "a second run must not lose what waits"
