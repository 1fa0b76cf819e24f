"""Makes pages like those of the registers, of any length, with nobody in them but invented people.

Layouts as they were seen in saved copies and in public programs that read them: both of the list
of Rosfinmonitoring, its entry grammar with every oddity, the wanted card of the Ministry of
Internal Affairs, registers of the Ministry of Justice, a court's page of a case, notices of
Interpol.
"""

from __future__ import annotations

import quopri
import random
from collections.abc import Sequence

ENTRY = "ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ*, 01.02.1985 г.р. , Г. ТВЕРЬ;"
TITLE = (
    "Перечень организаций и физических лиц, в отношении которых имеются сведения об их "
    "причастности к экстремистской деятельности или терроризму"
)
ADDRESS = "https://www.fedsfm.ru/documents/terrorists-catalog-portal-act"
_FAMILIES = ("ОБРАЗЦОВ", "ТЕСТОВ", "ВЫМЫСЛОВ", "ПРИДУМАНОВ", "НЕБЫЛИЦЫН", "ПРИМЕРНЫЙ")
_GIVEN = ("ОБРАЗЕЦ", "ТЕСТ", "АЛЕКСЕЙ", "ПЕТР", "НИКОЛАЙ", "СЕРГЕЙ")
_FATHERS = ("ОБРАЗЦОВИЧ", "ТЕСТОВИЧ", "ПЕТРОВИЧ", "СЕРГЕЕВИЧ", "ТЕСТ ОГЛЫ")
_PLACES = (
    "Г. ОМСК", "П. ПРИМЕРНЫЙ", "", "С. ПРИМЕРНОЕ ТЕСТОВСКОГО РАЙОНА РЕСПУБЛИКИ БАШКОРТОСТАН",
    "Г. ВЫМЫШЛЕННЫЙ, ПРИМЕРНАЯ ОБЛАСТЬ",
)  # fmt: skip


