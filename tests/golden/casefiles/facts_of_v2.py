"""What the golden case file of version 2 holds: that of version 1, and parts that were rendered."""

from __future__ import annotations

from pristan.vault import RenderedPart

PASSPHRASE = "образец файла второй версии"
RECOVERY_CODE = "JRKNKT-C5NMQX-DEGSBD-D4A3W1-06HDTP-X0ZXAN-YZGH6T-N2A88Z-C0VGBB"
CASE_ID = "0470bcab52e746d89581337e36920ea7"
GENERATION = 13

PAPER_PART = ("a" * 64, RenderedPart('{"how": "image"}', b"OBRAZETS. Pages of the paper.\n" * 500))
OWN_PART = ("b" * 64, RenderedPart("{}", b"OBRAZETS. Pages of ours.\n" * 2_000))
"""Kept under these keys; the first was made of the paper and leaves with it."""
