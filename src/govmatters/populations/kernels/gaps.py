"""
Cases with unknown facts: exact bounds over all that the facts may be (PL-8).

Cases that agree on all that is known of them are taken once. Each is spread out into every
situation that its gaps leave open; figures are worked out there and drawn together again, the
least and the greatest. A case with too many situations is left to the planner itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

import attrs
import numpy as np
from numpy.typing import NDArray

from govmatters.populations.kernels.gauges import FIGURES
from govmatters.populations.kernels.kernels import Evaluated, Kernel, join
from govmatters.populations.kernels.planes import packed, unpacked
from govmatters.populations.kernels.schedules import costs_of
from govmatters.populations.tallies import COSTS
from govmatters.rules.scheduling import Wait
from govmatters.situations import Block

__all__ = ["Ends", "Known", "bounded", "exact_ends", "known_in", "situations_in"]

_MOST = 1 << 18
"""How many situations are worked out at a time."""

_ENDLESS = np.iinfo(np.int64).max


@attrs.frozen(eq=False)
class Known:
    """
    What is known of some cases, each distinct knowledge once.

    Attributes:
        rows: A row a distinct knowledge, a column a block: the row of the block's truths, or
            their number if the question is not answered.
        places: The knowledge of each case.
        first: For each knowledge a case that has it.
    """

    rows: NDArray[np.int64]
    places: NDArray[np.intp]
    first: NDArray[np.intp]


@attrs.frozen(eq=False)
class Ends:
    """
    Bounds of the quantities of some cases.

    Attributes:
        lows: A row a case, a column one of `QUANTITIES`.
        highs: The same; 0 where the high end is unknown.
        endless: Whether it is unknown.
        vague: Whether the ends are not exact.
        valid: Whether any situation is left (AP-1).
    """

    lows: NDArray[np.int64]
    highs: NDArray[np.int64]
    endless: NDArray[np.bool_]
    vague: NDArray[np.bool_]
    valid: NDArray[np.bool_]

    @classmethod
    def joined(cls, some: Sequence[Ends]) -> Ends:
        """Put the bounds of stretches of cases, at least one, together."""
        names = [field.name for field in attrs.fields(Ends)]
        return cls(*(np.concatenate([getattr(one, name) for one in some]) for name in names))

    @classmethod
    def merged(cls, others: Ends, some: Ends, which: NDArray[np.bool_]) -> Ends:
        """Put bounds together of which some belong to the cases that are marked."""
        places = np.argsort(np.concatenate([np.flatnonzero(~which), np.flatnonzero(which)]))
        both = cls.joined([others, some])
        return cls(*(getattr(both, field.name)[places] for field in attrs.fields(Ends)))


def known_in(
    blocks: Sequence[Block],
    truths: Sequence[Sequence[NDArray[np.bool_]]],
    gaps: Sequence[NDArray[np.bool_] | None],
    cases: int,
) -> Known:
    """
    Number what is known of cases.

    Args:
        blocks: All blocks of a bundle.
        truths: For each block the truth of each of its atoms in each case.
        gaps: For each block whether its question is not answered; None if all are.
        cases: How many cases there are, at least 1.

    Returns:
        The distinct knowledge.
    """
    columns = [_rows_of(*one) for one in zip(blocks, truths, gaps, strict=True)]
    sizes = [len(block.truths) + 1 for block in blocks]
    if prod(sizes) < 1 << 62:
        keys = np.zeros(cases, dtype=np.int64)
        for column, size in zip(columns, sizes, strict=True):
            keys = keys * size + column
    else:
        keys = np.stack(columns, axis=1)
    _, first, places = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    table = np.stack(columns, axis=1) if columns else np.zeros((cases, 0), dtype=np.int64)
    return Known(table[first], places.reshape(-1), first)


def _rows_of(
    block: Block, truths: Sequence[NDArray[np.bool_]], gaps: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    """Say for each case which row of a block's truths it has."""
    keys = np.zeros(len(truths[0]), dtype=np.int64)
    for at, column in enumerate(truths):
        keys |= column.astype(np.int64) << at
    wanted = [sum(truth << at for at, truth in enumerate(row)) for row in block.truths]
    order = np.argsort(wanted)
    found = order[np.searchsorted(wanted, keys, sorter=order).clip(max=len(wanted) - 1)]
    return found if gaps is None else np.where(gaps, len(wanted), found)


