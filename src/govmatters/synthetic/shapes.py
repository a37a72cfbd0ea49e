"""
The shape of a registry: how many rows, which are shared, spared or conditional, and how often.

A shape holds what was counted, one entry a thing that was counted, so that to draw an entry is
to draw from the distribution. It holds no names and no codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import attrs

from govmatters.errors import InvalidEntryError
from govmatters.io.loading import load
from govmatters.io.unstructuring import unstructured
from govmatters.model import Material, Matter
from govmatters.registry import Registry

__all__ = ["Kind", "Profile", "Row", "Shape", "portal_shape", "shape_of"]

COMMON = 3
"""From how many matters on a paper is common: its share of all papers stays when a registry
grows; of the rarer ones there are then more."""

_PORTAL = "hunan-portal"
_KEPT = (
    *("type", "levels", "audience", "statutory_working_days", "promised_working_days"),
    *("trips", "steps", "online", "scope", "high_frequency"),
)
_OF_GUIDE = ("kind", "channels", "result")
_OF_ROW = ("need", "copies", "copy", "medium", "existing")
_OF_TYPE = ("kind", "issued_by", "shared", "elicence")


@attrs.frozen
class Profile:
    """
    What one matter states beside its list.

    Attributes:
        fields: Days, trips, levels and the like, as in a file.
        laws: How many laws it rests on.
        outputs: How many papers it issues.
        office: Which of the authorities handles it, from 0, the busiest first.
    """

    fields: dict[str, Any]
    laws: int
    outputs: int
    office: int


@attrs.frozen
class Row:
    """
    One row of a list.

    Attributes:
        fields: Copies, medium and the like, as in a file.
        papers: For each alternative, of how many papers it is.
        is_conditional: Whether it applies at times only.
    """

    fields: dict[str, Any]
    papers: tuple[int, ...]
    is_conditional: bool


@attrs.frozen
class Kind:
    """
    What kind of paper a material type is.

    Attributes:
        fields: As in a file.
        uses: How many matters ask for it.
    """

    fields: dict[str, Any]
    uses: int

    @property
    def is_electronic(self) -> bool:
        """Whether there is an electronic licence."""
        return "elicence" in self.fields


@attrs.frozen(kw_only=True)
class Shape:
    """
    The shape of the matters of a registry that state their lists.

    Attributes:
        profiles: One a matter.
        lists: Rows of each list, at least one.
        rows: One a row.
        common: Papers that `COMMON` matters or more ask for.
        rare: The others.
        linked: How many askings are for a paper that another matter issues.
        askings: How many there are: a matter that asks for a paper, once or more.
        marks: By whether there is an electronic licence: for each asking the mechanism of an
            exemption that spares the paper there, or None.
        bundles: How many matters each bundle has.
    """

    profiles: tuple[Profile, ...]
    lists: tuple[int, ...]
    rows: tuple[Row, ...]
    common: tuple[Kind, ...]
    rare: tuple[Kind, ...]
    linked: int
    askings: int
    marks: dict[bool, tuple[str | None, ...]]
    bundles: tuple[int, ...]


@cache
def portal_shape() -> Shape:
    """Measure a provincial portal's records, which ship with the package (data/matters/hunan)."""
    return shape_of(load(), source=_PORTAL)


