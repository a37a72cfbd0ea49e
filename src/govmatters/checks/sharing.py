"""Papers whose data may not be shared (不予共享), and exemptions that share them all the same."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View, days_meet
from govmatters.model import Exemption, Finding, Mechanism, Unshareable

__all__ = ["SHARING", "bans_on_sharing_have_bases", "shared_data_may_be_shared"]

SHARING = (Mechanism.LICENCE, Mechanism.DATA, Mechanism.CHECK)
"""The mechanisms by which one authority gets what another has."""


def shared_data_may_be_shared(view: View) -> Iterator[Finding]:
    """
    An exemption by licence, data or check is of a paper whose data may be shared.

    Args:
        view: The registry.

    Yields:
        ``exemption-unshareable`` (warning) where, on some day, both the exemption and the ban
        are in force. What plans make of the exemption (EX-1) does not change.
    """
    for exemption in view.registry.exemptions.records:
        ban = view.registry.material_types[exemption.of].unshareable
        if ban is not None and exemption.by in SHARING and days_meet(exemption, ban):
            yield view.finding(
                "exemption-unshareable",
                ("exemption", exemption.id),
                _told(exemption, ban),
                "end it with `until`, spare the paper in another way, or mend `unshareable`",
            )


def _told(exemption: Exemption, ban: Unshareable) -> str:
    """Say what is banned, since when and by what."""
    ends = (("since", ban.since), ("until", ban.until))
    days = "".join(f" {word} {day}" for word, day in ends if day is not None)
    basis = f" ({ban.basis})" if ban.basis is not None else ""
    return f"is by {exemption.by}, but {exemption.of!r} may not be shared{days}{basis}: cannot hold"


def bans_on_sharing_have_bases(view: View) -> Iterator[Finding]:
    """
    What may not be shared names the law that says so.

    Args:
        view: The registry.

    Yields:
        ``unshareable-without-basis`` (warning).
    """
    for kind in view.registry.material_types.records:
        if kind.unshareable is not None and kind.unshareable.basis is None:
            yield view.finding(
                "unshareable-without-basis",
                ("material type", kind.id),
                "is said not to be shared, without a law",
                "write `unshareable.basis`; if there is none, let it be shared",
            )
