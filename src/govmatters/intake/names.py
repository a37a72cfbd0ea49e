"""What a normalised name says by its words: a licence, nothing in particular; and its id."""

from __future__ import annotations

import re

from govmatters.intake.vocabulary import vocabulary

__all__ = ["id_of", "is_licence", "is_own", "is_vague"]

_NOT_IN_IDS = re.compile(r"[\s:,：，]+")
_ID_LENGTH = 40
_LONGEST_LICENCE = 16


def is_vague(name: str) -> bool:
    """Say whether a normalised name says no particular paper."""
    return any(word in name for word in vocabulary().vague)


def is_own(name: str) -> bool:
    """Say whether each matter wants a paper of this normalised name anew (PL-1)."""
    return name.endswith(vocabulary().own) or is_vague(name)


def is_licence(name: str) -> bool:
    """Say whether a normalised name is that of a licence and nothing more."""
    plain = len(name) <= _LONGEST_LICENCE and not re.search(r"[（）、，；/的或及和与]", name)
    return plain and name.endswith(vocabulary().licences) and not is_vague(name)


def id_of(name: str) -> str:
    """
    Make the id of a material type from its normalised name.

    Args:
        name: The name.

    Returns:
        The name without what ids may not hold; a long one is cut, and told from others by a
        few digits of its hash.

    Examples:
        >>> id_of("营业执照")
        '营业执照'
    """
    plain = _NOT_IN_IDS.sub("-", name).strip("-") or "-"
    if len(plain) <= _ID_LENGTH:
        return plain
    import hashlib  # noqa: PLC0415 (few names are long)

    return f"{plain[:_ID_LENGTH]}-{hashlib.sha256(plain.encode()).hexdigest()[:6]}"
