"""Indicators of a national registry: each shape judged once, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

import attrs
import numpy as np

from govmatters.codes.successions import refuse_abolished
from govmatters.measures.indicators.counting import HAS_ELICENCE
from govmatters.measures.indicators.formulas import Formula
from govmatters.measures.indicators.judging import judged_by
from govmatters.measures.indicators.measuring import indicator_of
from govmatters.measures.indicators.standings import Judged
from govmatters.measures.indicators.surveys import Survey
from govmatters.model import Matter
from govmatters.national.alike import alike_in, alike_in_papers
from govmatters.national.asking import Asked
from govmatters.national.assembling import registry_of_rows
from govmatters.national.outside import OUTSIDE, outside, rows_in_view
from govmatters.national.results import NationalIndicator
from govmatters.national.shapes import Shapes
from govmatters.national.tallies import Tallies, counted, told
from govmatters.national.whole import Whole
from govmatters.registry import Registry

__all__ = ["national_indicators"]

_JUDGED = attrgetter(
    *("type", "levels", "secret", "presence", "high_frequency", "window", "in_hall", "delivery"),
    *("eseal", "statutory_working_days", "promised_working_days", "online", "trips", "scope"),
    *("place_by_law", "assisted", "self_service", "reachable_at", "competent", "also_acts_in"),
)


def national_indicators(whole: Whole, asked: Asked, digest: str) -> Iterator[NationalIndicator]:
    """
    Compute indicators.

    Args:
        whole: The registry.
        asked: What is wanted.
        digest: Of the folder.

    Yields:
        One a formula; its counts are how many ids `govmatters.indicators` lists.

    Raises:
        UnknownIdError: If there is no such region, authority, level or indicator.
        AbolishedRegionError: If the region was abolished before the day.
    """
    if asked.region is not None:
        refuse_abolished(asked.region, whole.records.common.geography, asked.on)
    asked.survey(whole.unowned)
    formulas = asked.formulas()
    rows = _rows(whole, asked)
    stated = alike_in(whole, _judged, rows)
    survey = asked.survey(whole.lean(stated.firsts))
    bundled = attrs.evolve(survey, registry=_bundled(whole))
    for formula in formulas:
        if formula.bundles is not None:
            yield counted(formula, asked, digest, indicator_of(formula, bundled))
        elif formula.name == OUTSIDE:
            judged = outside(whole, asked, rows)
            yield told(formula, asked, digest, Tallies(whole).take(judged))
        elif HAS_ELICENCE in formula.counts:
            shapes = alike_in_papers(whole, rows)
            papers = asked.survey(whole.lean(shapes.firsts))
            judged = _with_rows(formula, papers, whole, shapes)
            yield told(formula, asked, digest, Tallies(whole).take(judged))
        else:
            judged = _with_rows(formula, survey, whole, stated)
            yield told(formula, asked, digest, Tallies(whole).take(judged))


def _with_rows(
    formula: Formula, survey: Survey, whole: Whole, shapes: Shapes
) -> Iterator[tuple[Judged, np.ndarray]]:
    """Judge each shape; a formula that no registry can tell judges nobody."""
    if formula.reached is not None:
        seen = rows_in_view(survey, whole, shapes)
        yield from zip(judged_by(formula, survey), seen, strict=True)


def _judged(matter: Matter) -> object:
    """Keep of a content what indicators look at, papers aside."""
    guide = matter.guide
    outputs = matter.outputs and frozenset((one.since, one.until) for one in matter.outputs)
    of_guide = None if guide is None else (guide.kind, guide.result)
    return (_JUDGED(matter), outputs, of_guide)


def _rows(whole: Whole, asked: Asked) -> np.ndarray:
    """Find the rows that may be in view."""
    seen = whole.existing(asked.on)
    if asked.region is not None:
        within = whole.records.common.geography.within
        inside = [within(code, asked.region) for code in whole.regions]
        seen &= np.append(np.asarray(inside, dtype=bool), True)[whole.region]
    if asked.authority is not None:
        number = whole.authority_ids.index(asked.authority)
        seen &= (whole.authority == number) | (whole.authority < 0)
    return np.flatnonzero(seen)


def _bundled(whole: Whole) -> Registry:
    """Make a registry of the bundles, with their matters only."""
    ids = [place.matter for bundle in whole.bundles for place in bundle.matters]
    rows = list(whole.rows.read(whole.rows.places_of(ids)))
    return registry_of_rows(whole.records, rows, whole.bundles)
