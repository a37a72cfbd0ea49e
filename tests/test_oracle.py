"""The package against the oracle, a second reading of the rules that shares no code with it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.oracle.comparison import differences, report
from tests.oracle.features import shares
from tests.oracle.situations import domain

import govmatters as gm
from govmatters.io import dump_json
from govmatters.testing.strategies import Case, cases

ON = dt.date(2026, 7, 1)

# What must not become rare: each is a place where a rule could be wrong unseen.
SOUGHT = {
    "added",
    "after",
    "ambiguous",
    "catalogue",
    "choice depends on mechanisms",
    "circle",
    "closed alternative",
    "credit of check",
    "credit of commitment",
    "credit of data",
    "credit of licence",
    "credit of one form",
    "credit of output",
    "credit of prefill",
    "credit of reuse",
    "credit of share",
    "deadlock",
    "deferrable",
    "exemption lifts wait",
    "form spared",
    "given",
    "held lifts wait",
    "interacting choice",
    "issuer dropped",
    "open count",
    "open credit",
    "outcome optional",
    "refused bundle",
    "refused matter",
    "same matter twice",
    "three stages",
    "two mechanisms",
    "unmet",
    "unshared twice",
}


@pytest.mark.rule("SI-1")
@pytest.mark.rule("SI-3")
@pytest.mark.rule("AP-1")
@pytest.mark.rule("AP-2")
@pytest.mark.rule("AP-3")
@pytest.mark.rule("AP-4")
@pytest.mark.rule("AP-5")
@pytest.mark.rule("EX-1")
@pytest.mark.rule("EX-2")
@pytest.mark.rule("EX-3")
@pytest.mark.rule("EX-4")
@pytest.mark.rule("PL-1")
@pytest.mark.rule("PL-2")
@pytest.mark.rule("PL-3")
@pytest.mark.rule("PL-4")
@pytest.mark.rule("PL-5")
@pytest.mark.rule("PL-6")
@pytest.mark.rule("PL-7")
@pytest.mark.rule("RD-1")
@pytest.mark.rule("RD-3")
@pytest.mark.rule("RD-5")
@pytest.mark.rule("RD-6")
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(cases(complete=True))
def test_plan_and_reduction_are_the_oracles(case: Case) -> None:
    """With complete facts: papers, fates, stages, times, counts and credits."""
    found = differences(case)

    assert not found, report(case, found)


@pytest.mark.rule("PL-8")
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(cases(complete=False))
def test_bounds_are_the_oracles(case: Case) -> None:
    """With open facts: what is sure, what may be, and the least and greatest of each measure."""
    found = differences(case)

    assert not found, report(case, found)


@pytest.mark.parametrize("bundle", [one.id for one in gm.load().bundles.records])
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_packaged_bundles_are_planned_as_the_oracle_plans_them(
    bundle: str, data: st.DataObject
) -> None:
    """The real bundles are larger than what is drawn; their facts are drawn here."""
    document = json.loads(dump_json(gm.load()))
    given = document["bundles"][bundle].get("given", {})
    facts = {
        name: data.draw(st.sampled_from(domain(document, name)), label=name)
        for name in document["questions"]
        if name not in given
    }
    region = data.draw(st.sampled_from([None, "430102", "360500"]), label="region")
    case = Case(document=document, facts=facts, on=ON, region=region, held=())

    assert not differences(case, bundle=bundle)


def test_drawn_cases_touch_the_rules() -> None:
    """A law bites only where the drawn registries have what it speaks of."""
    found = [shares(150, draws=seed) for seed in range(1, 6)]  # draws of one seed come in clumps
    mean = {name: sum(one.get(name, 0) for one in found) / len(found) for name in SOUGHT}

    assert {name: share for name, share in mean.items() if share < 0.004} == {}
