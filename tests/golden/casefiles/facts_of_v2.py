"""What the golden case file of version 2 holds: that of version 1, and parts that were rendered."""

from __future__ import annotations

from pristan.vault import RenderedPart

PASSPHRASE = "образец файла второй версии"
RECOVERY_CODE = "8TB06B-09RWB0-V9ASR7-ARCF4D-WW5RM8-2ASQW0-EEKGPT-FV5NT1-KRD033"
CASE_ID = "b89f42865942481cbd4c5d3498bbd7be"
GENERATION = 14

PAPER_PART = ("a" * 64, RenderedPart('{"how": "image"}', b"OBRAZETS. Pages of the paper.\n" * 500))
OWN_PART = ("b" * 64, RenderedPart("{}", b"OBRAZETS. Pages of ours.\n" * 2_000))
"""Kept under these keys; the first was made of the paper and leaves with it."""
