"""
How a national registry lies in its folder: which files, which columns, and what says so.

``national.json`` says what the folder is, and of each file how large it is and its SHA-256;
``common.json`` is an ordinary file of the registry, with all that there is little of;
``catalogue.parquet`` and ``authorities.parquet`` hold records by id; ``matters-00000.parquet`` and
those after it hold one row an implementation (实施清单项), by id throughout.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import attrs

from govmatters.errors import SHOWN, InvalidEntryError

__all__ = [
    "AUTHORITIES",
    "CATALOGUE",
    "CODES",
    "COLUMNS",
    "COMMON",
    "DETAILS",
    "FORMAT",
    "MANIFEST",
    "RECORD",
    "TEXTS",
    "Manifest",
    "is_national",
    "matters_file",
    "read_manifest",
    "refused",
]

FORMAT = "govmatters-national/1"
MANIFEST = "national.json"
COMMON = "common.json"
CATALOGUE = "catalogue.parquet"
AUTHORITIES = "authorities.parquet"

CODES = ("basic", "implementation", "item", "local")
"""The codes of a matter, each in a column ``code_…``: most differ from row to row."""

DETAILS = ("place", "hours", "consult_phone", "complaint_phone")
"""What each authority's guide has of its own, each in a column ``guide_…``."""

TEXTS = (
    *(f"code_{name}" for name in CODES),
    "window",
    *(f"guide_{name}" for name in DETAILS),
)
"""Columns of what is nearly everybody's own, so that nobody else's differences are like it."""

COLUMNS = ("id", "of", "region", "authority", "differs", *TEXTS)
"""
Columns of the implementations, all text: ``of`` names the catalogue item, ``differs`` holds the
other fields that the implementation states itself, as JSON in the ordinary format. A name that is
the item's is left out.
"""


RECORD = ("id", "record")
"""Columns of catalogue items and authorities, all text: ``record`` is JSON in the format."""


@attrs.frozen(kw_only=True)
class Manifest:
    """
    What ``national.json`` says.

    Attributes:
        counts: Numbers of ``matters``, ``catalogue`` items and ``authorities``.
        named: Ids of matters that common records name, sorted.
        files: For each file its bytes and its SHA-256, sorted.
    """

    counts: dict[str, int]
    named: tuple[str, ...]
    files: tuple[tuple[str, int, str], ...]

    @property
    def digest(self) -> str:
        """SHA-256 over the files: equal records, written by one version, have equal digests."""
        text = json.dumps([[name, sha] for name, _, sha in self.files])
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def matters(self) -> tuple[str, ...]:
        """Names of the files of implementations, in the order of their ids."""
        return tuple(name for name, _, _ in self.files if name.startswith("matters-"))

    def text(self) -> str:
        """Write it as JSON, one file a line."""
        files = {name: {"bytes": size, "sha256": sha} for name, size, sha in self.files}
        whole = {"format": FORMAT, "counts": self.counts, "named": self.named, "files": files}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def is_national(path: Path) -> bool:
    """
    Say whether a path is the folder of a national registry.

    Args:
        path: Any.

    Returns:
        Whether it holds what such a folder says of itself.
    """
    try:
        return (path / MANIFEST).is_file()
    except (OSError, ValueError):
        return False


def matters_file(number: int) -> str:
    """
    Name a file of implementations.

    Args:
        number: From 0.

    Returns:
        Its name; names sort as the numbers do.
    """
    return f"matters-{number:05d}.parquet"


def read_manifest(folder: Path) -> Manifest:
    """
    Read what a folder says of itself, and see that its files are there whole.

    Args:
        folder: Of a national registry.

    Returns:
        What it says.

    Raises:
        InvalidEntryError: If it is no such folder, or a file is missing or of another size.
    """
    try:
        manifest = _manifest(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        found = {name: (folder / name).stat().st_size for name, _, _ in manifest.files}
    except FileNotFoundError as exc:
        name = Path(str(exc.filename)).name
        raise refused(folder, f"no {name} in it; name a folder that was written whole") from None
    except OSError as exc:
        raise refused(folder, f"cannot be read: {exc.strerror or exc}; name a folder") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise refused(folder, f"its {MANIFEST} is not of {FORMAT}; write the folder anew") from None
    for name, size, _ in manifest.files:
        if found[name] != size:
            problem = f"{name} has {found[name]} bytes, not {size}; copy or write the folder anew"
            raise refused(folder, problem)
    return manifest


def refused(folder: Path, problem: str) -> InvalidEntryError:
    """
    Say what is wrong with a folder.

    Args:
        folder: Of a national registry.
        problem: What is wrong, and what to do.

    Returns:
        The error.
    """
    return InvalidEntryError(f"national registry {folder}"[: 3 * SHOWN], problem)


def _manifest(said: dict[str, Any]) -> Manifest:
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    files = tuple(
        (_plain(name), int(one["bytes"]), str(one["sha256"])) for name, one in said["files"].items()
    )
    counts = {str(name): int(count) for name, count in said["counts"].items()}
    return Manifest(counts=counts, named=tuple(map(str, said["named"])), files=files)


def _plain(name: str) -> str:
    """Refuse names that lead out of the folder."""
    if Path(name).name != name or name.startswith("."):
        raise ValueError(name)
    return name
