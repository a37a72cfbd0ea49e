"""Which keys of a change are hidden: the same cases, counted under two registries."""

from __future__ import annotations

from collections.abc import Mapping

from govmatters.populations.publishing.hiding import Cell, Counts, Key, hidden_keys, summed_under

__all__ = ["hidden_on_either"]


def hidden_on_either(
    was: Mapping[Cell, Counts], becomes: Mapping[Cell, Counts], below: int
) -> frozenset[Key]:
    """
    Choose what to hide of a change; a region may lie elsewhere in the other registry.

    Args:
        was: Counts by key, as it was.
        becomes: The same cases by key, as it becomes.
        below: The least number of cases that may be shown, at least 1.

    Returns:
        Keys that are hidden as it was, keys that are hidden as it becomes, and those whose
        counts are not the same, which would tell how many cases moved. Each small one, on
        either side, could hold at least ``below`` different numbers for all that is shown.
        Whatever is shown holds on both sides, so that it fits no cases having moved as well.
    """
    before, then = _not_empty(was), _not_empty(becomes)
    if before == then:
        return hidden_keys(before, below)
    sums, others = _sums(before), _sums(then)
    moved = {key for key in sums.keys() | others.keys() if sums.get(key) != others.get(key)}
    return hidden_keys(before, below) | hidden_keys(then, below) | moved


def _not_empty(cells: Mapping[Cell, Counts]) -> dict[Cell, Counts]:
    """Leave out keys that only the other side has."""
    return {cell: counts for cell, counts in cells.items() if any(counts)}


def _sums(cells: Mapping[Cell, Counts]) -> dict[Key, Counts]:
    sums: dict[Key, Counts] = {}
    for cell, (cases, weight) in cells.items():
        for key in summed_under(cell):
            before = sums.get(key, (0, 0))
            sums[key] = before[0] + cases, before[1] + weight
    return sums
