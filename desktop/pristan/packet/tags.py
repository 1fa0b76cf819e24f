"""The structure of a packet for those who cannot see it: ours as pressed, exhibits by page."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Pdf

from pristan.packet.scribe import Copy, Scribe


class Tags:
    """The structure tree of one part in the making (ISO 32000-1, 14.7).

    What the press has tagged is taken over; a page of an exhibit becomes one paragraph where it has
    text, else one figure, and says which page of which exhibit it is.
    """

    def __init__(self, scribe: Scribe, copy: Copy, pressed: Pdf) -> None:
        self._scribe, self._copy, self._pressed = scribe, copy, pressed
        self._root, self._document = scribe.reserve(), scribe.reserve()
        self._parents = pressed.Root.get("/StructTreeRoot", Dictionary()).get(
            "/ParentTree", Dictionary()
        ).get("/Nums", Array())
        self._key = len(self._parents) // 2
        self._pages: dict[int, tuple[int, bytes, str, int]] = {}

    def page(self, page: int, spoken: str, has_text: bool) -> tuple[bytes, int]:
        """Return the tag of a page of an exhibit and its place in the tree of parents."""
        kind = b"P" if has_text else b"Figure"
        key = self._key + len(self._pages)
        self._pages[page] = (self._scribe.reserve(), kind, spoken, key)
        return kind, key

    def finish(self, runs: list[tuple[list[int], list[int], str]]) -> int:
        """Write the tree; *runs* has our own pages, those of the exhibit, and the title of each.

        Returns the number of its root.
        """
        kids: list[bytes] = []
        own = self._own_kids()
        at = 0
        for ours, papers, title in runs:
            for place in range(at, at + len(ours)):
                kids += own.get(place, ())
            at += len(ours)
            if papers:
                kids.append(b"%d 0 R" % self._put_section(papers, title))
        self._scribe.put(
            b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (self._root, b" ".join(kids)),
            self._document,
        )
        parents = [
            b"%d %b" % (self._parents[place], self._copy.text(self._parents[place + 1]))
            for place in range(0, len(self._parents), 2)
        ]
        parents += [b"%d[%d 0 R]" % (key, elem) for elem, _, _, key in self._pages.values()]
        self._scribe.put(
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d>>"
            % (self._document, b" ".join(parents), self._key + len(self._pages)),
            self._root,
        )
        return self._root

    def _own_kids(self) -> dict[int, list[bytes]]:
        """Return what the press has tagged, by the place of the page where it begins."""
        root = self._pressed.Root.get("/StructTreeRoot")
        if root is None:
            return {}
        places = {page.obj.objgen: at for at, page in enumerate(self._pressed.pages)}
        document = root.K[0]
        self._copy.stands_for(root, self._root)
        self._copy.stands_for(document, self._document)
        found: dict[int, list[bytes]] = {}
        for kid in document.K:
            found.setdefault(places[kid.Pg.objgen], []).append(self._copy.reference(kid))
        return found

    def _put_section(self, papers: list[int], title: str) -> int:
        section = self._scribe.reserve()
        kids = []
        for page in papers:
            number, kind, spoken, _ = self._pages[page]
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
