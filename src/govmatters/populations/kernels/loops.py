"""
Counting by loops that Numba compiles: three times as fast as NumPy, on all cores at once.

NumPy takes a step for each branch of each diagram, over all cases. Here all steps are taken
over a few words of every plane, which stay in the processor's cache, and Python's own lock is
not held meanwhile. Whoever imports this module needs the extra ``fast``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from govmatters.populations.kernels.planes import Plane
from govmatters.populations.kernels.tapes import Tape
from govmatters.situations import Gate

__all__ = ["Batch", "Found", "arranged", "counted", "run", "tried"]

F = TypeVar("F", bound=Callable[..., object])

_AND, _OR = int(Gate.AND), int(Gate.OR)

_WORDS = 512
"""How many words of each plane are looked at together: they stay in the processor's cache."""


class Batch(NamedTuple):
    """
    Cases in the order of their groups.

    Attributes:
        planes: First the plane of all cases, then one an input of the network.
        digits: The binary digits of the weights of all cases, the least first.
        edges: Where groups begin, and last where all cases end.
    """

    planes: NDArray[np.uint64]
    digits: NDArray[np.uint64]
    edges: NDArray[np.int64]


class Found(NamedTuple):
    """
    What is found, written into arrays that were all 0.

    Attributes:
        figures: A row a group, a column a figure.
        valid: The cases that can be planned.
        nodes: The planes of the nodes that the tape keeps.
        waiting: The cases of each class that causes a wait.
    """

    figures: NDArray[np.int64]
    valid: Plane
    nodes: NDArray[np.uint64]
    waiting: NDArray[np.uint64]


def _compiled(function: F) -> F:
    """Compile a function, and keep what is compiled in a file where one can be written."""
    try:
        return cast("F", numba.njit(nogil=True, cache=True)(function))
    except RuntimeError:  # there is no place for such a file
        return cast("F", numba.njit(nogil=True)(function))


@_compiled
def run(tape: Tape, batch: Batch, found: Found) -> None:
    """
    Evaluate and count cases.

    Args:
        tape: The kernel.
        batch: The cases.
        found: Where to write.
    """
    words, nodes = batch.planes.shape[1], 1 + len(batch.planes) + len(tape.gates)
    values = np.zeros((nodes, _WORDS), dtype=np.uint64)
    at = np.zeros((tape.widest, _WORDS), dtype=np.uint64)
    group = 0
    for first in range(0, words, _WORDS):
        last = min(first + _WORDS, words)
        _load(batch.planes, values, first, last)
        _evaluate(tape, values, last - first)
        _keep(tape, values, found, first, last)
        while batch.edges[group + 1] <= first * 64:
            group += 1
        for gauge in range(len(tape.gauges)):
            _send(tape, gauge, values, found.valid[first:last], at)
            _count(tape, gauge, at, batch, found, first, last, group)


@_compiled
def _load(planes: NDArray[np.uint64], values: NDArray[np.uint64], first: int, last: int) -> None:
    """Take some words of the planes; node 0 is never true, node 1 always."""
    for at in range(len(planes)):
        plane, into = planes[at, first:last], values[1 + at]
        for word in range(last - first):
            into[word] = plane[word]


@_compiled
def _evaluate(tape: Tape, values: NDArray[np.uint64], size: int) -> None:
    """Evaluate the gates of the network, which come last of all nodes."""
    gates = len(values) - len(tape.gates)
    every = values[1]
    for at in range(len(tape.gates)):
        gate, left, right = tape.gates[at, 0], tape.gates[at, 1], tape.gates[at, 2]
        one, other, into = values[left], values[right], values[gates + at]
        if gate == _AND:
            for word in range(size):
                into[word] = one[word] & other[word]
        elif gate == _OR:
            for word in range(size):
                into[word] = one[word] | other[word]
        else:
            for word in range(size):
                into[word] = ~one[word] & every[word]


