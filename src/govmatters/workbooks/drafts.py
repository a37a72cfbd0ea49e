"""Rows to the nodes of a document: records, and the entries of their lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from govmatters.errors import SHOWN
from govmatters.io.context import Context
from govmatters.io.fields import is_null
from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, SequenceNode, WrongError
from govmatters.workbooks import kinds
from govmatters.workbooks.columns import Column, Path, Sheet
from govmatters.workbooks.tables import Line

__all__ = ["Draft", "Parts", "nested", "parts_of", "records_of"]

Parts = dict[Path, Node]
"""What a row holds, by the key of the format."""

_NO = (kinds.NO_KEYS, kinds.NO_ROWS)


@attrs.define(eq=False)
class Draft:
    """
    A record on its way into a document.

    Attributes:
        id: Its id.
        place: Where it is blamed as a whole: a cell that must be filled in and is not, else
            its id.
        parts: What it holds.
    """

    id: ScalarNode
    place: str
    parts: Parts

    @property
    def node(self) -> MapNode:
        """The record."""
        return nested(self.parts, self.place)


def records_of(sheet: Sheet, lines: Iterable[Line], context: Context) -> list[Draft]:
    """
    Read the rows of records.

    Args:
        sheet: What they are.
        lines: The rows.
        context: Gets the faults.

    Returns:
        The records in the order of their rows; an id may come twice. A row that has nothing
        but an id that came before and lists goes on with the lists of that record.
    """
    drafts: list[Draft] = []
    first: dict[str, Draft] = {}
    for line in lines:
        key = lead_text(sheet.lead[0], line, context)
        if key is None:
            continue
        parts = parts_of(sheet, line, context)
        known = first.get(key.text)
        if known is not None and all(column.kind.is_list for column in line.filled - {*sheet.lead}):
            _go_on(known, parts, context)
            continue
        draft = Draft(key, place_of(sheet, line), parts)
        first.setdefault(key.text, draft)
        drafts.append(draft)
    return drafts


def lead_text(column: Column, line: Line, context: Context) -> ScalarNode | None:
    """Read whose row it is; None, and a fault, if it does not say."""
    node = line.nodes.get(column)
    if isinstance(node, ScalarNode):
        return node
    if column not in line.filled and column in line.places:
        message = f"{column.heading} is empty; write whose row this is, or clear the row"
        context.add(WrongError(ScalarNode("", Kind.NULL, line.place(column)), message))
    return None


def place_of(sheet: Sheet, line: Line) -> str:
    """Tell where a row is blamed as a whole."""
    lacking = (column for column in sheet.columns if column.required and column not in line.nodes)
    column = next((one for one in lacking if one in line.places), sheet.lead[0])
    return line.place(column)


def parts_of(sheet: Sheet, line: Line, context: Context) -> Parts:
    """Take what a row holds, and blame what contradicts itself."""
    stated = {column: line.nodes[column] for column in sheet.keys if column in line.nodes}
    parts = {column.path: node for column, node in stated.items() if not is_null(node)}
    for column, node in stated.items():
        says_none = not is_null(node) if column.kind in _NO else is_null(node)
        if not says_none:
            continue
        inside = [one for one in stated if one.path[:-1][: len(column.path)] == column.path]
        filled = [one.heading for one in inside if one.path in parts]
        if filled:
            said = f"{column.heading} says that there is none"
            message = f"{said}, but {filled[0]} is filled in; clear one of them"
            context.add(WrongError(node, message))
    return parts


def nested(parts: Mapping[Path, Node], place: str) -> MapNode:
    """
    Put parts together.

    Args:
        parts: By key, inwards; an empty map may stand beside what fills it.
        place: Where the whole stands.

    Returns:
        The map.
    """
    groups: dict[str, Parts] = {}
    for path, node in parts.items():
        groups.setdefault(path[0], {})[path[1:]] = node
    return MapNode(tuple(_pairs(groups)), place)


def _pairs(groups: Mapping[str, Parts]) -> Iterator[tuple[ScalarNode, Node]]:
    for key, inner in groups.items():
        alone = inner.pop((), None)
        node = alone if alone is not None and not inner else nested(inner, _place(inner))
        yield ScalarNode(key, Kind.QUOTED, node.file), node


def _place(parts: Parts) -> str:
    return next(iter(parts.values())).file


def _go_on(draft: Draft, parts: Parts, context: Context) -> None:
    """Add lists to those of a record."""
    for path, more in parts.items():
        match draft.parts.get(path), more:
            case SequenceNode() as begun, SequenceNode():
                draft.parts[path] = attrs.evolve(begun, items=begun.items + more.items)
            case MapNode() as begun, MapNode():
                draft.parts[path] = _joined(begun, more, context)
            case _:
                draft.parts[path] = more


def _joined(begun: MapNode, more: MapNode, context: Context) -> MapNode:
    """Add to a map; a key that stands there already is blamed."""
    known = {key.text for key, _ in begun.pairs}
    for key, _ in more.pairs:
        if key.text in known:
            message = f"the key {key.text[:SHOWN]!r} stands in the row before too; drop one"
            context.add(WrongError(key, message))
    fresh = tuple(pair for pair in more.pairs if pair[0].text not in known)
    return attrs.evolve(begun, pairs=begun.pairs + fresh)
