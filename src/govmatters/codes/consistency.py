"""
Whether the codes of a matter agree with each other, and with what the matter says.

Five rules. Each is a function of plain values; what is unknown (None), or a code that is not the
standard's, gives no problem, because nothing can be said about it. Nor does a code whose check
character does not fit: whoever reads it says so. A digit that means nothing in the standard
(type ``21``, level ``7``), or that systems use differently (level ``6``), agrees with everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

import attrs

from govmatters.codes.layouts import LocalCode
from govmatters.codes.matters import (
    LEVELS,
    MATTER_TYPES,
    BasicCode,
    ImplementationCode,
    ItemCode,
    MatterCode,
    read_matter_code,
)
from govmatters.codes.regions import Regions
from govmatters.errors import SHOWN, CodeError

__all__ = [
    "CodeProblem",
    "CodedMatter",
    "basic_code_problems",
    "level_problems",
    "region_problems",
    "repetition_problems",
    "type_problems",
]

_AGREED_LEVELS: Mapping[str, str] = MappingProxyType(
    {digit: name for digit, name in LEVELS.items() if digit != "6"}
)


@attrs.frozen
class CodeProblem:
    """
    Codes that do not agree.

    Attributes:
        rule: ``"level"``, ``"basic-code"``, ``"type"``, ``"region"`` or ``"repetition"``.
        severity: ``"warning"`` where places are known to have good reasons.
        message: What disagrees with what, and what to do.
        subjects: Of a repetition, the matters that share a code, in their order; else empty.
    """

    rule: Literal["level", "basic-code", "type", "region", "repetition"]
    severity: Literal["error", "warning"]
    message: str
    subjects: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class CodedMatter:
    """
    What tells a matter from all others.

    Attributes:
        subject: What the caller calls it.
        authority: Id of its authority; only needed to compare local codes.
        implementation: Its implementation code, as printed.
        item: The number of its handling item, such as ``"02"``, or its whole code.
    """

    subject: str
    authority: str | None = None
    implementation: str | None = None
    item: str | None = None


def level_problems(
    code: str | None,
    levels: Collection[str] | None,
    *,
    names: Mapping[str, str] = _AGREED_LEVELS,
) -> Iterator[CodeProblem]:
    """
    Compare the level in a code with the levels of its matter.

    Args:
        code: An implementation code or a whole handling item code, as printed.
        levels: Where the matter is handled, such as ``("city", "county")``.
        names: What the digits mean, for a place where that is known; by default those of
            `LEVELS` that all systems use alike, which are ``1`` to ``5``.

    Yields:
        An error if the code names a level that is none of them.

    Examples:
        >>> [one.rule for one in level_problems("11100000MB032716991000115035000", ["city"])]
        ['level']

    Source:
        GB/T 39554.1-2020, 实施编码, position 19.
    """
    whole = _implementation(code)
    if whole is None or not levels:
        return
    said = names.get(whole.level)
    if said is not None and said not in levels:
        message = (
            f"position 19 of {str(whole)!r} is {whole.level!r}, the level {said!r}, but the "
            f"matter is handled at {', '.join(levels)}; mend whichever was read wrong"
        )
        yield CodeProblem("level", "error", message)


def basic_code_problems(code: str | None, basic: str | None) -> Iterator[CodeProblem]:
    """
    Compare the basic code within a code with the basic code of its matter.

    Args:
        code: An implementation code or a whole handling item code, as printed.
        basic: The basic code of the matter, as printed.

    Yields:
        An error if both are the standard's and they differ.

    Examples:
        >>> code = "11100000MB032716991000115035000"
        >>> [one.rule for one in basic_code_problems(code, "000115036000")]
        ['basic-code']

    Source:
        GB/T 39554.1-2020, 实施编码, positions 20-31.
    """
    whole, entry = _implementation(code), _standard(basic)
    if whole is None or not isinstance(entry, BasicCode) or whole.basic == entry:
        return
    message = (
        f"positions 20-31 of {str(whole)!r} are {str(whole.basic)!r}, but the matter's basic code "
        f"is {str(entry)!r}; mend whichever was read wrong"
    )
    yield CodeProblem("basic-code", "error", message)


def type_problems(code: str | None, matter_type: str | None) -> Iterator[CodeProblem]:
    """
    Compare the type in a code with the type of its matter.

    Args:
        code: A basic code, or any code that holds one, as printed.
        matter_type: One of the values of `MATTER_TYPES`; others have no code in the standard.

    Yields:
        An error if both are the standard's and they differ.

    Examples:
        >>> [one.rule for one in type_problems("000115035000", "penalty")]
        ['type']

    Source:
        GB/T 39554.1-2020, 基本编码, positions 3-4.
    """
    whole = _standard(code)
    if whole is None or matter_type not in MATTER_TYPES.values():
        return
    entry = whole if isinstance(whole, BasicCode) else whole.basic
    if entry.type is not None and entry.type != matter_type:
        message = (
            f"positions 3-4 of the basic code {str(entry)!r} are {entry.type_code!r}, the type "
            f"{entry.type!r}, but the matter is of type {matter_type!r}; mend whichever was "
            "read wrong"
        )
        yield CodeProblem("type", "error", message)


def region_problems(
    code: str | None, region: str | None, regions: Regions
) -> Iterator[CodeProblem]:
    """
    Compare the region in the credit code of a code with the region of the authority.

    Args:
        code: An implementation code or a whole handling item code, as printed.
        region: The region of the authority. A declared region counts as the one of
            GB/T 2260 that it lies in, because credit codes know no others.
        regions: Knows the regions.

    Yields:
        A warning if the region of the credit code is not within the other: bodies of a
        district are often registered with the city. None if one of them is unknown.

    Examples:
        >>> code = "11440300MB2D0722464440127028001"
        >>> [one.severity for one in region_problems(code, "440305", Regions())]
        ['warning']

    Source:
        GB 32100-2015, positions 3-8; GB/T 39554.1-2020, 实施编码, positions 1-18.
    """
    whole = _implementation(code)
    if whole is None or region is None or not regions.is_known(region):
        return
    registered, area = whole.authority[2:8], regions.national(region)
    if area is None or not regions.is_known(registered) or regions.within(registered, area):
        return
    message = (
        f"the credit code in {str(whole)!r} is of region {registered} "
        f"({regions.name(registered)}), which is not within {region} ({regions.name(region)}), "
        "the region of the authority; see that it is the right authority"
    )
    yield CodeProblem("region", "warning", message)


def repetition_problems(matters: Iterable[CodedMatter]) -> Iterator[CodeProblem]:
    """
    Find matters that share a code which should tell them apart.

    Args:
        matters: Those that exist side by side, in any order.

    Yields:
        An error for each code that several have, by the order of the first: an
        implementation code among matters that name no handling item, or implementation
        code and handling item together. Local codes are compared within an authority.

    Examples:
        >>> code = "11440300693951377334420150520080"
        >>> twice = [CodedMatter(subject=one, item=f"{code}1") for one in ("a", "b")]
        >>> [one.subjects for one in repetition_problems(twice)]
        [('a', 'b')]

    Source:
        GB/T 39554.1-2020: a code is one matter's.
    """
    sharing: dict[tuple[str, ...], list[str]] = {}
    for matter in matters:
        key = _key(matter)
        if key is not None:
            sharing.setdefault(key, []).append(matter.subject)
    for (*_, code, serial), subjects in sharing.items():
        if len(subjects) > 1:
            yield CodeProblem(
                "repetition", "error", _sharing(subjects, code, serial), tuple(subjects)
            )


def _sharing(subjects: list[str], code: str, serial: str) -> str:
    """Say who shares what."""
    few = ", ".join(subjects[:8]) + (", …" if len(subjects) > 8 else "")  # noqa: PLR2004
    item = f"handling item {serial[:SHOWN]!r} of " if serial else ""
    return f"{few} share the {item}code {code[:SHOWN]!r}; give each its own, or drop the copies"


def _key(matter: CodedMatter) -> tuple[str, str, str] | None:
    """Tell what a matter must not share: scope, code, handling item; None if it is unknown."""
    item = matter.item.strip() if matter.item else ""
    whole = _standard(item)
    if isinstance(whole, ItemCode):
        return "", str(whole.implementation), whole.serial
    known = _implementation(matter.implementation)
    if known is not None:
        return "", str(known), item
    if not matter.implementation or not matter.authority:
        return None
    return matter.authority, matter.implementation.strip(), item


def _implementation(code: str | None) -> ImplementationCode | None:
    """Find the implementation code in a code of the standard."""
    whole = _standard(code)
    if isinstance(whole, ItemCode):
        return whole.implementation
    return whole if isinstance(whole, ImplementationCode) else None


def _standard(code: str | None) -> MatterCode | None:
    """Read a code of the standard; None if it is none, or broken."""
    try:
        whole = read_matter_code(code or "")
    except CodeError:
        return None
    return None if isinstance(whole, LocalCode) else whole
