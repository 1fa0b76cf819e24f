"""Fields, remarks and layers print as readers show them, not as pdfium alone would."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

import pikepdf
import pytest

from pristan.case import Sheet
from pristan.evidence import Evidence, How
from pristan.evidence.layers import Layers
from unit.evidence.hostile import CONTENT, bytes_of, paper, stream, written
from unit.evidence.test_papers import drawn, names_in, near

AT: Final = (350, 792 - 325)
PLACE: Final = "/Rect [300 300 400 350]"
RED, GREEN, WHITE = (254, 0, 0), (0, 153, 0), (255, 255, 255)
FORM: Final = "/Type /XObject /Subtype /Form /BBox [0 0 100 50]"
LOOK: Final = stream(b"0 .6 0 rg 0 0 100 50 re f", FORM)
OTHER: Final = stream(b"1 0 0 rg 0 0 100 50 re f", FORM)
TEXT: Final = f"/FT /Tx /T (a) /V (x) {PLACE} /F 4 /AP << /N 10 0 R >>"
TICK: Final = (
    f"/FT /Btn /T (a) /V /On /AS /On {PLACE} /F 4 /AP << /N << /On 10 0 R /Off 11 0 R >> >>"
)


def field(said: str, catalog: str = "", **others: bytes) -> bytes:
    return paper(
        catalog, "/Annots [9 0 R]", o9=f"<< /Type /Annot /Subtype /Widget {said} >>".encode(),
        o10=LOOK, o11=OTHER, **others,
    )  # fmt: skip


def taken_out() -> bytes:
    """A filled page on its own: what the form says of it stayed behind."""
    whole = field(TEXT, "/AcroForm << /Fields [9 0 R] >>")
    with pikepdf.open(io.BytesIO(whole)) as pdf, pikepdf.new() as other:
        with pytest.warns(UserWarning, match="form"):
            other.pages.extend(pdf.pages)
            taken = bytes_of(other)
        assert "/AcroForm" not in other.Root
        return taken


FIELDS: Final[Mapping[str, str]] = {
    "no form": "",
    "a form that is nowhere": "/AcroForm 77 0 R",
    "a form that is no dictionary": "/AcroForm 7",
    "a form that has other fields": "/AcroForm << /Fields [12 0 R] >>",
    "a form without fields": "/AcroForm << /Fields [] >>",
    "a form": "/AcroForm << /Fields [9 0 R] >>",
}
SAID: Final[Mapping[str, str]] = {
    "text": TEXT,
    "tick": TICK,
    "signature": TEXT.replace("/Tx", "/Sig").replace("/V (x)", ""),
    "no name": TEXT.replace("/T (a)", ""),
    "no kind": TEXT.replace("/FT /Tx", ""),
    "button": TEXT.replace("/FT /Tx /T (a) /V (x)", ""),
}


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("catalog", FIELDS)
def test_a_field_with_a_look_is_printed(evidence: Evidence, said: str, catalog: str) -> None:
    made = evidence.clean(
        field(SAID[said], FIELDS[catalog], o12=b"<< /FT /Tx /T (b) >>")
    )
    assert made.how is How.FLATTENED
    assert drawn(made.pdf).getpixel(AT) == near(GREEN)
    assert not names_in(made.pdf) & {"/Annots", "/AcroForm", "/Widget", "/Stamp"}


def test_so_it_is_on_a_page_that_was_taken_out_of_its_file(evidence: Evidence) -> None:
    data = taken_out()
    assert drawn(evidence.clean(data).pdf).getpixel(AT) == near(GREEN)
    (preview,) = evidence.previews(data, [Sheet(page=1)], 612)
    at = 3 * (AT[1] * 612 + AT[0])
    assert tuple(preview.data[at : at + 3]) == near(GREEN)


@pytest.mark.parametrize("flags", [2, 32, 36])
def test_a_field_that_is_not_to_be_seen_is_not(evidence: Evidence, flags: int) -> None:
    made = evidence.clean(field(TEXT.replace("/F 4", f"/F {flags}")))
    assert made.how is How.COPIED
    assert drawn(made.pdf).getpixel(AT) == WHITE


def test_a_tick_that_is_not_set_is_not_printed_as_set(evidence: Evidence) -> None:
    made = evidence.clean(field(TICK.replace("/AS /On", "/AS /Off")))
    assert drawn(made.pdf).getpixel(AT) == near(RED)


HELVETICA: Final = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
ANEW: Final = (
    "/AcroForm << /Fields [9 0 R] /NeedAppearances true /DA (/Helv 30 Tf 0 g) "
    "/DR << /Font << /Helv 12 0 R >> >> >>"
)


def test_what_is_to_be_written_anew_is(evidence: Evidence) -> None:
    made = evidence.clean(field(f"{TEXT} /DA (/Helv 30 Tf 0 g)", ANEW, o12=HELVETICA))
    assert drawn(made.pdf).getpixel((390, AT[1])) == WHITE


def test_unless_pdfium_has_not_the_letters_for_it(evidence: Evidence) -> None:
    said = TEXT.replace("(x)", "<feff041c04300440>")
    made = evidence.clean(field(f"{said} /DA (/Helv 30 Tf 0 g)", ANEW, o12=HELVETICA))
    assert drawn(made.pdf).getpixel(AT) == near(GREEN)


# ---- layers --------------------------------------------------------------------------------------

OFF: Final = "/OFF [9 0 R]"
BY_VIEW: Final = "/AS [<< /Event /View /Category [/View] /OCGs [9 0 R] >>]"


def layered(shown: str, usage: str = "", more: str = "", annots: str = "") -> bytes:
    return written({
        1: f"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [9 0 R 12 0 R] "
           f"/D << {shown} >> {more} >> >>".encode(),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
           b"/Resources << /Properties << /L 9 0 R >> >> %b >>" % annots.encode(),
        4: stream(
            CONTENT if annots else CONTENT + b" /OC /L BDC 0 .6 0 rg 300 300 100 50 re f EMC"
        ),
        9: f"<< /Type /OCG /Name (a) {usage} >>".encode(),
        10: LOOK,
        12: b"<< /Type /OCG /Name (b) >>",
    })


USAGE_ON: Final = "/Usage << /View << /ViewState /ON >> >>"
USAGE_OFF: Final = "/Usage << /View << /ViewState /OFF >> >>"
LAYERS: Final[Mapping[str, tuple[bytes, bool]]] = {
    "on": (layered(""), True),
    "off": (layered(OFF), False),
    "off, meant to be seen": (layered(OFF, USAGE_ON), False),
    "off, meant to be seen where it is printed": (layered(OFF, USAGE_ON, "/AS [<< /Event /Print "
        "/Category [/Print] /OCGs [9 0 R] >>]"), False),
    "on, not meant to be seen": (layered("", USAGE_OFF), True),
    "off, to be seen by a rule": (layered(f"{OFF} {BY_VIEW}", USAGE_ON), True),
    "on, not to be seen by a rule": (layered(BY_VIEW, USAGE_OFF), False),
    "a rule for another layer": (
        layered(BY_VIEW.replace("9 0 R", "12 0 R"), USAGE_OFF), True),
    "all off": (layered("/BaseState /OFF"), False),
    "all off but this": (layered("/BaseState /OFF /ON [9 0 R]"), True),
    "off on another occasion": (
        layered("", "", "/Configs [<< /Intent /View /OFF [9 0 R] >>]"), True),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_prints_as_the_file_says(evidence: Evidence, name: str) -> None:
    data, seen = LAYERS[name]
    assert drawn(evidence.clean(data).pdf).getpixel(AT) == near(GREEN if seen else WHITE)


@pytest.mark.parametrize(
    ("layer", "seen"),
    [
        ("9 0 R", False),
        ("12 0 R", True),
        ("<< /Type /OCMD /OCGs 9 0 R >>", False),
        ("<< /Type /OCMD /OCGs [9 0 R 12 0 R] >>", True),
        ("<< /Type /OCMD /OCGs [9 0 R 12 0 R] /P /AllOn >>", False),
        ("<< /Type /OCMD /OCGs [9 0 R 12 0 R] /P /AnyOff >>", True),
        ("<< /Type /OCMD /OCGs [9 0 R 12 0 R] /P /AllOff >>", False),
        ("<< /Type /OCMD /OCGs [9 0 R null] /P /AllOff >>", True),
        ("<< /Type /OCMD /OCGs [] >>", True),
        ("<< /Type /OCMD /VE [/Not 9 0 R] /OCGs 9 0 R >>", True),
        ("<< /Type /OCMD /VE [/And [/Or 9 0 R 12 0 R] [/Not 12 0 R]] >>", False),
        ("77 0 R", True),
        ("7", True),
    ],
)
@pytest.mark.parametrize("kind", ["/Stamp", "/Widget /FT /Tx /T (a) /V (x)"])
def test_a_remark_on_a_layer_that_is_off_is_not_printed(
    evidence: Evidence, kind: str, layer: str, seen: bool
) -> None:
    data = layered(
        OFF, annots=f"/Annots [<< /Type /Annot /Subtype {kind} {PLACE} /F 4 /OC {layer} "
                    "/AP << /N 10 0 R >> >>]",
    )  # fmt: skip
    made = evidence.clean(data)
    assert made.how is (How.FLATTENED if seen else How.COPIED)
    assert drawn(made.pdf).getpixel(AT) == near(GREEN if seen else WHITE)


@pytest.mark.parametrize("said", ["7", "[1]", "<< /D 7 >>", "<< /D << /OFF 7 /AS [7 null] >> >>"])
def test_layers_that_are_nonsense_hide_nothing(evidence: Evidence, said: str) -> None:
    data = paper(f"/OCProperties {said}")
    assert drawn(evidence.clean(data).pdf).tobytes() == drawn(paper()).tobytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not Layers(pdf).hide(pikepdf.Dictionary(Type=pikepdf.Name.OCG))
