"""Made-up registries: they load, say what they are, and have the shape that was asked for."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from statistics import fmean
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govmatters as gm
from govmatters.codes.regions import Regions
from govmatters.errors import InvalidEntryError, UnknownIdError
from govmatters.synthetic import synthetic_records, write_records
from govmatters.synthetic.grids import Grid, counties
from govmatters.synthetic.shapes import Shape, portal_shape, shape_of

ON = dt.date(2026, 7, 1)
PORTAL = portal_shape()


@pytest.fixture(scope="module")
def alone() -> gm.Registry:
    """Matters that state everything themselves."""
    return gm.synthetic_registry(2000, seed=1, catalogue=0)


@pytest.fixture(scope="module")
def implemented() -> gm.Registry:
    """Implementations of catalogue items."""
    return gm.synthetic_registry(2500, seed=7, catalogue=250)


def test_the_same_seed_gives_the_same_records() -> None:
    """Another one others."""
    one, same, other = (list(synthetic_records(60, seed=seed)) for seed in (7, 7, 8))

    assert one == same
    assert one != other


def test_what_a_record_names_comes_before_it() -> None:
    """So that somebody who reads line by line knows it."""
    seen: set[str] = set()
    for collection, key, record in synthetic_records(300, seed=7, catalogue=20):
        named = set(re.findall(r"synthetic_\w+", json.dumps(record)))

        assert named <= seen, (collection, key)
        seen.add(key)


def test_every_record_says_that_it_is_synthetic(
    alone: gm.Registry, implemented: gm.Registry
) -> None:
    """Ids, names and sources; only regions are of the national table."""
    for registry in (alone, implemented):
        assert "合成" in (registry.sources["synthetic"].publisher or "")
        records: tuple[Any, ...] = (
            *registry.catalogue.records,
            *registry.matters.records,
            *registry.material_types.records,
            *registry.authorities.records,
            *registry.bundles.records,
        )
        for record in records:
            assert record.id.startswith("synthetic_")
            assert record.name.startswith("合成")
        for field in attrs.fields(gm.Registry):
            if field.eq and field.name != "sources":
                assert {one.source for one in getattr(registry, field.name).records} <= {
                    "synthetic"
                }
        assert all(one.codes is None for one in registry.matters.records)


def test_no_text_of_the_portal_is_taken_over() -> None:
    """A shape holds no names, no codes, no laws."""
    made = json.dumps(list(synthetic_records(300, seed=7, catalogue=0)), ensure_ascii=False)
    real = {one.name for one in gm.load().material_types.records}

    assert not [name for name in real if len(name) > 3 and name in made]


def share_of_marks(shape: Shape, *, is_electronic: bool, mechanism: str | None) -> float:
    """Tell which share of the papers a mechanism spares."""
    marks = shape.marks[is_electronic]
    return marks.count(mechanism) / len(marks)


def check_shape(found: Shape) -> None:
    """Compare what was made with the portal's."""
    assert fmean(found.lists) == pytest.approx(fmean(PORTAL.lists), rel=0.1)
    assert max(found.lists) == max(PORTAL.lists)
    share = [fmean(row.is_conditional for row in shape.rows) for shape in (found, PORTAL)]
    assert share[0] == pytest.approx(share[1], rel=0.2)
    needs = [Counter(row.fields.get("need") for row in shape.rows) for shape in (found, PORTAL)]
    for need, count in needs[1].items():
        assert needs[0][need] / len(found.rows) == pytest.approx(count / len(PORTAL.rows), abs=0.02)
    for is_electronic in (False, True):
        for mark in {None, *PORTAL.marks[is_electronic]}:
            shares = [
                share_of_marks(shape, is_electronic=is_electronic, mechanism=mark)
                for shape in (found, PORTAL)
            ]
            assert shares[0] == pytest.approx(shares[1], abs=0.05)


