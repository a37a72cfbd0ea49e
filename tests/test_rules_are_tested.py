"""Every rule in force has a case or a law, and no test states a rule that is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("rules.md", "audit.md", "indicators.md")
"""Where rules stand; cases are about plans, so that audits and indicators are tested without."""

HEADING = re.compile(r"^#{2,4} ([A-Z]{2}-\d+)\b", re.MULTILINE)

LATER = {"RD-4": "measures of many cases come with populations"}
"""Rules that are written down and not in force yet."""


def headings(*pages: str) -> set[str]:
    """Read the rules that pages of the documentation explain; all of them by default."""
    texts = ((ROOT / "docs" / page).read_text("utf-8") for page in pages or PAGES)
    return {rule for text in texts for rule in HEADING.findall(text)}


def marked(file: Path) -> Iterator[str]:
    """Walk the numbers in ``@pytest.mark.rule("…")`` of a file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="rule"), args=[ast.Constant(value=str(rule))]):
                yield rule


def stated(file: Path) -> Iterator[str]:
    """Walk the numbers that the cases of a file state."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    for one in (content, *content["cases"]):
        rules = one.get("rule", [])
        yield from [rules] if isinstance(rules, str) else rules


def rules_of_cases() -> set[str]:
    """Collect the rules of the cases of the tests and of the packaged data."""
    files = [
        file for part in ("tests/rules", "data") for file in ROOT.glob(f"{part}/**/*.case.yaml")
    ]
    return {rule for file in files for rule in stated(file)}


def rules_of_laws() -> set[str]:
    """Collect the rules of the tests in Python."""
    return {rule for file in ROOT.glob("tests/**/test_*.py") for rule in marked(file)}


def test_every_rule_is_tested() -> None:
    """Each rule that the documentation explains and that is in force has a case or a law."""
    tested = rules_of_cases() | rules_of_laws()

    assert headings() - LATER.keys() - tested == set()


def test_rules_with_a_choice_of_words_have_cases() -> None:
    """A reader finds each rule in force in a case; a law alone is hard to read."""
    assert headings("rules.md") - LATER.keys() - rules_of_cases() == set()


def test_only_rules_that_exist_are_stated() -> None:
    """A number that nobody explains is a slip; a case states rules in force only."""
    assert rules_of_cases() - headings() == set()
    assert rules_of_cases().isdisjoint(LATER)
    assert rules_of_laws() - headings() - LATER.keys() == set()


def test_there_are_rules() -> None:
    """The headings are read, not missed."""
    assert {"SI-1", "AP-5", "EX-6", "PL-8", "RD-6", "AU-8"} <= headings()
