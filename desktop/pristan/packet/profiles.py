"""What a packet is made of, for whom: reads ``forms/packets/*.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pristan.case import Problem, say

DOCUMENTS = (
    "cover", "index", "declaration", "certificate_of_interpretation", "names_concordance",
    "declaration_ru", "declaration_two_columns", "exhibits",
)  # fmt: skip

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ProfileError(Problem):
    """There is no such profile or document, or the file of a profile has a mistake."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of packet. ``always_draft`` is what no review takes away."""

    name: str
    documents: tuple[str, ...]
    always_draft: bool
    annotated_index: bool


def profile_names(directory: Path) -> list[str]:
    """Return the profiles there are, by name."""
    return sorted(file.stem for file in directory.glob("*.yaml"))


def read_profile(directory: Path, name: str, only: Sequence[str] = ()) -> Profile:
    """Read a profile; *only* limits it to some of its documents.

    Raises ProfileError for a profile or document that does not exist and for a file whose words
    are not understood.
    """
    names = profile_names(directory)
    if name not in names:
        raise ProfileError(
            say(
                "packet.no_profile",
                "There is no packet called “{name}”. There are: {names}.",
                name=name,
                names=", ".join(names),
            )
        )
    profile = _profile(yaml.load((directory / f"{name}.yaml").read_text("utf-8"), _Loader), name)
    unknown = sorted(set(only) - set(profile.documents))
    if unknown:
        raise ProfileError(
            say(
                "packet.no_document",
                "The packet “{name}” has no document called {unknown}. It has: {names}.",
                name=name,
                unknown=", ".join(unknown),
                names=", ".join(profile.documents),
            )
        )
    if only:
        kept = tuple(document for document in profile.documents if document in only)
        return Profile(name, kept, profile.always_draft, profile.annotated_index)
    return profile


def _profile(raw: object, name: str) -> Profile:
    if isinstance(raw, Mapping) and raw.get("profile") == name:
        documents, draft = raw.get("documents"), raw.get("draft")
        known = isinstance(documents, list) and documents and set(documents) <= set(DOCUMENTS)
        if known and draft in ("always", "until_reviewed"):
            chosen = tuple(str(document) for document in documents or ())
            return Profile(name, chosen, draft == "always", raw.get("annotated_index") is True)
    raise ProfileError(
        say(
            "packet.bad_profile",
            "The file {file} is not understood. It needs `profile: {name}`, `documents:` (of "
            "{documents}) and `draft:` (always or until_reviewed).",
            file=f"{name}.yaml",
            name=name,
            documents=", ".join(DOCUMENTS),
        )
    )
