"""What applies (AP), and what exemptions spare (EX-1 to EX-3), for complete facts on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs
from tests.oracle.conditions import truth
from tests.oracle.places import lies_in

__all__ = ["OWN", "AmbiguityError", "Ask", "Row", "Scene", "scene_of"]

OWN = ""
"""Stands for the bundle where a matter's key is wanted: the key of its own materials."""

Holds = Callable[[str | None], bool]


class AmbiguityError(Exception):
    """Two entries of one ``one_of`` hold (AP-1)."""


@attrs.frozen
class Ask:
    """
    One paper of one alternative of one row of one matter.

    Attributes:
        matter: The matter's key; `OWN` for the bundle's own rows.
        place: The row's place in its matter's list, from 1.
        position: The alternative's place in the row, from 0.
        type: The paper's type.
        role: Whose paper, in the matter's own words.
        subject: Whose paper, in the bundle's words.
        copies: How many.
        shared: Whether two matters may mean the same paper.
        existing: Whether it is wanted as it was before the bundle.
        deferrable: Whether it may come later.
        exemptions: (id, mechanism) of those that hold.
    """

    matter: str
    place: int
    position: int
    type: str
    role: str
    subject: str
    copies: int
    shared: bool
    existing: bool
    deferrable: bool
    exemptions: tuple[tuple[str, str], ...]

    @property
    def paper(self) -> str:
        """The paper, as a text."""
        return f"{self.type} of {self.subject}"


@attrs.frozen
class Row:
    """
    One row of an applying matter.

    Attributes:
        matter: The matter's key; `OWN` for the bundle's own rows.
        place: Its place in its matter's list, from 1.
        applies: Whether its ``when`` holds.
        need: ``required``, ``optional`` or ``deferrable``.
        alternatives: The papers of each, in the order of the file.
        open: Which of the alternatives are open, as positions.
    """

    matter: str
    place: int
    applies: bool
    need: str
    alternatives: tuple[tuple[Ask, ...], ...]
    open: tuple[int, ...]

    @property
    def counts(self) -> bool:
        """AP-2: the row has a part in counts, choices, waits and deadlocks."""
        return self.applies and self.need != "optional" and bool(self.open)


@attrs.frozen
class Scene:
    """
    A bundle as it is for complete facts, on a day, in a region.

    Attributes:
        document: The whole document.
        bundle: The bundle's record.
        on: The day, as text.
        region: Where the bundle is handled.
        held: Papers owned already, as texts.
        holds: Whether a condition is true.
        bundle_refused: AP-5.
        matters: Key → record of those that apply and are not refused; with what they inherit.
        refused: Key → record of those that apply and are refused.
        roles: Key → own role → the bundle's role.
        absent: Ids of the bundle's matters that do not exist on the day.
        without_choice: How many `one_of` have none that applies, and must have one.
        rows: Of the matters that apply and are not refused, on the day.
        own_rows: The bundle's own, on the day.
    """

    document: dict[str, Any]
    bundle: dict[str, Any]
    on: str
    region: str
    held: frozenset[str]
    holds: Holds
    bundle_refused: bool
    matters: dict[str, dict[str, Any]]
    refused: dict[str, dict[str, Any]]
    roles: dict[str, dict[str, str]]
    absent: frozenset[str] = frozenset()
    without_choice: int = 0
    rows: tuple[Row, ...] = ()
    own_rows: tuple[Row, ...] = ()


