"""What is to be looked at on a page that was copied, and what keeps it from being copied at all."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final


class Doubt(Enum):
    """What is to be looked at on a page that was copied."""

    LOST = auto()
    """Something that may be seen was left out."""
    NESTED = auto()
    """Drawing that draws other drawing, which may go on without end."""
    CROPPED = auto()
    """Less than all of it may be seen."""


Doubts = frozenset[Doubt]
NO_DOUBT: Final[Doubts] = frozenset()


class Unsafe(Exception):
    """The page holds something that cannot be copied; a picture of it can be taken."""
