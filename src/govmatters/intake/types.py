"""Material types of an import: what its rows, results and marks say of each paper together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import attrs

from govmatters.intake.dictionary import Dictionary, Entry
from govmatters.intake.names import is_own
from govmatters.model import IssuedBy, MaterialKind, Paper

__all__ = ["Sighting", "types_of"]


@attrs.frozen(kw_only=True)
class Sighting:
    """
    One place where a paper is named.

    Attributes:
        paper: The paper.
        name: Its normalised name as printed; None where the name is the known paper's.
        kind: What kind the place says.
        issued_by: Who makes it, as the place says.
        licence_in: The region in which its e-licence serves, ``""`` where that is not known;
            None: the place says nothing of an e-licence.
    """

    paper: Paper
    name: str | None = None
    kind: MaterialKind | None = None
    issued_by: IssuedBy | None = None
    licence_in: str | None = None


def types_of(
    sightings: Iterable[Sighting], known: Dictionary, *, place: str, source: str
) -> dict[str, dict[str, Any]]:
    """
    Put together what is said of each paper.

    Args:
        sightings: Every place, in any order.
        known: The papers that are known; those of a known registry are not declared again.
        place: Under which word standard codes are kept.
        source: Id of the source.

    Returns:
        Material types in the format, by id, sorted.
    """
    by_type: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_type.setdefault(sighting.paper.type, []).append(sighting)
    made = {}
    for key in sorted(by_type):
        entry = known.entries.get(key)
        if entry is None or not entry.is_given:
            made[key] = _type(key, entry, by_type[key], place) | {"source": source}
    return made


def _type(key: str, entry: Entry | None, seen: list[Sighting], place: str) -> dict[str, Any]:
    name = entry.name if entry else _most(one.name for one in seen) or key
    kind = (entry.kind if entry else None) or _most(one.kind for one in seen)
    issued_by = _most(one.issued_by for one in seen)
    aliases = sorted({one.name for one in seen if one.name and one.name != name})
    fields: dict[str, Any] = {"name": name.strip()}
    fields |= {} if kind is None else {"kind": str(kind)}
    fields |= {} if issued_by is None else {"issued_by": str(issued_by)}
    fields |= {"aliases": aliases} if aliases and entry else {}
    fields |= {"codes": _codes(entry.codes, place)} if entry and entry.codes else {}
    fields |= _elicence(seen)
    is_each_own = kind is MaterialKind.FORM and not (entry and entry.codes)
    fields |= {"shared": False} if is_each_own or (entry is None and is_own(name)) else {}
    return fields


def _codes(codes: tuple[str, ...], place: str) -> dict[str, str]:
    """Keep standard codes under a word each."""
    return {place if n == 1 else f"{place}_{n}": code for n, code in enumerate(codes, start=1)}


def _elicence(seen: list[Sighting]) -> Mapping[str, Any]:
    """Say where an e-licence is recognised: where rows are marked that it serves."""
    regions = {one.licence_in for one in seen if one.licence_in is not None}
    if not regions:
        return {}
    return {"elicence": {"recognised_in": sorted(regions)} if "" not in regions else {}}


def _most(values: Iterable[Any]) -> Any:  # noqa: ANN401 (of whatever type the values are)
    """Take the most frequent, the first of those in the order of the enumeration or alphabet."""
    counted = Counter(value for value in values if value is not None)
    if not counted:
        return None
    rank = {value: n for n, value in enumerate(_ordered(counted))}
    return max(counted, key=lambda value: (counted[value], -rank[value]))


def _ordered(values: Iterable[Any]) -> list[Any]:
    some = list(values)
    if isinstance(some[0], StrEnum):
        return [one for one in type(some[0]) if one in some]
    return sorted(some)
