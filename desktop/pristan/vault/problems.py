"""What can go wrong with a case file, in words that say what to do."""

from __future__ import annotations

from pathlib import Path

from pristan.case import Problem, Saying, say


class VaultProblem(Problem):
    """Any of the problems below."""


class WrongPassphrase(VaultProblem):
    """No page of the file answers to this passphrase; the file was not touched."""

    def __init__(self, saying: Saying | None = None) -> None:
        super().__init__(saying or say(
            "vault.wrong_passphrase",
            "This passphrase does not open the file. Type it again, letter by letter: check the "
            "keyboard layout and Caps Lock. If it still does not open, try the recovery code, or "
            "another copy of the file.",
        ))


class WeakPassphrase(VaultProblem):
    """A passphrase of one's own under 12 characters."""

    def __init__(self, shortest: int) -> None:
        super().__init__(say(
            "vault.weak_passphrase",
            "This passphrase is too short: it needs at least {shortest} characters. A few words "
            "in a row are easy to remember and hard to guess.",
            shortest=shortest,
        ))


class NotACaseFile(VaultProblem):
    """Something else: empty, foreign, not encrypted, or not recognizable any more."""

    def __init__(self, saying: Saying | None = None) -> None:
        super().__init__(saying or say(
            "vault.not_a_case",
            "This does not look like a case file. Choose another file. If this one should hold "
            "your case, its beginning is damaged: use the recovery code, or open another copy "
            "of the file.",
        ))


class Damaged(VaultProblem):
    """A case file with a missing or altered part."""

    def __init__(self, saying: Saying | None = None) -> None:
        super().__init__(saying or say(
            "vault.damaged",
            "A part of this case file is damaged or missing, so it is not used any further. The "
            "file was left as it is: keep it, and open another copy of it.",
        ))


class NewerVersion(VaultProblem):
    """The file was written by a later version of the program."""

    def __init__(self) -> None:
        super().__init__(say(
            "vault.newer",
            "This case was last saved by a newer version of the program. Nothing in it was "
            "changed. Install the newer version to open it.",
        ))


class ReadOnly(VaultProblem):
    """The file or its folder cannot be written, or the file may not be read."""

    def __init__(self, saying: Saying | None = None) -> None:
        super().__init__(saying or say(
            "vault.read_only",
            "This file, or the folder it is in, cannot be written to. Copy the file to a place "
            "where you can save, for example your own folder, and open the copy.",
        ))


class AlreadyOpen(VaultProblem):
    """Another window or another program has the file open."""

    def __init__(self) -> None:
        super().__init__(say(
            "vault.already_open",
            "This case is already open in another window or program. Close it there first.",
        ))


class AlreadyExists(VaultProblem):
    """There is a file of this name; nothing is ever written over."""

    def __init__(self, path: Path) -> None:
        super().__init__(say(
            "vault.already_exists",
            "There is already a file named {name} in this folder. Choose another name: nothing "
            "is ever written over.",
            name=path.name,
        ))


class Missing(VaultProblem):
    """The file, or the folder for a new file, is not there."""

    def __init__(self, saying: Saying | None = None) -> None:
        super().__init__(saying or say(
            "vault.missing",
            "There is no file at this place. It may have been moved or renamed, or the stick it "
            "is on may not be plugged in.",
        ))


class FileChanged(VaultProblem):
    """Somebody else moved, replaced or wrote over the file while it was open."""

    def __init__(self) -> None:
        super().__init__(say(
            "vault.file_changed",
            "The case file was moved, replaced or written over by another program while it was "
            "open here, for example by a program that keeps folders in step. Nothing was "
            "written to it. What you typed is still in this window: do not close it before the "
            "file is back in its place, or before you have saved the case under another name.",
        ))


class DiskFull(VaultProblem):
    """There is no room, or the disk cannot hold so large a file."""

    def __init__(self, saying: Saying | None = None) -> None:
        super().__init__(saying or say(
            "vault.disk_full",
            "There is no space left on this disk. What was saved before is safe. Free some "
            "space, and it will be saved again.",
        ))


class DiskError(VaultProblem):
    """The disk reported an error other than being full."""

    def __init__(self) -> None:
        super().__init__(say(
            "vault.disk_error",
            "The disk reported an error, so the last words could not be saved. What was saved "
            "before is safe. Check that the stick or disk is connected, and try again.",
        ))


class Failed(VaultProblem):
    """A mistake of the program; what the library said about it is the cause of this problem."""

    def __init__(self) -> None:
        super().__init__(say(
            "vault.failed",
            "Something went wrong in the program itself, so this was not done. What was saved "
            "before is safe. Try again; if it happens again, close the case and open it anew.",
        ))


class NotEnoughMemory(VaultProblem):
    """The key cannot be computed in the free memory of this computer."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(say(
            "vault.memory",
            "Opening this case needs {megabytes} MB of free memory. Close other programs and "
            "try again.",
            megabytes=megabytes,
        ))


class UnsafeSettings(VaultProblem):
    """The encryption library does not do what a case needs; nothing is opened or written."""

    def __init__(self, setting: str) -> None:
        super().__init__(say(
            "vault.unsafe",
            "This copy of the program cannot keep a case safe: its encryption library does not "
            "accept the setting {setting}. Nothing was opened. Install the program again.",
            setting=setting,
        ))
        self.setting = setting
