"""Cases in a text file: its columns, and its cells as text, for the questions to judge."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

from govmatters.errors import CaseTableError

__all__ = ["ENDINGS", "text_columns", "text_reader"]

ENDINGS = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
_HEAD = 1 << 20
_BLOCK = 1 << 24


def _stream(path: Path) -> pa.NativeFile:
    zipped = "gzip" if path.name.lower().endswith(".gz") else None
    return pa.input_stream(path, compression=zipped)


def _delimiter(path: Path) -> str:
    return "\t" if path.name.lower().endswith((".tsv", ".tsv.gz")) else ","


def text_columns(path: Path) -> list[str]:
    """
    Read the names of the columns.

    Raises:
        CaseTableError: If the file is not UTF-8, as far as its beginning shows, or is empty.
    """
    with _stream(path) as stream:
        head = stream.read(_HEAD)
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
        names = next(csv.reader(text.splitlines(), delimiter=_delimiter(path)), [])
    except (UnicodeDecodeError, csv.Error):
        fault = (
            f"{str(path)!r} is not UTF-8, perhaps GB18030 or UTF-16 as spreadsheets write; save it "
            "as “CSV UTF-8”"
        )
        raise CaseTableError((fault,)) from None
    if not any(name.strip() for name in names):
        raise CaseTableError((f"{str(path)!r} has no line with the names of its columns",))
    if len(names) == 1 and any(sign in names[0] for sign in ";\t|"):
        parted = "tabs" if path.name.lower().endswith((".tsv", ".tsv.gz")) else "commas"
        fault = f"{str(path)!r} has one column, {names[0][:60]!r}; part its cells by {parted}"
        raise CaseTableError((fault,))
    return names


def text_reader(path: Path, names: list[str]) -> Callable[[list[str]], Iterator[pa.RecordBatch]]:
    """
    Say how to read some columns; every cell is text, and only an empty one is unknown.

    Args:
        path: The file.
        names: All of its columns.

    Returns:
        From the names of some columns to their batches.
    """
    import pyarrow.csv as pc  # noqa: PLC0415 (slow to import)

    def read(columns: list[str]) -> Iterator[pa.RecordBatch]:
        options = pc.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            include_columns=columns,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        )
        blocks = pc.ReadOptions(block_size=_BLOCK)
        parse = pc.ParseOptions(delimiter=_delimiter(path))
        return iter(pc.open_csv(_stream(path), blocks, parse, options))

    return read
