"""The matters of a bundle as rows: a choice among matters is a group of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, SequenceNode, WrongError, text_of
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


def grouped(rows: Iterable[MapNode]) -> Iterator[Node]:
    """
    Read rows as the matters of a bundle.

    Args:
        rows: Those of one bundle, in order.

    Yields:
        Places, and choices of places where their first place stands.

    Raises:
        WrongError: If the rows of a group do not agree on whether none is allowed.
    """
    groups: dict[str | None, list[MapNode]] = {}
    for row in rows:
        groups.setdefault(_name(row), []).append(row)
        if _name(row) is None:
            groups[f"\0{len(groups)}"] = groups.pop(None)
    for name, some in groups.items():
        yield some[0] if name is None or name.startswith("\0") else _choice(some)


def _name(row: MapNode) -> str | None:
    return text_of(row, _GROUP)


def _choice(rows: list[MapNode]) -> MapNode:
    """Join the rows of a group."""
    first = rows[0]
    said = {text_of(row, _NONE) or "false" for row in rows}
    if len(said) > 1:
        message = "the rows of this group differ on whether none is allowed; mend it"
        raise WrongError(first, message)
    places: tuple[Node, ...] = tuple(_bare(row) for row in rows)
    pairs = [(_scalar(_GROUP, first), SequenceNode(places, first.file))]
    allowed = [(_scalar(_NONE, first), _scalar("allowed", first))] if said == {"true"} else []
    return MapNode((*pairs, *allowed), first.file)


def _bare(row: MapNode) -> MapNode:
    """Take what belongs to the place alone."""
    pairs = tuple(pair for pair in row.pairs if pair[0].text not in {_GROUP, _NONE})
    return MapNode(pairs, row.file)


def _scalar(text: str, where: MapNode) -> ScalarNode:
    return ScalarNode(text, Kind.QUOTED, where.file)
