"""Words judged, each once, by the very functions that read single fields strictly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from govmatters.io.context import Context
from govmatters.io.fields import identifier, text, uscc
from govmatters.io.links import condition, paper, reference, region
from govmatters.io.matters import region_question
from govmatters.io.nodes import Kind, ScalarNode, WrongError
from govmatters.model import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from govmatters.io.context import Parse
    from govmatters.io.lines.words import Words

__all__ = ["Judged", "judged"]

_REFERENCES = ("sources", "authorities", "catalogue", "matters", "material_types")

_PARSERS: dict[str, Parse[Any]] = {
    "text": text,
    "identifier": identifier,
    "uscc": uscc,
    "region": region,
    "region question": region_question,
    "paper": paper,
    "condition": condition,
    **{collection: reference(collection) for collection in _REFERENCES},
}


@attrs.frozen
class Judged:
    """
    What words stand for.

    Attributes:
        values: By kind of word: the value of each word.
        wrong: By kind: those that stand for none.
    """

    values: Mapping[str, Mapping[str, Any]]
    wrong: Mapping[str, frozenset[str]]


def judged(words: Words, context: Context) -> Judged:
    """
    Judge words.

    Args:
        words: By kind.
        context: All that is known; it gets no faults, as a word has no place.

    Returns:
        The value of each, and those that are wrong.
    """
    own = attrs.evolve(context, faults=[], papers=[], hints=0)
    values: dict[str, dict[str, Any]] = {kind: {} for kind in _PARSERS}
    wrong: dict[str, frozenset[str]] = {}
    for kind, some in words.items():
        bad: list[str] = []
        known = _known(kind, some, context)
        values[kind].update(known)
        for word in some - known.keys():
            try:
                values[kind][word] = _PARSERS[kind](ScalarNode(word, Kind.TEXT, ""), own)
            except WrongError:
                bad.append(word)
        if bad:
            wrong[kind] = frozenset(bad)
    return Judged(values, wrong)


def _known(kind: str, words: set[str], context: Context) -> dict[str, Any]:
    """Judge the words that are ids of what they name: no other look would find them wrong."""
    ids = context.ids.get("material_types" if kind == "paper" else kind, {})
    if kind == "paper":
        return {word: Paper(word) for word in words if word in ids}
    return {word: word for word in words if word in ids} if kind in _REFERENCES else {}