@_compiled
def _keep(tape: Tape, values: NDArray[np.uint64], found: Found, first: int, last: int) -> None:
    """Say which cases can be planned, and keep nodes."""
    for word in range(last - first):
        out = np.uint64(0)
        for node in tape.conflicts:
            out |= values[node, word]
        found.valid[first + word] = values[1, word] & ~out
    for row in range(len(tape.kept)):
        for word in range(last - first):
            found.nodes[row, first + word] = values[tape.kept[row], word]


@_compiled
def _send(
    tape: Tape, gauge: int, values: NDArray[np.uint64], valid: Plane, at: NDArray[np.uint64]
) -> None:
    """Send cases through the diagram of a gauge, from its root to its classes."""
    start, branches, root = tape.gauges[gauge, 0], tape.gauges[gauge, 1], tape.gauges[gauge, 2]
    classes, size = tape.gauges[gauge, 4], len(valid)
    for row in range(branches + classes):
        for word in range(size):
            at[row, word] = np.uint64(0)
    for word in range(size):
        at[root, word] = valid[word]
    for branch in range(branches - 1, -1, -1):
        own = tape.branches[start + branch]
        here, plane, false, true = at[branch], values[own[0]], at[own[1]], at[own[2]]
        for word in range(size):
            some = here[word] & plane[word]
            true[word] |= some
            false[word] |= here[word] ^ some


@_compiled
def _count(  # noqa: PLR0913, PLR0917
    tape: Tape,
    gauge: int,
    at: NDArray[np.uint64],
    batch: Batch,
    found: Found,
    first: int,
    last: int,
    group: int,
) -> None:
    """Count the classes of a gauge, group by group from one on, and keep those that wait."""
    branches, start, classes = tape.gauges[gauge, 1], tape.gauges[gauge, 3], tape.gauges[gauge, 4]
    for own in range(classes):
        plane, row = at[branches + own], tape.waiting[start + own]
        if row >= 0:
            for word in range(last - first):
                found.waiting[row, first + word] = plane[word]
        some = group
        while some < len(batch.edges) - 1 and batch.edges[some] < last * 64:
            low = max(batch.edges[some] - first * 64, 0)
            high = min(batch.edges[some + 1], last * 64) - first * 64
            times = 0
            for digit in range(len(batch.digits)):
                times += _cases(plane, batch.digits[digit, first:last], low, high) << digit
            if times:
                for figure in range(tape.figures.shape[1]):
                    found.figures[some, figure] += times * tape.figures[start + own, figure]
            some += 1


@_compiled
def _cases(plane: Plane, other: Plane, low: int, high: int) -> int:
    """Count the cases from one up to another that are true in two planes."""
    first, last = low >> 6, (high - 1) >> 6
    some, others = plane[first : last + 1], other[first : last + 1]
    found = np.uint64(0)
    for word in range(len(others)):
        found += _bits(some[word] & others[word])
    before = (np.uint64(1) << np.uint64(low & 63)) - np.uint64(1)
    found -= _bits(some[0] & others[0] & before)
    if high & 63:
        found -= _bits((some[-1] & others[-1]) >> np.uint64(high & 63))
    return int(found)


