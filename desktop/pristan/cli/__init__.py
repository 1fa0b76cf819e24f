"""The desk's verbs for the shell: a stable contract, described in docs/command-line.md.

Exit status: 0 done; 1 the case or the packet has a problem, which is printed; 2 wrong usage.
Messages go to standard error, in plain words; what was asked for goes to standard output.
"""

from __future__ import annotations

import argparse
import getpass
import json
import locale
import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import yaml

from pristan import __version__
from pristan.case import Problem, Saying, say
from pristan.cli.given import (
    check_answers,
    check_folder,
    fill_case,
    read_yaml,
    said_of,
    whole_or_gone,
)
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.packet.tabs import Tabs
from pristan.questions import FormError, Questionnaire, read_questionnaire
from pristan.vault import SHIPPED, Profile, Vault
from pristan.words import Words, read_words

DONE, PROBLEM = 0, 1


def main(argv: Sequence[str], profiles: Collection[Profile] = SHIPPED) -> int:
    """Run one verb; return the exit status. Wrong usage ends in SystemExit(2), as argparse does."""
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty():
            _to_utf8(stream)
    words = read_words(content_dir("i18n"), _language())
    arguments = _parser(words).parse_args(argv)
    shell = Shell(words, profiles)
    try:
        run: Callable[[Shell, argparse.Namespace], int] = arguments.run
        return run(shell, arguments)
    except FormError as error:
        for mistake in error.mistakes:
            shell.tell(mistake.saying)
    except Problem as problem:
        shell.tell(problem.saying)
    except KeyboardInterrupt:
        shell.tell(say("cli.stopped", "Stopped. What was saved before is safe."))
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone; the interpreter would complain about it at exit
    return PROBLEM


class Shell:
    """What every verb needs: the words to speak in, and a way to open a case."""

    def __init__(self, words: Words, profiles: Collection[Profile]) -> None:
        self.words = words
        self.profiles = profiles

    def tell(self, *sayings: Saying) -> None:
        """Say sentences to the person, on standard error."""
        for saying in sayings:
            print(self.words.say(saying), file=sys.stderr)

    def questionnaire(self) -> Questionnaire:
        """Return the interview that this installation asks."""
        return read_questionnaire(content_dir("forms") / "interview")

    @contextmanager
    def open(self, case: Path) -> Iterator[Desk]:
        """Open a case with the passphrase that the person gives, and close it at the end."""
        passphrase = read_passphrase(self.words("cli.passphrase", "Passphrase: "))
        desk = Desk(Vault.open(case, passphrase, profiles=self.profiles), self.questionnaire())
        try:
            yield desk
        finally:
            desk.close()


