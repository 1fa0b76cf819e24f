"""How v1.pristan was made, once, on 2026-11-22. Never run again: the file is kept for ever.

Run with a path to a new file, this prints what stands in facts_of_v1.py as read from that file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from golden.casefiles import facts_of_v1 as facts
from pristan.vault import Profile, Vault

CHEAP = Profile(15, 64, 1, 1)


def main(path: Path) -> None:
    """Make a case in two sessions."""
    allowed = {CHEAP}
    with Vault.create(
        path, facts.PASSPHRASE, profile=CHEAP, profiles=allowed, sample=True
    ) as vault:
        for changes in facts.SAVINGS:
            vault.save(changes)
        vault.attach(facts.PAPER_NAME, [facts.PAPER])
        for name, value in facts.SETTINGS.items():
            vault.set_setting(name, value)
    with Vault.open(path, facts.PASSPHRASE, profiles=allowed) as vault:
        vault.save(facts.LAST)
        print(vault.recovery_code(), vault.case_id, vault.generation, vault.attachments())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
