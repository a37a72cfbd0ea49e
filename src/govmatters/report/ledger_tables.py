"""The ledger for reading: what is due, whose it is, and the indicators beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType

from govmatters.measures.indicators.ledger import Entry, Ledger, Stage
from govmatters.registry import Registry
from govmatters.report.indicator_tables import shared
from govmatters.report.labels import Labels
from govmatters.report.places import place_name
from govmatters.report.tables import heading, line, table
from govmatters.report.target_tables import attained

__all__ = ["ledger_report"]


def ledger_report(found: Ledger, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    """
    Lay out a ledger.

    Args:
        found: The ledger.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        What was looked at; the tasks by stage, what is due first; how many each unit has.
    """
    if found.region is not None:
        yield line(labels("region"), place_name(found.region, registry.geography))
    if found.unit is not None:
        yield line(labels("unit"), found.unit)
    yield line(labels("day"), found.on.isoformat())
    yield line(labels("data"), found.digest[:12])
    if not found.entries:
        yield line(labels("task"), labels("nobody"))
    for stage, some in groupby(found.entries, key=lambda entry: entry.stage):
        entries = list(some)
        yield heading(labels.beside(stage.name_zh, stage), len(entries))
        yield _tasks(entries, labels)
    if found.unit is None and found.units:
        yield heading(labels("units"), len(found.units))
        columns = [labels("unit"), *(labels.beside(stage.name_zh, stage) for stage in Stage)]
        yield table(columns, ((one.unit, *one.counts) for one in found.units), right=columns[1:])


def _tasks(entries: Sequence[Entry], labels: Labels) -> RenderableType:
    keys = ("number", "work", "units", "deadline", "days_left", "indicators")
    columns = [labels("id") if key == "number" else labels(key) for key in keys]
    rows = (
        (
            one.task.id if one.task.number is None else one.task.number,
            one.task.work,
            "、".join(one.task.units),
            one.task.deadline,
            one.days_left,
            _measured(one, labels),
        )
        for one in entries
    )
    return table(columns, rows, right=[columns[0], columns[4]])


def _measured(entry: Entry, labels: Labels) -> str:
    """Write the indicators that measure a task, with what is wanted of them."""
    said = [attained(one, labels) for one in entry.attainments]
    said += [
        f"{labels.beside(one.name_zh, one.name)} {shared(one, labels)}" for one in entry.indicators
    ]
    return "；".join(said)
