"""Marginals in files: weights by answer, by question; with the place of every fault."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import attrs

from govmatters.errors import LoadError, MarginalsError
from govmatters.io.context import Context, Parse
from govmatters.io.documents import documents_of
from govmatters.io.fields import found, is_null
from govmatters.io.links import reference
from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, WrongError
from govmatters.registry import Registry
from govmatters.synthetic.marginals import answers_of, weight_of

__all__ = ["read_marginals"]

_T = TypeVar("_T")


def read_marginals(
    path: str | os.PathLike[str], registry: Registry
) -> dict[str, dict[object, object]]:
    """
    Read marginals.

    Args:
        path: A YAML or JSON file: a map of questions to maps of answers to weights.
        registry: Knows the questions.

    Returns:
        By question: weights by the text of answers.

    Raises:
        LoadError: With every fault of the file.
    """
    context = _context(registry)
    read: dict[str, dict[object, object]] = {}
    for document in documents_of([Path(path)], context, lambda one: [one]):
        read.update(context.attempt(_questions(registry), document) or {})
    if context.faults:
        raise LoadError(tuple(sorted(set(context.faults), key=attrs.astuple)))
    return read


def _context(registry: Registry) -> Context:
    where = ScalarNode("", Kind.NULL, "")
    return Context(
        ids={"questions": dict.fromkeys(registry.questions, where)},
        questions=dict(registry.questions),
        regions=registry.geography,
    )


def _pairs(node: Node, wanted: str) -> tuple[tuple[ScalarNode, Node], ...]:
    if not isinstance(node, MapNode) or not node.pairs:
        raise WrongError(node, f"wants a map of {wanted}, got {found(node)}")
    return node.pairs


def _questions(registry: Registry) -> Parse[dict[str, dict[object, object]]]:
    def parse(node: Node, context: Context) -> dict[str, dict[object, object]]:
        read: dict[str, dict[object, object]] = {}
        for key, value in _pairs(node, "questions to answers with weights"):
            name = context.attempt(reference("questions"), key)
            weights = context.attempt(_weights(registry, name), value) if name else None
            if name and weights:
                read[name] = weights
        return read

    return parse


def _weights(registry: Registry, name: str) -> Parse[dict[object, object]]:
    question, regions = registry.questions[name], registry.geography

    def parse(node: Node, context: Context) -> dict[object, object]:
        weights: dict[object, object] = {}
        for key, value in _pairs(node, "answers to weights such as 3, 1/3 or 0.25"):
            answer = context.attempt(_taking(lambda text: answers_of(text, question, regions)), key)
            weight = context.attempt(_taking(weight_of), value)
            if answer is not None and weight is not None:
                weights[key.text] = weight
        return weights

    return parse


def _taking(take: Callable[[str], _T]) -> Parse[_T]:
    """Take the text of a scalar; what is wrong with it is told with its place."""

    def parse(node: Node, _context: Context) -> _T:
        if not isinstance(node, ScalarNode) or is_null(node):
            raise WrongError(node, f"wants a single value, got {found(node)}")
        try:
            return take(node.text)
        except (ValueError, MarginalsError) as exc:
            raise WrongError(node, str(exc)) from None

    return parse
