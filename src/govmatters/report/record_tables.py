"""One record of a registry for reading, and the lists of records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import attrs
from rich.console import RenderableType

from govmatters.model import Bundle, Matter, Published
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.list_tables import bundle_parts, matter_parts, stated
from govmatters.report.overview import Overview
from govmatters.report.places import place_name
from govmatters.report.tables import cell, heading, line, table
from govmatters.tables import Record

__all__ = ["list_report", "overview_report", "record_report"]

_APART = frozenset({"id", "name", "ask", "materials", "outputs", "entries", "published"})


def overview_report(
    overview: Overview, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out what a registry holds.

    Args:
        overview: Of the registry.
        registry: The registry.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The digest, the bundles, the counts.
    """
    yield line(labels("data"), overview.digest[:12])
    yield heading(labels("bundle"), len(overview.bundles))
    columns = [labels(key) for key in ("id", "name", "region", "matter", "rows", "claim")]
    rows = [
        (
            one.id,
            one.name,
            place_name(one.region, registry.geography),
            one.matters,
            one.rows,
            _claim(one.published, labels),
        )
        for one in overview.bundles
    ]
    yield table(columns, rows, right=columns[3:])
    yield heading(labels("number"))
    counted = [(noun, count) for noun, count in overview.counts.items() if count]
    columns = [labels("noun"), labels("number")]
    yield table(columns, ((labels(noun), count) for noun, count in counted), right=columns[1:])


def _claim(published: Published | None, labels: Labels) -> str | None:
    """Write the published numbers of materials."""
    if published is None:
        return None
    ends = (published.materials_before, published.materials_after)
    before, after = (labels.unknown if end is None else str(end) for end in ends)
    return f"{before} → {after}"


def list_report(noun: str, records: Sequence[Record], labels: Labels) -> Iterator[RenderableType]:
    """
    Lay out the records of one noun.

    Args:
        noun: The noun.
        records: In their order.
        labels: Whether the English stands beside the Chinese.

    Yields:
        A table of ids and names.
    """
    yield heading(labels(noun), len(records))
    yield table([labels("id"), labels("name")], ((one.id, _name(one)) for one in records))


def _name(record: Record) -> str | None:
    """Find what a record says that it is."""
    for key in ("name", "ask", "publisher", "of", "work"):
        said = getattr(record, key, None)
        if said is not None:
            return str(said)
    return None


def record_report(
    noun: str, record: Record, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out one record: whatever it states, under the keys of the file format.

    Args:
        noun: What it is.
        record: The record; a matter with all that it inherits.
        registry: Holds it.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The parts, one below the other.
    """
    name = _name(record)
    yield cell(f"{labels(noun)}：{name}（{record.id}）" if name else record.id, "bold")
    place = registry.origins.get((noun, record.id))
    if place is not None:
        yield cell(place, "dim")
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(record))):
        value = getattr(record, field.name)
        if field.name not in _APART and value is not None and value != ():
            yield line(field.name, stated(value))
    if isinstance(record, Matter):
        yield from matter_parts(record, registry, labels)
    if isinstance(record, Bundle):
        yield from bundle_parts(record, registry, labels)
