"""A text is said in the language there is, and in English where a translation is missing."""

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case import Saying, say
from pristan.words import Words, languages, read_words
from pristan.words.po import Entry, read_po

CATALOG = r"""# Translators
#, fuzzy
msgid ""
msgstr "Language: ru\n"

#: desktop/pristan/ui/window.py
msgctxt "ui.save"
msgid "Saved"
msgstr "Сохранено"

msgctxt "ui.hello"
msgid "Hello, {name}"
msgstr ""
"Здравствуйте, "
"{name}"

#, fuzzy
msgctxt "ui.old"
msgid "Old"
msgstr "Давний"

msgctxt "ui.empty"
msgid "Empty"
msgstr ""

#, python-brace-format
msgctxt "ui.pages"
msgid "{number} page"
msgid_plural "{number} pages"
msgstr[0] "{number} страница"
msgstr[1] "{number} страницы"
msgstr[2] "{number} страниц"

msgctxt "ui.quotes"
msgid "A \"quote\"\tand \\ more\n"
msgstr "«Кавычки»\t\\\n"

#~ msgctxt "ui.gone"
#~ msgid "Gone"
#~ msgstr "Ушло"
"""


@pytest.fixture
def russian(tmp_path: Path) -> Words:
    (tmp_path / "ru.po").write_text(CATALOG, encoding="utf-8")
    return read_words(tmp_path, "ru")


def test_a_text_is_found_by_context_and_english(russian: Words) -> None:
    assert russian("ui.save", "Saved") == "Сохранено"
    assert russian("ui.hello", "Hello, {name}", name="Анна") == "Здравствуйте, Анна"
    assert russian("ui.quotes", 'A "quote"\tand \\ more\n') == "«Кавычки»\t\\\n"


def test_what_is_not_translated_is_said_in_english(russian: Words) -> None:
    assert russian("other", "Saved") == "Saved"
    assert russian("ui.empty", "Empty") == "Empty"
    assert russian("ui.old", "Old") == "Old"  # nobody has looked at a fuzzy one
    assert russian("ui.gone", "Gone") == "Gone"
    assert russian.has("ui.save", "Saved")
    assert not russian.has("ui.old", "Old") and not russian.has("ui.empty", "Empty")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 страниц"), (1, "1 страница"), (2, "2 страницы"), (4, "4 страницы"),
        (5, "5 страниц"), (11, "11 страниц"), (12, "12 страниц"), (14, "14 страниц"),
        (21, "21 страница"), (22, "22 страницы"), (25, "25 страниц"), (111, "111 страниц"),
        (101, "101 страница"), (1002, "1002 страницы"),
    ],
)  # fmt: skip
def test_russian_counts_in_three_forms(russian: Words, number: int, text: str) -> None:
    assert russian.count("ui.pages", "{number} page", "{number} pages", number) == text


def test_english_counts_in_two_forms() -> None:
    said = [Words().count("x", "{number} page", "{number} pages", n) for n in (0, 1, 2, 21)]
    assert said == ["0 pages", "1 page", "2 pages", "21 pages"]


def test_a_saying_inside_a_saying_is_said_in_the_same_language(russian: Words) -> None:
    inner = say("ui.save", "Saved")
    assert russian.say(say("ui.hello", "Hello, {name}", name=inner)) == "Здравствуйте, Сохранено"
    assert str(Saying("ui.hello", "Hello, {name}", {"name": inner})) == "Hello, Saved"


def test_a_fact_with_braces_is_a_fact_and_not_a_place(russian: Words) -> None:
    assert russian("ui.hello", "Hello, {name}", name="{x}") == "Здравствуйте, {x}"


def test_languages_are_files(tmp_path: Path) -> None:
    (tmp_path / "ru.po").write_text(CATALOG, encoding="utf-8")
    assert languages(tmp_path) == ["en", "ru"]
    assert read_words(tmp_path, "fr")("ui.save", "Saved") == "Saved"


