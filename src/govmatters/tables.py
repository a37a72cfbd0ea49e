"""Tables: records by id, immutable, hashable, with lookups that suggest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

import attrs

from govmatters.errors import InvalidEntryError, UnknownIdError

__all__ = ["Record", "Table"]


class Record(Protocol):
    """Anything that has an id."""

    @property
    def id(self) -> str:
        """Unique in its table."""


T = TypeVar("T", bound=Record)


@attrs.frozen
class Table(Mapping[str, T], Generic[T]):
    """
    The records of one noun, in the order of their ids.

    Attributes:
        noun: What one record is, in the singular, for messages.
        records: Sorted by id; ids are unique.
    """

    noun: str
    records: tuple[T, ...]

    @classmethod
    def of(cls, noun: str, records: Iterable[T]) -> Table[T]:
        """
        Sort records into a table.

        Args:
            noun: What one record is.
            records: In any order.

        Returns:
            The table.

        Raises:
            InvalidEntryError: If two records have the same id.
        """
        ordered = tuple(sorted(records, key=lambda record: record.id))
        for one, next_one in pairwise(ordered):
            if one.id == next_one.id:
                raise InvalidEntryError(one.id, f"this {noun} stands twice; drop or rename one")
        return cls(noun, ordered)

    @cached_property
    def _index(self) -> dict[str, T]:
        return {record.id: record for record in self.records}

    def __getitem__(self, key: str) -> T:
        """Look up a record, or raise UnknownIdError with what is near."""
        try:
            return self._index[key]
        except (KeyError, TypeError):
            raise UnknownIdError(self.noun, str(key), tuple(self._index)) from None

    def get(self, key: str, default: object = None) -> T | object:  # type: ignore[override]
        """Look up a record, or give the default."""
        return self._index.get(key, default)

    def __contains__(self, key: object) -> bool:
        """Say whether there is such an id."""
        return key in self._index

    def __iter__(self) -> Iterator[str]:
        """Walk the ids in order."""
        return iter(self._index)

    def __len__(self) -> int:
        """Count the records."""
        return len(self.records)
