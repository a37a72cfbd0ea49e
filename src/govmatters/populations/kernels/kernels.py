"""
A bundle of one setting over many cases: counted, not planned one by one.

All facts known, a component's classes are planes, and a class is counted by its bits. Where a
fact is unknown, figures are worked out case by case over all that it may be (`gaps`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from govmatters.measures.credits import SCALE
from govmatters.populations.kernels.gauges import FIGURES, Gauge, gauges_of, view_class
from govmatters.populations.kernels.planes import (
    Plane,
    Stretches,
    class_planes,
    indexes,
    ones,
    packed,
    unpacked,
)
from govmatters.populations.kernels.tapes import Tape, tape_of
from govmatters.rules.compiled import Compiled
from govmatters.rules.scheduling import Wait

__all__ = ["Counter", "Evaluated", "Kernel", "join", "kernel_of", "views_in"]


@attrs.frozen(eq=False)
class Kernel:
    """
    A compiled bundle made ready for many cases.

    Attributes:
        compiled: The bundle.
        gauges: Its components.
    """

    compiled: Compiled
    gauges: tuple[Gauge, ...]

    @cached_property
    def tape(self) -> Tape:
        """The bundle as numbers, for compiled loops."""
        return tape_of(self.compiled, self.gauges)

    @property
    def most(self) -> int:
        """No figure of a case is greater."""
        rows = self.compiled.program.rows
        papers = sum(len(way.occurrences) for row in rows for way in row.alternatives)
        return SCALE * max(papers, 1)

    def evaluate(self, planes: Sequence[Plane], cases: int) -> Evaluated:
        """
        Evaluate the network.

        Args:
            planes: One an input of the network, in order.
            cases: How many cases there are.

        Returns:
            The truth of every node in every case.
        """
        every = ones(cases)
        empty = np.zeros_like(every)
        # A network evaluates whatever can be joined by bits: numbers for one, words for many.
        network: Any = self.compiled.program.network
        values: list[Plane] = network.evaluate(planes, every)
        values[0] = empty
        valid = every
        for one in self.compiled.program.one_ofs:
            valid = valid & ~values[one.conflict]
        return Evaluated(self, dict(enumerate(values)), every, valid, cases)


def kernel_of(compiled: Compiled) -> Kernel:
    """Make a compiled bundle ready for many cases."""
    return Kernel(compiled, gauges_of(compiled))


@attrs.frozen(eq=False)
class Counter:
    """
    Counts cases by group and weight.

    Attributes:
        stretches: The cases of each group.
        weights: How often each case counts; None: once.
        exactly: The type of sums: whole numbers of 64 bits, or of any size.
    """

    stretches: Stretches
    weights: NDArray[np.int64] | None
    exactly: type = np.int64

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return int(self.stretches.edges[-1])

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self.stretches.edges) - 1

    @property
    def digits(self) -> list[Plane]:
        """The binary digits of all weights, the least first."""
        if self.weights is None:
            return [ones(self.cases)]
        width = int(self.weights.max(initial=0)).bit_length()
        return [packed((self.weights >> at & 1).astype(np.bool_)) for at in range(width)]

    def planes(self, planes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Count planes: a row a plane, a column a group."""
        if self.weights is None:
            return self.stretches.counts(planes)
        total = np.zeros((len(planes), self.groups), dtype=np.int64)
        for at, digit in enumerate(self.digits):
            total += self.stretches.counts(planes & digit) << at
        return total

    def zeros(self, columns: int) -> NDArray[np.int64]:
        """Begin sums: a row a group."""
        return np.zeros((self.groups, columns), dtype=self.exactly)

    def total(self, counts: NDArray[np.int64], figures: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sum figures, a row a class, as often as each class was counted: a row a group."""
        return counts.T.astype(self.exactly) @ figures.astype(self.exactly)

    def views(self, places: NDArray[np.intp], views: int, valid: Plane) -> NDArray[np.int64]:
        """Count the cases of each view: a row a view, a column a group."""
        groups, keys = self.groups, places
        if groups > 1:
            keys = places * groups
            keys += np.repeat(np.arange(groups), np.diff(self.stretches.edges))
        counts = np.zeros(views * groups, dtype=np.int64)
        if self.weights is None:
            some = keys if _is_full(valid, self.cases) else keys[unpacked(valid, self.cases) != 0]
            counts += np.bincount(some, minlength=views * groups)
        else:
            np.add.at(counts, keys, self.weights * unpacked(valid, self.cases))
        return counts.reshape(views, groups)


def _is_full(plane: Plane, cases: int) -> bool:
    return int(np.bitwise_count(plane).sum(dtype=np.int64)) == cases


@attrs.frozen(eq=False)
class Evaluated:
    """
    The truth of nodes in some cases.

    Attributes:
        kernel: The bundle.
        values: A plane a node, of those that are needed.
        every: The plane of all cases.
        valid: The cases in which no two of a ``one_of`` apply (AP-1).
        cases: How many cases there are.
    """

    kernel: Kernel
    values: Mapping[int, Plane]
    every: Plane
    valid: Plane
    cases: int

    def classes(self, gauge: Gauge) -> list[Plane | None]:
        """Find the cases of each class of a tabled gauge."""
        planes = [self.values[node] for node in gauge.nodes]
        return class_planes(gauge.branches, gauge.root, planes, self.valid, len(gauge.figures))

    def counted(self, gauge: Gauge, counter: Counter) -> tuple[_Counts, _Waits]:
        """
        Sum a gauge's figures by group.

        Returns:
            (a row a group, a column a figure; the cases of each wait that it causes).
        """
        if not gauge.is_tabled:
            return self._counted_views(gauge, counter)
        classes = self.classes(gauge)
        some = [
            at for at, plane in enumerate(classes) if plane is not None and any(gauge.figures[at])
        ]
        waits = _waits_of(gauge, classes)
        if not some:
            return counter.zeros(len(FIGURES)), waits
        counts = counter.planes(
            np.stack([plane for at in some if (plane := classes[at]) is not None])
        )
        figures = np.array([gauge.figures[at] for at in some], dtype=np.int64)
        return counter.total(counts, figures), waits

    def _counted_views(self, gauge: Gauge, counter: Counter) -> tuple[_Counts, _Waits]:
        places, figures, waits = self.viewed(gauge)
        counts = counter.views(places, len(figures), self.valid)
        return counter.total(counts, figures), waits

    def viewed(self, gauge: Gauge) -> tuple[NDArray[np.intp], NDArray[np.int64], _Waits]:
        """
        Find the class of every case, by diagram or by planning each view that occurs.

        Returns:
            (the class of each case, the figures of each class, the cases of each wait).
        """
        if gauge.is_tabled:
            classes = self.classes(gauge)
            figures = np.array(gauge.figures, dtype=np.int64)
            return indexes(classes, self.cases), figures, _waits_of(gauge, classes)
        planes = [self.values[node] for node in gauge.nodes]
        views, places = views_in(planes, self.cases)
        found = [
            view_class(self.kernel.compiled, gauge.number, (0, 1, *truths)) for truths in views
        ]
        waits: _Waits = {}
        for wait in {wait for _, some in found for wait in some}:
            has = np.array([wait in some for _, some in found])
            waits[wait] = packed(has[places])
        return places, np.array([figures for figures, _ in found], dtype=np.int64), waits


_Counts = NDArray[np.int64]
_Waits = dict[Wait, Plane]


def _waits_of(gauge: Gauge, classes: Sequence[Plane | None]) -> _Waits:
    """Find the cases of each wait that a tabled gauge causes."""
    found: _Waits = {}
    for some, plane in zip(gauge.waits, classes, strict=True):
        if plane is not None:
            for wait in some:
                join(found, wait, plane)
    return found


def join(waits: _Waits, wait: Wait, plane: Plane) -> None:
    """Add cases to those of a wait."""
    waits[wait] = waits[wait] | plane if wait in waits else plane


def views_in(planes: Sequence[Plane], cases: int) -> tuple[list[tuple[int, ...]], NDArray[np.intp]]:
    """
    Number the distinct truths of some planes.

    Args:
        planes: Any number of planes.
        cases: How many cases there are, at least 1.

    Returns:
        (the distinct truths, which of them each case has).
    """
    keys, digits = _keys(planes, cases)
    if len(planes) <= _FEW:
        met = np.flatnonzero(np.bincount(keys, minlength=1 << len(planes)))
        place = np.zeros(1 << len(planes), dtype=np.intp)
        place[met] = np.arange(len(met))
        distinct, places = met.reshape(-1, 1).astype(np.uint64), place[keys]
    else:
        distinct, places = np.unique(keys, axis=0, return_inverse=True)
        distinct, places = distinct.reshape(len(distinct), -1), places.reshape(-1)
    bits = [distinct[:, word] >> np.uint64(bit) & np.uint64(1) for word, bit in digits]
    rows = np.stack(bits, axis=1).tolist() if bits else [[] for _ in distinct]
    return [tuple(row) for row in rows], places


_FEW = 16
"""Up to so many planes, every view that there could be is counted."""


def _keys(
    planes: Sequence[Plane], cases: int
) -> tuple[NDArray[np.unsignedinteger], list[tuple[int, int]]]:
    """Write the truths of each case as one number, or several; and where each truth stands."""
    digits = [divmod(at, 64) for at in range(len(planes))]
    if len(planes) <= _FEW:
        keys = np.zeros(cases, dtype=np.uint16)
        for (_, bit), plane in zip(digits, planes, strict=True):
            keys |= unpacked(plane, cases).astype(np.uint16) << np.uint16(bit)
        return keys, digits
    words = np.zeros((1 + digits[-1][0], cases), dtype=np.uint64)
    for (word, bit), plane in zip(digits, planes, strict=True):
        words[word] |= unpacked(plane, cases).astype(np.uint64) << np.uint64(bit)
    return words[0] if len(words) == 1 else words.T, digits
