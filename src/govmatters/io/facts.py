"""Facts in files: answers that are typed by their question, once it is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govmatters.conditions import Answer, Question, QuestionType
from govmatters.io.fields import found, is_null, text
from govmatters.io.links import reference
from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, SequenceNode, WrongError

if TYPE_CHECKING:
    from govmatters.codes.regions import Regions
    from govmatters.io.context import Context, Parse

__all__ = ["read_answer", "read_facts"]

_INTEGER = re.compile(r"-?[0-9]{1,15}")


def read_answer(node: Node, question: Question, context: Context) -> Answer:
    """
    Read a fact as the answer to a question.

    Args:
        node: A scalar; a list for a question of type ``choices``.
        question: Says the type.
        context: Knows the regions.

    Returns:
        The answer in its canonical form.

    Raises:
        WrongError: If it is of another type, or outside the options or range.
    """
    regions = context.regions
    several = question.type is QuestionType.CHOICES
    if isinstance(node, MapNode) or is_null(node) or several is isinstance(node, ScalarNode):
        wanted = "a list of options" if several else "a single answer"
        raise WrongError(node, f"question {question.id!r} wants {wanted}, got {found(node)}")
    try:
        if isinstance(node, SequenceNode):
            return question.answer([text(item, context) for item in node.items], regions)
        return _single(node, question, regions)
    except ValueError as exc:
        raise WrongError(node, str(exc)) from None


def read_facts(node: Node, context: Context) -> tuple[tuple[str, Answer], ...]:
    """
    Read facts, each typed by its question.

    Args:
        node: A map of ids of questions to answers.
        context: Knows the questions; gets the faults.

    Returns:
        (question, answer), sorted; what is at fault is left out.

    Raises:
        WrongError: If it is no map.
    """
    if not isinstance(node, MapNode):
        raise WrongError(node, f"wants a map of questions to answers, got {found(node)}")
    facts: list[tuple[str, Answer]] = []
    for key, value in node.pairs:
        asked = context.attempt(reference("questions"), key)
        question = context.questions.get(asked or "")
        if question is not None:
            fact = context.attempt(_of(question), value)
            facts.extend([] if fact is None else [(question.id, fact)])
    return tuple(sorted(facts, key=lambda pair: pair[0]))


def _of(question: Question) -> Parse[Answer]:
    return lambda node, context: read_answer(node, question, context)


def _single(node: ScalarNode, question: Question, regions: Regions) -> Answer:
    """Take a scalar; what JSON has typed is of that type, what YAML has is the question's."""
    match node.kind:
        case Kind.TEXT:
            return question.answer(node.text, regions)
        case Kind.BOOLEAN:
            return question.answer(node.text == "true", regions)
        case Kind.NUMBER if _INTEGER.fullmatch(node.text):
            return question.answer(int(node.text), regions)
        case Kind.NUMBER:
            message = f"question {question.id!r} is of type {question.type}, got {node}"
            raise WrongError(node, message)
    return question.parse(node.text, regions)
