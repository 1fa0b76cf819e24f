"""What a cleaned paper has of the file that it was made of: only the rest need be kept.

Pictures are the most of a packet, and cleaning leaves them as they are packed. With the places of
what is left as it is, a paper is had again from its file without being cleaned again. Child side
only.
"""

from __future__ import annotations

from pristan.scribe import Written

_PROBE = 64  # bytes that are looked for
_STEP = 1 << 14  # bytes from one probe to the next; what is shorter is not quoted
_MISSES = 8  # probes in turn that are not found: the rest was packed anew
_BLOCK = 1 << 16  # bytes compared at once


def quoted(paper: bytes, file: bytes) -> Written:
    """Return *paper* as what it quotes of a *file*, and the bytes between that."""
    plain: list[bytes] = []
    cuts: list[tuple[int, int, int]] = []
    done, probe, place, missed = 0, 0, 0, 0
    while probe + _PROBE <= len(paper) and missed < _MISSES:
        found = _find(file, paper[probe : probe + _PROBE], place)
        size, back = 0, 0
        if found >= 0:
            back = _before(paper, probe, done, file, found)
            size = back + _ahead(paper, probe, file, found)
        if size < _STEP:
            missed += 1
            probe += _STEP
            continue
        begin = probe - back
        plain.append(paper[done:begin])
        cuts.append((begin - done, found - back, size))
        done = probe = begin + size
        place, missed = found - back + size, 0
    plain.append(paper[done:])
    cuts.append((len(paper) - done, 0, 0))
    return Written(b"".join(plain), cuts)


def _find(file: bytes, probe: bytes, place: int) -> int:
    """Return where a probe stands, from a place on if it does: papers keep the order."""
    found = file.find(probe, place)
    return found if found >= 0 or not place else file.find(probe, 0, place)


def _ahead(paper: bytes, at: int, file: bytes, place: int) -> int:
    """Return how many bytes from two places on are the same."""
    same, block = 0, _BLOCK
    while block:
        one = paper[at + same : at + same + block]
        if one and one == file[place + same : place + same + block]:
            same += len(one)
        else:
            block //= 2
    return same


def _before(paper: bytes, at: int, first: int, file: bytes, place: int) -> int:
    """Return how many bytes before two places are the same, from *first* in the paper on."""
    same, block, most = 0, _STEP, min(at - first, place)
    while block:
        if same + block <= most and (
            paper[at - same - block : at - same] == file[place - same - block : place - same]
        ):
            same += block
        else:
            block //= 2
    return same
