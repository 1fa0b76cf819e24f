"""Texts, saved web pages and documents get pages, with nothing fetched and nothing left to act."""

from __future__ import annotations

import io
import time
import zipfile

import pikepdf
import pytest
from PIL import Image

from pristan.confine.refusals import Refused
from pristan.confine.walls import words_for_walls
from pristan.evidence import Evidence, How, Kind
from pristan.evidence.office import office_program
from unit.evidence.test_sheets import image, words

LINE = "ПРИМЕРОВ Иван Сергеевич"
SITE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Суд</title>
<link rel="stylesheet" href="{css}"><link rel="attachment" href="file:///etc/passwd">
<meta http-equiv="refresh" content="0; url=http://example.org">
<script>document.write("РОБОТ")</script></head>
<body onload="go()"><header>Шапка</header><h1>Дело № 1-23/2023</h1><p>ПРИМЕРОВ Иван Сергеевич</p>
<img src="{img}" alt=""><img src="http://example.org/x.png" alt="">
<a href="http://example.org/">ссылка</a><iframe src="file:///etc/hostname"></iframe>
<script>1</script>хвост</body></html>"""
STYLE = "html,body{overflow:hidden;height:100vh} header{position:fixed;top:0} h1{color:#0000ff}"


def red() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 300), (255, 0, 0)).save(out, "PNG")
    return out.getvalue()


def folder() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        page = SITE.format(css="./Суд_files/a.css", img="Суд_files/b%20c.png")
        archive.writestr("Суд.html", page)
        archive.writestr("Суд_files/a.css", STYLE)
        archive.writestr("Суд_files/b c.png", red())
    return out.getvalue()


def archive() -> bytes:
    import base64

    page = SITE.format(css="https://court.example/a.css", img="cid:one@x")
    parts = [
        ("text/html; charset=utf-8", "Content-Location: https://court.example/x", page.encode()),
        ("text/css", "Content-Location: https://court.example/a.css", STYLE.encode()),
        ("image/png", "Content-ID: <one@x>", red()),
    ]
    body = "".join(
        f"\r\n--B\r\nContent-Type: {kind}\r\n{where}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content).decode()
        for kind, where, content in parts
    )
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n'
    return f"From: <Saved>\r\n{head}{body}\r\n--B--\r\n".encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866"])
def test_a_text_in_any_encoding(evidence: Evidence, encoding: str) -> None:
    data = (f"{LINE}\r\n\r\n\tвторая строка <b>&amp;</b> " + "слово " * 60).encode(encoding)
    assert evidence.look(data).kind is Kind.TEXT
    made = evidence.clean(data)
    (text,) = words(made.pdf)
    assert made.how is How.COPIED and LINE in text and "<b>&amp;</b>" in text
    assert text.count("слово") == 60


@pytest.mark.parametrize(("make", "kind"), [(folder, Kind.PAGE), (archive, Kind.ARCHIVE)])
def test_a_saved_page_prints_as_it_looked(evidence: Evidence, make: object, kind: Kind) -> None:
    data = make()  # type: ignore[operator]
    assert evidence.look(data).kind is kind
    made = evidence.clean(data)
    text = " ".join(words(made.pdf))
    for word in ("Шапка", "Дело № 1-23/2023", LINE, "ссылка", "хвост"):
        assert word in text
    assert "РОБОТ" not in text and "root:" not in text
    colors = {color for _, color in image(made.pdf).getcolors(1 << 20) or []}
    assert (255, 0, 0) in colors and (0, 0, 255) in colors
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert "/Annots" not in pdf.pages[0] and "/Names" not in pdf.Root


def test_a_page_that_is_too_much_for_its_styles_prints_its_words(evidence: Evidence) -> None:
    data = f"<html><body>{'<div>' * 3000}{LINE}{'</div>' * 3000}</body></html>".encode()
    assert LINE in " ".join(words(evidence.clean(data).pdf))


def test_an_archive_without_a_page_is_refused(evidence: Evidence) -> None:
    data = archive().replace(b"text/html", b"text/calm")
    with pytest.raises(Refused) as refused:
        evidence.clean(data)
    assert refused.value.saying.context == "packet.no_saved_page"


def document() -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", (
            f'<Types xmlns="{types}"><Default Extension="rels" ContentType="{rels}"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
        ))
        packed.writestr("_rels/.rels", (
            f'<Relationships xmlns="{links}"><Relationship Id="rId1" Type="{office}" '
            'Target="word/document.xml"/></Relationships>'
        ))
        packed.writestr("word/document.xml", (
            f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>{LINE}</w:t></w:r></w:p></w:body>'
            "</w:document>"
        ))
    return out.getvalue()


CAN = office_program() is not None and bool(words_for_walls())


@pytest.mark.skipif(not CAN, reason="LibreOffice or bubblewrap is not installed here")
def test_a_document_gets_its_pages(evidence: Evidence) -> None:
    for data in (document(), rb"{\rtf1\ansi PRIMEROV Ivan}"):
        made = evidence.clean(data)
        assert made.how is How.COPIED
        assert any(name in words(made.pdf)[0] for name in (LINE, "PRIMEROV Ivan"))


@pytest.mark.skipif(not CAN, reason="LibreOffice or bubblewrap is not installed here")
def test_a_broken_document_is_refused(evidence: Evidence) -> None:
    with pytest.raises(Refused) as refused:
        evidence.clean(document()[:400])
    assert refused.value.saying.context == "evidence.needs_office"


def test_a_document_is_asked_for_as_pdf_where_nothing_can_be_closed_off(
    evidence: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pristan.evidence.office.words_for_walls", tuple)
    data = document() + b"\0"
    with pytest.raises(Refused) as refused:
        evidence.look(data)
    assert refused.value.saying.context == "evidence.needs_office"


def test_a_text_in_one_very_long_line_is_printed_whole(evidence: Evidence) -> None:
    data = ("слово" * 20 + " и ещё\t" + "x" * 100_000 + " конец").encode()
    began = time.monotonic()
    made = evidence.clean(data)
    assert time.monotonic() - began < 30
    printed = "".join(words(made.pdf))
    assert printed.count("x") == 100_000 and printed.count("слово") >= 19
    assert "".join(printed.split()).endswith("xконец")


def test_a_text_that_is_too_long_is_refused_at_once(evidence: Evidence) -> None:
    began = time.monotonic()
    for data in (b"x" * 3_000_000, b"line\n" * 200_000):
        with pytest.raises(Refused) as refused:
            evidence.clean(data)
        assert refused.value.saying.context == "packet.page_too_long"
    assert time.monotonic() - began < 20


def test_a_page_of_tables_without_end_prints_its_words_in_time(evidence: Evidence) -> None:
    table = "<div><table><tr><td>x</td></tr></table>"
    data = f"<html><body>{table * 5000}{LINE}</body></html>".encode()
    began = time.monotonic()
    assert LINE in " ".join(words(evidence.clean(data).pdf))
    assert time.monotonic() - began < 30
