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

from govmatters.conditions import Answer, Question, QuestionType
from govmatters.errors import UnknownIdError
from govmatters.populations.cases.answers import Answers, Places, Wrong, day_of
from govmatters.populations.kernels.planes import plane_of

__all__ = [
    "answers_in",
    "distinct_in",
    "is_text",
]

_SEPARATOR = "\x1f"
"""Between the options of one answer, while they are told apart as one text."""


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
    if pa.types.is_dictionary(column.type) and not is_text(column.type):
        column = column.dictionary_decode()
    if pa.types.is_boolean(column.type):
        return _booleans(column, question, judge)
    whole = question.type is QuestionType.INTEGER and not is_text(column.type)
    if whole or (question.type is QuestionType.DATE and not is_text(column.type)):
        return _numbers(column, question, judge)
    if question.type is QuestionType.CHOICES and not is_text(column.type):
        return _judged(question.id, *_lists(column), judge)
    if question.type is QuestionType.REGION and pa.types.is_integer(column.type):
        column = column.cast(pa.string())  # no code begins with a zero
    if question.type is QuestionType.CHOICE and _is_plain_text(column.type):
        column = _as_options(column, question)
    values, gaps, distinct = dictionary_of(column)
    if question.type is not QuestionType.CHOICES and "" in distinct:
        empty = values == distinct.index("")
        gaps = empty if gaps is None else gaps | empty
    return _judged(question.id, values, gaps, distinct, judge)


def _lists(
    column: pa.Array,
) -> tuple[Places, NDArray[np.bool_] | None, list[object]]:
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


def _as_options(column: pa.Array, question: Question) -> pa.Array:
    """Number the options of a question, twice as fast as any values; if there are no others."""
    options = pa.array(question.options, column.type)
    places = pc.index_in(column, value_set=options)
    if places.null_count != column.null_count:
        return column
    return pa.DictionaryArray.from_arrays(places, options)


def is_text(kind: pa.DataType) -> bool:
    """Say whether a column holds text, numbered or not."""
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    return _is_plain_text(inner) or bool(pa.types.is_string_view(inner))


def _is_plain_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def dictionary_of(
    column: pa.Array,
) -> tuple[Places, NDArray[np.bool_] | None, list[object]]:
    """
    Number the distinct values of a column.

    Args:
        column: Of any type that can be numbered.

    Returns:
        (a place a row, whether the value is missing, or None if none is, the values).
    """
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    gaps = _gaps(coded)
    is_small = len(coded.dictionary) <= _BYTE
    indices = _filled(coded.indices).to_numpy()
    places = indices.astype(np.uint8 if is_small else np.int32, copy=False)
    return places, gaps, coded.dictionary.to_pylist()


_BYTE = 256
"""So many places are told apart by a byte, which is passed over four times as fast."""


def _gaps(column: pa.Array) -> NDArray[np.bool_] | None:
    if not column.null_count:
        return None
    gaps: NDArray[np.bool_] = column.is_null().to_numpy(zero_copy_only=False)
    return gaps


def _judged(
    question: str,
    values: Places,
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
    first, skipped = divmod(column.offset, 8)
    octets = np.frombuffer(column.buffers()[1] or b"", dtype=np.uint8)[first:]
    values = np.unpackbits(octets, count=skipped + len(column), bitorder="little")[skipped:]
    answers = _judged(question.id, values, _gaps(column), (False, True), judge)
    if skipped or column.null_count:
        return answers
    return attrs.evolve(answers, bits=plane_of(octets, len(column)))


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
        whole = column if column.type == pa.int64() else column.cast(pa.int64())
    except pa.ArrowInvalid:
        return None
    values: NDArray[np.int64] = _filled(whole).to_numpy()
    return values


def _filled(column: pa.Array) -> pa.Array:
    """Write 0 where there is nothing."""
    return pc.fill_null(column, 0) if column.null_count else column


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
    return _filled(days).to_numpy().astype(np.int64)  # type: ignore[no-any-return]


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
