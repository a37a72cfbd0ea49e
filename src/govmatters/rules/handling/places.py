"""
The competent region where it is not known yet: regions that no ground can tell apart are one.

Any answer to the question is possible. Grounds only look at whether the place lies in the
region, which area a scope spans from it, which agreements it is a member of, and whether it is one
of the further regions; so one region of each such class stands for all, and a verdict stays exact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from govmatters.codes.regions import Regions
from govmatters.model import Matter, Scope, holds_on
from govmatters.registry import Registry
from govmatters.rules.handling.areas import area_of

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
    for code in dict.fromkeys((*sorted(named), *regions.codes())):
        members = tuple(_is_member(code, one.members, regions) for one in agreements)
        reached = tuple(regions.within(at, area_of(code, scope, regions)) for scope in spans)
        own = code if code in named else None
        key = (regions.within(at, code), members, reached, own)
        classes.setdefault(key, code)
    return tuple(classes.values())


def _is_member(code: str, members: tuple[str, ...], regions: Regions) -> bool:
    return any(regions.within(code, member) for member in members)
