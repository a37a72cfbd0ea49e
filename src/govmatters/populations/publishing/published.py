"""What may be published of a measured population, or of what changes."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from govmatters.model import Bounds
from govmatters.populations.results import Tally

__all__ = ["Published", "PublishedChange", "PublishedChanges", "PublishedGroup"]


@attrs.frozen(kw_only=True)
class PublishedGroup:
    """
    Cases that agree on some of what a population was grouped by; or a group that is hidden.

    Attributes:
        key: A text for each name in ``by``, in that order; ``""`` where it is not known, None
            where all are taken together.
        cases: Rows of the table; None if hidden.
        weight: Cases that they stand for; None if hidden.
        tally: The sums over what is shown of them, group by group: its own ``cases`` say how
            many these are. None if nothing is.
    """

    key: tuple[str | None, ...]
    cases: int | None
    weight: int | None
    tally: Tally | None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing is said of it but its name."""
        return self.cases is None


@attrs.frozen(kw_only=True)
class Published:
    """
    A population that can be published.

    Attributes:
        bundle: Id of the bundle.
        digest: Of the registry's content.
        by: What groups stand for.
        below: With fewer cases than this, a group is hidden.
        first: The first day of the month of the first case; None if there is no case.
        last: The last day of the month of the last case.
        total: All cases.
        subtotals: One for each key of some of the names in ``by``, but not of all or none.
        groups: By their keys, sorted; empty if nothing was asked for in ``by``.
        unknown: Questions that the bundle asks and the table has no column for.
    """

    bundle: str
    digest: str
    by: tuple[str, ...]
    below: int
    first: dt.date | None
    last: dt.date | None
    total: PublishedGroup
    subtotals: tuple[PublishedGroup, ...]
    groups: tuple[PublishedGroup, ...]
    unknown: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class PublishedChange:
    """
    The same cases, measured twice; or a group that is hidden.

    Attributes:
        key: As in `PublishedGroup`.
        cases: Rows of the table; None if hidden.
        weight: Cases that they stand for; None if hidden.
        was: The sums over what is shown of them, as it was; None if nothing is.
        becomes: The same, as it becomes.
        papers: Papers saved; None if nothing is shown.
        trips: Trips saved.
        working_days: Working days saved.
    """

    key: tuple[str | None, ...]
    cases: int | None
    weight: int | None
    was: Tally | None = None
    becomes: Tally | None = None
    papers: Bounds[int] | None = None
    trips: Bounds[int] | None = None
    working_days: Bounds[int] | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether nothing is said of it but its name."""
        return self.cases is None


@attrs.frozen(kw_only=True)
class PublishedChanges:
    """
    Changes that can be published.

    Attributes:
        bundle: Id of the bundle.
        was_digest: As in `Changes`, like all that is not explained here.
        becomes_digest: As in `Changes`.
        was_on: As in `Changes`.
        becomes_on: As in `Changes`.
        was_alone: As in `Changes`.
        becomes_alone: As in `Changes`.
        by: As in `Changes`.
        below: With fewer cases than this, a group is hidden.
        first: The first day of the month of the first case; None without days.
        last: The last day of the month of the last case.
        a_year: What makes a year of the sum, by the days of these months; None without days.
        total: All cases.
        subtotals: As in `Published`.
        groups: As in `Published`.
        unknown: As in `Changes`.
    """

    bundle: str
    was_digest: str
    becomes_digest: str
    was_on: dt.date | None
    becomes_on: dt.date | None
    was_alone: bool
    becomes_alone: bool
    by: tuple[str, ...]
    below: int
    first: dt.date | None
    last: dt.date | None
    a_year: Fraction | None
    total: PublishedChange
    subtotals: tuple[PublishedChange, ...]
    groups: tuple[PublishedChange, ...]
    unknown: tuple[str, ...] = ()
