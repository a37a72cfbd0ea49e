"""Alternatives are chosen exactly (PL-4): by trying all, by the solver, and by another program."""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations, product

import clingo
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.drawing import single_in

import govmatters as gm
from govmatters.errors import SearchBudgetError
from govmatters.io import load_document
from govmatters.model import Mechanism
from govmatters.rules import settling
from govmatters.rules.settling import BIT, Local
from govmatters.testing.asking import limit_choices
from govmatters.testing.strategies import BUNDLE, Case, Document, cases

DAY = dt.date(2026, 7, 1)
MECHANISMS = st.frozensets(st.sampled_from(Mechanism))


@st.composite
def tangled(draw: st.DrawFn) -> Case:
    """Draw matters that choose among few papers, in copies, some of which they issue each other."""
    papers = ["a", "b", "c", "d"]
    entry = st.sampled_from([*papers, *papers, ["a", "b"], ["b", "c"], ["c", "d"], ["a", "d"]])
    ways = st.lists(entry, min_size=2, max_size=3)
    issued = st.lists(st.sampled_from(papers), max_size=2, unique=True)
    rows = st.lists(st.tuples(ways, st.integers(1, 3)), min_size=1, max_size=3)
    matters = {
        name: {
            "name": "事",
            "region": "430100",
            "materials": [
                {
                    "needs": {"any_of": [w if isinstance(w, str) else {"all_of": w} for w in some]},
                    "copies": copies,
                }
                for some, copies in draw(rows)
            ],
            "outputs": draw(issued),
        }
        for name in ("m1", "m2", "m3")
    }
    kinds = draw(st.lists(st.booleans(), min_size=4, max_size=4))
    types = {
        paper: {"name": paper, "kind": "other"}
        | ({} if shared or paper != "d" else {"shared": False})
        for paper, shared in zip(papers, kinds, strict=True)
    }
    bundle = {
        "name": "一件事",
        "region": "430100",
        "matters": [{"matter": name} for name in matters],
    }
    document = {"material_types": types, "matters": matters, "bundles": {BUNDLE: bundle}}
    limit_choices(document, 128)
    return Case(document=document, facts={}, on=DAY, region=None, held=())


@pytest.mark.rule("PL-4")
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(tangled() | cases(complete=True, max_matters=3, max_questions=1), MECHANISMS)
def test_the_solver_chooses_as_trying_all_does(case: Case, some: frozenset[Mechanism]) -> None:
    """Whatever mechanisms are in force, the solver finds the choice that trying all finds."""
    single, mechanisms = single_in(case), sum(BIT[one] for one in some)
    locals_ = [one for one in single.compiled.locals_in(single.values) if one.asked]
    tried = [local.settled(mechanisms) for local in locals_]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "_MANY", 0)
        solved = [again(local).settled(mechanisms) for local in locals_]

    assert [one.choice for one in solved] == [one.choice for one in tried]
    assert [one.merit for one in solved] == [one.merit for one in tried]


@pytest.mark.rule("PL-4")
@given(tangled(), MECHANISMS)
def test_no_choice_is_better(case: Case, some: frozenset[Mechanism]) -> None:
    """Deadlocks count before papers, papers before copies, copies before positions."""
    single, mechanisms = single_in(case), sum(BIT[one] for one in some)
    for local in single.compiled.locals_in(single.values):
        best = local.settled(mechanisms)
        ranks = {}
        for choice in product(*(range(len(asked.alternatives)) for asked in local.asked)):
            other = local.outcome(choice, mechanisms)
            figures = len(other.dead), len(other.items), sum(other.items.values())
            ranks[choice] = (*figures, sum(choice), choice)
        assert ranks[best.choice] == min(ranks.values())


def again(local: Local) -> Local:
    """Take a component in the same situation, with nothing remembered."""
    truths = [int(local.holds(node)) for node in local.component.nodes]
    return Local(local.component, truths, local.budget)


def covering(rows: list[list[list[str]]], matters: int = 4, **others: object) -> gm.CompiledBundle:
    """Write rows of alternatives, in turns to several matters, as a bundle; and compile it."""
    papers = sorted({paper for row in rows for way in row for paper in way})
    lists: list[list[Document]] = [[] for _ in range(matters)]
    for number, row in enumerate(rows):
        ways = [way[0] if len(way) == 1 else {"all_of": way} for way in row]
        lists[number % matters].append({"needs": {"any_of": ways}})
    document: Document = {
        "material_types": {paper: {"name": paper, "kind": "other"} for paper in papers},
        "matters": {
            f"m{number}": {"name": "事", "region": "430100", "materials": listed}
            for number, listed in enumerate(lists)
        },
    }
    names = [f"m{number}" for number in range(matters)]
    document["bundles"] = {"b": {"name": "一件事", "region": "430100", "matters": names}}
    return gm.compile(load_document(document), "b", on=DAY, **others)  # type: ignore[arg-type]


