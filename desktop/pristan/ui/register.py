"""Look for the applicant, or an organization, in a saved page of a register.

The person says which entry it is.

Nothing is asked of any site: the file that is kept in the case is read, in the closed-off child.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from pristan.case import Links, Problem, Saying, Told, clean, say
from pristan.ui.around import Around
from pristan.ui.extracts import Drawn, extracts
from pristan.ui.fields.offers import Offers
from pristan.ui.flow import Flow
from pristan.ui.jobs import Job
from pristan.ui.page_picture import PagePicture
from pristan.ui.pieces import button, column, emptied, frame, label
from pristan.ui.writing import LineEdit
from pristan.words import Words

if TYPE_CHECKING:
    from pristan.evidence.registers.values import Hit, Looked

SCREEN = "exhibit_register"  # of the interview, on which this stands
_PAGE_WIDTH = 700  # px at 100 %

_REGISTERS: Final[Mapping[str, Saying]] = {
    "rosfinmonitoring": say("ui.register.is_rosfinmonitoring", "The list of Rosfinmonitoring."),
    "wanted": say(
        "ui.register.is_wanted", "The wanted search of the Ministry of Internal Affairs."
    ),
    "court": say("ui.register.is_court", "A court's page about a case."),
    "foreign_agents": say("ui.register.is_agents", "The register of “foreign agents”."),
    "undesirable": say("ui.register.is_undesirable", "The list of “undesirable” organizations."),
    "extremist_org": say(
        "ui.register.is_extremist", "The list of organizations called “extremist”."
    ),
    "terrorist_org": say(
        "ui.register.is_terrorist", "The list of organizations called “terrorist”."
    ),
    "materials": say("ui.register.is_materials", "The list of “extremist” materials."),
    "restrictive": say(
        "ui.register.is_restrictive",
        "The list of persons under temporary restrictive measures.",
    ),
    "interpol": say("ui.register.is_interpol", "A public notice of Interpol."),
    "other": say(
        "ui.register.is_other", "This page is none of the lists that the program knows."
    ),
}
_DOUBTS: Final[Mapping[str, Saying]] = {
    "error": say(
        "ui.register.error",
        "The site did not show the list here: this is an error page or a refusal.",
    ),
    "empty": say("ui.register.empty", "There is no entry on this page."),
    "no_result": say(
        "ui.register.no_result", "This is only the search form, without an answer."
    ),
    "breaks_off": say(
        "ui.register.breaks_off", "The file breaks off: it was not saved to its end."
    ),
    "few": say(
        "ui.register.few",
        "The whole list has many thousands of people; this page has far fewer.",
    ),
    "no_births": say(
        "ui.register.no_births",
        "The list gives birth dates, and this page has none: something is missing.",
    ),
    "part": say("ui.register.part", "The page shows only a part of the list."),
    "one_case": say(
        "ui.register.one_case",
        "The page is about one case, and courts often hide names.",
    ),
    "unknown": say(
        "ui.register.unknown", "So nobody can say whether the page is whole."
    ),
}
_RULES: Final[Mapping[str, Saying]] = {
    "swapped": say(
        "ui.register.swapped",
        "Day and month of the birth date have changed places; such slips happen in the list.",
    ),
    "year": say("ui.register.year", "Only the year of birth is given; it is the same."),
    "alias": say("ui.register.alias", "The name stands in brackets, as another name."),
    "no_date": say("ui.register.no_date", "There is no birth date to compare."),
    "initials": say("ui.register.initials", "The name is given with initials only."),
    "no_patronymic": say("ui.register.no_patronymic", "There is no patronymic to compare."),
    "other_date": say(
        "ui.register.other_date",
        "The birth date is another one: this may well be another person.",
    ),
    "other_patronymic": say(
        "ui.register.other_patronymic",
        "The patronymic is another one: this may well be another person.",
    ),
    "spelling": say(
        "ui.register.spelling", "The given name or the patronymic is spelled in another way."
    ),
    "half": say(
        "ui.register.half",
        "Of a double family name only one part is the same; the birth date is the same.",
    ),
    "endings": say(
        "ui.register.endings", "The words of the name are the same, with other endings."
    ),
    "within": say(
        "ui.register.within",
        "The name stands there as a part of a longer one: this may be another organization.",
    ),
    "scattered": say(
        "ui.register.scattered", "All words of the name stand there, but not one after another."
    ),
    "abbreviation": say("ui.register.abbreviation", "One of the two names is an abbreviation."),
    "part": say(
        "ui.register.part_of_name",
        "Only some words of the name stand there: this may well be another organization.",
    ),
}


class RegisterPanel(QWidget):
    """A button for each file of the document, then what was found in it, entry by entry."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._job: Job | None = None
        words, look = around.voice.words, around.look
        lines = column(self, look.px(10))
        lines.setContentsMargins(0, look.px(16), 0, 0)
        files = around.desk.answers.value("exhibit_files", around.item)
        kept = {each.id: each.name for each in around.desk.attachments()}
        ids = [id_ for id_ in (files.ids if isinstance(files, Links) else ()) if id_ in kept]
        if not ids:
            lines.addWidget(label(words(
                "ui.register.no_file",
                "No file has been added to this document yet. Go back and add the saved page.",
            ), "muted"))  # fmt: skip
        self.line = LineEdit()
        if ids:
            self._ask_organization(lines)
        for id_ in ids:
            lines.addWidget(label(kept[id_], "small"))
            line = Flow(gap=look.px(10))
            says = {
                "start": words("ui.register.start", "Look for my name in the file"),
                "organization": words("ui.register.organization", "Look for the organization"),
            }
            for name, text in says.items():
                start = button(text)
                start.setObjectName(f"register.{name}.{id_}")
                start.setAccessibleDescription(kept[id_])
                start.clicked.connect(
                    lambda _checked=False, id_=id_, name=name: self._begin(id_, name != "start")
                )
                line.addWidget(start)
            lines.addLayout(line)
        self._result = column(gap=look.px(10))
        lines.addLayout(self._result)
        self._show_page = button(words("ui.register.show_page", "Show the page for the packet"))
        self._show_page.setObjectName("register.show_page")
        self._show_page.clicked.connect(self._draw_page)
        lines.addWidget(self._show_page, 0, Qt.AlignmentFlag.AlignLeft)
        self._page = column(gap=look.px(6))
        lines.addLayout(self._page)
        self._show_page.setVisible(self._outcome_known())

    def _ask_organization(self, lines: QLayout) -> None:
        """Ask for a name, and offer those that were told of elsewhere."""
        answers, words = self._around.desk.answers, self._around.voice.words
        lines.addWidget(label(words(
            "ui.register.about_organization",
            "A list may have not your name but that of an organization of which you are a member, "
            "for which you work or to which you give. Then write its name here, as it is mostly "
            "called. An abbreviation will do, too.",
        )))  # fmt: skip
        says = words("ui.register.organization_name", "Name of the organization")
        lines.addWidget(label(says, "small"))
        self.line.setObjectName("register.organization_name")
        self.line.setAccessibleName(says)
        before = answers.value("exhibit_register_org", self._around.item)
        told = [answers.value("register_org", item) for item in answers.items("registers")]
        told.append(answers.value("undesirable_name"))
        names = list(dict.fromkeys(each.text for each in told if isinstance(each, Told)))
        if isinstance(before, Told):
            self.line.setText(before.text)
        elif len(names) == 1:
            self.line.setText(names[0])
        Offers(self.line, names, self.line.setText)
        lines.addWidget(self.line)

    def _begin(self, attachment: str, organization: bool) -> None:
        """Look for the applicant or the organization in a file, beside the window."""
        words, name = self._around.voice.words, clean(self.line.text()).strip()
        emptied(self._result)
        if organization and not name:
            says = words(
                "ui.register.write_name", "Write the name of the organization above first."
            )
            self._result.addWidget(label(says, "note"))
            self.line.setFocus()
            return
        self._result.addWidget(label(words("ui.register.busy", "Reading the page…"), "muted"))
        desk, sought = self._around.desk, name if organization else ""
        self._job = self._around.jobs.run(
            lambda: desk.find_in_page(attachment, sought), self._show, self._failed
        )
        self.destroyed.connect(self._job.forget)

    def _show(self, looked: Looked) -> None:
        emptied(self._result)
        words, look = self._around.voice.words, self._around.look
        for each in _about(looked, words):
            self._result.addWidget(label(each))
        for number, hit in enumerate(looked.hits):
            self._result.addWidget(self._hit(number, looked, hit))
        nobody = frame("soft")
        inside = column(nobody, look.px(8), look.px(12))
        if looked.more:
            inside.addWidget(label(words.count(
                "ui.register.more",
                "{number} more entry fits and is not shown. Write more of the name to find it.",
                "{number} more entries fit and are not shown. Write more of the name to find them.",
                looked.more,
            )))  # fmt: skip
        inside.addWidget(label(words.say(_nobody(looked))))
        note = button(words("ui.register.note_absent", "Write this down"))
        if looked.hits and looked.organization:
            note.setText(words("ui.register.none_is_it", "None of these is the organization"))
        elif looked.hits:
            note.setText(words("ui.register.none_is_me", "None of these is me"))
        note.setObjectName("register.none")
        note.clicked.connect(lambda: self._keep(looked, None))
        line = Flow()
        line.addWidget(note)
        inside.addLayout(line)
        self._result.addWidget(nobody)

    def _hit(self, number: int, looked: Looked, hit: Hit) -> QWidget:
        words, look = self._around.voice.words, self._around.look
        box = frame("paper")
        inside = column(box, look.px(6), look.px(12))
        place = [hit.section] if hit.section else []
        if hit.number is not None:
            place.append(words("ui.register.number", "No. {number}", number=hit.number))
        if place:
            inside.addWidget(label(" · ".join(place), "small"))
        entry = label(hit.text, "ask")
        entry.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        inside.addWidget(entry)
        for saying in fits(hit, looked.organization):
            inside.addWidget(label(f"•  {words.say(saying)}"))
        mine = button(words("ui.register.mine", "This entry is about me"))
        if looked.organization:
            mine.setText(words("ui.register.this_one", "This entry is about the organization"))
        mine.setObjectName(f"register.mine.{number}")
        mine.clicked.connect(lambda: self._keep(looked, hit))
        line = Flow()
        line.addWidget(mine)
        inside.addLayout(line)
        return box

    def _keep(self, looked: Looked, hit: Hit | None) -> None:
        self._around.desk.keep_finding(self._around.item, looked, hit)
        self._show_page.setVisible(self._outcome_known())
        self._draw_page()
        self._around.notice(say(
            "ui.register.kept",
            "Written down. The next screen shows it; you can correct it there.",
        ), True)  # fmt: skip

    def _outcome_known(self) -> bool:
        answers, item = self._around.desk.answers, self._around.item
        return answers.value("exhibit_register_outcome", item) is not None

    def _draw_page(self) -> None:
        """Show how the finding is printed, made from the file as the packet makes it."""
        words, desk, item = self._around.voice.words, self._around.desk, self._around.item
        wide = self._around.look.px(_PAGE_WIDTH)
        emptied(self._page)
        self._page.addWidget(label(words("ui.register.drawing", "Making the page…"), "muted"))

        job = self._around.jobs.run(
            lambda: extracts(desk, item, wide), self._show_picture, self._no_picture
        )
        self.destroyed.connect(job.forget)

    def _show_picture(self, drawn: Drawn) -> None:
        words = self._around.voice.words
        emptied(self._page)
        picture = next(iter(drawn.values()), None)
        if isinstance(picture, Problem):
            self._no_picture(picture)
            return
        if picture is None:
            self._page.addWidget(label(words(
                "ui.register.as_it_is",
                "From this outcome no extract is made: the file is printed as it is.",
            ), "muted"))  # fmt: skip
            return
        says = words("ui.register.first_page", "The first page of the extract, as it is printed")
        self._page.addWidget(label(says, "small"))
        self._page.addWidget(PagePicture(picture, says))

    def _no_picture(self, error: Exception) -> None:
        emptied(self._page)
        self._page.addWidget(label(self._around.voice.words.say(_why(error)), "note"))

    def _failed(self, error: Exception) -> None:
        emptied(self._result)
        self._result.addWidget(label(self._around.voice.words.say(_why(error)), "note"))


