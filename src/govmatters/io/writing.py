"""What is written: single files, and folders that are read as a registry again."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from govmatters.errors import SHOWN, InvalidEntryError
from govmatters.io.files import registry_files
from govmatters.io.nodes import WrongError
from govmatters.io.whole import beside, told_unwritten, whole_file

__all__ = ["write_file", "write_folder"]


def write_file(path: str | os.PathLike[str], content: bytes) -> None:
    """
    Write a file, whole or not at all.

    Args:
        path: The file, replaced if it is there.
        content: What it is to hold.

    Raises:
        InvalidEntryError: If it cannot be written.
    """
    with whole_file(Path(path)) as new:
        new.write_bytes(content)


def write_folder(
    folder: Path, files: Mapping[str, str], *, names: Collection[str], marker: str | None = None
) -> tuple[Path, ...]:
    """
    Write the files of an import into a folder, in place of those of an earlier one.

    Args:
        folder: New, empty, or holding an earlier import; files that are read as no registry may
            lie beside it.
        files: Texts by file name.
        names: Patterns of the names that files of such an import may have: those of an earlier
            one that have no new text are removed.
        marker: A file that every such import has; a folder that holds anything at all without it
            is not touched. None: the names alone tell.

    Returns:
        The files, in the order of their names.

    Raises:
        InvalidEntryError: If the folder holds another registry, or cannot be written.
    """
    with told_unwritten(folder, "folder"):
        folder.mkdir(parents=True, exist_ok=True)
        refusal = _refusal(folder, names, marker)
        if refusal is not None:
            raise InvalidEntryError(str(folder)[:SHOWN], f"{refusal}; name a new folder")
        _replace(folder, files, names)
    return tuple(sorted(folder / name for name in files))


def _refusal(folder: Path, names: Collection[str], marker: str | None) -> str | None:
    """Say what of a folder is not an earlier import's; None if it may be written into."""
    if marker is not None and any(folder.iterdir()) and not (folder / marker).is_file():
        return f"holds other files, and no {marker} of an earlier import"
    try:
        found = registry_files(folder)
    except WrongError:
        return None
    others = [file for file in found if not _is_own(file, folder, names)]
    return f"holds {others[0].name[:SHOWN]!r} of another registry" if others else None


def _is_own(file: Path, folder: Path, names: Collection[str]) -> bool:
    return file.parent == folder and any(fnmatchcase(file.name, name) for name in names)


def _replace(folder: Path, files: Mapping[str, str], names: Collection[str]) -> None:
    """Write each file whole or not at all, then remove those of an earlier import."""
    for name, text in files.items():
        with beside(folder / name) as new:
            new.write_text(text, encoding="utf-8", newline="\n")
    for file in sorted(folder.iterdir()):
        if _is_own(file, folder, names) and file.name not in files:
            file.unlink()
