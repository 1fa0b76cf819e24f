"""Pages laid out, numbered and bound: what a court clerk would look at first."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest

from pristan.content import content_dir
from pristan.packet.bind import FOOT, HEAD, SIDE
from pristan.packet.press import Press
from pristan.packet.profiles import Profile
from pristan.packet.prove import prove
from pristan.packet.stamp import BAND_AT, NUMBER_AT
from unit.packet.cases import A4, LAWYER, paper, plain_case, plan_of, whole_case, with_exhibits
from unit.packet.made import compose, expected_of, html_of, page_texts

DARK = 200  # a gray below this is ink


SHORT = replace(LAWYER, documents=("cover", "index", "exhibits"))


def _proved(
    plain: dict[str, Any], papers: list[list[bytes]], profile: Profile = LAWYER
) -> list[str]:
    planned = plan_of(plain, profile)
    packet, layout, _, _ = compose(planned, papers)
    faults, _ = prove(packet, expected_of(planned, layout))
    assert [str(fault) for fault in faults] == []
    return page_texts(packet)


@pytest.mark.parametrize("count", [0, 1, 26, 27, 28])
def test_any_number_of_exhibits_is_proved(count: int) -> None:
    texts = _proved(with_exhibits(count), [[paper(A4)]] * count, SHORT)
    assert ("(Tabs A" in texts[0]) == (count > 1)
    if count == 28:
        assert "(Tabs A – BB, pages 1 – " in texts[0]
        assert any(re.search(r"\bEXHIBIT BB\b", text) for text in texts)


@pytest.mark.parametrize("label", ["MMM", "WWWWWWWW", "W" * 20])  # as of 500 exhibits
def test_the_widest_label_stays_on_its_line(label: str) -> None:
    planned = plan_of(with_exhibits(2), SHORT)
    last = replace(planned.exhibits[1], label=label)
    planned = replace(planned, exhibits=(planned.exhibits[0], last))
    packet, layout, _, _ = compose(planned, [[paper(A4)], [paper(A4)]])
    assert prove(packet, expected_of(planned, layout))[0] == []


@pytest.mark.parametrize("label", ["M" * 11, "W" * 20])  # as of 500 exhibits
def test_the_lowest_mark_at_the_edge_stays_clear_of_the_number(label: str) -> None:
    planned = plan_of(with_exhibits(13), SHORT)
    last = replace(planned.exhibits[12], label=label)
    planned = replace(planned, exhibits=(*planned.exhibits[:12], last))
    packet, layout, _, _ = compose(planned, [[paper(A4)]] * 13)
    assert [str(fault) for fault in prove(packet, expected_of(planned, layout))[0]] == []


def test_numbers_that_grow_a_digit_are_laid_out_again() -> None:
    """The first guess is two digits; a thick exhibit makes three, and everything must follow."""
    case = plain_case()
    thick = paper(*[A4] * 120)
    texts = _proved(case, [[thick], [paper(A4)], []])
    declaration = next(text for text in texts if "declare as follows" in text)
    assert re.search(r"\(Ex\. A at \d+; Ex\. B at 1\d\d\)", " ".join(declaration.split()))


def test_citations_name_the_first_page_of_the_paper_itself() -> None:
    planned = plan_of()
    packet, layout, _, _ = compose(planned, [[paper(A4, A4)], [paper(A4)], []])
    first = layout["exhibits"][0]["first_page"]
    texts = page_texts(packet)
    assert f"Ex. A at {first + 1}" in " ".join(" ".join(texts).split())
    assert f"A012-345-678 | {first + 1}" in texts[first + 1]


def test_re_ordered_exhibits_keep_citations_index_and_sheets_together() -> None:
    case = plain_case()
    case["evidence"] = [case["evidence"][1], case["evidence"][0], case["evidence"][2]]
    papers = [[paper(A4)], [paper(A4, A4, A4)], []]
    texts = _proved(case, papers)
    joined = " ".join(" ".join(texts).split())
    assert re.search(r"EXHIBIT A Tab A Photo of the door", joined)
    assert re.search(r"EXHIBIT B Tab B Record of search", joined)


def test_a_sheet_says_that_its_file_is_not_there() -> None:
    planned = plan_of()
    gap = "The file could not be converted; the original is supplied separately."
    packet, layout, _, _ = compose(planned, [[], [paper(A4)], []], {0: gap})
    assert prove(packet, expected_of(planned, layout))[0] == []
    texts = page_texts(packet)
    at = layout["exhibits"][0]["first_page"]
    assert gap in " ".join(texts[at].split())
    assert layout["exhibits"][0]["pages"] == 0


def test_a_translation_that_could_not_be_printed_is_not_called_certified() -> None:
    planned = plan_of(whole_case())
    said = "certified English translation"
    packet, *_ = compose(planned, [[paper(A4)], [paper(A4)], [paper(A4)]])
    assert " ".join(" ".join(page_texts(packet)).split()).count(said) == 4  # two exhibits, twice
    packet, *_ = compose(planned, [[paper(A4)], [paper(A4)], [paper(A4)]], {0: "Not converted."})
    assert " ".join(" ".join(page_texts(packet)).split()).count(said) == 2


# ---- exhibits are never covered ------------------------------------------------------------------

SHAPES = {
    "letter": ((612.0, 792.0), 0),
    "a4": (A4, 0),
    "a4 landscape": (A4[::-1], 0),
    "turned 90": (A4, 90),
    "turned 180": (A4, 180),
    "turned 270": (A4, 270),
    "tiny": ((40.0, 60.0), 0),
    "huge": ((4000.0, 3000.0), 0),
    "strip": ((200.0, 3000.0), 90),
}


def _page(size: tuple[float, float], turned: int) -> bytes:
    """Return a gray page with a black corner at the top left as it is shown."""
    width, height = size
    w, h = (width, height) if turned in (0, 180) else (height, width)  # as shown
    w, h = w / 4, h / 4
    box = {
        0: (0, height - h, w, h),
        90: (0, 0, h, w),
        180: (width - w, 0, w, h),
        270: (width - h, height - w, h, w),
    }[turned]
    ink = f"0.6 g 0 0 {width} {height} re f 0 g {box[0]} {box[1]} {box[2]} {box[3]} re f"
    return paper(size, rotate=turned, drawing=ink.encode())


@pytest.fixture(scope="module")
def shapes() -> dict[str, Any]:
    case = with_exhibits(len(SHAPES))
    planned = plan_of(case, SHORT, sample=True)
    packet, layout, _, _ = compose(planned, [[_page(*shape)] for shape in SHAPES.values()])
    assert prove(packet, expected_of(planned, layout))[0] == []
    pages = {}
    with pypdfium2.PdfDocument(packet) as pdf:
        for name, placed in zip(SHAPES, layout["exhibits"], strict=True):
            page = pdf[placed["first_page"] + 1]
            pages[name] = (page.get_size(), page.render(scale=1).to_pil().convert("L"))
    return pages


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_is_whole_upright_and_keeps_the_bands_free(
    shapes: dict[str, Any], shape: str
) -> None:
    (width, height), picture = shapes[shape]
    assert sorted((width, height)) == [612, 792]
    (page_width, page_height), turned = SHAPES[shape]
    shown = (page_width, page_height) if turned in (0, 180) else (page_height, page_width)
    assert (width > height) == (shown[0] > shown[1])
    # the bands: white but for their own line of letters, which stands clear of the exhibit
    letters = {"foot": (height - NUMBER_AT - 10, height - NUMBER_AT + 4),
               "head": (BAND_AT - 10, BAND_AT + 4)}  # fmt: skip
    for y in [*range(int(HEAD) - 1), *range(int(height - FOOT) + 1, int(height))]:
        if not any(top <= y <= bottom for top, bottom in letters.values()):
            assert picture.crop((0, y, int(width), y + 1)).getextrema()[0] > DARK, y
    for x in [*range(int(SIDE) - 1), *range(int(width - SIDE) + 1, int(width))]:
        assert picture.crop((x, 50, x + 1, int(height) - 50)).getextrema()[0] > DARK
    # the exhibit: all of it, in its own proportions, the black corner at the top left
    ink = picture.crop((0, int(HEAD) - 1, int(width), int(height - FOOT) + 1)).point(
        lambda gray: 255 if gray < DARK else 0
    )
    left, top, right, bottom = ink.getbbox()
    assert (right - left) / (bottom - top) == pytest.approx(shown[0] / shown[1], rel=0.06)
    top += int(HEAD) - 1
    bottom += int(HEAD) - 1
    black = picture.getpixel((left + (right - left) // 8, top + (bottom - top) // 8))
    gray = picture.getpixel((right - (right - left) // 8, bottom - (bottom - top) // 8))
    assert black < 40
    assert 120 < gray < 190


def test_a_trim_box_cuts_nothing_off() -> None:
    whole = paper(A4)
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        pdf.pages[0].TrimBox = pikepdf.Array([100, 100, 200, 200])
        out = io.BytesIO()
        pdf.save(out)
    planned = plan_of(with_exhibits(2), SHORT)
    packet, layout, _, _ = compose(planned, [[whole], [out.getvalue()]])
    with pypdfium2.PdfDocument(packet) as pdf:
        first, second = (
            pdf[each["first_page"] + 1].render(scale=0.5).to_pil().convert("L").getbbox()
            for each in layout["exhibits"]
        )
    assert first == second


# ---- what people type ----------------------------------------------------------------------------

HOSTILE = (
    "{{7*7}} {% for x in y %} <script>alert(1)</script> "
    "<img src=http://127.0.0.1:9/x.png> <a rel=attachment href=file:///etc/passwd>x</a> "
    "file:///etc/passwd @import url(http://127.0.0.1:9/y) </style> &lt; %s {name} {0}"
)


def _squashed(text: str) -> str:
    return re.sub(r"[\s\x02\ufffe\u00ad-]", "", text)


def test_what_people_type_is_printed_letter_by_letter_and_fetches_nothing() -> None:
    case = plain_case()
    case["incidents"][0]["incident_story"] = {"text": HOSTILE, "english": HOSTILE}
    case["incidents"][0]["incident_name"] = {"text": HOSTILE, "english": HOSTILE}
    case["evidence"][0]["exhibit_title"] = {"text": HOSTILE + "я", "english": HOSTILE}
    case["evidence"][0]["exhibit_source"] = {"text": HOSTILE, "english": HOSTILE}
    case["full_name"] = {"latin_family": "<B>{{7*7}}", "latin_given": HOSTILE[:60]}
    case["judge"] = HOSTILE
    planned = plan_of(case)
    packet, layout, composer, _ = compose(planned, [[paper(A4)], [paper(A4)], []])
    assert prove(packet, expected_of(planned, layout))[0] == []
    text = _squashed(" ".join(page_texts(packet)))
    assert text.count(_squashed(HOSTILE)) >= 6
    assert "root:" not in text
    press = Press(content_dir("templates"))
    for name, html in html_of(composer).items():
        press.lay(name, html)
    assert set(press.assets.asked) == {"asset:paper.css"}
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        assert not pdf.attachments


def test_a_long_telling_and_a_long_title_lose_nothing() -> None:
    case = plain_case()
    telling = " ".join(f"слово{n}" for n in range(700))
    title = "Постановление о продлении срока " * 10 + "конец"
    case["incidents"][0]["incident_story"] = {"text": telling, "english": telling[::-1]}
    case["evidence"][0]["exhibit_title"] = {"text": title, "english": "T" * 290 + " end"}
    assert len(telling) > 5000
    texts = _proved(case, [[paper(A4)], [paper(A4)], []])
    joined = re.sub(r"A012-345-678\s*\|\s*\d+|SAMPLE.*|DRAFT – NOT FOR FILING", "", " ".join(texts))
    joined = re.sub(r"Declaration of IVAN PRIMEROV – A 012-345-678 – page \d+ of \d+", "", joined)
    found = set(re.findall(r"слово\d+", joined))
    assert found == set(telling.split())
    assert _squashed(title) in _squashed(joined)


def test_characters_that_the_face_lacks_are_named() -> None:
    case = plain_case()
    case["incidents"][0]["incident_story"] = {"text": "Так 😀 было 漢.", "english": "So it was."}
    planned = plan_of(case)
    packet, layout, _, foreign = compose(planned, [[paper(A4)], [paper(A4)], []])
    assert foreign == "漢😀"
    assert prove(packet, expected_of(planned, layout, our_face=False))[0] == []


def test_marks_of_direction_do_not_reach_the_paper() -> None:
    from pristan.case import cleaned

    assert cleaned("a\u202eb\u2066c") == "abc"


# ---- the file ------------------------------------------------------------------------------------


def test_the_same_case_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib\n"
        "from unit.packet.cases import *\n"
        "from unit.packet.made import compose\n"
        "planned = plan_of(with_exhibits(2))\n"
        "papers = [[paper(A4)], [paper(A4, rotate=90)]]\n"
        "first = compose(planned, papers)[0]\n"
        "print(hashlib.sha256(first).hexdigest())\n"
    )
    digests = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed, "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1
    # ids of list items are random; the bytes must not depend on them
    planned = plan_of(with_exhibits(2))
    own = compose(planned, [[paper(A4)], [paper(A4, rotate=90)]])[0]
    assert {hashlib.sha256(own).hexdigest()} == digests


def test_the_file_says_nothing_about_who_made_it_and_when() -> None:
    packet, _, _, _ = compose(plan_of(), [[paper(A4)], [paper(A4)], []])
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        assert dict(pdf.trailer.Info).keys() == {"/Title"}
        assert "/Metadata" not in pdf.Root
        assert str(pdf.Root.Lang) == "en"
        assert pdf.pdf_version >= "1.7"
        labels = list(pdf.Root.PageLabels.Nums)
        assert str(labels[1].P) == "Cover"
        assert (labels[2], labels[3].St) == (1, 1)
    assert b"WeasyPrint" not in packet
    assert b"/CreationDate" not in packet


def test_a_document_in_russian_is_read_aloud_in_russian() -> None:
    planned = plan_of(profile=replace(LAWYER, documents=("cover", "declaration_ru", "index")))
    packet, layout, _, _ = compose(planned, [])
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        places = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        said: dict[int, set[str]] = {}
        for element in pdf.Root.StructTreeRoot.K[0].K:
            at = places[element.Pg.objgen]
            said.setdefault(at, set()).add(str(element.get("/Lang", "")))
    _, ours, index = layout["parts"][0]["pieces"]
    assert said.pop(0) == said.pop(index["page"]) == {""}
    assert said and all(each == {"ru"} for each in said.values())
    assert set(said) <= set(range(ours["page"], ours["page"] + ours["own"]))


def test_without_a_cover_the_first_page_is_one() -> None:
    profile = replace(LAWYER, documents=("declaration", "exhibits"))
    planned = plan_of(plain_case(), profile)
    packet, layout, _, _ = compose(planned, [[paper(A4)], [paper(A4)], []])
    assert prove(packet, expected_of(planned, layout))[0] == []
    assert "A012-345-678 | 1" in page_texts(packet)[0]


def test_documents_without_exhibits_cite_them_by_label_alone() -> None:
    planned = plan_of(plain_case(), replace(LAWYER, documents=("declaration",)))
    packet, layout, _, _ = compose(planned, [])
    assert prove(packet, expected_of(planned, layout))[0] == []
    assert "(Ex. A; Ex. B)" in " ".join(page_texts(packet)[0].split())
