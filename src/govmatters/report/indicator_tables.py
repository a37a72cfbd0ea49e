"""Indicators for reading: a table of all, or each with its matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType

from govmatters.measures.indicators.measuring import Indicator
from govmatters.measures.indicators.standings import Standing
from govmatters.registry import Registry
from govmatters.report.formula_sources import source_of
from govmatters.report.labels import Labels
from govmatters.report.naming import percentage
from govmatters.report.places import place_name
from govmatters.report.tables import heading, items, line, table

__all__ = ["indicator_report", "indicators_report", "named", "shared", "todo"]


def indicators_report(
    found: Sequence[Indicator], registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out indicators, one a line.

    Args:
        found: Indicators of one view.
        registry: What they were computed from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        What was looked at, then a table.
    """
    yield from _head(found, registry, labels)
    yield heading(labels("indicators"), len(found))
    keys = ("indicator", "shared_value", "reached", "counted", "excluded", "not_stated")
    columns = [labels(key) for key in keys]
    yield table(columns, (_row(one, labels) for one in found), right=columns[1:])


def indicator_report(
    found: Sequence[Indicator], registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out indicators, each with every matter that stands in its way.

    Args:
        found: Indicators of one view.
        registry: What they were computed from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        What was looked at; then of each the formula, the value, what is reached, what is not,
        what is left out and why, what is not known.
    """
    yield from _head(found, registry, labels)
    for one in found:
        yield heading(labels.beside(one.name_zh, one.name))
        yield line(labels("formula"), labels.beside(one.formula_zh, one.formula))
        if not one.missing:
            yield line(labels("formula_source"), source_of(one.source, labels))
        yield line(labels("shared_value"), shared(one, labels), "bold")
        yield from _lists(one, registry, labels)


def _head(
    found: Sequence[Indicator], registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """Say what was looked at: enough to do it again."""
    for one in found[:1]:
        if one.region is not None:
            yield line(labels("region"), place_name(one.region, registry.geography))
        if one.authority is not None:
            name = registry.authorities[one.authority].name
            yield line(labels("authority"), labels.beside(name, one.authority))
        if one.level is not None:
            yield line(labels("level"), labels(f"level_{one.level}"))
        yield line(labels("day"), one.on.isoformat())
        yield line(labels("data"), one.digest[:12])


def _row(one: Indicator, labels: Labels) -> tuple[object, ...]:
    name = labels.beside(one.name_zh, one.name)
    lists = (one.numerator, one.denominator, one.excluded, one.unknown)
    counts = (None,) * len(lists) if one.missing else tuple(map(len, lists))
    return (name, shared(one, labels), *counts)


def shared(one: Indicator, labels: Labels) -> str:
    """
    Write the value of an indicator.

    Args:
        one: The indicator.
        labels: The words.

    Returns:
        Such as ``44.4%`` or ``0.0%–44.4%``; a word if there is none.
    """
    if one.missing:
        return labels("not_computable")
    return labels("nothing_counts") if one.share.low is None else percentage(one.share)


def _lists(one: Indicator, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    if one.missing:
        return
    yield heading(labels("reached"), len(one.numerator))
    yield from items(named(key, registry) for key in one.numerator)
    yield heading(labels("lacking_matters"), len(one.lacking))
    if one.lacking:
        yield _standings("to_do", ((s, todo(s, labels)) for s in one.lacking), registry, labels)
    yield heading(labels("excluded"), len(one.excluded))
    if one.excluded:
        yield _standings("reason", ((s, _why(s, labels)) for s in one.excluded), registry, labels)
    yield heading(labels("not_stated"), len(one.unknown))
    if one.unknown:
        yield _standings("why_not", ((s, todo(s, labels)) for s in one.unknown), registry, labels)


def _standings(
    what: str, rows: Iterable[tuple[Standing, str]], registry: Registry, labels: Labels
) -> RenderableType:
    columns = [labels("matter"), labels(what)]
    return table(columns, ((named(one.id, registry), said) for one, said in rows))


def named(key: str, registry: Registry) -> str:
    """
    Name a matter or a bundle, with its id.

    Args:
        key: The id.
        registry: Holds it.

    Returns:
        Such as ``食品经营许可（food_licence）``; ids stand there always, to find the record by.
    """
    records = registry.matters if key in registry.matters else registry.bundles
    return f"{records[key].name}（{key}）"


def todo(standing: Standing, labels: Labels) -> str:
    """
    Write what is to be stated or done.

    Args:
        standing: Of a matter.
        labels: The words.

    Returns:
        One thing after the other.
    """
    said = (labels.beside(one.text_zh, str(one)) for one in standing.needs)
    return "；".join(said)


def _why(standing: Standing, labels: Labels) -> str:
    """Write why a matter is left out, and by which law if it says so."""
    reason = standing.reason
    if reason is None:
        return ""
    said = labels.beside(reason.text_zh, reason.text)
    return f"{said}（{reason.basis}）" if reason.basis else said
