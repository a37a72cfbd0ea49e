"""Rules and cases as files that OpenFisca's Python can read: JSON, and a file of NumPy a column."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.population_rules import (
    GROUP,
    Atom,
    PlainBundle,
    PlainRow,
    When,
    is_choice,
    options_of,
)

__all__ = ["export"]


def export(plain: PlainBundle, cases: Path, folder: Path, *, mechanisms: tuple[str, ...]) -> None:
    """
    Write the files.

    Args:
        plain: The rules.
        cases: A Parquet file.
        folder: An empty folder.
        mechanisms: Those by which rows are counted; none of them: papers alone are.
    """
    for column in plain.columns:
        values = pq.read_table(cases, columns=[column]).column(0).combine_chunks()
        np.save(folder / f"{column}.npy", _numbers(column, values))
    text = json.dumps(_rules(plain, mechanisms))
    (folder / "rules.json").write_text(text, encoding="utf-8")


def _numbers(column: str, values: pa.Array) -> np.ndarray:
    """Write options as their numbers."""
    if not is_choice(column):
        return values.to_numpy(zero_copy_only=False)
    encoded = values.dictionary_encode()
    places = np.array([options_of(column).index(one) for one in encoded.dictionary.to_pylist()])
    return places[encoded.indices.to_numpy()].astype(np.int32)


def _rules(plain: PlainBundle, mechanisms: tuple[str, ...]) -> dict[str, object]:
    every = [*plain.matters, *(row.when for row in plain.rows)]
    every += [one.when for one in plain.exemptions]
    number: dict[When, int] = {when: at for at, when in enumerate(dict.fromkeys(every))}
    return {
        "columns": {
            column: "int" if is_choice(column) or column.startswith("number") else "bool"
            for column in plain.columns
        },
        "atoms": [_atom(atom) for atom in plain.atoms],
        "whens": list(number),
        "rows": [
            (
                row.paper,
                (number[plain.matters[row.matter]], number[row.when]),
                {
                    name: [number[when] for when in whens]
                    for name, whens in _spared(plain, row, mechanisms).items()
                },
            )
            for row in plain.rows
        ],
        "mechanisms": mechanisms,
        "group": GROUP,
        "options": options_of(GROUP),
    }


def _spared(
    plain: PlainBundle, row: PlainRow, mechanisms: tuple[str, ...]
) -> dict[str, list[When]]:
    return plain.spared_by(row) if mechanisms else {"any": list(plain.sparing(row))}


def _atom(atom: Atom) -> tuple[str, str, list[object]]:
    if atom.sign != "in":
        return atom.column, atom.sign, list(atom.values)
    options = options_of(atom.column)
    return atom.column, atom.sign, [options.index(str(one)) for one in atom.values]
