"""Records to a file of JSON Lines, or to a folder of files of JSON; whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from govmatters.errors import SHOWN, InvalidEntryError
from govmatters.io.sections import FORMAT
from govmatters.io.whole import whole_file, whole_folder
from govmatters.synthetic.records import Record

__all__ = ["written_records"]

_LINES = ".jsonl"
_A_FILE = 5_000
"""How many records a file of a folder has: some 5 MiB."""

_TOLD = 1_000


def written_records(
    records: Iterable[Record],
    path: str | os.PathLike[str],
    *,
    progress: Callable[[int], object] | None,
) -> int:
    """
    Write records; see `govmatters.synthetic.write_records`.

    Args:
        records: Of a whole registry.
        path: A file of JSON Lines, or a folder.
        progress: Called with how many are written so far.

    Returns:
        How many were written.

    Raises:
        InvalidEntryError: If it cannot be written.
    """
    target, told = Path(path), _Told(progress or (lambda _: None))
    if target.suffix == _LINES:
        with whole_file(target) as new, new.open("wb") as sink:
            sink.writelines(_lines(told.each(records)))
    elif target.suffix:
        problem = f"a registry is written as a file {_LINES}, or as a folder; rename it"
        raise InvalidEntryError(str(target)[:SHOWN], problem)
    else:
        with whole_folder(target) as folder:
            _write_files(told.each(records), folder)
    return told.done


class _Told:
    """Counts what passes, and tells it now and then."""

    def __init__(self, tell: Callable[[int], object]) -> None:
        self.tell = tell
        self.done = 0

    def each(self, records: Iterable[Record]) -> Iterator[Record]:
        """Let records pass."""
        for record in records:
            yield record
            self.done += 1
            if not self.done % _TOLD:
                self.tell(self.done)
        self.tell(self.done)


def _lines(records: Iterable[Record]) -> Iterator[bytes]:
    """Write a record a line, below one that says the format."""
    encode = msgspec.json.Encoder().encode
    yield encode({"format": FORMAT}) + b"\n"
    for collection, key, record in records:
        yield encode({"collection": collection, "id": key, **record}) + b"\n"


def _write_files(records: Iterator[Record], folder: Path) -> None:
    """Write files of some thousand records, in the order in which they come."""
    number = 0
    while some := list(islice(records, _A_FILE)):
        number += 1
        document: dict[str, Any] = {"format": FORMAT}
        for collection, key, record in some:
            if collection == "exemptions":
                document.setdefault(collection, []).append({"id": key, **record})
            else:
                document.setdefault(collection, {})[key] = record
        name = f"synthetic-{number:05d}.json"
        (folder / name).write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=1))
