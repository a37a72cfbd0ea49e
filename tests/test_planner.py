"""Plans as a caller has them: errors in one line each, edges, and results as JSON."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from tests.rules.drawing import compiled_of

import govmatters as gm
from govmatters.errors import AmbiguousMattersError, FactsError, UnknownIdError
from govmatters.io import load_document
from govmatters.model import Paper
from govmatters.testing.strategies import Case, cases

DAY = dt.date(2026, 7, 1)
DOCUMENT: dict[str, object] = {
    "regions": {"430199": {"name": "新区", "parent": "430100"}},
    "material_types": {
        "card": {"name": "身份证", "kind": "licence"},
        "proof": {"name": "证明", "kind": "proof"},
    },
    "questions": {
        "local": {"ask": "是否本地？", "type": "boolean"},
        "age": {"ask": "年龄", "type": "integer", "min": 0, "max": 130},
        "way": {"ask": "方式", "type": "choice", "options": ["x", "y"]},
        "wants": {"ask": "要办", "type": "choices", "options": ["x", "y"]},
        "home": {"ask": "户籍", "type": "region"},
        "born": {"ask": "生日", "type": "date"},
        "settled": {"ask": "已定？", "type": "boolean"},
    },
    "matters": {
        "m": {
            "name": "事项",
            "region": "430100",
            "materials": [{"needs": "card", "when": "age >= 18"}],
            "outputs": ["proof"],
        },
        "n": {
            "name": "另一事项",
            "region": "430100",
            "materials": [
                {"needs": "proof", "when": 'way == "x" and settled'},
                {"needs": "card", "when": 'born < date("2000-01-01") and "x" in wants'},
                {"needs": "card", "when": 'within(home, "430000")'},
            ],
        },
    },
    "bundles": {
        "b": {
            "name": "一件事",
            "region": "430100",
            "matters": [
                {"one_of": [{"matter": "m", "when": "local"}, {"matter": "n", "when": "age >= 60"}]}
            ],
            "given": {"settled": True},
        },
        "empty": {"name": "空", "region": "430100", "matters": [{"matter": "m", "when": "false"}]},
        "bare": {"name": "空", "region": "430199", "matters": ["m", "n"]},
    },
}
REGISTRY = load_document(DOCUMENT)


@pytest.mark.rule("SI-1")
@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"locall": True}, "facts: no question 'locall' among 7; did you mean local?"),
        ({"local": 1}, "question 'local' wants true or false, got 1"),
        ({"local": "true"}, "question 'local' wants true or false, got 'true'"),
        ({"local": None}, "question 'local' wants true or false, got None"),
        ({"age": True}, "question 'age' wants a whole number, got True"),
        ({"age": 18.0}, "question 'age' wants a whole number, got 18.0"),
        ({"age": -1}, "question 'age' wants a whole number in 0…130, got -1"),
        ({"age": 10**5000}, "a number of more than 80 digits"),
        ({"way": "z"}, "question 'way' wants one of x, y, got 'z'"),
        ({"way": ["x"]}, "question 'way' wants one of x, y, got ['x']"),
        ({"wants": "x"}, "question 'wants' wants a list of x, y, got 'x'"),
        ({"wants": ["x", "z"]}, "question 'wants' wants one of x, y, got 'z'"),
        ({"wants": 3}, "question 'wants' wants a list of x, y, got 3"),
        ({"home": 430100}, "question 'home' wants the code of a region, got 430100; quote"),
        ({"home": "430198"}, "question 'home' wants the code of a region, got '430198'"),
        ({"born": "yesterday"}, "question 'born' wants a day such as 2026-07-01, got 'yesterday'"),
        ({"born": "2026-02-30"}, "question 'born' wants a day that the calendar has"),
        ({"born": dt.datetime(2026, 1, 1)}, "wants a day, not a moment"),  # noqa: DTZ001
        ({"settled": False}, "bundle 'b' settles 'settled' as True, got False; leave it out"),
        ({3: True}, "no question '3'"),
    ],
)
def test_facts_that_cannot_be_taken(facts: Mapping[str, object], problem: str) -> None:
    """A fact of the wrong type, outside its options, or against what the bundle gives."""
    compiled = gm.compile(REGISTRY, "b", on=DAY)
    for planned in (compiled.plan, compiled.reduction, compiled.counts, compiled.situations):
        with pytest.raises(FactsError) as caught:
            planned(facts)
        assert problem in str(caught.value)
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 300


def test_all_problems_of_facts_are_told_at_once() -> None:
    """One sentence a problem, by question; the error survives pickling."""
    with pytest.raises(FactsError) as caught:
        gm.plan(REGISTRY, "b", on=DAY, facts={"way": 1, "age": "x", "born": 0})
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 (our own)

    assert [text.split("'")[1] for text in caught.value.problems] == ["age", "born", "way"]
    assert str(again) == str(caught.value)


def test_facts_in_other_forms_are_the_same_facts() -> None:
    """Days as text, options in any collection: canonical in the result, equal in the plan."""
    compiled = gm.compile(REGISTRY, "bare", on=DAY)
    rest = {"age": 60, "way": "x", "settled": True, "home": "430199", "local": False}
    one = compiled.plan({"born": "1960-01-01", "wants": ["x", "x"], **rest})
    other = compiled.plan({"wants": {"x"}, **rest, "born": dt.date(1960, 1, 1)})

    assert one == other
    assert list(one.facts) == sorted(one.facts)
    assert one.facts["wants"] == frozenset({"x"})
    assert one.facts["born"] == dt.date(1960, 1, 1)
    assert gm.to_json(one) == gm.to_json(other)


@pytest.mark.parametrize(
    ("held", "problem"),
    [
        (["crad"], "held: no material type 'crad' among 2; did you mean card?"),
        (["card of"], "held: 'card of' is no paper; write it as `id_card` or"),
        (["card of a of b"], "is no paper"),
        ([""], "is no paper"),
        ([Paper("crad", "child")], "no material type 'crad'"),
    ],
)
def test_papers_that_cannot_be_held(held: list[str | Paper], problem: str) -> None:
    """A paper that is none, or of an unknown type."""
    with pytest.raises(FactsError) as caught:
        gm.plan(REGISTRY, "b", on=DAY, held=held)

    assert problem in str(caught.value)


def test_a_single_paper_may_be_held_as_text() -> None:
    """A text is one paper and no list of letters; a paper held twice is held once."""
    one = gm.plan(REGISTRY, "b", on=DAY, held="card of child")
    other = gm.plan(REGISTRY, "b", on=DAY, held=["card of child", Paper("card", "child")])

    assert one.held == other.held == (Paper("card", "child"),)


@pytest.mark.rule("AP-1")
def test_two_of_a_one_of_are_an_error_that_names_both() -> None:
    """Facts that force two are refused; as long as they do not, such situations are left out."""
    for facts in ({"local": True, "age": 70}, {"local": True, "age": 60, "way": "x"}):
        with pytest.raises(AmbiguousMattersError, match="'m' and 'n' apply") as caught:
            gm.plan(REGISTRY, "b", on=DAY, facts=facts)
        assert (caught.value.bundle, caught.value.matters) == ("b", ("m", "n"))
    plan = gm.plan(REGISTRY, "b", on=DAY, facts={"local": True})

    assert plan.stages == (("m",),)
    assert plan.after.high == 1
    none = gm.plan(REGISTRY, "b", on=DAY, facts={"local": False, "age": 1})
    assert [finding.check for finding in none.findings] == ["one-of-none"]


@pytest.mark.parametrize(
    ("bundle", "region", "problem"),
    [
        ("nobody", None, "no bundle 'nobody' among 3"),
        ("bar", None, "did you mean bare?"),
        ("b", "430198", "no region '430198'"),
        ("b", "长沙", "no region '长沙'"),
    ],
)
def test_what_is_not_there(bundle: str, region: str | None, problem: str) -> None:
    """A bundle or a region that does not exist."""
    with pytest.raises(UnknownIdError) as caught:
        gm.plan(REGISTRY, bundle, on=DAY, region=region)

    assert problem in str(caught.value)


def test_a_bundle_none_of_whose_matters_applies_is_empty() -> None:
    """Nothing is asked, nothing is removed, and a share of nothing is 0."""
    plan, found = (one(REGISTRY, "empty", on=DAY) for one in (gm.plan, gm.reduction))
    assert isinstance(plan, gm.Plan)
    assert isinstance(found, gm.Reduction)

    assert (plan.to_submit, plan.fates, plan.stages, plan.situations) == ((), (), (), 1)
    assert (plan.working_days.high, plan.trips.high, plan.steps.high) == (0, 0, 0)
    assert found.share.low == found.removed.high == 0


def test_limits_of_many_situations() -> None:
    """At the limit bounds are exact, one below they are outer ones and say so."""
    compiled = gm.compile(REGISTRY, "bare", on=DAY)
    count = compiled.situations().count

    assert compiled.plan(limit=count).exact
    assert compiled.reduction(limit=count).exact
    assert not compiled.plan(limit=count - 1).exact
    assert not compiled.reduction(limit=count - 1).exact
    assert compiled.plan(limit=count - 1).situations == count


def test_json_is_stable_and_complete() -> None:
    """The format on top, attribute names as keys, papers and fractions and days as text."""
    facts = {"age": 60, "wants": ["y", "x"], "born": "1960-01-01"}
    plan = gm.plan(REGISTRY, "bare", on=DAY, facts=facts, held="card of child")
    found = gm.reduction(REGISTRY, "bare", on=DAY, facts=facts)
    read, measured = json.loads(gm.to_json(plan)), json.loads(gm.to_json(found))

    assert (next(iter(read)), read["format"]) == ("format", "govmatters-plan/1")
    assert measured["format"] == "govmatters-reduction/1"
    assert read["on"] == "2026-07-01"
    assert read["facts"] == {"age": 60, "born": "1960-01-01", "wants": ["x", "y"]}
    assert read["held"] == ["card of child"]
    assert read["before"].keys() == {"low", "high", "exact"}
    assert measured["by_mechanism"]["output"]["high"].count("/") == 1
    assert read["digest"] == REGISTRY.digest
    assert "\\u" not in gm.to_json(gm.check(REGISTRY))
    assert json.loads(gm.to_json(gm.check(REGISTRY)))["format"].endswith("/1")
    with pytest.raises(TypeError, match="has no plain form"):
        gm.to_json(object())


@settings(max_examples=100)
@given(cases(max_matters=2, max_questions=2))
def test_results_say_the_same_every_time(case: Case) -> None:
    """Planned anew or again, one by one or after others: the same bytes; results pickle."""
    compiled, fresh = compiled_of(case), compiled_of(case)
    try:
        plan = compiled.plan(case.facts, held=case.held)
    except AmbiguousMattersError:
        return
    compiled.plan()
    again = compiled.plan(case.facts, held=case.held)
    other = fresh.plan(case.facts, held=case.held)

    assert gm.to_json(plan) == gm.to_json(again) == gm.to_json(other)
    assert pickle.loads(pickle.dumps(plan)) == plan  # noqa: S301 (our own)
    assert hash(plan) == hash(again)


@pytest.mark.rule("PL-7")
def test_only_what_is_handed_in_is_shared_with_others() -> None:
    """A paper that is spared here is shared with nobody, though two others hand it in together."""
    asking = {"region": "430100", "materials": [{"needs": "card"}]}
    registry = load_document(
        {
            "material_types": {"card": {"name": "身份证", "kind": "other"}},
            "matters": {key: {"name": key, **asking} for key in ("m1", "m2", "m3")},
            "bundles": {
                "b": {
                    "name": "一件事",
                    "region": "430100",
                    "matters": [{"matter": key} for key in ("m1", "m2", "m3")],
                }
            },
            "exemptions": [{"id": "e", "of": "card", "by": "data", "matters": ["m1"]}],
        }
    )
    plan = gm.plan(registry, "b", on=DAY)

    assert {fate.matter: fate.shared_with for fate in plan.fates} == {
        "m1": (),
        "m2": ("m3",),
        "m3": ("m2",),
    }
