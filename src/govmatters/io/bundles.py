"""The shape of a bundle, and what must hold among its own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govmatters.errors import SHOWN
from govmatters.io.facts import read_facts
from govmatters.io.fields import choice, found, identifier, integer, list_of, map_of, text
from govmatters.io.links import condition, paper, reference, region
from govmatters.io.nodes import (
    MapNode,
    ScalarNode,
    SequenceNode,
    WrongError,
    child_of,
    items_of,
    text_of,
)
from govmatters.io.rows import MATERIAL, PROVENANCE
from govmatters.io.shapes import Shape, Values
from govmatters.model import (
    Audience,
    Bundle,
    BundleMatter,
    Counts,
    Form,
    Mechanism,
    OneOf,
    Published,
    PublishedPaper,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govmatters.io.context import Context
    from govmatters.io.nodes import Node

__all__ = [
    "BUNDLE",
    "FORM",
    "ONE_OF",
    "PLACE",
    "PUBLISHED",
    "PUBLISHED_PAPER",
    "matter_of",
    "places_of",
]


def _place(node: Node, context: Context) -> BundleMatter | None:
    """Read a matter's place, which may be its id alone."""
    if isinstance(node, ScalarNode):
        return BundleMatter(matter=reference("matters")(node, context))
    return PLACE(node, context)


def _entry(node: Node, context: Context) -> BundleMatter | OneOf | None:
    """Read a matter's place, or a choice of places."""
    if isinstance(node, MapNode) and node.get("one_of") is not None:
        return ONE_OF(node, context)
    return _place(node, context)


def _allowed(node: Node, context: Context) -> bool:
    """Read ``none: allowed``."""
    value = text(node, context)
    if value != "allowed":
        message = f"wants `none: allowed`, got {value[:SHOWN]!r}; leave the key out otherwise"
        raise WrongError(node, message)
    return True


def _pair(node: Node, context: Context) -> tuple[str, str]:
    """Read ``[who waits, for whom]``."""
    if not isinstance(node, SequenceNode) or len(node.items) != 2:  # noqa: PLR2004
        raise WrongError(node, f"wants a pair [who waits, for whom], got {found(node)}")
    waiting, first = (identifier(item, context) for item in node.items)
    if waiting == first:
        raise WrongError(node, f"{waiting!r} would wait for itself; drop the pair")
    return waiting, first


def places_of(bundle: Node) -> Iterator[Node]:
    """Walk the places of matters, with those of `one_of`."""
    for entry in items_of(bundle, "matters"):
        yield from items_of(entry, "one_of") if child_of(entry, "one_of") is not None else (entry,)


def matter_of(place: Node) -> str | None:
    """Tell the id of the matter at a place."""
    return place.text if isinstance(place, ScalarNode) else text_of(place, "matter")


def _keys(values: Values, node: MapNode, context: Context) -> None:
    """Check that each key is one matter's, and that `after` names keys."""
    del values
    keys: dict[str, Node] = {}
    for place in places_of(node):
        key = text_of(place, "as") or matter_of(place)
        if key is not None and keys.setdefault(key, place) is not place:
            message = f"{key[:SHOWN]!r} stands twice in the bundle; give one of them a name by `as`"
            context.add(WrongError(place, message))
    for pair in items_of(node, "after"):
        for item in pair.items if isinstance(pair, SequenceNode) else ():
            if isinstance(item, ScalarNode) and item.text not in keys:
                hint = context.hint(item.text, keys, f"they are {', '.join(keys)}")
                message = f"no matter {item.text[:SHOWN]!r} in the bundle; {hint}"
                context.add(WrongError(item, message))


PLACE = Shape(
    "matter's place",
    BundleMatter,
    {
        "matter": reference("matters"),
        "as": identifier,
        "when": condition,
        "roles": map_of(identifier, identifier),
    },
    required=("matter",),
    attributes={"as": "alias"},
)

ONE_OF = Shape(
    "one_of",
    OneOf,
    {"one_of": list_of(_place, low=2), "none": _allowed},
    attributes={"none": "none_allowed"},
)

FORM = Shape(
    "form",
    Form,
    {
        "is": reference("material_types"),
        "replaces": list_of(reference("material_types")),
    },
    required=("is",),
    attributes={"is": "type"},
)

PUBLISHED_PAPER = Shape(
    "published paper",
    PublishedPaper,
    {"needs": paper, "by": choice(Mechanism)},
    required=("needs",),
    attributes={"needs": "paper"},
)

PUBLISHED = Shape(
    "published",
    Published,
    {
        "materials_before": integer(),
        "materials_after": integer(),
        "days_before": integer(),
        "days_after": integer(),
        "trips_before": integer(),
        "trips_after": integer(),
        "steps_before": integer(),
        "steps_after": integer(),
        "counts": choice(Counts),
        "list": list_of(PUBLISHED_PAPER, distinct=False),
        **PROVENANCE,
    },
    attributes={"list": "papers"},
)

BUNDLE = Shape(
    "bundle",
    Bundle,
    {
        "name": text,
        "event": text,
        "audience": choice(Audience),
        "region": region,
        "lead": reference("authorities"),
        "roles": list_of(identifier),
        "matters": list_of(_entry, low=1, distinct=False),
        "after": list_of(_pair, distinct=False),
        "window": text,
        "form": FORM,
        "accepts_when": condition,
        "given": read_facts,
        "materials": list_of(MATERIAL, distinct=False),
        "steps": integer(),
        "promised_working_days": integer(),
        "published": PUBLISHED,
        **PROVENANCE,
    },
    required=("name", "region", "matters"),
    attributes={"matters": "entries"},
    checks=(_keys,),
)
