"""Who may have to wait for whom: the rows that make a wait, and who issues what they ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from govmatters.model import (
    Bundle,
    BundleMatter,
    Exemption,
    Material,
    Matter,
    Mechanism,
    Need,
    OneOf,
    Output,
    Paper,
)
from govmatters.registry import Registry

__all__ = ["AFTER", "Ask", "WaitingRow", "Waits", "bundle_waits", "registry_waits"]

AFTER = "after:"
"""What begins the name of a wait that no paper makes; no id holds a colon."""

_LIFTS_WAITS = frozenset({Mechanism.COMMITMENT, Mechanism.REUSE})


@attrs.frozen
class Ask:
    """
    A paper that another matter issues.

    Attributes:
        paper: Its name: a material type, or a paper in a bundle's roles.
        liftable: Whether an exemption may lift the wait (PL-5).
    """

    paper: str
    liftable: bool


@attrs.frozen
class WaitingRow:
    """
    A row that makes waits.

    Attributes:
        alternatives: For each the papers that others issue; at times none.
        is_firm: Whether the row is asked for in every situation and, where no day is
            given, on every day.
    """

    alternatives: tuple[tuple[Ask, ...], ...]
    is_firm: bool


@attrs.frozen
class Waits:
    """
    Matters, what they wait for, and who issues it.

    Attributes:
        rows: For each matter its rows that make waits; all matters are there, by id.
        issuers: For each paper the matters that issue it, distinct and sorted.
        unsure: The papers that some matter issues only in some situations or on some days.
    """

    rows: dict[str, tuple[WaitingRow, ...]]
    issuers: dict[str, tuple[str, ...]]
    unsure: frozenset[str]


@attrs.frozen
class _Place:
    """A matter, by the name that it has here."""

    key: str
    matter: Matter
    is_firm: bool
    name: Callable[[Paper], str]


def registry_waits(registry: Registry, *, dated: bool) -> Waits:
    """
    Find the waits among all matters of a registry; papers are compared by material type.

    Args:
        registry: Looked at whatever the day.
        dated: Whether it is the view on a day, so that all its records hold together.

    Returns:
        The waits, by ids of matters and of material types.
    """
    places = (
        _Place(key, matter, dated or _is_undated(matter), _type)
        for key, matter in ((key, registry.matter(key)) for key in registry.matters)
    )
    return _waits(registry, tuple(places), (), dated=dated)


def bundle_waits(registry: Registry, bundle: Bundle, *, dated: bool) -> Waits:
    """
    Find the waits within a bundle; papers are compared in the bundle's roles (PL-1).

    Args:
        registry: Holds what the bundle names.
        bundle: Of the registry.
        dated: Whether the registry is the view on a day.

    Returns:
        The waits, by names of places and of papers; `after` is a wait for
        ``after:`` and the name of the place.
    """
    places = tuple(_places(registry, bundle, dated=dated))
    return _waits(registry, places, bundle.after, dated=dated)


def _places(registry: Registry, bundle: Bundle, *, dated: bool) -> Iterator[_Place]:
    chosen = {
        place.key for entry in bundle.entries if isinstance(entry, OneOf) for place in entry.one_of
    }
    for place in sorted(bundle.matters, key=lambda one: one.key):
        matter = registry.matter(place.matter)
        always = place.when is None and place.key not in chosen
        yield _Place(place.key, matter, always and (dated or _is_undated(matter)), _mapped(place))


def _type(paper: Paper) -> str:
    return paper.type


def _mapped(place: BundleMatter) -> Callable[[Paper], str]:
    roles = dict(place.roles)
    return lambda paper: str(Paper(paper.type, roles.get(paper.subject, paper.subject)))


def _is_undated(record: Matter | Material | Output) -> bool:
    return record.since is None and record.until is None


def _waits(
    registry: Registry,
    places: tuple[_Place, ...],
    after: Iterable[tuple[str, str]],
    *,
    dated: bool,
) -> Waits:
    issuers: dict[str, dict[str, None]] = {}
    unsure: set[str] = set()
    for place in places:
        for output in place.matter.outputs or ():
            if registry.material_types[output.paper.type].shared:
                name = place.name(output.paper)
                issuers.setdefault(name, {})[place.key] = None
                if not (place.is_firm and (dated or _is_undated(output))):
                    unsure.add(name)
    rows = {place.key: tuple(_rows(registry, place, issuers, dated=dated)) for place in places}
    firm = {place.key: place.is_firm for place in places}
    for waiting, awaited in sorted({pair for pair in after if firm.keys() >= set(pair)}):
        name = AFTER + awaited
        issuers[name] = {awaited: None}
        row = WaitingRow(((Ask(name, liftable=False),),), firm[waiting] and firm[awaited])
        rows[waiting] = (*rows[waiting], row)
    named = {name: tuple(sorted(keys)) for name, keys in issuers.items()}
    return Waits(rows, named, frozenset(unsure))


def _rows(
    registry: Registry, place: _Place, issuers: dict[str, dict[str, None]], *, dated: bool
) -> Iterator[WaitingRow]:
    """PL-5: optional, deferrable and existing papers make no wait."""
    for row in place.matter.materials or ():
        if row.need is Need.REQUIRED and not row.existing:
            alternatives = tuple(
                tuple(_asks(registry, place, alternative.papers, issuers))
                for alternative in row.alternatives
            )
            if any(alternatives):
                is_firm = row.when is None and (dated or _is_undated(row))
                yield WaitingRow(alternatives, is_firm and place.is_firm)


def _asks(
    registry: Registry,
    place: _Place,
    papers: Iterable[Paper],
    issuers: dict[str, dict[str, None]],
) -> Iterator[Ask]:
    """Keep the papers that another one issues, unless the wait is lifted in any case."""
    for paper in papers:
        name = place.name(paper)
        others = issuers.get(name, {})
        shared = registry.material_types[paper.type].shared
        if shared and (len(others) > 1 or (others and place.key not in others)):
            lifts = [
                one
                for one in registry.exemptions_by_type.get(paper.type, ())
                if _may_lift(one, place.matter, paper)
            ]
            if not any(_lifts_always(one) for one in lifts):
                yield Ask(name, liftable=bool(lifts))


def _may_lift(exemption: Exemption, matter: Matter, paper: Paper) -> bool:
    """Whether an exemption may lift the wait for a paper (EX-1, EX-3, PL-5)."""
    excluded = (
        exemption.by is Mechanism.COMMITMENT
        and matter.commitment is not None
        and not matter.commitment.allowed
    )
    return (
        exemption.by in _LIFTS_WAITS
        and not excluded
        and (exemption.matters is None or matter.id in exemption.matters)
        and (exemption.subjects is None or paper.subject in exemption.subjects)
    )


def _lifts_always(exemption: Exemption) -> bool:
    """Whether an exemption holds everywhere, on all days and for all facts."""
    limits = (exemption.regions, exemption.when, exemption.since, exemption.until)
    return all(limit is None for limit in limits)
