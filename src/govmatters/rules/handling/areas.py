"""Which area a scope spans, seen from a region, and which agreements join two regions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from govmatters.codes.regions import NATION, Regions
from govmatters.model import Agreement, Matter, Mode, Scope, holds_on
from govmatters.registry import Registry

__all__ = ["agreements_of", "area_of", "joins", "least_scope", "member_with", "members_with"]


def area_of(region: str, scope: Scope, regions: Regions) -> str:
    """
    Find the area that a scope spans, seen from a region (HR-5).

    Args:
        region: Code of the competent region.
        scope: County, city, province or nation.
        regions: The regions there are.

    Returns:
        Code of the area: the region's province, city or county; the region itself where it
        already spans more than the scope. A municipality (北京, 天津, 上海, 重庆) is its own city.

    Examples:
        >>> area_of("430102", Scope.CITY, Regions())
        '430100'
        >>> area_of("430100", Scope.COUNTY, Regions())
        '430100'
        >>> area_of("110101", Scope.CITY, Regions())
        '110000'
    """
    path = [code for code in regions.ancestors(region) if code != NATION]
    if scope is Scope.NATION or not path:
        return NATION
    steps_down = {Scope.PROVINCE: 1, Scope.CITY: 2, Scope.COUNTY: 3}[scope]
    if len(path) > 1 and _has_no_cities(path[-1], regions):
        steps_down -= scope is not Scope.PROVINCE
    return path[-steps_down] if len(path) >= steps_down else path[0]


def _has_no_cities(province: str, regions: Regions) -> bool:
    """Say whether counties lie in a province-level code itself: the municipalities."""
    return province in {"110000", "120000", "310000", "500000"} and regions.is_known(province)


def least_scope(region: str, at: str, regions: Regions) -> Scope:
    """
    Find the least scope that, seen from a region, holds a place.

    Args:
        region: Code of the competent region.
        at: Code of the place.
        regions: The regions there are.

    Returns:
        The scope; the nation holds every place.
    """
    for scope in Scope:
        if regions.within(at, area_of(region, scope, regions)):
            return scope
    return Scope.NATION


def agreements_of(
    registry: Registry, matter: Matter, mode: Mode, on: dt.date
) -> Iterator[Agreement]:
    """
    Find the agreements in force that have a mode and name a matter, or any matter (HR-6).

    Args:
        registry: Holds the agreements.
        matter: With all that it inherits.
        mode: The mode.
        on: The day.

    Yields:
        Agreements in the order of their ids; one without `items` covers the matter only where
        the matter's scope allows it, which is not looked at here.
    """
    names = {matter.id, matter.of, matter.codes.basic if matter.codes else None}
    for agreement in registry.agreements.records:
        in_force = holds_on(on, since=agreement.since, until=agreement.until)
        named = agreement.items is None or not names.isdisjoint(agreement.items)
        if in_force and mode in agreement.modes and named:
            yield agreement


def joins(agreement: Agreement, one: str, other: str, regions: Regions) -> bool:
    """
    Say whether an agreement joins two regions.

    Args:
        agreement: Its members stand for all below them.
        one: Code of a region.
        other: Code of the other.
        regions: The regions there are.

    Returns:
        Whether they lie in two different members, each region in the innermost that holds it:
        how a member handles its own matters within itself is not for the agreement to say.
    """
    mine, theirs = (member_with(agreement, code, regions) for code in (one, other))
    return None not in {mine, theirs} and mine != theirs


def member_with(agreement: Agreement, region: str, regions: Regions) -> str | None:
    """
    Tell which member of an agreement a region belongs to.

    Args:
        agreement: Its members stand for all below them.
        region: Code of the region.
        regions: The regions there are.

    Returns:
        Code of the innermost member that holds it; None: it lies in none.
    """
    return next((one for one in regions.ancestors(region) if one in agreement.members), None)


def members_with(agreement: Agreement, region: str, regions: Regions) -> tuple[str, ...]:
    """
    Tell in which members of an agreement a region lies.

    Args:
        agreement: Its members stand for all below them.
        region: Code of the region.
        regions: The regions there are.

    Returns:
        Codes of members, in their order.
    """
    ancestors = regions.ancestors(region)
    return tuple(member for member in agreement.members if member in ancestors)
