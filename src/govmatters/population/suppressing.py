"""A measured population made safe to publish: small groups are hidden, and what gives them away."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import attrs

from govmatters.errors import InvalidEntryError
from govmatters.population.hiding import Cell, Counts, Key, hidden_keys, summed_under
from govmatters.population.results import Population, Tally
from govmatters.population.summing import sum_of

__all__ = ["Published", "PublishedGroup", "suppress"]


@attrs.frozen(kw_only=True)
class PublishedGroup:
    """
    Cases that agree on some of what a population was grouped by; or a group that is hidden.

    Attributes:
        key: A text for each name in ``by``, in that order; ``""`` where it is not known, None
            where all are taken together.
        cases: Rows of the table; None if hidden.
        weight: Cases that they stand for; None if hidden.
        tally: The sums over what is shown of them, group by group: its own ``cases`` say how
            many these are. None if nothing is.
    """

    key: tuple[str | None, ...]
    cases: int | None
    weight: int | None
    tally: Tally | None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing is said of it but its name."""
        return self.cases is None


@attrs.frozen(kw_only=True)
class Published:
    """
    A population that can be published.

    Attributes:
        bundle: Id of the bundle.
        digest: Of the registry's content.
        by: What groups stand for.
        below: With fewer cases than this, a group is hidden.
        first: The first day of the month of the first case; None if there is no case.
        last: The last day of the month of the last case.
        total: All cases.
        subtotals: One for each key of some of the names in ``by``, but not of all or none.
        groups: By their keys, sorted; empty if nothing was asked for in ``by``.
        unknown: Questions that the bundle asks and the table has no column for.
    """

    bundle: str
    digest: str
    by: tuple[str, ...]
    below: int
    first: dt.date | None
    last: dt.date | None
    total: PublishedGroup
    subtotals: tuple[PublishedGroup, ...]
    groups: tuple[PublishedGroup, ...]
    unknown: tuple[str, ...] = ()


def suppress(population: Population, *, below: int) -> Published:
    """
    Make a population safe to publish.

    A group, a subtotal or the total with fewer cases than ``below`` (rows, or the cases that
    they stand for) is hidden, with all its figures; so are others, as few as can be found,
    until each hidden one could hold at least ``below`` different numbers of cases for all that
    is shown of cases. Papers, days and trips of a sum are of the groups that are shown: what the
    registry says of each case would else tell the hidden ones apart. What is published of the
    same cases elsewhere is not looked at.

    Args:
        population: What was measured.
        below: The least number of cases that may be shown, at least 1.

    Returns:
        What may be published; problems of rows, which quote them, are left out, and days are
        those of whole months.

    Raises:
        InvalidEntryError: If ``below`` is no whole number, or less than 1.

    Source:
        See `govmatters.population.hiding.hidden_keys`.
    """
    if type(below) is not int or below < 1:
        problem = f"a group is hidden below a whole number of cases, at least 1; got {below!r}"
        raise InvalidEntryError(subject="below", problem=problem)
    tallies = _tallies(population)
    counts = {key: (tally.cases, tally.weight) for key, tally in tallies.items()}
    hidden = hidden_keys(counts, below)
    total, *rest = _published(tallies, hidden, len(population.by))
    return Published(
        bundle=population.bundle,
        digest=population.digest,
        by=population.by,
        below=below,
        first=population.first and population.first.replace(day=1),
        last=population.last and _end_of_month(population.last),
        total=total,
        subtotals=tuple(one for one in rest if None in one.key),
        groups=tuple(one for one in rest if None not in one.key),
        unknown=population.unknown,
    )


def _tallies(population: Population) -> dict[Cell, Tally]:
    if population.by:
        return {group.key: group.tally for group in population.groups}
    return {(): population.total}


def _end_of_month(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _published(
    tallies: dict[Cell, Tally], hidden: frozenset[Key], length: int
) -> Iterator[PublishedGroup]:
    """Give the total, then the sums and groups, by their keys."""
    under: dict[Key, list[Cell]] = {(None,) * length: []}
    for cell in sorted(tallies):
        for key in summed_under(cell):
            under.setdefault(key, []).append(cell)
    for key in sorted(under, key=lambda key: [(text is not None, text or "") for text in key]):
        cases, weight = _counted(tallies[cell] for cell in under[key])
        shown = [tallies[cell] for cell in under[key] if cell not in hidden]
        if key in hidden:
            yield PublishedGroup(key=key, cases=None, weight=None, tally=None)
        else:
            tally = _tally(shown) if shown or not under[key] else None
            yield PublishedGroup(key=key, cases=cases, weight=weight, tally=tally)


def _tally(shown: Sequence[Tally]) -> Tally:
    return shown[0] if len(shown) == 1 else sum_of(shown)


def _counted(tallies: Iterable[Tally]) -> Counts:
    pairs = [(one.cases, one.weight) for one in tallies]
    return sum(cases for cases, _ in pairs), sum(weight for _, weight in pairs)
