"""
The digests of lines, taken of most without making a record.

Most lines of matters say what they say in the very words in which digests are taken
(`govmatters.model.contents`): msgspec reads such a line, puts in what is not stated, and writes
it again. Of every other line the record is made, asked, and dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from operator import attrgetter
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from govmatters.io.lines.chunks import Chunks
from govmatters.io.lines.marks import PaperText, WholeOfOne
from govmatters.io.lines.sorting import DECODER
from govmatters.io.lines.structuring import Maker
from govmatters.io.lines.wire import MatterLine
from govmatters.io.lines.wire_parts import WrittenRow
from govmatters.model import Need
from govmatters.model.contents import content_digest, content_json, content_of

__all__ = ["digests_of"]

_UNORDERED = (
    *("levels", "laws", "audience", "modes"),
    *("also_acts_in", "reachable_at", "roles", "outputs"),
)
_lists = attrgetter(*_UNORDERED)


class _Row(WrittenRow):
    """A row that one paper meets; what is not stated is as in the model."""

    needs: PaperText
    need: Need = Need.REQUIRED
    existing: bool = False
    copies: WholeOfOne = 1


class _Matter(MatterLine, tag=False):
    """A matter or catalogue item without a guide, whose rows and outputs are papers."""

    collection: Literal["matters", "catalogue"] | UnsetType = UNSET
    materials: tuple[_Row, ...] | UnsetType = UNSET
    outputs: tuple[PaperText, ...] | UnsetType = UNSET
    guide: UnsetType = UNSET

    def __post_init__(self) -> None:
        """Leave out where it stands, and sort lists whose order is no content."""
        self.collection = UNSET
        for name, some in zip(_UNORDERED, _lists(self), strict=True):
            if some is not UNSET and len(some) > 1:
                setattr(self, name, sorted(some, key=content_json))


_PLAIN = msgspec.json.Decoder(_Matter)


def digests_of(chunks: Chunks, make: Maker) -> Iterator[tuple[str, bytes]]:
    """
    Take the digest of what each line says.

    Args:
        chunks: Lines, all of them sound.
        make: Makes a record of a line.

    Yields:
        The id of each, and its digest: that of its record.
    """
    digest = _of_record if _has_other_words(make) else _of_line
    for line in chunks.lines():
        yield digest(line.data, make)


def _has_other_words(make: Maker) -> bool:
    """Say whether a word stands for what digests are taken of in another word."""
    words = (pair for some in make.values.values() for pair in some.items())
    return any(content_of(value) != word for word, value in words)


def _of_line(data: bytes, make: Maker) -> tuple[str, bytes]:
    try:
        line = _PLAIN.decode(data)
    except msgspec.ValidationError:
        return _of_record(data, make)
    return line.id, sha256(content_json(line)).digest()


def _of_record(data: bytes, make: Maker) -> tuple[str, bytes]:
    record = make(DECODER.decode(data))
    return record.id, content_digest(record)