def scene_of(
    document: dict[str, Any],
    bundle_id: str,
    *,
    facts: dict[str, Any],
    on: str,
    region: str | None = None,
    held: Iterable[str] = (),
) -> Scene:
    """
    Find what applies.

    Args:
        document: In the shape of the format, as JSON has it.
        bundle_id: Which bundle.
        facts: Answers to every question that matters; those that the bundle gives aside.
        on: The day, as ISO text.
        region: Where the bundle is handled; None is the bundle's own.
        held: Papers owned already.

    Returns:
        The scene.

    Raises:
        AmbiguityError: If two entries of one ``one_of`` hold.
    """
    bundle = document["bundles"][bundle_id]
    known = facts | bundle.get("given", {})

    def holds(condition: str | None) -> bool:
        value = truth(condition, known, document)
        assert value is not None, f"{condition!r} is unknown: the facts are not complete"
        return value

    applying = _applying(document, bundle, on, holds)
    refused = {key for key, (_, matter) in applying.items() if _is_refused(matter, holds)}
    absent = {
        entry["matter"]
        for _, group in _groups(bundle)
        for entry in group
        if not _exists(_effective(document, entry["matter"]), on)
    }
    scene = Scene(
        document=document,
        bundle=bundle,
        on=on,
        region=region or bundle["region"],
        held=frozenset(_in_full(paper) for paper in held),
        holds=holds,
        bundle_refused=_is_refused(bundle, holds),
        matters={k: matter for k, (_, matter) in applying.items() if k not in refused},
        refused={k: matter for k, (_, matter) in applying.items() if k in refused},
        roles={k: entry.get("roles", {}) for k, (entry, _) in applying.items()},
        absent=frozenset(absent),
        without_choice=sum(
            must and not any(entry.get("as", entry["matter"]) in applying for entry in group)
            for must, group in _groups(bundle)
        ),
    )
    rows = [_rows(scene, key, matter["materials"]) for key, matter in scene.matters.items()]
    own = _rows(scene, OWN, bundle.get("materials", []))
    return attrs.evolve(scene, rows=tuple(row for some in rows for row in some), own_rows=own)


def _in_full(paper: str) -> str:
    """Write a paper with its subject."""
    return paper if " of " in paper else f"{paper} of applicant"


def _exists(record: dict[str, Any], on: str) -> bool:
    """AP-3: since ≤ on ≤ until."""
    return bool(record.get("since", on) <= on <= record.get("until", on))


def _effective(document: dict[str, Any], key: str) -> dict[str, Any]:
    """AP-4: what the matter does not state is its catalogue item's, the region its authority's."""
    matter = {"id": key, "materials": [], "outputs": [], "roles": []}
    item = document.get("catalogue", {}).get(document["matters"][key].get("of"), {})
    matter |= {k: v for k, v in item.items() if k not in {"name", "source", "confidence"}}
    matter |= document["matters"][key]
    if "region" not in matter:
        authority = document.get("authorities", {}).get(matter.get("authority"), {})
        matter["region"] = authority.get("region")
    return matter


def _applying(
    document: dict[str, Any], bundle: dict[str, Any], on: str, holds: Holds
) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """AP-1: key → (entry, matter) of what applies; a matter outside its days does not exist."""
    found = {}
    for _, group in _groups(bundle):
        true = []
        for entry in group:
            matter = _effective(document, entry["matter"])
            if _exists(matter, on) and holds(entry.get("when")):
                true.append((entry, matter))
        if len(true) > 1:
            raise AmbiguityError
        for entry, matter in true:
            found[entry.get("as", entry["matter"])] = (entry, matter)
    return found


def _groups(bundle: dict[str, Any]) -> Iterator[tuple[bool, list[dict[str, Any]]]]:
    """AP-1: (whether one must apply, entries) of each `one_of`; a matter alone is one entry."""
    for item in bundle["matters"]:
        if isinstance(item, dict) and "one_of" in item:
            group, must = item["one_of"], item.get("none") != "allowed"
        else:
            group, must = [item], False
        yield must, [{"matter": one} if isinstance(one, str) else one for one in group]


def _is_refused(record: dict[str, Any], holds: Holds) -> bool:
    """AP-5: the handling condition is not met."""
    return not holds(record.get("accepts_when"))


def _rows(scene: Scene, key: str, materials: list[dict[str, Any]]) -> tuple[Row, ...]:
    """AP-2, AP-3: the rows of a matter on the day, each with its open alternatives."""
    rows = []
    for place, material in enumerate(materials, start=1):
        if _exists(material, scene.on):
            rows.append(_row(scene, key, place, material))
    return tuple(rows)


