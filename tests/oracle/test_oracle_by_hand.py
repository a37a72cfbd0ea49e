"""The oracle itself, on documents small enough to be planned by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from tests.oracle.conditions import truth
from tests.oracle.planner import MECHANISMS, Planner
from tests.oracle.results import plan, shapley
from tests.oracle.scene import AmbiguityError, scene_of
from tests.oracle.situations import completions, plan_open

Plain = dict[str, Any]
ON = "2026-07-01"


def document(*matters: Plain, **more: Any) -> Plain:  # noqa: ANN401
    """Write a document: matters `m1`, `m2` …, and in `more` other collections or bundle keys."""
    collections = {"exemptions", "catalogue", "questions", "types"}
    bundle = {key: value for key, value in more.items() if key not in collections}
    names = [f"m{number}" for number in range(1, len(matters) + 1)]
    types = {name: {"name": name} for name in ("a", "b", "c", "d", "f", "g", "form")}
    return {
        "authorities": {"here": {"name": "here", "region": "430100"}},
        "material_types": types | more.get("types", {}),
        "questions": more.get("questions", {}),
        "catalogue": more.get("catalogue", {}),
        "matters": {
            name: {"name": name, "authority": "here", **matter}
            for name, matter in zip(names, matters, strict=True)
        },
        "exemptions": [
            {"id": f"e{number}", **one} for number, one in enumerate(more.get("exemptions", []), 1)
        ],
        "bundles": {"all": {"name": "all", "region": "430100", "matters": names, **bundle}},
    }


def asks(*needs: Any, **more: Any) -> Plain:  # noqa: ANN401
    """Write a matter with one row for each need; a map that has `needs` is a whole row."""
    whole = [one if isinstance(one, dict) and "needs" in one else {"needs": one} for one in needs]
    return {"materials": whole, **more}


def any_of(*entries: Any) -> Plain:  # noqa: ANN401
    """Write alternatives."""
    return {"any_of": list(entries)}


def planned(written: Plain, **facts: Any) -> Plain:  # noqa: ANN401
    """Plan with complete facts, on the usual day."""
    return plan(written, "all", facts=facts, on=ON)


def yes_or_no(*names: str) -> Plain:
    """Write boolean questions."""
    return {name: {"ask": "?", "type": "boolean"} for name in names}


def credit(answer: Plain) -> dict[str, Fraction]:
    """Keep the credits that are not 0."""
    return {name: share for name, share in answer["by_mechanism"].items() if share}


@pytest.mark.rule("SI-1")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("open", None),
        ("not open", None),
        ("yes or open", True),
        ("yes and open", None),
        ("open and not yes", False),
        ("open or not open", None),
        ("age < 18", True),
        ("age >= 17 and age <= 17 and age != 18", True),
        ("age in [16, 18]", False),
        ('way == "x"', True),
        ('way not in ["x", "y"]', False),
        ('"p" in want', True),
        ('"q" not in want', True),
        ('within(home, "430000")', True),
        ('within(home, "360000")', False),
        ('born < date("2020-01-02")', True),
        ('born == date("2020-01-02")', False),
        ("true and not false", True),
        ("yes == false", False),
    ],
)
def test_a_condition_is_true_false_or_unknown(text: str, value: bool | None) -> None:  # noqa: FBT001
    """Kleene's logic; an open question is unknown, even where either answer would do."""
    kinds = {"age": "integer", "way": "choice", "want": "choices", "home": "region"}
    kinds |= {"yes": "boolean", "open": "boolean", "born": "date"}
    questions = {name: {"type": kind} for name, kind in kinds.items()}
    facts = {"yes": True, "age": 17, "way": "x", "want": ["p"], "home": "430102"}

    assert truth(text, facts | {"born": "2020-01-01"}, {"questions": questions}) is value


