"""What a file tells, how it looks, and which words are on it."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pikepdf
import pillow_heif
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pristan.confine.refusals import Refused
from pristan.evidence import Evidence, Tells
from pristan.evidence.recognize import data_folder
from pristan.evidence.values import judged_glance, judged_tells, judged_words
from unit.evidence.hostile import text_pdf
from unit.evidence.test_pictures import jpeg, photo, scene

pillow_heif.register_heif_opener()
FACE = "LiberationSerif-Regular.ttf"  # dev.py installs it; Pillow finds it by name
LINE = "Постановление ПРИМЕРОВ Иван 2022"


def written_page(size: tuple[int, int] = (1700, 1200)) -> Image.Image:
    page = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(FACE, 60)
    for row in range(6):
        draw.text((80, 80 + row * 150), LINE, fill="black", font=font)
    return page


def test_a_photo_tells_when_where_and_by_what(evidence: Evidence) -> None:
    told = evidence.tells(photo())
    assert (told.taken, told.camera) == ("2022-02-24 14:03", "TELLTALE")
    assert told.latitude == 55.75 and told.longitude == pytest.approx(37.61667)


def test_an_iphone_photo_tells_and_its_page_does_not(evidence: Evidence) -> None:
    exif = Image.Exif()
    exif[0x0110] = "iPhone 12"
    exif.get_ifd(0x8769)[0x9003] = "2022:02:24 14:03:00"
    exif.get_ifd(0x8769)[0x9011] = "+03:00"
    out = io.BytesIO()
    scene(size=(240, 160)).save(out, "HEIF", exif=exif)
    told = evidence.tells(out.getvalue())
    assert (told.taken, told.zone, told.camera) == ("2022-02-24 14:03", "+03:00", "iPhone 12")
    made = evidence.clean(out.getvalue()).pdf
    assert b"iPhone" not in made and evidence.tells(made) == Tells()


def test_a_pdf_tells_who_made_it(evidence: Evidence) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(text_pdf())) as pdf:
        pdf.docinfo["/Author"] = "Примеров"
        pdf.docinfo["/CreationDate"] = "D:20220224140300+03'00'"
        pdf.save(out)
    told = evidence.tells(out.getvalue())
    assert (told.author, told.created) == ("Примеров", "2022-02-24 14:03")


def test_a_file_without_tags_tells_nothing(evidence: Evidence) -> None:
    assert evidence.tells(jpeg(scene())) == Tells()
    assert evidence.tells("просто текст".encode()) == Tells()


def test_the_same_photo_is_known_again(evidence: Evidence) -> None:
    page = scene(size=(1200, 800)).filter(ImageFilter.GaussianBlur(2))
    small = io.BytesIO()
    page.resize((400, 267)).save(small, "JPEG", quality=40)
    first, again = evidence.glance(jpeg(page)), evidence.glance(small.getvalue())
    other = evidence.glance(jpeg(scene(size=(1200, 800)).rotate(180)))
    empty = evidence.glance(jpeg(Image.new("RGB", (800, 800), "white")))
    assert first.same(again) and not first.same(other) and not empty.same(empty)


@pytest.mark.parametrize("lines", [3, 45])
def test_two_papers_of_one_form_are_not_the_same(evidence: Evidence, lines: int) -> None:
    def paper(changed: range) -> bytes:
        page, small = Image.new("L", (1240, 1754), 250), ImageFont.truetype(FACE, 22)
        for at in range(lines):
            words = random.Random(at + 1000 * (at in changed))
            text = " ".join("".join(words.choices("абвгеиклмнопрст", k=words.randint(3, 10)))
                            for _ in range(11))  # fmt: skip
            ImageDraw.Draw(page).text((100, 220 + 30 * at), text, font=small, fill=30)
        return jpeg(page)

    first = evidence.glance(paper(range(0)))
    assert first.same(evidence.glance(paper(range(0))))
    assert not first.same(evidence.glance(paper(range(1, 2)))), "one line is another one"
    assert not first.same(evidence.glance(paper(range(lines))))


def test_blurred_and_dark_photos_are_pointed_out(evidence: Evidence) -> None:
    sharp = evidence.glance(jpeg(written_page()))
    blurred = evidence.glance(jpeg(written_page().filter(ImageFilter.GaussianBlur(9))))
    dark = evidence.glance(jpeg(written_page().point(lambda tone: tone // 8)))
    assert not sharp.blurred and not sharp.dark
    assert blurred.blurred and not blurred.dark
    assert dark.dark
    paper = evidence.glance(text_pdf())
    assert not paper.blurred and not paper.dark


def test_words_of_a_pdf_stand_where_they_are_seen(evidence: Evidence) -> None:
    found = evidence.words(text_pdf())
    assert found.words and not found.machine
    for _, (left, top, right, bottom) in found.words:
        assert 0 <= left < right <= 1 and 0 <= top < bottom <= 1
    assert evidence.words(jpeg(scene())).words == ()


@pytest.mark.skipif(data_folder() is None, reason="Tesseract with Russian is not installed here")
def test_words_on_a_picture_are_read_and_marked(evidence: Evidence) -> None:
    found = evidence.recognize(jpeg(written_page()))
    assert found.machine and found.text.count("ПРИМЕРОВ") == 6 and "2022" in found.text
    _, (_, top, _, bottom) = found.words[0]
    assert 0.05 < top < bottom < 0.15


def test_without_tesseract_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from pristan.evidence import recognize

    monkeypatch.setattr(recognize, "_DATA", (Path("/nowhere"),))
    assert recognize.data_folder() is None
    asked: list[object] = []
    monkeypatch.setattr(recognize, "serve", lambda answer, may_read: asked.append(answer))
    recognize.main()
    with pytest.raises(Refused):
        asked[0]({"width": 1, "height": 1}, [b"abc"])  # type: ignore[operator]


LIES = [
    lambda: judged_tells({"taken": "x" * 300}),
    lambda: judged_tells({"taken": "a\nb"}),
    lambda: judged_tells({"latitude": 1e9}),
    lambda: judged_tells({"other": "x"}),
    lambda: judged_glance({"sharpness": 1, "brightness": 1, "photo": True}, b"short"),
    lambda: judged_words([["a", [0, 0, 9, 9]]]),
    lambda: judged_words([[1, [0, 0, 1, 1]]]),
    lambda: judged_words([["a", [0, 0, 1]]]),
]


@pytest.mark.parametrize("lie", LIES, ids=range(len(LIES)))
def test_lies_are_not_believed(lie: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        lie()  # type: ignore[operator]
