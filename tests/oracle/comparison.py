"""Where the package and the oracle differ; the one module here that imports the package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from tests.oracle.scene import AmbiguityError
from tests.oracle.situations import MEASURED, plan_open

import govmatters as gm
from govmatters.errors import AmbiguousMattersError
from govmatters.io import load_document
from govmatters.testing.strategies import BUNDLE, Case

__all__ = ["differences", "report"]

AMBIGUOUS = "two entries of one one_of hold"
OF_PLAN = tuple(name for name in MEASURED if name not in {"removed", "share"})


def differences(case: Case) -> list[str]:
    """
    Plan a case twice and compare.

    Args:
        case: What to plan.

    Returns:
        One line for each thing that differs; empty if nothing does.
    """
    wanted, got = _by_oracle(case), _by_package(case)
    if isinstance(wanted, str) or isinstance(got, str):
        return [] if wanted == got else [f"oracle: {_brief(wanted)}; package: {_brief(got)}"]
    plan, reduction, outer = got
    return [
        *_differing("plan", _expected_plan(wanted), _plan(plan)),
        *_differing("reduction", _expected_reduction(wanted), _reduction(reduction)),
        *_outside("plan with limit 1", wanted, outer),
    ]


def report(case: Case, found: list[str]) -> str:
    """Write a case as YAML, below what differs in it."""
    lines = [f"# {line}" for line in found]
    where = {"on": case.on.isoformat(), "region": case.region, "held": list(case.held)}
    lines += [f"# facts: {case.facts!r}", f"# {where!r}"]
    text = yaml.safe_dump(case.document, allow_unicode=True, sort_keys=False, width=120)
    return "\n".join([*lines, text])


def _by_oracle(case: Case) -> dict[str, Any] | str:
    try:
        return plan_open(
            case.document,
            BUNDLE,
            facts=case.facts,
            on=case.on.isoformat(),
            region=case.region,
            held=case.held,
        )
    except AmbiguityError:
        return AMBIGUOUS


def _by_package(case: Case) -> tuple[Any, Any, Any] | str:
    """Give the plan, the reduction, and the plan with bounds that may be outer ones."""
    registry = load_document(case.document)
    where: dict[str, Any] = {"on": case.on, "region": case.region}
    asked: dict[str, Any] = {"facts": case.facts, "held": case.held}
    try:
        bundle = gm.compile(registry, BUNDLE, **where)
        return bundle.plan(**asked), bundle.reduction(**asked), bundle.plan(**asked, limit=1)
    except AmbiguousMattersError:
        return AMBIGUOUS


def _brief(answer: Any) -> str:  # noqa: ANN401
    return answer if isinstance(answer, str) else "a plan"


def _bounds(bounds: Any) -> tuple[Any, Any]:  # noqa: ANN401
    return bounds.low, bounds.high


def _texts(values: Any) -> list[str]:  # noqa: ANN401
    return sorted(str(value) for value in values)


def _expected_plan(wanted: dict[str, Any]) -> dict[str, Any]:
    """Say what the package's plan should show."""
    names = ("to_submit", "may_submit", "added", "may_add", "refused", "deadlocks", "circles")
    return {
        **{name: wanted[name] for name in (*names, *OF_PLAN)},
        "fates": _outcomes(wanted["fates"]),
        **_expected_of_one(wanted["plans"]),
        "exact": True,
    }


def _outcomes(fates: dict[tuple[Any, ...], bool]) -> dict[tuple[Any, ...], bool | str]:
    """
    Keep of fates what the rules settle.

    They do not say which of several matters is the first that a paper is handed in to, so that
    `submit` and `shared` are one here; nor what else but the outcome parts two fates, unless it
    is why a paper is spared.
    """
    kept: dict[tuple[Any, ...], bool | str] = {}
    for (matter, paper, outcome, reasons), always in fates.items():
        if outcome == "spared":
            kept[matter, paper, "spared", *reasons] = always
        else:
            kept[matter, paper, outcome.replace("shared", "submit")] = "at times"
    return kept


