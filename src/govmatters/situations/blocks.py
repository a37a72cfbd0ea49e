"""
Which truths the atoms of one question can have together (SI-3).

Atoms of different questions never constrain each other, so that the situations of a
bundle are the product over its questions; each factor is a block.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from govmatters.conditions import (
    Among,
    Answer,
    Atom,
    Below,
    Holds,
    Includes,
    Question,
    QuestionType,
    Within,
)

if TYPE_CHECKING:
    from govmatters.codes.regions import Regions

__all__ = ["Block", "blocks_of"]

_DAY = dt.timedelta(days=1)
_SOME_DAY = dt.date(2000, 1, 1)
_COUNTY_DIGITS = 6


@attrs.frozen
class Block:
    """
    The atoms of one question, and the truths that they can have together.

    Attributes:
        question: The question's id. A question of which several may hold has a block an
            option, as its options do not exclude each other.
        atoms: Distinct, at least one.
        truths: Distinct rows of truths, one an atom; at least one row.
        witnesses: For each row an answer that produces it; of an option's block, the set of
            that option, or the empty set.
    """

    question: str
    atoms: tuple[Atom, ...]
    truths: tuple[tuple[bool, ...], ...]
    witnesses: tuple[Answer, ...]

    def narrowed(self, answer: Answer, regions: Regions) -> Block:
        """Keep the one row that an answer produces."""
        row = tuple([atom.value(answer, regions) for atom in self.atoms])
        return Block(self.question, self.atoms, (row,), (answer,))


def blocks_of(
    atoms: Iterable[Atom], *, questions: Mapping[str, Question], regions: Regions
) -> tuple[Block, ...]:
    """
    Group atoms into blocks.

    Args:
        atoms: In any order; they may repeat.
        questions: Every question that the atoms name.
        regions: Knows which region lies in which.

    Returns:
        Blocks by the order of their questions' ids.

    Source:
        SI-3.
    """
    by_question: dict[str, dict[Atom, None]] = {}
    for atom in atoms:
        by_question.setdefault(atom.question, {})[atom] = None
    found: list[Block] = []
    for name in sorted(by_question):
        own = sorted(by_question[name], key=str)
        if questions[name].type is QuestionType.CHOICES:
            found.extend(_option_block(name, atom) for atom in own)
        else:
            found.append(_block(questions[name], own, regions))
    return tuple(found)


def _option_block(question: str, atom: Atom) -> Block:
    """One option holds or not, whatever the others do."""
    chosen = frozenset({atom.option}) if isinstance(atom, Includes) else frozenset()
    return Block(question, (atom,), ((False,), (True,)), (frozenset(), chosen))


def _block(question: Question, atoms: Sequence[Atom], regions: Regions) -> Block:
    rows: dict[tuple[bool, ...], Answer] = {}
    for answer in _answers(question, atoms, regions):
        rows.setdefault(tuple(atom.value(answer, regions) for atom in atoms), answer)
    truths = sorted(rows)
    return Block(question.id, tuple(atoms), tuple(truths), tuple(rows[row] for row in truths))


def _answers(question: Question, atoms: Sequence[Atom], regions: Regions) -> Iterator[Answer]:
    """Give answers that between them produce every row of truths there can be."""
    match question.type:
        case QuestionType.BOOLEAN:
            yield from (True, False)
        case QuestionType.CHOICE:
            yield from question.options
        case QuestionType.INTEGER:
            yield from _integers(question, atoms)
        case QuestionType.DATE:
            yield from _days(atoms)
        case QuestionType.REGION:
            yield from _regions(atoms, regions)


def _bounds(atoms: Sequence[Atom]) -> Iterator[int | str | dt.date]:
    """The values that atoms of an ordered type compare with."""
    for atom in atoms:
        match atom:
            case Below(_, bound):
                yield bound
            case Among(_, values):
                yield from values
            case _:
                pass


def _integers(question: Question, atoms: Sequence[Atom]) -> Iterator[int]:
    """Each bound and its neighbours, as far as the range goes."""
    low, high = question.min, question.max
    near = {int(bound) + step for bound in _bounds(atoms) for step in (-1, 0, 1)}  # type: ignore[arg-type]
    near.update(end for end in (low, high) if end is not None)
    for value in sorted(near or {0}):
        if (low is None or low <= value) and (high is None or value <= high):
            yield value


def _days(atoms: Sequence[Atom]) -> Iterator[dt.date]:
    """Each bound and its neighbours, as far as the calendar goes."""
    near = {_SOME_DAY}
    for bound in _bounds(atoms):
        if isinstance(bound, dt.date):
            near.add(bound)
            near.update([bound - _DAY] if bound > dt.date.min else [])
            near.update([bound + _DAY] if bound < dt.date.max else [])
    yield from sorted(near)


def _regions(atoms: Sequence[Atom], regions: Regions) -> Iterator[str]:
    """Each region named, what it lies in, and in each a township that no atom names."""
    named: set[str] = set()
    for atom in atoms:
        match atom:
            case Within(_, region):
                named.add(region)
            case Among(_, values):
                named.update(str(value) for value in values)
            case Holds() | Below() | Includes():
                pass
    around = {place for one in named for place in regions.ancestors(one)}
    for code in sorted(around):
        yield code
        if len(code) == _COUNTY_DIGITS:
            inside = (f"{code}{number:03}" for number in range(1, 1000))
            yield next(place for place in inside if place not in named)
