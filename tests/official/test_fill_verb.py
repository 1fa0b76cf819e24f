"""``pristan fill``: what is written, what is said, and with which exit status."""

import hashlib
import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from official.check import printed
from official.own_form import blank
from pristan import cli
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.questions import read_questionnaire
from pristan.vault import Profile, Vault

CHEAP = Profile(15, 64, 1, 1)
PASSPHRASE = "верный конь батарея скрепка"
OFFICIAL = Path(__file__).parents[2].parent / "shared" / "official-forms"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "case"
    questionnaire = read_questionnaire(content_dir("forms") / "interview")
    desk = Desk(Vault.create(file, PASSPHRASE, profile=CHEAP, profiles={CHEAP}), questionnaire)
    answers = (content_dir("forms") / "sample" / "answers.yaml").read_text(encoding="utf-8")
    desk.take_plain(yaml.safe_load(answers), lambda name: name)
    desk.close()
    return file


class Fill:
    """One run of the verb on a case."""

    def __init__(
        self, case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self._case = case
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, form: Path, target: Path) -> SimpleNamespace:
        return self._run("--form", str(form), "--to", str(target))

    def sheet(self, name: str, target: Path) -> SimpleNamespace:
        return self._run("--sheet", name, "--to", str(target))

    def _run(self, *rest: str) -> SimpleNamespace:
        stdin = io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\n".encode()))
        self._monkeypatch.setattr(sys, "stdin", stdin)
        status = cli.main(["fill", str(self._case), *rest], profiles={CHEAP})
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        return SimpleNamespace(status=status, out=out, err=err)


@pytest.fixture
def fill(case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Fill:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return Fill(case, monkeypatch, capsys)


def official(name: str, proves: str) -> Path:
    if not (OFFICIAL / name).is_file():
        pytest.skip(f"NOT PROVED: {proves}. There is no {name} in {OFFICIAL}")
    return OFFICIAL / name


def test_a_form_that_is_not_ours_is_refused_and_nothing_is_written(
    fill: Fill, tmp_path: Path
) -> None:
    form = tmp_path / "x-1.pdf"
    form.write_bytes(blank())
    done = fill(form, tmp_path / "filled.pdf")
    assert done.status == 1
    assert "I-589" in done.err
    assert not list(tmp_path.glob("filled*"))


def test_a_form_that_is_not_there_is_said_in_words(fill: Fill, tmp_path: Path) -> None:
    done = fill(tmp_path / "no.pdf", tmp_path / "filled.pdf")
    assert done.status == 1
    assert "There is no file" in done.err


def test_a_language_that_the_machine_does_not_have_is_no_reason_to_stop(
    fill: Fill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zz_ZZ.UTF-8")
    assert "There is no file" in fill(tmp_path / "no.pdf", tmp_path / "filled.pdf").err


def test_the_original_cannot_be_written_over(fill: Fill, tmp_path: Path) -> None:
    form = tmp_path / "form.pdf"
    before = blank()
    form.write_bytes(before)
    done = fill(form, form)
    assert done.status == 1
    assert "there already" in done.err
    assert form.read_bytes() == before


def test_the_official_form_is_filled_beside_a_flat_copy(fill: Fill, tmp_path: Path) -> None:
    form = official("i-589_ed-2025-01-20_official.pdf", "the verb on the official I-589")
    before = hashlib.sha256(form.read_bytes()).digest()
    target = tmp_path / "filled.pdf"
    done = fill(form, target)
    assert done.out.splitlines() == [str(target), str(tmp_path / "filled-to-print.pdf")]
    assert all(Path(line).read_bytes().startswith(b"%PDF") for line in done.out.splitlines())
    assert "edition 01/20/25. See uscis.gov/i-589" in done.err
    assert "Part C, Question 5 is empty: it will be told to the lawyer in person" in done.err
    assert done.status == 1  # USCIS would send this one back, and that is said
    assert hashlib.sha256(form.read_bytes()).digest() == before


def test_an_older_edition_gives_an_answer_sheet(fill: Fill, tmp_path: Path) -> None:
    form = official("i-589_rev-2020-08-25_official.pdf", "the refusal of the edition of 2020")
    done = fill(form, tmp_path / "filled.pdf")
    sheet = tmp_path / "filled-answers.pdf"
    assert done.status == 1
    assert "edition 08/25/20" in done.err
    assert str(sheet) in done.err
    assert not (tmp_path / "filled.pdf").exists()
    text = printed(sheet.read_bytes())
    assert "ANSWERSHEET-NOTAFORM-DONOTFILE" in text
    assert "PartA.I,Question4CompletelastnamePRIMEROV" in text


@pytest.mark.parametrize("name", ["EOIR-33/IC", "eoir-26"])
def test_a_sheet_for_a_form_of_the_court(fill: Fill, tmp_path: Path, name: str) -> None:
    sheet = tmp_path / "sheet.pdf"
    done = fill.sheet(name, sheet)
    assert (done.status, done.out) == (0, f"{sheet}\n")
    assert "IVANPRIMEROV" in printed(sheet.read_bytes())
    again = fill.sheet(name, sheet)
    assert again.status == 1
    assert "there already" in again.err


def test_a_sheet_that_there_is_not_is_answered_with_those_there_are(
    fill: Fill, tmp_path: Path
) -> None:
    done = fill.sheet("I-130", tmp_path / "sheet.pdf")
    assert done.status == 1
    assert "EOIR-26, EOIR-28, EOIR-33/IC" in done.err
    assert not (tmp_path / "sheet.pdf").exists()
