"""Whether targets are met, what is lacking, and the shortest list of matters to mend (IN)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import attrs

from govmatters.codes.successions import refuse_abolished
from govmatters.errors import suggestion
from govmatters.measures.indicators.formulas import Formula
from govmatters.measures.indicators.judging import judged_by
from govmatters.measures.indicators.measuring import Indicator, indicator_of, known_indicators
from govmatters.measures.indicators.shares import fewest_at_best, fewest_to_be_sure
from govmatters.measures.indicators.standings import Judged, Standing
from govmatters.measures.indicators.surveys import Survey, survey_of
from govmatters.model import Bounds, Target
from govmatters.registry import Registry

__all__ = ["Attainment", "Status", "targets"]


_TOO_MUCH = "mending every matter is not enough; write a share as a number up to 1, 95 % as 0.95"
_TOO_MUCH_ZH = "全部处理也不能达标；目标值应不超过 1，95% 写作 0.95"


class Status(StrEnum):
    """Whether what is wanted is reached."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"

    @property
    def name_zh(self) -> str:
        """The status in Chinese."""
        return {"met": "已达标", "not_met": "未达标", "unknown": "尚不能判断"}[self.value]


@attrs.frozen(kw_only=True)
class Attainment:
    """
    How far a region is with one indicator of a target.

    Attributes:
        target: Id of the target.
        region: Code of its region.
        name: The indicator's name.
        wanted: What is wanted of it.
        by: The day by which it is wanted.
        days_left: Days from the day that is looked at; 0 or less: it is due.
        status: Met or not met only if that is so whatever is not known turns out to be, and if
            something counts for certain.
        indicator: The indicator, of the region with all below; None if there is no such.
        gap: How many matters are to be mended: at the least, if all that is not known turns out
            well, and at the most. None: mending all is not enough; or it is not matters that
            are counted.
        fixes: The matters to mend so that the target is met for certain, each with what to do:
            no shorter list is enough. Those that lack fewest things come first.
        missing: Why it cannot be computed, or never be met; else empty.
        missing_zh: The same in Chinese.
    """

    target: str
    region: str
    name: str
    wanted: Decimal
    by: dt.date
    days_left: int
    status: Status
    indicator: Indicator | None
    gap: Bounds[int]
    fixes: tuple[Standing, ...] = ()
    missing: tuple[str, ...] = ()
    missing_zh: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        """Whether the day has come."""
        return self.days_left <= 0

    @property
    def is_missed(self) -> bool:
        """Whether the day has come, and it is not met."""
        return self.is_due and self.status is Status.NOT_MET


def targets(
    registry: Registry, *, on: dt.date, region: str | None = None
) -> tuple[Attainment, ...]:
    """
    Hold a registry against its targets.

    Args:
        registry: Holds matters and targets.
        on: The day.
        region: Code of a region: its targets and those of all below; all by default.

    Returns:
        One for each indicator of each target, by the target's id, in the order of the table in
        docs/indicators.md; names that are not there come last.

    Raises:
        UnknownIdError: If there is no such region.
        AbolishedRegionError: If the region was abolished before the day.
        InvalidEntryError: If the region begins later.

    Source:
        IN-5 and IN-6 in docs/indicators.md.
    """
    if region is not None:
        refuse_abolished(region, registry.geography, on)
    return tuple(
        found
        for target in registry.targets.records
        if region is None or registry.geography.within(target.region, region)
        for found in _attainments(registry, target, on)
    )


def _attainments(registry: Registry, target: Target, on: dt.date) -> Iterator[Attainment]:
    """Look at each indicator of a target, all in one view."""
    survey = survey_of(registry, on=on, region=target.region)
    known = known_indicators()
    order = {name: number for number, name in enumerate(known)}
    for name, wanted in sorted(target.indicators, key=lambda one: order.get(one[0], len(order))):
        goal = _Goal(target=target, name=name, wanted=wanted, on=on)
        yield goal.attained(known[name], survey) if name in known else goal.not_known()


@attrs.frozen(kw_only=True)
class _Goal:
    """One indicator of a target, on a day."""

    target: Target
    name: str
    wanted: Decimal
    on: dt.date

    def not_known(self) -> Attainment:
        """Say that there is no such indicator."""
        hint = suggestion(self.name, known_indicators()) or "docs/indicators.md has the names"
        missing = (f"there is no indicator {self.name[:80]!r}; {hint}",)
        return self._made(Status.UNKNOWN, missing=missing, missing_zh=("没有这一指标",))

    def attained(self, formula: Formula, survey: Survey) -> Attainment:
        """Compute the indicator, and what is lacking."""
        indicator, wanted = indicator_of(formula, survey), Fraction(self.wanted)
        counted = [one for one in judged_by(formula, survey) if one.weight is not None]
        is_sure = not counted or any(one.weight and one.weight.is_sure for one in counted)
        status = _status(indicator.share, wanted) if is_sure else Status.UNKNOWN
        made = self._made(status, indicator=indicator)
        if counted and indicator.share.low is not None:
            made = _with_fixes(made, counted, wanted)
        return _with_lacks(made, indicator, is_sure=is_sure)

    def _made(
        self,
        status: Status,
        *,
        indicator: Indicator | None = None,
        missing: tuple[str, ...] = (),
        missing_zh: tuple[str, ...] = (),
    ) -> Attainment:
        return Attainment(
            target=self.target.id,
            region=self.target.region,
            name=self.name,
            wanted=self.wanted,
            by=self.target.by,
            days_left=(self.target.by - self.on).days,
            status=status,
            indicator=indicator,
            gap=Bounds(0, 0) if status is Status.MET else Bounds(None, None, exact=False),
            missing=missing,
            missing_zh=missing_zh,
        )


def _status(share: Bounds[Fraction], wanted: Fraction) -> Status:
    low, high = share.low, share.high
    if low is None or high is None or low < wanted <= high:
        return Status.UNKNOWN
    return Status.MET if low >= wanted else Status.NOT_MET


def _with_lacks(made: Attainment, indicator: Indicator, *, is_sure: bool) -> Attainment:
    """Say why nothing can be said: it cannot be computed, nothing counts, or perhaps nothing."""
    if indicator.missing:
        said, said_zh = indicator.missing, indicator.missing_zh
    elif indicator.share.low is None:
        said, said_zh = ("no matter or bundle counts",), ("没有计入的事项",)
    elif made.wanted > 1:
        said, said_zh = (_TOO_MUCH,), (_TOO_MUCH_ZH,)
    elif not is_sure:
        said, said_zh = ("whether any matter counts",), ("是否有事项应当计入",)
    else:
        return made
    return attrs.evolve(made, missing=said, missing_zh=said_zh)


def _with_fixes(made: Attainment, counted: list[Judged], wanted: Fraction) -> Attainment:
    """Add the fewest matters to mend."""
    weights = [one.weight for one in counted if one.weight is not None]
    ranks = [(len(one.standing.needs), one.standing.id) for one in counted]
    chosen = fewest_to_be_sure(weights, wanted, ranks)
    best = fewest_at_best(weights, wanted)
    most = None if chosen is None else len(chosen)
    fixes = [counted[place].standing for place in chosen or ()]
    return attrs.evolve(
        made,
        gap=Bounds(best, most, exact=made.indicator is not None and not made.indicator.unknown),
        fixes=tuple(sorted(fixes, key=lambda one: (len(one.needs), one.id))),
    )
