"""
A bundle in one county: who handles each of its catalogue items there.

An item is handled by its implementation in the county, else by that of the lowest region that the
county lies in. The place keeps the item's id as its alias, so that the order that the bundle
states still holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs
import numpy as np

from govmatters.errors import SHOWN, InvalidEntryError
from govmatters.model import Bundle, BundleMatter, OneOf, holds_on
from govmatters.national.assembling import registry_of_rows
from govmatters.national.columns import Column, Rows
from govmatters.national.edited import refuse_edited_rows
from govmatters.national.reading import Records
from govmatters.registry import Registry

__all__ = ["local_registry"]

_SHOWN = 5


def local_registry(
    records: Records, rows: Rows, bundle: Bundle, *, region: str | None, on: dt.date | None
) -> Registry:
    """
    Make an ordinary registry of what a bundle needs.

    Args:
        records: What rows name.
        rows: The implementations.
        bundle: Its places name matters, or catalogue items.
        region: Code of the region; None: the bundle's own.
        on: Only implementations that exist on this day stand for items; None: whatever the day.

    Returns:
        As `registry_of_rows`; a bundle that names items is handled in the region.

    Raises:
        InvalidEntryError: If an item is handled by nobody there, or by several.
    """
    search = _Search(records, rows, bundle.region if region is None else region, on)
    keys = dict.fromkeys(place.matter for place in bundle.matters)
    found = {key: search.place(key) for key in keys}
    if search.problems:
        raise InvalidEntryError(f"bundle {bundle.id}"[:SHOWN], "; ".join(search.problems))
    places = sorted({place for place in found.values() if place is not None})
    read = list(rows.read(places))
    ids = {place: str(row["id"]) for place, row in zip(places, read, strict=True)}
    names = {key: ids[place] for key, place in found.items() if place is not None}
    is_template = any(key != name for key, name in names.items())
    local = attrs.evolve(
        bundle,
        entries=tuple(_entries(bundle, names)),
        region=search.region if is_template else bundle.region,
    )
    return registry_of_rows(records, read, (local,))


def _entries(bundle: Bundle, names: dict[str, str]) -> Iterator[BundleMatter | OneOf]:
    for entry in bundle.entries:
        if isinstance(entry, OneOf):
            yield attrs.evolve(entry, one_of=tuple(_put(one, names) for one in entry.one_of))
        else:
            yield _put(entry, names)


def _put(place: BundleMatter, names: dict[str, str]) -> BundleMatter:
    """Put a matter in the place of an item."""
    key = names[place.matter]
    return attrs.evolve(place, matter=key, alias=place.alias if key == place.matter else place.key)


class _Search:
    """Looks for who handles what in a region; `problems` are what it does not find."""

    def __init__(self, records: Records, rows: Rows, region: str, on: dt.date | None) -> None:
        self.records, self.rows, self.region, self.on = records, rows, region, on
        self.above = records.common.geography.ancestors(region)
        self.known = frozenset(records.item_ids)
        self.problems: list[str] = []

    def place(self, key: str) -> int | None:
        """Find the row of a matter, or of the implementation of an item."""
        own = self.rows.place(key)
        if own is not None:
            return own
        if key not in self.known:
            self.problems.append(f"there is no matter {key[:SHOWN]!r}, nor such a catalogue item")
            return None
        by_region = self._implementations(key)
        for code in self.above:
            here = [row for row in by_region.get(code, []) if self._exists(row, key)]
            if len(here) > 1:
                self._several(key, here)
            if here:
                return here[0]
        self.problems.append(
            f"the item {key[:SHOWN]!r} is handled neither in {self.region} nor in a region above; "
            "add its implementation, or plan in another region"
        )
        return None

    def _several(self, key: str, rows: list[int]) -> None:
        names = ", ".join(str(row["id"]) for row in self.rows.read(rows[:_SHOWN]))
        self.problems.append(
            f"the item {key[:SHOWN]!r} is handled by several at once: {names}; name the matter "
            "that is meant in the bundle"
        )

    def _implementations(self, item: str) -> dict[str, list[int]]:
        """Find the implementations of an item by region."""
        number = {one: n for n, one in enumerate(self.rows.of.values)}.get(item, -2)
        found: dict[str, list[int]] = {}
        above = self.records.items([item])[0]
        for row in np.flatnonzero(self.rows.of.numbers == number).tolist():
            code = _text(self.rows.region, row) or above.region
            if code is None:
                owner = _text(self.rows.authority, row) or above.authority
                if owner is not None and owner not in self.records.region_of:
                    refuse_edited_rows(self.records, self.rows.read([row]))
                code = self.records.region_of[owner] if owner is not None else None
            found.setdefault(code or "", []).append(row)
        return found

    def _exists(self, row: int, item: str) -> bool:
        """AP-3, AP-4: whether an implementation exists on the day."""
        if self.on is None:
            return True
        (text,) = (one["differs"] for one in self.rows.read([row]))
        own, above = self.records.contents([text or "{}"])[0], self.records.items([item])[0]
        since = above.since if own.since is None else own.since
        until = above.until if own.until is None else own.until
        return holds_on(self.on, since=since, until=until)


def _text(column: Column, row: int) -> str | None:
    number = int(column.numbers[row])
    return None if number < 0 else column.values[number]
