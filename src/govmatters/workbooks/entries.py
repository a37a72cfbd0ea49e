"""The rows of lists: each put into the list of its record, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from govmatters.errors import SHOWN
from govmatters.io.context import Context
from govmatters.io.fields import integer
from govmatters.io.nodes import MapNode, Node, ScalarNode, SequenceNode, WrongError
from govmatters.workbooks.bundle_sheets import MATTERS
from govmatters.workbooks.columns import ORDER, Sheet
from govmatters.workbooks.drafts import Draft, lead_text, nested, parts_of, place_of
from govmatters.workbooks.places import grouped
from govmatters.workbooks.tables import Line

__all__ = ["fill_lists"]


@attrs.frozen(eq=False)
class _Entry:
    """One row: its number, if it has one, where that stands, and what it holds."""

    number: int | None
    where: Node | None
    node: MapNode


def fill_lists(
    sheet: Sheet, lines: Iterable[Line], drafts: Iterable[Draft], context: Context
) -> None:
    """
    Read the rows of lists into their records.

    Args:
        sheet: What the lists are.
        lines: The rows.
        drafts: The records, which get the lists.
        context: Gets the faults.
    """
    owners: dict[str, Draft] = {}
    for draft in drafts:
        owners.setdefault(draft.id.text, draft)
    lists: dict[str, list[_Entry]] = {}
    for line in lines:
        owner = lead_text(sheet.lead[0], line, context)
        if owner is None:
            continue
        if owner.text not in owners:
            context.add(_unknown(owner, sheet, owners, context))
            continue
        lists.setdefault(owner.text, []).append(_entry(sheet, line, context))
    for owner_id, entries in lists.items():
        _fill(owners[owner_id], sheet, entries, context)


def _unknown(
    owner: ScalarNode, sheet: Sheet, owners: Mapping[str, Draft], context: Context
) -> WrongError:
    """Say that there is no such record."""
    title = sheet.lead[0].names
    hint = context.hint(owner.text, owners, f"add it to the sheet {title}, or mend this")
    return WrongError(owner, f"no {owner.text[:SHOWN]!r} in the sheet {title}; {hint}")


def _entry(sheet: Sheet, line: Line, context: Context) -> _Entry:
    where = line.nodes.get(ORDER)
    number = None if where is None else context.attempt(integer(), where)
    parts = parts_of(sheet, line, context)
    return _Entry(number, where, nested(parts, place_of(sheet, line)))


def _fill(draft: Draft, sheet: Sheet, entries: list[_Entry], context: Context) -> None:
    """Put the entries of one record in order."""
    empty = draft.parts.get(sheet.below)
    if empty is not None:
        message = f"says that there is none, but the sheet {sheet.title} has some; clear one"
        context.add(WrongError(empty, message))
    nodes = _ordered(entries, context)
    items = grouped(nodes, context) if sheet.below == MATTERS else nodes
    draft.parts[sheet.below] = SequenceNode(tuple(items), entries[0].node.file)


def _ordered(entries: list[_Entry], context: Context) -> list[MapNode]:
    """Sort by number; a row without one stands behind the row before it in the sheet."""
    last = 0
    placed: list[tuple[int, MapNode]] = []
    seen: set[int] = set()
    for entry in entries:
        if entry.number is not None:
            last = entry.number
        if entry.number in seen and entry.where is not None:
            message = f"the number {last} stands twice for this record; clear or change one"
            context.add(WrongError(entry.where, message))
        seen |= {entry.number} if entry.number is not None else set()
        placed.append((last, entry.node))
    return [node for _, node in sorted(placed, key=lambda pair: pair[0])]