def test_a_catalog_is_read_as_others_read_it(tmp_path: Path) -> None:
    file = tmp_path / "ru.po"
    file.write_text(CATALOG, encoding="utf-8")
    theirs = [entry for entry in polib.pofile(str(file)) if not entry.obsolete]
    ours = read_po(file)
    assert [(e.context, e.english, e.fuzzy) for e in ours] == [
        (e.msgctxt, e.msgid, e.fuzzy) for e in theirs
    ]
    assert ours[4] == Entry(
        "ui.pages",
        "{number} page",
        "{number} pages",
        {0: "{number} страница", 1: "{number} страницы", 2: "{number} страниц"},
    )


@pytest.mark.parametrize(
    ("line", "number"), [('msgid "a', 1), ("msgid a", 1), ('msgid "a"\nmsgwhat "b"', 2)]
)
def test_a_broken_catalog_is_refused_with_its_line(tmp_path: Path, line: str, number: int) -> None:
    file = tmp_path / "ru.po"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"ru\.po, line {number}: "):
        read_po(file)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@given(st.lists(st.tuples(TEXT, TEXT.filter(bool), TEXT.filter(bool)), max_size=4))
def test_any_text_written_by_a_tool_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str, str]]
) -> None:
    catalog = polib.POFile()
    for context, english, translation in texts:
        catalog.append(polib.POEntry(msgctxt=context, msgid=english, msgstr=translation))
    file = tmp_path_factory.mktemp("po") / "ru.po"
    catalog.save(str(file))
    read = [(e.context, e.english, e.translations) for e in read_po(file)]
    assert read == [(context, english, {0: russian}) for context, english, russian in texts]


def test_a_broken_entry_is_said_in_english_and_keeps_nobody_from_the_others(tmp_path: Path) -> None:
    file = tmp_path / "ru.po"
    broken = 'msgctxt "ui.broken"\nmsgid "Broken"\nmsgstr "Сломано\n\nmsgid also broken\n\n'
    file.write_text(broken + CATALOG, encoding="utf-8")
    words = read_words(tmp_path, "ru")
    assert words("ui.broken", "Broken") == "Broken"
    assert words("ui.save", "Saved") == "Сохранено"
    with pytest.raises(ValueError, match=r"ru\.po, line 3: "):
        read_po(file)


@pytest.mark.parametrize("context", ['""\n"ui."\n"long"', '"ui."\n"long"', r'"ui.\x6cong"'])
def test_a_context_over_several_lines_is_found(tmp_path: Path, context: str) -> None:
    text = f'msgctxt {context}\nmsgid "Saved"\nmsgstr "Сохранено"\n'
    (tmp_path / "ru.po").write_text(text, encoding="utf-8")
    assert read_words(tmp_path, "ru")("ui.long", "Saved") == "Сохранено"


def test_a_catalog_with_the_line_ends_of_windows_is_read_alike(tmp_path: Path) -> None:
    text = CATALOG.replace("\n\n", "\n \t\n").replace("\n", "\r\n")
    (tmp_path / "ru.po").write_bytes(text.encode())
    words = read_words(tmp_path, "ru")
    assert words("ui.save", "Saved") == "Сохранено"
    assert not words.has("ui.old", "Old") and not words.has("ui.gone", "Gone")
    assert words.count("ui.pages", "{number} page", "{number} pages", 3) == "3 страницы"
    assert len(read_po(tmp_path / "ru.po")) == 6


def test_a_broken_character_loses_one_text(tmp_path: Path) -> None:
    text = CATALOG.encode().replace("Сохранено".encode(), b"\xff")
    (tmp_path / "ru.po").write_bytes(text)
    words = read_words(tmp_path, "ru")
    assert words("ui.save", "Saved") == "Saved"
    assert words("ui.hello", "Hello, {name}", name="Анна") == "Здравствуйте, Анна"
