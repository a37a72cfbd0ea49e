"""Options that several commands take, and what they say about themselves."""

from __future__ import annotations

import datetime as dt
import os
import sys
from enum import StrEnum
from typing import Annotated

import attrs
import typer

from govmatters.errors import InvalidEntryError
from govmatters.report.labels import Labels

__all__ = [
    "AnyDay",
    "AsJson",
    "Data",
    "Day",
    "Fact",
    "Facts",
    "Format",
    "FormatIn",
    "Held",
    "LabelChoice",
    "LabelsIn",
    "Limit",
    "NoColour",
    "Place",
    "Style",
    "day_of",
    "style_of",
    "today",
]


class Format(StrEnum):
    """How a registry is written."""

    YAML = "yaml"
    JSON = "json"


class LabelChoice(StrEnum):
    """In which languages reports are labelled."""

    ZH = "zh"
    BOTH = "both"


Data = Annotated[
    list[str] | None,
    typer.Option(
        "--data",
        metavar="PATH",
        help="A file or folder of the registry; repeatable. The packaged data by default.",
    ),
]
Day = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day, as 2026-07-01. Default: today.")
]
AnyDay = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help="The day, as 2026-07-01. Default: all, whatever their days."
    ),
]
Place = Annotated[
    str | None,
    typer.Option("--region", metavar="CODE", help="Where it is handled. Default: the bundle's."),
]
Fact = Annotated[
    list[str] | None,
    typer.Option("--fact", "-f", metavar="QUESTION=VALUE", help="An answer; repeatable."),
]
Facts = Annotated[
    list[str] | None,
    typer.Option(
        "--facts",
        metavar="FILE",
        help="Answers in a YAML or JSON file; repeatable. --fact goes before them.",
    ),
]
Held = Annotated[
    list[str] | None,
    typer.Option(
        "--held",
        metavar="PAPER",
        help="A paper that the applicant holds, as 'id_card of mother'; repeatable.",
    ),
]
Limit = Annotated[
    int,
    typer.Option(
        "--limit", min=1, help="With more open situations than this, bounds are outer ones."
    ),
]
FormatIn = Annotated[Format, typer.Option("--format", help="How the registry is written.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON.")]
LabelsIn = Annotated[
    LabelChoice, typer.Option("--labels", help="Chinese, or with English and ids beside it.")
]
NoColour = Annotated[
    bool, typer.Option("--no-color", "--no-colour", help="No colour, even on a terminal.")
]


@attrs.frozen(kw_only=True)
class Style:
    """
    How results are written.

    Attributes:
        json: Whether as JSON.
        labels: The words of readable reports.
        colour: Whether in colour.
    """

    json: bool
    labels: Labels
    colour: bool


def style_of(*, as_json: bool, labels: LabelChoice, no_colour: bool) -> Style:
    """
    Decide how results are written: in colour only on a terminal, and if nobody minds.

    Args:
        as_json: As the option says.
        labels: As the option says.
        no_colour: As the option says; so does the variable NO_COLOR, if it is not empty.

    Returns:
        The style.
    """
    unwanted = no_colour or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    colour = not unwanted and sys.stdout.isatty()
    return Style(json=as_json, labels=Labels(both=labels is LabelChoice.BOTH), colour=colour)


def today() -> dt.date:
    """Tell the day where this machine stands."""
    return dt.datetime.now().astimezone().date()


def day_of(text: str | None, option: str = "--on") -> dt.date | None:
    """
    Read a day.

    Args:
        text: As the option has it.
        option: The option, for the message.

    Returns:
        The day; None for none.

    Raises:
        InvalidEntryError: If it is no day of the calendar in ISO form.
    """
    if text is None:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        problem = f"{text[:80]!r} is no day; write it as 2026-07-01"
        raise InvalidEntryError(subject=option, problem=problem)
    return day
