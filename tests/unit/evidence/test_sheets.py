"""Pages come in the order, turn and cover that a person chose; nothing is left under a box."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from pristan.case import Sheet
from pristan.confine.refusals import Refused
from pristan.evidence import Evidence, How, NeedsPassword
from unit.evidence.hostile import text_pdf
from unit.evidence.test_pictures import jpeg, page, scene

TOP = (0.0, 0.0, 1.0, 0.5)


def words(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [each.get_textpage().get_text_bounded() for each in pdf]


def image(data: bytes, number: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        drawn: Image.Image = pdf[number].render(scale=1).to_pil()
        return drawn.convert("RGB")


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pages look the same from afar, where letters are a gray."""
    small = [each.convert("L").resize((30, 40)) for each in (one, other)]
    difference = ImageChops.difference(*small).getextrema()
    return one.size == other.size and difference[1] < 40  # type: ignore[operator]


def test_pages_come_in_the_chosen_order(evidence: Evidence) -> None:
    data = text_pdf(4)
    before = words(evidence.clean(data).pdf)
    made = evidence.clean(data, [Sheet(page=3), Sheet(page=1), Sheet(page=2, hidden=True)])
    assert (made.how, made.pages) == (How.COPIED, 2)
    assert words(made.pdf) == [before[2], before[0]]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_keeps_its_text(evidence: Evidence, turn: int) -> None:
    data = text_pdf()
    plain, made = evidence.clean(data), evidence.clean(data, [Sheet(turn=turn)])
    assert made.how is How.COPIED and words(made.pdf) == words(plain.pdf)
    back = image(made.pdf).rotate(turn, expand=True)
    assert alike(back, image(plain.pdf))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_no_text_is_left_on_a_covered_page(evidence: Evidence, turn: int) -> None:
    data = text_pdf(3)
    before = words(evidence.clean(data).pdf)
    sheets = [Sheet(page=1), Sheet(page=2, turn=turn, boxes=(TOP,)), Sheet(page=3)]
    made = evidence.clean(data, sheets)
    after = words(made.pdf)
    assert before[1].strip() and made.how is How.FLATTENED
    assert after == [before[0], "", before[2]]
    upright = image(made.pdf, 1).rotate(turn, expand=True)
    half = upright.crop((2, 2, upright.width - 2, upright.height // 2 - 2))
    assert half.getextrema() == ((0, 0), (0, 0), (0, 0))
    assert upright.getpixel((5, upright.height - 5)) == (255, 255, 255)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:  # nor anything that a reader could dig out
        assert list(pdf.pages[1].Resources.keys()) == ["/XObject"]


@pytest.mark.parametrize("turn", [0, 90])
def test_a_covered_photo(evidence: Evidence, turn: int) -> None:
    photo = jpeg(scene(size=(240, 160)))
    made = evidence.clean(photo, [Sheet(turn=turn, boxes=((0.0, 0.0, 0.34, 0.34),))])
    upright = page(made.pdf).rotate(turn, expand=True)
    red = upright.getpixel((upright.width // 6, upright.height // 6))
    green = upright.getpixel((upright.width // 2, upright.height // 2))
    assert isinstance(red, tuple) and max(red) < 12
    assert isinstance(green, tuple) and green[1] > 120
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        (kept,) = pdf.pages[0].get_images().values()
        pixels = pikepdf.PdfImage(kept).as_pil_image()
    corner = pixels.crop((0, 0, pixels.width // 4, pixels.height // 4))
    if turn == 0:
        assert max(high for _, high in corner.getextrema()) < 12  # type: ignore[misc]


def test_the_preview_of_a_sheet_is_what_prints(evidence: Evidence) -> None:
    sheet = Sheet(turn=90, boxes=(TOP,))
    shown = evidence.preview(text_pdf(), sheet, width=200)
    drawn = Image.frombytes("RGB", (shown.width, shown.height), shown.data)
    assert shown.width == 200 and shown.width > shown.height
    assert drawn.getpixel((190, 50)) == (0, 0, 0)
    assert drawn.getpixel((10, 50)) == (255, 255, 255)


def test_what_cannot_be_is_said(evidence: Evidence) -> None:
    for sheets, context in (
        ([Sheet(page=9)], "evidence.no_such_page"),
        ([Sheet(hidden=True)], "evidence.every_page_hidden"),
    ):
        with pytest.raises(Refused) as refused:
            evidence.clean(text_pdf(), sheets)
        assert refused.value.saying.context == context


def locked(password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(text_pdf(2))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))
    return out.getvalue()


def test_a_password_opens_and_nothing_of_it_stays(evidence: Evidence) -> None:
    data = locked("пароль 1")
    for given, context in (("", "asks_password"), ("wrong", "wrong_password")):
        with pytest.raises(NeedsPassword) as asked:
            evidence.look(data, given)
        assert asked.value.saying.context == f"evidence.{context}"
    assert evidence.look(data, "пароль 1").pages == 2
    assert evidence.preview(data, 2, password="пароль 1").width == 320
    made = evidence.clean(data, [Sheet(page=2)], password="пароль 1")
    assert made.how is How.COPIED and words(made.pdf)[0].strip()
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert not pdf.is_encrypted
    with pytest.raises(NeedsPassword):
        evidence.clean(data)
