"""What a change saves, for reading: before and then, a year beside the sum, group by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rich.console import RenderableType

from govmatters.model import Bounds
from govmatters.populations.changes.differences import Change, Changes
from govmatters.populations.publishing.published import PublishedChange, PublishedChanges
from govmatters.populations.results import Tally
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

__all__ = ["changes_report", "published_changes_report"]

_HIDDEN = "*"
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
    yield line(labels("cases"), changes.total.was.weight)
    yield _whole(changes.total, changes.a_year, labels)
    gaining = [one for one in changes.groups if not one.gains_nothing]
    gaining.sort(key=lambda one: (-(one.papers.low or 0), -(one.papers.high or 0), one.key))
    parts = (("grouped", gaining), ("no_gain", changes.without_gain))
    for title, groups in parts:
        if groups:
            yield heading(labels(title), len(groups))
            yield _grouped(changes.by, groups[:MOST], registry, labels)
            yield from rest_of(len(groups), labels)
    yield from notes_of(changes.unknown, changes.skipped, changes.problems, labels)


def published_changes_report(
    published: PublishedChanges, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out what may be published of what a change saves.

    Args:
        published: What may be.
        registry: As it becomes, or was, whichever has the bundle.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The parts, one below the other; of subtotals and groups the first `MOST` each.
    """
    yield from _head(published, registry, labels)
    yield heading(labels("what_changes"))
    yield line(labels("hidden_below"), published.below)
    yield line(labels("cases"), _or_hidden(published.total.weight))
    if published.total.was is not None:
        yield _whole(published.total, published.a_year, labels)
    for groups in (published.subtotals, published.groups):
        if groups:
            yield heading(labels("grouped"), len(groups))
            yield _grouped(published.by, groups[:MOST], registry, labels)
            yield from rest_of(len(groups), labels)
    if any(one.is_hidden for one in (published.total, *published.subtotals, *published.groups)):
        yield cell(labels("hidden_note"), "dim")
    yield from notes_of(published.unknown, 0, (), labels)


def _head(
    changes: Changes | PublishedChanges, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
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
    if changes.first is not None and changes.last is not None:
        yield line(labels("span_days"), (changes.last - changes.first).days + 1)


def _whole(
    total: Change | PublishedChange, a_year: Fraction | None, labels: Labels
) -> RenderableType:
    """Put the plain sum first; what it makes in a year stands beside it, with its factor."""
    columns = ["", *map(labels, ("was", "becomes", "saved"))]
    if a_year is not None:
        columns.append(f"{labels('a_year')} × {a_year}")
    rows = []
    for word, name in (("papers", "after"), ("trips", "trips"), ("working_days", "working_days")):
        saved = getattr(total, word)
        row = [labels(word), _side(total.was, name, labels), _side(total.becomes, name, labels)]
        row.append(figure(saved, labels))
        rows.append(row if a_year is None else [*row, _yearly(saved, a_year, labels)])
    return table(columns, rows, right=columns[1:])


def _side(tally: Tally | None, name: str, labels: Labels) -> str:
    return _HIDDEN if tally is None else figure(getattr(tally, name), labels)


def _yearly(saved: Bounds[int], factor: Fraction, labels: Labels) -> str:
    low, high = (
        labels.unknown if end is None else f"{float(end * factor):.1f}"
        for end in (saved.low, saved.high)
    )
    return low if low == high else f"{low}–{high}"


def _grouped(
    by: Sequence[str],
    groups: Sequence[Change] | Sequence[PublishedChange],
    registry: Registry,
    labels: Labels,
) -> RenderableType:
    columns = [*names_of(by, registry, labels), labels("cases")]
    columns += [f"{labels('saved')}：{labels(word)}" for word in _SAVED]
    rows = [
        (*keys_of(by, one.key, registry, labels), _weight(one), *_saved(one, labels))
        for one in groups
    ]
    return table(columns, rows, right=columns[len(by) :])


def _weight(one: Change | PublishedChange) -> object:
    return one.was.weight if isinstance(one, Change) else _or_hidden(one.weight)


def _saved(one: Change | PublishedChange, labels: Labels) -> Iterator[str]:
    for word in _SAVED:
        saved: Bounds[int] | None = getattr(one, word)
        yield _HIDDEN if saved is None else figure(saved, labels)


def _or_hidden(count: int | None) -> object:
    return _HIDDEN if count is None else count
