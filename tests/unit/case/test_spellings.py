"""The table of names: every spelling once, with its paper and the reason, and nobody given away."""

from __future__ import annotations

from hypothesis import given

from pristan.case import Answer, Answers, Items, Key, Name, Spelling, Told, Value
from pristan.case.spellings import Row, concordance
from unit.case.made import VALUES

IVAN = Name(
    "ПРИМЕРОВ", "Иван", "Сергеевич", "PRIMEROV", "IVAN",
    others=(
        Spelling("Ivan Sergeevich Primerov", "bank card of 2019"),
        Spelling("Primerov Ivan"),
        Spelling("Ivan Primeroff", "visa of 2015"),
    ),
)  # fmt: skip


def case(*more: tuple[str, str, Value], name: Name = IVAN) -> Answers:
    return Answers(
        [Answer(Key("full_name"), name), *(Answer(Key(q, item), v) for q, item, v in more)]
    )


def rows(answers: Answers) -> list[Row]:
    return concordance(answers, lambda key: True)


def said(answers: Answers) -> list[tuple[str, str]]:
    return [(row.text, row.why.context.removeprefix("spelling.")) for row in rows(answers)]


def test_the_passport_comes_first_and_each_other_spelling_says_why_it_differs() -> None:
    assert said(case()) == [
        ("IVAN PRIMEROV", "passport"),
        ("ПРИМЕРОВ Иван Сергеевич", "patronymic"),
        ("Ivan Sergeevich Primerov", "with_patronymic"),
        ("Primerov Ivan", "same"),
        ("Ivan Primeroff", "another"),
    ]
    assert [row.canonical for row in rows(case())] == [True, False, False, False, False]


def test_an_older_rule_is_named() -> None:
    others = (Spelling("YULIYA SHCHEGLOVA", "passport of 2005"), Spelling("Юлия Щеглова"))
    name = Name("ЩЕГЛОВА", "Юлия", "", "SHCHEGLOVA", "IULIIA", others=others)
    found = rows(case(name=name))
    assert "1997 to 2010" in str(found[2].why)
    assert found[3].why.context == "spelling.cyrillic"


def test_other_names_say_what_kind_they_are() -> None:
    other = Name("ОБРАЗЦОВ", "Иван", "", "OBRAZTSOV", "IVAN")
    paper = Told("свидетельство о рождении", "ru", "the birth certificate")
    answers = case(
        ("other_names_list", "", Items(("n1",))),
        ("other_name", "n1", other),
        ("other_name_kind", "n1", "changed"),
        ("other_name_paper", "n1", paper),
        name=Name("ПРИМЕРОВ", "Иван", "", "PRIMEROV", "IVAN"),
    )
    assert said(answers)[2:] == [("IVAN OBRAZTSOV", "changed"), ("ОБРАЗЦОВ Иван", "changed")]
    assert rows(answers)[2].document == paper
    left_out = concordance(answers, lambda key: key.question != "other_names_list")
    assert [row.text for row in left_out] == ["IVAN PRIMEROV", "ПРИМЕРОВ Иван"]


def test_a_paper_is_found_among_the_exhibits_by_its_title() -> None:
    answers = case(
        ("evidence", "", Items(("a", "b", "c"))),
        ("exhibit_title", "a", Told("Банковская карта", "ru", "Bank card of 2019, both sides")),
        ("exhibit_title", "b", Told("Card", "en")),
        ("exhibit_title", "c", Told("Виза", "ru", "A visa")),
    )
    assert [row.papers for row in rows(answers)] == [(), (), ("a",), (), ()]


def test_families_end_differently_and_people_who_must_not_be_named_are_not() -> None:
    people: list[tuple[str, str, Value]] = [("people", "", Items(("anna", "witness", "friend")))]
    people += [
        ("person_name", "anna", Name("ПРИМЕРОВА", "Анна", "Петровна", "PRIMEROVA", "ANNA")),
        ("person_other_names", "anna", Told("ОБРАЗЦОВА", "ru", "OBRAZTSOVA")),
        ("person_name", "witness", Name("ТЕСТОВ", "Пётр", "", "TESTOV", "PETR")),
        ("person_name", "friend", Name("ТЕСТОВА", "Вера", "", "TESTOVA", "VERA")),
        ("person_safe", "friend", "full"),
    ]
    for safe in ("initials", "unnamed", "ask_me"):
        answers = case(*people, ("person_safe", "witness", safe), name=Name("ПРИМЕРОВ", "Иван"))
        assert said(answers) == [
            ("ПРИМЕРОВ Иван", "cyrillic"),
            ("ANNA PRIMEROVA", "family"),
            ("ПРИМЕРОВА Анна Петровна", "cyrillic_full"),
            ("OBRAZTSOVA", "former"),
            ("VERA TESTOVA", "here"),
            ("ТЕСТОВА Вера", "cyrillic"),
        ]


def test_nothing_is_said_twice_unless_another_paper_says_it() -> None:
    name = Name(latin_family="TESTOV", latin_given="PETR", others=(
        Spelling("PETR TESTOV"), Spelling("PETR TESTOV", "visa"), Spelling("PETR TESTOV", "visa"),
        Spelling(""),
    ))  # fmt: skip
    assert [(row.text, row.document and row.document.text) for row in rows(case(name=name))] == [
        ("PETR TESTOV", None),
        ("PETR TESTOV", "visa"),
    ]


@given(VALUES, VALUES, VALUES, VALUES)
def test_answers_of_any_shape_make_a_table(
    one: Value, two: Value, three: Value, four: Value
) -> None:
    answers = Answers(
        [
            Answer(Key("full_name"), one),
            Answer(Key("people"), Items(("p",))),
            Answer(Key("person_name", "p"), two),
            Answer(Key("person_other_names", "p"), three),
            Answer(Key("other_names_list"), Items(("n",))),
            Answer(Key("other_name", "n"), four),
            Answer(Key("other_name_paper", "n"), three),
            Answer(Key("other_name_kind", "n"), two),
            Answer(Key("person_safe", "p"), four),
        ]
    )
    for row in rows(answers):
        assert row.text
        assert str(row.why)
