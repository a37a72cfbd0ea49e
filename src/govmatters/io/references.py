"""
What must hold among records of several collections: roles, above all.

The checks look at nodes more than at records, so that a record which is at fault elsewhere is
still checked, and one run reports everything.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from govmatters.codes.regions import NATION
from govmatters.errors import SHOWN
from govmatters.io.bundles import matter_of, places_of
from govmatters.io.nodes import MapNode, Node, ScalarNode, WrongError, child_of, items_of, text_of
from govmatters.model import APPLICANT

if TYPE_CHECKING:
    from govmatters.io.context import Context
    from govmatters.io.sections import Entry

__all__ = ["Beside", "check_references", "texts_of"]

_By = Mapping[str, Mapping[str, "Entry"]]
_Roles = tuple[str, ...] | None


@attrs.frozen
class Beside:
    """
    Records that are known to be right, beside those that are to be checked.

    Attributes:
        items: Catalogue items by id.
        matters: Matters by id: (roles that they state or inherit, all their subjects); None
            if nobody states roles.
        roles: The roles that the matters state or inherit, each once.
    """

    items: Mapping[str, Entry] = attrs.field(factory=dict)
    matters: Mapping[str, tuple[_Roles, tuple[str, ...]]] = attrs.field(factory=dict)
    roles: tuple[_Roles, ...] = ()


def check_references(entries: list[Entry], context: Context, beside: Beside | None = None) -> None:
    """
    Check what rests on several records.

    Args:
        entries: Those to check, the ones at fault included; ids are distinct in a collection.
        context: Gets the faults.
        beside: The others, if these are not all.

    Source:
        PL-1 for roles; AP-4 for what a matter inherits.
    """
    own: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        own.setdefault(entry.collection, {})[entry.id] = entry
    for wrong in _wrong(own, beside or Beside()):
        context.add(wrong)


def _wrong(own: _By, beside: Beside) -> Iterator[WrongError]:
    """Find what is wrong, collection by collection."""
    items = own.get("catalogue", {})
    by = {**own, "catalogue": ChainMap(dict(items), beside.items)}  # type: ignore[arg-type]
    yield from _region_circles(own.get("regions", {}))
    for item in items.values():
        yield from _papers(item, "catalogue item", _declared(item, by))
    for matter in own.get("matters", {}).values():
        yield from _matter(matter, by)
    yield from _exemptions(by, beside)
    for bundle in own.get("bundles", {}).values():
        yield from _bundle(bundle, by, beside)


def _region_circles(regions: Mapping[str, Entry]) -> Iterator[WrongError]:
    """Find declared parents that run in a circle; each circle is named once."""
    if NATION in regions:
        yield WrongError(regions[NATION].key, f"{NATION} is the nation, and built in; drop it")
    parents = {
        code: entry.record.parent for code, entry in regions.items() if entry.record is not None
    }
    for code in sorted(parents):
        path = [code]
        while (parent := parents.get(path[-1])) is not None and parent not in path:
            path.append(parent)
        if parent == code and code == min(path):
            circle = " → ".join([*path, code])
            message = f"regions lie in each other: {circle[: 2 * SHOWN]}; mend a parent"
            yield WrongError(regions[code].key, message)


def _item(matter: Entry, by: _By) -> Entry | None:
    """Find the catalogue item that a matter inherits from."""
    of = text_of(matter.node, "of")
    return None if of is None else by["catalogue"].get(of)


def _declared(entry: Entry, by: _By) -> tuple[str, ...] | None:
    """Tell the roles that a matter states or inherits; None if nobody states them."""
    own = texts_of(entry.node, "roles")
    item = _item(entry, by)
    if own is None and item is not None:
        return texts_of(item.node, "roles")
    return own


def _subjects(matter: Entry, by: _By) -> tuple[str, ...]:
    """Tell a matter's roles; without a statement, those that its papers name."""
    declared = _declared(matter, by)
    if declared is not None:
        return declared
    item = _item(matter, by)
    papers = matter.papers + (() if item is None else item.papers)
    return tuple(sorted({paper.subject for paper, _ in papers} - {APPLICANT}))


def _matter(matter: Entry, by: _By) -> Iterator[WrongError]:
    """Check what a matter states together with what it inherits."""
    item = _item(matter, by)
    stated = [matter.node] + ([] if item is None else [item.node])
    is_whole = item is not None or child_of(matter.node, "of") is None
    places = [child_of(node, key) for node in stated for key in ("authority", "region")]
    if is_whole and not any(places):
        message = f"the matter {matter.id!r} has neither `authority` nor `region`; write one"
        yield WrongError(matter.key, message)
    roles = _declared(matter, by)
    yield from _papers(matter, "matter", roles)
    where = child_of(matter.node, "roles")
    if item is not None and where is not None and roles is not None:
        for subject in sorted(set(_inherited(matter, item)) - {*roles, APPLICANT}):
            message = f"what {item.id!r} hands down has the subject {subject!r}; add it to `roles`"
            yield WrongError(where, message)


