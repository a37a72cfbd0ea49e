"""
The choice of alternatives where there are too many to try them all (PL-4).

Choosing sets of papers so that their union is least is a covering problem with shared
costs; with circles of waits it also needs reachability. Both, and a lexicographic
objective, are what answer set programming is for, so the choice is left to clingo: it
proves its optimum, level by level. What is written here is the rules, not a search.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govmatters.errors import SearchBudgetError

if TYPE_CHECKING:
    from govmatters.rules.settling import Handing, Item, Local

__all__ = ["BUDGET", "choose"]

BUDGET = 300_000
"""How many conflicts the solver may meet in one choice before it gives up."""

_SEARCH = ("--configuration=trendy", "--opt-strategy=usc", "--opt-usc-shrink=min")
"""Core-guided, which proves a bound from below: unions of sets have weak ones from above."""

_RULES = """
1 { chosen(R,A) : alternative(R,A,_) } 1 :- alternative(R,_,_).
handed(H)    :- chosen(R,A), handing(R,A,H).
waits(U,I)   :- handed(H), makes_wait(H,U), issuer(H,I).
waits(U,I)   :- after(U,I).
reaches(U,I) :- waits(U,I).
reaches(U,J) :- waits(U,I), reaches(I,J).
stuck(H)     :- handed(H), asks(H,U), issuer(H,_), reaches(I,U) : issuer(H,I).
dead(P)      :- stuck(H), makes_wait(H,_), paper(H,P).
pays(T,K)    :- handed(H), costs(H,T,K).
pays(T,K)    :- stuck(H), costs_if_stuck(H,T,K).
copies(T,K)  :- pays(T,L), level(T,K), K <= L.
#minimize { 1@top+3,P   : dead(P) }.
#minimize { 1@top+2,T   : pays(T,_) }.
#minimize { W@top+1,T,K : copies(T,K), level(T,K,W) }.
#minimize { A@top,R     : chosen(R,A) }.
#minimize { A@top-1-R,R : chosen(R,A) }.
level(T,K) :- level(T,K,_).
#show chosen/2.
"""


def choose(local: Local, mechanisms: int) -> tuple[int, ...]:
    """
    Choose one open alternative of each row that applies, exactly.

    Args:
        local: A component in one situation.
        mechanisms: Bits of those in force.

    Returns:
        The place of the chosen alternative of each asked row. The objective has no ties.

    Raises:
        SearchBudgetError: If the solver would meet more conflicts than the budget.

    Source:
        PL-4.
    """
    import clingo  # noqa: PLC0415 (only large choices need it)

    control = clingo.Control(["--warn=none", *_SEARCH, f"-c top={len(local.asked)}"])
    control.configuration.solve.solve_limit = str(local.budget)  # type: ignore[union-attr]
    control.add("base", [], _RULES + "".join(_facts(local, mechanisms)))
    control.ground([("base", [])])
    chosen: dict[int, int] = {}
    with control.solve(yield_=True) as handle:
        for answer in handle:
            pairs = [symbol.arguments for symbol in answer.symbols(shown=True)]
            chosen = {row.number: position.number for row, position in pairs}
        if not handle.get().exhausted:
            raise _spent(local)
    return tuple(
        [one.position for one in asked.alternatives].index(chosen[row])
        for row, asked in enumerate(local.asked)
    )


def _facts(local: Local, mechanisms: int) -> Iterator[str]:
    """Write a component's situation as facts."""
    items: dict[Item, int] = {}
    levels: dict[int, set[int]] = {}
    papers: dict[object, int] = {}
    number = 0
    yield from (f"after({u},{i})." for u, i in local.after_pairs())
    for row, asked in enumerate(local.asked):
        for alternative, handings in zip(asked.alternatives, asked.handings, strict=True):
            yield f"alternative({row},{alternative.position},0)."
            for handing in handings:
                number += 1
                paper = papers.setdefault(handing.occurrence.paper, len(papers))
                yield f"handing({row},{alternative.position},{number}).paper({number},{paper})."
                yield from _circle_facts(number, handing)
                item = local.item(handing, mechanisms, flows=False)
                if item is not None:
                    thing, copies = items.setdefault(item, len(items)), handing.row.material.copies
                    levels.setdefault(thing, set()).add(copies)
                    flows = local.item(handing, mechanisms, flows=True) is None
                    kind = "costs_if_stuck" if flows and handing.can_flow else "costs"
                    yield f"{kind}({number},{thing},{copies})."
    for thing, steps in levels.items():
        below = 0
        for step in sorted(steps):
            yield f"level({thing},{step},{step - below})."
            below = step


def _circle_facts(number: int, handing: Handing) -> Iterator[str]:
    """Write who waits for whom because of a paper."""
    use = -1 if handing.row.use is None else handing.row.use
    yield f"asks({number},{use})."
    if handing.makes_wait:
        yield f"makes_wait({number},{use})."
    yield from (f"issuer({number},{issuer})." for issuer in handing.issuers)


def _spent(local: Local) -> SearchBudgetError:
    """Name the component that could not be settled."""
    rows = sorted(
        f"{local.program.name(asked.row.use)}#{asked.row.place}"
        for asked in local.asked
        if len(asked.alternatives) > 1
    )
    return SearchBudgetError(local.program.bundle.id, tuple(rows), local.budget)
