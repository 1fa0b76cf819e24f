"""Parts of packets that are kept, though there is no case file."""

from __future__ import annotations

from collections.abc import Sequence

from pristan.vault import RenderedPart


class PartsInMemory:
    """Keeps parts for the next packet; ``new`` are those that this one has kept."""

    def __init__(self) -> None:
        self.parts: dict[str, RenderedPart] = {}
        self.new: list[str] = []

    def facts(self, keys: Sequence[str]) -> dict[str, str]:
        return {key: self.parts[key].facts for key in keys if key in self.parts}

    def find(self, key: str) -> RenderedPart | None:
        return self.parts.get(key)

    def keep(self, key: str, facts: str, data: bytes, attachment: str | None = None) -> None:
        self.parts[key] = RenderedPart(facts, data)
        self.new.append(key)

    def forget(self, key: str) -> None:
        self.parts.pop(key, None)

    def settle(self) -> None:
        self.new.clear()
