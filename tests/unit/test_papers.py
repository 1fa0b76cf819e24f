"""Papers of a case on real parts: folders, copies, passwords, remarks, what files tell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageFilter

from pristan.case import Problem, Sheet
from pristan.evidence import Kind, NeedsPassword
from pristan.evidence.folders import Found, gather
from pristan.papers import AlreadyKept, Papers
from pristan.vault import Profile, Vault
from unit.evidence.hostile import text_pdf
from unit.evidence.test_damage import album, place
from unit.evidence.test_pictures import jpeg, photo, scene

CHEAP = Profile(15, 8, 1, 1)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = Vault.create(
        tmp_path / "case.pristan", "six words that nobody else knows", profile=CHEAP,
        profiles=[CHEAP],
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def papers(vault: Vault) -> Iterator[Papers]:
    opened = Papers(vault)
    yield opened
    opened.close()


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    folder = tmp_path / "phone"
    (folder / "DCIM" / "100").mkdir(parents=True)
    for name in ("IMG_10.jpg", "IMG_2.jpg"):
        (folder / "DCIM" / "100" / name).write_bytes(jpeg(scene(size=(40 + len(name), 30))))
    (folder / "copy of IMG_2.jpg").write_bytes(jpeg(scene(size=(49, 30))))
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "loop").symlink_to(folder)
    (folder / "Суд.html").write_text("<html><body>Дело</body></html>", encoding="utf-8")
    (folder / "Суд_files").mkdir()
    (folder / "Суд_files" / "a.css").write_text("body{color:red}")
    return folder


def names(found: list[Found]) -> list[str]:
    return [each.file.name for each in found]


def test_a_folder_comes_in_whole_and_says_what_it_leaves(phone: Path) -> None:
    gathered = gather([phone])
    assert names(gathered.found) == [
        "copy of IMG_2.jpg", "IMG_2.jpg", "IMG_10.jpg", "Суд.html",
    ]  # fmt: skip
    assert [each.name for each in gathered.found[-1].beside] == ["a.css"]
    left = {each.file.name: each.why.context for each in gathered.left}
    assert left == {
        "Thumbs.db": "evidence.litter", "empty.pdf": "evidence.empty", "loop": "evidence.is_a_link",
    }  # fmt: skip


def test_a_page_named_beside_its_folder_comes_once(phone: Path) -> None:
    (found,) = gather([phone / "Суд_files", phone / "Суд.html"]).found
    assert found.file.name == "Суд.html"
    assert found.size == sum(each.stat().st_size for each in (found.file, *found.beside))


def test_a_name_as_long_as_can_be_takes_nothing_else_along(phone: Path) -> None:
    """Browsers name a page after its title, and a folder of it would have a longer name still."""
    long = phone / ("я" * 125 + ".html")
    long.write_text("<html><body>Запись</body></html>", encoding="utf-8")
    assert names(gather([phone]).found)[-1] == long.name


def test_what_leaves_while_it_is_looked_at_takes_nothing_else_along(
    phone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = phone / "copy of IMG_2.jpg"
    real = Path.is_dir

    def is_dir(place: Path) -> bool:
        known = real(place)
        if place == first:
            first.unlink()
        return known

    monkeypatch.setattr(Path, "is_dir", is_dir)
    gathered = gather([phone, Path("a\0b")])
    assert names(gathered.found) == ["IMG_2.jpg", "IMG_10.jpg", "Суд.html"]
    left = [each.file.name for each in gathered.left if each.why.context == "evidence.cannot_look"]
    assert left == [first.name, "a\0b"]


def test_a_missing_place_is_said(tmp_path: Path) -> None:
    (left,) = gather([tmp_path / "gone"]).left
    assert left.why.context == "evidence.cannot_look"


def test_a_copy_is_not_kept_twice(papers: Papers, phone: Path, vault: Vault) -> None:
    kept, again = [], []
    for found in gather([phone, phone]).found:
        try:
            kept.append(papers.take(found))
        except AlreadyKept as already:
            again.append(already.kept.name)
    first = "copy of IMG_2.jpg"
    assert [each.name for each in kept] == [first, "IMG_10.jpg", "Суд.zip"]
    assert again == [first, first, first, "IMG_10.jpg", "Суд.zip"]
    assert papers.kept() == kept == vault.attachments()
    original = (phone / first).read_bytes()
    assert b"".join(vault.read(kept[0].id)) == original
    page = b"".join(vault.read(kept[2].id))
    with zipfile.ZipFile(io.BytesIO(page)) as archive:
        assert archive.namelist() == ["Суд.html", "Суд_files/a.css"]
    assert papers.look(kept[2].id).kind is Kind.PAGE


def test_what_stops_an_import_keeps_nothing(papers: Papers, phone: Path, vault: Vault) -> None:
    def stop(_size: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        papers.take(gather([phone]).found[0], stop)
    assert vault.attachments() == []


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(text_pdf(2))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="тайна"))
    return out.getvalue()


def test_a_password_is_kept_only_when_told(papers: Papers, vault: Vault) -> None:
    kept = vault.attach("a.pdf", [locked()])
    with pytest.raises(NeedsPassword):
        papers.look(kept.id)
    with pytest.raises(NeedsPassword) as wrong:
        papers.unlock(kept.id, "другая")
    assert wrong.value.saying.context == "evidence.wrong_password"
    papers.unlock(kept.id, "тайна")
    assert papers.look(kept.id).pages == 2
    with papers.cleaner() as cleaner:
        assert cleaner.clean(locked()).pages == 2
    fresh = Papers(vault)
    with pytest.raises(NeedsPassword):
        fresh.look(kept.id)
    papers.unlock(kept.id, "тайна", keep=True)
    fresh.close()
    fresh = Papers(vault)
    assert fresh.look(kept.id).pages == 2
    fresh.close()


def test_pages_are_drawn_many_at_once(papers: Papers, vault: Vault) -> None:
    kept = vault.attach("a.pdf", [text_pdf(3)])
    drawn = papers.draw(kept.id, [Sheet(page=page) for page in (3, 1, 2)] * 30, 60)
    assert len(drawn) == 90 and {each.width for each in drawn} == {60}
    with pytest.raises(Problem):
        papers.draw(kept.id, [Sheet(page=4)], 60)


def test_words_are_the_files_own_or_a_machines(papers: Papers, vault: Vault) -> None:
    own = vault.attach("a.pdf", [text_pdf()])
    assert "Постановление" in papers.words(own.id, 1).text
    photo_ = vault.attach("a.jpg", [jpeg(scene())])
    assert papers.words(photo_.id, 1).words == ()
    vault.set_setting(f"machine_text.{photo_.id}.1", '[["ПРИМЕРОВ", [0.1, 0.1, 0.2, 0.2]]]')
    read = papers.words(photo_.id, 1)
    assert read.machine and read.text == "ПРИМЕРОВ"


def test_a_lawyer_is_told_what_a_photo_tells(papers: Papers, vault: Vault) -> None:
    kept = vault.attach("a.jpg", [photo()])
    said = [str(saying) for saying in papers.told(kept.id)]
    assert said[0] == "Taken 2022-02-24 14:03, by the camera's clock"
    assert any("55.75, 37.61667" in each for each in said)


def test_copies_and_blurred_photos_are_pointed_out(papers: Papers, vault: Vault) -> None:
    page = scene(size=(900, 600)).filter(ImageFilter.GaussianBlur(12))
    small = page.resize((450, 300), Image.Resampling.BOX)
    kept = [vault.attach(name, [jpeg(picture)]) for name, picture in (
        ("a.jpg", page), ("b.jpg", small), ("c.jpg", scene(size=(900, 600)).rotate(90)),
    )]  # fmt: skip
    kept.append(vault.attach("broken.jpg", [b"\xff\xd8\xff\xe0broken"]))
    remarks = [(name, saying.context) for name, saying in papers.remarks(kept)]
    assert (kept[1].id, "papers.alike") in remarks
    assert {name for name, context in remarks if context == "papers.blurred"} == {
        kept[0].id, kept[1].id
    }  # fmt: skip
    assert not any(name == kept[2].id for name, _ in remarks)


def test_a_file_is_judged_once_and_compared_with_those_of_other_documents(
    papers: Papers, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = scene(size=(900, 600))
    one = vault.attach("паспорт.jpg", [jpeg(page)])
    other = vault.attach("снова.jpg", [jpeg(page.resize((450, 300), Image.Resampling.BOX))])
    recording = vault.attach("звонок.mp3", [b"ID3" + bytes(300)])
    assert list(papers.remarks([other], elsewhere=[one])) == [], "the other was never looked at"
    assert list(papers.remarks([one, recording])) == []
    read: list[str] = []
    real = vault.read

    def reads(attachment: str) -> Iterator[bytes]:
        read.append(attachment)
        return real(attachment)

    monkeypatch.setattr(vault, "read", reads)
    ((of, said),) = papers.remarks([other, recording], elsewhere=[one])
    assert (of, said.context, said.facts["name"]) == (
        other.id, "papers.alike_elsewhere", "паспорт.jpg",
    )  # fmt: skip
    assert read == []
    fresh = Papers(vault)
    assert [name for name, _ in fresh.remarks([other], elsewhere=[one])] == [other.id]
    assert read == []
    fresh.remove(other.id)
    assert vault.settings("glance.").keys() == {f"glance.{one.id}"}


@pytest.mark.parametrize(
    "kept", ["", "nonsense", "[]", "[1, 2, 3]", '["00", {}, []]', '["00ff", {"photo": true}, [-1]]']
)
def test_a_file_whose_kept_look_is_nonsense_is_judged_anew(
    papers: Papers, vault: Vault, kept: str
) -> None:
    page = scene(size=(900, 600))
    one = vault.attach("a.jpg", [jpeg(page)])
    other = vault.attach("b.jpg", [jpeg(page.resize((450, 300), Image.Resampling.BOX))])
    vault.set_setting(f"glance.{one.id}", kept)
    assert list(papers.remarks([other], elsewhere=[one])) == []
    assert [name for name, _ in papers.remarks([one, other])] == [other.id]
    assert vault.settings("glance.")[f"glance.{one.id}"] != kept


def test_a_damaged_file_is_pointed_out_with_its_pages(papers: Papers, vault: Vault) -> None:
    data = album()
    kept = [vault.attach("whole.pdf", [data]), vault.attach("cut.pdf", [data[: place(data, 4)]])]
    said = [(name, str(saying)) for name, saying in papers.remarks(kept)
            if saying.context == "papers.damaged"]  # fmt: skip
    assert [name for name, _ in said] == [kept[1].id]
    assert "these of its pages: 5–10." in said[0][1]
