"""The file of a Word document round its text: styles, header, footer and the ZIP around them.

ECMA-376, parts 1 and 2. No properties, no author, no date: the same text gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from pristan.packet.stamp import BAND_SIZE, NUMBER_SIZE, number_text

TWIPS: Final = 1440  # in an inch
_WIDE: Final = 8.5  # inches of Letter paper
_TOP: Final = 1800  # as the press leaves it free, for the band and two holes
_BAND: Final = 440  # from the upper edge, about where it is stamped
_NUMBER: Final = 500  # from the lower edge, as well
_WORDS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round the text of each page.

    *band* is printed at its head. *first* is the number of the first page; 0 is a cover, which has
    none. *prefix* is what is printed before every number. *sides* and *bottom* are inches.
    """

    band: str = ""
    first: int = 1
    prefix: str = ""
    sides: float = 1.0
    bottom: float = 1.0

    @property
    def width(self) -> float:
        """How wide the text is, in inches."""
        return _WIDE - 2 * self.sides


def word_file(blocks: str, frame: Frame) -> bytes:
    """Return a document of these blocks on Letter paper."""
    header = '<w:headerReference w:type="{}" r:id="rId2"/>'
    # A first page that has a footer of its own, and then none, has no number.
    own, alone = (header.format("first"), "<w:titlePg/>") if frame.first == 0 else ("", "")
    side, bottom = round(frame.sides * TWIPS), round(frame.bottom * TWIPS)
    last = (
        f'<w:sectPr>{header.format("default")}{own}'
        '<w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="12240" w:h="15840"/>'
        f'<w:pgMar w:top="{_TOP}" w:right="{side}" w:bottom="{bottom}" w:left="{side}" '
        f'w:header="{_BAND}" w:footer="{_NUMBER}" w:gutter="0"/>'
        f'<w:pgNumType w:start="{frame.first}"/>{alone}</w:sectPr>'
    )
    return _packed({
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": _xml("document", f"<w:body>{blocks}{last}</w:body>"),
        "word/styles.xml": _xml("styles", _STYLES),
        "word/settings.xml": _xml("settings", _SETTINGS),
        "word/header1.xml": _xml("hdr", _centered(_run(frame.band, "<w:b/>" + sized(BAND_SIZE)))),
        "word/footer1.xml": _xml("ftr", _centered(_number(frame.prefix))),
        "word/_rels/document.xml.rels": _relations({
            "rId1": ("styles", "styles.xml"), "rId2": ("header", "header1.xml"),
            "rId3": ("footer", "footer1.xml"), "rId4": ("settings", "settings.xml"),
        }),
    })  # fmt: skip


def _centered(runs: str) -> str:
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>'


def _run(text: str, about: str = "") -> str:
    said = f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'
    return f"<w:r><w:rPr>{about}</w:rPr>{said}</w:r>" if text else ""


def _number(prefix: str) -> str:
    """Return the number of a page, as it is stamped on the packet."""
    before = number_text(prefix, 0).removesuffix("0")
    about = sized(NUMBER_SIZE)
    field = (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText>PAGE</w:instrText>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    runs = "".join(f"<w:r><w:rPr>{about}</w:rPr>{each}</w:r>" for each in field)
    return _run(before, about) + runs


def sized(points: float) -> str:
    """Return the properties of a run whose letters have so many points."""
    half = round(2 * points)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _xml(name: str, inner: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:{name} xmlns:w="{_WORDS}" xmlns:r="{_OFFICE}">{inner}</w:{name}>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in targets.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships '
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{entries}</Relationships>"
    )


def _packed(parts: Mapping[str, str]) -> bytes:
    """Return the parts as one file; the date of each is the first that a ZIP file knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, text.encode())
    return out.getvalue()


_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_MAIN}.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"), ("styles", "styles"), ("header1", "header"),
            ("footer1", "footer"), ("settings", "settings"),
        )
    )
    + "</Types>"
)  # fmt: skip
_FAMILY: Final = "Times New Roman"
_FACE: Final = (
    f'<w:rFonts w:ascii="{_FAMILY}" w:hAnsi="{_FAMILY}" w:eastAsia="{_FAMILY}" w:cs="{_FAMILY}"/>'
)
# Without this Word takes a file for one of 2007 and opens it in Compatibility Mode.
_SETTINGS: Final = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
_STYLES: Final = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FACE}<w:sz w:val="24"/><w:lang w:val="en-US"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
        f'<w:spacing w:before="120" w:after="60"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        for level in range(1, 5)
    )
)
