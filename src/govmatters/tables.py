"""Tables: records by id, immutable, hashable, with lookups that suggest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any, Generic, Protocol, TypeVar

import attrs

from govmatters.errors import InvalidEntryError, UnknownIdError

__all__ = ["Record", "Store", "Table"]


class Record(Protocol):
    """Anything that has an id."""

    @property
    def id(self) -> str:
        """Unique in its table."""


T = TypeVar("T", bound=Record)
T_co = TypeVar("T_co", bound=Record, covariant=True)


class Store(Protocol[T_co]):
    """Records that are made when they are wanted, by id and in the order of ids."""

    def __getitem__(self, key: str, /) -> T_co:
        """Look up a record, or raise KeyError."""

    def get(self, key: str, default: Any = None, /) -> Any:  # noqa: ANN401 (as any mapping)
        """Look up a record, or give the default."""

    def __contains__(self, key: object, /) -> bool:
        """Say whether there is such an id."""

    def __iter__(self) -> Iterator[str]:
        """Walk the ids in order."""

    def __len__(self) -> int:
        """Count the records."""

    def all(self) -> tuple[T_co, ...]:
        """Make every record, in the order of ids."""

    def digests(self) -> Iterable[bytes]:
        """Tell the digest of what each record says, in the order of ids."""


@attrs.frozen(eq=False)
class Table(Mapping[str, T], Generic[T]):
    """
    The records of one noun, in the order of their ids.

    Attributes:
        noun: What one record is, in the singular, for messages.
        kept: The records sorted by id, ids being unique; or what makes them.
    """

    noun: str
    kept: tuple[T, ...] | Store[T]

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
    def records(self) -> tuple[T, ...]:
        """Every record, sorted by id."""
        return self.kept if isinstance(self.kept, tuple) else self.kept.all()

    @cached_property
    def _index(self) -> dict[str, T] | Store[T]:
        if isinstance(self.kept, tuple):
            return {record.id: record for record in self.kept}
        return self.kept

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
        return len(self.kept)

    def __eq__(self, other: object) -> bool:
        """Say whether two tables have the same noun and equal records."""
        if type(other) is not Table:
            return NotImplemented
        if self.noun != other.noun or len(self) != len(other):
            return False
        return self.kept is other.kept or self.records == other.records

    def __hash__(self) -> int:
        """Hash the records."""
        return hash((self.noun, self.records))
