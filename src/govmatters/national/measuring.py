"""Indicators of a national registry: each shape judged once, and counted."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from govmatters.codes.successions import refuse_abolished
from govmatters.measures.indicators.judging import judged_by
from govmatters.measures.indicators.measuring import indicator_of, known_indicators
from govmatters.measures.indicators.standings import Judged
from govmatters.measures.indicators.surveys import Survey
from govmatters.model import Matter
from govmatters.national.alike import alike, named_rows
from govmatters.national.asking import Asked
from govmatters.national.results import NationalIndicator
from govmatters.national.shapes import Shapes, shapes_of
from govmatters.national.tables import with_tables
from govmatters.national.tallies import Tallies, counted, told
from govmatters.national.whole import Whole

__all__ = ["national_indicators"]

_OUTSIDE = "cross_region_rate"
_CHUNK = 50_000
_HANDLING = (
    "of",
    "codes",
    "type",
    "levels",
    "online",
    "scope",
    "modes",
    "presence",
    "competent",
    "also_acts_in",
    "place_by_law",
    "secret",
    "high_frequency",
)
"""What a judge of handling elsewhere looks at."""


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
    bare = with_tables(
        whole.records.common, authorities=tuple(whole.authorities.values()), bundles=()
    )
    if asked.region is not None:
        refuse_abolished(asked.region, bare.geography, asked.on)
    asked.survey(bare)
    formulas = asked.formulas()
    rows = _rows(whole, asked)
    shapes = alike(whole, rows)
    survey = asked.survey(whole.sample(shapes.firsts))
    bundled = attrs.evolve(survey, registry=whole.slim(named_rows(whole)))
    for formula in formulas:
        if formula.bundles is not None:
            yield counted(formula, asked, digest, indicator_of(formula, bundled))
        elif formula.name == _OUTSIDE:
            yield told(formula, asked, digest, Tallies(whole).take(_outside(whole, rows, survey)))
        else:
            judged = zip(judged_by(formula, survey), _shapes(survey, whole, shapes), strict=False)
            yield told(formula, asked, digest, Tallies(whole).take(judged))


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


def _shapes(survey: Survey, whole: Whole, shapes: Shapes) -> Iterator[np.ndarray]:
    """Give the rows of each matter in view; those are sorted by id, as rows are."""
    numbers = {key: n for n, key in enumerate(whole.rows.ids_of(shapes.firsts))}
    return (shapes.members(numbers[matter.id]) for matter, _ in survey.matters)


def _outside(whole: Whole, rows: np.ndarray, survey: Survey) -> Iterator[tuple[Judged, np.ndarray]]:
    """Judge what handling elsewhere looks at, region by region."""
    formula = known_indicators()[_OUTSIDE]
    shapes = _handled_alike(whole, rows)
    for start in range(0, len(shapes), _CHUNK):
        part = Shapes(shapes.order, shapes.starts[start : start + _CHUNK + 1])
        seen = attrs.evolve(survey, registry=whole.slim(part.firsts))
        yield from zip(judged_by(formula, seen), _shapes(seen, whole, part), strict=True)


def _handled_alike(whole: Whole, rows: np.ndarray) -> Shapes:
    """Group rows that are handled elsewhere alike: by region, authority's region and statements."""
    named = {key for one in whole.records.common.agreements.records for key in one.items or ()}
    known: dict[object, int] = {}
    kinds = [known.setdefault(_handled(one, named), len(known)) for one in whole.content]
    width = len(whole.regions) + 1
    places = {code: number for number, code in enumerate(whole.regions)}
    owners = np.append([places.get(code or "", -1) for code in whole.records.authority_regions], -1)
    keys: np.ndarray = np.asarray(kinds, dtype=np.int64)[whole.contents]
    keys = (keys + (whole.region + 1) * len(kinds)) * width + owners[whole.authority] + 1
    keys = keys * 2 + (whole.authority < 0)
    alone = whole.rows.places_of(sorted(named))
    alone = np.union1d(alone, np.flatnonzero(whole.rows.has_codes & _by_code(whole, named)))
    keys[alone] = -1 - np.arange(len(alone))
    return shapes_of(keys[rows], rows)


def _handled(matter: Matter, named: set[str]) -> object:
    """Keep of a content what is looked at; items and codes only where agreements name them."""
    stated = {name: getattr(matter, name) for name in _HANDLING}
    basic = matter.codes.basic if matter.codes is not None else None
    stated |= {"of": matter.of if matter.of in named else None}
    stated |= {"codes": basic if basic in named else None}
    return tuple(stated.values())


def _by_code(whole: Whole, named: set[str]) -> np.ndarray:
    """Find rows whose own basic code is named, or hides an inherited one that is."""
    if not named:
        return np.zeros(whole.rows.count, dtype=bool)
    stated = whole.rows.codes["basic"].to_pylist()
    own = np.fromiter((code in named for code in stated), dtype=bool, count=len(stated))
    inherits = whole.having(lambda one: one.codes is not None and one.codes.basic in named)
    found: np.ndarray = own | inherits
    return found
