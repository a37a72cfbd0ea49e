"""What each way needs (HR-2 to HR-7), for one competent region, as grounds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import attrs

from govmatters.model import Matter, Mode, OnlineDepth, PresenceRequired, Scope
from govmatters.registry import Registry
from govmatters.rules.handling.areas import area_of, covering, joining, least_scope
from govmatters.rules.handling.changes import Change, Obstacle
from govmatters.rules.handling.values import Ground, Way

__all__ = ["Case", "change_of", "grounds_of", "single_change"]

_ONLINE_BASIS = "国办发〔2020〕35号 全程网办"
_PROXY_BASIS = "国办发〔2020〕35号 异地代收代办"
_SEVERAL_BASIS = "国办发〔2020〕35号 多地联办"
_CLASSIFIED_BASIS = "优化营商环境条例 第三十七条; 国务院令第716号 第四条"


@attrs.frozen(kw_only=True)
class Case:
    """
    A matter, seen from a place, for one competent region.

    Attributes:
        registry: Holds agreements and regions.
        matter: With all that it inherits.
        at: Code of the region where the applicant is.
        competent: Code of the competent region.
        also: Codes of further regions to act in; None for one that is not known (HR-7).
        on: The day.
    """

    registry: Registry
    matter: Matter
    at: str
    competent: str
    also: tuple[str | None, ...]
    on: dt.date


def grounds_of(way: Way, case: Case) -> tuple[Ground, ...]:
    """
    Judge what a way needs.

    Args:
        way: The way.
        case: The matter, the place and the competent region.

    Returns:
        The grounds, in the order of the rules; the way is open if all of them hold.
    """
    return tuple(judge(case) for judge in _NEEDS[way])


def change_of(way: Way, case: Case) -> Change | None:
    """
    Tell the single change that would open a way, without judging more than that takes.

    Args:
        way: The way.
        case: The matter, the place and the competent region.

    Returns:
        What `single_change` says of its grounds.
    """
    return single_change(judge(case) for judge in _NEEDS[way])


def single_change(grounds: Iterable[Ground]) -> Change | None:
    """
    Tell the one change that opens a closed way, if one is enough.

    Args:
        grounds: All that the way needs; no more of them are taken than are looked at.

    Returns:
        The change of the only ground that does not hold; None if there are several, if nothing
        changes it, or if it is only not known.

    Source:
        HR-8.
    """
    failing: Ground | None = None
    for ground in grounds:
        if ground.holds is not True:
            if failing is not None or ground.holds is None or ground.change is None:
                return None
            failing = ground
    return failing.change if failing is not None else None


def _place(case: Case) -> Ground:
    """HR-2: the applicant is where the matter belongs, or where its authority is."""
    authority = case.matter.authority
    own = case.registry.authorities[authority].region if authority is not None else None
    holds = case.registry.geography.within(case.at, case.competent) or case.at == own
    return Ground(
        rule="HR-2",
        obstacle=Obstacle.PLACE,
        holds=holds,
        found=f"the competent region is {case.competent}",
        change=None if holds else Change(Obstacle.PLACE, (case.competent,)),
    )


def _open_to_all(case: Case) -> Ground:
    """HR-3: a secret matter has no remote mode; only one that is flagged is secret."""
    is_secret = case.matter.secret is True
    return Ground(
        rule="HR-3",
        obstacle=Obstacle.SECRET,
        holds=not is_secret,
        found="the matter is secret" if is_secret else "the matter is not flagged as secret",
        basis=_CLASSIFIED_BASIS,
    )


def _depth(case: Case) -> Ground:
    """HR-4: online from application to delivery."""
    online = case.matter.online
    return Ground(
        rule="HR-4",
        obstacle=Obstacle.DEPTH,
        holds=None if online is None else online is OnlineDepth.FULL,
        found="`online` is not stated" if online is None else f"online is {online}",
        basis=_ONLINE_BASIS,
        change=None if online is OnlineDepth.FULL else Change(Obstacle.DEPTH, ("full",)),
        missing=("online",) if online is None else (),
    )


def _nobody_comes(case: Case) -> Ground:
    """HR-4: nobody has to come."""
    presence = case.matter.presence
    required = None if presence is None else presence.required
    holds = None if required is None else required is PresenceRequired.NONE
    return Ground(
        rule="HR-4",
        obstacle=Obstacle.PRESENCE,
        holds=holds,
        found="`presence` is not stated" if required is None else f"presence is {required}",
        basis=(presence.basis if presence else None) or _ONLINE_BASIS,
        change=None if holds else Change(Obstacle.PRESENCE, ("none",)),
        missing=("presence",) if required is None else (),
    )


def _not_in_person(case: Case) -> Ground:
    """HR-6: what must be done in person cannot be collected by another's window."""
    presence = case.matter.presence
    required = None if presence is None else presence.required
    holds = None if required is None else required is not PresenceRequired.IN_PERSON
    return Ground(
        rule="HR-6",
        obstacle=Obstacle.PRESENCE,
        holds=holds,
        found="`presence` is not stated" if required is None else f"presence is {required}",
        basis=(presence.basis if presence else None) or _PROXY_BASIS,
        change=None if holds else Change(Obstacle.PRESENCE, ("on_site",)),
        missing=("presence",) if required is None else (),
    )


def _mode_open(case: Case) -> Ground:
    """HR-4: the mode is open to the matter."""
    modes = case.matter.modes
    holds = None if modes is None else Mode.FULL_ONLINE in modes
    return Ground(
        rule="HR-4",
        obstacle=Obstacle.MODE,
        holds=holds,
        found="`modes` is not stated" if modes is None else f"modes are {', '.join(modes) or '–'}",
        basis=_ONLINE_BASIS,
        change=None if holds else Change(Obstacle.MODE, (str(Mode.FULL_ONLINE),)),
        missing=("modes",) if modes is None else (),
    )


