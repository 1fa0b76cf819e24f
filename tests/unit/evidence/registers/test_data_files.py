"""Lists that are files of data: searched in the closed-off child, printed, refused when broken."""

from __future__ import annotations

import io
import json
import struct
import zipfile

import pytest

from pristan.case import Name, Point
from pristan.confine.refusals import Refused
from pristan.evidence import Evidence
from pristan.evidence.registers.data_files import NoData, read_data
from pristan.evidence.registers.values import Doubt, Level, Register, Rule, Sought

IVAN = Sought((Name("Примеров", "Иван", "Сергеевич"),), Point(1985, 2, 1))
ANNA = Sought((Name("Образцова", "Анна", "Петровна"),), Point(1990, 4, 3))


def xml(subjects: int = 1000) -> bytes:
    """Return the newer XML: two invented people who are looked for, an organization, and others."""
    others = "".join(
        f"<Субъект><ФЛ><ФИО>ТЕСТОВ ТЕСТ {at}</ФИО><ДатаРождения>1979-06-05</ДатаРождения></ФЛ>"
        "</Субъект>"
        for at in range(subjects)
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Перечень><ВерсияФормата>2.1</ВерсияФормата><ДатаПеречня>2026-01-15</ДатаПеречня>
<АктуальныйПеречень>
<Субъект><ТипСубъекта><Идентификатор>4</Идентификатор></ТипСубъекта><ФЛ>
<ФИО>ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ</ФИО><ДатаРождения>1985-02-01</ДатаРождения>
<МестоРождения>Г. ТВЕРЬ</МестоРождения><ИНН>770000000000</ИНН><СписокДокументов><Документ>
<Серия>4500</Серия><Номер>000000</Номер></Документ></СписокДокументов></ФЛ>
<СписокАдресов><Адрес>УЛ. ПРИМЕРНАЯ</Адрес></СписокАдресов>
<История><ДатаВключения>2024-05-06</ДатаВключения></История><Террорист>1</Террорист></Субъект>
<Субъект><ФЛ><Фамилия>ПРИМЕРОВА</Фамилия><Имя>АННА</Имя><Отчество>ПЕТРОВНА</Отчество>
<ГодРождения>1990</ГодРождения><СписокДрНаименований><ДрНаименование>ОБРАЗЦОВА АННА ПЕТРОВНА
</ДрНаименование></СписокДрНаименований></ФЛ></Субъект>
<Субъект><ЮЛ><Наименование>ПРИМЕРНОЕ ОБЪЕДИНЕНИЕ</Наименование></ЮЛ></Субъект>
{others}</АктуальныйПеречень>
<ПоследниеИсключенные><Субъект><ФЛ><ФИО>ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ</ФИО></ФЛ></Субъект>
</ПоследниеИсключенные></Перечень>""".encode()


OLD_XML = """<?xml version="1.0" encoding="windows-1251"?>
<TERRORISTS_CATALOG ID="1" DATE="26.12.2019" NUM="362ПЭ"><TERRORISTS>
<TERRORISTS_NAME><![CDATA[ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ*]]></TERRORISTS_NAME>
<IS_TERRORIST>1</IS_TERRORIST>
<BIRTH_DATE>02.01.1985</BIRTH_DATE><PASSPORT>4500 000000</PASSPORT></TERRORISTS>
</TERRORISTS_CATALOG>""".encode("cp1251")

JSON = json.dumps({"values": [
    {"field_1_i": 1, "field_2_s": "Примеров Иван Сергеевич", "field_3_s": "статья 7",
     "field_4_s": "01.03.2024", "field_7_s": "Физические лица", "field_11_s": "000-000-000 00",
     "field_12_s": "01.02.1985", "field_14_s": "ул. Примерная"},
]}, ensure_ascii=False).encode()  # fmt: skip

CSV = (
    "№;Материал;Дата\r\n"
    "1;Видеозапись «Пример», автор Примеров И.С. (решение суда);01.03.2024\r\n"
    '2;"Книга; вторая";02.03.2024\r\n'
).encode("cp1251")


def dbf() -> bytes:
    fields = (("NAMEU", 40), ("GR", 8), ("ADRESS", 20))
    rows = [("ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ", "19850201", "УЛ. ПРИМЕРНАЯ")]
    size = 1 + sum(width for _, width in fields)
    head = 32 + 32 * len(fields) + 1
    out = struct.pack("<4BIHH20x", 3, 119, 12, 26, len(rows), head, size)
    for name, width in fields:
        out += struct.pack("<11sc4xB15x", name.encode(), b"C", width)
    out += b"\x0d"
    for row in rows:
        out += b" " + b"".join(
            cell.encode("cp866").ljust(width) for cell, (_, width) in zip(row, fields, strict=True)
        )
    return out


def xlsx() -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = ["Реестр иностранных агентов", "№", "Полное наименование/ФИО", "Дата рождения",
               "Дата принятия решения о включении", "СНИЛС", "Примеров Иван Сергеевич",
               "01.02.1985", "000-000-000 00"]  # fmt: skip
    shared = "".join(f"<si><t>{each}</t></si>" for each in strings)
    rows = ((("A", 0),), tuple(zip("ABCDE", range(1, 6), strict=True)))
    sheet = ""
    for at, row in enumerate(rows, 1):
        cells = "".join(f'<c r="{column}{at}" t="s"><v>{n}</v></c>' for column, n in row)
        sheet += f'<row r="{at}">{cells}</row>'
    sheet += ('<row r="3"><c r="A3"><v>1</v></c><c r="B3" t="s"><v>6</v></c>'
              '<c r="C3" t="s"><v>7</v></c><c r="D3"><v>45352</v></c>'
              '<c r="E3" t="s"><v>8</v></c></row>')  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", f"<workbook {space}/>")
        archive.writestr("xl/sharedStrings.xml", f"<sst {space}>{shared}</sst>")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f"<worksheet {space}><sheetData>{sheet}</sheetData></worksheet>",
        )
    return out.getvalue()


def packed(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("list.xml", data)
    return out.getvalue()


@pytest.mark.parametrize("data", [xml(), packed(xml())], ids=["plain", "packed"])
def test_the_newer_xml_is_searched_and_tells_no_numbers(evidence: Evidence, data: bytes) -> None:
    looked = evidence.find(data, IVAN)
    assert (looked.register, looked.doubt) == (Register.ROSFINMONITORING, None)
    (hit,) = looked.hits
    assert (hit.level, hit.section, hit.asterisk) == (Level.A, "Физические лица", None)
    assert hit.text == (
        "ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ; ДатаРождения: 1985-02-01; МестоРождения: Г. ТВЕРЬ; "
        "ДатаВключения: 2024-05-06; Террорист: 1"
    )
    (alias,) = evidence.find(data, ANNA).hits
    assert alias.level is Level.B and set(alias.rules) == {Rule.ALIAS, Rule.YEAR}


def test_what_is_printed_is_the_entry_and_how_many_others_are_not(evidence: Evidence) -> None:
    (hit,) = evidence.find(xml(), IVAN).hits
    extract = evidence.extract(xml(), hit.text)
    assert extract.marked == 1 and extract.is_data
    assert [line.text for line in extract.lines if line.marked] == [hit.text]
    assert sum(line.count for line in extract.lines) == 1002
    assert not any("ТЕСТОВ" in line.text for line in extract.lines)


def test_a_list_that_is_not_known_is_not_printed_as_a_whole(evidence: Evidence) -> None:
    rows = [{"field_2_s": "Примеров Иван Сергеевич"}, {"field_2_s": "Тестов Тест Тестович"}]
    data = json.dumps({"values": rows}, ensure_ascii=False).encode()
    extract = evidence.extract(data, "Примеров Иван Сергеевич")
    assert [line.text for line in extract.lines if line.text] == ["Примеров Иван Сергеевич"]
    assert sum(line.count for line in extract.lines) == 1


def test_a_short_list_is_not_taken_for_the_whole(evidence: Evidence) -> None:
    assert evidence.find(xml(10), ANNA).doubt is Doubt.FEW


@pytest.mark.parametrize(
    ("data", "register", "level", "asterisk"),
    [
        (OLD_XML, Register.ROSFINMONITORING, Level.B, True),  # day and month swapped
        (JSON, Register.FOREIGN_AGENTS, Level.A, None),
        (CSV, Register.MATERIALS, Level.C, None),
        (dbf(), Register.ROSFINMONITORING, Level.A, None),
        (xlsx(), Register.FOREIGN_AGENTS, Level.A, None),
    ],
    ids=["old XML", "JSON", "CSV", "DBF", "XLSX"],
)
def test_the_other_forms_of_a_list_are_read(
    evidence: Evidence, data: bytes, register: Register, level: Level, asterisk: bool | None
) -> None:
    looked = evidence.find(data, IVAN)
    assert looked.register is register
    (hit,) = looked.hits
    assert (hit.level, hit.asterisk) == (level, asterisk)
    for private in ("4500", "770000", "000-000", "УЛ. ПРИМЕРНАЯ", "ул. Примерная"):
        assert private not in hit.text
    assert evidence.extract(data, hit.text).marked == 1


def test_a_day_that_is_a_number_of_a_sheet_is_a_day() -> None:
    (record,) = read_data(xlsx()).records
    assert "Дата принятия решения о включении: 01.03.2024" in record.text


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "<?xml version='1.0'?><Перечень>".encode(),
        b'{"values": 1}', b"[]", b"[" * 100_000, b"PK\x03\x04 not an archive",
        b"\x03" + b"NAMEU" * 20, b"", b"words and no list",
    ],
    ids=["entities", "cut", "no list", "empty", "deep", "no ZIP", "no DBF", "nothing", "text"],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_words(evidence: Evidence, data: bytes) -> None:
    with pytest.raises(NoData):
        read_data(data)
    with pytest.raises(Refused):
        evidence.extract(data, "ПРИМЕРОВ")
