"""Plain data, as integrators and tests have them, to the nodes that files become too."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum

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

__all__ = ["fits_a_line", "node_of"]

_LINE = 76
"""How many columns of scalars still stand in one line when plain data are written."""

_LARGEST = 10**15
"""No field wants a larger number, and Python refuses to write very large ones."""


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
            text, kind = "null", Kind.NULL
        case bool():
            text, kind = str(data).lower(), Kind.BOOLEAN
        case str():
            text, kind = data, Kind.TEXT
        case int() | float() | Decimal():
            large = isinstance(data, int) and abs(data) > _LARGEST
            text, kind = "of too many digits" if large else str(data), Kind.NUMBER
        case dt.date() if not isinstance(data, dt.datetime):
            text, kind = data.isoformat(), Kind.TEXT
        case _:
            message = f"a {type(data).__name__} is neither map, list, text, number nor boolean"
            raise WrongError(ScalarNode("", Kind.NULL, path), message)
    return ScalarNode(text, kind, path)


def _limit_depth(depth: int, path: str) -> None:
    """Refuse data that hold themselves, or nearly."""
    if depth > MAX_DEPTH:
        where = ScalarNode("", Kind.NULL, path[: 4 * SHOWN])
        raise WrongError(where, f"nests deeper than {MAX_DEPTH}; no record does")


def fits_a_line(parts: list[object]) -> bool:
    """
    Say whether parts of a list or map are better written side by side.

    Args:
        parts: Keys and values.

    Returns:
        Whether all are scalars, and few enough; a Chinese character is two columns wide.
    """
    if any(isinstance(part, list | dict) for part in parts):
        return False
    width = sum(len(str(part).encode("gbk", errors="replace")) + 2 for part in parts)
    return width <= _LINE
