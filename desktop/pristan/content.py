"""Find the content directories wherever the program runs from.

Content is what lawyers, designers and translators own: forms, templates, i18n. In a wheel and in a
frozen bundle it sits inside the package; in a checkout it sits beside ``desktop/``, so that its
owners never have to open ``desktop/``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Kind = Literal["forms", "templates", "i18n"]

_PACKAGE = Path(__file__).parent  # a real directory in all three worlds


def content_dir(kind: Kind) -> Path:
    """Return the directory that holds one kind of content.

    Raises FileNotFoundError when the installation is incomplete.
    """
    shipped = _PACKAGE / "_content" / kind
    if shipped.is_dir():
        return shipped
    checkout = _PACKAGE.parent.parent / kind
    if _PACKAGE.parent.name == "desktop" and checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"content {kind!r} is missing from this installation")
