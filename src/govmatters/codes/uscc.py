"""
Unified social credit codes (统一社会信用代码, GB 32100): the check of their digits.

Eighteen characters: who registers, what kind, the region, the organisation's own code, and
a check character. This module only tells well-formed codes from others; it knows no
register.
"""

from __future__ import annotations

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from govmatters.errors import CodeError

__all__ = ["is_uscc", "parse_uscc"]

_NOUN = "unified social credit code"


def parse_uscc(text: str) -> str:
    """
    Read a code.

    Args:
        text: As printed; spaces and hyphens do not count.

    Returns:
        Its eighteen characters, in capitals.

    Raises:
        CodeError: If it is no such code; the message says what is wrong with it.

    Examples:
        >>> parse_uscc("9111 0000 6000 3734 1l")
        '91110000600037341L'

    Source:
        GB 32100-2015.
    """
    try:
        return uscc.validate(text)
    except InvalidLength:
        problem = "it has 18 characters"
    except InvalidChecksum:
        problem = "its last character does not fit the others; look for a slip"
    except ValidationError:
        problem = "it has digits first, then digits and capitals without I, O, S, V, Z"
    raise CodeError(_NOUN, text, problem)


def is_uscc(text: str) -> bool:
    """
    Say whether a text is such a code.

    Args:
        text: As printed.

    Returns:
        Whether `parse_uscc` takes it.
    """
    return uscc.is_valid(text)
