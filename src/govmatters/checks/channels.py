"""By which ways a matter is taken (R11, R18, R19, D04)."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.model import Channel, Finding, Matter, OnlineDepth

__all__ = ["channels_are_open", "quotas_are_bookable", "secrets_stay_offline"]

_OFFLINE = frozenset({OnlineDepth.NONE, OnlineDepth.CONSULT})


def channels_are_open(view: View) -> Iterator[Finding]:
    """
    R11, D04: the applicant chooses between window and online; without either there is the post.

    Args:
        view: The registry.

    Yields:
        ``no-window``, ``online-not-a-channel``, ``no-post`` (warnings), only where the channels
        are stated.
    """
    for matter in view.matters.values():
        stated = matter.guide.channels if matter.guide is not None else None
        if stated is not None and not matter.secret:
            yield from _channels(view, matter, stated)


def _channels(view: View, matter: Matter, stated: tuple[Channel, ...]) -> Iterator[Finding]:
    record = view.owner(matter, "guide")
    ways = ", ".join(stated) or "none"
    if Channel.WINDOW not in stated:
        message = f"is not taken at a window, only by: {ways}"
        yield view.finding("no-window", record, message, "open a window, and add it to `channels`")
    if matter.online is None:
        return
    if matter.online in _OFFLINE:
        if matter.trips == 0 and Channel.POST not in stated and Channel.ONLINE not in stated:
            message = f"needs no trip and goes not online, but is taken only by: {ways}"
            advice = "take it by post, and add it to `channels`; or mend `trips`"
            yield view.finding("no-post", record, message, advice)
    elif Channel.ONLINE not in stated:
        message = f"goes online ({matter.online}), but is taken only by: {ways}"
        advice = "add `online` to `channels`, or mend `online`"
        yield view.finding("online-not-a-channel", record, message, advice)


def quotas_are_bookable(view: View) -> Iterator[Finding]:
    """
    R19: where only so many are taken a day, appointments can be made.

    Args:
        view: The registry.

    Yields:
        ``quota-without-booking`` (warning), only where booking is stated to be impossible.
    """
    for matter in view.matters.values():
        guide = matter.guide
        if guide is not None and guide.daily_quota is not None and guide.bookable is False:
            yield view.finding(
                "quota-without-booking",
                view.owner(matter, "guide"),
                f"takes {guide.daily_quota} a day, and no appointment can be made",
                "drop the quota, or let appointments be made",
            )


def secrets_stay_offline(view: View) -> Iterator[Finding]:
    """
    R18: what is secret neither goes online nor is handled elsewhere.

    Args:
        view: The registry.

    Yields:
        ``secret-yet-online`` (error).
    """
    for matter in view.matters.values():
        ways = list(_open_ways(matter)) if matter.secret else []
        if ways:
            yield view.listing(
                "secret-yet-online",
                ("matter", matter.id),
                f"is secret, and yet has {', '.join(ways)}",
                "take it off the platform, or mend `secret`",
                ways,
            )


def _open_ways(matter: Matter) -> Iterator[str]:
    if matter.online is not None and matter.online not in _OFFLINE:
        yield f"online: {matter.online}"
    yield from (f"the mode {mode}" for mode in matter.modes or ())
    if matter.guide is not None and Channel.ONLINE in (matter.guide.channels or ()):
        yield "the channel online"
