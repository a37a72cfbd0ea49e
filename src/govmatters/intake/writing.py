"""What an import writes: files of the format, the report as JSON, and the page to read it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from govmatters.intake.importing import Import
from govmatters.intake.page import page_of
from govmatters.intake.reporting import report_of
from govmatters.io.json_writing import write_json
from govmatters.io.sections import FORMAT
from govmatters.io.writing import write_folder
from govmatters.io.yaml_writing import write_yaml

__all__ = ["PAGE", "REPORT", "files_of", "write_import"]

REPORT = "import.report.json"
PAGE = "import.report.html"
_MATTERS_A_FILE = 1000
_NAMES = tuple(
    f"{name}.{suffix}"
    for name in ("papers", "matters-[0-9]*", "bundles")
    for suffix in ("yaml", "json")
)


def files_of(made: Import, *, is_json: bool = False) -> dict[str, str]:
    """
    Write an import as files.

    Args:
        made: The import.
        is_json: Whether the registry is written as JSON, which is read ten times as fast.

    Returns:
        Texts by file name: ``papers`` (sources, authorities, material types), ``matters-NNN``
        (with their questions and exemptions, a thousand matters each), ``bundles``, and the
        report as JSON and as a page. The same import gives the same texts.
    """
    report = report_of(made)
    suffix = "json" if is_json else "yaml"
    files = {
        f"{name}.{suffix}": _written({"format": FORMAT, **document}, is_json=is_json)
        for name, document in _parts(made.document)
    }
    files[REPORT] = _report(report)
    files[PAGE] = page_of(report)
    return files


def write_import(made: Import, folder: Path, *, is_json: bool = False) -> tuple[Path, ...]:
    """
    Write an import into a folder.

    Args:
        made: The import.
        folder: New, empty, or holding an earlier import, whose files are replaced.
        is_json: As `files_of`.

    Returns:
        The files, in the order of their names.

    Raises:
        InvalidEntryError: If the folder holds something else, or cannot be written.
    """
    files = files_of(made, is_json=is_json)
    return write_folder(folder, files, names=_NAMES, marker=REPORT)


def _report(report: Mapping[str, Any]) -> str:
    """Write the account, each record by itself: all in one would take four times the memory."""
    head = _indented({**report, "records": []})
    records = [_indented(one).replace("\n", "\n  ") for one in report["records"]]
    if not records:
        return head + "\n"
    records[0] = head.removesuffix("[]\n}") + "[\n  " + records[0]
    records[-1] += "\n ]\n}\n"
    return ",\n  ".join(records)


def _indented(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _written(document: dict[str, Any], *, is_json: bool) -> str:
    return write_json(document) if is_json else write_yaml(document)


def _parts(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Cut the document into files; questions and exemptions stand beside their matters."""
    papers = {key: document[key] for key in _PAPERS if key in document}
    yield "papers", papers
    matters = list(document.get("matters", {}).items())
    questions, exemptions = document.get("questions", {}), document.get("exemptions", [])
    by_matter = _by_matter(exemptions)
    for number, start in enumerate(range(0, len(matters), _MATTERS_A_FILE), start=1):
        some = dict(matters[start : start + _MATTERS_A_FILE])
        asked = [
            row["when"]
            for one in some.values()
            for row in one.get("materials", ())
            if "when" in row
        ]
        part = {
            "questions": {key: questions[key] for key in dict.fromkeys(asked) if key in questions},
            "matters": some,
            "exemptions": [one for key in some for one in by_matter.get(key, ())],
        }
        yield f"matters-{number:03d}", {key: value for key, value in part.items() if value}
    if "bundles" in document:
        yield "bundles", {"bundles": document["bundles"]}


_PAPERS = ("sources", "authorities", "material_types")


def _by_matter(exemptions: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Group exemptions by the one matter that each names."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in exemptions:
        found.setdefault(one["matters"][0], []).append(one)
    return found
