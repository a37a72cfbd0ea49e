"""What every result is made of: bounds and findings."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

import attrs

__all__ = ["Bounds", "Finding", "Severity"]

T = TypeVar("T", int, Fraction)


@attrs.frozen
class Bounds(Generic[T]):
    """
    The least and the greatest that a figure can be.

    Attributes:
        low: The least; None if it is unknown.
        high: The greatest; None if it is unknown.
        exact: Whether some situation attains each of the two; False if they are safe outer
            bounds, or rest on what a record does not state.
    """

    low: T | None
    high: T | None
    exact: bool = True

    @classmethod
    def of(cls, values: tuple[T, ...], *, exact: bool = True) -> Bounds[T]:
        """Take the bounds of values that occur, at least one."""
        return cls(min(values), max(values), exact)

    @property
    def is_known(self) -> bool:
        """Whether the figure is one number."""
        return self.low is not None and self.low == self.high

    def __str__(self) -> str:
        """Write ``4`` or ``2…6``, with ``?`` for what is unknown."""
        low, high = ("?" if end is None else str(end) for end in (self.low, self.high))
        return low if low == high else f"{low}…{high}"


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Finding:
    """
    What a check reports (校验问题).

    Attributes:
        check: Stable id of the check, such as ``"unreachable-condition"``.
        severity: How bad it is.
        subject: Which record, such as ``"matter birth_certificate"``.
        message: What is wrong.
        advice: What to do.
        place: ``file:line`` of the record, if it came from a file.
        basis: Number of the rule, or legal basis, if there is one.
        always: False if only some of the situations that are open show it.
        items: The things that it lists, all of them, sorted, each once; empty if it lists none.
    """

    check: str
    severity: Severity
    subject: str
    message: str
    advice: str = ""
    place: str | None = None
    basis: str | None = None
    always: bool = True
    items: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write one line: where, how bad, which, what, what to do, on what it rests, the check."""
        where = f"{self.place}: " if self.place else ""
        advice = f"; {self.advice}" if self.advice else ""
        basis = f" ({self.basis})" if self.basis else ""
        said = f"{self.severity}: {self.subject}: {self.message}{advice}{basis}"
        return f"{where}{said} [{self.check}]"