@pytest.mark.rule("RD-1")
def test_a_matter_alone_asks_for_what_its_rows_ask() -> None:
    """Without exemptions and without a second matter nothing is removed."""
    answer = planned(document(asks("a", "b of child", roles=["child"])))

    assert answer["to_submit"] == ["a of applicant", "b of child"]
    assert (answer["before"], answer["after"], answer["share"]) == (2, 2, 0)
    assert credit(answer) == {}


@pytest.mark.rule("PL-3")
def test_a_paper_that_two_matters_want_is_handed_in_once() -> None:
    """The second time is credited to `share`; rows are not merged (RD-5)."""
    answer = planned(document(asks("a", "b"), asks("a")))

    assert answer["to_submit"] == ["a of applicant", "b of applicant"]
    assert (answer["before"], answer["after"]) == (3, 2)
    assert (answer["rows_before"], answer["rows_after"]) == (3, 3)
    assert credit(answer) == {"share": 1}


@pytest.mark.rule("PL-1")
def test_the_same_paper_in_two_rows_of_a_matter_counts_once() -> None:
    """Two roles that the bundle maps to one person give one paper."""
    written = document(
        asks("a of holder", "a of payer", roles=["holder", "payer"]),
        exemptions=[{"of": "a", "by": "data", "subjects": ["holder"]}],
        matters=[{"matter": "m1", "roles": {"holder": "father", "payer": "father"}}],
    )
    answer = planned(written)

    # The exemption is for the holder's row alone: the payer's still hands the paper in.
    assert answer["to_submit"] == ["a of father"]
    assert (answer["before"], answer["after"]) == (1, 1)
    assert (answer["rows_before"], answer["rows_after"]) == (2, 1)


@pytest.mark.rule("PL-1")
def test_a_type_that_is_not_shared_is_handed_in_to_each_matter() -> None:
    """Nor does another matter's output stand in for it."""
    answer = planned(
        document(asks("a"), asks("a", outputs=["a"]), types={"a": {"name": "a", "shared": False}})
    )

    assert answer["to_submit"] == ["a of applicant", "a of applicant"]
    assert answer["waits"] == {"m1": [], "m2": []}
    assert credit(answer) == {}


@pytest.mark.rule("EX-4")
def test_what_one_matter_issues_another_need_not_be_handed() -> None:
    """It waits instead, and the wait makes a second stage and a longer chain."""
    answer = planned(
        document(
            asks("a", outputs=["b"], promised_working_days=3),
            asks("b", promised_working_days=4),
            asks("c", promised_working_days=5),
        )
    )

    assert answer["to_submit"] == ["a of applicant", "c of applicant"]
    assert answer["stages"] == [["m1", "m3"], ["m2"]]
    assert answer["working_days"] == (7, 7)
    assert answer["working_days_alone"] == (12, 12)
    assert credit(answer) == {"output": 1}


@pytest.mark.rule("PL-5")
def test_two_matters_that_want_each_others_output_are_deadlocked() -> None:
    """Both papers are handed in, if anybody can: the circle is one stage."""
    answer = planned(
        document(
            asks("a", outputs=["b"], promised_working_days=3),
            asks("b", outputs=["a"], promised_working_days=4),
            asks("b"),
        )
    )

    assert answer["deadlocked"] == ["a of applicant", "b of applicant"]
    assert answer["circles"] == [(("m1", "m2"), ("a of applicant", "b of applicant"))]
    assert answer["stages"] == [["m1", "m2"], ["m3"]]
    assert answer["to_submit"] == ["a of applicant", "b of applicant"]
    assert answer["fates"]["m1", "a of applicant"]["outcome"] == "deadlocked"
    assert answer["fates"]["m3", "b of applicant"]["outcome"] == "spared"
    # The third matter's days are unknown, so that the chain is at least 7 days long.
    assert answer["working_days"] == (7, None)


