"""Laws of the lists, for drawn registries: nothing is lost, twice there, or in another order."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.effort import FEWER

import govmatters as gm
from govmatters.checks.sharing import SHARING
from govmatters.checks.sparing import is_governments
from govmatters.design.lists.titles import cited_in
from govmatters.io import load_document
from govmatters.measures.supplies import Supply
from govmatters.model import MaterialKind, holds_on
from govmatters.registry import Registry
from govmatters.testing.drawing import DAYS
from govmatters.testing.strategies import Document, documents

LAWS = (
    "甲法",
    "《甲法》第一条",
    "中华人民共和国甲法（2020）",
    "乙条例；甲法 第二条",
    "办理需要",
    "国令716号",
)


@st.composite
def listed(draw: st.DrawFn) -> tuple[Document, dt.date]:
    """Draw a document whose types say who issues them and what is banned, with bases, and a day."""
    document = draw(documents())
    for kind in document["material_types"].values():
        if draw(st.booleans()):
            kind["issued_by"] = draw(st.sampled_from(["government", "third_party"]))
        if draw(st.integers(0, 3)) == 0:
            kind["unshareable"] = {"since": draw(st.sampled_from(DAYS))}
    _give_bases(draw, document)
    return document, dt.date.fromisoformat(draw(st.sampled_from(DAYS)))


def _give_bases(draw: st.DrawFn, document: Document) -> None:
    """Let records rest on few laws."""
    for record in (*document["matters"].values(), *document["catalogue"].values()):
        if draw(st.booleans()):
            record["laws"] = draw(st.lists(st.sampled_from(LAWS), max_size=2, unique=True))
        for row in record.get("materials", ()):
            if draw(st.booleans()):
                row["basis"] = draw(st.sampled_from(LAWS))
    for exemption in document["exemptions"]:
        exemption["basis"] = draw(st.sampled_from(LAWS))


def on_the_day(record: Any, on: dt.date) -> bool:  # noqa: ANN401
    """Say whether a record exists."""
    return holds_on(on, since=record.since, until=record.until)


def lists_of(registry: Registry) -> Iterator[tuple[str, str, Any]]:
    """Give all lists of rows: noun, id, rows."""
    for key in registry.matters:
        yield "matter", key, registry.matter(key)
    for bundle in registry.bundles.records:
        yield "bundle", bundle.id, bundle


def asked(registry: Registry, on: dt.date) -> set[tuple[str, str, gm.Paper]]:
    """Find what is asked for on a day, written as simply as can be."""
    return {
        (noun, key, paper)
        for noun, key, record in lists_of(registry)
        if noun == "bundle" or on_the_day(record, on)
        for row in record.materials or ()
        if on_the_day(row, on)
        for way in row.alternatives
        for paper in way.papers
    }


def issued(registry: Registry, on: dt.date) -> set[str]:
    """Find the types that some matter issues on a day."""
    matters = (registry.matter(key) for key in registry.matters)
    return {
        output.paper.type
        for matter in matters
        if on_the_day(matter, on)
        for output in matter.outputs or ()
        if on_the_day(output, on)
    }


@FEWER
@given(listed())
def test_every_paper_of_the_government_is_demanded_once(drawn: tuple[Document, dt.date]) -> None:
    """Each that is asked for on the day stands in exactly one demand, known supplier or not."""
    document, on = drawn
    registry = load_document(document)
    found = gm.demand_list(registry, on=on)
    counts = Counter((use.noun, use.id, use.paper) for one in found.demands for use in one.uses)
    wanted = {
        one
        for one in asked(registry, on)
        if registry.material_types[one[2].type].kind is not MaterialKind.FORM
        and (
            is_governments(registry.material_types[one[2].type])
            or one[2].type in issued(registry, on)
        )
    }

    assert max(counts.values(), default=1) == 1
    assert wanted <= set(counts) <= asked(registry, on)


@FEWER
@given(listed())
def test_demands_are_told_apart_and_met_by_what_shares(drawn: tuple[Document, dt.date]) -> None:
    """No two demands are alike; every row is one that asks; supply follows from the means."""
    document, on = drawn
    registry = load_document(document)
    found = gm.demand_list(registry, on=on)
    keys = [(one.authority, one.type, one.suppliers) for one in found.demands]

    assert len(set(keys)) == len(keys)
    for use in (use for one in found.demands for use in one.uses):
        assert use.rows
        assert {one.by for one in use.means} <= set(SHARING)
        assert {one.by for one in use.otherwise}.isdisjoint(SHARING)
        always = any(one.when is None for one in use.means)
        assert (use.supply is Supply.MET) is always
        assert (use.supply is Supply.UNMET) is (use.means == ())
        record = registry.matter(use.id) if use.noun == "matter" else registry.bundles[use.id]
        for row in use.rows:
            material = (record.materials or ())[row.place - 1]
            assert any(use.paper in way.papers for way in material.alternatives)
            assert on_the_day(material, on)


@FEWER
@given(listed())
def test_demand_and_responsibility_are_the_same_pairs(drawn: tuple[Document, dt.date]) -> None:
    """Seen from two sides: nothing is added, and nothing lost."""
    document, on = drawn
    registry = load_document(document)
    demands = gm.demand_list(registry, on=on).demands
    responsibilities = gm.responsibility_list(registry, on=on).responsibilities
    needed = Counter(pair for one in demands for pair in one.pairs)
    provided = Counter(pair for one in responsibilities for pair in one.pairs)

    assert needed == provided
    assert max(needed.values(), default=1) == 1


@FEWER
@given(listed())
def test_what_is_withheld_is_what_is_banned(drawn: tuple[Document, dt.date]) -> None:
    """Each banned type of the day stands once, with all that ask; a check finds each means."""
    document, on = drawn
    registry = load_document(document)
    found = gm.negative_list(registry, on=on)
    banned = [
        key
        for key in sorted(registry.material_types)
        if (ban := registry.material_types[key].unshareable) is not None and on_the_day(ban, on)
    ]
    forms = {key for key in banned if registry.material_types[key].kind is MaterialKind.FORM}
    uses = {(use.noun, use.id, use.paper) for one in found.withheld for use in one.uses}
    reported = {
        one.subject for one in gm.check(registry, on) if one.check == "exemption-unshareable"
    }

    assert [one.type for one in found.withheld] == banned
    assert uses == {one for one in asked(registry, on) if one[2].type in {*banned} - forms}
    assert reported == {
        f"exemption {means.exemption}" for one in found.withheld for means in one.means
    }


def stated(registry: Registry, on: dt.date) -> Counter[tuple[str, str, str, int | None, str]]:
    """Find every text that names a law, written as simply as can be."""
    texts: Counter[tuple[str, str, str, int | None, str]] = Counter()
    for noun, table in (("matter", registry.matters), ("catalogue item", registry.catalogue)):
        for record in table.records:
            whole = registry.matter(record.id) if noun == "matter" else record
            if not on_the_day(whole, on):
                continue
            texts.update((noun, record.id, "laws", None, law) for law in record.laws or ())
            for place, row in enumerate(record.materials or (), start=1):
                if row.basis is not None and on_the_day(row, on):
                    texts[noun, record.id, "materials", place, row.basis] += 1
    for exemption in registry.exemptions.records:
        if on_the_day(exemption, on) and exemption.basis is not None:
            texts["exemption", exemption.id, "basis", None, exemption.basis] += 1
    return texts


@FEWER
@given(listed())
def test_no_text_is_lost_in_the_index(drawn: tuple[Document, dt.date]) -> None:
    """Every text stands below each document that it names, once, and below no other."""
    document, on = drawn
    registry = load_document(document)
    index = gm.policy_index(registry, on=on)
    found = Counter(
        (each.noun, each.id, each.field, each.row, each.text, one.title)
        for one in index.documents
        for each in one.citations
    )
    wanted = Counter(
        (*text, title)
        for text in stated(registry, on)
        for title in {one.title for one in cited_in(text[-1])}
    )

    assert found == wanted
    assert len({one.title for one in index.documents}) == len(index.documents)
    for one in index.documents:
        assert set(one.matters) == {key for each in one.citations for key in each.matters}


@FEWER
@given(listed(), st.randoms(use_true_random=False))
def test_shuffling_changes_nothing(drawn: tuple[Document, dt.date], dice: random.Random) -> None:
    """Records in another order give equal lists, and equal bytes."""
    document, on = drawn
    shuffled = dict(document)
    for name, records in document.items():
        if isinstance(records, dict):
            shuffled[name] = dict(dice.sample(sorted(records.items()), len(records)))
        elif isinstance(records, list):
            shuffled[name] = dice.sample(records, len(records))
    one, other = load_document(document), load_document(shuffled)

    for made in (gm.demand_list, gm.responsibility_list, gm.negative_list, gm.policy_index):
        assert gm.to_json(made(one, on=on)) == gm.to_json(made(other, on=on))


@FEWER
@given(listed())
def test_a_region_is_a_part_of_the_whole(drawn: tuple[Document, dt.date]) -> None:
    """What is demanded in a region is what its matters demand anywhere, of the same suppliers."""
    document, on = drawn
    registry = load_document(document)
    whole = {pair for one in gm.demand_list(registry, on=on).demands for pair in one.pairs}
    for region in ("430100", "430102", "100000"):
        found = gm.demand_list(registry, on=on, region=region).demands
        part = {pair for one in found for pair in one.pairs}

        assert part <= whole
        assert (part == whole) or region != "100000"
