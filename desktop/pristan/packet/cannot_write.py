"""Why files cannot be written into the folder a person chose."""

from __future__ import annotations

from pristan.case import Problem, say
from pristan.case.disk import FORBIDDEN, FULL


class CannotWrite(Problem):
    """The folder cannot take the packet; nothing in it was changed."""


def in_the_way(name: str) -> CannotWrite:
    """Return the sentence for what stands where a file is to be, and is not ours."""
    return CannotWrite(say(
        "packet.in_the_way",
        "This folder already has “{name}”, which this program did not write. "
        "Choose another folder, or an empty one.",
        name=name,
    ))


def refused(error: OSError) -> CannotWrite:
    """Return the sentence for an error of the system."""
    if error.errno in FULL:
        return CannotWrite(
            say(
                "packet.disk_full",
                "There is not enough room for the packet on this disk. Free some space or choose "
                "another folder; nothing was changed.",
            )
        )
    if error.errno in FORBIDDEN:
        return CannotWrite(
            say(
                "packet.no_permission",
                "Nothing can be written into this folder. Choose another one.",
            )
        )
    return CannotWrite(
        say(
            "packet.cannot_write",
            "The packet could not be written: the disk does not take its files. Choose another "
            "folder, or connect the disk again, and try once more.",
        )
    )
