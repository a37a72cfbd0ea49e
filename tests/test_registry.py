"""The registry: one immutable value, looked up by id, seen on a day."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest
from hypothesis import given, settings

import govmatters as gm
from govmatters.errors import InvalidEntryError, UnknownIdError
from govmatters.io import load_document
from govmatters.model import Authority, Source
from govmatters.registry import Registry
from govmatters.tables import Table
from govmatters.testing.strategies import registries

JULY = dt.date(2026, 7, 1)
DOCUMENT: dict[str, object] = {
    "authorities": {"city": {"name": "市局", "region": "430100"}},
    "material_types": {
        "card": {"name": "身份证", "kind": "licence", "elicence": {"since": "2026-01-01"}},
        "form": {"name": "表", "kind": "form"},
    },
    "catalogue": {
        "item": {
            "name": "目录项",
            "trips": 2,
            "promised_working_days": 9,
            "materials": [{"needs": "card"}],
        }
    },
    "matters": {
        "child": {"name": "实施项", "of": "item", "authority": "city", "promised_working_days": 0},
        "bare": {"name": "无目录", "region": "430100", "materials": []},
        "emptied": {"name": "清空", "of": "item", "region": "430100", "materials": []},
        "dated": {
            "name": "有期限",
            "region": "430100",
            "since": "2026-02-01",
            "until": "2026-03-31",
            "materials": [{"needs": "card", "until": "2026-02-28"}, {"needs": "form"}],
            "outputs": [{"paper": "card", "since": "2026-03-01"}],
        },
    },
    "exemptions": [
        {"id": "now", "of": "card", "by": "data", "since": "2026-07-01"},
        {"id": "always", "of": "card", "by": "check"},
    ],
    "bundles": {
        "b": {
            "name": "一件事",
            "region": "430100",
            "matters": ["child", {"one_of": ["dated", "bare"]}],
            "after": [["dated", "child"], ["bare", "child"]],
        }
    },
    "agreements": {"a": {"name": "协议", "members": ["430000"], "until": "2026-06-30"}},
}


@pytest.fixture(scope="module")
def registry() -> Registry:
    """A registry with days and inheritance."""
    return load_document(DOCUMENT)


@pytest.mark.rule("AP-4")
def test_matters_inherit_what_they_do_not_state(registry: Registry) -> None:
    """A stated 0 and a stated empty list are statements; the region may be the authority's."""
    child, emptied, bare = (registry.matter(name) for name in ("child", "emptied", "bare"))

    assert (child.name, child.trips, child.promised_working_days) == ("实施项", 2, 0)
    assert child.region == "430100"
    assert child.materials is not None
    assert [len(one.materials or ()) for one in (child, emptied, bare)] == [1, 0, 0]
    assert (bare.trips, bare.promised_working_days, bare.outputs) == (None, None, None)
    assert registry.matters["child"].trips is None


@pytest.mark.rule("AP-3")
@pytest.mark.parametrize(
    ("day", "exists", "rows", "outputs"),
    [
        (dt.date(2026, 1, 31), False, 0, 0),
        (dt.date(2026, 2, 1), True, 2, 0),
        (dt.date(2026, 2, 28), True, 2, 0),
        (dt.date(2026, 3, 1), True, 1, 1),
        (dt.date(2026, 3, 31), True, 1, 1),
        (dt.date(2026, 4, 1), False, 0, 0),
    ],
)
def test_the_view_on_a_day(
    registry: Registry,
    day: dt.date,
    exists: bool,  # noqa: FBT001
    rows: int,
    outputs: int,
) -> None:
    """Both ends of a span are days on which the record exists; rows have days of their own."""
    view, dated = registry.on(day), registry.matter_on("dated", day)

    assert ("dated" in view.matters) is exists
    assert (dated is not None) is exists
    if dated is not None:
        assert dated == view.matters["dated"]
        assert (len(dated.materials or ()), len(dated.outputs or ())) == (rows, outputs)
    keys = [place.key for place in view.bundles["b"].matters]
    assert keys == ["child", *(["dated"] if exists else []), "bare"]
    assert len(view.bundles["b"].after) == 1 + exists


@pytest.mark.rule("AP-3")
def test_exemptions_licences_and_agreements_have_days(registry: Registry) -> None:
    """The view drops what does not exist yet, or no more; the registry itself stays."""
    new_year, july = registry.on(dt.date(2025, 12, 31)), registry.on(JULY)

    assert list(new_year.exemptions) == ["always"]
    assert list(july.exemptions) == ["always", "now"]
    assert new_year.material_types["card"].elicence is None
    assert july.material_types["card"].elicence is not None
    assert (list(new_year.agreements), list(july.agreements)) == (["a"], [])
    assert list(registry.agreements) == ["a"]


