"""Registers: known by their words, read entry by entry, and doubted where they are not whole."""

from __future__ import annotations

import pytest

from pristan.case import Name, Point
from pristan.evidence.registers.lists import Listed, listed
from pristan.evidence.registers.page import read_page
from pristan.evidence.registers.search import search
from pristan.evidence.registers.values import Doubt, Hit, Level, Register, Rule, Sought
from pristan.saved.page import read_saved
from unit.evidence.registers import made

IVAN = Sought((Name("Примеров", "Иван", "Сергеевич"),), Point(1985, 2, 1))
MANY = made.people(1200)
MIDDLE = [*MANY[:600], made.ENTRY, *MANY[600:]]


def read(html: str | bytes) -> Listed:
    saved = read_saved(html if isinstance(html, bytes) else html.encode())
    return listed(saved, read_page(saved.html))


def found(html: str, wanted: Sought = IVAN) -> list[Hit]:
    return search(read(html).entries, wanted)


@pytest.mark.parametrize(
    ("html", "section"),
    [
        (made.layout_a(MIDDLE), "Российские физические лица"),
        (made.layout_a(MIDDLE, numbers=False), "Российские физические лица"),
        (made.layout_b(MIDDLE), "Национальная часть / Физические лица"),
        (made.mhtml(made.layout_b(MIDDLE)), "Национальная часть / Физические лица"),
    ],
    ids=["A", "A, numbers of the browser", "B", "B as MHTML"],
)
def test_both_layouts_are_read(html: str | bytes, section: str) -> None:
    page = read(html)
    assert page.register is Register.ROSFINMONITORING
    assert page.doubt is None
    (hit,) = search(page.entries, IVAN)
    assert (hit.number, hit.text, hit.section) == (601, made.ENTRY, section)
    assert (hit.level, hit.rules, hit.asterisk) == (Level.A, (), True)


@pytest.mark.parametrize(
    ("entry", "level", "rules"),
    [
        ("ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ, 01.02.1985 г.р. , Г. ОМСК;", Level.A, []),
        ("ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ *, 02.01.1985 г.р. , ;", Level.B, [Rule.SWAPPED]),
        ("ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ, 1985 г.р. , ;", Level.B, [Rule.YEAR]),
        ("ТЕСТОВ ИВАН СЕРГЕЕВИЧ*,  (ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ; ТЕСТОВ ИВАН), 01.02.1985 г.р. , ;",
         Level.B, [Rule.ALIAS]),
        ("ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ*, , ;", Level.C, [Rule.NO_DATE]),
        ("ПРИМЕРОВ ИВАН, 01.02.1985 г.р. ;", Level.D, [Rule.NO_PATRONYMIC]),
        ("ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ, 01.02.1979 г.р. ;", Level.E, [Rule.OTHER_DATE]),
        ("ПРИМЕРОВ ИВАН ПЕТРОВИЧ, 01.02.1985 г.р. ;", Level.E, [Rule.OTHER_PATRONYMIC]),
        ("ПPИMEPOB ИВАН СЕРГЕЕВИЧ, 01.02.1985 г.р. ;", Level.A, []),
        ("ОБЪЕДИНЕНИЕ, ЧЛЕНАМИ КОТОРОГО ЯВЛЯЮТСЯ: ТЕСТОВ ТЕСТ ТЕСТОВИЧ, 05.06.1979 г.р.; ПРИМЕРОВ "
         "ИВАН СЕРГЕЕВИЧ, 01.02.1985 г.р.;", Level.A, []),
    ],
)  # fmt: skip
def test_an_entry_is_judged(entry: str, level: Level, rules: list[Rule]) -> None:
    (hit,) = found(made.layout_b([*MANY, entry]))
    assert (hit.level, list(hit.rules)) == (level, rules)
    assert hit.text == " ".join(entry.split())  # as a browser shows it


@pytest.mark.parametrize(
    "entry",
    [
        "ПРИМЕРОВ ИВАН ПЕТРОВИЧ, 05.06.1979 г.р. ;",
        "ПРИМЕРОВА АННА ПЕТРОВНА, 01.02.1985 г.р. ;",
        "ТЕСТОВ ИВАН СЕРГЕЕВИЧ, 01.02.1985 г.р. ;",
    ],
)
def test_other_people_are_left_alone(entry: str) -> None:
    assert not found(made.layout_b([*MANY, entry]))


def test_the_best_fit_comes_first_and_duplicates_both() -> None:
    rows = ["ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ, , ;", made.ENTRY, made.ENTRY]
    hits = found(made.layout_a([*MANY, *rows]))
    assert [(hit.level, hit.number) for hit in hits] == [
        (Level.A, 1202), (Level.A, 1203), (Level.C, 1201),
    ]  # fmt: skip


def test_a_former_name_is_found_and_named() -> None:
    anna = Sought(
        (Name("Примерова", "Анна", "Петровна"), Name("Образцова", "Анна", "Петровна")),
        Point(1990, 4, 3),
    )
    (hit,) = found(made.layout_a([*MANY, "ОБРАЗЦОВА АННА ПЕТРОВНА, 03.04.1990 г.р. , ;"]), anna)
    assert (hit.level, hit.name) == (Level.A, 1)


