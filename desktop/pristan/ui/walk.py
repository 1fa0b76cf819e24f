"""Where in the interview we are, and where Back and Next lead; knows no widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pristan.case import Key, Links, Remembered
from pristan.desk import Desk
from pristan.interview import Place
from pristan.questions import Section
from pristan.ui.voice import Voice

# The pages after the last question, which are no screens of the interview
TODO = Place("", "todo")  # what is still to do
PACKET = Place("")  # choose and write the packet
FORMS = Place("", "forms")  # fill an official form
EDITS = Place("", "edits")  # a lawyer edits the declaration; it lies behind the packet


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the contents: a section or, inside the current one, an item of a list."""

    title: str
    place: Place
    depth: int = 0
    done: int = 0
    asked: int = 0
    painful: bool = False
    here: bool = False


class Walk:
    """A person's way through the places that apply now. Places may come and go at any answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._forms = desk.questionnaire
        self.at = self._first()
        self.way_back: Place | None = None  # where a jump to another list began
        self.left: dict[str, Place] = {}  # where each section was left
        self._lent = ""  # the item to which that jump led
        self._walked: set[str] = set()  # items reached by Next or Back, not opened from a list
        self._been: Place | None = None  # the list to which we came back from one of its items
        self._past: tuple[Place, Place] | None = None  # the place after such a list, and the list

    def go(self, place: Place) -> None:
        """Go somewhere; where that does not apply any more, to the nearest that does."""
        before = self._around(self.at.item)
        self._arrive(place)
        self._walked -= set(self._around(self.at.item)) - set(before)

    def go_away(self, place: Place) -> None:
        """Go to another list or another question, to come back here afterwards."""
        self.way_back, self._lent = self.at, place.item
        self.go(place)

    def go_on(self, by: int) -> None:
        """Go to the next place (1) or to the one before (-1)."""
        before, at = self._around(self.at.item), self.at
        past, came_back = self._ahead() if by > 0 else self._behind()
        leaves_list = by > 0 and self._been == at
        self._arrive(past)
        if came_back:
            self._been = self.at
        elif leaves_list:
            self._past = (self.at, at)
        self._walked |= set(self._around(self.at.item)) - set(before)

    def next(self) -> Place:
        """Return the place after this one.

        An item that was opened leads back to its list, or to where it was opened from, and the
        list then leads on; who walks into the items by Next walks from one to the other.
        """
        return self._ahead()[0]

    def back(self) -> Place:
        """Return the place before this one; at the beginning this one."""
        return self._behind()[0]

    def settle(self) -> bool:
        """Leave a place that an answer has made vanish; return whether it had vanished."""
        if not self.at.screen or self.at in self._desk.places():
            return False
        self.at = self._near(self.at)
        return True

    def place_of(self, key: Key) -> Place:
        """Return where a question is asked."""
        return Place(self._forms.screen_of[key.question], key.item)

    def item_place(self, item: str) -> Place | None:
        """Return the first place of a list item."""
        return next((place for place in self._desk.places() if place.item == item), None)

    def section(self, place: Place) -> Section | None:
        """Return the section that a place is in; None for the pages after the last question."""
        if not place.screen:
            return None
        found = self._forms.section_of[place.screen]
        return next(section for section in self._forms.sections if section.id == found)

    def first_of(self, section: str) -> Place | None:
        """Return the first place of a section, or None where it does not apply."""
        places = self._desk.places()
        return next((p for p in places if self._forms.section_of[p.screen] == section), None)

    def after(self, section: str) -> Place:
        """Return the first place after a section."""
        places = self._desk.places()
        inside = [at for at, p in enumerate(places) if self._forms.section_of[p.screen] == section]
        past = inside[-1] + 1 if inside else len(places)
        return places[past] if past < len(places) else TODO

    def entry(self, section: str) -> Place | None:
        """Return where a section was left, else its first place; None where it does not apply."""
        places = self._desk.places()
        inside = [place for place in places if self._forms.section_of[place.screen] == section]
        return self._entry(section, inside) if inside else None

    def _entry(self, section: str, inside: list[Place]) -> Place:
        left = self.left.get(section)
        return left if left in inside else inside[0]

    def begins_painful(self, place: Place) -> bool:
        """Whether this is the first place of a part that may be hard."""
        section = self.section(place)
        return bool(section and section.painful and self.first_of(section.id) == place)

    def trail(self, place: Place, title: Title) -> list[tuple[str, Place]]:
        """Return the items around a place, outermost first, each with the place to go to."""
        steps: list[tuple[str, Place]] = []
        item = place.item
        while item:
            home = self._desk.answers.home(item)
            if home is None:
                break
            first = self.item_place(item)
            steps.append((title(item), first or place))
            steps.append((title.of_list(home.question), self.place_of(home)))
            item = home.item
        return steps[::-1]

    def contents(self, voice: Voice, title: Title) -> list[Row]:
        """Return the lines of the contents: all sections, and the items of the current one."""
        current = self.section(self.at)
        inside: dict[str, list[Place]] = {}
        for place in self._desk.places():
            inside.setdefault(self._forms.section_of[place.screen], []).append(place)
        rows = []
        for section in self._forms.sections:
            if section.id not in inside:
                continue
            progress = self._desk.progress(section.id)
            here = section is current
            items = self._items(inside[section.id], title) if here else []
            rows.append(
                Row(
                    voice.line(f"{section.id}.title", section.title),
                    inside[section.id][0] if here else self._entry(section.id, inside[section.id]),
                    0,
                    progress.done,
                    progress.asked,
                    section.painful,
                    here and not any(row.here for row in items),
                )
            )
            rows += items
        todo = voice.words("ui.todo.title", "Still to do")
        rows.append(Row(todo, TODO, here=self.at == TODO))
        packet = voice.words("ui.packet.title", "The packet")
        rows.append(Row(packet, PACKET, here=self.at in (PACKET, EDITS)))
        forms = voice.words("ui.fill.title", "Official forms")
        rows.append(Row(forms, FORMS, here=self.at == FORMS))
        return rows

    def _items(self, places: list[Place], title: Title) -> list[Row]:
        """Return the items of a section, and inside the current one the items it holds."""
        around = self._around(self.at.item)
        found: dict[str, Row] = {}
        for place in places:
            home = self._desk.answers.home(place.item) if place.item else None
            if home and place.item not in found and (not home.item or home.item in around):
                found[place.item] = Row(
                    title(place.item),
                    place,
                    1 + self._depth(place.item),
                    here=place.item == self.at.item,
                )
        return list(found.values())

    def _around(self, item: str) -> tuple[str, ...]:
        """Return an item and the items it lies in, innermost first; none at the top."""
        home = self._desk.answers.home(item) if item else None
        return (item, *self._around(home.item)) if home else ()

    def _depth(self, item: str) -> int:
        home = self._desk.answers.home(item)
        return 1 + self._depth(home.item) if home and home.item else 0

    def _first(self) -> Place:
        return next(iter(self._desk.places()), PACKET)

    def _arrive(self, place: Place) -> None:
        there = not place.screen or place in self._desk.places()
        self.at = place if there else self._near(place)
        self._been = None
        if self.at == self.way_back:
            self.way_back = None
        lent = self.way_back is not None and self._lent and self._lent in self._around(self.at.item)
        if (section := self.section(self.at)) and not lent:  # there the person has not been
            self.left[section.id] = self.at

    def _ahead(self) -> tuple[Place, bool]:
        """Return the next place, and whether it is one to which we come back."""
        places = self._all()
        at = self._index(places) + 1
        while self._been == self.at and at < len(places) and self._lists(places[at]):
            at += 1
        on = places[min(at, len(places) - 1)]
        home = self._left_for(on)
        return home or on, home is not None

    def _behind(self) -> tuple[Place, bool]:
        """Return the place before, and whether it is one to which we come back."""
        places = self._all()
        if self._past and self._past[0] == self.at and self._past[1] in places:
            return self._past[1], True
        before = places[max(self._index(places) - 1, 0)]
        home = self._left_for(before)
        for item in reversed(self._around(before.item)):  # the last screen of one never walked
            if home is None and item not in (*self._around(self.at.item), *self._walked):
                home = self._list_of(item)
        return home or before, home is not None

    def _left_for(self, place: Place) -> Place | None:
        """Return where an opened item leads back to that is left on the way to a place."""
        for item in self._around(self.at.item):
            if item in self._around(place.item):
                break
            if item not in self._walked:
                lent = self.way_back if item == self._lent else None
                return lent if lent in self._all() else self._list_of(item)
        return None

    def _lists(self, place: Place) -> bool:
        """Whether a place lies in an item that is listed here."""
        return any(self._list_of(item) == self.at for item in self._around(place.item))

    def _list_of(self, item: str) -> Place | None:
        home = self._desk.answers.home(item)
        return self.place_of(home) if home else None

    def _all(self) -> list[Place]:
        behind = [EDITS] if EDITS in (self.at, self.way_back) else []
        return [*self._desk.places(), TODO, PACKET, *behind, FORMS]

    def _index(self, places: list[Place]) -> int:
        return places.index(self.at) if self.at in places else 0

    def _near(self, place: Place) -> Place:
        """Return the list an item was in, else the section's beginning, else the beginning."""
        places = self._desk.places()
        section = self._forms.section_of.get(place.screen, "")
        same = [p for p in places if p.screen == place.screen]
        return same[0] if same else self.first_of(section) or self._first()


