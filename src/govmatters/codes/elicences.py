"""
Identifiers of electronic licences (电子证照标识, GB/T 36904): which licence, in which version.

Six parts with points between them: the root ``1.2.156.3005.2``, the type (GB/T 36902), the code
of the issuer, a serial number, the version, a check character (ISO 7064 MOD 37,36). The check
covers parts 2 to 5: whichever single character of them is changed, it no longer fits. What does
not begin with the root is a vendor's own, a `LocalCode`.
"""

from __future__ import annotations

import re

import attrs

from govmatters.codes.layouts import (
    CREDIT_CODE,
    LocalCode,
    canonical,
    credit_code_misfit,
    takes,
)
from govmatters.codes.licence_types import (
    LicenceTypeCode,
    is_licence_type_code,
    parse_licence_type_code,
    read_licence_type_code,
)
from govmatters.errors import SHOWN, CodeError

__all__ = [
    "ROOT",
    "LicenceIdentifier",
    "LicenceTypeCode",
    "LocalCode",
    "is_licence_identifier",
    "is_licence_type_code",
    "parse_licence_identifier",
    "parse_licence_type_code",
    "read_licence_identifier",
    "read_licence_type_code",
]

ROOT = "1.2.156.3005.2"
"""The object identifier that every identifier of the standard begins with."""

_NOUN = "licence identifier"
_SERIAL = ("[0-9A-Z]{1,128}", "1 to 128 digits and letters")
_VERSION = ("(?!000)[0-9]{3}", "three digits from 001")


@attrs.frozen
class LicenceIdentifier:
    """
    What tells one electronic licence, in one version, from all others (电子证照标识).

    Attributes:
        type_code: The type of the licence.
        issuer: The unified social credit code of who issued it, or six digits of a region.
        serial: Letters and digits, at most 128.
        version: Three digits from ``"001"``.

    Raises:
        CodeError: If a part is not what it may be.

    Examples:
        >>> kind = LicenceTypeCode("11100000MB03271699", "022")
        >>> str(LicenceIdentifier(kind, "340100", "000000016", "001"))
        '1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9'

    Source:
        GB/T 36904-2018; ISO 7064 MOD 37,36.
    """

    type_code: LicenceTypeCode
    issuer: str
    serial: str
    version: str

    def __attrs_post_init__(self) -> None:
        """Refuse parts that no identifier has."""
        problem = (
            _issuer_misfit(self.issuer)
            or _misfit("part 4 (serial number)", self.serial, *_SERIAL)
            or _misfit("part 5 (version)", self.version, *_VERSION)
        )
        if problem:
            parts = (str(self.type_code), self.issuer, self.serial, self.version)
            raise CodeError(_NOUN, ".".join(parts), problem)

    @property
    def check_character(self) -> str:
        """The last part, computed from the others."""
        from stdnum.iso7064 import mod_37_36  # noqa: PLC0415 (python-stdnum takes 15 ms)

        covered = f"{self.type_code}{self.issuer}{self.serial}{self.version}"
        return mod_37_36.calc_check_digit(covered)

    def __str__(self) -> str:
        """Write the identifier, with its root and its check character."""
        parts = (ROOT, self.type_code, self.issuer, self.serial, self.version)
        return ".".join(map(str, (*parts, self.check_character)))


def parse_licence_identifier(text: str) -> LicenceIdentifier:
    """
    Read the identifier of a licence.

    Args:
        text: As printed; blanks around it and small letters do not count.

    Returns:
        Its parts.

    Raises:
        CodeError: If its root is another, a part is missing or is not what it may be, or a
            check character does not fit.

    Examples:
        >>> licence = parse_licence_identifier(
        ...     "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0"
        ... )
        >>> licence.issuer, licence.serial, licence.version
        ('11330105002500287C', '2025052201', '002')
    """
    code = canonical(text)
    problem = _foreign(code)
    if problem:
        raise CodeError(_NOUN, text, problem)
    try:
        identifier, check = _identifier(code)
    except CodeError as error:
        raise CodeError(_NOUN, text, error.problem) from None
    if check != identifier.check_character:
        problem = (
            f"part 6 (check character) is {check[:SHOWN]!r}, but parts 2 to 5 give "
            f"{identifier.check_character!r}; look for a slip"
        )
        raise CodeError(_NOUN, text, problem)
    return identifier


def is_licence_identifier(text: str) -> bool:
    """
    Say whether a text is the identifier of a licence.

    Args:
        text: As printed.

    Returns:
        Whether `parse_licence_identifier` takes it.
    """
    return takes(parse_licence_identifier, text)


def read_licence_identifier(text: str) -> LicenceIdentifier | LocalCode:
    """
    Read whatever is printed as the identifier of a licence.

    Args:
        text: As printed; blanks around it and small letters do not count.

    Returns:
        The parts of an identifier that begins with the standard's root; else a local code,
        with the text as it is and why it is not the standard's.

    Raises:
        CodeError: If the root is the standard's, and what follows is not.

    Examples:
        >>> read_licence_identifier("1.2.156.3003.2.4711").reason
        "it begins with '1.2.156.3003.2', not with the root '1.2.156.3005.2.'"
    """
    problem = _foreign(canonical(text))
    return LocalCode(text, problem) if problem else parse_licence_identifier(text)


def _foreign(code: str) -> str | None:
    """Say why a text is no identifier of the standard at all."""
    if code.startswith(f"{ROOT}."):
        return None
    return f"it begins with {code[: len(ROOT)]!r}, not with the root {f'{ROOT}.'!r}"


def _identifier(code: str) -> tuple[LicenceIdentifier, str]:
    """Take an identifier of the standard's root apart; its check character is not compared."""
    parts = code.removeprefix(f"{ROOT}.").split(".", 5)
    if len(parts) != 5:  # noqa: PLR2004
        wanted = "type code, issuer, serial number, version and check character"
        count = len(parts) if len(parts) < 5 else "more"  # noqa: PLR2004
        raise CodeError(_NOUN, code, f"after the root it has {count} parts, not 5: {wanted}")
    kind, issuer, serial, version, check = parts
    try:
        type_code = parse_licence_type_code(kind)
    except CodeError as error:
        raise CodeError(_NOUN, code, f"part 2 (type code): {error.problem}") from None
    return LicenceIdentifier(type_code, issuer, serial, version), check


def _issuer_misfit(issuer: str) -> str | None:
    """Say why nobody has such a code."""
    if re.fullmatch("[0-9]{6}", issuer):
        return None
    problem = CREDIT_CODE.misfit(issuer) or credit_code_misfit(issuer)
    kinds = "neither six digits of a region nor a credit code"
    return problem and f"part 3 (issuer) is {issuer[:SHOWN]!r}, {kinds}: {problem}"


def _misfit(place: str, value: str, pattern: str, wants: str) -> str | None:
    """Say what is wrong with a part."""
    if re.fullmatch(pattern, value):
        return None
    return f"{place} is {value[:SHOWN]!r}, not {wants}"