def test_the_shape_is_that_of_the_portal(alone: gm.Registry) -> None:
    """Rows, conditions, marks; common papers keep their share, rare ones are as rare."""
    found = shape_of(alone)

    check_shape(found)
    common = [sum(kind.uses for kind in s.common) / s.askings for s in (found, PORTAL)]
    rare = [len(shape.rare) / shape.askings for shape in (found, PORTAL)]
    linked = [shape.linked / shape.askings for shape in (found, PORTAL)]
    most = [shape.common[0].uses / shape.askings for shape in (found, PORTAL)]
    assert common[0] == pytest.approx(common[1], rel=0.15)
    assert rare[0] == pytest.approx(rare[1], rel=0.05)
    assert linked[0] == pytest.approx(linked[1], abs=0.01)
    assert most[0] == pytest.approx(most[1], rel=0.25)
    assert fmean(found.bundles) == pytest.approx(fmean(PORTAL.bundles), rel=0.3)


def test_implementations_state_only_where_they_differ(implemented: gm.Registry) -> None:
    """What they inherit has the same shape."""
    check_shape(shape_of(implemented))
    stated = Counter(
        name
        for matter in implemented.matters.records
        for name in ("promised_working_days", "trips", "window", "materials", "type", "outputs")
        if getattr(matter, name) is not None
    )

    assert stated["type"] == stated["outputs"] == 0
    assert stated["window"] / 2500 == pytest.approx(1 / 5, abs=0.03)
    assert stated["materials"] / 2500 == pytest.approx(1 / 20, abs=0.02)
    assert {matter.of for matter in implemented.matters.records} == set(implemented.catalogue)


def test_the_shape_may_be_that_of_another_registry(alone: gm.Registry) -> None:
    """Also of a made-up one."""
    packaged = gm.load()
    found = shape_of(gm.synthetic_registry(400, seed=1, catalogue=0, like=packaged))
    wanted = shape_of(packaged)

    assert fmean(found.lists) == pytest.approx(fmean(wanted.lists), rel=0.2)
    assert gm.synthetic_registry(10, seed=1, like=alone).matters


def test_bundles_can_be_planned(alone: gm.Registry, implemented: gm.Registry) -> None:
    """Each is of matters of its own region."""
    for registry in (alone, implemented):
        for bundle in registry.bundles.records[:6]:
            regions = {registry.matter(place.matter).region for place in bundle.matters}

            assert regions == {bundle.region}
            plan = gm.plan(registry, bundle.id, on=ON, limit=16)
            assert (plan.before.high or 0) >= (plan.after.high or 0)


def test_cases_can_be_made_of_what_is_made(alone: gm.Registry) -> None:
    """Synthetic cases of a synthetic bundle."""
    bundle = next(iter(alone.bundles))
    cases = gm.synthetic_cases(alone, bundle, 10, seed=1, first=ON)

    assert cases.read_all().num_rows == 10


@pytest.mark.parametrize("sizes", [(1, 0, 1), (5, 1, 100), (7, 3, 5), (100, 0, 7), (60, 9, 4)])
def test_a_grid_finds_the_matters_of_a_region(sizes: tuple[int, int, int]) -> None:
    """By arithmetic, and all of them."""
    matters, items, regions = sizes
    grid = Grid(matters, items, tuple(f"r{n}" for n in range(regions)))
    by_region: dict[str, set[int]] = {}
    for number in range(matters):
        by_region.setdefault(grid.region_of(number), set()).add(number)

    assert {grid.bundle(n)[0] for n in range(regions)} == set(by_region)
    for number in range(regions):
        region, found = grid.bundle(number)
        assert set(found) == by_region[region]


def test_counties_hold_and_are_spread() -> None:
    """Real codes, of most provinces."""
    found = counties(100)

    assert len(set(found)) == 100
    assert len({code[:2] for code in found}) > 25
    assert all(Regions().is_known(code) for code in found)
    assert len(counties(10**6)) == len(set(counties(10**6))) > 2800


@pytest.mark.parametrize("name", ["registry.jsonl", "folder"])
def test_what_is_written_is_the_same_registry(tmp_path: Path, name: str) -> None:
    """Line by line, or as files of a folder; the same bytes again."""
    target, again = tmp_path / name, tmp_path / f"again_{name}"
    told: list[int] = []
    done = write_records(synthetic_records(200, seed=7), target, progress=told.append)
    write_records(synthetic_records(200, seed=7), again)
    files = [target] if target.is_file() else sorted(target.iterdir())
    same = [again] if again.is_file() else sorted(again.iterdir())

    assert told[-1] == done == len(list(synthetic_records(200, seed=7)))
    assert [one.read_bytes() for one in files] == [one.read_bytes() for one in same]
    assert gm.load(target) == gm.synthetic_registry(200, seed=7)


