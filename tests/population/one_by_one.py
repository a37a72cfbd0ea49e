"""The population measured the plain way: every case planned alone, and the results added up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs
import pyarrow as pa

import govmatters as gm
from govmatters.conditions import Question, QuestionType
from govmatters.errors import AmbiguousMattersError
from govmatters.registry import Registry

FIGURES = (
    "before",
    "after",
    "removed",
    "trips_alone",
    "trips",
    "working_days_alone",
    "working_days",
)


@attrs.frozen(kw_only=True)
class Case:
    """One applicant: what is known, when, where, and how often."""

    facts: Mapping[str, Any]
    on: dt.date
    region: str
    weight: int = 1


def columns_of(registry: Registry, cases: list[Case]) -> dict[str, list[Any]]:
    """Write cases as the columns of a table."""
    found: dict[str, list[Any]] = {
        question.id: [_cell(case.facts.get(question.id), question) for case in cases]
        for question in registry.questions.records
    }
    found["day"] = [case.on for case in cases]
    found["region"] = [case.region for case in cases]
    found["weight"] = [case.weight for case in cases]
    return found


def _cell(answer: object, question: Question) -> object:
    if question.type is QuestionType.DATE and isinstance(answer, str):
        return dt.date.fromisoformat(answer)
    return sorted(answer) if isinstance(answer, frozenset | set | list | tuple) else answer


def types_of(registry: Registry) -> dict[str, Any]:
    """The Arrow type of each question's column."""
    kinds = {
        QuestionType.BOOLEAN: pa.bool_(),
        QuestionType.CHOICE: pa.string(),
        QuestionType.CHOICES: pa.list_(pa.string()),
        QuestionType.INTEGER: pa.int64(),
        QuestionType.REGION: pa.string(),
        QuestionType.DATE: pa.date32(),
    }
    return {question.id: kinds[question.type] for question in registry.questions.records}


def table_of(registry: Registry, cases: list[Case]) -> pa.Table:
    """Write cases as an Arrow table."""
    kinds = types_of(registry)
    columns = columns_of(registry, cases)
    return pa.table({name: pa.array(values, kinds.get(name)) for name, values in columns.items()})


def measured(registry: Registry, bundle: str, cases: Iterable[Case]) -> dict[str, Any]:
    """Plan every case alone and add up; those that no plan takes are only counted."""
    lows: dict[str, Any] = {}
    highs: dict[str, Any] = {}
    exact: dict[str, bool] = {}
    count = weight = refused = 0
    for case in cases:
        try:
            found = gm.reduction(registry, bundle, facts=case.facts, on=case.on, region=case.region)
        except AmbiguousMattersError:
            refused += 1
            continue
        count, weight = count + 1, weight + case.weight
        bounds = {name: getattr(found, name) for name in FIGURES} | dict(found.by_mechanism)
        for name, one in bounds.items():
            lows[name] = lows.get(name, 0) + (one.low or 0) * case.weight
            endless = case.weight and (one.high is None or highs.get(name, 0) is None)
            highs[name] = None if endless else _plus(highs.get(name, 0), one.high, case.weight)
            exact[name] = exact.get(name, True) and (one.exact or not case.weight)
    bounds = {name: gm.Bounds(lows[name], highs[name], exact[name]) for name in lows}
    return {"cases": count, "weight": weight, "refused": refused, "bounds": bounds}


def _plus(total: Any, one: Any, weight: int) -> Any:  # noqa: ANN401 (numbers or fractions)
    return None if total is None else total + (one or 0) * weight


def bounds_of(tally: gm.Tally) -> dict[str, gm.Bounds[Any]]:
    """The bounds of a tally by name, as `measured` has them."""
    return {name: getattr(tally, name) for name in FIGURES} | dict(tally.by_mechanism)


Grouping = Callable[[Case], tuple[str, ...]]
