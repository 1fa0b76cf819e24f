"""What papers will probably weigh, as long as some of them are still to be cleaned.

Our own pages say numbers of pages, and keep places open for their digits. So most of them can be
laid out before all papers are counted, while cleaning leaves time on a second core.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from pristan.case import Saying
from pristan.packet.exhibits import Exhibit, Piece
from pristan.packet.papers import Paper
from pristan.packet.parts import Weight
from pristan.packet.source import Source

_FEW = 24  # pieces that are not worth a guess


def guessed(
    exhibits: Sequence[Exhibit], source: Source, ready: Mapping[Piece, Paper | Saying]
) -> list[Weight] | None:
    """Return what the papers of each exhibit will weigh; None where none is clean, or few are left.

    A file that is not clean yet has the bytes with which it came, and as many pages as those of its
    kind have on average by now.
    """
    every = dict.fromkeys(piece for exhibit in exhibits for piece in exhibit.pieces)
    clean = {piece: paper for piece in every if isinstance(paper := ready.get(piece), Paper)}
    if not clean or sum(piece not in ready for piece in every) < _FEW:
        return None
    pages = defaultdict[str, list[int]](list)
    for piece, paper in clean.items():
        pages[_kind(piece, source)].append(paper.pages)
    of_all = sum(paper.pages for paper in clean.values()) / len(clean)
    weights, due = [], 0.0
    for exhibit in exhibits:
        size = count = 0
        for piece in exhibit.pieces:
            if paper := clean.get(piece):
                size, count = size + paper.size, count + paper.pages
                continue
            known = pages.get(_kind(piece, source))
            due += sum(known) / len(known) if known else of_all
            here = max(1, int(due))
            due -= here
            size, count = size + source.attachments[piece.file].size, count + here
        weights.append(Weight.plain(size, count))
    return weights


def _kind(piece: Piece, source: Source) -> str:
    return Path(source.attachments[piece.file].name).suffix.lower()
