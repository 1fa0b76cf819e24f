"""How v2.pristan was made, once, on 2026-11-22. Never run again: the file is kept for ever.

Run with a path to a new file, this prints what stands in facts_of_v2.py as read from that file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from golden.casefiles import facts_of_v1 as v1
from golden.casefiles import facts_of_v2 as facts
from pristan.vault import Profile, Vault

CHEAP = Profile(15, 64, 1, 1)


def main(path: Path) -> None:
    """Make the case of version 1 again, and keep two parts in it."""
    allowed = {CHEAP}
    with Vault.create(
        path, facts.PASSPHRASE, profile=CHEAP, profiles=allowed, sample=True
    ) as vault:
        for changes in v1.SAVINGS:
            vault.save(changes)
        paper = vault.attach(v1.PAPER_NAME, [v1.PAPER])
        for name, value in v1.SETTINGS.items():
            vault.set_setting(name, value)
        parts = vault.rendered()
        for (key, part), of in ((facts.PAPER_PART, paper.id), (facts.OWN_PART, None)):
            parts.keep(key, *part, of)
        parts.settle()
    with Vault.open(path, facts.PASSPHRASE, profiles=allowed) as vault:
        vault.save(v1.LAST)
        print(vault.recovery_code(), vault.case_id, vault.generation, vault.attachments())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
