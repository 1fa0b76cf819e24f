"""Linux: take the file system away from this process for good (Landlock).

Constants and structures: Linux, ``include/uapi/linux/landlock.h``, checked 2026-11-22.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # system calls, the same on every machine
_ASK_VERSION, _PATH_BENEATH, _NO_NEW_PRIVILEGES = 1, 1, 38
_READ_FILE, _READ_DIRECTORY = 1 << 2, 1 << 3
_TCP, _SCOPES = 0b11, 0b11  # bind and connect; abstract sockets and signals


def no_files(may_read: Iterable[Path] = ()) -> bool:
    """Let nothing be opened any more but what lies under *may_read*, to read; True when it took.

    What is already open stays open. Call it from the only thread, after every import.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, 0, _ASK_VERSION)
    if version < 1:
        return False
    actions = 13 + (version >= 2) + (version >= 3) + (version >= 5)  # one bit each, in this order
    attributes = struct.pack("QQQ", (1 << actions) - 1, _TCP, _SCOPES)
    attributes = attributes[: 8 if version < 4 else 16 if version < 6 else 24]
    rules = libc.syscall(_CREATE, attributes, len(attributes), 0)
    if rules < 0:
        return False
    try:
        for path in may_read:
            _allow(libc, rules, path)
        if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
            return False
        return bool(libc.syscall(_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def _allow(libc: ctypes.CDLL, rules: int, path: Path) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there cannot be read either
    try:
        directory = stat.S_ISDIR(os.fstat(place).st_mode)
        actions = _READ_FILE | (_READ_DIRECTORY if directory else 0)
        libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", actions, place), 0)
    finally:
        os.close(place)
