"""The handling matrix computed: each way's grounds as planes over all regions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from govmatters.codes.region_codes import is_region, parse_region
from govmatters.codes.successions import refuse_abolished
from govmatters.conditions import Answer
from govmatters.measures.handling.atlases import Atlas, View
from govmatters.measures.handling.matrices import HandlingMatrix, Planes
from govmatters.model import Agreement, Matter, Mode, OnlineDepth, PresenceRequired
from govmatters.registry import Registry
from govmatters.rules.handling.judging import answers_of
from govmatters.rules.handling.values import Way

__all__ = ["competent_of", "further_of", "handling_matrix"]

_HEADINGS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Names of the national table that head a list, and are no place."""


def handling_matrix(
    registry: Registry,
    *,
    on: dt.date,
    matters: Iterable[str] | None = None,
    regions: Iterable[str] | None = None,
    facts: Mapping[str, object] | None = None,
) -> HandlingMatrix:
    """
    Judge every matter from every region.

    Args:
        registry: Holds them.
        on: The day; matters that do not exist on it are left out.
        matters: Ids; all of the registry by default.
        regions: Codes; by default every county-level region of the national table that is in
            force on the day, and the declared ones.
        facts: Answers that hold for everybody; None: what depends on facts is undecided.

    Returns:
        The matrix; it says of each pair what `handling` says of it.

    Raises:
        UnknownIdError: If there is no such matter or region.
        AbolishedRegionError: If a region was abolished before the day.
        FactsError: If a fact cannot be taken.

    Source:
        HR-1 to HR-7.
    """
    columns = tuple(dict.fromkeys(regions)) if regions is not None else _counties(registry, on)
    for code in columns:
        refuse_abolished(code, registry.geography, on)
    answers = answers_of(registry, facts or {})
    atlas = Atlas(registry, columns, on)
    keys = tuple(dict.fromkeys(matters)) if matters is not None else tuple(registry.matters)
    found = [(key, one) for key in keys if (one := registry.matter_on(key, on)) is not None]
    remembered: dict[object, Mapping[Way, Planes]] = {}
    rows = []
    for _, matter in found:
        seen = _Seen(registry, matter, answers, atlas)
        if seen.signature not in remembered:
            remembered[seen.signature] = seen.planes()
        rows.append(remembered[seen.signature])
    return HandlingMatrix(
        on=on,
        digest=registry.digest,
        facts=tuple(sorted(answers.items())),
        matters=tuple(key for key, _ in found),
        regions=columns,
        rows=tuple(rows),
    )


def competent_of(matter: Matter, facts: Mapping[str, Answer]) -> str | None:
    """Tell the competent region: the answer that the matter names, else its own; None: unknown."""
    if matter.competent is None:
        return matter.region
    answer = facts.get(matter.competent)
    return answer if isinstance(answer, str) else None


def further_of(matter: Matter, facts: Mapping[str, Answer]) -> tuple[str | None, ...]:
    """Tell the further regions to act in (HR-7); None for one that is not known."""
    answers = (facts.get(name) for name in matter.also_acts_in or ())
    return tuple(one if isinstance(one, str) else None for one in answers)


def _counties(registry: Registry, on: dt.date) -> tuple[str, ...]:
    """List the counties in force on a day, cities that have none, and the declared regions."""
    valid = [code for code in registry.geography.codes() if _is_place(code, on)]
    counties = {code for code in valid if not code.endswith("00")}
    with_counties = {code[:4] for code in counties}
    cities = {
        code
        for code in valid
        if code.endswith("00") and not code.endswith("0000") and code[:4] not in with_counties
    }
    return tuple(sorted({*counties, *cities, *registry.regions}))


def _is_place(code: str, on: dt.date) -> bool:
    """Say whether a national code is in force, and is no heading of the table."""
    if not is_region(code):
        return False
    region = parse_region(code)
    return region.is_valid_on(on) is not False and region.name not in _HEADINGS


