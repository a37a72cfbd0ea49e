"""Lines that are sound by themselves, and not together with others: found again, line by line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from govmatters.io.lines.entries import fact_of_entry
from govmatters.io.lines.facts import Fact, fact_of, fits, item_fact_of
from govmatters.io.lines.judging import Judged, judged
from govmatters.io.lines.sorting import DECODER, Sorted
from govmatters.io.lines.words import Words, gather

if TYPE_CHECKING:
    from govmatters.io.context import Context
    from govmatters.io.lines.strict import StrictLine
    from govmatters.io.sections import Entry

__all__ = ["Doubts"]


@attrs.define
class Doubts:
    """
    Which sound lines are to be read strictly after all.

    Attributes:
        found: All lines.
        ids: By collection: those of such lines so far.
        items: What catalogue items state, once `of_facts` looked at them.
    """

    found: Sorted
    ids: dict[str, set[str]] = attrs.field(factory=lambda: defaultdict(set))
    items: dict[str, Fact] = attrs.field(factory=dict)

    def of_ids(self, entries: Iterable[Entry]) -> Iterator[StrictLine]:
        """Find lines whose id stands twice, here or among other records."""
        twice: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            chunks = self.found.chunks.get(entry.collection)
            if chunks is not None and entry.id in chunks.where:
                twice[entry.collection].add(entry.id)
        for name, chunks in self.found.chunks.items():
            if len(chunks.where) < chunks.size:
                counts = Counter(record.id for record in self.records(name))
                twice[name].update(key for key, count in counts.items() if count > 1)
        for name, some in twice.items():
            if some:
                yield from self._where(name, partial(_is_among, some))

    def judge(self, context: Context, *kinds: str) -> Judged:
        """Judge the words of all lines, or those of some kinds."""
        words = self.found.words
        return judged({kind: words[kind] for kind in kinds or tuple(words)}, context)

    def of_words(self, words: Judged, *collections: str) -> Iterator[StrictLine]:
        """Find lines, of some collections or all, that hold a wrong word."""

        def is_wrong(record: Any) -> bool:  # noqa: ANN401 (any type of line)
            own: Words = defaultdict(set)
            gather(record, own)
            return any(own[kind] & some for kind, some in words.wrong.items())

        for name in (collections or tuple(self.found.chunks)) if words.wrong else ():
            yield from self._where(name, is_wrong)

    def of_facts(self, strict: Iterable[Entry]) -> Iterator[StrictLine]:
        """Find lines that do not agree with themselves, or with what they inherit."""
        if any(self.ids.values()):
            self._look_again()
        others, items = self.found.others, self.items
        items.update(self.found.items)
        items.update(
            {one.id: fact_of_entry(one) for one in strict if one.collection == "catalogue"}
        )

        def is_item_wrong(record: Any) -> bool:  # noqa: ANN401
            return not fits(item_fact_of(record, others), None, is_item=True)

        def is_wrong(record: Any) -> bool:  # noqa: ANN401
            fact = fact_of(record, others)
            return not fits(fact, items.get(fact.of or ""))

        if not all(fits(fact, None, is_item=True) for fact in self.found.items.values()):
            yield from self._where("catalogue", is_item_wrong)
        if not all(fits(fact, items.get(fact.of or "")) for fact in self.found.facts):
            yield from self._where("matters", is_wrong)

    @property
    def roles(self) -> tuple[tuple[str, ...] | None, ...]:
        """The roles that sound matters state or inherit."""
        return tuple({self._roles(fact) for fact in self.found.facts})

    def _roles(self, fact: Fact) -> tuple[str, ...] | None:
        item = self.items.get(fact.of or "")
        return item.roles if fact.roles is None and item is not None else fact.roles

    def _look_again(self) -> None:
        """State anew what the lines state that are still sound."""
        found = self.found
        for key in self.ids["catalogue"]:
            found.items.pop(key, None)
        found.facts.clear()
        for record in self.records("matters"):
            found.facts.add(fact_of(record, found.others))

    def records(self, collection: str) -> Iterator[Any]:
        """Read again the lines of a collection that are still sound."""
        without = self.ids[collection]
        for chunk in self.found.chunks[collection].chunks:
            for record in DECODER.decode_lines(chunk.data):
                if record.id not in without:
                    yield record

    def _where(self, collection: str, is_doubtful: Callable[[Any], bool]) -> Iterator[StrictLine]:
        """Find lines, those aside that are read strictly already."""
        without, more = self.ids[collection], set()
        for line in self.found.chunks[collection].lines():
            record = DECODER.decode(line.data)
            if record.id not in without and is_doubtful(record):
                more.add(record.id)
                yield line
        without |= more


def _is_among(ids: Collection[str], record: Any) -> bool:  # noqa: ANN401 (any type of line)
    return record.id in ids
