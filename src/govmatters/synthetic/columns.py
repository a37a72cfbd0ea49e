"""Drawn answers as columns of Arrow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from govmatters.conditions import Question, QuestionType
from govmatters.synthetic.drawing import Drawer, OptionDice, matrix_of

__all__ = ["column_of", "taken", "type_of"]

_TYPES = {
    QuestionType.BOOLEAN: pa.bool_(),
    QuestionType.CHOICE: pa.dictionary(pa.int32(), pa.string()),
    QuestionType.CHOICES: pa.list_(pa.string()),
    QuestionType.INTEGER: pa.int64(),
    QuestionType.REGION: pa.string(),
    QuestionType.DATE: pa.date32(),
}


def type_of(question: Question) -> pa.DataType:
    """Tell the type of a question's column."""
    return _TYPES[question.type]


def column_of(
    question: Question, drawer: Drawer, drawn: NDArray[Any], unknown: NDArray[np.bool_] | None
) -> pa.Array:
    """
    Make a question's column.

    Args:
        question: The question.
        drawer: What drew the answers.
        drawn: As it drew them.
        unknown: Where the answer is not known; None: nowhere.

    Returns:
        The column; what is not known is null.
    """
    if isinstance(drawer, OptionDice):
        return _lists(drawn, question.options, unknown)
    places, values = drawer.places(drawn), drawer.pool.values
    if question.type is QuestionType.CHOICES:
        sets: Any = values
        return _lists(matrix_of(sets, question.options)[places], question.options, unknown)
    if question.type in {QuestionType.CHOICE, QuestionType.REGION}:
        texts = taken([str(value) for value in values], places, unknown)
        return texts if question.type is QuestionType.CHOICE else texts.dictionary_decode()
    if question.type is QuestionType.BOOLEAN:
        return pa.array(np.array(values, dtype=np.bool_)[places], mask=unknown)
    if question.type is QuestionType.DATE:
        return pa.array(places.astype(np.int32), mask=unknown).cast(pa.date32())
    return pa.array(places, mask=unknown)


def taken(
    values: list[str], places: NDArray[np.int64], unknown: NDArray[np.bool_] | None = None
) -> pa.DictionaryArray:
    """Take texts by their places."""
    indices = pa.array(places.astype(np.int32), mask=unknown)
    return pa.DictionaryArray.from_arrays(indices, pa.array(values, pa.string()))


def _lists(
    matrix: NDArray[np.bool_], options: tuple[str, ...], unknown: NDArray[np.bool_] | None
) -> pa.Array:
    """Write which options hold as lists, in the order of the options."""
    known = matrix if unknown is None else matrix & ~unknown[:, None]
    ends = np.concatenate([[0], np.cumsum(known.sum(axis=1))]).astype(np.int32)
    held = pa.array(np.nonzero(known)[1].astype(np.int32))
    texts = pa.array(options, pa.string()).take(held)
    nulls = None if unknown is None else pa.array(unknown)
    return pa.ListArray.from_arrays(pa.array(ends), texts, mask=nulls)
