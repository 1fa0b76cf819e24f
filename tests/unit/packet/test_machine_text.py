"""What a machine read on an exhibit can be searched for in the packet, and is called what it is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf

from pristan.case import machine_text
from pristan.packet.report import Report
from unit.packet.made import page_texts
from unit.packet.written import COVER, FILES, eight_exhibits, vault_with, write

READ = (("ПОВЕСТКА", (0.2, 0.3, 0.6, 0.4)),)


def packet(folder: Path, case: dict[str, Any]) -> tuple[Report, bytes]:
    """Write the packet of three exhibits, of whose second file a machine read a page."""
    case["evidence"] = case["evidence"][:3]
    with vault_with(folder, case, FILES) as vault:
        (photo,) = (each.id for each in vault.attachments() if each.name == "2.jpg")
        vault.set_setting(machine_text.setting(photo, 1), machine_text.dump(READ))
        report = write(vault, folder / "out", "lawyer", COVER)
    (part,) = report.parts
    return report, (report.directory / part.file).read_bytes()


def test_it_is_found_on_the_page_of_the_picture_and_called_machine_text(tmp_path: Path) -> None:
    report, pdf = packet(tmp_path, eight_exhibits())
    assert report.proved
    texts = page_texts(pdf)
    (page,) = (at for at, text in enumerate(texts) if "ПОВЕСТКА" in text)
    (slip,) = (at for at, text in enumerate(texts) if "read off the pictures" in text)
    assert slip == page - 1
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        said = [str(each.get("/Alt", "")) for each in opened.objects
                if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]  # fmt: skip
    assert sum("its words read by a program" in each for each in said) == 1


def test_under_a_covered_part_nothing_is_found_and_nothing_said(tmp_path: Path) -> None:
    case = eight_exhibits()
    case["evidence"][1]["exhibit_pages"] = [
        {"file": "2.jpg", "page": 1, "boxes": [[0.2, 0.3, 0.6, 0.4]]}
    ]
    report, pdf = packet(tmp_path, case)
    assert report.proved
    assert not any("ПОВЕСТКА" in text or "read off" in text for text in page_texts(pdf))
