"""
The population by OpenFisca-Core, in a Python of its own: it is under the AGPL.

Run as a program with a folder that holds ``rules.json`` and a file of NumPy a column, and how
often to count; imports nothing of this package but `peaks`. Options of choices come as numbers,
which is faster than its texts; papers of a case are added as bytes.
"""

# mypy: ignore-errors
# ruff: noqa: ANN001, ANN202 (nobody imports this, and OpenFisca has no types)

import gc
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
    """Make a variable a question, an atom, a condition, a row and a paper, and the sums."""
    system = TaxBenefitSystem([_PERSON])
    for column, kind in rules["columns"].items():
        system.add_variable(_variable(column, {"bool": bool, "int": int}[kind]))
    for number, atom in enumerate(rules["atoms"]):
        system.add_variable(_variable(f"atom{number}", bool, _atom(*atom)))
    for number, (word, parts) in enumerate(rules["whens"]):
        system.add_variable(_variable(f"when{number}", bool, _when(word, parts)))
    papers, reasons = {}, {}
    for number, (paper, asked, spared) in enumerate(rules["rows"]):
        left = f"asked{number}"
        system.add_variable(_variable(left, bool, _asked(asked)))
        for reason, whens in spared.items():
            former, left = left, f"left{number}_{reason}"
            system.add_variable(_variable(left, bool, _left(former, whens)))
            reasons.setdefault(reason, []).append((former, left))
        papers.setdefault(paper, []).append(left)
    for paper, some in papers.items():
        system.add_variable(_variable(f"due_{paper}", bool, _any(some)))
    asked = [f"asked{number}" for number in range(len(rules["rows"]))]
    system.add_variable(_variable("before", int, _sum(asked)))
    system.add_variable(_variable("after", int, _sum([f"due_{paper}" for paper in papers])))
    for reason, some in reasons.items():
        system.add_variable(_variable(f"spared_{reason}", int, _spared(some)))
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


def _left(former, spared):
    def formula(person, period):
        left = person(former, period)
        for one in spared:
            left = left & ~person(f"when{one}", period)
        return left

    return formula


def _spared(pairs):
    def formula(person, period):
        found = np.zeros(person.count, dtype=np.uint8)
        for former, left in pairs:
            found += (person(former, period) ^ person(left, period)).view(np.uint8)
        return found

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
        found = np.zeros(person.count, dtype=np.uint8)
        for name in names:
            found += person(name, period).view(np.uint8)
        return found

    return formula


def main() -> None:
    """Read the folder, count, write times and answers to standard output."""
    folder, repetitions = Path(sys.argv[1]), int(sys.argv[2])
    rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
    system = _system(rules)
    wanted = ["before", "after", *(f"spared_{one}" for one in rules["mechanisms"])]
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
        papers = [simulation.calculate(one, _DAY) for one in wanted]
        codes = columns[rules["group"]]
        sums = [np.bincount(codes, weights=one).astype(int).tolist() for one in papers]
        answer["wall"].append(time.perf_counter() - wall)
        answer["cpu"].append(time.process_time() - cpu)
        groups = zip(rules["options"], *sums, strict=True)
        answer["answer"] = sorted(groups)
        del simulation, papers, columns
        gc.collect()
    answer["peak"] = peak()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
