"""What is found in a national registry: findings by how many share them, figures by counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

import attrs

from govmatters.measures.indicators.formulas import Unit
from govmatters.model import Bounds, Finding, Level, Severity

__all__ = ["CheckCount", "NationalCheck", "NationalIndicator", "NationalTally"]


@attrs.frozen(kw_only=True)
class CheckCount:
    """
    What one check found.

    Attributes:
        check: Its id.
        severity: How bad it is.
        count: How many findings there are.
        examples: The first few in full.
    """

    check: str
    severity: Severity
    count: int
    examples: tuple[Finding, ...]


@attrs.frozen(kw_only=True)
class NationalCheck:
    """
    What the checks of a national registry found, counted.

    Attributes:
        on: The day; None: whatever the day.
        digest: Of the folder.
        matters: How many implementations were looked at.
        shapes: How many of them were looked at one by one, all others being like one of these.
        counts: By severity, then check.
    """

    on: dt.date | None
    digest: str
    matters: int
    shapes: int
    counts: tuple[CheckCount, ...]

    def __iter__(self) -> Iterator[CheckCount]:
        """Walk the counts."""
        return iter(self.counts)


@attrs.frozen(kw_only=True)
class NationalTally:
    """
    How many stand alike with an indicator.

    Attributes:
        text: Why they are left out, what is to be done, or what is missing.
        count: How many.
        examples: Ids of the first few, sorted.
    """

    text: str
    count: int
    examples: tuple[str, ...]


@attrs.frozen(kw_only=True)
class NationalIndicator:
    """
    One indicator of a national registry, in counts.

    Attributes:
        name: Its name.
        name_zh: Its Chinese name.
        on: The day.
        digest: Of the folder.
        region: Code of the region, with all below; None: everywhere.
        authority: Id of the authority; None: all.
        level: The level; None: at any.
        unit: What the share counts.
        share: As of `govmatters.Indicator`, exact.
        numerator: How many count and are reached.
        denominator: How many count, and of which it is known how far they are reached.
        lacking: Of the denominator, those that are not reached whole, by what is to be done.
        excluded: Those that do not count, by the reason.
        unknown: Those of which it is not known, by what is missing.
        formula: The formula in words.
        formula_zh: The formula in Chinese.
        source: Where the formula comes from.
        missing: What no registry holds; else empty.
    """

    name: str
    name_zh: str
    on: dt.date
    digest: str
    region: str | None
    authority: str | None
    level: Level | None
    unit: Unit
    share: Bounds[Fraction]
    numerator: int
    denominator: int
    lacking: tuple[NationalTally, ...]
    excluded: tuple[NationalTally, ...]
    unknown: tuple[NationalTally, ...]
    formula: str
    formula_zh: str
    source: str
    missing: tuple[str, ...] = ()
