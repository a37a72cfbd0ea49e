"""What rows say of their papers that the papers' types do not take from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from govmatters.intake.account import Account, Outcome
from govmatters.intake.dictionary import Dictionary
from govmatters.intake.papers import ReadRow
from govmatters.model import Mechanism, Paper

__all__ = ["note_type"]

_DISAGREES = {"kind": "kind-disagrees", "issued_by": "source-disagrees"}


def note_type(account: Account, row: ReadRow, types: Mapping[str, Any], known: Dictionary) -> None:
    """
    Note where a row and the type of its paper do not say the same.

    Args:
        account: Of the row's record; its notes change.
        row: The row.
        types: The material types of the import, in the format.
        known: The papers that are known.
    """
    printed = row.printed
    for path, said, key in (
        (printed.kind_path, printed.kind, "kind"),
        (printed.issued_by_path, printed.issued_by, "issued_by"),
    ):
        noted = account.notes.get(path)
        rule = _rule(row, types, key, said)
        if said is not None and noted is not None and rule:
            account.notes[path] = attrs.evolve(
                noted, outcome=Outcome.LEFT_OUT, became="", rule=rule
            )
    if row.spared is not None and row.spared[0] is Mechanism.LICENCE:
        _note_licence(account, printed.mark_path, row.spared[1], known)


def _rule(row: ReadRow, types: Mapping[str, Any], key: str, said: object) -> str:
    """Say why a type does not take what a row says; nothing if it does."""
    if len(row.papers) != 1:
        return "several-papers"
    record = types.get(row.papers[0].type)
    if record is None:
        return "given-type"
    return "" if record.get(key) == said else _DISAGREES[key]


def _note_licence(
    account: Account, path: str, papers: tuple[Paper, ...], known: Dictionary
) -> None:
    """Note marks of papers to which the known registry gives no electronic form."""
    entries = [known.entries.get(paper.type) for paper in papers]
    noted = account.notes.get(path)
    if noted and any(one and one.is_given and not one.has_elicence for one in entries):
        rule = "given-without-elicence"
        account.notes[path] = attrs.evolve(noted, outcome=Outcome.GUESSED, rule=rule)
