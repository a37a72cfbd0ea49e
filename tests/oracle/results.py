"""What a plan and a reduction say, as plain values (PL-5 to PL-7, RD)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.oracle.own import OwnRows, spared_by
from tests.oracle.planner import MECHANISMS, Best, Planner, may_be_shared
from tests.oracle.scene import OWN, Ask, Row, Scene, scene_of
from tests.oracle.waits import Waits, candidates

__all__ = ["credits_of", "plan", "shapley"]

Count = Callable[[frozenset[str]], int]

ORDER = ("deadlocked", "submit", "deferred", "spared", "not_chosen", "optional", "not_applicable")
"""Of two rows that want the same paper in one matter, the one whose outcome comes first wins."""


def plan(
    document: dict[str, Any],
    bundle: str,
    *,
    facts: dict[str, Any],
    on: str,
    region: str | None = None,
    held: Iterable[str] = (),
) -> dict[str, Any]:
    """
    Plan a bundle for complete facts, and measure its reduction.

    Args:
        document: In the shape of the format, as JSON has it.
        bundle: Its id.
        facts: Answers to every question that matters.
        on: The day, as ISO text.
        region: Where the bundle is handled; None is the bundle's own.
        held: Papers owned already.

    Returns:
        By name; the tests say what each holds.

    Raises:
        AmbiguityError: If two entries of one ``one_of`` hold.
    """
    scene = scene_of(document, bundle, facts=facts, on=on, region=region, held=held)
    planner = Planner(scene)
    best = planner.best()
    choice, own = best.choice, OwnRows.of(scene)
    return {
        "to_submit": sorted(one.paper for one in best.handed_in),
        "papers": papers_named(scene, best),
        "added": own.added(best.handed_in),
        "deadlocked": sorted({ask.paper for ask in choice.deadlocked}),
        "deadlocks": sorted(
            {(ask.paper, ask.matter, tuple(planner.issued_by[ask])) for ask in choice.deadlocked}
        ),
        "choice": choice.positions,
        "equally_good": best.equally_good
        | {(OWN, place): sorted(some) for place, some in own.equally_good.items()},
        "waits": {key: sorted(others) for key, others in choice.waits.items()},
        "stages": stages(choice.waits, choice.reach),
        "circles": circles(planner, best),
        "refused": sorted([*scene.refused, *([bundle] if scene.bundle_refused else [])]),
        "unmet": [(r.matter, r.place) for r in rows_of_the_day(scene) if is_unmet(r)],
        "findings": findings(scene, bundle),
        "fates": fates(planner, best, own),
        **times(scene, choice.waits, choice.reach),
        **measures(planner, best),
    }


def papers_named(scene: Scene, best: Best) -> list[tuple[str, str]]:
    """
    PL-1, PL-8: name what is handed in so that it can be compared with another situation's.

    A paper that each matter wants for itself is known by its matter; that another is handed
    in more than once, as a refused bundle has it, is said by a number.
    """
    named: list[tuple[str, str]] = []
    for one in best.handed_in:
        earlier = sum(1 for paper, _ in named if paper == one.paper)
        shared = may_be_shared(scene, one.paper.split(" of ")[0])
        named.append((one.paper, str(earlier) if shared else one.where))
    return named


def rows_of_the_day(scene: Scene) -> list[Row]:
    """RD-6: the rows of the matters, and the bundle's own, which a refused bundle has not."""
    return [*scene.rows, *(() if scene.bundle_refused else scene.own_rows)]


def findings(scene: Scene, bundle: str) -> list[tuple[str, str, str]]:
    """AP-1 to AP-3: what is wrong with the bundle's records: (rule, subject, what)."""
    found = {("AP-3", f"bundle {bundle}", matter) for matter in scene.absent}
    if scene.without_choice:
        found.add(("AP-1", f"bundle {bundle}", "none applies"))
    for row in rows_of_the_day(scene):
        if is_unmet(row):
            name = f"matter {scene.matters[row.matter]['id']}" if row.matter else f"bundle {bundle}"
            found.add(("AP-2", name, f"row {row.place}"))
    return sorted(found)


def is_unmet(row: Row) -> bool:
    """AP-2: the row applies, and none of its alternatives is open."""
    return bool(row.applies and row.need != "optional" and not row.open)


def stages(waits: Waits, reach: Waits) -> list[list[str]]:
    """PL-5: generations; in each first the matters outside circles, then circle by circle."""
    depths = {key: depth(key, waits, reach) for key in waits}
    found = []
    for level in sorted(set(depths.values())):
        here = sorted(key for key in waits if depths[key] == level)
        free = [key for key in here if key not in reach[key]]
        rings = sorted({tuple(ring(key, reach)) for key in here if key in reach[key]})
        found += [free] if free else []
        found += [list(one) for one in rings]
    return found


