"""Chinese names of what the lists of a data bureau only have ids of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from govmatters.measures.supplies import AskedRow, Means, Supplier, Use
from govmatters.model import Need
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.tables import Table

__all__ = ["ListNames"]

_NEEDS = {Need.OPTIONAL: "非必要", Need.DEFERRABLE: "可容缺"}


@attrs.frozen
class ListNames:
    """
    Names of records.

    Attributes:
        registry: Holds them.
        labels: Whether ids stand beside names.
    """

    registry: Registry
    labels: Labels

    def authority(self, key: str | None) -> str:
        """Name an authority that needs something."""
        if key is None:
            return self.labels("unknown_authority")
        return self.labels.beside(self.registry.authorities[key].name, key)

    def suppliers(self, suppliers: Iterable[Supplier]) -> str:
        """Name authorities that have something."""
        names = "；".join(self.authority(one.authority) for one in suppliers)
        return names or self.labels("unknown_supplier")

    def type(self, key: str) -> str:
        """Name a material type."""
        return self.labels.beside(self.registry.material_types[key].name, key)

    def record(self, noun: str, key: str) -> str:
        """Name a matter, bundle, catalogue item or material type; others by their ids."""
        tables: dict[str, Table[Any]] = {
            "matter": self.registry.matters,
            "bundle": self.registry.bundles,
            "catalogue item": self.registry.catalogue,
            "material type": self.registry.material_types,
        }
        found = tables.get(noun)
        return self.labels.beside(found[key].name, key) if found is not None else key

    def matters(self, keys: Iterable[str]) -> str:
        """Name several matters."""
        return "；".join(self.record("matter", key) for key in keys)

    def uses(self, uses: Iterable[Use]) -> str:
        """Say what asks for a paper, of whom, and where in its list."""
        return "；".join(self.use(use) for use in uses)

    def use(self, use: Use) -> str:
        """Say what asks for a paper, of whom, and where in its list."""
        name = self.record(use.noun, use.id)
        whose = self.labels.role(use.paper.subject)
        return f"{name}（{whose}，{self.rows(use.rows)}）"

    def rows(self, rows: Iterable[AskedRow]) -> str:
        """Write places in a list, with how firmly and when they ask."""
        return "、".join(map(_row, rows))

    def means(self, means: Iterable[Means]) -> str:
        """Write mechanisms with their bases, each once."""
        return "；".join(dict.fromkeys(self._means(means)))

    def _means(self, means: Iterable[Means]) -> Iterator[str]:
        for one in means:
            when = "" if one.when is None else f"〔{one.when}〕"
            basis = "" if one.basis is None else f"（{one.basis}）"
            yield f"{self.labels.beside(one.by.name_zh, one.exemption)}{when}{basis}"


def _row(row: AskedRow) -> str:
    """Write ``第2项之1（可容缺）〔when〕``."""
    way = "" if row.alternative is None else f"之{row.alternative}"
    need = f"（{_NEEDS[row.need]}）" if row.need in _NEEDS else ""
    when = "".join(f"〔{one}〕" for one in row.when)
    return f"第{row.place}项{way}{need}{when}"
