"""Files and folders that take their place only when they are finished."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from govmatters.errors import SHOWN, InvalidEntryError

__all__ = ["whole_file", "whole_folder"]


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """
    Give a file beside a target, which takes its place at the end, and only then.

    Args:
        target: The file, replaced if it is there.

    Yields:
        A new, empty file in the same folder; removed if anything goes wrong.

    Raises:
        InvalidEntryError: If it cannot be written.
    """
    with _told(target, "file"):
        new = _beside(target, is_folder=False)
        try:
            yield new
            new.replace(target)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """
    Give a folder beside a target, which takes its place at the end, and only then.

    Args:
        target: The folder, new or empty.

    Yields:
        A new folder in the same folder; removed if anything goes wrong.

    Raises:
        InvalidEntryError: If it cannot be written, or the target holds anything.
    """
    with _told(target, "folder"):
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise InvalidEntryError(str(target)[:SHOWN], "is there already; name a new folder")
        new = _beside(target, is_folder=True)
        try:
            yield new
            if target.exists():
                target.rmdir()
            new.replace(target)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise


@contextmanager
def _told(target: Path, what: str) -> Iterator[None]:
    """Say why something cannot be written."""
    try:
        yield
    except (OSError, ValueError) as exc:
        if isinstance(exc, InvalidEntryError):
            raise
        problem = f"cannot be written: {getattr(exc, 'strerror', None) or exc}; name another {what}"
        raise InvalidEntryError(str(target)[:SHOWN], problem) from None


def _beside(target: Path, *, is_folder: bool) -> Path:
    """Make what is hidden beside the target, under a name that nobody has."""
    for number in count():
        new = target.with_name(f".{target.name}.{os.getpid()}-{number}.new")
        try:
            if is_folder:
                new.mkdir()
            else:
                new.open("xb").close()
        except FileExistsError:
            continue
        return new
    raise AssertionError  # pragma: no cover (numbers do not end)
