"""Findings as SARIF 2.1.0, which editors and code hosts show beside the lines they are about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from govmatters.checks.acceptance import Verdict, fingerprint
from govmatters.checks.catalogue import Described
from govmatters.model import Finding

__all__ = ["to_sarif"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_sarif(
    verdict: Verdict, checks: Sequence[Described], *, version: str, root: str | None = None
) -> str:
    """
    Write findings as SARIF.

    Args:
        verdict: New findings, and accepted ones, which are suppressed.
        checks: Every check that was run; findings of others get a rule of their own.
        version: Of the package.
        root: The folder that places are relative to; None: they stay as they are.

    Returns:
        JSON with one run; the same findings give the same bytes, wherever the root lies. A result
        has its line, and a fingerprint that does not change with it.

    Source:
        OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
    """
    rules = {one.id: _rule(one) for one in checks}
    for finding in (*verdict.new, *verdict.accepted):
        rules.setdefault(finding.check, {"id": finding.check})
    index = {key: place for place, key in enumerate(rules)}
    # SARIF wants suppressions of all results, or of none.
    new: dict[str, Any] = {"suppressions": []} if verdict.accepted else {}
    accepted = {"suppressions": [{"kind": "external", "status": "accepted"}]}
    driver = {"name": "govmatters", "semanticVersion": version, "rules": list(rules.values())}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            *(_result(one, index[one.check], root) | new for one in verdict.new),
            *(_result(one, index[one.check], root) | accepted for one in verdict.accepted),
        ],
    }
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _rule(one: Described) -> dict[str, Any]:
    """Write what SARIF calls a reporting descriptor."""
    cited = [f"{basis}" + (f" — {basis.source}" if basis.source else "") for basis in one.bases]
    rests = [f"govmatters {one.rule}", *cited] if one.rule else cited
    lines = [one.title, *([one.title_zh] if one.title_zh else []), *(f"- {each}" for each in rests)]
    return {
        "id": one.id,
        "shortDescription": {"text": one.title},
        "fullDescription": {"text": one.title_zh or one.title},
        "help": {"text": "\n".join(lines)},
        "defaultConfiguration": {"level": str(one.severity)},
        "properties": {
            "tags": [one.family, *one.demands],
            "basis": [str(basis) for basis in one.bases],
        },
    }


def _result(finding: Finding, index: int, root: str | None) -> dict[str, Any]:
    advice = f"; {finding.advice}" if finding.advice else ""
    basis = {"properties": {"basis": finding.basis}} if finding.basis else {}
    return {
        "ruleId": finding.check,
        "ruleIndex": index,
        "level": str(finding.severity),
        "message": {"text": f"{finding.subject}: {finding.message}{advice}"},
        "locations": [_location(finding, root)],
        "partialFingerprints": {"govmatters/v1": fingerprint(finding)},
        **basis,
    }


def _location(finding: Finding, root: str | None) -> dict[str, Any]:
    """Say which record, and if it came from a file, where it stands."""
    logical = {"logicalLocations": [{"fullyQualifiedName": finding.subject, "kind": "object"}]}
    file, _, line = (finding.place or "").rpartition(":")
    if not (file and line.isdecimal() and int(line)):
        return logical
    artifact = {"artifactLocation": {"uri": _uri(file, root)}, "region": {"startLine": int(line)}}
    return {"physicalLocation": artifact} | logical


def _uri(file: str, root: str | None) -> str:
    """Write a path as a URI, relative to the root if it lies below."""
    path = PurePath(file)
    if root is not None and path.is_relative_to(root):
        path = path.relative_to(root)
    text = quote(path.as_posix(), safe="/~")
    return f"file://{text}" if path.is_absolute() else text
