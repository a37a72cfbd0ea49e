"""Which agreement or change opens most of what a matrix leaves closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from govmatters.errors import InvalidEntryError
from govmatters.measures.handling.matrices import HandlingMatrix
from govmatters.model import Scope
from govmatters.registry import Registry
from govmatters.rules.handling.areas import area_of
from govmatters.rules.handling.changes import Change, Obstacle
from govmatters.rules.handling.judging import handling
from govmatters.rules.handling.values import Way

__all__ = ["Opening", "openings"]


@attrs.frozen(kw_only=True)
class Opening:
    """
    One change, and what it would open.

    Attributes:
        change: What is changed; of an agreement, its members and its mode.
        way: The way that it opens.
        matters: Ids of the matters of which it opens some region, sorted. A change of a matter
            has one; an agreement has all that it would name.
        pairs: Pairs of a matter and a region that no way was open for, and this one would be.
        weight: The pairs, times the cases of their matter where these are given. Matters whose
            cases are not given add nothing to it.
        uncounted: Ids of those matters, sorted; empty where no cases are given at all.
    """

    change: Change
    way: Way
    matters: tuple[str, ...]
    pairs: int
    weight: int
    uncounted: tuple[str, ...] = ()


def openings(
    registry: Registry, matrix: HandlingMatrix, *, cases: Mapping[str, int] | None = None
) -> tuple[Opening, ...]:
    """
    Rank the single changes by what they would open.

    Args:
        registry: The matrix was made from it.
        matrix: Matters × regions.
        cases: How many cases a matter has, by id, at least 0. None: every pair weighs one.

    Returns:
        The changes of which one alone opens some pair, the heaviest first, then the most pairs;
        equal ones by what they change. Pairs from which some way is open already do not count,
        nor do undecided ones.

    Raises:
        UnknownRecordError: If cases are given of a matter that the registry has not.
        InvalidEntryError: If a number of cases is below 0.

    Source:
        HR-8.
    """
    _demand_cases(cases or {}, registry)
    provinces = _provinces(registry, matrix)
    found: dict[tuple[Change, Way], dict[str, int]] = {}
    remembered: dict[int, list[tuple[Change, Way, int]]] = {}
    for key, row in zip(matrix.matters, matrix.rows, strict=True):
        if id(row) not in remembered:  # matters that no ground tells apart share their planes
            remembered[id(row)] = list(_of_matter(registry, matrix, key, provinces))
        for change, way, pairs in remembered[id(row)]:
            found.setdefault((change, way), {})[key] = pairs
    made = (
        _opening(change, way, pairs, cases)
        for (change, way), of_matters in found.items()
        for pairs in _apart(change, of_matters)
    )
    return tuple(sorted(made, key=_rank))


def _demand_cases(cases: Mapping[str, int], registry: Registry) -> None:
    for key, number in cases.items():
        if number < 0:
            problem = f"has {number} cases; give a number of at least 0"
            raise InvalidEntryError(registry.matters[key].id, problem)
        registry.matters[key]  # raises if there is none


def _opening(
    change: Change, way: Way, pairs: Mapping[str, int], cases: Mapping[str, int] | None
) -> Opening:
    counted = dict.fromkeys(pairs, 1) if cases is None else cases
    return Opening(
        change=change,
        way=way,
        matters=tuple(sorted(pairs)),
        pairs=sum(pairs.values()),
        weight=sum(count * counted.get(key, 0) for key, count in pairs.items()),
        uncounted=tuple(sorted(pairs.keys() - counted.keys())),
    )


def _apart(change: Change, of_matters: dict[str, int]) -> Iterator[dict[str, int]]:
    """Keep the matters of an agreement together; another change is of one matter each."""
    if change.what in {Obstacle.AGREEMENT, Obstacle.REACH}:
        yield of_matters
    else:
        yield from ({key: pairs} for key, pairs in of_matters.items())


def _rank(one: Opening) -> tuple[int, int, str, tuple[str, ...], str, tuple[str, ...]]:
    return -one.weight, -one.pairs, str(one.change.what), one.change.to, str(one.way), one.matters


def _provinces(registry: Registry, matrix: HandlingMatrix) -> dict[str, int]:
    """Write each province-level region as a plane of the columns that lie in it."""
    planes: dict[str, int] = {}
    for number, code in enumerate(matrix.regions):
        province = area_of(code, Scope.PROVINCE, registry.geography)
        planes[province] = planes.get(province, 0) | 1 << number
    return planes


def _of_matter(
    registry: Registry, matrix: HandlingMatrix, key: str, provinces: Mapping[str, int]
) -> Iterator[tuple[Change, Way, int]]:
    """
    Walk the single changes of a matter's closed pairs, with how many pairs each opens.

    In another province than the competent region's one region speaks for all, in another city
    of its province one of the city: no change tells them apart. A scope opens what lesser scopes
    would open, too.
    """
    facts, closed = dict(matrix.facts), matrix.closed(key)
    counted: Counter[tuple[Change, Way]] = Counter()
    competent = handling(registry, key, at=matrix.regions[0], on=matrix.on, facts=facts).competent
    for part in _alike(closed, competent, registry, matrix, provinces):
        at = matrix.regions[(part & -part).bit_length() - 1]
        verdict = handling(registry, key, at=at, on=matrix.on, facts=facts)
        for one in verdict.ways:
            if one.way is not Way.LOCAL and one.change is not None:
                counted[one.change, one.way] += part.bit_count()
    for (change, way), pairs in counted.items():
        yield (
            change,
            way,
            pairs
            + sum(
                more
                for (other, also), more in counted.items()
                if also is way and _is_lesser(other, change)
            ),
        )


def _alike(
    closed: int,
    competent: str | None,
    registry: Registry,
    matrix: HandlingMatrix,
    provinces: Mapping[str, int],
) -> Iterator[int]:
    """Cut a plane into regions that no change tells apart."""
    regions = registry.geography
    home = None if competent is None else area_of(competent, Scope.PROVINCE, regions)
    for province, plane in provinces.items():
        if province != home and plane & closed:
            yield plane & closed
    city = None if competent is None else area_of(competent, Scope.CITY, regions)
    by_city: dict[str, int] = {}
    for bit in _bits(closed & provinces.get(home or "", 0)):
        code = matrix.regions[bit.bit_length() - 1]
        other = area_of(code, Scope.CITY, regions)
        apart = code if other == city else other
        by_city[apart] = by_city.get(apart, 0) | bit
    yield from by_city.values()


def _bits(plane: int) -> Iterator[int]:
    while plane:
        bit = plane & -plane
        yield bit
        plane ^= bit


def _is_lesser(one: Change, other: Change) -> bool:
    """Say whether a scope opens what a lesser one opens."""
    ladder = list(map(str, Scope))
    are_scopes = one.what is other.what is Obstacle.SCOPE
    return are_scopes and ladder.index(one.to[0]) < ladder.index(other.to[0])
