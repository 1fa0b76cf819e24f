"""Whether each answer stands on a filled form or is named in its report; nothing may vanish.

Goes from the answers and knows nothing of how they become facts: what a person gave is looked for
letter for letter in what the boxes hold, supplements included.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from official.check import sheets
from pristan import interview
from pristan.case import (
    Address,
    Answers,
    Article,
    Key,
    Kind,
    Name,
    Point,
    Remembered,
    State,
    Told,
    Value,
    is_empty,
)
from pristan.case.anchors import resolved
from pristan.case.references import spelled_out
from pristan.content import content_dir
from pristan.interview.shown import Shower
from pristan.official.facts import Fact, Facts
from pristan.official.facts_value import SETTLED
from pristan.official.form import Form
from pristan.official.layout import plain_latin
from pristan.official.order import name_of
from pristan.official.plan import list_of, plan
from pristan.official.planned import Plan
from pristan.questions import Questionnaire, Type
from pristan.questions.lists import read_countries
from pristan.review.form_items import read_form_items
from pristan.words import Words

CHOSEN = (Type.YES_NO, Type.CHOICE, Type.CHOICES)
_FORMS = content_dir("forms")
_POINTER = re.compile(r"\n?\((?:Continued on|see) [^)]*\)$")
_CONTINUED = re.compile(r"Part [^\n]*, continued:\n")


class Filled:
    """A form filled for a person, and everything that is said of it.

    *held* is what every box of the PDF holds; without it, what the plan puts there.
    """

    def __init__(
        self,
        form: Form,
        questionnaire: Questionnaire,
        answers: Answers,
        facts: Facts,
        held: Mapping[str, str] | None = None,
    ) -> None:
        self._form, self._answers, self._facts = form, answers, facts
        self._questionnaire = questionnaire
        self.plan: Plan = plan(form, facts)
        planned = {name_of(text.box, text.copy): text.set.value for text in self.plan.texts}
        self._held = planned if held is None else held
        self._countries = read_countries(_FORMS)
        self._shower = Shower(questionnaire, answers, Words(), self._countries)

    def vanished(self) -> list[tuple[Key, str]]:
        """Return answers in words that are neither on the form nor in its report."""
        return [
            (key, part)
            for key, value in self._given()
            if self._questionnaire.questions[key.question].type not in CHOSEN
            for part in self._parts(key, value)
            if not self._stands(part) and not self._is_named(key, part)
        ]

    @property
    def given(self) -> int:
        """Return how many answers that feed the form were given."""
        return sum(1 for _ in self._given())

    def chosen(self) -> list[Key]:
        """Return the answers of a choice that feed the form."""
        return [key for key, _ in self._given()
                if self._questionnaire.questions[key.question].type in CHOSEN]  # fmt: skip

    def names(self, key: Key) -> bool:
        """Whether the report names an answer as missing, or its item as not on the form."""
        beside = bool(key.item) and any(each.item == key.item for each in self.plan.beside)
        return beside or key in self._named

    # ---- what was given ------------------------------------------------------------------------

    def _given(self) -> Iterator[tuple[Key, Value]]:
        for _, _, key in interview.keys(self._questionnaire, self._answers):
            answer = self._answers.get(key)
            given = answer and answer.state is State.GIVEN and not is_empty(answer.value)
            if answer and given and key.question in self._fed:
                yield key, answer.value

    @cached_property
    def _fed(self) -> frozenset[str]:
        """The questions that feed the form: by the lawyers' table, and by the facts."""
        own = {key.question for fact in self._asked() for key in (*fact.keys, *fact.beside)}
        table = read_form_items(_FORMS / "review" / "form-items.tsv").fed
        return frozenset(own | (set(table) if self._form.id == "I-589" else set()))

    def _parts(self, key: Key, value: Value) -> Iterator[str]:
        """Yield what must be found of an answer, part by part; what a date is, in any spelling."""
        question = self._questionnaire.questions[key.question]
        match value:
            case Told():
                yield spelled_out(value.in_english) or value.text
            case Name():
                for latin, own in ((value.latin_given, value.given), (value.latin_middle, ""),
                                   (value.latin_family, value.family)):  # fmt: skip
                    yield latin or own
                yield from (other.text for other in value.others)
            case Address(english=english) if english.strip():
                yield from english.split(",")
            case Address():
                yield from (value.street, value.apartment, value.city, value.region,
                            value.postal_code)  # fmt: skip
            case Remembered():
                yield from self._dates(value)
            case tuple():
                for each in value:
                    if isinstance(each, Article):
                        yield from (each.article, each.part, each.point)
            case "US" if key.question == "person_country":
                return  # a check box says it
            case str() if question.type is Type.COUNTRY:
                yield self._countries[value].en if value in self._countries else value
            case str() if question.type is Type.NUMBER:
                yield value.replace("№", "")
            case str() if question.type is Type.PHONE:
                yield "".join(re.findall(r"\d", value))[-7:] or value  # the area is another box
            case str():
                yield value

    def _dates(self, value: Remembered) -> Iterator[str]:
        when = resolved(value, self._answers)
        words = self._shower.date(value)
        if self._stands(words) or when.first is None or when.kind in (
            Kind.BEFORE, Kind.AFTER, Kind.BETWEEN
        ):  # fmt: skip
            yield words
            return
        for point in filter(None, (when.first, when.last)):
            yield next(filter(self._stands, _figures(point)), words)

    def _asked(self) -> Iterator[Fact]:
        """Yield every fact that the form asks for, of every row of every list."""
        boxes = [box for box in self._form.boxes if box.ours and not box.computed]
        yield from filter(None, (self._facts.get(box.facts) for box in boxes))
        for name in {list_of(box) for box in boxes} - {""}:
            for row in self._facts.lists[name]:
                yield from row.values()

    # ---- what became of it ---------------------------------------------------------------------

    def _stands(self, part: str) -> bool:
        """Whether a part of an answer is in a box, or where the answers continue."""
        found = _bare(part)
        return found in self._boxes or any(found in each for each in self._continued)

    def _is_named(self, key: Key, part: str) -> bool:
        if key in self._named:
            return True
        apart = (each.whole for each in self.plan.apart)
        return any(_bare(part) in _bare(text) for text in (*apart, *self.plan.unsaid))

    @cached_property
    def _boxes(self) -> str:
        return "\0".join(map(_bare, self._held.values()))

    @cached_property
    def _continued(self) -> list[str]:
        """Each text that goes on elsewhere, with everything that follows it there."""
        pieces = _CONTINUED.split("\n".join(sheets(self._form, self._held)))
        tails = [_bare("".join(pieces[at:])) for at in range(len(pieces))]
        heads = [_bare(_POINTER.sub("", value)) for value in self._held.values()
                 if _POINTER.search(value)]  # fmt: skip
        return [head + tail for head in ("", *heads) for tail in tails]

    @cached_property
    def _named(self) -> frozenset[Key]:
        """The answers that the report names: as missing, or as not on this form."""
        missing = {key for point in self.plan.empty if point.why not in SETTLED
                   for key in point.keys}  # fmt: skip
        kept_back = {key for fact in self._asked() if not fact.text for gap in fact.missing
                     if set(gap.keys) <= missing for key in fact.keys}  # fmt: skip
        return frozenset({*missing, *kept_back, *self.plan.beside})


def _figures(point: Point) -> Iterator[str]:
    if point.season:
        return
    if point.month and point.day:
        yield f"{point.month:02}/{point.day:02}/{point.year}"
    if point.month:
        yield f"{point.month:02}/{point.year}"
    else:
        yield f"{point.year}"


def _bare(text: str) -> str:
    """Return the letters and digits of a text as the form prints them."""
    return "".join(sign for sign in plain_latin(text) if sign.isalnum()).casefold()
