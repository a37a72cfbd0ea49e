"""Targets for reading: what is wanted, what there is, and what to mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from rich.console import RenderableType

from govmatters.measures.indicators.measuring import known_indicators
from govmatters.measures.indicators.targets import Attainment, Status
from govmatters.registry import Registry
from govmatters.report.indicator_tables import named, shared, todo
from govmatters.report.labels import Labels
from govmatters.report.naming import figure
from govmatters.report.places import place_name
from govmatters.report.tables import cell, heading, line, table

__all__ = ["attained", "targets_report", "wanted_of"]

STATUS_STYLES = {Status.MET: "green", Status.NOT_MET: "red", Status.UNKNOWN: "yellow"}


def targets_report(
    found: Sequence[Attainment], registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out how far targets are met.

    Args:
        found: By target.
        registry: What they were computed from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        Of each target a table of its indicators, then of each that is not met for certain the
        shortest list of matters to mend.
    """
    if not found:
        yield line(labels("targets"), labels("nobody"))
    for key, some in groupby(found, key=lambda one: one.target):
        attainments = list(some)
        yield from _head(key, attainments[0], registry, labels)
        yield _table(attainments, labels)
        for one in attainments:
            yield from _fixes(one, registry, labels)
        yield cell("")


def _head(
    key: str, first: Attainment, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    target = registry.targets[key]
    yield cell(f"{target.name}（{key}）" if target.name else key, "bold")
    yield line(labels("region"), place_name(target.region, registry.geography))
    yield line(labels("by_day"), target.by.isoformat())
    yield line(labels("days_left"), first.days_left, "red" if first.is_due else "")
    yield line(labels("data"), registry.digest[:12])


def _table(attainments: Sequence[Attainment], labels: Labels) -> RenderableType:
    keys = ("indicator", "wanted", "shared_value", "status", "gap", "why_not")
    columns = [labels(key) for key in keys]
    rows = (
        (
            _name(one, labels),
            wanted_of(one.wanted),
            shared(one.indicator, labels) if one.indicator else None,
            labels.beside(one.status.name_zh, one.status),
            _gap(one, labels),
            _missing(one, labels),
        )
        for one in attainments
    )
    return table(columns, rows, right=[*columns[1:3], columns[4]])


def _name(one: Attainment, labels: Labels) -> str:
    formula = known_indicators().get(one.name)
    return one.name if formula is None else labels.beside(formula.name_zh, one.name)


def wanted_of(wanted: Decimal) -> str:
    """
    Write what is wanted of an indicator.

    Args:
        wanted: A share.

    Returns:
        As a percentage, exactly.

    Examples:
        >>> wanted_of(Decimal("0.8")), wanted_of(Decimal("0.995"))
        ('80%', '99.5%')
    """
    return f"{(wanted * 100).normalize():f}%"


def _gap(one: Attainment, labels: Labels) -> str | None:
    """Write how many matters are to be mended, where that is known."""
    if one.gap.low is None and one.gap.high is None:
        return None
    return figure(one.gap, labels)


def _missing(one: Attainment, labels: Labels) -> str | None:
    """Say what is missing in Chinese, or in both languages."""
    said = [labels.beside(a, b) for a, b in zip(one.missing_zh, one.missing, strict=True)]
    return "；".join(said) or None


def _fixes(one: Attainment, registry: Registry, labels: Labels) -> Iterator[RenderableType]:
    """List the matters to mend."""
    if not one.fixes:
        return
    yield heading(f"{_name(one, labels)}：{labels('fixes')}", len(one.fixes))
    columns = [labels("matter"), labels("to_do")]
    rows = ((named(fix.id, registry), todo(fix, labels)) for fix in one.fixes)
    yield table(columns, rows)


def attained(one: Attainment, labels: Labels) -> str:
    """
    Write an indicator of a target in a few words.

    Args:
        one: The indicator with what is wanted.
        labels: The words.

    Returns:
        Such as ``网上可办率 92.0%/100% 未达标``.
    """
    value = shared(one.indicator, labels) if one.indicator else labels.unknown
    return f"{_name(one, labels)} {value}/{wanted_of(one.wanted)} {one.status.name_zh}"
