"""Every check is described, has an example that it finds and one that it does not, and is shown."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.checks.catalogue import Described, demands, described, families
from govmatters.model import Confidence, Finding, Severity

ROOT = Path(__file__).parent.parent
EXAMPLES = Path(__file__).parent / "checks"
SOURCES = ROOT / "src" / "govmatters" / "checks"
MARK = "# found"
GRAVITY = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}
LAW = [f"R{number:02}" for number in range(1, 22)]

every_check = pytest.mark.parametrize("check", described().values(), ids=lambda one: one.id)


def findings(kind: str, check: Described) -> tuple[Finding, ...]:
    """Check an example."""
    return gm.check(gm.load(EXAMPLES / kind / f"{check.id}.yaml"), on=check.on)


def marked(check: Described) -> list[int]:
    """Give the lines of a bad example that are marked, from 1."""
    lines = (EXAMPLES / "bad" / f"{check.id}.yaml").read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if line.endswith(MARK)]


@every_check
def test_the_bad_example_is_found_and_nothing_else(check: Described) -> None:
    """What is wrong with a bad example is found at the line that is marked, and nothing more."""
    found = [(one.check, (one.place or "").rpartition(":")[2]) for one in findings("bad", check)]

    assert marked(check)
    assert found == [(check.id, str(line)) for line in marked(check)]


@every_check
def test_the_good_example_is_well(check: Described) -> None:
    """Nothing at all is found in a good example."""
    assert findings("good", check) == ()


@every_check
def test_a_finding_is_as_grave_as_its_description_at_most(check: Described) -> None:
    """The catalogue says the gravest severity; a finding says what it rests on as the catalogue."""
    for one in findings("bad", check):
        assert GRAVITY[one.severity] <= GRAVITY[check.severity]
        assert one.basis == check.basis
        assert one.advice


@every_check
def test_an_error_rests_on_what_binds_everywhere(check: Described) -> None:
    """What only local rules or data rules say is a warning at most."""
    if check.severity is Severity.ERROR and check.rule is None:
        assert any(basis.is_national for basis in check.bases)


@every_check
def test_what_binds_everywhere_and_was_read_is_cited_first(check: Described) -> None:
    """Articles are in order: national before local, read before unread."""
    order = [(not one.is_national, one.evidence is not Confidence.SOURCED) for one in check.bases]

    assert order == sorted(order)


def test_examples_are_of_checks_that_there_are() -> None:
    """No example is left of a check that is gone."""
    for kind in ("good", "bad"):
        assert {file.stem for file in (EXAMPLES / kind).iterdir()} == set(described())


def reported() -> Iterator[ast.expr]:
    """Give the first argument of every call that makes a finding."""
    for file in SOURCES.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "finding":
                yield node.args[0]


def test_what_checks_report_is_described() -> None:
    """Every id in the source is in the catalogue, and the reverse."""
    literal = {one.value for one in reported() if isinstance(one, ast.Constant)}
    words = {
        node.value
        for file in SOURCES.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert literal <= set(described())
    assert set(described()) <= words


def test_every_rule_of_the_law_is_served() -> None:
    """Each of the 21 rules has a check, or says what of it no registry can show."""
    served = {key for check in described().values() for key in check.demands}

    assert [key for key in demands() if key.startswith("R")] == LAW
    assert set(demands()) <= served


def test_every_article_says_where_it_was_read() -> None:
    """A basis names its source; what was not read is marked wherever it is cited."""
    for demand in demands().values():
        for basis in demand.bases:
            assert basis.source
            assert (basis.evidence is Confidence.SOURCED) is not ("推断" in str(basis)) or (
                basis.evidence is Confidence.GENERAL_KNOWLEDGE and "一般知识" in str(basis)
            )


def test_families_are_those_of_the_checks() -> None:
    """Every check is on a page, and every page has checks."""
    assert {one.id for one in families()} == {check.family for check in described().values()}


def test_the_pages_are_as_they_are_made() -> None:
    """The documentation shows the catalogue, the examples and what the program says of them."""
    spec = importlib.util.spec_from_file_location("check_pages", ROOT / "tools/check_pages.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    pages = {file.name: file.read_text(encoding="utf-8") for file in tool.PAGES.glob("*.md")}

    assert pages == tool.pages_of()
