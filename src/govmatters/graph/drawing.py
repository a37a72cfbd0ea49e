"""
Drawing a registry, or one bundle's part of it, as a networkx graph.

Nodes are named ``kind:id``; a row or an output by its owner and its place from 1, such as
``material:birth_certificate#2``. No id holds a colon, so that names never meet. Every node has
``kind`` and ``name`` (Chinese), every edge ``kind``; whatever else is not stated is absent.
All attributes are text, whole numbers or booleans, so that GraphML takes them.

=================  =============================================================================
node               attributes beside ``kind`` and ``name``
=================  =============================================================================
matter             type, region, accepts_when, statutory_working_days, promised_working_days
catalogue_item     type
material           place, need, existing, copies, when, since, until: a row of a list
material_type      type (``licence``, ``form``, ``proof``, ``other``), issued_by, shared
e_licence          type (GB/T 36902), recognised_in, since, until
exemption          by, regions, subjects, when, basis, since, until
output             place, subject, since, until
bundle             event, region, accepts_when
authority          region
=================  =============================================================================

=================  =============================================================================
edge               from → to
=================  =============================================================================
contains           bundle → matter (as, when, one_of: which choice it belongs to, from 1)
asks               matter or bundle → material
is_of              material → material_type (alternative, from 1; subject, when), one a paper;
                   output → material_type
issues             matter → output
inherits           matter → catalogue_item
handled_by         matter → authority
led_by             bundle → authority
has_elicence       material_type → e_licence
spares             exemption → material_type
limited_to         exemption → matter; an exemption without any holds in every matter
one_form           bundle → material_type: the bundle's form
replaces           bundle → material_type: what the form replaces
waits_for          matter → matter (paper, as, for: the names of the places); only in a bundle's
                   graph: the second issues what the first may have to wait for
after              matter → matter (as, for); only in a bundle's graph: the order that it states
=================  =============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING

import attrs
import networkx as nx

from govmatters.graph.selection import selected
from govmatters.graph.waits import AFTER, bundle_waits
from govmatters.model import (
    Alternative,
    Bundle,
    Exemption,
    Material,
    MaterialType,
    Matter,
    OneOf,
)

if TYPE_CHECKING:
    from govmatters.registry import Registry

__all__ = ["bundle_graph", "registry_graph"]

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@attrs.frozen
class _Node:
    """A node with what it says."""

    id: str
    kind: str
    name: str
    more: Mapping[str, object] = attrs.field(factory=dict)


@attrs.frozen
class _Edge:
    """An edge with what it says."""

    source: str
    kind: str
    target: str
    more: Mapping[str, object] = attrs.field(factory=dict)


_Parts = Iterator[_Node | _Edge]


def registry_graph(registry: Registry) -> nx.MultiDiGraph[str]:
    """
    Draw a registry.

    Args:
        registry: Whatever the day; of a day, if it is that view.

    Returns:
        The nodes and edges that this module documents; nodes by kind, then in the order of
        ids and rows, so that equal registries give equal graphs.

    Examples:
        >>> from govmatters.io import load_document
        >>> registry_graph(load_document({"authorities": {"a": {"name": "甲"}}})).nodes(data=True)
        NodeDataView({'authority:a': {'kind': 'authority', 'name': '甲'}})
    """
    return _drawn(_parts(registry))


def bundle_graph(registry: Registry, bundle: str) -> nx.MultiDiGraph[str]:
    """
    Draw one bundle's part of a registry.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.

    Returns:
        The bundle with its matters, all that these lead to, and the exemptions of their
        papers; besides, who waits for whom.

    Raises:
        UnknownIdError: If there is no such bundle.
    """
    found = registry.bundles[bundle]
    return _drawn([*_parts(selected(registry, found)), *_waits(registry, found)])


def _drawn(parts: Iterable[_Node | _Edge]) -> nx.MultiDiGraph[str]:
    """Put parts together; an edge to what is not there on the day is left out."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    edges = []
    for part in parts:
        if isinstance(part, _Edge):
            edges.append(part)
        else:
            graph.add_node(part.id, **_plain({"kind": part.kind, "name": part.name, **part.more}))
    for edge in edges:
        if edge.source in graph and edge.target in graph:
            graph.add_edge(edge.source, edge.target, **_plain({"kind": edge.kind, **edge.more}))
    return graph


def _plain(attributes: dict[str, object]) -> dict[str, str | int | bool]:
    """Keep what is stated, as GraphML takes it."""
    return {key: _scalar(value) for key, value in attributes.items() if value is not None}


def _scalar(value: object) -> str | int | bool:
    match value:
        case Enum():
            return str(value.value)
        case bool() | int():
            return value
        case tuple():
            return ",".join(str(_scalar(part)) for part in value)
        case _:
            return _UNWRITABLE.sub("\ufffd", str(value))


def _fields(record: object, *names: str) -> dict[str, object]:
    return {name: getattr(record, name) for name in names}


