"""
Whether the codes of a matter agree with each other, and with what the matter says.

Six rules. Each is a function of plain values; what is unknown (None), or a code that is not the
standard's, gives no problem, because nothing can be said about it. Nor does a code whose check
character does not fit: whoever reads it says so. A digit that means nothing in the standard
(type ``21``, level ``7``), or that systems use differently (level ``6``), agrees with everything.
Whether several matters share a code: `govmatters.codes.repetitions`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

import attrs

from govmatters.codes.layouts import CREDIT_CODE, credit_code_misfit
from govmatters.codes.matters import (
    LEVELS,
    MATTER_TYPES,
    BasicCode,
    ImplementationCode,
    ItemCode,
    standard_matter_code,
)
from govmatters.codes.regions import Regions
from govmatters.errors import CodeError

__all__ = [
    "CodeProblem",
    "Rule",
    "authority_problems",
    "basic_code_problems",
    "item_problems",
    "level_problems",
    "region_problems",
    "type_problems",
]

Rule = Literal["authority", "basic-code", "item", "level", "region", "repetition", "type"]
"""What codes must agree in."""

_ADVICE = "mend whichever was read wrong"

_AGREED_LEVELS: Mapping[str, str] = MappingProxyType(
    {digit: name for digit, name in LEVELS.items() if digit != "6"}
)


@attrs.frozen
class CodeProblem:
    """
    Codes that do not agree.

    Attributes:
        rule: What they must agree in.
        severity: ``"warning"`` where places are known to have good reasons.
        message: What disagrees with what.
        advice: What to do.
        subjects: Of a repetition, the matters that share a code, in their order; else empty.
    """

    rule: Rule
    severity: Literal["error", "warning"]
    message: str
    advice: str = _ADVICE
    subjects: tuple[str, ...] = ()


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
            f"matter is handled at {', '.join(levels)}"
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
    whole, entry = _implementation(code), standard_matter_code(basic)
    if whole is None or not isinstance(entry, BasicCode) or whole.basic == entry:
        return
    message = (
        f"positions 20-31 of {str(whole)!r} are {str(whole.basic)!r}, but the matter's basic code "
        f"is {str(entry)!r}"
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
    whole = standard_matter_code(code)
    if whole is None or matter_type not in MATTER_TYPES.values():
        return
    entry = whole if isinstance(whole, BasicCode) else whole.basic
    if entry.type is not None and entry.type != matter_type:
        message = (
            f"positions 3-4 of the basic code {str(entry)!r} are {entry.type_code!r}, the type "
            f"{entry.type!r}, but the matter is of type {str(matter_type)!r}"
        )
        yield CodeProblem("type", "error", message)


def authority_problems(code: str | None, credit_code: str | None) -> Iterator[CodeProblem]:
    """
    Compare the credit code within a code with that of the authority of its matter.

    Args:
        code: An implementation code or a whole handling item code, as printed.
        credit_code: The unified social credit code of the authority, as printed.

    Yields:
        An error if they differ.

    Examples:
        >>> code = "11100000MB032716991000115035000"
        >>> [one.rule for one in authority_problems(code, "11100000000013338W")]
        ['authority']

    Source:
        GB/T 39554.1-2020, 实施编码, positions 1-18.
    """
    whole, own = _implementation(code), _credit_code(credit_code)
    if whole is None or own is None or whole.authority == own:
        return
    message = (
        f"positions 1-18 of {str(whole)!r} are {whole.authority!r}, but the credit code of the "
        f"matter's authority is {own!r}"
    )
    yield CodeProblem("authority", "error", message)


def item_problems(item: str | None, implementation: str | None) -> Iterator[CodeProblem]:
    """
    Compare the implementation code within the code of a handling item with that of its matter.

    Args:
        item: A whole handling item code, as printed.
        implementation: The implementation code of the matter, as printed.

    Yields:
        An error if both are the standard's and they differ.

    Examples:
        >>> item = "11100000MB03271699100011503600001"
        >>> [one.rule for one in item_problems(item, "11100000MB032716991000115035000")]
        ['item']

    Source:
        GB/T 39554.1-2020, 业务办理项编码, positions 1-31.
    """
    whole, own = standard_matter_code(item), _implementation(implementation)
    if not isinstance(whole, ItemCode) or own is None or whole.implementation == own:
        return
    message = (
        f"positions 1-31 of {str(whole)!r} are {str(whole.implementation)!r}, but the matter's "
        f"implementation code is {str(own)!r}"
    )
    yield CodeProblem("item", "error", message)


def region_problems(
    code: str | None, region: str | None, regions: Regions
) -> Iterator[CodeProblem]:
    """
    Compare the region of a credit code with the region of the authority.

    Args:
        code: The credit code, or an implementation or whole handling item code that begins
            with it, as printed.
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
    credit_code = _credit_code(code)
    if credit_code is None or region is None or not regions.is_known(region):
        return
    registered, area = credit_code[2:8], regions.national(region)
    if area is None or not regions.is_known(registered) or regions.within(registered, area):
        return
    message = (
        f"the credit code {credit_code!r} is of region {registered} ({regions.name(registered)}), "
        f"which is not within {region} ({regions.name(region)}), the region of the authority"
    )
    advice = "see that both are right: bodies of a district are often registered with the city"
    yield CodeProblem("region", "warning", message, advice)


def _credit_code(code: str | None) -> str | None:
    """Find the credit code that a code is or begins with; None if there is none, or broken."""
    whole = _implementation(code)
    if whole is not None:
        return whole.authority
    try:
        own = CREDIT_CODE.read(code or "")
    except CodeError:
        return None
    return own if credit_code_misfit(own) is None else None


def _implementation(code: str | None) -> ImplementationCode | None:
    """Find the implementation code in a code of the standard."""
    whole = standard_matter_code(code)
    if isinstance(whole, ItemCode):
        return whole.implementation
    return whole if isinstance(whole, ImplementationCode) else None
