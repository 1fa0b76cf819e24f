"""What a packet is made of, for whom: reads ``forms/packets/*.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pristan.case import Problem, say
from pristan.content import content_dir
from pristan.packet.documents import DOCUMENTS
from pristan.packet.source import Vault
from pristan.packet.tabs import SETTING, Tabs, kept_tabs

PRINTED = (*DOCUMENTS, "exhibits")
WHOLE, PART = "packet.pdf", "packet_part{part}.pdf"  # where a profile names no other
FORUMS = ("court", "uscis")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ProfileError(Problem):
    """There is no such profile or document, or the file of a profile has a mistake."""


@dataclass(frozen=True, slots=True)
class PacketRule:
    """A rule that a packet follows, where it stands, and the day it was compared (ISO 8601).

    ``verified`` says that the text of the rule itself was read; the others are what practice or
    memory says, and may be followed but not printed as law.
    """

    rule: str
    source: str
    checked: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of packet. ``always_draft`` is what no review takes away.

    ``limit`` is the most bytes of a file, 0 where there is none; where one page is over it, its
    pictures are compressed, at ``dots`` per inch or more where that is enough; 0 is never.
    ``whole`` is what the file of a packet is called and ``part`` each of several, with ``{family}``
    and ``{part}`` filled in.
    ``tabs`` is how exhibits are labeled where the lawyer has not chosen.
    ``optional`` documents are printed only when they are asked for by name. ``in_order`` has all as
    they are printed: one that is both in ``documents:`` and in ``optional:`` of the file stands at
    its place in the first, the others come after those. ``forum`` is before whom the packet is,
    ``court`` or ``uscis``.
    """

    name: str
    documents: tuple[str, ...]
    always_draft: bool
    annotated_index: bool
    rules: tuple[PacketRule, ...] = ()
    limit: int = 0
    dots: int = 0
    whole: str = WHOLE
    part: str = PART
    optional: tuple[str, ...] = ()
    forum: str = "court"
    in_order: tuple[str, ...] = ()
    tabs: Tabs = Tabs.LETTERS

    @property
    def law(self) -> tuple[PacketRule, ...]:
        """Return the rules whose own text was read: the only ones that may be printed as law."""
        return tuple(rule for rule in self.rules if rule.verified)


def profile_names(directory: Path) -> list[str]:
    """Return the profiles there are, by name."""
    return sorted(file.stem for file in directory.glob("*.yaml"))


def read_profile(
    directory: Path, name: str, only: Sequence[str] = (), tabs: Tabs | None = None
) -> Profile:
    """Read a profile; *only* limits it to some of its documents, *tabs* is what a lawyer chose.

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
    profile = replace(profile, tabs=tabs or profile.tabs)
    there = profile.in_order
    unknown = sorted(set(only) - set(there))
    if unknown:
        raise ProfileError(
            say(
                "packet.no_document",
                "The packet “{name}” has no document called {unknown}. It has: {names}.",
                name=name,
                unknown=", ".join(unknown),
                names=", ".join(there),
            )
        )
    if only:
        kept = tuple(document for document in there if document in only)
        return replace(profile, documents=kept)
    return profile


def chosen_profile(
    case: Vault, name: str, only: Sequence[str] = (), tabs: Tabs | None = None
) -> Profile:
    """Read a profile of ours for a case; *tabs* is how its exhibits are labeled where that is not
    as was chosen for the case. Raises ProfileError.
    """
    tabs = tabs or kept_tabs(case.setting(SETTING))
    return read_profile(content_dir("forms") / "packets", name, only, tabs)


def _profile(raw: object, name: str) -> Profile:
    if isinstance(raw, Mapping) and raw.get("profile") == name:
        documents, draft, rules = raw.get("documents"), raw.get("draft"), _rules(raw.get("rules"))
        optional, forum = raw.get("optional", []), raw.get("forum", "court")
        limit, names = raw.get("limit", 0), _names(raw.get("names"))
        dots, tabs = raw.get("dots", 0), kept_tabs(raw.get("tabs", Tabs.LETTERS))
        sized = all(type(each) is int and each >= 0 for each in (limit, dots))
        drafted = draft in ("always", "until_reviewed") and forum in FORUMS
        listed = bool(documents) and _listed(documents) and _listed(optional)
        if listed and sized and drafted and tabs and names is not None and rules is not None:
            return Profile(
                name=name,
                documents=tuple(each for each in documents or () if each not in optional),
                in_order=tuple(dict.fromkeys([*(documents or ()), *optional])),
                always_draft=draft == "always",
                annotated_index=raw.get("annotated_index") is True,
                rules=rules,
                limit=limit,
                dots=dots,
                whole=names[0],
                part=names[1],
                optional=tuple(optional),
                forum=forum,
                tabs=tabs,
            )
    raise ProfileError(
        say(
            "packet.bad_profile",
            "The file {file} is not understood. It needs `profile: {name}`, `documents:` (of "
            "{documents}), `draft:` (always or until_reviewed) and `rules:`, each with `rule`, "
            "`source`, `checked` (a day) and `verified` (true or false). It may have `optional:`, "
            "documents to be asked for by name, `forum:` (court or uscis), `tabs:` (letters or "
            "groups), `limit:`, the most bytes of a file, `dots:`, the dots per inch that a "
            "picture keeps for it, and `names:`, `whole` and `part`, with the number of the part "
            "in it.",
            file=f"{name}.yaml",
            name=name,
            documents=", ".join(PRINTED),
        )
    )


def _listed(raw: Any) -> bool:
    """Whether this is a list of documents that there are."""
    return isinstance(raw, list) and all(name in PRINTED for name in raw)


def _names(raw: object) -> tuple[str, str] | None:
    """Return what the files are called; None where a name has a blank that nothing fills."""
    match raw:
        case None:
            return WHOLE, PART
        case {"whole": str(whole), "part": str(part)}:
            known = {"family": "", "part": ""}
            try:
                filled = (whole.format(**known), part.format(**known))
            except (KeyError, IndexError, ValueError):
                return None
            right = "{part}" in part and all(each.endswith(".pdf") for each in filled)
            return (whole, part) if right else None
    return None


def _rules(raw: object) -> tuple[PacketRule, ...] | None:
    """Return the rules of a profile; None where one is not whole."""
    rules = []
    for each in raw if isinstance(raw, list) else [None]:
        match each:
            case {"rule": str(rule), "source": str(source), "checked": date() as checked,
                  "verified": bool(verified)}:  # fmt: skip
                rules.append(PacketRule(rule, source, checked.isoformat(), verified))
            case _:
                return None
    return tuple(rules)
