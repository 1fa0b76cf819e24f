"""The exhibits in the order of the index: moved by mouse and keyboard, counted, looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from pristan.case import Key, Sheet
from pristan.ui.around import Around
from pristan.ui.fields.files import size_said
from pristan.ui.flow import Flow
from pristan.ui.packet_order import Heading, Order
from pristan.ui.packet_said import GROUPS, title_of
from pristan.ui.packet_tabs import TabsChoice
from pristan.ui.packet_work import PacketWork, Tally
from pristan.ui.pieces import bring_into_view, column, keeps_its_room, label, named_buttons

if TYPE_CHECKING:
    from pristan.packet.exhibits import Exhibit

_LIST: Final = "evidence"


class ExhibitsPanel(QWidget):
    """Tells the desk what was moved; pages and sizes come from the work."""

    def __init__(self, work: PacketWork, around: Around) -> None:
        super().__init__()
        self._work, self._around = work, around
        self._exhibits: dict[str, Exhibit] = {}
        words, look = around.voice.words, around.look
        lines = column(self, look.px(8))
        lines.addWidget(label(words("ui.packet.order", "Exhibits, in the order of the index"),
                              "ask"))  # fmt: skip
        self._hint = label(
            words(
                "ui.packet.order_hint",
                "Drag an exhibit to its place, or move it with Alt and the up and down arrows. "
                "Labels, page numbers and citations follow.",
            ),
            "muted",
        )
        lines.addWidget(self._hint)
        self._tabs = TabsChoice(work, around)
        lines.addWidget(self._tabs)
        self.list = Order(look)
        self.list.setObjectName("packet.exhibits")
        self.list.setAccessibleName(words("ui.packet.order", "Exhibits, in the order of the index"))
        self.list.dropped.connect(self._dropped)
        self.list.moved.connect(self._move)
        self.list.opened.connect(self._open)
        self.list.currentItemChanged.connect(self._show_buttons)
        lines.addWidget(self.list)
        self._said = label("", "note")
        self._said.hide()
        lines.addWidget(self._said)
        below = Flow(gap=look.px(8))
        says = {
            "earlier": words("ui.packet.earlier", "Earlier"),
            "later": words("ui.packet.later", "Later"),
            "open": words("ui.packet.open", "Look at its pages"),
            "go": words("ui.packet.go", "Go to its page in the interview"),
        }
        self._buttons = named_buttons(below, "packet", says, self._do)
        lines.addLayout(below)
        self._whole = label("")
        self._whole.setObjectName("packet.whole")
        lines.addWidget(self._whole)

    def refresh(self) -> None:
        """Show the exhibits as they stand now; the line that the keyboard is on stays."""
        exhibits, current = self._work.exhibits(), self.list.current
        self._exhibits = {each.id: each for each in exhibits}
        self.list.put(self._lines())
        counts = {each.id: self._work.counted(each) for each in exhibits}
        self.list.say({each.id: self._texts(each, counts[each.id]) for each in exhibits})
        current = current if current in self._exhibits else next(iter(self._exhibits), "")
        if self.list.current != current:
            self.list.go_to(current)
        self._show_whole([counts[each.id] for each in exhibits])
        for widget in (self.list, self._hint, self._tabs, *self._buttons.values()):
            widget.setVisible(bool(exhibits))
        self._tabs.refresh()
        self._show_buttons()

    # ---- what is shown -------------------------------------------------------------------------

    def _lines(self) -> list[Heading | str]:
        """Return the exhibits, and above those of each group its heading."""
        words, group = self._around.voice.words, ""
        lines: list[Heading | str] = []
        for exhibit in self._exhibits.values():
            if exhibit.group != group:
                group = exhibit.group
                called = words.say(GROUPS[group])
                if exhibit.letter:
                    called = f"{exhibit.letter} · {called}"
                lines.append(Heading(called, group))
            lines.append(exhibit.id)
        return lines

    def _texts(self, exhibit: Exhibit, counted: Tally) -> tuple[str, str]:
        title = title_of(exhibit.id, self._around.desk, self._around.voice.own)
        return f"{exhibit.label} · {title or exhibit.title}", self._state(exhibit, counted)

    def _state(self, exhibit: Exhibit, counted: Tally) -> str:
        words = self._around.voice.words
        if not exhibit.files:
            return words("ui.packet.no_file", "no file yet: only its sheet is printed")
        if counted.problems:
            why = " ".join(words.say(problem) for problem in counted.problems)
            return words("ui.packet.not_printed", "cannot be printed: {why}", why=why)
        if not counted.known:
            return words("ui.packet.counting", "counting…")
        return self._much(counted.pages, counted.size)

    def _much(self, pages: int, size: int) -> str:
        words = self._around.voice.words
        if not pages:
            return words("ui.packet.no_pages", "all pages are left out: only its sheet is printed")
        many = words.count("ui.packet.pages", "{number} page", "{number} pages", pages)
        return f"{many}, {size_said(size, words)}"

    def _show_whole(self, counts: Sequence[Tally]) -> None:
        words, outlook = self._around.voice.words, self._work.outlook
        if outlook is None:
            self._whole.setText(words("ui.packet.counting", "counting…"))
            return
        if not counts:
            self._whole.setText(
                words("ui.packet.no_exhibits", "There are no exhibits yet. They are added in the "
                      "part of the interview about documents.")
            )  # fmt: skip
            return
        if not self._work.with_exhibits:
            self._whole.setText(
                words("ui.packet.without", "The exhibits are not part of what is ticked above. "
                      "Their order still decides how they are labeled.")
            )  # fmt: skip
            return
        pages, size = sum(each.pages for each in counts), sum(each.size for each in counts)
        left = sum(not each.known for each in counts)
        said = [
            words.count(
                "ui.packet.whole",
                "In all {number} page of exhibits, {size}, and a sheet before each of them.",
                "In all {number} pages of exhibits, {size}, and a sheet before each of them.",
                pages,
                size=size_said(size, words),
            )
        ]
        if left:
            said = [
                words.count(
                    "ui.packet.left", "{number} exhibit is still being counted.",
                    "{number} exhibits are still being counted.", left,
                )
            ]  # fmt: skip
        elif limit := outlook.profile.limit:
            from pristan.packet.outlook import files_needed

            said.append(
                words.count(
                    "ui.packet.files",
                    "A file may have {limit}: all of it goes into {number} file.",
                    "A file may have {limit}: it will be about {number} files, cut between "
                    "exhibits, with page numbers going on.",
                    files_needed([(each.pages, each.size) for each in counts], limit),
                    limit=size_said(limit, words),
                )
            )
        else:
            said.append(words("ui.packet.no_limit", "There is no limit of size for this packet."))
        self._whole.setText(" ".join(said))

    def _show_buttons(self) -> None:
        current = self._exhibits.get(self.list.current)
        ready = current is not None and bool(self._sheets(current))
        for name, made in self._buttons.items():
            made.setEnabled(ready if name == "open" else current is not None)

    # ---- what is done --------------------------------------------------------------------------

    def _do(self, name: str) -> None:
        if name == "open":
            self._open()
        elif name == "go":
            self._around.open_item(self.list.current, True)
        else:
            self._move(1 if name == "later" else -1)

    def _group(self, item: str) -> list[str]:
        group = self._exhibits[item].group
        return [each.id for each in self._exhibits.values() if each.group == group]

    def _move(self, by: int) -> None:
        item = self.list.current
        if item in self._exhibits:
            group = self._group(item)
            to = group.index(item) + by
            self._place(item, group[to] if 0 <= to < len(group) else "")

    def _dropped(self, item: str, group: str, at: int) -> None:
        if item in self._exhibits:
            there = self._exhibits[item].group == group
            self._place(item, self._group(item)[at] if there else "")

    def _place(self, item: str, target: str) -> None:
        """Put an exhibit where another of its group is; without one, say why it stays."""
        words, desk = self._around.voice.words, self._around.desk
        self._said.setVisible(not target)
        under_hand = any(each.underMouse() for each in self._buttons.values())
        keeps_its_room(self._said, under_hand)  # else a button goes away when it is pressed again
        if target and target != item:
            order = desk.answers.items(_LIST)
            desk.move_item(item, order.index(target) - order.index(item))
            desk.save_soon()  # each is a step of its own for undo
        elif not target:
            self._said.setText(
                words(
                    "ui.packet.own_part",
                    "An exhibit moves within its part of the index. Which part that is, is chosen "
                    "on its page in the interview.",
                )
            )
        self.refresh()
        self.list.go_to(item)
        self._show_moved()

    def _show_moved(self) -> None:
        """Have in view what was moved or why it stays, and what the keyboard is on."""
        self.list.follow()
        if self._said.isVisible():
            bring_into_view(self._said)
        for pressed in self._buttons.values():
            if pressed.hasFocus():
                bring_into_view(pressed)

    def _sheets(self, exhibit: Exhibit) -> list[Sheet]:
        """Return the pages of an exhibit as they print, as far as they are counted."""
        found: list[Sheet] = []
        for piece in exhibit.pieces:
            pages = range(1, self._work.pages_of(piece) + 1)
            found += [sheet for sheet in piece.sheets if not sheet.hidden] or (
                [] if piece.sheets else [Sheet(piece.file, page) for page in pages]
            )
        return found

    def _open(self) -> None:
        from pristan.ui.viewer import Viewer

        exhibit = self._exhibits.get(self.list.current)
        sheets = self._sheets(exhibit) if exhibit else []
        if exhibit and sheets:
            beside = Key("exhibit_translation_files", exhibit.id)
            viewer = Viewer(self._around, sheets, 0, beside)
            viewer.closed.connect(self.list.setFocus)
            viewer.cover_page_of(self)
