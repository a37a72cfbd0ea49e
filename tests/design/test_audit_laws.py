"""Laws of audits, on drawn registries: verdicts follow the rules' figures, and nothing else."""

from __future__ import annotations

import copy

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.design.drawing import (
    audited,
    claiming,
    computed,
    handed_in,
    spared_in,
    with_claims,
)
from tests.effort import FEWER
from tests.rules.drawing import compiled_of, completions, with_document
from tests.rules.test_laws_order import COLLECTIONS

import govmatters as gm
from govmatters.errors import AmbiguousMattersError
from govmatters.io import load_document
from govmatters.measures.audits.claims import Figure
from govmatters.measures.audits.listed import ListedPaper, Standing
from govmatters.model import Bounds, Counts
from govmatters.testing.strategies import BUNDLE, Case, Document, cases


def plan_that_counts(case: Case) -> gm.Plan:
    """Plan complete facts; a situation that a claim is not about is drawn anew."""
    found = None
    try:
        found = compiled_of(case).plan(case.facts)
    except AmbiguousMattersError:
        assume(condition=False)
    assert found is not None
    assume(found.stages and not found.refused)
    return found


@pytest.mark.rule("AU-2")
@pytest.mark.rule("AU-3")
@FEWER
@given(cases(complete=True), st.sampled_from(list(Figure)), st.sampled_from(list(Counts)))
def test_what_is_computed_is_confirmed_and_one_off_is_not(
    case: Case, figure: Figure, counts: Counts
) -> None:
    """What the rules compute is confirmed; one more or less is better or worse, by the side."""
    plan = plan_that_counts(case)
    registry = load_document(claiming(case, list=[]).document)
    right = computed(plan, figure, counts, registry)
    assume(right.is_known)
    assert right.low is not None
    verdicts = []
    for number in (right.low - 1, right.low, right.low + 1):
        if number >= 0:
            claims: dict[str, object] = {figure.value: number, "counts": counts.value, "list": []}
            (found,) = audited(claiming(case, **claims)).claims
            verdicts.append(found.verdict.value)
    less, more = ("better", "worse") if figure.is_before else ("worse", "better")

    assert verdicts == [less, "confirmed", more][-len(verdicts) :]


def folded(verdicts: set[gm.ClaimVerdict], figure: Figure) -> gm.ClaimVerdict:
    """Fold the verdicts of single situations; a promise that is kept with room is kept."""
    if figure.is_limit and verdicts == {gm.ClaimVerdict.BETTER, gm.ClaimVerdict.CONFIRMED}:
        return gm.ClaimVerdict.CONFIRMED
    return verdicts.pop() if len(verdicts) == 1 else gm.ClaimVerdict.NOT_CHECKABLE


def counting(case: Case) -> list[gm.Plan]:
    """Plan every completion of the facts, but those that a claim is not about."""
    compiled = compiled_of(case)
    plans = [compiled.plan(facts) for facts in completions(case, compiled, 64)]
    return [plan for plan in plans if plan.stages and not plan.refused]


@pytest.mark.rule("AU-1")
@pytest.mark.rule("AU-4")
@pytest.mark.rule("AU-5")
@FEWER
@given(with_claims())
def test_a_verdict_is_that_of_every_situation_that_counts(case: Case) -> None:
    """Bounds and verdicts are those of all completions in which nobody refuses."""
    audit, plans = audited(case), counting(case)
    registry = load_document(case.document)

    assert audit.exact
    for claim in audit.claims:
        for reading in claim.readings:
            is_unknown = reading.counts is Counts.LISTED and audit.list is None
            if not plans or (is_unknown and not claim.figure.is_before):
                assert reading.verdict is gm.ClaimVerdict.NOT_CHECKABLE
                continue
            spread = [computed(plan, claim.figure, reading.counts, registry) for plan in plans]
            verdicts = {
                claim.figure.verdict(claim.claimed, one.low or 0, one.high) for one in spread
            }
            assert (reading.computed.low, reading.computed.high) == hull(spread)
            assert reading.verdict is folded(verdicts, claim.figure)
        readings = {reading.verdict for reading in claim.readings}
        one = next(iter(readings)) if len(readings) == 1 else gm.ClaimVerdict.NOT_CHECKABLE
        assert claim.verdict is one
        assert bool(claim.missing) is (claim.verdict is gm.ClaimVerdict.NOT_CHECKABLE)


def hull(spread: list[Bounds[int]]) -> tuple[int, int | None]:
    """Bound several numbers."""
    highs = [one.high for one in spread if one.high is not None]
    low = min(one.low or 0 for one in spread)
    return low, max(highs) if len(highs) == len(spread) else None


@pytest.mark.rule("AU-6")
@FEWER
@given(with_claims(is_listed=True))
def test_a_listed_paper_stands_as_in_every_situation_that_counts(case: Case) -> None:
    """A listed paper is handed in, spared, or sometimes either, as the plans of all say."""
    audit, plans = audited(case), counting(case)
    assume(plans)
    assert audit.list is not None

    for one in audit.list.papers:
        handed = [plan for plan in plans if one.paper in handed_in(plan)]
        spared = [spared_in(plan)[one.paper] for plan in plans if one.paper in spared_in(plan)]
        assert (one.standing is Standing.DEPENDS) is bool(handed and spared)
        assert (one.standing is Standing.HANDED_IN) is bool(handed and not spared)
        if spared and not handed:
            by = {mechanism for some in spared for mechanism in some}
            wanted = one.by in {None, gm.Mechanism.SHARE, *by}
            assert one.standing is (Standing.SPARED if wanted else Standing.SPARED_OTHERWISE)
            assert set(one.mechanisms) == by
        if one.standing in {Standing.HANDED_IN, Standing.SPARED}:
            assert one.always is (len(handed or spared) == len(plans))
        assert one.verdict is expected(one)
        assert bool(one.missing) is (one.verdict is gm.ClaimVerdict.NOT_CHECKABLE)


