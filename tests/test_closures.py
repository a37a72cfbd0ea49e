"""What may have to be done before some matters: held to a walk over every row and output."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import FEWER

import govmatters as gm
from govmatters.errors import InvalidEntryError, UnknownIdError
from govmatters.graph import circular_proofs
from govmatters.io import load_document
from govmatters.model import Mechanism, Need
from govmatters.testing.strategies import registries

ON = dt.date(2026, 7, 1)
KINDS = "abcde"
PLACE = {"region": "430100"}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw matters that ask for what others issue, at times in circles, at times for good."""
    kinds: dict[str, Any] = {name: {"name": f"材料{name}"} for name in KINDS}
    kinds["e"] = {"name": "各自", "shared": False}
    row = st.fixed_dictionaries(
        {"needs": st.sampled_from(KINDS) | st.just({"any_of": ["a", "b"]})},
        optional={
            "need": st.sampled_from(["optional", "deferrable", "required"]),
            "existing": st.booleans(),
            "until": st.just("2026-01-01"),
        },
    )
    matters = {
        f"m{number}": {
            "name": "事项",
            "region": "430100",
            "materials": draw(st.lists(row, max_size=3)),
            "outputs": draw(st.lists(st.sampled_from(KINDS), max_size=2, unique=True)),
        }
        for number in range(draw(st.integers(1, 6)))
    }
    exemption = {"id": "x", "of": "a", "by": draw(st.sampled_from(["commitment", "licence"]))}
    return {"material_types": kinds, "matters": matters, "exemptions": [exemption]}


def waits_by_hand(registry: gm.Registry) -> dict[str, set[str]]:
    """PL-5, row by row: who issues what a matter asks for."""
    lifted = {one.of for one in registry.exemptions.records if one.by is Mechanism.COMMITMENT}
    waits: dict[str, set[str]] = {}
    for key in registry.matters:
        waits[key] = set()
        for row in registry.matter(key).materials or ():
            for paper in row.papers:
                counts = row.need is Need.REQUIRED and not row.existing
                shared = registry.material_types[paper.type].shared
                if counts and shared and paper.type not in lifted:
                    waits[key] |= issuers_by_hand(registry, paper.type) - {key}
    return waits


def issuers_by_hand(registry: gm.Registry, kind: str) -> set[str]:
    """Every matter that ever issues a paper."""
    return {
        key
        for key in registry.matters
        for output in registry.matter(key).outputs or ()
        if output.paper.type == kind
    }


def reached_by_hand(waits: dict[str, set[str]], start: str) -> set[str]:
    """All that a matter waits for, directly or through others; itself only in a circle."""
    reached: set[str] = set()
    while more := {other for one in {start, *reached} for other in waits[one]} - reached:
        reached |= more
    return reached


@pytest.mark.rule("PL-5")
@given(documents(), st.data())
def test_a_closure_is_what_a_walk_by_hand_reaches(
    document: dict[str, Any], data: st.DataObject
) -> None:
    """The matters, their order, circles and materials."""
    registry = load_document(document)
    asked = data.draw(st.lists(st.sampled_from(list(registry.matters)), max_size=3))
    view = registry.on(ON)
    waits = waits_by_hand(view)
    reach = {key: reached_by_hand(waits, key) for key in waits}

    found = gm.prerequisites(registry, on=ON).of(asked)

    assert found.matters == tuple(dict.fromkeys(asked))
    assert sorted(found.order) == sorted({*asked, *(o for key in asked for o in reach[key])})
    assert found.before == tuple(key for key in found.order if key not in asked)
    places = {key: place for place, key in enumerate(found.order)}
    for key in found.order:
        late = {other for other in waits[key] if places[other] > places[key]}
        assert all(key in reach[other] for other in late)
    rings = {frozenset(o for o in reach[k] if k in reach[o]) for k in found.order} - {frozenset()}
    assert {frozenset(circle) for circle in found.circles} == rings
    assert set(found.materials) == {
        paper.type
        for key in found.order
        for row in view.matter(key).materials or ()
        if row.need is not Need.OPTIONAL
        for paper in row.papers
    }


@pytest.mark.rule("PL-5")
@given(documents())
def test_members_of_a_circle_stand_side_by_side(document: dict[str, Any]) -> None:
    """Circles are those of `circular_proofs`, each sorted and unbroken in the order."""
    registry = load_document(document)
    found = gm.prerequisites(registry).of(registry.matters)

    assert {*found.circles} == {one.matters for one in circular_proofs(registry)}
    for circle in found.circles:
        start = found.order.index(circle[0])
        assert found.order[start : start + len(circle)] == circle


@given(registries())
@FEWER
def test_any_registry_has_an_order(registry: gm.Registry) -> None:
    """Every matter stands once; asking for all of it twice gives the same."""
    found = gm.prerequisites(registry)
    whole = found.of(registry.matters)

    assert sorted(whole.order) == list(registry.matters)
    assert whole == gm.prerequisites(registry).of(registry.matters)
    assert not whole.before


def test_a_paper_that_many_issue_and_many_ask_for_makes_few_links() -> None:
    """Thousands of regions that all ask for the same paper do not make millions of pairs."""
    issuing = {f"i{number}": {"name": "签发", **PLACE, "outputs": ["a"]} for number in range(3000)}
    asking = {
        f"z{number}": {"name": "申请", **PLACE, "materials": [{"needs": "a"}]}
        for number in range(3000)
    }
    registry = load_document({"material_types": {"a": {"name": "甲"}}, "matters": issuing | asking})

    found = gm.prerequisites(registry).of(["z0", "z1"])

    assert len(found.order) == 3002
    assert found.order[-2:] == ("z0", "z1")
    assert found.materials == ("a",)


def test_who_issues_what_it_asks_for_does_not_wait_for_itself() -> None:
    """A renewal asks for the licence that it issues; only others who issue it come first."""
    own = {"name": "换证", **PLACE, "materials": [{"needs": "a"}], "outputs": ["a"]}
    other = {"name": "办证", **PLACE, "outputs": ["a"]}
    document = {"material_types": {"a": {"name": "甲"}}, "matters": {"new": other, "renew": own}}

    found = gm.prerequisites(load_document(document)).of(["renew"])

    assert (found.order, found.circles) == (("new", "renew"), ())


def test_matters_that_are_not_there_are_named() -> None:
    """An unknown id suggests; one of other days says so; the node of a paper is no matter."""
    matters = {
        "old": {"name": "旧", **PLACE, "until": "2026-01-01"},
        "new": {"name": "新", **PLACE},
    }
    registry = load_document({"matters": matters})

    with pytest.raises(UnknownIdError, match="no matter 'ne'"):
        gm.prerequisites(registry).of(["new", "ne"])
    with pytest.raises(InvalidEntryError, match="does not exist on 2026-07-01"):
        gm.prerequisites(registry, on=ON).of(["old"])
    assert gm.prerequisites(registry).of(["old"]).order == ("old",)


def test_one_text_is_no_list_of_matters() -> None:
    """It would be taken letter by letter."""
    with pytest.raises(TypeError, match=r"write \['ab'\]"):
        gm.prerequisites(gm.Registry()).of("ab")


def test_it_needs_no_networkx() -> None:
    """A service that asks pays nothing for importing it."""
    code = (
        "import sys, govmatters as gm; gm.prerequisites(gm.load());"
        "sys.exit('networkx' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
