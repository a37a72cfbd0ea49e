"""One bundle's part of a registry: the records that it leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

import attrs

from govmatters.model import Bundle, Matter
from govmatters.registry import Registry
from govmatters.tables import Record, Table

__all__ = ["selected"]

_R = TypeVar("_R", bound=Record)


def selected(registry: Registry, bundle: Bundle) -> Registry:
    """
    Keep what a bundle leads to.

    Args:
        registry: Holds the bundle.
        bundle: One of its bundles.

    Returns:
        The bundle, its matters with their catalogue items and authorities, the material
        types of their papers, and the exemptions that may spare these in them. Nothing that
        stays names a record that is gone, exemptions aside, whose `matters` may.
    """
    matters = {place.matter: registry.matter(place.matter) for place in bundle.matters}
    types = set(_types(bundle, matters))
    authorities = {bundle.lead, *(matter.authority for matter in matters.values())}
    return attrs.evolve(
        registry,
        authorities=_kept(registry.authorities, authorities),
        material_types=_kept(registry.material_types, types),
        catalogue=_kept(registry.catalogue, {matter.of for matter in matters.values()}),
        matters=_kept(registry.matters, set(matters)),
        exemptions=Table.of(
            registry.exemptions.noun,
            (
                one
                for one in registry.exemptions.records
                if one.of in types
                and (one.matters is None or not matters.keys().isdisjoint(one.matters))
            ),
        ),
        bundles=Table.of(registry.bundles.noun, (bundle,)),
    )


def _kept(table: Table[_R], keys: Collection[str | None]) -> Table[_R]:
    return Table.of(table.noun, (record for record in table.records if record.id in keys))


def _types(bundle: Bundle, matters: dict[str, Matter]) -> Iterator[str]:
    """Name the material types of all papers, and those of the form."""
    rows = [*bundle.materials, *(row for one in matters.values() for row in one.materials or ())]
    for row in rows:
        yield from (paper.type for paper in row.papers)
    for matter in matters.values():
        yield from (output.paper.type for output in matter.outputs or ())
    if bundle.form is not None:
        yield from (bundle.form.type, *bundle.form.replaces)
