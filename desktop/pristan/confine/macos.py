"""macOS: give up the network, or everything, through the system's own named sandboxes.

Profiles: ``<sandbox.h>`` of the macOS SDK, checked 2026-11-22. Written from the documentation and
not yet run on a Mac; a call that fails leaves the process as it was and says so.
"""

from __future__ import annotations

import ctypes
from typing import Final

NO_NETWORK: Final = b"no-network"
PURE_COMPUTATION: Final = b"pure-computation"  # no files, network or programs
_NAMED = 1


def enter(profile: bytes) -> bool:
    """Put this process into a named sandbox for good; True when it took. Only the first does."""
    library = ctypes.CDLL("/usr/lib/libSystem.dylib")
    message = ctypes.c_char_p()
    return bool(library.sandbox_init(profile, ctypes.c_uint64(_NAMED), ctypes.byref(message)) == 0)
