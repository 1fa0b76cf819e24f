"""The desk: what a person can do with an open case, in verbs. No Qt, no SQL, no HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pristan import interview
from pristan.case import (
    Answer,
    Answers,
    Change,
    Items,
    Key,
    Links,
    Problem,
    Saying,
    Sheet,
    State,
    Told,
    Value,
    cleaned,
    language_of,
    reviewed,
    say,
)
from pristan.case.anchors import Event
from pristan.case.steps import Steps
from pristan.content import content_dir
from pristan.interview import Place, Progress
from pristan.interview.kept import Kept
from pristan.interview.parted import joined, split
from pristan.questions import Question, Questionnaire, plain_answers
from pristan.questions.plain import new_item_id, read_answers
from pristan.saver import SaveListener, Saver
from pristan.vault import Attachment, Vault
from pristan.workshop import Workshop

if TYPE_CHECKING:
    from pristan.evidence import Picture
    from pristan.evidence.registers.values import Hit, Looked
    from pristan.official import OfficialForms
    from pristan.packet.outlook import Outlook
    from pristan.packet.preview import Preview
    from pristan.packet.progress import Step
    from pristan.packet.report import Report
    from pristan.packet.tabs import Tabs
    from pristan.papers import Papers
    from pristan.review import OpenPoint, Rules

Listener = Callable[[Change], None]


class Desk:
    """One open case. Windows and commands call these verbs and listen; that is all they do.

    An answer is known at once and written by :meth:`save` or, in the background, by
    :meth:`save_soon`. What could not be written stays here and is written by the next attempt.
    """

    def __init__(self, vault: Vault, questionnaire: Questionnaire) -> None:
        self._vault = vault
        self.questionnaire = questionnaire
        self._answers = vault.answers()
        self._kept_path = Kept(questionnaire, self._answers)
        self._saver = Saver(vault)
        self._steps = Steps()
        self._listeners: list[Listener] = []
        self._workshop = Workshop(vault, questionnaire)
        self.expect_packet = self._workshop.expect_packet

    # ---- listening ----------------------------------------------------------------------------

    def listen(self, listener: Listener) -> None:
        """Call *listener* after every change, in the thread that made it."""
        self._listeners.append(listener)

    def listen_to_saving(self, listener: SaveListener) -> None:
        """Call *listener* after every attempt to save, in the saver's thread; None means done."""
        self._saver.listen(listener)

    # ---- asking -------------------------------------------------------------------------------

    @property
    def answers(self) -> Answers:
        """Return the answers, to read; they change only through this desk."""
        return self._answers

    @property
    def path(self) -> Path:
        """Return where the case file is."""
        return self._vault.path

    @property
    def opened_with_swapped_layout(self) -> bool:
        """Whether the passphrase was typed in the other keyboard layout and was understood."""
        return self._vault.opened_with_swapped_layout

    def recovery_code(self) -> str:
        """Return what opens this case in place of the passphrase, to be written on paper."""
        return self._vault.recovery_code()

    @property
    def sample(self) -> bool:
        """Whether the case is invented, which every page then says."""
        return self._vault.sample

    def places(self) -> list[Place]:
        """Return the places of the interview that apply now, in order."""
        return self._kept_path.path()

    def visible(self, place: Place) -> list[Question]:
        """Return the questions that a place asks now."""
        return interview.visible(self.questionnaire, place, self._answers)

    def progress(self, section: str) -> Progress:
        """Return how far a section is."""
        return self._kept_path.progress(section)

    def open_points(self, today: date | None = None) -> list[OpenPoint]:
        """Return what is missing, unclear or to be known on a day, for applicant and lawyer."""
        from pristan.review import open_points

        return open_points(self.questionnaire, self._answers, today or date.today(), self._rules)

    def form_items(self, question: str) -> tuple[str, ...]:
        """Return the items of Form I-589 that a question feeds."""
        return self._rules.items.of(question)

    def gaps(self, history: str, today: date | None = None) -> list[Saying]:
        """Return in words the gaps of the last five years in a list of homes or of work."""
        from pristan.review import HISTORIES, gap_in_words, gaps

        if history not in HISTORIES:
            return []
        asked = {key for _, _, key in interview.keys(self.questionnaire, self._answers)}
        found = gaps(self._answers, today or date.today(), asked)
        return [gap_in_words(gap) for gap in found if gap.history == history]

    def events(self, date: Key, names: Sequence[Callable[[Key], str]]) -> Iterator[Event]:
        """Yield the events by which a date may be told; each of *names* says how one is called."""
        return interview.events_for(self.questionnaire, self._answers, names, date)

    def setting(self, name: str) -> str | None:
        """Return a setting of this case, such as the language of the window."""
        return self._saver.setting(name)

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a setting in the case file, and nowhere else; written in the background."""
        self._saver.keep_setting(name, value)

    # ---- answering ----------------------------------------------------------------------------

    def answer(self, key: Key, value: Value, state: State = State.GIVEN) -> None:
        """Take an answer. Typing on in the same place is one step of undo until it is saved."""
        self._put(Answer(key, cleaned(value), state))
        if key.question == reviewed.QUESTION:  # also when it is said again after a change
            self.keep_setting(reviewed.SETTING, reviewed.digest(self._answers))

    def add_item(self, list_key: Key) -> str:
        """Add an item at the end of a list; return its id."""
        item = new_item_id()
        ids = self._answers.items(list_key.question, list_key.item)
        self._put(Answer(list_key, Items((*ids, item))), whole_step=True)
        return item

    def remove_item(self, item: str) -> None:
        """Take an item out of its list. Undo brings it back with everything in it."""
        home = self._home(item)
        ids = tuple(i for i in self._answers.items(home.question, home.item) if i != item)
        self._put(Answer(home, Items(ids)), whole_step=True)

    def move_item(self, item: str, by: int) -> None:
        """Move an item up (-1) or down (+1) in its list; at the end it stays where it is."""
        home = self._home(item)
        ids = list(self._answers.items(home.question, home.item))
        at = ids.index(item)
        to = min(max(at + by, 0), len(ids) - 1)
        ids.insert(to, ids.pop(at))
        self._put(Answer(home, Items(tuple(ids))), whole_step=True)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._steps.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._steps.can_redo

    def undo(self) -> Key | None:
        """Take the last step back; return where it was, so that the person can be shown it."""
        return self._go(self._steps.undo())

    def redo(self) -> Key | None:
        """Do again what was undone last; return where it was."""
        return self._go(self._steps.redo())

    # ---- saving -------------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        """Whether something has not reached the file yet, be it on its way."""
        return self._saver.unsaved

    def save_soon(self) -> Future[None]:
        """Write what is unsaved, in the background and in one transaction."""
        self._steps.end()
        return self._saver.soon()

    def save(self) -> None:
        """Write what is unsaved and wait until it is durable. Raises Problem when it is not."""
        self.save_soon().result()

    def close(self) -> None:
        """Save and close the file. Raises Problem, and stays open, when saving fails."""
        self.save()
        self._workshop.close()
        self._saver.close()  # after all that may fail: until then one can type and save on
        self._vault.close()

    # ---- papers -------------------------------------------------------------------------------

    def attach(self, file: Path) -> Attachment:
        """Keep a copy of a file in the case, unchanged. Raises Problem when it cannot be read."""
        return self.papers.attach(file)

    def list_attachment(self, kept: Attachment) -> str:
        """List a kept file as a paper called by its file's name; return the item's id."""
        exhibit, stem = new_item_id(), Path(kept.name).stem
        self._put_together((
            Answer(Key("evidence"), Items((*self._answers.items("evidence"), exhibit))),
            Answer(Key("exhibit_title", exhibit), Told(stem, language_of(stem))),
            Answer(Key("exhibit_files", exhibit), Links((kept.id,))),
        ))  # fmt: skip
        return exhibit

    def attachments(self) -> list[Attachment]:
        """Return the files that are kept in the case."""
        return self.papers.kept()

    def loose_files(self) -> list[Attachment]:
        """Return the kept files that no answer names: no paper that is printed has them."""
        named = self._answers.linked()
        return [each for each in self.attachments() if each.id not in named]

    def remove_file(self, attachment: str) -> None:
        """Take a kept file out of the case for good. Nothing that was done before can be undone.

        Raises Problem, and the file stays, where an answer, saved or not, names it.
        """
        if attachment not in {each.id for each in self.loose_files()}:
            raise Problem(say("desk.file_in_use", "This file belongs to an exhibit again, so it "
                              "was not taken out of the case."))  # fmt: skip
        self.save()
        self.papers.remove(attachment)
        self._steps.forget()  # a step may put the file back where it was named

    def read(self, attachment: str) -> Iterator[bytes]:
        """Yield a kept file, piece by piece, checked against its hash at the end."""
        return self._vault.read(attachment)

    @property
    def papers(self) -> Papers:
        """Return what brings papers in, draws, compares and opens them."""
        return self._workshop.papers

    def drawn(self, pdf: bytes, page: int, width: int) -> Picture:
        """Draw a page, counted from 1, *width* pixels wide, in the closed-off child only."""
        return self._workshop.drawn(pdf, page, width)

    def find_in_page(self, attachment: str, organization: str = "") -> Looked:
        """Look the applicant, or an *organization*, up in a saved page; no request leaves.

        Raises Problem where the file is no page, or there is no name to look for yet.
        """
        return self._workshop.find_in_page(self._as_it_is(), attachment, organization)

    def keep_finding(self, exhibit: str, looked: Looked, hit: Hit | None) -> None:
        """Keep with an exhibit what a saved page says; *hit* is the entry the person confirmed."""
        from pristan.evidence.registers.kept import kept

        self._put_together(kept(exhibit, looked, hit, self._answers))

    def split_document(self, exhibit: str, sheets: Sequence[Sheet], at: int) -> str:
        """Make a document of the pages from *at* on, out of all *sheets*; return its id."""
        item = new_item_id()
        self._put_together(split(self.questionnaire, self._answers, exhibit, sheets, at, item))
        return item

    def join_documents(self, into: str, other: str, counts: Mapping[str, int]) -> None:
        """Put *other* behind the pages of *into*, and take it away; *counts* are by file."""
        self._put_together(joined(self.questionnaire, self._answers, into, other, counts))

    def outlook(self, profile: str) -> Outlook:
        """Return the documents and the exhibits that the packet of a profile may hold."""
        return self._workshop.outlook(self._as_it_is(), profile)

    def preview_packet(
        self, profile: str, documents: Sequence[str], tell: Callable[[Step, int, int], None]
    ) -> Preview:
        """Return the packet that would be written now, for its pages to be looked at."""
        return self._workshop.preview_packet(self._as_it_is(), profile, documents, tell)

    def write_packet(
        self,
        target: Path,
        profile: str = "lawyer",
        documents: Sequence[str] = (),
        tell: Callable[[Step, int, int], None] = lambda _step, _done, _of: None,
        tabs: Tabs | None = None,
    ) -> Report:
        """Write the packet for a profile into a folder and prove it; return the report.

        *documents* names what to print where it is not all that the profile lists, *tabs* how
        exhibits are labeled where it is not as was chosen for the case. *tell* is told how far it
        is; whatever it raises ends the writing, and nothing of it stays.
        """
        self.save()
        return self._workshop.write_packet(self._as_it_is(), target, profile, documents, tabs, tell)

    def write_editable(
        self, target: Path, profile: str, documents: Sequence[str], tabs: Tabs | None = None
    ) -> list[str]:
        """Write documents of a packet as Word files to be edited; return the files' names."""
        self.save()
        return self._workshop.write_editable(self._as_it_is(), target, profile, documents, tabs)

    def sweep(self) -> None:
        """Remove what the killed writing of a packet left in its folder. Raises Problem."""
        self._workshop.sweep()

    def official_forms(self) -> OfficialForms:
        """Return what fills official forms from this case, as its answers are now."""
        from pristan.official import OfficialForms

        return OfficialForms(self.questionnaire, self._as_it_is(), date.today(), self.sample)

    # ---- whole cases --------------------------------------------------------------------------

    def plain(self) -> dict[str, object]:
        """Return all answers in the form that people write by hand (``pristan answers``)."""
        names = {each.id: each.name for each in self.attachments()}
        return plain_answers(self.questionnaire, self._answers, lambda id_: names.get(id_, id_))

    def take_plain(self, plain: dict[str, object], find_file: Callable[[str], str]) -> None:
        """Answer everything that a hand-written file answers, and save."""
        self._put_together(read_answers(self.questionnaire, plain, find_file))
        self.save()

    def check_file(self) -> list[Saying]:
        """Check the case file itself; return what is wrong with it."""
        return self._vault.check()

    # ---- within -------------------------------------------------------------------------------

    @cached_property
    def _rules(self) -> Rules:
        from pristan.review import read_rules

        return read_rules(content_dir("forms"))

    def _as_it_is(self) -> Answers:
        """Return the answers as they are now, for work during which one goes on typing."""
        return Answers(tuple(self._answers))

    def _home(self, item: str) -> Key:
        home = self._answers.home(item)
        assert home is not None, "the item is in no list"
        return home

    def _put(self, answer: Answer, *, whole_step: bool = False) -> None:
        change = self._answers.put(answer)
        if change is not None:
            self._steps.took(change, whole=whole_step)
            self._remember(change)

    def _put_together(self, answers: Iterable[Answer]) -> None:
        with self._steps.together():
            for answer in list(answers):  # all are known before the first is changed
                self._put(replace(answer, value=cleaned(answer.value)), whole_step=True)

    def _go(self, changes: list[Change]) -> Key | None:
        """Make the changes of a step; return where the last of them was told."""
        for change in changes:
            self._answers.apply(change)
            self._remember(change)
        return changes[-1].key if changes else None

    def _remember(self, change: Change) -> None:
        self._kept_path.changed(change.key)
        self._saver.remember(change)
        for listener in self._listeners:
            listener(change)
