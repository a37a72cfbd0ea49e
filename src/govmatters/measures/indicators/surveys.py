"""What is looked at: the matters and bundles of a region, an authority, a level, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property

import attrs

from govmatters.errors import UnknownIdError
from govmatters.measures.handling.judging import handling_matrix
from govmatters.measures.indicators.cuts import reduction_on
from govmatters.measures.indicators.outside import Outside, at_home
from govmatters.measures.reduction import Reduction
from govmatters.model import Bundle, Level, Matter
from govmatters.registry import Registry

__all__ = ["Survey", "survey_of"]


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Survey:
    """
    A view of a registry.

    A record that does not state by what it would be chosen is in view, and it is not known
    whether it counts: silence takes nothing out of a denominator.

    Attributes:
        registry: Holds the records.
        on: The day.
        region: Code of a region, with all below it; None: everywhere.
        authority: Id of an authority; None: all.
        level: At which level matters are handled; None: at any.
    """

    registry: Registry
    on: dt.date
    region: str | None = None
    authority: str | None = None
    level: Level | None = None

    @cached_property
    def matters(self) -> tuple[tuple[Matter, tuple[str, ...]], ...]:
        """The matters in view by id, with the keys whose absence hides whether they belong."""
        return tuple(self._matters())

    @cached_property
    def bundles(self) -> tuple[tuple[Bundle, tuple[str, ...]], ...]:
        """The bundles in view by id, with the same keys; a bundle is its lead's."""
        found = self.registry.bundles.records
        chosen = ((one, self._hidden(one.region, one.lead, "lead")) for one in found)
        return tuple((one, hidden) for one, hidden in chosen if hidden is not None)

    def _matters(self) -> Iterator[tuple[Matter, tuple[str, ...]]]:
        for key in self.registry.matters:
            matter = self.registry.matter_on(key, self.on)
            hidden = None if matter is None else self._hides(matter)
            if matter is not None and hidden is not None:
                yield matter, hidden

    def _hides(self, matter: Matter) -> tuple[str, ...] | None:
        """Tell what hides whether a matter is in view; None if it is not."""
        hidden = self._hidden(matter.region, matter.authority, "authority")
        if hidden is None or self.level is None:
            return hidden
        if matter.levels is None:
            return (*hidden, "levels")
        return hidden if self.level in matter.levels else None

    def _hidden(self, region: str | None, who: str | None, key: str) -> tuple[str, ...] | None:
        """Tell what hides whether a record is in view; None if it is not."""
        hidden: list[str] = []
        if self.region is not None:
            if region is None:
                hidden.append("region")
            elif not self.registry.geography.within(region, self.region):
                return None
        if self.authority is not None:
            if who is None:
                hidden.append(key)
            elif who != self.authority:
                return None
        return tuple(hidden)

    def elsewhere(self, matter: Matter) -> bool | None:
        """
        Say whether a matter can be handled from anywhere outside its own city.

        Args:
            matter: One of those in view.

        Returns:
            As `Outside.reaches`.
        """
        return self._outside.reaches(matter)

    @cached_property
    def _outside(self) -> Outside:
        """Every matter that may be asked for often, seen from everywhere at once."""
        often = (matter.id for matter, _ in self.matters if matter.high_frequency is not False)
        matrix = handling_matrix(at_home(self.registry), on=self.on, matters=often)
        return Outside(regions=self.registry.geography, matrix=matrix)

    @cached_property
    def reductions(self) -> dict[str, Reduction | str]:
        """What each bundle in view removes, by id, or what keeps it from being measured."""
        return {one.id: reduction_on(self.registry, one.id, self.on) for one, _ in self.bundles}


def survey_of(
    registry: Registry,
    *,
    on: dt.date,
    region: str | None = None,
    authority: str | None = None,
    level: Level | str | None = None,
) -> Survey:
    """Check what narrows a view, and make the view; the arguments are those of `indicators`."""
    if region is not None:
        registry.geography.name(region)
    if authority is not None:
        registry.authorities[authority]
    if level is not None and level not in tuple(Level):
        raise UnknownIdError(noun="level", id=str(level), known=tuple(Level))
    chosen = None if level is None else Level(level)
    return Survey(registry=registry, on=on, region=region, authority=authority, level=chosen)
