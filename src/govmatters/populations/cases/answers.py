"""The answers of many cases to one question, as numbers a comparison passes over quickly."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from govmatters.codes.regions import Regions
from govmatters.conditions import Among, Answer, Atom, Below
from govmatters.populations.kernels.planes import Plane, ones, packed

__all__ = ["EPOCH", "Answers", "Places", "Wrong", "day_of"]

EPOCH = dt.date(1970, 1, 1).toordinal()
"""Days are counted from 1970, as Arrow does."""

Places = NDArray[np.uint8] | NDArray[np.int32] | NDArray[np.intp]
"""For each case the place of something in a list."""


@attrs.frozen(eq=False)
class Wrong:
    """Rows of a batch whose value cannot be taken, and why."""

    value: str
    message: str
    rows: NDArray[np.intp]


@attrs.frozen(eq=False)
class Answers:
    """
    The answers of a batch to one question.

    Attributes:
        question: Its id.
        values: A whole number a case: the number itself; a day since 1970; or the place of
            the answer in ``distinct``. Anything where the answer is unknown.
        gaps: Whether the answer is unknown; None if none is.
        distinct: The distinct answers, if values are their places; None: one that cannot be
            taken.
        are_days: Whether values are days.
        wrong: What cannot be taken.
        bits: Values of 0 and 1 as a plane, if there are no others and it is at hand.
    """

    question: str
    values: NDArray[np.int64] | Places
    gaps: NDArray[np.bool_] | None
    distinct: tuple[Answer | None, ...] | None = None
    are_days: bool = False
    wrong: tuple[Wrong, ...] = ()
    bits: Plane | None = None

    def taken(self, rows: NDArray[np.intp]) -> Answers:
        """Keep some rows, in a given order."""
        gaps = None if self.gaps is None else self.gaps.take(rows)
        return attrs.evolve(self, values=self.values.take(rows), gaps=gaps, wrong=(), bits=None)

    def truths(self, atom: Atom, regions: Regions) -> NDArray[np.bool_]:
        """Say for each case whether an atom is true; anything where the answer is unknown."""
        if self.distinct is not None:
            table = np.array(self._table(atom, regions) or [False], dtype=np.bool_)
            return _looked_up(table, self.values)
        match atom:
            case Below(_, bound):
                return self.values < _number(bound)
            case Among(_, values):
                return np.isin(self.values, [_number(value) for value in values])
            case _:
                msg = f"{atom} looks at no number"
                raise TypeError(msg)

    def plane(self, atom: Atom, regions: Regions) -> Plane:
        """Say the same as bits."""
        if self.bits is not None:
            match self._table(atom, regions):
                case [False, True]:
                    return self.bits
                case [True, False]:
                    return self.bits ^ ones(len(self.values))
        return packed(self.truths(atom, regions))

    def _table(self, atom: Atom, regions: Regions) -> list[bool]:
        """The truth of an atom for each distinct answer."""
        distinct = self.distinct or ()
        return [one is not None and atom.value(one, regions) for one in distinct]

    def answer(self, row: int) -> Answer | None:
        """Give the answer of one case; None if it is unknown."""
        if self.gaps is not None and self.gaps[row]:
            return None
        return self._answer(int(self.values[row]))

    def _answer(self, value: int) -> Answer | None:
        if self.distinct is not None:
            return self.distinct[value]
        return day_of(value) if self.are_days else value

    def texts(self) -> tuple[Places, list[str]]:
        """Number the distinct answers, ``""`` where unknown, and write each."""
        places: Places = self.values
        if self.distinct is None:
            values, places = np.unique(self.values, return_inverse=True)
            texts = [_text(self._answer(value)) for value in values.tolist()]
        else:
            texts = [_text(one) for one in self.distinct]
        if self.gaps is None or not self.gaps.any():
            return places, texts
        return np.where(self.gaps, len(texts), places), [*texts, ""]


def _looked_up(table: NDArray[np.bool_], places: NDArray[Any]) -> NDArray[np.bool_]:
    """Look truths up; comparing with the few true places is ten times faster than looking."""
    true: list[int] = np.flatnonzero(table).tolist()
    if not 0 < len(true) <= _FEW:
        return table.take(places)
    found: NDArray[np.bool_] = places == true[0]
    for place in true[1:]:
        found |= places == place
    return found


_FEW = 8


def _text(answer: object) -> str:
    if isinstance(answer, frozenset):
        return ",".join(sorted(answer))
    if isinstance(answer, bool):
        return "true" if answer else "false"
    return str(answer)


def _number(value: int | str | dt.date) -> int:
    return value.toordinal() - EPOCH if isinstance(value, dt.date) else int(value)


def day_of(number: int) -> dt.date:
    """Write days since 1970 as a day."""
    if not dt.date.min.toordinal() <= number + EPOCH <= dt.date.max.toordinal():
        msg = f"wants a day that the calendar has, got one {number} days from 1970-01-01"
        raise ValueError(msg)
    return dt.date.fromordinal(number + EPOCH)
