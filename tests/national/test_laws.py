"""A national registry says what an ordinary one of the same records says, to the last finding."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from pathlib import Path

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import FEWER
from tests.national.nations import DAYS, LATE, nations

import govmatters as gm
from govmatters.measures.indicators.measuring import Indicator
from govmatters.model import Finding, Level
from govmatters.national import NationalIndicator, open_national, write_national
from govmatters.national.opening import NationalRegistry
from govmatters.national.tables import with_tables
from govmatters.registry import Registry

FEW = settings(max_examples=min(30, settings().max_examples))
"""For what the first law nearly shows, and for what takes long."""


def opened(registry: Registry, folder: str) -> NationalRegistry:
    """Write a registry and open it."""
    write_national(registry, Path(folder) / "nation")
    return open_national(Path(folder) / "nation")


def placeless(finding: Finding) -> Finding:
    """Forget where a record stood."""
    return attrs.evolve(finding, place=None)


def bare(plan: gm.Plan) -> gm.Plan:
    """Forget of which registry a plan is, and where its records stood."""
    findings = tuple(map(placeless, plan.findings))
    return attrs.evolve(plan, digest="", findings=findings)


def counts(found: Indicator) -> tuple[object, ...]:
    """Count what an ordinary indicator lists."""
    lists = (found.numerator, found.denominator, found.lacking, found.excluded, found.unknown)
    return (found.name, found.share, *map(len, lists))


def counted(found: NationalIndicator) -> tuple[object, ...]:
    """Add up what a national indicator counts."""
    tallies = (found.lacking, found.excluded, found.unknown)
    sums = (sum(one.count for one in some) for some in tallies)
    return (found.name, found.share, found.numerator, found.denominator, *sums)


@FEWER
@given(nations(), st.sampled_from(DAYS))
def test_all_findings_are_those_of_the_ordinary_registry(
    registry: Registry, on: dt.date | None
) -> None:
    """No finding is lost, added or told otherwise, however few rows are looked at."""
    with tempfile.TemporaryDirectory() as folder:
        ours = Counter(map(placeless, opened(registry, folder).findings(on)))

    assert ours == Counter(map(placeless, gm.check(registry, on)))


@FEW
@given(nations(), st.sampled_from(DAYS))
def test_counts_add_up(registry: Registry, on: dt.date | None) -> None:
    """What is counted is what is streamed, check by check, with examples of it."""
    with tempfile.TemporaryDirectory() as folder:
        nation = opened(registry, folder)
        found, told = nation.check(on), list(nation.findings(on))

    by_check = Counter((one.check, one.severity) for one in told)
    assert by_check == {(one.check, one.severity): one.count for one in found}
    assert all(set(one.examples) <= set(told) and one.examples for one in found)


@FEW
@given(
    nations(),
    st.sampled_from([None, "430000", "430100", "100000"]),
    st.sampled_from([None, *Level]),
    st.sampled_from([None, "a1"]),
)
def test_indicators_are_those_of_the_ordinary_registry(
    registry: Registry, region: str | None, level: Level | None, authority: str | None
) -> None:
    """Shares are equal as fractions, and every count is the length of the ordinary list."""
    who = authority if authority in registry.authorities else None
    wanted = {"on": LATE, "region": region, "level": level, "authority": who}
    with tempfile.TemporaryDirectory() as folder:
        ours = opened(registry, folder).indicators(**wanted)  # type: ignore[arg-type]

    theirs = gm.indicators(registry, **wanted)  # type: ignore[arg-type]
    assert list(map(counted, ours)) == list(map(counts, theirs))


@FEW
@given(nations())
def test_every_matter_is_found_as_it_was(registry: Registry) -> None:
    """A lookup gives a matter with all that it inherits, and the records have not changed."""
    with tempfile.TemporaryDirectory() as folder:
        nation = opened(registry, folder)
        found = {key: nation.matter(key) for key in registry.matters}

    assert found == {key: registry.matter(key) for key in registry.matters}


@FEW
@given(nations())
def test_bundles_are_planned_alike(registry: Registry) -> None:
    """What a bundle needs is enough to plan it as the whole registry does."""
    with tempfile.TemporaryDirectory() as folder:
        nation = opened(registry, folder)
        for key in registry.bundles:
            ours = gm.plan(nation.registry(key), key, on=LATE)
            theirs = gm.plan(registry, key, on=LATE)

            assert bare(ours) == bare(theirs)


@FEW
@given(nations(), st.randoms())
def test_equal_records_give_equal_bytes(registry: Registry, shuffling: object) -> None:
    """Neither the order nor the stream in which matters come changes a byte."""
    matters = list(registry.matters.records)
    shuffling.shuffle(matters)  # type: ignore[attr-defined]
    common = with_tables(registry, matters=())
    with tempfile.TemporaryDirectory() as folder:
        one = write_national(registry, Path(folder) / "one")
        other = write_national(common, Path(folder) / "other", matters=matters)

    assert one == other
