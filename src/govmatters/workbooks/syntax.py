"""What several things in one cell are made of: lists, maps, pairs, answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from govmatters.errors import SHOWN
from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, SequenceNode, WrongError
from govmatters.workbooks.cells import Cell, text_in
from govmatters.workbooks.parts import bare, guarded, split
from govmatters.workbooks.words import NONE

__all__ = [
    "read_answers",
    "read_list",
    "read_map",
    "read_pairs",
    "written_answers",
    "written_map",
    "written_pairs",
]

_AFTER = "after"


def texts_in(cell: Cell) -> Iterator[str]:
    """Cut a cell into its parts; none for 无."""
    text = text_in(cell)
    for part in split(text) if text.strip() != NONE else ():
        if not part.strip():
            message = "an empty entry between two |; write it, or drop one |"
            raise WrongError(cell.node, message)
        yield part


def read_list(cell: Cell) -> SequenceNode:
    """Read texts parted by ``|``."""
    return SequenceNode(tuple(_scalar(bare(part), cell) for part in texts_in(cell)), cell.place)


def read_map(cell: Cell) -> MapNode:
    """Read ``key: value`` pairs parted by ``|``."""
    return MapNode(tuple(_distinct(cell, _value)), cell.place)


def read_answers(cell: Cell) -> MapNode:
    """Read answers by question; several options stand in brackets."""
    return MapNode(tuple(_distinct(cell, _answer)), cell.place)


def read_pairs(cell: Cell) -> SequenceNode:
    """Read ``b after a`` pairs parted by ``|``."""
    return SequenceNode(tuple(_pair(part, cell) for part in texts_in(cell)), cell.place)


def written_map(value: Mapping[str, Any]) -> list[str]:
    """Write a map as parts."""
    return [f"{guarded(key)}: {_text(one)}" for key, one in value.items()] or [NONE]


def written_answers(value: Mapping[str, Any]) -> list[str]:
    """Write answers as parts."""
    return [f"{guarded(key)}: {_answered(one)}" for key, one in value.items()]


def written_pairs(value: list[list[str]]) -> list[str]:
    """Write pairs as parts."""
    return [f"{guarded(later)} {_AFTER} {guarded(first)}" for later, first in value]


def _scalar(text: str, cell: Cell) -> ScalarNode:
    """Take text; the field says what it is, unless it has blanks that a field would drop."""
    kind = Kind.QUOTED if text == text.strip() else Kind.TEXT
    return ScalarNode(text, kind, cell.place)


def _distinct(cell: Cell, read: Any) -> Iterator[tuple[ScalarNode, Node]]:  # noqa: ANN401
    """Pair keys with values, and refuse a key that stands twice."""
    seen: set[str] = set()
    for part in texts_in(cell):
        key, colon, rest = part.partition(":")
        name = bare(key)
        if not colon or not rest.strip():
            message = f"{part.strip()[:SHOWN]!r} is no `key: value` with a colon of ASCII"
            raise WrongError(cell.node, f"{message}; write it so, several parted by |")
        if name in seen:
            raise WrongError(cell.node, f"the key {name[:SHOWN]!r} stands twice; drop one")
        seen.add(name)
        yield ScalarNode(name, Kind.QUOTED, cell.place), read(rest, cell)


def _value(raw: str, cell: Cell) -> Node:
    return _scalar(bare(raw), cell)


def _answer(raw: str, cell: Cell) -> Node:
    """Read one answer: an option, or options in brackets."""
    inner = raw.strip()
    if not (inner.startswith("[") and inner.endswith("]")):
        return _value(raw, cell)
    options = [bare(part) for part in split(inner[1:-1], ",")]
    some = options if options != [""] else []
    return SequenceNode(tuple(_scalar(option, cell) for option in some), cell.place)


def _answered(value: Any) -> str:  # noqa: ANN401 (an answer as files have it)
    """Write one answer."""
    if isinstance(value, list):
        return f"[{', '.join(guarded(option, '|,') for option in value)}]"
    text = _text(value)
    return f"\\{text}" if text.startswith("[") else text


def _text(value: Any) -> str:  # noqa: ANN401 (a scalar as files have it)
    match value:
        case bool():
            return str(value).lower()
        case Decimal():
            return format(value, "f")
        case dt.date():
            return value.isoformat()
    return guarded(str(value))


def _pair(part: str, cell: Cell) -> Node:
    """Read who waits, and for whom."""
    match part.split():
        case [later, word, first] if word == _AFTER:
            both = (_scalar(bare(later), cell), _scalar(bare(first), cell))
            return SequenceNode(both, cell.place)
    shown = part.strip()[:SHOWN]
    message = f"{shown!r} does not say who waits for whom; write `b after a`, parted by |"
    raise WrongError(cell.node, message)
