"""
Tapes: a kernel written as arrays of numbers, which compiled loops run through (`loops`).

The network, the diagrams of all tabled gauges and what their classes count stand one after
the other, so that one pass over a few words of every plane does all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from govmatters.populations.kernels.gauges import FIGURES, Gauge
from govmatters.rules.compiled import Compiled

__all__ = ["Tape", "tape_of"]

Numbers = NDArray[np.int64]


class Tape(NamedTuple):
    """
    A kernel as numbers.

    Attributes:
        gates: A row a gate: what it does, and the two nodes that it looks at.
        conflicts: Nodes that are true where a case cannot be planned (AP-1).
        kept: Nodes whose planes are wanted afterwards.
        gauges: A row a tabled gauge: its first branch, how many it has, the row of its root
            among its own, its first class, how many it has.
        branches: A row a branch: the node that it looks at, and its two children as rows:
            the branches of its gauge come first, then its classes.
        figures: A row a class, in the order of `FIGURES`.
        waiting: For each class the row in which its cases are kept; -1: in none, as it causes
            no wait.
        widest: How many branches and classes a gauge has at most.
    """

    gates: Numbers
    conflicts: Numbers
    kept: Numbers
    gauges: Numbers
    branches: Numbers
    figures: Numbers
    waiting: Numbers
    widest: int


def _kept(compiled: Compiled, gauges: Sequence[Gauge]) -> list[int]:
    """Name the nodes that are looked at after counting: by schedules, and by what has no table."""
    program = compiled.program
    nodes = [program.accepted]
    nodes += [one.conflict for one in program.one_ofs]
    nodes += [node for _, _, node in program.after]
    nodes += [use.active for use in program.uses]
    nodes += [node for gauge in gauges if not gauge.is_tabled for node in gauge.nodes]
    return sorted(set(nodes))


def tape_of(compiled: Compiled, gauges: Sequence[Gauge]) -> Tape:
    """
    Write a bundle as numbers.

    Args:
        compiled: The bundle.
        gauges: Its components; those without a table are left out.
    """
    program = compiled.program
    tabled = [gauge for gauge in gauges if gauge.is_tabled]
    waits = [bool(some) for gauge in tabled for some in gauge.waits]
    rows = np.cumsum(waits) - 1
    return Tape(
        gates=_table(program.network.gates, 3),
        conflicts=np.array([one.conflict for one in program.one_ofs], dtype=np.int64),
        kept=np.array(_kept(compiled, gauges), dtype=np.int64),
        gauges=_table(_places(tabled), 5),
        branches=_table([branch for gauge in tabled for branch in _branches(gauge)], 3),
        figures=_table([each for gauge in tabled for each in gauge.figures], len(FIGURES)),
        waiting=np.where(waits, rows, -1).astype(np.int64),
        widest=max((len(one.branches) + len(one.figures) for one in tabled), default=0),
    )


def _table(rows: Any, columns: int) -> Numbers:  # noqa: ANN401 (whatever NumPy takes)
    return np.array(rows, dtype=np.int64).reshape(-1, columns)


def _places(gauges: Sequence[Gauge]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    branch = kind = 0
    for gauge in gauges:
        own, kinds = len(gauge.branches), len(gauge.figures)
        found.append((branch, own, _row(gauge, gauge.root), kind, kinds))
        branch, kind = branch + own, kind + kinds
    return found


def _branches(gauge: Gauge) -> list[tuple[int, int, int]]:
    return [
        (gauge.nodes[place], _row(gauge, low), _row(gauge, high))
        for place, low, high in gauge.branches
    ]


def _row(gauge: Gauge, child: int) -> int:
    """Write a child as a row: classes come after branches."""
    return child if child >= 0 else len(gauge.branches) + ~child
