"""Which papers matters and bundles ask for on a day, and where in their lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from govmatters.measures.supplies import AskedRow
from govmatters.model import Alternative, Material, Matter, Paper, holds_on
from govmatters.registry import Registry

__all__ = ["Asker", "askers_of", "is_inside", "papers_of"]


@attrs.frozen(kw_only=True)
class Asker:
    """
    A matter, or a bundle with rows of its own.

    Attributes:
        noun: ``matter`` or ``bundle``.
        id: Its id.
        matter: The matter, with all that it inherits; None for a bundle.
        authority: Id of who asks: the matter's authority, the bundle's lead.
        region: Code of its region.
        rows: Its list, whatever the day.
    """

    noun: str
    id: str
    matter: Matter | None
    authority: str | None
    region: str | None
    rows: tuple[Material, ...]


def askers_of(registry: Registry, on: dt.date, region: str | None) -> Iterator[Asker]:
    """
    Walk what asks for papers.

    Args:
        registry: Any.
        on: The day.
        region: Code of a region; None: everywhere.

    Yields:
        The matters that exist on the day and lie in the region, then the bundles, by id.
    """
    for key in sorted(registry.matters):
        matter = registry.matter(key)
        is_there = holds_on(on, since=matter.since, until=matter.until)
        if is_there and is_inside(registry, matter.region, region):
            yield Asker(
                noun="matter",
                id=key,
                matter=matter,
                authority=matter.authority,
                region=matter.region,
                rows=matter.materials or (),
            )
    for key in sorted(registry.bundles):
        bundle = registry.bundles[key]
        if is_inside(registry, bundle.region, region):
            yield Asker(
                noun="bundle",
                id=key,
                matter=None,
                authority=bundle.lead,
                region=bundle.region,
                rows=bundle.materials,
            )


def is_inside(registry: Registry, code: str | None, region: str | None) -> bool:
    """Say whether a record's region lies in a region; one that is not known lies in none."""
    if region is None:
        return True
    return code is not None and registry.geography.within(code, region)


def papers_of(asker: Asker, on: dt.date) -> dict[Paper, tuple[AskedRow, ...]]:
    """
    Tell where papers are asked for.

    Args:
        asker: A matter or a bundle.
        on: The day.

    Returns:
        Each paper of the day's rows once, sorted, with every place that asks for it.
    """
    found: dict[Paper, list[AskedRow]] = {}
    for place, row in enumerate(asker.rows, start=1):
        if holds_on(on, since=row.since, until=row.until):
            for paper, asked in _of_row(place, row):
                found.setdefault(paper, []).append(asked)
    return {paper: tuple(found[paper]) for paper in sorted(found)}


def _of_row(place: int, row: Material) -> Iterator[tuple[Paper, AskedRow]]:
    several = len(row.alternatives) > 1
    for number, way in enumerate(row.alternatives, start=1):
        asked = AskedRow(
            place=place,
            alternative=number if several else None,
            name=row.name,
            need=row.need,
            when=tuple(one for one in (row.when, way.when) if one is not None),
        )
        yield from ((paper, asked) for paper in _distinct(way))


def _distinct(way: Alternative) -> Iterable[Paper]:
    return dict.fromkeys(way.papers)
