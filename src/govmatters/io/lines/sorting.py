"""
Lines told apart: those that are sound by themselves, and those that are to be read strictly.

A line is sound if msgspec takes it as an object of its type, nothing in it was lost, and its
texts are texts. msgspec takes a key that stands twice for one: writing the record again must
give as many strings as the line has, so that none was dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

import attrs
import msgspec
from msgspec import UNSET

from govmatters.io.fields import is_id
from govmatters.io.lines.chunks import Chunk, Chunks
from govmatters.io.lines.facts import Fact, Others, fact_of, item_fact_of
from govmatters.io.lines.narrowing import MOST_WORDS, narrowed
from govmatters.io.lines.soundness import are_plain, are_whole, has_controls, is_odd, is_whole
from govmatters.io.lines.strict import MAX_LINE, StrictLine, is_head
from govmatters.io.lines.wire import CatalogueLine, Line, MatterLine, QuestionLine
from govmatters.io.lines.words import Words, gather
from govmatters.io.links import is_question_id
from govmatters.io.nodes import Kind, ScalarNode, WrongError

if TYPE_CHECKING:
    from govmatters.io.context import Context

__all__ = ["DECODER", "Sorted", "sort_lines", "sort_strictly"]

DECODER = msgspec.json.Decoder(Line)
"""Reads any line that has a type."""

_ENCODER = msgspec.json.Encoder()
_BLOCK = 1 << 16
"""How many bytes of a file are looked at together."""


@attrs.define
class Sorted:
    """
    What files of lines hold.

    Attributes:
        chunks: By collection: the lines that are sound by themselves.
        strict: The others, in the order of reading.
        words: Every word of the sound ones, by kind.
        facts: What sound matters state.
        items: What sound catalogue items state, by id.
        others: The papers of the sound ones that are not the applicant's.
        patience: How many blocks at least have lines for the general reader between two narrow
            ones.
    """

    chunks: dict[str, Chunks] = attrs.field(factory=lambda: defaultdict(Chunks))
    strict: list[StrictLine] = attrs.field(factory=list)
    words: Words = attrs.field(factory=lambda: defaultdict(set))
    facts: set[Fact] = attrs.field(factory=set)
    items: dict[str, Fact] = attrs.field(factory=dict)
    others: Others = attrs.field(factory=Others)
    _narrow: Any = None
    _missed: int = 0
    patience: int = 2
    _known: int = 0
    _forms: set[object] = attrs.field(factory=set)

    def block(self, file: str, first: int, data: bytes) -> int:
        """Sort lines that follow each other, and say how many they are."""
        if records := self._narrowly(data):
            whole = Chunk(file, range(first, first + len(records)), data)
            self.chunks["matters"].add(whole, [record.id for record in records])
            return len(records)
        self._missed += 1
        kept: dict[str, list[tuple[int, bytes, str]]] = defaultdict(list)
        lines = _lines(data)
        for number, line in enumerate(lines, first):
            known = self._narrowly(line + b"\n")
            record = known[0] if known else self._sound(line)
            if record is None:
                self.strict.append(StrictLine(file, number, line))
            else:
                kept[record.__struct_config__.tag].append((number, line, record.id))
        for collection, some in kept.items():
            numbers, parts, ids = zip(*some, strict=True)
            self.chunks[collection].add(Chunk(file, numbers, b"\n".join(parts) + b"\n"), ids)
        self._learn()
        return len(lines)

    def _learn(self) -> None:
        """Make a narrow reader of the words so far, where that costs less than it saves."""
        known = sum(map(len, self.words.values()))
        if self._missed >= max(self.patience, known // 128) and self._known < known <= MOST_WORDS:
            self._missed, self._known = 0, known
            self._narrow = narrowed(self.words)

    def _narrowly(self, data: bytes) -> list[Any]:
        """Read lines of matters that hold no words but those met; none if any line does."""
        if self._narrow is None or len(data) > MAX_LINE or is_odd(data):
            return []
        try:
            records: list[Any] = self._narrow.decode_lines(data)
        except (ValueError, RecursionError):
            return []
        if not are_whole(_ENCODER.encode_lines(records), data) or not are_plain(records):
            return []
        self._state(records)
        return records

    def _state(self, records: list[Any]) -> None:
        """Remember what matters state; most are of a form that was met."""
        others, forms = self.others, self._forms
        for one in records:
            roles, of = one.roles, one.of
            is_placed = one.authority is not UNSET or one.region is not UNSET
            form = (of, roles, is_placed, one.materials is UNSET, one.outputs is UNSET)
            if form not in forms:
                if others.are_covered(of, roles):
                    forms.add(form)
                self.facts.add(fact_of(one, others))

    def _sound(self, line: bytes) -> Any:  # noqa: ANN401 (any type of line, or None)
        """Read a line of any type; None if it is to be read strictly."""
        words: Words = defaultdict(set)
        if len(line) > MAX_LINE:
            return None
        try:
            record = DECODER.decode(line)
            gather(record, words)
        except (ValueError, RecursionError):
            return None
        if not is_id(record.id) or not is_whole(_ENCODER.encode(record), line):
            return None
        if isinstance(record, QuestionLine) and not is_question_id(record.id):
            return None
        if is_odd(line) and has_controls(record):
            return None
        self._note(record, words)
        return record

    def _note(self, record: Line, words: Words) -> None:
        """Remember the words of a sound line, and what it states."""
        for paper in words["paper"] - self.words["paper"]:
            self.others.add(paper)
            self._forms.clear()
        for kind, some in words.items():
            self.words[kind] |= some
        if isinstance(record, MatterLine):
            self._state([record])
        elif isinstance(record, CatalogueLine):
            self.items[record.id] = item_fact_of(record, self.others)


def sort_lines(file: str, stream: BinaryIO, found: Sorted, context: Context) -> None:
    """
    Sort the lines of a file.

    Args:
        file: What to call it in messages.
        stream: Its bytes.
        found: Gets the lines.
        context: Gets what is wrong with the first line.
    """
    number = 2
    for data in _blocks(file, stream, found, context):
        number += found.block(file, number, data)


def sort_strictly(file: str, stream: BinaryIO, found: Sorted, context: Context) -> None:
    """Put every line of a file with those that are to be read strictly; otherwise `sort_lines`."""
    lines = chain.from_iterable(map(_lines, _blocks(file, stream, found, context)))
    found.strict.extend(StrictLine(file, number, line) for number, line in enumerate(lines, 2))


def _blocks(file: str, stream: BinaryIO, found: Sorted, context: Context) -> Iterator[bytes]:
    """Read a file some lines at a time, the first line aside, up to one that is too long."""
    head = stream.readline(MAX_LINE + 1).removeprefix(b"\xef\xbb\xbf")
    first = StrictLine(file, 1, head.rstrip(b"\n"))
    if not head:
        message = "the file is empty; begin it with the line of its `format`, or remove it"
        context.add(WrongError(ScalarNode("", Kind.NULL, file), message))
    verdict = is_head(first, context) if head else None
    if verdict is False:
        found.strict.append(first)
    while verdict is not None and (data := stream.read(_BLOCK)):
        data += b"" if data.endswith(b"\n") else stream.readline(MAX_LINE + 1)
        yield data
        if not data.endswith(b"\n"):
            return


def _lines(data: bytes) -> list[bytes]:
    """Take lines apart, without their line breaks."""
    return data.removesuffix(b"\n").split(b"\n")
