"""A few rows put together into an ordinary registry, with the records that they name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from govmatters.model import Bundle
from govmatters.national.edited import refuse_edited_rows
from govmatters.national.reading import Records, Row, matter_of
from govmatters.national.tables import with_tables
from govmatters.registry import Registry

__all__ = ["registry_of_rows"]


def registry_of_rows(
    records: Records, rows: Sequence[Row], bundles: Iterable[Bundle] = ()
) -> Registry:
    """
    Make a registry of a few rows.

    Args:
        records: What they name.
        rows: Their columns.
        bundles: Bundles of these matters.

    Returns:
        Common records, these bundles, and the matters with their items and authorities.
        Exemptions and agreements keep of what they name what is there; those that keep nothing
        are left out.

    Raises:
        LoadError: With every fault of what was read.
    """
    refuse_edited_rows(records, rows)
    some = tuple(bundles)
    items = {one.id: one for one in records.items(_distinct(row["of"] for row in rows))}
    texts = _distinct(row["differs"] for row in rows)
    stated = dict(zip(texts, records.contents(texts), strict=True))
    matters = [
        matter_of(row, stated[row["differs"] or ""], items[row["of"]].name if row["of"] else None)
        for row in rows
    ]
    owners = [row["authority"] for row in rows] + [one.authority for one in items.values()]
    whose = _distinct([*owners, *(one.lead for one in some)])
    registry = with_tables(
        records.common,
        catalogue=tuple(items.values()),
        authorities=records.authorities(whose),
        bundles=some,
        matters=tuple(matters),
    )
    return _narrowed(registry)


def _distinct(keys: Iterable[str | None]) -> list[str]:
    return sorted({key for key in keys if key is not None})


def _narrowed(registry: Registry) -> Registry:
    """Keep of what exemptions and agreements name what is there."""
    there = frozenset(registry.matters)
    known = there | frozenset(registry.catalogue)
    codes = {one.codes.basic for one in registry.matters.records if one.codes is not None}
    codes |= {one.codes.basic for one in registry.catalogue.records if one.codes is not None}
    exemptions = [
        one if one.matters is None else attrs.evolve(one, matters=_kept(one.matters, there))
        for one in registry.exemptions.records
    ]
    agreements = [
        one if one.items is None else attrs.evolve(one, items=_kept(one.items, known | codes))
        for one in registry.agreements.records
    ]
    return with_tables(
        registry,
        exemptions=tuple(one for one in exemptions if one.matters != ()),
        agreements=tuple(one for one in agreements if one.items != ()),
    )


def _kept(keys: tuple[str, ...], there: frozenset[str | None]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in there)
