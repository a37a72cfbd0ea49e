"""A reduction for reading: before and after, what removed it, and what is claimed of it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from govmatters.measures.reduction import Reduction
from govmatters.model import Bounds, Counts, Published
from govmatters.registry import Registry
from govmatters.report.heads import head_of, open_questions_of
from govmatters.report.labels import Labels
from govmatters.report.naming import Names, decimal, figure, percentage
from govmatters.report.tables import cell, heading, items, line, table

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
    yield _figures(reduction, names.bundle.published, labels)
    yield from _claim(names)
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


def _figures(reduction: Reduction, published: Published | None, labels: Labels) -> RenderableType:
    """Compare ours, each alone and as one, with what is claimed."""
    claim = _claimed(published)
    words = ["before", "after", *(["published_before", "published_after"] if claim else [])]
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
            *(claim.get(word, (None, None)) if claim else ()),
        )
        for word, alone, together in measured
    ]
    return table(columns, rows, right=columns[1:])


_Claim = dict[str, tuple[int | None, int | None]]


def _claimed(published: Published | None) -> _Claim:
    """Put each published figure beside the measure of ours that counts the same."""
    if published is None:
        return {}
    materials = "rows" if published.counts is Counts.ROWS else "papers"
    return {
        materials: (published.materials_before, published.materials_after),
        "working_days": (published.days_before, published.days_after),
        "trips": (published.trips_before, published.trips_after),
        "steps": (published.steps_before, published.steps_after),
    }


def _claim(names: Names) -> Iterator[RenderableType]:
    """Say who published the claim, and what was counted."""
    published, labels = names.bundle.published, names.labels
    if published is None:
        return
    counted = labels.unknown if published.counts is None else published.counts.value
    yield line(labels("published_counts"), counted)
    if published.source is not None:
        source = names.registry.sources.get(published.source)
        publisher = getattr(source, "publisher", None) or published.source
        sure = f"（{published.confidence.value}）" if published.confidence else ""
        yield line(labels("published_by"), f"{publisher}{sure}")
