"""Where the package and the oracle differ; the one module here that imports the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs
import yaml
from tests.oracle.scene import OWN, AmbiguityError
from tests.oracle.situations import MEASURED, plan_open

import govmatters as gm
from govmatters.errors import AmbiguousMattersError
from govmatters.io import load_document
from govmatters.testing.strategies import BUNDLE, Case

__all__ = ["differences", "report"]

AMBIGUOUS = "two entries of one one_of hold"
LIMITS = (1, 3)
"""Fewer situations than many cases leave open, so that bounds may be outer ones."""

OF_PLAN = tuple(name for name in MEASURED if name not in {"removed", "share"})


def differences(case: Case, *, bundle: str = BUNDLE) -> list[str]:
    """
    Plan a case twice and compare.

    Args:
        case: What to plan.
        bundle: Which bundle of its document.

    Returns:
        One line for each thing that differs; empty if nothing does.
    """
    wanted, got = _by_oracle(case, bundle), _by_package(case, bundle)
    if isinstance(wanted, str) or isinstance(got, str):
        return [] if wanted == got else [f"oracle: {_brief(wanted)}; package: {_brief(got)}"]
    return [
        *_differing("plan", _expected_plan(wanted), _plan(got.plan)),
        *_differing("reduction", _expected_reduction(wanted), _reduction(got.reduction)),
        *_outside(wanted, got),
    ]


def report(case: Case, found: list[str]) -> str:
    """Write a case as YAML, below what differs in it."""
    lines = [f"# {line}" for line in found]
    where = {"on": case.on.isoformat(), "region": case.region, "held": list(case.held)}
    lines += [f"# facts: {case.facts!r}", f"# {where!r}"]
    text = yaml.safe_dump(case.document, allow_unicode=True, sort_keys=False, width=120)
    return "\n".join([*lines, text])


def _by_oracle(case: Case, bundle: str) -> dict[str, Any] | str:
    try:
        return plan_open(
            case.document,
            bundle,
            facts=case.facts,
            on=case.on.isoformat(),
            region=case.region,
            held=case.held,
        )
    except AmbiguityError:
        return AMBIGUOUS


@attrs.frozen
class _Answers:
    """What the package says: exactly, and under limits that leave it outer bounds."""

    plan: Any
    reduction: Any
    outer_plans: dict[int, Any]
    outer_reductions: dict[int, Any]


def _by_package(case: Case, bundle: str) -> _Answers | str:
    compiled = gm.compile(load_document(case.document), bundle, on=case.on, region=case.region)
    asked: dict[str, Any] = {"facts": case.facts, "held": case.held}
    try:
        return _Answers(
            compiled.plan(**asked),
            compiled.reduction(**asked),
            {limit: compiled.plan(**asked, limit=limit) for limit in LIMITS},
            {limit: compiled.reduction(**asked, limit=limit) for limit in LIMITS},
        )
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
    names = (
        "to_submit",
        "may_submit",
        "added",
        "may_add",
        "refused",
        "deadlocks",
        "circles",
        "findings",
    )
    return {
        **{name: wanted[name] for name in (*names, *OF_PLAN)},
        "deciding_questions": wanted["deciding_questions"],
        "open_questions": wanted["open_questions"],
        "fates": _outcomes(wanted["fates"]),
        **_expected_of_one(wanted["plans"]),
        "exact": True,
        "stated": {name: wanted["stated"][name] for name in OF_PLAN},
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
    fates = plans[0]["fates"].items()
    # The package names them with what was chosen, where this row's choice decided the outcome.
    decisive = {
        (key, place)
        for (key, _), fate in fates
        for place in fate["rows"]
        if fate["outcome"] not in {"not_chosen", "not_applicable", "optional"}
    }
    return {
        "stages": plans[0]["stages"],
        "shared": {
            key: (fate["outcome"], fate["shared_with"])
            for key, fate in fates
            if fate["shared_with"]
        },
        "equally good": {
            row: some for row, some in plans[0]["equally_good"].items() if some and row in decisive
        },
    }


def _plan(plan: Any) -> dict[str, Any]:  # noqa: ANN401
    """Bring the package's plan into the oracle's form."""
    return {
        **{name: _texts(getattr(plan, name)) for name in ("to_submit", "may_submit")},
        **{name: _texts(getattr(plan, name)) for name in ("added", "may_add")},
        "deciding_questions": _texts(plan.deciding_questions),
        "open_questions": _texts(plan.open_questions),
        **{name: _bounds(getattr(plan, name)) for name in OF_PLAN},
        "refused": {refusal.subject: refusal.always for refusal in plan.refused},
        "deadlocks": {
            (str(one.paper), one.matter, one.issuers): one.always for one in plan.deadlocks
        },
        "fates": _outcomes(
            {
                (
                    _key(fate, plan.bundle),
                    str(fate.paper),
                    fate.outcome,
                    _reasons(fate),
                ): fate.always
                for fate in plan.fates
            }
        ),
        "equally good": _equally_good(plan),
        "exact": plan.exact,
        "shared": {
            (_key(fate, plan.bundle), str(fate.paper)): (fate.outcome, list(fate.shared_with))
            for fate in plan.fates
            if fate.shared_with
        },
        "stated": {name: getattr(plan, name).exact for name in OF_PLAN},
        "findings": sorted({_finding(one) for one in plan.findings}),
        "stages": [list(stage) for stage in plan.stages],
        "circles": {(one.matters, tuple(_texts(one.papers))): one.always for one in plan.circles},
    }


def _equally_good(plan: Any) -> dict[tuple[str, int], list[int]]:  # noqa: ANN401
    """Collect from the fates the other alternatives of each row, counted from 0."""
    found: dict[tuple[str, int], set[int]] = {}
    for fate in plan.fates:
        for place, position in fate.equal_alternatives:
            found.setdefault((_key(fate, plan.bundle), place), set()).add(position - 1)
    return {row: sorted(positions) for row, positions in found.items()}


def _finding(finding: Any) -> tuple[str, str, str]:  # noqa: ANN401
    """Give (rule, subject, what) of a finding."""
    said = re.search(r"matter '(.*?)'|(row \d+)|(none)", finding.message)
    assert said is not None, finding
    what = said[1] or said[2] or "none applies"
    return str(finding.basis), finding.subject, what


def _key(fate: Any, bundle: str) -> str:  # noqa: ANN401
    """Name the matter, or the bundle itself, as the oracle does."""
    return OWN if fate.matter == bundle else str(fate.matter)


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


def _outside(wanted: dict[str, Any], got: _Answers) -> Iterator[str]:
    """PL-8: bounds that are not exact must hold every situation all the same."""
    for limit, plan in got.outer_plans.items():
        what = f"plan with limit {limit}"
        yield from _escaping(what, {n: wanted[n] for n in OF_PLAN}, _plan(plan))
        yield from _unsure(what, wanted, plan)
    expected = _expected_reduction(wanted)
    del expected["added"]
    for limit, reduction in got.outer_reductions.items():
        yield from _escaping(f"reduction with limit {limit}", expected, _reduction(reduction))


def _escaping(what: str, wanted: dict[str, Any], got: dict[str, Any]) -> Iterator[str]:
    """Name the measures that lie outside their bounds."""
    for name, (low, high) in wanted.items():
        least, most = got[name]
        too_low = least is not None and low < least
        too_high = most is not None and (high is None or high > most)
        if too_low or too_high:
            yield f"{what}, {name}: {(low, high)} does not lie in {(least, most)}"


def _unsure(what: str, wanted: dict[str, Any], plan: Any) -> Iterator[str]:  # noqa: ANN401
    """Name the papers that are called sure and are not, or that are left out."""
    for sure, perhaps in (("to_submit", "may_submit"), ("added", "may_add")):
        if not set(_texts(getattr(plan, sure))) <= set(wanted[sure]):
            yield f"{what}, {sure}: oracle {wanted[sure]}, package {_texts(getattr(plan, sure))}"
        named = {*_texts(getattr(plan, sure)), *_texts(getattr(plan, perhaps))}
        if not named >= {*wanted[sure], *wanted[perhaps]}:
            yield f"{what}, {perhaps}: oracle {wanted[perhaps]}, package {sorted(named)}"
