"""The page of an open case: contents on the left, one calm screen in the middle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from pristan.case import Change, Key, Saying, say
from pristan.interview import Place
from pristan.interview.shown import Shower
from pristan.questions import Section
from pristan.ui import register, ties
from pristan.ui.ahead import Ahead
from pristan.ui.around import Around, Lists
from pristan.ui.autosave import SaveState
from pristan.ui.edits_page import EditsPage
from pristan.ui.fill import FillPage
from pristan.ui.notice import Banner, Notice, SavedLine
from pristan.ui.packet_news import PacketNews
from pristan.ui.packet_page import PacketPage
from pristan.ui.pieces import button, column, emptied, frame, quiet_bar, row, with_icon
from pristan.ui.road import Road
from pristan.ui.screen import ScreenView
from pristan.ui.sections import Sections
from pristan.ui.session import Session
from pristan.ui.style import COLUMN, Look
from pristan.ui.todo import TodoPage
from pristan.ui.topbar import TopBar
from pristan.ui.trail import Trail
from pristan.ui.voice import Voice
from pristan.ui.walk import EDITS, FORMS, PACKET, TODO, Title


class CasePage(QWidget):
    """Shows where the walk is and goes where the person points; the answers are the desk's."""

    pause = Signal()

    def __init__(self, session: Session, voice: Voice, look: Look, lists: Lists) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._session, self._voice, self._look = session, voice, look
        self._lists = lists
        self._walk, self._desk = session.walk, session.desk
        self.title = Title(self._desk, voice, self.shower.title)
        self._view: ScreenView | PacketPage | TodoPage | FillPage | EditsPage | None = None
        self._build()
        self._contents_later = QTimer(self)
        self._contents_later.setSingleShot(True)
        self._contents_later.timeout.connect(self._show_contents)
        session.autosave.changed.connect(self._show_saving)
        self._show_saving(session.autosave.state, session.autosave.problem)
        self._ahead = Ahead(self._screen_ahead, self)
        self._show_place()

    @property
    def view(self) -> ScreenView | PacketPage | TodoPage | FillPage | EditsPage | None:
        """Return the screen that is shown."""
        return self._view

    @property
    def is_ready(self) -> bool:
        """Whether the screens beside this one are built, and this one is."""
        return self._ahead.is_done

    def on_change(self, change: Change) -> None:
        """Show what a change made different."""
        self.title.forget(change.key)
        self._ahead.forget()
        if isinstance(self._view, ScreenView):
            self._view.refresh(change)
        elif isinstance(self._view, PacketPage | EditsPage):
            self._view.on_change(change)
        if self._walk.settle():
            self._show_place()
        self._show_steps()
        self._contents_later.start(150)

    def go(self, place: Place) -> None:
        """Go to a place, saving on the way out."""
        self._leave(lambda: self._walk.go(place))

    def next(self) -> None:
        """Go to the next place; nothing is ever in the way."""
        self._leave(lambda: self._walk.go_on(1))

    def back(self) -> None:
        """Go to the place before."""
        self._leave(lambda: self._walk.go_on(-1))

    def _leave(self, go: Callable[[], None]) -> None:
        self._session.autosave.save()
        left = self._walk.section(self._walk.at)
        go()
        self._notice.hide()
        self._show_place()
        self.focus_first()
        self._offer_rest(left)

    def settle(self) -> None:
        """Build now what of the screen would be built in a moment."""
        if isinstance(self._view, ScreenView):
            self._view.settle()

    def undo(self) -> None:
        """Take the last step back and show where it was."""
        self._show_step(self._desk.undo())

    def redo(self) -> None:
        """Do the last undone step again and show where it was."""
        self._show_step(self._desk.redo())

    def focus_first(self) -> None:
        """Put the keyboard on the first question of the screen."""
        if not (isinstance(self._view, ScreenView) and self._view.focus_first()):
            (self._back if self._next.isHidden() else self._next).setFocus()

    def tell(self, saying: Saying, undo: bool = False) -> None:
        """Say something quietly below the screen."""
        self._notice.say(self._voice.words.say(saying), undo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Large text in a small window: what is asked needs the room more than the contents
        self._side.setFixedWidth(min(self._look.px(270), 420, self.width() * 36 // 100))

    def _build(self) -> None:
        words, look = self._voice.words, self._look
        outer = column(self, 0)
        self.bar = TopBar(self._voice, look)
        self.bar.undo.connect(self.undo)
        self.bar.redo.connect(self.redo)
        for begins in (self.pause, self.bar.pause):
            begins.connect(self._session.rest.begin)
        self._show_steps()
        middle = row(gap=0)
        self._side = frame("side")
        beside = column(self._side, 0, 0)
        self.sections = Sections(words, look)
        self.sections.chosen.connect(self.go)
        beside.addWidget(self.sections)
        right = column(gap=0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        quiet_bar(self._scroll)
        ground = QWidget()
        ground.setObjectName("ground")
        across = row(ground, 0, 24)  # not larger with the text: that is room it needs
        self._inner = QWidget()
        self._inner.setMaximumWidth(look.px(COLUMN))
        self._middle = column(self._inner, look.px(10))
        across.addStretch(1)
        across.addWidget(self._inner, 1000)
        across.addStretch(1)
        self._banner = Banner(look)
        self._middle.addWidget(self._banner)
        self._trail = Trail(words)
        self._trail.go.connect(self.go)
        self._middle.addWidget(self._trail)
        self._place = column(gap=0)
        self._middle.addLayout(self._place, 1)
        self._scroll.setWidget(ground)
        right.addWidget(self._scroll, 1)
        self._notice = Notice("undo", words("ui.notice.undo", "Undo"), words, look)
        self._notice.pressed.connect(self.undo)
        right.addWidget(self._notice)
        news = PacketNews(self._session.packet, words, look)
        news.pressed.connect(lambda: self.go(PACKET))
        right.addWidget(news)
        right.addWidget(self._foot())
        middle.addWidget(self._side)
        middle.addLayout(right, 1)
        outer.addWidget(self.bar)
        outer.addLayout(middle, 1)

    def _foot(self) -> QWidget:
        words, look = self._voice.words, self._look
        foot = frame("foot")
        line = row(foot, look.px(12), look.px(10))
        self._back = with_icon(button(words("ui.back", "Back")), "chevron-left", look)
        self._back.setObjectName("back")
        self._back.setToolTip(words("ui.back.tip", "The screen before (Alt+Left)"))
        self._back.clicked.connect(self.back)
        self._next = with_icon(button(words("ui.next", "Next"), "main"), "chevron-right", look)
        self._next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._next.setObjectName("next")
        self._next.setToolTip(words("ui.next.tip", "The next screen (Alt+Right)"))
        self._next.clicked.connect(self.next)
        self._saved = SavedLine()
        line.addWidget(self._back)
        line.addWidget(self._saved, 1)
        line.addWidget(self._next)
        return foot

    def _around(self, item: str) -> Around:
        return Around(
            desk=self._desk, voice=self._voice, look=self._look, jobs=self._session.jobs,
            lists=self._lists, open_item=self._open_item, notice=self.tell,
            imports=self._session.imports, item=item,
        )  # fmt: skip

    @property
    def shower(self) -> Shower:
        """Return what says an answer in the window's language."""
        return self._around("").shower

    def _show_place(self) -> None:
        place = self._walk.at
        self._session.keep_place()
        if (had := self.focusWidget()) and self._place.count():
            had.clearFocus()  # else Qt looks for another place for it among all there is
        self._put_away()
        self._show_trail()
        if place == PACKET:
            packet = PacketPage(self._session, self._around(""))
            packet.go.connect(self._go_to_key)
            packet.todo.connect(lambda: self.go(TODO))
            packet.edits.connect(lambda: self.go(EDITS))
            packet.removed.connect(self._show_steps)
            self._view = packet
        elif place == FORMS:
            self._view = FillPage(self._session, self._voice, self._look)
        elif place == EDITS:
            edits = EditsPage(self._around(""))
            edits.go.connect(self._go_to_key)
            self._view = edits
        elif place == TODO:
            todo = TodoPage(self._session, self._voice, self._look, self.shower)
            todo.go.connect(self._go_to_key)
            todo.edit.connect(self._go_to_edit)
            self._view = todo
        else:
            self._view = self._ahead.take(place) or self._screen(place)
            self._view.begin_at_once()
        self._place.addWidget(self._view)
        self._view.show()
        self._scroll.verticalScrollBar().setValue(0)
        self._back.setEnabled(self._walk.back() != place)
        self._next.setVisible(place != FORMS)
        self._contents_later.start(0)
        beside = (self._walk.next(), self._walk.back())
        self._ahead.want([each for each in beside if each.screen and each != place])

    def _put_away(self) -> None:
        if isinstance(self._view, ScreenView):
            self._view.stop()
            self._place.removeWidget(self._view)
            self._ahead.keep(self._view)
        else:
            emptied(self._place)

    def _screen(self, place: Place) -> ScreenView:
        view = ScreenView(
            place,
            self._around(place.item),
            offers_to_skip=self._walk.begins_painful(place),
            below=self._below(place),
        )
        view.begin.connect(self.next)
        view.pause.connect(self.pause)
        view.skip.connect(self._skip)
        return view

    def _screen_ahead(self, place: Place) -> ScreenView:
        """Return a screen that is not shown, where it will be shown, to take on its look."""
        view = self._screen(place)
        view.setParent(self._inner)
        view.resize(self._place.geometry().size())
        view.go_on()
        return view

    def _below(self, place: Place) -> Callable[[], QWidget] | None:
        """Return what makes the part below the questions of a place, where it has one."""
        if place == self._desk.places()[0]:
            return self._road
        if place.screen == register.SCREEN:
            return lambda: register.RegisterPanel(self._around(place.item))
        if place.screen in ties.SCREENS:
            return lambda: ties.TiesPanel(self._around(place.item))
        return None

    def _road(self) -> Road:
        road = Road(self._around(""))
        road.go.connect(lambda section: self.go(self._walk.entry(section) or self._walk.at))
        return road

    def _show_trail(self) -> None:
        at, back = self._walk.at, self._walk.way_back
        self._trail.show_steps(self._walk.trail(at, self.title), back if back != at else None)

    def _show_contents(self) -> None:
        self._show_trail()  # a name in it may have changed
        self.sections.show_rows(self._walk.contents(self._voice, self.title))

    def _show_saving(self, state: SaveState, problem: Saying | None) -> None:
        words = self._voice.words
        self._saved.say(
            {
                SaveState.SAVED: words("ui.saved", "✓ saved"),
                SaveState.SAVING: words("ui.saving", "saving…"),
                SaveState.TYPING: words("ui.typing", "…"),
                SaveState.FAILED: words("ui.not_saved", "not saved yet; it will be tried again"),
            }[state]
        )
        self._banner.say(words.say(problem) if problem else "")

    def _show_steps(self) -> None:
        self.bar.show_steps(self._desk.can_undo, self._desk.can_redo)

    def _show_step(self, key: Key | None) -> None:
        if key is None:
            return
        self._notice.hide()
        if isinstance(self._view, PacketPage) and self._view.shows(key):
            return
        if isinstance(self._view, EditsPage) and self._view.shows(key):
            self._view.focus_on(key)
            return
        place = self._walk.place_of(key)
        if place != self._walk.at and place in self._desk.places():
            self._walk.go(place)
            self._show_place()
        if isinstance(self._view, ScreenView) and place == self._walk.at:
            self._view.focus_on(key)

    def _go_to_key(self, key: Key) -> None:
        self._leave(lambda: self._walk.go_away(self._walk.place_of(key)))
        if isinstance(self._view, ScreenView):
            self._view.focus_on(key)

    def _go_to_edit(self, key: Key) -> None:
        self.go(EDITS)
        if isinstance(self._view, EditsPage) and self._view.shows(key):
            self._view.focus_on(key)

    def _open_item(self, item: str, come_back: bool) -> None:
        place = self._walk.item_place(item)
        if place is None:
            self.tell(say("ui.item.elsewhere", "It was added to its list."))
            return
        if come_back:
            self._leave(lambda: self._walk.go_away(place))
        else:
            self.go(place)

    def _offer_rest(self, left: Section | None) -> None:
        hard = bool(left and left.painful and left != self._walk.section(self._walk.at))
        if self._session.rest.due(after_hard=hard):
            self.tell(
                say(
                    "ui.rest",
                    "You have been at this for a while, and everything is saved. “Break” above "
                    "hides the page; you can also stop for today.",
                )
            )

    def _skip(self) -> None:
        section = self._walk.section(self._walk.at)
        if section:
            self.go(self._walk.after(section.id))
