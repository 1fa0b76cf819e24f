"""The path and the progress of a case, worked out anew only where an answer may change them."""

from __future__ import annotations

from functools import cached_property

from pristan import interview
from pristan.case import Answers, Key
from pristan.interview import Place, Progress
from pristan.questions import Questionnaire, Type
from pristan.questions.rules import asked_in


class Kept:
    """Knows where the interview leads now. Whoever changes an answer says so."""

    def __init__(self, questionnaire: Questionnaire, answers: Answers) -> None:
        self._questionnaire, self._answers = questionnaire, answers
        self._path: list[Place] | None = None
        self._progress: dict[str, Progress] = {}
        self._progress_at: dict[Place, Progress] = {}

    def path(self) -> list[Place]:
        """Return the places that apply now, in order."""
        if self._path is None:
            self._path = interview.path(self._questionnaire, self._answers)
        return list(self._path)

    def progress(self, section: str) -> Progress:
        """Return how far a section is."""
        if section not in self._progress:
            home = self._questionnaire.section_of
            inside = (place for place in self.path() if home[place.screen] == section)
            self._progress[section] = interview.together(map(self._at, inside))
        return self._progress[section]

    def changed(self, key: Key) -> None:
        """Forget what the answer to this question may have changed."""
        forms = self._questionnaire
        if key.question in self._deciding:
            self._path = None
            self._progress.clear()
            self._progress_at.clear()
        else:
            around: Key | None = key
            while around:  # the lists that it lies in count by what is in them
                screen = forms.screen_of[around.question]
                self._progress.pop(forms.section_of[screen], None)
                self._progress_at.pop(Place(screen, around.item), None)
                alive = self._answers.alive(around.item)
                around = self._answers.home(around.item) if alive else None

    def _at(self, place: Place) -> Progress:
        if place not in self._progress_at:
            self._progress_at[place] = interview.progress_at(
                self._questionnaire, place, self._answers
            )
        return self._progress_at[place]

    @cached_property
    def _deciding(self) -> frozenset[str]:
        """The questions on which it depends what is asked: lists, and those that a rule names."""
        forms = self._questionnaire
        lists = (id_ for id_, asked in forms.questions.items() if asked.type is Type.LIST)
        rules = (
            *(section.when for section in forms.sections),
            *(screen.when for screen in forms.screens.values()),
            *(question.when for question in forms.questions.values()),
        )
        return frozenset((*lists, *(named for rule in rules for named in asked_in(rule))))
