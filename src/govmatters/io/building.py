"""Nodes put together piece by piece, without recursion and within limits."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from govmatters.errors import SHOWN
from govmatters.io.nodes import (
    MAX_DEPTH,
    Kind,
    MapNode,
    Node,
    ScalarNode,
    SequenceNode,
    WrongError,
)

__all__ = ["MAX_ALIASED", "Builder"]

MAX_ALIASED = 50_000
"""How many nodes a file may repeat by aliases, all in all."""


@attrs.define
class _Open:
    """A list or a map that is not closed yet."""

    is_map: bool
    line: int
    column: int
    parts: list[Node] = attrs.field(factory=list)


@attrs.define
class Builder:
    """
    Puts the nodes of one file together.

    Attributes:
        file: What to call it in messages.
        problems: What is wrong with it and does not keep the rest from being read.
        root: The whole, once it is closed.
    """

    file: str
    problems: list[WrongError]
    root: Node | None = None
    _open: list[_Open] = attrs.field(factory=list)
    _aliased: int = 0

    def place(self, line: int, column: int) -> ScalarNode:
        """Make a node that only says where."""
        return ScalarNode("", Kind.NULL, self.file, line, column)

    def begin(self, line: int, column: int, *, is_map: bool) -> None:
        """Open a list or a map."""
        self._limit_depth(1, self.place(line, column))
        self._open.append(_Open(is_map, line, column))

    def end(self) -> Node:
        """Close the innermost list or map, and put it where it belongs."""
        opened = self._open.pop()
        parts = opened.parts
        place = (self.file, opened.line, opened.column)
        size = 1 + sum(map(_size, parts))
        height = 1 + max(map(_height, parts), default=0)
        node: Node
        if opened.is_map:
            node = MapNode(tuple(self._distinct(parts)), *place, size, height)
        else:
            node = SequenceNode(tuple(parts), *place, size, height)
        self.add(node)
        return node

    def add(self, node: Node) -> None:
        """Put a finished node where it belongs."""
        if self._open:
            self._open[-1].parts.append(node)
        else:
            self.root = node

    def repeat(self, node: Node, where: ScalarNode) -> None:
        """Put a node where an alias names it, within the limits."""
        self._aliased += _size(node)
        if self._aliased > MAX_ALIASED:
            message = f"aliases repeat more than {MAX_ALIASED} values; write them out"
            raise WrongError(where, message)
        self._limit_depth(_height(node), where)
        self.add(node)

    def _limit_depth(self, more: int, where: ScalarNode) -> None:
        if len(self._open) + more > MAX_DEPTH:
            raise WrongError(where, f"nests deeper than {MAX_DEPTH}; no record does")

    def _distinct(self, parts: list[Node]) -> Iterator[tuple[ScalarNode, Node]]:
        """Pair keys with values; of a key that stands twice, keep the first."""
        seen: dict[str, ScalarNode] = {}
        for key, value in zip(parts[::2], parts[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                self.problems.append(WrongError(key, f"{key} cannot be a key; a key is text"))
                continue
            first = seen.setdefault(key.text, key)
            if first is key:
                yield key, value
                continue
            name = key.text[:SHOWN]
            where = f"first at {first.line}:{first.column}"
            self.problems.append(
                WrongError(key, f"the key {name!r} stands twice, {where}; drop or rename one")
            )


def _size(node: Node) -> int:
    return 1 if isinstance(node, ScalarNode) else node.size


def _height(node: Node) -> int:
    return 0 if isinstance(node, ScalarNode) else node.height
