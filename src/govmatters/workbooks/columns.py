"""Columns and sheets: which key of the format stands where, under which heading."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from govmatters.model import Confidence
from govmatters.workbooks import kinds
from govmatters.workbooks.kinds import Kind, choice

__all__ = [
    "DATED",
    "ID",
    "ORDER",
    "PROVENANCE",
    "Column",
    "Path",
    "Sheet",
    "owner",
]

Path = tuple[str, ...]
"""Keys of the format, from the record inwards: ``("guide", "fee", "charged")``."""


@attrs.frozen(eq=False)
class Column:
    """
    One column.

    Attributes:
        heading: What stands in the first row.
        path: The key that it holds.
        kind: What it holds.
        note: In Chinese, what else to know when filling it in.
        required: Whether it must be there, and filled in.
        names: The title of the sheet whose records it names one of.
    """

    heading: str
    path: Path
    kind: Kind
    note: str = ""
    required: bool = False
    names: str = ""


@attrs.frozen(eq=False)
class Sheet:
    """
    One sheet: a row a record, or a row an entry of a list that records have.

    Attributes:
        title: Its name.
        collection: The collection of the records, or of those that have the list.
        lead: The id; or whose row it is, and its place.
        keys: What else there is.
        below: The key of the list; empty for records.
        single: The key of an entry that may stand for it alone.
    """

    title: str
    collection: str
    lead: tuple[Column, ...]
    keys: tuple[Column, ...]
    below: Path = ()
    single: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them, from left to right."""
        return self.lead + self.keys

    def headings(self) -> Iterator[str]:
        """Walk the headings from left to right."""
        return (column.heading for column in self.columns)


ID = Column("编号", ("id",), kinds.WORD, "同一编号只写一行；列表过长可在下一行续写", required=True)
ORDER = Column("排序", ("order",), kinds.INTEGER, "从 1 起；留空则接在上一行之后")


def owner(heading: str, names: str) -> Column:
    """Make the column that says whose row it is."""
    return Column(heading, ("owner",), kinds.WORD, f"见《{names}》", required=True, names=names)


PROVENANCE = (
    Column("资料来源", ("source",), kinds.WORD, "见《来源》", names="来源"),
    Column("可信度", ("confidence",), choice(Confidence)),
)
DATED = (
    Column("生效日期", ("since",), kinds.DAY),
    Column("失效日期", ("until",), kinds.DAY, "当日仍有效"),
)