@pytest.mark.rule("PL-5")
@pytest.mark.parametrize(
    "change",
    [
        {"existing": True},
        {"need": "deferrable"},
        {"held": ["b of applicant"]},
        {"exemptions": [{"of": "b", "by": "commitment"}]},
        {"exemptions": [{"of": "b", "by": "reuse", "matters": ["m2"]}]},
    ],
    ids=["existing", "deferrable", "held", "commitment", "reuse"],
)
def test_what_lifts_a_wait_opens_a_circle(change: Plain) -> None:
    """Then m2 starts with what it has, and issues the paper that m1 waits for."""
    row = {"needs": "b"} | {k: v for k, v in change.items() if k in {"existing", "need"}}
    written = document(
        asks("a", outputs=["b"]),
        {"materials": [row], "outputs": ["a"]},
        exemptions=change.get("exemptions", []),
    )
    answer = plan(written, "all", facts={}, on=ON, held=change.get("held", ()))

    assert answer["deadlocked"] == []
    assert answer["waits"] == {"m1": ["m2"], "m2": []}
    assert answer["to_submit"] == ([] if change.get("exemptions") else ["b of applicant"])


@pytest.mark.rule("PL-5")
def test_other_exemptions_lift_no_wait() -> None:
    """An e-licence cannot be called up before it is issued."""
    answer = planned(
        document(
            asks("a", outputs=["b"]),
            asks("b", outputs=["a"]),
            exemptions=[{"of": "b", "by": "licence"}],
            types={"b": {"name": "b", "elicence": {"since": "2020-01-01"}}},
        )
    )

    assert answer["deadlocked"] == ["a of applicant", "b of applicant"]
    assert answer["to_submit"] == ["a of applicant"]
    assert answer["fates"]["m2", "b of applicant"]["outcome"] == "spared"


@pytest.mark.rule("PL-5")
def test_an_issuer_that_could_wait_is_dropped_while_another_remains() -> None:
    """m2 wants m1's output and could wait; m3 issues the same paper freely."""
    answer = planned(
        document(asks("a", outputs=["b"]), asks("b", outputs=["a"]), asks("c", outputs=["a"]))
    )

    assert answer["waits"] == {"m1": ["m3"], "m2": ["m1"], "m3": []}
    assert answer["deadlocked"] == []
    assert answer["to_submit"] == ["c of applicant"]


@pytest.mark.rule("PL-5")
def test_after_makes_a_wait_without_a_paper() -> None:
    """A circle of `after` alone holds no paper, and deadlocks none."""
    answer = planned(document(asks("a"), asks("b"), after=[["m1", "m2"], ["m2", "m1"]]))

    assert answer["waits"] == {"m1": ["m2"], "m2": ["m1"]}
    assert answer["circles"] == [(("m1", "m2"), ())]
    assert answer["deadlocked"] == []


@pytest.mark.rule("PL-4")
def test_alternatives_are_chosen_together() -> None:
    """Each row alone would take its first paper; together they take the one both accept."""
    answer = planned(document(asks(any_of("a", "c")), asks(any_of("b", "c"))))

    assert answer["to_submit"] == ["c of applicant"]
    assert answer["choice"] == {("m1", 1): 1, ("m2", 1): 1}
    # Before the bundle nothing is shared, so that each takes its first: c costs as much.
    assert answer["before"] == 2


@pytest.mark.rule("PL-4")
@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ({"all_of": ["a", "b"]}, "c", 1),
        ("a", "b", 0),
        ("a", {"paper": "b", "when": "no"}, 0),
        ({"paper": "a", "when": "no"}, "b", 1),
    ],
    ids=["fewer papers", "earlier position", "second closed", "first closed"],
)
def test_one_row_takes_its_best_open_alternative(first: Any, second: Any, chosen: int) -> None:  # noqa: ANN401
    """Fewer papers, then the analyst's order; a closed alternative is none."""
    written = document(asks(any_of(first, second)), questions=yes_or_no("no"))

    assert planned(written, no=False)["choice"] == {("m1", 1): chosen}


