"""The pages of a document as small pictures: put in order, turned, left out, opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QDropEvent, QIcon, QImage, QKeyEvent, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pristan.case import Key, Links, Sheet, Sheets
from pristan.interview.arranged import arranged, covered, hidden, moved, turned
from pristan.ui.around import Around
from pristan.ui.flow import Flow
from pristan.ui.jobs import Job
from pristan.ui.pieces import column, label, named_buttons

if TYPE_CHECKING:
    from pristan.evidence import Picture

_SIDE = 120  # px at 100 %
_AT_ONCE = 12  # pages for one question: the window shows them together, and scrolling goes on


class PagesPanel(QWidget):
    """Shows what the desk knows of the pages, and tells it what was done with one."""

    rearranged = Signal(object)  # all pages as they stand now

    def __init__(self, around: Around, files: str, pages: str) -> None:
        super().__init__()
        self._around = around
        self._files, self._pages = around.key(files), around.key(pages)
        self._sheets: tuple[Sheet, ...] = ()
        self._drawn: dict[Sheet, QPixmap] = {}
        self._job: Job | None = None
        words, look = around.voice.words, around.look
        lines = column(self, look.px(6))
        lines.setContentsMargins(0, look.px(14), 0, 0)
        lines.addWidget(label(words("ui.pages.title", "The pages, as they will be printed"), "ask"))
        lines.addWidget(
            label(
                words(
                    "ui.pages.hint",
                    "Drag a page to its place, or move it with Alt and the up and down arrows. "
                    "Enter opens it, Delete leaves it out or takes it in again. The files "
                    "themselves stay as they are.",
                ),
                "muted",
            )
        )
        self.strip = Strip(look.px(_SIDE))
        self.strip.setObjectName(f"{pages}.strip")
        self.strip.setAccessibleName(words("ui.pages.list", "Pages"))
        self.strip.dropped.connect(self._dropped)
        self.strip.asked.connect(self._do)
        self.strip.verticalScrollBar().valueChanged.connect(self._draw)
        lines.addWidget(self.strip)
        below = Flow(gap=look.px(8))
        says = {
            "open": words("ui.pages.open", "Open"),
            "earlier": words("ui.pages.earlier", "Earlier"),
            "later": words("ui.pages.later", "Later"),
            "turn": words("ui.pages.turn", "Turn"),
            "hide": words("ui.pages.hide", "Leave out or take in"),
        }
        named_buttons(below, pages, says, self._do)
        lines.addLayout(below)
        self.hide()

    def refresh(self) -> None:
        """Show the pages as they stand now."""
        sheets = self._now()
        if sheets != self._sheets:
            at = max(self.strip.currentRow(), 0)
            self._sheets = sheets
            self._fill(at)
            self.rearranged.emit(sheets)
        self.setVisible(bool(sheets))

    def showEvent(self, event: QShowEvent) -> None:
        QTimer.singleShot(0, self, self._draw)

    def _now(self) -> tuple[Sheet, ...]:
        answers, imports = self._around.desk.answers, self._around.imports
        links = answers.value(self._files.question, self._files.item)
        files = links.ids if isinstance(links, Links) else ()
        seen = {file: imports.seen(file) for file in files}
        counts = {file: each.pages for file, each in seen.items() if each}
        return arranged(files, counts, answers.value(self._pages.question, self._pages.item))

    def _fill(self, at: int) -> None:
        self.strip.clear()
        for number, sheet in enumerate(self._sheets, 1):
            says = self._says(number, sheet)
            item = QListWidgetItem(said_short(number, sheet), self.strip)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, says)
            item.setToolTip(says)
            item.setData(Qt.ItemDataRole.UserRole, number - 1)
            if picture := self._drawn.get(replace(sheet, hidden=False)):
                item.setIcon(self._icon(picture, sheet))
        self.strip.setCurrentRow(min(at, len(self._sheets) - 1))
        self.strip.fit(len(self._sheets))
        QTimer.singleShot(0, self, self._draw)

    def _says(self, number: int, sheet: Sheet) -> str:
        words = self._around.voice.words
        names = {each.id: each.name for each in self._around.desk.attachments()}
        said = words(
            "ui.pages.page",
            "{number}: page {page} of {name}",
            number=number,
            page=sheet.page,
            name=names.get(sheet.attachment, ""),
        )
        if sheet.turn:
            said += ", " + words("ui.pages.turned", "turned by {degrees}°", degrees=sheet.turn)
        if sheet.boxes:
            said += ", " + words.count(
                "ui.pages.covered", "{number} part covered", "{number} parts covered",
                len(sheet.boxes),
            )  # fmt: skip
        if sheet.hidden:
            said += ", " + words("ui.pages.hidden", "not printed")
        return said

    def _icon(self, picture: QPixmap, sheet: Sheet) -> QIcon:
        side, line = self._around.look.px(_SIDE), 1
        square = QPixmap(side, side)  # so that all numbers stand on one line
        square.fill(Qt.GlobalColor.transparent)
        size = picture.size().scaled(
            side - 2 * line, side - 2 * line, Qt.AspectRatioMode.KeepAspectRatio
        )
        at = QRect(QPoint((side - size.width()) // 2, side - line - size.height()), size)
        painter = QPainter(square)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.35 if sheet.hidden else 1)
        painter.drawPixmap(at, picture)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(at)
        painter.end()
        return QIcon(square)

    def _draw(self) -> None:
        """Have the pages drawn that are seen and have no picture yet, all those of a file at once.

        What has been scrolled away before its turn came is not drawn.
        """
        if self._job or not self.isVisible():
            return
        missing = self._missing()
        if not missing:
            return
        wanted = [each for each in missing if each.attachment == missing[0].attachment]
        papers, width = self._around.desk.papers, self._around.look.px(_SIDE)
        self._job = self._around.jobs.run(
            lambda: papers.draw(wanted[0].attachment, wanted, width),
            lambda drawn: self._show(wanted, [pixmap(each) for each in drawn]),
            lambda _error: self._show(wanted, [QPixmap()] * len(wanted)),
        )
        self.destroyed.connect(self._job.forget)

    def _missing(self) -> list[Sheet]:
        port = self.strip.viewport().rect()
        return [
            plain
            for at, sheet in enumerate(self._sheets)
            if (plain := replace(sheet, hidden=False)) not in self._drawn
            and self.strip.visualItemRect(self.strip.item(at)).intersects(port)
        ][:_AT_ONCE]

    def _show(self, plain: list[Sheet], pictures: list[QPixmap]) -> None:
        self._job = None
        self._drawn.update(zip(plain, pictures, strict=True))
        for at, sheet in enumerate(self._sheets):
            picture = self._drawn.get(replace(sheet, hidden=False))
            if replace(sheet, hidden=False) in plain and picture and not picture.isNull():
                self.strip.item(at).setIcon(self._icon(picture, sheet))
        self._draw()

    # ---- what is done with a page --------------------------------------------------------------

    def _do(self, name: str) -> None:
        at = self.strip.currentRow()
        if not 0 <= at < len(self._sheets):
            return
        if name == "open":
            self._open(at)
        elif name == "turn":
            self._keep(turned(self._sheets, at), at)
        elif name == "hide":
            self._keep(hidden(self._sheets, at), at)
        else:
            to = min(max(at + (1 if name == "later" else -1), 0), len(self._sheets) - 1)
            self._keep(moved(self._sheets, at, to), to)

    def _dropped(self, order: list[int]) -> None:
        if sorted(order) == list(range(len(self._sheets))):
            self._keep(tuple(self._sheets[at] for at in order), self.strip.currentRow())

    def _keep(self, sheets: tuple[Sheet, ...], at: int) -> None:
        self.strip.setCurrentRow(at)
        self._around.desk.answer(self._pages, Sheets(sheets))
        self._around.desk.save_soon()  # each is a step of its own for undo
        self.refresh()
        self.strip.setCurrentRow(at)

    def _open(self, at: int) -> None:
        from pristan.ui.viewer import Viewer

        beside = Key("exhibit_translation_files", self._files.item)
        viewer = Viewer(self._around, self._sheets, at, beside)
        viewer.turned.connect(lambda place: self._keep(turned(self._sheets, place), place))
        viewer.covered.connect(
            lambda place, boxes: self._keep(covered(self._sheets, place, boxes), place)
        )
        self.rearranged.connect(viewer.show_sheets)
        viewer.closed.connect(self.strip.setFocus)
        viewer.cover_page_of(self)


class Strip(QListWidget):
    """Small pictures in lines. ``asked`` names what a key means; ``dropped`` tells the order."""

    asked = Signal(str)
    dropped = Signal(object)

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(side, side))
        self.setItemDelegate(_Above(QSize(side + side // 5, side + side // 3), self))
        self.itemActivated.connect(lambda _item: self.asked.emit("open"))

    def fit(self, count: int) -> None:
        """Take the height of so many pages, of two lines and a bit at most."""
        across = max(self.viewport().width() // (self._side + self._side // 5), 1)
        lines = min(-(-count // across), 2.4)
        self.setFixedHeight(round(lines * (self._side + self._side // 3)) + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.asked.emit("earlier" if event.key() == Qt.Key.Key_Up else "later")
        elif event.key() == Qt.Key.Key_Delete:
            self.asked.emit("hide")
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        # When Qt has taken the line away from where it was
        QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        self.dropped.emit(
            [self.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.count())]
        )


class _Above(QStyledItemDelegate):
    """Puts the picture above its number."""

    def __init__(self, size: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._size = size

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.decorationPosition = QStyleOptionViewItem.Position.Top
        option.decorationAlignment = Qt.AlignmentFlag.AlignCenter
        option.displayAlignment = Qt.AlignmentFlag.AlignCenter

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self._size


def said_short(number: int, sheet: Sheet) -> str:
    """Return what stands under a picture: its number, struck by a dash where it is left out."""
    return f"— {number} —" if sheet.hidden else str(number)


def pixmap(drawn: Picture) -> QPixmap:
    """Return a drawn page as something to paint; its bytes are copied."""
    rows = QImage.Format.Format_RGB888
    return QPixmap.fromImage(
        QImage(drawn.data, drawn.width, drawn.height, 3 * drawn.width, rows)
    )