def read_passphrase(prompt: str) -> str:
    """Ask on a terminal without echo; else read the first line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    line = sys.stdin.buffer.readline().decode("utf-8", "replace").rstrip("\r\n")
    if not line:
        raise Problem(
            say(
                "cli.no_passphrase",
                "No passphrase was given. Type it when asked, or give it as the first line of "
                "standard input.",
            )
        )
    return line


# ---- verbs ------------------------------------------------------------------------------------


def demo(shell: Shell, arguments: argparse.Namespace) -> int:
    """Make the invented case and its packet."""
    from pristan.sample import make_sample
    from pristan.vault.passphrase import generate

    target: Path = arguments.directory
    with said_of(target):
        target.mkdir(parents=True, exist_ok=True)
    case, packet = target / "sample.pristan", target / "packet"
    if case.is_symlink() or case.exists():
        raise Problem(
            say(
                "cli.demo_exists",
                "There is a sample case in {folder} already. Name another folder: pristan demo DIR",
                folder=str(target),
            )
        )
    passphrase = generate(shell.words.code)
    with whole_or_gone(lambda: make_sample(case, passphrase, shell.profiles)) as desk:
        report = desk.write_packet(packet)
    print(f"case: {case}")
    print(f"passphrase: {passphrase}")
    print(f"packet: {packet}")
    print(f"pages: {sum(part.pages for part in report.parts)}")
    shell.tell(*report.problems)
    return DONE if report.proved else PROBLEM


def new(shell: Shell, arguments: argparse.Namespace) -> int:
    """Make a case, with answers and papers from files where they are given."""
    plain = read_yaml(arguments.answers) if arguments.answers else {}
    folder: Path | None = arguments.evidence
    if folder:
        check_folder(folder)  # says so where it is no folder, before there is any case
    questionnaire = shell.questionnaire()
    check_answers(questionnaire, plain, arguments.answers, folder)
    passphrase = _new_passphrase(shell)

    def make() -> Desk:
        vault = Vault.create(arguments.case, passphrase, profiles=shell.profiles)
        return Desk(vault, questionnaire)

    with whole_or_gone(make) as desk:
        left = fill_case(desk, plain, folder)
    shell.tell(*left)
    print(f"case: {arguments.case}")
    return DONE


def export(shell: Shell, arguments: argparse.Namespace) -> int:
    """Write the packet of a case into a folder."""
    with shell.open(arguments.case) as desk:
        if arguments.editable:
            for name in desk.write_editable(
                arguments.to, arguments.profile, arguments.document, arguments.tabs
            ):
                print(arguments.to / name)
            return DONE
        report = desk.write_packet(
            arguments.to, arguments.profile, arguments.document, tabs=arguments.tabs
        )
    shell.tell(*report.problems)
    for part in report.parts:
        print(f"{arguments.to / part.file}  {part.pages}")
    return DONE if report.proved and not report.problems else PROBLEM


def answers(shell: Shell, arguments: argparse.Namespace) -> int:
    """Print the answers in the form that ``new --answers`` reads."""
    with shell.open(arguments.case) as desk:
        plain = desk.plain()
    yaml.safe_dump(plain, sys.stdout, allow_unicode=True, sort_keys=False, width=100)
    return DONE


def check(shell: Shell, arguments: argparse.Namespace) -> int:
    """Print what a lawyer must look at, and whether the file itself is sound."""
    from pristan.cli.checked import checked

    with shell.open(arguments.case) as desk:
        found = checked(desk, shell.words)
    if arguments.json:
        print(json.dumps(found.plain(), ensure_ascii=False, indent=2))
    else:
        print(*found.lines(), sep="\n")
    return DONE if found.clean else PROBLEM


def verify(shell: Shell, arguments: argparse.Namespace) -> int:
    """Open a written packet again and prove it against its report."""
    from pristan.packet.verify import verify as verify_packet

    found = verify_packet(arguments.directory)
    shell.tell(*found)
    if found:
        return PROBLEM
    print(
        shell.words(
            "cli.verified",
            "The files are the ones that were written, and every number in them is right.",
        )
    )
    return DONE


def fill(shell: Shell, arguments: argparse.Namespace) -> int:
    """Fill the person's own copy of an official form, or list the answers to copy by hand."""
    if arguments.sheet:
        return answer_sheet(shell, arguments)
    with shell.open(arguments.case) as desk:
        filled = desk.official_forms().write(arguments.form, arguments.to)
    shell.tell(*filled.problems, *filled.notes)
    print(*filled.files, sep="\n")
    return PROBLEM if filled.problems else DONE


def answer_sheet(shell: Shell, arguments: argparse.Namespace) -> int:
    """Write the answers in the order of a form that is copied by hand."""
    from pristan.official import hand_forms, save_sheet

    wanted = re.sub(r"\W", "", arguments.sheet).casefold()
    forms = {re.sub(r"\W", "", form.form).casefold(): form for form in hand_forms()}
    if wanted not in forms:
        raise Problem(
            say(
                "cli.no_such_sheet",
                "There is no answer sheet for {form}. There are sheets for: {forms}.",
                form=arguments.sheet,
                forms=", ".join(form.form for form in forms.values()),
            )
        )
    with shell.open(arguments.case) as desk:
        save_sheet(desk.official_forms().sheet(forms[wanted]), arguments.to)
    print(arguments.to)
    return DONE


def survey(shell: Shell, arguments: argparse.Namespace) -> int:
    """Lay an official PDF beside the newest map of its form, for whoever adds the edition."""
    from pristan.official import survey_form

    found = survey_form(arguments.form, arguments.to, date.today())
    for heading, fields in (
        (shell.words("cli.survey_new", "New boxes, to be given a meaning"), found.new),
        (shell.words("cli.survey_gone", "Boxes that are gone"), found.gone),
        (shell.words("cli.survey_changed", "Boxes that have moved or changed"), found.changed),
    ):
        print(f"{heading}: {len(fields)}", *(f"  {field}" for field in fields), sep="\n")
    return DONE


