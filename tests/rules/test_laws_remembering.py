"""What a compiled bundle remembers changes nothing: neither its plans nor each other's heads."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import FEWER

import govmatters as gm
from govmatters.io import load_document
from govmatters.rules.bunches import packed, unpacked
from govmatters.rules.shortcuts import remember
from govmatters.testing.strategies import Case, cases

ON = dt.date(2026, 7, 1)
AGED = load_document(
    {
        "questions": {"age": {"ask": "年龄？", "type": "integer", "min": 0, "max": 100}},
        "material_types": {"a": {"name": "甲"}, "b": {"name": "乙"}},
        "matters": {
            "m": {
                "name": "虚构事项",
                "region": "430100",
                "materials": [{"needs": "a", "when": "age < 18"}, {"needs": "b"}],
            }
        },
        "bundles": {"x": {"name": "虚构", "region": "430100", "matters": ["m"]}},
    }
)


@pytest.mark.rule("SI-4")
@given(st.lists(st.integers(0, 100), min_size=1, max_size=8))
@FEWER
def test_equal_atoms_give_equal_plans_under_their_own_heads(ages: list[int]) -> None:
    """All that is said of a situation met before is its own; only the facts are new."""
    compiled = gm.compile(AGED, "x", on=ON)
    for age in ages:
        plan = compiled.plan({"age": age})

        assert plan == gm.plan(AGED, "x", on=ON, facts={"age": age})
        assert plan.facts == {"age": age}
        assert len(plan.to_submit) == 1 + (age < 18)


@given(cases(complete=True), st.data())
@settings(max_examples=40)
def test_a_bundle_in_use_plans_as_a_fresh_one(case: Case, data: st.DataObject) -> None:
    """In whatever order situations and held papers come, and however often."""
    registry = load_document(case.document)
    used = _compiled(registry, case)
    asked = data.draw(st.lists(st.sampled_from([(), tuple(case.held)]), min_size=2, max_size=4))
    for held in asked:
        fresh = _compiled(registry, case)

        assert _outcome(used, case.facts, held) == _outcome(fresh, case.facts, held)


@given(cases(complete=True), st.data())
@FEWER
def test_a_bundle_plans_each_of_many_situations_as_a_fresh_one(
    case: Case, data: st.DataObject
) -> None:
    """What it remembers of one situation is not taken for another."""
    registry = load_document(case.document)
    used = _compiled(registry, case)
    for _ in range(6):
        facts = _facts(used, data)

        assert _outcome(used, facts, ()) == _outcome(_compiled(registry, case), facts, ())


def _facts(compiled: gm.CompiledBundle, data: st.DataObject) -> dict[str, Any]:
    """Draw an answer to every question, each of another effect."""
    facts: dict[str, Any] = {}
    for block in compiled.compiled.program.blocks:
        answer = data.draw(st.sampled_from(block.witnesses))
        several = isinstance(answer, frozenset) and block.question in facts
        facts[block.question] = facts[block.question] | answer if several else answer
    return facts


@given(cases())
@settings(max_examples=40)
def test_every_component_and_every_row_is_in_one_bunch(case: Case) -> None:
    """So that figures of bunches add up: no row, no paper is in two of them."""
    compiled = _compiled(load_document(case.document), case).compiled
    bunches = [*compiled.shortcuts.bunches, compiled.shortcuts.own]
    rows = [
        {(row.use, row.place) for number in one.numbers for row in compiled.components[number].rows}
        for one in bunches
    ]

    assert sorted(number for one in bunches for number in one.numbers) == list(
        range(len(compiled.components))
    )
    assert sum(map(len, rows)) == len(set().union(*rows))


@given(
    st.integers(1, 80).flatmap(
        lambda width: st.tuples(
            st.just(width),
            st.lists(
                st.lists(st.integers(0, (1 << width) // 8), min_size=6, max_size=6), max_size=7
            ),
        )
    )
)
def test_packed_figures_add_up_each_by_itself(drawn: tuple[int, list[list[int]]]) -> None:
    """As long as no sum needs more than the width, none spills into the next."""
    width, rows = drawn
    total = sum(packed(row, width) for row in rows)

    assert unpacked(total, width) == [sum(column) for column in zip([0] * 6, *rows, strict=True)]


def _compiled(registry: gm.Registry, case: Case) -> gm.CompiledBundle:
    return gm.compile(registry, "bundle", on=case.on, region=case.region)


def _outcome(compiled: gm.CompiledBundle, facts: Any, held: tuple[str, ...]) -> object:  # noqa: ANN401
    try:
        counts = compiled.counts(facts, held=held)
        return compiled.plan(facts, held=held), compiled.reduction(facts, held=held), counts
    except gm.GovMattersError as error:
        return repr(error)


def test_what_is_remembered_never_grows_without_end() -> None:
    """Everything is forgotten rather than too much kept."""
    known: dict[int, str] = {}
    for number in range(10):
        remember(known, number, "x", most=4)
        assert number in known
        assert len(known) <= 4
