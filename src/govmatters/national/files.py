"""
Files of a national registry as they are read: what is damaged is told by the file's name.

All that PyArrow reads is read here, and nowhere else is an error of it caught.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

from govmatters.national.layout import refused

__all__ = ["Table", "text_of"]


@attrs.frozen(eq=False)
class Table:
    """
    A file of Parquet whose columns are texts, open until it is closed.

    Attributes:
        folder: Where it is.
        name: Of the file.
        parquet: The file.
    """

    folder: Path
    name: str
    parquet: pq.ParquetFile

    @classmethod
    def opened(
        cls, folder: Path, name: str, columns: tuple[str, ...], *, numbered: tuple[str, ...] = ()
    ) -> Table:
        """
        Open a file.

        Args:
            folder: Where it is.
            name: Of the file.
            columns: What it must have, in this order.
            numbered: Columns that are read as numbers of distinct texts.

        Returns:
            The file.

        Raises:
            InvalidEntryError: If it is damaged, or has other columns.
        """
        with _named(folder, name):
            file = pq.ParquetFile(folder / name, read_dictionary=list(numbered))
        if tuple(file.schema_arrow.names) != columns:
            file.close()
            raise refused(folder, f"{name} has other columns than {', '.join(columns)}")
        return cls(folder, name, file)

    def close(self) -> None:
        """Give the file back."""
        self.parquet.close()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return int(self.parquet.metadata.num_rows)

    def groups(self) -> Iterator[tuple[int, str | None, str | None]]:
        """
        Tell what is read together.

        Yields:
            Of each group its number of rows, and the first and the last text of the first
            column; none where the file does not say.

        Raises:
            InvalidEntryError: If the file is damaged.
        """
        about = self.parquet.metadata
        for number in range(about.num_row_groups):
            with _named(self.folder, self.name):
                group = about.row_group(number)
                bounds = group.column(0).statistics
                said = (None, None) if bounds is None else (bounds.min, bounds.max)
            yield (group.num_rows, *said)

    def column(self, name: str) -> list[pa.Array]:
        """
        Read a column.

        Args:
            name: Of the column.

        Returns:
            Its pieces.

        Raises:
            InvalidEntryError: If the file is damaged.
        """
        with _named(self.folder, self.name):
            read = self.parquet.read(columns=[name])
            read.validate(full=True)
        return read[name].chunks  # type: ignore[no-any-return]

    def rows(self, group: int, columns: Sequence[str]) -> pa.Table:
        """
        Read a group of rows.

        Args:
            group: Its number.
            columns: Which.

        Returns:
            Its rows, of which texts are surely texts.

        Raises:
            InvalidEntryError: If the file is damaged.
        """
        with _named(self.folder, self.name):
            read = self.parquet.read_row_group(group, columns=list(columns))
            read.validate(full=True)
        return read


def text_of(folder: Path, name: str) -> str:
    """
    Read a file of text.

    Args:
        folder: Where it is.
        name: Of the file.

    Returns:
        What it holds.

    Raises:
        InvalidEntryError: If it is damaged.
    """
    with _named(folder, name):
        return (folder / name).read_text(encoding="utf-8")


@contextmanager
def _named(folder: Path, name: str) -> Iterator[None]:
    """Say which file cannot be read."""
    try:
        yield
    except (OSError, ValueError, pa.ArrowException) as exc:
        why = getattr(exc, "strerror", None) or str(exc).partition("\n")[0]
        raise refused(
            folder, f"{name} cannot be read: {why}; copy or write the folder anew"
        ) from None
