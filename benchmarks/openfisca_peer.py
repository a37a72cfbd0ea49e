"""
The same counts by OpenFisca-Core, in a Python of its own: it is under the AGPL.

Run by `benchmarks.openfisca`, which hands in rows and situations as JSON; imports nothing
of this package.
"""

# mypy: ignore-errors
# ruff: noqa: ANN001, ANN202, ARG005 (nobody imports this, and OpenFisca has no types)

import json
import re
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

_PERSON = build_entity(key="person", plural="persons", label="", is_person=True)
_DAY = "2026-07-01"


def _variable(name, kind, formula=None):
    parts = {"value_type": kind, "entity": _PERSON, "definition_period": DateUnit.DAY}
    if formula is not None:
        parts["formula"] = formula
    return type(name, (Variable,), parts)


def _condition(text):
    """Compile a condition over questions to a function of a person and a day."""
    if text == "True":
        return lambda person, period: np.ones(person.count, dtype=bool)
    words = {"not": "~", "and": "&", "or": "|"}
    code = re.sub(r"\w+", lambda m: words.get(m[0], f"person({m[0]!r}, period)"), text)
    return eval(f"lambda person, period: {code}")  # noqa: S307 (conditions of our own making)


def _system(rows, names):
    """Make a variable a question, two a row, one a paper, and the two sums."""
    system = TaxBenefitSystem([_PERSON])
    for name in names:
        system.add_variable(_variable(name, bool))
    asked, papers = [], {}
    for number, (_, paper, when, spared) in enumerate(rows):
        asked.append(f"asked{number}")
        papers.setdefault(paper, []).append(f"handed{number}")
        system.add_variable(_variable(asked[-1], bool, _condition(when)))
        system.add_variable(
            _variable(f"handed{number}", bool, _handed(number, [_condition(w) for _, w in spared]))
        )
    for paper, handed in papers.items():
        system.add_variable(_variable(f"due_{paper}", bool, _any(handed)))
    system.add_variable(_variable("before", int, _sum(asked)))
    system.add_variable(_variable("after", int, _sum([f"due_{paper}" for paper in papers])))
    return system


def _handed(number, spared):
    def formula(person, period):
        handed = person(f"asked{number}", period)
        for holds in spared:
            handed = handed & ~holds(person, period)
        return handed

    return formula


def _any(names):
    return lambda person, period: np.any([person(name, period) for name in names], axis=0)


def _sum(names):
    return lambda person, period: sum(person(name, period).astype(int) for name in names)


def _counts(system, names, situations):
    """Count before and after for all situations in one simulation."""
    simulation = SimulationBuilder().build_default_simulation(system, count=len(situations))
    for name in names:
        simulation.set_input(name, _DAY, np.array([one[name] for one in situations]))
    start = time.process_time()
    before, after = simulation.calculate("before", _DAY), simulation.calculate("after", _DAY)
    return time.process_time() - start, list(zip(before.tolist(), after.tolist(), strict=True))


def main() -> None:
    """Read the work from standard input, write times and counts to standard output."""
    work = json.load(sys.stdin)
    system = _system(work["rows"], work["names"])
    situations, rounds = work["situations"], work["rounds"]
    one = [_counts(system, work["names"], situations[n : n + 1])[0] for n in range(rounds)]
    every = [_counts(system, work["names"], situations) for _ in range(rounds)]
    json.dump(
        {
            "one": sorted(one)[rounds // 2],
            "every": sorted(taken for taken, _ in every)[rounds // 2],
            "counts": every[0][1],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