def _row(scene: Scene, key: str, place: int, material: dict[str, Any]) -> Row:
    needs = material["needs"]
    entries = needs["any_of"] if isinstance(needs, dict) and "any_of" in needs else [needs]
    alternatives, is_open = [], []
    for position, entry in enumerate(entries):
        when = entry.get("when") if isinstance(entry, dict) else None
        if scene.holds(when):
            is_open.append(position)
        asks = [_ask(scene, (key, place, position), material, paper) for paper in _papers(entry)]
        alternatives.append(tuple(asks))
    return Row(
        matter=key,
        place=place,
        applies=scene.holds(material.get("when")),
        need=material.get("need", "required"),
        alternatives=tuple(alternatives),
        open=tuple(is_open),
    )


def _papers(entry: str | dict[str, Any]) -> list[str]:
    """PL-2: an alternative is a set of papers."""
    if isinstance(entry, str):
        return [entry]
    return entry["all_of"] if "all_of" in entry else [entry["paper"]]


def _ask(scene: Scene, where: tuple[str, int, int], material: dict[str, Any], paper: str) -> Ask:
    """PL-1: a paper is (material type, subject), roles mapped to the bundle's."""
    key, place, position = where
    kind, role = _in_full(paper).split(" of ")
    return Ask(
        matter=key,
        place=place,
        position=position,
        type=kind,
        role=role,
        subject=scene.roles.get(key, {}).get(role, role),
        copies=material.get("copies", 1),
        shared=scene.document["material_types"][kind].get("shared", True),
        existing=material.get("existing", False),
        deferrable=material.get("need") == "deferrable",
        exemptions=tuple(_exemptions(scene, key, kind, role)),
    )


def _exemptions(scene: Scene, key: str, kind: str, role: str) -> Iterator[tuple[str, str]]:
    """EX-6: all exemptions that spare a paper, by id."""
    for exemption in sorted(scene.document.get("exemptions", []), key=lambda e: str(e["id"])):
        if exemption["of"] == kind and exempts(scene, exemption, key, {role}):
            yield exemption["id"], exemption["by"]


def exempts(scene: Scene, exemption: dict[str, Any], key: str, roles: set[str]) -> bool:
    """
    EX-1: whether an exemption holds for papers of its type, of one of some own roles.

    Args:
        scene: Where and when.
        exemption: The record.
        key: The matter's key, or `OWN`.
        roles: In the matter's own words.
    """
    matter = scene.matters.get(key, {"id": None})
    return (
        ("matters" not in exemption or matter["id"] in exemption["matters"])
        and ("subjects" not in exemption or bool(roles & set(exemption["subjects"])))
        and _lies_in_one(scene, exemption.get("in"))
        and _exists(exemption, scene.on)
        and scene.holds(exemption.get("when"))
        and _has_e_licence(scene, exemption)
        and _may_commit(exemption, matter)
    )


def _lies_in_one(scene: Scene, regions: list[str] | None) -> bool:
    """Whether the bundle is handled in one of the regions; None is everywhere."""
    if regions is None:
        return True
    return any(lies_in(scene.region, region, scene.document) for region in regions)


def _has_e_licence(scene: Scene, exemption: dict[str, Any]) -> bool:
    """EX-2: `licence` also needs the e-licence, on the day, recognised in the region."""
    if exemption["by"] != "licence":
        return True
    licence = scene.document["material_types"][exemption["of"]].get("elicence")
    if licence is None:
        return False
    return _exists(licence, scene.on) and _lies_in_one(scene, licence.get("recognised_in"))


def _may_commit(exemption: dict[str, Any], matter: dict[str, Any]) -> bool:
    """EX-3: `commitment` never applies to a matter that excludes it."""
    excluded = matter.get("commitment", {}).get("allowed") is False
    return exemption["by"] != "commitment" or not excluded
