"""
Every matter seen from every region, as bit planes: a bit a region, two planes a way.

What `rules.handling` judges for one matter and one place is judged here for all places at once: an
area is the plane of the regions below it, a ground is a plane, and a way the conjunction of its
grounds. Matters that no ground can tell apart share their planes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import attrs

from govmatters.conditions import Answer
from govmatters.errors import UnknownIdError
from govmatters.rules.handling.values import State, Way

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Coverage", "HandlingMatrix", "Planes"]

_T = TypeVar("_T")


@attrs.frozen
class Planes:
    """
    One way of one matter, seen from every region.

    Attributes:
        open: The regions from which it is open.
        possible: Those from which it is open or undecided.
    """

    open: int
    possible: int


@attrs.frozen(kw_only=True)
class Coverage:
    """
    How much of a matrix a way covers.

    Attributes:
        way: The way.
        open: Pairs of a matter and a region in which it is open.
        undecided: Those in which it is undecided.
        total: All pairs.
    """

    way: Way
    open: int
    undecided: int
    total: int


@attrs.frozen(kw_only=True)
class HandlingMatrix:
    """
    Matters × regions.

    Attributes:
        on: The day.
        digest: Of the registry.
        facts: The answers that were given, sorted by question.
        matters: Ids, in their order: the rows.
        regions: Codes, in their order: the columns; bit n of a plane is column n.
        rows: The planes of each matter, by way.
    """

    on: dt.date
    digest: str
    facts: tuple[tuple[str, Answer], ...]
    matters: tuple[str, ...]
    regions: tuple[str, ...]
    rows: tuple[Mapping[Way, Planes], ...] = attrs.field(repr=False)

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.regions)}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.matters)}

    def state(self, matter: str, region: str, way: Way | str) -> State:
        """
        Look up whether a way is open.

        Args:
            matter: Id of a row.
            region: Code of a column.
            way: The way.

        Returns:
            Open, undecided or closed.

        Raises:
            UnknownIdError: If there is no such row, column or way.
        """
        row = self.rows[_at(self._places, "row", matter)]
        planes = row[_at(_WAYS, "way", way)]
        bit = 1 << _at(self._columns, "column", region)
        if planes.open & bit:
            return State.OPEN
        return State.UNDECIDED if planes.possible & bit else State.CLOSED

    def reached(self, matter: str) -> int:
        """Tell from which regions some way is open, as a plane."""
        plane = 0
        for planes in self.rows[self._places[matter]].values():
            plane |= planes.open
        return plane

    def closed(self, matter: str) -> int:
        """Tell from which regions every way is closed, as a plane."""
        plane = (1 << len(self.regions)) - 1
        for planes in self.rows[self._places[matter]].values():
            plane &= ~planes.possible
        return plane

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """How many pairs each way covers, in the order of the ways."""
        total = len(self.matters) * len(self.regions)
        return tuple(
            Coverage(
                way=way,
                open=sum(row[way].open.bit_count() for row in self.rows),
                undecided=sum(
                    (row[way].possible & ~row[way].open).bit_count() for row in self.rows
                ),
                total=total,
            )
            for way in Way
        )

    def table(self) -> Iterator[tuple[str, str, Way | None, State]]:
        """
        Walk the matrix as a table.

        Yields:
            (matter, region, best open way or None, state) of each pair, row by row. Of several
            open ways: local, full_online, anywhere, multi_place, proxy_collect, in this order.
        """
        for key, row in zip(self.matters, self.rows, strict=True):
            for column, code in enumerate(self.regions):
                yield key, code, *_best(row, 1 << column)

    def to_networkx(self) -> nx.Graph[str]:
        """
        Draw which matter is handled from which region.

        Returns:
            A bipartite graph, as `govmatters.graph.handling_graph` documents it.
        """
        from govmatters.graph import handling_graph  # noqa: PLC0415 (networkx is slow to import)

        return handling_graph(
            (key, code, str(way)) for key, code, way, _ in self.table() if way is not None
        )

    def shares(self, groups: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, ...]]:
        """
        Count, for groups of regions, the pairs in which some way is open.

        Args:
            groups: Codes of regions by name of a group, such as a province.

        Returns:
            For each matter, how many regions of each group some way is open from.
        """
        planes = [
            sum(1 << self._columns[code] for code in some if code in self._columns)
            for some in groups.values()
        ]
        return {
            key: tuple((self.reached(key) & plane).bit_count() for plane in planes)
            for key in self.matters
        }


_WAYS: Mapping[str, Way] = {str(one): one for one in Way}


def _at(some: Mapping[str, _T], noun: str, key: str) -> _T:
    """Look up, or name what there is."""
    if key not in some:
        raise UnknownIdError(noun, key, tuple(some))
    return some[key]


def _best(row: Mapping[Way, Planes], bit: int) -> tuple[Way | None, State]:
    for way in Way:
        if row[way].open & bit:
            return way, State.OPEN
    is_open = any(planes.possible & bit for planes in row.values())
    return None, State.UNDECIDED if is_open else State.CLOSED
