"""Answers, and the one way in which they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from pristan.case.values import Items, Links, Value, is_empty


class State(StrEnum):
    """Why an answer is what it is; an empty answer is never just empty."""

    GIVEN = "given"
    UNKNOWN = "unknown"  # "I don't know or don't remember"
    LATER = "later"  # "I will come back to this": keeps what was begun
    IN_PERSON = "in_person"  # "I will tell my lawyer in person"
    DECLINED = "declined"  # "I'd rather not say"
    NOT_APPLICABLE = "not_applicable"


KEEPS_VALUE = frozenset({State.GIVEN, State.LATER})


@dataclass(frozen=True, slots=True)
class Key:
    """Where an answer belongs: a question and, in a list, the item it is about."""

    question: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. Only a given answer or one left for later has a value."""

    key: Key
    value: Value
    state: State = State.GIVEN

    def __post_init__(self) -> None:
        if self.value is not None and self.state not in KEEPS_VALUE:
            raise ValueError(f"an answer that is {self.state!r} has no value")

    @property
    def dealt_with(self) -> bool:
        """Whether the person has said something here, if only "I don't know"."""
        if self.state is State.GIVEN:
            return not is_empty(self.value)
        return self.state is not State.LATER


@dataclass(frozen=True, slots=True)
class Change:
    """One edit. Saving, undo, history and the refresh of the screen need nothing else."""

    key: Key
    before: Answer | None
    after: Answer | None

    def reversed(self) -> Change:
        """Return the change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


class Answers:
    """All answers of a case, by key, and where each list item belongs."""

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        self._by_key: dict[Key, Answer] = {}
        self._home: dict[str, Key] = {}
        for answer in answers:
            self._set(answer)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def get(self, key: Key) -> Answer | None:
        """Return the answer, or None where nothing was ever said."""
        return self._by_key.get(key)

    def value(self, question: str, item: str = "") -> Value:
        """Return what was given; None where it was not."""
        answer = self._by_key.get(Key(question, item))
        return answer.value if answer and answer.state is State.GIVEN else None

    def items(self, question: str, item: str = "") -> tuple[str, ...]:
        """Return the ids of a list's items, in order."""
        answer = self._by_key.get(Key(question, item))
        return answer.value.ids if answer and isinstance(answer.value, Items) else ()

    def home(self, item: str) -> Key | None:
        """Return the list that holds an item; None for an item that was removed."""
        return self._home.get(item)

    def alive(self, item: str) -> bool:
        """Whether an item, and every item around it, is still in its list."""
        around: set[str] = set()
        while item:
            home = self._home.get(item)
            if home is None or item in around:  # an item inside itself belongs nowhere
                return False
            around.add(item)
            item = home.item
        return True

    def living(self) -> Iterator[Answer]:
        """Yield the answers that belong to the case now: not those of removed items."""
        return (answer for answer in self if self.alive(answer.key.item))

    def linked(self) -> set[str]:
        """Return the ids of all that an answer of the case names: files, people, exhibits."""
        values = (answer.value for answer in self.living())
        return {id_ for value in values if isinstance(value, Links) for id_ in value.ids}

    def put(self, answer: Answer) -> Change | None:
        """Store an answer; return the change, or None when nothing changed."""
        before = self.get(answer.key)
        if before == answer or (before is None and _says_nothing(answer)):
            return None
        change = Change(answer.key, before, answer)
        self.apply(change)
        return change

    def apply(self, change: Change) -> None:
        """Make the answer what the change says, whatever it was."""
        if change.after is None:
            self._forget_home(self._by_key.pop(change.key, None))
        else:
            self._set(change.after)

    def _set(self, answer: Answer) -> None:
        self._forget_home(self._by_key.get(answer.key))
        self._by_key[answer.key] = answer
        if isinstance(answer.value, Items):
            self._home.update(dict.fromkeys(answer.value.ids, answer.key))

    def _forget_home(self, answer: Answer | None) -> None:
        if answer and isinstance(answer.value, Items):
            for item in answer.value.ids:
                self._home.pop(item, None)


def _says_nothing(answer: Answer) -> bool:
    return answer.state is State.GIVEN and is_empty(answer.value)