def bounded(kernel: Kernel, known: NDArray[np.int64]) -> Ends:
    """
    Bound the quantities of cases with gaps.

    Args:
        kernel: The bundle.
        known: A row a case, as in `Known`; at least one.

    Returns:
        The exact bounds of each case over its situations.

    Source:
        PL-8.
    """
    return Ends.joined([_spread(kernel, known[part]) for part in _parts(kernel, known)])


def situations_in(kernel: Kernel, known: NDArray[np.int64]) -> NDArray[np.float64]:
    """Say how many situations are open for each case; roughly, if they are very many."""
    counts = np.ones(len(known))
    for at, block in enumerate(kernel.compiled.program.blocks):
        counts *= np.where(known[:, at] == len(block.truths), len(block.truths), 1)
    return counts


def _parts(kernel: Kernel, known: NDArray[np.int64]) -> Iterator[slice]:
    """Stretches of cases that have no more situations together than are worked out at a time."""
    totals = np.cumsum(situations_in(kernel, known))
    start = 0
    while start < len(known):
        before = totals[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(totals, before + _MOST, side="right")))
        yield slice(start, stop)
        start = stop


def _spread(kernel: Kernel, known: NDArray[np.int64]) -> Ends:
    """Work out cases in every situation that is open for them, and draw together."""
    counts = situations_in(kernel, known).astype(np.int64)
    starts = np.cumsum(counts) - counts
    cases = np.repeat(np.arange(len(known)), counts)
    number = np.arange(len(cases)) - starts[cases]
    planes: dict[object, NDArray[np.uint64]] = {}
    for at, block in enumerate(kernel.compiled.program.blocks):
        size = len(block.truths)
        is_open = known[cases, at] == size
        rows = np.where(is_open, number % size, known[cases, at])
        number = np.where(is_open, number // size, number)
        table = np.array(block.truths, dtype=np.bool_)
        planes.update({atom: packed(table[rows, n]) for n, atom in enumerate(block.atoms)})
    empty = np.zeros(-(-len(cases) // 64), dtype=np.uint64)
    inputs = [planes.get(one, empty) for one in kernel.compiled.program.network.inputs]
    return _drawn(exact_ends(kernel.evaluate(inputs, len(cases))), starts)


def exact_ends(evaluated: Evaluated) -> Ends:
    """
    Work out the quantities of each case by itself, all facts known.

    Args:
        evaluated: The cases.

    Returns:
        The quantities; only costs may have two ends.
    """
    figures = np.zeros((evaluated.cases, len(FIGURES)), dtype=np.int64)
    waits: dict[Wait, NDArray[np.uint64]] = {}
    for gauge in evaluated.kernel.gauges:
        classes, table, causes = evaluated.viewed(gauge)
        figures += table[classes]
        for wait, plane in causes.items():
            join(waits, wait, plane)
    costs, places = costs_of(evaluated, waits)
    removed = figures[:, :1] - figures[:, 1:2]
    papers = np.concatenate([figures[:, :2], removed, figures[:, 2:]], axis=1)
    lows = np.concatenate([papers, costs.lows[places]], axis=1)
    highs = np.concatenate([papers, costs.highs[places]], axis=1)
    endless = np.zeros(lows.shape, dtype=np.bool_)
    endless[:, -len(COSTS) :] = costs.endless[places]
    valid = unpacked(evaluated.valid, evaluated.cases).astype(np.bool_)
    return Ends(lows, highs, endless, endless | (lows != highs), valid)


def _drawn(ends: Ends, starts: NDArray[np.int64]) -> Ends:
    """Take the least and the greatest over the valid situations of each case."""
    out = ~ends.valid[:, None]
    lows = np.minimum.reduceat(np.where(out, _ENDLESS, ends.lows), starts)
    highs = np.maximum.reduceat(np.where(out, 0, ends.highs), starts)
    endless = np.logical_or.reduceat(ends.endless & ~out, starts)
    vague = np.logical_or.reduceat(ends.vague & ~out, starts)
    valid = np.logical_or.reduceat(ends.valid, starts)
    return Ends(lows, np.where(endless, 0, highs), endless, vague, valid)
