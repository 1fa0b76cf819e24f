"""What is said of pages whose pictures were compressed so that a file can hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pristan.case import Saying, say


def made_smaller(
    label: str, before: int, pages: Sequence[tuple[int, int]], dots: int
) -> Iterator[Saying]:
    """Yield which pages of an exhibit have their pictures compressed.

    *pages* has those of one paper, with the dots per inch that they have left, where at least
    *dots* were wished for; *before* pages of the exhibit came before that paper.
    """
    for page, left in pages:
        if left >= dots:
            yield say(
                "packet.smaller",
                "Exhibit {label}, page {page}: it was larger than one file may be, so its "
                "picture is compressed, at {dots} dots per inch. Compare it with the original.",
                label=label,
                page=before + page,
                dots=left,
            )
        else:
            yield say(
                "packet.much_smaller",
                "Exhibit {label}, page {page}: it was larger than one file may be, so its "
                "picture is compressed and has {dots} dots per inch, fewer than {should}. Look "
                "whether all of it can still be read.",
                label=label,
                page=before + page,
                dots=left,
                should=dots,
            )