def shape_of(registry: Registry, *, source: str | None = None) -> Shape:
    """
    Measure the shape of a registry.

    Args:
        registry: Any.
        source: Only of records that rest on this source; None: of all.

    Returns:
        The shape of the matters whose lists have at least one row.

    Raises:
        InvalidEntryError: If no matter states its list.
    """
    written = unstructured(registry)
    own = [one for one in registry.matters.records if source in {None, one.source}]
    matters = [one for one in (registry.matter(one.id) for one in own) if one.materials]
    if not matters:
        problem = "no matter states its list, so that there is no shape; name another registry"
        raise InvalidEntryError(subject="like", problem=problem)
    asked = [(matter, kind) for matter in matters for kind in _types(matter)]
    issued = _issuers(registry)
    linked = [one for one in asked if issued.get(one[1], set()) - {one[0].id}]
    uses = Counter(kind for _, kind in asked if not issued.get(kind))
    kinds = [
        Kind(_some(written["material_types"][k], _OF_TYPE), n) for k, n in sorted(uses.items())
    ]
    rows = [row for matter in matters for row in matter.materials or ()]
    return Shape(
        profiles=tuple(_profiles(matters, written)),
        lists=tuple(len(matter.materials or ()) for matter in matters),
        rows=tuple(map(_row, rows)),
        common=tuple(sorted((k for k in kinds if k.uses >= COMMON), key=lambda k: -k.uses)),
        rare=tuple(kind for kind in kinds if kind.uses < COMMON),
        linked=len(linked),
        askings=len(asked),
        marks=_marks(registry, asked),
        bundles=tuple(
            len(b.matters) for b in registry.bundles.records if source in {None, b.source}
        ),
    )


def _types(matter: Matter) -> list[str]:
    """Name the material types that a matter asks for, each once."""
    alternatives = [one for row in matter.materials or () for one in row.alternatives]
    return sorted({paper.type for one in alternatives for paper in one.papers})


def _issuers(registry: Registry) -> dict[str, set[str]]:
    """Name the matters that issue a paper, by material type."""
    found: dict[str, set[str]] = {}
    for one in registry.matters.records:
        for output in registry.matter(one.id).outputs or ():
            found.setdefault(output.paper.type, set()).add(one.id)
    return found


def _profiles(matters: Iterable[Matter], written: dict[str, Any]) -> Iterator[Profile]:
    """Take what matters state, as files have it; of an inherited field the item's."""
    listed = list(matters)
    busy = Counter(str(matter.authority) for matter in listed)
    ranks = {
        name: rank for rank, name in enumerate(sorted(busy, key=lambda one: (-busy[one], one)))
    }
    for matter in listed:
        item = written.get("catalogue", {}).get(matter.of, {})
        stated = item | written["matters"][matter.id]
        guide = stated.get("guide", {})
        fields = _some(stated, _KEPT)
        kept = _some(guide, _OF_GUIDE)
        if "fee" in guide:
            kept["fee"] = {"charged": guide["fee"]["charged"]}
        if "intermediary" in guide:
            kept["intermediary"] = {"needed": guide["intermediary"]["needed"]}
        if kept:
            fields["guide"] = kept
        laws, outputs = len(matter.laws or ()), len(matter.outputs or ())
        yield Profile(fields, laws, outputs, ranks[str(matter.authority)])


def _row(row: Material) -> Row:
    """Take what a row is like."""
    fields: dict[str, Any] = {
        name: value if isinstance(value, bool | int) else str(value)
        for name in _OF_ROW
        if (value := getattr(row, name)) != _DEFAULTS[name]
    }
    papers = tuple(len(one.papers) for one in row.alternatives)
    return Row(fields, papers, row.when is not None)


_DEFAULTS = {field.name: field.default for field in attrs.fields(Material)}


def _some(record: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Keep some keys; of an electronic licence only that there is one."""
    kept = {name: record[name] for name in names if name in record}
    return kept | ({"elicence": {}} if "elicence" in kept else {})


def _marks(
    registry: Registry, asked: Iterable[tuple[Matter, str]]
) -> dict[bool, tuple[str | None, ...]]:
    """Take for each asking the first mechanism that spares it, by electronic licence or none."""
    found: dict[bool, list[str | None]] = {False: [], True: []}
    for matter, kind in asked:
        is_electronic = registry.material_types[kind].elicence is not None
        found[is_electronic].append(next(_mechanisms(registry, matter, kind), None))
    return {key: tuple(value) for key, value in found.items()}


def _mechanisms(registry: Registry, matter: Matter, kind: str) -> Iterator[str]:
    where = matter.region
    for one in registry.exemptions_by_type.get(kind, ()):
        named = one.matters is None or matter.id in one.matters
        around = registry.geography.ancestors(where) if where else ()
        if named and (one.regions is None or not set(one.regions).isdisjoint(around)):
            yield str(one.by)
