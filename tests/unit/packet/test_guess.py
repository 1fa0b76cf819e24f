"""Our own pages are laid out with a guess while papers are cleaned, and are what they would be."""

from __future__ import annotations

import itertools
import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pristan.case import say
from pristan.content import content_dir
from pristan.evidence import open_evidence
from pristan.packet import made as making
from pristan.packet import write as writing
from pristan.packet.compose import Composer
from pristan.packet.exhibits import Piece
from pristan.packet.galley import Galley
from pristan.packet.guess import guessed
from pristan.packet.papers import Paper
from pristan.packet.parts import Weight
from pristan.packet.press import Press
from pristan.packet.profiles import chosen_profile
from pristan.packet.quiet import load_weasyprint
from pristan.packet.typeset import Typesetter
from pristan.packet.write import write_packet
from pristan.words import Words, read_words
from unit.packet.cases import A4, LAWYER, paper, plan_of, questionnaire, with_exhibits
from unit.packet.made import laid
from unit.packet.written import vault_with

COUNT, LIMIT = 60, 4_000_000
PAGES = [(1, 1, 11, 2, 1, 40)[at % 6] for at in range(COUNT)]
SIZES = [(300_000, 500_000, 90_000)[at % 3] for at in range(COUNT)]
RIGHT = [Weight.plain(*each) for each in zip(SIZES, PAGES, strict=True)]
GUESSES = {
    "right": RIGHT,
    "few pages": [Weight.plain(size, 1) for size in SIZES],
    "many pages": [Weight.plain(size, 3 * pages) for size, pages in zip(SIZES, PAGES, strict=True)],
    "light": [Weight.plain(1000, pages) for pages in PAGES],
    "heavy": [Weight.plain(900_000, pages) for pages in PAGES],
}


def composed(press: Press, *weights: list[Weight], imprints: bytes = b"") -> tuple[Any, list[int]]:
    """Return what a packet becomes, and how many galleys were laid out after each counting; all
    weights but the last are guesses.
    """
    case = with_exhibits(COUNT)
    case["evidence"][7]["exhibit_title"] = {"text": "Ф" * 400, "english": "A long title. " * 60}
    words = {"en": Words(), "ru": read_words(content_dir("i18n"), "ru")}
    composer = Composer(content_dir("templates"), words, imprints)
    composer.begin(json.loads(json.dumps(plan_of(case, LAWYER).facts)))
    kept: dict[str, Galley] = laid(composer, press)
    new = []
    for at, each in enumerate(weights, start=1):
        last = at == len(weights)
        composer.count(each, {3: "No file has been added."} if last else {}, LIMIT, not last)
        made = laid(composer, press, kept)
        new.append(len(made.keys() - kept.keys()))
        kept |= made
    return composer.finish(), new


@pytest.fixture(scope="module")
def press() -> Press:
    load_weasyprint()
    return Press(content_dir("templates"))


@pytest.fixture(scope="module")
def fresh(press: Press) -> Any:
    return composed(press, RIGHT)[0]


@pytest.mark.parametrize("guess", GUESSES)
def test_whatever_was_guessed_the_packet_is_the_same(press: Press, fresh: Any, guess: str) -> None:
    made, new = composed(press, GUESSES[guess], RIGHT)
    assert len(made.layout["parts"]) > 3
    assert replace(made, imprints=b"") == replace(fresh, imprints=b"")
    if guess == "right":
        assert new[0] > 10 > new[1]  # only the sheet and the row of the file that is not there
    again, _ = composed(press, RIGHT, imprints=made.imprints)
    assert replace(again, imprints=b"") == replace(fresh, imprints=b"")


def test_two_guesses_leave_no_more_behind_than_one(press: Press, fresh: Any) -> None:
    made, _ = composed(press, GUESSES["heavy"], GUESSES["few pages"], RIGHT)
    assert replace(made, imprints=b"") == replace(fresh, imprints=b"")


