"""Every exception of govmatters: what is wrong, which, where, and what to do."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

__all__ = [
    "AbolishedRegionError",
    "AmbiguousMattersError",
    "CaseTableError",
    "CheckError",
    "CodeError",
    "ConditionError",
    "FactsError",
    "Fault",
    "GovMattersError",
    "InvalidEntryError",
    "LoadError",
    "MarginalsError",
    "MissingExtraError",
    "PlacesBudgetError",
    "QueryError",
    "SearchBudgetError",
    "UnknownIdError",
    "suggestion",
]

SHOWN = 80
"""How many characters of a hostile or long value a message repeats."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """
    Say which known words are near to a word.

    Args:
        word: What was written.
        known: What could have been meant.

    Returns:
        ``"did you mean a, b?"`` or ``""`` if nothing is near.

    Examples:
        >>> suggestion("newbron", ["newborn", "restaurant"])
        'did you mean newborn?'
    """
    near = difflib.get_close_matches(word[:SHOWN], sorted(known), n=3)
    return f"did you mean {', '.join(near)}?" if near else ""


class GovMattersError(Exception):
    """The base of every error that govmatters raises on purpose."""


@attrs.frozen
class Fault:
    """
    One thing wrong with an input, and where.

    Attributes:
        file: The file as it was given; ``"<text>"`` for text that came from no file.
        line: From 1; 0 if the fault is of the file as a whole.
        column: From 1; 0 if the fault is of the file as a whole.
        message: What is wrong, which, and what to do.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Write ``file:line:column: message``, in one line whatever the input held."""
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{where}: {self.message}".replace("\n", "⏎").replace("\r", "⏎")


@attrs.define
class LoadError(GovMattersError, ValueError):
    """
    An input that cannot become a registry.

    Attributes:
        faults: All that is wrong, by file, line and column; never empty.
    """

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        """Write a line a fault."""
        return "\n".join(str(fault) for fault in self.faults)


@attrs.define
class InvalidEntryError(GovMattersError, ValueError):
    """
    A record that cannot exist.

    Attributes:
        subject: Which record.
        problem: What is wrong with it, and what to do.
    """

    subject: str
    problem: str

    def __str__(self) -> str:
        """Name the record first."""
        return f"{self.subject!r}: {self.problem}"


@attrs.define
class UnknownIdError(GovMattersError, LookupError):
    """
    An id that the registry does not hold.

    Attributes:
        noun: What was looked for, such as ``"matter"``.
        id: The id asked for.
        known: Every id of that noun, so that a caller can suggest.
        advice: What to do, where that is known; else what is near is suggested.
    """

    noun: str
    id: str
    known: tuple[str, ...]
    advice: str = ""

    def __str__(self) -> str:
        """Say what was asked for, what is near it, and how many there are."""
        hint = self.advice or suggestion(self.id, self.known) or _listing(self.known)
        return f"no {self.noun} {self.id[:SHOWN]!r} among {len(self.known)}; {hint}"


def _listing(known: tuple[str, ...]) -> str:
    """Name a few ids where none is near."""
    few = ", ".join(known[:8])
    return (
        f"known are {few}{', …' if len(known) > len(few.split(', ')) else ''}"
        if few
        else ("there is none at all")
    )


@attrs.define
class AbolishedRegionError(GovMattersError, ValueError):
    """
    A region whose code was abolished before the day that is asked about.

    Attributes:
        region: The code as it was given.
        name: The last name that it had.
        year: The year in which it was abolished.
        on: The day.
        hint: What perhaps stands in its place.
    """

    region: str
    name: str
    year: int
    on: dt.date
    hint: str

    def __str__(self) -> str:
        """Say since when, and what to write."""
        return (
            f"region {self.region!r} ({self.name}) was abolished in {self.year}, before {self.on}; "
            f"{self.hint}: write a code that holds on the day"
        )


@attrs.define
class CodeError(GovMattersError, ValueError):
    """
    A text that is no code of its standard.

    Attributes:
        noun: What it was read as, such as ``"basic code"``.
        text: The whole text.
        problem: Which position is wrong, counted from 1, and what it should hold.
    """

    noun: str
    text: str
    problem: str

    def __str__(self) -> str:
        """Repeat the text, cut to a line."""
        return f"{self.text[:SHOWN]!r} is no {self.noun}: {self.problem}"


@attrs.define
class ConditionError(GovMattersError, ValueError):
    """
    A condition that is not one.

    Attributes:
        text: The whole condition.
        offset: Of the first character that is wrong, from 0.
        problem: What is wrong, and what to do.
    """

    text: str
    offset: int
    problem: str

    def __str__(self) -> str:
        """Show the condition, cut to a line, with the place."""
        shown = self.text[:SHOWN] + ("…" if len(self.text) > SHOWN else "")
        return f"condition {shown!r}, character {self.offset + 1}: {self.problem}"


@attrs.define
class FactsError(GovMattersError, ValueError):
    """
    Facts that cannot be taken.

    Attributes:
        problems: One sentence each, by question; never empty.
    """

    problems: tuple[str, ...]

    def __str__(self) -> str:
        """Write a line a problem."""
        return "\n".join(self.problems)


@attrs.define
class AmbiguousMattersError(GovMattersError, ValueError):
    """
    Two entries of one ``one_of`` that the facts both make true (AP-1).

    Attributes:
        bundle: The bundle's id.
        matters: The entries' keys, sorted; two or more.
    """

    bundle: str
    matters: tuple[str, ...]

    def __str__(self) -> str:
        """Name the entries."""
        both = " and ".join(repr(key) for key in self.matters)
        return (
            f"bundle {self.bundle!r}: of its one_of exactly one applies, but the facts make "
            f"{both} apply; change their `when` so that one excludes the other, or the facts"
        )


@attrs.define
class CheckError(GovMattersError, RuntimeError):
    """
    A check of somebody else's that cannot be loaded, or fails.

    Attributes:
        check: Its id.
        package: Which distribution brings it.
        problem: What is wrong with it.
    """

    check: str
    package: str
    problem: str

    def __str__(self) -> str:
        """Name the check, who brings it, and the ways out."""
        return (
            f"check {self.check!r} of {self.package!r}: {self.problem}; mend or uninstall "
            f"{self.package!r}, or run with --ignore {self.check}"
        )


@attrs.define
class SearchBudgetError(GovMattersError, RuntimeError):
    """
    A choice of alternatives that is too large to be settled exactly (PL-4).

    Attributes:
        bundle: The bundle's id.
        component: The rows that must be chosen together, ``matter#place``, sorted.
        budget: How many steps of search were allowed.
    """

    bundle: str
    component: tuple[str, ...]
    budget: int

    def __str__(self) -> str:
        """Name the component and the ways out."""
        rows = ", ".join(self.component[:12]) + (", …" if len(self.component) > 12 else "")  # noqa: PLR2004
        return (
            f"bundle {self.bundle!r}: the alternatives of {len(self.component)} rows ({rows}) "
            f"could not be chosen exactly within {self.budget} steps of search; turn some "
            "alternatives into questions, or share fewer papers among them"
        )


@attrs.define
class PlacesBudgetError(GovMattersError, RuntimeError):
    """
    Places to visit of which the fewest cannot be settled exactly (HR-10).

    Attributes:
        bundle: The bundle's id.
        matters: Keys of the matters that share places, sorted.
        places: Codes of the places where they can be handled.
        budget: How many sets of places were tried.
    """

    bundle: str
    matters: tuple[str, ...]
    places: tuple[str, ...]
    budget: int

    def __str__(self) -> str:
        """Name the matters and the ways out."""
        keys = ", ".join(self.matters[:12]) + (", …" if len(self.matters) > 12 else "")  # noqa: PLR2004
        return (
            f"bundle {self.bundle!r}: the fewest places to visit for {len(self.matters)} matters "
            f"({keys}), each of which can be handled at several of {len(self.places)} places, were "
            f"not found among {self.budget} sets of places; judge fewer of these matters in one "
            "bundle, or each alone"
        )


@attrs.define
class MissingExtraError(GovMattersError, ImportError):
    """
    A capability whose optional packages are not installed.

    Attributes:
        what: What was asked for.
        extra: The extra that brings it.
    """

    what: str
    extra: str

    def __str__(self) -> str:
        """Name the command that installs it."""
        return f"{self.what} needs more packages: pip install 'govmatters[{self.extra}]'"


@attrs.define
class MarginalsError(GovMattersError, ValueError):
    """
    Weights of answers from which no cases can be drawn.

    Attributes:
        problems: One sentence each, by question; never empty.
    """

    problems: tuple[str, ...]

    def __str__(self) -> str:
        """Write a line a problem."""
        return "\n".join(f"marginals: {problem}" for problem in self.problems)


@attrs.define
class CaseTableError(GovMattersError, ValueError):
    """
    A table of cases that cannot be measured.

    Attributes:
        faults: What is wrong with it and what to do, a line each.
    """

    faults: tuple[str, ...]

    def __str__(self) -> str:
        """Write one line a fault."""
        return "\n".join(f"cases: {fault}" for fault in self.faults)


@attrs.define
class QueryError(GovMattersError, ValueError):
    """
    A bundle that cannot be written as a statement over a table of cases.

    Attributes:
        bundle: The bundle's id.
        problems: Why not and what to do, a line each; never empty.
    """

    bundle: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        """Write one line a problem."""
        return "\n".join(f"bundle {self.bundle!r}: {problem}" for problem in self.problems)
