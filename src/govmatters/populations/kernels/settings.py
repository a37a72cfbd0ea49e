"""
Days and regions in which a bundle is the same, so that it is compiled once for all of them.

Between two days on which a record begins or ends nothing changes, and of regions only those
matter that an exemption or an e-licence names. A population of any days and regions has few
such settings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from govmatters.conditions import Atom, Condition
from govmatters.model import Bundle, Exemption, Material, MaterialType, Matter, holds_on
from govmatters.registry import Registry

__all__ = ["Setting", "Settings", "settings_of"]

_DAY = dt.timedelta(days=1)

Setting = tuple[int, frozenset[str]]
"""(the stretch of days, the named regions around): all that compilation depends on."""


@attrs.frozen(kw_only=True)
class Settings:
    """
    What a bundle can look at, on any day and in any region.

    Attributes:
        registry: Holds the bundle.
        bundle: The bundle.
        turns: Days on which a record that it uses begins, or has just ended; sorted.
        areas: Codes of the regions that its exemptions and e-licences name, sorted.
        atoms: All that its conditions look at, by question and text.
        matters: Its matters, as they are on no particular day.
    """

    registry: Registry
    bundle: Bundle
    turns: tuple[dt.date, ...]
    areas: tuple[str, ...]
    atoms: tuple[Atom, ...]
    matters: tuple[Matter, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that its conditions look at, sorted."""
        return tuple(dict.fromkeys(atom.question for atom in self.atoms))

    def around(self, region: str) -> frozenset[str]:
        """
        Say which of the named regions a region lies in.

        Raises:
            UnknownIdError: If there is no such region.
        """
        geography = self.registry.geography
        geography.name(region)
        return frozenset(area for area in self.areas if geography.within(region, area))

    def has_matters(self, day: dt.date) -> bool:
        """Say whether any of its matters exists on a day (AP-3)."""
        return any(holds_on(day, since=matter.since, until=matter.until) for matter in self.matters)


def settings_of(registry: Registry, bundle: str) -> Settings:
    """
    Collect what a bundle can look at.

    Args:
        registry: Holds the bundle.
        bundle: Its id.

    Returns:
        The settings.

    Raises:
        UnknownIdError: If there is no such bundle.
    """
    found = registry.bundle(bundle)
    matters = tuple(registry.matter(place.matter) for place in found.matters)
    rows = [*found.materials, *(row for matter in matters for row in matter.materials or ())]
    types = tuple(_types(registry, found, matters, rows))
    exemptions = [one for kind in types for one in registry.exemptions_by_type.get(kind.id, ())]
    conditions = _conditions(found, matters, rows, exemptions)
    atoms = {atom for one in conditions for atom in one.atoms}
    return Settings(
        registry=registry,
        bundle=found,
        turns=tuple(sorted(set(_turns(matters, rows, types, exemptions)))),
        areas=tuple(sorted(set(_areas(types, exemptions)))),
        atoms=tuple(sorted(atoms, key=lambda atom: (atom.question, str(atom)))),
        matters=matters,
    )


def _types(
    registry: Registry, bundle: Bundle, matters: Iterable[Matter], rows: Iterable[Material]
) -> Iterator[MaterialType]:
    """The types of all papers, each once, sorted."""
    named = {paper.type for row in rows for way in row.alternatives for paper in way.papers}
    named.update(output.paper.type for matter in matters for output in matter.outputs or ())
    named.update([bundle.form.type] if bundle.form else [])
    return (registry.material_types[name] for name in sorted(named))


def _conditions(
    bundle: Bundle,
    matters: Iterable[Matter],
    rows: Iterable[Material],
    exemptions: Iterable[Exemption],
) -> Iterator[Condition]:
    """Every condition that may count on some day (SI-2)."""
    found: list[Condition | None] = [bundle.accepts_when]
    found += [place.when for place in bundle.matters]
    found += [matter.accepts_when for matter in matters]
    for row in rows:
        found += [row.when, *(way.when for way in row.alternatives)]
    found += [one.when for one in exemptions]
    return (one for one in found if one is not None)


def _turns(
    matters: Iterable[Matter],
    rows: Iterable[Material],
    types: Iterable[MaterialType],
    exemptions: Iterable[Exemption],
) -> Iterator[dt.date]:
    """The days on which something begins, and the days after something ends."""
    matters = tuple(matters)
    dated: list[Matter | Material | Exemption] = [*matters, *rows, *exemptions]
    spans = [(one.since, one.until) for one in dated]
    spans += [(o.since, o.until) for matter in matters for o in matter.outputs or ()]
    spans += [(t.elicence.since, t.elicence.until) for t in types if t.elicence]
    for since, until in spans:
        if since is not None:
            yield since
        if until is not None and until < dt.date.max:
            yield until + _DAY


def _areas(types: Iterable[MaterialType], exemptions: Iterable[Exemption]) -> Iterator[str]:
    """The regions that bound where something holds."""
    for one in exemptions:
        yield from one.regions or ()
    for kind in types:
        yield from (kind.elicence.recognised_in or ()) if kind.elicence else ()
