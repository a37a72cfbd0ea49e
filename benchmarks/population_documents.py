"""The made-up bundles of `population_rules` as documents in our format."""

from __future__ import annotations

import datetime as dt

from benchmarks.population_rules import Atom, PlainBundle, When, options_of

__all__ = ["BUNDLE", "DAY", "document_of"]

BUNDLE = "measured"
"""The id of the bundle in every document."""

DAY = dt.date(2026, 7, 1)

Record = dict[str, object]


def document_of(plain: PlainBundle) -> Record:
    """
    Write the rules as a document.

    Args:
        plain: The rules.

    Returns:
        A registry as plain data with the bundle `BUNDLE`; its names say that it is synthetic.
    """
    papers = sorted({row.paper for row in plain.rows})
    licence = {"elicence": {"recognised_in": ["100000"]}}
    return {
        "questions": {column: _question(column) for column in plain.columns},
        "material_types": {one: {"name": f"合成{one}", **licence} for one in papers},
        "matters": {f"m{n}": _matter(plain, n) for n in range(len(plain.matters))},
        "exemptions": [
            {
                "id": f"e{number:03}",
                "of": one.paper,
                "by": one.mechanism,
                "matters": [f"m{matter}" for matter in one.matters],
                **_when(plain, one.when),
            }
            for number, one in enumerate(plain.exemptions)
        ],
        "bundles": {
            BUNDLE: {
                "name": "合成的一件事",
                "region": "430100",
                "matters": [
                    {"matter": f"m{n}", **_when(plain, when)}
                    for n, when in enumerate(plain.matters)
                ],
            }
        },
    }


def _matter(plain: PlainBundle, number: int) -> Record:
    return {
        "name": f"合成事项{number}",
        "region": "430100",
        "promised_working_days": 5 + number,
        "trips": 1,
        "steps": 2,
        "materials": [
            {"needs": row.paper, **_when(plain, row.when)}
            for row in plain.rows
            if row.matter == number
        ],
        "outputs": [paper for paper, issuer in plain.issuers if issuer == number],
    }


def _question(column: str) -> Record:
    ask = {"ask": f"合成问题{column}？"}
    if column.startswith("number"):
        return {**ask, "type": "integer", "min": 0, "max": 100, "unit": "个"}
    if column.startswith("one"):
        return {**ask, "type": "choice", "options": list(options_of(column))}
    return {**ask, "type": "boolean"}


def _when(plain: PlainBundle, when: When) -> Record:
    """Write a condition, if it is one."""
    texts = [f"{'' if holds else 'not '}{_text(plain.atoms[one])}" for one, holds in when.parts]
    return {"when": f" {when.word} ".join(texts)} if texts else {}


def _text(atom: Atom) -> str:
    if atom.sign == "is":
        return atom.column
    if atom.sign == "<":
        return f"({atom.column} < {atom.values[0]})"
    options = ", ".join(f'"{value}"' for value in atom.values)
    return f"({atom.column} in [{options}])"
