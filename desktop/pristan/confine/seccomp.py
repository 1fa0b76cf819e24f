"""Linux: take system calls away from this process for good (seccomp filters).

The filter looks at the number of the call and, for ``socket`` and ``clone``, at the first
argument. Calls made in the way of another processor family are refused as a whole, since their
numbers mean something else. Numbers: Linux, ``syscall_64.tbl`` and ``asm-generic/unistd.h``,
checked 2026-11-22.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Mapping
from typing import Final, NamedTuple

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NO_NEW_PRIVILEGES, _SET_FILTER, _ALL_THREADS = 38, 1, 1
_UNIX, _NETLINK, _CLONE_THREAD = 1, 16, 0x10000
_OTHER_CONVENTION = 0x40000000  # x32 calls on x86_64


class _Machine(NamedTuple):
    arch: int
    seccomp: int
    socket: int
    socketpair: int
    clone: int
    programs: tuple[int, ...]
    forks: tuple[int, ...]
    others: tuple[int, ...]


_IO_URING, _CLONE3 = 425, 435
_NEW_CALLS = (428, 429, 430, 432, 434, 438, 440)  # the same everywhere: mounts, pidfd, madvise

_MACHINES: Final[Mapping[str, _Machine]] = {
    "x86_64": _Machine(
        0xC000003E, 317, 41, 53, 56,
        programs=(59, 322),  # execve execveat
        forks=(57, 58),  # fork vfork
        others=(
            101, 310, 311, 312, 62, 129,  # ptrace process_vm_* kcmp kill rt_sigqueueinfo
            165, 166, 155, 161, 272, 308,  # mount umount2 pivot_root chroot unshare setns
            321, 298, 323, 248, 249, 250, 304,  # bpf perf userfaultfd keys open_by_handle_at
            29, 30, 64, 68, 240,  # shmget shmat semget msgget mq_open
        ),
    ),
    "aarch64": _Machine(
        0xC00000B7, 277, 198, 199, 220,
        programs=(221, 281),  # execve execveat
        forks=(),  # there is clone alone
        others=(
            117, 270, 271, 272, 129, 138,
            40, 39, 41, 51, 97, 268,
            280, 241, 282, 217, 218, 219, 265,
            194, 196, 190, 186, 180,
        ),
    ),
}


def only_local_sockets() -> bool:
    """Leave this process and its children only sockets within this machine; True when it took.

    Windows are drawn through UNIX sockets, and NETLINK speaks with the kernel alone, which walls
    around a cell need; every other family is refused with EACCES.
    """
    machine = _MACHINES.get(os.uname().machine)
    if machine is None:
        return False
    rules = _deny(_IO_URING, errno.ENOSYS)
    rules += _unless_first(machine.socket, _EQUAL, _UNIX, _NETLINK)
    return _install(machine, rules)


def no_sockets() -> bool:
    """Take every kind of socket away; True when it took."""
    machine = _MACHINES.get(os.uname().machine)
    if machine is None:
        return False
    rules = b"".join((
        _deny(_IO_URING, errno.ENOSYS),
        _deny(machine.socket, errno.EACCES),
        _deny(machine.socketpair, errno.EACCES),
    ))
    return _install(machine, rules)


def no_programs(*, may_fork: bool = False) -> bool:
    """Take away starting programs and processes, and reaching into others; True when it took.

    Threads stay possible. So do signals to oneself, which ``abort`` needs, and forks of itself
    where it *may_fork*.
    """
    machine = _MACHINES.get(os.uname().machine)
    if machine is None:
        return False
    denied = (*machine.programs, *machine.others, *_NEW_CALLS)
    rules = b"".join(_deny(number, errno.EPERM) for number in denied)
    rules += _deny(_CLONE3, errno.ENOSYS)  # its flags cannot be seen; the C library falls back
    if not may_fork:
        rules += b"".join(_deny(number, errno.EPERM) for number in machine.forks)
        rules += _unless_first(machine.clone, _ANY_BIT, _CLONE_THREAD)
    return _install(machine, rules)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def _deny(number: int, error: int) -> bytes:
    return _step(_EQUAL, number, 0, 1) + _step(_RETURN, _ERRNO | error)


def _unless_first(number: int, test: int, *values: int) -> bytes:
    """Refuse one call unless its first argument passes a test with one of the values."""
    return b"".join((
        _step(_EQUAL, number, 0, 2 + 2 * len(values)),
        _step(_LOAD, _FIRST_ARGUMENT),
        *(_step(test, value, 0, 1) + _step(_RETURN, _ALLOW) for value in values),
        _step(_RETURN, _ERRNO | errno.EACCES),
    ))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def _install(machine: _Machine, rules: bytes) -> bool:
    steps = b"".join((
        _step(_LOAD, _ARCH),
        _step(_EQUAL, machine.arch, 1, 0),
        _step(_RETURN, _ERRNO | errno.EPERM),
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _OTHER_CONVENTION, 0, 1),
        _step(_RETURN, _ERRNO | errno.EPERM),
        rules,
        _step(_RETURN, _ALLOW),
    ))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    program = _Program(len(steps) // 8, steps)
    call = (machine.seccomp, _SET_FILTER, _ALL_THREADS, ctypes.byref(program))
    return bool(libc.syscall(*call) == 0)
