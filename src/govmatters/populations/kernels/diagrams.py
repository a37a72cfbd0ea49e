"""Decision diagrams: from the truths of a few nodes to a class, each question asked once a path."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

__all__ = ["Branch", "Diagram", "diagram_of"]

Branch = tuple[int, int, int]
"""(place of the truth that is looked at, child if it is false, child if it is true)."""


@attrs.frozen
class Diagram:
    """
    A function from truths to a class.

    A child of at least 0 is the number of a branch, one below 0 is ``~class``. Children have
    smaller numbers than the branch, so that one pass from the last to the first meets every
    branch after all that lead to it.

    Attributes:
        branches: The branches.
        root: Where to begin.
    """

    branches: tuple[Branch, ...]
    root: int

    def of(self, truths: Sequence[int]) -> int:
        """
        Find the class of some truths.

        Args:
            truths: One a place.

        Returns:
            The class.
        """
        at = self.root
        while at >= 0:
            place, low, high = self.branches[at]
            at = high if truths[place] else low
        return ~at


def diagram_of(views: Sequence[tuple[tuple[int, ...], int]]) -> Diagram:
    """
    Build a diagram that gives each view its class.

    Args:
        views: (truths, class), at least one; truths are distinct and of one length. Truths
            that are not among them may get any class.

    Returns:
        The diagram; equal branches stand once.
    """
    builder = _Builder({}, {})
    root = builder.build(0, tuple(views))
    return Diagram(tuple(builder.branches), root)


@attrs.frozen
class _Builder:
    """The branches built so far, and what was built of which views."""

    branches: dict[Branch, int]
    known: dict[tuple[int, tuple[tuple[tuple[int, ...], int], ...]], int]

    def build(self, place: int, views: tuple[tuple[tuple[int, ...], int], ...]) -> int:
        """Build what parts some views, from a place on; they agree on all places before."""
        if len({kind for _, kind in views}) == 1:
            return ~views[0][1]
        key = place, tuple((truths[place:], kind) for truths, kind in views)
        if key not in self.known:
            self.known[key] = self._parted(place, views)
        return self.known[key]

    def _parted(self, place: int, views: tuple[tuple[tuple[int, ...], int], ...]) -> int:
        parts = [tuple(one for one in views if one[0][place] == truth) for truth in (0, 1)]
        if not (parts[0] and parts[1]):
            return self.build(place + 1, parts[0] or parts[1])
        low, high = (self.build(place + 1, part) for part in parts)
        if low == high:
            return low
        return self.branches.setdefault((place, low, high), len(self.branches))