def _parts(registry: Registry) -> _Parts:
    """Draw every record, kind by kind."""
    for authority in registry.authorities.records:
        yield _Node(
            f"authority:{authority.id}", "authority", authority.name, _fields(authority, "region")
        )
    for kind in registry.material_types.records:
        yield from _type(kind)
    for item in registry.catalogue.records:
        yield _Node(f"catalogue_item:{item.id}", "catalogue_item", item.name, _fields(item, "type"))
    for key in registry.matters:
        yield from _matter(registry, registry.matter(key))
    for exemption in registry.exemptions.records:
        yield from _exemption(registry, exemption)
    for bundle in registry.bundles.records:
        yield from _bundle(registry, bundle)


def _type(kind: MaterialType) -> _Parts:
    node = f"material_type:{kind.id}"
    more = {"type": kind.kind, **_fields(kind, "issued_by", "shared")}
    yield _Node(node, "material_type", kind.name, more)
    if kind.elicence is not None:
        more = _fields(kind.elicence, "type", "recognised_in", "since", "until")
        yield _Node(f"e_licence:{kind.id}", "e_licence", kind.name, more)
        yield _Edge(node, "has_elicence", f"e_licence:{kind.id}")


def _matter(registry: Registry, matter: Matter) -> _Parts:
    node = f"matter:{matter.id}"
    days = ("statutory_working_days", "promised_working_days")
    more = _fields(matter, "type", "region", "accepts_when", *days)
    yield _Node(node, "matter", matter.name, more)
    if matter.of is not None:
        yield _Edge(node, "inherits", f"catalogue_item:{matter.of}")
    if matter.authority is not None:
        yield _Edge(node, "handled_by", f"authority:{matter.authority}")
    yield from _rows(registry, node, f"material:{matter.id}", matter.materials or ())
    for place, output in enumerate(matter.outputs or (), start=1):
        issued, paper = f"output:{matter.id}#{place}", output.paper
        more = {"place": place, "subject": paper.subject, **_fields(output, "since", "until")}
        yield _Node(issued, "output", _name(registry, paper.type), more)
        yield _Edge(node, "issues", issued)
        yield _Edge(issued, "is_of", f"material_type:{paper.type}")


def _rows(registry: Registry, owner: str, prefix: str, rows: Iterable[Material]) -> _Parts:
    for place, row in enumerate(rows, start=1):
        node = f"{prefix}#{place}"
        name = row.name or "或".join(_together(registry, one) for one in row.alternatives)
        stated = _fields(row, "need", "existing", "copies", "when", "since", "until")
        yield _Node(node, "material", name, {"place": place, **stated})
        yield _Edge(owner, "asks", node)
        for position, alternative in enumerate(row.alternatives, start=1):
            for paper in alternative.papers:
                more = {
                    "alternative": position,
                    "subject": paper.subject,
                    "when": alternative.when,
                }
                yield _Edge(node, "is_of", f"material_type:{paper.type}", more)


def _together(registry: Registry, alternative: Alternative) -> str:
    return "＋".join(_name(registry, paper.type) for paper in alternative.papers)


def _name(registry: Registry, kind: str) -> str:
    return registry.material_types[kind].name


def _exemption(registry: Registry, exemption: Exemption) -> _Parts:
    node = f"exemption:{exemption.id}"
    name = f"{exemption.by.name_zh}：{_name(registry, exemption.of)}"
    stated = ("by", "regions", "subjects", "when", "basis", "since", "until")
    yield _Node(node, "exemption", name, _fields(exemption, *stated))
    yield _Edge(node, "spares", f"material_type:{exemption.of}")
    for matter in exemption.matters or ():
        yield _Edge(node, "limited_to", f"matter:{matter}")


def _bundle(registry: Registry, bundle: Bundle) -> _Parts:
    node = f"bundle:{bundle.id}"
    yield _Node(node, "bundle", bundle.name, _fields(bundle, "event", "region", "accepts_when"))
    if bundle.lead is not None:
        yield _Edge(node, "led_by", f"authority:{bundle.lead}")
    number = 0
    for entry in bundle.entries:
        number += isinstance(entry, OneOf)
        for place in entry.one_of if isinstance(entry, OneOf) else (entry,):
            choice = number if isinstance(entry, OneOf) else None
            more = {"as": place.alias, "when": place.when, "one_of": choice}
            yield _Edge(node, "contains", f"matter:{place.matter}", more)
    yield from _rows(registry, node, f"material:bundle:{bundle.id}", bundle.materials)
    if bundle.form is not None:
        yield _Edge(node, "one_form", f"material_type:{bundle.form.type}")
        for kind in bundle.form.replaces:
            yield _Edge(node, "replaces", f"material_type:{kind}")


def _waits(registry: Registry, bundle: Bundle) -> _Parts:
    """Draw who may have to wait for whom."""
    waits = bundle_waits(registry, bundle, dated=False)
    matters = {place.key: f"matter:{place.matter}" for place in bundle.matters}
    for waiting, rows in waits.rows.items():
        asked = {ask.paper for row in rows for papers in row.alternatives for ask in papers}
        for paper in sorted(asked):
            is_after = paper.startswith(AFTER)
            for awaited in waits.issuers[paper]:
                if awaited != waiting:
                    more = {"as": waiting, "for": awaited, "paper": None if is_after else paper}
                    kind = "after" if is_after else "waits_for"
                    yield _Edge(matters[waiting], kind, matters[awaited], more)