def expected(one: ListedPaper) -> gm.ClaimVerdict:
    """Say what a standing is worth, as docs/audit.md has it in a table."""
    unclear = {Standing.DEPENDS, Standing.NOT_ASKED, Standing.UNKNOWN}
    if one.standing in unclear:
        return gm.ClaimVerdict.NOT_CHECKABLE
    if one.by in {None, gm.Mechanism.SHARE}:
        handed = one.standing in {Standing.HANDED_IN, Standing.ALTERNATIVE}
        return gm.ClaimVerdict.CONFIRMED if handed else gm.ClaimVerdict.BETTER
    return (
        gm.ClaimVerdict.WORSE if one.standing is Standing.HANDED_IN else gm.ClaimVerdict.CONFIRMED
    )


@pytest.mark.rule("AU-7")
@FEWER
@given(with_claims(is_listed=True))
def test_what_is_handed_in_and_not_listed_is_lacking(case: Case) -> None:
    """The list lacks what somebody hands in; but where a row takes a listed paper instead."""
    audit, plans = audited(case), counting(case)
    assume(plans)
    assert audit.list is not None
    listed = {one.paper for one in audit.list.papers}
    unlisted = {paper for plan in plans for paper in handed_in(plan)} - listed
    lacking = [one.paper for one in audit.list.lacking]
    choosing = {paper for plan in plans for paper in chosen_from_several(plan, case.document)}

    assert len(lacking) == len(set(lacking))
    assert set(lacking) <= unlisted
    assert unlisted - set(lacking) <= choosing
    assert (audit.list.verdict is gm.ClaimVerdict.WORSE) is any(
        one.verdict is gm.ClaimVerdict.WORSE for one in (*audit.list.papers, *audit.list.lacking)
    )


def chosen_from_several(plan: gm.Plan, document: Document) -> set[gm.Paper]:
    """Take the papers of a plan that a row with several alternatives hands in."""
    registry = load_document(document)
    places = {place.key: place.matter for place in registry.bundles[BUNDLE].matters}
    found = set()
    for fate in plan.fates:
        own = registry.bundles[BUNDLE].materials
        rows = registry.matter(places[fate.matter]).materials if fate.matter in places else own
        if any(len((rows or ())[row - 1].alternatives) > 1 for row in fate.rows):
            found.add(fate.paper)
    return found


@pytest.mark.rule("AU-8")
@FEWER
@given(with_claims())
def test_rows_and_amounts_make_the_computed_number(case: Case) -> None:
    """Rows that always count are no more than the least; amounts that are stated add up."""
    audit = audited(case)
    for claim in audit.claims:
        first = claim.readings[0]
        if claim.rows and first.counts is Counts.ROWS:
            always = {(one.matter, one.row) for one in claim.rows if one.always and one.row}
            ever = {(one.matter, one.row) for one in claim.rows if one.row}
            assert first.computed.low is not None
            assert len(always) <= first.computed.low
            assert first.computed.high is None or first.computed.high <= len(ever)
        if claim.amounts and claim.figure.is_before and first.computed.is_known:
            always_there = all(one.always for one in claim.amounts)
            total = sum(one.number or 0 for one in claim.amounts)
            assert not always_there or total == first.computed.low
        is_chain = claim.figure in {Figure.DAYS_AFTER, Figure.PROMISED_WORKING_DAYS}
        numbers = [one.number for one in claim.amounts]
        if is_chain and numbers and None not in numbers:
            total = sum(number or 0 for number in numbers)
            assert (first.computed.low or 0) <= total
            assert first.computed.high is None or total <= first.computed.high


@pytest.mark.rule("AU-5")
@FEWER
@given(with_claims(), st.sampled_from([1, 2]))
def test_outer_bounds_never_contradict_exact_ones(case: Case, limit: int) -> None:
    """Where too many situations are open, a definite verdict is the one that walking gives."""
    exact, outer = audited(case), audited(case, limit)
    assume(exact.situations)

    for claim, other in zip(exact.claims, outer.claims, strict=True):
        if other.verdict is not gm.ClaimVerdict.NOT_CHECKABLE:
            assert claim.verdict is other.verdict
        elif not outer.exact:
            assert other.missing
    if exact.list is not None and outer.list is not None:
        for one, entry in zip(exact.list.papers, outer.list.papers, strict=True):
            assert entry.verdict in {gm.ClaimVerdict.NOT_CHECKABLE, one.verdict}
        lacking = {one.paper for one in exact.list.lacking}
        assert {one.paper for one in outer.list.lacking} <= lacking


@pytest.mark.rule("AU-8")
@FEWER
@given(st.data())
def test_the_order_of_records_changes_no_verdict(data: st.DataObject) -> None:
    """Whatever order records, exemptions, answers and matters stand in: the same bytes."""
    case = data.draw(with_claims(max_matters=3, max_rows=2))
    document = copy.deepcopy(case.document)
    for name in COLLECTIONS:
        document[name] = dict(data.draw(st.permutations(list(document[name].items()))))
    document["exemptions"] = data.draw(st.permutations(document["exemptions"]))
    bundle = document["bundles"][BUNDLE]
    bundle["after"] = data.draw(st.permutations(bundle.get("after", [])))
    facts = dict(data.draw(st.permutations(list(case.facts.items()))))
    other = attrs.evolve(with_document(case, document), facts=facts)

    assert gm.to_json(audited(other)) == gm.to_json(audited(case))
