"""What a person had under their hands is carried over when a page is built anew.

A page is built anew for another language, theme or text size. What was answered is the desk's;
this is the rest: the keyboard, the cursor, what was unfolded, where the page was scrolled to.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

OPENED = "opened"  # the property of a button that has unfolded something


@dataclass(frozen=True)
class Carried:
    """The state of a page's widgets, by their names."""

    focus: str = ""
    cursor: tuple[int, int] = (0, 0)
    scroll: int = 0
    opened: list[str] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)


def taken(page: QWidget, *, typed: bool = False) -> Carried:
    """Return what is under the person's hands; ``typed`` also takes lines that no desk keeps."""
    now = QApplication.focusWidget()
    cursor = (0, 0)
    if isinstance(now, QLineEdit):
        end = now.cursorPosition()
        start = now.selectionStart() if now.hasSelectedText() else end
        if now.hasSelectedText() and start == end:  # selected backwards
            start = now.selectionEnd()
        cursor = (start, end)
    elif isinstance(now, QPlainTextEdit):
        cursor = (now.textCursor().anchor(), now.textCursor().position())
    areas = page.findChildren(QScrollArea)
    return Carried(
        now.objectName() if now else "",
        cursor,
        areas[0].verticalScrollBar().value() if areas else 0,
        [each.objectName() for each in page.findChildren(QWidget) if each.property(OPENED)],
        {each.objectName(): each.text() for each in page.findChildren(QLineEdit)} if typed else {},
    )


def given_back(page: QWidget, carried: Carried) -> None:
    """Put it back into a page that was built anew."""
    for name, text in carried.typed.items():
        if name and isinstance(line := page.findChild(QWidget, name), QLineEdit):
            line.setText(text)
    for name in carried.opened:
        button = page.findChild(QWidget, name)
        if button is not None and not button.property(OPENED) and hasattr(button, "click"):
            button.click()
    for area in page.findChildren(QScrollArea)[:1]:
        QApplication.sendPostedEvents()
        area.verticalScrollBar().setValue(carried.scroll)
    focus = page.findChild(QWidget, carried.focus) if carried.focus else None
    if focus is None:
        return
    focus.setFocus()
    start, end = carried.cursor
    if isinstance(focus, QLineEdit):
        focus.deselect()
        focus.setCursorPosition(end)
        if start != end:
            focus.setSelection(min(start, end), abs(end - start))
    elif isinstance(focus, QPlainTextEdit):
        cursor = focus.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        focus.setTextCursor(cursor)
