"""Which matters a made-up registry has, of which catalogue item and in which region, by number."""

from __future__ import annotations

from functools import cached_property

import attrs

from govmatters.codes.national_regions import last_year, national_names

__all__ = ["Grid", "counties"]


@attrs.frozen
class Grid:
    """
    Matters laid out over catalogue items and regions: any of them is found by arithmetic.

    Attributes:
        matters: How many there are, at least 1.
        items: How many catalogue items; 0: each matter states everything itself.
        regions: Codes, at least one.
    """

    matters: int
    items: int
    regions: tuple[str, ...]

    @property
    def _width(self) -> int:
        """How many matters stand in a line: one an item."""
        return self.items or self.matters

    @property
    def _step(self) -> int:
        """How many regions lie between two implementations of an item."""
        lines = -(-self.matters // self._width)
        return max(1, len(self.regions) // lines)

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """The provinces of the regions, sorted."""
        return tuple(sorted({f"{region[:2]}0000" for region in self.regions}))

    @cached_property
    def has_counties(self) -> bool:
        """Whether some region is a county, or lies in one."""
        return not all(region.endswith("00") for region in self.regions)

    def item_of(self, number: int) -> int:
        """Tell the catalogue item of a matter."""
        return number % self._width

    def region_of(self, number: int) -> str:
        """Tell the region of a matter."""
        line, place = divmod(number, self._width)
        return self.regions[(place + line * self._step) % len(self.regions)]

    def bundle(self, number: int) -> tuple[str, list[int]]:
        """
        Find the matters of which a bundle can be.

        Args:
            number: Which bundle, from 0; each goes to another region, as far as there are.

        Returns:
            (the region, the numbers of its matters, at least one).
        """
        count = len(self.regions)
        order = ((number + further) % count for further in range(count))
        return next((self.regions[one], found) for one in order if (found := self._matters_in(one)))

    def _matters_in(self, region: int) -> list[int]:
        """List the matters of a region, which is named by its place."""
        count, found = len(self.regions), list[int]()
        for line in range(-(-self.matters // self._width)):
            first = (region - line * self._step) % count
            begin, end = line * self._width, min((line + 1) * self._width, self.matters)
            found.extend(range(begin + first, end, count))
        return found


def counties(number: int) -> tuple[str, ...]:
    """
    Choose counties, spread over the nation.

    Args:
        number: How many, at least 1.

    Returns:
        Codes of counties in force, sorted; all of them if there are fewer.
    """
    found = sorted(
        code
        for code, names in national_names().items()
        if not code.endswith("00") and last_year(names) is None and names[-3:] not in _HEADINGS
    )
    number = min(number, len(found))
    return tuple(found[place * len(found) // number] for place in range(number))


_HEADINGS = frozenset({"市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划"})
