"""
What a code looks like: its parts, where each stands, and what each may hold.

Also what is left of a code that looks otherwise: its text, and why no standard explains it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from govmatters.errors import SHOWN, CodeError

__all__ = [
    "CREDIT_CODE",
    "Layout",
    "LocalCode",
    "Part",
    "canonical",
    "credit_code_misfit",
    "takes",
]


@attrs.frozen
class LocalCode:
    """
    A code that is not the standard's: a place's own, kept as it is.

    It is neither wrong nor right; only the place that made it can say what it means.

    Attributes:
        text: As it was printed.
        reason: Why it cannot be read by the standard: which position, and what stands there.

    Examples:
        >>> str(LocalCode("L2000016", "it has 8 characters, not 21"))
        'L2000016'
    """

    text: str
    reason: str

    def __str__(self) -> str:
        """Give the text."""
        return self.text


@attrs.frozen
class Part:
    """
    One part of a code of fixed length.

    Attributes:
        name: What it means.
        first: Position of its first character, from 1.
        last: Position of its last character.
        pattern: What it may hold, as a regular expression.
        wants: The same in words.
    """

    name: str
    first: int
    last: int
    pattern: str
    wants: str

    def misfit(self, value: str) -> str | None:
        """
        Say what is wrong with what stands there.

        Args:
            value: The characters at the positions of the part.

        Returns:
            Which position, what it holds, what it should; None if the value fits.

        Examples:
            >>> Part("type code", 3, 4, "[0-9]{2}", "two digits").misfit("W0")
            "positions 3-4 (type code) hold 'W0', not two digits"
        """
        if re.fullmatch(self.pattern, value):
            return None
        if self.first == self.last:
            place, verb = f"position {self.first}", "holds"
        else:
            place, verb = f"positions {self.first}-{self.last}", "hold"
        return f"{place} ({self.name}) {verb} {value[:SHOWN]!r}, not {self.wants}"


@attrs.frozen
class Layout:
    """
    The shape of a code of fixed length.

    Attributes:
        noun: What the code is.
        parts: Its parts, from first to last, without gaps.

    Examples:
        >>> year = Layout("year", (Part("century", 1, 2, "19|20", "19 or 20"),))
        >>> year.misfit("1999")
        'it has 4 characters, not 2'
    """

    noun: str
    parts: tuple[Part, ...]

    def after(self, head: Layout) -> tuple[Part, ...]:
        """
        Place the parts behind another code.

        Args:
            head: What stands before.

        Returns:
            All parts, those of the head first.
        """
        by = head.parts[-1].last
        moved = (attrs.evolve(one, first=one.first + by, last=one.last + by) for one in self.parts)
        return (*head.parts, *moved)

    def cut(self, text: str) -> tuple[str, ...]:
        """
        Cut a code into its parts.

        Args:
            text: A code of the right length.

        Returns:
            What each part holds.
        """
        return tuple(text[part.first - 1 : part.last] for part in self.parts)

    def misfit(self, text: str) -> str | None:
        """
        Say why a text has not the shape.

        Args:
            text: In canonical form.

        Returns:
            What is wrong first; None if it has the shape.
        """
        length = self.parts[-1].last
        if len(text) != length:
            return f"it has {len(text)} characters, not {length}"
        return self._misfit_of(self.cut(text))

    def read(self, text: str) -> str:
        """
        Read a code of the shape.

        Args:
            text: As printed.

        Returns:
            Its canonical form.

        Raises:
            CodeError: If it has not the shape.
        """
        code = canonical(text)
        problem = self.misfit(code)
        if problem:
            raise CodeError(self.noun, text, problem)
        return code

    def demand(self, *values: str) -> None:
        """
        Demand that parts, each by itself, are what they may be.

        Args:
            values: What each part is to hold.

        Raises:
            CodeError: If one of them may not.
        """
        problem = self._misfit_of(values)
        if problem:
            raise CodeError(self.noun, "".join(values), problem)

    def _misfit_of(self, values: tuple[str, ...]) -> str | None:
        """Say which part does not fit."""
        problems = (part.misfit(one) for part, one in zip(self.parts, values, strict=True))
        return next((problem for problem in problems if problem), None)


CREDIT_CODE = Layout(
    "unified social credit code",
    (
        Part("registration and region of a credit code", 1, 8, "[0-9]{8}", "eight digits"),
        Part(
            "organisation and check character of a credit code",
            9,
            18,
            "[0-9A-HJ-NPQRTUWXY]{10}",
            "ten digits and capitals without I, O, S, V, Z",
        ),
    ),
)
"""The shape of a unified social credit code (GB 32100) at the head of a longer code."""


def credit_code_misfit(text: str) -> str | None:
    """
    Say what is wrong with a credit code whose shape is right.

    Args:
        text: Eighteen characters of the shape of `CREDIT_CODE`.

    Returns:
        That its check character does not fit; None if it does.

    Examples:
        >>> credit_code_misfit("11440300007542785T")
        "position 18 (check character of a credit code) holds 'T', which does not fit the 17 \
before it; look for a slip"
    """
    from govmatters.codes.uscc import is_uscc  # noqa: PLC0415 (python-stdnum takes 15 ms)

    if is_uscc(text):
        return None
    return (
        f"position 18 (check character of a credit code) holds {text[-1]!r}, which does not fit "
        "the 17 before it; look for a slip"
    )


def canonical(text: str) -> str:
    """
    Take away what does not count in a code.

    Args:
        text: As printed.

    Returns:
        It without blanks around it, in capitals. Texts with characters beyond ASCII keep
        their letters, as the capitals of some of those are ASCII letters.

    Examples:
        >>> canonical(" 11100000mb03271699022 ")
        '11100000MB03271699022'
    """
    stripped = text.strip()
    return stripped.upper() if stripped.isascii() else stripped


def takes(parse: Callable[[str], object], text: str) -> bool:
    """
    Say whether a code can be read.

    Args:
        parse: Reads codes of one kind, or raises `CodeError`.
        text: As printed.

    Returns:
        Whether it reads this one.

    Examples:
        >>> takes(CREDIT_CODE.read, "91110000600037341L"), takes(CREDIT_CODE.read, "9")
        (True, False)
    """
    try:
        parse(text)
    except CodeError:
        return False
    return True
