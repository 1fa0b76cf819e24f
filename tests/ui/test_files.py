"""Files: brought in beside the window, looked at in the closed-off child, refused in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from pristan.case import Key, Links
from pristan.desk import Desk
from pristan.ui.imports import Coming
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from ui.windows import SMALL, create_case, find, go, press

Open = Callable[..., Shell]
FILES = Key("t_files")


@pytest.fixture
def desk(case_file: Path) -> Iterator[Desk]:
    made = create_case(case_file, SMALL)
    yield made
    made.close()


def drop(view: ScreenView, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    view.blocks["t_files"].field.dropEvent(event)  # type: ignore[attr-defined]


def said(view: ScreenView) -> str:
    QApplication.processEvents()
    labels = view.blocks["t_files"].findChildren(QLabel)
    return " | ".join(each.text() for each in labels if each.isVisible())


def pressed(view: ScreenView, says: str) -> None:
    (button,) = (
        each for each in view.findChildren(QPushButton)
        if each.accessibleName() == says and each.isVisible()
    )  # fmt: skip
    button.click()


def test_a_picture_is_kept_and_shown(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    picture = tmp_path / "снимок.png"
    Image.new("RGB", (60, 40), "navy").save(picture)
    view = go(open_shell(desk), "every_one")
    drop(view, picture)
    qtbot.waitUntil(lambda: isinstance(desk.answers.value("t_files"), Links), timeout=20_000)
    (kept,) = desk.attachments()
    assert kept.name == "снимок.png"
    assert b"".join(desk.read(kept.id)) == picture.read_bytes()
    qtbot.waitUntil(lambda: "1 page" in said(view), timeout=20_000)


def test_a_poisoned_file_is_kept_and_says_what_is_wrong(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    bad = tmp_path / "decision.pdf"
    bad.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    view = go(open_shell(desk), "every_one")
    drop(view, bad)
    qtbot.waitUntil(lambda: isinstance(desk.answers.value("t_files"), Links), timeout=20_000)
    qtbot.waitUntil(lambda: "looking" not in said(view) and "KB" in said(view), timeout=20_000)
    shown = said(view)
    assert "decision.pdf" in shown
    assert "page" not in shown.split("KB")[1].split("|")[0] or "damaged" in shown


def test_what_cannot_be_read_says_so_and_changes_nothing(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    shell = open_shell(desk)
    view = go(shell, "every_one")
    drop(view, empty, tmp_path / "gone.pdf")
    imports = shell.case.session.imports  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: [bool(c.problem) for c in imports.coming(FILES)] == [True, True])
    assert "empty.pdf" in said(view)
    assert desk.answers.value("t_files") is None
    qtbot.waitUntil(lambda: "notes on 2 files" in said(view), timeout=5_000)
    find(view, QPushButton, "files.dismiss_all").click()
    assert imports.coming(FILES) == []
    qtbot.waitUntil(lambda: "empty.pdf" not in said(view), timeout=5_000)


def test_leaving_the_screen_loses_no_file(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    files = []
    for number in range(3):
        files.append(tmp_path / f"{number}.png")
        Image.new("RGB", (40, 40), (number * 80, 0, 0)).save(files[-1])
    shell = open_shell(desk)
    drop(go(shell, "every_one"), *files)
    go(shell, "every_list")
    qtbot.waitUntil(
        lambda: len(getattr(desk.answers.value("t_files"), "ids", ())) == 3, timeout=20_000
    )
    assert [each.name for each in desk.attachments()] == ["0.png", "1.png", "2.png"]


def test_the_same_file_again_is_named_and_not_kept_twice(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    picture = tmp_path / "снимок.png"
    Image.new("RGB", (60, 40), "navy").save(picture)
    kept = desk.attach(picture)  # in the case, and in no answer yet
    view = go(open_shell(desk), "every_one")
    drop(view, picture)
    qtbot.waitUntil(lambda: desk.answers.value("t_files") == Links((kept.id,)), timeout=20_000)
    qtbot.waitUntil(lambda: "already, as снимок.png" in said(view), timeout=20_000)
    assert [each.id for each in desk.attachments()] == [kept.id]


def test_a_folder_comes_whole_and_a_saved_page_brings_its_own_folder(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "бумаги"
    (folder / "Страница_files").mkdir(parents=True)
    (folder / "Страница.html").write_text("<p>Запись</p>", encoding="utf-8")
    (folder / "Страница_files" / "a.css").write_text("p {}", encoding="utf-8")
    Image.new("RGB", (60, 40), "navy").save(folder / "2.png")
    Image.new("RGB", (60, 40), "green").save(folder / "10.png")
    view = go(open_shell(desk), "every_one")
    drop(view, folder)
    qtbot.waitUntil(lambda: len(desk.attachments()) == 3, timeout=20_000)
    names = {each.id: each.name for each in desk.attachments()}

    def order() -> list[str]:
        links = desk.answers.value("t_files")
        return [names[id_] for id_ in links.ids] if isinstance(links, Links) else []

    qtbot.waitUntil(lambda: len(order()) == 3, timeout=20_000)
    assert order() == ["2.png", "10.png", "Страница.zip"]


def test_a_copied_picture_is_kept_as_png_with_the_day(
    qtbot: QtBot, desk: Desk, open_shell: Open
) -> None:
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    QApplication.clipboard().setImage(picture)
    view = go(open_shell(desk), "every_one")
    press(view.blocks["t_files"].field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(desk.answers.value("t_files"), Links), timeout=20_000)
    (kept,) = desk.attachments()
    assert kept.name.startswith("Pasted picture 20") and kept.name.endswith(".png")
    assert QImage.fromData(b"".join(desk.read(kept.id))) == picture
    qtbot.waitUntil(lambda: "1 page" in said(view), timeout=20_000)


def answer_with_files(desk: Desk, folder: Path, count: int) -> list[str]:
    """Name so many texts as the files of the answer: 0.txt, 1.txt…; return their ids."""
    kept = []
    for number in range(count):
        file = folder / f"{number}.txt"
        file.write_text(f"Вымышленная справка номер {number}", encoding="utf-8")
        kept.append(desk.attach(file).id)
    desk.answer(FILES, Links(tuple(kept)))
    return kept


def test_many_files_stand_in_order_and_those_that_stay_are_not_built_again(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    view = go(open_shell(desk), "every_one")
    answer_with_files(desk, tmp_path, 9)

    def rows() -> list[QLabel]:
        found = view.blocks["t_files"].findChildren(QLabel)
        named = [each for each in found if each.text().endswith(".txt") and each.isVisible()]
        return sorted(named, key=lambda each: each.mapTo(view, each.pos()).y())

    def shown() -> list[str]:
        return [each.text() for each in rows()]

    qtbot.waitUntil(lambda: shown() == [f"{n}.txt" for n in range(9)], timeout=20_000)
    qtbot.waitUntil(lambda: said(view).count("1 page") == 9, timeout=30_000)
    before = {each.text(): each for each in rows()}
    pressed(view, "Earlier: 4.txt")
    order = [0, 1, 2, 4, 3, 5, 6, 7, 8]
    qtbot.waitUntil(lambda: shown() == [f"{n}.txt" for n in order], timeout=20_000)
    assert all(before[each.text()] is each for each in rows())
    pressed(view, "Remove: 0.txt")
    qtbot.waitUntil(lambda: shown() == [f"{n}.txt" for n in order[1:]], timeout=20_000)
    assert before["5.txt"] is rows()[4]


def test_a_file_is_moved_by_keyboard_to_the_end_and_back(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    view = go(open_shell(desk), "every_one")
    kept = answer_with_files(desk, tmp_path, 3)
    qtbot.waitUntil(lambda: said(view).count("1 page") == 3, timeout=30_000)

    def with_keyboard() -> QPushButton:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        return focused

    (up,) = (each for each in view.findChildren(QPushButton)
             if each.accessibleName() == "Earlier: 2.txt" and each.isVisible())  # fmt: skip
    up.setFocus()
    orders = []
    for _ in range(3):
        press(with_keyboard(), Qt.Key.Key_Space)
        QApplication.processEvents()
        links = desk.answers.value("t_files")
        assert isinstance(links, Links)
        orders.append([kept.index(id_) for id_ in links.ids])
    assert orders == [[0, 2, 1], [2, 0, 1], [0, 2, 1]], "at the top it is the button beside it"
    assert with_keyboard().accessibleName() == "Later: 2.txt"


def test_an_endless_name_does_not_push_the_page_out_of_the_window(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    file = tmp_path / f"{'я' * 110}.txt"
    file.write_text("Вымышленная справка", encoding="utf-8")
    view = go(open_shell(desk), "every_one")
    before = view.minimumSizeHint().width()
    drop(view, file)
    qtbot.waitUntil(lambda: "1 page" in said(view), timeout=30_000)
    assert "я" * 70 in said(view).replace("\u200b", "")  # names are kept shortened
    assert view.minimumSizeHint().width() < before + 100


def test_at_large_text_the_rows_of_files_stay_in_the_window(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    kept = []
    for number in range(2):
        Image.new("RGB", (60, 40), (90 * number, 0, 0)).save(tmp_path / f"IMG_000{number}.png")
        kept.append(desk.attach(tmp_path / f"IMG_000{number}.png").id)
    view = go(open_shell(desk, percent=200), "every_one")
    desk.answer(FILES, Links(tuple(kept)))
    qtbot.waitUntil(lambda: said(view).count("1 page") == 2, timeout=20_000)
    qtbot.wait(200)
    area = view.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    qtbot.waitUntil(lambda: area.horizontalScrollBar().maximum() == 0, timeout=2_000)
    rows = [each for each in view.findChildren(QPushButton, "x") if each.isVisible()]
    edge = max(each.mapTo(area, each.rect().topRight()).x() for each in rows)
    assert len(rows) == 2 and edge < area.viewport().width()


def test_a_whole_folder_is_stopped_at_once_and_what_is_in_stays(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "снимки"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"Вымышленная запись {number}", encoding="utf-8")
    view = go(open_shell(desk), "every_one")
    many = find(view, QPushButton, "files.stop_all")
    assert not many.isVisible()
    drop(view, folder)
    qtbot.waitUntil(lambda: isinstance(desk.answers.value("t_files"), Links), timeout=20_000)
    qtbot.waitUntil(many.isVisible, timeout=5_000)
    bars = view.blocks["t_files"].findChildren(QProgressBar)
    assert len([bar for bar in bars if bar.isVisible()]) < 10, "sixty rows that come and go"
    many.click()
    qtbot.waitUntil(lambda: not many.isVisible(), timeout=5_000)
    qtbot.waitUntil(lambda: "looking" not in said(view), timeout=30_000)
    kept, links = [each.id for each in desk.attachments()], desk.answers.value("t_files")
    assert isinstance(links, Links) and list(links.ids) == kept
    assert 0 < len(kept) < 60 and not desk.setting("coming")


def test_while_many_files_come_in_the_window_has_time_to_be_painted(
    qtbot: QtBot, desk: Desk, open_shell: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(f"Вымышленная запись {number}", encoding="utf-8")
    shell = open_shell(desk)
    view = go(shell, "every_one")
    imports = shell.case.session.imports  # type: ignore[union-attr]
    shown: list[Key] = []
    real = imports.coming

    def coming(key: Key) -> list[Coming]:
        shown.append(key)
        return real(key)

    drop(view, *sorted(tmp_path.glob("*.txt")))
    monkeypatch.setattr(imports, "coming", coming)
    for _ in range(50):
        imports.changed.emit()
    assert shown == [], "fifty changes at once"
    qtbot.waitUntil(lambda: len(desk.attachments()) == 60, timeout=30_000)
    qtbot.waitUntil(lambda: not imports.coming(FILES), timeout=30_000)
    qtbot.waitUntil(lambda: said(view).count("1 page") == 60, timeout=30_000)
