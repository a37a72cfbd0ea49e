"""
Which rules a drawn case touches, and how often cases do.

``python -m tests.oracle.features --examples 2000`` prints the shares.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.oracle.planner import MECHANISMS, Choice, Planner
from tests.oracle.scene import AmbiguityError, Scene, scene_of
from tests.oracle.situations import completions, plan_open
from tests.oracle.waits import candidates

from govmatters.testing.strategies import Case, cases

__all__ = ["features", "shares"]

SOUGHT = 0.02
"""The least share of cases that must touch each feature."""


def shares(examples: int, *, draws: int = 1) -> dict[str, float]:
    """
    Draw cases and tell what share of them has each feature.

    Args:
        examples: How many.
        draws: Seed.

    Returns:
        Feature → share in 0…1, by name.
    """
    counted: Counter[str] = Counter()

    @seed(draws)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def draw(case: Case) -> None:
        counted.update(["cases", *features(case)])

    draw()
    return {name: number / counted["cases"] for name, number in sorted(counted.items())}


def features(case: Case) -> set[str]:
    """Name the features of one case; in any of its situations."""
    where: Any = {"on": case.on.isoformat(), "region": case.region, "held": case.held}
    try:
        answer = plan_open(case.document, "bundle", facts=case.facts, **where)
    except AmbiguityError:
        return {"ambiguous"}
    found = set(_of_answer(answer))
    for _, facts in completions(case.document, "bundle", case.facts):
        try:
            scene = scene_of(case.document, "bundle", facts=facts, **where)
        except AmbiguityError:
            found |= {"ambiguous", "ambiguous in part"}
            continue
        found |= _of_scene(scene)
    return found


def _names(**features: Any) -> set[str]:  # noqa: ANN401
    """Keep the names of what is so, with spaces."""
    return {name.replace("_", " ") for name, holds in features.items() if holds}


def _of_answer(answer: dict[str, Any]) -> set[str]:
    """Name what the plans show."""
    plans = answer["plans"]
    fates = [fate for one in plans for fate in one["fates"].values()]
    credit = {
        f"credit of {n}".replace("_", " ")
        for n, (_, high) in answer["by_mechanism"].items()
        if high
    }
    outcomes = {f"outcome {fate['outcome']}" for fate in fates}
    shown = _names(
        several_situations=len(plans) > 1,
        may_submit=answer["may_submit"],
        sometimes_refused=not all(answer["refused"].values()),
        open_count=answer["after"][0] != answer["after"][1],
        open_credit=any(low != high for low, high in answer["by_mechanism"].values()),
        deadlock=answer["deadlocks"],
        circle=any(one["circles"] for one in plans),
        circle_without_deadlock=any(one["circles"] and not one["deadlocks"] for one in plans),
        two_circles=any(len(one["circles"]) > 1 for one in plans),
        three_stages=any(len(one["stages"]) > 2 for one in plans),
        unmet=any(one["unmet"] for one in plans),
        added=answer["added"] or answer["may_add"],
        refused_issuer=any(fate["refused_issuers"] for fate in fates),
        two_rows_of_one_paper=any(len(fate["rows"]) > 1 for fate in fates),
        two_mechanisms=any(len(fate["mechanisms"]) > 1 for fate in fates),
        equally_good=any(any(one["equally_good"].values()) for one in plans),
        nothing_handed_in=answer["before"] == (0, 0),
        known_days=any(one["working_days"][1] and one["working_days"][0] for one in plans),
        known_trips=any(one["trips"][0] == one["trips"][1] != 0 for one in plans),
    )
    return credit | outcomes | shown


def _of_scene(scene: Scene) -> set[str]:
    """Name what stands behind one plan."""
    planner = Planner(scene)
    best, before = planner.best(), planner.best(frozenset())
    asks = best.choice.asks
    form = "form" in scene.bundle and bool(scene.matters) and not scene.bundle_refused
    return _names(
        refused_matter=scene.refused,
        refused_bundle=scene.bundle_refused and scene.matters,
        no_matter=not scene.matters,
        choice=len(planner.choices) > 1,
        interacting_choice=_interacts(planner, best.choice, MECHANISMS),
        choice_depends_on_mechanisms=best.choice.positions != before.choice.positions,
        closed_alternative=any(len(row.open) < len(row.alternatives) for row in scene.rows),
        unshared_twice=len({a.matter for a in asks if not a.shared}) > 1,
        held=any(ask.paper in scene.held for ask in asks),
        held_lifts_wait=any(a.paper in scene.held and planner.issued_by[a] for a in asks),
        existing_lifts_wait=any(ask.existing and planner.issued_by[ask] for ask in asks),
        exemption_lifts_wait=any(
            planner.issued_by[ask] and {by for _, by in ask.exemptions} & {"commitment", "reuse"}
            for ask in asks
        ),
        issuer_dropped=any(len(planner.issued_by[a]) < len(candidates(scene, a)) for a in asks),
        form_spared=form and planner.form_is_spared(MECHANISMS),
        deferrable=any(ask.deferrable for ask in asks),
        after=scene.bundle.get("after"),
        one_of=any("one_of" in entry for entry in scene.bundle["matters"]),
        catalogue=scene.document["catalogue"],
        roles=any(scene.roles.values()),
        same_matter_twice=len({m["id"] for m in scene.matters.values()}) < len(scene.matters),
        given=scene.bundle.get("given"),
    )


def _interacts(planner: Planner, choice: Choice, mechanisms: frozenset[str]) -> bool:
    """Say whether some row, had it been chosen by itself, would have been chosen otherwise."""
    for row in planner.scene.rows:
        if row.counts:
            alone = [
                sum(not planner.spared_by(choice, ask, mechanisms) for ask in row.alternatives[at])
                for at in row.open
            ]
            if row.open[alone.index(min(alone))] != choice.positions[row.matter, row.place]:
                return True
    return False


def main() -> None:
    """Print the share of each feature; mark those that are too rare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name, share in shares(options.examples, draws=options.seed).items():
        sys.stdout.write(f"{share:7.1%}  {name}{'  ← rare' if share < SOUGHT else ''}\n")


if __name__ == "__main__":
    main()
