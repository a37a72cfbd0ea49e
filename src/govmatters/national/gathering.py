"""Implementations gathered row by row into columns that are small enough to hold and to sort."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from operator import attrgetter

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from govmatters.codes.regions import Regions
from govmatters.errors import SHOWN, Fault, LoadError
from govmatters.model import Matter
from govmatters.national.differences import Differences
from govmatters.national.layout import CODES, COLUMNS, DETAILS, TEXTS

__all__ = ["Gathered"]

_BATCH = 1 << 16
_CODES, _DETAILS = attrgetter(*CODES), attrgetter(*DETAILS)
_NOTHING = (None, None, None, None)
_MOST = 100
"""How many faults are told; a million would help nobody."""


@attrs.define
class _Words:
    """Texts as numbers, in the order in which they came; -1 is none."""

    numbers: dict[str, int] = attrs.field(factory=dict)
    rows: array[int] = attrs.field(factory=lambda: array("i"))

    def add(self, word: str | None) -> None:
        self.rows.append(-1 if word is None else self.numbers.setdefault(word, len(self.numbers)))

    def taken(self, order: np.ndarray) -> pa.Array:
        """Give the texts of some rows."""
        numbers = np.frombuffer(self.rows, dtype=np.int32)[order]
        words = pa.array(list(self.numbers), pa.string())
        return words.take(pa.array(numbers, mask=numbers < 0))


@attrs.define
class Gathered:
    """
    Implementations in columns.

    Attributes:
        differences: Writes what they state.
        regions: The regions there are.
        authorities: The regions of authorities by id; None for one that has none.
        placed: Ids of catalogue items that state a region or an authority.
    """

    differences: Differences
    regions: Regions
    authorities: Mapping[str, str | None]
    placed: frozenset[str]
    faults: list[Fault] = attrs.field(factory=list, init=False)
    count: int = attrs.field(default=0, init=False)
    _words: dict[str, _Words] = attrs.field(init=False)
    _texts: dict[str, list[str | None]] = attrs.field(init=False)
    _batches: dict[str, list[pa.Array]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin empty columns."""
        self._words = {name: _Words() for name in ("of", "region", "authority", "differs")}
        texts = ("id", *TEXTS)
        self._texts = {name: [] for name in texts}
        self._batches = {name: [] for name in texts}

    def add(self, matter: Matter) -> None:
        """
        Take an implementation.

        Args:
            matter: As it was written; what is wrong with it is kept as a fault.
        """
        self.count += 1
        for problem in self._problems(matter):
            if len(self.faults) < _MOST:
                self.faults.append(Fault(f"matter {matter.id[:SHOWN]!r}", 0, 0, problem))
        self._texts["id"].append(matter.id)
        for name, text in zip(TEXTS, _texts(matter), strict=True):
            self._texts[name].append(text)
        self._words["of"].add(matter.of)
        self._words["region"].add(matter.region)
        self._words["authority"].add(matter.authority)
        self._words["differs"].add(self.differences.of(matter))
        if len(self._texts["id"]) == _BATCH:
            self._flush()

    def _problems(self, matter: Matter) -> Iterator[str]:
        """Say what a matter names that there is not."""
        if matter.of is not None and matter.of not in self.differences.names:
            yield f"no catalogue item {matter.of[:SHOWN]!r}; write it, or mend `of`"
        if matter.authority is not None and matter.authority not in self.authorities:
            yield f"no authority {matter.authority[:SHOWN]!r}; write it, or mend `authority`"
        if matter.region is not None and not self._is_region(matter.region):
            hint = self.regions.suggestion(matter.region)
            yield f"no region {matter.region[:SHOWN]!r}; {hint}"
        if matter.region is None and matter.authority is None and matter.of not in self.placed:
            yield "it has neither `authority` nor `region`; write one"

    def _is_region(self, code: str) -> bool:
        """Look up a code once."""
        return code in self._words["region"].numbers or self.regions.is_known(code)

    def _flush(self) -> None:
        for name, texts in self._texts.items():
            self._batches[name].append(pa.array(texts, pa.string()))
            texts.clear()

    def ordered(self) -> Iterator[pa.Table]:
        """
        Give the rows by id.

        Yields:
            Tables of at most 65,536 rows, with the columns of the layout.

        Raises:
            LoadError: With what is wrong, or the ids that stand twice.
        """
        self._flush()
        ids = pa.chunked_array(self._batches["id"])
        order = _order(ids)
        self.faults.extend(_twice(ids, order))
        if self.faults:
            raise LoadError(tuple(self.faults))
        texts = {name: pa.chunked_array(batches) for name, batches in self._batches.items()}
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            yield self._table(texts, rows)

    def _table(self, texts: Mapping[str, pa.ChunkedArray], rows: np.ndarray) -> pa.Table:
        columns = {name: column.take(pa.array(rows)) for name, column in texts.items()}
        columns |= {name: words.taken(rows) for name, words in self._words.items()}
        return pa.table({name: columns[name] for name in COLUMNS})


def _texts(matter: Matter) -> tuple[str | None, ...]:
    """Give what stands in the columns of `TEXTS`."""
    codes = _NOTHING if matter.codes is None else _CODES(matter.codes)
    details = _NOTHING if matter.guide is None else _DETAILS(matter.guide)
    return (*codes, matter.window, *details)


def _order(ids: pa.ChunkedArray) -> np.ndarray:
    """Sort only what is not sorted: the usual export is."""
    is_sorted = len(ids) == 0 or pc.all(pc.less_equal(ids[:-1], ids[1:]), min_count=0).as_py()
    if is_sorted:
        return np.arange(len(ids), dtype=np.int64)
    order: np.ndarray = pc.sort_indices(ids).to_numpy().astype(np.int64)
    return order


def _twice(ids: pa.ChunkedArray, order: np.ndarray) -> Iterator[Fault]:
    """Blame ids that stand twice; equal ones are neighbours in order."""
    for start in range(0, len(order) - 1, _BATCH):
        some = ids.take(pa.array(order[start : start + _BATCH + 1]))
        same = pc.equal(some[:-1], some[1:]).to_numpy(zero_copy_only=False)
        for place in np.flatnonzero(same)[:_MOST]:
            name = some[int(place)].as_py()
            yield Fault(f"matter {name[:SHOWN]!r}", 0, 0, "stands twice; drop or rename one")
