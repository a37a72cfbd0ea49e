"""
Files of lines, with others beside them, to a registry: fast if all is well, strict if not.

Lines that are sound by themselves are kept as they are. Their words are judged once each, what
several records must agree on is compared, and whatever fails is read again strictly, together
with the lines that were in doubt from the start: so one run reports every fault.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import attrs

from govmatters.errors import LoadError
from govmatters.io.assembling import registry_of, structure
from govmatters.io.context import Context
from govmatters.io.documents import document_of
from govmatters.io.files import is_lines
from govmatters.io.lines.chunks import Chunks
from govmatters.io.lines.doubts import Doubts
from govmatters.io.lines.entries import EntryStore, Places, Stated
from govmatters.io.lines.sorting import Sorted, sort_lines
from govmatters.io.lines.stores import LineStore, Origins
from govmatters.io.lines.strict import StrictLine, entry_of
from govmatters.io.lines.structuring import Maker
from govmatters.io.nodes import Kind, ScalarNode, WrongError
from govmatters.io.pausing import without_collection
from govmatters.io.references import Beside, check_references
from govmatters.io.sections import Entry, found_entries, is_new, structured
from govmatters.registry import Registry
from govmatters.tables import Table

__all__ = ["load_lines"]

Sort = Callable[[str, BinaryIO, Sorted, Context], None]


def load_lines(files: list[Path], context: Context, sort: Sort = sort_lines) -> Registry:
    """
    Read a registry from files of which some hold a record a line.

    Args:
        files: In the order of reading.
        context: Gets the faults; may hold some already.
        sort: Tells sound lines from those that are to be read strictly.

    Returns:
        The registry.

    Raises:
        LoadError: With every fault, by file, line and column.
    """
    with without_collection():
        found, entries = Sorted(), []
        for file in files:
            if is_lines(file):
                _sort(file, found, context, sort)
            else:
                for root in document_of(file, context):
                    entries += found_entries(root, context)
        order = {str(file): number for number, file in enumerate(files)}
        return _Loading(context, found, order).registry(entries)


def _sort(file: Path, found: Sorted, context: Context, sort: Sort) -> None:
    """Sort the lines of a file, if it can be read."""
    try:
        with file.open("rb") as stream:
            sort(str(file), stream, found, context)
    except OSError as exc:
        message = f"cannot be read: {exc.strerror or exc}; name a file or a folder"
        context.add(WrongError(ScalarNode("", Kind.NULL, str(file)), message))


@attrs.define
class _Loading:
    """One load: what was found, and what is read strictly."""

    context: Context
    found: Sorted
    files: dict[str, int]
    strict: list[Entry] = attrs.field(factory=list)

    def registry(self, entries: list[Entry]) -> Registry:
        """Judge everything, and put it together."""
        doubts = Doubts(self.found)
        entries += self._entries(self.found.strict)
        entries += self._entries(doubts.of_ids(entries))
        entries.sort(key=self._order)
        for name, chunks in self.found.chunks.items():
            places: Any = ChainMap({}, Places(chunks, doubts.ids[name]))  # type: ignore[arg-type]
            self.context.ids[name] = places
        self.strict = [entry for entry in entries if is_new(entry, self.context)]
        self._ask(doubts)
        structure(self.strict, self.context)
        judged = doubts.judge(self.context)
        self._read(doubts.of_words(judged))
        self._read(doubts.of_facts(self.strict))
        check_references(self.strict, self.context, self._beside(doubts))
        if self.context.faults:
            raise LoadError(tuple(sorted(set(self.context.faults), key=attrs.astuple)))
        return self._joined(Maker(judged.values))

    def _ask(self, doubts: Doubts) -> None:
        """Let the questions of sound lines be known before anything that looks at them is read."""
        sources = doubts.judge(self.context, "sources")
        found = list(self._entries(doubts.of_words(sources, "questions")))
        self.strict += [entry for entry in found if is_new(entry, self.context)]
        make = Maker(sources.values)
        self.context.questions = {one.id: make(one) for one in doubts.records("questions")}

    def _entries(self, lines: Iterable[StrictLine]) -> Iterator[Entry]:
        """Read lines strictly."""
        found = (entry_of(line, self.context) for line in lines)
        return (entry for entry in found if entry is not None)

    def _order(self, entry: Entry) -> tuple[int, int, int]:
        """Tell where a record stands among all files."""
        return self.files[entry.key.file], entry.key.line, entry.key.column

    def _read(self, lines: Iterable[StrictLine]) -> None:
        """Read more lines strictly, which were taken for sound."""
        found = list(self._entries(lines))
        more = [entry for entry in found if is_new(entry, self.context)]
        for entry in more:
            structured(entry, self.context)
        self.strict += more

    def _beside(self, doubts: Doubts) -> Beside:
        """Let what is sound be looked up, record by record."""
        chunks = self.found.chunks
        items, matters = (
            Places(chunks.get(name, Chunks()), doubts.ids[name])
            for name in ("catalogue", "matters")
        )
        strict = {one.id: one for one in self.strict if one.collection == "catalogue"}
        stated = Stated(matters, self.found.others, doubts.items, strict)
        return Beside(EntryStore(items, self.context), stated, doubts.roles)

    def _joined(self, make: Maker) -> Registry:
        """Put what was read strictly beside what was not."""
        registry = registry_of(self.strict)
        tables: dict[str, Any] = {
            name: self._table(getattr(registry, name), chunks, make)
            for name, chunks in self.found.chunks.items()
        }
        by_noun = {getattr(registry, name).noun: some for name, some in self.found.chunks.items()}
        return attrs.evolve(registry, **tables, origins=Origins(registry.origins, by_noun))

    def _table(self, read: Table[Any], chunks: Chunks, make: Maker) -> Table[Any]:
        """Put the records that were read strictly among those that are lines still."""
        store: Any = LineStore(chunks, make, {one.id: one for one in read.records})
        return Table(read.noun, store)