def ring(key: str, reach: Waits) -> list[str]:
    """PL-5: the circle that a matter is in; itself alone if it is in none."""
    return sorted({key} | {other for other in reach[key] if key in reach[other]})


def depth(key: str, waits: Waits, reach: Waits) -> int:
    """PL-5: how many circles and matters must come before, one after another."""
    mine = ring(key, reach)
    before = {other for member in mine for other in waits[member]} - set(mine)
    return max((1 + depth(other, waits, reach) for other in before), default=0)


def circles(planner: Planner, best: Best) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """PL-5: each circle's matters, and the papers that make its waits."""
    choice = best.choice
    rings = {tuple(ring(key, choice.reach)) for key in choice.waits if key in choice.reach[key]}
    return [(members, _papers_of(planner, best, members)) for members in sorted(rings)]


def _papers_of(planner: Planner, best: Best, members: tuple[str, ...]) -> tuple[str, ...]:
    papers = set()
    for ask in best.choice.asks:
        waits_inside = set(members) & set(planner.issued_by[ask]) & best.choice.waits[ask.matter]
        if ask.matter in members and waits_inside and planner.makes_wait(ask):
            papers.add(ask.paper)
    return tuple(sorted(papers))


def times(scene: Scene, waits: Waits, reach: Waits) -> dict[str, Any]:
    """PL-6: working days, trips and steps; together, and each matter alone."""
    matters = scene.matters.values()
    days_alone = _sum([days_of(matter) for matter in matters])
    trips_alone = _sum([matter.get("trips") for matter in matters])
    steps_alone = sum(matter.get("steps", 1) for matter in matters)
    together = {
        "working_days": working_days(scene, waits, reach),
        "trips": trips(scene),
        "steps": scene.bundle.get("steps", 1) if scene.matters else 0,
    }
    alone = {"working_days": days_alone, "trips": trips_alone, "steps": steps_alone}
    if scene.bundle_refused:
        together = alone
    return together | {f"{name}_alone": value for name, value in alone.items()}


def days_of(matter: dict[str, Any]) -> int | None:
    """PL-6: the promise, else the statutory limit, else unknown."""
    days: int | None = matter.get("promised_working_days", matter.get("statutory_working_days"))
    return days


def _sum(numbers: list[int | None]) -> tuple[int, int | None]:
    """Add what is known from below; from above only if all is known."""
    low = sum(number or 0 for number in numbers)
    return low, None if None in numbers else low


def working_days(scene: Scene, waits: Waits, reach: Waits) -> tuple[int, int | None]:
    """PL-6: the longest chain through the waits; a circle counts the sum of its days."""

    def until_done(key: str) -> int:
        mine = ring(key, reach)
        before = {other for member in mine for other in waits[member]} - set(mine)
        longest = max((until_done(other) for other in before), default=0)
        return longest + sum(days_of(scene.matters[member]) or 0 for member in mine)

    low = max((until_done(key) for key in waits), default=0)
    unknown = any(days_of(matter) is None for matter in scene.matters.values())
    return low, None if unknown else low


def trips(scene: Scene) -> tuple[int, int]:
    """PL-6: distinct desks among the matters with trips; unknown trips are 0 or 1 at a desk."""
    low, high = set(), set()
    for key, matter in scene.matters.items():
        desk = _desk(scene, key)
        if matter.get("trips", 0) >= 1:
            low.add(desk)
        if matter.get("trips", 1) >= 1:
            high.add(desk)
    return len(low), len(high)


def _desk(scene: Scene, key: str) -> tuple[str, str, str | None]:
    """PL-6: a window, or without one the authority, in the matter's region."""
    matter = scene.matters[key]
    window = scene.bundle.get("window", matter.get("window"))
    if window is not None:
        return "window", window, matter["region"]
    if "authority" in matter:
        return "authority", matter["authority"], matter["region"]
    return "matter", matter["id"], matter["region"]


def fates(planner: Planner, best: Best, own: OwnRows) -> dict[tuple[str, str], dict[str, Any]]:
    """PL-7: (matter, paper) → outcome, mechanisms and exemptions, of the rows of the day."""
    found: dict[tuple[str, str], list[tuple[str, Ask]]] = {}
    for row in rows_of_the_day(planner.scene):
        for position, alternative in enumerate(row.alternatives):
            for ask in alternative:
                if ask.matter == OWN:
                    outcome = own.outcome(row, position, ask)
                else:
                    outcome = _outcome(planner, best, row, position, ask)
                found.setdefault((ask.matter, ask.paper), []).append((outcome, ask))
    every = {key: _fate(planner, best, outcomes) for key, outcomes in found.items()}
    return every | dict(_shared(planner.scene, every))


