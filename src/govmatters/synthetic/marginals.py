"""How often the answers to a question are given: weights by answer, checked and made whole."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from govmatters.conditions import Answer, Atom, Question, QuestionType
from govmatters.errors import SHOWN, MarginalsError, suggestion
from govmatters.synthetic.pools import Pool, Stretch, stretches_of

if TYPE_CHECKING:
    from govmatters.codes.regions import Regions
    from govmatters.registry import Registry

__all__ = [
    "MOST",
    "Given",
    "Range",
    "answers_of",
    "check_marginals",
    "given_pool",
    "weight_of",
    "whole",
]

MOST = 10**12
"""How large the sum of the weights of a question may be, once they are whole numbers."""

_DIGITS = 40
_DOTS = ".."

Range = tuple[Answer, Answer]
"""The first and the last of some answers: the same one twice, or a stretch."""

Given = tuple[tuple[Range, Fraction], ...]
"""Answers with their weights."""


def answers_of(key: object, question: Question, regions: Regions) -> Range:
    """
    Read an answer, or a stretch of answers.

    Args:
        key: An answer, its text, or the text of a stretch such as ``"18..59"``.
        question: Says the type.
        regions: Knows the regions.

    Returns:
        The first and the last answer.

    Raises:
        ValueError: If it is no answer to the question.
    """
    if not isinstance(key, str):
        answer = question.answer(key, regions)
        return answer, answer
    ordered = question.type in {QuestionType.INTEGER, QuestionType.DATE}
    if not (ordered and _DOTS in key):
        answer = question.parse(key, regions)
        return answer, answer
    low, high = (question.parse(text, regions) for text in key.split(_DOTS, 1))
    if high < low:  # type: ignore[operator]
        message = f"question {question.id!r}: the stretch {key[:SHOWN]!r} ends before it begins"
        raise ValueError(message)
    return low, high


def weight_of(value: object) -> Fraction:
    """
    Read a weight.

    Args:
        value: A whole number, a fraction, a decimal, or the text of one.

    Returns:
        The weight, exact, at least 0.

    Raises:
        ValueError: If it is none.
    """
    weight = _fraction(value)
    if weight is None or weight < 0:
        message = (
            f"a weight is a number of at least 0 such as 3, 1/3 or 0.25, got {value!r:.{SHOWN}}"
        )
        raise ValueError(message)
    return weight


def _fraction(value: object) -> Fraction | None:
    """Take an exact number of few digits."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal | str):
        return None
    try:
        return Fraction(value) if len(str(value)) <= _DIGITS else None
    except (ValueError, ZeroDivisionError, OverflowError):
        return None


def check_marginals(
    marginals: Mapping[str, Mapping[object, object]],
    registry: Registry,
    looked_at: Sequence[str],
    bundle: str,
) -> dict[str, Given]:
    """
    Check marginals.

    Args:
        marginals: By question: weights by answer.
        registry: Knows the questions.
        looked_at: The questions that the bundle looks at.
        bundle: The bundle's id, for messages.

    Returns:
        By question, the answers with their weights.

    Raises:
        MarginalsError: With all that is wrong.
    """
    found: dict[str, Given] = {}
    problems: list[str] = []
    for name in sorted(marginals, key=str):
        if name not in registry.questions:
            hint = suggestion(str(name), registry.questions) or "name a question of the bundle"
            problems.append(f"no question {str(name)[:SHOWN]!r}; {hint}")
        elif name not in looked_at:
            problems.append(
                f"question {name!r}: bundle {bundle!r} does not look at it on these days in "
                "these regions; leave it out"
            )
        else:
            found[name] = _given(registry.questions[name], marginals[name], registry, problems)
    if problems:
        raise MarginalsError(tuple(problems))
    return found


def _given(
    question: Question,
    weights: Mapping[object, object],
    registry: Registry,
    problems: list[str],
) -> Given:
    """Read the answers and weights of one question; keep what is wrong."""
    found: dict[Range, Fraction] = {}
    before = len(problems)
    for key, value in weights.items():
        try:
            answers = answers_of(key, question, registry.geography)
            weight = weight_of(value)
        except ValueError as exc:
            problems.append(f"question {question.id!r}: {exc}")
            continue
        if answers in found:
            problems.append(f"question {question.id!r}: {key!r:.{SHOWN}} stands twice; drop one")
        found[answers] = weight
    if before == len(problems):
        problems.extend(f"question {question.id!r}: {one}" for one in _wrong(list(found.values())))
    return tuple(found.items())


def _wrong(weights: Sequence[Fraction]) -> list[str]:
    """Say what is wrong with weights as a whole."""
    if not sum(weights):
        return ["all its weights are 0; give some answer a weight"]
    if sum(whole(weights)) > MOST:
        return [f"its weights, as whole numbers, sum to more than {MOST}; round them"]
    return []


def whole(weights: Sequence[Fraction]) -> tuple[int, ...]:
    """Bring weights to whole numbers, in the same proportions."""
    scale = math.lcm(*(weight.denominator for weight in weights))
    return tuple(int(weight * scale) for weight in weights)


def given_pool(question: Question, given: Given, atoms: Sequence[Atom]) -> Pool:
    """
    Make the pool in which answers are as frequent as somebody says.

    Args:
        question: The question.
        given: Its answers with their weights, as `check_marginals` gives them.
        atoms: Its atoms.

    Returns:
        An entry an answer.
    """
    weights = whole([weight for _, weight in given])
    entries: list[tuple[Stretch, ...]] = []
    if question.type in {QuestionType.INTEGER, QuestionType.DATE}:
        entries.extend(tuple(stretches_of(*answers, atoms)) for answers, _ in given)
        return Pool(question=question, weights=weights, entries=tuple(entries))
    values = tuple(low for (low, _), _ in given)
    return Pool(
        question=question,
        weights=weights,
        entries=tuple(((place, 1),) for place in range(len(values))),
        values=values,
    )
