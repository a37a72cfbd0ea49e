"""What the checks look at: a registry on a day or on all days, indexed once for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

import attrs

from govmatters.checks.catalogue import described
from govmatters.checks.witnesses import Truths, truths_of
from govmatters.checks.wording import counted
from govmatters.conditions import Answer, Condition
from govmatters.model import (
    Bundle,
    Exemption,
    Finding,
    Material,
    Matter,
    OneOf,
    Severity,
    holds_on,
)
from govmatters.registry import Registry

__all__ = ["Record", "Stated", "View", "days_meet"]

Record = tuple[str, str]
"""(noun, id) of a record."""


@attrs.frozen
class Stated:
    """
    A condition where it is stated.

    Attributes:
        noun: Of the record that states it.
        id: Of the record that states it.
        what: Which of the record's conditions, such as ``"`when` of row 2"``.
        condition: The condition.
        given: What the bundle that states it settles.
    """

    noun: str
    id: str
    what: str
    condition: Condition
    given: tuple[tuple[str, Answer], ...] = ()


@attrs.frozen
class View:
    """
    A registry as the checks see it.

    Attributes:
        whole: All records, whatever the day.
        on: The day; None: whatever the day.
    """

    whole: Registry
    on: dt.date | None = None

    @cached_property
    def registry(self) -> Registry:
        """The records of the day."""
        return self.whole if self.on is None else self.whole.on(self.on)

    @cached_property
    def matters(self) -> dict[str, Matter]:
        """The matters of the day by id, each with what it inherits (AP-4)."""
        found = {key: self.registry.matter(key) for key in self.registry.matters}
        return {
            key: one
            for key, one in found.items()
            if self.on is None or holds_on(self.on, since=one.since, until=one.until)
        }

    @cached_property
    def conditions(self) -> tuple[Stated, ...]:
        """Every condition, once, at the record that states it."""
        return tuple(_conditions(self.registry))

    @cached_property
    def exemptions(self) -> dict[tuple[str, str | None], tuple[Exemption, ...]]:
        """Exemptions by (type, matter); under the matter None, those of every matter."""
        found: dict[tuple[str, str | None], list[Exemption]] = {}
        for exemption in self.registry.exemptions.records:
            for matter in (None,) if exemption.matters is None else exemption.matters:
                found.setdefault((exemption.of, matter), []).append(exemption)
        return {key: tuple(some) for key, some in found.items()}

    @cached_property
    def _truths(self) -> dict[object, Truths | None]:
        return {}

    def truths(
        self, conditions: Sequence[Condition | None], given: tuple[tuple[str, Answer], ...] = ()
    ) -> Truths | None:
        """
        Evaluate conditions together, once for all who state the same ones.

        Args:
            conditions: None is always true.
            given: Answers that are settled.

        Returns:
            As `govmatters.checks.witnesses.truths_of`.
        """
        key = (tuple(conditions), given)
        if key not in self._truths:
            self._truths[key] = truths_of(self.registry, conditions, given)
        return self._truths[key]

    def owner(self, matter: Matter, field: str) -> Record:
        """
        Tell which record states a field of a matter, and so is to be mended.

        Args:
            matter: One of `matters`.
            field: Name of an attribute.

        Returns:
            The catalogue item if the matter inherits the field, else the matter.
        """
        own = getattr(self.registry.matters[matter.id], field)
        if own is None and matter.of is not None and getattr(matter, field) is not None:
            return ("catalogue item", matter.of)
        return ("matter", matter.id)

    def regions_meet(self, one: Iterable[str] | None, other: Iterable[str] | None) -> bool:
        """
        Say whether some region lies in one of each.

        Args:
            one: Codes of regions, each with all below; None: everywhere.
            other: The same.

        Returns:
            Whether they have a region in common.
        """
        if one is None or other is None:
            return True
        within, others = self.registry.geography.within, tuple(other)
        return any(within(a, b) or within(b, a) for a in one for b in others)

    def finding(
        self,
        check: str,
        record: Record,
        message: str,
        advice: str,
        *,
        severity: Severity | None = None,
        basis: str | None = None,
    ) -> Finding:
        """
        Make a finding.

        Args:
            check: Id of the check.
            record: (noun, id) of the record that is to be mended.
            message: What is wrong.
            advice: What to do.
            severity: How bad it is; as the catalogue says if left out.
            basis: What it rests on; as the catalogue says if left out.

        Returns:
            The finding, with the place from which the record came.

        Raises:
            ValueError: If the catalogue has no such check, and no severity is given.
        """
        known = described().get(check)
        if severity is None and known is None:
            msg = f"{check!r} is no check of the package: give the finding a severity"
            raise ValueError(msg)
        return Finding(
            check=check,
            severity=severity or known.severity,  # type: ignore[union-attr]
            subject=" ".join(record),
            message=message,
            advice=advice,
            place=self.whole.origins.get(record),
            basis=basis or (known.basis if known is not None else None),
        )

    def listing(
        self,
        check: str,
        record: Record,
        message: str,
        advice: str,
        items: Iterable[str],
        *,
        severity: Severity | None = None,
    ) -> Finding:
        """
        Make a finding that lists things, which a baseline accepts one by one.

        Args:
            check: Id of the check.
            record: (noun, id) of the record that is to be mended.
            message: What is wrong; it may name some of the things, and cut them.
            advice: What to do.
            items: All the things, in any order, each in full; one that comes twice counts twice.
            severity: How bad it is; as the catalogue says if left out.

        Returns:
            The finding, with the things as data.

        Raises:
            ValueError: If the catalogue has no such check, and no severity is given.
        """
        found = self.finding(check, record, message, advice, severity=severity)
        return attrs.evolve(found, items=counted(items))


class _Dated(Protocol):
    @property
    def since(self) -> dt.date | None: ...
    @property
    def until(self) -> dt.date | None: ...


def days_meet(one: _Dated, other: _Dated) -> bool:
    """Say whether there is a day on which both records exist (AP-3)."""
    since = max(one.since or dt.date.min, other.since or dt.date.min)
    return since <= min(one.until or dt.date.max, other.until or dt.date.max)


def _conditions(registry: Registry) -> Iterator[Stated]:
    for table in (registry.catalogue, registry.matters):
        for matter in table.records:
            stated = [("`accepts_when`", matter.accepts_when), *_of_rows(matter.materials or ())]
            yield from _stated(table.noun, matter.id, stated)
    for exemption in registry.exemptions.records:
        yield from _stated("exemption", exemption.id, [("`when`", exemption.when)])
    for bundle in registry.bundles.records:
        yield from _stated("bundle", bundle.id, _of_bundle(bundle), bundle.given)


def _stated(
    noun: str,
    key: str,
    conditions: Iterable[tuple[str, Condition | None]],
    given: tuple[tuple[str, Answer], ...] = (),
) -> Iterator[Stated]:
    for what, condition in conditions:
        if condition is not None:
            yield Stated(noun, key, what, condition, given)


def _of_rows(rows: Iterable[Material]) -> Iterator[tuple[str, Condition | None]]:
    for place, row in enumerate(rows, start=1):
        yield f"`when` of row {place}", row.when
        for position, alternative in enumerate(row.alternatives, start=1):
            yield f"`when` of row {place}, alternative {position}", alternative.when


def _of_bundle(bundle: Bundle) -> Iterator[tuple[str, Condition | None]]:
    yield "`accepts_when`", bundle.accepts_when
    for entry in bundle.entries:
        for place in entry.one_of if isinstance(entry, OneOf) else (entry,):
            yield f"`when` of its matter {place.key}", place.when
    yield from _of_rows(bundle.materials)
