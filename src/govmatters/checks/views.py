"""What the checks look at: a registry on a day or on all days, and every condition in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property

import attrs

from govmatters.conditions import Answer, Condition
from govmatters.model import Bundle, Finding, Material, Matter, OneOf, Severity, holds_on
from govmatters.registry import Registry

__all__ = ["Stated", "View"]


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

    def finding(
        self,
        check: str,
        severity: Severity,
        record: tuple[str, str],
        message: str,
        advice: str,
        basis: str | None = None,
    ) -> Finding:
        """
        Make a finding.

        Args:
            check: Id of the check.
            severity: How bad it is.
            record: (noun, id) of the record that is to be mended.
            message: What is wrong.
            advice: What to do.
            basis: Number of the rule.

        Returns:
            The finding, with the place from which the record came.
        """
        return Finding(
            check=check,
            severity=severity,
            subject=" ".join(record),
            message=message,
            advice=advice,
            place=self.whole.origins.get(record),
            basis=basis,
        )


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
