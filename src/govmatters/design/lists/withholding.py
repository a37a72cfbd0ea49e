"""What may not be shared, who asks for it all the same, and which exemptions cannot hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from govmatters.checks.sharing import SHARING
from govmatters.design.lists.citing import works
from govmatters.design.lists.demanding import demand_list, in_order, means_of
from govmatters.measures.provisions import NegativeList, Withheld
from govmatters.measures.supplies import Use
from govmatters.model import Exemption
from govmatters.registry import Registry

__all__ = ["negative_list"]


def negative_list(registry: Registry, *, on: dt.date, region: str | None = None) -> NegativeList:
    """
    List what may not be shared (负面清单).

    Args:
        registry: Any.
        on: The day.
        region: Code of a region: only what its matters and bundles ask for, and exemptions that
            work somewhere in it; None: everywhere.

    Returns:
        The material types that are said to be `unshareable` on the day. Their exemptions still
        spare papers in plans (EX-1); `check` finds each of them.

    Raises:
        UnknownIdError: If there is no such region.
        AbolishedRegionError: If the region was abolished before the day.
        InvalidEntryError: If the region begins later.

    Source:
        LI-5 in docs/lists.md.
    """
    asked: dict[str, list[Use]] = {}
    for demand in demand_list(registry, on=on, region=region).demands:
        if demand.unshareable:
            asked.setdefault(demand.type, []).extend(demand.uses)
    return NegativeList(
        on=on,
        region=region,
        digest=registry.digest,
        withheld=tuple(_withheld(registry, asked, on, region)),
    )


def _withheld(
    registry: Registry, asked: dict[str, list[Use]], on: dt.date, region: str | None
) -> Iterator[Withheld]:
    for kind in sorted(registry.on(on).material_types.records, key=lambda one: one.id):
        if kind.unshareable is not None:
            yield Withheld(
                type=kind.id,
                basis=kind.unshareable.basis,
                since=kind.unshareable.since,
                until=kind.unshareable.until,
                uses=in_order(asked.get(kind.id, ())),
                means=means_of(_sharing(registry, kind.id, on, region)),
            )


def _sharing(registry: Registry, kind: str, on: dt.date, region: str | None) -> Iterator[Exemption]:
    for one in registry.exemptions_by_type.get(kind, ()):
        if one.by in SHARING and works(registry, one, on, region):
            yield one