@pytest.mark.parametrize("name", ["registry.jsonl", "folder"])
def test_who_breaks_it_off_leaves_nothing(tmp_path: Path, name: str) -> None:
    """Neither file nor folder, nor what was written so far."""

    def break_off(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_records(synthetic_records(2000, seed=7), tmp_path / name, progress=break_off)

    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written(tmp_path: Path) -> None:
    """A folder that holds something, a name that is neither, a place that is not there."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.yaml").write_text("x", encoding="utf-8")
    for name, says in (
        ("full", "is there already"),
        ("registry.yaml", "rename it"),
        ("none/registry.jsonl", "No such file"),
        ("none/folder", "No such file"),
    ):
        with pytest.raises(InvalidEntryError, match=says):
            write_records(synthetic_records(5, seed=1), tmp_path / name)


def test_wrong_sizes_are_refused() -> None:
    """Numbers out of range, regions that are none, a registry without a shape."""
    for matters, seed, catalogue, bundles in (
        (0, 1, 1, 1),
        (5, -1, 1, 1),
        (5, 1, -1, 1),
        (5, 1, 1, -1),
    ):
        with pytest.raises(ValueError, match="must lie in"):
            synthetic_records(matters, seed=seed, catalogue=catalogue, bundles=bundles)
    with pytest.raises(UnknownIdError, match="no region '999999'"):
        synthetic_records(5, seed=1, regions=["999999"])
    with pytest.raises(InvalidEntryError, match="no matter states its list"):
        synthetic_records(5, seed=1, like=gm.Registry())
    bare = gm.io.load_document(
        {
            "material_types": {"t": {"name": "甲"}},
            "matters": {"m": {"name": "甲", "region": "430100", "materials": [{"needs": "t"}]}},
        }
    )
    with pytest.raises(InvalidEntryError, match="no bundles"):
        synthetic_records(5, seed=1, like=bare, bundles=1)
    assert not gm.synthetic_registry(5, seed=1, like=bare).bundles


@settings(max_examples=min(40, settings().max_examples))
@given(st.integers(1, 40), st.integers(0, 2**40), st.none() | st.integers(0, 12), st.integers(0, 3))
def test_registries_of_any_size_load_and_can_be_planned(
    matters: int, seed: int, catalogue: int | None, bundles: int
) -> None:
    """Whatever their sizes."""
    made = gm.synthetic_registry(matters, seed=seed, catalogue=catalogue, bundles=bundles)

    assert len(made.matters) == matters
    assert len(made.catalogue) <= matters
    assert len(made.bundles) == bundles
    for bundle in made.bundles:
        assert gm.plan(made, bundle, on=ON, limit=4).before.high is not None


def percent(share: float, digits: int = 1) -> str:
    """Write a share as the page does."""
    return f"{100 * share:.{digits}f} %"


def test_the_page_shows_the_shape_that_is_made(alone: gm.Registry) -> None:
    """The table of figures of docs/synthetic.md."""
    page = Path(__file__).parents[2] / "docs" / "synthetic.md"
    shapes = (PORTAL, shape_of(alone))
    rows = {
        "rows of a list, mean": [f"{fmean(s.lists):.2f}" for s in shapes],
        "conditional rows": [percent(fmean(r.is_conditional for r in s.rows)) for s in shapes],
        "askings for a common paper": [
            percent(sum(kind.uses for kind in s.common) / s.askings) for s in shapes
        ],
        "different rare papers for each asking": [f"{len(s.rare) / s.askings:.3f}" for s in shapes],
        "askings for what another matter issues": [percent(s.linked / s.askings) for s in shapes],
        "spared, of papers with an e-licence": [
            percent(1 - share_of_marks(s, is_electronic=True, mechanism=None), 0) for s in shapes
        ],
        "spared, of papers without": [
            percent(1 - share_of_marks(s, is_electronic=False, mechanism=None)) for s in shapes
        ],
    }
    text = page.read_text(encoding="utf-8")

    for name, (real, made) in rows.items():
        assert f"| {name} | {real} | {made} |" in text
