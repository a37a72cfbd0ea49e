"""Agreements on handling elsewhere: whom they join, what they open, whether they agree (HR-6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govmatters.checks.views import Record, View, days_meet
from govmatters.checks.wording import several
from govmatters.model import Agreement, Finding, Matter

__all__ = ["agreements_agree", "agreements_join", "agreements_open"]

_Covered = Mapping[Record, Matter | None]
"""What an agreement names: matters, and catalogue items as None."""

_Shared = tuple[tuple[str, ...], frozenset[str]]
"""What two agreements both name, and the regions that both of them join."""

_LEAST = 2
"""How many members join somebody."""


def agreements_join(view: View) -> Iterator[Finding]:
    """
    HR-6: an agreement joins two or more regions, of which none lies in another.

    Args:
        view: The registry.

    Yields:
        ``agreement-of-one-member`` and ``agreement-with-nested-members`` (warnings).
    """
    for agreement in view.registry.agreements.records:
        members = tuple(dict.fromkeys(agreement.members))
        nested = list(_nested(view, members))
        if len(members) < _LEAST:
            yield view.finding(
                "agreement-of-one-member",
                ("agreement", agreement.id),
                f"has one member only, {', '.join(members)}, and so joins nobody",
                "add the others; how a region handles its own matters is the `scope` of these",
            )
        elif nested:
            yield view.listing(
                "agreement-with-nested-members",
                ("agreement", agreement.id),
                f"has members that lie in others: {several(nested)}",
                "keep one of each; a member stands for all below it",
                nested,
            )


def _nested(view: View, members: tuple[str, ...]) -> Iterator[str]:
    for one in members:
        above = view.registry.geography.ancestors(one)[1:]
        yield from (f"{one} in {other}" for other in members if other in above)


def agreements_open(view: View) -> Iterator[Finding]:
    """
    HR-6: an agreement has modes, and covers matters of its members.

    Args:
        view: The registry.

    Yields:
        ``agreement-opens-nothing`` (note): often a page names an agreement, and not its list. That
        no named matter belongs to a member is found only if all of them say where they belong.
    """
    for agreement in view.registry.agreements.records:
        reasons = list(_gaps(view, agreement))
        if reasons:
            yield view.listing(
                "agreement-opens-nothing",
                ("agreement", agreement.id),
                f"opens nothing: {', and '.join(reasons)}",
                "add what its text says",
                reasons,
            )


def _gaps(view: View, agreement: Agreement) -> Iterator[str]:
    if not agreement.modes:
        yield "it has no `modes`"
    if agreement.items == ():
        yield "its `items` are none"
    if _is_idle(view, agreement):
        yield "no matter that it names belongs to a member"


def _is_idle(view: View, agreement: Agreement) -> bool:
    """Whether an agreement names matters, and each belongs somewhere else than to a member."""
    named, members = _covered(view, agreement).values(), frozenset(agreement.members)
    return bool(named) and not any(_is_in(view, members, one) for one in named)


def agreements_agree(view: View) -> Iterator[Finding]:
    """
    HR-6: agreements that name the same matter for the same regions have the same modes for it.

    A way is open if any agreement opens it; so where one has a mode that another lacks, the
    library takes it, and somebody has to say whether both texts are as they were read. An
    agreement that names no matters is no statement on any.

    Args:
        view: The registry.

    Yields:
        ``agreements-disagree`` (warning), at most one an agreement: at the one that lacks modes,
        with all that have them on some same day.
    """
    named = [one for one in view.registry.agreements.records if one.items and one.modes]
    covered = {one.id: _covered(view, one) for one in named}
    for one in named:
        wider = [
            (other, shared)
            for other in named
            if not set(other.modes) <= set(one.modes)
            and days_meet(one, other)
            and (shared := _shared(view, one, other, covered))
        ]
        if wider:
            yield _disagreement(view, one, wider)


def _disagreement(view: View, one: Agreement, wider: list[tuple[Agreement, _Shared]]) -> Finding:
    modes = {mode: None for other, _ in wider for mode in other.modes if mode not in one.modes}
    matters = {key: None for _, (keys, _) in wider for key in keys}
    where = {region for _, (_, regions) in wider for region in regions}
    items = [f"region {region}" for region in where]
    items += [
        f"{key} in {other.id}: {mode}"
        for other, (keys, _) in wider
        for key in keys
        for mode in other.modes
        if mode not in one.modes
    ]
    return view.listing(
        "agreements-disagree",
        ("agreement", one.id),
        f"names {several(matters)} for {several(sorted(where))} without {', '.join(modes)}, "
        f"which stands in {several(other.id for other, _ in wider)}",
        "read the texts again; as long as they differ, the library takes what any of them has",
        items,
    )


def _shared(
    view: View, one: Agreement, other: Agreement, covered: Mapping[str, _Covered]
) -> _Shared | None:
    """Find the matters that two agreements name for the same regions, and these; None if none."""
    both = {key: own for key, own in covered[one.id].items() if key in covered[other.id]}
    where = _joined(view, one, other) if both else frozenset()
    matters = tuple(
        key[1]
        for key, own in both.items()
        if _is_in(view, where, own) and ("catalogue item", own.of if own else None) not in both
    )
    return (matters, where) if matters else None


def _covered(view: View, agreement: Agreement) -> _Covered:
    """Find the catalogue items, as None, and the matters that an agreement names."""
    items = frozenset(agreement.items or ())
    found: dict[Record, Matter | None] = {
        ("catalogue item", key): None for key in view.registry.catalogue if key in items
    }
    for matter in view.matters.values():
        basic = matter.codes.basic if matter.codes is not None else None
        if not items.isdisjoint({matter.id, matter.of, basic}):
            found["matter", matter.id] = matter
    return found


def _joined(view: View, one: Agreement, other: Agreement) -> frozenset[str]:
    """Find the regions that both agreements join with another one of these."""
    ancestors = view.registry.geography.ancestors
    members, others = frozenset(one.members), frozenset(other.members)
    lower = [(a, b, a) for a in members for b in ancestors(a) if b in others]
    lower += [(a, b, b) for b in others for a in ancestors(b)[1:] if a in members]
    return frozenset(
        region for a, b, region in lower if any(a != c and b != d for c, d, _ in lower)
    )


def _is_in(view: View, regions: frozenset[str], matter: Matter | None) -> bool:
    """Whether a matter belongs to one of the regions, as far as it says where it belongs."""
    home = _home(matter)
    if home is None:
        return bool(regions)
    return not regions.isdisjoint(view.registry.geography.ancestors(home))


def _home(matter: Matter | None) -> str | None:
    """Tell where a matter belongs; None: it does not say, or an answer does."""
    return None if matter is None or matter.competent is not None else matter.region
