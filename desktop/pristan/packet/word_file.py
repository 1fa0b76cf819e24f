"""The file of a Word document round its text: styles, header, footer and the ZIP around them.

ECMA-376, parts 1 and 2. No properties, no author, no date: the same text gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape
from typing import Final

TWIPS: Final = 1440  # in an inch
_WORDS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_file(blocks: str, band: str) -> bytes:
    """Return a document of these blocks on Letter paper, with *band* at the head of every page."""
    last = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="12240" w:h="15840"/>'
        f'<w:pgMar w:top="{TWIPS}" w:right="{TWIPS}" w:bottom="{TWIPS}" w:left="{TWIPS}" '
        'w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )
    return _packed({
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": _xml("document", f"<w:body>{blocks}{last}</w:body>"),
        "word/styles.xml": _xml("styles", _STYLES),
        "word/header1.xml": _xml("hdr", _centered(escape(band, quote=False), bold=True)),
        "word/footer1.xml": _xml("ftr", _FOOTER),
        "word/_rels/document.xml.rels": _relations({
            "rId1": ("styles", "styles.xml"), "rId2": ("header", "header1.xml"),
            "rId3": ("footer", "footer1.xml"),
        }),
    })  # fmt: skip


def _centered(text: str, *, bold: bool) -> str:
    about = "<w:rPr><w:b/></w:rPr>" if bold else ""
    run = f"<w:r>{about}<w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run}</w:p>'


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
            ("footer1", "footer"),
        )
    )
    + "</Types>"
)  # fmt: skip
_FAMILY: Final = "Times New Roman"
_FACE: Final = f'<w:rFonts w:ascii="{_FAMILY}" w:hAnsi="{_FAMILY}" w:cs="{_FAMILY}"/>'
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
_FOOTER: Final = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