def people(count: int, seed: int = 1) -> list[str]:
    """Return entries of invented people in the grammar of the list, without their numbers."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        family = f"{chance.choice(_FAMILIES)}-{_letters(number)}"
        name = f"{family} {chance.choice(_GIVEN)} {chance.choice(_FATHERS)}"
        star = chance.choice(("*", "*", "", " *"))
        alias = f" ({family} ТЕСТ; {family} ТЕСТ ТЕСТОВИЧ)," if chance.random() < 0.1 else ""
        date = f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.{chance.randint(1950, 2008)}"
        born = chance.choice((f"{date} г.р. ", f"{date} г.р. ", f"{date[-4:]} г.р. ", ""))
        made.append(f"{name}{star}, {alias} {born}, {chance.choice(_PLACES)};")
    return made


def _letters(number: int) -> str:
    """Return a number as letters, so that every family name is another."""
    letters = "АБВГДЕЖЗИК"
    return "".join(letters[int(digit)] for digit in f"{number:05}")


def layout_a(
    persons: Sequence[str], organizations: Sequence[str] = (), *, numbers: bool = True
) -> str:
    """Return the list as four parts with ids and ``ol.terrorist-list``."""
    parts = (
        ("russianUL", "Российские юридические лица", organizations),
        ("russianFL", "Российские физические лица", persons),
        ("foreignUL", "Иностранные юридические лица", ()),
        ("foreignFL", "Иностранные физические лица", ["TESTOV TEST *, 05.06.1979 г. р. ;"]),
    )
    body = "".join(
        f'<div id="{id_}"><h3>{title}</h3><ol class="terrorist-list">{_items(rows, numbers)}</ol>'
        "</div>"
        for id_, title, rows in parts
    )
    return _page(TITLE, f"<h1>{TITLE}</h1>{body}")


def layout_b(persons: Sequence[str], organizations: Sequence[str] = ()) -> str:
    """Return the list as panels that fold, headed by their titles."""

    def panel(title: str, rows: Sequence[str]) -> str:
        inside = f"<ol>{_items(rows, True)}</ol>" if rows else "Сведения о субъектах отсутствуют"
        return (
            f'<div class="panel panel-default"><div class="panel-heading"><h4 class="panel-title">'
            f'<a href="#" data-toggle="collapse">{title}</a></h4></div>'
            f'<div class="panel-collapse"><div class="panel-body">{inside}</div></div></div>'
        )

    national = panel("Организации", organizations) + panel("Физические лица", persons)
    international = panel("Организации", ()) + panel("Физические лица", ())
    return _page(
        TITLE,
        f'<div class="panel-group" id="NationalPart"><h4>Национальная часть</h4>{national}</div>'
        f'<div class="panel-group"><h4>Международная часть</h4>{international}</div>',
    )


def _items(rows: Sequence[str], numbers: bool) -> str:
    return "\n".join(
        f"<li>{f'{number}. ' if numbers else ''}{row}</li>" for number, row in enumerate(rows, 1)
    )


def wanted_card(
    name: str = "ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ", born: str = "01.02.1985", photo: str = "photo.jpg",
    more: str = "",
) -> str:  # fmt: skip
    """Return the result of the wanted search with one card; no card where *name* is empty.

    *more* is another card before it.
    """
    card = more + (
        f'<div class="bs-item"><div class="bs-item-image"><img src="{photo}" alt="фото"></div>'
        f'<div class="bs-item-title">{name}</div><div>Дата рождения: {born}</div>'
        f"<div>Основания для розыска: разыскивается по статье УК</div></div>"
    )
    count = f'<div class="bs-count">Найдено: {1 if name else 0}</div>'
    return _page(
        "Внимание, розыск!",
        f'<h1>Внимание, розыск!</h1><form><input name="s_family"></form>'
        f'<div class="b-search-result">{count}{card if name else ""}</div>',
    )


def wanted_form(message: str) -> str:
    """Return the search form of the Ministry with a message and no result."""
    return _page("Внимание, розыск!", f"<h1>Внимание, розыск!</h1><form><p>{message}</p></form>")


def foreign_agents(rows: Sequence[tuple[str, str, str]], shown: str = "") -> str:
    """Return a table of the register: name, birth date, day of inclusion."""
    body = "".join(
        f"<tr><td>{number}</td><td>{name}</td><td>{born}</td><td>{day}</td></tr>"
        for number, (name, born, day) in enumerate(rows, 1)
    )
    return _page(
        "Реестр иностранных агентов",
        "<h1>Реестр иностранных агентов</h1><table><thead><tr><th>№</th><th>Полное наименование / "
        "ФИО</th><th>Дата рождения</th><th>Дата принятия решения о включении</th></tr></thead>"
        f"<tbody>{body}</tbody></table><p>{shown}</p>",
    )


def banned(rows: Sequence[str]) -> str:
    """Return the list of organizations as the Ministry of Justice has it: numbered paragraphs."""
    title = (
        "Перечень общественных объединений и религиозных организаций, в отношении которых судом "
        "принято вступившее в законную силу решение о ликвидации или запрете деятельности по "
        "основаниям, предусмотренным Федеральным законом «О противодействии экстремистской "
        "деятельности»"
    )
    body = "".join(f"<p>{number}. {row}</p>" for number, row in enumerate(rows, 1))
    return _page(title, f"<h1>{title}</h1>{body}")


def notice(**more: object) -> dict[str, object]:
    """Return a notice as Interpol gives it."""
    return {
        "forename": "IVAN SERGEEVICH", "name": "PRIMEROV", "date_of_birth": "1985/02/01",
        "entity_id": "2024/00000", "nationalities": ["RU"], "sex_id": "M", "weight": 0,
        "place_of_birth": "TVER", "country_of_birth_id": "RU", "eyes_colors_id": None,
        "arrest_warrants": [
            {"issuing_country_id": "RU", "charge": "Invented charge", "charge_translation": None}
        ],
        "_links": {"images": {"href": "https://ws-public.interpol.int/notices/v1/red/x/images"}},
    } | more  # fmt: skip


def notices(cards: Sequence[tuple[str, str]]) -> str:
    """Return the search for notices as its page shows it: family name, given name, age."""
    body = "".join(
        '<div class="redNoticesList__item"><div class="redNoticeItem"><img src="photo.jpg">'
        f'<div class="redNoticeItem__labelText"><a class="redNoticeItem__labelLink" href="#x">'
        f'{family}<br>{given}</a></div><div class="age"><span class="ageCount">39</span> years old'
        '</div><div class="nationalities">Russia</div></div></div>'
        for family, given in cards
    )
    return _page("View Red Notices", f'<h1>Red Notices</h1><div id="noticesResultsItemList">{body}'
                 "</div>")  # fmt: skip


def court_card(person: str = "Примеров Иван Сергеевич") -> str:
    """Return a court's page of a case, in tables within a table as the sites have it."""
    facts = (
        ("Уникальный идентификатор дела", "77RS0001-02-2023-001234-10"),
        ("Дата поступления", "12.03.2023"),
        ("Судья", "Образцова О.О."),
        ("Результат рассмотрения", "Вынесено постановление о назначении наказания"),
    )
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in facts)
    return _page(
        "Дело № 5-123/2023",
        f"<table><tr><td><h2>ДЕЛО № 5-123/2023</h2><table>{rows}</table>"
        "<h2>ДВИЖЕНИЕ ДЕЛА</h2><table><tr><th>Событие</th><th>Дата</th></tr>"
        "<tr><td>Судебное заседание</td><td>15.03.2023</td></tr></table>"
        "<h2>ЛИЦА</h2><table><tr><th>ФИО</th><th>Перечень статей</th></tr>"
        f"<tr><td>{person}</td><td>ст.20.3.3 ч.1 КоАП РФ</td></tr></table></td></tr></table>",
    )


def _page(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8"><title>'
        f"{title}</title><style>.x {{ color: red }}</style><script>var html = '<li>1. НИКТО</li>';"
        "</script></head><body><nav><ul><li>Главная</li><li>Контакты</li></ul></nav>"
        f"<main>{body}</main><footer>Все имена на этой странице вымышлены.</footer></body></html>\n"
    )


def mhtml(html: str, url: str = ADDRESS, date: str = "Thu, 3 Jul 2025 18:14:05 -0000") -> bytes:
    """Return a page as Chrome saves it in one file."""
    mark = "----MultipartBoundary--invented0000----"
    packed = quopri.encodestring(html.encode()).replace(b"\n", b"\r\n")
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\n"
        f"Subject: =?utf-8?Q?page?=\r\nDate: {date}\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        f'\tboundary="{mark}"\r\n\r\n\r\n'
        f"--{mark}\r\nContent-Type: text/html\r\nContent-ID: <frame-0@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n"
    )
    style = (
        f"\r\n--{mark}\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: cid:css-0@mhtml.blink\r\n\r\n.x { color: red }\r\n"
        f"--{mark}--\r\n"
    )
    return head.encode() + packed + style.encode()
