"""What an implementation states itself, beside its catalogue item, as text; and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

import attrs

from govmatters.io.unstructuring import unstructured
from govmatters.model import Guide, Matter
from govmatters.national.layout import DETAILS
from govmatters.national.tables import with_tables
from govmatters.registry import Registry

__all__ = ["Differences", "records_as_text"]

_OWN = frozenset({"id", "of", "region", "authority", "codes", "window", "guide", "name"})
"""What has columns of its own, at least in part, or is left out where it is the item's."""

_FIELDS = tuple(field.name for field in attrs.fields(Matter) if field.name not in _OWN)
_STATED = attrgetter(*_FIELDS)
_GUIDE = attrgetter(*(field.name for field in attrs.fields(Guide) if field.name not in DETAILS))
_BARE = {"id": "-", "name": "-"}
_NO_DETAILS: dict[str, Any] = dict.fromkeys(DETAILS)


@attrs.define
class Differences:
    """
    Writes what implementations state, each text once.

    Attributes:
        names: The names of the catalogue items by id.
    """

    names: Mapping[str, str]
    _texts: dict[object, str] = attrs.field(factory=dict, init=False)

    def of(self, matter: Matter) -> str:
        """
        Write what a matter states itself.

        Args:
            matter: As it was written, without what it inherits.

        Returns:
            A JSON map of keys of the format, sorted, without those that have columns; the name is
            left out if it is the item's, and an empty map of codes is kept.
        """
        name = matter.name if self.names.get(matter.of or "") != matter.name else None
        has_codes = matter.codes is not None and not any(attrs.astuple(matter.codes))
        guide = None if matter.guide is None else _GUIDE(matter.guide)
        key = (name, has_codes, guide, _STATED(matter))
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = _text(matter, name, has_codes=has_codes)
        return text


def _text(matter: Matter, name: str | None, *, has_codes: bool) -> str:
    fields = {field: getattr(matter, field) for field in _FIELDS}
    fields["guide"] = matter.guide and attrs.evolve(matter.guide, **_NO_DETAILS)
    bare = Matter(**(_BARE | fields))
    record = unstructured(with_tables(Registry(), matters=(bare,)))["matters"]["-"]
    del record["name"]
    named = {} if name is None else {"name": name}
    return _json(record | named | ({"codes": {}} if has_codes else {}))


def records_as_text(collection: str, records: Iterable[Any]) -> list[tuple[str, str]]:
    """
    Write whole records.

    Args:
        collection: The key under which they stand in a file.
        records: Of one kind, but no exemptions.

    Returns:
        Id and JSON of each, by id.
    """
    registry = with_tables(Registry(), **{collection: tuple(records)})
    found: dict[str, Any] = unstructured(registry).get(collection, {})
    return [(key, _json(record)) for key, record in found.items()]


def _json(record: object) -> str:
    return json.dumps(
        record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_day
    )


def _day(value: object) -> str:
    if not isinstance(value, dt.date):
        msg = f"a {type(value).__name__} is no JSON"
        raise TypeError(msg)
    return value.isoformat()
