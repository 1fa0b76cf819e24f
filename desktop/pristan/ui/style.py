"""How everything looks: colors, sizes and type in one place, light and dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QColor, QGuiApplication, QPalette

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = ("system", "light", "dark")
PERCENTS = (100, 125, 150, 200)
COLUMN = 720  # px at 100 %: longer lines of text are tiring to read
BASE = 16  # px at 100 %


@dataclass(frozen=True, slots=True)
class Colors:
    """The colors of a theme. Text on its ground has a contrast of 4.5 or more (a test holds it)."""

    ground: str
    paper: str
    text: str
    muted: str
    line: str
    edge: str  # around what can be typed in or pressed
    accent: str
    on_accent: str
    soft: str  # the ground of what is chosen
    focus: str
    notice: str
    on_notice: str


LIGHT = Colors(
    ground="#f7f6f3", paper="#ffffff", text="#20262b", muted="#59636c", line="#dedbd4",
    edge="#8b939a", accent="#23596f", on_accent="#ffffff", soft="#e6eff2", focus="#0b6fa4",
    notice="#fbf1dc", on_notice="#5c4100",
)  # fmt: skip
DARK = Colors(
    ground="#1b1f22", paper="#252a2e", text="#e9e7e3", muted="#a7b0b7", line="#3a4147",
    edge="#78828a", accent="#8cc3d6", on_accent="#10222b", soft="#2b3d45", focus="#7cc4ea",
    notice="#40361f", on_notice="#f3dca6",
)  # fmt: skip
_GROUNDS: Mapping[str, Colors] = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True)
class Look:
    """A theme and a text size, as the person chose them, and whether the system is dark."""

    theme: Theme = "system"
    percent: int = 100
    dark: bool = False

    @property
    def colors(self) -> Colors:
        """Return the colors to paint with."""
        if self.theme != "system":
            return _GROUNDS[self.theme]
        return DARK if self.dark else LIGHT

    def px(self, at_100: float) -> int:
        """Return a length at this text size."""
        return round(at_100 * self.percent / 100)


def palette(colors: Colors) -> QPalette:
    """Return the palette for what the style sheet does not paint."""
    role = QPalette.ColorRole
    made = QPalette()
    for name, color in (
        (role.Window, colors.ground), (role.WindowText, colors.text), (role.Base, colors.paper),
        (role.AlternateBase, colors.ground), (role.Text, colors.text), (role.Button, colors.paper),
        (role.ButtonText, colors.text), (role.ToolTipBase, colors.paper),
        (role.ToolTipText, colors.text), (role.PlaceholderText, colors.muted),
        (role.Highlight, colors.accent), (role.HighlightedText, colors.on_accent),
        (role.Link, colors.accent), (role.Mid, colors.edge), (role.Accent, colors.accent),
    ):  # fmt: skip
        made.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(colors.muted))
    return made


def icon(name: str, color: str, size: int) -> QIcon:
    """Return one of the icons in ``ui/icons`` in a color, ``size`` px high."""
    from PySide6.QtCore import QByteArray, QSize, Qt
    from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
    from PySide6.QtSvg import QSvgRenderer

    ratio = QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.screens() else 1
    kept, picture = f"{name} {color} {size} {ratio}", QPixmap()
    if QPixmapCache.find(kept, picture):
        return QIcon(picture)
    drawing = (Path(__file__).parent / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    picture = QPixmap(QSize(size, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.replace("currentColor", color).encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    QPixmapCache.insert(kept, picture)
    return QIcon(picture)


def sheet(look: Look, *, case: bool = True) -> str:
    """Return the style sheet of the window; without a case only what the first pages show.

    Every rule is tried on every widget, and the first page must be there at once.
    """
    return _plain(look) + (_rest(look) if case else "")


def _plain(look: Look) -> str:
    c, px = look.colors, look.px
    return f"""
* {{ font-family: "Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Liberation Sans",
     "DejaVu Sans", sans-serif; font-size: {px(BASE)}px; }}
QWidget {{ color: {c.text}; }}
QWidget#ground, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {c.ground}; }}
QScrollArea {{ border: none; }}
QLabel {{ background: transparent; }}
QLabel[kind="title"] {{ font-size: {px(26)}px; font-weight: 600; }}
QLabel[kind="ask"] {{ font-size: {px(18)}px; font-weight: 600; }}
QLabel[kind="muted"] {{ color: {c.muted}; }}
QLabel[kind="small"] {{ color: {c.muted}; font-size: {px(14)}px; }}
QLabel[kind="note"] {{ font-size: {px(17)}px; }}
QLabel[kind="code"] {{ font-size: {px(22)}px; font-weight: 600; }}
QFrame[kind="paper"] {{ background: {c.paper}; border: 1px solid {c.line};
    border-radius: {px(8)}px; }}
QFrame[kind="notice"] {{ background: {c.notice}; border: none; border-radius: {px(8)}px; }}
QFrame[kind="notice"] QLabel {{ color: {c.on_notice}; }}
QFrame[kind="soft"] {{ background: {c.soft}; border: none; border-radius: {px(8)}px; }}
QLineEdit, QPlainTextEdit, QComboBox {{ background: {c.paper}; border: 1px solid {c.edge};
    border-radius: {px(6)}px; padding: {px(7)}px {px(9)}px;
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {c.focus};
    padding: {px(7) - 1}px {px(9) - 1}px; }}
QPushButton {{ background: {c.paper}; border: 1px solid {c.edge}; border-radius: {px(6)}px;
    padding: {px(8)}px {px(16)}px; }}
