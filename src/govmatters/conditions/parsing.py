"""Text to typed conditions: Python's syntax for booleans, read with ``ast`` and an allow-list."""

from __future__ import annotations

import ast
import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn

from govmatters.conditions.expressions import (
    All,
    Among,
    Any,
    Below,
    Condition,
    Constant,
    Expression,
    Holds,
    Includes,
    Not,
    Within,
)
from govmatters.conditions.questions import Question, QuestionType
from govmatters.errors import ConditionError, suggestion

if TYPE_CHECKING:
    from govmatters.codes.regions import Regions

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "RESERVED", "parse_condition"]

MAX_LENGTH = 2000
"""Longest condition, in characters."""

MAX_DEPTH = 30
"""Deepest nesting of brackets and operators."""

RESERVED = frozenset({"and", "date", "false", "in", "not", "or", "true", "within"})
"""Words that no question may have as its id."""

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_RUN_ON = re.compile(r"(?<!\w)\d+[^\W\d]")
_ORDER = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_EQUAL = {ast.Eq: True, ast.NotEq: False, ast.In: True, ast.NotIn: False}
Literal = int | str | dt.date | bool


def parse_condition(text: str, *, questions: Mapping[str, Question], regions: Regions) -> Condition:
    """
    Read a condition.

    Args:
        text: One line, such as ``settle_with == "father" and not in_wedlock``.
        questions: Those that the condition may name, by id.
        regions: Knows the regions that it may name.

    Returns:
        The condition with its atoms in canonical form: ``not age >= 18`` is ``age < 18``.

    Raises:
        ConditionError: If it does not parse, names what is not there, compares what cannot
            be compared, or is too long or too deep. The error carries the character.
    """
    stripped = text.strip()
    reader = _Reader(stripped, questions, regions)
    return Condition(stripped, reader.expression(reader.tree()))


