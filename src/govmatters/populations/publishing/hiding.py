"""
Which cells of a table are hidden, so that nobody can work a small one out from the others.

A table has a cell for each key, and a sum for each key in which some places stand for all. A
small one is hidden, and with it the others of one *swap*: whole numbers, +1 in some cells and −1
in others, that change no sum which is shown. Whoever knows all that is shown cannot tell the
true table from those that are so many swaps away, so that each hidden cell could hold at least
``below`` different numbers of cases.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations, islice, product

import attrs

__all__ = ["Cell", "Counts", "Key", "hidden_keys", "summed_under"]

Cell = tuple[str, ...]
"""A text for each place."""

Key = tuple[str | None, ...]
"""As a cell; None stands for all of that place."""

Counts = tuple[int, int]
"""Cases, and the weight that they stand for."""

_Block = tuple[int, ...]
_Shape = tuple[_Block, ...]

_TRIED = 100
"""How many swaps of one shape are tried for a cell, at most."""
_LOOKED_AT = 4
"""How many cells are looked at for each that is tried: those that are hidden go first."""
_STARTS = 8
"""How many cells under a sum are tried to begin a swap, at most."""


def hidden_keys(cells: Mapping[Cell, Counts], below: int) -> frozenset[Key]:
    """
    Choose what to hide.

    Args:
        cells: Counts by key, all of the same length; a cell that is not there is known to be
            empty.
        below: The least number of cases that may be shown, at least 1.

    Returns:
        Keys of cells and sums; the same for the same counts. Each small one is among them;
        each could hold at least ``below`` different numbers for all that is shown. The sum of
        all is among them only if nothing else would do.

    Source:
        The hypercube method, which proves its protection by such swaps: A. Hundepool and
        others, *Statistical Disclosure Control* (2012), chapter 4; the problem: L. H. Cox,
        *Suppression Methodology and Statistical Disclosure Control* (1980).
    """
    table = _Table(dict(sorted(cells.items())), below)
    hidden = {key for key, counts in table.sums.items() if _is_small(counts, below)}
    for key in sorted(hidden, key=lambda key: (-key.count(None), table.sums[key], _order(key))):
        hidden |= _swap(key, table, hidden)
    return frozenset(hidden)


def summed_under(cell: Cell) -> Iterator[Key]:
    """
    Name the sums that a cell is part of.

    Args:
        cell: Its key.

    Yields:
        The key itself, then each with some places for all; the sum of all comes last.
    """
    for places in _subsets(len(cell)):
        yield tuple(None if place in places else text for place, text in enumerate(cell))


def _is_small(counts: Counts, below: int) -> bool:
    cases, weight = counts
    return 0 < cases < below or 0 < weight < below


def _order(key: Key) -> tuple[tuple[bool, str], ...]:
    return tuple((text is not None, text or "") for text in key)


def _subsets(length: int) -> Iterator[frozenset[int]]:
    for size in range(length + 1):
        yield from map(frozenset, combinations(range(length), size))


@attrs.frozen(eq=False)
class _Table:
    cells: Mapping[Cell, Counts]
    below: int

    @cached_property
    def length(self) -> int:
        return len(next(iter(self.cells), ()))

    @cached_property
    def subsets(self) -> tuple[frozenset[int], ...]:
        return tuple(_subsets(self.length))

    @cached_property
    def sums(self) -> dict[Key, Counts]:
        sums: dict[Key, Counts] = {}
        for cell, (cases, weight) in self.cells.items():
            for key in summed_under(cell):
                before = sums.get(key, (0, 0))
                sums[key] = before[0] + cases, before[1] + weight
        return sums

    @cached_property
    def under(self) -> dict[Key, list[Cell]]:
        """The cells of each sum, the smallest first."""
        under: dict[Key, list[Cell]] = {}
        for cell in sorted(self.cells, key=lambda cell: (self.cells[cell], cell)):
            for key in summed_under(cell):
                under.setdefault(key, []).append(cell)
        return under

    @cached_property
    def shapes(self) -> tuple[_Shape, ...]:
        """Each way in which a swap can change places together or apart."""
        places = (tuple(sorted(subset)) for subset in self.subsets if subset)
        return tuple(shape for chosen in places for shape in _partitions(chosen))


def _partitions(places: _Block) -> Iterator[_Shape]:
    if not places:
        yield ()
        return
    first, rest = places[0], places[1:]
    for chosen in _subsets(len(rest)):
        block = (first, *(rest[at] for at in sorted(chosen)))
        others = tuple(place for at, place in enumerate(rest) if at not in chosen)
        yield from ((block, *shape) for shape in _partitions(others))


def _swap(key: Key, table: _Table, hidden: set[Key]) -> set[Key]:
    """Find the cheapest swap that touches a key: what it touches must be hidden."""
    best: tuple[tuple[int, int], set[Key]] | None = None
    for touched in _swaps(key, table, hidden):
        new = touched - hidden
        cost = sum(table.sums[one][0] for one in new), len(new)
        if best is None or cost < best[0]:
            best = cost, touched
        if not new:
            break
    # Nothing else would do: then all that the smallest cell is part of may be larger.
    return best[1] if best else set(summed_under(table.under[key][0]))


def _swaps(key: Key, table: _Table, hidden: set[Key]) -> Iterator[set[Key]]:
    everywhere = frozenset(place for place, text in enumerate(key) if text is None)
    cells = table.under[key]
    starts = [*(cell for cell in cells if cell in hidden), *cells]
    for start, shape in product(dict.fromkeys(starts[:_STARTS]), table.shapes):
        if any(everywhere.issuperset(block) for block in shape):
            continue
        width = int(_TRIED ** (1 / len(shape)))
        # Where a whole block is summed over, +1 meets −1, and nothing changes.
        kept = [one for one in table.subsets if not any(map(one.issuperset, shape))]
        mates = [_mates(start, block, table, hidden, width) for block in shape]
        for chosen in product(*mates):
            corners = _corners(start, shape, chosen)
            if _is_wide(corners, table):
                yield _touched(corners, kept)


def _mates(start: Cell, block: _Block, table: _Table, hidden: set[Key], width: int) -> list[Cell]:
    """Give the cells that differ in all places of a block and no other, and are large enough."""
    line = table.under[tuple(None if at in block else text for at, text in enumerate(start))]
    wanted = table.below - table.cells[start][0] + 1
    begin = bisect_left(line, wanted, key=lambda cell: table.cells[cell][0])
    fit = (
        cell
        for cell in islice(line, begin, None)
        if all(cell[place] != start[place] for place in block)
    )
    near = list(islice(fit, _LOOKED_AT * width))
    return sorted(near, key=lambda cell: cell not in hidden)[:width]


def _corners(start: Cell, shape: _Shape, chosen: tuple[Cell, ...]) -> dict[Cell, int]:
    corners = {start: 1}
    for block, mate in zip(shape, chosen, strict=True):
        corners |= {
            tuple(mate[at] if at in block else text for at, text in enumerate(cell)): -sign
            for cell, sign in corners.items()
        }
    return corners


def _is_wide(corners: Mapping[Cell, int], table: _Table) -> bool:
    """Say whether so many swaps are possible, to and fro, that ``below`` tables look the same."""
    if not corners.keys() <= table.cells.keys():
        return False
    for count in (0, 1):
        spare = {
            sign: min(max(0, table.cells[c][count] - 1) for c, s in corners.items() if s == sign)
            for sign in (1, -1)
        }
        if spare[1] + spare[-1] + 1 < table.below:
            return False
    return True


def _touched(corners: Mapping[Cell, int], kept: Iterable[frozenset[int]]) -> set[Key]:
    """Name the cells and sums that a swap changes."""
    return {
        tuple(None if at in places else text for at, text in enumerate(corner))
        for corner in corners
        for places in kept
    }