def _inherited(matter: Entry, item: Entry) -> Iterator[str]:
    """Tell the subjects of the rows and outputs that a matter inherits."""
    if item.record is None:
        return
    if child_of(matter.node, "materials") is None:
        for row in item.record.materials or ():
            yield from (paper.subject for paper in row.papers)
    if child_of(matter.node, "outputs") is None:
        yield from (output.paper.subject for output in item.record.outputs or ())


def _papers(entry: Entry, noun: str, roles: tuple[str, ...] | None) -> Iterator[WrongError]:
    """Check that the papers' subjects are roles, where roles are declared."""
    for paper, node in entry.papers if roles is not None else ():
        if paper.subject not in {*roles, APPLICANT}:  # type: ignore[misc]
            yield WrongError(node, _no_role(paper.subject, f"{noun} {entry.id!r}", roles))


def _no_role(subject: str, owner: str, roles: tuple[str, ...] | None) -> str:
    """Say that a subject is none."""
    known = ", ".join(dict.fromkeys([*(roles or ()), APPLICANT]))
    return f"{subject[:SHOWN]!r} is no role of the {owner} ({known}); add it to `roles`, or mend it"


def _exemptions(by: _By, beside: Beside) -> Iterator[WrongError]:
    """Check that subjects are roles of the matters concerned, where all declare theirs."""
    declared = {key: _declared(matter, by) for key, matter in by.get("matters", {}).items()}
    everybody = _union([*declared.values(), *beside.roles])
    for exemption in by.get("exemptions", {}).values():
        named = texts_of(exemption.node, "matters")
        subjects = items_of(exemption.node, "subjects")
        known = everybody
        if named is not None and subjects:
            others = [beside.matters[key][0] for key in named if key in beside.matters]
            known = _union([*(declared[key] for key in named if key in declared), *others])
        for node in subjects if known is not None else ():
            if isinstance(node, ScalarNode) and node.text not in {*known, APPLICANT}:  # type: ignore[misc]
                owner = "matters" if named is None else f"matters {', '.join(named)}"
                yield WrongError(node, _no_role(node.text, owner[: 2 * SHOWN], known))


def _union(declared: list[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """Join the roles of several matters; None if there is none, or one declares nothing."""
    if not declared or None in declared:
        return None
    return tuple(sorted({role for roles in declared for role in roles or ()}))


def _bundle(bundle: Entry, by: _By, beside: Beside) -> Iterator[WrongError]:
    """Check a bundle's papers, and the roles of each of its matters (PL-1)."""
    roles = texts_of(bundle.node, "roles")
    yield from _papers(bundle, "bundle", roles)
    for place in places_of(bundle.node):
        key = matter_of(place) or ""
        matter = by.get("matters", {}).get(key)
        if matter is not None:
            yield from _place(place, key, _subjects(matter, by), roles)
        elif key in beside.matters:
            yield from _place(place, key, beside.matters[key][1], roles)


def _place(
    place: Node, matter: str, own: tuple[str, ...], roles: tuple[str, ...] | None
) -> Iterator[WrongError]:
    """Check that a matter's roles are mapped, from roles to roles."""
    mapping = child_of(place, "roles")
    pairs = mapping.pairs if isinstance(mapping, MapNode) else ()
    for left, right in pairs:
        if left.text not in {*own, APPLICANT}:
            yield WrongError(left, _no_role(left.text, f"matter {matter!r}", own))
        text = right.text if isinstance(right, ScalarNode) else APPLICANT
        if roles is not None and text not in {*roles, APPLICANT}:
            yield WrongError(right, _no_role(text, "bundle", roles))
    mapped = {left.text for left, _ in pairs}
    for role in own if roles is not None else ():
        if role not in mapped | {*roles, APPLICANT}:  # type: ignore[misc]
            message = (
                f"the role {role[:SHOWN]!r} of {matter!r} is neither mapped nor a role of the "
                f"bundle; write `roles: {{{role[:SHOWN]}: …}}` here, or add it to the bundle"
            )
            yield WrongError(place, message)


def texts_of(node: Node, key: str) -> tuple[str, ...] | None:
    """
    Take a list of texts.

    Args:
        node: A record.
        key: The list's key.

    Returns:
        What in it is text; None if there is no such list.
    """
    if child_of(node, key) is None:
        return None
    return tuple(item.text for item in items_of(node, key) if isinstance(item, ScalarNode))
