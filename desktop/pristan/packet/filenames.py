"""What the files of a packet are called: as the profile says, in plain letters."""

from __future__ import annotations

import re

from pristan.case import Name
from pristan.packet.profiles import Profile
from pristan.packet.source import Source

_LONGEST = 60  # characters before the ending


def names_of(profile: Profile, source: Source, parts: int) -> tuple[str, ...]:
    """Return the names of the files of a packet in so many parts, in their order.

    Numbers of parts have the same number of digits, so that a folder lists them in order.
    """
    name = source.answers.value("full_name")
    family = name.latin_family if isinstance(name, Name) else ""
    if parts == 1:
        return (_plain(profile.whole.format(family=family)),)
    digits = len(str(parts))
    return tuple(
        _plain(profile.part.format(family=family, part=str(part).zfill(digits)))
        for part in range(1, parts + 1)
    )


def _plain(name: str) -> str:
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", name.removesuffix(".pdf")).strip("-_")
    return stem[-_LONGEST:] + ".pdf"
