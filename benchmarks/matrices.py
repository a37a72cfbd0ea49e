"""
Who may handle what from where: a matrix of made-up matters and regions, beside the plain loop.

The loop judges pair by pair, as `govmatters.handling` does; it is timed on a sample, on which
the matrix must say the same, and reckoned up to all pairs.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from time import process_time

import govmatters as gm
from benchmarks.comparison import UnequalError
from benchmarks.subjects import DAY
from govmatters.io import load_document

__all__ = ["matrix_times"]

_AGREEMENTS = 300
_NAMED = 20
"""How many matters an agreement names."""

Record = dict[str, object]


def matrix_times(*, matters: int, regions: int, sample: int) -> dict[str, float]:
    """
    Time the matrix of many matters and regions, and what it is ranked by.

    Args:
        matters: How many; each differs from the others in what is stated.
        regions: How many: the counties in force, and made-up zones where these are too few.
        sample: How many pairs the loop judges.

    Returns:
        CPU seconds by name, of one run.

    Raises:
        UnequalError: If the matrix says something else of a pair of the sample.
    """
    registry = load_document(_document(matters, regions))
    places = _places(registry, regions)
    start = process_time()
    matrix = gm.handling_matrix(registry, on=DAY, regions=places)
    taken = process_time() - start
    draw = random.Random(3)  # noqa: S311 (nothing secret)
    pairs = [(draw.choice(matrix.matters), draw.choice(matrix.regions)) for _ in range(sample)]
    judged = process_time()
    verdicts = [gm.handling(registry, key, at=at, on=DAY) for key, at in pairs]
    loop = (process_time() - judged) * len(matrix.matters) * len(matrix.regions) / sample
    for (key, at), verdict in zip(pairs, verdicts, strict=True):
        if any(matrix.state(key, at, one.way) is not one.state for one in verdict.ways):
            raise UnequalError(key, at)
    ranked = process_time()
    gm.openings(registry, matrix)
    return {
        "matrix: govmatters": taken,
        f"matrix: the loop, reckoned from {sample:,} pairs": loop,
        "openings of the matrix": process_time() - ranked,
    }


def _document(matters: int, regions: int) -> Record:
    draw = random.Random(1)  # noqa: S311 (nothing secret)
    counties = _counties()
    records = {f"m{number}": _matter(draw, number, counties) for number in range(matters)}
    return {
        "regions": {
            f"zone{n}": {"name": f"虚构园区{n}", "parent": draw.choice(counties)}
            for n in range(max(regions - len(counties), 0))
        },
        "matters": records,
        "agreements": dict(_agreements(draw, sorted(records), counties)),
    }


def _matter(draw: random.Random, number: int, counties: list[str]) -> Record:
    return {
        "name": f"虚构事项{number}",
        "region": draw.choice(counties),
        "online": draw.choice(["full", "consult", "apply"]),
        "presence": {"required": draw.choice(["none", "on_site", "in_person"])},
        "modes": draw.choice([[], ["full_online"]]),
        "scope": draw.choice(["county", "city", "province"]),
        "trips": 1,
    }


def _agreements(
    draw: random.Random, matters: list[str], counties: list[str]
) -> Iterator[tuple[str, Record]]:
    """Draw agreements of two to eight counties; seven in ten name some matters."""
    for number in range(_AGREEMENTS):
        modes = draw.choice([["proxy_collect"], ["multi_place"], ["proxy_collect", "multi_place"]])
        one: Record = {
            "name": f"虚构协议{number}",
            "members": sorted(draw.sample(counties, draw.randint(2, 8))),
            "modes": modes,
        }
        if number % 10 < 7:  # noqa: PLR2004 (seven in ten)
            one["items"] = sorted(draw.sample(matters, min(_NAMED, len(matters))))
        yield f"a{number}", one


def _counties() -> list[str]:
    """List what a matrix looks at where nothing else is asked: the counties in force."""
    return list(gm.handling_matrix(load_document({}), on=DAY).regions)


def _places(registry: gm.Registry, number: int) -> list[str]:
    return [*_counties(), *registry.regions][:number]
