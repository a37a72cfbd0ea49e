"""The rows of a batch as cases: answers, day, region and weight, and the rows that are none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

import attrs
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from govmatters.codes.national_regions import FIRST_YEAR
from govmatters.conditions import Answer, Question, QuestionType
from govmatters.populations.cases.answers import EPOCH, Answers, Wrong, day_of
from govmatters.populations.cases.columns import answers_in, distinct_in
from govmatters.populations.cases.contract import DAY, REGION, WEIGHT, Contract, Judge
from govmatters.populations.kernels.settings import Settings

__all__ = ["Cases", "cases_in", "fault_of_day"]

_HEAVIEST = 1_000_000_000_000
_SPECIAL = {
    DAY: Question(id=DAY, ask="", type=QuestionType.DATE),
    REGION: Question(id=REGION, ask="", type=QuestionType.REGION),
    WEIGHT: Question(id=WEIGHT, ask="", type=QuestionType.INTEGER, min=0, max=_HEAVIEST),
}


@attrs.frozen(eq=False, kw_only=True)
class Cases:
    """
    Some cases, column by column.

    Attributes:
        answers: By question; a question without a column is not here.
        days: The day of each, as days since 1970.
        regions: The regions that there are.
        places: The place of its region for each.
        weights: How often each counts; None: once.
    """

    answers: Mapping[str, Answers]
    days: NDArray[np.int64]
    regions: tuple[str, ...]
    places: NDArray[np.int32]
    weights: NDArray[np.int64] | None

    def taken(self, rows: NDArray[np.intp]) -> Cases:
        """Keep some cases, in a given order."""
        return Cases(
            answers={name: one.taken(rows) for name, one in self.answers.items()},
            days=self.days[rows],
            regions=self.regions,
            places=self.places[rows],
            weights=None if self.weights is None else self.weights[rows],
        )

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.days)


def cases_in(
    batch: pa.RecordBatch,
    settings: Settings,
    contract: Contract,
    *,
    on: dt.date | None,
    region: str,
) -> tuple[Cases, tuple[tuple[str, Wrong], ...]]:
    """
    Take the rows of a batch as cases.

    Args:
        batch: With the columns that the contract names.
        settings: What the bundle can look at.
        contract: Which column answers what.
        on: The day of all cases, if no column has it.
        region: The region of all cases, if no column has it.

    Returns:
        (the cases, one a row; by column what is wrong). Rows with something wrong hold
        anything, and must be left out.
    """
    answers = {
        question: answers_in(
            batch.column(column),
            settings.registry.questions[question],
            judge_of(settings, question),
        )
        for question, column in contract.columns.items()
    }
    wrong = [
        (contract.columns[question], one)
        for question, some in answers.items()
        for one in some.wrong
    ]
    days, days_wrong = _days(batch, settings, contract.day, on)
    places, regions, places_wrong = _regions(batch, settings, contract.region, region)
    weights, weights_wrong = _weights(batch, settings, contract.weight)
    wrong += [(contract.day or "", one) for one in days_wrong]
    wrong += [(contract.region or "", one) for one in places_wrong]
    wrong += [(contract.weight or "", one) for one in weights_wrong]
    cases = Cases(answers=answers, days=days, regions=regions, places=places, weights=weights)
    return cases, tuple(wrong)


def judge_of(settings: Settings, question: str) -> Judge:
    """Say how answers to a question of the bundle are taken."""
    given = dict(settings.bundle.given).get(question)
    return Judge(settings.registry, settings.registry.questions[question], given)


def _days(
    batch: pa.RecordBatch, settings: Settings, column: str | None, on: dt.date | None
) -> tuple[NDArray[np.int64], list[Wrong]]:
    """The day of each case; it must be one of the registry's."""
    if column is None:
        number = 0 if on is None else on.toordinal() - EPOCH
        return np.full(batch.num_rows, number, dtype=np.int64), []
    found = _special(batch, settings, column, DAY)
    numbers = _as_numbers(found, lambda answer: answer.toordinal() - EPOCH)  # type: ignore[union-attr]
    taken = np.ones(batch.num_rows, dtype=np.bool_)
    wrong = [*found.wrong, *_missing(found)]
    for one in wrong:
        taken[one.rows] = False
    for number in distinct_in(numbers[taken] if wrong else numbers):
        day = day_of(number)
        fault = fault_of_day(settings, day)
        if fault is not None:
            wrong.append(Wrong(str(day), fault, np.flatnonzero((numbers == number) & taken)))
    return numbers, wrong


def fault_of_day(settings: Settings, day: dt.date) -> str | None:
    """
    Say why a day lies outside the registry's.

    Args:
        settings: What the bundle can look at.
        day: The day of some case, or of all.

    Returns:
        What is wrong and what to do; None if nothing is.
    """
    if day.year < FIRST_YEAR:
        return f"{day} lies before {FIRST_YEAR}, in which the codes of regions begin; mend the day"
    if settings.has_matters(day):
        return None
    return (
        f"no matter of bundle {settings.bundle.id!r} exists on {day}; mend the day, or since and "
        "until of its matters"
    )


def _regions(
    batch: pa.RecordBatch, settings: Settings, column: str | None, region: str
) -> tuple[NDArray[np.int32], tuple[str, ...], list[Wrong]]:
    """The region of each case."""
    if column is None:
        return np.zeros(batch.num_rows, dtype=np.int32), (region,), []
    found = _special(batch, settings, column, REGION)
    codes = tuple(str(one) if one is not None else region for one in found.distinct or ())
    return found.values.astype(np.int32), codes or (region,), [*found.wrong, *_missing(found)]


def _weights(
    batch: pa.RecordBatch, settings: Settings, column: str | None
) -> tuple[NDArray[np.int64] | None, list[Wrong]]:
    """How often each case counts."""
    if column is None:
        return None, []
    found = _special(batch, settings, column, WEIGHT)
    return _as_numbers(found, int), [*found.wrong, *_missing(found)]  # type: ignore[arg-type]


def _special(batch: pa.RecordBatch, settings: Settings, column: str, name: str) -> Answers:
    question = _SPECIAL[name]
    found = answers_in(batch.column(column), question, Judge(settings.registry, question))
    wrong = [
        attrs.evolve(one, message=one.message.replace(f"question {name!r}", f"the {name}", 1))
        for one in found.wrong
    ]
    return attrs.evolve(found, wrong=tuple(wrong))


def _as_numbers(found: Answers, number: Callable[[Answer], int]) -> NDArray[np.int64]:
    """Write answers as numbers, also where they were read from text."""
    if found.distinct is None:
        return found.values.astype(np.int64, copy=False)
    table = [0 if one is None else number(one) for one in found.distinct]
    return np.array(table or [0], dtype=np.int64)[found.values]


def _missing(found: Answers) -> Iterator[Wrong]:
    """A case without a day, region or weight is none."""
    if found.gaps is not None and found.gaps.any():
        yield Wrong("", f"{found.question} is missing; write it", np.flatnonzero(found.gaps))
