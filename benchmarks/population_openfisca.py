"""
The population by OpenFisca-Core, in a Python of its own: it is under the AGPL.

Run as a program with a folder that holds ``rules.json`` and a file of NumPy a column; imports
nothing of this package but `peaks`. Options of choices come as numbers, which is faster than its
texts.
"""

# mypy: ignore-errors
# ruff: noqa: ANN001, ANN202 (nobody imports this, and OpenFisca has no types)

import json
import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from peaks import peak

_PERSON = build_entity(key="person", plural="persons", label="", is_person=True)
_DAY = "2026-07-01"


def _variable(name, kind, formula=None):
    parts = {"value_type": kind, "entity": _PERSON, "definition_period": DateUnit.DAY}
    if formula is not None:
        parts["formula"] = formula
    return type(name, (Variable,), parts)


def _system(rules):
    """Make a variable a question, an atom, a condition, a row and a paper, and the two sums."""
    system = TaxBenefitSystem([_PERSON])
    for column, kind in rules["columns"].items():
        system.add_variable(_variable(column, {"bool": bool, "int": int}[kind]))
    for number, atom in enumerate(rules["atoms"]):
        system.add_variable(_variable(f"atom{number}", bool, _atom(*atom)))
    for number, (word, parts) in enumerate(rules["whens"]):
        system.add_variable(_variable(f"when{number}", bool, _when(word, parts)))
    papers = {}
    for number, (paper, asked, spared) in enumerate(rules["rows"]):
        papers.setdefault(paper, []).append(f"handed{number}")
        system.add_variable(_variable(f"asked{number}", bool, _asked(asked)))
        system.add_variable(_variable(f"handed{number}", bool, _handed(number, spared)))
    for paper, some in papers.items():
        system.add_variable(_variable(f"due_{paper}", bool, _any(some)))
    asked = [f"asked{number}" for number in range(len(rules["rows"]))]
    system.add_variable(_variable("before", int, _sum(asked)))
    system.add_variable(_variable("after", int, _sum([f"due_{paper}" for paper in papers])))
    return system


def _atom(column, sign, values):
    if sign == "is":
        return lambda person, period: person(column, period)
    if sign == "<":
        return lambda person, period: person(column, period) < values[0]
    return lambda person, period: np.isin(person(column, period), values)


def _when(word, parts):
    def formula(person, period):
        truth = np.full(person.count, word == "and")
        for number, holds in parts:
            one = person(f"atom{number}", period)
            one = one if holds else ~one
            truth = truth & one if word == "and" else truth | one
        return truth

    return formula


def _asked(whens):
    one, other = whens
    return lambda person, period: person(f"when{one}", period) & person(f"when{other}", period)


def _handed(number, spared):
    def formula(person, period):
        handed = person(f"asked{number}", period)
        for one in spared:
            handed = handed & ~person(f"when{one}", period)
        return handed

    return formula


def _any(names):
    def formula(person, period):
        truth = person(names[0], period)
        for name in names[1:]:
            truth = truth | person(name, period)
        return truth

    return formula


def _sum(names):
    def formula(person, period):
        found = np.zeros(person.count, dtype=np.int32)
        for name in names:
            found += person(name, period)
        return found

    return formula


def main() -> None:
    """Read the folder, count, write times and answers to standard output."""
    folder, repetitions = Path(sys.argv[1]), int(sys.argv[2])
    rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
    system = _system(rules)
    answer = {"read": [], "wall": [], "cpu": []}
    for _ in range(repetitions):
        start = time.perf_counter()
        columns = {column: np.load(folder / f"{column}.npy") for column in rules["columns"]}
        count = len(next(iter(columns.values())))
        simulation = SimulationBuilder().build_default_simulation(system, count=count)
        for column, values in columns.items():
            simulation.set_input(column, _DAY, values)
        answer["read"].append(time.perf_counter() - start)
        wall, cpu = time.perf_counter(), time.process_time()
        papers = [simulation.calculate(one, _DAY) for one in ("before", "after")]
        codes = columns[rules["group"]]
        sums = [np.bincount(codes, weights=one).astype(int).tolist() for one in papers]
        answer["wall"].append(time.perf_counter() - wall)
        answer["cpu"].append(time.process_time() - cpu)
        groups = zip(rules["options"], *sums, strict=True)
        answer["answer"] = sorted(groups)
    answer["peak"] = peak()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
