"""A registry to one document: what `load` reads is what `dump` writes, comments aside."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from govmatters.errors import SHOWN, InvalidEntryError
from govmatters.io.files import LINES, SUFFIXES
from govmatters.io.json_writing import write_json
from govmatters.io.sections import FORMAT
from govmatters.io.whole import whole_file

if TYPE_CHECKING:
    from govmatters.registry import Registry

__all__ = ["dump", "dump_json"]


@overload
def dump(registry: Registry) -> str: ...


@overload
def dump(registry: Registry, path: str | os.PathLike[str]) -> None: ...


def dump(registry: Registry, path: str | os.PathLike[str] | None = None) -> str | None:
    """
    Write a registry as YAML, or into a file of any format.

    Args:
        registry: Any.
        path: A file that ends in ``.yaml``, ``.yml``, ``.json`` or ``.jsonl``, replaced if it
            is there. None: nothing is written.

    Returns:
        Without a path, one document, from which `load_text` makes an equal registry. Equal
        registries give equal text: collections stand in the order of the format, records by
        their ids, and what has its default value is left out. Texts that look like numbers
        are quoted.

    Raises:
        InvalidEntryError: If the name says no format, or the file cannot be written; what was
            there before then stays.

    Examples:
        >>> from govmatters.io import load_text
        >>> print(dump(load_text("{format: govmatters/1, sources: {a: {retrieved: 2026-07-24}}}")))
        format: govmatters/1
        sources:
          a: {retrieved: 2026-07-24}
        <BLANKLINE>
    """
    from govmatters.io.yaml_writing import write_yaml  # noqa: PLC0415 (PyYAML takes 25 ms)

    if path is None:
        return write_yaml(_document(registry))
    name = Path(path).name.lower()
    if name.endswith(LINES):
        from govmatters.io.lines.dumping import lines_of  # noqa: PLC0415 (msgspec takes 30 ms)

        _write(path, lines_of(registry))
    elif name.endswith(".json"):
        _write(path, [dump_json(registry).encode()])
    elif name.endswith(SUFFIXES):
        _write(path, [write_yaml(_document(registry)).encode()])
    else:
        problem = f"says no format; end the name in {', '.join((*SUFFIXES, LINES))}"
        raise InvalidEntryError(str(path)[:SHOWN], problem)
    return None


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


def _write(path: str | os.PathLike[str], parts: Iterable[bytes]) -> None:
    """Write a file piece by piece."""
    with whole_file(Path(path)) as new, new.open("wb") as stream:
        stream.writelines(parts)


def _document(registry: Registry) -> dict[str, Any]:
    """Take a registry apart."""
    from govmatters.io.unstructuring import unstructured  # noqa: PLC0415 (cattrs is slow)

    return {"format": FORMAT, **unstructured(registry)}