def check_forms(shell: Shell, arguments: argparse.Namespace) -> int:
    """Check interview files and count what is not translated."""
    directory: Path = arguments.directory
    if (directory / "interview").is_dir():
        directory = directory / "interview"
    questionnaire = read_questionnaire(directory)
    russian = read_words(content_dir("i18n"), "ru")
    missing = {
        (text.context, text.english)
        for text in questionnaire.texts()
        if not russian.has(text.context, text.english)
    }
    print(
        shell.words(
            "cli.forms_good",
            "No mistakes. Sections: {sections}. Screens: {screens}. Questions: {questions}. "
            "Texts without Russian: {missing}.",
            sections=len(questionnaire.sections),
            screens=len(questionnaire.screens),
            questions=len(questionnaire.questions),
            missing=len(missing),
        )
    )
    for context, english in sorted(missing):
        print(f"  {context}: {english}")
    return DONE


# ---- within -----------------------------------------------------------------------------------


def _parser(words: Words) -> argparse.ArgumentParser:
    def place(text: str) -> Path:
        if not text.strip():  # as a script gives it whose variable is not set
            raise argparse.ArgumentTypeError(
                words("cli.no_place", "name the place to write to; it is empty")
            )
        return Path(text)

    parser = argparse.ArgumentParser(
        prog="pristan",
        description=words(
            "cli.about",
            "Prepare an asylum case in private, on this computer. Without a verb: the window.",
        ),
    )
    parser.add_argument("--version", action="version", version=f"pristan {__version__}")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    def verb(name: str, run: Callable[[Shell, Any], int], about: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        return added

    made = verb("demo", demo, words("cli.demo", "make the invented sample case and its packet"))
    made.add_argument("directory", nargs="?", type=Path, default=Path("pristan-demo"))

    made = verb("new", new, words("cli.new", "make a case"))
    made.add_argument("case", type=Path)
    made.add_argument("--answers", type=Path, metavar="FILE")
    made.add_argument("--evidence", type=Path, metavar="DIR")

    made = verb("export", export, words("cli.export", "write the packet of a case"))
    made.add_argument("case", type=Path)
    made.add_argument("--to", type=place, required=True, metavar="DIR")
    made.add_argument("--profile", default="lawyer")
    made.add_argument("--document", action="append", default=[], metavar="NAME")
    made.add_argument("--editable", action="store_true")
    made.add_argument("--tabs", type=Tabs, choices=tuple(Tabs))

    made = verb("answers", answers, words("cli.answers", "print the answers as YAML"))
    made.add_argument("case", type=Path)

    made = verb("check", check, words("cli.check", "say what a lawyer must look at"))
    made.add_argument("case", type=Path)
    made.add_argument("--json", action="store_true")

    made = verb("fill", fill, words("cli.fill", "fill your own copy of an official form"))
    made.add_argument("case", type=Path)
    which = made.add_mutually_exclusive_group(required=True)
    which.add_argument("--form", type=Path, metavar="PDF")
    which.add_argument("--sheet", metavar="FORM")
    made.add_argument("--to", type=place, required=True, metavar="PDF")

    made = verb("verify", verify, words("cli.verify", "prove a written packet again"))
    made.add_argument("directory", type=Path)

    forms = verbs.add_parser("forms", help=words("cli.forms", "for authors of the interview"))
    inner = forms.add_subparsers(required=True, metavar="VERB")
    made = inner.add_parser("check", help=words("cli.forms_check", "check interview files"))
    made.add_argument("directory", nargs="?", type=Path, default=content_dir("forms"))
    made.set_defaults(run=check_forms)
    made = inner.add_parser(
        "survey", help=words("cli.forms_survey", "begin the map of a new edition of a form")
    )
    made.add_argument("form", type=Path, metavar="PDF")
    made.add_argument("--to", type=place, required=True, metavar="DIR")
    made.set_defaults(run=survey)
    return parser


def _language() -> str:
    code = ""
    with suppress(locale.Error):  # told to speak a language that this machine does not have
        code = locale.setlocale(locale.LC_CTYPE, "")
    return "ru" if code.lower().startswith(("ru", "russian")) else "en"


def _to_utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:  # a test's capture has none, and is UTF-8 already
        reconfigure(encoding="utf-8")


def _new_passphrase(shell: Shell) -> str:
    passphrase = read_passphrase(shell.words("cli.new_passphrase", "New passphrase: "))
    if sys.stdin.isatty():
        again = getpass.getpass(shell.words("cli.again", "Once more: "))
        if again != passphrase:
            raise Problem(say("cli.differ", "The two passphrases differ. Please start again."))
    return passphrase
