"""One file that is clean and cannot be bound: it is named, and everything else is there."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import pikepdf
import pytest

from pristan.case import Problem, Sheet, say
from pristan.confine.refusals import Crashed, Refused, Stopped
from pristan.evidence import open_evidence
from pristan.evidence.room import Evidence
from pristan.evidence.values import How, Prepared
from pristan.packet.exhibits import Piece
from pristan.packet.not_bound import NotBound, blaming, without_those
from pristan.packet.preview import preview_packet
from pristan.packet.report import Report
from pristan.packet.verify import verify
from pristan.packet.write import write_packet
from pristan.scribe import Written
from pristan.vault import Vault
from unit.packet.cases import A4, paper, questionnaire
from unit.packet.written import COVER, case_of, vault_with

ODD = "odd.pdf"
FEW = {"1.pdf": paper(A4), ODD: paper(A4, A4), "3.pdf": paper(A4)}
MANY = {f"{n:02}.pdf": paper(A4) for n in range(7)} | {ODD: paper(A4, A4)} | {
    f"{n:02}.pdf": paper(A4) for n in range(8, 15)
}  # fmt: skip


class Careless:
    """Cleans like any other, and lets something through that no child can bind."""

    def __init__(self, evidence: Evidence, odd: Sequence[bytes]) -> None:
        self._evidence, self._odd = evidence, odd

    def clean(self, data: bytes, sheets: Sequence[Sheet] = (), read: object = None) -> Prepared:
        if data not in self._odd:
            return self._evidence.clean(data, sheets)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.pages[1].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Array([1]))
            pdf.pages[1].obj.Group = True
            pdf.pages[1].obj.Contents = pikepdf.Array([pikepdf.Array([]), 7])
            pdf.save(out := io.BytesIO())
        made = out.getvalue()
        return Prepared(Written.whole(made), data, How.COPIED, 2)

    def end_printing(self) -> None:
        self._evidence.end_printing()


def written(vault: Vault, target: Path, odd: Sequence[bytes], profile: str = "court") -> Report:
    with open_evidence() as evidence:
        return write_packet(
            questionnaire(), vault.answers(), vault, target, profile, COVER,
            cleaners=lambda: nullcontext(Careless(evidence, odd)), parts=vault.rendered(),
        )  # fmt: skip


@pytest.mark.parametrize("files", [FEW, MANY], ids=["few", "many"])
def test_a_packet_is_made_without_a_file_that_cannot_be_bound_and_names_it(
    tmp_path: Path, files: dict[str, bytes]
) -> None:
    with vault_with(tmp_path, case_of(files), files) as vault:
        report = written(vault, tmp_path / "packet", [files[ODD]])
        assert report.proved, [str(each) for each in report.problems]
        assert not report.complete
        [said] = [str(each) for each in report.problems if ODD in str(each)]
        assert "could not be converted, so its sheet says that the original is supplied" in said
        assert "stopped halfway" in said
        place = [*files].index(ODD)
        assert [each.pages for each in report.exhibits] == [
            0 if at == place else 1 for at in range(len(files))
        ]
        assert verify(tmp_path / "packet") == []
        again = written(vault, tmp_path / "packet", [files[ODD]])
        assert [each.sha256 for each in again.parts] == [each.sha256 for each in report.parts]


def test_every_other_page_can_be_looked_at_before(tmp_path: Path) -> None:
    with vault_with(tmp_path, case_of(FEW), FEW) as vault, open_evidence() as evidence:
        shown = preview_packet(
            questionnaire(), vault.answers(), vault, "court", COVER,
            cleaners=lambda: nullcontext(Careless(evidence, [FEW[ODD]])),
        )  # fmt: skip
        [part], failed = shown.report.parts, []
        for page in range(1, part.pages + 1):
            try:
                assert shown.page(0, page).startswith(b"%PDF-")
            except NotBound:
                failed.append(page)
                shown.rest()
        assert len(failed) == 1, "the page that has it"


def test_a_stop_blames_no_file_and_nothing_is_tried_for_ever() -> None:
    piece = Piece("a")
    with pytest.raises(Stopped), blaming(piece):
        raise Stopped
    for failed in (Crashed("x"), Refused(say("packet.no_size", "No size."))):
        with pytest.raises(NotBound) as found, blaming(piece):
            raise failed
        assert found.value.piece == piece
        assert found.value.saying == failed.saying
    tried: list[int] = []

    def make(left_out: object) -> None:
        tried.append(1)
        with blaming(piece):
            raise Crashed

    with pytest.raises(Problem):
        without_those(make)
    assert len(tried) == 2
