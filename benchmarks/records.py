"""
The records of a real portal, repeated under new ids until there are as many as one wants.

What a copy keeps are its texts, titles and standard codes; what tells records, matters and rows
apart is new in each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["MOST", "repeated", "retitled", "write_records"]

MOST = 99_999
"""As many records as the ids have room for."""

_SAMPLE = Path(__file__).resolve().parent.parent / "examples" / "portal"
_FILES = ("matters.jsonl", "guides.jsonl")

Data = dict[str, Any]


def write_records(path: Path, records: Iterable[Data]) -> None:
    """Write records as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def repeated(number: int) -> Iterator[Data]:
    """
    Repeat the sample.

    Args:
        number: How many records, at most `MOST`.

    Yields:
        The sample's records in turns, single matters and one-thing guides, each under ids of
        its own.
    """
    sample = [
        json.loads(line)
        for name in _FILES
        for line in (_SAMPLE / name).read_text(encoding="utf-8").splitlines()
    ]
    for place in range(number):
        yield _renewed(sample[place % len(sample)], f"{place:05d}")


def _renewed(record: Data, number: str) -> Data:
    """Give a record, and its rows, ids that have its number in them."""
    ids, row_key = (_GUIDE, "bzclId") if _is_guide(record) else (_MATTER, "materialCode")
    rows = [
        {**row, **({row_key: row[row_key] + number} if row_key in row else {})}
        for row in record["materialList"]
    ]
    made = {key: renew(record[key], number) for key, renew in ids.items()}
    return {**record, **made, "materialList": rows}


def _is_guide(record: Data) -> bool:
    return "theme_code" in record


def _basic(code: str, number: str) -> str:
    """Number the item of a department; a letter, by which local codes are told, stays."""
    letter = next(filter(str.isalpha, code), "0")
    return f"{code[:6]}{number}{letter}"


def _theme(code: str, number: str) -> str:
    """Number the theme; a guide's code begins with its province and ends with its area."""
    return f"{code[:5]}{number}{code[9:]}"


def _behind(code: str, number: str) -> str:
    return f"{code}-{number}"


_MATTER = {"rightsCode": _basic, "unifyId": _behind}
_GUIDE = {"theme_code": _theme, "yjsSsqdbm": _theme, "checklist_id": _behind}


def retitled(records: Iterable[Data]) -> Iterator[Data]:
    """
    Give rows without a standard code a title that no other record has.

    Args:
        records: Such as `repeated` makes.

    Yields:
        They, with as many papers as a portal of that many matters has at most.
    """
    for place, record in enumerate(records):
        title, code = (
            ("clmc", "materialCode")
            if _is_guide(record)
            else ("materialTitle", "standardMaterialsCode")
        )
        rows = [
            row if code in row else {**row, title: f"{row[title]}甲{place}"}
            for row in record["materialList"]
        ]
        yield {**record, "materialList": rows}
