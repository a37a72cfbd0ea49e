"""What a table of cases must be: which column answers what, and of which types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import attrs
import pyarrow as pa

from govmatters.conditions import Answer, Question, QuestionType
from govmatters.errors import CaseTableError, suggestion
from govmatters.populations.cases.columns import is_text
from govmatters.populations.kernels.settings import Settings
from govmatters.registry import Registry

__all__ = ["DAY", "REGION", "WEIGHT", "Contract", "Judge", "contract_of"]

DAY = "day"
REGION = "region"
WEIGHT = "weight"

_TEXT = "text"
_WANTED: Mapping[str, tuple[str, ...]] = {
    QuestionType.BOOLEAN: ("boolean", _TEXT),
    QuestionType.CHOICE: (_TEXT,),
    QuestionType.CHOICES: ("list of text", _TEXT),
    QuestionType.INTEGER: ("whole numbers", _TEXT),
    QuestionType.REGION: (_TEXT, "codes as whole numbers"),
    QuestionType.DATE: ("days", _TEXT),
    WEIGHT: ("whole numbers", _TEXT),
}
"""By the type of a question what its column may hold; text is read as a command line is."""

_PANDAS = {"boolean": "boolean", "codes as whole numbers": "Int64"}
"""Types of pandas that keep what would become numbers or floats where there are gaps."""


@attrs.frozen(kw_only=True)
class Contract:
    """
    Which column of a table answers what.

    Attributes:
        columns: Name of the column by question; only those that the table has.
        day: The column of the day; None if there is none.
        region: The column of the region; None if there is none.
        weight: The column of the weight; None: every row is one case.
        unknown: Questions without a column that the bundle does not settle, sorted.
    """

    columns: Mapping[str, str] = attrs.field(hash=False)
    day: str | None
    region: str | None
    weight: str | None
    unknown: tuple[str, ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that are read, and no other is; sorted."""
        some = {*self.columns.values(), self.day, self.region, self.weight}
        return tuple(sorted(one for one in some if one is not None))


def contract_of(
    settings: Settings,
    schema: pa.Schema,
    names: Mapping[str, str],
    *,
    asked: Sequence[str] = (),
    on: dt.date | None = None,
    region: str | None = None,
) -> Contract:
    """
    Match a table's columns with what a bundle asks.

    Args:
        settings: What the bundle can look at.
        schema: The table's columns and their types.
        names: Column by question, or by ``day``, ``region`` and ``weight``, where a column
            is called otherwise.
        asked: Further questions whose columns are wanted, to group by.
        on: The day of all cases, if it is given apart from the table.
        region: The region of all cases, likewise.

    Returns:
        The contract.

    Raises:
        CaseTableError: With every column that is missing, stands twice or is of a wrong type.
    """
    questions = tuple(dict.fromkeys((*settings.questions, *asked)))
    found = {one: names.get(one, one) for one in (*questions, DAY, REGION, WEIGHT)}
    faults = [*_misnamed(settings, schema, names, found)]
    taken = {one: column for one, column in found.items() if column in schema.names}
    faults += _doubled(schema, taken)
    faults += _unanswered(settings, schema, found, taken)
    faults += _nearly_named(schema, found, taken)
    faults += _doubly_given(taken, {DAY: on, REGION: region})
    if DAY not in taken and on is None:
        faults.append(
            f"there is no column {found[DAY]!r} with the day of each case, among "
            f"{_some(schema.names)}; say with columns which column has it, or with on one day for "
            "all"
        )
    for one, column in taken.items():
        if schema.names.count(column) == 1:
            faults += _mistyped(settings.registry, one, column, schema.field(column).type)
    if faults:
        raise CaseTableError(tuple(faults))
    given = dict(settings.bundle.given)
    return Contract(
        columns={one: taken[one] for one in questions if one in taken},
        day=taken.get(DAY),
        region=taken.get(REGION),
        weight=taken.get(WEIGHT),
        unknown=tuple(sorted(one for one in questions if one not in taken and one not in given)),
    )


def _misnamed(
    settings: Settings, schema: pa.Schema, names: Mapping[str, str], found: Mapping[str, str]
) -> Iterator[str]:
    """Names that map nothing, or to no column."""
    for one, column in sorted(names.items()):
        if one not in found and one not in settings.registry.questions:
            hint = suggestion(one, found) or f"it looks at {', '.join(settings.questions)}"
            yield f"columns: bundle {settings.bundle.id!r} has no question {one!r}; {hint}"
        elif column not in schema.names:
            hint = suggestion(column, schema.names) or f"its columns are {_some(schema.names)}"
            yield f"columns: the table has no column {column!r} for {one!r}; {hint}"


