"""
What indicators ask of one matter, each answered by true, false or unknown.

A criterion reads a few keys. Where it cannot be answered, the keys that are not stated are what
is missing. An exclusion is different: it holds only if the matter says so, so that silence takes
nothing out of a denominator.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from govmatters.measures.indicators.standings import Need, Reason
from govmatters.measures.indicators.surveys import Survey
from govmatters.model import Matter

__all__ = ["Criterion", "Exclusion"]


@attrs.frozen(kw_only=True)
class Criterion:
    """
    What a matter is or does.

    Attributes:
        name: What it is about.
        said: Of which matters it is true, in English, as ``"matters …"`` goes on.
        said_zh: The same in Chinese, before ``"…的事项"``.
        keys: What it reads.
        judge: Says whether it is true of a matter; None: it is not known.
        otherwise: What is said where it is not true: what to do, or why the matter does not
            count.
        otherwise_zh: The same in Chinese.
    """

    name: str
    said: str
    said_zh: str
    keys: tuple[str, ...]
    judge: Callable[[Matter, Survey], bool | None]
    otherwise: str
    otherwise_zh: str

    def reason(self) -> Reason:
        """Say why a matter of which it is false does not count."""
        return Reason(criterion=self.name, text=self.otherwise, text_zh=self.otherwise_zh)

    def unsure(self, matter: Matter) -> Need:
        """Say what has to be stated, so that it is known whether a matter counts."""
        missing = missing_of(matter, self.keys)
        return Need(criterion=self.name, todo="", todo_zh="", missing=missing)

    def lacking(self) -> Need:
        """Say what has to be done, so that it becomes true of a matter of which it is false."""
        return Need(criterion=self.name, todo=self.otherwise, todo_zh=self.otherwise_zh)

    def open(self, matter: Matter) -> Need:
        """Say what has to be stated, and what is wanted, where it is not known."""
        return attrs.evolve(self.lacking(), missing=missing_of(matter, self.keys))


def missing_of(matter: Matter, keys: tuple[str, ...]) -> tuple[str, ...]:
    """
    Name the keys that a matter does not state.

    Args:
        matter: The matter.
        keys: Such as ``"guide.kind"``.

    Returns:
        Those that are not stated; if all are, the questions on which its region depends.
    """
    found = tuple(key for key in keys if _read(matter, key) is None)
    asked = (matter.competent, *(matter.also_acts_in or ()))
    return found or tuple(question for question in asked if question is not None)


def _read(matter: Matter, key: str) -> object:
    """Read a key; what is not stated has no keys inside."""
    value: object = matter
    for part in key.split("."):
        value = None if value is None else getattr(value, part)
    return value


@attrs.frozen(kw_only=True)
class Exclusion:
    """
    Why a matter leaves a denominator, if it says so itself.

    Attributes:
        name: What it is about.
        said: The reason, in English.
        said_zh: The reason, in Chinese.
        holds: Whether a matter states it.
        basis: By which law a matter states it.
    """

    name: str
    said: str
    said_zh: str
    holds: Callable[[Matter], bool]
    basis: Callable[[Matter], str | None]

    def reason(self, matter: Matter) -> Reason:
        """Say why a matter is left out."""
        basis = self.basis(matter)
        return Reason(criterion=self.name, text=self.said, text_zh=self.said_zh, basis=basis)
