"""
One column of a batch as answers to a question: values, gaps, and what cannot be taken.

Whole numbers and days are compared as numbers; of everything else each distinct value is
taken once, by the question itself, so that a table is judged as a single case is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from govmatters.codes.regions import Regions
from govmatters.conditions import Among, Answer, Atom, Below, Holds, Question, QuestionType
from govmatters.errors import UnknownIdError

__all__ = [
    "EPOCH",
    "Answers",
    "Wrong",
    "answers_in",
    "day_of",
    "days_in",
    "dictionary_of",
    "distinct_in",
    "is_text",
]

EPOCH = dt.date(1970, 1, 1).toordinal()
"""Days are counted from 1970, as Arrow does."""
_SEPARATOR = "\x1f"
"""Between the options of one answer, while they are told apart as one text."""


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
    """

    question: str
    values: NDArray[np.int64] | NDArray[np.int32] | NDArray[np.uint8]
    gaps: NDArray[np.bool_] | None
    distinct: tuple[Answer | None, ...] | None = None
    are_days: bool = False
    wrong: tuple[Wrong, ...] = ()

    def taken(self, rows: NDArray[np.intp]) -> Answers:
        """Keep some rows, in a given order."""
        gaps = None if self.gaps is None else self.gaps.take(rows)
        return attrs.evolve(self, values=self.values.take(rows), gaps=gaps, wrong=())

    def truths(self, atom: Atom, regions: Regions) -> NDArray[np.bool_]:
        """Say for each case whether an atom is true; anything where the answer is unknown."""
        if self.values.dtype == np.uint8 and isinstance(atom, Holds):
            return self.values.view(np.bool_)
        if self.distinct is not None:
            known = [one is not None and atom.value(one, regions) for one in self.distinct]
            return np.array(known or [False], dtype=np.bool_)[self.values]
        match atom:
            case Below(_, bound):
                return self.values < _number(bound)
            case Among(_, values):
                return np.isin(self.values, [_number(value) for value in values])
            case _:
                msg = f"{atom} looks at no number"
                raise TypeError(msg)

    def answer(self, row: int) -> Answer | None:
        """Give the answer of one case; None if it is unknown."""
        if self.gaps is not None and self.gaps[row]:
            return None
        return self._answer(int(self.values[row]))

    def _answer(self, value: int) -> Answer | None:
        if self.distinct is not None:
            return self.distinct[value]
        return day_of(value) if self.are_days else value

    def texts(self) -> tuple[NDArray[np.intp], list[str]]:
        """Number the distinct answers, ``""`` where unknown, and write each."""
        if self.distinct is None:
            values, places = np.unique(self.values, return_inverse=True)
            texts = [_text(self._answer(value)) for value in values.tolist()]
        else:
            places, texts = self.values.astype(np.intp), [_text(one) for one in self.distinct]
        if self.gaps is None or not self.gaps.any():
            return places, texts
        return np.where(self.gaps, len(texts), places), [*texts, ""]


def _text(answer: object) -> str:
    if isinstance(answer, frozenset):
        return ",".join(sorted(answer))
    if isinstance(answer, bool):
        return "true" if answer else "false"
    return str(answer)


def _number(value: int | str | dt.date) -> int:
    return value.toordinal() - EPOCH if isinstance(value, dt.date) else int(value)


Take = Callable[[object], Answer]
"""Takes a value as an answer, or raises ValueError or UnknownIdError."""


def answers_in(column: pa.Array, question: Question, judge: Take) -> Answers:
    """
    Take a column as answers.

    Args:
        column: Of a type that `contract` lets through.
        question: The question.
        judge: Takes one value as an answer, or says why not.

    Returns:
        The answers, with all that cannot be taken. A text without a letter is unknown, but
        for a question of which several options may hold: there it is none of them.
    """
    if pa.types.is_boolean(column.type):
        return _booleans(column, question, judge)
    whole = question.type is QuestionType.INTEGER and not is_text(column.type)
    if whole or (question.type is QuestionType.DATE and not is_text(column.type)):
        return _numbers(column, question, judge)
    if question.type is QuestionType.CHOICES and not is_text(column.type):
        return _judged(question.id, *_lists(column), judge)
    if question.type is QuestionType.REGION and pa.types.is_integer(column.type):
        column = column.cast(pa.string())  # no code begins with a zero
    values, gaps, distinct = dictionary_of(column)
    if question.type is not QuestionType.CHOICES and "" in distinct:
        empty = values == distinct.index("")
        gaps = empty if gaps is None else gaps | empty
    return _judged(question.id, values, gaps, distinct, judge)


def _lists(
    column: pa.Array,
) -> tuple[NDArray[np.int32], NDArray[np.bool_] | None, list[object]]:
    """Number the distinct lists of options; what is no text in one is left for the question."""
    lists = column.cast(pa.list_(pa.string()))
    options = pc.list_flatten(lists).unique().to_pylist()
    if all(one and _SEPARATOR not in one for one in options):
        places, gaps, joined = dictionary_of(pc.binary_join(lists, _SEPARATOR))
        return places, gaps, [str(one).split(_SEPARATOR) if one else [] for one in joined]
    rows = [None if row is None else tuple(row) for row in lists.to_pylist()]
    numbers = {row: at for at, row in enumerate(dict.fromkeys(rows))}
    places = np.array([numbers[row] for row in rows], dtype=np.int32)
    return places, _gaps(column), [list(row or ()) for row in numbers]


def is_text(kind: pa.DataType) -> bool:
    """Say whether a column holds text, numbered or not."""
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(
        pa.types.is_string(inner)
        or pa.types.is_large_string(inner)
        or pa.types.is_string_view(inner)
    )