QPushButton:hover {{ background: {c.soft}; }}
QPushButton:focus {{ border: 2px solid {c.focus}; padding: {px(8) - 1}px {px(16) - 1}px; }}
QPushButton:disabled {{ color: {c.muted}; border-color: {c.line}; }}
QPushButton[kind="main"] {{ background: {c.accent}; color: {c.on_accent};
    border: 1px solid {c.accent}; font-weight: 600; }}
QPushButton[kind="main"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[kind="main"]:disabled {{ background: {c.line}; color: {c.muted};
    border-color: {c.line}; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent;
    color: {c.muted}; padding: {px(4)}px {px(8)}px; }}
QPushButton[kind="quiet"]:checked {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
QPushButton[kind="quiet"]:hover {{ color: {c.text}; border-color: {c.line}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {c.focus}; color: {c.text};
    padding: {px(4) - 1}px {px(8) - 1}px; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent;
    color: {c.accent}; padding: {px(4)}px; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {c.focus}; border-radius: {px(4)}px;
    padding: {px(4) - 1}px; }}
QPushButton[kind="link"]:disabled {{ color: {c.muted}; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.line}; border-radius: {px(5)}px;
    min-height: {px(40)}px; margin: 2px; }}
QScrollBar::handle:vertical:disabled {{ background: transparent; }}
QScrollBar::handle:hover {{ background: {c.edge}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: none; height: 0; width: 0; }}
"""


def _rest(look: Look) -> str:
    c, px = look.colors, look.px
    ground = "light" if c is LIGHT else "dark"
    tick = (Path(__file__).parent / "icons" / f"tick-for-{ground}.svg").as_posix()
    return f"""
QLabel[kind="second"] {{ color: {c.muted}; }}
QFrame[kind="side"] {{ background: {c.paper}; border: none; border-right: 1px solid {c.line}; }}
QFrame[kind="bar"] {{ background: {c.paper}; border: none; border-bottom: 1px solid {c.line}; }}
QFrame[kind="foot"] {{ background: {c.paper}; border: none; border-top: 1px solid {c.line}; }}
QPlainTextEdit {{ padding: {px(5)}px; }}
QPlainTextEdit:focus {{ padding: {px(5) - 1}px; }}
QComboBox {{ padding-right: {px(30)}px; }}
QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QLineEdit {{ border: none; padding: 0; }}
QComboBox QAbstractItemView {{ background: {c.paper}; border: 1px solid {c.edge};
    selection-background-color: {c.soft}; selection-color: {c.text}; }}
QPushButton[kind="lock"] {{ background: {c.soft}; border: 2px solid {c.accent}; color: {c.text};
    font-weight: 600; padding: {px(9)}px {px(18)}px; }}
QPushButton[kind="lock"]:focus {{ border-color: {c.focus}; }}
QPushButton:checked {{ background: {c.soft}; border-color: {c.accent}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[kind="pill"] {{ background: transparent; border: 1px solid {c.line};
    border-radius: {px(9)}px; color: {c.muted}; font-size: {px(14)}px;
    padding: {px(3)}px {px(10)}px; }}
QPushButton[kind="pill"]:hover {{ color: {c.text}; border-color: {c.edge}; }}
QPushButton[kind="pill"]:focus {{ border: 2px solid {c.focus}; color: {c.text};
    padding: {px(3) - 1}px {px(10) - 1}px; }}
QPushButton[kind="card"] {{ text-align: left; font-weight: 600; border: 1px solid transparent;
    background: transparent; color: {c.text}; padding: {px(6)}px; }}
QPushButton[kind="card"]:focus {{ border: 2px solid {c.focus}; padding: {px(6) - 1}px; }}
QRadioButton, QCheckBox {{ background: transparent; spacing: {px(8)}px; padding: {px(3)}px; }}
QRadioButton::indicator, QCheckBox::indicator {{ width: {px(18)}px; height: {px(18)}px;
    border: 2px solid {c.edge}; background: {c.paper}; }}
QRadioButton::indicator {{ border-radius: {px(18) // 2 + 2}px; }}
QCheckBox::indicator {{ border-radius: {px(4)}px; }}
QRadioButton::indicator:checked {{ border-color: {c.accent};
    background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,
    stop:0 {c.accent}, stop:0.55 {c.accent}, stop:0.62 {c.paper}, stop:1 {c.paper}); }}
QCheckBox::indicator:checked {{ border-color: {c.accent}; background: {c.accent};
    image: url("{tick}"); }}
QRadioButton::indicator:focus, QCheckBox::indicator:focus {{ border-color: {c.focus}; }}
QRadioButton:focus, QCheckBox:focus {{ border: 2px solid {c.focus}; border-radius: {px(6)}px;
    padding: {px(3) - 2}px; }}
QListWidget {{ background: transparent; border: 2px solid transparent; outline: none; }}
QListWidget::item:selected {{ background: {c.soft}; color: {c.text};
    border: 2px solid {c.accent}; border-radius: {px(6)}px; }}
QListWidget:focus {{ border: 2px solid {c.focus}; border-radius: {px(6)}px; }}
QMenu {{ background: {c.paper}; border: 1px solid {c.edge}; }}
QMenu::item {{ padding: {px(7)}px {px(24)}px; }}
QMenu::item:selected {{ background: {c.soft}; color: {c.text}; }}
QProgressBar {{ border: 1px solid {c.edge}; border-radius: {px(4)}px; background: {c.paper};
    height: {px(8)}px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {px(3)}px; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {c.line}; border-radius: {px(5)}px;
    min-width: {px(40)}px; margin: 2px; }}
QToolTip {{ background: {c.paper}; color: {c.text}; border: 1px solid {c.edge}; }}
"""