def _expected_of_one(plans: list[dict[str, Any]]) -> dict[str, Any]:
    """Say what can be compared when one situation is open."""
    if len(plans) > 1:
        return {}
    return {
        "stages": plans[0]["stages"],
    }


def _plan(plan: Any) -> dict[str, Any]:  # noqa: ANN401
    """Bring the package's plan into the oracle's form."""
    fates = [fate for fate in plan.fates if fate.matter != BUNDLE]
    return {
        **{name: _texts(getattr(plan, name)) for name in ("to_submit", "may_submit")},
        **{name: _texts(getattr(plan, name)) for name in ("added", "may_add")},
        **{name: _bounds(getattr(plan, name)) for name in OF_PLAN},
        "refused": {refusal.subject: refusal.always for refusal in plan.refused},
        "deadlocks": {
            (str(one.paper), one.matter, one.issuers): one.always for one in plan.deadlocks
        },
        "fates": _outcomes(
            {
                (fate.matter, str(fate.paper), fate.outcome, _reasons(fate)): fate.always
                for fate in fates
            }
        ),
        "exact": plan.exact,
        "stages": [list(stage) for stage in plan.stages],
        "circles": {(one.matters, tuple(_texts(one.papers))): one.always for one in plan.circles},
    }


def _reasons(fate: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Take the rows, mechanisms and exemptions of a fate."""
    return fate.rows, tuple(_texts(fate.mechanisms)), tuple(_texts(fate.exemptions))


def _expected_reduction(wanted: dict[str, Any]) -> dict[str, Any]:
    """Say what the package's reduction should show."""
    names = ("added", *MEASURED)
    credit = {f"credit of {name}": share for name, share in wanted["by_mechanism"].items()}
    return {name: wanted[name] for name in names} | credit


def _reduction(reduction: Any) -> dict[str, Any]:  # noqa: ANN401
    """Bring the package's reduction into the oracle's form."""
    return {
        "added": _texts(reduction.added),
        **{name: _bounds(getattr(reduction, name)) for name in MEASURED},
        **{f"credit of {name}": _bounds(credit) for name, credit in reduction.by_mechanism.items()},
    }


def _differing(what: str, wanted: dict[str, Any], got: dict[str, Any]) -> Iterator[str]:
    """Name what differs; of maps only the entries that do."""
    for name, value in wanted.items():
        other = got.get(name)
        if value == other:
            continue
        if isinstance(value, dict) and isinstance(other, dict):
            keys = [*value, *(key for key in other if key not in value)]
            differing = [key for key in keys if value.get(key) != other.get(key)]
            for key in differing:
                yield f"{what}, {name}, {key}: oracle {value.get(key)}, package {other.get(key)}"
        else:
            yield f"{what}, {name}: oracle {value}, package {other}"


def _outside(what: str, wanted: dict[str, Any], outer: Any) -> Iterator[str]:  # noqa: ANN401
    """PL-8: bounds that are not exact must hold every situation all the same."""
    for name in OF_PLAN:
        low, high = wanted[name]
        bounds = getattr(outer, name)
        too_high = bounds.low is not None and bounds.low > low
        too_low = bounds.high is not None and (high is None or bounds.high < high)
        if too_high or too_low:
            yield f"{what}, {name}: {(low, high)} does not lie in {_bounds(bounds)}"
    for name in ("to_submit", "added"):
        if not set(_texts(getattr(outer, name))) <= set(wanted[name]):
            yield f"{what}, {name}: oracle {wanted[name]}, package {_texts(getattr(outer, name))}"
    perhaps = {*_texts(outer.to_submit), *_texts(outer.may_submit)}
    if not perhaps >= {*wanted["to_submit"], *wanted["may_submit"]}:
        yield f"{what}, may_submit: oracle {wanted['may_submit']}, package {sorted(perhaps)}"
