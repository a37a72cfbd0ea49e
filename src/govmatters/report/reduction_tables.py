"""A reduction for reading: before and after, what removed it, and what is claimed of it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from govmatters.measures.reduction import Reduction
from govmatters.model import Bounds
from govmatters.registry import Registry
from govmatters.report.heads import head_of, open_questions_of
from govmatters.report.labels import Labels
from govmatters.report.naming import Names, decimal, figure, percentage
from govmatters.report.published import published_beside, published_lines
from govmatters.report.tables import cell, heading, items, table

__all__ = ["reduction_report"]


def reduction_report(
    reduction: Reduction, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out a reduction; what the authority claims stands beside it, marked as published.

    Args:
        reduction: The reduction.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The parts, one below the other.
    """
    names = Names(registry, registry.bundles[reduction.bundle], labels)
    yield from head_of(reduction, names)
    yield heading(labels("reduction"))
    yield cell(f"  {_summary(reduction, labels)}", "bold")
    yield heading(labels("mechanisms"))
    yield _credits(reduction, labels)
    yield heading(labels("figures"))
    yield _figures(reduction, names)
    yield from published_lines(names)
    if reduction.added:
        yield heading(labels("added"), len(reduction.added))
        yield from items(map(names.paper, reduction.added))
    yield from open_questions_of(reduction, names)


def _summary(reduction: Reduction, labels: Labels) -> str:
    before, after, removed = (
        figure(one, labels) for one in (reduction.before, reduction.after, reduction.removed)
    )
    share = percentage(reduction.share)
    return f"{labels('papers')} {before} → {after}，{labels('removed')} {removed}（{share}）"


def _credits(reduction: Reduction, labels: Labels) -> RenderableType:
    columns = [labels(key) for key in ("mechanism", "credit", "decimal")]
    rows = [
        (
            labels.beside(mechanism.name_zh, mechanism.value),
            figure(credit, labels),
            decimal(credit),
        )
        for mechanism, credit in reduction.by_mechanism.items()
        if credit.low or credit.high
    ]
    rows.append((labels("removed"), figure(reduction.removed, labels), ""))
    return table(columns, rows, right=columns[1:])


def _figures(reduction: Reduction, names: Names) -> RenderableType:
    """Compare ours, each alone and as one, with what is claimed."""
    labels, claim = names.labels, published_beside(names.bundle)
    is_published = names.bundle.published is not None
    words = ["before", "after", *(["published_before", "published_after"] if is_published else [])]
    columns = ["", *map(labels, words)]
    measured: list[tuple[str, Bounds[int], Bounds[int]]] = [
        ("papers", reduction.before, reduction.after),
        ("rows", reduction.rows_before, reduction.rows_after),
        ("copies", reduction.copies_before, reduction.copies_after),
        ("working_days", reduction.working_days_alone, reduction.working_days),
        ("trips", reduction.trips_alone, reduction.trips),
        ("steps", reduction.steps_alone, reduction.steps),
    ]
    rows = [
        (
            labels(word),
            figure(alone, labels),
            figure(together, labels),
            *(claim.get(word, (None, None)) if is_published else ()),
        )
        for word, alone, together in measured
    ]
    return table(columns, rows, right=columns[1:])
