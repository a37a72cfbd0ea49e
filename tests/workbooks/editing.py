"""Workbooks changed as people and programs change them, for the tests."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from govmatters.errors import LoadError
from govmatters.io import load_document
from govmatters.workbooks import read_workbook
from govmatters.workbooks.letters import letter_of
from govmatters.workbooks.sheets import SHEETS
from govmatters.workbooks.writing import workbook_bytes

DOCUMENT: dict[str, Any] = {
    "authorities": {"office": {"name": "办", "region": "430100"}},
    "material_types": {"id_card": {"name": "身份证"}, "permit": {"name": "许可证"}},
    "questions": {"local": {"ask": "本地？", "type": "boolean"}},
    "matters": {
        "permit_matter": {
            "name": "许可",
            "authority": "office",
            "codes": {"item": "01"},
            "trips": 1,
            "secret": False,
            "since": "2026-01-01",
            "materials": [{"needs": "id_card", "name": "甲"}, {"needs": "id_card", "name": "乙"}],
            "outputs": ["permit"],
        },
        "other": {"name": "其他", "region": "430100", "materials": []},
    },
    "bundles": {
        "shop": {
            "name": "开店",
            "region": "430100",
            "matters": [
                "other",
                {
                    "one_of": [
                        {"matter": "permit_matter", "when": "local"},
                        {"matter": "permit_matter", "as": "again", "when": "not local"},
                    ],
                    "none": "allowed",
                },
            ],
        }
    },
}
"""Two matters, a bundle, and a choice."""

REGISTRY = load_document(DOCUMENT)


def at(title: str, heading: str, row: int) -> str:
    """Name a cell by its heading."""
    (sheet,) = (sheet for sheet in SHEETS if sheet.title == title)
    return f"{letter_of(list(sheet.headings()).index(heading) + 1)}{row}"


def exported(folder: Path) -> Path:
    """Write the registry of these tests."""
    path = folder / "list.xlsx"
    path.write_bytes(_content())
    return path


@cache
def _content() -> bytes:
    return workbook_bytes(REGISTRY, ())


def edit(path: Path, change: Callable[[openpyxl.Workbook], None]) -> None:
    """Change a workbook, and save it as openpyxl does."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def put(path: Path, *cells: tuple[str, str, int, Any]) -> None:
    """Write values into cells, each named by sheet, heading and row."""

    def change(book: openpyxl.Workbook) -> None:
        for title, heading, row, value in cells:
            cell = book[title][at(title, heading, row)]
            cell.value = value
            if isinstance(value, int | float):
                cell.number_format = "General"

    edit(path, change)


def set_cell(path: Path, title: str, place: str, value: Any) -> None:  # noqa: ANN401 (as cells)
    """Write a value into a cell that has no heading, or is one."""

    def change(book: openpyxl.Workbook) -> None:
        book[title][place].value = value

    edit(path, change)


def change_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change the bytes of one part of a workbook; it may be new."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def part_of(title: str) -> str:
    """Name the part of a workbook that holds a sheet; the cover is the first."""
    number = [sheet.title for sheet in SHEETS].index(title) + 2
    return f"xl/worksheets/sheet{number}.xml"


def faults_in(*paths: Path) -> list[str]:
    """Read workbooks that are at fault; give what is said, without folders."""
    with pytest.raises(LoadError) as caught:
        read_workbook(*paths)
    return without_folders(map(str, caught.value.faults), *paths)


def without_folders(lines: Iterable[str], *paths: Path) -> list[str]:
    """Take the folders out of messages."""
    folders = {f"{path.parent}/" for path in paths}
    cut = list(lines)
    for folder in folders:
        cut = [line.replace(folder, "") for line in cut]
    return cut
