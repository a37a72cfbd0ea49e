"""Whether matters can be handled from outside their own city (跨域通办)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from govmatters.codes.regions import Regions
from govmatters.measures.handling.matrices import HandlingMatrix, Planes
from govmatters.model import Matter, Scope
from govmatters.registry import Registry
from govmatters.rules.handling.areas import area_of
from govmatters.rules.handling.values import Way
from govmatters.tables import Table

__all__ = ["Outside", "at_home"]


def at_home(registry: Registry) -> Registry:
    """
    Take every matter at its own region, whoever applies.

    Args:
        registry: Any.

    Returns:
        The registry in which no answer names the competent region of a matter: an indicator is
        about the matters that a region handles, not about one applicant.
    """
    return attrs.evolve(
        registry,
        matters=_without_question(registry.matters),
        catalogue=_without_question(registry.catalogue),
    )


def _without_question(matters: Table[Matter]) -> Table[Matter]:
    return Table(matters.noun, tuple(attrs.evolve(one, competent=None) for one in matters.records))


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Outside:
    """
    Matters seen from everywhere, with the cities that they belong to.

    Attributes:
        regions: The regions there are.
        matrix: Holds the matters.
    """

    regions: Regions
    matrix: HandlingMatrix

    def reaches(self, matter: Matter) -> bool | None:
        """
        Say whether a matter can be handled from anywhere outside its own city.

        Args:
            matter: One of the matrix.

        Returns:
            Whether some way but the local one is open from some place outside (HR-3 to HR-7);
            None: it is not decided.
        """
        if matter.region is None:
            return None
        outside = ~self._inside(area_of(matter.region, Scope.CITY, self.regions))
        planes = [one for way, one in self._rows[matter.id].items() if way is not Way.LOCAL]
        if any(one.open & outside for one in planes):
            return True
        return None if any(one.possible & outside for one in planes) else False

    @cached_property
    def _rows(self) -> dict[str, Mapping[Way, Planes]]:
        return dict(zip(self.matrix.matters, self.matrix.rows, strict=True))

    @cached_property
    def _known(self) -> dict[str, int]:
        """Planes of cities found so far: a cache, which holds no more than the tables do."""
        return {}

    def _inside(self, city: str) -> int:
        """Tell which columns lie in a city, as a plane."""
        if city not in self._known:
            self._known[city] = sum(
                1 << number
                for number, code in enumerate(self.matrix.regions)
                if city in self.regions.ancestors(code)
            )
        return self._known[city]
