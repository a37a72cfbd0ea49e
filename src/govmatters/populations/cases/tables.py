"""Where cases come from: files, and whatever can hand over Arrow batches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa

from govmatters.errors import CaseTableError
from govmatters.populations.cases.columns import is_text
from govmatters.populations.cases.texts import ENDINGS, text_columns, text_reader

__all__ = ["BATCH", "CaseTable", "case_table", "gathered"]

BATCH = 1 << 19
"""How many cases are measured at a time: planes of 64 KiB, which caches hold."""

_KINDS = {".parquet": "parquet", ".arrow": "ipc", ".feather": "feather", ".ipc": "ipc"}


@attrs.frozen(eq=False)
class CaseTable:
    """
    A table that is read as it is needed.

    Attributes:
        schema: Its columns.
        rows: How many rows there are; None if nobody knows before the end.
        reader: Gives the batches of some columns, once.
        name: What to call it in messages.
        files: The columns of each file that it is read from, if there are several.
    """

    schema: pa.Schema
    rows: int | None
    reader: Any
    name: str = "the table"
    files: Mapping[str, Sequence[str]] = attrs.field(factory=dict)

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """
        Read some columns.

        Args:
            columns: Their names; no other is read.

        Yields:
            Batches of about `BATCH` rows, in the order of the table.

        Raises:
            CaseTableError: If the file cannot be read on, or one of several lacks a column and
                has one that is called nearly so.
        """
        faults = tuple(self._misspelt(columns))
        if faults:
            raise CaseTableError(faults)
        try:
            yield from gathered(self.reader(list(columns)))
        except (pa.ArrowException, OSError) as error:
            fault = f"cannot read {self.name} to its end; mend it: {_line(error)}"
            raise CaseTableError((fault,)) from None

    def _misspelt(self, columns: Sequence[str]) -> Iterator[str]:
        """Columns that all else would take as not answered in some of the files."""
        for file, names in self.files.items():
            others = [name for name in names if name not in columns]
            for column in columns:
                near = [] if column in names else get_close_matches(column, others, 1, _NEAR)
                for name in near:
                    yield f"{file!r} has no column {column!r}, but {name!r}; call it alike in all"


_NEAR = 0.85
"""How alike two names are, of 1, of which one is the other misspelt."""


def case_table(cases: object) -> CaseTable:
    """
    Open a table of cases.

    Args:
        cases: Path of a Parquet, Arrow or CSV file, or of a folder of Parquet files; or an
            Arrow table, a data frame of pandas or Polars, a DuckDB relation, or anything else
            with the Arrow C stream protocol.

    Returns:
        The table.

    Raises:
        CaseTableError: If it is no such thing, or cannot be opened.
    """
    try:
        if isinstance(cases, str) and not cases:
            raise CaseTableError(("the path of the cases is empty; write it",))
        if isinstance(cases, str | Path):
            return _file(Path(cases))
        return _stream(cases)
    except (pa.ArrowException, OSError) as error:
        raise CaseTableError((f"cannot read {_named(cases)}: {_line(error)}",)) from None


def _named(cases: object) -> str:
    return str(cases) if isinstance(cases, str | Path) else f"the {type(cases).__name__}"


def _line(error: Exception) -> str:
    """The first line of what a library says, without the line of a file that it repeats."""
    said = str(error).strip().splitlines() or [type(error).__name__]
    return re.sub(r"(columns, got [0-9]+):.*", r"\1 in a line", said[0])


def _file(path: Path) -> CaseTable:
    if not path.exists():
        raise CaseTableError((f"there is no file {str(path)!r}; check the path",))
    if path.name.lower().endswith(ENDINGS):
        names = text_columns(path)
        schema = pa.schema([(name, pa.string()) for name in names])
        return CaseTable(schema, None, text_reader(path, names), repr(str(path)))
    kind = "parquet" if path.is_dir() else _KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join([*_KINDS, *ENDINGS])
        fault = f"{str(path)!r} is of no kind that is read; wanted a folder of Parquet, or {known}"
        raise CaseTableError((fault,))
    return _columns(path, kind)


def _columns(path: Path, kind: str) -> CaseTable:
    """Read files of columns; a column that only some of them have is empty in the others."""
    import pyarrow.dataset as ds  # noqa: PLC0415 (slow to import)

    scheme = "hive" if path.is_dir() else None
    try:
        found = ds.dataset(path, format=kind, partitioning=scheme)
        parts = [part.physical_schema for part in found.get_fragments()]
    except pa.ArrowInvalid as error:
        raise CaseTableError((_broken(path, error),)) from None
    if not parts:
        raise CaseTableError((f"there is no Parquet file in the folder {str(path)!r}",))
    if kind == "parquet":
        # Parquet numbers texts: taken as numbers, they need not be written out and numbered again.
        numbered = ds.ParquetFileFormat(dictionary_columns=_texts_in(parts))
        found = ds.dataset(path, format=numbered, partitioning=scheme)
        parts = [part.physical_schema for part in found.get_fragments()]
    whole = found.replace_schema(_joint(path, [found.schema, *parts]))

    def read(columns: list[str]) -> Iterator[pa.RecordBatch]:
        try:
            yield from whole.to_batches(columns=columns, batch_size=BATCH, batch_readahead=2)
        except (pa.ArrowException, OSError) as error:
            fault = f"cannot read {str(path)!r} to its end; write it anew: {_line(error)}"
            raise CaseTableError((fault,)) from None

    names = [part.path for part in found.get_fragments()]
    files = {name: one.names for name, one in zip(names, parts, strict=True)}
    return CaseTable(whole.schema, whole.count_rows(), read, repr(str(path)), files)


def _broken(path: Path, error: pa.ArrowInvalid) -> str:
    """Say which file is at fault, which may be one of a folder."""
    named = re.search(r"(?:input source|schema from) '(.*?)'[:.]", str(error))
    file = named[1] if path.is_dir() and named else str(path)
    kind = "Parquet" if path.is_dir() or path.suffix.lower() == ".parquet" else "Arrow"
    return f"{file!r} is no whole {kind} file; take it away, or write it anew"


def _joint(path: Path, schemas: Sequence[pa.Schema]) -> pa.Schema:
    """Give the columns of all files; numbers may be wider in some of them."""
    try:
        return pa.unify_schemas(schemas, promote_options="permissive")
    except pa.ArrowTypeError as error:
        fault = f"the files of {str(path)!r} differ; write the column alike in all: {_line(error)}"
        raise CaseTableError((fault,)) from None


def _texts_in(files: Sequence[pa.Schema]) -> set[str]:
    """The columns that are text in any file."""
    return {one.name for schema in files for one in schema if is_text(one.type)}


def _stream(cases: object) -> CaseTable:
    if isinstance(cases, pa.Table | pa.RecordBatch):
        table = pa.Table.from_batches([cases]) if isinstance(cases, pa.RecordBatch) else cases
        return CaseTable(
            table.schema,
            table.num_rows,
            lambda columns: iter(table.select(columns).to_batches(max_chunksize=BATCH)),
        )
    if not hasattr(cases, "__arrow_c_stream__"):
        collect = "; call .collect() first" if hasattr(cases, "collect") else ""
        fault = (
            f"a {type(cases).__name__} holds no cases{collect}; wanted a path, an Arrow table, a "
            "data frame of pandas or Polars, a DuckDB relation, or another Arrow stream"
        )
        raise CaseTableError((fault,))
    try:
        reader = pa.RecordBatchReader.from_stream(cases)
    except Exception as error:  # noqa: BLE001 (whatever the library of the stream raises)
        raise CaseTableError((_unread(cases, error),)) from None
    return CaseTable(
        reader.schema, None, lambda columns: (batch.select(columns) for batch in reader)
    )


def _unread(cases: object, error: Exception) -> str:
    """Say why a data frame is no table; pandas repeats values, which may be somebody's own."""
    mixed = re.search(r"Conversion failed for column (.*) with type", str(error))
    if mixed:
        return f"column {mixed[1]!r} holds values of several types; make it one of text, or drop it"
    advice = "; rename or drop one" if "Duplicate column" in str(error) else ""
    return f"cannot read the {type(cases).__name__}: {_line(error)}{advice}"


def gathered(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """
    Put small batches together, and take large ones apart.

    Args:
        batches: Of one schema.

    Yields:
        The same rows in the same order, at most `BATCH` at a time.
    """
    held: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        for start in range(0, batch.num_rows, BATCH):
            part = batch.slice(start, BATCH)
            if rows + part.num_rows > BATCH:
                yield _one(held)
                held, rows = [], 0
            held.append(part)
            rows += part.num_rows
    if held:
        yield _one(held)


def _one(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)
