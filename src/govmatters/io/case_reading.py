"""
Files of cases, ``*.case.yaml``, to values.

They are read with the registry that they are about at hand, so that a slip in the name of a
question, a paper or a matter is a located fault and not a case that can never fail.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from govmatters.errors import SHOWN, LoadError
from govmatters.io.cases import Case, CaseFile, Expectation, Keys, Span
from govmatters.io.context import Context
from govmatters.io.documents import check_format, documents_of
from govmatters.io.facts import read_facts
from govmatters.io.fields import choice, day, found, identifier, list_of, map_of, text
from govmatters.io.files import case_files
from govmatters.io.links import paper, reference, region
from govmatters.io.loading import load
from govmatters.io.nodes import (
    Kind,
    MapNode,
    Node,
    ScalarNode,
    SequenceNode,
    WrongError,
    child_of,
    items_of,
)
from govmatters.io.shapes import Shape, Values
from govmatters.model import APPLICANT, Mechanism
from govmatters.rules.handling.values import State, Way

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from govmatters.io.context import Parse
    from govmatters.model import Bundle
    from govmatters.registry import Registry

__all__ = ["CASE_FORMAT", "load_cases"]

CASE_FORMAT = "govmatters-case/1"
"""What the key ``format`` says in a file of cases."""


def load_cases(
    *paths: str | os.PathLike[str], registry: Registry | None = None
) -> tuple[CaseFile, ...]:
    """
    Read files of cases.

    Args:
        paths: Files, and folders below which every ``*.case.yaml`` is read.
        registry: What the cases are about; the packaged data if it is left out.

    Returns:
        The files in the order of the paths, those of a folder sorted; may be empty.

    Raises:
        LoadError: With every fault of every file, by file, line and column.
    """
    registry = load() if registry is None else registry
    context = _context(registry)
    files = [
        _file(node, registry, context)
        for node in documents_of(map(Path, paths), context, case_files)
    ]
    if context.faults:
        raise LoadError(tuple(sorted(set(context.faults), key=attrs.astuple)))
    return tuple(file for file in files if file is not None)


def _context(registry: Registry) -> Context:
    """Know what the registry knows."""
    where = ScalarNode("", Kind.NULL, "")
    ids = {
        name: dict.fromkeys(getattr(registry, name), where)
        for name in ("bundles", "matters", "material_types", "questions", "exemptions")
    }
    questions = dict(registry.questions)
    return Context(ids=ids, questions=questions, regions=registry.geography)


def _file(root: Node, registry: Registry, context: Context) -> CaseFile | None:
    """Read one file, then look up what its cases name in the bundle."""
    context.papers = []
    try:
        content = check_format(root, CASE_FORMAT)
    except WrongError as wrong:
        context.add(wrong)
        return None
    file = _CASE_FILE.read(content, context, {"file": root.file})
    stated = child_of(root, "bundle")
    key = stated.text if isinstance(stated, ScalarNode) else ""
    if key in registry.bundles:
        for stranger in _strangers(root, registry.bundles[key], context):
            context.add(stranger)
    return file


def _strangers(root: Node, bundle: Bundle, context: Context) -> Iterator[WrongError]:
    """Find subjects and matters that the bundle does not have."""
    subjects = None if bundle.roles is None else {*bundle.roles, APPLICANT}
    for read, node in context.papers:
        if subjects is not None and read.subject not in subjects:
            known = ", ".join(sorted(subjects))
            message = f"{read.subject[:SHOWN]!r} is no role of {bundle.id!r} ({known}); mend it"
            yield WrongError(node, message)
    keys = [bundle.id, *(place.key for place in bundle.matters)]
    for node in _named(root):
        if isinstance(node, ScalarNode) and node.text not in keys:
            hint = context.hint(node.text, keys, f"they are {', '.join(keys[1:])}")
            yield WrongError(node, f"no matter {node.text[:SHOWN]!r} in {bundle.id!r}; {hint}")


def _named(root: Node) -> Iterator[Node]:
    """Walk what should be matters of the bundle."""
    for case in items_of(root, "cases"):
        expect = child_of(case, "expect")
        yield from items_of(expect, "refused")
        for stage in items_of(expect, "stages"):
            yield from stage.items if isinstance(stage, SequenceNode) else ()


_FRACTION = re.compile(r"-?[0-9]{1,12}(?:/[1-9][0-9]{0,11})?")


def _value(node: Node, _context: Context) -> Fraction | str:
    """Read a whole number, a fraction such as ``1/2``, or `unknown`."""
    if isinstance(node, ScalarNode) and node.kind not in {Kind.BOOLEAN, Kind.NULL}:
        if node.text == "unknown":
            return node.text
        if _FRACTION.fullmatch(node.text):
            return Fraction(node.text)
    wanted = 'a whole number, a fraction such as "1/2", or `unknown`'
    raise WrongError(node, f"wants {wanted}, got {found(node)}")


def _span(node: Node, context: Context) -> Span:
    """Read a value, or a pair of the least and the greatest."""
    ends = node.items if isinstance(node, SequenceNode) else (node, node)
    if len(ends) != 2:  # noqa: PLR2004
        raise WrongError(node, f"wants a value or a pair [low, high], got {len(ends)} values")
    low, high = (None if end == "unknown" else end for end in (_value(e, context) for e in ends))
    if isinstance(low, Fraction) and isinstance(high, Fraction) and low > high:
        raise WrongError(node, f"wants [low, high], got [{low}, {high}]; swap them")
    return low, high  # type: ignore[return-value]


def _mechanism(node: Node, context: Context) -> str:
    return choice(Mechanism)(node, context)


def _rules(node: Node, context: Context) -> Keys:
    """Read the numbers of rules, or one."""
    if isinstance(node, ScalarNode):
        return (identifier(node, context),)
    return list_of(identifier)(node, context)


def _about_one(values: Values, node: MapNode, context: Context) -> None:
    """Want a bundle or a matter, and a place in each case of a matter."""
    del values
    stated = [key for key in ("bundle", "matter") if node.get(key) is not None]
    if len(stated) != 1:
        message = "a file of cases is about a `bundle` or a `matter`; write one of them"
        context.add(WrongError(node, message))
    for case in items_of(node, "cases") if stated == ["matter"] else ():
        if child_of(case, "at") is None:
            context.add(WrongError(case, "a case of a matter wants `at`: where the applicant is"))


def _or_word(word: str, parse: Parse[str]) -> Parse[str]:
    """Read what another reader reads, or one word more."""

    def read(node: Node, context: Context) -> str:
        is_word = isinstance(node, ScalarNode) and node.text == word
        return word if is_word else parse(node, context)

    return read


def _case(node: Node, context: Context) -> Case | None:
    return _CASE.read(node, context, {"line": node.line})


_EXPECT = Shape(
    "expect",
    Expectation,
    {
        **dict.fromkeys(
            ("to_submit", "not_to_submit", "may_submit", "added", "deadlocks"),
            list_of(paper, distinct=False),
        ),
        "refused": list_of(identifier),
        "open_questions": list_of(reference("questions")),
        "stages": list_of(list_of(identifier), distinct=False),
        "by_mechanism": map_of(_mechanism, _span),
        **dict.fromkeys(
            (
                *("before", "after", "removed", "rows_before", "rows_after"),
                *("copies_before", "copies_after", "working_days", "trips", "steps"),
            ),
            _span,
        ),
        "state": choice(State),
        "way": _or_word("none", choice(Way)),
        **dict.fromkeys(("open", "closed", "undecided"), list_of(choice(Way))),
        "competent": _or_word("unknown", region),
        "questions": list_of(reference("questions")),
        "missing": list_of(identifier),
        "changes": map_of(choice(Way), text),
        **dict.fromkeys(("spared", "not_spared"), list_of(reference("exemptions"))),
        "places": list_of(region),
    },
)

_CASE: Shape[Case] = Shape(
    "case",
    Case,
    {
        "name": text,
        "on": day,
        "region": region,
        "at": region,
        "facts": read_facts,
        "held": list_of(paper),
        "rule": _rules,
        "expect": _EXPECT,
    },
    required=("name", "on", "expect"),
    attributes={"rule": "rules"},
)

_CASE_FILE: Shape[CaseFile] = Shape(
    "file of cases",
    CaseFile,
    {
        "bundle": reference("bundles"),
        "matter": reference("matters"),
        "rule": _rules,
        "cases": list_of(_case, low=1, distinct=False),
    },
    required=("cases",),
    attributes={"rule": "rules"},
    checks=(_about_one,),
)
