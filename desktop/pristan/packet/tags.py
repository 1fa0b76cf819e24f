"""The structure of a packet for those who cannot see it: ours as pressed, exhibits by page."""

from __future__ import annotations

from collections.abc import Iterable

import pikepdf

from pristan.packet.plates import Plates
from pristan.scribe import Scribe

LANGUAGE = b"(en)"  # of a packet


class Tags:
    """The structure tree of one part in the making (ISO 32000-1, 14.7).

    What the press has tagged is taken over; a page of an exhibit becomes one paragraph where it has
    text, else one figure, and says which page of which exhibit it is.
    """

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._root, self._document = scribe.reserve(), scribe.reserve()
        self._pages: dict[int, tuple[int, bytes, str]] = {}
        self._parents: list[bytes] = []

    def page(self, page: int, spoken: str, has_text: bool) -> tuple[bytes, int]:
        """Return the tag of a page of an exhibit and its place in the tree of parents."""
        kind = b"P" if has_text else b"Figure"
        number = self._scribe.reserve()
        self._pages[page] = (number, kind, spoken)
        return kind, self.under(b"[%d 0 R]" % number)

    def take_over(self, plates: Plates) -> dict[bytes, list[bytes]]:
        """Take over what the press has tagged; return it by the page of ours where it begins.

        What belongs to pages that stand in another part is not to be referred to: it would bring
        them along. A document in another language than the file's says which.
        """
        root = plates.root[b"/StructTreeRoot"]
        document = plates.value(root)[b"/K"][0]
        plates.stands_for(root, self._root)
        plates.stands_for(document, self._document)
        found: dict[bytes, list[bytes]] = {}
        language = plates.root.get(b"/Lang", LANGUAGE)
        for kid in plates.value(document)[b"/K"]:
            element = plates.value(kid)
            found.setdefault(element[b"/Pg"], []).append(kid)
            if language != LANGUAGE:
                plates.change(kid, element | {b"/Lang": language})
        return found

    def under(self, parents: bytes) -> int:
        """Return the place in the tree of parents of a thing that the press has tagged."""
        self._parents.append(parents)
        return len(self._parents) - 1

    def finish(self, runs: Iterable[tuple[list[bytes], list[int], str]]) -> int:
        """Write the tree; *runs* has what is tagged on our own pages, the pages of the exhibit, and
        the title of each.

        Returns the number of its root.
        """
        kids: list[bytes] = []
        for ours, papers, title in runs:
            kids += ours
            if papers:
                kids.append(b"%d 0 R" % self._put_section(papers, title))
        self._scribe.put(
            b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (self._root, b" ".join(kids)),
            self._document,
        )
        parents = [b"%d %b" % each for each in enumerate(self._parents)]
        self._scribe.put(
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d>>"
            % (self._document, b" ".join(parents), len(parents)),
            self._root,
        )
        return self._root

    def _put_section(self, papers: list[int], title: str) -> int:
        section = self._scribe.reserve()
        kids = []
        for page in papers:
            number, kind, spoken = self._pages[page]
            kids.append(b"%d 0 R" % number)
            entries = b"/Alt %b" % pikepdf.String(spoken).unparse() if kind == b"Figure" else b""
            self._scribe.put(
                b"<</Type/StructElem/S/%b/P %d 0 R/Pg %d 0 R/K 0%b>>"
                % (kind, section, page, entries),
                number,
            )
        self._scribe.put(
            b"<</Type/StructElem/S/Sect/P %d 0 R/T %b/K[%b]>>"
            % (self._document, pikepdf.String(title).unparse(), b" ".join(kids)),
            section,
        )
        return section
