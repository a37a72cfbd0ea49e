"""Papers that the government has already, and yet asks for (R03, R07)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.checks.wording import row_title, several
from govmatters.model import (
    Alternative,
    Copy,
    Exemption,
    Finding,
    IssuedBy,
    Material,
    MaterialKind,
    MaterialType,
    Matter,
    Mechanism,
    Medium,
    Need,
    Paper,
)

__all__ = [
    "government_papers_are_spared",
    "is_governments",
    "spared_papers_are_not_wanted",
    "sparing",
]

_STANDARD_LICENCE = re.compile(r"L[0-9]")
"""How the codes of standard materials begin that are licences; T, E and O are others."""


def sparing(view: View, matter: Matter, paper: Paper) -> Iterator[Exemption]:
    """
    Find the exemptions that spare a paper in a matter, in some situation at least (EX-1…EX-3).

    Args:
        view: The registry.
        matter: One of the view's matters.
        paper: Of the matter's own subjects.

    Yields:
        Each that is of the type, the matter, the subject and the region. One by licence wants an
        e-licence that is recognised there; one by commitment, a matter that does not exclude it.
    """
    for key in (None, matter.id):
        for exemption in view.exemptions.get((paper.type, key), ()):
            if _holds(view, exemption, matter, paper):
                yield exemption


def _holds(view: View, exemption: Exemption, matter: Matter, paper: Paper) -> bool:
    if exemption.subjects is not None and paper.subject not in exemption.subjects:
        return False
    if not view.regions_meet(exemption.regions, _region(matter)):
        return False
    if exemption.by is Mechanism.LICENCE:
        return _is_recognised(view, matter, paper)
    excluded = matter.commitment is not None and not matter.commitment.allowed
    return not (exemption.by is Mechanism.COMMITMENT and excluded)


def _region(matter: Matter) -> tuple[str, ...] | None:
    return None if matter.region is None else (matter.region,)


def _is_recognised(view: View, matter: Matter, paper: Paper) -> bool:
    """Whether the paper has an e-licence that is recognised in the matter's region."""
    elicence = view.registry.material_types[paper.type].elicence
    if elicence is None or matter.region is None:
        return False
    within = view.registry.geography.within
    places = elicence.recognised_in
    return places is None or any(within(matter.region, place) for place in places)


def government_papers_are_spared(view: View) -> Iterator[Finding]:
    """
    R07: a required row does not ask for what the government itself issued.

    A row asks for it if all its alternatives do, and nothing spares it in any situation.

    Args:
        view: The registry.

    Yields:
        ``elicence-not-used`` (error) where an e-licence is recognised in the matter's region,
        ``government-paper-asked`` (warning) where the type says no more than who issued it;
        of each at most one a matter.
    """
    for matter in view.matters.values():
        certain: list[str] = []
        likely: list[str] = []
        for row in matter.materials or ():
            asked = list(_asked(view, matter, row))
            known = any(_is_recognised(view, matter, paper) for paper in asked)
            (certain if known else likely).extend([row_title(row)] if asked else [])
        yield from _not_used(view, matter, certain)
        yield from _issued(view, matter, likely)


def _not_used(view: View, matter: Matter, rows: list[str]) -> Iterator[Finding]:
    if rows:
        yield view.listing(
            "elicence-not-used",
            view.owner(matter, "materials"),
            f"asks for what an e-licence recognised there gives, and nothing spares it: "
            f"{several(rows)}",
            "add an exemption by licence, or say in `recognised_in` where it is not recognised",
            rows,
        )


def _issued(view: View, matter: Matter, rows: list[str]) -> Iterator[Finding]:
    if rows:
        yield view.listing(
            "government-paper-asked",
            view.owner(matter, "materials"),
            f"asks for what the government issued, and nothing spares it: {several(rows)}",
            "connect it (licence, data, check) and add the exemption, or mend `issued_by`",
            rows,
        )


def _asked(view: View, matter: Matter, row: Material) -> Iterator[Paper]:
    """Give the government's papers of a row that nobody gets around."""
    if row.need is not Need.REQUIRED:
        return
    by_way = [list(_unspared(view, matter, way)) for way in row.alternatives]
    if by_way and all(by_way):
        for papers in by_way:
            yield from papers


def _unspared(view: View, matter: Matter, way: Alternative) -> Iterator[Paper]:
    for paper in way.papers:
        if is_governments(view.registry.material_types[paper.type]) and not any(
            sparing(view, matter, paper)
        ):
            yield paper


def is_governments(kind: MaterialType) -> bool:
    """
    Say whether the government issues papers of a type, by what the type says of itself.

    Args:
        kind: The type.

    Returns:
        Whether it is said to be the government's, or has an e-licence, or, where nobody says who
        issues it, a standard code of licences; never for a form.
    """
    if kind.kind is MaterialKind.FORM:
        return False
    coded = any(_STANDARD_LICENCE.match(code) for _, code in kind.codes)
    stated = kind.issued_by is IssuedBy.GOVERNMENT or kind.elicence is not None
    return stated or (coded and kind.issued_by is None)


def spared_papers_are_not_wanted(view: View) -> Iterator[Finding]:
    """
    R03: a row whose papers an e-licence spares wants neither the original nor paper.

    Args:
        view: The registry.

    Yields:
        ``exempt-yet-original`` (warning), at most one a matter.
    """
    for matter in view.matters.values():
        rows = [
            row_title(row)
            for row in matter.materials or ()
            if _wants_the_thing(row) and _by_licence(view, matter, row)
        ]
        if rows:
            yield view.listing(
                "exempt-yet-original",
                view.owner(matter, "materials"),
                f"its e-licence spares it, yet the original or paper is wanted: {several(rows)}",
                "let `copy` and `medium` take the electronic form, or drop the exemption",
                rows,
            )


def _wants_the_thing(row: Material) -> bool:
    electronic = row.medium in {Medium.ELECTRONIC, Medium.EITHER}
    original = row.copy in {Copy.ORIGINAL, Copy.BOTH} and not electronic
    return original or row.medium is Medium.PAPER


def _by_licence(view: View, matter: Matter, row: Material) -> bool:
    """Whether an exemption by licence spares every paper of some alternative."""
    return any(
        all(
            any(one.by is Mechanism.LICENCE for one in sparing(view, matter, paper))
            for paper in way.papers
        )
        for way in row.alternatives
    )
