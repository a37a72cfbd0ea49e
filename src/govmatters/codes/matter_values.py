"""
The values that codes of matters are read into: parts, and what they mean (GB/T 39554.1).

`govmatters.codes.matters` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from govmatters.codes.layouts import CREDIT_CODE, Layout, Part, credit_code_misfit
from govmatters.errors import CodeError

__all__ = [
    "BASIC",
    "IMPLEMENTATION",
    "ITEM",
    "LEVELS",
    "MATTER_TYPES",
    "BasicCode",
    "ImplementationCode",
    "ItemCode",
    "MatterCode",
]

MATTER_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "01": "licence",
        "02": "penalty",
        "03": "coercion",
        "04": "collection",
        "05": "benefit",
        "06": "inspection",
        "07": "confirmation",
        "08": "reward",
        "09": "adjudication",
        "10": "other_power",
        "20": "public_service",
    }
)
"""What the type codes mean (事项类型), in the words of the file format. Local lists differ."""

LEVELS: Mapping[str, str] = MappingProxyType(
    {"1": "nation", "2": "province", "3": "city", "4": "county", "5": "township", "6": "village"}
)
"""
What the level digits mean (行使层级), in the words of the file format.

``7`` (分级管理) is no single level. Some systems print it as ``6``.
"""

BASIC = Layout(
    "basic code",
    (
        Part(
            "who defined the entry",
            1,
            2,
            "00|1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]",
            "00 or the first two digits of a province",
        ),
        Part("type code", 3, 4, "[0-9]{2}", "two digits"),
        Part("department", 5, 6, "[0-9]{2}", "two digits"),
        Part("main item", 7, 9, "(?!000)[0-9]{3}", "three digits from 001"),
        Part("sub item", 10, 12, "[0-9]{3}", "three digits"),
    ),
)
"""The shape of a basic code."""

_LEVEL = Layout("level", (Part("level", 1, 1, "[1-7]", "a digit from 1 to 7"),))
_SERIAL = Layout("serial", (Part("handling item", 1, 2, "(?!00)[0-9]{2}", "two digits from 01"),))
_OWN = Layout("implementation code", _LEVEL.after(CREDIT_CODE))

IMPLEMENTATION = Layout("implementation code", BASIC.after(_OWN))
"""The shape of an implementation code."""

ITEM = Layout("handling item code", _SERIAL.after(IMPLEMENTATION))
"""The shape of the code of a handling item."""


@attrs.frozen
class BasicCode:
    """
    The code of an entry of the catalogue (基本编码).

    Attributes:
        issuer: Who defined the entry: ``"00"`` the nation, else the first two digits of a
            province.
        type_code: Two digits; `MATTER_TYPES` names those of the standard.
        department: Two digits: which line of departments guides it.
        main_item: Three digits from ``"001"``.
        sub_item: Three digits; ``"000"`` is the main item itself.

    Raises:
        CodeError: If a part is not what it may be.

    Examples:
        >>> str(BasicCode("00", "01", "15", "035", "000"))
        '000115035000'

    Source:
        GB/T 39554.1-2020.
    """

    issuer: str
    type_code: str
    department: str
    main_item: str
    sub_item: str

    def __attrs_post_init__(self) -> None:
        """Refuse parts that no code has."""
        BASIC.demand(*attrs.astuple(self))

    def __str__(self) -> str:
        """Write the code."""
        return "".join(attrs.astuple(self))

    @property
    def type(self) -> str | None:
        """The type of the matter, as in the file format; None if the standard has no such."""
        return MATTER_TYPES.get(self.type_code)

    @property
    def province(self) -> str | None:
        """The code of the province that defined the entry; None if the nation did."""
        return None if self.issuer == "00" else f"{self.issuer}0000"


@attrs.frozen
class ImplementationCode:
    """
    The code of what one authority handles (实施编码).

    Attributes:
        authority: The unified social credit code of the authority.
        level: One digit; `LEVELS` names them.
        basic: The entry of the catalogue.

    Raises:
        CodeError: If a part is not what it may be, or the check character of the credit
            code does not fit.

    Examples:
        >>> basic = BasicCode("00", "01", "15", "035", "000")
        >>> str(ImplementationCode("11100000MB03271699", "1", basic))
        '11100000MB032716991000115035000'

    Source:
        GB/T 39554.1-2020; GB 32100-2015.
    """

    authority: str
    level: str
    basic: BasicCode

    def __attrs_post_init__(self) -> None:
        """Refuse parts that no code has, and a credit code that cannot be."""
        IMPLEMENTATION.demand(
            self.authority[:8], self.authority[8:], self.level, *attrs.astuple(self.basic)
        )
        problem = credit_code_misfit(self.authority)
        if problem:
            raise CodeError(IMPLEMENTATION.noun, str(self), problem)

    def __str__(self) -> str:
        """Write the code."""
        return f"{self.authority}{self.level}{self.basic}"


@attrs.frozen
class ItemCode:
    """
    The code of a handling item (业务办理项编码).

    Attributes:
        implementation: What the authority handles.
        serial: Two digits from ``"01"``: which item of it.

    Raises:
        CodeError: If the serial is no such number.

    Examples:
        >>> basic = BasicCode("44", "20", "15", "052", "008")
        >>> str(ItemCode(ImplementationCode("114403006939513773", "3", basic), "02"))
        '114403006939513773344201505200802'

    Source:
        GB/T 39554.1-2020.
    """

    implementation: ImplementationCode
    serial: str

    def __attrs_post_init__(self) -> None:
        """Refuse a number that no item has."""
        problem = ITEM.parts[-1].misfit(self.serial)
        if problem:
            raise CodeError(ITEM.noun, str(self), problem)

    def __str__(self) -> str:
        """Write the code."""
        return f"{self.implementation}{self.serial}"

    @property
    def basic(self) -> BasicCode:
        """The entry of the catalogue."""
        return self.implementation.basic


MatterCode = BasicCode | ImplementationCode | ItemCode
"""A code of any of the three shapes of the standard."""