def _why(error: Exception) -> Saying:
    unknown = say(
        "ui.register.failed",
        "Something went wrong with this page in the program itself. The file was not changed.",
    )
    return error.saying if isinstance(error, Problem) else unknown


def fits(hit: Hit, organization: str = "") -> Iterator[Saying]:
    """Say how an entry fits what was looked for: what is the same first, then what is not."""
    if not hit.rules and organization:
        yield say("ui.register.same_name", "The whole name is the same.")
    elif not hit.rules:
        yield say("ui.register.same", "The whole name and the birth date are the same as yours.")
    for rule in hit.rules:
        yield _RULES[rule]
    if hit.asterisk:
        yield say("ui.register.asterisk", "There is an asterisk (*) after the name.")


def _about(looked: Looked, words: Words) -> Iterator[str]:
    yield words.say(_REGISTERS[looked.register])
    if looked.entries:
        yield words.count(
            "ui.register.entries", "{number} entry was read.", "{number} entries were read.",
            looked.entries,
        )  # fmt: skip
    if looked.url:
        yield words("ui.register.address", "Saved from: {address}", address=looked.url)
    if looked.doubt is not None:
        yield words.say(_DOUBTS[looked.doubt])


def _no_organization(looked: Looked) -> Saying:
    if looked.hits:
        return say(
            "ui.register.look_at_names",
            "Organizations have similar names. Look at the whole entry, and at the place, before "
            "you decide.",
        )
    if looked.doubt is None:
        return say(
            "ui.register.organization_absent",
            "This name is not among them. It may stand there under another name, so try the short "
            "name, the long one and the foreign one.",
        )
    return say(
        "ui.register.organization_cannot_tell",
        "This name was not found, but from this page one cannot tell that it is not listed.",
    )


def _nobody(looked: Looked) -> Saying:
    if looked.organization:
        return _no_organization(looked)
    if looked.hits:
        return say(
            "ui.register.look_closely",
            "Many people have the same name. Look at the birth date and the place before you "
            "decide.",
        )
    if looked.doubt is None:
        return say(
            "ui.register.absent",
            "Your name is not among them. That does not show that you are safe: lists change, and "
            "much is not published.",
        )
    return say(
        "ui.register.cannot_tell",
        "Your name was not found, but from this page one cannot tell that it is not listed.",
    )
