"""
Whether matters share a code that should tell them apart.

Whether the codes of one matter agree: `govmatters.codes.consistency`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from govmatters.codes.consistency import CodeProblem
from govmatters.codes.matters import ImplementationCode, ItemCode, standard_matter_code
from govmatters.errors import SHOWN

__all__ = ["CodedMatter", "repetition_problems"]

_SERIAL = 2
"""Characters of the number of a handling item."""
_MOST = 8
"""Matters that a message names."""


@attrs.frozen(kw_only=True)
class CodedMatter:
    """
    What tells a matter from all others.

    Attributes:
        subject: What the caller calls it.
        owner: Whose local codes it has, such as the id of its authority; None: not known, so
            that its local codes are compared with none.
        implementation: Its implementation code, as printed.
        item: The number of its handling item, such as ``"02"``, or its whole code.
    """

    subject: str
    owner: str | None = None
    implementation: str | None = None
    item: str | None = None


def repetition_problems(matters: Iterable[CodedMatter]) -> Iterator[CodeProblem]:
    """
    Find matters that share a code which should tell them apart.

    Args:
        matters: In any order. Those that never exist on one day are the caller's to part.

    Yields:
        An error for each code that several have, by the order of the first: an
        implementation code among matters that name no handling item, or implementation
        code and handling item together. Local codes are compared within an owner.

    Examples:
        >>> code = "11440300693951377334420150520080"
        >>> twice = [CodedMatter(subject=one, item=f"{code}1") for one in ("a", "b")]
        >>> [one.subjects for one in repetition_problems(twice)]
        [('a', 'b')]

    Source:
        GB/T 39554.1-2020: a code is one matter's.
    """
    sharing: dict[tuple[str, str, str], list[str]] = {}
    for matter in matters:
        key = _key(matter)
        if key is not None:
            sharing.setdefault(key, []).append(matter.subject)
    for (_, code, serial), subjects in sharing.items():
        if len(subjects) > 1:
            yield _sharing(subjects, code, serial)


def _sharing(subjects: list[str], code: str, serial: str) -> CodeProblem:
    """Say who shares what."""
    few = ", ".join(subjects[:_MOST]) + (", …" if len(subjects) > _MOST else "")
    item = f"handling item {serial[:SHOWN]!r} of " if serial else ""
    return CodeProblem(
        "repetition",
        "error",
        f"{few} share the {item}code {code[:SHOWN]!r}",
        "give each business item a number of its own, or make one matter of them",
        tuple(subjects),
    )


def _key(matter: CodedMatter) -> tuple[str, str, str] | None:
    """Tell what a matter must not share: scope, code, handling item; None if it is unknown."""
    item, own = (matter.item or "").strip(), (matter.implementation or "").strip()
    known = standard_matter_code(own)
    for whole in (standard_matter_code(item), known):
        if isinstance(whole, ItemCode):
            return "", str(whole.implementation), whole.serial
    if isinstance(known, ImplementationCode):
        return "", str(known), item
    if matter.owner is None or not (own or len(item) > _SERIAL):
        return None
    return matter.owner, own or item, item if own else ""
