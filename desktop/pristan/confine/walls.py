"""Linux: put a cell behind walls of its own, where the system has bubblewrap and lets it work."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pristan.confine.cell import EMPTY, command_for

# Without fontconfig's cache a cell reads every font file anew: 1.4 seconds before its first page.
_SYSTEM = (
    "/usr", "/bin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/alternatives",
    "/etc/fonts", "/var/cache/fontconfig",
)  # fmt: skip
_PATIENCE = 5  # seconds for the test


def behind_walls(command: Sequence[str], also: Sequence[Path] = ()) -> list[str]:
    """Return a command that runs another one seeing only the system and the program, read-only.

    *also* are folders of ours that it sees beside them. No network, no home, no other processes.
    Where there is no bubblewrap, or it may not do that here, the command comes back as it is; the
    cell's own limits stand in any case.
    """
    walls = words_for_walls()
    if not walls:
        return list(command)
    more = [word for place in also for word in ("--ro-bind-try", str(place), str(place))]
    return [*walls[:-1], *more, walls[-1], *command]


@cache
def words_for_walls() -> tuple[str, ...]:
    """Return the words that put a program behind walls; none where a quick test fails."""
    wrapper = shutil.which("bwrap", path="/usr/bin:/usr/local/bin") if _on_linux() else None
    if wrapper is None:
        return ()
    places = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parent,
              Path(__file__).parents[2]}
    seen = [str(place) for place in sorted(places) if not place.is_relative_to("/usr")]
    # Neither --die-with-parent, since the parent is then the thread that started it, nor
    # --new-session: the cell's process group must hold everything that is to be killed.
    words = [
        wrapper, "--unshare-all", "--cap-drop", "ALL",
        *(word for place in (*_SYSTEM, *seen) for word in ("--ro-bind-try", place, place)),
        "--dev", "/dev", "--chdir", "/", "--",
    ]
    try:
        done = subprocess.run(
            [*words, *command_for(EMPTY)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=_PATIENCE, env={}, check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(words) if done.returncode == 0 else ()


def _on_linux() -> bool:
    return sys.platform == "linux"
