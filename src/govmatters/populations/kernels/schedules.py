"""Trips and working days of many cases: each distinct order of matters is scheduled once."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np
from numpy.typing import NDArray

from govmatters.populations.kernels.kernels import Evaluated, views_in
from govmatters.populations.kernels.planes import Plane
from govmatters.populations.tallies import COSTS
from govmatters.rules.scheduling import Figure, Schedule, Wait, by_places

__all__ = ["Costs", "costs_of"]


@attrs.frozen(eq=False)
class Costs:
    """
    What the schedules of some cases cost.

    Attributes:
        places: The schedule of each case.
        lows: A row a schedule, a column one of `COSTS`.
        highs: The same; 0 where the high end is unknown.
        endless: Whether it is unknown.
    """

    places: NDArray[np.intp]
    lows: NDArray[np.int64]
    highs: NDArray[np.int64]
    endless: NDArray[np.bool_]


def costs_of(evaluated: Evaluated, waits: Mapping[Wait, Plane]) -> Costs:
    """
    Schedule the matters of every case.

    Args:
        evaluated: The cases.
        waits: The cases of each wait for a paper.

    Returns:
        What the schedules cost.

    Source:
        PL-5, PL-6.
    """
    program = evaluated.kernel.compiled.program
    columns = dict(waits)
    for one, other, node in program.after:
        columns[one, other, None] = evaluated.values[node]
    actives = [evaluated.values[use.active] for use in program.uses]
    actives.append(evaluated.values[program.accepted])
    planes = [*actives, *columns.values()]
    open_ones = [at for at, plane in enumerate(planes) if not _is_settled(plane, evaluated)]
    views, places = views_in([planes[at] for at in open_ones], evaluated.cases)
    settled = [int(plane[0] & np.uint64(1)) for plane in planes]
    found = []
    for view in views:
        truths = list(settled)
        for at, truth in zip(open_ones, view, strict=True):
            truths[at] = truth
        found.append(_scheduled(evaluated, tuple(truths), list(columns)))
    figures = [[getattr(one, name) for name in COSTS] for one in found]
    return Costs(
        places=places,
        lows=_column(figures, 0),
        highs=_column(figures, 1),
        endless=np.array([[high is None for _, high in row] for row in figures], dtype=np.bool_),
    )


def _is_settled(plane: Plane, evaluated: Evaluated) -> bool:
    """Whether all cases agree."""
    return not plane.any() or bool((plane == evaluated.every).all())


def _scheduled(evaluated: Evaluated, truths: tuple[int, ...], columns: list[Wait]) -> Schedule:
    compiled = evaluated.kernel.compiled
    size = len(compiled.program.uses) + 1
    held = [wait for wait, truth in zip(columns, truths[size:], strict=True) if truth]
    return compiled.schedule(truths[:size], tuple(sorted(held, key=by_places)))


def _column(figures: list[list[Figure]], end: int) -> NDArray[np.int64]:
    """Write one end of every figure."""
    return np.array([[figure[end] or 0 for figure in row] for row in figures], dtype=np.int64)
