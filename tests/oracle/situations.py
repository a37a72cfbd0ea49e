"""All that open facts may turn out to be, one by one (SI-3, PL-8)."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from tests.oracle.conditions import conditions_in, names_in, truth
from tests.oracle.places import KNOWN
from tests.oracle.results import plan
from tests.oracle.scene import AmbiguityError

__all__ = ["completions", "domain", "plan_open"]


def domain(document: dict[str, Any], name: str) -> list[Any]:
    """
    SI-3: answers to a question that between them show all that conditions can tell apart.

    Args:
        document: Its conditions say where the break points are.
        name: The question.

    Returns:
        At least one answer, as JSON has it.
    """
    question = document["questions"][name]
    match question["type"]:
        case "boolean":
            return [False, True]
        case "choice":
            return list(question["options"])
        case "choices":
            return _subsets(question["options"])
        case "region":
            return sorted({"100000", *KNOWN, *document.get("regions", {})})
        case "integer":
            return _integers(document, name)
        case "date":
            return _days(document, name)
    raise AssertionError(question)


def _subsets(options: list[str]) -> list[list[str]]:
    sizes = range(len(options) + 1)
    return [list(some) for size in sizes for some in itertools.combinations(options, size)]


def _literals(document: dict[str, Any], name: str) -> list[Any]:
    """Give what conditions compare a question with."""
    return [
        literal
        for text in sorted(conditions_in(document))
        for literal in names_in(text).get(name, [])
    ]


def _integers(document: dict[str, Any], name: str) -> list[int]:
    question = document["questions"][name]
    literals = _literals(document, name)
    near = {number + step for number in literals for step in (-1, 0, 1)}
    near |= {question[key] for key in ("min", "max") if key in question}
    low, high = question.get("min", min(near, default=0)), question.get("max", max(near, default=0))
    return sorted(number for number in near | {low} if low <= number <= high)


def _days(document: dict[str, Any], name: str) -> list[str]:
    one = dt.timedelta(days=1)
    days = set(_literals(document, name)) or {dt.date(2020, 1, 1)}
    near = {day + step * one for day in days for step in (-1, 0, 1)}
    return sorted(day.isoformat() for day in near)


Truths = tuple[bool | None, ...]


def completions(
    document: dict[str, Any], bundle: str, facts: dict[str, Any]
) -> Iterator[tuple[Truths, dict[str, Any]]]:
    """
    SI-3, SI-4: complete the facts in every way that conditions can tell apart.

    Args:
        document: In the shape of the format.
        bundle: Its id; what it gives is not open.
        facts: What is known.

    Yields:
        (truth of each condition of the document, complete facts), each truth once.
    """
    seen = set()
    for truths, complete in _answered(document, bundle, facts):
        if truths not in seen:
            seen.add(truths)
            yield truths, complete


def _answered(
    document: dict[str, Any], bundle: str, facts: dict[str, Any]
) -> Iterator[tuple[Truths, dict[str, Any]]]:
    """SI-3: answer every question in every way that might matter."""
    texts = sorted(conditions_in(document))
    asked = sorted({name for text in texts for name in names_in(text)})
    known = facts | document["bundles"][bundle].get("given", {})
    answers = [[known[name]] if name in known else domain(document, name) for name in asked]
    for some in itertools.product(*answers):
        complete = known | dict(zip(asked, some, strict=True))
        yield tuple(truth(text, complete, document) for text in texts), complete


def plan_open(
    document: dict[str, Any],
    bundle: str,
    *,
    facts: dict[str, Any],
    on: str,
    region: str | None = None,
    held: Iterable[str] = (),
) -> dict[str, Any]:
    """
    PL-8: plan for facts that may leave questions open.

    Args:
        document: In the shape of the format.
        bundle: Its id.
        facts: What is known.
        on: The day, as ISO text.
        region: Where the bundle is handled; None is the bundle's own.
        held: Papers owned already.

    Returns:
        By name; bounds as (low, high), high None where it is unknown; ``plans`` holds the
        plan of every situation.

    Raises:
        AmbiguityError: If in every situation two entries of one ``one_of`` hold (AP-1).
    """
    by_truths = {}
    for truths, complete in completions(document, bundle, facts):
        with contextlib.suppress(AmbiguityError):
            by_truths[truths] = plan(
                document, bundle, facts=complete, on=on, region=region, held=tuple(held)
            )
    plans = list(by_truths.values())
    if not plans:
        raise AmbiguityError
    points = [
        (complete, by_truths[truths])
        for truths, complete in _answered(document, bundle, facts)
        if truths in by_truths
    ]
    sure, perhaps = _always_and_sometimes([set(one["papers"]) for one in plans])
    added, may_add = _always_and_sometimes([set(one["added"]) for one in plans])
    return {
        "plans": plans,
        "deciding_questions": _that_change(points, ("papers", "added")),
        "open_questions": _that_change(points, SHOWN),
        "to_submit": [paper for paper, _ in sure],
        "may_submit": [paper for paper, _ in perhaps],
        "added": added,
        "may_add": may_add,
        "fates": _fates(plans),
        "findings": sorted({finding for one in plans for finding in one["findings"]}),
        "stated": {
            name: all(not isinstance(one[name], tuple) or len({*one[name]}) == 1 for one in plans)
            for name in MEASURED
        },
        "refused": _shares([set(one["refused"]) for one in plans]),
        "deadlocks": _shares([set(one["deadlocks"]) for one in plans]),
        "circles": _shares([set(one["circles"]) for one in plans]),
        **{name: _bounds([one[name] for one in plans]) for name in MEASURED},
        "by_mechanism": {
            name: _bounds([one["by_mechanism"][name] for one in plans])
            for name in plans[0]["by_mechanism"]
        },
    }


MEASURED = (
    "before",
    "after",
    "removed",
    "share",
    "rows_before",
    "rows_after",
    "copies_before",
    "copies_after",
    "working_days",
    "working_days_alone",
    "trips",
    "trips_alone",
    "steps",
    "steps_alone",
)


SHOWN = (
    *MEASURED,
    "equally_good",
    "unmet",
    "papers",
    "added",
    "deadlocks",
    "circles",
    "stages",
    "refused",
    "fates",
)


def _that_change(
    points: list[tuple[dict[str, Any], dict[str, Any]]], names: tuple[str, ...]
) -> list[str]:
    """PL-8: the questions of which another answer, all else alike, changes some part of a plan."""
    shown = {id(one): repr([one[name] for name in names]) for _, one in points}
    if len(set(shown.values())) == 1:
        return []
    found = set()
    for question in points[0][0]:
        seen: dict[str, str] = {}
        for facts, one in points:
            others = repr({name: fact for name, fact in facts.items() if name != question})
            if seen.setdefault(others, shown[id(one)]) != shown[id(one)]:
                found.add(question)
    return sorted(found)


def _always_and_sometimes(situations: list[set[Any]]) -> tuple[list[Any], list[Any]]:
    """PL-8: what is in every situation, and what is in some but not in all."""
    always = set.intersection(*situations)
    return sorted(always), sorted(set.union(*situations) - always)


def _shares(situations: list[set[Any]]) -> dict[Any, bool]:
    """PL-7: everything that is in some situation → whether it is in all."""
    always, sometimes = _always_and_sometimes(situations)
    return dict.fromkeys(always, True) | dict.fromkeys(sometimes, False)


def _fates(plans: list[dict[str, Any]]) -> dict[tuple[Any, ...], bool]:
    """PL-7: (matter, paper, outcome, reasons) → whether it is so in every situation."""
    return _shares(
        [
            {(*key, fate["outcome"], fate["reasons"]) for key, fate in one["fates"].items()}
            for one in plans
        ]
    )


def _bounds(values: list[Any]) -> tuple[Any, Any]:
    """PL-8: the least and the greatest; unknown if one is."""
    pairs = [value if isinstance(value, tuple) else (value, value) for value in values]
    highs = [high for _, high in pairs]
    return min(low for low, _ in pairs), None if None in highs else max(highs)
