"""A measured population for reading: before and after, what removed it, group by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rich.console import RenderableType

from govmatters.model import Bounds
from govmatters.populations.publishing.published import Published, PublishedGroup
from govmatters.populations.results import Population, Tally
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.naming import decimal, figure, percentage
from govmatters.report.population_parts import (
    MOST,
    keys_of,
    names_of,
    notes_of,
    rest_of,
    span_of,
)
from govmatters.report.tables import cell, heading, line, table

__all__ = ["population_report", "published_report"]

_HIDDEN = "*"

_FIGURES = ("cases", "before", "after", "removed", "removed_share")


def population_report(
    population: Population, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out a population.

    Args:
        population: What was measured.
        registry: What it was measured with.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The parts, one below the other; of groups the first `MOST`.
    """
    yield from _head(population, registry, labels)
    yield line(labels("cases"), population.total.weight)
    yield from _whole(population.total, labels)
    if population.groups:
        yield heading(labels("grouped"), len(population.groups))
        keyed = [(one.key, one.tally) for one in population.groups[:MOST]]
        rows = [
            (*keys_of(population.by, key, registry, labels), *_figures(one, labels))
            for key, one in keyed
        ]
        yield _grouped(population.by, rows, registry, labels)
        yield from rest_of(len(population.groups), labels)
    yield from notes_of(population.unknown, population.skipped, population.problems, labels)


def published_report(
    published: Published, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out what may be published of a population.

    Args:
        published: What may be.
        registry: What it was measured with.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The parts, one below the other; of subtotals and groups the first `MOST` each.
    """
    yield from _head(published, registry, labels)
    yield line(labels("hidden_below"), published.below)
    yield line(labels("cases"), _or_hidden(published.total.weight))
    if published.total.tally is not None:
        yield from _whole(published.total.tally, labels)
    for groups in (published.subtotals, published.groups):
        if groups:
            yield heading(labels("grouped"), len(groups))
            rows = [
                (*keys_of(published.by, one.key, registry, labels), *_shown(one, labels))
                for one in groups[:MOST]
            ]
            yield _grouped(published.by, rows, registry, labels)
            yield from rest_of(len(groups), labels)
    if any(one.is_hidden for one in (published.total, *published.subtotals, *published.groups)):
        yield cell(labels("hidden_note"), "dim")
    yield from notes_of(published.unknown, 0, (), labels)


def _head(
    result: Population | Published, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    yield cell(f"{registry.bundles[result.bundle].name}（{result.bundle}）", "bold")
    yield line(labels("data"), result.digest[:12])
    yield from span_of(result.first, result.last, labels)


def _whole(tally: Tally, labels: Labels) -> Iterator[RenderableType]:
    yield heading(labels("before_and_after"))
    columns = ["", *map(labels, ("before", "after")), f"{labels('per_case')}：{labels('before')}"]
    columns.append(f"{labels('per_case')}：{labels('after')}")
    pairs = [
        ("papers", tally.before, tally.after),
        ("trips", tally.trips_alone, tally.trips),
        ("working_days", tally.working_days_alone, tally.working_days),
    ]
    rows = [
        (
            labels(word),
            figure(alone, labels),
            figure(together, labels),
            _each(alone, tally.weight, labels),
            _each(together, tally.weight, labels),
        )
        for word, alone, together in pairs
    ]
    yield table(columns, rows, right=columns[1:])
    removed = f"{labels('removed')} {figure(tally.removed, labels)}（{percentage(tally.share)}）"
    yield cell(f"  {removed}", "bold")
    yield heading(labels("mechanisms"))
    columns = [labels(key) for key in ("mechanism", "credit")]
    credits_ = [
        (labels.beside(mechanism.name_zh, mechanism.value), decimal(credit))
        for mechanism, credit in tally.by_mechanism.items()
        if credit.low or credit.high
    ]
    yield table(columns, credits_, right=columns[1:])


def _each(whole: Bounds[int], weight: int, labels: Labels) -> str:
    if not weight or whole.low is None:
        return labels.unknown if whole.low is None else ""
    low = f"{float(Fraction(whole.low, weight)):.2f}"
    high = labels.unknown if whole.high is None else f"{float(Fraction(whole.high, weight)):.2f}"
    return low if low == high else f"{low}–{high}"


def _grouped(
    by: Sequence[str], rows: Iterable[Sequence[object]], registry: Registry, labels: Labels
) -> RenderableType:
    columns = [*names_of(by, registry, labels), *map(labels, _FIGURES)]
    return table(columns, rows, right=columns[len(by) :])


def _figures(tally: Tally, labels: Labels) -> tuple[object, ...]:
    papers = (figure(one, labels) for one in (tally.before, tally.after, tally.removed))
    return (tally.weight, *papers, percentage(tally.share))


def _shown(one: PublishedGroup, labels: Labels) -> tuple[object, ...]:
    if one.tally is None:
        return (_or_hidden(one.weight), *(_HIDDEN for _ in _FIGURES[1:]))
    return (_or_hidden(one.weight), *_figures(one.tally, labels)[1:])


def _or_hidden(count: int | None) -> object:
    return _HIDDEN if count is None else count
