"""
What the answers to a question are drawn from.

A pool has entries with weights. An entry has stretches of places; all places of an entry are
equally frequent, and those of a stretch make the same atoms true.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import attrs

from govmatters.codes.national_regions import NATION, last_year, national_names
from govmatters.codes.regions import Regions
from govmatters.conditions import Among, Answer, Atom, Below, Question, QuestionType
from govmatters.situations import blocks_of

__all__ = ["Pool", "Span", "Stretch", "cut", "place_of", "pool_of", "stretches_of"]

_OPEN_YEARS = 10
_OPEN_DAYS = 365
_OPEN_NUMBERS = 100
_MOST = 2**62
_EPOCH = dt.date(1970, 1, 1).toordinal()
_ORDERED = frozenset({QuestionType.INTEGER, QuestionType.DATE})

Stretch = tuple[int, int]
"""Its first place, and how many places it has, at least one."""

Span = tuple[dt.date, dt.date]
"""The first and the last day of all cases."""


@attrs.frozen(kw_only=True)
class Pool:
    """
    What the answers to one question are drawn from.

    Attributes:
        question: The question.
        weights: One an entry, whole, at least 0.
        entries: Stretches of each entry, at least one.
        values: What a place stands for, from 0; empty of integers and dates, whose places are
            the answers themselves: whole numbers, or days counted from 1970-01-01.
    """

    question: Question
    weights: tuple[int, ...]
    entries: tuple[tuple[Stretch, ...], ...]
    values: tuple[Answer, ...] = ()

    def answer(self, place: int) -> Answer:
        """Tell the answer that a place stands for."""
        if self.question.type is QuestionType.INTEGER:
            return place
        if self.question.type is QuestionType.DATE:
            return dt.date.fromordinal(place + _EPOCH)
        return self.values[place]


def pool_of(question: Question, atoms: Sequence[Atom], regions: Regions, span: Span) -> Pool:
    """
    Make the pool in which every situation of a question is equally frequent.

    Args:
        question: Of any type but ``choices``.
        atoms: Its atoms, at least one.
        regions: Knows which region lies in which.
        span: The days of the cases.

    Returns:
        An entry a situation, each with all answers that produce it; of regions those in force.
        An integer or a date without an end ends some way beyond the last bound.
    """
    values = tuple(_values(question, atoms, regions))
    if question.type in _ORDERED:
        low, high = _ends(question, atoms, span)
        stretches = list(cut((low, high - low + 1), atoms))
    else:
        stretches = [(place, 1) for place in range(len(values))]
    bare = Pool(question=question, weights=(), entries=(), values=values)
    rows: dict[tuple[bool, ...], list[Stretch]] = {}
    for stretch in stretches:
        answer = bare.answer(stretch[0])
        rows.setdefault(tuple(atom.value(answer, regions) for atom in atoms), []).append(stretch)
    entries = tuple(tuple(rows[row]) for row in sorted(rows))
    return attrs.evolve(bare, weights=(1,) * len(entries), entries=entries)


def stretches_of(low: Answer, high: Answer, atoms: Sequence[Atom]) -> Iterator[Stretch]:
    """
    Take apart a stretch of answers of an ordered type.

    Args:
        low: The first answer, a whole number or a day.
        high: The last answer.
        atoms: The question's atoms.

    Yields:
        Stretches in which the same atoms are true.
    """
    first, last = place_of(low), place_of(high)
    yield from cut((first, last - first + 1), atoms)


def place_of(answer: Answer | int) -> int:
    """Tell the place of an integer or a day."""
    if isinstance(answer, dt.date):
        return answer.toordinal() - _EPOCH
    return answer  # type: ignore[return-value]


def cut(stretch: Stretch, atoms: Iterable[Atom]) -> Iterator[Stretch]:
    """Cut a stretch where an atom changes."""
    first, end = stretch[0], stretch[0] + stretch[1]
    cuts = [place for place in sorted(_cuts(atoms)) if first < place < end]
    for low, high in zip([first, *cuts], [*cuts, end], strict=True):
        yield low, high - low


def _cuts(atoms: Iterable[Atom]) -> set[int]:
    """Tell the places at which some atom of an ordered type may change."""
    found: set[int] = set()
    for atom in atoms:
        match atom:
            case Below(_, bound):
                found.add(place_of(bound))
            case Among(_, values):
                found.update(place_of(one) + step for one in values for step in (0, 1))
            case _:
                pass
    return found


def _ends(question: Question, atoms: Sequence[Atom], span: Span) -> Stretch:
    """Tell the least and the greatest answer that are drawn."""
    cuts = _cuts(atoms)
    least, most = min(cuts), max(cuts)
    if question.type is QuestionType.DATE:
        low = min(least, place_of(span[0])) - _OPEN_YEARS * _OPEN_DAYS
        high = max(most + _OPEN_DAYS, place_of(span[1]))
        return max(low, 1 - _EPOCH), min(high, place_of(dt.date.max))
    low = 0 if least > 0 else least - _OPEN_NUMBERS
    low = low if question.min is None else question.min
    high = most + _OPEN_NUMBERS if question.max is None else question.max
    return max(low, -_MOST), min(high, _MOST)


def _values(question: Question, atoms: Sequence[Atom], regions: Regions) -> Iterator[Answer]:
    """Give the answers of a type without order."""
    match question.type:
        case QuestionType.BOOLEAN:
            yield from (False, True)
        case QuestionType.CHOICE:
            yield from question.options
        case QuestionType.REGION:
            yield from _regions(question, atoms, regions)
        case _:
            pass


def _regions(question: Question, atoms: Sequence[Atom], regions: Regions) -> Iterator[str]:
    """Give the regions in force, and what else some situation needs."""
    names = national_names()
    codes = [
        code
        for code in regions.codes()
        if code != NATION and (regions.is_declared(code) or last_year(names[code]) is None)
    ]
    yield from codes
    rows = {tuple(atom.value(code, regions) for atom in atoms) for code in codes}
    (block,) = blocks_of(atoms, questions={question.id: question}, regions=regions)
    for witness in block.witnesses:
        row = tuple(atom.value(witness, regions) for atom in atoms)
        if row not in rows:
            yield str(witness)
