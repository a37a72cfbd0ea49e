"""What a registry holds, in short."""

from __future__ import annotations

import attrs

from govmatters.model import Published
from govmatters.registry import Registry
from govmatters.tables import Table

__all__ = ["BundleSummary", "Overview", "overview_of", "tables_of"]


@attrs.frozen(kw_only=True)
class BundleSummary:
    """
    A bundle in one line.

    Attributes:
        id: Its id.
        name: Its Chinese name.
        region: Code of its region.
        matters: How many matters it has.
        rows: How many rows their lists have.
        published: What its authority claims.
    """

    id: str
    name: str
    region: str
    matters: int
    rows: int
    published: Published | None


@attrs.frozen(kw_only=True)
class Overview:
    """
    What a registry holds.

    Attributes:
        digest: Of its content.
        counts: How many records, by noun.
        bundles: Its bundles, by id.
    """

    digest: str
    counts: dict[str, int]
    bundles: tuple[BundleSummary, ...]


def tables_of(registry: Registry) -> dict[str, Table]:  # type: ignore[type-arg]
    """
    Take the tables of a registry by their nouns.

    Args:
        registry: Any registry.

    Returns:
        ``"bundle"`` and ``"matter"`` first, then the others in the order of the format.
    """
    fields = (getattr(registry, field.name) for field in attrs.fields(Registry))
    tables = {table.noun: table for table in fields if isinstance(table, Table)}
    return {noun: tables[noun] for noun in dict.fromkeys(["bundle", "matter", *tables])}


def overview_of(registry: Registry) -> Overview:
    """
    Sum a registry up.

    Args:
        registry: Any registry.

    Returns:
        Its counts and bundles.

    Examples:
        >>> overview_of(Registry()).counts["matter"]
        0
    """
    return Overview(
        digest=registry.digest,
        counts={noun: len(table) for noun, table in tables_of(registry).items()},
        bundles=tuple(
            BundleSummary(
                id=bundle.id,
                name=bundle.name,
                region=bundle.region,
                matters=len(bundle.matters),
                rows=sum(
                    len(registry.matter(place.matter).materials or ()) for place in bundle.matters
                ),
                published=bundle.published,
            )
            for bundle in registry.bundles.records
        ),
    )
