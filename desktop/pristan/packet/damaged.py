"""Say of a damaged paper what is missing from it, to be printed or told."""

from __future__ import annotations

from collections.abc import Sequence

from pristan.case import Saying, say


def damaged(label: str, file: str, lost: Sequence[int]) -> Saying:
    """Name a damaged file of an exhibit, and say what is missing from it and what to do."""
    return say(
        "packet.damaged",
        "Exhibit {label}: the file “{file}” is damaged, and only what could be read of it is "
        "printed. {missing} Get the file once more from where it came, and add it in place of this "
        "one. Until then every page says DRAFT.",
        label=label,
        file=file,
        missing=missing(lost),
    )


def missing(lost: Sequence[int]) -> Saying:
    """Say from which pages something is missing; 0 stands for pages that are not there at all."""
    pages = _ranges([page for page in lost if page])
    if not pages:
        return say("packet.pages_gone", "Some of its pages are not there at all.")
    if 0 in lost:
        return say(
            "packet.pages_damaged_and_gone",
            "Something is missing on these of its pages: {pages}. Others are not there at all.",
            pages=pages,
        )
    return say(
        "packet.pages_damaged", "Something is missing on these of its pages: {pages}.", pages=pages
    )


def _ranges(pages: Sequence[int]) -> str:
    """Return numbers in order as ``1, 3–5``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    return ", ".join("–".join(map(str, run)) for run in runs)