def _some(names: Sequence[str], most: int = 20) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _doubled(schema: pa.Schema, taken: Mapping[str, str]) -> Iterator[str]:
    """Columns that stand twice, and columns that would answer two things."""
    for column in sorted({one for one in taken.values() if schema.names.count(one) > 1}):
        yield f"column {column!r} stands {schema.names.count(column)} times; keep one"
    by_column: dict[str, list[str]] = {}
    for one, column in taken.items():
        by_column.setdefault(column, []).append(one)
    for column, some in by_column.items():
        if len(some) > 1:
            yield (
                f"column {column!r} would answer {' and '.join(map(repr, some))}; say with columns "
                "which column answers what"
            )


def _unanswered(
    settings: Settings, schema: pa.Schema, found: Mapping[str, str], taken: Mapping[str, str]
) -> Iterator[str]:
    """A table without any answer is another table, or its columns are called otherwise."""
    asked = [one for one in settings.questions if one not in dict(settings.bundle.given)]
    if asked and not any(one in taken for one in asked):
        names = _some([found[one] for one in asked])
        yield (
            f"no column answers a question of bundle {settings.bundle.id!r}; wanted are {names}; "
            f"the table has {_some(schema.names)}"
        )


def _nearly_named(
    schema: pa.Schema, found: Mapping[str, str], taken: Mapping[str, str]
) -> Iterator[str]:
    """Columns that would be passed over for a space or a capital letter."""
    wanted = {column.casefold(): column for one, column in found.items() if one not in taken}
    for name in schema.names:
        column = wanted.get(name.strip().casefold())
        if column is not None and name not in taken.values():
            yield f"column {name!r} is not read; call it {column!r}, or say so with columns"


def _doubly_given(taken: Mapping[str, str], given: Mapping[str, object]) -> Iterator[str]:
    """A day or region for all cases, where a column has those of each."""
    for one, value in given.items():
        if value is not None and one in taken:
            yield (
                f"column {taken[one]!r} has the {one} of each case, but {value} is given for all; "
                "leave that out, or call the column otherwise"
            )


def _mistyped(registry: Registry, one: str, column: str, kind: pa.DataType) -> Iterator[str]:
    """A column whose type holds no such answers."""
    wanted = _wanted(registry, one)
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_null(kind) or any(_FITS[name](plain) for name in wanted):
        return
    what = one if one in {DAY, REGION, WEIGHT} else f"question {one!r}"
    wants = f"{what} wants {' or '.join(wanted)}"
    way = "".join(f", in pandas to {_PANDAS[name]!r}" for name in wanted if name in _PANDAS)
    advice = f"convert it{way if _is_number(plain) else ''}"
    yield f"column {column!r} holds {kind}, but {wants}; {advice}"


def _wanted(registry: Registry, one: str) -> tuple[str, ...]:
    special = {DAY: QuestionType.DATE, REGION: QuestionType.REGION, WEIGHT: WEIGHT}
    return _WANTED[special[one] if one in special else registry.questions[one].type]


def _is_list_of_text(kind: pa.DataType) -> bool:
    lists = pa.types.is_list(kind) or pa.types.is_large_list(kind)
    return lists and is_text(kind.value_type)


def _is_day(kind: pa.DataType) -> bool:
    return bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind))


def _is_number(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )


_FITS = {
    "boolean": pa.types.is_boolean,
    "whole numbers": _is_number,
    "codes as whole numbers": pa.types.is_integer,
    "days": _is_day,
    "list of text": _is_list_of_text,
    _TEXT: is_text,
}


@attrs.frozen
class Judge:
    """
    Take one value as a question's answer, as planning a single case would.

    Attributes:
        registry: Knows the regions.
        question: The question.
        given: What the bundle settles it as; None if it does not.
    """

    registry: Registry
    question: Question
    given: Answer | None = None

    def __call__(self, value: object) -> Answer:
        """
        Take a value.

        Raises:
            ValueError: If it is not of the type, outside the options or range, or
                contradicts what the bundle settles.
            UnknownIdError: If it is a region that does not exist.
        """
        regions = self.registry.geography
        if isinstance(value, str):
            answer = self.question.parse(value, regions)
        else:
            answer = self.question.answer(value, regions)
        if self.given is not None and answer != self.given:
            msg = (
                f"the bundle settles {self.question.id!r} as {self.given!r}, got {answer!r}; "
                "leave these cases out, or take another bundle"
            )
            raise ValueError(msg)
        return answer
