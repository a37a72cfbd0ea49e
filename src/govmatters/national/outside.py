"""Handling outside one's own city: judged once for all that are handled alike in one region."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from govmatters.measures.indicators.judging import judged_by
from govmatters.measures.indicators.measuring import known_indicators
from govmatters.measures.indicators.standings import Judged
from govmatters.measures.indicators.surveys import Survey
from govmatters.model import Matter, MatterCodes
from govmatters.national.asking import Asked
from govmatters.national.shapes import Shapes, shapes_of
from govmatters.national.tables import with_tables
from govmatters.national.whole import Whole
from govmatters.registry import Registry

__all__ = ["OUTSIDE", "outside", "rows_in_view"]

OUTSIDE = "cross_region_rate"
"""The indicator that looks at regions one by one."""

_CHUNK = 50_000
_HANDLING = (
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
"""What a judge of handling elsewhere looks at, beside item and codes that agreements name."""


def rows_in_view(survey: Survey, whole: Whole, shapes: Shapes) -> Iterator[np.ndarray]:
    """
    Give the rows for which each matter in view stands.

    Args:
        survey: Of the first row of each shape.
        whole: The registry.
        shapes: The shapes.

    Yields:
        Numbers of rows, in the order of the matters in view.
    """
    numbers = {key: n for n, key in enumerate(whole.rows.ids_of(shapes.firsts))}
    return (shapes.members(numbers[matter.id]) for matter, _ in survey.matters)


def outside(whole: Whole, asked: Asked, rows: np.ndarray) -> Iterator[tuple[Judged, np.ndarray]]:
    """
    Judge whether matters can be handled from outside their own city.

    Args:
        whole: The registry.
        asked: What is wanted.
        rows: Those that may be in view, sorted.

    Yields:
        Each kind of matters judged, with its rows.
    """
    formula, named = known_indicators()[OUTSIDE], _named(whole)
    shapes = _handled_alike(whole, rows, named)
    for start in range(0, len(shapes), _CHUNK):
        part = Shapes(shapes.order, shapes.starts[start : start + _CHUNK + 1])
        survey = asked.survey(_handled(whole, part.firsts, named))
        yield from zip(judged_by(formula, survey), rows_in_view(survey, whole, part), strict=True)


def _named(whole: Whole) -> frozenset[str]:
    agreements = whole.records.common.agreements.records
    return frozenset(key for one in agreements for key in one.items or ())


def _handled_alike(whole: Whole, rows: np.ndarray, named: frozenset[str]) -> Shapes:
    """Group by region, authority's region and statements; what nobody asks for often, by these."""
    known: dict[object, int] = {}
    kinds = [known.setdefault(_kind(one, named), len(known)) for one in whole.content]
    width = len(whole.regions) + 1
    places = {code: number for number, code in enumerate(whole.regions)}
    owners = np.append([places.get(code or "", -1) for code in whole.records.authority_regions], -1)
    where = (whole.region + np.int64(1)) * width + owners[whole.authority] + 1
    where[whole.having(lambda one: one.high_frequency is False)] = 0
    keys: np.ndarray = where * max(len(known), 1)
    if kinds:
        keys = keys + np.asarray(kinds, dtype=np.int64)[whole.contents]
    keys = keys * 2 + (whole.authority < 0)
    alone = _alone(whole, named)
    keys[alone] = -1 - np.arange(len(alone))
    return shapes_of(keys[rows], rows)


def _kind(matter: Matter, named: frozenset[str]) -> object:
    """Keep of a content what is looked at."""
    basic = matter.codes.basic if matter.codes is not None else None
    item = matter.of if matter.of in named else None
    return (*(getattr(matter, name) for name in _HANDLING), item, basic if basic in named else None)


def _alone(whole: Whole, named: frozenset[str]) -> np.ndarray:
    """Find the rows that an agreement names, or whose own codes hide what it names."""
    found = whole.rows.places_of(sorted(named))
    if not named:
        return found
    stated = whole.rows.codes["basic"].to_pylist()
    own = np.fromiter((code in named for code in stated), dtype=bool, count=len(stated))
    inherits = whole.having(lambda one: one.codes is not None and one.codes.basic in named)
    return np.union1d(found, np.flatnonzero(whole.rows.has_codes & (own | inherits)))


def _handled(whole: Whole, rows: np.ndarray, named: frozenset[str]) -> Registry:
    """Make a registry of some rows with nothing but what is looked at."""
    common, codes = whole.records.common, whole.rows.codes
    basics = codes["basic"].take(rows).to_pylist()
    owners, places = (*whole.authority_ids, None), (*whole.regions, None)
    matters = []
    for row, key, basic in zip(rows, whole.rows.ids_of(rows), basics, strict=True):
        one = whole.content[whole.contents[row]]
        own = MatterCodes(basic=basic) if whole.rows.has_codes[row] else one.codes
        matters.append(
            Matter(
                id=key,
                name=key,
                of=one.of if one.of in named else None,
                authority=owners[whole.authority[row]],
                region=places[whole.region[row]],
                codes=own,
                **{name: getattr(one, name) for name in _HANDLING},
            )
        )
    items = {one.of for one in matters if one.of is not None}
    return with_tables(
        Registry(),
        regions=common.regions,
        questions=common.questions,
        agreements=common.agreements,
        authorities=whole.unowned.authorities,
        catalogue=[Matter(id=key, name=key) for key in items],
        matters=matters,
    )
