"""Sound lines as the strict reader sees them, each looked at only when something names it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import attrs

from govmatters.io.context import Context
from govmatters.io.lines.chunks import Chunks
from govmatters.io.lines.facts import Fact, Others, item_fact_of
from govmatters.io.lines.sorting import DECODER
from govmatters.io.lines.strict import entry_of
from govmatters.io.nodes import ScalarNode, child_of
from govmatters.io.references import texts_of
from govmatters.io.sections import Entry, structured
from govmatters.model import APPLICANT, Matter

__all__ = ["EntryStore", "Places", "Stated", "fact_of_entry"]


@attrs.frozen(eq=False)
class Places(Mapping[str, ScalarNode]):
    """
    Where the lines of one collection stand, by id.

    Attributes:
        chunks: The lines.
        without: Ids of those that are read strictly, and whose places are kept elsewhere.
    """

    chunks: Chunks
    without: Collection[str]

    def __getitem__(self, key: str) -> ScalarNode:
        """Tell where a line stands."""
        if key not in self:
            raise KeyError(key)
        return self.chunks.line(key).place()

    def __contains__(self, key: object) -> bool:
        """Say whether there is such an id."""
        return key in self.chunks.where and key not in self.without

    def __iter__(self) -> Iterator[str]:
        """Walk the ids."""
        return (key for key in self.chunks.where if key not in self.without)

    def __len__(self) -> int:
        """Count the lines."""
        return sum(1 for _ in self)


@attrs.frozen(eq=False)
class EntryStore(Mapping[str, Entry]):
    """
    The records of one collection's sound lines, as the strict reader reads them.

    Attributes:
        places: The lines.
        context: All that is known.
    """

    places: Places
    context: Context

    def __getitem__(self, key: str) -> Entry:
        """Read a line."""
        if key not in self.places:
            raise KeyError(key)
        own = attrs.evolve(self.context, faults=[], papers=[], hints=0)
        entry = entry_of(self.places.chunks.line(key), own)
        if entry is None:
            raise KeyError(key)
        structured(entry, own)
        return entry

    def __contains__(self, key: object) -> bool:
        """Say whether there is such an id."""
        return key in self.places

    def __iter__(self) -> Iterator[str]:
        """Walk the ids."""
        return iter(self.places)

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.places)


@attrs.frozen(eq=False)
class Stated(Mapping[str, tuple[tuple[str, ...] | None, tuple[str, ...]]]):
    """
    What sound matters state or inherit, by id: their roles, and all their subjects.

    Attributes:
        places: Their lines.
        others: Every paper that is not the applicant's.
        facts: What catalogue items state.
        strict: Those that were read strictly.
    """

    places: Places
    others: Others
    facts: Mapping[str, Fact]
    strict: Mapping[str, Entry]

    def __getitem__(self, key: str) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
        """Look at a matter's line, and at what it inherits."""
        if key not in self.places:
            raise KeyError(key)
        record = DECODER.decode(self.places.chunks.line(key).data)
        fact = item_fact_of(record, self.others)
        item = self.facts.get(fact.of or "")
        roles = item.roles if fact.roles is None and item is not None else fact.roles
        if roles is not None:
            return roles, roles
        subjects = set(fact.stated) | (set() if item is None else set(item.stated))
        if fact.of is not None and fact.of in self.strict:
            subjects |= {paper.subject for paper, _ in self.strict[fact.of].papers}
        return None, tuple(sorted(subjects - {APPLICANT}))

    def __contains__(self, key: object) -> bool:
        """Say whether there is such an id."""
        return key in self.places

    def __iter__(self) -> Iterator[str]:
        """Walk the ids."""
        return iter(self.places)

    def __len__(self) -> int:
        """Count the matters."""
        return len(self.places)


def fact_of_entry(entry: Entry) -> Fact:
    """
    Tell what a catalogue item that was read strictly states.

    Args:
        entry: The item; one at fault hands nothing down.

    Returns:
        What it states.
    """
    item = entry.record if isinstance(entry.record, Matter) else None
    rows = None if item is None else item.materials
    outputs = None if item is None else item.outputs
    return Fact(
        None,
        texts_of(entry.node, "roles"),
        any(child_of(entry.node, key) is not None for key in ("authority", "region")),
        None if rows is None else _others(paper.subject for row in rows for paper in row.papers),
        None if outputs is None else _others(one.paper.subject for one in outputs),
    )


def _others(subjects: Iterator[str]) -> frozenset[str]:
    return frozenset(subjects) - {APPLICANT}
