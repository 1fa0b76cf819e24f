"""A form of our own, filled in a real closed-off child and proved in a second one."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from official.check import lost, touched, values
from official.own_form import TODAY, blank, facts, form
from pristan.case import Problem
from pristan.official import FilledForm, fill_blank
from pristan.official.draw import fill
from pristan.official.edition import EditionRefused, fingerprint
from pristan.official.face import face_file
from pristan.official.filled import CannotWrite, copies, sheet_beside, write_folder, write_new
from pristan.official.form import Form
from pristan.official.look import look
from pristan.official.order import SAMPLE, order
from pristan.official.plan import plan
from pristan.official.prove import prove
from reliability.disks import files_end_at

STORY = " ".join(f"word{number}" for number in range(400))
PERSON = facts(
    {
        "person.number": "123456789",
        "person.last": "PRIMEROVA",
        "person.account": "12345678",
        "person.apt": "12",
        "person.unit == 'apt'": True,
        "person.unit == 'floor'": False,
        "claim.harm == true": True,
        "claim.harm == false": False,
        "claim.text": STORY,
        "person.full": "Anna Primerova",
        "person.native": "Примерова Анна",
    },
    jobs=[("Invented School, 5 Vymyshlennaya Street, Tver", "09/2019")] * 3,
    children=["Anna", "Boris", "Vera"],
)


@pytest.fixture(scope="module")
def x1(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return form(tmp_path_factory.mktemp("x-1"), fingerprint(look(blank())["boxes"]))


@pytest.fixture(scope="module")
def filled(x1: Form) -> FilledForm:
    return fill_blank([x1], PERSON, blank(), TODAY, sample=True)


@pytest.fixture
def pdf(filled: FilledForm) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(filled.editable))


def test_everything_is_in_its_box_or_on_a_supplement(x1: Form, filled: FilledForm) -> None:
    found = values(filled.editable)
    assert found["form1[0].Last[0]"] == "PRIMEROVA"
    assert found["form1[0].Native[0]"] == "Примерова Анна"
    assert found["SupplementA2_Child2_0"] == "Vera"
    assert lost(x1, PERSON, filled.editable) == []
    assert not filled.problems


def test_boxes_are_ticked_with_their_own_values(filled: FilledForm) -> None:
    found = values(filled.editable)
    assert found["form1[0].Unit[0]"] == "/ APT "
    assert found["form1[0].Unit[1]"] == ""
    assert (found["form1[0].Children[0]"], found["form1[0].Children[1]"]) == ("/N", "")
    assert (found["form1[0].Harm[0]"], found["form1[0].Harm[1]"]) == ("/Y", "")


def test_signatures_and_official_boxes_stay_empty(x1: Form, filled: FilledForm) -> None:
    assert touched(x1, filled.editable) == []


def test_the_barcodes_are_those_of_the_blank_form(pdf: pikepdf.Pdf) -> None:
    with pikepdf.open(io.BytesIO(blank())) as old:
        was = [_barcode(page) for page in old.pages]
    now = [_barcode(page) for page in pdf.pages]
    assert now == [was[0], was[1], was[1], was[2], was[2]]


def _barcode(page: pikepdf.Page) -> tuple[str, bytes]:
    [box] = [each for each in page.Annots if "PDF417" in str(each.get("/T"))]
    return str(box.V), box.AP.N.read_bytes()


def test_the_xfa_twin_the_rights_and_the_scripts_are_gone(filled: FilledForm) -> None:
    for copy in (filled.editable, filled.flat):
        with pikepdf.open(io.BytesIO(copy)) as opened:
            assert not opened.is_encrypted
            keys = {key for each in opened.objects for key in _keys(each)}
            gone = {"/XFA", "/Perms", "/UR3", "/JavaScript", "/JS", "/AA", "/OpenAction",
                    "/SigFlags", "/NeedAppearances", "/Names"}
            assert not keys & gone
            assert not [each for page in opened.pages for each in page.get("/Annots", ())
                        if each.Subtype != pikepdf.Name.Widget]
            assert opened.check_pdf_syntax() == []


def _keys(value: pikepdf.Object) -> set[str]:
    if isinstance(value, pikepdf.Array):
        return {key for each in value for key in _keys(each)
                if isinstance(each, pikepdf.Object) and not each.is_indirect}
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return set()
    found = {str(key) for key in value}
    for each in value.values():
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            found |= _keys(each)
    return found


def test_what_is_filled_can_be_corrected_and_the_rest_stays_locked(pdf: pikepdf.Pdf) -> None:
    locked = {str(each.T): bool(int(each.get("/Ff", 0)) & 1)
              for page in pdf.pages for each in page.Annots}
    assert not locked["Story[0]"]
    assert not locked["NameA[0]"]
    assert locked["Sign[0]"]
    assert locked["Office[0]"]
    assert locked["PDF417BarCode1[1]"]


def test_the_face_is_embedded_and_named_for_later_corrections(pdf: pikepdf.Pdf) -> None:
    font = pdf.Root.AcroForm.DR.Font["/PristanLatin"]
    assert bytes(font.FontDescriptor.FontFile2.read_bytes()) == face_file().read_bytes()
    [box] = [each for each in pdf.pages[0].Annots if str(each.T) == "Last[0]"]
    assert str(box.DA) == "/PristanLatin 9 Tf 0 g"


def test_the_flat_copy_shows_all_and_has_nothing_to_click(filled: FilledForm) -> None:
    with pikepdf.open(io.BytesIO(filled.flat)) as opened:
        assert "/AcroForm" not in opened.Root
        assert not [page for page in opened.pages if "/Annots" in page.obj]
    document = pypdfium2.PdfDocument(filled.flat)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(pages) == filled.pages == 5
    assert "Примерова Анна" in pages[0]
    assert "PRIMEROVA" in pages[0]
    assert all("INVENTED PERSON" in page and "ВЫДУМАННЫЙ" in page for page in pages)


def test_a_real_case_is_not_marked(x1: Form) -> None:
    plain = fill_blank([x1], facts({"person.last": "TESTOV"}), blank(), TODAY, sample=False)
    document = pypdfium2.PdfDocument(plain.flat)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "TESTOV" in text
    assert "INVENTED" not in text


def test_one_digit_stands_in_each_cell(filled: FilledForm) -> None:
    document = pypdfium2.PdfDocument(filled.flat)
    text = document[0].get_textpage()
    cells = [text.get_text_bounded(left=320 + 15 * n, right=335 + 15 * n, bottom=700, top=716)
             for n in range(8)]
    document.close()
    assert [cell.strip() for cell in cells] == list("12345678")


def test_the_same_case_gives_the_same_bytes(x1: Form) -> None:
    form = blank()
    first, second = (fill_blank([x1], PERSON, form, TODAY, sample=True) for _ in range(2))
    assert first == second


def test_a_refusal_from_inside_is_a_sentence(x1: Form) -> None:
    with pytest.raises(Problem) as refused:
        fill_blank([x1], PERSON, b"%PDF-1.7 no", TODAY, sample=False)
    assert refused.value.saying.context == "official.damaged"
    with pytest.raises(EditionRefused):
        fill_blank([x1], PERSON, blank(values={"Last[0]": "TESTOV"}), TODAY, sample=False)


# ---- the proof sees what it is there for -------------------------------------------------------


def test_the_proof_sees_every_kind_of_harm(x1: Form) -> None:
    work = json.loads(order(plan(x1, PERSON), SAMPLE))
    editable, flat = fill(blank(), work, face_file().read_bytes())
    assert not any(prove(blank(), editable, flat, work).values())

    def box(name: str) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
        def find(opened: pikepdf.Pdf) -> pikepdf.Object:
            [found] = [each for page in opened.pages for each in page.get("/Annots", ())
                       if str(each.get("/T")) == name]
            return found
        return find

    def spoil(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as opened:
            change(opened)
            target = io.BytesIO()
            opened.save(target)
            return target.getvalue()

    def name(opened: pikepdf.Pdf) -> None:
        box("Last[0]")(opened).V = pikepdf.String("PRIMEROV")

    def signature(opened: pikepdf.Pdf) -> None:
        box("Sign[0]")(opened).V = pikepdf.String("Anna")

    def other_tick(opened: pikepdf.Pdf) -> None:
        box("Unit[1]")(opened).AS = box("Unit[1]")(opened).V = pikepdf.Name("/ FLR ")

    def barcode(opened: pikepdf.Pdf) -> None:
        box("PDF417BarCode1[2]")(opened).AP.N.write(b"0 0 3 18 re f")

    def other_bars(opened: pikepdf.Pdf) -> None:  # in both copies, so that they look alike
        stored = box("PDF417BarCode1[2]")(opened)
        stored.V = pikepdf.String(str(stored.V)[:-1] + "9")

    def removed(opened: pikepdf.Pdf) -> None:
        del opened.pages[1]

    for change, kind in ((name, "values"), (signature, "values"), (other_tick, "values"),
                         (barcode, "barcodes"), (other_bars, "barcodes"),
                         (removed, "barcodes")):
        assert prove(blank(), spoil(editable, change), flat, work)[kind], change.__name__
    empty = spoil(blank(), lambda opened: None)
    assert "form1[0].Last[0]" in prove(blank(), editable, empty, work)["print"]
    assert prove(blank(), editable, empty, work)["mark"]


def test_the_proof_sees_a_value_that_is_cut(x1: Form) -> None:
    work = json.loads(order(plan(x1, facts({"person.last": "PRIMEROVA"}))))
    for text in work["texts"]:
        text["value"] = "PRIMEROVA-OBRAZTSOVA-TESTOVA"
        text["lines"] = [text["value"]]  # at 9 points it runs out of the box
    editable, flat = fill(blank(), work, face_file().read_bytes())
    assert prove(blank(), editable, flat, work)["print"] == ["form1[0].Last[0]"]


def test_the_proof_sees_a_letter_that_sticks_out(x1: Form) -> None:
    """Its middle is inside, so it is read as the box's own, and its end is over the edge."""
    work = json.loads(order(plan(x1, facts({"person.last": "PRIMEROVA"}))))
    editable, flat = fill(blank(), work, face_file().read_bytes())
    assert prove(blank(), editable, flat, work)["print"] == []
    with pikepdf.open(io.BytesIO(editable)) as opened:
        [last] = [each for each in opened.pages[0].Annots if str(each.get("/T")) == "Last[0]"]
        letters = 9 * 0.6 * 9  # nine letters of 0.6 em at 9 points
        left, bottom, _, top = map(float, last.Rect)
        last.Rect = pikepdf.Array([left, bottom, left + letters + 1, top])
        target = io.BytesIO()
        opened.save(target)
    assert prove(blank(), target.getvalue(), flat, work)["print"] == ["form1[0].Last[0]"]


