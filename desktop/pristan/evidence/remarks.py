"""The fields and remarks of a page, and how the PDF says that they look. Child side only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Stream

_DEEPEST: Final = 40
_UNSEEN: Final = 1 << 1 | 1 << 5  # flags of what is hidden, or not shown on a screen


def remarks(page: Mapping[str, Any] | Dictionary) -> Iterator[Dictionary]:
    """Yield the fields and remarks of a page."""
    every = page.get("/Annots")
    if isinstance(every, Array):
        yield from (each for each in every if isinstance(each, Dictionary))


def has_look(remark: Dictionary) -> bool:
    """Whether the PDF says how a field or a remark looks, if only in some states."""
    return isinstance(_looks(remark), Stream | Dictionary)


def is_seen(remark: Dictionary) -> bool:
    """Whether a remark is shown on a screen, as far as its flags say."""
    flags = remark.get("/F")
    return not (isinstance(flags, int) and flags & _UNSEEN)


def lacks_look(remark: Dictionary) -> bool:
    """Whether the look that a remark should have, and that would be seen, is nowhere in the PDF.

    Of a field that is empty nobody misses it.
    """
    if not is_seen(remark):
        return False
    if remark.get("/Subtype") == Name.Widget and of_field(remark, "/V") is None:
        return False
    value: Any = remark
    for key in ("/AP", "/N", str(remark.get("/AS"))):
        if isinstance(value, Stream) or not isinstance(value, Dictionary):
            return False
        said = dict(value.items())  # with what refers to nothing
        if key not in said:
            return False
        value = said[key]
        if value is None:
            return True
    return False


def look_of(remark: Dictionary) -> Stream | None:
    """Return how a field or a remark looks in its state."""
    look, state = _looks(remark), remark.get("/AS")
    if isinstance(look, Dictionary) and isinstance(state, Name):
        look = look.get(str(state))
    return look if isinstance(look, Stream) else None


def _looks(remark: Dictionary) -> Any:
    looks = remark.get("/AP")
    return looks.get("/N") if isinstance(looks, Dictionary) else None


def of_field(field: Dictionary, key: str) -> Any:
    """Return what a field says, or the nearest of those that it belongs to."""
    for _ in range(_DEEPEST):
        value, parent = field.get(key), field.get("/Parent")
        if value is not None:
            return value
        if not isinstance(parent, Dictionary):
            break
        field = parent
    return None
