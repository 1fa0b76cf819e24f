"""Lists that come as files of data and not as pages: XML, XLSX, JSON, CSV and DBF. Child side only.

Fields: public programs that read these files, checked 2026-11-22; a DBF and the old XML are no
longer given out; JSON comes from the Ministry of Justice and from Interpol. Numbers of passports,
taxpayers and insured, and addresses are never read.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from xml.etree import ElementTree

from pristan.evidence.registers.refusals import TooLong
from pristan.evidence.registers.values import Register
from pristan.saved.encodings import decoded

_MOST: Final = 400_000  # entries
_LARGEST: Final = 200 << 20  # bytes of one file that was packed
_CP866 = codecs.lookup("cp866")  # now: a closed-off child can look up no other
_PEOPLE, _BODIES = "Физические лица", "Организации"
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)")
_ROW = re.compile(r"\s*\d{1,6};")
_HEAD_WORDS = re.compile("наименование|фио|ф\\.и\\.о", re.I)
_PRIVATE = re.compile("инн|огрн|снилс|адрес|паспорт|документ", re.I)
_BASE_OF_XLSX: Final = date(1899, 12, 30)
# Fields of the registers of the Ministry of Justice, as its portal gives them
_AGENTS: Final[Mapping[str, str]] = {
    "field_12_s": "дата рождения", "field_7_s": "тип", "field_3_s": "основания",
    "field_4_s": "дата решения о включении", "field_5_s": "дата исключения",
}
_UNWANTED: Final[Mapping[str, str]] = {
    "field_2_s": "дата", "field_10_s": "статус", "field_8_s": "дата исключения",
}
_NOTICE: Final = (
    "date_of_birth", "place_of_birth", "country_of_birth_id", "nationalities", "sex_id",
    "entity_id",
)  # fmt: skip
_WARRANT: Final = ("issuing_country_id", "charge", "charge_translation")

_BROKEN: Final = (
    ElementTree.ParseError, KeyError, IndexError, ValueError, TypeError, AttributeError, EOFError,
    RuntimeError, struct.error, csv.Error, zlib.error, zipfile.BadZipFile, OSError, StopIteration,
)  # fmt: skip


class NoData(Exception):
    """The file is none of these."""


@dataclass(slots=True)
class Record:
    """One entry: what the file says of it, its number in the file, and its part of the list."""

    text: str
    number: int | None = None
    section: str = ""


@dataclass(slots=True)
class Data:
    """A list: which register it is, how the file calls it, and its entries."""

    register: Register
    title: str
    records: list[Record] = field(default_factory=list)
    part: bool = False  # there are more entries than the file has


def read_data(data: bytes) -> Data:
    """Return the list that a file of data holds. Raises NoData, or Refused where it is too long."""
    try:
        if data.startswith(b"PK\x03\x04"):
            found = _from_zip(data)
        elif data[:1] in (b"\x03", b"\x30", b"\x83", b"\xf5") and b"NAMEU" in data[:4096]:
            found = _from_dbf(data)
        else:
            found = _from_text(data)
        found.records = [each for each in found.records if each.text]
    except _BROKEN as error:
        raise NoData from error
    if len(found.records) > _MOST:
        raise TooLong(_MOST)
    return found


def _from_text(data: bytes) -> Data:
    declared = _DECLARED.search(data[:200])
    text = decoded(data, declared[1].decode("ascii", "replace") if declared else "")
    begins = text[:2000].lstrip()
    if begins.startswith(("{", "[")):
        return _from_json(json.loads(text))
    if begins.startswith("<?xml") or begins.startswith(("<Перечень", "<TERRORISTS_CATALOG")):
        return _from_xml(text)
    lines = [line for line in text[:20_000].splitlines()[1:20] if line]
    if lines and sum(bool(_ROW.match(line)) for line in lines) > len(lines) // 2:
        return _from_csv(text)
    raise NoData


# ---- XML ---------------------------------------------------------------------------------------


def _from_xml(text: str) -> Data:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NoData  # such lists have none, and they are how XML is made to burst
    root = ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1))
    if root.tag == "Перечень":
        title = f"Перечень, {_said(root, 'ДатаПеречня')}".rstrip(", ")
        listed = root.find("АктуальныйПеречень")
        subjects = listed.iter("Субъект") if listed is not None else iter(())
        return Data(Register.ROSFINMONITORING, title, [_subject(each) for each in subjects])
    if root.tag == "TERRORISTS_CATALOG":
        number, day = root.get("NUM", ""), root.get("DATE", "")
        title = f"TERRORISTS_CATALOG {number} {day}".strip()
        records = [_old_subject(each) for each in root.iter("TERRORISTS")]
        return Data(Register.ROSFINMONITORING, title, records)
    raise NoData


def _subject(found: ElementTree.Element) -> Record:
    person = found.find("ФЛ")
    inner = found.find("ЮЛ") if person is None else person
    if inner is None:
        return Record("")
    name = _said(inner, "ФИО") or " ".join(
        filter(None, (_said(inner, part) for part in ("Фамилия", "Имя", "Отчество")))
    )
    others = ["".join(each.itertext()).split() for each in inner.iter("ДрНаименование")]
    text = _entry(
        name or _said(inner, "Наименование"),
        [" ".join(each) for each in others],
        [(tag, _said(inner, tag)) for tag in ("ДатаРождения", "ГодРождения", "МестоРождения")]
        + [(tag, _said(found, tag)) for tag in ("ДатаВключения", "Террорист")],
    )
    return Record(text, None, _BODIES if person is None else _PEOPLE)


def _old_subject(found: ElementTree.Element) -> Record:
    born = _said(found, "BIRTH_DATE")
    text = _entry(_said(found, "TERRORISTS_NAME"), (), [
        ("дата рождения", born), ("место рождения", _said(found, "BIRTH_PLACE")),
        ("IS_TERRORIST", _said(found, "IS_TERRORIST")),
    ])  # fmt: skip
    return Record(text, None, _PEOPLE if born else "")


def _said(inside: ElementTree.Element, tag: str) -> str:
    found = inside.find(f".//{tag}")
    return " ".join((found.text or "").split()) if found is not None else ""


def _entry(name: str, others: Sequence[str], facts: Iterable[tuple[str, str]]) -> str:
    """Return an entry in one line: the name, other names in brackets, what else the file says."""
    if not name:
        return ""
    alias = f" ({'; '.join(filter(None, others))})" if any(others) else ""
    return "; ".join((name + alias, *(f"{what}: {said}" for what, said in facts if said)))


# ---- JSON, CSV, DBF ----------------------------------------------------------------------------


def _from_json(found: Any) -> Data:
    """Read what the portal of the Ministry of Justice gives: ``{"values": [{"field_1_i": …}]}``.

    Or what Interpol does: one notice, or the answer to a search.
    """
    if isinstance(found, dict) and "entity_id" in found:
        return Data(Register.INTERPOL, "", [_notice(found)], part=True)
    if isinstance(found, dict) and "_embedded" in found:
        notices = [_notice(each) for each in found["_embedded"]["notices"]]
        return Data(Register.INTERPOL, "", notices, part=found["total"] != len(notices))
    rows = found["values"] if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or not rows:
        raise NoData
    fields = set().union(*rows)
    if {"field_2_s", "field_12_s"} <= fields:
        return _of_portal(rows, Register.FOREIGN_AGENTS, "field_2_s", _AGENTS)
    if {"field_5_s", "field_10_s"} <= fields and "field_7_s" not in fields:
        return _of_portal(rows, Register.UNDESIRABLE, "field_5_s", _UNWANTED)
    if "field_2_s" in fields:
        return _of_portal(rows, Register.OTHER, "field_2_s", {})
    raise NoData


def _notice(found: Mapping[str, Any]) -> Record:
    """Read a notice of Interpol: its fields have the names that are printed."""
    name = " ".join(filter(None, (_plain(found.get(key)) for key in ("name", "forename"))))
    facts = [(key, _listed(found.get(key))) for key in _NOTICE]
    for warrant in found.get("arrest_warrants") or ():
        facts += [(key, _listed(warrant.get(key))) for key in _WARRANT]
    return Record(_entry(name, (), facts))


def _listed(value: Any) -> str:
    return ", ".join(map(_plain, value)) if isinstance(value, list) else _plain(value)


def _of_portal(
    rows: Sequence[Mapping[str, Any]], register: Register, name: str, facts: Mapping[str, str]
) -> Data:
    records = []
    for row in rows:
        said = [(what, _plain(row.get(key))) for key, what in facts.items()]
        number = row.get("field_1_i")
        counted = number if type(number) is int and number >= 0 else None
        records.append(Record(_entry(_plain(row.get(name)), (), said), counted))
    return Data(register, "", records)


def _from_csv(text: str) -> Data:
    """Read the federal list of materials: number; entry; date."""
    records = []
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        number, *cells = row or [""]
        if number.strip().isdecimal():
            said = "; ".join(filter(None, (" ".join(cell.split()) for cell in cells)))
            records.append(Record(said, int(number[:9])))
    return Data(Register.MATERIALS, "", records)


def _from_dbf(data: bytes) -> Data:
    """Read a table of dBASE in the encoding 866: NAMEU is the name, GR the birth date."""
    count, start, length = struct.unpack_from("<IHH", data, 4)
    fields, at, offset = {}, 32, 1
    while data[at] != 0x0D:
        name = data[at : at + 11].split(b"\0")[0].decode("ascii")
        fields[name] = (offset, data[at + 16])
        offset += data[at + 16]
        at += 32

    def cell(record: bytes, name: str) -> str:
        begin, size = fields.get(name, (0, 0))
        return " ".join(_CP866.decode(record[begin : begin + size], "replace")[0].split())

    records = []
    for number in range(min(count, _MOST + 1)):
        record = data[start + number * length : start + (number + 1) * length]
        if len(record) == length and record[:1] != b"*":  # an asterisk marks a line as removed
            born = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\3.\2.\1", cell(record, "GR"))
            text = _entry(cell(record, "NAMEU"), (), [("дата рождения", born)])
            records.append(Record(text, None, _PEOPLE if born else ""))
    return Data(Register.ROSFINMONITORING, "", records)


def _plain(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


# ---- what is packed ----------------------------------------------------------------------------


def _from_zip(data: bytes) -> Data:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" in names:
            return _from_xlsx(archive, names)
        inside = [name for name in names if name.lower().endswith((".xml", ".dbf"))]
        if len(inside) != 1:
            raise NoData
        unpacked = _unpacked(archive, inside[0])
    return read_data(unpacked)


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise NoData
    return data


def _from_xlsx(archive: zipfile.ZipFile, names: Sequence[str]) -> Data:
    """Read the first sheet; its head is the row that names a name and a date or a ground."""
    shared: list[str] = []
    if "xl/sharedStrings.xml" in names:
        strings = _sheet_xml(_unpacked(archive, "xl/sharedStrings.xml"))
        shared = ["".join(each.itertext()) for each in strings.iterfind(".//{*}si")]
    sheet = min(name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
    rows = list(_cells(_sheet_xml(_unpacked(archive, sheet)), shared))
    at = next(at for at, row in enumerate(rows) if _is_head(row))
    head = rows[at]
    title = " ".join(cell for row in rows[:at] for cell in row.values() if cell)
    name = next(key for key, said in head.items() if _HEAD_WORDS.search(said))
    records = []
    for number, row in enumerate(rows[at + 1 :], 1):
        facts = [
            (said, _day(row.get(key, ""), said))
            for key, said in head.items()
            if key != name and said and "№" not in said and not _PRIVATE.search(said)
        ]
        records.append(Record(_entry(" ".join(row.get(name, "").split()), (), facts), number))
    return Data(Register.OTHER, title, records)


def _sheet_xml(data: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise NoData
    return ElementTree.fromstring(data)


def _cells(sheet: ElementTree.Element, shared: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a sheet: what stands in each column, by the letters of the column."""
    for row in sheet.iterfind(".//{*}row"):
        found = {}
        for cell in row.iterfind("{*}c"):
            column = (cell.get("r") or "").rstrip("0123456789")
            if cell.get("t") == "inlineStr":
                said = "".join(cell.itertext())
            else:
                value = cell.find("{*}v")
                said = (value.text or "") if value is not None else ""
                said = shared[int(said)] if cell.get("t") == "s" and said else said
            found[column] = said.strip()
        yield found


def _is_head(row: Mapping[str, str]) -> bool:
    said = " ".join(row.values())
    return bool(_HEAD_WORDS.search(said)) and bool(re.search("дата|основан", said, re.I))


def _day(value: str, head: str) -> str:
    """Return a day as people write it, where a sheet has only its number."""
    if "дата" in head.lower() and re.fullmatch(r"\d{5}(\.0+)?", value):
        return f"{_BASE_OF_XLSX + timedelta(days=int(float(value))):%d.%m.%Y}"
    return " ".join(value.split())
