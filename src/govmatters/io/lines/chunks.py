"""Lines kept as they are, many together, with the id of each: a record is read when wanted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import attrs

from govmatters.io.lines.strict import StrictLine

__all__ = ["Chunk", "Chunks"]


@attrs.frozen
class Chunk:
    """
    Lines of one collection.

    Attributes:
        file: What to call their file.
        numbers: The number of each.
        data: Their bytes, each with its line break.
    """

    file: str
    numbers: Sequence[int]
    data: bytes

    def lines(self) -> Iterator[StrictLine]:
        """Walk the lines."""
        parts = self.data.split(b"\n")
        for number, part in zip(self.numbers, parts, strict=False):
            yield StrictLine(self.file, number, part)


@attrs.define
class Chunks:
    """
    All lines of one collection that are sound by themselves.

    Attributes:
        chunks: In the order of reading.
        starts: How many lines lie before each chunk.
        where: By id: how many lines lie before its line; of lines of one id, the last.
        size: How many lines there are; more than ids, if an id stands twice.
    """

    chunks: list[Chunk] = attrs.field(factory=list)
    starts: list[int] = attrs.field(factory=list)
    where: dict[str, int] = attrs.field(factory=dict)
    size: int = 0

    def add(self, chunk: Chunk, ids: Sequence[str]) -> None:
        """Keep lines, given the id of each."""
        self.chunks.append(chunk)
        self.starts.append(self.size)
        end = self.size + len(ids)
        self.where.update(zip(ids, range(self.size, end), strict=True))
        self.size = end

    def line(self, key: str) -> StrictLine:
        """Find the line of an id."""
        place = self.where[key]
        number = bisect_right(self.starts, place) - 1
        chunk, offset = self.chunks[number], place - self.starts[number]
        return StrictLine(chunk.file, chunk.numbers[offset], chunk.data.split(b"\n")[offset])

    def lines(self) -> Iterator[StrictLine]:
        """Walk every line."""
        for chunk in self.chunks:
            yield from chunk.lines()
