"""What was read, before it means anything: scalars, lists and maps, each with its place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum, StrEnum

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
    "node_of",
    "place_of",
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


def node_of(data: object, path: str, depth: int = 0) -> Node:
    """
    Take plain data as nodes.

    Args:
        data: Dictionaries, lists, tuples and scalars as ``json.loads`` makes them; days,
            decimals and enumerations too.
        path: What to call the whole, in messages.
        depth: How deep the data lie already.

    Returns:
        The node; every file is the path into the data, such as ``<data>.matters.birth``.

    Raises:
        WrongError: If a value is of another type, or the data nest too deep.
    """
    match data:
        case dict():
            _limit_depth(depth, path)
            pairs = tuple(_pair(key, value, path, depth) for key, value in data.items())
            return MapNode(pairs, path)
        case list() | tuple():
            _limit_depth(depth, path)
            parts = (node_of(part, f"{path}[{n}]", depth + 1) for n, part in enumerate(data))
            return SequenceNode(tuple(parts), path)
    return _scalar_of(data, path)


def _pair(key: object, value: object, path: str, depth: int) -> tuple[ScalarNode, Node]:
    if not isinstance(key, str):
        raise WrongError(ScalarNode("", Kind.NULL, path), f"the key {key!r} is no text; quote it")
    place = f"{path}.{key}"
    return ScalarNode(str(key), Kind.TEXT, place), node_of(value, place, depth + 1)


def _scalar_of(data: object, path: str) -> ScalarNode:
    match data:
        case Enum():
            return _scalar_of(data.value, path)
        case None:
            return ScalarNode("null", Kind.NULL, path)
        case bool():
            return ScalarNode("true" if data else "false", Kind.BOOLEAN, path)
        case str():
            return ScalarNode(data, Kind.TEXT, path)
        case int() | float() | Decimal():
            return ScalarNode(str(data), Kind.NUMBER, path)
        case dt.date() if not isinstance(data, dt.datetime):
            return ScalarNode(data.isoformat(), Kind.TEXT, path)
    message = f"a {type(data).__name__} is neither map, list, text, number nor boolean"
    raise WrongError(ScalarNode("", Kind.NULL, path), message)


def _limit_depth(depth: int, path: str) -> None:
    """Refuse data that hold themselves, or nearly."""
    if depth > MAX_DEPTH:
        where = ScalarNode("", Kind.NULL, path[: 4 * SHOWN])
        raise WrongError(where, f"nests deeper than {MAX_DEPTH}; no record does")
