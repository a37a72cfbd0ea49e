"""The public names: a change of them is seen here."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import govmatters as gm

NAMES = {
    *("Attainment", "Audit", "Bounds", "Circle", "CompiledBundle", "Deadlock", "Fate", "Finding"),
    *(
        "GovMattersError",
        "Indicator",
        "Ledger",
        "Mechanism",
        "Outcome",
        "Paper",
        "Plan",
        "Reduction",
        "Refusal",
    ),
    *("Registry", "Verdict"),
    *("audit", "check", "compile", "dump", "indicators", "ledger", "load", "plan"),
    *("demand_list", "negative_list", "policy_index", "responsibility_list"),
    *("reduction", "targets", "to_json"),
    *("BundleVerdict", "ClaimVerdict", "HandlingMatrix", "Opening", "State", "Way"),
    *("bundle_handling", "handling", "handling_matrix", "openings"),
    *("Closure", "Prerequisites", "prerequisites"),
    *("synthetic_cases", "synthetic_registry"),
    *(
        "CompiledPopulation",
        "compile_population",
        "Group",
        "Population",
        "Problem",
        "Tally",
        "population",
    ),
    *("query", "sql"),
    *("Changes", "Published", "PublishedChanges", "changes", "population_rows", "suppress"),
    *("NationalCheck", "NationalIndicator", "NationalTally", "open_national", "write_national"),
}


def modules() -> Iterator[ModuleType]:
    """Import every module of the package; but the one that runs the command line."""
    yield gm
    for found in pkgutil.walk_packages(gm.__path__, "govmatters."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def test_the_public_names() -> None:
    """These names are promised; more may be added, none is dropped unseen."""
    assert set(gm.__all__) == NAMES
    assert set(dir(gm)) >= NAMES
    assert all(getattr(gm, name) is not None for name in NAMES)


def test_no_package_is_called_like_a_public_name() -> None:
    """Python binds a package to its parent when it is first imported, and would hide the name."""
    assert NAMES.isdisjoint(path.stem for path in Path(gm.__file__).parent.iterdir())


def test_names_that_are_not_there() -> None:
    """A name that is not public is an AttributeError as in any module."""
    with pytest.raises(AttributeError, match="polan"):
        gm.polan  # noqa: B018


def test_modules_say_what_they_offer() -> None:
    """What a module lists in ``__all__`` is there, once."""
    for module in modules():
        names = getattr(module, "__all__", [])
        assert len(names) == len(set(names)), module.__name__
        assert [name for name in names if not hasattr(module, name)] == [], module.__name__


def test_public_things_are_explained() -> None:
    """Whatever the package itself offers has a docstring."""
    for name in NAMES:
        assert (getattr(gm, name).__doc__ or "").strip(), name


def test_importing_is_light() -> None:
    """``import govmatters`` pulls in neither networkx nor pandas, nor what the extras bring."""
    heavy = "{'altair', 'clingo', 'hypothesis', 'networkx', 'pandas', 'pytest', 'rich', 'typer'}"
    code = f"import sys, govmatters; sys.exit(bool({heavy} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_planning_is_light() -> None:
    """Nor does a plan, or a reduction, of the packaged data need them."""
    heavy = "{'altair', 'hypothesis', 'networkx', 'pandas', 'pytest', 'rich', 'typer'}"
    code = (
        "import sys, datetime, govmatters as gm; on = datetime.date(2026, 7, 1);"
        "gm.reduction(gm.load(), 'restaurant', on=on);"
        f"sys.exit(bool({heavy} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
