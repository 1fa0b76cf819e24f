"""What is still to do and what a lawyer must look at, computed from the answers (pure functions).

Every point has a group, in the order of what helps most, and the items of Form I-589 it concerns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pristan import interview
from pristan.case import (
    Answer,
    Answers,
    Key,
    Kind,
    Links,
    Remembered,
    Saying,
    State,
    Told,
    say,
)
from pristan.case.anchors import date_of, why_no_day
from pristan.interview import Place
from pristan.interview.arranged import none_printed
from pristan.questions import Question, Questionnaire, Type
from pristan.review.agreement import Found, disagreements, missing_people, preparers
from pristan.review.citing import leading_nowhere
from pristan.review.deadlines import Deadline, Ends, ends, read_deadlines
from pristan.review.english import without_english
from pristan.review.flags import FlagRule, flags, read_flags
from pristan.review.form_items import FormItems, read_form_items
from pristan.review.gaps import HISTORIES, Gap, gaps
from pristan.review.points import HEADINGS, TOLD, About, Group, OpenPoint, point
from pristan.review.rejection import (
    EXPLAINED,
    EXPLAINING,
    WAITS,
    Explained,
    empty_box,
)
from pristan.review.translation import Unit, unit
from pristan.words.dates import day_in_words

__all__ = [
    "HEADINGS",
    "HISTORIES",
    "TOLD",
    "About",
    "Gap",
    "Group",
    "OpenPoint",
    "Rules",
    "gap_in_words",
    "gaps",
    "open_points",
    "read_rules",
]

Asked = Sequence[tuple[Place, Question, Key]]

_LAWYERS = frozenset({"lawyer", "lawyer_form"})  # sections that a lawyer fills
_ORDER: Mapping[Group, int] = {group: at for at, group in enumerate(Group)}

_NO_FILE = say("open.no_file", "No file is attached to this document")
_ALL_HIDDEN = say(
    "open.all_hidden", "Every page of this document is left out, so nothing of it is printed"
)
_NO_TRANSLATION = say(
    "open.no_translation",
    "It is not in English, and the files of its certified translation are not attached "
    "(before the court 8 CFR 1003.33, before USCIS 8 CFR 103.2(b)(3))",
)
_NO_CERTIFICATE = say(
    "open.no_certificate",
    "It is not in English, and the certificate that its translator signed is not attached "
    "(before the court 8 CFR 1003.33, before USCIS 8 CFR 103.2(b)(3))",
)


@dataclass(frozen=True)
class Rules:
    """What lawyers wrote in ``forms/``: items of the form, flags, and dates of law."""

    items: FormItems = field(default_factory=FormItems)
    flags: tuple[FlagRule, ...] = ()
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)


def read_rules(forms: Path) -> Rules:
    """Read the rules of an installation; raise FormError where the flags have a mistake."""
    return Rules(
        read_form_items(forms / "review" / "form-items.tsv"),
        read_flags(forms / "review" / "flags.yaml"),
        read_deadlines(forms / "law" / "deadlines.yaml"),
    )


def open_points(
    questionnaire: Questionnaire, answers: Answers, today: date, rules: Rules
) -> list[OpenPoint]:
    """Return every point, by group and within a group in the order of the interview.

    "I'd rather not say" and "does not apply" are answers: they are open only where a box of the
    form stays empty because of them that USCIS may reject the form for.
    """
    asked = list(interview.keys(questionnaire, answers))
    review = _Review(questionnaire, answers, today, rules, asked)
    found = [*review.answered(), *review.computed()]
    at = {key: number for number, (_, _, key) in enumerate(asked)}
    return sorted(found, key=lambda each: (_ORDER[each.group], at[each.key]))


def gap_in_words(gap: Gap) -> Saying:
    """Return the sentence that tells a gap, for the list it is in."""
    facts = {
        "first": day_in_words(gap.first),
        "last": day_in_words(gap.last),
        "days": gap.days,
    }
    if gap.history == "residences":
        return say("open.gap_homes", "No address from {first} to {last}: {days} days", **facts)
    return say("open.gap_work", "No work and nothing else from {first} to {last}: {days} days",
               **facts)  # fmt: skip


class _Review:
    """One look at a case."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Answers,
        today: date,
        rules: Rules,
        asked: Asked,
    ) -> None:
        self.questionnaire, self.answers, self.today = questionnaire, answers, today
        self.rules, self.asked = rules, asked
        self.place = {key: place for place, _, key in asked}
        # explanations for which other answers stand in, by item: those must have their English
        self.standing_in = {each.item: each for each in EXPLAINED if each.stands_in(answers)}

    # ---- each answer by itself ----------------------------------------------------------------

    def answered(self) -> Iterator[OpenPoint]:
        """Yield what each question that applies leaves open by itself."""
        for place, question, key in self.asked:
            answer = self.answers.get(key)
            lawyers = self.lawyers(place)
            items = self.rules.items.of(question.id)
            boxes = self.rules.items.rejecting(question.id)
            if question.id in EXPLAINING and self.stands_in_for(question.id):
                boxes = ()
            for about, saying in self.said(question, answer, key, bool(boxes), bool(items)):
                blank = boxes
                if about in (About.IN_PERSON, About.EDIT):
                    blank = ()  # it is told aloud, or on no form; it is for the lawyer
                elif about is About.ENGLISH and not boxes:
                    blank = tuple(item for item in items if item in self.standing_in)
                rejected = bool(blank) and about is not About.UNKNOWN
                mine = lawyers or saying is WAITS or about is About.EDIT
                yield point(
                    place, key, about, saying, blank if rejected else items,
                    rejected=rejected, lawyers=mine,
                )  # fmt: skip

    def said(
        self, question: Question, answer: Answer | None, key: Key, box: bool, on_form: bool
    ) -> Iterator[tuple[About, Saying | None]]:
        if answer is None or (answer.state is State.GIVEN and not answer.dealt_with):
            if question.needed or box:
                yield About.UNANSWERED, None
        elif answer.state is State.LATER:
            yield About.LATER, None
        elif answer.state is State.IN_PERSON:
            yield About.IN_PERSON, None
        if question.id == "exhibit_title":  # of the whole document, be it named yet or not
            yield from ((About.PAPER, saying) for saying in self.paper(key.item))
        empty = empty_box(question, answer) if box else None
        if empty:
            yield About.BLANK, empty
        if answer is None:
            return
        if answer.state is State.UNKNOWN and question.needed and not empty:
            yield About.UNKNOWN, None
        lacking = without_english(question, answer.value, on_form=on_form)
        if lacking and not empty:
            yield About.ENGLISH, lacking
        if question.declare and isinstance(answer.value, Told):
            yield from self.cited(answer.value)
        match answer.value:
            case Told(edit_passed=True):
                yield About.EDIT, None
            case Remembered(kind=Kind.IN_WORDS):
                yield About.DATE, None
            case Remembered() as date if saying := why_no_day(date, self.answers):
                yield About.DATE, saying
            case Links(ids) if question.type is not Type.FILES:
                if not all(map(self.answers.alive, ids)):
                    yield About.LINK, None

    def cited(self, told: Told) -> Iterator[tuple[About, Saying]]:
        """Yield which references of the declaration lead nowhere, each once."""
        edited = told.declared != told.in_english
        own = "" if told.language == "en" else told.text
        said = list(leading_nowhere(self.answers, own))
        yield from ((About.LINK, saying) for saying in said)
        for saying in leading_nowhere(self.answers, told.declared):
            if saying not in said:
                yield About.EDIT if edited else About.LINK, saying

    def paper(self, exhibit: str) -> Iterator[Saying]:
        files = self.answers.value("exhibit_files", exhibit)
        if not isinstance(files, Links) or not files.ids:
            yield _NO_FILE
        elif none_printed(files.ids, self.answers.value("exhibit_pages", exhibit)):
            yield _ALL_HIDDEN
        far = unit(self.answers, exhibit, lambda _file: True)
        if far is Unit.NO_TEXT:
            yield _NO_TRANSLATION
        elif far is Unit.NO_CERTIFICATE:
            yield _NO_CERTIFICATE

    def stands_in_for(self, question: str) -> bool:
        """Whether a question explains a yes only together with others, or instead of its story."""
        for each in EXPLAINED:
            if question in each.instead or (
                question == each.story and each.item in self.standing_in
            ):
                return True
        return False

    # ---- several answers together -------------------------------------------------------------

    def computed(self) -> Iterator[OpenPoint]:
        """Yield what only several answers together show."""
        for explained in self.standing_in.values():
            if not explained.told(self.answers):
                yield from self.unexplained(explained)
        year = self.year()
        for key, about, saying, own in self.together(year):
            if key in self.place:
                place, items = self.place[key], own or self.rules.items.of(key.question)
                yield point(place, key, about, saying, items, lawyers=self.lawyers(place))
        arrival = Key("entry_date")
        if year and arrival in self.place:
            yield point(self.place[arrival], arrival, About.YEAR, self.year_in_words(year))
        for gap in gaps(self.answers, self.today, self.place):
            key = Key(gap.history)
            items = ("A.III 2",) if gap.history == "residences" else ("A.III 4",)
            yield point(self.place[key], key, About.GAP, gap_in_words(gap), items)
        for flag in flags(self.asked, self.answers, self.rules.flags):
            yield point(
                flag.place, flag.key, About.FLAG, flag.saying,
                self.rules.items.of(flag.key.question), lawyers=True,
            )  # fmt: skip

    def unexplained(self, explained: Explained) -> Iterator[OpenPoint]:
        key = Key(explained.where)
        if key in self.place:
            yield point(
                self.place[key], key, About.UNEXPLAINED, explained.saying, (explained.item,),
                lawyers=self.lawyers(self.place[key]),
            )  # fmt: skip

    def together(self, year: Ends | None) -> Iterator[Found]:
        yield from disagreements(self.answers, year, self.today)
        yield from missing_people(self.answers)
        yield from preparers(self.answers)

    def year(self) -> Ends | None:
        rule = self.rules.deadlines.get("one_year")
        return ends(rule, date_of(self.answers, rule.starts)) if rule else None

    def year_in_words(self, year: Ends) -> Saying:
        rule = self.rules.deadlines["one_year"]
        facts = {
            "date": day_in_words(year.first),
            "source": rule.source,
            "checked": day_in_words(rule.checked),
        }
        if year.exact:
            return say(
                "open.year",
                "One year after the last arrival ends on {date}. Ask your lawyer what this date "
                "means for you ({source}; checked on {checked})",
                **facts,
            )
        if year.about:
            return say(
                "open.year_about",
                "The day of arrival is not exact. One year after it ends about {date}, and may end "
                "earlier. Ask your lawyer what this date means for you ({source}; checked on "
                "{checked})",
                **facts,
            )
        return say(
            "open.year_earliest",
            "The day of arrival is not exact. One year after it ends on {date} at the earliest. "
            "Ask your lawyer what this date means for you ({source}; checked on {checked})",
            **facts,
        )

    def lawyers(self, place: Place) -> bool:
        return self.questionnaire.section_of[place.screen] in _LAWYERS
