"""How a case is opened and made; what that needs is read late, so that the window comes first."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from pristan.content import content_dir

if TYPE_CHECKING:
    from pristan.desk import Desk
    from pristan.questions import Questionnaire
    from pristan.vault import Profile
    from pristan.vault.passphrase import Strength


class Doors:
    """Opens cases with the interview of this installation. All of it may run in any thread."""

    def __init__(
        self, profiles: Collection[Profile] | None = None, forms: Path | None = None
    ) -> None:
        self._profiles = profiles
        self._forms = forms
        self._questionnaire: Questionnaire | None = None

    @property
    def forms(self) -> Path:
        """Return the folder of the interview and its lists."""
        return self._forms or content_dir("forms")

    def warm(self) -> None:
        """Read what every case needs, while the person types the passphrase."""
        import pristan.desk
        import pristan.vault  # noqa: F401
        from pristan.questions import read_questionnaire

        if self._questionnaire is None:
            self._questionnaire = read_questionnaire(self.forms / "interview")

    def open(self, path: Path, passphrase: str) -> Desk:
        """Open a case. Raises Problem with what to do."""
        from pristan.desk import Desk
        from pristan.vault import SHIPPED, Vault

        self.warm()
        vault = Vault.open(path, passphrase, profiles=self._profiles or SHIPPED)
        assert self._questionnaire is not None
        return Desk(vault, self._questionnaire)

    def create(self, path: Path, passphrase: str) -> Desk:
        """Make a case, really lock it, and unlock it with the same passphrase."""
        from pristan.vault import P2, SHIPPED, Vault

        profiles = self._profiles or SHIPPED
        profile = P2 if P2 in profiles else next(iter(profiles))
        Vault.create(path, passphrase, profile=profile, profiles=profiles).close()
        return self.open(path, passphrase)

    def generate(self, language: str) -> str:
        """Return a passphrase of six ordinary words."""
        from pristan.vault.passphrase import generate

        return generate(language)

    def strength(self, passphrase: str) -> Strength:
        """Judge a passphrase of one's own."""
        from pristan.vault.passphrase import strength

        return strength(passphrase)