def _scope(case: Case) -> Ground:
    """HR-5: the place lies in the scope, or a statute lets the applicant choose it."""
    matter, law = case.matter, case.matter.place_by_law
    holds = in_scope(case)
    by_law = law is not None and _reaches(case, law.scope)
    return Ground(
        rule="HR-5",
        obstacle=Obstacle.SCOPE,
        holds=holds,
        found=_scope_found(matter),
        basis=law.basis if law is not None and by_law else None,
        change=None if holds else _scope_wanted(case),
        missing=("scope",) if holds is None else (),
    )


def _scope_found(matter: Matter) -> str:
    law = matter.place_by_law
    found = "`scope` is not stated" if matter.scope is None else f"scope is {matter.scope}"
    return f"{found}, by law {law.scope}" if law is not None else found


def _scope_wanted(case: Case) -> Change:
    least = least_scope(case.competent, case.at, case.registry.geography)
    return Change(Obstacle.SCOPE, (str(least),))


def in_scope(case: Case) -> bool | None:
    """Say whether the place lies in the matter's scope, or in what a statute allows."""
    law, scope = case.matter.place_by_law, case.matter.scope
    if law is not None and _reaches(case, law.scope):
        return True
    return None if scope is None else _reaches(case, scope)


def _reaches(case: Case, scope: Scope) -> bool:
    regions = case.registry.geography
    return regions.within(case.at, area_of(case.competent, scope, regions))


def _agreement(case: Case) -> Ground:
    """HR-6: an agreement in force joins the two regions, covers the matter, has the mode."""
    holds, names = _joined(case, Mode.PROXY_COLLECT)
    return Ground(
        rule="HR-6",
        obstacle=Obstacle.AGREEMENT,
        holds=holds,
        found=f"by agreement {', '.join(names)}" if names else "no agreement joins the two",
        basis=_PROXY_BASIS,
        change=None if holds else _agreement_wanted(case),
        missing=("scope",) if holds is None else (),
    )


def _joined(case: Case, mode: Mode) -> tuple[bool | None, tuple[str, ...]]:
    """Find the agreements that open a mode; one without items goes as far as the scope does."""
    reached = in_scope(case)
    between = joining(case.registry, case.at, case.competent)
    found = tuple(covering(between, case.matter, mode, case.on))
    sure = [one.id for one in found if one.items is not None or reached]
    if sure:
        return True, tuple(sure)
    if reached is None and found:
        return None, tuple(one.id for one in found)
    return False, ()


def _agreement_wanted(case: Case) -> Change | None:
    """Tell which agreement would join the two; none joins a region with what lies in it."""
    if _is_nested(case):
        return None
    return Change(Obstacle.AGREEMENT, (*_pair(case), str(Mode.PROXY_COLLECT)))


def _reach_wanted(case: Case) -> Change:
    """Tell which agreement, or which scope, would reach the place."""
    scope = _scope_wanted(case)
    if _is_nested(case):
        return scope
    return Change(Obstacle.REACH, (*_pair(case), str(Mode.MULTI_PLACE), *scope.to))


def _is_nested(case: Case) -> bool:
    """Say whether one of the two regions is the other, or lies in it."""
    regions = case.registry.geography
    return regions.within(case.at, case.competent) or regions.within(case.competent, case.at)


def _pair(case: Case) -> tuple[str, str]:
    """Name the members of such an agreement: the provinces, else the cities, else the two."""
    regions = case.registry.geography
    for scope in (Scope.PROVINCE, Scope.CITY):
        one, other = (area_of(code, scope, regions) for code in (case.competent, case.at))
        if one != other:
            return one, other
    return case.competent, case.at


def _reach(case: Case) -> Ground:
    """HR-7: the mode is open by scope or by agreement."""
    reached = in_scope(case)
    joined, names = _joined(case, Mode.MULTI_PLACE)
    holds = True if reached or joined else (None if None in {reached, joined} else False)
    return Ground(
        rule="HR-7",
        obstacle=Obstacle.REACH,
        holds=holds,
        found=f"by agreement {', '.join(names)}" if names else _scope_found(case.matter),
        basis=_SEVERAL_BASIS,
        change=None if holds else _reach_wanted(case),
        missing=("scope",) if holds is None else (),
    )


def _several_places(case: Case) -> Ground:
    """HR-7: the applicant would have to act in two or more regions."""
    known = {case.competent, *(one for one in case.also if one is not None)}
    open_ones = tuple(
        question
        for question, answer in zip(case.matter.also_acts_in or (), case.also, strict=True)
        if answer is None
    )
    several = len(known) > 1
    holds = True if several else (None if open_ones else False)
    return Ground(
        rule="HR-7",
        obstacle=Obstacle.SEVERAL_PLACES,
        holds=holds,
        found=f"acts in {', '.join(sorted(known))}",
        basis=_SEVERAL_BASIS,
        questions=open_ones if holds is None else (),
    )


Judge = Callable[[Case], Ground]

_NEEDS: dict[Way, tuple[Judge, ...]] = {
    Way.LOCAL: (_place,),
    Way.FULL_ONLINE: (_open_to_all, _depth, _nobody_comes, _mode_open),
    Way.ANYWHERE: (_open_to_all, _scope),
    Way.MULTI_PLACE: (_open_to_all, _several_places, _reach),
    Way.PROXY_COLLECT: (_open_to_all, _not_in_person, _agreement),
}
