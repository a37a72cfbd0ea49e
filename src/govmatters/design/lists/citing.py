"""Every text of a registry that says on what something rests, with the record that states it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from govmatters.design.lists.asking import is_inside
from govmatters.model import Exemption, Material, Matter, holds_on
from govmatters.registry import Registry

__all__ = ["Stated", "stated_in", "works"]


@attrs.frozen
class Stated:
    """
    A text where it is stated.

    Attributes:
        noun: Of the record that states it.
        id: Of the record that states it.
        field: Which of its keys.
        row: The row's place in the list, from 1, if a row states it.
        text: The text.
        matters: Ids of the matters that it is about, sorted.
    """

    noun: str
    id: str
    field: str
    row: int | None
    text: str
    matters: tuple[str, ...]


@attrs.frozen
class _Text:
    """A text of a matter: the attribute of the matter, the key, the row, the text."""

    attribute: str
    field: str
    row: int | None
    text: str


def stated_in(registry: Registry, on: dt.date, region: str | None) -> Iterator[Stated]:
    """
    Walk all texts that say on what something rests.

    Args:
        registry: Any.
        on: The day.
        region: Code of a region; None: everywhere.

    Yields:
        Each once, at the record that states it: `laws` and every `basis` of the matters and
        catalogue items, of their rows, fees and intermediaries; of exemptions, of the bundles'
        own rows, and of bans on sharing.
    """
    yield from _of_matters(registry, on, region)
    yield from _of_exemptions(registry, on, region)
    for bundle in registry.bundles.records:
        if is_inside(registry, bundle.region, region):
            for one in _of_rows(bundle.materials, on):
                yield Stated("bundle", bundle.id, one.field, one.row, one.text, ())
    for kind in registry.material_types.records:
        ban = kind.unshareable
        if ban is not None and ban.basis and holds_on(on, since=ban.since, until=ban.until):
            yield Stated("material type", kind.id, "unshareable.basis", None, ban.basis, ())


def _of_matters(registry: Registry, on: dt.date, region: str | None) -> Iterator[Stated]:
    heirs: dict[str, list[Matter]] = {}
    for matter in registry.matters.records:
        if _is_there(registry, matter.id, on, region):
            heirs.setdefault(matter.of or "", []).append(matter)
            for one in _texts(matter, on):
                yield Stated("matter", matter.id, one.field, one.row, one.text, (matter.id,))
    for item in registry.catalogue.records:
        own = heirs.get(item.id, [])
        if (region is None or own) and holds_on(on, since=item.since, until=item.until):
            yield from _of_item(item, own, on)


def _of_exemptions(registry: Registry, on: dt.date, region: str | None) -> Iterator[Stated]:
    for exemption in registry.exemptions.records:
        if exemption.basis is None or not works(registry, exemption, on, region):
            continue
        named = sorted(exemption.matters or ())
        there = tuple(key for key in named if _is_there(registry, key, on, region))
        if there or not named or region is None:
            yield Stated("exemption", exemption.id, "basis", None, exemption.basis, there)


def _is_there(registry: Registry, key: str, on: dt.date, region: str | None) -> bool:
    """Say whether a matter exists on a day and lies in a region."""
    matter = registry.matter(key)
    is_there = holds_on(on, since=matter.since, until=matter.until)
    return is_there and is_inside(registry, matter.region, region)


def _of_item(item: Matter, heirs: list[Matter], on: dt.date) -> Iterator[Stated]:
    """Give what a catalogue item states, with the matters that inherit it."""
    for one in _texts(item, on):
        matters = sorted(heir.id for heir in heirs if getattr(heir, one.attribute) is None)
        yield Stated("catalogue item", item.id, one.field, one.row, one.text, tuple(matters))


def _texts(matter: Matter, on: dt.date) -> Iterator[_Text]:
    """Give what a matter states itself."""
    yield from (_Text("laws", "laws", None, law) for law in matter.laws or ())
    for name in ("presence", "place_by_law", "commitment"):
        yield from _basis(name, name, getattr(matter, name))
    if matter.guide is not None:
        for name in ("fee", "intermediary"):
            yield from _basis("guide", f"guide.{name}", getattr(matter.guide, name))
    yield from _of_rows(matter.materials or (), on)


def _basis(attribute: str, field: str, part: object) -> Iterator[_Text]:
    basis = getattr(part, "basis", None)
    if basis is not None:
        yield _Text(attribute, f"{field}.basis", None, basis)


def _of_rows(rows: Iterable[Material], on: dt.date) -> Iterator[_Text]:
    for place, row in enumerate(rows, start=1):
        if row.basis is not None and holds_on(on, since=row.since, until=row.until):
            yield _Text("materials", "materials", place, row.basis)


def works(registry: Registry, exemption: Exemption, on: dt.date, region: str | None) -> bool:
    """Say whether an exemption works on a day, somewhere in a region."""
    if not holds_on(on, since=exemption.since, until=exemption.until):
        return False
    if exemption.regions is None or region is None:
        return True
    within = registry.geography.within
    return any(within(one, region) or within(region, one) for one in exemption.regions)
