"""
Registries of national size: millions of implementations in a folder of Parquet files.

`write_national` writes one, `open_national` opens it. An implementation is stored as what differs
from its catalogue item; checks and indicators look once at those that are alike. It needs the
packages of ``govmatters[population]``; docs/national.md says what was measured.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from govmatters.errors import MissingExtraError
from govmatters.national.results import CheckCount, NationalCheck, NationalIndicator, NationalTally

if TYPE_CHECKING:
    from govmatters.model import Matter
    from govmatters.national.layout import Manifest
    from govmatters.national.opening import NationalRegistry
    from govmatters.registry import Registry

__all__ = [
    "CheckCount",
    "NationalCheck",
    "NationalIndicator",
    "NationalTally",
    "open_national",
    "write_national",
]


def open_national(path: str | os.PathLike[str]) -> NationalRegistry:
    """
    Open the folder of a national registry; nothing but its manifest is read.

    Args:
        path: The folder, as `write_national` wrote it.

    Returns:
        The registry.

    Raises:
        InvalidEntryError: If it is no such folder, or not whole.
        MissingExtraError: If NumPy or PyArrow is not installed.
    """
    try:
        from govmatters.national import opening  # noqa: PLC0415 (an extra brings its packages)
    except ModuleNotFoundError as exc:
        raise _missing(exc) from None
    return opening.open_national(path)


def write_national(
    registry: Registry,
    path: str | os.PathLike[str],
    *,
    matters: Iterable[Matter] = (),
    progress: Callable[[int], object] | None = None,
) -> Manifest:
    """
    Write a registry of national size into a folder, whole or not at all.

    Args:
        registry: All that is common: sources, types, questions, catalogue items, authorities,
            exemptions, bundles, …; its own matters are written too. Bundles may name catalogue
            items in the place of matters; `NationalRegistry.registry` puts those of a region in.
        path: The folder: new, empty, or a national registry, which is replaced.
        matters: Further matters, one by one, in any order; sorted ones are not sorted again.
        progress: Called with how many matters were taken so far.

    Returns:
        What was written: counts, and the size and digest of each file. Equal records give equal
        bytes.

    Raises:
        LoadError: With what matters name that there is not, and ids that stand twice.
        InvalidEntryError: If the folder holds something else, or cannot be written.
        MissingExtraError: If NumPy or PyArrow is not installed.
    """
    try:
        from govmatters.national import writing  # noqa: PLC0415 (an extra brings its packages)
    except ModuleNotFoundError as exc:
        raise _missing(exc) from None
    return writing.write_national(registry, path, matters=matters, progress=progress)


def _missing(exc: ModuleNotFoundError) -> Exception:
    """Name the extra, if it is one of its packages that is not there."""
    if (exc.name or "").partition(".")[0] in {"numpy", "pyarrow"}:
        return MissingExtraError(what="a registry of national size", extra="population")
    return exc