def test_a_guess_goes_by_what_is_clean_by_now() -> None:
    names = ["a.jpg", "b.jpg", "c.pdf", "d.pdf", "e.PDF", *(f"{n}.txt" for n in range(30))]
    files = {name: SimpleNamespace(name=name, size=1000 + at) for at, name in enumerate(names)}
    every = [SimpleNamespace(pieces=(Piece(name),)) for name in names]
    two = SimpleNamespace(pieces=(Piece("d.pdf"), Piece("a.jpg")))
    nobody = SimpleNamespace(pieces=())

    def guess(*clean: tuple[str, int], exhibits: Any = every) -> Any:
        ready: dict[Piece, Any] = {
            Piece(name): Paper(Piece(name), pages, 77, "copied") for name, pages in clean
        }
        ready[Piece("b.jpg")] = say("no", "It cannot be read.")
        return guessed(exhibits, SimpleNamespace(attachments=files), ready)  # type: ignore[arg-type]

    assert guess() is None  # nothing to go by
    assert guess(*((name, 2) for name in names[2:])) is None  # nothing left to guess
    ready = {each.pieces[0]: say("no", "It cannot be read.") for each in every[1:]}
    ready[Piece("a.jpg")] = Paper(Piece("a.jpg"), 1, 77, "copied")  # type: ignore[assignment]
    assert guessed(every, SimpleNamespace(attachments=files), ready) is None  # type: ignore[arg-type]
    found = guess(("a.jpg", 1), ("c.pdf", 8), exhibits=[*every, two, nobody])
    assert found[:5] == [
        Weight.plain(77, 1), Weight.plain(1001, 1), Weight.plain(77, 8), Weight.plain(1003, 8),
        Weight.plain(1004, 8),
    ]  # fmt: skip
    of_texts = [len(each.each) for each in found[5:35]]
    assert set(of_texts) == {4, 5}  # on average, as all that is clean
    assert sum(of_texts) == 135
    assert found[35:] == [Weight.plain(1003 + 77, 9), Weight.plain(0, 0)]


def test_a_packet_that_was_guessed_is_the_one_that_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{n:02}.pdf": paper(*[A4] * (1 + n % 3)) for n in range(60)}
    case = with_exhibits(len(files), exhibit_language="none")
    for each, name in zip(case["evidence"], files, strict=True):
        each["exhibit_files"] = [name]
        del each["exhibit_translation"]
    laid_out: list[int] = []
    was_guessed, cleaned = threading.Event(), itertools.count()
    guess, count = Typesetter.guess, Typesetter.count

    def recorded(self: Typesetter, *told: Any) -> None:
        guess(self, *told)
        laid_out.append(len(self.galleys))
        was_guessed.set()

    def counted(self: Typesetter, *told: Any) -> None:
        known = set(self.galleys)
        count(self, *told)
        laid_out.append(len(self.galleys.keys() - known))

    @contextmanager
    def slow() -> Any:
        with open_evidence() as evidence:
            clean = evidence.clean

            def late(*told: Any, **more: Any) -> Any:
                if next(cleaned) > 20:
                    assert was_guessed.wait(60)
                return clean(*told, **more)

            monkeypatch.setattr(evidence, "clean", late)
            yield evidence

    monkeypatch.setattr(Typesetter, "guess", recorded)
    monkeypatch.setattr(Typesetter, "count", counted)
    monkeypatch.setattr(
        writing, "chosen_profile", lambda *asked: replace(chosen_profile(*asked), limit=400_000)
    )

    with vault_with(tmp_path, case, files) as vault:

        def write(target: Path) -> dict[str, bytes]:
            report = write_packet(
                questionnaire(), vault.answers(), vault, target, "court",
                ("cover", "index", "exhibits"), cleaners=slow,
            )  # fmt: skip
            assert report.proved
            return {file.name: file.read_bytes() for file in target.iterdir()}

        with_guess = write(tmp_path / "one")
        before, after = laid_out
        assert before > 8 > 4 > after
        monkeypatch.setattr(making, "guessed", lambda *_: None)
        assert write(tmp_path / "two") == with_guess
    assert laid_out[2] > 8