def _shared(scene: Scene, every: dict[tuple[str, str], Any]) -> Iterator[Any]:
    """PL-7: where a paper is handed in for several matters, which is the first, by key."""
    for (matter, paper), fate in every.items():
        others = sorted(
            other
            for (other, same), one in every.items()
            if same == paper
            and other not in {matter, OWN}
            and one["outcome"] in {"submit", "deferred", "deadlocked"}
        )
        merged = may_be_shared(scene, paper.split(" of ")[0]) and not scene.bundle_refused
        if matter == OWN or not merged or not others:
            continue
        if fate["outcome"] in {"submit", "deferred", "deadlocked"}:
            is_first = matter < others[0] or fate["outcome"] != "submit"
            outcome = fate["outcome"] if is_first else "shared"
            yield (matter, paper), fate | {"outcome": outcome, "shared_with": others}


def _outcome(planner: Planner, best: Best, row: Row, position: int, ask: Ask) -> str:
    if not row.applies:
        return "not_applicable"
    if row.need == "optional":
        return "optional"
    if position not in row.open:
        return "not_applicable"
    if best.choice.positions[row.matter, row.place] != position:
        return "not_chosen"
    return _outcome_of_chosen(planner, best, ask)


def _outcome_of_chosen(planner: Planner, best: Best, ask: Ask) -> str:
    """PL-3: what stands behind the bundle's form is not handed in itself."""
    if planner.spared_by(best.choice, ask, MECHANISMS) or planner.is_replaced(ask, MECHANISMS):
        return "spared"
    if ask in best.choice.deadlocked:
        return "deadlocked"
    return "deferred" if ask.deferrable else "submit"


def _fate(planner: Planner, best: Best, outcomes: list[tuple[str, Ask]]) -> dict[str, Any]:
    """Join what several rows of one matter say about one paper."""
    outcome = min((outcome for outcome, _ in outcomes), key=ORDER.index)
    mechanisms: set[str] = set()
    exemptions: set[str] = set()
    for other, ask in outcomes:
        if outcome == other == "spared":
            by = planner.spared_by(best.choice, ask, MECHANISMS)
            if ask.matter == OWN:
                by = spared_by(planner.scene, ask)
            by_form = [] if by else planner.form_exemptions()
            mechanisms |= by or {"one_form", *(by for _, by in by_form)}
            exemptions |= {name for name, _ in (*ask.exemptions, *by_form)}
    refused = {
        key
        for _, ask in outcomes
        for key in candidates(planner.scene, ask, refused=True)
        if not candidates(planner.scene, ask)
    }
    rows = {ask.place for other, ask in outcomes if other == outcome}
    return {
        "outcome": outcome,
        "mechanisms": sorted(mechanisms),
        "exemptions": sorted(exemptions),
        "refused_issuers": sorted(refused),
        "rows": sorted(rows),
        "shared_with": [],
        "reasons": (tuple(sorted(rows)), tuple(sorted(mechanisms)), tuple(sorted(exemptions))),
    }


def measures(planner: Planner, best: Best) -> dict[str, Any]:
    """RD-1, RD-3, RD-5: papers, rows and copies before and after, and the credits."""
    before = planner.best(frozenset())
    first, last = len(before.handed_in), len(best.handed_in)
    return {
        "before": first,
        "after": last,
        "removed": first - last,
        "share": Fraction(first - last, first) if first else Fraction(0),
        "rows_before": planner.rows_handed_in(before.choice, frozenset()),
        "rows_after": planner.rows_handed_in(best.choice, MECHANISMS),
        "copies_before": sum(one.copies for one in before.handed_in),
        "copies_after": sum(one.copies for one in best.handed_in),
        "by_mechanism": credits_of(planner),
    }


def credits_of(planner: Planner) -> dict[str, Fraction]:
    """
    RD-3: the Shapley value of each mechanism over the count, by its definition.

    A mechanism that the document has not changes no count. Its credit is 0, and the others'
    are the same with and without it, so that it is left out of the orders.
    """
    has = {exemption["by"] for exemption in planner.scene.document.get("exemptions", [])}
    has |= {"output", "share", "one_form"}
    counts: dict[frozenset[str], int] = {}

    def count(mechanisms: frozenset[str]) -> int:
        if mechanisms not in counts:
            counts[mechanisms] = len(planner.best(mechanisms).handed_in)
        return counts[mechanisms]

    credit = shapley(sorted(has), count)
    return {one: credit.get(one, Fraction(0)) for one in sorted(MECHANISMS)}


def shapley(players: list[str], count: Count) -> dict[str, Fraction]:
    """RD-3: what each player removes on average over all orders in which they may come."""
    found = dict.fromkeys(players, Fraction(0))
    for one in players:
        others = [other for other in players if other != one]
        for size in range(len(players)):
            orders = math.factorial(size) * math.factorial(len(others) - size)
            weight = Fraction(orders, math.factorial(len(players)))
            for some in combinations(others, size):
                found[one] += weight * (count(frozenset(some)) - count(frozenset({*some, one})))
    return found
