"""Papers made to do harm, and harmless ones, written by hand for the tests."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

CONTENT: Final = b"0.2 0.2 0.8 rg 72 600 200 100 re f"
Objects = dict[int, bytes]


def stream(data: bytes, words: str = "") -> bytes:
    return f"<< {words} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def page_of(words: str = "", content: int = 4) -> bytes:
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R "
        f"/Resources << >> {words} >>"
    ).encode()


def paper(catalog: str = "", page: str = "", **others: bytes) -> bytes:
    """Write a PDF of one page by hand; *others* are more objects, ``o9=b"..."``."""
    objects: Objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page_of(page),
        4: stream(CONTENT),
    }
    objects |= {int(name[1:]): body for name, body in others.items()}
    return written(objects)


def written(objects: Objects, trailer: str = "/Root 1 0 R") -> bytes:
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        kind = "n" if number in places else "f"
        out += f"{places.get(number, 0):010d} 00000 {kind} \n".encode()
    out += f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _js(hides: str = "/JS", way: str = "/JavaScript") -> str:
    return f"<< /S {way} {hides} (app.alert\\('x'\\)) >>"


def _in_object_stream() -> bytes:
    """Hide the catalog's action in a packed object stream behind a cross-reference stream."""
    pdf = pikepdf.open(io.BytesIO(paper(f"/OpenAction {_js()}")))
    out = io.BytesIO()
    streams = pikepdf.ObjectStreamMode.generate
    pdf.save(out, object_stream_mode=streams, deterministic_id=True)
    return out.getvalue()


def _encrypted(user: str, owner: str) -> bytes:
    pdf = pikepdf.open(io.BytesIO(paper(f"/OpenAction {_js()}")))
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner=owner, user=user, R=6))
    return out.getvalue()


def _image_of(kind: str, data: bytes) -> bytes:
    image = stream(
        data,
        f"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray "
        f"/BitsPerComponent 8 /Filter {kind}",
    )
    return written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
           b"/Resources << /XObject << /I 5 0 R >> >> >>",
        4: stream(CONTENT + b" q 100 0 0 100 300 300 cm /I Do Q"),
        5: image,
    })


def _deep(depth: int) -> str:
    return "[" * depth + "]" * depth


def _kids_in_a_circle() -> bytes:
    return written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
        3: page_of(),
        4: stream(CONTENT),
    })


def _form_in_a_circle() -> bytes:
    form = stream(
        b"/Me Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
        "/Resources << /XObject << /Me 5 0 R >> >>",
    )
    return written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
           b"/Resources << /XObject << /Me 5 0 R >> >> >>",
        4: stream(CONTENT + b" /Me Do"),
        5: form,
    })


def _packed_twice(size: int) -> bytes:
    """A page whose content unpacks to *size* bytes of spaces, from a few hundred."""
    data = zlib.compress(zlib.compress(b" " * size, 9), 9)
    return paper(o4=stream(data, "/Filter [/FlateDecode /FlateDecode]"))


def _external_stream() -> bytes:
    return paper(o4=stream(b"", "/F (/etc/passwd)"))


