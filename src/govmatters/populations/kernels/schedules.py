"""Trips and working days of many cases: each distinct order of matters is scheduled once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType

import attrs
import numpy as np
from numpy.typing import NDArray

from govmatters.populations.kernels.kernels import Counter, Evaluated, views_in
from govmatters.populations.kernels.planes import Plane
from govmatters.populations.tallies import COSTS
from govmatters.rules.scheduling import Schedule, Wait, by_places

__all__ = ["Costs", "costs_counted", "costs_of"]


@attrs.frozen(eq=False)
class Costs:
    """
    What the schedules of some cases cost.

    Attributes:
        lows: A row a schedule, a column one of `COSTS`.
        highs: The same; 0 where the high end is unknown.
        endless: Whether it is unknown.
    """

    lows: NDArray[np.int64]
    highs: NDArray[np.int64]
    endless: NDArray[np.bool_]


def costs_of(evaluated: Evaluated, waits: Mapping[Wait, Plane]) -> tuple[Costs, NDArray[np.intp]]:
    """
    Schedule the matters of every case.

    Args:
        evaluated: The cases.
        waits: The cases of each wait for a paper.

    Returns:
        (what each schedule costs, the schedule of each case).

    Source:
        PL-5, PL-6.
    """
    scene = _scene(evaluated, waits)
    views, places = views_in(scene.open_planes, evaluated.cases)
    return scene.costs(views), places


def costs_counted(
    loops: ModuleType | None, evaluated: Evaluated, waits: Mapping[Wait, Plane], counter: Counter
) -> tuple[Costs, NDArray[np.int64]]:
    """
    Schedule the matters of cases, and count each schedule.

    Args:
        loops: The compiled loops; None: NumPy counts.
        evaluated: The cases.
        waits: As in `costs_of`.
        counter: Knows groups and weights.

    Returns:
        (what each schedule costs, how many valid cases have it: a column a group).

    Source:
        PL-5, PL-6.
    """
    scene = _scene(evaluated, waits)
    if loops is not None and counter.groups << len(scene.opens) <= _COUNTABLE:
        views, counts = _counted(loops, scene, counter)
    else:
        views, places = views_in(scene.open_planes, evaluated.cases)
        counts = counter.views(places, len(views), evaluated.valid)
    return scene.costs(views), counts


_COUNTABLE = 1 << 20
"""So many counts at most are kept, one for each view that there could be in each group."""


@attrs.frozen(eq=False)
class _Scene:
    """
    What schedules of some cases hang on.

    Attributes:
        evaluated: The cases.
        waits: Who may wait for whom.
        planes: The cases in which each matter is active, all is accepted, and each wait holds.
        opens: The places of those planes in which cases differ.
    """

    evaluated: Evaluated
    waits: Sequence[Wait]
    planes: Sequence[Plane]
    opens: Sequence[int]

    @property
    def open_planes(self) -> list[Plane]:
        """The planes in which cases differ."""
        return [self.planes[at] for at in self.opens]

    def costs(self, views: Iterable[Sequence[int]]) -> Costs:
        """Schedule cases in which the open planes have some truths."""
        settled = [int(plane[0] & np.uint64(1)) for plane in self.planes]
        found = []
        for view in views:
            truths = list(settled)
            for at, truth in zip(self.opens, view, strict=True):
                truths[at] = truth
            found.append(_scheduled(self.evaluated, tuple(truths), self.waits))
        ends = [[getattr(one, name) for name in COSTS] for one in found]
        shape = len(found), len(COSTS)
        lows = np.array([[low or 0 for low, _ in row] for row in ends], dtype=np.int64)
        highs = np.array([[high or 0 for _, high in row] for row in ends], dtype=np.int64)
        endless = np.array([[high is None for _, high in row] for row in ends], dtype=np.bool_)
        return Costs(lows.reshape(shape), highs.reshape(shape), endless.reshape(shape))


def _counted(
    loops: ModuleType, scene: _Scene, counter: Counter
) -> tuple[list[tuple[int, ...]], NDArray[np.int64]]:
    """Find the truths of the open planes that valid cases have, and count each by group."""
    planes = np.stack([*scene.open_planes, scene.evaluated.valid])
    # A copy, as whatever may not be written to is another type to the compiler.
    weights = np.array([] if counter.weights is None else counter.weights, dtype=np.int64)
    every = loops.counted(planes, weights, counter.stretches.edges)
    counts = every[len(every) // 2 :]  # that a case is valid is the greatest digit
    met = np.flatnonzero(counts.any(axis=1))
    digits = range(len(scene.opens))
    return [tuple(view >> at & 1 for at in digits) for view in met.tolist()], counts[met]


def _scene(evaluated: Evaluated, waits: Mapping[Wait, Plane]) -> _Scene:
    program = evaluated.kernel.compiled.program
    columns = dict(waits)
    for one, other, node in program.after:
        columns[one, other, None] = evaluated.values[node]
    actives = [evaluated.values[use.active] for use in program.uses]
    planes = [*actives, evaluated.values[program.accepted], *columns.values()]
    opens = [at for at, plane in enumerate(planes) if not _is_settled(plane, evaluated)]
    return _Scene(evaluated, list(columns), planes, opens)


def _is_settled(plane: Plane, evaluated: Evaluated) -> bool:
    """Whether all cases agree."""
    return not plane.any() or bool((plane == evaluated.every).all())


def _scheduled(evaluated: Evaluated, truths: tuple[int, ...], waits: Sequence[Wait]) -> Schedule:
    compiled = evaluated.kernel.compiled
    size = len(compiled.program.uses) + 1
    held = [wait for wait, truth in zip(waits, truths[size:], strict=True) if truth]
    return compiled.schedule(truths[:size], tuple(sorted(held, key=by_places)))
