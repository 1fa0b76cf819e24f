"""Papers that a person brings: read in pieces, looked at and made safe in a closed-off child.

Nothing here opens a file's contents: that is for ``child``, which can reach nothing else. The child
is in this package, too, and starts sooner without what its parent needs, so that is imported when
it is first asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pristan.evidence.files import LARGEST, pieces
    from pristan.evidence.room import LIMITS, Evidence, NeedsPassword, open_evidence
    from pristan.evidence.sniff import Kind
    from pristan.evidence.values import Glance, How, PageText, Picture, Prepared, Seen, Tells
else:

    def __getattr__(name: str) -> object:
        """Return what the parent needs (PEP 562)."""
        if name in __all__:
            from pristan.evidence import files, room

            for module in (room, files):
                if name in vars(module):
                    return vars(module)[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "LARGEST",
    "LIMITS",
    "Evidence",
    "Glance",
    "How",
    "Kind",
    "NeedsPassword",
    "PageText",
    "Picture",
    "Prepared",
    "Seen",
    "Tells",
    "open_evidence",
    "pieces",
]