@pytest.mark.rule("PL-4")
def test_no_deadlock_comes_before_fewer_papers() -> None:
    """Two papers that can be had are better than one that nobody can obtain."""
    answer = planned(
        document(asks(any_of("a", {"all_of": ["c", "d"]}), outputs=["b"]), asks("b", outputs=["a"]))
    )

    assert answer["choice"]["m1", 1] == 1
    assert answer["to_submit"] == ["c of applicant", "d of applicant"]
    assert answer["deadlocked"] == []


@pytest.mark.rule("PL-4")
def test_fewer_copies_come_before_the_analysts_order() -> None:
    """The paper in three copies is one that the other matter wants in two anyway."""
    answer = planned(
        document(
            asks({"needs": any_of("a", "b"), "copies": 3}),
            asks({"needs": "b", "copies": 2}, {"needs": "a", "copies": 1}),
        )
    )

    # a: 3 + 2 copies; b: 3 + 1.
    assert answer["choice"]["m1", 1] == 1
    assert (answer["copies_before"], answer["copies_after"]) == (6, 4)


@pytest.mark.rule("PL-4")
def test_the_listing_settles_what_is_equally_good() -> None:
    """Both rows take c, or both take d: the first matter's first alternative decides."""
    answer = planned(document(asks(any_of("c", "d")), asks(any_of("d", "c"))))

    assert answer["choice"] == {("m1", 1): 0, ("m2", 1): 1}


@pytest.mark.rule("PL-4")
def test_alternatives_that_cost_no_more_are_named() -> None:
    """The second row could as well take what the first one takes: only the order decides."""
    answer = planned(document(asks("a", "b"), asks(any_of("a", "b", "c"))))

    assert answer["choice"]["m2", 1] == 0
    assert answer["equally_good"]["m2", 1] == [1]


@pytest.mark.rule("PL-3")
def test_the_bundles_form_stands_for_those_that_it_replaces() -> None:
    """Three papers of two types, in two matters, become one."""
    form = {"is": "form", "replaces": ["f", "g"]}
    written = document(asks("f", "g of child", "a", roles=["child"]), asks("g"), form=form)
    answer = planned(written)

    assert answer["to_submit"] == ["a of applicant", "form of applicant"]
    assert (answer["before"], answer["after"]) == (4, 2)
    assert credit(answer) == {"one_form": 2}
    assert answer["fates"]["m2", "g of applicant"]["mechanisms"] == ["one_form"]


@pytest.mark.rule("PL-3")
def test_an_exemption_of_the_bundles_form_spares_it() -> None:
    """Alone `prefill` of the form does nothing: there must be a form first."""
    written = document(
        asks("f", "a"),
        asks("g"),
        form={"is": "form", "replaces": ["f", "g"]},
        exemptions=[{"of": "form", "by": "prefill", "matters": ["m2"], "subjects": ["applicant"]}],
    )
    answer = planned(written)

    assert answer["to_submit"] == ["a of applicant"]
    # one_form alone removes 1, both remove 2: 1 and a half of the second.
    assert credit(answer) == {"one_form": Fraction(3, 2), "prefill": Fraction(1, 2)}


@pytest.mark.rule("EX-1")
@pytest.mark.parametrize(
    ("limits", "spares"),
    [
        ({}, True),
        ({"matters": ["m1"]}, True),
        ({"matters": ["m2"]}, False),
        ({"subjects": ["holder"]}, True),
        ({"subjects": ["child"]}, False),
        ({"in": ["430000"]}, True),
        ({"in": ["360000", "430102"]}, False),
        ({"since": ON, "until": ON}, True),
        ({"since": "2026-07-02"}, False),
        ({"until": "2026-06-30"}, False),
        ({"when": "yes"}, True),
        ({"when": "not yes"}, False),
    ],
)
def test_an_exemption_spares_within_its_limits(limits: Plain, *, spares: bool) -> None:
    """Subjects are the matter's own roles, whatever the bundle maps them to."""
    written = document(
        asks("a of holder", roles=["holder"]),
        asks("b"),
        exemptions=[{"of": "a", "by": "data", **limits}],
        questions=yes_or_no("yes"),
        matters=[{"matter": "m1", "roles": {"holder": "child"}}, "m2"],
    )

    assert planned(written, yes=True)["after"] == (1 if spares else 2)


