"""Bundles (“一件事”): matters that are handled together for one event."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs

from govmatters.conditions import Answer, Condition
from govmatters.model.exemptions import Mechanism
from govmatters.model.materials import Material
from govmatters.model.matters import Audience
from govmatters.model.papers import Paper
from govmatters.model.provenance import Confidence

__all__ = ["Bundle", "BundleMatter", "Counts", "Form", "OneOf", "Published", "PublishedPaper"]


class Counts(StrEnum):
    """What an authority counted when it published a number of materials."""

    ROWS = "rows"
    PAPERS = "papers"
    LISTED = "listed"


@attrs.frozen(kw_only=True)
class BundleMatter:
    """
    A matter's place in a bundle.

    Attributes:
        matter: Id of the matter.
        alias: The name under which plans show it, for a matter that comes twice (the
            file's key ``as``).
        when: The condition under which it applies; None: always.
        roles: (the matter's role, the bundle's role), sorted; same names match by themselves.
    """

    matter: str
    alias: str | None = None
    when: Condition | None = None
    roles: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """How plans name it: unique in the bundle."""
        return self.alias or self.matter


@attrs.frozen(kw_only=True)
class OneOf:
    """
    Matters of which exactly one applies (AP-1).

    Attributes:
        one_of: Two or more.
        none_allowed: Whether none may apply (the file's ``none: allowed``).
    """

    one_of: tuple[BundleMatter, ...]
    none_allowed: bool = False


@attrs.frozen(kw_only=True)
class Form:
    """
    The bundle's one form (多表合一, PL-3).

    Attributes:
        type: Id of its material type (the file's key ``is``).
        replaces: Ids of the material types that it replaces.
    """

    type: str
    replaces: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class PublishedPaper:
    """A paper of a published list, and by which mechanism it is said to be spared."""

    paper: Paper
    by: Mechanism | None = None


@attrs.frozen(kw_only=True)
class Published:
    """
    What the authority claims; audited, never trusted.

    Attributes:
        materials_before: How many materials before, by its own count.
        materials_after: How many after.
        days_before: Working days before.
        days_after: Working days after.
        trips_before: Trips before.
        trips_after: Trips after.
        steps_before: Steps before.
        steps_after: Steps after.
        counts: What it counted, if known.
        papers: The published list, in its order; None if there is none (the key ``list``).
        source: Id of the source.
        confidence: How sure the record is.
    """

    materials_before: int | None = None
    materials_after: int | None = None
    days_before: int | None = None
    days_after: int | None = None
    trips_before: int | None = None
    trips_after: int | None = None
    steps_before: int | None = None
    steps_after: int | None = None
    counts: Counts | None = None
    papers: tuple[PublishedPaper, ...] | None = None
    source: str | None = None
    confidence: Confidence | None = None


@attrs.frozen(kw_only=True)
class Bundle:
    """
    Matters handled together for one event.

    Attributes:
        id: Unique among bundles.
        name: Its Chinese name.
        region: Code of the region where it is handled.
        entries: Its matters and choices of matters, at least one (the file's key
            ``matters``).
        event: What happened.
        audience: Whom it is for.
        lead: Id of the leading authority.
        roles: Its subjects besides ``applicant``; None if it declares none.
        after: Order that papers do not show: (who waits, for whom), by keys of matters.
        window: The desk of all its matters; None: each keeps its own.
        form: Its one form.
        accepts_when: Whom the bundle is for (AP-5).
        given: (question, answer) that the bundle settles, sorted; never asked.
        materials: Its own rows (RD-6).
        steps: Its steps; None: one application is one step.
        promised_working_days: Its own promise; only audited.
        published: What the authority claims.
        source: Id of the source.
        confidence: How sure the record is.
    """

    id: str
    name: str
    region: str
    entries: tuple[BundleMatter | OneOf, ...]
    event: str | None = None
    audience: Audience | None = None
    lead: str | None = None
    roles: tuple[str, ...] | None = None
    after: tuple[tuple[str, str], ...] = ()
    window: str | None = None
    form: Form | None = None
    accepts_when: Condition | None = None
    given: tuple[tuple[str, Answer], ...] = ()
    materials: tuple[Material, ...] = ()
    steps: int | None = None
    promised_working_days: int | None = None
    published: Published | None = None
    source: str | None = None
    confidence: Confidence | None = None

    @property
    def matters(self) -> tuple[BundleMatter, ...]:
        """Every matter's place, with those of ``one_of``, in the order of the file."""
        return tuple(self._places())

    def _places(self) -> Iterator[BundleMatter]:
        for entry in self.entries:
            if isinstance(entry, OneOf):
                yield from entry.one_of
            else:
                yield entry
