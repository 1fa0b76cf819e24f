"""What a person gives on the command line: places, a file of answers, a folder of papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from pristan.case import Problem, Saying, say
from pristan.desk import Desk
from pristan.papers import AlreadyKept
from pristan.questions import Questionnaire, read_answers
from pristan.questions.yaml_text import read_yaml as read_text
from pristan.vault import DiskError, DiskFull

if TYPE_CHECKING:
    from pristan.evidence.folders import Found


@contextmanager
def said_of(place: Path) -> Iterator[None]:
    """Say in a sentence, with the place, why a file or folder on the command line does not do."""
    try:
        yield
    except (DiskFull, DiskError):  # of the case, not of this place
        raise
    except Problem as problem:
        why = problem.saying
    except FileNotFoundError:
        why = say("cli.nothing_there", "There is nothing at this place. Check the name.")
    except (FileExistsError, NotADirectoryError):
        why = say("cli.is_a_file", "This is a file. Name a folder here.")
    except IsADirectoryError:
        why = say("cli.is_a_folder", "This is a folder. Name a file here.")
    except PermissionError:
        why = say("cli.not_allowed", "The computer does not let you use it. Choose another place.")
    except OSError:
        why = say("cli.disk_says", "The disk does not let it be used. Choose another place.")
    else:
        return
    raise Problem(say("cli.at", "{place}: {why}", place=str(place), why=why)) from None


@contextmanager
def whole_or_gone(make: Callable[[], Desk]) -> Iterator[Desk]:
    """Make a case, and close it when it is filled; where that fails, leave no half of it behind."""
    desk: Desk | None = None
    try:
        desk = make()
        yield desk
        desk.close()
    except BaseException as error:
        if desk is not None:
            with suppress(Problem):  # what the disk did not take is not missed
                desk.close()
            desk.path.unlink(missing_ok=True)
        if isinstance(error, DiskFull | DiskError):
            raise Problem(
                say(
                    "cli.no_room",
                    "The disk is full or reported an error, so no case was made. Free some space, "
                    "or choose another disk, and try again.",
                )
            ) from None
        raise


def read_yaml(file: Path) -> dict[str, Any]:
    """Return what a file of answers holds. Raises Problem where it cannot be read."""
    with said_of(file):
        try:
            plain, twice = read_text(file.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError):
            raise Problem(
                say(
                    "cli.not_yaml",
                    "This is not YAML in UTF-8. `pristan answers CASE` prints an example.",
                )
            ) from None
        if twice:
            raise Problem(twice[0])
    return plain if plain is not None else {}


def check_folder(folder: Path) -> None:
    """Raise Problem where a place is no folder or may not be looked into."""
    with said_of(folder):
        next(folder.iterdir(), None)


def check_answers(
    questionnaire: Questionnaire, plain: dict[str, Any], file: Path | None, folder: Path | None
) -> None:
    """Read the answers once for their mistakes, before there is any case file to spoil."""

    def exists(name: str) -> str:
        _paper(folder, name)
        return name

    with said_of(file) if file else nullcontext():
        read_answers(questionnaire, plain, exists)


def fill_case(desk: Desk, plain: dict[str, Any], folder: Path | None) -> list[Saying]:
    """Attach the papers, take the answers, and list the papers that no answer names.

    The folder is taken with everything in it; return what of it was left out, and why, and which
    files are damaged.
    """
    from pristan.evidence.folders import Left, gather

    attached: dict[str, str] = {}

    def find_file(name: str) -> str:
        if name not in attached:
            file = _paper(folder, name)
            with said_of(file):
                attached[name] = desk.attach(file).id
        return attached[name]

    desk.take_plain(plain, find_file)
    left: list[Left] = []
    if folder:
        gathered = gather([folder])
        left = gathered.left
        for found in gathered.found:
            if found.file.parent == folder and found.file.name in attached:
                continue
            if why := _closed_to_us(found):
                left.append(Left(found.file, why))
                continue
            with said_of(found.file):
                try:
                    desk.list_attachment(desk.papers.take(found))
                except AlreadyKept as already:
                    left.append(Left(found.file, already.saying))
    desk.save()
    return [
        *(say("cli.left_out", "Left out: {file}. {why}", file=each.file, why=each.why)
          for each in left),
        *(say("cli.damaged", "{file}: {what}", file=each.name, what=what)
          for each in desk.attachments() if (what := desk.papers.damaged(each.id))),
    ]  # fmt: skip


def _closed_to_us(found: Found) -> Saying | None:
    """Return why a file, or what was saved beside it, cannot be opened; None where it can."""
    try:
        for file in (found.file, *found.beside):
            file.open("rb").close()
    except OSError:
        return say("cli.cannot_open", "The computer does not let it be opened.")
    return None


def _paper(folder: Path | None, name: str) -> Path:
    if folder is None:
        raise Problem(
            say(
                "cli.no_evidence",
                "The answers name the file {name}. Say where it is with --evidence DIR.",
                name=name,
            )
        )
    file = folder / name
    if file.parent.resolve() != folder.resolve() or not file.is_file():
        raise Problem(
            say("cli.missing_file", "{name} is not in {folder}.", name=name, folder=str(folder))
        )
    return file
