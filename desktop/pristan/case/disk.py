"""What the system means by an error of the disk: one list for all who tell a person about it."""

from __future__ import annotations

import errno
from typing import Final

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""There is no room, or no more for this user or in a file of that disk."""
FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""This user may not write there, or nobody may."""
