"""What is written: single files, and folders that are read as a registry again."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from govmatters.errors import SHOWN, InvalidEntryError
from govmatters.io.files import registry_files
from govmatters.io.nodes import WrongError

__all__ = ["write_file", "write_folder", "write_whole"]


def write_file(path: str | os.PathLike[str], content: bytes) -> None:
    """
    Write a file.

    Args:
        path: The file, replaced if it is there.
        content: What it is to hold.

    Raises:
        InvalidEntryError: If it cannot be written.
    """
    try:
        Path(path).write_bytes(content)
    except (OSError, ValueError) as exc:
        raise _unwritten(path, exc, "file") from None


def write_whole(path: str | os.PathLike[str], parts: Iterable[bytes]) -> None:
    """
    Write a file piece by piece, so that it is there whole or not at all.

    Args:
        path: The file, replaced if it is there.
        parts: What it is to hold.

    Raises:
        InvalidEntryError: If it cannot be written; then nothing is left of it.
    """
    file = Path(path)
    new = file.with_name(f".{file.name}.new")
    try:
        try:
            with new.open("wb") as stream:
                stream.writelines(parts)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
    except (OSError, ValueError) as exc:
        raise _unwritten(path, exc, "file") from None


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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        refusal = _refusal(folder, names, marker)
        if refusal is None:
            _replace(folder, files, names)
    except (OSError, ValueError) as exc:
        raise _unwritten(folder, exc, "folder") from None
    if refusal is not None:
        raise InvalidEntryError(str(folder)[:SHOWN], f"{refusal}; name a new folder")
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
        new = folder / f".{name}.new"
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(folder / name)
    for file in sorted(folder.iterdir()):
        if _is_own(file, folder, names) and file.name not in files:
            file.unlink()


def _unwritten(path: str | os.PathLike[str], exc: Exception, what: str) -> InvalidEntryError:
    """Say why a file or folder cannot be written."""
    problem = f"cannot be written: {getattr(exc, 'strerror', None) or exc}; name another {what}"
    return InvalidEntryError(str(path)[:SHOWN], problem)