def dictionary_of(
    column: pa.Array,
) -> tuple[NDArray[np.int32], NDArray[np.bool_] | None, list[object]]:
    """
    Number the distinct values of a column.

    Args:
        column: Of any type that can be numbered.

    Returns:
        (a place a row, whether the value is missing, or None if none is, the values).
    """
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    gaps = _gaps(coded)
    places = pc.fill_null(coded.indices, 0).to_numpy(zero_copy_only=False)
    return places.astype(np.int32, copy=False), gaps, coded.dictionary.to_pylist()


def _gaps(column: pa.Array) -> NDArray[np.bool_] | None:
    if not column.null_count:
        return None
    gaps: NDArray[np.bool_] = column.is_null().to_numpy(zero_copy_only=False)
    return gaps


def _judged(
    question: str,
    values: NDArray[np.int32] | NDArray[np.uint8],
    gaps: NDArray[np.bool_] | None,
    distinct: Sequence[object],
    judge: Take,
) -> Answers:
    """Let the question take each distinct value once."""
    answers: list[Answer | None] = []
    faults: dict[int, str] = {}
    for place, value in enumerate(distinct):
        try:
            answers.append(judge(value))
        except (ValueError, UnknownIdError) as error:
            answers.append(None)
            faults[place] = str(error)
    wrong = tuple(
        Wrong(_shown(distinct[place]), faults[place], rows)
        for place, rows in _rows_of_each(values, gaps, faults)
    )
    return Answers(question, values, gaps, tuple(answers), wrong=wrong)


def _rows_of_each(
    values: NDArray[Any], gaps: NDArray[np.bool_] | None, some: Iterable[int]
) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Find the rows of each of some values, sorting once; values that no row has are left out."""
    wanted = np.array(sorted(some), dtype=np.int64)
    if not len(wanted):
        return
    rows = np.arange(len(values)) if gaps is None else np.flatnonzero(~gaps)
    rows = rows[np.isin(values[rows], wanted)]
    rows = rows[np.argsort(values[rows], kind="stable")]
    starts = np.searchsorted(values[rows], wanted, side="left")
    stops = np.searchsorted(values[rows], wanted, side="right")
    for value, start, stop in zip(wanted.tolist(), starts, stops, strict=True):
        if start < stop:
            yield value, rows[start:stop]


def _shown(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _booleans(column: pa.Array, question: Question, judge: Take) -> Answers:
    bits = np.frombuffer(column.buffers()[1] or b"", dtype=np.uint8)
    end = column.offset + len(column)
    values = np.unpackbits(bits, count=end, bitorder="little")[column.offset :]
    return _judged(question.id, values, _gaps(column), (False, True), judge)


def _numbers(column: pa.Array, question: Question, judge: Take) -> Answers:
    """Take numbers and days as they are; what lies outside is found by value."""
    gaps = _gaps(column)
    values = _whole(column)
    if values is None:
        places, gaps, distinct = dictionary_of(column)
        return _judged(question.id, places, gaps, [_exact(one) for one in distinct], judge)
    are_days = question.type is QuestionType.DATE
    write = day_of if are_days else int
    wrong = tuple(_outside(values, gaps, lambda number: judge(write(number))))
    return Answers(question.id, values, gaps, None, are_days, wrong)


def _whole(column: pa.Array) -> NDArray[np.int64] | None:
    """Give whole numbers, days since 1970; None if some are no such thing."""
    try:
        if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
            return days_in(column)
        filled = pc.fill_null(column.cast(pa.int64()), 0)
    except pa.ArrowInvalid:
        return None
    values: NDArray[np.int64] = filled.to_numpy(zero_copy_only=False)
    return values


def _exact(value: object) -> object:
    """A float may be a whole number, a moment a day: pandas makes them of what has gaps."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    return value


def days_in(column: pa.Array) -> NDArray[np.int64]:
    """
    Give days since 1970; 0 where there is none.

    Raises:
        pyarrow.ArrowInvalid: If some are moments within a day.
    """
    days = column.cast(pa.date32()).cast(pa.int32())
    filled = pc.fill_null(days, 0).to_numpy(zero_copy_only=False)
    return filled.astype(np.int64)  # type: ignore[no-any-return]


def distinct_in(numbers: NDArray[np.int64]) -> list[int]:
    """Give the distinct numbers, rising; most quickly where they lie close together."""
    if not len(numbers):
        return []
    low, high = int(numbers.min()), int(numbers.max())
    if high - low > _CLOSE:
        found: list[int] = np.unique(numbers).tolist()
        return found
    return (np.flatnonzero(np.bincount(numbers - low)) + low).tolist()


_CLOSE = 1 << 20


def day_of(number: int) -> dt.date:
    """Write days since 1970 as a day."""
    if not dt.date.min.toordinal() <= number + EPOCH <= dt.date.max.toordinal():
        msg = f"wants a day that the calendar has, got one {number} days from 1970-01-01"
        raise ValueError(msg)
    return dt.date.fromordinal(number + EPOCH)


def _outside(
    values: NDArray[np.int64], gaps: NDArray[np.bool_] | None, judge: Callable[[int], Answer]
) -> Iterator[Wrong]:
    """Find the numbers that are not taken; where both ends are, all between them are."""
    known = values if gaps is None else values[~gaps]
    ends = {int(known.min()), int(known.max())} if len(known) else set()
    if all(_fault(judge, end) is None for end in ends):
        return
    faults = {one: fault for one in distinct_in(known) if (fault := _fault(judge, one))}
    for one, rows in _rows_of_each(values, gaps, faults):
        yield Wrong(str(one), faults[one], rows)


def _fault(judge: Callable[[int], Answer], number: int) -> str | None:
    try:
        judge(number)
    except (ValueError, UnknownIdError) as error:
        return str(error)
    return None
