"""
Answers drawn from pools, many at a time.

Only raw words of PCG64 are used, which NumPy promises never to change, and they are brought to
a range by their remainder: at most 10**12 of 2**64 values, so that what is unevenly frequent
is so by less than a ten millionth.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from govmatters.codes.regions import Regions
from govmatters.conditions import Atom, Includes, Question
from govmatters.synthetic.pools import Pool

__all__ = ["Dice", "Drawer", "OptionDice", "PoolDice", "matrix_of"]

Places = NDArray[np.int64]
Truths = NDArray[np.bool_]
_WORD = 64


class Dice:
    """
    A stream of random words.

    Args:
        seed: Of all cases.
        part: Which part of them.
    """

    def __init__(self, seed: int, part: int) -> None:
        self._words = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(part,)))

    def words(self, number: int) -> NDArray[np.uint64]:
        """Give random words."""
        return np.asarray(self._words.random_raw(number), dtype=np.uint64)

    def below(self, bound: int, number: int) -> NDArray[np.int64]:
        """Give whole numbers from 0 to below a bound, at least 1."""
        return (self.words(number) % np.uint64(bound)).astype(np.int64)


class PoolDice:
    """
    Draws from the pool of one question.

    Args:
        pool: The pool.
    """

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        sizes = [sum(size for _, size in entry) for entry in pool.entries]
        stretches = [stretch for entry in pool.entries for stretch in entry]
        lengths = np.array([size for _, size in stretches], dtype=np.int64)
        self._weights = np.cumsum(np.array(pool.weights, dtype=np.int64))
        self._sizes = np.array(sizes, dtype=np.uint64)
        self._begins = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        self._ends = np.cumsum(lengths)
        self._shifts = np.array([low for low, _ in stretches]) - (self._ends - lengths)
        self._answers = [pool.answer(low) for low, _ in stretches]

    def draw(self, dice: Dice, number: int) -> Places:
        """Draw positions among all places of all entries, one after the other."""
        whole = int(self._weights[-1])
        entries = np.searchsorted(self._weights, dice.below(whole, number), side="right")
        positions: Places = self._begins[entries]
        if len(self._ends) == len(self._sizes) and int(self._sizes.max()) == 1:
            return positions
        within = dice.words(number) % self._sizes[entries]
        return np.asarray(positions + within.astype(np.int64), dtype=np.int64)

    def truths(self, drawn: Places, atom: Atom, regions: Regions) -> Truths:
        """Tell where an atom is true."""
        table = np.array([atom.value(answer, regions) for answer in self._answers])
        return table[self._stretches(drawn)]

    def places(self, drawn: Places) -> Places:
        """Tell the places that were drawn: answers, or where they stand among the values."""
        places: Places = drawn + self._shifts[self._stretches(drawn)]
        return places

    def _stretches(self, drawn: Places) -> Places:
        return np.asarray(np.searchsorted(self._ends, drawn, side="right"), dtype=np.int64)


class OptionDice:
    """
    Draws any set of options, all of them equally frequent.

    Args:
        question: Of type ``choices``.
    """

    def __init__(self, question: Question) -> None:
        self.question = question

    def draw(self, dice: Dice, number: int) -> Truths:
        """Draw which options hold: a row a case, a column an option."""
        width = len(self.question.options)
        words = -(-width // _WORD)
        drawn = dice.words(number * words).reshape(number, words)
        shifts = np.arange(_WORD, dtype=np.uint64)
        bits = (drawn[:, :, None] >> shifts) & np.uint64(1)
        return bits.reshape(number, words * _WORD)[:, :width].astype(np.bool_)

    def truths(self, drawn: Truths, atom: Atom, _regions: Regions) -> Truths:
        """Tell where an atom is true."""
        if isinstance(atom, Includes) and atom.option in self.question.options:
            return drawn[:, self.question.options.index(atom.option)]
        return np.zeros(len(drawn), dtype=np.bool_)


Drawer = PoolDice | OptionDice
"""What draws the answers to one question."""


def matrix_of(sets: Sequence[frozenset[str]], options: Sequence[str]) -> Truths:
    """Write sets of options as rows of truths, a column an option."""
    return np.array([[option in one for option in options] for one in sets], dtype=np.bool_)
