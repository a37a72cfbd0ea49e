"""Which area a scope spans, seen from a region, and which agreements join two regions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from govmatters.codes.regions import NATION, Regions
from govmatters.model import Agreement, Matter, Mode, Scope, holds_on
from govmatters.registry import Registry

__all__ = [
    "area_of",
    "covering",
    "joining",
    "joins",
    "least_scope",
    "member_with",
    "members_with",
]


_STEPS_DOWN = {Scope.PROVINCE: 1, Scope.CITY: 2, Scope.COUNTY: 3}
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})


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
    path = regions.ancestors(region)
    path = path[:-1] if path[-1] == NATION else path
    if scope is Scope.NATION or not path:
        return NATION
    steps_down = _STEPS_DOWN[scope]
    if len(path) > 1 and _has_no_cities(path[-1], regions):
        steps_down -= scope is not Scope.PROVINCE
    return path[-steps_down] if len(path) >= steps_down else path[0]


def _has_no_cities(province: str, regions: Regions) -> bool:
    """Say whether counties lie in a province-level code itself: the municipalities."""
    return province in _MUNICIPALITIES and regions.is_known(province)


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


def covering(
    agreements: Iterable[Agreement], matter: Matter, mode: Mode, on: dt.date
) -> Iterator[Agreement]:
    """
    Find the agreements in force that have a mode and name a matter, or any matter (HR-6).

    Args:
        agreements: Those to look at.
        matter: With all that it inherits.
        mode: The mode.
        on: The day.

    Yields:
        Agreements in their order; one without `items` covers the matter only where the
        matter's scope allows it, which is not looked at here.
    """
    names = {matter.id, matter.of, matter.codes.basic if matter.codes else None}
    for agreement in agreements:
        in_force = holds_on(on, since=agreement.since, until=agreement.until)
        named = agreement.items is None or not names.isdisjoint(agreement.items)
        if in_force and mode in agreement.modes and named:
            yield agreement


def joining(registry: Registry, one: str, other: str) -> Iterator[Agreement]:
    """
    Find the agreements that join two regions (`joins`), whatever they cover.

    Args:
        registry: Holds the agreements; only those with a member above each of the two are
            looked at.
        one: Code of a region.
        other: Code of the other.

    Yields:
        Agreements in the order of their ids.
    """
    regions, by_member = registry.geography, registry.agreements_by_member
    mine, theirs = (
        {key for code in regions.ancestors(place) for key in by_member.get(code, ())}
        for place in (one, other)
    )
    for key in sorted(mine & theirs):
        if joins(registry.agreements[key], one, other, regions):
            yield registry.agreements[key]


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
