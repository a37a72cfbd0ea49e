"""Which files a path stands for, and their bytes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from govmatters.io.nodes import Kind, ScalarNode, WrongError
from govmatters.io.reading import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CASE_SUFFIXES",
    "LINES",
    "SUFFIXES",
    "bytes_of",
    "case_files",
    "is_json",
    "is_lines",
    "registry_files",
]

SUFFIXES = (".yaml", ".yml", ".json")
LINES = ".jsonl"
_NATIONAL = ("national.json", "catalogue.parquet")
"""What a folder holds that is a national registry; a file of an ordinary one may have a name."""
CASE_SUFFIXES = (".case.yaml", ".case.yml", ".case.json")
_BESIDE = ("case", "report", "mapping", "baseline")
_ASIDE = tuple(f".{word}{suffix}" for word in _BESIDE for suffix in (*SUFFIXES, LINES))
"""How files end that lie beside a registry and are no part of it: cases, import reports, …"""


def registry_files(path: Path) -> list[Path]:
    """
    Find the files of a registry.

    Args:
        path: A file, whatever its name, or a folder.

    Returns:
        The file; or of the folder every ``*.yaml``, ``*.yml``, ``*.json`` and ``*.jsonl`` at
        any depth, sorted, without what lies beside the registry (``*.case.*``, ``*.report.*``,
        ``*.mapping.*``, ``*.baseline.*``) and without what is hidden.

    Raises:
        WrongError: If there is no such path, nothing in the folder, or a national registry.
    """
    if all(_has(path, name) for name in _NATIONAL):
        raise _nothing(path, "is a national registry; open it with gm.open_national")
    files = [file for file in _files(path) if file == path or _is_registry(file.name)]
    if not files:
        raise _nothing(
            path, "no *.yaml, *.yml, *.json or *.jsonl in this folder; is it the right one?"
        )
    return files


def case_files(path: Path) -> list[Path]:
    """
    Find the files of cases.

    Args:
        path: A file, whatever its name, or a folder.

    Returns:
        The file; or of the folder every ``*.case.yaml``, ``*.case.yml`` and
        ``*.case.json`` at any depth, sorted, without what is hidden; may be empty.

    Raises:
        WrongError: If there is no such path.
    """
    return [file for file in _files(path) if file == path or _ends(file.name, CASE_SUFFIXES)]


def bytes_of(path: Path) -> bytes:
    """
    Read a file, up to one byte more than is allowed.

    Args:
        path: The file.

    Returns:
        Its bytes.

    Raises:
        WrongError: If it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as exc:
        raise _nothing(path, f"cannot be read: {exc.strerror or exc}") from exc


def is_json(path: Path) -> bool:
    """Tell JSON from YAML by the name."""
    return _ends(path.name, ".json")


def is_lines(path: Path) -> bool:
    """Tell files of one record a line by the name."""
    return _ends(path.name, LINES)


def _is_registry(name: str) -> bool:
    return _ends(name, (*SUFFIXES, LINES)) and not _ends(name, _ASIDE)


def _ends(name: str, suffixes: str | tuple[str, ...]) -> bool:
    """Say whether a name ends so, in small letters or capitals."""
    return name.lower().endswith(suffixes)


def _has(folder: Path, name: str) -> bool:
    try:
        return (folder / name).is_file()
    except (OSError, ValueError):
        return False


def _files(path: Path) -> list[Path]:
    """List the regular files that a path stands for."""
    try:
        if path.is_dir():
            return sorted(_walk(path))
        if path.is_file():
            return [path]
        problem = "is neither a file nor a folder" if path.exists() else "there is no such path"
    except (OSError, ValueError) as exc:
        problem = f"cannot be read: {getattr(exc, 'strerror', None) or exc}"
    raise _nothing(path, f"{problem}; name a file or a folder")


def _walk(folder: Path) -> Iterator[Path]:
    """Walk a folder; links to folders are followed, each folder is entered once."""
    entered: set[str] = set()
    for here, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(here)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            file = Path(here, name)
            if not name.startswith(".") and _ends(name, (*SUFFIXES, LINES)) and file.is_file():
                yield file


def _nothing(path: Path, message: str) -> WrongError:
    return WrongError(ScalarNode("", Kind.NULL, str(path)), message)
