"""Who must come, and why (R10, D03, D05)."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.checks.wording import row_title, several
from govmatters.model import Finding, Matter, Medium, Need, OnlineDepth, PresenceRequired

__all__ = ["nobody_comes_for_what_is_online", "trips_have_reasons"]

_NO_REASON = frozenset({"", "无", "暂无", "不涉及", "不需要", "无需", "/", "-", "—"})


def trips_have_reasons(view: View) -> Iterator[Finding]:
    """
    R10, D03: who must come is told why, and by which law; nobody else is.

    Args:
        view: The registry.

    Yields:
        ``trip-without-reason``, ``presence-without-basis``, ``reason-without-trip`` (warnings),
        each only where the trips, or the presence, are stated.
    """
    for matter in view.matters.values():
        reason, trips = _reason(matter), matter.trips
        if _is_present(matter) and matter.presence is not None and matter.presence.basis is None:
            yield view.finding(
                "presence-without-basis",
                view.owner(matter, "presence"),
                f"wants presence ({matter.presence.required}) without a law",
                "write the article as `presence.basis`; if there is none, require no presence",
            )
        elif trips and not reason and not _is_present(matter):
            yield view.finding(
                "trip-without-reason",
                view.owner(matter, "trips"),
                f"wants applicants to come (trips: {trips}), and says neither why nor by which law",
                "write `guide.on_site_reason`, or `presence` with its basis, or let it be posted",
            )
        elif trips == 0 and reason:
            yield view.finding(
                "reason-without-trip",
                view.owner(matter, "guide"),
                f"needs no trip, but says why one must come: {several([reason])}",
                "drop `on_site_reason`, or mend `trips`",
            )


def nobody_comes_for_what_is_online(view: View) -> Iterator[Finding]:
    """
    R10, D05: what is handled online in full needs no trip, no presence, and no paper.

    Args:
        view: The registry.

    Yields:
        ``online-yet-present`` (error), ``paper-again-after-online`` (warning, at most one a
        matter; only rows that take nothing but paper).
    """
    for matter in view.matters.values():
        if matter.online is not OnlineDepth.FULL:
            continue
        if matter.trips or _is_present(matter):
            wanted = f"trips ({matter.trips})" if matter.trips else "presence"
            yield view.finding(
                "online-yet-present",
                view.owner(matter, "trips" if matter.trips else "presence"),
                f"is handled online in full, and yet needs {wanted}",
                "mend `online`, or drop the trips and the presence",
            )
        rows = [
            row_title(row) for row in matter.materials or () if _is_paper_only(row.need, row.medium)
        ]
        if rows:
            yield view.listing(
                "paper-again-after-online",
                view.owner(matter, "materials"),
                f"is handled online in full, and yet takes only paper: {several(rows)}",
                "let `medium` of the row be `electronic` or `either`",
                rows,
            )


def _reason(matter: Matter) -> str:
    stated = matter.guide.on_site_reason if matter.guide is not None else None
    text = (stated or "").strip().rstrip("。.")
    return "" if text in _NO_REASON else text


def _is_present(matter: Matter) -> bool:
    presence = matter.presence
    return presence is not None and presence.required is not PresenceRequired.NONE


def _is_paper_only(need: Need, medium: Medium | None) -> bool:
    return need is not Need.OPTIONAL and medium is Medium.PAPER
