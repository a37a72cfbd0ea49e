"""The nation of the benchmark: what is measured there is right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import attrs
from benchmarks.nation import BUNDLE, COUNTY, DAY, implementations, nation, regions_of

import govmatters as gm
from govmatters.national import open_national, write_national
from govmatters.national.tables import with_tables

_DAY = dt.date.fromisoformat(DAY)


def test_codes_and_telephones_of_a_nation(tmp_path: Path) -> None:
    """Of a thousand implementations with codes of their own, no finding is lost or added."""
    regions = (*regions_of(20), COUNTY)
    common = nation(100, regions)
    matters = tuple(implementations(common, regions, 1_000))
    write_national(common, tmp_path / "nation", matters=iter(matters))
    known = open_national(tmp_path / "nation")
    ordinary = with_tables(common, matters=matters, bundles=())

    ours, theirs = (
        Counter(attrs.evolve(one, place=None) for one in some)
        for some in (known.findings(_DAY), gm.check(ordinary, _DAY))
    )
    assert ours == theirs
    assert {"local-code", "kind-against-limit"} <= {one.check for one in ours}
    plan = gm.plan(known.registry(BUNDLE, region=COUNTY), BUNDLE, on=_DAY)
    assert len(plan.stages[0]) == 8
