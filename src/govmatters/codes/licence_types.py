"""
Codes of types of electronic licences (证照类型代码, GB/T 36902): which type, defined by whom.

Twenty-one characters: the credit code of the body that defined the type, and three digits. Only
the credit code carries a check character. Places number types in their own ways, such as
``L2000016``: what has another shape is a `LocalCode`.
"""

from __future__ import annotations

import attrs

from govmatters.codes.layouts import (
    CREDIT_CODE,
    Layout,
    LocalCode,
    Part,
    canonical,
    credit_code_misfit,
    takes,
)
from govmatters.errors import CodeError

__all__ = [
    "LicenceTypeCode",
    "LocalCode",
    "is_licence_type_code",
    "parse_licence_type_code",
    "read_licence_type_code",
]

_SERIAL = Layout("serial", (Part("number of the type", 1, 3, "[0-9]{3}", "three digits"),))
_TYPE = Layout("licence type code", _SERIAL.after(CREDIT_CODE))


@attrs.frozen
class LicenceTypeCode:
    """
    The code of a type of licences (证照类型代码).

    Attributes:
        authority: The unified social credit code of the body that defined the type.
        serial: Three digits.

    Raises:
        CodeError: If a part is not what it may be, or the check character of the credit
            code does not fit.

    Examples:
        >>> str(LicenceTypeCode("11100000MB03271699", "022"))
        '11100000MB03271699022'

    Source:
        GB/T 36902-2018; GB 32100-2015.
    """

    authority: str
    serial: str

    def __attrs_post_init__(self) -> None:
        """Refuse parts that no code has, and a credit code that cannot be."""
        _TYPE.demand(self.authority[:8], self.authority[8:], self.serial)
        problem = credit_code_misfit(self.authority)
        if problem:
            raise CodeError(_TYPE.noun, str(self), problem)

    def __str__(self) -> str:
        """Write the code."""
        return f"{self.authority}{self.serial}"


def parse_licence_type_code(text: str) -> LicenceTypeCode:
    """
    Read the code of a type of licences.

    Args:
        text: As printed; blanks around it and small letters do not count.

    Returns:
        Its parts.

    Raises:
        CodeError: If it has not the standard's shape, or the check character of its credit
            code does not fit.

    Examples:
        >>> parse_licence_type_code("11100000000013338W011").serial
        '011'
    """
    code = _TYPE.read(text)
    return LicenceTypeCode(code[:18], code[18:])


def is_licence_type_code(text: str) -> bool:
    """
    Say whether a text is the code of a type of licences.

    Args:
        text: As printed.

    Returns:
        Whether `parse_licence_type_code` takes it.
    """
    return takes(parse_licence_type_code, text)


def read_licence_type_code(text: str) -> LicenceTypeCode | LocalCode:
    """
    Read whatever is printed as the code of a type of licences.

    Args:
        text: As printed; blanks around it and small letters do not count.

    Returns:
        The parts of a code that has the standard's shape; else a local code, with the text
        as it is and why it is not the standard's.

    Raises:
        CodeError: If the shape is the standard's, and the check character of its credit
            code does not fit.

    Examples:
        >>> read_licence_type_code("L2000016").reason
        'it has 8 characters, not 21'
    """
    problem = _TYPE.misfit(canonical(text))
    return LocalCode(text, problem) if problem else parse_licence_type_code(text)
