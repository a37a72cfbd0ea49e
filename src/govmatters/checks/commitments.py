"""Commitments (告知承诺) where there may be none (R13)."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.checks.wording import several
from govmatters.model import Exemption, Finding, Matter, Mechanism

__all__ = ["commitments_are_allowed"]


def commitments_are_allowed(view: View) -> Iterator[Finding]:
    """
    R13, EX-3: no commitment in a secret matter, nor in one that excludes it.

    Args:
        view: The registry.

    Yields:
        ``commitment-in-secret-matter`` (error), at the matter that allows it or at the exemption;
        ``commitment-partly-excluded`` (warning) where some of an exemption's matters exclude it.
    """
    for matter in view.matters.values():
        if matter.secret and matter.commitment is not None and matter.commitment.allowed:
            yield view.finding(
                "commitment-in-secret-matter",
                view.owner(matter, "commitment"),
                "is secret, and `commitment` is allowed",
                "write `commitment: {allowed: false}`",
            )
    for exemption in view.registry.exemptions.records:
        if exemption.by is Mechanism.COMMITMENT:
            yield from _of_exemption(view, exemption)


def _of_exemption(view: View, exemption: Exemption) -> Iterator[Finding]:
    record = ("exemption", exemption.id)
    named = [view.matters[key] for key in exemption.matters or () if key in view.matters]
    secret = [matter.id for matter in named if matter.secret and not _excludes(matter)]
    excluding = [matter.id for matter in named if _excludes(matter)]
    if secret:
        yield view.listing(
            "commitment-in-secret-matter",
            record,
            f"is by commitment, and names what is secret: {several(secret)}",
            "take them out of `matters`",
            secret,
        )
    if excluding and len(excluding) < len(named):
        yield view.listing(
            "commitment-partly-excluded",
            record,
            f"is by commitment, which some that it names exclude: {several(excluding)}",
            "take them out of `matters`, or mend their `commitment`",
            excluding,
        )


def _excludes(matter: Matter) -> bool:
    return matter.commitment is not None and not matter.commitment.allowed