@pytest.mark.rule("EX-2")
@pytest.mark.parametrize(
    ("elicence", "spares"),
    [
        ({}, False),
        ({"elicence": {"type": "x"}}, True),
        ({"elicence": {"recognised_in": ["430000"]}}, True),
        ({"elicence": {"recognised_in": ["360000"]}}, False),
        ({"elicence": {"since": "2027-01-01"}}, False),
    ],
)
def test_a_licence_exemption_needs_the_e_licence(elicence: Plain, *, spares: bool) -> None:
    """It exists on the day, and is recognised where the bundle is handled."""
    written = document(
        asks("a"),
        exemptions=[{"of": "a", "by": "licence"}],
        types={"a": {"name": "a", **elicence}},
    )

    assert planned(written)["after"] == (0 if spares else 1)


@pytest.mark.rule("EX-3")
def test_a_matter_may_exclude_commitments() -> None:
    """Then the exemption neither spares nor lifts the wait."""
    written = document(
        asks("a", commitment={"allowed": False}),
        asks("a"),
        asks("c", outputs=["a"]),
        exemptions=[{"of": "a", "by": "commitment"}],
    )
    answer = planned(written)

    assert answer["waits"] == {"m1": ["m3"], "m2": [], "m3": []}
    assert answer["fates"]["m1", "a of applicant"]["mechanisms"] == ["output"]
    assert answer["fates"]["m2", "a of applicant"]["mechanisms"] == ["commitment", "output"]


@pytest.mark.rule("RD-3")
def test_mechanisms_that_spare_the_same_paper_share_the_credit() -> None:
    """Two exemptions of one paper: half each; a third paper's sharing is not theirs."""
    written = document(
        asks("a", "b"),
        asks("b"),
        exemptions=[{"of": "a", "by": "data"}, {"of": "a", "by": "check"}],
    )

    assert credit(planned(written)) == {
        "check": Fraction(1, 2),
        "data": Fraction(1, 2),
        "share": 1,
    }


@pytest.mark.rule("RD-3")
def test_the_credit_is_the_average_over_all_orders() -> None:
    """The sum over subsets is the definition: every order of five players, one by one."""
    written = document(
        asks("a", "b", "f"),
        asks("a", "f", outputs=["b"]),
        exemptions=[{"of": "a", "by": "data"}, {"of": "b", "by": "check", "matters": ["m1"]}],
        form={"is": "form", "replaces": ["f"]},
    )
    planner = Planner(scene_of(written, "all", facts={}, on=ON))

    def count(mechanisms: frozenset[str]) -> int:
        return len(planner.best(mechanisms).handed_in)

    players = ["check", "data", "one_form", "output", "share"]
    orders = list(permutations(players))
    for one in players:
        gains = [
            count(frozenset(order[: order.index(one)]))
            - count(frozenset(order[: order.index(one) + 1]))
            for order in orders
        ]
        assert shapley(players, count)[one] == Fraction(sum(gains), len(orders))
    # The four mechanisms that the document lacks get nothing, and take nothing.
    of_all = shapley(sorted(MECHANISMS), count)
    assert {name: of_all[name] for name in players} == shapley(players, count)
    assert sum(of_all.values()) == planned(written)["removed"]


@pytest.mark.rule("AP-1")
def test_of_one_of_exactly_one_applies() -> None:
    """Two that hold are an error; a matter outside its days is not there to be chosen."""
    group = {"one_of": [{"matter": "m1", "when": "p"}, {"matter": "m2", "when": "q"}]}
    written = document(asks("a"), asks("b"), questions=yes_or_no("p", "q"), matters=[group])

    assert planned(written, p=True, q=False)["to_submit"] == ["a of applicant"]
    assert planned(written, p=False, q=False)["to_submit"] == []
    with pytest.raises(AmbiguityError):
        planned(written, p=True, q=True)
    written["matters"]["m1"]["until"] = "2026-06-30"
    assert planned(written, p=True, q=True)["to_submit"] == ["b of applicant"]


