"""Any answer is said as a person reads it, in the language that is wanted."""

import pytest

from pristan.case import (
    Address,
    Answer,
    Answers,
    Article,
    Items,
    Key,
    Kind,
    Links,
    Name,
    Point,
    Remembered,
    State,
    Told,
    Value,
)
from pristan.content import content_dir
from pristan.interview.shown import Shower, say_article
from pristan.questions import read_questionnaire
from pristan.questions.lists import read_countries
from pristan.words import Words, read_words

FORM = read_questionnaire(content_dir("forms") / "interview")
COUNTRIES = read_countries(content_dir("forms"))
ENGLISH = Words()
RUSSIAN = read_words(content_dir("i18n"), "ru")


def both(answers: Answers, key: Key) -> tuple[str, str]:
    english = Shower(FORM, answers, ENGLISH, COUNTRIES).answer(key)
    return english, Shower(FORM, answers, RUSSIAN, COUNTRIES).answer(key)


@pytest.mark.parametrize(
    ("question", "value", "english", "russian"),
    [
        ("detained", True, "Yes", "Да"),
        ("detained", False, "No", "Нет"),
        ("marital_status", "married", "Married", "В браке"),
        (
            "incident_harm",
            ("searched", "other"),
            "There was a search, or my things were searched; Something else",
            "Был обыск или досматривали мои вещи; Другое",
        ),
        ("birth_country", "SU", "USSR", "СССР"),
        ("phone", "+1 202 555 0143", "+1 202 555 0143", "+1 202 555 0143"),
        ("a_number", "a123456789", "A 123-456-789", "A 123-456-789"),
        ("a_number", "A 12", "A 12", "A 12"),
        ("passport_number", "751234567", "75 1234567", "75 1234567"),
        ("birth_city", Told("г. Тверь", english="Tver"), "Tver", "г. Тверь"),
        ("birth_city", Told("г. Тверь"), "г. Тверь", "г. Тверь"),
        (
            "full_name",
            Name("ПРИМЕРОВ", "Иван", "Сергеевич", "PRIMEROV", "IVAN"),
            "IVAN PRIMEROV",
            "ПРИМЕРОВ Иван Сергеевич",
        ),
        ("full_name", Name(latin_family="PRIMEROV"), "PRIMEROV", "PRIMEROV"),
        (
            "birth_date",
            Remembered(Kind.ABOUT, Point(2022, 3), words="где-то в марте"),
            "in or about March 2022",
            "примерно в марте 2022 года",
        ),
        (
            "us_address",
            Address("5 Invented Street", "3", "Sample City", "California", "00000", "US"),
            "5 Invented Street, Apt. 3, Sample City, California, 00000, United States",
            "5 Invented Street, кв. 3, Sample City, California, 00000, США",
        ),
        (
            "us_address",
            Address("1 Specimen Avenue", "Suite 200", "Sample City"),
            "1 Specimen Avenue, Suite 200, Sample City",
            "1 Specimen Avenue, Suite 200, Sample City",
        ),
        (
            "us_address",
            Address("ул. Примерная, 10", country="RU", english="10 Primernaya St., Russia"),
            "10 Primernaya St., Russia",
            "ул. Примерная, 10, Россия",
        ),
        ("exhibit_files", Links(("a", "b")), "2", "2"),
        ("people", Items(), "", ""),
    ],
)
def test_an_answer_is_said_in_each_language(
    question: str, value: Value, english: str, russian: str
) -> None:
    answers = Answers([Answer(Key(question), value)])
    assert both(answers, Key(question)) == (english, russian)


def test_an_answer_without_a_value_says_why() -> None:
    answers = Answers([Answer(Key("email"), None, State.DECLINED)])
    assert both(answers, Key("email")) == ("I'd rather not say", "Не хочу отвечать")
    assert both(answers, Key("phone")) == ("", "")


def test_what_is_left_for_later_shows_what_was_begun() -> None:
    answers = Answers([Answer(Key("email"), "anna@", State.LATER)])
    assert both(answers, Key("email")) == ("anna@", "anna@")


def test_an_item_is_called_by_what_its_list_names() -> None:
    answers = Answers(
        [
            Answer(Key("incidents"), Items(("one", "two"))),
            Answer(Key("incident_name", "one"), Told("Обыск", english="The search")),
            Answer(Key("incident_when", "one"), Remembered(Kind.ON, Point(2022, 3, 24))),
        ]
    )
    shower = Shower(FORM, answers, ENGLISH, COUNTRIES)
    assert shower.title("one") == "The search, on March 24, 2022"
    assert shower.title("two") == ""
    assert shower.title("gone") == ""


def test_not_knowing_is_no_name() -> None:
    answers = Answers(
        [
            Answer(Key("cases"), Items(("one",))),
            Answer(Key("case_name", "one"), Told("Дело", english="The case")),
            Answer(Key("case_number", "one"), None, State.UNKNOWN),
        ]
    )
    assert Shower(FORM, answers, ENGLISH, COUNTRIES).title("one") == "The case"


def test_links_are_said_by_the_titles_of_what_they_name() -> None:
    answers = Answers(
        [
            Answer(Key("evidence"), Items(("record", "photo"))),
            Answer(Key("exhibit_title", "record"), Told("Протокол", english="Record")),
            Answer(Key("exhibit_title", "photo"), Told("Фото", english="Photo")),
            Answer(Key("rfm_exhibits"), Links(("photo", "record", "gone"))),
        ]
    )
    assert both(answers, Key("rfm_exhibits")) == ("Photo; Record", "Фото; Протокол")


@pytest.mark.parametrize(
    ("article", "english", "russian"),
    [
        (
            Article("UK", "207.3", "2", "д"),
            "Art. 207.3, Part 2, item “д” of the Criminal Code of the RF",
            "п. «д» ч. 2 ст. 207.3 УК РФ",
        ),
        (
            Article("KoAP", "20.3.3", "1"),
            "Art. 20.3.3, Part 1 of the Code of Administrative Offenses of the RF",
            "ч. 1 ст. 20.3.3 КоАП РФ",
        ),
        (Article("Law 255-FZ", "4"), "Art. 4 of the Law 255-FZ", "ст. 4 Law 255-FZ"),
    ],
)
def test_an_article_is_cited(article: Article, english: str, russian: str) -> None:
    assert say_article(ENGLISH, article) == english
    assert say_article(RUSSIAN, article) == russian
