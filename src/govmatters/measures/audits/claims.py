"""What is claimed of a bundle, and what a claim turns out to be worth."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from govmatters.model import Bundle, Counts, Published

__all__ = ["ClaimVerdict", "Figure", "claims_of", "measure_of", "overall"]


class ClaimVerdict(StrEnum):
    """
    What a claim is worth, seen by the applicant.

    What is worse is that less is removed than claimed: less stood there before, or more is
    left after.
    """

    CONFIRMED = "confirmed"
    BETTER = "better"
    WORSE = "worse"
    NOT_CHECKABLE = "not_checkable"

    @property
    def name_zh(self) -> str:
        """The verdict's Chinese name."""
        return _NAMES_ZH[self]


_NAMES_ZH = {
    ClaimVerdict.CONFIRMED: "属实",
    ClaimVerdict.BETTER: "优于公布",
    ClaimVerdict.WORSE: "不及公布",
    ClaimVerdict.NOT_CHECKABLE: "无法核对",
}
_GRAVEST_FIRST = (
    ClaimVerdict.WORSE,
    ClaimVerdict.NOT_CHECKABLE,
    ClaimVerdict.BETTER,
    ClaimVerdict.CONFIRMED,
)


class Figure(StrEnum):
    """A number that is claimed of a bundle, under the name that files give it."""

    MATERIALS_BEFORE = "materials_before"
    MATERIALS_AFTER = "materials_after"
    DAYS_BEFORE = "days_before"
    DAYS_AFTER = "days_after"
    TRIPS_BEFORE = "trips_before"
    TRIPS_AFTER = "trips_after"
    STEPS_BEFORE = "steps_before"
    STEPS_AFTER = "steps_after"
    PROMISED_WORKING_DAYS = "promised_working_days"

    @property
    def is_before(self) -> bool:
        """Whether it tells how things were with each matter alone."""
        return self.value.endswith("_before")

    @property
    def is_limit(self) -> bool:
        """Whether it is a promise, which less keeps as well."""
        return self is Figure.PROMISED_WORKING_DAYS

    @property
    def is_of_materials(self) -> bool:
        """Whether it counts materials."""
        return self in {Figure.MATERIALS_BEFORE, Figure.MATERIALS_AFTER}

    def verdict(self, claimed: int, low: int, high: int | None) -> ClaimVerdict:
        """
        Judge a claimed number.

        Args:
            claimed: The number, at least 0.
            low: The least that the rules compute.
            high: The greatest; None if it is unknown.

        Returns:
            A definite verdict only if every number from the least to the greatest has it; a
            promise is confirmed if it is used up and never exceeded.

        Examples:
            >>> Figure.DAYS_AFTER.verdict(5, 30, None).value
            'worse'
            >>> Figure.DAYS_BEFORE.verdict(5, 30, None).value
            'better'
        """
        if low > claimed:
            return ClaimVerdict.BETTER if self.is_before else ClaimVerdict.WORSE
        if high is not None and high < claimed:
            return ClaimVerdict.WORSE if self.is_before else ClaimVerdict.BETTER
        is_met = high == claimed and (low == claimed or self.is_limit)
        return ClaimVerdict.CONFIRMED if is_met else ClaimVerdict.NOT_CHECKABLE


def claims_of(bundle: Bundle) -> tuple[tuple[Figure, int], ...]:
    """
    Collect the numbers that are claimed of a bundle.

    Args:
        bundle: The bundle.

    Returns:
        (which number, the number claimed), in the order of `Figure`; what nobody claims is
        left out. The bundle's own promise of working days is a claim like the published ones.
    """
    stated = [(figure, getattr(_stating(figure, bundle), figure.value, None)) for figure in Figure]
    return tuple((figure, number) for figure, number in stated if number is not None)


def _stating(figure: Figure, bundle: Bundle) -> Bundle | Published | None:
    """Find the record that states a number."""
    return bundle if figure is Figure.PROMISED_WORKING_DAYS else bundle.published


def measure_of(figure: Figure, counts: Counts | None) -> str:
    """
    Name the measure that a claimed number stands beside.

    Args:
        figure: Which number.
        counts: What the authority counted, if known.

    Returns:
        ``rows``, ``papers``, ``working_days``, ``trips`` or ``steps``, as a reduction has
        them before and after.
    """
    if figure.is_of_materials:
        return "rows" if counts is Counts.ROWS else "papers"
    if figure in {Figure.TRIPS_BEFORE, Figure.TRIPS_AFTER}:
        return "trips"
    return "steps" if figure in {Figure.STEPS_BEFORE, Figure.STEPS_AFTER} else "working_days"


def overall(verdicts: Iterable[ClaimVerdict]) -> ClaimVerdict | None:
    """
    Sum up verdicts by the gravest.

    Args:
        verdicts: Any number of them.

    Returns:
        ``worse`` if there is one, else ``not_checkable``, else ``better``, else
        ``confirmed``; None if there are none.

    Examples:
        >>> overall([ClaimVerdict.CONFIRMED, ClaimVerdict.BETTER]).value
        'better'
    """
    found = set(verdicts)
    return next((verdict for verdict in _GRAVEST_FIRST if verdict in found), None)
