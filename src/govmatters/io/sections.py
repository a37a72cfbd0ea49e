"""The collections of a file, and how their records are found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from govmatters.errors import SHOWN
from govmatters.io.bundles import BUNDLE
from govmatters.io.documents import check_format
from govmatters.io.fields import found, identifier
from govmatters.io.links import question_id
from govmatters.io.matters import CATALOGUE_ITEM, MATTER
from govmatters.io.nodes import (
    MapNode,
    Node,
    ScalarNode,
    SequenceNode,
    WrongError,
    child_of,
    place_of,
)
from govmatters.io.records import (
    AGREEMENT,
    AUTHORITY,
    EXEMPTION,
    MATERIAL_TYPE,
    QUESTION,
    REGION,
    SOURCE,
    TARGET,
    TASK,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govmatters.io.context import Context
    from govmatters.io.shapes import Shape
    from govmatters.model import Paper

__all__ = ["FORMAT", "SHAPES", "Entry", "entries_of", "found_entries", "is_new", "structured"]

FORMAT = "govmatters/1"
"""What the key ``format`` says in a file of the registry."""

SHAPES: dict[str, Shape[Any]] = {
    "regions": REGION,
    "questions": QUESTION,
    "sources": SOURCE,
    "authorities": AUTHORITY,
    "material_types": MATERIAL_TYPE,
    "catalogue": CATALOGUE_ITEM,
    "matters": MATTER,
    "exemptions": EXEMPTION,
    "bundles": BUNDLE,
    "agreements": AGREEMENT,
    "targets": TARGET,
    "tasks": TASK,
}
"""The shape of each collection's records; what others rest on comes first."""


@attrs.define
class Entry:
    """
    One record in a file.

    Attributes:
        collection: The key under which it stands.
        id: Its id.
        key: Where its id stands.
        node: What it holds.
        record: What it became; None if it is at fault.
        papers: The papers that it names, with their places.
    """

    collection: str
    id: str
    key: ScalarNode
    node: Node
    record: Any = None
    papers: tuple[tuple[Paper, Node], ...] = ()


def entries_of(root: Node, context: Context) -> list[Entry]:
    """
    Find the records of a file.

    Args:
        root: The file's document.
        context: Gets the faults, and the ids.

    Returns:
        The records in the order of the file, without those whose id stood before.
    """
    return [entry for entry in found_entries(root, context) if is_new(entry, context)]


def found_entries(root: Node, context: Context) -> list[Entry]:
    """
    Find the records of a file, those included whose id stood before.

    Args:
        root: The file's document.
        context: Gets the faults.

    Returns:
        The records in the order of the file.
    """
    try:
        check_format(root, FORMAT)
    except WrongError as wrong:
        context.add(wrong)
        if child_of(root, "format") is not None:
            return []
    entries: list[Entry] = []
    for key, section in root.pairs if isinstance(root, MapNode) else ():
        if key.text in SHAPES:
            entries.extend(_section(key.text, section, context))
        elif key.text != "format":
            known = ["format", *SHAPES]
            hint = context.hint(key.text, known, f"they are {', '.join(known)}")
            context.add(WrongError(key, f"no collection {key.text[:SHOWN]!r}; {hint}"))
    return entries


def structured(entry: Entry, context: Context) -> None:
    """
    Read a record.

    Args:
        entry: Gets the record and its papers.
        context: Gets the faults.
    """
    shape = SHAPES[entry.collection]
    context.papers = []
    context.owner = f"{shape.noun} {entry.id[:SHOWN]!r}"
    entry.record = shape.read(entry.node, context, {"id": entry.id})
    context.owner = ""
    entry.papers = tuple(context.papers)


def _section(collection: str, section: Node, context: Context) -> Iterator[Entry]:
    """Find the records of one collection; exemptions are a list, the others a map by id."""
    if collection == "exemptions":
        yield from _listed(section, context)
        return
    if not isinstance(section, MapNode):
        message = f"{collection} wants a map of ids to records, got {found(section)}"
        context.add(WrongError(section, message))
        return
    parse = question_id if collection == "questions" else identifier
    for key, node in section.pairs:
        name = context.attempt(parse, key)
        if name is not None:
            yield Entry(collection, name, key, node)
        else:
            context.broken.add(key.text)


def _listed(section: Node, context: Context) -> Iterator[Entry]:
    if not isinstance(section, SequenceNode):
        message = f"exemptions wants a list of records with `id`, got {found(section)}"
        context.add(WrongError(section, message))
        return
    for node in section.items:
        key = node.get("id") if isinstance(node, MapNode) else None
        if not isinstance(node, MapNode) or key is None:
            lack = "this exemption has no `id`; write it"
            message = lack if isinstance(node, MapNode) else f"an exemption is a map, got {node}"
            context.add(WrongError(node, message))
            continue
        name = context.attempt(identifier, key)
        if name is not None and isinstance(key, ScalarNode):
            pairs = tuple(pair for pair in node.pairs if pair[0].text != "id")
            yield Entry("exemptions", name, key, attrs.evolve(node, pairs=pairs))


def is_new(entry: Entry, context: Context) -> bool:
    """
    Remember an id; blame one that stands twice, naming both places.

    Args:
        entry: A record.
        context: Gets the id, and the fault.

    Returns:
        Whether no record of its collection had the id before.
    """
    places = context.ids.setdefault(entry.collection, {})
    first = places.setdefault(entry.id, entry.key)
    if first is entry.key:
        return True
    where = place_of(first)
    message = f"{entry.collection} has {entry.id!r} twice, first at {where}; drop or rename one"
    context.add(WrongError(entry.key, message))
    return False
