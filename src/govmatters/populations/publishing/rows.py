"""Measured populations as flat rows: for data frames, spreadsheets and charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeVar

from govmatters.arguments import refuse
from govmatters.model import Bounds, Mechanism
from govmatters.populations.changes.differences import Change, Changes
from govmatters.populations.publishing.published import (
    Published,
    PublishedChange,
    PublishedChanges,
    PublishedGroup,
)
from govmatters.populations.results import Population, Tally

__all__ = ["ALL", "Row", "population_rows"]

ALL = "*"
"""What stands in place of a key where all are taken together."""

T = TypeVar("T")

Row = dict[str, str | int | float | None]
"""Values by column."""

_PLACES = 6
"""Fractions are rounded to so many decimals here; the results themselves are exact."""

_FIGURES = ("before", "after", "removed", "share")
_COSTS = ("trips_alone", "trips", "working_days_alone", "working_days")
_SAVED = ("papers", "trips", "working_days")
_SIDES = ("was", "becomes")
_ON_A_SIDE = ("after", "trips", "working_days")
_CREDITS = tuple(f"credit_{one}" for one in Mechanism)

_BOUNDED = (
    *_FIGURES,
    *_COSTS,
    *_CREDITS,
    *(f"saved_{name}" for name in _SAVED),
    *(f"{side}_{name}" for side in _SIDES for name in _ON_A_SIDE),
)
_TAKEN = frozenset(
    {"cases", "hidden", "level", "shown_cases", "weight"}
    | {f"{name}_{end}" for name in _BOUNDED for end in ("low", "high")}
)
"""Columns of our own; a question that is called so stands behind ``by_``."""


def population_rows(result: Population | Published | Changes | PublishedChanges) -> list[Row]:
    """
    Write a result as rows.

    Args:
        result: A population, or changes; or what can be published of them.

    Returns:
        A row for the total, one for each subtotal, one for each group, all with the same keys:
        ``level`` (``total``, ``subtotal``, ``group``), each name of ``by`` (``"*"`` where all are
        taken together, ``""`` where it is not known), ``cases``, ``weight``, then figures with
        the ends ``_low`` and ``_high``; None is unknown or hidden. A question that is called like
        any such column stands behind ``by_``. Shares and credits are rounded to six decimals.
        What can be published says with ``hidden`` whether a row is hidden, and with
        ``shown_cases`` of how many cases figures are. Texts are as the data have them: escape
        them where they are rendered.

    Raises:
        TypeError: If the result is no such thing.
    """
    match result:
        case Population():
            return list(_measured(result))
        case Published():
            return list(_published(result))
        case Changes():
            return list(_changed(result))
    if not isinstance(result, PublishedChanges):
        refuse("result", "a population or changes, published or not", result)
    return list(_published_changes(result))


def _measured(result: Population) -> Iterator[Row]:
    for head, one in _headed(result.by, result.total, [(g.key, g.tally) for g in result.groups]):
        yield {**head, **_counts(one.cases, one.weight), **_tally(one)}


def _published(result: Published) -> Iterator[Row]:
    groups = (result.total, *result.subtotals, *result.groups)
    for one in groups:
        yield {**_hidden_or_not(result.by, one, one.tally), **_tally(one.tally)}


def _published_changes(result: PublishedChanges) -> Iterator[Row]:
    groups = (result.total, *result.subtotals, *result.groups)
    for one in groups:
        head = _hidden_or_not(result.by, one, one.was)
        yield {**head, **_saved(one), **_named("was", one.was), **_named("becomes", one.becomes)}


def _hidden_or_not(
    by: tuple[str, ...], one: PublishedGroup | PublishedChange, shown: Tally | None
) -> Row:
    left_out = one.key.count(None)
    level = "group" if not left_out else "total" if left_out == len(by) else "subtotal"
    return {
        **_head(level if by else "total", by, tuple(ALL if t is None else t for t in one.key)),
        "hidden": "yes" if one.is_hidden else "no",
        **_counts(one.cases, one.weight),
        "shown_cases": None if shown is None else shown.cases,
    }


def _changed(result: Changes) -> Iterator[Row]:
    for head, one in _headed(result.by, result.total, [(g.key, g) for g in result.groups]):
        yield {
            **head,
            **_counts(one.was.cases, one.was.weight),
            **_saved(one),
            **_named("was", one.was),
            **_named("becomes", one.becomes),
        }


def _headed(
    by: tuple[str, ...], total: T, groups: Iterable[tuple[tuple[str, ...], T]]
) -> Iterator[tuple[Row, T]]:
    yield _head("total", by, (ALL,) * len(by)), total
    for key, one in groups:
        yield _head("group", by, key), one


def _head(level: str, by: tuple[str, ...], key: tuple[str, ...]) -> Row:
    return {"level": level, **dict(zip(map(_column, by), key, strict=True))}


def _column(name: str) -> str:
    """Name the column of a key; no two keys share one."""
    bare = re.sub(r"^(by_)+", "", name)
    return f"by_{name}" if bare in _TAKEN else name


def _counts(cases: int | None, weight: int | None) -> Row:
    return {"cases": cases, "weight": weight}


def _tally(tally: Tally | None) -> Row:
    row: Row = {}
    for name in (*_FIGURES, *_COSTS):
        row |= _ends(name, None if tally is None else getattr(tally, name))
    for name, mechanism in zip(_CREDITS, Mechanism, strict=True):
        row |= _ends(name, None if tally is None else tally.by_mechanism[mechanism])
    return row


def _saved(one: Change | PublishedChange) -> Row:
    row: Row = {}
    for name in _SAVED:
        row |= _ends(f"saved_{name}", getattr(one, name))
    return row


def _named(side: str, tally: Tally | None) -> Row:
    row: Row = {}
    for name in _ON_A_SIDE:
        row |= _ends(f"{side}_{name}", None if tally is None else getattr(tally, name))
    return row


def _ends(name: str, bounds: Bounds[int] | Bounds[Fraction] | None) -> Row:
    low, high = (None, None) if bounds is None else (bounds.low, bounds.high)
    return {f"{name}_low": _number(low), f"{name}_high": _number(high)}


def _number(end: int | Fraction | None) -> int | float | None:
    return float(round(end, _PLACES)) if isinstance(end, Fraction) else end
