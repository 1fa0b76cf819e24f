"""Pages of a document: pictures of them, their order, their turn, and looking at them large."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFont, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pristan.case import Box, Key, Links, Sheets, Told
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.covers import Covers
from pristan.ui.page_search import seen_at
from pristan.ui.pages_panel import PagesPanel
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from pristan.ui.viewer import Viewer
from pristan.ui.writing import ComboBox
from ui.windows import find, go, let_go, page, press, type_in

Open = Callable[..., Shell]
WORDS = ("обыск", "повестка", "приговор")


def made_pdf(file: Path) -> Path:
    """Write a PDF of three pages, each with a word of its own as real text."""
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    painter = QPainter(writer)
    painter.setFont(QFont("DejaVu Sans", 24))
    for number, word in enumerate(WORDS):
        if number:
            writer.newPage()
        painter.drawText(400, 1200, f"ОБРАЗЕЦ: {word}")
    painter.end()
    return file


@pytest.fixture
def item(desk: Desk) -> str:
    return desk.add_item(Key("evidence"))


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk, item: str, open_shell: Open, tmp_path: Path) -> PagesPanel:
    """Return the pages of a document into which a folder with a PDF was dropped."""
    folder = tmp_path / "снимки"
    folder.mkdir()
    made_pdf(folder / "дело.pdf")
    shell = open_shell(desk)
    view = go(shell, "exhibit_what", item)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    view.blocks["exhibit_files"].field.dropEvent(event)  # type: ignore[attr-defined]
    (made,) = view.findChildren(PagesPanel)
    qtbot.waitUntil(lambda: made.strip.count() == 3, timeout=30_000)
    return made


def order(desk: Desk, item: str) -> list[tuple[int, int, bool]]:
    value = desk.answers.value("exhibit_pages", item)
    assert isinstance(value, Sheets)
    return [(each.page, each.turn, each.hidden) for each in value.pages]


def test_every_page_is_drawn_and_nothing_is_answered_by_that(
    qtbot: QtBot, desk: Desk, item: str, panel: PagesPanel
) -> None:
    strip = panel.strip
    assert strip.isVisible()
    assert isinstance(desk.answers.value("exhibit_files", item), Links)
    qtbot.waitUntil(
        lambda: all(strip.has_picture(at) for at in range(3)), timeout=30_000
    )
    assert desk.answers.get(Key("exhibit_pages", item)) is None


def test_pages_are_moved_turned_and_left_out_by_keyboard(
    desk: Desk, item: str, panel: PagesPanel
) -> None:
    strip = panel.strip
    strip.setFocus()
    strip.set_current_row(2)
    press(strip, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [page for page, _, _ in order(desk, item)] == [1, 3, 2]
    assert strip.current_row() == 1
    press(strip, Qt.Key.Key_Delete)
    find(panel, QPushButton, "exhibit_pages.turn").click()
    assert order(desk, item) == [(1, 0, False), (3, 90, True), (2, 0, False)]
    said = strip.said(1)
    assert "90°" in said and "not printed" in said
    desk.undo()
    desk.undo()
    desk.undo()
    QApplication.processEvents()
    assert [strip.text(at) for at in range(3)] == ["1", "2", "3"]


def test_the_chosen_page_is_as_bright_as_the_others(qtbot: QtBot, panel: PagesPanel) -> None:
    strip = panel.strip

    def brightest(at: int) -> int:
        place = strip.visualRect(strip.model().index(at, 0))
        shown = strip.viewport().grab(place).toImage()
        across = range(shown.width())
        middle = shown.height() // 2
        return max(shown.pixelColor(x, middle).lightness() for x in across)

    strip.setCurrentIndex(strip.model().index(0, 0))
    qtbot.waitUntil(lambda: all(strip.picture(at) for at in range(3)), timeout=30_000)
    assert strip.selectionModel().isSelected(strip.model().index(0, 0))
    assert brightest(0) == 255


def test_a_page_that_is_dragged_is_kept_where_it_was_dropped(
    desk: Desk, item: str, panel: PagesPanel
) -> None:
    strip = panel.strip
    first, third = (strip.visualRect(strip.model().index(at, 0)) for at in (0, 2))
    assert strip.place_at(first.topLeft(), 2) == 0
    assert strip.place_at(third.center() + QPoint(5, 0), 0) == 2
    assert strip.place_at(third.bottomRight() + QPoint(0, 900), 1) == 2
    carried = strip.model().mimeData([strip.model().index(2, 0)])
    event = QDropEvent(
        QPointF(first.topLeft()), Qt.DropAction.MoveAction, carried,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    strip.dropEvent(event)
    assert desk.answers.get(Key("exhibit_pages", item)) is None, "what comes from elsewhere"
    strip.moved.emit(2, 0)  # what a drag tells that began here
    assert [page for page, _, _ in order(desk, item)] == [3, 1, 2]


def opened(panel: PagesPanel, at: int) -> Viewer:
    panel.strip.set_current_row(at)
    panel.strip.setFocus()
    press(panel.strip, Qt.Key.Key_Return)
    root = panel.window()
    (viewer,) = root.findChildren(Viewer)
    return viewer


def test_a_page_opens_large_inside_the_window_and_is_searched(
    qtbot: QtBot, panel: PagesPanel
) -> None:
    viewer = opened(panel, 0)
    qtbot.waitUntil(lambda: not viewer.page.picture.isNull(), timeout=30_000)
    small = viewer.page.picture.width()
    find(viewer, QPushButton, "viewer.larger").click()
    qtbot.waitUntil(lambda: viewer.page.picture.width() > small, timeout=30_000)
    line, said = find(viewer, QLineEdit, "viewer.search"), find(viewer, QLabel, "viewer.said")
    type_in(line, "Приговор\n")
    qtbot.waitUntil(lambda: "page 3" in said.text(), timeout=30_000)
    line.clear()
    type_in(line, "марсиане\n")
    qtbot.waitUntil(lambda: "not in the text" in said.text(), timeout=30_000)
    press(viewer, Qt.Key.Key_Tab)  # stays within what is on top
    focused = QApplication.focusWidget()
    assert focused is not None and viewer.isAncestorOf(focused)
    press(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    assert panel.strip.hasFocus()


def test_turning_in_the_viewer_turns_what_is_printed(
    qtbot: QtBot, desk: Desk, item: str, panel: PagesPanel
) -> None:
    viewer = opened(panel, 1)
    qtbot.waitUntil(lambda: not viewer.page.picture.isNull(), timeout=30_000)
    tall = viewer.page.picture.height() > viewer.page.picture.width()
    find(viewer, QPushButton, "viewer.turn").click()
    assert order(desk, item)[1] == (2, 90, False)
    qtbot.waitUntil(
        lambda: (viewer.page.picture.height() > viewer.page.picture.width()) != tall,
        timeout=30_000,
    )
    undo = find(viewer, QPushButton, "viewer.undo")
    find(viewer, QPushButton, "viewer.turn").click()
    undo.click()
    assert order(desk, item)[1] == (2, 90, False)
    press(viewer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.answers.get(Key("exhibit_pages", item)) is None
    assert not undo.isEnabled(), "what was done before stays as it is"
    viewer.leave()


def covers_of(viewer: Viewer) -> Covers:
    find(viewer, QPushButton, "viewer.cover").click()
    assert viewer.covers.hasFocus()
    return viewer.covers


def boxes(desk: Desk, item: str, at: int) -> tuple[Box, ...]:
    value = desk.answers.value("exhibit_pages", item)
    return value.pages[at].boxes if isinstance(value, Sheets) else ()


def dark(viewer: Viewer, across: float, down: float) -> bool:
    picture = viewer.page.picture.toImage()
    at = round(across * picture.width()), round(down * picture.height())
    return picture.pixelColor(*at).lightness() < 40


def test_a_part_is_covered_by_keyboard_and_burned_into_what_is_printed(
    qtbot: QtBot, desk: Desk, item: str, panel: PagesPanel
) -> None:
    viewer = opened(panel, 1)
    covers = covers_of(viewer)
    press(covers, Qt.Key.Key_Insert)
    assert boxes(desk, item, 1) == ((0.3, 0.45, 0.7, 0.5),)
    for _ in range(10):
        press(covers, Qt.Key.Key_Down)
    for _ in range(5):
        press(covers, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: boxes(desk, item, 1) == ((0.3, 0.55, 0.75, 0.6),), timeout=5_000)
    qtbot.waitUntil(lambda: not viewer.page.picture.isNull(), timeout=30_000)
    assert not dark(viewer, 0.5, 0.575), "what will be covered can be seen while one covers it"
    find(viewer, QPushButton, "viewer.cover").click()
    qtbot.waitUntil(lambda: dark(viewer, 0.5, 0.575), timeout=30_000)
    find(viewer, QPushButton, "viewer.cover").click()
    find(viewer, QPushButton, "viewer.undo").click()  # all the moves together
    assert boxes(desk, item, 1) == ((0.3, 0.45, 0.7, 0.5),) and covers.boxes == [
        (0.3, 0.45, 0.7, 0.5)
    ]
    press(covers, Qt.Key.Key_Delete)
    assert boxes(desk, item, 1) == ()
    (kept,) = desk.attachments()
    assert kept.name == "дело.pdf"
    viewer.leave()


def test_a_part_of_a_turned_page_is_covered_by_mouse(
    qtbot: QtBot, desk: Desk, item: str, panel: PagesPanel
) -> None:
    viewer = opened(panel, 0)
    find(viewer, QPushButton, "viewer.turn").click()
    covers = covers_of(viewer)
    qtbot.waitUntil(
        lambda: viewer.page.picture.width() > viewer.page.picture.height(), timeout=30_000
    )
    let_go()
    QApplication.processEvents()
    width, height = covers.width(), covers.height()

    def at(across: float, down: float) -> QPoint:
        return QPoint(round(across * width), round(down * height))

    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(covers, left, pos=at(0.1, 0.2))
    qtbot.mouseMove(covers, at(0.3, 0.4))
    qtbot.mouseRelease(covers, left, pos=at(0.3, 0.4))
    (box,) = boxes(desk, item, 0)
    assert seen_at(box, 90) == pytest.approx((0.1, 0.2, 0.3, 0.4), abs=0.01)
    qtbot.mousePress(covers, left, pos=at(0.2, 0.3))  # taken in the middle, and moved
    qtbot.mouseMove(covers, at(0.4, 0.3))
    qtbot.mouseRelease(covers, left, pos=at(0.4, 0.3))
    (box,) = boxes(desk, item, 0)
    assert seen_at(box, 90) == pytest.approx((0.3, 0.2, 0.5, 0.4), abs=0.01)
    qtbot.mouseClick(covers, left, pos=at(0.8, 0.8))  # a press that draws nothing
    assert len(boxes(desk, item, 0)) == 1
    find(viewer, QPushButton, "viewer.cover").click()
    qtbot.waitUntil(lambda: dark(viewer, 0.4, 0.3), timeout=30_000)
    viewer.leave()


def test_a_translation_stands_beside_its_page(
    qtbot: QtBot, desk: Desk, item: str, panel: PagesPanel, tmp_path: Path
) -> None:
    viewer = opened(panel, 0)
    assert find(viewer, QPushButton, "viewer.pair").isHidden()
    viewer.leave()
    kept = desk.attach(made_pdf(tmp_path / "перевод.pdf"))
    desk.answer(Key("exhibit_translation_files", item), Links((kept.id,)))
    let_go()
    viewer = opened(panel, 0)
    pair = find(viewer, QPushButton, "viewer.pair")
    assert pair.isVisible()
    pair.click()
    qtbot.waitUntil(lambda: not viewer.other.picture.isNull(), timeout=30_000)
    viewer.leave()


def test_a_file_that_comes_twice_is_pointed_out(
    qtbot: QtBot, desk: Desk, item: str, panel: PagesPanel, tmp_path: Path
) -> None:
    links = desk.answers.value("exhibit_files", item)
    assert isinstance(links, Links)
    again = desk.attach(tmp_path / "снимки" / "дело.pdf")
    desk.answer(Key("exhibit_files", item), Links((*links.ids, again.id)))
    qtbot.waitUntil(
        lambda: any("looks the same" in each.text() for each in _labels(panel)), timeout=30_000
    )


def _labels(panel: PagesPanel) -> list[QLabel]:
    return panel.window().findChildren(QLabel)


def test_a_mark_turns_with_its_page() -> None:
    box = (0.1, 0.2, 0.3, 0.4)
    assert seen_at(box, 0) == box
    assert seen_at(box, 90) == pytest.approx((0.6, 0.1, 0.8, 0.3))
    assert seen_at(box, 360) == box
    assert seen_at(seen_at(box, 90), 270) == pytest.approx(box)


def test_pages_become_a_document_of_their_own_and_one_undo_puts_them_back(
    qtbot: QtBot, desk: Desk, item: str, panel: PagesPanel
) -> None:
    strip = panel.strip
    strip.setFocus()
    strip.set_current_row(0)
    assert not find(panel, QPushButton, "exhibit_pages.split").isEnabled()
    strip.set_current_row(1)
    press(strip, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    first, second = desk.answers.items("evidence")
    assert (first, order(desk, item)) == (item, [(1, 0, False)])
    assert order(desk, second) == [(2, 0, False), (3, 0, False)]
    shell = panel.window()
    assert isinstance(shell, Shell)
    view = page(shell).view
    assert isinstance(view, ScreenView)
    assert view.place == Place("exhibit_what", second), "it is named next"
    desk.undo()
    assert desk.answers.items("evidence") == (item,)
    assert desk.answers.get(Key("exhibit_pages", item)) is None


def test_two_documents_are_put_together_and_what_differs_is_said_before(
    qtbot: QtBot, desk: Desk, item: str, panel: PagesPanel
) -> None:
    desk.answer(Key("exhibit_title", item), Told("Дело"))
    other = desk.split_document(item, panel._now(), 1)  # noqa: SLF001
    desk.answer(Key("exhibit_title", other), Told("Повестка"))
    QApplication.processEvents()
    find(panel, QPushButton, "exhibit_pages.join").click()
    which = find(panel, ComboBox, "joining.which")
    join = find(panel, QPushButton, "joining.join")
    assert not join.isEnabled()
    which.setCurrentIndex(which.findText("Повестка"))
    assert "Повестка" in find(panel, QLabel, "joining.left").text()
    qtbot.waitUntil(join.isEnabled, timeout=30_000)
    join.click()
    assert desk.answers.items("evidence") == (item,)
    assert panel.strip.count() == 3
    desk.undo()
    assert desk.answers.items("evidence") == (item, other)


def test_pages_that_lost_their_document_are_offered_where_their_file_is(
    qtbot: QtBot, desk: Desk, item: str, panel: PagesPanel
) -> None:
    other = desk.split_document(item, panel._now(), 1)  # noqa: SLF001
    desk.remove_item(other)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: panel.strip.count() == 1, timeout=5_000)
    take = find(panel, QPushButton, "joining.take")
    qtbot.waitUntil(take.isVisible, timeout=5_000)
    take.click()
    assert order(desk, item) == [(1, 0, False), (2, 0, False), (3, 0, False)]
    assert not take.isVisible()


def test_a_picture_that_another_document_has_is_pointed_out(
    qtbot: QtBot, desk: Desk, item: str, open_shell: Open, tmp_path: Path
) -> None:
    tones = Image.linear_gradient("L")
    kept = []
    for name, size in (("паспорт.png", (600, 400)), ("снова.png", (300, 200))):
        tones.resize(size).save(tmp_path / name)
        kept.append(desk.attach(tmp_path / name))
    desk.answer(Key("exhibit_files", item), Links((kept[0].id,)))
    assert list(desk.papers.remarks([kept[0]])) == []
    other = desk.add_item(Key("evidence"))
    view = go(open_shell(desk), "exhibit_what", other)
    desk.answer(Key("exhibit_files", other), Links((kept[1].id,)))
    qtbot.waitUntil(
        lambda: any("паспорт.png, which belongs to another" in each.text()
                    for each in view.findChildren(QLabel)),
        timeout=20_000,
    )  # fmt: skip
