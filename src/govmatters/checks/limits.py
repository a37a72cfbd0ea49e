"""How long a matter takes (R05), and whether it is decided on the spot (D01)."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.model import Finding, HandlingKind, Matter, MatterType

__all__ = ["kinds_fit_limits", "limits_are_lawful"]

_DEFAULT = 20
_EXTENDED = 30
"""Working days that the licensing law allows, and with the approval of the authority's head."""


def limits_are_lawful(view: View) -> Iterator[Finding]:
    """
    R05: what is promised lies within what the law allows.

    Args:
        view: The registry.

    Yields:
        ``promised-above-statutory`` (error); ``statutory-above-default`` (note) for licences of
        more than 20 working days that state no law, or more than 30 at all.
    """
    for matter in view.matters.values():
        statutory, promised = matter.statutory_working_days, matter.promised_working_days
        if statutory is None:
            continue
        if promised is not None and promised > statutory:
            yield view.finding(
                "promised-above-statutory",
                view.owner(matter, "promised_working_days"),
                f"promises {promised} working days, the law allows {statutory}",
                "promise less, or mend whichever was read wrong; calendar days are no working days",
            )
        if _is_long(matter, statutory):
            yield view.finding(
                "statutory-above-default",
                view.owner(matter, "statutory_working_days"),
                f"is a licence with a statutory limit of {statutory} working days, where the "
                f"licensing law has {_DEFAULT}, and {_EXTENDED - _DEFAULT} more by approval",
                "see which law sets the longer limit; joint handling may take 45",
            )


def _is_long(matter: Matter, statutory: int) -> bool:
    allowed = _EXTENDED if matter.laws else _DEFAULT
    return matter.type is MatterType.LICENCE and statutory > allowed


def kinds_fit_limits(view: View) -> Iterator[Finding]:
    """
    D01: a matter is decided on the spot if and only if it promises zero days.

    Args:
        view: The registry.

    Yields:
        ``kind-against-limit`` (warning), only where both are stated.
    """
    for matter in view.matters.values():
        kind = matter.guide.kind if matter.guide is not None else None
        promised = matter.promised_working_days
        if kind is None or promised is None:
            continue
        if (kind is HandlingKind.INSTANT) is not (promised == 0):
            yield view.finding(
                "kind-against-limit",
                view.owner(matter, "guide"),
                f"is of the kind `{kind}` and promises {promised} working days",
                "on the spot (`instant`) is 0 days, and only that; mend one of them",
            )
