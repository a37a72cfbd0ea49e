"""One record of a registry for reading, and the lists of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import attrs
from rich.console import RenderableType

from govmatters.model import Bundle, Confidence, Material, Matter, OneOf, Published
from govmatters.model.plain import plain
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.naming import Names
from govmatters.report.overview import Overview
from govmatters.report.tables import cell, heading, items, line, table
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
            f"{registry.geography.name(one.region)} {one.region}",
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
    for key in ("name", "ask", "publisher", "of"):
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
        yield from _matter(record, registry, labels)
    if isinstance(record, Bundle):
        yield from _bundle(record, registry, labels)


def stated(value: object) -> str:
    """
    Write a value in one line.

    Args:
        value: Of a record's field.

    Returns:
        Scalars as they are; lists joined by ``, ``; records as ``key: value`` pairs of what
        they state.
    """
    return _joined(plain(value))


def _joined(value: object) -> str:
    match value:
        case dict():
            pairs = ((key, part) for key, part in value.items() if part not in (None, []))
            return "; ".join(f"{key}: {_joined(part)}" for key, part in pairs)
        case list():
            return ", ".join(_joined(part) for part in value)
        case bool():
            return str(value).lower()
    return str(value)


def _matter(matter: Matter, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    if matter.materials is not None:
        yield heading(labels("material"), len(matter.materials))
        yield _rows(matter.materials, registry, labels)
    if matter.outputs:
        yield heading(labels("output"))
        yield from items(_paper(output.paper, registry, labels) for output in matter.outputs)


def _rows(rows: Iterable[Material], registry: Registry, labels: Labels) -> RenderableType:
    """List the rows of a matter, with their alternatives."""
    columns = [labels(key) for key in ("row", "material", "condition", "copies", "reason")]
    return table(
        columns,
        (
            (
                place,
                _needs(row, registry, labels),
                row.when,
                row.copies,
                "；".join(_remarks(row)),
            )
            for place, row in enumerate(rows, start=1)
        ),
        right=[columns[0], columns[3]],
    )


def _needs(row: Material, registry: Registry, labels: Labels) -> str:
    """Write the alternatives as ``甲 + 乙 / 丙（when …）``."""
    written = []
    for alternative in row.alternatives:
        together = " + ".join(_paper(paper, registry, labels) for paper in alternative.papers)
        when = "" if alternative.when is None else f"〔{alternative.when}〕"
        written.append(f"{together}{when}")
    return " / ".join(written)


def _paper(paper: object, registry: Registry, labels: Labels) -> str:
    kind, subject = str(paper).split(" of ")
    name = labels.beside(registry.material_types[kind].name, kind)
    return f"{name}（{labels.role(subject)}）"


def _remarks(row: Material) -> Iterator[str]:
    """Say what else the row states."""
    if row.name is not None:
        yield row.name
    if row.need.value != "required":
        yield row.need.value
    if row.basis is not None:
        yield row.basis
    if row.existing:
        yield "existing"
    for key in ("since", "until"):
        if getattr(row, key) is not None:
            yield f"{key} {getattr(row, key)}"
    if row.confidence not in {None, Confidence.SOURCED}:
        yield str(row.confidence)


def _bundle(bundle: Bundle, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    names = Names(registry, bundle, labels)
    yield heading(labels("matter"), len(bundle.matters))
    columns = [labels(key) for key in ("id", "name", "condition", "one_of", "working_days")]
    yield table(columns, _places(bundle, names), right=columns[4:])
    if bundle.materials:
        yield heading(labels("added"), len(bundle.materials))
        yield _rows(bundle.materials, registry, labels)
    if bundle.published is not None:
        yield heading(labels("published"))
        yield from _published(bundle.published, registry, labels)


def _places(bundle: Bundle, names: Names) -> Iterator[tuple[object, ...]]:
    choice = 0
    for entry in bundle.entries:
        choice += isinstance(entry, OneOf)
        for place in entry.one_of if isinstance(entry, OneOf) else (entry,):
            name = names.registry.matters[place.matter].name
            days = names.days(place.key)
            number = choice if isinstance(entry, OneOf) else None
            said = names.labels.unknown if days is None else days
            yield place.key, name, place.when, number, said


def _published(
    published: Published, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """List what the authority claims."""
    for field in attrs.fields(Published):
        value = getattr(published, field.name)
        if field.name != "papers" and value is not None:
            yield line(field.name, stated(value))
    if published.papers:
        yield cell(f"{labels('published_list')}：", "dim")
        yield from items(
            f"{_paper(one.paper, registry, labels)}"
            f"{'' if one.by is None else f'，{labels.beside(one.by.name_zh, one.by.value)}'}"
            for one in published.papers
        )
