"""Indicators (IN): each with what it counts, what it leaves out and what is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

import attrs

from govmatters.codes.successions import refuse_abolished
from govmatters.errors import UnknownIdError
from govmatters.measures.indicators.bundle_cuts import cut_of, share_of_cuts
from govmatters.measures.indicators.formulas import BEYOND, FORMULAS, Figure, Formula, Unit
from govmatters.measures.indicators.judging import judged_by
from govmatters.measures.indicators.shares import bounds_of
from govmatters.measures.indicators.standings import Standing
from govmatters.measures.indicators.surveys import Survey, survey_of
from govmatters.model import Bounds, Level
from govmatters.registry import Registry

__all__ = ["Indicator", "indicator_of", "indicators", "known_indicators"]

_NOTHING: Bounds[Fraction] = Bounds(None, None, exact=False)


@attrs.frozen(kw_only=True)
class Indicator:
    """
    One indicator of a view of a registry.

    What is in view is in the denominator, excluded, or unknown: once, and nothing else is. Ids
    are those of matters; of bundles where a formula looks at bundles.

    Attributes:
        name: Its name, such as ``"online_rate"``.
        name_zh: Its Chinese name.
        on: The day.
        digest: Of the registry's content.
        region: Code of the region that is looked at, with all below; None: everywhere.
        authority: Id of the authority; None: all.
        level: The level; None: at any.
        unit: What the share counts.
        share: Reached over all, exact, at most 1; below 0 only where more days are promised than
            the law allows. With unknown ones its bounds: in the least they are not reached, in
            the most they are. None if nothing counts.
        numerator: Ids of those that count and are reached, be it in part, sorted.
        denominator: Ids of those of which it is known that they count, and how far they are
            reached (what a bundle removes may depend on the applicant); sorted.
        lacking: Those of the denominator that are not reached whole, each with what to do.
        excluded: Those that do not count, each with the reason.
        unknown: Those of which it is not known, each with what is missing.
        formula: The formula in words.
        formula_zh: The formula in Chinese.
        source: Where the formula comes from, or ``"proposed"``.
        missing: What no registry holds, so that nothing can be computed; else empty.
        missing_zh: The same in Chinese.
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
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    lacking: tuple[Standing, ...]
    excluded: tuple[Standing, ...]
    unknown: tuple[Standing, ...]
    formula: str
    formula_zh: str
    source: str
    missing: tuple[str, ...] = ()
    missing_zh: tuple[str, ...] = ()


def known_indicators() -> dict[str, Formula]:
    """
    Collect the formulas by name.

    Returns:
        Those that are computed, then those that plans name and no registry can tell.
    """
    return {one.name: one for one in (*FORMULAS, *BEYOND)}


def indicators(
    registry: Registry,
    *,
    on: dt.date,
    region: str | None = None,
    authority: str | None = None,
    level: Level | str | None = None,
    names: Iterable[str] | None = None,
) -> tuple[Indicator, ...]:
    """
    Compute indicators of a registry.

    Args:
        registry: Holds matters, bundles, exemptions and agreements.
        on: The day; matters that do not exist on it are not in view.
        region: Code of a region; with all below it. Everywhere by default.
        authority: Id of an authority; all by default.
        level: At which level matters are handled (行使层级); at any by default.
        names: Which indicators; by default all that looking at a registry can tell.

    Returns:
        The indicators, in the order of the table in docs/indicators.md, or in that of the names.

    Raises:
        UnknownIdError: If there is no such region, authority, level or indicator.
        AbolishedRegionError: If the region was abolished before the day.
        InvalidEntryError: If the region begins later.
        TypeError: If the names are one text, or the day is no day.

    Examples:
        >>> import datetime, govmatters as gm
        >>> (found,) = gm.indicators(
        ...     gm.load(), on=datetime.date(2026, 7, 1), names=["online_rate"], region="430000"
        ... )
        >>> found.name_zh, len(found.denominator) >= len(found.numerator)
        ('网上可办率', True)

    Source:
        IN-1 to IN-4 in docs/indicators.md.
    """
    if isinstance(names, str):
        msg = f"names wants several names, got {names!r}; write [{names!r}]"
        raise TypeError(msg)
    if region is not None:
        refuse_abolished(region, registry.geography, on)
    survey = survey_of(registry, on=on, region=region, authority=authority, level=level)
    known = known_indicators()
    wanted = [one.name for one in FORMULAS] if names is None else list(dict.fromkeys(names))
    for name in wanted:
        if name not in known:
            raise UnknownIdError(noun="indicator", id=name, known=tuple(known))
    return tuple(indicator_of(known[name], survey) for name in wanted)


def indicator_of(formula: Formula, survey: Survey) -> Indicator:
    """
    Compute one indicator.

    Args:
        formula: How.
        survey: The view.

    Returns:
        The indicator.
    """
    if formula.bundles is not None:
        return _of_bundles(formula, formula.bundles, survey)
    judged = judged_by(formula, survey)
    weights = [one.weight for one in judged if one.weight is not None]
    return _indicator(
        formula,
        survey,
        [(one.standing, one.is_known) for one in judged],
        reached={one.standing.id for one in judged if one.weight and one.weight.low > 0},
        share=bounds_of(weights),
    )


def _of_bundles(formula: Formula, figure: Figure, survey: Survey) -> Indicator:
    """Compute an indicator of bundles; they state no level, so that no level has any."""
    if survey.level is not None:
        missing, missing_zh = ("the level of a bundle",), ("一件事的行使层级",)
        bare = attrs.evolve(formula, missing=missing, missing_zh=missing_zh)
        return _indicator(bare, survey, (), reached=(), share=_NOTHING)
    cuts = [
        cut_of(bundle.id, survey.reductions[bundle.id], figure, hidden)
        for bundle, hidden in survey.bundles
    ]
    reached = {one.standing.id for one in cuts if (one.removed.low or 0) > 0}
    standings = [(one.standing, one.is_known) for one in cuts]
    return _indicator(formula, survey, standings, reached=reached, share=share_of_cuts(cuts))


def _indicator(
    formula: Formula,
    survey: Survey,
    standings: Sequence[tuple[Standing, bool]],
    *,
    reached: Collection[str],
    share: Bounds[Fraction],
) -> Indicator:
    """Sort those in view into what counts, what is left out, and what is not known."""
    counted = [one for one, is_known in standings if is_known]
    return Indicator(
        name=formula.name,
        name_zh=formula.name_zh,
        on=survey.on,
        digest=survey.registry.digest,
        region=survey.region,
        authority=survey.authority,
        level=survey.level,
        unit=formula.unit,
        share=share,
        numerator=tuple(one.id for one in counted if one.id in reached),
        denominator=tuple(one.id for one in counted),
        lacking=tuple(one for one in counted if one.needs),
        excluded=tuple(one for one, _ in standings if one.reason is not None),
        unknown=tuple(one for one, is_known in standings if not is_known and one.reason is None),
        formula=formula.text,
        formula_zh=formula.text_zh,
        source=formula.source,
        missing=formula.missing,
        missing_zh=formula.missing_zh,
    )
