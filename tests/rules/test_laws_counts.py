"""Laws of counting: before, after, credits, mechanisms, components."""

from __future__ import annotations

import copy
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.drawing import (
    ALL,
    counts,
    credits_in,
    mask,
    reduction_in,
    single_in,
    whole_of,
    with_document,
)

from govmatters.model import Mechanism
from govmatters.testing.asking import asked_for
from govmatters.testing.drawing import DAYS, ONE_FORM, chance, conditions
from govmatters.testing.records import exemption
from govmatters.testing.strategies import BUNDLE, Case, Document, cases

MECHANISMS = st.frozensets(st.sampled_from(Mechanism))
LIFTING = {"commitment", "reuse"}
SOME_DAY = st.sampled_from(DAYS)


@pytest.mark.rule("RD-1")
@pytest.mark.rule("RD-3")
@given(cases(complete=True))
def test_credits_sum_to_what_is_removed(case: Case) -> None:
    """After is at most before; no credit is negative; they sum to what is removed, exactly."""
    found = reduction_in(case)
    before, after, removed = found.before.low, found.after.low, found.removed.low
    assert before is not None
    assert after is not None
    shares = list(credits_in(found))

    assert list(found.by_mechanism) == list(Mechanism)
    assert 0 <= after <= before
    assert removed == before - after == sum(shares)
    assert min(shares) >= 0
    assert found.share.low == (Fraction(removed, before) if before else 0)
    assert all(b.exact and b.is_known for b in (found.before, found.after, found.share))


@pytest.mark.rule("RD-2")
@pytest.mark.rule("RD-1")
@given(cases(complete=True), MECHANISMS, MECHANISMS)
def test_more_mechanisms_never_hand_in_more(
    case: Case, some: frozenset[Mechanism], more: frozenset[Mechanism]
) -> None:
    """S ⊆ T ⇒ count(T) ≤ count(S); before is the count of none, after that of all."""
    single, both = single_in(case), mask(some | more)
    found = reduction_in(case)

    assert counts(single, both) <= counts(single, mask(some))
    assert found.before.low == counts(single, 0)
    assert found.after.low == counts(single, ALL)


@pytest.mark.rule("PL-4")
@pytest.mark.rule("RD-1")
@given(cases(complete=True), MECHANISMS)
def test_counts_are_sums_over_components(case: Case, some: frozenset[Mechanism]) -> None:
    """What is chosen component by component is what would be chosen for all papers at once."""
    single, mechanisms = single_in(case), mask(some)
    whole = whole_of(single).settled(mechanisms)
    locals_ = single.compiled.locals_in(single.values)[: single.compiled.own_from]
    parts = [local.settled(mechanisms) for local in locals_]
    chosen: dict[tuple[int | None, int], set[object]] = {}
    for part in parts:
        for handing, _, _ in part.handings:
            key = handing.row.use, handing.row.place
            chosen.setdefault(key, set()).add(handing.occurrence.paper)
    together: dict[tuple[int | None, int], set[object]] = {}
    for handing, _, _ in whole.handings:
        key = handing.row.use, handing.row.place
        together.setdefault(key, set()).add(handing.occurrence.paper)

    assert sum(len(part.items) for part in parts) == len(whole.items)
    assert sum(len(part.dead) for part in parts) == len(whole.dead)
    assert sum(sum(part.items.values()) for part in parts) == sum(whole.items.values())
    assert chosen == together


@st.composite
def with_an_exemption_more(draw: st.DrawFn) -> tuple[Case, Document]:
    """Draw a case, and its document with an exemption more, or with one that begins earlier."""
    case = draw(cases(complete=True))
    document = copy.deepcopy(case.document)
    dated = [n for n, one in enumerate(document["exemptions"]) if one["by"] not in LIFTING]
    asked = [(name, kind, role) for name, kind, role, _ in asked_for(document)]
    if "form" in document["bundles"][BUNDLE]:
        asked.append((None, ONE_FORM, "applicant"))
    if dated and chance(draw, 5):
        number = draw(st.sampled_from(dated))
        late, early = case.document["exemptions"][number], document["exemptions"][number]
        early["since"], late["since"] = sorted(draw(st.tuples(SOME_DAY, SOME_DAY)))
        for one in (early, late):
            one.pop("until", None)
    elif asked:
        roles = {name: one["roles"] for name, one in document["matters"].items()}
        when = conditions(document["questions"])
        more = exemption(draw, draw(st.sampled_from(asked)), roles, when)
        if more["by"] not in LIFTING:
            document["exemptions"].append({"id": "more", **more})
    return case, document


