"""Which questions are open, and in which order they are worth asking (rules SI-1, PL-8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from govmatters.situations import Block, Situations, split

if TYPE_CHECKING:
    from govmatters.rules.evaluating import Evaluation

__all__ = ["Column", "questions_worth_asking"]

Column = int
"""A plane: the situations in which something is as it is."""


def questions_worth_asking(
    evaluation: Evaluation,
    everything: Callable[[], Iterable[Column]],
    papers: Callable[[], Iterable[Column]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    Find the questions whose answers can change a plan.

    A question is open if two open situations that differ in its answer alone have
    different plans. First come those that can change the papers handed in; among them the
    one that, once answered, leaves the fewest different lists to be told apart, which is
    the least expected number of situations with another list, by count of situations.

    Args:
        evaluation: A compiled bundle over the situations that are open.
        everything: All that the plan says, as planes.
        papers: The papers handed in, as planes.

    Returns:
        (open questions in the order worth asking; those that can change the papers). Where
        too many situations are open, every unanswered question that a component looks at,
        the most looked at first.
    """
    if not evaluation.joint:
        unanswered = _looked_at(evaluation)
        return unanswered, unanswered
    situations, valid = evaluation.situations, evaluation.valid
    varied = [
        (block, stride)
        for block, stride in zip(situations.blocks, situations.strides, strict=True)
        if len(block.truths) > 1
    ]
    if not varied:
        return (), ()
    lists = [mask for mask, _ in split(list(dict.fromkeys(papers())), valid)]
    deciding = {b.question for b, s in varied if _matters(situations, b, s, lists, valid)}
    rest = list(dict.fromkeys(everything()))
    open_ones = {b.question for b, s in varied if _matters(situations, b, s, rest, valid)}
    alike = dict.fromkeys(sorted(open_ones | deciding), Fraction(0))
    for block, stride in varied:
        if block.question in alike:
            told = _told_apart(situations, block, stride, lists, valid)
            alike[block.question] = max(alike[block.question], told)
    order = sorted(alike, key=lambda name: (name not in deciding, -alike[name], name))
    return tuple(order), tuple(name for name in order if name in deciding)


def _matters(
    situations: Situations, block: Block, stride: int, columns: list[Column], valid: int
) -> bool:
    """Whether two valid situations that differ in a block alone differ in a column."""
    for one, other in combinations(range(len(block.truths)), 2):
        shift = (other - one) * stride
        pairs = situations.slice(block, stride, one) & valid & (valid >> shift)
        if pairs and any((column ^ (column >> shift)) & pairs for column in columns):
            return True
    return False


def _told_apart(
    situations: Situations, block: Block, stride: int, lists: list[int], valid: int
) -> Fraction:
    """How alike the lists are once a block is known: the sum of squares, by answer."""
    total = Fraction(0)
    for row in range(len(block.truths)):
        inside = situations.slice(block, stride, row) & valid
        if inside:
            squares = sum((inside & mask).bit_count() ** 2 for mask in lists)
            total += Fraction(squares, inside.bit_count())
    return total


def _looked_at(evaluation: Evaluation) -> tuple[str, ...]:
    """Unanswered questions, the one that most components look at first."""
    counts: dict[str, int] = {}
    for group in evaluation.groups:
        for question in sorted({atom.question for atom in group.component.atoms}):
            if question not in evaluation.facts:
                counts[question] = counts.get(question, 0) + 1
    for block in evaluation.situations.blocks:
        if block.question not in evaluation.facts:
            counts.setdefault(block.question, 0)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))
