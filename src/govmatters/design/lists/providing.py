"""What each authority must provide to whom: the demand list seen from the other side."""

from __future__ import annotations

import datetime as dt

from govmatters.design.lists.demanding import demand_list, order_of
from govmatters.measures.supplies import (
    Demand,
    DemandList,
    Provision,
    Responsibility,
    ResponsibilityList,
    Supplier,
)
from govmatters.registry import Registry

__all__ = ["responsibilities_in", "responsibility_list"]

_NOBODY = Supplier(authority="", matters=())


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
    found: dict[str | None, list[Provision]] = {}
    for demand in demands.demands:
        for supplier in demand.suppliers or (_NOBODY,):
            key = None if supplier is _NOBODY else supplier.authority
            found.setdefault(key, []).append(_provision(demand, supplier))
    return ResponsibilityList(
        on=demands.on,
        region=demands.region,
        digest=demands.digest,
        responsibilities=tuple(
            Responsibility(authority=key, provisions=tuple(sorted(found[key], key=_order)))
            for key in sorted(found, key=order_of)
        ),
    )


def _provision(demand: Demand, supplier: Supplier) -> Provision:
    return Provision(
        type=demand.type,
        to=demand.authority,
        matters=supplier.matters,
        unshareable=demand.unshareable,
        uses=demand.uses,
    )


def _order(provision: Provision) -> tuple[object, ...]:
    return provision.type, *order_of(provision.to), provision.matters, _first(provision)


def _first(provision: Provision) -> tuple[str, str]:
    """Tell apart what the same authority needs of the same suppliers for different places."""
    return provision.uses[0].noun, provision.uses[0].id
