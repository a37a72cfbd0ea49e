"""
The competent region where it is not known yet: regions that no ground can tell apart are one.

Any answer to the question is possible. Grounds only look at whether the place lies in the
region, which area a scope spans from it, which agreements it is a member of, and whether it is one
of the further regions; so one region of each such class stands for all, and a verdict stays exact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from govmatters.codes.regions import NATION, Regions
from govmatters.model import Matter, Scope, holds_on
from govmatters.registry import Registry
from govmatters.rules.handling.areas import area_of, members_with

__all__ = ["possible_regions"]


def possible_regions(
    registry: Registry, matter: Matter, at: str, also: Iterable[str | None], on: dt.date
) -> tuple[str, ...]:
    """
    Find one region of each class that matters.

    Args:
        registry: Holds agreements and regions.
        matter: With all that it inherits.
        at: Code of the region where the applicant is.
        also: Codes of further regions to act in; None for one that is not known.
        on: The day.

    Returns:
        Codes; at least one.
    """
    regions = registry.geography
    agreements = [
        one for one in registry.agreements.records if holds_on(on, since=one.since, until=one.until)
    ]
    named = {at, *(one for one in also if one is not None)}
    named |= {code for one in agreements for code in one.members}
    scopes = {matter.scope, matter.place_by_law.scope if matter.place_by_law else None}
    spans = [one for one in Scope if one in scopes]
    classes: dict[tuple[object, ...], str] = {}
    for code in dict.fromkeys((*sorted(named), *_near(named, regions))):
        members = tuple(members_with(one, code, regions) for one in agreements)
        reached = tuple(regions.within(at, area_of(code, scope, regions)) for scope in spans)
        own = code if code in named else None
        key = (regions.within(at, code), members, reached, own)
        classes.setdefault(key, code)
    return tuple(classes.values())


def _near(named: Iterable[str], regions: Regions) -> Iterator[str]:
    """
    Walk the regions of the provinces in which something named lies, and one beyond them all.

    No ground can tell two regions apart that share nothing with any named one but the nation.
    """
    by_province = _by_province(regions)
    near = {NATION, *(area_of(code, Scope.PROVINCE, regions) for code in named)}
    for province in sorted(near):
        yield from by_province.get(province, ())
    beyond = (some[0] for province, some in sorted(by_province.items()) if province not in near)
    yield from islice(beyond, 1)


@lru_cache(maxsize=8)
def _by_province(regions: Regions) -> dict[str, tuple[str, ...]]:
    """Sort all regions by the province-level region that they lie in."""
    found: dict[str, list[str]] = {}
    for code in regions.codes():
        found.setdefault(area_of(code, Scope.PROVINCE, regions), []).append(code)
    return {province: tuple(some) for province, some in found.items()}
