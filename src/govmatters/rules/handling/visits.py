"""The fewest places to visit for several matters (HR-10): where ways open, and the exact choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from govmatters.codes.regions import NATION, Regions
from govmatters.errors import PlacesBudgetError
from govmatters.model import Matter, Mode
from govmatters.registry import Registry
from govmatters.rules.handling.areas import area_of, covering

__all__ = ["fewest_places", "own_region", "worth_visiting"]

Wanted = Mapping[str, frozenset[str]]
"""The places where each matter can be handled, by matter."""

_BUDGET = 300_000
"""How many sets of places are tried for matters that share places."""


def own_region(registry: Registry, matter: Matter) -> str | None:
    """Tell where the authority of a matter is (HR-2); None if the matter names none."""
    return registry.authorities[matter.authority].region if matter.authority is not None else None


def worth_visiting(
    registry: Registry, matters: Iterable[tuple[Matter, str]], *, at: str, on: dt.date
) -> tuple[str, ...]:
    """
    Find places of which some fewest ones are, whatever the regions that there are.

    A way looks only at whether the place is the authority's own region, and at which of some
    regions hold it: the competent region, the areas of scopes, members of agreements. So at any
    place as much is open as at the innermost such region that holds it.

    Args:
        registry: Holds agreements, authorities and regions.
        matters: With all that they inherit, each with the code of its competent region.
        at: Code of the region where the applicant is.
        on: The day.

    Returns:
        Codes, distinct, those that are preferred first: the applicant's own, the competent
        regions, the authorities' own, members, areas; each sort by its codes. For the nation
        stands a region that none of the others holds; if there is none, nothing does.
    """
    asked = tuple(matters)
    sorts = (
        {competent for _, competent in asked},
        {own for matter, _ in asked if (own := own_region(registry, matter)) is not None},
        {one for matter, _ in asked for one in _members(registry, matter, on)},
        {one for matter, code in asked for one in _areas(matter, code, registry.geography)},
    )
    found = tuple(dict.fromkeys([at, *(place for some in sorts for place in sorted(some))]))
    beyond = _beyond(found, registry.geography) if NATION in found else ()
    return (*(place for place in found if place != NATION), *beyond)


def _members(registry: Registry, matter: Matter, on: dt.date) -> Iterator[str]:
    for mode in (Mode.PROXY_COLLECT, Mode.MULTI_PLACE):
        for agreement in covering(registry.agreements.records, matter, mode, on):
            yield from agreement.members


def _areas(matter: Matter, competent: str, regions: Regions) -> Iterator[str]:
    law = matter.place_by_law
    for scope in (matter.scope, law.scope if law is not None else None):
        if scope is not None:
            yield area_of(competent, scope, regions)


def _beyond(found: Iterable[str], regions: Regions) -> tuple[str, ...]:
    """Find a region that lies in none but the nation."""
    others = set(found) - {NATION}
    codes = (code for code in regions.codes() if code != NATION)
    return tuple(islice((one for one in codes if others.isdisjoint(regions.ancestors(one))), 1))


def fewest_places(bundle: str, wanted: Wanted, order: Sequence[str]) -> tuple[str, ...]:
    """
    Choose places so that each matter has one of its own: as few as possible, exactly.

    Args:
        bundle: Id of the bundle, for the error.
        wanted: The places where each matter can be handled; none of them is empty.
        order: All places, those that are preferred first.

    Returns:
        The places, in that order; of equally few the set that has the first place in which two
        sets differ.

    Raises:
        PlacesBudgetError: If too many sets of places would have to be tried.
    """
    taken: set[str] = set()
    left, forced = _worth(wanted, order), {""}
    while left and forced:
        forced = {place for places in left.values() if len(places) == 1 for place in places}
        taken |= forced
        rest = {key: places for key, places in left.items() if places.isdisjoint(forced)}
        left = _worth(rest, order)
    for part in _parts(left):
        taken.update(_tried(bundle, part, order))
    return tuple(place for place in order if place in taken)


def _worth(wanted: Wanted, order: Sequence[str]) -> dict[str, frozenset[str]]:
    """Leave out each place that does nothing which a place preferred to it does not do."""
    does: dict[str, set[str]] = {}
    for place in order:
        matters = {key for key, places in wanted.items() if place in places}
        if not any(matters <= more for more in does.values()):
            does[place] = matters
    return {key: places & does.keys() for key, places in wanted.items()}


def _parts(wanted: Wanted) -> Iterator[Wanted]:
    """Part matters that share no places, not even by way of others."""
    left = dict(wanted)
    while left:
        key, reached = left.popitem()
        part = {key: reached}
        while near := [one for one, places in left.items() if not places.isdisjoint(reached)]:
            part |= {one: left.pop(one) for one in near}
            reached = frozenset().union(*part.values())
        yield part


def _tried(bundle: str, part: Wanted, order: Sequence[str]) -> tuple[str, ...]:
    """Try sets of places, the smallest first, until each matter has one of its places."""
    reached = frozenset().union(*part.values())
    places = [place for place in order if place in reached]
    sizes = range(1, len(places) + 1)
    sets = (some for size in sizes for some in combinations(places, size))
    for number, some in enumerate(sets):
        if number == _BUDGET:
            break
        if all(not options.isdisjoint(some) for options in part.values()):
            return some
    raise PlacesBudgetError(bundle, tuple(sorted(part)), tuple(places), _BUDGET)
