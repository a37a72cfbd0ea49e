"""Laws of situations and of bounds over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rules.drawing import compiled_of, completions, single_in

import govmatters as gm
from govmatters.conditions import Answer
from govmatters.errors import AmbiguousMattersError
from govmatters.measures.reduction import reduction_of
from govmatters.model import Bounds
from govmatters.rules.evaluating import evaluate
from govmatters.rules.planning import plan_of
from govmatters.rules.singles import plan_of_single
from govmatters.testing.strategies import Case, cases, documents, situations_of

COUNTS = (
    *("before", "after", "removed", "rows_before", "rows_after"),
    *("copies_before", "copies_after", "share"),
)
TIMES = (*("working_days", "working_days_alone", "trips", "trips_alone", "steps", "steps_alone"),)


def figures(reduction: gm.Reduction, names: Iterable[str]) -> dict[str, Bounds[Any]]:
    """Take figures and credits."""
    found = {name: getattr(reduction, name) for name in names}
    return found | {f"credit of {one}": bounds for one, bounds in reduction.by_mechanism.items()}


def holds(outer: Bounds[Any], inner: Bounds[Any]) -> bool:
    """Say whether bounds contain others; an unknown end contains everything."""
    low = outer.low is None or (inner.low is not None and outer.low <= inner.low)
    high = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return low and high


def check_outer(plan: gm.Plan, every: Sequence[gm.Plan], shared: set[str]) -> None:
    """Demand that what is sure is in every plan, and that nothing in one is left out."""
    sure, perhaps = set(plan.to_submit), {*plan.to_submit, *plan.may_submit}
    added, may_add = set(plan.added), {*plan.added, *plan.may_add}
    for one in every:
        assert sure <= set(one.to_submit) <= perhaps
        assert {p for p in added if p.type in shared} <= set(one.added)
        assert set(one.added) <= may_add
        assert {r.subject for r in one.refused} <= {r.subject for r in plan.refused}
        assert {r.subject for r in plan.refused if r.always} <= {r.subject for r in one.refused}


@pytest.mark.rule("PL-8")
@pytest.mark.rule("SI-3")
@given(cases(complete=False, max_questions=2, max_matters=3))
def test_bounds_are_attained_by_the_plans_of_completions(case: Case) -> None:
    """The bounds are those of the plans of all ways to answer, and each end is attained."""
    compiled = compiled_of(case)
    ways = completions(case, compiled, 40)
    plan = compiled.plan(case.facts, held=case.held)
    found = compiled.reduction(case.facts, held=case.held)
    plans = [compiled.plan(facts, held=case.held) for facts in ways]
    every = [compiled.reduction(facts, held=case.held) for facts in ways]
    shared = {t.id for t in compiled.compiled.program.registry.material_types.records if t.shared}

    check_outer(plan, plans, shared)
    assert plan.exact
    for name, bounds in figures(found, COUNTS).items():
        values: list[Any] = [figures(one, COUNTS)[name].low for one in every]
        assert (bounds.low, bounds.high, bounds.exact) == (min(values), max(values), True), name
    for name in TIMES:
        bounds = getattr(found, name)
        assert all(holds(bounds, getattr(one, name)) for one in every), name
        assert bounds.low == min(getattr(one, name).low for one in every), name
    always = set.intersection(*({p for p in one.to_submit if p.type in shared} for one in plans))
    assert always == {paper for paper in plan.to_submit if paper.type in shared}
    fates = {(f.matter, f.paper, f.outcome) for one in plans for f in one.fates}
    assert fates == {(f.matter, f.paper, f.outcome) for f in plan.fates}


@pytest.mark.rule("PL-8")
@given(cases(complete=False, max_questions=2, max_matters=2), st.sampled_from([1, 1, 2]))
def test_beyond_the_limit_bounds_are_safe(case: Case, limit: int) -> None:
    """With a small limit the bounds are outer ones, and still hold the plan of every completion."""
    compiled = compiled_of(case)
    ways = completions(case, compiled, 40)
    assume(len(ways) > limit)
    plan = compiled.plan(case.facts, held=case.held, limit=limit)
    found = compiled.reduction(case.facts, held=case.held, limit=limit)
    plans = [compiled.plan(facts, held=case.held) for facts in ways]
    every = [compiled.reduction(facts, held=case.held) for facts in ways]
    shared = {t.id for t in compiled.compiled.program.registry.material_types.records if t.shared}

    check_outer(plan, plans, shared)
    assert not plan.exact
    for name, bounds in figures(found, (*COUNTS, *TIMES)).items():
        for one in every:
            assert holds(bounds, figures(one, (*COUNTS, *TIMES))[name]), name


@pytest.mark.rule("SI-1")
@pytest.mark.rule("PL-8")
@given(cases(complete=True))
def test_one_situation_is_planned_as_many_are(case: Case) -> None:
    """The short way of one situation gives the very plan and reduction of the long one."""
    single = single_in(case)
    evaluation = evaluate(single.compiled, case.facts, held=case.held)
    plan = plan_of(evaluation)
    compiled = gm.CompiledBundle(single.compiled)
    equal = [fate.equal_alternatives for fate in plan.fates]

    assert plan_of_single(single) == plan
    assert [fate.equal_alternatives for fate in plan_of_single(single).fates] == equal
    assert compiled.reduction(case.facts, held=case.held) == reduction_of(evaluation, plan)
    assert compiled.counts(case.facts, held=case.held) == (plan.before, plan.after)


def retold(case: Case, compiled: gm.CompiledBundle) -> dict[str, Answer]:
    """Answer otherwise, so that every atom stays as it is."""
    program = compiled.compiled.program
    regions = program.registry.geography
    facts = {
        name: program.registry.questions[name].answer(fact, regions)
        for name, fact in case.facts.items()
    }
    other: dict[str, Answer] = {}
    for block in program.blocks:
        row = tuple(atom.value(facts[block.question], regions) for atom in block.atoms)
        witness, former = block.witnesses[block.truths.index(row)], other.get(block.question)
        if isinstance(witness, frozenset) and isinstance(former, frozenset):
            witness |= former
        other[block.question] = witness
    return other


@pytest.mark.rule("SI-4")
@pytest.mark.rule("SI-2")
@pytest.mark.rule("SI-3")
@given(cases(complete=True))
def test_facts_that_agree_on_atoms_have_equal_plans(case: Case) -> None:
    """Whoever differs in no atom is told the same; every answer is in some situation."""
    compiled = compiled_of(case)
    other = retold(case, compiled)
    try:
        plan = compiled.plan(case.facts, held=case.held)
    except AmbiguousMattersError:
        with pytest.raises(AmbiguousMattersError):
            compiled.plan(other, held=case.held)
        return

    assert attrs.evolve(compiled.plan(other, held=case.held), facts=plan.facts) == plan


@pytest.mark.rule("SI-3")
@given(documents(max_matters=2).flatmap(lambda document: situations_of(document, complete=False)))
def test_each_situation_has_facts_that_make_it(case: Case) -> None:
    """Situations differ, and the facts of each give its atoms their truths."""
    compiled = compiled_of(case)
    regions = compiled.compiled.program.registry.geography
    situations = compiled.situations(case.facts)
    assume(situations.count <= 500)
    every = list(situations)

    assert len({one.truths for one in every}) == situations.count == len(every)
    for one in every:
        facts = dict(one.facts)
        assert all(atom.value(facts[atom.question], regions) == truth for atom, truth in one.truths)
        assert compiled.situations(facts).count == 1