def test_lookups_suggest(registry: Registry) -> None:
    """An id that is not there is told with what is near it, as a LookupError of ours."""
    with pytest.raises(
        UnknownIdError, match="no matter 'chlid' among 4; did you mean child"
    ) as one:
        registry.matters["chlid"]
    with pytest.raises(UnknownIdError, match="no bundle 'q' among 1; known are b"):
        registry.bundles["q"]
    with pytest.raises(UnknownIdError, match="there is none at all"):
        registry.targets["q"]
    with pytest.raises(LookupError):
        registry.matter("nothing")
    with pytest.raises(UnknownIdError):
        registry.matters[["unhashable"]]  # type: ignore[index]
    again = pickle.loads(pickle.dumps(one.value))  # noqa: S301 (our own)

    assert str(again) == str(one.value)
    assert registry.matters.get("nothing") is None
    assert registry.matters.get("child") is registry.matters["child"]


def test_tables_are_mappings_in_the_order_of_ids() -> None:
    """Records in any order make one table; an id that stands twice is refused."""
    one, other = Authority(id="b", name="乙"), Authority(id="a", name="甲")
    table = Table.of("authority", [one, other])

    assert isinstance(table, Mapping)
    assert (list(table), len(table), "a" in table, "c" in table) == (["a", "b"], 2, True, False)
    assert table == Table.of("authority", iter([other, one]))
    assert hash(table) == hash(Table.of("authority", [other, one]))
    with pytest.raises(InvalidEntryError, match="'a': this authority stands twice"):
        Table.of("authority", [other, other])


def test_a_registry_never_changes(registry: Registry) -> None:
    """No field can be set, and no table be written to."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        registry.matters = ()  # type: ignore[misc,assignment]
    with pytest.raises(TypeError):
        registry.matters["new"] = registry.matters["child"]  # type: ignore[index]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        registry.matters["child"].name = "新"  # type: ignore[misc]


def test_the_digest_is_of_the_content() -> None:
    """It changes with every value, and not with the order of records or where they stood."""
    first = Source(id="a", publisher="甲")
    second = Source(id="b", publisher="乙")
    third = attrs.evolve(second, publisher="丙")
    one = Registry(sources=Table.of("source", [first, second]))
    other = Registry(
        sources=Table.of("source", [second, first]), origins={("source", "a"): "x.yaml:3"}
    )
    changed = Registry(sources=Table.of("source", [first, third]))

    assert (one == other, hash(one) == hash(other)) == (True, True)
    assert one.digest == other.digest != changed.digest
    assert len(one.digest) == 64
    assert Registry().digest == Registry().digest != one.digest


def test_the_order_of_rows_and_alternatives_counts() -> None:
    """A row is its place in its list, and alternatives stand in the order that is preferred."""
    material_types = {name: {"name": name, "kind": "other"} for name in "abc"}

    def digest(*needs: object) -> str:
        rows = [{"needs": one} for one in needs]
        matters = {"m": {"name": "事", "region": "430100", "materials": rows}}
        return load_document({"material_types": material_types, "matters": matters}).digest

    assert digest("a", "b") != digest("b", "a")
    assert digest({"any_of": ["a", "b"]}) != digest({"any_of": ["b", "a"]})


@settings(max_examples=100)
@given(registries(max_matters=2))
def test_registries_are_pickled_whole(registry: Registry) -> None:
    """What was pickled is equal, has the same digest, and plans the same."""
    again: Registry = pickle.loads(pickle.dumps(registry))  # noqa: S301 (our own)

    assert again == registry
    assert again.digest == registry.digest
    assert hash(again) == hash(registry)
    assert again.matter("m1") == registry.matter("m1")


def test_threads_may_share_a_registry() -> None:
    """Many threads that plan one bundle at once all get the plan of one."""
    shared = gm.load()
    compiled = gm.compile(shared, "newborn", on=JULY)
    wanted = gm.to_json(compiled.plan({"in_wedlock": True}))
    fresh = gm.load()

    def work(number: int) -> str:
        source = compiled if number % 2 else gm.compile(fresh, "newborn", on=JULY)
        return gm.to_json(source.plan({"in_wedlock": True}))

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(work, range(16)))

    assert found == {wanted}


def test_the_graph_is_one_call_away(registry: Registry) -> None:
    """``registry.graph()`` is the registry as networkx sees it."""
    assert registry.graph().number_of_nodes() > len(registry.matters)


def test_the_geography_knows_declared_regions() -> None:
    """Regions that the national table lacks lie where they were declared."""
    registry = load_document({"regions": {"360541": {"name": "高新区", "parent": "360500"}}})

    assert registry.geography.within("360541", "360000")
    assert not load_document({}).geography.is_known("360541")
