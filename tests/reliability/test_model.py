"""Whatever is done in whatever order, a case file holds what a plain dict would hold."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pristan.case import Answer, Change, Key, State, Told, Value
from pristan.vault import Attachment, RenderedPart
from unit.vault.cases import create, reopen

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
VALUES: st.SearchStrategy[Value] = st.one_of(
    TEXTS, st.integers(-(10**6), 10**6), st.booleans(), st.builds(Told, TEXTS, st.just("ru"), TEXTS)
)
KEYS = st.builds(Key, st.sampled_from("abc"), st.sampled_from(["", "i1"]))


class CaseFile(RuleBasedStateMachine):
    """One case file beside a model of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.vault = create(Path(self.folder.name) / "case")
        self.answers: dict[Key, Answer] = {}
        self.history: list[tuple[Key, Answer | None, Answer | None]] = []
        self.papers: dict[Attachment, bytes] = {}
        self.settings: dict[str, str] = {}
        self.parts: dict[str, tuple[RenderedPart, str | None]] = {}

    @rule(key=KEYS, value=VALUES)
    def give(self, key: Key, value: Value) -> None:
        self._save([Answer(key, value)])

    @rule(key=KEYS, state=st.sampled_from(sorted(set(State) - {State.GIVEN})))
    def decline(self, key: Key, state: State) -> None:
        self._save([Answer(key, None, state)])

    @rule(texts=st.dictionaries(KEYS, TEXTS, max_size=5))
    def give_several(self, texts: dict[Key, str]) -> None:
        self._save([Answer(key, text) for key, text in texts.items()])

    @rule(key=KEYS)
    def withdraw(self, key: Key) -> None:
        before = self.answers.pop(key, None)
        if before:
            self.history.append((key, before, None))
        self.vault.save([Change(key, before, None)])

    @rule(name=TEXTS, content=st.binary(max_size=200), times=st.sampled_from([1, 9000]))
    def attach(self, name: str, content: bytes, times: int) -> None:
        self.papers[self.vault.attach(name, [content] * times)] = content * times

    @rule(data=st.data())
    def detach(self, data: st.DataObject) -> None:
        if self.papers:
            paper = data.draw(st.sampled_from(sorted(self.papers, key=lambda a: (a.added, a.id))))
            self.vault.detach(paper.id)
            del self.papers[paper]
            self.parts = {key: kept for key, kept in self.parts.items() if kept[1] != paper.id}

    @rule(key=st.sampled_from("kl"), data=st.data())
    def keep_a_part(self, key: str, data: st.DataObject) -> None:
        of = data.draw(st.sampled_from([None, *sorted(paper.id for paper in self.papers)]))
        if self.vault.rendered().find(key) is None:
            content = data.draw(st.binary(max_size=200)) * data.draw(st.sampled_from([1, 9000]))
            self.parts[key] = RenderedPart(key, content), of
        parts = self.vault.rendered()
        parts.keep(key, *self.parts[key][0], self.parts[key][1])
        parts.settle()

    @rule(name=st.sampled_from("xy"), value=TEXTS)
    def set_up(self, name: str, value: str) -> None:
        self.vault.set_setting(name, value)
        self.settings[name] = value

    @rule()
    def reopen(self) -> None:
        generation = self.vault.generation
        self.vault.close()
        self.vault = reopen(self.vault.path)
        assert self.vault.generation == generation

    @rule()
    def check(self) -> None:
        assert self.vault.check() == []

    @invariant()
    def the_same(self) -> None:
        assert {a.key: a for a in self.vault.answers()} == self.answers
        assert [(r.key, r.before, r.after) for r in self.vault.history()] == self.history
        assert set(self.vault.attachments()) == set(self.papers)
        for paper, content in self.papers.items():
            assert b"".join(self.vault.read(paper.id)) == content
        kept = {key: self.vault.rendered().find(key) for key in "kl"}
        assert kept == {key: self.parts[key][0] if key in self.parts else None for key in "kl"}
        assert {n: self.vault.setting(n) for n in self.settings} == self.settings

    def teardown(self) -> None:
        self.vault.close()
        self.folder.cleanup()

    def _save(self, answers: list[Answer]) -> None:
        changes = []
        for answer in answers:
            before = self.answers.get(answer.key)
            changes.append(Change(answer.key, before, answer))
            if before != answer or type(before.value) is not type(answer.value):
                self.history.append((answer.key, before, answer))
            self.answers[answer.key] = answer
        self.vault.save(changes)


CaseFile.TestCase.settings = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestCaseFile = CaseFile.TestCase