def test_half_of_a_double_name_needs_the_birth_date() -> None:
    anna = Sought((Name("Примерова-Тестова", "Анна", "Петровна"),), Point(1990, 4, 3))
    rows = [
        "ТЕСТОВА АННА ПЕТРОВНА, 03.04.1990 г.р. , ;", "ТЕСТОВА АННА ПЕТРОВНА, 04.05.1971 г.р. , ;",
        "ТЕСТОВА АННА ПЕТРОВНА, ;", "ПРИМЕРОВА - ТЕСТОВА АННА ПЕТРОВНА, 03.04.1990 г.р. , ;",
    ]  # fmt: skip
    hits = found(made.layout_a([*MANY, *rows]), anna)
    assert [(hit.level, hit.number, hit.rules) for hit in hits] == [
        (Level.A, 1204, ()), (Level.D, 1201, (Rule.HALF,)),
    ]  # fmt: skip


def test_a_birth_date_that_is_not_known_is_no_match_of_dates() -> None:
    (hit,) = found(made.layout_a([*MANY, made.ENTRY]), Sought(IVAN.names, None))
    assert (hit.level, hit.rules) == (Level.C, (Rule.NO_DATE,))


@pytest.mark.parametrize(
    ("html", "doubt"),
    [
        (made.layout_a(MANY), None),
        (made.layout_a(MANY[:300]), Doubt.FEW),
        (made.layout_a(MANY).removesuffix("</body></html>\n"), Doubt.BREAKS_OFF),
        (made.mhtml(made.layout_a(MANY), made.ADDRESS[:-3] + "add"), Doubt.PART),
        (made.layout_a(["ОБРАЗЦОВ"] * 1200).replace("г. р.", ""), Doubt.NO_BIRTHS),
        ("<html><title>403 Forbidden</title><h1>403 Forbidden</h1></html>", Doubt.ERROR),
        (f"<html><title>{made.TITLE}</title><p>Технические работы</p></html>", Doubt.ERROR),
        ("<html><title></title><body></body></html>", Doubt.ERROR),
        (made.wanted_card(), None),
        (made.wanted_card(""), None),
        (made.wanted_form(""), Doubt.NO_RESULT),
        (made.wanted_form("Неверный код"), Doubt.ERROR),
        (made.wanted_form("Вы можете отправить запрос не более одного раза в минуту"), Doubt.ERROR),
        (made.foreign_agents([("Тестов", "", "")] * 9), None),
        (made.foreign_agents([("Тестов", "", "")] * 9, "1 – 9 из 1042"), Doubt.PART),
        (made.court_card(), Doubt.ONE_CASE),
        ("<html><p>Новости: Примеров Иван Сергеевич</p></html>", Doubt.UNKNOWN),
    ],
)
def test_a_page_that_is_not_whole_is_doubted(html: str | bytes, doubt: Doubt | None) -> None:
    assert read(html).doubt is doubt


@pytest.mark.parametrize("tag", ["div", "section", "li", "a"])
def test_a_wanted_card_is_one_entry(tag: str) -> None:
    html = made.wanted_card().replace('<div class="bs-item">', f'<{tag} class="bs-item">')
    page = read(html.replace("по статье УК</div></div>", f"по статье УК</div></{tag}>"))
    assert page.register is Register.WANTED
    (hit,) = search(page.entries, IVAN)
    assert hit.level is Level.A
    assert hit.text.splitlines() == [
        "ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ", "Дата рождения: 01.02.1985",
        "Основания для розыска: разыскивается по статье УК",
    ]  # fmt: skip


def test_the_register_of_foreign_agents_is_read() -> None:
    row = ("Примеров Иван Сергеевич", "01.02.1985", "15.03.2023")
    page = read(made.foreign_agents([("Тестов Тест", "05.06.1979", "01.02.1985"), row]))
    assert page.register is Register.FOREIGN_AGENTS
    (hit,) = search(page.entries, IVAN)
    assert (hit.level, hit.number) == (Level.A, 2)


@pytest.mark.parametrize("name", ["Примеров Иван Сергеевич", "Примеров И.С."])
def test_a_court_page_is_read(name: str) -> None:
    page = read(made.court_card(name))
    assert page.register is Register.COURT
    (hit,) = search(page.entries, IVAN)
    assert hit.level is Level.C  # a court prints no birth date
    assert hit.text == f"{name} ст.20.3.3 ч.1 КоАП РФ"


@pytest.mark.parametrize(
    ("words", "register"),
    [
        ("Список лиц, в отношении которых применяются временные ограничительные меры",
         Register.RESTRICTIVE),
        ("Перечень иностранных и международных организаций, деятельность которых признана "
         "нежелательной на территории Российской Федерации", Register.UNDESIRABLE),
        ("Федеральный список экстремистских материалов", Register.MATERIALS),
        ("Единый федеральный список организаций, в том числе иностранных и международных "
         "организаций, признанных в соответствии с законодательством Российской Федерации "
         "террористическими", Register.TERRORIST_ORG),
        ("Перечень некоммерческих организаций, в отношении которых судом принято решение о "
         "ликвидации или запрете деятельности по основаниям, предусмотренным Федеральным законом "
         "«О противодействии экстремистской деятельности»", Register.EXTREMIST_ORG),
    ],
)  # fmt: skip
def test_registers_are_known_by_their_words(words: str, register: Register) -> None:
    assert read(f"<html><h1>{words}</h1><p>1. Образец</p></html>").register is register
