"""Laws of waits, stages, deadlocks and fates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from tests.rules.drawing import compiled_of, single_in

import govmatters as gm
from govmatters.model import Mechanism
from govmatters.rules.plans import Outcome
from govmatters.rules.singles import Single, plan_of_single
from govmatters.testing.asking import asked_for
from govmatters.testing.strategies import Case, cases

HANDED_IN = {Outcome.SUBMIT, Outcome.SHARED, Outcome.DEFERRED, Outcome.DEADLOCKED}


def waits_of(single: Single) -> set[tuple[str, str]]:
    """Name who waits for whom: for papers of the chosen alternatives, and by order."""
    program, parts = single.compiled.program, single.main
    pairs = {(one, other) for part in parts for one, other, _ in part.waits}
    pairs |= {(one, other) for one, other, node in program.after if single.values[node]}
    return {(program.uses[one].key, program.uses[other].key) for one, other in pairs}


def reached(waits: Iterable[tuple[str, str]], start: str) -> set[str]:
    """Walk from a matter to all that it waits for, directly or through others."""
    found: set[str] = set()
    left = [start]
    while left:
        here = left.pop()
        for one, other in waits:
            if one == here and other not in found:
                found.add(other)
                left.append(other)
    return found


@pytest.mark.rule("PL-5")
@given(cases(complete=True, max_exemptions=2, max_rows=2))
def test_stages_respect_every_wait_outside_circles(case: Case) -> None:
    """Who waits comes later; whom nobody holds up comes first; a circle is a stage of its own."""
    single = single_in(case)
    plan, waits = plan_of_single(single), waits_of(single)
    stage_of = {key: number for number, stage in enumerate(plan.stages) for key in stage}
    circles = {one.matters for one in plan.circles}
    active = [use.key for use in single.compiled.program.uses if single.values[use.active]]

    assert sorted(stage_of) == active == sorted(key for stage in plan.stages for key in stage)
    for one, other in waits:
        together = stage_of[one] == stage_of[other]
        assert plan.stages[stage_of[one]] in circles if together else True
        assert together or stage_of[other] < stage_of[one]
    for key in active:
        inside = key in reached(waits, key)
        assert inside == (plan.stages[stage_of[key]] in circles)
    for circle in circles:
        assert all(set(circle) <= reached(waits, key) for key in circle)
    alone = {tuple(stage) for stage in plan.stages if stage not in circles}
    assert all(waits.isdisjoint({(a, b) for a in stage for b in stage}) for stage in alone)


@pytest.mark.rule("PL-6")
@given(cases(complete=True, max_exemptions=2, max_rows=2))
def test_working_days_are_the_longest_chain(case: Case) -> None:
    """No way through the waits takes longer, and one takes as long."""
    single = single_in(case)
    program, waits = single.compiled.program, waits_of(single)
    plan, accepted = plan_of_single(single), single.values[program.accepted]
    days: dict[str, int | None] = {}
    for use in program.uses:
        if single.values[use.active]:
            promised, statutory = (
                use.matter.promised_working_days,
                use.matter.statutory_working_days,
            )
            days[use.key] = statutory if promised is None else promised
    known = {key: number or 0 for key, number in days.items()}
    ring = {key: {key} for key in days}
    for key in days:
        ring[key] |= {o for o in reached(waits, key) if key in reached(waits, o)}

    def chain(key: str) -> int:
        before = [chain(o) for o in reached(waits, key) if o not in ring[key]]
        return sum(known[one] for one in ring[key]) + max(before, default=0)

    longest = max(map(chain, days), default=0) if accepted else sum(known.values())
    complete = None not in days.values()

    assert plan.working_days.low == longest
    assert plan.working_days_alone.low == sum(known.values())
    assert plan.working_days.exact == complete
    assert plan.working_days.high == (longest if complete else None)
    assert longest <= sum(known.values())


@pytest.mark.rule("PL-5")
@pytest.mark.rule("EX-4")
@given(cases(complete=True, max_exemptions=2, max_rows=2))
def test_papers_in_a_circle_are_deadlocked_and_never_flow(case: Case) -> None:
    """An output spares a paper only where an issuer does not wait; else nobody can obtain it."""
    single = single_in(case)
    plan, waits = plan_of_single(single), waits_of(single)
    flowing = [f for f in plan.fates if Mechanism.OUTPUT in f.mechanisms]
    dead = {(one.matter, one.paper) for one in plan.deadlocks}

    for fate in flowing:
        assert fate.outcome is Outcome.SPARED
        assert any(fate.matter not in reached(waits, issuer) for issuer in fate.issuers)
        assert fate.matter not in fate.issuers
        assert fate.paper not in single.held
    for one in plan.deadlocks:
        assert one.issuers
        assert all(one.matter in reached(waits, issuer) for issuer in one.issuers)
        assert {(one.matter, issuer) for issuer in one.issuers} <= waits
    stuck = {(f.matter, f.paper) for f in plan.fates if f.outcome is Outcome.DEADLOCKED}
    spared = {(f.matter, f.paper) for f in plan.fates if f.outcome is Outcome.SPARED}
    assert stuck <= dead <= stuck | spared


@pytest.mark.rule("PL-5")
@pytest.mark.rule("EX-4")
@given(cases(complete=True, max_rows=2, max_matters=3))
def test_who_holds_all_papers_waits_for_none(case: Case) -> None:
    """Papers held are still handed in, but nobody waits for them and no output replaces them."""
    asked = {f"{kind} of {subject}" for _, kind, _, subject in asked_for(case.document)}
    single = single_in(attrs.evolve(case, held=tuple(sorted(asked))))
    plan, program = plan_of_single(single), single.compiled.program
    orders = {(program.uses[a].key, program.uses[b].key) for a, b, _ in program.after}

    assert plan.deadlocks == ()
    assert all(circle.papers == () for circle in plan.circles)
    assert waits_of(single) <= orders
    assert all(Mechanism.OUTPUT not in fate.mechanisms for fate in plan.fates)


@pytest.mark.rule("PL-7")
@pytest.mark.rule("PL-1")
@pytest.mark.rule("PL-3")
@given(cases(complete=True, max_rows=2, max_matters=3))
def test_every_paper_has_one_fate(case: Case) -> None:
    """In one situation a paper has one fate in a matter, and what is handed in has such a fate."""
    single = single_in(case)
    plan, bundle = plan_of_single(single), single.compiled.program.bundle
    of_matters = [fate for fate in plan.fates if fate.matter != bundle.id]
    keys = [(fate.matter, fate.paper) for fate in plan.fates]
    handed_in = {fate.paper for fate in of_matters if fate.outcome in HANDED_IN}
    form = bundle.form
    replaced = {
        fate.paper
        for fate in of_matters
        if fate.outcome is Outcome.SPARED and Mechanism.ONE_FORM in fate.mechanisms
    }

    assert len(keys) == len(set(keys))
    assert all(fate.always and fate.rows for fate in plan.fates)
    assert set(plan.to_submit) - {gm.Paper(form.type) if form else None} <= handed_in
    assert handed_in <= set(plan.to_submit)
    assert all(form is not None and paper.type in form.replaces for paper in replaced)
    spared = [fate for fate in plan.fates if fate.outcome is Outcome.SPARED]
    assert all(fate.mechanisms for fate in spared)
    assert len(plan.to_submit) == plan.after.low


@pytest.mark.rule("AP-5")
@pytest.mark.rule("AP-1")
@given(cases(complete=True, max_rows=2, max_matters=3))
def test_refused_matters_ask_for_nothing_and_issue_nothing(case: Case) -> None:
    """A matter that refuses stands in no stage, has no fate, and issues no paper of any fate."""
    single = single_in(case)
    plan, program = plan_of_single(single), single.compiled.program
    refused = {one.subject for one in plan.refused} - {program.bundle.id}
    applying = {use.key for use in program.uses if single.values[use.applies]}
    staged = {key for stage in plan.stages for key in stage}

    assert refused <= applying
    assert staged == applying - refused
    assert {fate.matter for fate in plan.fates} <= staged | {program.bundle.id}
    assert all(refused.isdisjoint(fate.issuers) for fate in plan.fates)
    assert all(set(fate.refused) <= refused for fate in plan.fates)
    for one in program.one_ofs:
        assert sum(single.values[program.uses[use].applies] for use in one.uses) <= 1


@pytest.mark.rule("RD-6")
@given(cases(complete=True, max_rows=2, max_matters=3))
def test_added_papers_are_outside_the_counts(case: Case) -> None:
    """Without its own rows a bundle has the same counts, and adds nothing."""
    compiled = compiled_of(case)
    single = single_in(case)
    plan = plan_of_single(single)
    found = compiled.reduction(case.facts, held=case.held)
    case.document["bundles"]["bundle"]["materials"] = []
    bare = compiled_of(case).reduction(case.facts, held=case.held)
    types = single.compiled.program.registry.material_types
    shared = {paper for paper in plan.added if types[paper.type].shared}

    assert bare.added == ()
    assert (bare.before, bare.after, bare.rows_after) == (
        found.before,
        found.after,
        found.rows_after,
    )
    assert bare.by_mechanism == found.by_mechanism
    assert shared.isdisjoint(plan.to_submit)


@pytest.mark.rule("PL-5")
def test_a_paper_that_one_issuer_can_give_is_not_deadlocked() -> None:
    """All issuers must wait for who needs it: one that chose not to is enough."""
    registry = gm.load(Path(__file__).parent / "registries" / "pl.yaml")
    plan = gm.plan(registry, "half_circle", on=dt.date(2026, 7, 1))

    assert [str(one.paper) for one in plan.deadlocks] == ["licence of applicant"]
