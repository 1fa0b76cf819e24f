"""The command line: what is printed where, and with which exit status."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from pristan import cli
from pristan.vault import Profile, Vault
from reliability.disks import files_end_at

CHEAP = Profile(15, 64, 1, 1)
PASSPHRASE = "верный конь батарея скрепка"

ANSWERS = """\
full_name: {family: Примеров, given: Иван, latin_family: PRIMEROV, latin_given: IVAN}
birth_city: {text: Тверь, language: ru, english: Tver}
speaks_english: no
incidents:
  - incident_name: {text: Обыск, language: ru}
    incident_when: {about: 2022-03, words: где-то в марте}
    incident_has_papers: yes
    incident_exhibits: [record]
evidence:
  - item: record
    exhibit_title: {text: Протокол обыска, language: ru, english: Record of search}
    exhibit_files: [record.txt]
"""


class Run:
    """One run of the program: what it is given, and what comes back."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *words: str | Path, stdin: str = PASSPHRASE + "\n") -> SimpleNamespace:
        given = io.TextIOWrapper(io.BytesIO(stdin.encode()))
        self._monkeypatch.setattr(sys, "stdin", given)
        status = cli.main([str(word) for word in words], profiles={CHEAP})
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        return SimpleNamespace(status=status, out=out, err=err)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return Run(monkeypatch, capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with answers and papers, one of which no answer names."""
    (tmp_path / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "record.txt").write_text("протокол", encoding="utf-8")
    (papers / "письмо.txt").write_text("письмо", encoding="utf-8")
    return tmp_path


def make(run: Run, folder: Path) -> Path:
    case = folder / "case"
    made = run("new", case, "--answers", folder / "answers.yaml", "--evidence", folder / "papers")
    assert made == SimpleNamespace(status=0, out=f"case: {case}\n", err="")
    return case


def test_a_case_made_from_a_file_prints_the_same_answers(run: Run, folder: Path) -> None:
    printed = run("answers", make(run, folder))
    assert printed.status == 0
    found, given = yaml.safe_load(printed.out), yaml.safe_load(ANSWERS)
    assert {k: found[k] for k in ("full_name", "birth_city", "speaks_english")} == {
        k: given[k] for k in ("full_name", "birth_city", "speaks_english")
    }
    event, record = found["incidents"][0], found["evidence"][0]
    assert event["incident_when"] == {"about": "2022-03", "words": "где-то в марте"}
    assert event["incident_exhibits"] == [record["item"]]
    assert record["exhibit_files"] == ["record.txt"]


def test_what_is_printed_makes_the_same_case_again(run: Run, folder: Path) -> None:
    first = run("answers", make(run, folder)).out
    (folder / "answers.yaml").write_text(first, encoding="utf-8")
    again = folder / "again"
    run("new", again, "--answers", folder / "answers.yaml", "--evidence", folder / "papers")
    ids = {old["item"] for old in yaml.safe_load(first)["evidence"] if "item" in old}
    second = run("answers", again).out
    new_ids = {new["item"] for new in yaml.safe_load(second)["evidence"] if "item" in new}
    for old, new in zip(sorted(ids), sorted(new_ids), strict=True):
        second = second.replace(new, old)
    assert second == first


def test_a_paper_that_no_answer_names_is_listed_under_its_own_name(run: Run, folder: Path) -> None:
    evidence = yaml.safe_load(run("answers", make(run, folder)).out)["evidence"]
    assert [paper["exhibit_files"] for paper in evidence] == [["record.txt"], ["письмо.txt"]]
    assert evidence[1]["exhibit_title"] == "письмо"


def test_exhibits_are_labeled_as_is_asked_for(run: Run, folder: Path) -> None:
    case, to = make(run, folder), folder / "packet"
    done = run("export", case, "--to", to, "--document", "exhibits", "--tabs", "groups")
    assert done.out.strip().startswith(str(to))
    report = json.loads((to / "assembly-report.json").read_text("utf-8"))
    assert [each["label"] for each in report["exhibits"]] == ["A-1", "A-2"]
    assert "Exhibit A-2, письмо" in done.err


def test_check_names_in_short_what_has_a_page_for_a_title(run: Run, folder: Path) -> None:
    answers = ANSWERS.replace("Обыск,", "Ы" * 5000 + ",").replace("Record of search", "y" * 5000)
    (folder / "answers.yaml").write_text(answers, encoding="utf-8")
    said = run("check", make(run, folder)).out
    assert " " + "Ы" * 79 + "… › " in said
    assert " " + "y" * 79 + "… › " in said
    assert max(map(len, said.splitlines())) < 600


def test_check_prints_what_is_open_in_words_and_as_json(run: Run, folder: Path) -> None:
    case = make(run, folder)
    plain = run("check", case)
    assert plain.status == 1
    assert "What is your A-Number?: Not answered yet" in plain.out
    assert "Обыск, in or about March 2022 › " in plain.out
    lines = plain.out.splitlines()
    assert lines[0] == "USCIS may send the form back while these boxes are empty"
    assert lines[1].startswith("  [A.I 8] What is your address in the United States?: ")
    assert lines.index("Not in English yet") > lines.index("Still without an answer")
    found = json.loads(run("check", case, "--json").out)
    assert found["file"] == []
    assert list(found["groups"])[:2] == ["rejected", "answers"]
    harm = next(row for row in found["open"] if row["question"] == "form_harm")
    assert (harm["group"], harm["items"], harm["lawyers"]) == ("rejected", ["B 1.A"], False)
    open_ = {(row["question"], row["about"]) for row in found["open"]}
    assert ("incident_name", "english") in open_
    assert ("a_number", "unanswered") in open_
    assert not any(question == "birth_city" for question, _ in open_)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("colour: red", "colour: this question is not asked here"),
        ("birth_date: yesterday", "birth_date: 'yesterday' does not fit a question of type date"),
        ("sex: {state: maybe}", "sex: `state:` is one of given, unknown"),
        ("incidents: [search]", "incidents: a list; each item begins with a dash"),
        ("incidents:\n- incident_where: 5\n  weather: bad", "incidents[1].weather: this question"),
        ("evidence:\n- exhibit_files: [absent.pdf]", "absent.pdf is not in"),
        ("evidence:\n- exhibit_files: [../answers.yaml]", "../answers.yaml is not in"),
        ("- a\n- b", "answers.yaml: the file begins with question ids"),
        ("a: b: c", "answers.yaml: This is not YAML"),
        ("religion: " + "[" * 3000 + "]" * 3000, "answers.yaml: This is not YAML"),
        ("birth_city: Tver\nbirth_city: Omsk", "line 2: `birth_city:` stands here twice"),
        ("birth_date: 2022-02-30", "birth_date: '2022-02-30' does not fit"),
        ("birth_date: 0000-01-01", "birth_date: '0000-01-01' does not fit"),
        ("birth_country: ZZ", "birth_country: 'ZZ' is no country that the program knows"),
        ("us_address: {country: Россия}", "us_address: 'Россия' is no country"),
        (
            "incidents: [{item: a, incident_when: {after: {event: a}}}]",
            "incidents[1].incident_when: this date is told by itself",
        ),
        (
            "incidents:\n- {item: a, incident_when: {after: {event: b}}}\n"
            "- {item: b, incident_when: {before: {event: a}}}",
            "incidents[2].incident_when: this date is told by itself",
        ),
    ],
)
def test_a_mistake_in_the_answers_is_named_and_no_case_is_made(
    run: Run, folder: Path, answers: str, said: str
) -> None:
    (folder / "answers.yaml").write_text(answers, encoding="utf-8")
    made = run(
        "new", folder / "c", "--answers", folder / "answers.yaml", "--evidence", folder / "papers"
    )
    assert (made.status, made.out) == (1, "")
    assert said in made.err
    assert not (folder / "c").exists()


def test_a_wrong_passphrase_is_said_calmly_and_changes_nothing(run: Run, folder: Path) -> None:
    case = make(run, folder)
    before = case.read_bytes()
    wrong = run("check", case, stdin="not the words at all\n")
    assert (wrong.status, wrong.out) == (1, "")
    assert wrong.err.strip()
    assert case.read_bytes() == before


def test_no_passphrase_at_all(run: Run, folder: Path) -> None:
    empty = run("check", make(run, folder), stdin="")
    assert empty.status == 1
    assert "first line of standard input" in empty.err


@pytest.mark.parametrize(
    "words",
    [["sing"], [], ["export", "c"], ["export", "c", "--to", "d", "--tabs", "roman"], ["forms"],
     ["new"], ["check", "c", "--loud"]],
)
def test_wrong_usage_ends_with_2(run: Run, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == 2


def test_a_place_that_is_empty_is_not_this_folder(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run("export", "case.pristan", "--to", "")
    assert "name the place to write to; it is empty" in capsys.readouterr().err


def test_the_shipped_program_refuses_the_cheap_key_of_the_tests(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Vault.create(tmp_path / "c", PASSPHRASE, profile=CHEAP, profiles={CHEAP}).close()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PASSPHRASE.encode() + b"\n")))
    assert cli.main(["check", str(tmp_path / "c")]) == 1
    assert "not" in capsys.readouterr().err


def test_forms_check_counts_what_is_right_and_names_every_mistake(run: Run, tmp_path: Path) -> None:
    good = run("forms", "check")
    assert good.status == 0
    assert good.out.startswith("No mistakes. Sections: ")
    (tmp_path / "1.yaml").write_text(
        "section: s\ntitle: S\nscreens:\n"
        "  - {id: a, title: A, questions: [{id: x, type: txet, ask: X}, {id: y, type: text}]}\n",
        encoding="utf-8",
    )
    bad = run("forms", "check", tmp_path)
    assert bad.status == 1
    assert bad.err.splitlines() == [
        "1.yaml, x: `type: txet` is not known; did you mean text?",
        "1.yaml, y: `ask:` needs a text",
    ]


def test_it_speaks_russian_where_the_system_does(
    monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path
) -> None:
    monkeypatch.setattr(cli, "_language", lambda: "ru")
    assert run("verify", tmp_path).status == 1
    missing = run("new", tmp_path / "c", "--answers", tmp_path / "нет.yaml")
    assert "Здесь ничего нет" in missing.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("new", "c", "--evidence", "absent"), "absent: There is nothing at this place."),
        (("new", "c", "--evidence", "answers.yaml"), "answers.yaml: This is a file. Name a folder"),
        (("new", "c", "--answers", "papers"), "papers: This is a folder. Name a file"),
        (("demo", "answers.yaml"), "answers.yaml: This is a file. Name a folder"),
        (("demo", "answers.yaml/inside"), "inside: This is a file. Name a folder"),
    ],
)
def test_a_wrong_place_is_named_in_a_sentence_and_nothing_is_made(
    run: Run, folder: Path, given: tuple[str, ...], said: str
) -> None:
    before = sorted(folder.rglob("*"))
    places = [each if each.startswith("--") else folder / each for each in given[1:]]
    made = run(given[0], *places)
    assert (made.status, made.out) == (1, "")
    assert said in made.err
    assert sorted(folder.rglob("*")) == before


def test_a_paper_that_cannot_be_taken_is_named_and_the_others_come(run: Run, folder: Path) -> None:
    (folder / "papers" / "пусто.pdf").touch()
    made = run(
        "new", folder / "c", "--answers", folder / "answers.yaml", "--evidence", folder / "papers"
    )
    assert made.status == 0 and (folder / "c").exists()
    assert "пусто.pdf. It is empty" in made.err


def test_a_paper_that_may_not_be_opened_is_named_and_the_others_come(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "papers" / "закрыто.pdf"
    closed.write_bytes(b"%PDF-1.7 nobody may look")
    opened = Path.open

    def open_unless_closed(file: Path, *args: Any, **how: Any) -> Any:
        """A superuser, such as the one of a test machine, may open everything."""
        if file == closed:
            raise PermissionError(13, "Permission denied", str(file))
        return opened(file, *args, **how)

    monkeypatch.setattr(Path, "open", open_unless_closed)
    made = run(
        "new", folder / "c", "--answers", folder / "answers.yaml", "--evidence", folder / "papers"
    )
    assert made.status == 0 and (folder / "c").exists()
    assert "закрыто.pdf. The computer does not let it be opened." in made.err


def test_a_disk_without_room_is_said_and_no_case_stays(run: Run, folder: Path) -> None:
    with files_end_at(20_000):
        made = run("new", folder / "c", "--evidence", folder / "papers")
    assert (made.status, made.out) == (1, "")
    assert "so no case was made. Free some space, or choose another disk" in made.err
    assert not (folder / "c").exists()


def test_a_demo_that_fails_leaves_no_case_that_nobody_can_open(run: Run, tmp_path: Path) -> None:
    (tmp_path / "packet").write_text("a file where the packet wants a folder", encoding="utf-8")
    made = run("demo", tmp_path)
    assert (made.status, made.out) == (1, "")
    assert "is a file" in made.err
    assert [each.name for each in tmp_path.iterdir()] == ["packet"]