class _Reader:
    """Reads one condition; its methods mirror the grammar."""

    def __init__(self, text: str, questions: Mapping[str, Question], regions: Regions) -> None:
        self.text = text
        self.questions = questions
        self.regions = regions

    def fail(self, problem: str, node: ast.AST | None = None, offset: int = 0) -> NoReturn:
        """Raise with the character at which the node begins."""
        if node is not None:
            line = self.text.encode()[: getattr(node, "col_offset", 0)]
            offset = len(line.decode(errors="ignore"))
        raise ConditionError(text=self.text, offset=offset, problem=problem)

    def tree(self) -> ast.expr:
        """Parse the text after what would break or deceive the parser is refused."""
        self._refuse_by_size()
        for sign, why in (("\\", "quoted text has no escapes"), ("\n", "it must be one line")):
            if sign in self.text:
                self.fail(f"{sign!r} is not allowed: {why}", offset=self.text.index(sign))
        bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), self.text)
        if "#" in bare:
            self.fail("'#' is not allowed; put comments beside it", offset=bare.index("#"))
        if run_on := _RUN_ON.search(bare):
            self.fail("a number runs into a word; put a space between", offset=run_on.start())
        try:
            return ast.parse(self.text, mode="eval").body
        except SyntaxError as error:
            offset = max(0, min((error.offset or 1) - 1, len(self.text) - 1))
            self.fail(_advice(self.text, bare), offset=offset)
        except (ValueError, RecursionError, MemoryError):
            self.fail("it does not parse; write it in simpler parts")

    def _refuse_by_size(self) -> None:
        """Refuse what is empty, too long or too deep, before the parser sees it."""
        if not self.text:
            self.fail("it is empty; leave the key out for 'always'")
        if len(self.text) > MAX_LENGTH:
            self.fail(f"longer than {MAX_LENGTH} characters; split it into questions")
        depth = 0
        for offset, sign in enumerate(self.text):
            depth += (sign in "([{") - (sign in ")]}")
            if depth > MAX_DEPTH:
                self.fail(f"brackets nest deeper than {MAX_DEPTH}; simplify", offset=offset)

    def expression(self, node: ast.expr, depth: int = 0) -> Expression:  # noqa: RET503 (fail never returns)
        """Read anything that is true or false."""
        if depth > MAX_DEPTH:
            self.fail(f"nests deeper than {MAX_DEPTH}; simplify", node)
        match node:
            case ast.BoolOp(op=op, values=values):
                join = All if isinstance(op, ast.And) else Any
                return join(tuple(self.expression(value, depth + 1) for value in values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return negated(self.expression(operand, depth + 1))
            case ast.Compare():
                return self.comparison(node)
            case ast.Call():
                return self.within(node)
            case ast.Name(id="true" | "false"):
                return Constant(node.id == "true")
            case ast.Name():
                return self.boolean(node)
        self.fail(f"{_shape(node)} is not allowed in a condition", node)

    def boolean(self, node: ast.Name) -> Expression:
        """Read a question that stands alone."""
        question = self.question(node)
        if question.type is not QuestionType.BOOLEAN:
            self.fail(
                f"question {question.id!r} is of type {question.type}; compare it with "
                f"{_example(question)}",
                node,
            )
        return Holds(question.id)

    def question(self, node: ast.expr) -> Question:
        """Look up the question that a node names."""
        if not isinstance(node, ast.Name):
            self.fail(f"a question's id is wanted here, not {_shape(node)}", node)
        name = unicodedata.normalize("NFKC", node.id)
        if name not in self.questions:
            hint = suggestion(name, self.questions) or "declare it under questions"
            self.fail(f"no question {name[:80]!r}; {hint}", node)
        return self.questions[name]

    def within(self, node: ast.Call) -> Expression:  # noqa: RET503 (fail never returns)
        """Read ``within(question, "region")``."""
        match node:
            case ast.Call(func=ast.Name(id="within"), args=[asked, place], keywords=[]):
                question = self.question(asked)
                if question.type is not QuestionType.REGION:
                    self.fail(
                        f"within wants a question of type region; {question.id!r} is of "
                        f"type {question.type}",
                        asked,
                    )
                return Within(question.id, str(self.literal(place, question)))
        self.fail('the only calls are within(question, "region") and date("2026-01-01")', node)

    def comparison(self, node: ast.Compare) -> Expression:
        """Read a comparison of one question with literals."""
        if len(node.ops) > 1:
            self.fail("a chain of comparisons; write it as two joined by `and`", node)
        op, left, right = node.ops[0], node.left, node.comparators[0]
        if type(op) in _ORDER:
            return self.order(left, _ORDER[type(op)], right)
        if type(op) not in _EQUAL:
            self.fail("`is` is not allowed; write ==", node)
        truth = self.membership(left, op, right)
        return truth if _EQUAL[type(op)] else negated(truth)

    def order(self, left: ast.expr, op: str, right: ast.expr) -> Expression:
        """Read ``<``, ``<=``, ``>`` or ``>=`` as a bound from above, or its negation."""
        question = self.question(left)
        if question.type not in {QuestionType.INTEGER, QuestionType.DATE}:
            self.fail(
                f"{op} wants an integer or a date; {question.id!r} is of type {question.type}", left
            )
        bound = self.literal(right, question)
        below = _below(question.id, bound, inclusive=op in {"<=", ">"})
        return negated(below) if op in {">", ">="} else below

    def membership(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Expression:
        """Read ``==`` or ``in``, of either kind."""
        if isinstance(op, ast.In | ast.NotIn) and isinstance(left, ast.Constant):
            return self.includes(left, right)
        question = self.question(left)
        if question.type is QuestionType.CHOICES:
            self.fail(f'several may hold; write "…" in {question.id}', left)
        if isinstance(op, ast.Eq | ast.NotEq):
            value = self.literal(right, question)
            if question.type is QuestionType.BOOLEAN:
                return Holds(question.id) if value is True else Not(Holds(question.id))
            return Among(question.id, (value,))
        if not isinstance(right, ast.List | ast.Tuple) or not right.elts:
            self.fail("`in` wants a list of literals, such as [1, 2]", right)
        values = {self.literal(item, question) for item in right.elts}
        if question.type is QuestionType.BOOLEAN:
            self.fail(f"a boolean question stands alone: {question.id}", left)
        return Among(question.id, tuple(sorted(values)))

    def includes(self, left: ast.Constant, right: ast.expr) -> Expression:
        """Read ``"option" in question``."""
        question = self.question(right)
        if question.type is not QuestionType.CHOICES:
            self.fail(
                f"{question.id!r} is of type {question.type}; write it first: {_example(question)}",
                left,
            )
        return Includes(question.id, str(self.literal(left, question)))

    def literal(self, node: ast.expr, question: Question) -> Literal:
        """Read a literal of the question's type."""
        match question.type:
            case QuestionType.CHOICE | QuestionType.CHOICES | QuestionType.REGION:
                value: Literal | None = _text(node)
            case QuestionType.INTEGER:
                value = _integer(node)
            case QuestionType.BOOLEAN:
                names = {"true": True, "false": False}
                value = names.get(node.id) if isinstance(node, ast.Name) else None
            case QuestionType.DATE:
                value = _date(node)
        if value is None:
            self.fail(
                f"question {question.id!r} is of type {question.type}; compare it with "
                f"{_example(question)}",
                node,
            )
        if question.options and value not in question.options:
            hint = suggestion(str(value), question.options)
            options = ", ".join(question.options)
            self.fail(
                f"{str(value)[:80]!r} is no option of {question.id!r} ({options}); {hint}", node
            )
        if question.type is QuestionType.REGION and not self.regions.is_known(str(value)):
            self.fail(f"no region {str(value)[:80]!r}; {self.regions.suggestion(str(value))}", node)
        return value


def negated(expression: Expression) -> Expression:
    """Negate, without double negations."""
    match expression:
        case Not(part):
            return part
        case Constant(truth):
            return Constant(not truth)
    return Not(expression)


def _below(question: str, bound: Literal, *, inclusive: bool) -> Expression:
    """Write a bound from above as ``<``, which integers and days always allow."""
    if isinstance(bound, dt.date):
        if inclusive and bound == dt.date.max:
            return Constant(truth=True)
        return Below(question, bound + dt.timedelta(days=inclusive))
    return Below(question, int(bound) + inclusive)


def _text(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(value)):
            return value
    return None


def _integer(node: ast.expr) -> int | None:
    match node:
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=int(value)):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
            return -value
    return None


def _date(node: ast.expr) -> dt.date | None:
    match node:
        case ast.Call(func=ast.Name(id="date"), args=[ast.Constant(value=str(day))], keywords=[]):
            try:
                return dt.date.fromisoformat(day)
            except ValueError:
                return None
    return None


def _example(question: Question) -> str:
    """Show how a question of this type is used."""
    option = question.options[0] if question.options else "…"
    return {
        QuestionType.BOOLEAN: f"nothing, or true: {question.id}",
        QuestionType.CHOICE: f'{question.id} == "{option}"',
        QuestionType.CHOICES: f'"{option}" in {question.id}',
        QuestionType.INTEGER: f"a whole number: {question.id} < 18",
        QuestionType.REGION: f'within({question.id}, "360500")',
        QuestionType.DATE: f'{question.id} < date("2026-01-01")',
    }[question.type]


def _shape(node: ast.expr) -> str:
    """Name a piece of syntax for a person."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return f"{node.value}, instead of {str(node.value).lower()},"
    names = {
        ast.Attribute: "an attribute",
        ast.Call: "a call",
        ast.Constant: "a literal",
        ast.Compare: "a comparison",
        ast.Lambda: "a lambda",
        ast.Subscript: "an index",
        ast.BinOp: "arithmetic",
        ast.UnaryOp: "a sign",
    }
    return names.get(type(node), f"this ({type(node).__name__})")


def _advice(text: str, bare: str) -> str:
    """Guess the commonest slips from text that does not parse."""
    if text.count('"') % 2 or (text.count("'") % 2 and '"' not in text):
        return "a quote is not closed"
    if bare.count("(") != bare.count(")"):
        return "brackets do not match"
    if re.search(r"&&|\|\||!(?!=)|(?<![=!<>])=(?!=)", bare):
        return "it does not parse; write and, or, not, =="
    return "it does not parse; join comparisons with and, or, not"
