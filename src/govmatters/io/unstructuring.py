"""A registry to plain data in the shape of the format: what `dump` then writes."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from govmatters.conditions import Condition
from govmatters.io.bundles import BUNDLE, FORM, ONE_OF, PLACE, PUBLISHED, PUBLISHED_PAPER
from govmatters.io.records import EXEMPTION
from govmatters.io.rows import MATERIAL
from govmatters.io.sections import SHAPES
from govmatters.model import (
    Alternative,
    Bundle,
    BundleMatter,
    Material,
    MaterialType,
    OneOf,
    Output,
    Paper,
    Target,
)
from govmatters.registry import Registry

__all__ = ["unstructured", "unstructured_record"]

_KEYS: dict[Any, dict[str, str]] = {
    shape.type: {attribute: key for key, attribute in shape.attributes.items()}
    for shape in (EXEMPTION, BUNDLE, PLACE, ONE_OF, FORM, PUBLISHED, PUBLISHED_PAPER, MATERIAL)
}
"""Of each class: the keys of the attributes that have another name in files."""

_PAIRS = {
    (MaterialType, "codes"),
    (BundleMatter, "roles"),
    (Bundle, "given"),
    (Target, "indicators"),
}
"""The attributes that are pairs in memory and maps in files."""


def unstructured(registry: Registry) -> dict[str, Any]:
    """
    Take a registry apart.

    Args:
        registry: Any.

    Returns:
        Collections that are not empty, in the order of the format, records by their ids:
        dictionaries, lists and scalars, days as ``date``, shares as ``Decimal``.
    """
    converter = _converter()
    collections: dict[str, Any] = {}
    for name in (field.name for field in attrs.fields(Registry) if field.name in SHAPES):
        records: Any = [converter.unstructure(record) for record in getattr(registry, name).records]
        if name != "exemptions":
            records = {record.pop("id"): record for record in records}
        collections[name] = records
    return {name: records for name, records in collections.items() if records}


def unstructured_record(record: Any) -> dict[str, Any]:  # noqa: ANN401 (of any class of the model)
    """
    Take one record apart.

    Args:
        record: Any.

    Returns:
        Its keys as in a file, the id among them; what has its default value is left out.
    """
    taken: dict[str, Any] = _converter().unstructure(record)
    return taken


@cache
def _converter() -> Converter:
    """Make the converter: attributes under their keys, defaults left out."""
    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(Paper, str)
    converter.register_unstructure_hook(Condition, str)
    converter.register_unstructure_hook(StrEnum, str)

    def of_class(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 (any class of the model)
        plain = _by_keys(kind, converter)
        short = _SHORT.get(kind)
        return plain if short is None else lambda value: short(plain(value))

    converter.register_unstructure_hook_factory(_is_record, of_class)
    return converter


def _is_record(kind: Any) -> bool:  # noqa: ANN401
    return attrs.has(kind) and kind not in {Paper, Condition}


def _by_keys(kind: Any, converter: Converter) -> Callable[[Any], dict[str, Any]]:  # noqa: ANN401
    """Make the function that takes a record apart."""
    keys = _KEYS.get(kind, {})
    overrides: dict[str, Any] = {
        field.name: override(
            rename=keys.get(field.name),
            unstruct_hook=_map if (kind, field.name) in _PAIRS else None,
        )
        for field in attrs.fields(kind)
    }
    return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, **overrides)


def _map(pairs: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """Write pairs as a map, and several options in their order."""
    return {key: sorted(part) if isinstance(part, frozenset) else part for key, part in pairs}


def _alternative(data: dict[str, Any]) -> object:
    """Write a single paper without brackets, and alone if nothing else is said of it."""
    papers = data.pop("papers")
    if len(papers) > 1:
        return {"all_of": papers, **data}
    return {"paper": papers[0], **data} if data else papers[0]


def _material(data: dict[str, Any]) -> object:
    """Write a row that a single paper meets as that paper."""
    alternatives = data["needs"]
    alone = len(alternatives) == 1 and isinstance(alternatives[0], str)
    return {**data, "needs": alternatives[0] if alone else {"any_of": alternatives}}


def _one_of(data: dict[str, Any]) -> object:
    """Write ``none: allowed``."""
    return {**data, "none": "allowed"} if data.get("none") else data


def _alone(key: str) -> Callable[[dict[str, Any]], object]:
    """Write a record of which only one key is stated as that key's value."""
    return lambda data: data[key] if len(data) == 1 else data


_SHORT: dict[Any, Callable[[dict[str, Any]], object]] = {
    Alternative: _alternative,
    BundleMatter: _alone("matter"),
    Material: _material,
    OneOf: _one_of,
    Output: _alone("paper"),
}
"""How records are written shorter than key by key."""