@pytest.mark.rule("AP-2")
def test_a_row_may_ask_for_nothing() -> None:
    """It does not apply, is optional, is of another day, or has no open alternative."""
    written = document(
        asks(
            {"needs": "a", "when": "p"},
            {"needs": "b", "need": "optional"},
            {"needs": "c", "until": "2026-06-30"},
            {"needs": any_of({"paper": "d", "when": "p"})},
        ),
        asks("f", outputs=["b"]),
        questions=yes_or_no("p"),
    )
    answer = planned(written, p=False)

    assert answer["to_submit"] == ["f of applicant"]
    assert answer["unmet"] == [("m1", 4)]
    assert answer["waits"] == {"m1": [], "m2": []}
    outcomes = {paper: fate["outcome"] for (_, paper), fate in answer["fates"].items()}
    assert outcomes == {
        "a of applicant": "not_applicable",
        "b of applicant": "optional",
        "d of applicant": "not_applicable",
        "f of applicant": "submit",
    }


@pytest.mark.rule("AP-4")
def test_a_matter_inherits_what_it_does_not_state() -> None:
    """Its own rows stand against the item's; the item's days are taken."""
    item = {"name": "item", "promised_working_days": 3, **asks("a"), "outputs": ["b"]}
    written = document(
        asks("c", of="item"), asks("b", promised_working_days=1), catalogue={"item": item}
    )
    answer = planned(written)

    assert answer["to_submit"] == ["c of applicant"]
    assert answer["working_days"] == (4, 4)


@pytest.mark.rule("AP-5")
def test_a_refused_matter_asks_for_nothing_and_issues_nothing() -> None:
    """What only it would issue is handed in, and the fate names the refusal."""
    written = document(
        asks("a", outputs=["b"], accepts_when="p"), asks("b"), questions=yes_or_no("p")
    )
    answer = planned(written, p=False)

    assert answer["refused"] == ["m1"]
    assert answer["to_submit"] == ["b of applicant"]
    assert answer["stages"] == [["m2"]]
    assert answer["fates"]["m2", "b of applicant"]["refused_issuers"] == ["m1"]
    assert answer["before"] == 1


@pytest.mark.rule("AP-5")
def test_a_refused_bundles_matters_are_planned_alone() -> None:
    """Nothing is shared, passed on or replaced; exemptions still hold."""
    written = document(
        asks("a", "d", outputs=["b"]),
        asks("a", "b", "d"),
        accepts_when="p",
        questions=yes_or_no("p"),
        exemptions=[{"of": "d", "by": "data"}],
        form={"is": "form", "replaces": ["a"]},
        materials=[{"needs": "c"}],
    )
    answer = planned(written, p=False)

    assert answer["refused"] == ["all"]
    assert answer["to_submit"] == ["a of applicant", "a of applicant", "b of applicant"]
    assert answer["waits"] == {"m1": [], "m2": []}
    assert answer["added"] == []
    assert credit(answer) == {"data": 2}


@pytest.mark.rule("PL-6")
def test_trips_are_distinct_desks() -> None:
    """A window in a region is a desk, else the authority; unknown trips may be one more."""
    written = document(
        asks("a", window="w", trips=1),
        asks("a", window="w", trips=2, steps=3),
        asks("a", window="w", trips=1, region="430102"),
        asks("a", trips=1),
        asks("a", trips=0, window="v"),
        asks("a", window="u"),
    )
    answer = planned(written)

    assert answer["trips"] == (3, 4)
    assert answer["trips_alone"] == (5, None)
    assert (answer["steps"], answer["steps_alone"]) == (1, 8)
    written["bundles"]["all"] |= {"window": "one", "steps": 2}
    assert planned(written)["trips"] == (2, 2)
    assert planned(written)["steps"] == 2


