"""Which edition a PDF is, and whether this project may fill it.

Known: the fingerprint of all names, boxes and limits is one that was checked by hand. Same layout:
another date, and every box where the map expects it. Anything else is refused, because a value in
the wrong box of an asylum application is worse than an empty form.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pristan.case import Problem, Saying, say
from pristan.official.form import Form

_NEAR = 2  # points that a box may have moved and still be the same box


@dataclass(frozen=True, slots=True)
class Match:
    """The form that a PDF is filled as, and the edition it prints itself."""

    form: Form
    edition: date
    expires: date | None
    known: bool
    changed: tuple[int, ...] = ()  # pages, from 1, whose words are not those that were checked

    def warnings(self, today: date) -> list[Saying]:
        """Return what the person must hear about this copy of the form."""
        found = []
        if not self.known:
            found.append(
                say(
                    "official.same_layout",
                    "This copy is edition {edition}. The program was checked on edition {known}; "
                    "every box is where it was, but the questions may have changed. Compare every "
                    "page with the blank form before you use it.",
                    edition=f"{self.edition:%m/%d/%y}",
                    known=self.form.printed_edition,
                )
                if self.edition != self.form.edition
                else say(
                    "official.same_edition",
                    "This copy is the edition that the program knows, {edition}, but it was made "
                    "anew since. Every box is where it was; compare every page with the blank form "
                    "before you use it.",
                    edition=f"{self.edition:%m/%d/%y}",
                )
            )
            if self.changed:
                found.append(
                    say(
                        "official.words_changed",
                        "The words on these pages are not those of the edition that the program "
                        "was checked on: {pages}. Compare them first.",
                        pages=", ".join(map(str, self.changed)),
                    )
                )
        expires = self.expires or self.form.expires
        if today > expires:
            found.append(
                say(
                    "official.expired",
                    "The date printed at the top of this form ({expires}) has passed. Take a copy "
                    "from {check_at} today and fill that one: there is a later one, of the same "
                    "edition or of a newer.",
                    expires=f"{expires:%m/%d/%Y}",
                    check_at=self.form.check_at,
                )
            )
        return found


class EditionRefused(Problem):
    """A form that is not filled: ``form`` is the edition whose answers can be copied by hand."""

    def __init__(self, saying: Saying, form: Form | None = None) -> None:
        super().__init__(saying)
        self.form = form


def judged(seen: Mapping[str, Any], forms: Sequence[Form]) -> Match:
    """Decide what a PDF is from what the closed-off child saw in it.

    Raises EditionRefused in plain words.
    """
    said = {(each[0], each[1]) for found in seen["said"].values() for each in found}
    ours = [form for form in forms if any(form.id == name for name, _ in said)]
    if not ours:
        raise EditionRefused(
            say(
                "official.unknown_form",
                "This PDF does not say that it is one of the forms that this program fills: "
                "{forms}. Take a blank copy from the agency's own site.",
                forms=", ".join(sorted({form.id for form in forms})),
            )
        )
    if len(said) > 1:
        raise EditionRefused(
            say(
                "official.mixed",
                "This copy of Form {form} contradicts itself: it names {editions}. Somebody has "
                "changed it. Take a blank copy from {check_at}.",
                form=ours[0].id,
                editions=", ".join(f"{name} {edition}" for name, edition in sorted(said)),
                check_at=ours[0].check_at,
            ),
            ours[0],
        )
    edition = datetime.strptime(next(iter(said))[1], "%m/%d/%y").date()
    if seen["answered"]:
        raise EditionRefused(
            say(
                "official.answered",
                "This copy is not blank; boxes that are filled already: {count}. Take a blank copy "
                "from {check_at}, so that nothing of another person stays on it.",
                count=seen["answered"],
                check_at=ours[0].check_at,
            ),
            ours[0],
        )
    for form in ours:
        known = fingerprint(seen["boxes"]) in form.fingerprints and edition == form.edition
        if known or (edition >= form.edition and same_layout(seen, form)):
            return Match(form, edition, _expiry(seen["expires"]), known, _changed(seen, form))
    raise EditionRefused(
        say(
            "official.other_edition",
            "This copy of Form {form} is edition {edition}. The program can fill edition {known} "
            "and is not sure where the boxes of this one are. See {check_at} for the edition that "
            "is accepted today.",
            form=ours[0].id,
            edition=f"{edition:%m/%d/%y}",
            known=", ".join(form.printed_edition for form in ours),
            check_at=ours[0].check_at,
        ),
        ours[0],
    )


def fingerprint(boxes: Sequence[Sequence[Any]]) -> str:
    """Return the sha256 over page, name, type, rounded corners and longest text of every box."""
    rows = [
        f"{page}|{name}|{kind}|{','.join(map(str, corners))}|{longest}"
        for page, name, kind, corners, longest, _ in sorted(boxes, key=lambda box: str(box[1]))
    ]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def same_layout(seen: Mapping[str, Any], form: Form) -> bool:
    """Whether every box of the form is there, alike and in its place, and there is no other."""
    found = {box[1]: box for box in seen["boxes"]}
    if seen["pages"] != form.pages or set(found) != {box.field for box in form.boxes}:
        return False
    for box in form.boxes:
        page, _, kind, corners, longest, on_values = found[box.field]
        expected = (box.rect.left, box.rect.bottom, box.rect.right, box.rect.top)
        if (
            page != box.page - 1
            or kind != box.kind
            or longest != box.longest
            or (box.check and box.on_value not in on_values)
            or not set(box.options) <= set(on_values)
            or any(abs(a - b) > _NEAR for a, b in zip(corners, expected, strict=True))
        ):
            return False
    return True


def _changed(seen: Mapping[str, Any], form: Form) -> tuple[int, ...]:
    """Return the pages whose words are others; none where those of the form are not known."""
    pairs = zip(seen["words"], form.words, strict=False)
    return tuple(page for page, (now, known) in enumerate(pairs, start=1) if now != known)


def _expiry(printed: Sequence[str]) -> date | None:
    days = [datetime.strptime(each, "%m/%d/%Y").date() for each in printed]
    return max(days, default=None)
