"""
Components looked up together: what several of them add to a plan, merged once.

A large bundle has a hundred components and more, most of which look at few inputs. Those
that look at much the same inputs make a bunch, so that one lookup finds what all of them
add to the plan of one situation, summed and sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import itemgetter, or_
from typing import NamedTuple

from govmatters.model import Paper
from govmatters.rules.components import Component, joined
from govmatters.rules.parts import Part
from govmatters.rules.plans import Fate

__all__ = ["Bunch", "Merged", "bunches_of", "merged", "packed", "unpacked", "width_of"]

_WIDE = 10
"""How many inputs a bunch of several looks at: at most a thousand situations tell it apart."""

_RANK = itemgetter(0)


class Merged(NamedTuple):
    """
    What components add to the plan of one situation.

    Attributes:
        figures: Papers before and after, copies before and after, rows before and after,
            packed: one addition adds all six.
        items: (rank, paper) handed in, sorted.
        fates: (rank, fate), sorted.
    """

    figures: int
    items: tuple[tuple[int, Paper], ...]
    fates: tuple[tuple[int, Fate], ...]


class Bunch(NamedTuple):
    """
    Components looked up together.

    Attributes:
        mask: The inputs that they look at, as bits.
        known: By those of the inputs that are true: what they add.
        numbers: Their places.
    """

    mask: int
    known: dict[int, Merged]
    numbers: tuple[int, ...]


def bunches_of(components: Mapping[int, Component], masks: Sequence[int]) -> tuple[Bunch, ...]:
    """
    Put components together that look at much the same inputs, or that share a row.

    Args:
        components: By place.
        masks: For each place the inputs that it looks at, as bits.

    Returns:
        Bunches: every component is in exactly one, and so is every row.
    """
    sets = [(_joined(masks[one] for one in some), some) for some in _sharing_rows(components)]
    found: list[tuple[int, list[int]]] = []
    for mask, numbers in sorted(sets, key=lambda one: -one[0].bit_count()):
        place = _nearest(mask, [one for one, _ in found])
        if place is None:
            found.append((mask, numbers))
        else:
            found[place] = found[place][0] | mask, found[place][1] + numbers
    return tuple([Bunch(mask, {}, tuple(numbers)) for mask, numbers in found])


def _joined(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


def _sharing_rows(components: Mapping[int, Component]) -> list[list[int]]:
    """Join components that share a row, so that a bunch knows how many rows it has."""
    links: list[list[int | tuple[int | None, int]]] = [
        [number, *((row.use, row.place) for row in component.rows)]
        for number, component in components.items()
    ]
    return [[one for one in some if isinstance(one, int)] for some in joined(links)]


def _nearest(mask: int, bunches: Sequence[int]) -> int | None:
    """Find the bunch that gains the fewest inputs by some more, and stays narrow."""
    gains = [
        ((other | mask).bit_count() - other.bit_count(), place)
        for place, other in enumerate(bunches)
        if other | mask == other or (other | mask).bit_count() <= _WIDE
    ]
    return min(gains)[1] if gains else None


def width_of(components: Iterable[Component]) -> int:
    """
    Say how many bits a figure needs at most, summed over components.

    Args:
        components: All that are added up.

    Returns:
        The width, in which every paper of every row fits in all its copies, and so do rows.
    """
    copies = (
        len(way.occurrences) * row.material.copies
        for component in components
        for row in component.rows
        for way in row.alternatives
    )
    return (1 + sum(copies)).bit_length()


def merged(parts: Sequence[Part], width: int) -> Merged:
    """
    Merge what components add; a row of several of them counts once.

    Args:
        parts: Their shares of a plan.
        width: Of a packed figure, in bits.

    Returns:
        The same of all of them.
    """
    figures = (
        *map(sum, zip(*[part.counts for part in parts], strict=True)),
        len(set(chain.from_iterable([part.rows_before for part in parts]))),
        len(set(chain.from_iterable([part.rows_after for part in parts]))),
    )
    return Merged(
        figures=packed(figures, width),
        items=tuple(sorted(chain.from_iterable([part.items for part in parts]), key=_RANK)),
        fates=tuple(sorted(chain.from_iterable([part.fates for part in parts]), key=_RANK)),
    )


def packed(figures: Iterable[int], width: int) -> int:
    """
    Write figures as one number.

    Args:
        figures: Six, as in `Merged`.
        width: Of each, in bits.

    Returns:
        The number; sums of such are those of the figures, where these fit the width.
    """
    return sum(figure << place * width for place, figure in enumerate(figures))


def unpacked(figures: int, width: int) -> list[int]:
    """
    Read packed figures.

    Args:
        figures: All six.
        width: Of each, in bits.

    Returns:
        Papers before and after, copies before and after, rows before and after.
    """
    ones = (1 << width) - 1
    return [figures >> place & ones for place in range(0, 6 * width, width)]
