"""A small bundle with a question of every type, and cases of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa

from govmatters.io import load_document
from govmatters.registry import Registry

BUNDLE = "b"


def document() -> dict[str, Any]:
    """Two matters; papers hang on questions of every type."""
    return {
        "format": "govmatters/1",
        "authorities": {"a": {"name": "甲", "region": "430100"}},
        "questions": {
            "adult": {"ask": "是否成年", "type": "boolean"},
            "age": {"ask": "年龄", "type": "integer", "min": 0, "max": 150},
            "born": {"ask": "出生日期", "type": "date"},
            "home": {"ask": "户籍地", "type": "region"},
            "kind": {"ask": "类型", "type": "choice", "options": ["new", "old"]},
            "extras": {"ask": "附加", "type": "choices", "options": ["x", "y", "z"]},
        },
        "material_types": {
            name: {"name": name, "kind": "proof"} for name in ("p1", "p2", "p3", "p4", "p5", "p6")
        },
        "matters": {
            "m1": {
                "name": "甲事项",
                "authority": "a",
                "since": "2020-01-01",
                "trips": 1,
                "promised_working_days": 3,
                "materials": [
                    {"needs": "p1"},
                    {"needs": "p2", "when": "age >= 60"},
                    {"needs": "p3", "when": 'born < date("2000-01-01")'},
                    {"needs": "p4", "when": 'within(home, "430000")'},
                ],
            },
            "m2": {
                "name": "乙事项",
                "authority": "a",
                "since": "2020-01-01",
                "trips": 1,
                "materials": [
                    {"needs": "p1"},
                    {"needs": "p5", "when": 'kind == "old"'},
                    {"needs": "p6", "when": '"x" in extras and adult'},
                ],
            },
        },
        "exemptions": [
            {"id": "e1", "of": "p1", "by": "data", "when": "adult"},
            {"id": "e2", "of": "p2", "by": "check", "since": "2026-01-01", "in": ["430100"]},
        ],
        "bundles": {
            BUNDLE: {
                "name": "一件事",
                "region": "430100",
                "matters": [{"matter": "m1"}, {"matter": "m2", "when": "age >= 18"}],
            }
        },
    }


def registry() -> Registry:
    """Load it."""
    return load_document(document())


def table(**changed: list[Any] | None) -> pa.Table:
    """Six cases, some with an answer missing; columns may be changed, None leaves one out."""
    columns: dict[str, Any] = {
        "name": ["张三", "李四", "王五", "赵六", "钱七", "孙八"],
        "adult": [True, False, None, True, True, False],
        "age": [20, 17, 70, None, 30, 61],
        "born": [dt.date(1999, 12, 31), dt.date(2000, 1, 1), None, dt.date(2010, 1, 1)] * 1
        + [dt.date(1980, 1, 1), dt.date(1960, 1, 1)],
        "home": ["430102", "110101", "430000", None, "430103", "360500"],
        "kind": ["new", "old", "old", None, "new", "old"],
        "extras": [["x"], [], ["x", "y"], None, ["z"], ["x"]],
        "day": [dt.date(2025, 12, 31), dt.date(2026, 1, 1)] * 3,
        "region": ["430100", "430102", "430100", "430102", "430200", "430200"],
        "weight": [1, 2, 3, 1, 1, 0],
    }
    columns |= changed
    return pa.table({name: values for name, values in columns.items() if values is not None})
