"""What closed-off children do for one case: show a paper, look into it, write a packet."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pristan.case import Answers
from pristan.papers import Papers
from pristan.questions import Questionnaire
from pristan.vault import Vault, VaultProblem

if TYPE_CHECKING:
    from pristan.evidence import Picture
    from pristan.evidence.registers.values import Looked
    from pristan.packet.crew import Crew
    from pristan.packet.outlook import Outlook
    from pristan.packet.preview import Preview
    from pristan.packet.progress import Tell
    from pristan.packet.report import Report
    from pristan.packet.tabs import Tabs

_WRITING = "writing"  # the setting that holds the folder into which a packet is being written


class Workshop:
    """Work that takes its time, done in the thread that asks."""

    def __init__(self, vault: Vault, questionnaire: Questionnaire) -> None:
        self._vault, self._questionnaire = vault, questionnaire
        self.papers = Papers(vault)
        self._crew: Crew | None = None

    def drawn(self, pdf: bytes, page: int, width: int) -> Picture:
        """Draw a page, counted from 1."""
        return self.papers.open_evidence().preview(pdf, page, width)

    def find_in_page(self, answers: Answers, attachment: str, organization: str) -> Looked:
        """Look the applicant, or an organization, up in a saved page of a register."""
        from pristan.evidence.registers.kept import sought_in, sought_organization

        sought = sought_organization(organization) if organization else sought_in(answers)
        return self.papers.open_evidence().find(b"".join(self._vault.read(attachment)), sought)

    def outlook(self, answers: Answers, profile: str) -> Outlook:
        """Return what the packet of a profile may hold."""
        from pristan.packet.outlook import outlook

        return outlook(self._questionnaire, answers, self._vault, profile)

    def preview_packet(
        self, answers: Answers, profile: str, documents: Sequence[str], tell: Tell
    ) -> Preview:
        """Make a packet that is looked at and not written."""
        from pristan.packet.preview import preview_packet

        return preview_packet(
            self._questionnaire, answers, self._vault, profile, documents,
            cleaners=self.papers.cleaner, parts=self._vault.rendered(), tell=tell,
            crew=self._crew,
        )  # fmt: skip

    def write_packet(
        self,
        answers: Answers,
        target: Path,
        profile: str,
        documents: Sequence[str],
        tabs: Tabs | None,
        tell: Tell,
    ) -> Report:
        """Write a packet into a folder and prove it.

        While that lasts, the case file holds the name of the folder: see :meth:`sweep`. A case that
        cannot be written to, such as on a full disk, has its packet all the same.
        """
        from pristan.packet.write import write_packet

        with suppress(VaultProblem):
            self._vault.set_setting(_WRITING, str(target.absolute()))
        try:
            return write_packet(
                self._questionnaire, answers, self._vault, target, profile, documents,
                cleaners=self.papers.cleaner, parts=self._vault.rendered(), tell=tell, tabs=tabs,
                crew=self._crew,
            )  # fmt: skip
        finally:
            with suppress(VaultProblem):
                self._vault.set_setting(_WRITING, "")

    def write_editable(
        self,
        answers: Answers,
        target: Path,
        profile: str,
        documents: Sequence[str],
        tabs: Tabs | None,
    ) -> list[str]:
        """Write documents as Word files into a folder; return their names."""
        from pristan.packet.editable import write_editable

        return write_editable(
            self._questionnaire, answers, self._vault, target, profile, documents,
            cleaners=self.papers.cleaner, parts=self._vault.rendered(), tabs=tabs,
            crew=self._crew,
        )  # fmt: skip

    def sweep(self) -> None:
        """Remove what is left in the folder of a packet when the writing of it was killed."""
        if target := self._vault.setting(_WRITING):
            from pristan.packet.files import sweep

            sweep(Path(target))
            self._vault.set_setting(_WRITING, "")

    def expect_packet(self, *, soon: bool) -> None:
        """Have children wait who can make one, while a packet may *soon* be asked for."""
        if soon:
            from pristan.packet.crew import Crew

            self._crew = self._crew or Crew()
            self._crew.expect()
        elif self._crew:
            self._crew.dismiss()

    def close(self) -> None:
        """End the children that wait: one that shows papers, and those for a packet."""
        self.expect_packet(soon=False)
        self.papers.close()
