"""
Files and folders that take their place only when they are finished.

What is written lies beside the target under a hidden name that nobody else has, and is renamed at
the end; whatever goes wrong before, it is removed, and the target is what it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from govmatters.errors import SHOWN, GovMattersError, InvalidEntryError

__all__ = ["beside", "told_unwritten", "whole_file", "whole_folder"]


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
    with told_unwritten(target, "file"), beside(target) as new:
        yield new


@contextmanager
def whole_folder(target: Path, *, marker: str | None = None) -> Iterator[Path]:
    """
    Give a folder beside a target, which takes its place at the end, and only then.

    Args:
        target: The folder: new, empty, or holding the marker; then it is replaced.
        marker: A file that only folders of this kind have; None: nothing is replaced.

    Yields:
        A new folder; removed if anything goes wrong, and then the earlier one is as it was.

    Raises:
        InvalidEntryError: If it cannot be written, or the target holds anything else.
    """
    with told_unwritten(target, "folder"):
        _refuse_other(target, marker)
        place = _followed(target)
        room = _unique(place, Path.mkdir)
        new, old = room / "new", room / "old"
        try:
            new.mkdir()
            yield new
            _exchange(new, place, old)
        finally:
            # An earlier folder that could not be put back is the only one: it is kept.
            if place.exists() or not old.exists():
                shutil.rmtree(room, ignore_errors=True)


@contextmanager
def told_unwritten(target: str | os.PathLike[str], what: str) -> Iterator[None]:
    """
    Say why something cannot be written.

    Args:
        target: What is written.
        what: What it is, in a word: a file or a folder.

    Yields:
        Nothing.

    Raises:
        InvalidEntryError: In place of an error of the system.
    """
    try:
        yield
    except GovMattersError:
        raise
    except (OSError, ValueError) as exc:
        problem = f"cannot be written: {getattr(exc, 'strerror', None) or exc}; name another {what}"
        raise InvalidEntryError(str(target)[:SHOWN], problem) from None


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """
    Give a file beside a target, as `whole_file` does, and leave errors as they are.

    Args:
        target: The file, replaced if it is there; a link stays one.

    Yields:
        A new, empty file in the same folder; what is no file, such as a pipe, is given itself.

    Raises:
        OSError: If it cannot be written.
    """
    place = _followed(target)
    if place.exists() and not place.is_file():
        yield place
        return
    new = _unique(place, lambda path: path.open("xb").close())
    try:
        yield new
        new.replace(place)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _refuse_other(target: Path, marker: str | None) -> None:
    """Refuse to replace what is none of ours."""
    if not target.exists():
        return
    if target.is_dir() and (not any(target.iterdir()) or _has(target, marker)):
        return
    why = "is there already" if marker is None else f"holds something else, and no {marker}"
    raise InvalidEntryError(str(target)[:SHOWN], f"{why}; name a new folder")


def _has(folder: Path, marker: str | None) -> bool:
    return marker is not None and (folder / marker).is_file()


def _exchange(new: Path, place: Path, old: Path) -> None:
    """Let a new folder take a place; if it cannot, what was there comes back."""
    try:
        if place.exists():
            place.replace(old)
        new.replace(place)
    finally:
        if old.exists() and not place.exists():
            _put_back(old, place)


def _put_back(old: Path, place: Path) -> None:
    try:
        old.replace(place)
    except OSError as exc:
        problem = f"cannot be put back: {exc.strerror}; what was there lies in {old}, move it"
        raise InvalidEntryError(str(place)[:SHOWN], problem) from None


def _followed(target: Path) -> Path:
    """Find what a link leads to: it is replaced, and not the link."""
    return target.resolve() if target.is_symlink() else target


def _unique(target: Path, make: Callable[[Path], object]) -> Path:
    """Make what is hidden beside the target, under a name that nobody has."""
    number = 0
    while True:
        new = target.with_name(f".govmatters-{os.getpid()}-{number}.new")
        try:
            make(new)
        except FileExistsError:
            number += 1
        else:
            return new
