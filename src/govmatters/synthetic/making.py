"""A made-up registry of some size: what is left open is chosen, and records become a registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from govmatters.codes.regions import Regions
from govmatters.errors import InvalidEntryError
from govmatters.io.loading import load_document
from govmatters.registry import Registry
from govmatters.synthetic.grids import Grid, counties
from govmatters.synthetic.records import Record, records_of
from govmatters.synthetic.shapes import portal_shape, shape_of

__all__ = ["gathered", "made"]

_MATTERS_AN_ITEM = 250
"""5,000,000 implementations of 20,000 catalogue items."""

_MATTERS_A_REGION = 50
_MOST = 10**7


def made(
    matters: int,
    *,
    seed: int,
    catalogue: int | None,
    bundles: int | None,
    regions: tuple[str, ...],
    like: Registry | None,
) -> Iterator[Record]:
    """
    Make records; see `govmatters.synthetic.synthetic_records`.

    Args:
        matters: How many matters.
        seed: At least 0.
        catalogue: How many catalogue items; None: one for 250 matters.
        bundles: How many bundles; None: one a region.
        regions: Codes of regions; none: counties.
        like: A registry whose shape they have; None: the packaged records of a portal.

    Returns:
        The records.

    Raises:
        GovMattersError: If regions or the registry cannot be taken.
        ValueError: If a number is out of its range.
    """
    for what, number, least in (
        ("matters", matters, 1),
        ("seed", seed, 0),
        ("catalogue", catalogue or 0, 0),
        ("bundles", bundles or 0, 0),
    ):
        if not least <= number <= _MOST and not (what == "seed" and number >= 0):
            message = f"{what} must lie in {least}…{_MOST}, got {number}"
            raise ValueError(message)
    shape = portal_shape() if like is None else shape_of(like)
    places = regions or counties(max(1, matters // _MATTERS_A_REGION))
    for place in places:
        Regions().name(place)
    if bundles and not shape.bundles:
        problem = "has no bundles, so that theirs have no shape; name another registry"
        raise InvalidEntryError(subject="like", problem=problem)
    usual = len(places) if shape.bundles else 0
    grid = Grid(
        matters=matters,
        items=min(matters, -(-matters // _MATTERS_AN_ITEM) if catalogue is None else catalogue),
        regions=places,
    )
    return records_of(shape, grid, seed=seed, bundles=usual if bundles is None else bundles)


def gathered(records: Iterable[Record]) -> Registry:
    """
    Put records together.

    Args:
        records: Of a whole registry.

    Returns:
        The registry.

    Raises:
        LoadError: If they are none.
    """
    document: dict[str, Any] = {}
    for collection, key, record in records:
        if collection == "exemptions":
            document.setdefault(collection, []).append({"id": key, **record})
        else:
            document.setdefault(collection, {})[key] = record
    return load_document(document)