def drawn_rows(seed: int, rows: int, papers: int) -> list[list[list[str]]]:
    """Draw rows of three alternatives; a third of the papers is wanted by many rows."""
    drawn = random.Random(seed)  # noqa: S311 (nothing is secret)
    shared, own = papers // 3, papers - papers // 3
    found = []
    for row in range(rows):
        ways = [
            sorted(
                {
                    *(f"s{drawn.randrange(shared)}" for _ in range(drawn.randint(1, 2))),
                    *(f"o{(row + way) % own}" for _ in range(drawn.randint(0, 1))),
                }
            )
            for way in range(3)
        ]
        found.append(ways)
    return found


def can_be_met(rows: list[list[list[str]]], most: int) -> bool:
    """
    Say whether so few papers can meet all rows: a hitting set, written as a plain decision.

    It shares no encoding with the product: no objective, but papers that are held and a bound.
    """
    lines = ["{ held(P) } :- paper(P)."]
    for row, ways in enumerate(rows):
        for way, papers in enumerate(ways):
            demands = ", ".join(f'held("{paper}")' for paper in papers)
            lines += [f"met({row}) :- {demands}. % {way}"]
            lines += [f'paper("{paper}").' for paper in papers]
        lines.append(f":- not met({row}).")
    lines.append(f":- #count {{ P : held(P) }} > {most}.")
    control = clingo.Control(["--warn=none"])
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    return bool(control.solve().satisfiable)


@pytest.mark.rule("PL-4")
@pytest.mark.parametrize("seed", range(3))
def test_forty_rows_over_sixty_papers_are_chosen_exactly(seed: int) -> None:
    """As few papers as are handed in meet all rows, and one fewer cannot, says another program."""
    rows = drawn_rows(seed, 40, 60)
    compiled = covering(rows)
    plan = compiled.plan()
    after = plan.after.low
    assert after is not None
    handed_in = {paper.type for paper in plan.to_submit}

    assert len(handed_in) == after
    assert all(any(handed_in.issuperset(way) for way in row) for row in rows)
    assert can_be_met(rows, after)
    assert not can_be_met(rows, after - 1)
    assert plan == covering(rows).plan()


@pytest.mark.rule("PL-4")
@pytest.mark.parametrize("seed", range(20))
def test_the_best_of_a_dozen_rows_is_found(seed: int) -> None:
    """Where every set of papers can be tried, no smaller one meets all rows."""
    rows = drawn_rows(seed, 12, 15)
    after = covering(rows).plan().after.low
    assert after is not None
    papers = sorted({paper for row in rows for way in row for paper in way})

    def meets(held: tuple[str, ...]) -> bool:
        return all(any(set(held).issuperset(way) for way in row) for row in rows)

    assert any(map(meets, combinations(papers, after)))
    assert not any(map(meets, combinations(papers, after - 1)))


@pytest.mark.rule("PL-4")
@pytest.mark.parametrize("many", [0, 128])
@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        ([["b", "a"], ["a", "b"]], "b"),
        ([["a", "b"], ["b", "c", "a"]], "b"),
        ([["a", "b", "c"], ["c", "b", "a"]], "a"),
    ],
)
def test_ties_fall_to_what_the_analyst_prefers(
    rows: list[list[str]], chosen: str, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of equally small choices the sum of positions decides, then the row that comes first."""
    monkeypatch.setattr(settling, "_MANY", many)
    plan = covering([[[way] for way in row] for row in rows], matters=1).plan()

    assert [paper.type for paper in plan.to_submit] == [chosen]
    assert {fate.outcome for fate in plan.fates} == {gm.Outcome.SUBMIT, gm.Outcome.NOT_CHOSEN}


@pytest.mark.rule("PL-4")
def test_a_choice_beyond_the_budget_is_an_error_that_names_its_rows() -> None:
    """Never a guess: the error names the rows, the budget, and what to do."""
    compiled = covering(drawn_rows(1, 40, 60), budget=1)
    with pytest.raises(SearchBudgetError, match="could not be chosen exactly within 1 ") as caught:
        compiled.plan()

    assert caught.value.bundle == "b"
    assert "m0#1" in caught.value.component
    assert len(str(caught.value).splitlines()) == 1
