"""What tests of papers share: one child for each of their files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pristan.evidence import Evidence, open_evidence


@pytest.fixture(scope="module")
def evidence() -> Iterator[Evidence]:
    """Return a child that opens papers."""
    with open_evidence() as opened:
        yield opened
