"""Conditions that decide nothing, each looked at on its own."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import Stated, View
from govmatters.checks.witnesses import LIMIT
from govmatters.model import Finding, Severity

__all__ = ["conditions_decide"]


def conditions_decide(view: View) -> Iterator[Finding]:
    """
    SI-3: a condition is true in some situation, and false in another.

    Args:
        view: The registry.

    Yields:
        ``never-true-condition`` (error; a warning if only what the bundle gives makes it
        so), ``always-true-condition`` and ``condition-not-checked`` (notes).
    """
    for stated in view.conditions:
        truths = view.truths([stated.condition])
        if truths is None:
            yield _not_checked(view, stated)
        elif truths.planes[0] == 0:
            yield _never(view, stated)
        elif truths.planes[0] == truths.ones:
            yield _always(view, stated)
        elif _never_here(view, stated):
            yield _never(view, stated)


def _never_here(view: View, stated: Stated) -> bool:
    """Whether what the bundle gives keeps a condition from ever being true."""
    asked = {atom.question for atom in stated.condition.atoms}
    if asked.isdisjoint(name for name, _ in stated.given):
        return False
    truths = view.truths([stated.condition], stated.given)
    return truths is not None and truths.planes[0] == 0


def _never(view: View, stated: Stated) -> Finding:
    alone = view.truths([stated.condition])
    by_itself = alone is not None and alone.planes[0] == 0
    why = "" if by_itself else ", with what the bundle gives"
    return view.finding(
        "never-true-condition",
        (stated.noun, stated.id),
        f"{stated.what} can never be true{why}: {stated.condition}",
        "mend the condition, or the options and range of its questions"
        if by_itself
        else "mend the condition or `given`, or leave out what it governs",
        severity=Severity.ERROR if by_itself else Severity.WARNING,
    )


def _always(view: View, stated: Stated) -> Finding:
    return view.finding(
        "always-true-condition",
        (stated.noun, stated.id),
        f"{stated.what} is true in every situation: {stated.condition}",
        "leave it out, or mend it",
    )


def _not_checked(view: View, stated: Stated) -> Finding:
    return view.finding(
        "condition-not-checked",
        (stated.noun, stated.id),
        f"{stated.what} has more than {LIMIT} situations: {stated.condition}",
        "split it into several questions, so that it can be checked",
    )
