"""The columns of all implementations, as numbers: what stands in each row, without the texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from govmatters.national.files import Table
from govmatters.national.layout import CODES, COLUMNS

__all__ = ["Column", "Rows"]


@attrs.frozen(eq=False)
class Column:
    """
    A column of few distinct texts.

    Attributes:
        values: The texts, each once.
        numbers: Of each row its place among them; -1 for none.
    """

    values: tuple[str, ...]
    numbers: np.ndarray

    def with_none(self, of_values: Sequence[int]) -> np.ndarray:
        """Give for each row what belongs to its text; -1 where there is none."""
        known = np.asarray(of_values, dtype=np.int32)
        found: np.ndarray = np.append(known, np.int32(-1))[self.numbers]
        return found


@attrs.frozen(eq=False)
class _RowGroup:
    """Rows that are read together: where they are, and between which ids they lie."""

    file: Table
    number: int
    start: int
    count: int
    least: str | None
    most: str | None


@attrs.frozen(eq=False, slots=False)
class Rows:
    """
    All implementations of a folder, by id; a column is read when it is first looked at.

    Attributes:
        folder: Where they are.
        files: Names of the files, in the order of ids.
    """

    folder: Path
    files: tuple[str, ...]

    @cached_property
    def _tables(self) -> tuple[Table, ...]:
        return tuple(Table.opened(self.folder, name, COLUMNS) for name in self.files)

    def close(self) -> None:
        """Give the open files back; what is read afterwards opens them anew."""
        vars(self).pop("_groups", None)
        for table in vars(self).pop("_tables", ()):
            table.close()

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return sum(table.count for table in self._tables)

    @cached_property
    def of(self) -> Column:
        """Which catalogue item each is of."""
        return self._column("of")

    @cached_property
    def region(self) -> Column:
        """Which region each states."""
        return self._column("region")

    @cached_property
    def authority(self) -> Column:
        """Which authority each states."""
        return self._column("authority")

    @cached_property
    def differs(self) -> Column:
        """What each states itself."""
        return self._column("differs")

    @cached_property
    def ids(self) -> pa.Array:
        """The ids, sorted."""
        return self._texts("id")

    @cached_property
    def codes(self) -> dict[str, pa.Array]:
        """The codes that they state, by name."""
        return {name: self._texts(f"code_{name}") for name in CODES}

    @cached_property
    def window(self) -> Column:
        """Which desk each names."""
        return self._column("window")

    def details(self, name: str) -> pa.Array:
        """
        Read what guides have of their own.

        Args:
            name: One of `DETAILS`.

        Returns:
            A text or none a row; it is not kept.
        """
        return self._texts(f"guide_{name}")

    @cached_property
    def has_codes(self) -> np.ndarray:
        """Which of them state a code."""
        found = np.zeros(self.count, dtype=bool)
        for column in self.codes.values():
            found |= pc.is_valid(column).to_numpy(zero_copy_only=False)
        return found

    def ids_of(self, rows: Sequence[int] | np.ndarray) -> list[str]:
        """
        Give the ids of some rows.

        Args:
            rows: Numbers of rows.

        Returns:
            An id a row, in their order.
        """
        return self.ids.take(pa.array(rows, pa.int64())).to_pylist()  # type: ignore[no-any-return]

    def places_of(self, ids: Sequence[str]) -> np.ndarray:
        """
        Find rows by their ids.

        Args:
            ids: Any; those that there are not are left out.

        Returns:
            Numbers of rows, sorted.
        """
        wanted = pa.array(sorted(set(ids)), pa.string())
        found = pc.is_in(self.ids, value_set=wanted).to_numpy(zero_copy_only=False)
        return np.flatnonzero(found)

    def place(self, key: str) -> int | None:
        """
        Find one row, of which the ids of a single group are read.

        Args:
            key: An id.

        Returns:
            The number of its row; None if there is none.
        """
        for group in self._groups:
            if (group.least or key) <= key <= (group.most or key):
                ids = group.file.rows(group.number, ["id"])["id"]
                place = pc.index(ids.combine_chunks(), key).as_py()
                if place >= 0:
                    return group.start + int(place)
        return None

    def neighbours(self, key: str) -> tuple[str, ...]:
        """
        Give the ids among which one would stand.

        Args:
            key: Any text.

        Returns:
            Those of a single group; empty if there is no row.
        """
        group = next((one for one in self._groups if one.most and key <= one.most), None)
        group = group or (self._groups[-1] if self._groups else None)
        if group is None:
            return ()
        ids = group.file.rows(group.number, ["id"])["id"].to_pylist()
        return tuple(ids)

    def read(self, rows: Sequence[int] | np.ndarray) -> Iterator[dict[str, str | None]]:
        """
        Give some rows, of which only the groups are read that they stand in.

        Args:
            rows: Numbers of rows, without repetition.

        Yields:
            The columns of each, by id.
        """
        wanted = np.sort(np.asarray(rows, dtype=np.int64))
        for group in self._groups:
            low, high = np.searchsorted(wanted, (group.start, group.start + group.count))
            if low < high:
                table = group.file.rows(group.number, COLUMNS)
                yield from table.take(pa.array(wanted[low:high] - group.start)).to_pylist()

    @cached_property
    def _groups(self) -> tuple[_RowGroup, ...]:
        found, start = [], 0
        for table in self._tables:
            for number, (count, least, most) in enumerate(table.groups()):
                found.append(_RowGroup(table, number, start, count, least, most))
                start += count
        return tuple(found)

    def _column(self, name: str) -> Column:
        arrays = [chunk for file in self.files for chunk in self._numbered(file, name)]
        if not arrays:
            return Column((), np.zeros(0, dtype=np.int32))
        whole = pa.chunked_array(arrays).unify_dictionaries().combine_chunks()
        numbers = pc.fill_null(whole.indices, -1).to_numpy(zero_copy_only=False)
        return Column(tuple(whole.dictionary.to_pylist()), numbers.astype(np.int32, copy=False))

    def _numbered(self, file: str, name: str) -> list[pa.Array]:
        with closing(Table.opened(self.folder, file, COLUMNS, numbered=(name,))) as table:
            return table.column(name)

    def _texts(self, name: str) -> pa.Array:
        arrays = [chunk for table in self._tables for chunk in table.column(name)]
        return pa.concat_arrays(arrays) if arrays else pa.array([], pa.string())
