"""The registry: every record as one immutable value, by id, on a day, with a digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from govmatters.codes.regions import Regions
from govmatters.conditions import Question
from govmatters.errors import UnknownIdError
from govmatters.model import (
    Agreement,
    Authority,
    Bundle,
    Exemption,
    MaterialType,
    Matter,
    OneOf,
    Region,
    Source,
    Target,
    Task,
    holds_on,
)
from govmatters.tables import Table

if TYPE_CHECKING:
    import networkx as nx

    from govmatters.model import BundleMatter, ELicence, Material, Output

__all__ = ["Registry"]

_Dated = TypeVar("_Dated", "Material", "Exemption", "Output", "Agreement", "Matter", "ELicence")
_BUNDLE = "it is a bundle: use gm.bundle_handling, or gm.plan"
_MATTER = "it is a matter: use gm.handling, or the id of a bundle"

_NOT_INHERITED = frozenset({"id", "of", "name", "source", "confidence"})


def _table(noun: str) -> Table:  # type: ignore[type-arg]
    """Make the field of one noun, filled from any iterable of records."""

    def convert(records: Iterable) -> Table:  # type: ignore[type-arg]
        return records if isinstance(records, Table) else Table.of(noun, records)

    return attrs.field(default=(), converter=convert)  # type: ignore[no-any-return]


@attrs.frozen(kw_only=True)
class Registry:
    """
    All that a government publishes about its matters, as one value.

    Two registries of equal content are equal and have equal digests, in whatever order
    files and records stood. A registry never changes, so that threads may share it, and it
    can be pickled.

    Attributes:
        sources: Publications that records rest on.
        regions: Regions that the national table lacks.
        authorities: Who handles matters.
        material_types: Kinds of paper.
        questions: What conditions look at.
        catalogue: Catalogue items; matters inherit from them.
        matters: Matters as they were written; see `matter` for what they inherit.
        exemptions: Why papers need not be handed in.
        bundles: Matters handled together.
        agreements: On handling elsewhere.
        targets: What regions want to reach.
        tasks: What a plan has somebody do by some day.
        origins: (noun, id) to ``file:line``, for findings; no part of the content.
    """

    sources: Table[Source] = _table("source")
    regions: Table[Region] = _table("region")
    authorities: Table[Authority] = _table("authority")
    material_types: Table[MaterialType] = _table("material type")
    questions: Table[Question] = _table("question")
    catalogue: Table[Matter] = _table("catalogue item")
    matters: Table[Matter] = _table("matter")
    exemptions: Table[Exemption] = _table("exemption")
    bundles: Table[Bundle] = _table("bundle")
    agreements: Table[Agreement] = _table("agreement")
    targets: Table[Target] = _table("target")
    tasks: Table[Task] = _table("task")
    origins: Mapping[tuple[str, str], str] = attrs.field(factory=dict, eq=False, repr=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content, in hexadecimal; the order of records does not count."""
        from govmatters.model.contents import joint_digest  # noqa: PLC0415 (slow to import)

        return joint_digest(
            (field.name, getattr(self, field.name).kept)
            for field in attrs.fields(Registry)
            if field.eq
        )

    @cached_property
    def geography(self) -> Regions:
        """The national regions together with the registry's own."""
        return Regions(tuple((r.id, r.name, r.parent) for r in self.regions.records))

    @cached_property
    def exemptions_by_type(self) -> dict[str, tuple[Exemption, ...]]:
        """Exemptions by the material type that they are of, in the order of their ids."""
        found: dict[str, list[Exemption]] = {}
        for exemption in self.exemptions.records:
            found.setdefault(exemption.of, []).append(exemption)
        return {of: tuple(some) for of, some in found.items()}

    @cached_property
    def agreements_by_member(self) -> dict[str, tuple[str, ...]]:
        """Ids of agreements by the code of each of their members, in the order of the ids."""
        found: dict[str, list[str]] = {}
        for agreement in self.agreements.records:
            for member in dict.fromkeys(agreement.members):
                found.setdefault(member, []).append(agreement.id)
        return {member: tuple(some) for member, some in found.items()}

    def matter(self, key: str) -> Matter:
        """
        Look up a matter with all that it inherits (AP-4).

        Args:
            key: The matter's id.

        Returns:
            The matter: each field that it does not state is its catalogue item's; the
            region, if neither states one, is the authority's. What nobody states is None.

        Raises:
            UnknownIdError: If there is no such matter.
        """
        if key not in self.matters and key in self.bundles:
            raise UnknownIdError(noun="matter", id=key, known=tuple(self.matters), advice=_BUNDLE)
        matter = self.matters[key]
        if matter.of is not None:
            item = self.catalogue[matter.of]
            inherited = {
                field.name: getattr(item, field.name)
                for field in attrs.fields(Matter)
                if field.name not in _NOT_INHERITED and getattr(matter, field.name) is None
            }
            matter = attrs.evolve(matter, **inherited)
        if matter.region is None and matter.authority is not None:
            matter = attrs.evolve(matter, region=self.authorities[matter.authority].region)
        return matter

    def bundle(self, key: str) -> Bundle:
        """
        Look up a bundle.

        Args:
            key: The bundle's id.

        Returns:
            The bundle.

        Raises:
            UnknownIdError: If there is no such bundle; of a matter's id it says that it is one.
        """
        if key not in self.bundles and key in self.matters:
            raise UnknownIdError(noun="bundle", id=key, known=tuple(self.bundles), advice=_MATTER)
        return self.bundles[key]

    def matter_on(self, key: str, on: dt.date) -> Matter | None:
        """
        Look up a matter as it is on a day (AP-3, AP-4).

        Args:
            key: The matter's id.
            on: The day.

        Returns:
            The matter with what it inherits and with the rows and outputs of the day; None
            if the matter itself does not exist on that day.

        Raises:
            UnknownIdError: If there is no such matter on any day.
        """
        matter = self.matter(key)
        if not _exists(matter, on):
            return None
        return _dated(matter, on)

    def on(self, day: dt.date) -> Registry:
        """
        Take the view on a day (AP-3).

        Args:
            day: The day.

        Returns:
            The registry with the matters, rows, outputs, exemptions, agreements, e-licences and
            bans on sharing that exist on that day; a bundle keeps the matters that do.
        """
        matters = tuple(
            _dated(matter, day)
            for matter in self.matters.records
            if _exists(self.matter(matter.id), day)
        )
        keys = frozenset(matter.id for matter in matters)
        changed: dict[str, Any] = {
            "material_types": (_type_on(one, day) for one in self.material_types.records),
            "catalogue": (_dated(item, day) for item in self.catalogue.records),
            "matters": matters,
            "exemptions": _existing(self.exemptions.records, day),
            "bundles": (_narrowed(bundle, keys) for bundle in self.bundles.records),
            "agreements": _existing(self.agreements.records, day),
        }
        return attrs.evolve(self, **changed)

    def graph(self) -> nx.MultiDiGraph[str]:
        """
        Draw the registry as a graph.

        Returns:
            Nodes and edges as `govmatters.graph.registry_graph` documents them.
        """
        from govmatters.graph import registry_graph  # noqa: PLC0415 (networkx is slow to import)

        return registry_graph(self)


