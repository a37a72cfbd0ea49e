"""What a matter asks for and issues, and what a bundle is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
from rich.console import RenderableType

from govmatters.model import Bundle, Confidence, Material, Matter, OneOf, Published
from govmatters.model.plain import plain
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.naming import Names
from govmatters.report.tables import cell, heading, items, line, table

__all__ = ["bundle_parts", "matter_parts", "stated"]


def matter_parts(matter: Matter, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    """
    Lay out a matter's list and what it issues.

    Args:
        matter: The matter.
        registry: Holds it.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The parts, one below the other.
    """
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


def bundle_parts(bundle: Bundle, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    """
    Lay out a bundle's matters, its own rows, and what is claimed of it.

    Args:
        bundle: The bundle.
        registry: Holds it.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The parts, one below the other.
    """
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
