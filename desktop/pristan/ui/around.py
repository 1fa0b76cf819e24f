"""What every part of a screen is given: the desk, the words, the look, and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pristan.case import Key, Saying
from pristan.case.anchors import Event
from pristan.desk import Desk
from pristan.interview.shown import Shower
from pristan.questions.lists import Country, read_countries, read_offers
from pristan.questions.named import Named
from pristan.ui.imports import Imports
from pristan.ui.jobs import Jobs
from pristan.ui.style import Look
from pristan.ui.voice import Voice
from pristan.words import Words


@dataclass(frozen=True, slots=True)
class Known:
    """An article of the catalog in ``forms/law``: code, number and how it is called."""

    code: str
    article: str
    title_ru: str
    title_en: str

    def called(self, language: str) -> str:
        """Return its title in a language."""
        return self.title_ru if language == "ru" else self.title_en


class Lists:
    """The lists that questions choose from, read when the first question needs them."""

    def __init__(self, forms: Path) -> None:
        self._forms = forms

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Return the countries by code."""
        return read_countries(self._forms)

    @cached_property
    def offers(self) -> Mapping[str, Named]:
        """Return the names that a text may offer: English by Russian, by the list's name."""
        return read_offers(self._forms)

    @cached_property
    def articles(self) -> list[Known]:
        """Return the catalog of articles, in its order."""
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        text = (self._forms / "law" / "articles.yaml").read_text(encoding="utf-8")
        return [
            Known(str(row["code"]), str(row["article"]), row["title_ru"], row["title_en"])
            for row in yaml.load(text, loader)["articles"]
        ]


@dataclass(frozen=True)
class Around:
    """What a field may use. It never reaches further than this."""

    desk: Desk
    voice: Voice
    look: Look
    jobs: Jobs
    lists: Lists
    open_item: Callable[[str, bool], None]  # go to a list item; True offers the way back here
    notice: Callable[[Saying, bool], None]  # say something quietly; True offers to undo it
    imports: Imports
    item: str = ""

    @property
    def shower(self) -> Shower:
        """Return what says an answer in the window's language."""
        return Shower(
            self.desk.questionnaire, self.desk.answers, self.voice.own, self.lists.countries
        )

    def events(self, question: str) -> Iterator[Event]:
        """Yield the events by which a date of this screen may be told, in both languages."""
        desk, here = self.desk, self.shower
        english = Shower(desk.questionnaire, desk.answers, Words(), self.lists.countries)
        return desk.events(self.key(question), (here.event, english.event))

    def key(self, question: str) -> Key:
        """Return where the answer to a question of this screen belongs."""
        return Key(question, self.item)
