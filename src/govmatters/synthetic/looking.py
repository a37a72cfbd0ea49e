"""What a bundle looks at over some days and regions: questions with atoms, and what conflicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import attrs

from govmatters.conditions import Atom
from govmatters.model import ELicence, Exemption, Material
from govmatters.registry import Registry
from govmatters.rules.compiling import compile_program
from govmatters.rules.programs import Program
from govmatters.situations import FALSE

__all__ = ["Look", "look_of"]

_DAY = dt.timedelta(days=1)


@attrs.frozen(kw_only=True)
class Look:
    """
    What a bundle looks at over some days and regions.

    Attributes:
        atoms: By question, sorted by its id: the atoms that matter on some day in some region.
        conflicts: (first day, last day, program) where facts could make two matters of a
            ``one_of`` apply.
    """

    atoms: dict[str, tuple[Atom, ...]]
    conflicts: tuple[tuple[dt.date, dt.date, Program], ...]


def look_of(
    registry: Registry, bundle: str, *, first: dt.date, last: dt.date, regions: Sequence[str]
) -> Look:
    """
    Find what a bundle looks at.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.
        first: The first day.
        last: The last day.
        regions: Where it is handled, at least one.

    Returns:
        What it looks at. Days between which nothing begins or ends are alike, and so are
        regions that lie in the same regions of exemptions.

    Raises:
        UnknownIdError: If there is no such bundle or region.
    """
    atoms: dict[str, dict[Atom, None]] = {}
    conflicts: list[tuple[dt.date, dt.date, Program]] = []
    starts = _starts(registry, bundle, first, last)
    places = _distinct(registry, bundle, regions)
    for start, end in zip(starts, [*(day - _DAY for day in starts[1:]), last], strict=True):
        programs = [compile_program(registry, bundle, on=start, region=one) for one in places]
        for program in programs:
            for block in program.blocks:
                atoms.setdefault(block.question, {}).update(dict.fromkeys(block.atoms))
        if any(one.conflict != FALSE for one in programs[0].one_ofs):
            conflicts.append((start, end, programs[0]))
    return Look(
        atoms={name: tuple(sorted(atoms[name], key=str)) for name in sorted(atoms)},
        conflicts=tuple(conflicts),
    )


def _starts(registry: Registry, bundle: str, first: dt.date, last: dt.date) -> list[dt.date]:
    """Find the days from which on something may be otherwise, the first one included."""
    found = {first}
    for since, until in _days(registry, bundle):
        found.update([since] if since else [])
        found.update([until + _DAY] if until and until < dt.date.max else [])
    return sorted(day for day in found if first <= day <= last)


def _days(registry: Registry, bundle: str) -> Iterator[tuple[dt.date | None, dt.date | None]]:
    """Give since when and until when each record holds that the bundle may rest on."""
    places = registry.bundle(bundle).matters
    matters = [registry.matter(place.matter) for place in places]
    outputs = [output for matter in matters for output in matter.outputs or ()]
    yield from ((one.since, one.until) for one in matters)
    yield from ((one.since, one.until) for one in outputs)
    yield from ((one.since, one.until) for one in _rows(registry, bundle))
    yield from ((one.since, one.until) for one in _exemptions(registry, bundle))
    yield from ((one.since, one.until) for one in _elicences(registry, bundle))


def _rows(registry: Registry, bundle: str) -> list[Material]:
    """List the rows of the matters and of the bundle."""
    found = registry.bundle(bundle)
    listed = [registry.matter(place.matter).materials or () for place in found.matters]
    return [row for rows in [*listed, found.materials] for row in rows]


def _types(registry: Registry, bundle: str) -> set[str]:
    """Name the material types that are asked for."""
    form = registry.bundle(bundle).form
    alternatives = [one for row in _rows(registry, bundle) for one in row.alternatives]
    named = {paper.type for one in alternatives for paper in one.papers}
    return named | ({form.type} if form else set())


def _exemptions(registry: Registry, bundle: str) -> list[Exemption]:
    """List the exemptions that may spare something."""
    matters = {place.matter for place in registry.bundle(bundle).matters}
    return [
        one
        for kind in sorted(_types(registry, bundle))
        for one in registry.exemptions_by_type.get(kind, ())
        if one.matters is None or not matters.isdisjoint(one.matters)
    ]


def _elicences(registry: Registry, bundle: str) -> list[ELicence]:
    kinds = [registry.material_types[one] for one in sorted(_types(registry, bundle))]
    return [kind.elicence for kind in kinds if kind.elicence]


def _distinct(registry: Registry, bundle: str, regions: Iterable[str]) -> tuple[str, ...]:
    """Keep one of the regions that no exemption can tell apart."""
    named = {region for one in _exemptions(registry, bundle) for region in one.regions or ()}
    named.update(r for one in _elicences(registry, bundle) for r in one.recognised_in or ())
    found: dict[frozenset[str], str] = {}
    for region in regions:
        around = registry.geography.ancestors(region)
        found.setdefault(frozenset(named.intersection(around)), region)
    return tuple(found.values())
