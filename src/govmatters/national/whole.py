"""All implementations with what each states, inherits, and where it belongs, once a content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property

import attrs
import numpy as np

from govmatters.model import Authority, Bundle, Matter, holds_on
from govmatters.national.columns import Rows
from govmatters.national.layout import COLUMNS
from govmatters.national.reading import Records, matter_of
from govmatters.national.tables import with_tables
from govmatters.registry import Registry

__all__ = ["Whole"]

_NOT_INHERITED = frozenset({"id", "of", "name", "source", "confidence", "region", "authority"})
_INHERITED = tuple(one.name for one in attrs.fields(Matter) if one.name not in _NOT_INHERITED)


@attrs.frozen(eq=False, slots=False)
class Whole:
    """
    A national registry as its checks and indicators see it.

    A content is what implementations of one catalogue item state alike, apart from their ids,
    regions, authorities and codes.

    Attributes:
        records: All but the rows.
        rows: The rows.
    """

    records: Records
    rows: Rows

    @cached_property
    def items(self) -> dict[str, Matter]:
        """Every catalogue item by id."""
        ids = self.records.item_ids
        return dict(zip(ids, self.records.items(ids), strict=True))

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        """Every authority by id."""
        return {one.id: one for one in self.records.authorities()}

    @cached_property
    def bundles(self) -> tuple[Bundle, ...]:
        """The bundles whose matters are matters; those of catalogue items are templates."""
        named = [
            (one, sorted({place.matter for place in one.matters}))
            for one in self.records.common.bundles.records
        ]
        there = set(
            self.rows.ids_of(self.rows.places_of([key for _, keys in named for key in keys]))
        )
        return tuple(one for one, keys in named if there.issuperset(keys))

    @cached_property
    def stated(self) -> tuple[Matter, ...]:
        """What is stated, one for each text of the column ``differs``."""
        return self.records.contents(self.rows.differs.values)

    @cached_property
    def _contents(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Number the pairs of item and text: the item and the text of each, and each row's."""
        width = len(self.rows.differs.values) + 1
        pairs = (self.rows.of.numbers.astype(np.int64) + 1) * width + self.rows.differs.numbers
        distinct, numbers = np.unique(pairs, return_inverse=True)
        return distinct // width - 1, distinct % width, numbers.astype(np.int32)

    @property
    def contents(self) -> np.ndarray:
        """The content of each row, as a number."""
        return self._contents[2]

    @cached_property
    def content(self) -> tuple[Matter, ...]:
        """Each content with all that it inherits, but for region and authority."""
        items, texts, _ = self._contents
        return tuple(
            self._resolved(int(item), int(text)) for item, text in zip(items, texts, strict=True)
        )

    def _resolved(self, item: int, text: int) -> Matter:
        stated = self.stated[text]
        if item < 0:
            return stated
        above = self.items[self.rows.of.values[item]]
        missing = {
            name: getattr(above, name) for name in _INHERITED if getattr(stated, name) is None
        }
        named = matter_of(_bare(above.id), stated, above.name)
        return attrs.evolve(named, **missing)

    def having(self, holds: Callable[[Matter], bool]) -> np.ndarray:
        """
        Find the rows of whose content something holds.

        Args:
            holds: Says it of a content.

        Returns:
            A truth a row.
        """
        found = np.fromiter(map(holds, self.content), dtype=bool, count=len(self.content))
        return found[self.contents]  # type: ignore[no-any-return]

    def existing(self, on: dt.date | None) -> np.ndarray:
        """
        Find the rows that exist on a day (AP-3).

        Args:
            on: The day; None: whatever the day.

        Returns:
            A truth a row.
        """
        return self.having(lambda one: on is None or holds_on(on, since=one.since, until=one.until))

    @cached_property
    def authority_ids(self) -> tuple[str, ...]:
        """Ids of all authorities; `authority` holds places among them."""
        return self.records.authority_ids

    @cached_property
    def authority(self) -> np.ndarray:
        """The authority of each row, own or inherited; -1 for none."""
        places = {key: number for number, key in enumerate(self.authority_ids)}
        own = self.rows.authority.with_none([places[key] for key in self.rows.authority.values])
        above = [places.get(self.items[key].authority or "", -1) for key in self.rows.of.values]
        return np.where(own >= 0, own, self.rows.of.with_none(above))

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Codes of all regions that rows belong to; `region` holds places among them."""
        found = {*self.rows.region.values, *filter(None, self._authority_regions)}
        found.update(one.region for one in self.items.values() if one.region is not None)
        return tuple(sorted(found))

    @cached_property
    def _authority_regions(self) -> tuple[str | None, ...]:
        return self.records.authority_regions

    @cached_property
    def region(self) -> np.ndarray:
        """The region of each row, own or inherited, else the authority's; -1 for none."""
        places = {key: number for number, key in enumerate(self.regions)}
        own = self.rows.region.with_none([places[key] for key in self.rows.region.values])
        above = [places.get(self.items[key].region or "", -1) for key in self.rows.of.values]
        stated = np.where(own >= 0, own, self.rows.of.with_none(above))
        whose = [places.get(code or "", -1) for code in self._authority_regions]
        of_authority = np.append(np.asarray(whose, dtype=np.int32), np.int32(-1))[self.authority]
        return np.where(stated >= 0, stated, of_authority)

    def matters(self, rows: Sequence[int] | np.ndarray) -> tuple[Matter, ...]:
        """
        Give some implementations as they were written.

        Args:
            rows: Numbers of rows, without repetition.

        Returns:
            One a row, by id.
        """
        places = {text: number for number, text in enumerate(self.rows.differs.values)}
        return tuple(
            matter_of(
                row,
                self.stated[places[row["differs"] or ""]],
                self.items[row["of"]].name if row["of"] is not None else None,
            )
            for row in self.rows.read(rows)
        )

    @cached_property
    def _base(self) -> Registry:
        """All that is no row, sorted once for all samples."""
        return with_tables(
            self.records.common,
            catalogue=tuple(self.items.values()),
            authorities=tuple(self.authorities.values()),
            bundles=self.bundles,
        )

    def sample(self, rows: Sequence[int] | np.ndarray) -> Registry:
        """
        Make an ordinary registry of some rows, with all that is no row.

        Args:
            rows: Numbers of rows, without repetition.

        Returns:
            The registry.
        """
        return with_tables(self._base, matters=self.matters(rows))

    def lean(self, rows: Sequence[int] | np.ndarray) -> Registry:
        """
        Make a registry of some rows with all that they inherit, but for codes and guides' details.

        Args:
            rows: Numbers of rows, without repetition.

        Returns:
            The registry, without catalogue and bundles; an authority has its region only.
        """
        owners, codes = (*self.authority_ids, None), (*self.regions, None)
        windows, numbers = (*self.rows.window.values, None), self.rows.window.numbers
        matters = [
            attrs.evolve(
                one := self.content[self.contents[row]],
                id=key,
                of=None,
                authority=owners[self.authority[row]],
                region=codes[self.region[row]],
                window=windows[numbers[row]] or one.window,
            )
            for row, key in zip(rows, self.rows.ids_of(rows), strict=True)
        ]
        return with_tables(self.unowned, matters=matters)

    @cached_property
    def unowned(self) -> Registry:
        """All that is common but bundles, with authorities of which only the region is known."""
        owners = zip(self.authority_ids, self.records.authority_regions, strict=True)
        return with_tables(
            self.records.common,
            authorities=[Authority(id=key, name=key, region=code) for key, code in owners],
            bundles=(),
        )


def _bare(item: str) -> dict[str, str | None]:
    return {**dict.fromkeys(COLUMNS), "id": item, "of": item}
