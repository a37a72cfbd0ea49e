"""The account of an import: what became of each field and row, by which rule, how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

import attrs

__all__ = ["Account", "Certainty", "Note", "Outcome", "RowNote", "leaves"]

_SHOWN = 200


class Outcome(StrEnum):
    """What became of something printed."""

    AS_IS = "as_is"
    NORMALISED = "normalised"
    GUESSED = "guessed"
    MAPPED = "mapped"
    UNRESOLVED = "unresolved"
    LEFT_OUT = "left_out"

    @property
    def name_zh(self) -> str:
        """The Chinese word for it."""
        return _NAMES_ZH[self]


_NAMES_ZH = {
    Outcome.AS_IS: "照录",
    Outcome.NORMALISED: "规范化",
    Outcome.GUESSED: "推测",
    Outcome.MAPPED: "人工指定",
    Outcome.UNRESOLVED: "未归并",
    Outcome.LEFT_OUT: "未采用",
}


class Certainty(StrEnum):
    """How sure a guess is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@attrs.frozen
class Note:
    """
    What became of one field of a record.

    Attributes:
        path: Where it stands in the record, such as ``"materialList[0].copiesNum"``.
        value: As printed, cut if it is long.
        outcome: What became of it; never unresolved.
        became: What it is in the registry, or ``""``.
        rule: Id of the rule that changed, guessed or left out; ``""`` if it was taken as is.
    """

    path: str
    value: str
    outcome: Outcome
    became: str = ""
    rule: str = ""


@attrs.frozen
class RowNote:
    """
    What became of one row of a list of materials.

    Attributes:
        path: Where it stands in the record.
        key: By which a mapping names it.
        title: As printed.
        outcome: How its papers were found; unresolved: it is a paper of its own.
        needs: What the row needs, as the format writes it; ``""`` if there is no paper.
        rules: Ids of the rules that read its title.
    """

    path: str
    key: str
    title: str
    outcome: Outcome
    needs: str
    rules: tuple[str, ...] = ()


@attrs.define
class Account:
    """
    The account of one record while it is read.

    Attributes:
        record: As read.
        notes: By path.
        rows: In their order.
    """

    record: Mapping[str, object]
    notes: dict[str, Note] = attrs.field(factory=dict)
    rows: list[RowNote] = attrs.field(factory=list)

    def note(
        self,
        path: str,
        outcome: Outcome,
        *,
        became: object = "",
        rule: str = "",
        value: object = None,
    ) -> None:
        """Keep what became of a field; the first word stays."""
        shown = "" if value is None else str(value)[:_SHOWN]
        self.notes.setdefault(path, _noted(path, shown, outcome, str(became)[:_SHOWN], rule))

    def closed(self) -> tuple[Note, ...]:
        """
        Finish the account.

        Returns:
            A note for each field, in the order of the record: what nobody took is left out,
            as it is empty or has no place in the format.
        """
        return tuple(
            self.notes.get(path) or _nobodys(path, value) for path, value in leaves(self.record)
        )


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """
    Walk the fields of a record.

    Args:
        value: Plain data.
        path: Where it stands.

    Yields:
        (path, value) of each scalar, and of each list of scalars as one; empty lists and maps
        too.
    """
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(part, (dict, list)) for part in value):
        for number, part in enumerate(value):
            yield from leaves(part, f"{path}[{number}]")
    else:
        yield path, value


@lru_cache(maxsize=1 << 16)
def _noted(path: str, value: str, outcome: Outcome, became: str, rule: str) -> Note:
    """Make a note; records say most things alike, and a million notes take much memory."""
    return Note(path, value, outcome, became, rule)


_LISTS = {"materialList", "resultList", "laws", "approveList", "guideCondition", "chargelist"}
_SCALARS = {
    *("rightsCode", "ywCode", "unifyId", "unifyName", "typeName", "serveObject", "schemeLevels"),
    *("orgName", "approveLimit", "commitmentLimit", "doScope", "isonline", "transactLevel"),
    *("transactionFrom", "minSeq", "isCharge", "isIntermediaryServices", "resultSampleName"),
    *("sxmc", "yjsSsqdbm", "theme_code", "checklist_id"),
}
_ROW = re.compile(r"materialList\[[0-9]+\]")
_ROOT = re.compile(r"[^.\[]+")


def _is_wrong_kind(path: str, value: object) -> bool:
    """Say whether a field that is known holds a list, a map or a scalar where it must not."""
    root = _ROOT.match(path)
    name = root[0] if root else ""
    if name in _LISTS:
        return path == name if not isinstance(value, list) else path.startswith(f"{name}.")
    return name in _SCALARS and (path != name or isinstance(value, list))


def _left_out_by(path: str, value: object) -> str:
    """Say why nobody took a field that states something."""
    if _ROW.fullmatch(path):
        return "row-that-is-none"
    return "wrong-kind" if _is_wrong_kind(path, value) else "no-place"


def _nobodys(path: str, value: object) -> Note:
    is_empty = value in (None, "", [], {}, "/")
    rule = "empty" if is_empty else _left_out_by(path, value)
    return _noted(path, "" if is_empty else str(value)[:_SHOWN], Outcome.LEFT_OUT, "", rule)
