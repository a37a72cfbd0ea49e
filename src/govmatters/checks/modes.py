"""Modes in which a matter is handled elsewhere, and what each of them needs (HR-4 to HR-7)."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.model import Finding, Matter, Mode, OnlineDepth, PresenceRequired

__all__ = ["modes_are_possible", "modes_reach_somewhere"]


def modes_are_possible(view: View) -> Iterator[Finding]:
    """
    HR-4, HR-6, HR-7: a matter has no mode that its own statements close to everybody.

    What is online in full and yet needs somebody to come is found as ``online-yet-present``,
    a mode of a secret matter as ``secret-yet-online``.

    Args:
        view: The registry.

    Yields:
        ``mode-without-ground`` (warning), at most one a matter; what a matter does not state is
        unknown, and closes nothing.
    """
    for matter in view.matters.values():
        reasons = list(_closed(matter)) if not matter.secret else []
        if reasons:
            yield view.listing(
                "mode-without-ground",
                view.owner(matter, "modes"),
                f"has a mode that is open to nobody: {'; '.join(reasons)}",
                "drop the mode, or mend what closes it",
                reasons,
            )


def _closed(matter: Matter) -> Iterator[str]:
    modes = matter.modes or ()
    required = matter.presence.required if matter.presence is not None else None
    is_full = matter.online in {None, OnlineDepth.FULL}
    if Mode.FULL_ONLINE in modes and not is_full:
        yield f"full_online, but online is {matter.online}"
    elif Mode.FULL_ONLINE in modes and matter.online is None and required not in _NOBODY:
        yield f"full_online, but presence is {required}"
    if Mode.PROXY_COLLECT in modes and required is PresenceRequired.IN_PERSON:
        yield "proxy_collect, but presence is in_person"
    if Mode.MULTI_PLACE in modes and not matter.also_acts_in:
        yield "multi_place, but there is no further region to act in (`also_acts_in`)"


_NOBODY = frozenset({None, PresenceRequired.NONE})


def modes_reach_somewhere(view: View) -> Iterator[Finding]:
    """
    HR-5: who may hand in anywhere is told how far that goes.

    Args:
        view: The registry.

    Yields:
        ``anywhere-without-scope`` (warning), where neither the matter nor a law says.
    """
    for matter in view.matters.values():
        is_open = Mode.ANYWHERE in (matter.modes or ()) and not matter.secret
        if is_open and matter.scope is None and matter.place_by_law is None:
            yield view.finding(
                "anywhere-without-scope",
                view.owner(matter, "modes"),
                "is handled anywhere, but nothing says how far that goes",
                "write `scope`, or `place_by_law` with its article",
            )
