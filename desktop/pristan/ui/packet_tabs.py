"""How exhibits are labeled, as a choice on the packet's page."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from pristan.packet.tabs import Tabs
from pristan.ui.around import Around
from pristan.ui.packet_work import PacketWork
from pristan.ui.pieces import Option, column, label


class TabsChoice(QWidget):
    """Tells the work what was chosen, and shows what it says."""

    def __init__(self, work: PacketWork, around: Around) -> None:
        super().__init__()
        self._work = work
        words, look = around.voice.words, around.look
        says = {
            Tabs.LETTERS: words("ui.packet.tabs_letters",
                                "A, B, C … Z, AA, BB: a letter for each exhibit"),
            Tabs.GROUPS: words("ui.packet.tabs_groups",
                               "A-1, A-2 … B-1: a letter for each part of the index, and a number "
                               "for each exhibit in it"),
        }  # fmt: skip
        lines = column(self, 0)
        heading = words("ui.packet.tabs", "How are exhibits labeled? (for the lawyer)")
        asked = label(heading, "muted")
        asked.setContentsMargins(0, look.px(6), 0, look.px(4))
        lines.addWidget(asked)
        together = QButtonGroup(self)
        self._choices: dict[Tabs, QRadioButton] = {}
        for tabs, said in says.items():
            choice = self._choices[tabs] = QRadioButton()
            choice.setObjectName(f"tabs.{tabs}")
            choice.clicked.connect(lambda _checked=False, tabs=tabs: work.choose_tabs(tabs))
            together.addButton(choice)
            lines.addWidget(Option(choice, (said,), look))

    def refresh(self) -> None:
        """Show what is chosen now."""
        self._choices[self._work.tabs()].setChecked(True)
