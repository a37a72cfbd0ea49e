"""The page on indicators says what the program computes."""

from __future__ import annotations

from pathlib import Path

import pytest

from govmatters.measures.indicators.formulas import BEYOND, FORMULAS, PROPOSED, Formula

PAGE = Path(__file__).parents[2] / "docs" / "indicators.md"


def source_of(formula: Formula) -> str:
    """Write the source of a formula as the page does."""
    if formula.missing:
        return "–"
    return "*proposed*" if formula.source == PROPOSED else formula.source


@pytest.mark.parametrize("formula", [*FORMULAS, *BEYOND], ids=lambda one: one.name)
def test_the_page_has_every_formula(formula: Formula) -> None:
    """Name, formula in both languages and source stand in a line of the table."""
    said = f"{formula.text}<br>{formula.text_zh}"
    row = f"| `{formula.name}` | {formula.name_zh} | {said} | {source_of(formula)} |"

    assert row in PAGE.read_text(encoding="utf-8").splitlines()


def test_the_page_has_no_other_formula() -> None:
    """What is not computed any more is not promised."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| `") and "<br>" in line]

    assert len(rows) == len(FORMULAS) + len(BEYOND)