def _exists(record: _Dated, day: dt.date) -> bool:
    return holds_on(day, since=record.since, until=record.until)


def _existing(records: Iterable[_Dated], day: dt.date) -> tuple[_Dated, ...]:
    return tuple(record for record in records if _exists(record, day))


def _dated(matter: Matter, day: dt.date) -> Matter:
    """Keep the rows and outputs of the day; not stated stays not stated."""
    rows, outputs = matter.materials, matter.outputs
    return attrs.evolve(
        matter,
        materials=None if rows is None else _existing(rows, day),
        outputs=None if outputs is None else _existing(outputs, day),
    )


def _type_on(kind: MaterialType, day: dt.date) -> MaterialType:
    gone = [
        name
        for name in ("elicence", "unshareable")
        if (part := getattr(kind, name)) is not None and not _exists(part, day)
    ]
    changed: dict[str, Any] = dict.fromkeys(gone)
    return attrs.evolve(kind, **changed) if gone else kind


def _narrowed(bundle: Bundle, matters: frozenset[str]) -> Bundle:
    """Keep the places whose matter exists, and the order among them."""
    entries: list[BundleMatter | OneOf] = []
    for entry in bundle.entries:
        if isinstance(entry, OneOf):
            left = tuple(place for place in entry.one_of if place.matter in matters)
            entries.extend([attrs.evolve(entry, one_of=left)] if left else [])
        elif entry.matter in matters:
            entries.append(entry)
    narrowed = attrs.evolve(bundle, entries=tuple(entries))
    keys = {place.key for place in narrowed.matters}
    after = tuple(pair for pair in bundle.after if keys.issuperset(pair))
    return attrs.evolve(narrowed, after=after)
