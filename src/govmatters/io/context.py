"""What reading a field may have to know, and where its faults go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import attrs

from govmatters.codes.regions import Regions
from govmatters.conditions import Question
from govmatters.errors import Fault, suggestion
from govmatters.io.nodes import Node, ScalarNode, WrongError
from govmatters.model import Paper

__all__ = ["Context", "Parse"]

_T = TypeVar("_T")

_MANY = 2_000
"""A suggestion among as many words takes as long as several."""


@attrs.define
class Context:
    """
    What is known of all files while their records are read.

    Attributes:
        faults: All that is wrong so far, in no order.
        ids: By collection: the ids there are, each with its first place.
        questions: By id, those that could be read.
        regions: The national regions with the declared ones.
        broken: Ids of questions that could not be read; what names them is not blamed.
        lost: By collection: ids of lines that could not be read; what names them is not blamed.
        papers: The papers of the record that is being read, with their places.
        owner: The record that is being read, such as ``matter 'm'``; empty between records.
        key: The innermost key that is being read.
        hints: How many more suggestions may be looked for, as each takes time: the more words
            there are, the fewer.
    """

    faults: list[Fault] = attrs.field(factory=list)
    ids: dict[str, dict[str, ScalarNode]] = attrs.field(factory=dict)
    questions: dict[str, Question] = attrs.field(factory=dict)
    regions: Regions = attrs.field(factory=Regions)
    broken: set[str] = attrs.field(factory=set)
    lost: dict[str, set[str]] = attrs.field(factory=dict)
    papers: list[tuple[Paper, Node]] = attrs.field(factory=list)
    owner: str = ""
    key: str = ""
    hints: int = 200

    def add(self, wrong: WrongError) -> None:
        """Keep a fault, with the place that its node and offset say."""
        node = wrong.node
        column = node.column
        if isinstance(node, ScalarNode) and node.lead >= 0 and wrong.offset:
            column += node.lead + wrong.offset
        subject = f"{self.owner}, `{self.key}`" if self.owner and self.key else self.owner
        message = f"{subject}: {wrong.message}" if subject else wrong.message
        self.faults.append(Fault(node.file, node.line, column, message))

    def is_named(self, collection: str, key: str) -> bool:
        """Say whether a collection has an id, be it of a line that could not be read."""
        return key in self.ids.get(collection, ()) or key in self.lost.get(collection, ())

    def hint(self, word: str, known: Iterable[str], otherwise: str) -> str:
        """Suggest, as long as there is budget for it."""
        if self.hints <= 0:
            return otherwise
        words = tuple(known)
        self.hints -= 1 + len(words) // _MANY
        return suggestion(word, words) or otherwise

    def region_hint(self, code: str) -> str:
        """Suggest a region, as long as there is budget for it."""
        if self.hints <= 0:
            return "write a code of GB/T 2260, or declare it under regions"
        self.hints -= 1
        return self.regions.suggestion(code)

    def attempt(self, parse: Parse[_T], node: Node) -> _T | None:
        """Read a node, or keep what is wrong with it."""
        try:
            return parse(node, self)
        except WrongError as wrong:
            self.add(wrong)
            return None


Parse = Callable[[Node, Context], _T]
"""Reads a node as a value of some type, or raises WrongError."""
