"""What a change saves, for reading: before and then, a year beside the sum, group by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rich.console import RenderableType

from govmatters.model import Bounds
from govmatters.population.differences import Change, Changes
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.naming import figure
from govmatters.report.population_parts import (
    MOST,
    keys_of,
    names_of,
    notes_of,
    rest_of,
    span_of,
)
from govmatters.report.tables import cell, heading, line, table

__all__ = ["changes_report"]

_SAVED = ("papers", "trips", "working_days")


def changes_report(
    changes: Changes, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out what a change saves.

    Args:
        changes: What was measured.
        registry: As it becomes, or was, whichever has the bundle.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The parts, one below the other; of groups the first `MOST`, those that save most first,
        and those that for certain save nothing by themselves.
    """
    yield from _head(changes, registry, labels)
    yield heading(labels("what_changes"))
    yield _whole(changes, labels)
    gaining = [one for one in changes.groups if not one.gains_nothing]
    gaining.sort(key=lambda one: (-(one.papers.low or 0), -(one.papers.high or 0), one.key))
    parts = (("grouped", gaining), ("no_gain", changes.without_gain))
    for title, groups in parts:
        if groups:
            yield heading(labels(title), len(groups))
            yield _grouped(changes.by, groups[:MOST], registry, labels)
            yield from rest_of(len(groups), labels)
    yield from notes_of(changes.unknown, changes.skipped, changes.problems, labels)


def _head(changes: Changes, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    yield cell(f"{registry.bundles[changes.bundle].name}（{changes.bundle}）", "bold")
    sides = (
        ("was", changes.was_digest, changes.was_on, changes.was_alone),
        ("becomes", changes.becomes_digest, changes.becomes_on, changes.becomes_alone),
    )
    for side, digest, on, alone in sides:
        said = [f"{labels('data')} {digest[:12]}"]
        said += [f"{labels('day')} {on.isoformat()}"] if on is not None else []
        said += [labels("handled_alone")] if alone else []
        yield line(labels(side), "，".join(said))
    yield from span_of(changes.first, changes.last, labels)
    if changes.days is not None:
        yield line(labels("span_days"), changes.days)
    yield line(labels("cases"), changes.total.was.weight)


def _whole(changes: Changes, labels: Labels) -> RenderableType:
    """Put the plain sum first; what it makes in a year stands beside it, with its factor."""
    columns = ["", *map(labels, ("was", "becomes", "saved"))]
    if changes.a_year is not None:
        columns.append(f"{labels('a_year')} × {changes.a_year}")
    total = changes.total
    pairs = [
        ("papers", total.was.after, total.becomes.after, total.papers),
        ("trips", total.was.trips, total.becomes.trips, total.trips),
        ("working_days", total.was.working_days, total.becomes.working_days, total.working_days),
    ]
    rows = [
        (
            labels(word),
            *(figure(one, labels) for one in (was, becomes, saved)),
            *([_yearly(saved, changes.a_year, labels)] if changes.a_year is not None else []),
        )
        for word, was, becomes, saved in pairs
    ]
    return table(columns, rows, right=columns[1:])


def _yearly(saved: Bounds[int], factor: Fraction, labels: Labels) -> str:
    low, high = (
        labels.unknown if end is None else f"{float(end * factor):.1f}"
        for end in (saved.low, saved.high)
    )
    return low if low == high else f"{low}–{high}"


def _grouped(
    by: Sequence[str], groups: Sequence[Change], registry: Registry, labels: Labels
) -> RenderableType:
    columns = [*names_of(by, registry, labels), labels("cases")]
    columns += [f"{labels('saved')}：{labels(word)}" for word in _SAVED]
    rows = [
        (
            *keys_of(by, one.key, registry, labels),
            one.was.weight,
            *(figure(getattr(one, word), labels) for word in _SAVED),
        )
        for one in groups
    ]
    return table(columns, rows, right=columns[len(by) :])
