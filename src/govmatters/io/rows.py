"""The shapes of what matters and bundles share: rows, alternatives, outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govmatters.io.fields import boolean, choice, day, integer, list_of, text
from govmatters.io.links import condition, paper, reference
from govmatters.io.nodes import MapNode, ScalarNode, SequenceNode, WrongError
from govmatters.io.shapes import Shape, Values
from govmatters.model import (
    Alternative,
    Confidence,
    Copy,
    Deferral,
    Material,
    Medium,
    Need,
    Output,
)

if TYPE_CHECKING:
    from govmatters.io.context import Context
    from govmatters.io.nodes import Node

__all__ = ["DATED", "MATERIAL", "PROVENANCE", "output"]

PROVENANCE = {"source": reference("sources"), "confidence": choice(Confidence)}
DATED = {"since": day, "until": day}


def _alternative(node: Node, context: Context) -> Alternative | None:
    """Read one way to meet a row."""
    if isinstance(node, ScalarNode):
        return Alternative((paper(node, context),))
    if isinstance(node, SequenceNode):
        message = "wants a paper, or {any_of: [a, b]}, or {any_of: [{all_of: [a, b]}]}, got a list"
        raise WrongError(node, message)
    return _ALTERNATIVE(node, context)


def _of_papers(
    *, paper: object = None, all_of: tuple[object, ...] = (), when: object = None
) -> Alternative:
    """Make an alternative from either key."""
    return Alternative(all_of or (paper,), when)  # type: ignore[arg-type]


def _either(values: Values, node: MapNode, context: Context) -> None:
    """Want `paper` or `all_of`, not both."""
    del values
    stated = [key for key in ("paper", "all_of") if node.get(key) is not None]
    if len(stated) != 1:
        message = "an alternative wants either `paper` or `all_of`; write one of them"
        context.add(WrongError(node, message))


_ALTERNATIVE = Shape(
    "alternative",
    _of_papers,
    {"paper": paper, "all_of": list_of(paper, low=1), "when": condition},
    checks=(_either,),
)


def _any_of(node: Node, context: Context) -> tuple[Alternative, ...]:
    """Read what meets a row: a paper, or alternatives."""
    if not isinstance(node, MapNode) or node.get("any_of") is None:
        alone = _alternative(node, context)
        return () if alone is None else (alone,)
    alternatives = _ANY_OF(node, context)
    return alternatives or ()


_ANY_OF = Shape(
    "any_of",
    lambda any_of: any_of,
    {"any_of": list_of(_alternative, low=1, distinct=False)},
)

_DEFERRAL = Shape("deferral", Deferral, {"working_days": integer(), "consequence": text})

MATERIAL = Shape(
    "row",
    Material,
    {
        "needs": _any_of,
        "name": text,
        "when": condition,
        "need": choice(Need),
        "existing": boolean,
        "copies": integer(1),
        "copy": choice(Copy),
        "medium": choice(Medium),
        "deferral": _DEFERRAL,
        "basis": text,
        **DATED,
        **PROVENANCE,
    },
    required=("needs",),
    attributes={"needs": "alternatives"},
)

_OUTPUT = Shape("output", Output, {"paper": paper, **DATED}, required=("paper",))


def output(node: Node, context: Context) -> Output | None:
    """Read a paper that a matter issues, with or without days."""
    if isinstance(node, ScalarNode):
        return Output(paper=paper(node, context))
    return _OUTPUT(node, context)
