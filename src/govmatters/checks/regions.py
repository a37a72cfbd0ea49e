"""Regions whose code was abolished, and regions below the level that a matter states (HR-2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from govmatters.checks.views import View
from govmatters.codes.endings import Abolition
from govmatters.codes.national_regions import national_names
from govmatters.codes.successions import abolition_of
from govmatters.model import Finding, Level, Severity
from govmatters.registry import Registry

__all__ = ["regions_hold", "regions_reach_their_level"]

_DEPTHS = {Level.PROVINCE: 1, Level.CITY: 2}
_OF_PROVINCE = "90"
"""In positions 3-4: counties and cities that lie directly in their province."""


@attrs.frozen
class _Use:
    """Codes that a record names, from where it was read, and until when the record says so."""

    noun: str
    id: str
    codes: tuple[str, ...]
    source: str | None
    until: dt.date | None = None


def regions_hold(view: View) -> Iterator[Finding]:
    """
    HR-2: records name regions whose code has not been abolished.

    The day is the one that is asked about; else the earlier of the day on which the source was
    read and the last day of the record. Targets and tasks are of their time, and not looked at.

    Args:
        view: The registry.

    Yields:
        ``region-abolished``: a warning, or a note where no day is known, so that the record may
        be of a time in which the code held. One a record and code.
    """
    for use in _uses(view.registry):
        day = view.on or _read_on(view.registry, use)
        severity = Severity.NOTE if day is None else Severity.WARNING
        for code in dict.fromkeys(use.codes):
            ended = abolition_of(code, view.registry.geography, day)
            if ended is not None:
                yield _abolished(view, use, code, ended, severity)


def _abolished(view: View, use: _Use, code: str, ended: Abolition, severity: Severity) -> Finding:
    within = f", in {ended.code}" if code != ended.code else ""
    return view.finding(
        "region-abolished",
        (use.noun, use.id),
        f"names {code}{within} ({ended.name}), which was abolished in {ended.year}; {ended.hint}",
        "write the code that holds, or `until` if the record has ended",
        severity=severity,
    )


def _read_on(registry: Registry, use: _Use) -> dt.date | None:
    """Tell for which day a record speaks, as far as anybody says so."""
    retrieved = registry.sources[use.source].retrieved if use.source is not None else None
    return min(filter(None, (retrieved, use.until)), default=None)


def _uses(registry: Registry) -> Iterator[_Use]:
    for declared in registry.regions.records:
        yield _Use("region", declared.id, (declared.parent,), declared.source)
    for one in registry.authorities.records:
        yield _Use("authority", one.id, _some(one.region), one.source)
    for table in (registry.catalogue, registry.matters):
        for matter in table.records:
            region = _some(matter.region)
            yield _Use(table.noun, matter.id, region, matter.source, matter.until)
    for bundle in registry.bundles.records:
        yield _Use("bundle", bundle.id, (bundle.region,), bundle.source)
    for agreement in registry.agreements.records:
        source, until = agreement.source, agreement.until
        yield _Use("agreement", agreement.id, agreement.members, source, until)
    yield from _of_papers(registry)


def _of_papers(registry: Registry) -> Iterator[_Use]:
    for exemption in registry.exemptions.records:
        source, until = exemption.source, exemption.until
        yield _Use("exemption", exemption.id, exemption.regions or (), source, until)
    for kind in registry.material_types.records:
        if kind.elicence is not None:
            where, until = kind.elicence.recognised_in or (), kind.elicence.until
            yield _Use("material type", kind.id, where, kind.source, until)


def _some(code: str | None) -> tuple[str, ...]:
    return () if code is None else (code,)


def regions_reach_their_level(view: View) -> Iterator[Finding]:
    """
    HR-2: who handles a matter at the level of a city or a province is no county's.

    Args:
        view: The registry.

    Yields:
        ``region-below-level`` (warning), where the levels are stated and the region is of the
        national table. Counties that lie directly in their province may be cities, and what the
        nation's authorities handle they handle everywhere.
    """
    for matter in view.matters.values():
        depth = _depth(matter.region)
        lowest = _lowest(matter.levels or ())
        if depth is None or lowest is None or depth <= _DEPTHS[lowest]:
            continue
        region = f"{matter.region} ({view.registry.geography.name(matter.region or '')})"
        yield view.finding(
            "region-below-level",
            view.owner(matter, "levels"),
            f"is handled at the level {lowest}, but belongs to {region}, which lies below it",
            "write the region of the whole level, or mend `levels`",
        )


def _lowest(levels: Iterable[Level]) -> Level | None:
    """Tell the lowest of levels, if it is the province's or the city's."""
    lowest = max(levels, key=list(Level).index, default=None)
    return lowest if lowest in _DEPTHS else None


def _depth(code: str | None) -> int | None:
    """Tell how deep a region of the national table lies."""
    if code is None or code not in national_names() or code[2:4] == _OF_PROVINCE:
        return None
    return 3 if not code.endswith("00") else 2 - code.endswith("0000")
