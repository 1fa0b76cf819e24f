"""The encrypted case file: the key, the tables, the history, the papers; one file, one case."""

from pristan.vault.attachments import Attachment, clean_name
from pristan.vault.key import P1, P2, P3, SHIPPED, Profile
from pristan.vault.problems import (
    AlreadyExists,
    AlreadyOpen,
    Damaged,
    DiskError,
    DiskFull,
    Failed,
    FileChanged,
    Missing,
    NewerVersion,
    NotACaseFile,
    NotEnoughMemory,
    ReadOnly,
    UnsafeSettings,
    VaultProblem,
    WeakPassphrase,
    WrongPassphrase,
)
from pristan.vault.rendered import Rendered, RenderedPart
from pristan.vault.vault import Revision, Vault

__all__ = [
    "P1", "P2", "P3", "SHIPPED", "AlreadyExists", "AlreadyOpen", "Attachment", "Damaged",
    "DiskError", "DiskFull", "Failed", "FileChanged", "Missing", "NewerVersion", "NotACaseFile",
    "NotEnoughMemory", "Profile", "ReadOnly", "Rendered", "RenderedPart", "Revision",
    "UnsafeSettings", "Vault", "VaultProblem", "WeakPassphrase", "WrongPassphrase",
    "clean_name",
]