@pytest.mark.rule("EX-1")
@pytest.mark.rule("RD-2")
@given(with_an_exemption_more())
def test_more_exemptions_never_hand_in_more(drawn: tuple[Case, Document]) -> None:
    """An exemption more, or from an earlier day on, raises no count, and changes none before."""
    case, document = drawn
    found, other = reduction_in(case), reduction_in(with_document(case, document))
    assert found.after.low is not None
    assert other.after.low is not None

    assert other.after.low <= found.after.low
    assert other.before == found.before


@st.composite
def of_one_matter(draw: st.DrawFn) -> Case:
    """Draw a bundle of one matter, without exemptions and without a form of its own."""
    case = draw(cases(complete=True, max_matters=1, max_exemptions=0))
    document = case.document["bundles"][BUNDLE]
    document["matters"] = document["matters"][:1]
    document.pop("form", None)
    document.pop("after", None)
    return case


@pytest.mark.rule("PL-3")
@pytest.mark.rule("EX-4")
@given(of_one_matter())
def test_one_matter_alone_removes_nothing(case: Case) -> None:
    """A bundle of one matter, without exemptions or a form, is that matter."""
    found = reduction_in(case)

    assert found.before == found.after
    assert set(credits_in(found)) == {0}
    assert found.rows_before == found.rows_after
    assert found.copies_before == found.copies_after


def without_outputs(case: Case) -> Document:
    """Copy a document in which no matter issues anything, or comes after another."""
    document = copy.deepcopy(case.document)
    for one in (*document["matters"].values(), *document["catalogue"].values()):
        one["outputs"] = []
    document["bundles"][BUNDLE].pop("after", None)
    return document


def places_of(document: Document) -> list[Document]:
    """Take the places of the bundle, one by one."""
    entries = document["bundles"][BUNDLE]["matters"]
    return [place for entry in entries for place in entry.get("one_of", [entry])]


@pytest.mark.rule("RD-1")
@pytest.mark.rule("PL-3")
@pytest.mark.rule("RD-5")
@given(cases(complete=True, max_matters=3))
def test_before_is_each_matter_alone(case: Case) -> None:
    """Before, in papers, rows and copies, is the sum over bundles of one matter each."""
    document = without_outputs(case)
    found = reduction_in(with_document(case, document))
    alone = []
    for place in places_of(document):
        one = copy.deepcopy(document)
        one["bundles"][BUNDLE]["matters"] = [place]
        alone.append(reduction_in(with_document(case, one)))

    assert found.before.low == sum(one.before.low or 0 for one in alone)
    assert found.rows_before.low == sum(one.rows_before.low or 0 for one in alone)
    assert found.copies_before.low == sum(one.copies_before.low or 0 for one in alone)
    assert found.working_days_alone.low == sum(one.working_days_alone.low or 0 for one in alone)
    assert found.trips_alone.low == sum(one.trips_alone.low or 0 for one in alone)


@pytest.mark.rule("EX-5")
@given(cases(complete=True, max_exemptions=3))
def test_what_may_come_later_still_counts(case: Case) -> None:
    """Where nothing is issued, a row that may be met later counts as one due now."""
    later, now = without_outputs(case), without_outputs(case)
    every = (*now["matters"].values(), *now["catalogue"].values(), now["bundles"][BUNDLE])
    for row in (row for one in every for row in one.get("materials", ())):
        if row.get("need") == "deferrable":
            row["need"] = "required"
    found, other = (reduction_in(with_document(case, one)) for one in (later, now))

    assert (found.before, found.after, found.added) == (other.before, other.after, other.added)
    assert found.by_mechanism == other.by_mechanism
