"""The packet: for whom, which documents, in which order; looked at, written, what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QWidget,
)

from pristan.case import Change, Key
from pristan.content import content_dir
from pristan.ui.around import Around
from pristan.ui.dialogs import choose_folder
from pristan.ui.flow import Flow
from pristan.ui.loose import LooseFiles
from pristan.ui.packet_exhibits import ExhibitsPanel
from pristan.ui.packet_preview import PreviewView
from pristan.ui.packet_report import ReportView
from pristan.ui.packet_said import DOCUMENTS, PROFILES, STEPS
from pristan.ui.pieces import (
    LongButton,
    Option,
    bring_into_view,
    button,
    column,
    emptied,
    frame,
    label,
    row,
)
from pristan.ui.session import Session
from pristan.ui.todo import mine


class PacketPage(QWidget):
    """Shows the choice; in its place the pages that are looked at, or the report of a writing."""

    go = Signal(object)  # to a question
    todo = Signal()  # to all that is open
    edits = Signal()  # to the declaration, to be edited
    removed = Signal()  # a file, and with it all that could be undone

    def __init__(self, session: Session, around: Around) -> None:
        super().__init__()
        self._session, self._around = session, around
        self._work = session.packet
        self._voice, self._look = around.voice, around.look
        self._lines = column(self, 0)
        self._choice = QWidget()
        self._lines.addWidget(self._choice)
        self._result: ReportView | PreviewView | None = None
        self._offered: object = None
        self._lent: tuple[QPushButton, QWidget | None] | None = None  # who had the keyboard, has it
        self._build()
        self._work.changed.connect(self.refresh)
        self._work.moved.connect(self._show_step, Qt.ConnectionType.QueuedConnection)
        self.refresh()
        self._work.look()

    def shows(self, key: Key) -> bool:
        """Whether a step back that changed this is seen here."""
        return key == Key("evidence") and self._result is None

    def on_change(self, _change: Change) -> None:
        """Show what an answer changed; what follows from it is found out beside the window."""
        self._exhibits.refresh()
        self._work.look()

    def refresh(self) -> None:
        """Show how things are now."""
        work, before, focused = self._work, self._result, self._focused()
        if (before and before.made) is not (work.report or work.preview):
            self._show_result()
        if self._result:
            self._result.refresh()
            return
        self._show_documents()
        self._exhibits.refresh()
        self._show_writing()
        if before and focused:
            looked = self._ahead if isinstance(before, PreviewView) else self._write
            (self._stop if work.can_stop else looked).setFocus()

    def write(self, folder: Path) -> None:
        """Write the chosen packet into a folder, beside the window."""
        self._work.write(folder)

    def showEvent(self, event: QShowEvent) -> None:
        self._work.count(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self._work.count(False)
        if self._work.preview and not event.spontaneous():
            self._work.put_away()  # what is done elsewhere may change its pages

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        words, look = self._voice.words, self._look
        lines = column(self._choice, look.px(10))
        lines.addWidget(label(words("ui.packet.title", "The packet"), "title"))
        self._show_open(lines)
        lines.addWidget(label(words("ui.packet.for_whom", "For whom?"), "ask"))
        lines.addWidget(self._profiles())
        lines.addWidget(label(words("ui.packet.documents", "Which documents?"), "ask"))
        self._documents = column(gap=0)
        lines.addLayout(self._documents)
        edit = LongButton(words("ui.packet.edit", "Edit the declaration (for the lawyer)…"))
        edit.setObjectName("packet.edits")
        edit.clicked.connect(self.edits)
        editing = Flow()
        editing.addWidget(edit)
        lines.addLayout(editing)
        self._exhibits = ExhibitsPanel(self._work, self._around)
        lines.addWidget(self._exhibits)
        loose = LooseFiles(self._session.desk, self._voice, look)
        loose.listed.connect(self.go)
        loose.removed.connect(self.removed)
        lines.addWidget(loose)
        warning = frame("notice")
        row(warning, 0, look.px(12)).addWidget(
            label(
                words(
                    "ui.packet.warning",
                    "The printed documents are not encrypted: anybody who has the files can read "
                    "them. Write them to a place of your own, and delete them when they are no "
                    "longer needed.",
                )
            )
        )
        lines.addWidget(warning)
        self._write = LongButton(words("ui.packet.write", "Choose a folder and write…"), "main")
        self._write.setObjectName("packet.write")
        self._write.clicked.connect(self._ask)
        self._ahead = LongButton(words("ui.packet.look_ahead", "Look at the whole packet first"))
        self._ahead.setObjectName("packet.ahead")
        self._ahead.clicked.connect(self._work.look_ahead)
        self._editable = LongButton(words("ui.packet.editable", "Word files to edit…"))
        self._editable.setObjectName("packet.editable")
        self._editable.clicked.connect(self._ask_editable)
        self._stop = LongButton(words("ui.packet.stop", "Stop"))
        self._stop.setObjectName("packet.stop")
        self._stop.clicked.connect(self._work.stop)
        self._begun = self._write
        line = Flow(gap=look.px(10))
        for each in (self._write, self._ahead, self._editable, self._stop):
            line.addWidget(each)
        lines.addLayout(line)
        self._said = label("", "note")
        self._said.setObjectName("packet.said")
        lines.addWidget(self._said)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words("ui.packet.progress", "How far the packet is"))
        lines.addWidget(self._bar)
        self._ending = QWidget()  # below it, to be scrolled to
        lines.addWidget(self._ending)
        lines.addStretch(1)

    def _show_open(self, lines: QBoxLayout) -> None:
        words = self._voice.words
        points = mine(self._session.desk.open_points())
        if not points:
            nothing = words("ui.packet.nothing_open", "Nothing that is needed is open.")
            lines.addWidget(label(nothing, "note"))
            return
        said = words.count(
            "ui.packet.still_open",
            "{number} point is still open. You can print all the same; every page says DRAFT until "
            "a lawyer has reviewed it.",
            "{number} points are still open. You can print all the same; every page says DRAFT "
            "until a lawyer has reviewed it.",
            len(points),
        )
        lines.addWidget(label(said, "note"))
        more = button(words("ui.packet.todo", "Show what is open"), "quiet")
        more.setObjectName("packet.todo")
        more.clicked.connect(self.todo)
        line = Flow()
        line.addWidget(more)
        lines.addLayout(line)

    def _profiles(self) -> QWidget:
        from pristan.packet.profiles import profile_names

        box = QWidget()
        inside = column(box, 0)
        self._kinds = QButtonGroup(self)
        there = profile_names(content_dir("forms") / "packets")
        for name in sorted(there, key=[*PROFILES, *there].index):
            choice = QRadioButton()
            choice.setObjectName(f"profile.{name}")
            choice.setChecked(name == self._work.profile)
            choice.clicked.connect(lambda _checked=False, name=name: self._work.choose(name))
            self._kinds.addButton(choice)
            says = self._voice.said(PROFILES[name]) if name in PROFILES else (name,)
            inside.addWidget(Option(choice, says, self._look))
        return box

    # ---- what is shown -------------------------------------------------------------------------

    def _show_result(self) -> None:
        """Show what has been made in place of the choice, or the choice where nothing is."""
        work, before, focused = self._work, self._result, self._focused()
        if work.report:
            self._result = ReportView(work, self._around)
        elif work.preview:
            self._result = PreviewView(work, self._around, self._ask)
        else:
            self._result = None
        if before:
            before.hide()
            before.deleteLater()
        self._choice.setVisible(self._result is None)
        if self._result:
            self._lines.addWidget(self._result)
            if focused:
                self._result.focus_first()
            bring_into_view(self._result.heading)

    def _show_documents(self) -> None:
        """Show what the profile can print; boxes are made anew only where that changed."""
        outlook, words = self._work.outlook, self._voice.words
        offered = outlook and (outlook.profile.name, outlook.offered)
        if offered == self._offered:
            return
        self._offered = offered
        emptied(self._documents)
        assert outlook
        ticked = self._work.ticked()
        for optional in (False, True):
            names = [each for each in outlook.offered if each.optional is optional]
            if optional and names:
                heading = label(words("ui.packet.optional", "Can be added:"), "muted")
                heading.setContentsMargins(0, self._look.px(8), 0, self._look.px(4))
                self._documents.addWidget(heading)
            for each in names:
                box = QCheckBox()
                box.setObjectName(f"document.{each.name}")
                box.setChecked(each.name in ticked)
                box.toggled.connect(lambda on, name=each.name: self._work.tick(name, on))
                known = DOCUMENTS.get(each.name)
                says = self._voice.said(known) if known else (each.name,)
                if not each.due:
                    nothing = words("ui.packet.not_due", "{document} (nothing for it in this case "
                                    "yet)", document=says[0])  # fmt: skip
                    says = (nothing, *says[1:])
                self._documents.addWidget(Option(box, says, self._look))

    def _show_writing(self) -> None:
        work, words = self._work, self._voice.words
        writing = work.can_stop
        ready = bool(work.ticked()) and not (work.busy or work.waiting)
        had = self._keyboard()
        held = had in (self._write, self._ahead, self._editable, self._stop)
        if writing:
            self._begun = self._ahead if work.busy == "ahead" else self._write
        self._stop.setVisible(writing)
        self._write.setEnabled(ready)
        self._ahead.setEnabled(ready)
        self._editable.setEnabled(ready and work.editable)
        without = words("ui.packet.nothing_editable", "None of the ticked documents is made to be "
                        "edited in Word.")  # fmt: skip
        self._editable.setToolTip(without if ready and not work.editable else "")
        self._editable.setAccessibleDescription(self._editable.toolTip())
        if held and writing and not work.stopping:
            self._stop.setFocus()
        elif held and work.busy == "editable":
            self._lent = (self._editable, self._keyboard())
        elif ready and self._lent and had is self._lent[1]:  # and nobody has moved it since
            self._lent[0].setFocus()
            self._lent = None
        elif held and ready and had is self._stop:
            self._begun.setFocus()
        self._bar.setVisible(writing)
        self._bar.setMaximum(STEPS["laying"][2] if work.busy == "ahead" else 100)
        before = self._said.text()
        if work.said:
            self._said.setText(words.say(work.said))
        elif work.stopping:
            self._said.setText(words("ui.packet.stopping", "Stopping…"))
        elif work.busy == "editable":
            self._said.setText(words("ui.packet.word", "Writing the Word files…"))
        elif writing:
            self._show_step()
        elif work.outlook and not work.ticked():
            self._said.setText(words("ui.packet.tick", "Tick at least one document."))
        else:
            self._said.setText("")
        if (work.said or work.busy) and self._said.text() != before:
            bring_into_view(self._ending)

    def _show_step(self) -> None:
        work, words = self._work, self._voice.words
        if not work.can_stop or work.stopping:
            return
        if work.busy == "ahead":
            said = words(
                "ui.packet.ahead_busy",
                "Making the pages to look at. No file is written for that.",
            )
        else:
            said = words(
                "ui.packet.busy",
                "Writing the packet. This takes a while; you can go on working meanwhile.",
            )
        value = 0
        if work.step:
            step, done, of = work.step
            saying, start, end = STEPS[step]
            value = start + (end - start) * done // max(of, 1)
            far = words("ui.packet.far", "{step}: {done} of {of}",
                        step=words.say(saying), done=done, of=of)  # fmt: skip
            said = f"{said} {far if of > 1 else words.say(saying)}."
        self._said.setText(said)
        self._bar.setValue(value)

    def _focused(self) -> bool:
        """Whether the keyboard is on something of this page, or on nothing that is seen."""
        had = self._keyboard()
        return had is None or self.isAncestorOf(had)

    def _keyboard(self) -> QWidget | None:
        """Return what has the keyboard, or will have it once the window is active.

        A window whose dialog has just closed may not be active yet.
        """
        return self.window().focusWidget()

    # ---- where to ------------------------------------------------------------------------------

    def _ask(self) -> None:
        title = self._voice.words("ui.packet.folder", "Where to write the packet")
        if folder := choose_folder(self, title):
            self.write(Path(folder))

    def _ask_editable(self) -> None:
        title = self._voice.words("ui.packet.word_folder", "Where to write the Word files")
        if folder := choose_folder(self, title):
            self._work.write_editable(Path(folder))
