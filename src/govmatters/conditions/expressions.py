"""Typed conditions as values: atoms, and what joins them; true, false or unknown (SI-1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from govmatters.codes.regions import Regions
    from govmatters.conditions.questions import Answer

__all__ = [
    "All",
    "Among",
    "Any",
    "Atom",
    "Below",
    "Condition",
    "Constant",
    "Expression",
    "Holds",
    "Includes",
    "Not",
    "Within",
    "atoms_of",
]


def literal(value: object) -> str:
    """Write a literal as a condition would."""
    if isinstance(value, dt.date):
        return f'date("{value.isoformat()}")'
    return str(value) if isinstance(value, int) else f'"{value}"'


@attrs.frozen
class Holds:
    """A boolean question that is answered with true."""

    question: str

    def __str__(self) -> str:
        """Write the question's id."""
        return self.question

    def value(self, answer: Answer, _regions: Regions) -> bool:
        """Say whether the answer makes the atom true."""
        return answer is True


@attrs.frozen
class Below:
    """An integer or a day that lies below a bound; ``>=`` is its negation."""

    question: str
    bound: int | dt.date

    def __str__(self) -> str:
        """Write the comparison."""
        return f"{self.question} < {literal(self.bound)}"

    def value(self, answer: Answer, _regions: Regions) -> bool:
        """Say whether the answer makes the atom true."""
        return answer < self.bound  # type: ignore[operator]


@attrs.frozen
class Among:
    """An answer that is one of some values, which are sorted and distinct."""

    question: str
    values: tuple[int | str | dt.date, ...]

    def __str__(self) -> str:
        """Write the comparison, with ``==`` for a single value."""
        if len(self.values) == 1:
            return f"{self.question} == {literal(self.values[0])}"
        return f"{self.question} in [{', '.join(literal(value) for value in self.values)}]"

    def value(self, answer: Answer, _regions: Regions) -> bool:
        """Say whether the answer makes the atom true."""
        return answer in self.values


@attrs.frozen
class Includes:
    """An option that is among several that may hold."""

    question: str
    option: str

    def __str__(self) -> str:
        """Write the comparison."""
        return f"{literal(self.option)} in {self.question}"

    def value(self, answer: Answer, _regions: Regions) -> bool:
        """Say whether the answer makes the atom true."""
        return self.option in answer  # type: ignore[operator]


@attrs.frozen
class Within:
    """A region that lies in another, or is it."""

    question: str
    region: str

    def __str__(self) -> str:
        """Write the call."""
        return f"within({self.question}, {literal(self.region)})"

    def value(self, answer: Answer, regions: Regions) -> bool:
        """Say whether the answer makes the atom true."""
        return regions.within(str(answer), self.region)


Atom = Holds | Below | Among | Includes | Within
"""A comparison, or a boolean question: what a condition looks at (SI-2)."""


@attrs.frozen
class Constant:
    """A condition that is always true, or never."""

    truth: bool


@attrs.frozen
class Not:
    """The negation of an expression."""

    part: Expression


@attrs.frozen
class All:
    """True when every part is; false when one is false."""

    parts: tuple[Expression, ...]


@attrs.frozen
class Any:
    """False when every part is; true when one is true."""

    parts: tuple[Expression, ...]


Expression = Atom | Constant | Not | All | Any


@attrs.frozen
class Condition:
    """
    A condition as it was written, and what it means.

    Attributes:
        text: As in the file, without surrounding space.
        expression: Typed, with atoms in their canonical form.
    """

    text: str
    expression: Expression = attrs.field(eq=False, repr=False)

    def __str__(self) -> str:
        """Write the text."""
        return self.text

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The distinct atoms, in the order in which they are first met."""
        return tuple(dict.fromkeys(atoms_of(self.expression)))

    def value(self, facts: Mapping[str, Answer], regions: Regions) -> bool | None:
        """
        Evaluate the condition in Kleene's logic.

        Args:
            facts: Answers in canonical form, by question; a missing one is unknown.
            regions: Knows which region lies in which.

        Returns:
            True, False, or None for unknown.

        Source:
            SI-1.
        """
        return _value(self.expression, facts, regions)


def atoms_of(expression: Expression) -> Iterator[Atom]:
    """Walk the atoms of an expression from left to right; they may repeat."""
    match expression:
        case Constant():
            return
        case Not(part):
            yield from atoms_of(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from atoms_of(part)
        case _:
            yield expression


def _value(expression: Expression, facts: Mapping[str, Answer], regions: Regions) -> bool | None:
    match expression:
        case Constant(truth):
            return truth
        case Not(part):
            truth_of_part = _value(part, facts, regions)
            return None if truth_of_part is None else not truth_of_part
        case All(parts):
            return _joined([_value(part, facts, regions) for part in parts], decisive=False)
        case Any(parts):
            return _joined([_value(part, facts, regions) for part in parts], decisive=True)
        case _:
            answer = facts.get(expression.question)
            return None if answer is None else expression.value(answer, regions)


def _joined(values: list[bool | None], *, decisive: bool) -> bool | None:
    """Join truths: one decisive value decides, else one unknown leaves it open."""
    if decisive in values:
        return decisive
    return None if None in values else not decisive
