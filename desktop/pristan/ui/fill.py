"""Fill an official form: the person's own copy, what came of it page by page, and then save it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from pristan.case import Problem, Saying, say
from pristan.ui.dialogs import choose_form, choose_new_pdf
from pristan.ui.flow import Flow
from pristan.ui.jobs import Job
from pristan.ui.page_picture import PagePicture
from pristan.ui.pieces import LongButton, button, column, emptied, frame, label
from pristan.ui.session import Session
from pristan.ui.style import COLUMN, Look
from pristan.ui.voice import Voice

if TYPE_CHECKING:
    from pristan.evidence import Picture
    from pristan.official import FilledForm, Form, HandForm

# What a form of the court is for, where its title does not say it to everybody
_CALLED: Mapping[str, Saying] = {
    "EOIR-26": say("ui.fill.eoir_26", "Appeal"),
    "EOIR-28": say("ui.fill.eoir_28", "Appearance of a lawyer"),
    "EOIR-33/IC": say("ui.fill.eoir_33", "Change of address"),
    "EOIR-59": say("ui.fill.eoir_59", "Release of records"),
    "EOIR-61": say("ui.fill.eoir_61", "Help with one document"),
}
_FIRST = 4  # lines of a list that are shown before somebody asks for all of them


class FillPage(QWidget):
    """Asks the desk to fill a form; nothing is written before a place for it is chosen."""

    def __init__(self, session: Session, voice: Voice, look: Look) -> None:
        super().__init__()
        self._session, self._voice, self._look = session, voice, look
        self._job: Job | None = None
        self._filled: FilledForm | None = None
        self._form = Path()
        words = voice.words
        self._lines = column(self, look.px(10))
        self._lines.addWidget(label(words("ui.fill.title", "Official forms"), "title"))
        self._lines.addWidget(
            label(
                words(
                    "ui.fill.note",
                    "The program fills your own blank copy of Form I-589, I-765 or G-28. It does "
                    "not change the copy, and it writes nothing before you have seen the pages. "
                    "Take the blank form from the agency's site on the day: uscis.gov/i-589, "
                    "uscis.gov/i-765, uscis.gov/g-28.",
                ),
                "note",
            )
        )
        choose = LongButton(words("ui.fill.choose", "Choose the blank form (PDF)…"), "main")
        choose.setObjectName("fill.choose")
        choose.clicked.connect(self._ask)
        self._buttons: list[QPushButton] = [choose]
        self._add(self._lines, choose)
        self._result = column(gap=look.px(8))
        self._lines.addLayout(self._result)
        self._lines.addSpacing(look.px(16))
        self._by_hand()
        self._lines.addStretch(1)

    # ---- filling -------------------------------------------------------------------------------

    def fill(self, form: Path) -> None:
        """Fill a copy of a form beside the window, and show what came of it."""
        self._form, self._filled = form, None
        forms = self._session.desk.official_forms()
        busy = self._voice.words("ui.fill.busy", "Filling the form and reading it back…")
        self._run(lambda: forms.filled(form), self._show, busy)

    def save(self, target: Path) -> None:
        """Write both copies of the form that is shown."""
        from pristan.official import save_form

        assert self._filled is not None
        words = self._voice.words
        try:
            done = save_form(self._filled, target)
        except Problem as problem:
            self._saved.setText(words.say(problem.saying))
            return
        editable, flat = done.files
        self._unsaved.hide()
        self._saved.setText(
            words(
                "ui.fill.saved",
                "Written: {editable}, to go on editing, and {flat}, to print. They are not "
                "encrypted: anybody who has the files can read them.",
                editable=editable.name,
                flat=flat.name,
            )
        )

    def save_sheet(self, form: Form | HandForm, target: Path) -> None:
        """Write the answers in a form's order, to copy by hand."""
        from pristan.official import save_sheet

        forms, words = self._session.desk.official_forms(), self._voice.words

        def work() -> None:
            save_sheet(forms.sheet(form), target)

        done = words(
            "ui.fill.sheet_saved",
            "Written: {file}. It is not encrypted: anybody who has the file can read it.",
            file=target.name,
        )
        busy = words("ui.fill.sheet_busy", "Writing the answer sheet…")
        self._run(work, lambda _: self._say(done), busy)

    def _ask(self) -> None:
        title = self._voice.words("ui.fill.choose_title", "The blank form")
        if chosen := choose_form(self, title):
            self.fill(Path(chosen))

    def _ask_where(self) -> None:
        suggested = f"{self._form.stem}-filled.pdf"
        title = self._voice.words("ui.fill.where", "Where to save the filled form")
        if chosen := choose_new_pdf(self, title, suggested):
            self.save(Path(chosen))

    def _ask_sheet(self, form: Form | HandForm, name: str) -> None:
        suggested = f"{name.replace('/', '-')}-answers.pdf"
        title = self._voice.words("ui.fill.sheet_where", "Where to save the answer sheet")
        if chosen := choose_new_pdf(self, title, suggested):
            self.save_sheet(form, Path(chosen))

    # ---- what came of it -----------------------------------------------------------------------

    def _show(self, filled: FilledForm) -> None:
        words = self._voice.words
        self._filled = filled
        self._say(words.say(filled.edition))
        unsaved = words(
            "ui.fill.unsaved",
            "Nothing has been saved yet. The pages stand below, and the button that saves them "
            "after the last page.",
        )
        self._unsaved = label(unsaved, "note")
        self._result.addWidget(self._unsaved)
        settle = words("ui.fill.problems", "To settle before it is filed")
        if filled.problems:
            warning = frame("notice")
            self._list(column(warning, self._look.px(4), self._look.px(12)), settle,
                       filled.problems, len(filled.problems))  # fmt: skip
            self._result.addWidget(warning)
        for heading, found in (
            (words("ui.fill.empty", "Left empty"), filled.empty),
            (words("ui.fill.by_hand", "To write in by hand"), filled.by_hand),
            (words("ui.fill.apart", "Taken apart for the boxes"), filled.apart),
            (words("ui.fill.moved", "Continues on another page"), filled.moved),
            (words("ui.fill.shrunk", "Set in smaller letters"), filled.shrunk),
            (words("ui.fill.beside", "Told, and not on this form"), filled.beside),
        ):
            if found:
                inside = column(gap=self._look.px(4))
                self._result.addLayout(inside)
                self._list(inside, heading, found, _FIRST)
        self._result.addWidget(
            label(
                words.count(
                    "ui.fill.pages",
                    "The page as it will print",
                    "All {number} pages as they will print",
                    filled.pages,
                ),
                "ask",
            )
        )
        self._pages = column(gap=self._look.px(10))
        self._result.addLayout(self._pages)
        save = button(words("ui.fill.save", "Save both copies…"), "main")
        save.setObjectName("fill.save")
        save.clicked.connect(self._ask_where)
        self._add(self._result, save)
        self._saved = label("", "note")
        self._result.addWidget(self._saved)
        self._draw(filled, 1)

    def _draw(self, filled: FilledForm, page: int) -> None:
        """Draw one page after the other, as long as this form is the one that is shown."""
        desk = self._session.desk
        width = round((COLUMN - 24) * self.devicePixelRatioF())

        def show(picture: Picture) -> None:
            if self._filled is not filled:
                return
            says = self._voice.words(
                "ui.fill.page", "Page {page} of {pages}", page=page, pages=filled.pages
            )
            self._pages.addWidget(label(says, "muted"))
            self._pages.addWidget(PagePicture(picture, says))
            if page < filled.pages:
                self._draw(filled, page + 1)

        self._watch(
            self._session.jobs.run(
                lambda: desk.drawn(filled.flat, page, width), show, self._not_drawn
            )
        )

    def _list(self, inside: QBoxLayout, heading: str, found: Sequence[Saying], most: int) -> None:
        words = self._voice.words
        emptied(inside)
        inside.addWidget(label(f"{heading} ({len(found)})", "ask"))
        for saying in found[:most]:
            inside.addWidget(label(f"•  {words.say(saying)}"))
        if len(found) > most:
            more = button(words("ui.fill.all", "Show all of them ({number})", number=len(found)),
                          "quiet")  # fmt: skip
            more.setAccessibleName(f"{more.text()} — {heading}")
            more.clicked.connect(lambda: self._list(inside, heading, found, len(found)))
            self._add(inside, more)

    def _refused(self, error: Exception) -> None:
        from pristan.official import EditionRefused

        unknown = say(
            "ui.fill.failed",
            "The form could not be filled: something went wrong in the program itself. Your "
            "answers are safe.",
        )
        words = self._voice.words
        self._say(words.say(error.saying if isinstance(error, Problem) else unknown))
        if isinstance(error, EditionRefused) and error.form is not None:
            form = error.form
            self._result.addWidget(
                label(
                    words(
                        "ui.fill.refused",
                        "You can copy the answers by hand: an answer sheet has them in the order "
                        "of the form.",
                    )
                )
            )
            sheet = button(words("ui.fill.sheet", "Save an answer sheet…"), "main")
            sheet.setObjectName("fill.sheet")
            sheet.clicked.connect(lambda: self._ask_sheet(form, form.id))
            self._add(self._result, sheet)

    def _not_drawn(self, _error: Exception) -> None:
        said = self._voice.words(
            "ui.fill.not_drawn",
            "The pages cannot be shown here. Look at the copies in another program before you "
            "use them.",
        )
        self._pages.addWidget(label(said, "note"))

    # ---- forms that are copied by hand ---------------------------------------------------------

    def _by_hand(self) -> None:
        from pristan.official import hand_forms

        words = self._voice.words
        heading = words("ui.fill.court", "Forms of the immigration court")
        self._lines.addWidget(label(heading, "ask"))
        self._lines.addWidget(
            label(
                words(
                    "ui.fill.court_note",
                    "The program does not fill these. It writes an answer sheet: your answers one "
                    "by one, to copy by hand. See justice.gov/eoir for the form that is accepted "
                    "today.",
                )
            )
        )
        line = Flow(gap=self._look.px(8))
        for form in hand_forms():
            called = words.say(_CALLED[form.form]) if form.form in _CALLED else form.title
            each = LongButton(f"{called} ({form.form})…")
            each.setToolTip(form.title)
            each.setObjectName(f"fill.sheet.{form.form}")
            each.clicked.connect(lambda _checked=False, form=form: self._ask_sheet(form, form.form))
            self._buttons.append(each)
            line.addWidget(each)
        self._lines.addLayout(line)

    # ---- within --------------------------------------------------------------------------------

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None], busy: str) -> None:
        for each in self._buttons:
            each.setEnabled(False)
        self._say(busy)

        def ended(result: Any) -> None:
            self._free()
            done(result)

        def failed(error: Exception) -> None:
            self._free()
            self._refused(error)

        self._watch(self._session.jobs.run(work, ended, failed))

    def _watch(self, job: Job) -> None:
        self._job = job
        self.destroyed.connect(job.forget)

    def _free(self) -> None:
        for each in self._buttons:
            each.setEnabled(True)

    def _say(self, text: str) -> None:
        emptied(self._result)
        self._result.addWidget(label(text, "note"))

    def _add(self, layout: QBoxLayout, made: QPushButton) -> None:
        line = Flow(gap=self._look.px(10))
        line.addWidget(made)
        layout.addLayout(line)
