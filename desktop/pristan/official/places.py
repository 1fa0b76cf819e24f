"""Where in the interview an answer is given, as the reports of a filled form name it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pristan.case import Answers, Called, Key, Listed, Saying, say
from pristan.content import content_dir
from pristan.interview.shown import Shower
from pristan.questions import Questionnaire
from pristan.questions.lists import Country
from pristan.words import Words, read_words


@dataclass(frozen=True)
class Places:
    """Names the places of an interview: the question, its section, and the item of a list."""

    questionnaire: Questionnaire
    answers: Answers
    countries: Mapping[str, Country]

    def of(self, keys: Iterable[Key]) -> Listed | None:
        """Return the places of answers, those about one item together; None where no interview
        asks for any of them."""
        together: dict[tuple[str, str], list[Key]] = {}
        for key in keys:
            if key.question in self.questionnaire.questions:
                together.setdefault((key.item, self._section(key).context), []).append(key)
        return Listed(tuple(map(self._place, together.values()))) if together else None

    def _place(self, keys: list[Key]) -> Saying:
        questions = (self.questionnaire.questions[key.question] for key in keys)
        asked = Listed(
            tuple(
                say("official.quoted", "“{question}”", question=Saying(f"{each.id}.ask", each.ask))
                for each in questions
            )
        )
        section = self._section(keys[0])
        if not keys[0].item:
            return say(
                "official.place", "{questions} ({section})", questions=asked, section=section
            )
        return say(
            "official.place_item",
            "{questions} ({section}: {item})",
            questions=asked,
            section=section,
            item=self._item(keys[0]),
        )

    def _item(self, key: Key) -> Called | Saying:
        """Return what the item of an answer is called; what such items are, while it has none."""
        own, english = self._own.title(key.item), self._english.title(key.item)
        if own or english:
            return Called(own or english, english or own)
        home = self.answers.home(key.item)
        listed = self.questionnaire.questions[home.question if home else key.question]
        return Saying(f"{listed.id}.one", listed.item.one if listed.item else "")

    def _section(self, key: Key) -> Saying:
        wanted = self.questionnaire.section_of[self.questionnaire.screen_of[key.question]]
        title = next(each.title for each in self.questionnaire.sections if each.id == wanted)
        return Saying(f"{wanted}.title", title)

    @cached_property
    def _english(self) -> Shower:
        return Shower(self.questionnaire, self.answers, Words(), self.countries)

    @cached_property
    def _own(self) -> Shower:
        words = read_words(content_dir("i18n"), "ru")
        return Shower(self.questionnaire, self.answers, words, self.countries)
