"""What a packet would be before it is written: documents to choose from, exhibits in their order.

Pure but for reading the case and its profile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pristan.case import Answers
from pristan.packet.documents import DOCUMENTS, Material
from pristan.packet.exhibits import Exhibit
from pristan.packet.parts import Weight, split
from pristan.packet.profiles import Profile, chosen_profile
from pristan.packet.source import Vault, read_source
from pristan.questions import Questionnaire

EXHIBITS = "exhibits"


@dataclass(frozen=True, slots=True)
class Offered:
    """A document that a profile can print; ``due`` where the case has something for it.

    ``editable`` where it is made as a Word file, too.
    """

    name: str
    optional: bool
    due: bool
    editable: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """A packet to be: its profile, what may be printed, all exhibits in the packet's order."""

    profile: Profile
    offered: tuple[Offered, ...]
    exhibits: tuple[Exhibit, ...]


def outlook(
    questionnaire: Questionnaire, answers: Answers, vault: Vault, profile: str
) -> Outlook:
    """Return what the packet of a profile may hold. Raises ProfileError."""
    chosen = chosen_profile(vault, profile)
    material = Material(read_source(questionnaire, answers, vault), chosen.forum, chosen.tabs)

    def due(name: str) -> bool:
        return DOCUMENTS[name].due(material) if name in DOCUMENTS else bool(material.exhibits)

    def editable(name: str) -> bool:
        return name in DOCUMENTS and DOCUMENTS[name].editable

    return Outlook(
        chosen,
        tuple(
            Offered(name, name in chosen.optional, due(name), editable(name))
            for name in (*chosen.documents, *chosen.optional)
        ),
        tuple(material.exhibits),
    )


def files_needed(sizes: Sequence[tuple[int, int]], limit: int) -> int:
    """Return in how many files exhibits of so many pages and bytes go, about; 0 is no limit.

    What weighs on which page is not known yet, so that an exhibit is taken to be even.
    """
    weights = [Weight(0, (size // max(pages, 1),) * pages) for pages, size in sizes]
    return len(split([1] * len(weights), weights, limit)) if weights else 1