def test_a_hyphen_at_the_end_of_a_line_is_read_as_one(x1: Form) -> None:
    work = json.loads(order(plan(x1, facts({"person.last": "-", "person.full": "Anna-"}))))
    editable, flat = fill(blank(), work, face_file().read_bytes())
    assert not any(prove(blank(), editable, flat, work).values())


def test_nothing_is_written_over_and_nothing_is_written_half(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    write_new({file: b"one"})
    for there in (lambda: copies(file), lambda: write_new({file: b"two"})):
        with pytest.raises(CannotWrite):
            there()
    assert file.read_bytes() == b"one"
    assert sheet_beside(file).name == "form-answers.pdf"
    with pytest.raises(CannotWrite):
        write_new({tmp_path / "first.pdf": b"two", tmp_path / "no" / "second.pdf": b"two"})
    assert [each.name for each in tmp_path.iterdir()] == ["form.pdf"]


def test_a_folder_that_found_no_room_is_taken_away_with_those_made_for_it(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    new = tmp_path / "theirs" / "of ours" / "edition"
    with files_end_at(1_000), pytest.raises(CannotWrite, match="nothing was changed"):
        write_folder(new, {"edition.yaml": b"small", "map.tsv": b"x" * 2_000})
    assert [*tmp_path.rglob("*")] == [tmp_path / "theirs"]
    write_folder(new, {"edition.yaml": b"small", "map.tsv": b"x" * 2_000})
    assert sorted(file.name for file in new.iterdir()) == ["edition.yaml", "map.tsv"]
    with pytest.raises(CannotWrite):
        write_folder(new, {"edition.yaml": b"other"})
    assert (new / "edition.yaml").read_bytes() == b"small"