@attrs.frozen(eq=False, slots=False)
class _Seen:
    """A matter, seen from everywhere."""

    registry: Registry
    matter: Matter
    facts: Mapping[str, Answer]
    atlas: Atlas

    @cached_property
    def competent(self) -> str | None:
        return competent_of(self.matter, self.facts)

    @cached_property
    def also(self) -> tuple[str | None, ...]:
        return further_of(self.matter, self.facts)

    @cached_property
    def agreements(self) -> dict[Mode, tuple[Agreement, ...]]:
        return {
            mode: self.atlas.agreements(self.matter, mode)
            for mode in (Mode.PROXY_COLLECT, Mode.MULTI_PLACE)
        }

    @cached_property
    def own_region(self) -> str | None:
        authority = self.matter.authority
        return None if authority is None else self.registry.authorities[authority].region

    @cached_property
    def signature(self) -> object:
        """All that planes depend on: matters of one signature have the same."""
        matter = self.matter
        return (
            self.competent,
            self.also,
            self.own_region,
            matter.secret is True,
            matter.online,
            matter.presence.required if matter.presence else None,
            None if matter.modes is None else Mode.FULL_ONLINE in matter.modes,
            matter.scope,
            matter.place_by_law.scope if matter.place_by_law else None,
            tuple(one.id for some in self.agreements.values() for one in some),
        )

    def planes(self) -> Mapping[Way, Planes]:
        """Judge every way: open where every possible region opens it, possible where some does."""
        remote = 0 if self.matter.secret is True else self.atlas.everywhere
        seen = [self._from(view) for view in self._views()]
        merged = {}
        for way in Way:
            opened, possible = self.atlas.everywhere, 0
            for planes in seen:
                opened &= planes[way].open
                possible |= planes[way].possible
            limit = self.atlas.everywhere if way is Way.LOCAL else remote
            merged[way] = Planes(opened & limit, possible & limit)
        return merged

    def _views(self) -> tuple[View, ...]:
        """See the columns from the competent region, or from each kind of region it may be."""
        law = self.matter.place_by_law
        scopes = self.matter.scope, law.scope if law else None
        if self.competent is not None:
            return (self.atlas.view((self.competent,), *scopes),)
        some = {one.id: one for found in self.agreements.values() for one in found}
        named = frozenset(one for one in self.also if one is not None)
        return self.atlas.views(tuple(some.values()), named, *scopes)

    def _from(self, view: View) -> dict[Way, Planes]:
        """Judge every way for competent regions of one kind, secrecy aside."""
        own = self.atlas.itself(self.own_region)
        proxy = self._joined(view, Mode.PROXY_COLLECT)
        several = self._joined(view, Mode.MULTI_PLACE)
        scope = view.scope
        reach = Planes(scope.open | several.open, scope.possible | several.possible)
        return {
            Way.LOCAL: Planes(view.below.open | own, view.below.possible | own),
            Way.FULL_ONLINE: self._all(self._is_online()),
            Way.ANYWHERE: scope,
            Way.MULTI_PLACE: _both(self._all(self._acts_in_several(view.code)), reach),
            Way.PROXY_COLLECT: _both(self._all(self._may_be_absent()), proxy),
        }

    def _all(self, holds: bool | None) -> Planes:  # noqa: FBT001 (a truth, not a flag)
        """Write a truth that no place changes as planes."""
        everywhere = self.atlas.everywhere
        return Planes(everywhere if holds else 0, 0 if holds is False else everywhere)

    def _joined(self, view: View, mode: Mode) -> Planes:
        """HR-6: agreements; one without items goes as far as the scope does."""
        opened = possible = 0
        for agreement in self.agreements[mode]:
            joined = self.atlas.joined(agreement, view.code)
            is_named = agreement.items is not None
            opened |= joined if is_named else joined & view.scope.open
            possible |= joined if is_named else joined & view.scope.possible
        return Planes(opened, possible)

    def _is_online(self) -> bool | None:
        """HR-4."""
        matter = self.matter
        required = matter.presence.required if matter.presence else None
        return _conjunction(
            None if matter.online is None else matter.online is OnlineDepth.FULL,
            None if required is None else required is PresenceRequired.NONE,
            None if matter.modes is None else Mode.FULL_ONLINE in matter.modes,
        )

    def _may_be_absent(self) -> bool | None:
        """HR-6: presence is not in person."""
        presence = self.matter.presence
        return None if presence is None else presence.required is not PresenceRequired.IN_PERSON

    def _acts_in_several(self, code: str) -> bool | None:
        """HR-7."""
        if len({code, *(one for one in self.also if one is not None)}) > 1:
            return True
        return None if None in self.also else False


def _both(one: Planes, other: Planes) -> Planes:
    return Planes(one.open & other.open, one.possible & other.possible)


def _conjunction(*values: bool | None) -> bool | None:
    if False in values:
        return False
    return None if None in values else True
