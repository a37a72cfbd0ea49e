"""Files of records: every shape of file is read, every broken record is named, the rest is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govmatters.errors import Fault
from govmatters.intake.records import Kind, Record, records_of

MATTER = {"unifyName": "甲事项", "rightsCode": "000120042000"}
GUIDE = {"sxmc": "甲一件事", "theme_code": "43PCN0009"}


def read(tmp_path: Path, data: bytes) -> tuple[list[Record], list[Fault]]:
    """Read one file of these bytes."""
    file = tmp_path / "records.json"
    file.write_bytes(data)
    faults: list[Fault] = []
    return list(records_of([file], faults)), faults


def text(value: object) -> bytes:
    """Write a value as JSON."""
    return json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "data",
    [
        text(MATTER) + b"\n" + text(GUIDE) + b"\n",
        b"\xef\xbb\xbf" + text(MATTER) + b"\r\n\r\n" + text(GUIDE),
        text([MATTER, GUIDE]),
        text({"code": 0, "data": [MATTER, GUIDE], "msg": "ok"}),
        text({"code": 200, "data": MATTER}) + b"\n" + text({"code": "0", "data": GUIDE}),
        json.dumps([MATTER, GUIDE], indent=2).encode(),
        text({"code": 200, "data": {"total": 2, "records": [MATTER, GUIDE]}}),
    ],
    ids=["lines", "blank lines", "list", "envelope", "envelopes", "indented", "page"],
)
def test_every_shape_of_file_is_read(tmp_path: Path, data: bytes) -> None:
    """Lines, a list, an envelope, indented or not: the same records come out."""
    records, faults = read(tmp_path, data)

    assert [record.kind for record in records] == [Kind.MATTER, Kind.GUIDE]
    assert [record.data for record in records] == [MATTER, GUIDE]
    assert faults == []


def test_a_whole_record_over_many_lines_is_one(tmp_path: Path) -> None:
    """One indented record is no file of broken lines."""
    records, faults = read(tmp_path, json.dumps(MATTER, indent=2).encode())

    assert [record.data for record in records] == [MATTER]
    assert faults == []


def test_broken_json_over_many_lines_is_named_by_line_and_column(tmp_path: Path) -> None:
    """The fault stands where the parser stopped."""
    _, faults = read(tmp_path, b'[\n  {"unifyName": "a",\n   "rightsCode": }\n]')

    assert [(fault.line, fault.column) for fault in faults] == [(3, 18)]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (b'{"unifyName": "\xe7\x94\xb2"', "is no JSON"),
        (b'{"unifyName": NaN, "rightsCode": "1"}', "NaN is no JSON"),
        (b'{"unifyName": "a", "unifyName": "b"}', "'unifyName' stands twice"),
        (b'{"unifyName": "\xff"}', "is not UTF-8"),
        (b'{"name": "a"}', "is no record"),
        (b"[1, 2]", "is no record"),
        (b'{"code": 500, "msg": "busy", "data": null}', "the portal answered code 500: 'busy'"),
        (b'{"code": 0, "data": null}', "is no record"),
        (b'{"unifyName": ' + b"[" * 5000 + b"]" * 5000 + b"}", "nests deeper"),
        (b'{"unifyName": 1' + b"0" * 5000 + b"}", "a number that is none"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_read(
    tmp_path: Path, broken: bytes, said: str
) -> None:
    """The fault has the line; the records before and behind it are kept."""
    records, faults = read(tmp_path, text(MATTER) + b"\n" + broken + b"\n" + text(GUIDE))

    assert [record.line for record in records] == [1, 3]
    assert faults
    assert all(fault.line == 2 for fault in faults)
    assert said in str(faults[0])


def test_a_first_line_that_is_broken_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    """A file whose first line is cut is still a file of lines."""
    records, faults = read(tmp_path, b'{"unifyName": "cu\n' + text(MATTER) + b"\n" + text(GUIDE))

    assert [record.line for record in records] == [2, 3]
    assert [fault.line for fault in faults] == [1]


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "is empty"), (b" \n\n", "is empty"), (b"PK\x03\x04", "is no JSON")]
)
def test_a_file_of_nothing_is_a_fault(tmp_path: Path, data: bytes, said: str) -> None:
    """An empty file, or one that is no JSON at all, is told."""
    records, faults = read(tmp_path, data)

    assert records == []
    assert said in str(faults[0])


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    """What cannot be opened is told, and does not stop the others."""
    good = tmp_path / "good.json"
    good.write_bytes(text(MATTER))
    faults: list[Fault] = []

    records = list(records_of([tmp_path / "none.json", good], faults))

    assert [record.data for record in records] == [MATTER]
    assert "cannot be read" in str(faults[0])