# Each does in a viewer what its name says, or tries to break whoever reads it.
POISONED: Final[Mapping[str, Callable[[], bytes]]] = {
    "open action": lambda: paper(f"/OpenAction {_js()}"),
    "open action elsewhere": lambda: paper("/OpenAction 9 0 R", o9=_js().encode()),
    "document script": lambda: paper(f"/Names << /JavaScript << /Names [(a) {_js()}] >> >>"),
    "disguised names": lambda: paper(f"/Open#41ction {_js('/J#53', '/J#61v#61Script')}"),
    "script as a stream": lambda: paper(
        "/OpenAction << /S /JavaScript /JS 9 0 R >>", o9=stream(b"app.alert('x')")
    ),
    "page opens": lambda: paper(page=f"/AA << /O {_js()} >>"),
    "document closes": lambda: paper(f"/AA << /WC {_js()} >>"),
    "launch": lambda: paper("/OpenAction << /S /Launch /F (calc.exe) /Win << /F (cmd.exe) >> >>"),
    "link": lambda: paper(page="/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 612 792] "
                          "/Border [0 0 0] /A << /S /URI /URI (http://example.org) >> >>]"),
    "submit": lambda: paper(
        "/AcroForm << /Fields [9 0 R] >>", page="/Annots [9 0 R]",
        o9=b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (a) /Rect [1 1 2 2] "
           b"/A << /S /SubmitForm /F (http://example.org) >> >>",
    ),
    "import data": lambda: paper("/OpenAction << /S /ImportData /F (x.fdf) >>"),
    "embedded file": lambda: paper(
        "/Names << /EmbeddedFiles << /Names [(a) 9 0 R] >> >>",
        o9=b"<< /Type /Filespec /F (a.exe) /EF << /F 10 0 R >> >>",
        o10=stream(b"MZ", "/Type /EmbeddedFile"),
    ),
    "file attachment": lambda: paper(
        page="/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 9 0 R >>]",
        o9=b"<< /Type /Filespec /F (a.exe) /EF << /F 10 0 R >> >>",
        o10=stream(b"MZ", "/Type /EmbeddedFile"),
    ),
    "rich media": lambda: paper(
        page="/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [9 9 99 99] "
             "/RichMediaContent << /Assets << /Names [] >> >> >>]"
    ),
    "xfa": lambda: paper("/AcroForm << /XFA 9 0 R /Fields [] >>", o9=stream(b"<xdp/>")),
    "remote go to": lambda: paper("/OpenAction << /S /GoToR /F (\\\\\\\\host\\\\share) /D [0] >>"),
    "embedded go to": lambda: paper("/OpenAction << /S /GoToE /T << /R /C /N (a) >> >>"),
    "sound": lambda: paper(page="/AA << /O << /S /Sound /Sound 9 0 R >> >>", o9=stream(b"")),
    "movie": lambda: paper(page="/Annots [<< /Subtype /Movie /Rect [0 0 9 9] /Movie << >> >>]"),
    "rendition": lambda: paper(
        f"/OpenAction << /S /Rendition /OP 0 /R << /S /MR >> /JS (x) /Next {_js()} >>"
    ),
    "3d": lambda: paper(page="/Annots [<< /Subtype /3D /Rect [0 0 9 9] /3DD 9 0 R >>]",
                        o9=stream(b"U3D", "/Type /3D /Subtype /U3D")),
    "metadata": lambda: paper("/Metadata 9 0 R", page="/Metadata 9 0 R /PieceInfo << /A << >> >>",
                              o9=stream(b"<x:xmpmeta/>", "/Type /Metadata /Subtype /XML")),
    "metadata in a damaged file": lambda: paper(
        "/Metadata 9 0 R", o9=stream(b"<x:xmpmeta/>", "/Type /Metadata /Subtype /XML")
    ).replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R null 3 0 R 7 0 R] /Count 9"),
    "outline": lambda: paper(
        "/Outlines 9 0 R", o9=b"<< /First 10 0 R /Last 10 0 R /Count 1 >>",
        o10=f"<< /Title (a) /Parent 9 0 R /A {_js()} >>".encode(),
    ),
    "associated file": lambda: paper("/AF [9 0 R]", o9=b"<< /Type /Filespec /F (a) >>"),
    "threads": lambda: paper("/Threads [<< /I << /Title (a) >> >>]", page="/Trans << /S /Fly >>"),
    "in an object stream": _in_object_stream,
    "encrypted for its owner": lambda: _encrypted("", "owner"),
    "encrypted": lambda: _encrypted("user", "owner"),
    "jbig2": lambda: _image_of("/JBIG2Decode", b"\x97JB2\r\n\x1a\n" + bytes(60)),
    "jpeg 2000": lambda: _image_of("/JPXDecode", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(60)),
    "unknown packing": lambda: _image_of("/EvilDecode", b"x" * 64),
    "deep nesting": lambda: paper(f"/X {_deep(100_000)}"),
    "deep nesting in a page": lambda: paper(page=f"/Rotate {_deep(300)}"),
    "kids in a circle": _kids_in_a_circle,
    "form in a circle": _form_in_a_circle,
    "parent in a circle": lambda: paper(page="/Parent 3 0 R").replace(b"/Resources << >>", b""),
    "cross-references in a circle": lambda: paper().replace(
        b"/Root 1 0 R", b"/Prev 9 /Root 1 0 R"
    ),
    "a billion pages": lambda: paper().replace(b"/Count 1", b"/Count 1000000000"),
    "no pages": lambda: written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>",
    }),
    "a page too large": lambda: paper().replace(b"612 792", b"1e9 1e9"),
    "a page too large in numbers": lambda: paper().replace(b"612 792", b"1000000000 1000000000"),
    "a page of nothing": lambda: paper().replace(b"612 792", b"0 0"),
    "a large unit": lambda: paper(page="/UserUnit 1000000"),
    "content elsewhere": _external_stream,
    "packed twice": lambda: _packed_twice(100_000_000),
    "postscript": lambda: written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
           b"/Resources << /XObject << /P 5 0 R >> >> >>",
        4: stream(CONTENT + b" /P Do"),
        5: stream(b"(/etc/passwd) run", "/Type /XObject /Subtype /PS"),
    }),
    "truncated": lambda: paper(o9=stream(bytes(5000)))[:700],
    "only a header": lambda: b"%PDF-1.7\n",
    "header and noise": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 50,
    "catalog is a number": lambda: written({1: b"7"}),
    "kids are names": lambda: paper().replace(b"[3 0 R]", b"[/A /B]"),
    "pages are a text": lambda: paper().replace(b"/Pages 2 0 R", b"/Pages (ab)"),
    "resources are a number": lambda: paper().replace(b"/Resources << >>", b"/Resources 7"),
}


