"""Measures made safe to publish: small groups are hidden, and what gives them away."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, overload

import attrs

from govmatters.arguments import refuse
from govmatters.errors import InvalidEntryError
from govmatters.populations.changes.differences import Change, Changes, change_of
from govmatters.populations.publishing.hiding import Cell, Counts, Key, hidden_keys, summed_under
from govmatters.populations.publishing.moves import hidden_on_either
from govmatters.populations.publishing.published import (
    Published,
    PublishedChange,
    PublishedChanges,
    PublishedGroup,
)
from govmatters.populations.results import Population, Tally
from govmatters.populations.summing import sum_of

__all__ = ["suppress"]

_YEAR = 365


@overload
def suppress(result: Population, *, below: int) -> Published: ...
@overload
def suppress(result: Changes, *, below: int) -> PublishedChanges: ...
def suppress(result: Population | Changes, *, below: int) -> Published | PublishedChanges:
    """
    Make a population, or what changes for it, safe to publish.

    A group, a subtotal or the total with fewer cases than ``below`` (rows, or the cases that
    they stand for) is hidden, with all its figures; so are others, as few as can be found,
    until each hidden one could hold at least ``below`` different numbers of cases for all that
    is shown of cases. A change is hidden where it would be on either side, and where its cases
    are not the same on both, because a region lies elsewhere then. Papers, days and trips of a
    sum are of the groups that are shown: what the registry says of each case would else tell the
    hidden ones apart. What is published of the same cases elsewhere is not looked at.

    Args:
        result: What was measured.
        below: The least number of cases that may be shown, at least 1.

    Returns:
        What may be published; problems of rows, which quote them, are left out, and days are
        those of whole months.

    Raises:
        InvalidEntryError: If ``below`` is no whole number, or less than 1.
        TypeError: If the result is not what `population` or `changes` gave.

    Source:
        See `govmatters.populations.publishing.hiding.hidden_keys`.
    """
    if type(below) is not int or below < 1:
        problem = f"a group is hidden below a whole number of cases, at least 1; got {below!r}"
        raise InvalidEntryError(subject="below", problem=problem)
    if isinstance(result, Changes):
        return _changes(result, below)
    if not isinstance(result, Population):
        refuse("result", "what gm.population or gm.changes gave", result)
    return _population(result, below)


def _population(result: Population, below: int) -> Published:
    tallies: dict[Cell, Tally] = {one.key: one.tally for one in result.groups}
    tallies = tallies if result.by else {(): result.total}
    counts = _counts(tallies)
    lines = _lines(counts, len(result.by), hidden_keys(counts, below))
    total, *rest = (
        PublishedGroup(
            key=one.key,
            cases=one.cases,
            weight=one.weight,
            tally=None if one.shown is None else _sum([tallies[cell] for cell in one.shown]),
        )
        for one in lines
    )
    return Published(
        bundle=result.bundle,
        digest=result.digest,
        by=result.by,
        below=below,
        first=_begin(result.first),
        last=_end(result.last),
        total=total,
        subtotals=tuple(one for one in rest if None in one.key),
        groups=tuple(one for one in rest if None not in one.key),
        unknown=result.unknown,
    )


def _changes(result: Changes, below: int) -> PublishedChanges:
    changes: dict[Cell, Change] = {one.key: one for one in result.groups}
    changes = changes if result.by else {(): result.total}
    was = _counts({key: one.was for key, one in changes.items()})
    becomes = _counts({key: one.becomes for key, one in changes.items()})
    lines = _lines(was, len(result.by), hidden_on_either(was, becomes, below))
    total, *rest = (_change(one, changes) for one in lines)
    first, last = _begin(result.first), _end(result.last)
    days = None if first is None or last is None else (last - first).days + 1
    same = ("bundle", "was_digest", "becomes_digest", "was_on", "becomes_on", "was_alone")
    return PublishedChanges(
        **{name: getattr(result, name) for name in (*same, "becomes_alone", "by", "unknown")},
        below=below,
        first=first,
        last=last,
        a_year=None if days is None else Fraction(_YEAR, days),
        total=total,
        subtotals=tuple(one for one in rest if None in one.key),
        groups=tuple(one for one in rest if None not in one.key),
    )


def _change(line: _Line, changes: Mapping[Cell, Change]) -> PublishedChange:
    figures: dict[str, Any] = {}
    if line.shown is not None:
        was = _sum([changes[cell].was for cell in line.shown])
        becomes = _sum([changes[cell].becomes for cell in line.shown])
        figures = attrs.asdict(change_of((), was, becomes), recurse=False)
        del figures["key"]
    return PublishedChange(key=line.key, cases=line.cases, weight=line.weight, **figures)


def _begin(day: dt.date | None) -> dt.date | None:
    return None if day is None else day.replace(day=1)


def _end(day: dt.date | None) -> dt.date | None:
    return day and day.replace(day=calendar.monthrange(day.year, day.month)[1])


@attrs.frozen
class _Line:
    """A group or sum: its counts, None if hidden; the groups of it that are shown, None if none."""

    key: Key
    cases: int | None
    weight: int | None
    shown: tuple[Cell, ...] | None


def _counts(tallies: Mapping[Cell, Tally]) -> dict[Cell, Counts]:
    return {key: (one.cases, one.weight) for key, one in tallies.items()}


def _lines(counts: Mapping[Cell, Counts], length: int, hidden: frozenset[Key]) -> Iterator[_Line]:
    """Give the total, then sums and groups, by their keys."""
    under: dict[Key, list[Cell]] = {(None,) * length: []}
    for cell in sorted(counts):
        for key in summed_under(cell):
            under.setdefault(key, []).append(cell)
    for key in sorted(under, key=lambda key: [(text is not None, text or "") for text in key]):
        if key in hidden:
            yield _Line(key, None, None, None)
            continue
        cells = under[key]
        cases, weight = (sum(counts[cell][at] for cell in cells) for at in (0, 1))
        shown = tuple(cell for cell in cells if cell not in hidden)
        yield _Line(key, cases, weight, shown if shown or not cells else None)


def _sum(tallies: Sequence[Tally]) -> Tally:
    return tallies[0] if len(tallies) == 1 else sum_of(tallies)
