"""
Codes of government service matters (GB/T 39554.1): which entry, whose, which handling item.

- basic code (基本编码), 12 digits: who defined the entry (``00`` the nation, else a province),
  its type, the department that guides it, main item, sub item;
- implementation code (实施编码), 31 characters: the credit code of the authority, the level at
  which it acts, the basic code;
- handling item code (业务办理项编码), 33 characters: the implementation code and a number.

Only the credit code carries a check character: a slip in any other position can go unseen.
Places print codes of their own in the same fields, such as ``431012063W00``. `read_matter_code`
takes whatever is printed: a code of another shape is a `LocalCode`, not an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from govmatters.codes.layouts import Layout, LocalCode, canonical, takes
from govmatters.codes.matter_values import (
    BASIC,
    IMPLEMENTATION,
    ITEM,
    LEVELS,
    MATTER_TYPES,
    BasicCode,
    ImplementationCode,
    ItemCode,
    MatterCode,
)
from govmatters.errors import CodeError

__all__ = [
    "LEVELS",
    "MATTER_TYPES",
    "BasicCode",
    "ImplementationCode",
    "ItemCode",
    "LocalCode",
    "MatterCode",
    "is_basic_code",
    "is_implementation_code",
    "is_item_code",
    "parse_basic_code",
    "parse_implementation_code",
    "parse_item_code",
    "read_matter_code",
    "standard_matter_code",
]


def parse_basic_code(text: str) -> BasicCode:
    """
    Read a basic code.

    Args:
        text: As printed; blanks around it do not count.

    Returns:
        Its parts.

    Raises:
        CodeError: If it has not the standard's shape, as local codes have not.

    Examples:
        >>> parse_basic_code("440127028001").province
        '440000'
    """
    return BasicCode(*BASIC.cut(BASIC.read(text)))


def parse_implementation_code(text: str) -> ImplementationCode:
    """
    Read an implementation code.

    Args:
        text: As printed; blanks around it and small letters do not count.

    Returns:
        Its parts.

    Raises:
        CodeError: If it has not the standard's shape, or the check character of its credit
            code does not fit.

    Examples:
        >>> parse_implementation_code("11440300007542785T4440709003000")
        Traceback (most recent call last):
        ...
        govmatters.errors.CodeError: '11440300007542785T4440709003000' is no implementation \
code: position 18 (check character of a credit code) holds 'T', which does not fit the 17 before \
it; look for a slip
    """
    code = IMPLEMENTATION.read(text)
    return ImplementationCode(code[:18], code[18], parse_basic_code(code[19:]))


def parse_item_code(text: str) -> ItemCode:
    """
    Read the code of a handling item.

    Args:
        text: As printed; blanks around it and small letters do not count.

    Returns:
        Its parts.

    Raises:
        CodeError: If it has not the standard's shape, or the check character of its credit
            code does not fit.

    Examples:
        >>> parse_item_code("114403006939513773344201505200802").serial
        '02'
    """
    code = ITEM.read(text)
    return ItemCode(parse_implementation_code(code[:31]), code[31:])


def is_basic_code(text: str) -> bool:
    """
    Say whether a text is a basic code.

    Args:
        text: As printed.

    Returns:
        Whether `parse_basic_code` takes it.
    """
    return BASIC.misfit(canonical(text)) is None


def is_implementation_code(text: str) -> bool:
    """
    Say whether a text is an implementation code.

    Args:
        text: As printed.

    Returns:
        Whether `parse_implementation_code` takes it.
    """
    return takes(parse_implementation_code, text)


def is_item_code(text: str) -> bool:
    """
    Say whether a text is the code of a handling item.

    Args:
        text: As printed.

    Returns:
        Whether `parse_item_code` takes it.
    """
    return takes(parse_item_code, text)


_VERBS: Mapping[int, tuple[Layout, Callable[[str], MatterCode]]] = MappingProxyType(
    {
        12: (BASIC, parse_basic_code),
        31: (IMPLEMENTATION, parse_implementation_code),
        33: (ITEM, parse_item_code),
    }
)


def read_matter_code(text: str) -> MatterCode | LocalCode:
    """
    Read whatever is printed as a code of a matter.

    Args:
        text: As printed; blanks around it and small letters do not count.

    Returns:
        The parts of a code that has the standard's shape; else a local code, with the text
        as it is and why it is not the standard's.

    Raises:
        CodeError: If the shape is the standard's, and the check character of its credit
            code does not fit.

    Examples:
        >>> read_matter_code("000115035000").type
        'licence'
        >>> read_matter_code("431012063W00").reason
        "positions 10-12 (sub item) hold 'W00', not three digits"
    """
    code = canonical(text)
    if len(code) not in _VERBS:
        return LocalCode(text, f"it has {len(code)} characters, not 12, 31 or 33")
    layout, parse = _VERBS[len(code)]
    problem = layout.misfit(code)
    return LocalCode(text, problem) if problem else parse(code)


def standard_matter_code(text: str | None) -> MatterCode | None:
    """
    Read a code of a matter for what the standard says of it, if it says anything.

    Args:
        text: As printed; None: there is no code.

    Returns:
        The parts of a code of the standard; None for a local code, and for one whose check
        character does not fit.

    Examples:
        >>> standard_matter_code("431012063W00") is None
        True
    """
    try:
        code = read_matter_code(text or "")
    except CodeError:
        return None
    return None if isinstance(code, LocalCode) else code