def without_end() -> bytes:
    """Nine forms, each drawing the next one 30 times: 30 to the eighth rectangles."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
           b"/Resources << /XObject << /N 10 0 R >> >> >>",
        4: stream(b"/N Do"),
    }
    for number in range(10, 19):
        objects[number] = stream(
            b"/N Do " * 30 if number < 18 else b"0 0 9 9 re f",
            "/Type /XObject /Subtype /Form /BBox [0 0 612 792] "
            f"/Resources << /XObject << /N {number + 1} 0 R >> >>",
        )
    return written(objects)


def text_pdf(pages: int = 1) -> bytes:
    """Pages with Cyrillic text in a font that is embedded, as an office program writes them."""
    from fontTools.ttLib import TTFont

    pdf = pikepdf.new()
    path = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
    font = TTFont(path)
    glyphs, order = font.getBestCmap(), {name: at for at, name in enumerate(font.getGlyphOrder())}
    used: dict[int, str] = {}

    def codes(text: str) -> str:
        numbers = [order[glyphs[ord(letter)]] for letter in text]
        used.update(zip(numbers, text, strict=True))
        return "".join(f"{number:04x}" for number in numbers)

    contents = [
        f"BT /T1 24 Tf 72 700 Td <{codes(f'Постановление {at + 1}')}> Tj ET".encode()
        for at in range(pages)
    ]
    program = Stream(pdf, Path(path).read_bytes())
    program.Length1 = len(program.read_bytes())
    lines = "\n".join(f"<{number:04x}> <{ord(letter):04x}>" for number, letter in used.items())
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{lines}\nendbfchar endcmap end end"
    ).encode()
    name = Name("/LiberationSerif")
    system = Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, FontBBox=Array([0, -300, 1000, 1000]),
        ItalicAngle=0, Ascent=891, Descent=-216, CapHeight=660, StemV=80,
        FontFile2=pdf.make_indirect(program),
    )
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDSystemInfo=system,
        FontDescriptor=pdf.make_indirect(descriptor), DW=500, CIDToGIDMap=Name.Identity,
    )
    outer = pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]), ToUnicode=Stream(pdf, to_unicode),
    ))
    for content in contents:
        pdf.add_blank_page(page_size=(612, 792))
        pdf.pages[-1].obj.Resources = Dictionary(Font=Dictionary(T1=outer))
        pdf.pages[-1].obj.Contents = Stream(pdf, content)
    return bytes_of(pdf)


def bytes_of(pdf: Pdf, encryption: pikepdf.Encryption | bool = False) -> bytes:
    out = io.BytesIO()
    pdf.save(out, encryption=encryption, deterministic_id=not encryption)  # not of the second
    return out.getvalue()
