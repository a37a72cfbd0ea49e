"""The matters of a bundle as rows: a choice among matters is a group of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from govmatters.io.context import Context
from govmatters.io.nodes import (
    Kind,
    MapNode,
    Node,
    ScalarNode,
    SequenceNode,
    WrongError,
    child_of,
    text_of,
)
from govmatters.workbooks.bundle_sheets import GROUP, NONE_ALLOWED

__all__ = ["flattened", "grouped"]

_GROUP, _NONE = GROUP[0], NONE_ALLOWED[0]


def flattened(entries: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """
    Write the matters of a bundle as rows.

    Args:
        entries: As files have them: ids, places, choices of places.

    Yields:
        A place each; those of one choice have the same number under ``one_of``.
    """
    number = 0
    for entry in entries:
        if not isinstance(entry, dict) or _GROUP not in entry:
            yield _place(entry)
            continue
        number += 1
        group = {_GROUP: str(number), **({_NONE: True} if _NONE in entry else {})}
        for place in entry[_GROUP]:
            yield {**_place(place), **group}


def _place(entry: Any) -> dict[str, Any]:  # noqa: ANN401 (an id, or a place)
    return entry if isinstance(entry, dict) else {"matter": entry}


def grouped(rows: Iterable[MapNode], context: Context) -> Iterator[Node]:
    """
    Read rows as the matters of a bundle.

    Args:
        rows: Those of one bundle, in order.
        context: Gets the faults.

    Yields:
        Places, and choices of places where their first place stands.
    """
    groups: dict[str | int, list[MapNode]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(text_of(row, _GROUP) or number, []).append(row)
    for name, some in groups.items():
        yield some[0] if isinstance(name, int) else _choice(some, context)


def _choice(rows: list[MapNode], context: Context) -> MapNode:
    """Join the rows of a group, which must agree on whether none is allowed."""
    first = rows[0]
    stated = [node for row in rows if (node := child_of(row, _NONE)) is not None]
    said = {text_of(row, _NONE) or "false" for row in rows}
    if len(said) > 1:
        message = (
            "the rows of this group differ on whether none is allowed; write 是 in all or none"
        )
        context.add(WrongError(stated[0], message))
    places: tuple[Node, ...] = tuple(_bare(row) for row in rows)
    pairs = [(_scalar(_GROUP, first), SequenceNode(places, first.file))]
    allowed = [(_scalar(_NONE, first), _scalar("allowed", first))] if "true" in said else []
    return MapNode((*pairs, *allowed), first.file)


def _bare(row: MapNode) -> MapNode:
    """Take what belongs to the place alone."""
    pairs = tuple(pair for pair in row.pairs if pair[0].text not in {_GROUP, _NONE})
    return MapNode(pairs, row.file)


def _scalar(text: str, where: MapNode) -> ScalarNode:
    return ScalarNode(text, Kind.QUOTED, where.file)
