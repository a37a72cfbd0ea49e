"""Areas, agreements and possible competent regions as planes: a bit a column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cached_property, reduce
from operator import and_, or_
from typing import TypeVar

import attrs

from govmatters.measures.handling.matrices import Planes
from govmatters.model import Agreement, Matter, Mode, Scope, holds_on
from govmatters.registry import Registry
from govmatters.rules.handling.areas import area_of, member_with

__all__ = ["Atlas", "View"]

T = TypeVar("T")


@attrs.frozen
class View:
    """
    Competent regions that the same agreements hold, as one: what holds of all, and of some.

    Attributes:
        code: One of them.
        below: The columns that lie in them.
        scope: The columns that the scope spans, seen from them; without a scope every column is
            possible.
    """

    code: str
    below: Planes
    scope: Planes


@attrs.frozen(eq=False, slots=False)
class Atlas:
    """
    Areas as planes; what matters share is found once.

    Attributes:
        registry: Holds the regions and the agreements.
        columns: Codes, in their order.
        on: The day.
    """

    registry: Registry
    columns: tuple[str, ...]
    on: dt.date
    _found: dict[object, object] = attrs.field(factory=dict, init=False, repr=False)

    @cached_property
    def everywhere(self) -> int:
        """All columns."""
        return (1 << len(self.columns)) - 1

    @cached_property
    def _below(self) -> dict[str, int]:
        """By code: the columns that lie in it."""
        planes: dict[str, int] = {}
        for number, code in enumerate(self.columns):
            for ancestor in self.registry.geography.ancestors(code):
                planes[ancestor] = planes.get(ancestor, 0) | 1 << number
        return planes

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.columns)}

    def below(self, code: str) -> int:
        """Tell which columns lie in a region."""
        return self._below.get(code, 0)

    def itself(self, code: str | None) -> int:
        """Tell which column a region is."""
        number = None if code is None else self._numbers.get(code)
        return 0 if number is None else 1 << number

    @cached_property
    def _by_name(self) -> dict[str | None, list[Agreement]]:
        """By what they name: the agreements in force; None: they name nothing."""
        found: dict[str | None, list[Agreement]] = {}
        for one in self.registry.agreements.records:
            if holds_on(self.on, since=one.since, until=one.until):
                for name in (None,) if one.items is None else one.items:
                    found.setdefault(name, []).append(one)
        return found

    def agreements(self, matter: Matter, mode: Mode) -> tuple[Agreement, ...]:
        """Find what `covering` finds among all of them, by name."""
        names = (None, matter.id, matter.of, matter.codes.basic if matter.codes else None)
        found = {one.id: one for name in names for one in self._by_name.get(name, ())}
        return tuple(found[key] for key in sorted(found) if mode in found[key].modes)

    def joined(self, agreement: Agreement, region: str) -> int:
        """Tell which columns an agreement joins with a region."""
        mine = member_with(agreement, region, self.registry.geography)
        if mine is None:
            return 0
        return self._once(
            ("joined", agreement.id, mine),
            lambda: reduce(
                or_, (self._own(agreement, one) for one in agreement.members if one != mine), 0
            ),
        )

    def _own(self, agreement: Agreement, member: str) -> int:
        """Tell which columns have a member as the innermost that holds them."""
        plane, regions = self.below(member), self.registry.geography
        for one in agreement.members:
            if one != member and regions.within(one, member):
                plane &= ~self.below(one)
        return plane

    def view(self, codes: Iterable[str], scope: Scope | None, by_law: Scope | None) -> View:
        """See the columns from competent regions of one kind."""
        some = tuple(codes)
        below = [self.below(code) for code in some]
        spans = [self._span(code, scope, by_law) for code in some]
        possible = self.everywhere if scope is None else reduce(or_, spans)
        return View(
            code=some[0],
            below=Planes(reduce(and_, below), reduce(or_, below)),
            scope=Planes(reduce(and_, spans), possible),
        )

    def views(
        self,
        agreements: tuple[Agreement, ...],
        named: frozenset[str],
        scope: Scope | None,
        by_law: Scope | None,
    ) -> tuple[View, ...]:
        """See the columns from every region: one view of each kind that agreements tell apart."""
        kinds = tuple(one.id for one in agreements), named
        return self._once(
            ("views", *kinds, scope, by_law),
            lambda: tuple(
                self.view(codes, scope, by_law)
                for codes in self._once(("kinds", *kinds), lambda: self._kinds(agreements, named))
            ),
        )

    def _kinds(
        self, agreements: tuple[Agreement, ...], named: frozenset[str]
    ) -> tuple[tuple[str, ...], ...]:
        """Sort all regions by the members that hold them; each named one stands alone."""
        found: dict[object, list[str]] = {}
        members = [self._members(one) for one in agreements]
        keys = zip(*members, strict=True) if members else ((),) * len(self._codes)
        for code, key in zip(self._codes, keys, strict=True):
            if code not in named:
                found.setdefault(key, []).append(code)
        return tuple(
            tuple(some) for some in (*found.values(), *([one] for one in sorted(named))) if some
        )

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        """Every region that may be competent, as far as any ground can tell."""
        members = (code for some in self._by_name.values() for one in some for code in one.members)
        return tuple(dict.fromkeys((*self.columns, *members, *self.registry.geography.codes())))

    @cached_property
    def _inside(self) -> dict[str, list[int]]:
        """By code: the numbers of the regions that lie in it."""
        found: dict[str, list[int]] = {}
        for number, code in enumerate(self._codes):
            for ancestor in self.registry.geography.ancestors(code):
                found.setdefault(ancestor, []).append(number)
        return found

    def _members(self, agreement: Agreement) -> list[str | None]:
        return self._once(("members", agreement.id), lambda: self._innermost(agreement))

    def _innermost(self, agreement: Agreement) -> list[str | None]:
        """Tell the innermost member of every region: inner ones overwrite those around them."""
        found: list[str | None] = [None] * len(self._codes)
        ancestors = self.registry.geography.ancestors
        for member in sorted(agreement.members, key=lambda code: len(ancestors(code))):
            for number in self._inside[member]:
                found[number] = member
        return found

    def _span(self, code: str, scope: Scope | None, by_law: Scope | None) -> int:
        """HR-5: the columns in the scope seen from a region, or where a statute lets one choose."""
        plane = 0
        for one in (scope, by_law):
            plane |= 0 if one is None else self.below(self._area(code, one))
        return plane

    def _area(self, code: str, scope: Scope) -> str:
        return self._once(
            ("area", code, scope), lambda: area_of(code, scope, self.registry.geography)
        )

    def _once(self, key: object, make: Callable[[], T]) -> T:
        """Remember what was made."""
        if key not in self._found:
            self._found[key] = make()
        found: T = self._found[key]  # type: ignore[assignment]  # what was made under this key
        return found
