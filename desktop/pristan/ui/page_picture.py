"""A drawn page, as wide as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from pristan.evidence import Picture


def pixmap(drawn: Picture) -> QPixmap:
    """Return a drawn page as something to paint; its bytes are copied."""
    rows = QImage.Format.Format_RGB888
    return QPixmap.fromImage(
        QImage(drawn.data, drawn.width, drawn.height, 3 * drawn.width, rows)
    )


class PagePicture(QWidget):
    """Shows a picture of a page, scaled to the width of its column and never above its own."""

    def __init__(self, picture: Picture, says: str) -> None:
        super().__init__()
        self._pixmap = pixmap(picture)
        self.setAccessibleName(says)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(round(picture.width / self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), self.heightForWidth(self.maximumWidth()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        shown = min(width, self.maximumWidth())
        return round(shown * self._pixmap.height() / self._pixmap.width()) + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = QRect(0, 0, self.width() - 1, self.heightForWidth(self.width()) - 2)
        painter.drawPixmap(shown, self._pixmap)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(shown)