class Title:
    """How list items and lists are called in the contents and in the trail."""

    def __init__(self, desk: Desk, voice: Voice, say: Callable[[str], str]) -> None:
        self._desk, self._voice, self._say = desk, voice, say
        self._known: dict[str, str] = {}
        self._leaning: set[str] = set()  # items whose titles speak of other items

    def forget(self, key: Key) -> None:
        """Forget every title that the answer to a question may have changed."""
        for item in (key.item, *self._leaning):
            self._known.pop(item, None)
        self._leaning.clear()

    def __call__(self, item: str) -> str:
        """Return an item's title, or "An event (not named yet)"."""
        if item not in self._known:
            self._known[item] = self._title(item)
            if self._leans(item):
                self._leaning.add(item)
        return self._known[item]

    def _leans(self, item: str) -> bool:
        answers = self._desk.answers
        home = answers.home(item)
        form = home and self._desk.questionnaire.questions[home.question].item
        values = [answers.value(question, item) for question in form.title] if form else []
        return any(
            isinstance(value, Links) or (isinstance(value, Remembered) and value.anchor is not None)
            for value in values
        )

    def _title(self, item: str) -> str:
        if found := self._say(item):
            return found
        home = self._desk.answers.home(item)
        form = home and self._desk.questionnaire.questions[home.question].item
        if not home or not form:
            return ""
        words = self._voice.words
        one = self._voice.line(f"{home.question}.one", form.one)
        return words("ui.list.unnamed", "{one} (not named yet)", one=one)

    def of_list(self, question: str) -> str:
        """Return the title of the screen that asks for a list."""
        screen = self._desk.questionnaire.screens[self._desk.questionnaire.screen_of[question]]
        return self._voice.line(f"{screen.id}.title", screen.title)
