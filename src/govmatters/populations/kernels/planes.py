"""Bit planes of NumPy words: one bit a case, 64 cases a word."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from govmatters.populations.kernels.diagrams import Branch

__all__ = [
    "Plane",
    "Stretches",
    "class_planes",
    "indexes",
    "ones",
    "packed",
    "plane_of",
    "unpacked",
]

Plane = NDArray[np.uint64]
"""Bit *i* of word *w* is the truth of case 64 *w* + *i*; bits beyond the last case are 0."""

_WORD = 64


def plane_of(octets: NDArray[np.uint8], cases: int) -> Plane:
    """Take truths that are packed already, eight a byte; what lies beyond the cases is cut off."""
    words = np.zeros(-(-cases // _WORD), dtype=np.uint64)
    size = -(-cases // 8)
    words.view(np.uint8)[:size] = octets[:size]
    return words & ones(cases)


def packed(truths: NDArray[np.bool_]) -> Plane:
    """Pack a truth a case into a plane."""
    data = np.packbits(truths, bitorder="little")
    words = np.zeros(-(-len(truths) // _WORD), dtype=np.uint64)
    words.view(np.uint8)[: len(data)] = data
    return words


def unpacked(plane: Plane, cases: int) -> NDArray[np.uint8]:
    """Write a plane as 0 or 1 for each case."""
    return np.unpackbits(plane.view(np.uint8), count=cases, bitorder="little")


def ones(cases: int) -> Plane:
    """Give the plane in which every case is true."""
    words = np.full(-(-cases // _WORD), ~np.uint64(0))
    if cases % _WORD:
        words[-1] = (1 << cases % _WORD) - 1
    return words


def class_planes(
    branches: Sequence[Branch], root: int, planes: Sequence[Plane], valid: Plane, classes: int
) -> list[Plane | None]:
    """
    Send cases through a decision diagram.

    Args:
        branches: Of the diagram; parents have greater numbers than their children.
        root: A branch, or ``~class``.
        planes: A plane for each place that branches look at.
        valid: The cases to send.
        classes: How many classes there are.

    Returns:
        For each class the cases that reach it; None where no path leads.
    """
    at: list[Plane | None] = [None] * (len(branches) + classes)
    at[root] = valid  # ~class counts from the end
    for number in range(root, -1, -1):
        here = at[number]
        if here is not None:
            place, low, high = branches[number]
            true = here & planes[place]
            _join(at, high, true)
            _join(at, low, here ^ true)
            at[number] = None
    return at[len(branches) :][::-1]


def _join(at: list[Plane | None], child: int, plane: Plane) -> None:
    """Add cases to those that reach a child by other ways."""
    former = at[child]
    at[child] = plane if former is None else former | plane


@attrs.frozen(eq=False)
class Stretches:
    """
    Stretches of cases, in which planes are counted.

    Attributes:
        edges: Where stretches begin, the first at 0, and last where all cases end; rising.
    """

    edges: NDArray[np.int64]
    _words: NDArray[np.int64] = attrs.field(init=False)
    _masks: Plane = attrs.field(init=False)

    @_words.default
    def _words_of_edges(self) -> NDArray[np.int64]:
        """The word in which each edge lies."""
        return self.edges // _WORD

    @_masks.default
    def _masks_of_edges(self) -> Plane:
        """The cases of its word that lie before each edge."""
        return (np.uint64(1) << (self.edges % _WORD).astype(np.uint64)) - np.uint64(1)

    def counts(self, planes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """
        Count the true cases.

        Args:
            planes: One a row.

        Returns:
            A row a plane, a column a stretch.
        """
        counts = np.bitwise_count(planes)
        if len(self.edges) == 2:  # noqa: PLR2004 (one stretch: all cases)
            whole: NDArray[np.int64] = counts.sum(axis=1, dtype=np.int64)
            return whole[:, None]
        # Whole words from that of each edge to that of the next; then what lies before edges.
        words, last = self._words, planes.shape[1] - 1
        starts = words[words <= last]
        sums = np.add.reduceat(counts, starts, axis=1, dtype=np.int64)[:, : len(words) - 1]
        sums *= words[1:] > words[:-1]
        parts = np.bitwise_count(planes[:, np.minimum(words, last)] & self._masks)
        counted: NDArray[np.int64] = sums + np.diff(parts.astype(np.int64), axis=1)
        return counted


def indexes(planes: Sequence[Plane | None], cases: int) -> NDArray[np.intp]:
    """
    Say for each case in which of some planes it is.

    Args:
        planes: Of which no two have a case in common; None: an empty one.
        cases: How many cases there are.

    Returns:
        The place of its plane; 0 for a case that is in none.
    """
    found = np.zeros(cases, dtype=np.intp)
    for digit in range((len(planes) - 1).bit_length()):
        some = [p for at, p in enumerate(planes) if at >> digit & 1 and p is not None]
        if some:
            plane = np.bitwise_or.reduce(some)
            found |= unpacked(plane, cases).astype(np.intp) << digit
    return found
