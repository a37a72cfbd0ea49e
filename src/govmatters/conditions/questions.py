"""What conditions look at: questions, their types, and the answers that they admit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn, cast

import attrs

from govmatters.errors import SHOWN, suggestion

if TYPE_CHECKING:
    from govmatters.codes.regions import Regions

__all__ = ["Answer", "Question", "QuestionType"]

_INTEGER = re.compile(rf"-?[0-9]{{1,{SHOWN}}}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN_DAY = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?: 0?0:00(?::00)?)?"
)
"""A day as offices and spreadsheets write it, the year first."""

_TRUTHS = {"true": True, "false": False, "是": True, "否": False}
"""How a truth is written in text; programs also write it with capitals."""

Answer = bool | int | str | dt.date | frozenset[str]
"""A fact: the answer to one question, of the type that the question names."""


class QuestionType(StrEnum):
    """What kind of answer a question wants."""

    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    INTEGER = "integer"
    REGION = "region"
    DATE = "date"


@attrs.frozen(kw_only=True)
class Question:
    """
    One thing that may have to be asked to know a situation (情形问题).

    Attributes:
        id: An identifier; conditions name it.
        ask: The question, in the applicant's words.
        type: What kind of answer it wants.
        options: Of ``choice`` and ``choices``: the answers that there are; else empty.
        unit: Of ``integer``: of what the answer counts.
        min: Of ``integer``: the least answer.
        max: Of ``integer``: the greatest answer.
        source: Id of the source.
        confidence: How sure the record is.
    """

    id: str
    ask: str
    type: QuestionType
    options: tuple[str, ...] = ()
    unit: str | None = None
    min: int | None = None
    max: int | None = None
    source: str | None = None
    confidence: str | None = None

    def answer(self, value: object, regions: Regions) -> Answer:
        """
        Take a fact as this question's answer.

        Args:
            value: ``bool``; an option; an iterable of options; ``int``; a region's code; a
                ``date`` or its ISO text.
            regions: Knows the codes.

        Returns:
            The answer in its canonical form: dates as ``date``, choices as a frozen set.

        Raises:
            ValueError: If the value is not of the type or outside the options or range.
        """
        match self.type:
            case QuestionType.BOOLEAN:
                return self._boolean(value)
            case QuestionType.CHOICE:
                return self._option(value)
            case QuestionType.CHOICES:
                return self._choices(value)
            case QuestionType.INTEGER:
                return self._integer(value)
            case QuestionType.DATE:
                return self._date(value)
            case QuestionType.REGION:
                return self._region(value, regions)

    def parse(self, text: str, regions: Regions) -> Answer:
        """
        Take text, as a file or a command line has it, as this question's answer.

        Args:
            text: ``true`` or ``false``, in any case, or ``是`` or ``否``; an option; options
                joined by ``,``; a whole number; a region's code; a day, the year first, such as
                ``2026-07-01``, ``2026/7/1`` or ``2026年7月1日``.
            regions: Knows the codes.

        Returns:
            The answer in its canonical form.

        Raises:
            ValueError: If the text is of another type or outside the options or range.

        Examples:
            >>> from govmatters.codes.regions import Regions
            >>> adult = Question(id="age", ask="年龄", type=QuestionType.INTEGER, min=0)
            >>> adult.parse("18", Regions())
            18
        """
        word = text.strip()
        match self.type:
            case QuestionType.BOOLEAN:
                return self.answer(_TRUTHS.get(word.lower(), text), regions)
            case QuestionType.INTEGER:
                return self.answer(int(word) if _INTEGER.fullmatch(word) else text, regions)
            case QuestionType.DATE:
                return self.answer(_day_of(word), regions)
            case QuestionType.CHOICES:
                options = [option.strip() for option in word.split(",")] if word else []
                return self.answer(options, regions)
            case _:
                return self.answer(word, regions)

    def _refuse(self, wanted: str, value: object, hint: str = "") -> NoReturn:
        """Say what is wanted and what came."""
        shown = _shown(value)
        advice = f"; {hint}" if hint else ""
        message = f"question {self.id!r} wants {wanted}, got {shown}{advice}"
        raise ValueError(message) from None

    def _boolean(self, value: object) -> bool:
        if not isinstance(value, bool):
            self._refuse("true or false", value)
        return value

    def _option(self, value: object) -> str:
        if not isinstance(value, str) or value not in self.options:
            hint = suggestion(str(value), self.options)
            self._refuse(f"one of {', '.join(self.options)}", value, hint)
        return value

    def _choices(self, value: object) -> frozenset[str]:
        if isinstance(value, str) or not isinstance(value, Iterable):
            self._refuse(f"a list of {', '.join(self.options)}", value)
        return frozenset(self._option(option) for option in cast("Iterable[object]", value))

    def _integer(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            self._refuse("a whole number", value)
        low = "…" if self.min is None else self.min
        high = "…" if self.max is None else self.max
        if (self.min is not None and value < self.min) or (
            self.max is not None and value > self.max
        ):
            self._refuse(f"a whole number in {low}…{high}", value)
        return value

    def _date(self, value: object) -> dt.date:
        if isinstance(value, dt.datetime):
            self._refuse("a day, not a moment", value)
        if isinstance(value, dt.date):
            return value
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            self._refuse("a day such as 2026-07-01", value)
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self._refuse("a day that the calendar has", value)

    def _region(self, value: object, regions: Regions) -> str:
        if not isinstance(value, str) or not regions.is_known(value):
            hint = regions.suggestion(value) if isinstance(value, str) else "quote the code"
            self._refuse("the code of a region", value, hint)
        return value


def _day_of(word: str) -> str:
    """Bring a day into ISO form; what is no day is left as it is."""
    found = _WRITTEN_DAY.fullmatch(word)
    return "{}-{:0>2}-{:0>2}".format(*found.groups()) if found else word


def _shown(value: object) -> str:
    """Write a value for a message, in one line of bounded length."""
    if isinstance(value, int) and abs(value) >= 10**SHOWN:
        return f"a number of more than {SHOWN} digits"
    written = repr(value)
    return written if len(written) <= SHOWN else f"{written[:SHOWN]}…"
