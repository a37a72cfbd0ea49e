"""On what rows rest: laws of rows and matters (R02, R06), rows that are no paper (R20)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from govmatters.checks.lists import names_in
from govmatters.checks.views import View
from govmatters.checks.wording import row_title, several
from govmatters.model import Finding, IssuedBy, Material, MaterialKind, Matter, Need
from govmatters.names import STATE, is_nothing

__all__ = [
    "bases_are_the_matters_own",
    "issuers_are_known",
    "rows_are_papers",
    "rows_have_bases",
]

_TITLE = re.compile(r"《([^《》]{2,80})》")


def rows_have_bases(view: View) -> Iterator[Finding]:
    """
    R02: a row, or at least its matter, names the law that asks for it.

    A proof is a paper of the kind `proof` that somebody else than the applicant makes.

    Args:
        view: The registry.

    Yields:
        ``proof-without-basis`` (error) and ``material-without-basis`` (warning) where neither
        names a law; ``proof-basis-not-stated`` (note) where only the matter does. Of each at
        most one a matter.
    """
    for matter in view.matters.values():
        rows = [one for one in matter.materials or () if one.basis is None and _is_asked(one)]
        proofs = [row_title(row) for row in rows if _is_proof(view, row)]
        others = [row_title(row) for row in rows if not _is_proof(view, row)]
        if matter.laws:
            yield from _by_matter_only(view, matter, proofs)
        else:
            yield from _without(view, matter, proofs, others)


def _is_asked(row: Material) -> bool:
    return row.need is not Need.OPTIONAL


def _is_proof(view: View, row: Material) -> bool:
    """Whether some paper of a row is a proof (证明) that the applicant does not make."""
    kinds = (view.registry.material_types[paper.type] for paper in row.papers)
    return any(
        kind.kind is MaterialKind.PROOF and kind.issued_by is not IssuedBy.APPLICANT
        for kind in kinds
    )


def _by_matter_only(view: View, matter: Matter, proofs: list[str]) -> Iterator[Finding]:
    if proofs:
        yield view.listing(
            "proof-basis-not-stated",
            view.owner(matter, "materials"),
            f"does not say which of its laws asks for {several(proofs)}",
            "write the article as `basis` of the row",
            proofs,
        )


def _without(view: View, matter: Matter, proofs: list[str], others: list[str]) -> Iterator[Finding]:
    record = view.owner(matter, "materials")
    advice = "write the article as `basis` of the row; if there is none, drop the row"
    if proofs:
        message = f"asks for proofs without a law: {several(proofs)}"
        yield view.listing("proof-without-basis", record, message, advice, proofs)
    if others:
        message = f"asks for materials without a law: {several(others)}"
        yield view.listing("material-without-basis", record, message, advice, others)


def bases_are_the_matters_own(view: View) -> Iterator[Finding]:
    """
    R06: a row rests on one of the laws that the matter rests on.

    Args:
        view: The registry.

    Yields:
        ``basis-not-among-laws`` (note), at most one a matter; only where the matter states laws
        and the row's basis has a title in 《》.
    """
    for matter in view.matters.values():
        known = [_plain(law) for law in matter.laws or ()]
        rows = matter.materials if known else None
        strange = [row_title(row) for row in rows or () if _is_elsewhere(row, known)]
        if strange:
            yield view.listing(
                "basis-not-among-laws",
                view.owner(matter, "materials"),
                f"rests on other laws than its rows: {several(strange)}",
                "see whether the material has to do with the matter; if so, add the law to `laws`",
                strange,
            )


def _is_elsewhere(row: Material, known: list[str]) -> bool:
    titles = [_plain(title) for title in _TITLE.findall(row.basis or "")]
    return bool(titles) and not any(
        title in law or law in title for title in titles for law in known
    )


def _plain(title: str) -> str:
    """Bring a law's title to one form: without quotes, blanks, and the name of the state."""
    text = re.sub(r"[\s《》〈〉]", "", unicodedata.normalize("NFKC", title[:200]))
    return text.removeprefix(STATE)


def rows_are_papers(view: View) -> Iterator[Finding]:
    """
    R20: a row of the list is a paper.

    Args:
        view: The registry.

    Yields:
        ``row-without-paper`` (warning), at most one a matter, where rows say 无需材料 or the like.
    """
    for matter in view.matters.values():
        names = (name for row in matter.materials or () for name in names_in(view, row))
        found = [name for name in names if is_nothing(name)]
        if found:
            yield view.listing(
                "row-without-paper",
                view.owner(matter, "materials"),
                f"lists what is no paper: {several(found)}",
                "drop the row; `materials: []` says that nothing is needed",
                found,
            )


def issuers_are_known(view: View) -> Iterator[Finding]:
    """
    R09: of a proof that is asked for, somebody is known to make it.

    Args:
        view: The registry.

    Yields:
        ``proof-of-unknown-issuer`` (note), one a material type.
    """
    types = view.registry.material_types
    rows = (row for matter in view.matters.values() for row in matter.materials or ())
    asked = {paper.type for row in rows for paper in row.papers}
    for kind in types.records:
        unknown = kind.kind is MaterialKind.PROOF and kind.issued_by is None
        if unknown and kind.id in asked:
            yield view.finding(
                "proof-of-unknown-issuer",
                ("material type", kind.id),
                "is a proof, and nobody is said to make it",
                "write `issued_by`; a proof that its issuer cannot look into may not be asked for",
            )
