"""What each authority must provide to whom: the demand list seen from the other side."""

from __future__ import annotations

import datetime as dt

from govmatters.design.lists.demanding import demand_list, in_order, order_of
from govmatters.measures.provisions import Provision, Responsibility, ResponsibilityList
from govmatters.measures.supplies import Demand, DemandList
from govmatters.registry import Registry

__all__ = ["responsibilities_in", "responsibility_list"]

_Key = tuple[str, str | None, tuple[str, ...]]
"""(material type, who needs it, the supplier's matters that issue it)."""


def responsibility_list(
    registry: Registry, *, on: dt.date, region: str | None = None
) -> ResponsibilityList:
    """
    List what each authority must provide to whom (责任清单).

    Args:
        registry: Any.
        on: The day.
        region: Code of a region: only what its matters and bundles ask for; None: everywhere.

    Returns:
        The responsibilities: the same pairs of supplier and use as in `demand_list`. A use with
        several suppliers stands with each; one with none, with the last entry.

    Raises:
        UnknownIdError: If there is no such region.
        AbolishedRegionError: If the region was abolished before the day.
        InvalidEntryError: If the region begins later.

    Source:
        LI-4 in docs/lists.md.
    """
    return responsibilities_in(demand_list(registry, on=on, region=region))


def responsibilities_in(demands: DemandList) -> ResponsibilityList:
    """
    Turn a demand list round.

    Args:
        demands: The list.

    Returns:
        The responsibilities.
    """
    found: dict[str | None, dict[_Key, list[Demand]]] = {}
    for demand in demands.demands:
        for supplier in demand.suppliers or (None,):
            authority = None if supplier is None else supplier.authority
            key = (demand.type, demand.authority, () if supplier is None else supplier.matters)
            found.setdefault(authority, {}).setdefault(key, []).append(demand)
    return ResponsibilityList(
        on=demands.on,
        region=demands.region,
        digest=demands.digest,
        responsibilities=tuple(
            Responsibility(
                authority=authority,
                provisions=tuple(
                    _provision(key, found[authority][key])
                    for key in sorted(found[authority], key=_order)
                ),
            )
            for authority in sorted(found, key=order_of)
        ),
    )


def _provision(key: _Key, demands: list[Demand]) -> Provision:
    """Put together what one authority needs of the same matters, wherever else it gets it."""
    kind, to, matters = key
    return Provision(
        type=kind,
        to=to,
        matters=matters,
        unshareable=demands[0].unshareable,
        uses=in_order(use for demand in demands for use in demand.uses),
    )


def _order(key: _Key) -> tuple[object, ...]:
    kind, to, matters = key
    return kind, *order_of(to), matters
