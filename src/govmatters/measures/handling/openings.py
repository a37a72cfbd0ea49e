"""Which agreement or change opens most of what a matrix leaves closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from govmatters.errors import InvalidEntryError
from govmatters.measures.handling.atlases import Atlas
from govmatters.measures.handling.judging import competent_of, further_of
from govmatters.measures.handling.matrices import HandlingMatrix
from govmatters.model import Matter, Mode, Scope
from govmatters.registry import Registry
from govmatters.rules.handling.areas import area_of, least_scope
from govmatters.rules.handling.changes import Change, Obstacle
from govmatters.rules.handling.grounds import Case, change_of
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
        UnknownIdError: If cases are given of a matter that the registry has not.
        InvalidEntryError: If a number of cases is below 0.

    Source:
        HR-8.
    """
    _demand_cases(cases or {}, registry)
    parts = _Parts(registry, matrix, Atlas(registry, matrix.regions, matrix.on))
    found: dict[tuple[Change, Way], dict[str, int]] = {}
    remembered: dict[int, list[tuple[Change, Way, int]]] = {}
    for key, row in zip(matrix.matters, matrix.rows, strict=True):
        if id(row) not in remembered:  # matters that no ground tells apart share their planes
            remembered[id(row)] = list(_of_matter(parts, key))
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


def _of_matter(parts: _Parts, key: str) -> Iterator[tuple[Change, Way, int]]:
    """
    Walk the single changes of a matter's closed pairs, with how many pairs each opens.

    One region speaks for all that no change tells apart. A scope opens what lesser scopes would
    open, too.
    """
    counted: Counter[tuple[Change, Way]] = Counter()
    for part, case in parts.of(key):
        for way in _REMOTE:
            change = change_of(way, case)
            if change is not None:
                counted[change, way] += part.bit_count()
    for (change, way), pairs in counted.items():
        yield change, way, pairs + sum(_lesser(change, way, counted))


@attrs.frozen(eq=False, slots=False)
class _Parts:
    """The regions that are closed to a matter, in parts that no change tells apart."""

    registry: Registry
    matrix: HandlingMatrix
    atlas: Atlas

    def of(self, key: str) -> Iterator[tuple[int, Case]]:
        """Cut the closed regions by where they lie and by what joins them; see one of each."""
        closed, matter = self.matrix.closed(key), self.registry.matter_on(key, self.matrix.on)
        facts = dict(self.matrix.facts)
        competent = None if matter is None else competent_of(matter, facts)
        if not closed or matter is None or competent is None:  # it may be anywhere: none is closed
            return
        for part in self._cut(closed, matter, competent):
            yield (
                part,
                Case(
                    registry=self.registry,
                    matter=matter,
                    at=self.matrix.regions[(part & -part).bit_length() - 1],
                    competent=competent,
                    also=further_of(matter, facts),
                    on=self.matrix.on,
                ),
            )

    def _cut(self, closed: int, matter: Matter, competent: str) -> Iterator[int]:
        pacts = {one for mode in Mode for one in self.atlas.agreements(matter, mode)}
        parts = [part & closed for part in self._by_area(competent)]
        for cut in {self.atlas.joined(one, competent) for one in pacts}:
            parts = [some for part in parts for some in (part & cut, part & ~cut)]
        return (part for part in parts if part)

    def _by_area(self, competent: str) -> Iterator[int]:
        """Other provinces whole; of its own, other cities whole, and its own city one by one."""
        regions = self.registry.geography
        home, city = (area_of(competent, scope, regions) for scope in (Scope.PROVINCE, Scope.CITY))
        yield from (plane for province, plane in self._provinces.items() if province != home)
        found: dict[object, int] = {}
        for bit in _bits(self._provinces.get(home, 0)):
            code = self.matrix.regions[bit.bit_length() - 1]
            other = area_of(code, Scope.CITY, regions)
            apart = code if other == city else (other, least_scope(competent, code, regions))
            found[apart] = found.get(apart, 0) | bit
        yield from found.values()

    @cached_property
    def _provinces(self) -> dict[str, int]:
        """Write each province-level region as a plane of the columns that lie in it."""
        planes: dict[str, int] = {}
        for number, code in enumerate(self.matrix.regions):
            province = area_of(code, Scope.PROVINCE, self.registry.geography)
            planes[province] = planes.get(province, 0) | 1 << number
        return planes


def _bits(plane: int) -> Iterator[int]:
    while plane:
        bit = plane & -plane
        yield bit
        plane ^= bit


def _lesser(change: Change, way: Way, counted: Mapping[tuple[Change, Way], int]) -> Iterator[int]:
    """Count what each lesser scope opens: a scope opens it, too."""
    if change.what is Obstacle.SCOPE:
        for scope in _LADDER[: _LADDER.index(change.to[0])]:
            yield counted.get((Change(Obstacle.SCOPE, (scope,)), way), 0)


_LADDER = tuple(map(str, Scope))
_REMOTE: tuple[Way, ...] = tuple(way for way in Way if way is not Way.LOCAL)