@_compiled
def _bits(word: np.uint64) -> np.uint64:
    """Count the bits of a word: by pairs, fours and bytes, then all bytes at once."""
    pairs = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = (pairs & np.uint64(0x3333333333333333)) + (
        (pairs >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    octets = (fours + (fours >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (octets * np.uint64(0x0101010101010101)) >> np.uint64(56)


@_compiled
def counted(
    planes: NDArray[np.uint64], weights: NDArray[np.int64], edges: NDArray[np.int64]
) -> NDArray[np.int64]:
    """
    Count cases by what they are in several planes at once.

    Args:
        planes: At most 62, one a row.
        weights: How often each case counts; if empty, once.
        edges: Where groups begin, and last where all cases end.

    Returns:
        A row for each number whose binary digits are the truths in the planes, the first as the
        least; a column a group.
    """
    found = np.zeros((1 << len(planes), len(edges) - 1), dtype=np.int64)
    views = np.zeros(64, dtype=np.uint64)
    for group in range(len(edges) - 1):
        for word in range(edges[group] >> 6, (edges[group + 1] + 63) >> 6):
            _view(planes, word, views)
            first = max(edges[group], 64 * word)
            for case in range(first, min(edges[group + 1], 64 * word + 64)):
                times = weights[case] if len(weights) else 1
                found[views[case & 63], group] += times
    return found


@_compiled
def _view(planes: NDArray[np.uint64], word: int, views: NDArray[np.uint64]) -> None:
    """Write the truths of 64 cases as a number each."""
    views[:] = 0
    for at in range(len(planes)):
        plane = planes[at, word]
        for case in range(64):
            truth = plane >> np.uint64(case) & np.uint64(1)
            views[case] |= truth << np.uint64(at)


@_compiled
def arranged(planes: NDArray[np.uint64], order: NDArray[np.intp]) -> NDArray[np.uint64]:
    """
    Put cases in another order: 64 planes at a time are written as a word a case, and back.

    Args:
        planes: One a row.
        order: For each place the case that comes there; every case once.

    Returns:
        The planes in that order.
    """
    words, found = planes.shape[1], np.zeros_like(planes)
    squares = np.zeros((64, _SQUARES), dtype=np.uint64)
    cases = np.zeros(64 * (words + _SQUARES), dtype=np.uint64)
    for first in range(0, len(planes), 64):
        some, into = planes[first : first + 64], found[first : first + 64]
        for word in range(0, words, _SQUARES):
            size = min(_SQUARES, words - word)
            squares[: len(some), :size] = some[:, word : word + size]
            _transpose(squares)
            _scatter(squares, cases[64 * word : 64 * (word + _SQUARES)])
        for word in range(0, words, _SQUARES):
            size = min(_SQUARES, words - word)
            _gather(cases, order[64 * word : 64 * (word + size)], squares)
            _transpose(squares)
            into[:, word : word + size] = squares[: len(some), :size]
    return found


_SQUARES = 8
"""How many squares of 64 words are turned at a time."""


@_compiled
def _scatter(squares: NDArray[np.uint64], cases: Plane) -> None:
    """Write squares one after the other."""
    for square in range(_SQUARES):
        for at in range(64):
            cases[64 * square + at] = squares[at, square]


@_compiled
def _gather(cases: Plane, places: NDArray[np.intp], squares: NDArray[np.uint64]) -> None:
    """Read squares from some places, and nothing beyond them."""
    for at in range(len(places)):
        squares[at & 63, at >> 6] = cases[places[at]]
    for at in range(len(places), 64 * _SQUARES):
        squares[at & 63, at >> 6] = 0


@_compiled
def _transpose(squares: NDArray[np.uint64]) -> None:
    """Turn squares of 64 words so that bit *i* of word *j* is bit *j* of word *i*."""
    width, mask = 32, np.uint64(0xFFFFFFFF)
    while width:
        shift = np.uint64(width)
        for start in range(0, 64, 2 * width):
            for at in range(start, start + width):
                one, other = squares[at], squares[at + width]
                for square in range(_SQUARES):
                    crossing = (one[square] >> shift ^ other[square]) & mask
                    other[square] ^= crossing
                    one[square] ^= crossing << shift
        width >>= 1
        mask ^= mask << np.uint64(width)


def tried() -> None:
    """
    Compile all that is used, or read it from where it is kept, by running it once.

    Raises:
        Exception: Whatever goes wrong there: a full disk, a file that is damaged.
    """
    numbers = np.zeros((0, 5), dtype=np.int64)
    none, edges = np.zeros(0, dtype=np.int64), np.array([0, 64])
    planes = np.ones((2, 1), dtype=np.uint64)
    tape = Tape(numbers, none, none, numbers, numbers, numbers, none, 0)
    found = Found(numbers.copy(), planes[0].copy(), planes.copy(), planes.copy())
    run(tape, Batch(planes, planes, edges), found)
    counted(planes, none, edges)
    arranged(planes, np.arange(64))
