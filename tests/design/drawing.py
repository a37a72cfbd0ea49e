"""What the laws of audits draw: cases of which something is claimed, and plain counting."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from tests.rules.drawing import with_document

import govmatters as gm
from govmatters.design.audit import LIMIT
from govmatters.errors import AmbiguousMattersError
from govmatters.io import load_document
from govmatters.measures.audits.claims import Figure
from govmatters.model import Bounds, Counts
from govmatters.testing.asking import asked_for
from govmatters.testing.drawing import ONE_FORM
from govmatters.testing.strategies import BUNDLE, Case, Document, cases

__all__ = ["audited", "claiming", "computed", "handed_in", "known", "spared_in", "with_claims"]


def audited(case: Case, limit: int = LIMIT) -> gm.Audit:
    """Audit a case; one that two of a `one_of` satisfy is drawn anew."""
    found = None
    registry = load_document(case.document)
    try:
        found = gm.audit(
            registry, BUNDLE, on=case.on, facts=case.facts, region=case.region, limit=limit
        )
    except AmbiguousMattersError:
        assume(condition=False)
    assert found is not None
    return found


def claiming(case: Case, **claims: Any) -> Case:  # noqa: ANN401 (whatever JSON holds)
    """Let the bundle of a case claim something."""
    document = copy.deepcopy(case.document)
    bundle, stated = document["bundles"][BUNDLE], dict(claims)
    if "promised_working_days" in stated:
        bundle["promised_working_days"] = stated.pop("promised_working_days")
    bundle["published"] = {key: value for key, value in stated.items() if value is not None}
    return with_document(case, document)


@st.composite
def with_claims(draw: st.DrawFn, /, *, is_listed: bool | None = None, **sizes: Any) -> Case:  # noqa: ANN401
    """Draw a case whose bundle claims numbers, and a list; some matters state no rows."""
    case = draw(cases(**sizes))
    numbers = draw(st.dictionaries(st.sampled_from(list(Figure)), st.integers(0, 9)))
    counts = draw(st.sampled_from([None, *Counts]))
    wants_list = draw(st.booleans()) if is_listed is None else is_listed
    listed = draw(_lists(case.document)) if wants_list else None
    case = claiming(
        case,
        **{figure.value: number for figure, number in numbers.items()},
        counts=counts and counts.value,
        list=listed,
    )
    matters, catalogue = case.document["matters"], case.document["catalogue"]
    for name in draw(st.sets(st.sampled_from(sorted(matters)), max_size=1)):
        for one in (matters[name], catalogue.get(matters[name].get("of"), {})):
            one.pop("materials", None)
    return case


def _lists(document: Document) -> st.SearchStrategy[list[Document]]:
    """Draw lists of what is asked for, the form, and a paper that nobody asks for."""
    asked = sorted({f"{kind} of {subject}" for _, kind, _, subject in asked_for(document)})
    form = [ONE_FORM] if "form" in document["bundles"][BUNDLE] else []
    entry = st.fixed_dictionaries(
        {"needs": st.sampled_from([*asked, *asked, *form, "t3 of mother"])},
        optional={"by": st.sampled_from([one.value for one in gm.Mechanism])},
    )
    return st.lists(entry, max_size=6, unique_by=lambda one: str(gm.Paper.parse(one["needs"])))


def known(number: int) -> Bounds[int]:
    """Make the bounds of a number."""
    return Bounds(number, number)


def handed_in(plan: gm.Plan) -> frozenset[gm.Paper]:
    """Take the papers that are handed in or added."""
    return frozenset((*plan.to_submit, *plan.added))


def spared_in(plan: gm.Plan) -> dict[gm.Paper, set[gm.Mechanism]]:
    """Take the papers that nobody hands in because something spares them, and by what."""
    found: dict[gm.Paper, set[gm.Mechanism]] = {}
    for fate in plan.fates:
        if fate.outcome is gm.Outcome.SPARED:
            found.setdefault(fate.paper, set()).update(fate.mechanisms)
            beside = {*fate.mechanisms} - {gm.Mechanism.ONE_FORM}
            if beside != {*fate.mechanisms} and beside:
                found.setdefault(gm.Paper(ONE_FORM), set()).update(beside)
    return {paper: by for paper, by in found.items() if paper not in handed_in(plan)}


def computed(
    plan: gm.Plan, figure: Figure, counts: Counts | None, registry: gm.Registry
) -> Bounds[int]:
    """Take a number out of the plan of one situation, the plain way."""
    if not figure.is_of_materials:
        name = figure.value.removesuffix("_after").replace("_before", "_alone")
        name = name.removeprefix("promised_").removeprefix("working_")
        found: Bounds[int] = getattr(plan, name.replace("days", "working_days"))
        return found
    number = _before(plan, counts, registry) if figure.is_before else _after(plan, counts, registry)
    places = {place.key: place.matter for place in registry.bundles[BUNDLE].matters}
    matters = [registry.matter(places[key]) for stage in plan.stages for key in stage]
    return Bounds(number, None if any(one.materials is None for one in matters) else number)


def _before(plan: gm.Plan, counts: Counts | None, registry: gm.Registry) -> int:
    if counts is Counts.ROWS:
        return plan.rows_before.low or 0
    if counts is Counts.PAPERS:
        return plan.before.low or 0
    places = {place.key: place.matter for place in registry.bundles[BUNDLE].matters}
    keys = [key for stage in plan.stages for key in stage]
    found = [registry.matter_on(places[key], plan.on) for key in keys]
    return sum(len(matter.materials or ()) for matter in found if matter)


def _after(plan: gm.Plan, counts: Counts | None, registry: gm.Registry) -> int:
    if counts is Counts.PAPERS:
        return len(plan.to_submit) + len(plan.added)
    if counts is Counts.ROWS:
        own = [one for one in plan.fates if one.matter == BUNDLE and one.outcome.is_handed_in]
        return (plan.rows_after.low or 0) + len({row for one in own for row in one.rows})
    published = registry.bundles[BUNDLE].published
    assert published is not None
    printed = {one.paper for one in published.papers or ()}
    return len(handed_in(plan) | (printed & spared_in(plan).keys()))
