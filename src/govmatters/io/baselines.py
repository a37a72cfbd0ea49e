"""Files of accepted findings, ``*.baseline.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from govmatters.checks.acceptance import Accepted, matched
from govmatters.errors import LoadError
from govmatters.io.context import Context
from govmatters.io.documents import check_format, documents_of
from govmatters.io.fields import list_of, text
from govmatters.io.nodes import WrongError
from govmatters.io.shapes import Shape

if TYPE_CHECKING:
    import os

    from govmatters.model import Finding

__all__ = ["BASELINE_FORMAT", "dump_baseline", "load_baseline"]

BASELINE_FORMAT = "govmatters-baseline/1"
"""What the key ``format`` says in a file of accepted findings."""

_ACCEPTED = Shape(
    "accepted finding",
    Accepted,
    {"check": text, "subject": text, "message": text, "items": list_of(text), "reason": text},
    required=("check", "subject", "message"),
)
_BASELINE: Shape[dict[str, Any]] = Shape(
    "baseline", dict, {"findings": list_of(_ACCEPTED, distinct=False)}, required=("findings",)
)


def load_baseline(path: str | os.PathLike[str]) -> tuple[Accepted, ...]:
    """
    Read a baseline.

    Args:
        path: The file: JSON, or YAML of the same shape.

    Returns:
        What is accepted, in the order of the file.

    Raises:
        LoadError: With every fault, by line and column.
    """
    context = Context()
    found: list[Accepted] = []
    for document in documents_of([Path(path)], context, lambda one: [one]):
        try:
            content = check_format(document, BASELINE_FORMAT)
        except WrongError as wrong:
            context.add(wrong)
        else:
            found.extend((_BASELINE(content, context) or {}).get("findings", ()))
    if context.faults:
        raise LoadError(tuple(sorted(set(context.faults), key=attrs.astuple)))
    return tuple(found)


def dump_baseline(findings: Iterable[Finding], known: Iterable[Accepted] = ()) -> str:
    """
    Write a baseline.

    Args:
        findings: What is to be accepted.
        known: What was accepted before: reasons are kept.

    Returns:
        JSON, sorted; the same findings give the same bytes. What lists things is written once;
        of what does not, as many as are found alike.
    """
    found = tuple(findings)
    reasons = {id(one): entry.reason for one, entry in matched(found, known) if entry is not None}
    named = [attrs.evolve(Accepted.of(one), reason=reasons.get(id(one))) for one in found]
    listing = {one.fingerprint: one for one in sorted(named, key=_order, reverse=True) if one.items}
    single = [one for one in named if not one.items]
    written = [_written(one) for one in sorted([*listing.values(), *single], key=_order)]
    content = {"format": BASELINE_FORMAT, "findings": written}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _order(one: Accepted) -> tuple[object, ...]:
    return one.check, one.subject, one.message, one.items, one.reason or ""


def _written(one: Accepted) -> dict[str, object]:
    return {key: value for key, value in attrs.asdict(one).items() if value not in {None, ()}}
