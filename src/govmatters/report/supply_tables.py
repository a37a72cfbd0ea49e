"""The lists of demand, of responsibility and of what is withheld, for reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import RenderableType

from govmatters.measures.policies import PolicyIndex
from govmatters.measures.provisions import NegativeList, Provision, ResponsibilityList, Withheld
from govmatters.measures.supplies import Demand, DemandList, Supply, Use
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.list_naming import ListNames
from govmatters.report.places import place_name
from govmatters.report.tables import cell, heading, line, table

__all__ = ["demand_report", "head_lines", "negative_report", "responsibility_report"]

_BANNED = "〔不予共享〕"


def demand_report(
    found: DemandList, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out the demand-and-supply list.

    Args:
        found: The list.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        What was looked at and how much is met; then a table for each authority.
    """
    names = ListNames(registry, labels)
    yield from head_lines("demand_list", found, registry, labels)
    yield line(labels("supply_summary"), _summary(found.demands, labels) or labels("nobody"))
    keys = ("material", "supplied_by", "supply", "supply_means", "used_for")
    columns = [labels(key) for key in keys]
    for authority, demands in groupby(found.demands, key=lambda one: one.authority):
        some = list(demands)
        yield heading(names.authority(authority), len(some))
        yield table(columns, (_demanded(one, names) for one in some))


def _demanded(one: Demand, names: ListNames) -> tuple[object, ...]:
    return (
        _type(one.type, names, is_banned=one.unshareable),
        names.suppliers(one.suppliers),
        _states(one.uses, names.labels),
        names.means(means for use in one.uses for means in use.means),
        names.uses(one.uses),
    )


def responsibility_report(
    found: ResponsibilityList, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out the responsibility list.

    Args:
        found: The list.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        What was looked at; then a table for each authority that must provide something, and one
        of what nobody is known to have.
    """
    names = ListNames(registry, labels)
    yield from head_lines("responsibility_list", found, registry, labels)
    if not found.responsibilities:
        yield line(labels("material"), labels("nobody"))
    keys = ("material", "needed_by", "supply", "issued_in", "used_for")
    for one in found.responsibilities:
        unknown = one.authority is None
        title = labels("unknown_supplier") if unknown else names.authority(one.authority)
        yield heading(title, len(one.provisions))
        yield table(
            [labels(key) for key in keys], (_provided(each, names) for each in one.provisions)
        )


def _provided(one: Provision, names: ListNames) -> tuple[object, ...]:
    return (
        _type(one.type, names, is_banned=one.unshareable),
        names.authority(one.to),
        _states(one.uses, names.labels),
        names.matters(one.matters),
        names.uses(one.uses),
    )


def negative_report(
    found: NegativeList, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out the negative list.

    Args:
        found: The list.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        What was looked at, then a table.
    """
    names = ListNames(registry, labels)
    yield from head_lines("negative_list", found, registry, labels)
    yield heading(labels("banned"), len(found.withheld))
    if not found.withheld:
        yield cell(labels("nobody"), "dim")
        return
    keys = ("material", "basis", "days_in_force", "still_asked", "cannot_hold")
    yield table([labels(key) for key in keys], (_withheld(one, names) for one in found.withheld))


def _withheld(one: Withheld, names: ListNames) -> tuple[object, ...]:
    days = "" if one.since is None and one.until is None else f"{one.since or ''}–{one.until or ''}"
    return (
        names.type(one.type),
        one.basis or names.labels.unknown,
        days,
        names.uses(one.uses),
        names.means(one.means),
    )


def head_lines(
    title: str,
    found: DemandList | ResponsibilityList | NegativeList | PolicyIndex,
    registry: Registry,
    labels: Labels,
) -> Iterator[RenderableType]:
    """
    Say what a list is of: enough to make it again.

    Args:
        title: The word for the list.
        found: The list.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The title, the region, the day, the registry.
    """
    yield cell(labels(title), "bold")
    if found.region is not None:
        yield line(labels("region"), place_name(found.region, registry.geography))
    yield line(labels("day"), found.on.isoformat())
    yield line(labels("data"), found.digest[:12])


def _type(key: str, names: ListNames, *, is_banned: bool) -> str:
    return f"{names.type(key)}{_BANNED if is_banned else ''}"


def _states(uses: Iterable[Use], labels: Labels) -> str:
    """Count the states of uses; one state alone is not counted."""
    counts = Counter(use.supply for use in uses)
    if len(counts) == 1:
        (state,) = counts
        return labels.beside(state.name_zh, state.value)
    return _counted(counts, labels)


def _summary(demands: Iterable[Demand], labels: Labels) -> str:
    return _counted(Counter(use.supply for one in demands for use in one.uses), labels)


def _counted(counts: Counter[Supply], labels: Labels) -> str:
    return "，".join(
        f"{labels.beside(state.name_zh, state.value)} {counts[state]}"
        for state in Supply
        if counts[state]
    )
