"""What was read, before it means anything: scalars, lists and maps, each with its place."""

from __future__ import annotations

from enum import StrEnum

import attrs

from govmatters.errors import SHOWN

__all__ = [
    "MAX_DEPTH",
    "Kind",
    "MapNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "WrongError",
    "child_of",
    "items_of",
    "place_of",
    "text_of",
]


MAX_DEPTH = 40
"""Deepest nesting of lists and maps; no record needs ten."""


class Kind(StrEnum):
    """How a scalar was written; what it means is for its field to say."""

    PLAIN = "plain"
    """YAML without quotes: of whatever type the field wants."""
    QUOTED = "quoted"
    """YAML in quotes: text, and of whatever type the field reads from text."""
    TEXT = "text"
    """JSON text, which is never a number or a boolean."""
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"


@attrs.frozen
class ScalarNode:
    """
    One value.

    Attributes:
        text: As written, without quotes.
        kind: How it was written.
        file: The file, or the path into plain data.
        line: From 1; 0 if there are no lines.
        column: From 1; 0 if there are no lines.
        lead: How many columns lie before the text itself, such as 1 for a quote; -1 if
            places in the text are not places in the line.
    """

    text: str
    kind: Kind
    file: str
    line: int = 0
    column: int = 0
    lead: int = -1

    def __str__(self) -> str:
        """Name what was found, for messages."""
        shown = self.text if len(self.text) <= SHOWN else f"{self.text[:SHOWN]}…"
        if self.kind in {Kind.NUMBER, Kind.BOOLEAN, Kind.NULL}:
            return f"{self.kind} {shown}" if self.kind is not Kind.NULL else "null"
        return f"text {shown!r}"


@attrs.frozen
class SequenceNode:
    """
    A list.

    Attributes:
        items: In order.
        file: The file, or the path into plain data.
        line: From 1; 0 if there are no lines.
        column: From 1; 0 if there are no lines.
        size: How many nodes it is, itself and repeated ones included.
        height: How deep it nests, at least 1.
    """

    items: tuple[Node, ...]
    file: str
    line: int = 0
    column: int = 0
    size: int = 1
    height: int = 1

    def __str__(self) -> str:
        """Name what was found, for messages."""
        return "a list"


@attrs.frozen
class MapNode:
    """
    A map; its keys are distinct.

    Attributes:
        pairs: In order.
        file: The file, or the path into plain data.
        line: From 1; 0 if there are no lines.
        column: From 1; 0 if there are no lines.
        size: How many nodes it is, itself and repeated ones included.
        height: How deep it nests, at least 1.
    """

    pairs: tuple[tuple[ScalarNode, Node], ...]
    file: str
    line: int = 0
    column: int = 0
    size: int = 1
    height: int = 1

    def __str__(self) -> str:
        """Name what was found, for messages."""
        return "a map"

    def get(self, key: str) -> Node | None:
        """Look up what stands under a key."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node = ScalarNode | SequenceNode | MapNode


def child_of(node: Node, key: str) -> Node | None:
    """Look up what stands under a key; None too if the node is no map."""
    return node.get(key) if isinstance(node, MapNode) else None


def items_of(node: Node | None, key: str) -> tuple[Node, ...]:
    """Look up the list under a key; empty too if there is none."""
    child = None if node is None else child_of(node, key)
    return child.items if isinstance(child, SequenceNode) else ()


def text_of(node: Node, key: str) -> str | None:
    """Look up the scalar under a key; None if there is none."""
    child = child_of(node, key)
    return child.text if isinstance(child, ScalarNode) else None


def place_of(node: Node) -> str:
    """Tell where a node stands: ``file:line``, or the path into plain data."""
    return f"{node.file}:{node.line}" if node.line else node.file


class WrongError(Exception):
    """A node that cannot be what its place wants; never leaves this package."""

    def __init__(self, node: Node, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.node = node
        self.message = message
        self.offset = offset
