"""Records that are made of their lines when somebody wants them, and then kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from govmatters.io.lines.chunks import Chunks
from govmatters.io.lines.digesting import digests_of
from govmatters.io.lines.sorting import DECODER
from govmatters.io.lines.structuring import Maker
from govmatters.io.pausing import without_collection
from govmatters.model.contents import content_digest

__all__ = ["LineStore", "Origins"]


@attrs.frozen(eq=False)
class LineStore(Mapping[str, Any]):
    """
    The records of one collection, by id and in the order of ids.

    Attributes:
        chunks: Their lines; every one was judged sound.
        make: Makes a record of a line.
        made: Records that were made already; what is asked for comes to them.
    """

    chunks: Chunks
    make: Maker
    made: dict[str, Any]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All ids, sorted."""
        return tuple(sorted({*self.chunks.where, *self.made}))

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 (a record of any class)
        """Look up a record, or make it."""
        record = self.made.get(key)
        if record is None:
            record = self.make(DECODER.decode(self.chunks.line(key).data))
            record = self.made.setdefault(key, record)
        return record

    def __contains__(self, key: object) -> bool:
        """Say whether there is such an id."""
        return key in self.chunks.where or key in self.made

    def __iter__(self) -> Iterator[str]:
        """Walk the ids in order."""
        return iter(self.ids)

    def __len__(self) -> int:
        """Count the records."""
        return len(self.ids)

    def all(self) -> tuple[Any, ...]:
        """Make every record, in the order of ids."""
        with without_collection():
            for chunk in self.chunks.chunks:
                for line in DECODER.decode_lines(chunk.data):
                    if line.id not in self.made:
                        self.made.setdefault(line.id, self.make(line))
            return tuple(map(self.made.__getitem__, self.ids))

    def digests(self) -> Iterator[bytes]:
        """Tell the digest of what each record says, in the order of ids."""
        taken = dict(digests_of(self.chunks, self.make))
        for key, record in tuple(self.made.items()):
            if key not in taken:
                taken[key] = content_digest(record)
        return map(taken.__getitem__, self.ids)


@attrs.frozen(eq=False)
class Origins(Mapping[tuple[str, str], str]):
    """
    Where each record stood: (noun, id) to ``file:line``.

    Attributes:
        known: Of records that were read one by one.
        chunks: The lines of the others, by noun.
    """

    known: Mapping[tuple[str, str], str]
    chunks: Mapping[str, Chunks]

    def __getitem__(self, key: tuple[str, str]) -> str:
        """Tell where a record stood."""
        if key in self.known:
            return self.known[key]
        noun, name = key
        line = self.chunks[noun].line(name)
        return f"{line.file}:{line.number}"

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Walk the records."""
        yield from self.known
        for noun, chunks in self.chunks.items():
            yield from ((noun, key) for key in chunks.where)

    def __len__(self) -> int:
        """Count the records."""
        return len(self.known) + sum(len(chunks.where) for chunks in self.chunks.values())