@pytest.mark.rule("RD-6")
def test_the_bundles_own_papers_are_added() -> None:
    """Unless a matter hands them in or issues them, or an exemption of every matter holds."""
    written = document(
        asks("a", outputs=["b"]),
        materials=[{"needs": one} for one in ("a", "b", "c", "d", "f of child")],
        exemptions=[
            {"of": "c", "by": "data"},
            {"of": "d", "by": "data", "matters": ["m1"]},
        ],
    )
    answer = planned(written)

    assert answer["added"] == ["d of applicant", "f of child"]
    assert (answer["before"], answer["after"]) == (1, 1)


@pytest.mark.rule("PL-7")
def test_a_deferred_paper_still_counts() -> None:
    """It is marked, not spared (EX-5), unless something else spares it."""
    written = document(
        asks({"needs": "a", "need": "deferrable"}, {"needs": "b", "need": "deferrable"}),
        exemptions=[{"of": "b", "by": "data"}],
    )
    answer = planned(written)

    assert answer["to_submit"] == ["a of applicant"]
    assert answer["fates"]["m1", "a of applicant"]["outcome"] == "deferred"
    assert answer["fates"]["m1", "b of applicant"]["outcome"] == "spared"


@pytest.mark.rule("SI-3")
def test_open_facts_are_completed_without_contradiction() -> None:
    """Of two bounds, a choice and a yes, only what some answers can make true is drawn."""
    questions = {
        "age": {"ask": "?", "type": "integer", "min": 0, "max": 99},
        "way": {"ask": "?", "type": "choice", "options": ["x", "y", "z"]},
    }
    rows = [{"needs": "a", "when": one} for one in ("age < 18", "age >= 60", 'way == "x"')]
    written = document(asks(*rows), questions=questions)
    truths = {
        tuple(truth(row["when"], facts, written) for row in rows)
        for _, facts in completions(written, "all", {})
    }

    three_ages = [(True, False), (False, True), (False, False)]
    assert truths == {(*age, way) for age in three_ages for way in (True, False)}


@pytest.mark.rule("PL-8")
def test_open_facts_give_bounds_that_are_attained() -> None:
    """What every situation hands in is sure; the rest may come."""
    written = document(
        asks("a", {"needs": "b", "when": "p"}, {"needs": "c", "when": "not p"}),
        asks({"needs": "b", "when": "q"}, promised_working_days=2),
        questions=yes_or_no("p", "q"),
    )
    answer = plan_open(written, "all", facts={}, on=ON)

    assert answer["to_submit"] == ["a of applicant"]
    assert answer["may_submit"] == ["b of applicant", "c of applicant"]
    assert answer["before"] == (2, 3)
    assert answer["after"] == (2, 3)
    assert answer["by_mechanism"]["share"] == (0, 1)
    assert answer["fates"]["m1", "a of applicant", "submit", ((1,), (), ())] is True
    assert answer["fates"]["m1", "b of applicant", "submit", ((2,), (), ())] is False


@pytest.mark.rule("PL-8")
def test_ambiguous_situations_are_left_out_of_bounds() -> None:
    """Where p and q both hold, two of the choice would apply; no bound counts that."""
    group = {"one_of": [{"matter": "m1", "when": "p"}, {"matter": "m2", "when": "q"}]}
    written = document(asks("a"), asks("b", "c"), questions=yes_or_no("p", "q"), matters=[group])

    assert plan_open(written, "all", facts={}, on=ON)["after"] == (0, 2)
    assert plan_open(written, "all", facts={"p": True}, on=ON)["after"] == (1, 1)
    with pytest.raises(AmbiguityError):
        plan_open(written, "all", facts={"p": True, "q": True}, on=ON)
