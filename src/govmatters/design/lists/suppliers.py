"""Who has a paper: the authorities whose matters issue it near by, or that defined its type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

import attrs

from govmatters.codes.licence_types import LicenceTypeCode, read_licence_type_code
from govmatters.errors import CodeError
from govmatters.measures.supplies import Supplier
from govmatters.model import MaterialType, Matter
from govmatters.registry import Registry

__all__ = ["Suppliers"]


@attrs.frozen
class Suppliers:
    """
    The authorities of a registry that have papers.

    Attributes:
        registry: Any.
        on: The day.
    """

    registry: Registry
    on: dt.date

    @cached_property
    def _issuers(self) -> dict[str, tuple[Matter, ...]]:
        """The matters of the day by the types that they issue on the day, each by id."""
        found: dict[str, dict[str, Matter]] = {}
        for key in sorted(self.registry.matters):
            matter = self.registry.matter_on(key, self.on)
            for output in (matter.outputs or ()) if matter is not None else ():
                found.setdefault(output.paper.type, {})[key] = matter  # type: ignore[assignment]
        return {kind: tuple(some.values()) for kind, some in found.items()}

    @cached_property
    def _coded(self) -> dict[str, str]:
        """The authorities by credit code; of two with the same, the first by id."""
        records = sorted(self.registry.authorities.records, key=lambda one: one.id, reverse=True)
        return {one.uscc: one.id for one in records if one.uscc is not None}

    def is_issued(self, kind: str) -> bool:
        """Say whether some matter issues papers of a type on the day."""
        return kind in self._issuers

    def of(self, kind: str, region: str | None) -> tuple[Supplier, ...]:
        """
        Find who has papers of a type, seen from where they are needed.

        Args:
            kind: Id of the material type.
            region: Code of the region of whoever needs it; None: not known.

        Returns:
            The authorities of the matters that issue it in the smallest area around the region
            in which anybody does; else the authority whose credit code the e-licence's type
            code begins with. By id; empty: nobody is known to have it.
        """
        if (kind, region) not in self._found:
            self._found[kind, region] = self._search(kind, region)
        return self._found[kind, region]

    @cached_property
    def _found(self) -> dict[tuple[str, str | None], tuple[Supplier, ...]]:
        return {}

    def _search(self, kind: str, region: str | None) -> tuple[Supplier, ...]:
        by_authority: dict[str, list[str]] = {}
        for matter in self._near(self._issuers.get(kind, ()), region):
            if matter.authority is not None:
                by_authority.setdefault(matter.authority, []).append(matter.id)
        if by_authority:
            return tuple(
                Supplier(authority=key, matters=tuple(by_authority[key]))
                for key in sorted(by_authority)
            )
        owner = self._coded.get(_owner_code(self.registry.material_types[kind]))
        return () if owner is None else (Supplier(authority=owner, matters=()),)

    def _near(self, issuers: tuple[Matter, ...], region: str | None) -> Iterable[Matter]:
        """Keep those in the smallest area around a region that has any."""
        regions = self.registry.geography
        placed = [one for one in issuers if one.region is not None and one.authority is not None]
        for area in () if region is None else regions.ancestors(region):
            inside = [one for one in placed if regions.within(one.region or "", area)]
            if inside:
                return inside
        return issuers


def _owner_code(kind: MaterialType) -> str:
    """Give the credit code of the body that defined a type; empty if none is known."""
    if kind.elicence is None or kind.elicence.type is None:
        return ""
    try:
        code = read_licence_type_code(kind.elicence.type)
    except CodeError:
        return ""
    return code.authority if isinstance(code, LicenceTypeCode) else ""
