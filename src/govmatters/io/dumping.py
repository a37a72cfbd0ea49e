"""A registry to one document: what `load` reads is what `dump` writes, comments aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govmatters.io.json_writing import write_json
from govmatters.io.sections import FORMAT

if TYPE_CHECKING:
    from govmatters.registry import Registry

__all__ = ["dump", "dump_json"]


def dump(registry: Registry) -> str:
    """
    Write a registry as YAML.

    Args:
        registry: Any.

    Returns:
        One document, from which `load_text` makes an equal registry. Equal registries give
        equal text: collections stand in the order of the format, records by their ids, and
        what has its default value is left out. Texts that look like numbers are quoted.

    Examples:
        >>> from govmatters.io import load_text
        >>> print(dump(load_text("{format: govmatters/1, sources: {a: {retrieved: 2026-07-24}}}")))
        format: govmatters/1
        sources:
          a: {retrieved: 2026-07-24}
        <BLANKLINE>
    """
    from govmatters.io.yaml_writing import write_yaml  # noqa: PLC0415 (PyYAML takes 25 ms)

    return write_yaml(_document(registry))


def dump_json(registry: Registry) -> str:
    """
    Write a registry as JSON of the same shape.

    Args:
        registry: Any.

    Returns:
        One document that ends with a line break, from which `load_text` with ``is_json``
        makes an equal registry.
    """
    return write_json(_document(registry))


def _document(registry: Registry) -> dict[str, Any]:
    """Take a registry apart."""
    from govmatters.io.unstructuring import unstructured  # noqa: PLC0415 (cattrs is slow)

    return {"format": FORMAT, **unstructured(registry)}
