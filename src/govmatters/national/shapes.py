"""Rows that are alike in something, as groups: computed once, and counted."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np

__all__ = ["Shapes", "shapes_of"]


@attrs.frozen(eq=False, slots=False)
class Shapes:
    """
    Groups of rows.

    Attributes:
        order: Numbers of rows, those of a group beside each other and sorted.
        starts: Where each group begins in the order, and where the last one ends.
    """

    order: np.ndarray
    starts: np.ndarray

    def __len__(self) -> int:
        """Count the groups."""
        return len(self.starts) - 1

    @cached_property
    def firsts(self) -> np.ndarray:
        """The first row of each group, which stands for all of it."""
        firsts: np.ndarray = self.order[self.starts[:-1]]
        return firsts

    @property
    def counts(self) -> np.ndarray:
        """How many rows each group has."""
        return np.diff(self.starts)

    def members(self, number: int) -> np.ndarray:
        """
        Give the rows of a group.

        Args:
            number: Of the group.

        Returns:
            Numbers of rows, sorted.
        """
        return self.order[self.starts[number] : self.starts[number + 1]]


def shapes_of(keys: np.ndarray, rows: np.ndarray | None = None) -> Shapes:
    """
    Group rows by a key.

    Args:
        keys: One a row.
        rows: Numbers of the rows that the keys are of, sorted; by default all, from 0.

    Returns:
        The groups, by their keys.

    Examples:
        >>> found = shapes_of(np.array([7, 3, 7]))
        >>> found.firsts.tolist(), found.counts.tolist()
        ([1, 0], [1, 2])
    """
    order = np.argsort(keys, kind="stable")
    changes = np.flatnonzero(np.diff(keys[order])) + 1
    starts = np.concatenate(([0], changes, [len(keys)])) if len(keys) else np.zeros(1, dtype=int)
    return Shapes(order if rows is None else rows[order], starts)
