"""A single odd paper never keeps the others from being bound."""

from __future__ import annotations

from pathlib import Path

from unit.evidence.test_odd import NO_STREAM, image, jpeg, page
from unit.packet.written import COVER, case_of, vault_with, write

ODD = {
    **{f"contents {at}.pdf": page(each) for at, each in enumerate(NO_STREAM.values())},
    "photo.pdf": page("5 0 R", o5=image(jpeg(), "/Filter /DCTDecode")),
    "photo too.pdf": page("[4 0 R 5 0 R]", o5=image(jpeg(), "/Filter /DCTDecode")),
    **{
        f"{category} {at}.pdf": page(resources=f"/Resources << /{category} {value} >>")
        for category in ("Font", "XObject")
        for at, value in enumerate(("[9 0 R]", "7", "/A", "(a)"))
    },
    "group.pdf": page(more="/Group true"),
    "resources.pdf": page(resources="/Resources 7"),
}


def test_odd_papers_are_bound(tmp_path: Path) -> None:
    with vault_with(tmp_path, case_of(list(ODD)), ODD) as vault:
        report = write(vault, tmp_path / "packet", "court", COVER)
    assert report.proved
    assert sum(each.pages for each in report.exhibits) == len(ODD)
