"""Typed boolean expressions over facts: true, false, unknown."""

from govmatters.conditions.expressions import (
    All,
    Among,
    Any,
    Atom,
    Below,
    Condition,
    Constant,
    Expression,
    Holds,
    Includes,
    Not,
    Within,
)
from govmatters.conditions.parsing import parse_condition
from govmatters.conditions.questions import Answer, Question, QuestionType

__all__ = [
    "All",
    "Among",
    "Answer",
    "Any",
    "Atom",
    "Below",
    "Condition",
    "Constant",
    "Expression",
    "Holds",
    "Includes",
    "Not",
    "Question",
    "QuestionType",
    "Within",
    "parse_condition",
]
