"""Atoms as Ibis expressions over the columns of a table of cases; an unknown fact stays null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govmatters.codes.national_regions import NATION, national_names
from govmatters.codes.regions import Regions
from govmatters.conditions import Among, Atom, Below, Holds, Includes, QuestionType, Within

if TYPE_CHECKING:
    import ibis

__all__ = ["COLUMN_TYPES", "comparison"]

COLUMN_TYPES = {
    QuestionType.BOOLEAN: "boolean",
    QuestionType.CHOICE: "string",
    QuestionType.CHOICES: "array<string>",
    QuestionType.INTEGER: "int64",
    QuestionType.DATE: "date",
    QuestionType.REGION: "string",
}
"""What a column of answers to a question holds, by the question's type, as Ibis names it."""

_CODE = 6
"""Digits of a code of the national table; a town's has nine, a village's twelve."""

_TOWN = 9


def comparison(table: ibis.Table, atom: Atom, regions: Regions) -> Any:  # noqa: ANN401 (Ibis types by column)
    """
    Write an atom.

    Args:
        table: With a column for the atom's question, of its type in `COLUMN_TYPES`.
        atom: The atom.
        regions: Knows which region lies in which.

    Returns:
        A boolean expression; null where the column is.
    """
    column: Any = table[atom.question]
    match atom:
        case Holds():
            return column
        case Below(_, bound):
            return column < bound
        case Among(_, values):
            return column.isin(list(values))
        case Includes(_, option):
            return column.contains(option)
        case Within(_, region):
            return _within(column, region, regions)


def _within(column: Any, region: str, regions: Regions) -> Any:  # noqa: ANN401 (as above)
    """
    Write that a region lies in another, or is it.

    A registry's own codes are looked up: the code itself, then the town and the county that
    it begins with. All others lie where the national table says.
    """
    import ibis  # noqa: PLC0415 (an extra)

    cases = []
    for digits in (None, _TOWN, _CODE):
        own = {
            code: regions.within(code, region)
            for code, _, _ in regions.declared
            if digits is None or (len(code) == digits and code.isdigit())
        }
        part = column if digits is None else column.left(digits)
        for truth in (True, False):
            codes = sorted(code for code, inside in own.items() if inside is truth)
            cases += [(part.isin(codes), ibis.literal(truth))] if codes else []
    last = _within_national(column, region, regions)
    if not cases:
        return last
    return ibis.cases((column.isnull(), ibis.null("boolean")), *cases, else_=last)


def _within_national(column: Any, region: str, regions: Regions) -> Any:  # noqa: ANN401 (as above)
    """Write that a code which nobody declared lies in a region, shortly where its digits say so."""
    if region == NATION:
        return column.notnull()
    inside = sorted(code for code in national_names() if regions.within(code, region))
    stem = region.rstrip("0")
    stem += "0" * (len(stem) % 2)
    if inside == sorted(code for code in national_names() if code.startswith(stem)):
        return column.startswith(stem)
    return (column == region) | column.left(_CODE).isin(inside)
