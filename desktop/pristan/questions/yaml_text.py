"""YAML as people write it: everything in it kept, and told where it says one thing twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from pristan.case import Saying, say

_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc]
    """Leaves a day that no calendar has as it was written, to be told of where it stands."""

    def day(self, node: yaml.ScalarNode) -> object:
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.day)


def read_yaml(text: str) -> tuple[Any, list[Saying]]:
    """Return what a text holds, and a sentence for each key that its mapping has had before.

    YAML would keep the last of them, and say nothing. Raises yaml.YAMLError.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, []
        twice = [
            say(
                "forms.twice",
                "line {line}: `{word}:` stands here twice; keep one of them",
                line=key.start_mark.line + 1,
                word=key.value,
            )
            for key in _twice(node)
        ]
        return loader.construct_document(node), twice
    except RecursionError:
        raise yaml.MarkedYAMLError(problem="brackets within brackets, too deep") from None
    finally:
        loader.dispose()


def _twice(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield every key that its mapping has had before."""
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(key.value)
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _twice(each)
