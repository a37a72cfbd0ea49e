"""The report of an import as a page: one file, no script, every text escaped by construction."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govmatters.intake.account import Outcome
from govmatters.intake.doubts import Doubt, doubts_of
from govmatters.report.cleaning import clean

__all__ = ["page_of"]

_STYLE = """
body{font:15px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;
margin:2em auto;max-width:72em;padding:0 1em;color:#222}
h1{font-size:1.5em}h2{font-size:1.2em;margin-top:2em}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ddd;padding:.25em .6em;text-align:left;vertical-align:top}
th{background:#f5f5f5}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.guessed{background:#fff7e0}.unresolved{background:#f0f3f8}.left_out{color:#777}
.mapped{background:#e8f5e9}summary{cursor:pointer;margin:.4em 0}
summary small{color:#666}.low{background:#fdeaea}.medium{background:#fff7e0}
th{white-space:nowrap}td{overflow-wrap:break-word}
"""
_CERTAINTY = {"high": "高", "medium": "中", "low": "低", None: "—"}
_MOST_DOUBTS = 200
"""How many guesses the page begins with; the JSON has them all."""
_MOST_RECORDS = 500
"""How many records the page spells out; the JSON has them all."""


def page_of(report: Mapping[str, Any]) -> str:
    """
    Write the report for reading.

    Args:
        report: As `report_of` makes it.

    Returns:
        A page of HTML in Chinese, with the English beside what it calls.
    """
    root = ET.Element("html", lang="zh-CN")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    _text(head, "title", "导入报告 import report")
    ET.SubElement(head, "style").text = _STYLE
    body = ET.SubElement(root, "body")
    _text(body, "h1", "导入报告 Import report")
    _doubts(body, doubts_of(report))
    _summary(body, report)
    _faults(body, report)
    _rules(body, report["rules"])
    _fields(body, report["fields"])
    _records(body, report["records"])
    return "<!DOCTYPE html>\n" + ET.tostring(root, encoding="unicode", method="html") + "\n"


def _text(parent: ET.Element, tag: str, text: object, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, tag, attributes)
    made.text = clean(text)
    return made


def _table(
    parent: ET.Element,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    classes: Iterable[str] = (),
) -> None:
    table = ET.SubElement(parent, "table")
    line = ET.SubElement(table, "tr")
    for column in columns:
        _text(line, "th", column)
    styles = iter(classes)
    for row in rows:
        line = ET.SubElement(table, "tr", {"class": next(styles, "")})
        for value in row:
            _text(line, "td", value, **({"class": "n"} if isinstance(value, int) else {}))


def _doubts(body: ET.Element, doubts: Sequence[Doubt]) -> None:
    """Begin with what somebody should look at: guesses, least certain first."""
    _text(body, "h2", "先看这些推测 guesses, least certain first")
    if not doubts:
        _text(body, "p", "没有推测。")
        return
    shown = doubts[:_MOST_DOUBTS]
    more = len(doubts) - len(shown)
    rest = f"，此处列出前 {len(shown)} 项，另有 {more} 项见下文各条记录和 JSON" if more else ""
    _text(body, "p", f"共 {len(doubts)} 项推测，把握最低的在前{rest}。")
    _table(
        body,
        [
            *("编号 key", "原文 title as printed", "成为 became"),
            *("规则 rule", "把握 certainty", "记录 record"),
        ],
        map(_doubt, shown),
        (str(one.certainty or "") for one in shown),
    )


def _doubt(one: Doubt) -> Sequence[object]:
    rules = "、".join(one.rules)
    return [one.key, one.title, one.became, rules, _sureness(one.certainty), one.record]


def _sureness(certainty: str | None) -> str:
    return f"{_CERTAINTY[certainty]} {certainty or ''}".strip()


def _summary(body: ET.Element, report: Mapping[str, Any]) -> None:
    counts = report["counts"]
    records = counts["records"]
    _text(body, "h2", "总数 counts")
    _text(
        body,
        "p",
        f"导入 {records['imported']} 条记录，重复 {records['repeated']} 条，"
        f"无法读取 {records['faults']} 条。"
        "每个字段、每行材料都有去向，各栏相加等于输入总数。",
    )
    _table(
        body,
        ["", *(f"{one.name_zh} {one}" for one in Outcome), "合计 total"],
        [
            [label, *(counts[key].get(str(one), 0) for one in Outcome), counts[key]["total"]]
            for key, label in (("fields", "字段 fields"), ("rows", "材料行 rows"))
        ],
    )
    _text(
        body,
        "p",
        "“未归并”的材料行按原名各成一种材料，没有与已知材料合并；“推测”均注明规则和把握程度，"
        "可用对照表（--mapping）更正后重新导入。",
    )


def _faults(body: ET.Element, report: Mapping[str, Any]) -> None:
    for key, title in (
        ("faults", "无法读取的记录 faults"),
        ("repeated", "重复的记录 repeated"),
        ("unused", "对照表中未用到的条目 unused"),
    ):
        if report[key]:
            _text(body, "h2", title)
            listed = ET.SubElement(body, "ul")
            for one in report[key]:
                told = f"{one['place']} = {one['first']}" if isinstance(one, Mapping) else one
                _text(listed, "li", told)


def _rules(body: ET.Element, rules: Mapping[str, Any]) -> None:
    _text(body, "h2", "规则 rules")
    ordered = sorted(rules.items(), key=lambda pair: (-pair[1]["count"], pair[0]))
    _table(
        body,
        ["次数 count", "把握 certainty", "规则 rule", "说明"],
        [
            [
                told["count"],
                _sureness(told.get("certainty")),
                rule,
                f"{told['says_zh']}（{told['says']}）",
            ]
            for rule, told in ordered
        ],
    )


def _fields(body: ET.Element, fields: Mapping[str, Mapping[str, int]]) -> None:
    _text(body, "h2", "字段 fields")
    shown = [one for one in Outcome if one is not Outcome.UNRESOLVED]
    _table(
        body,
        ["字段 field", *(f"{one.name_zh} {one}" for one in shown), "合计 total"],
        [
            [field, *(counts[str(one)] for one in shown), counts["total"]]
            for field, counts in fields.items()
        ],
    )


def _records(body: ET.Element, records: Sequence[Mapping[str, Any]]) -> None:
    _text(body, "h2", "逐条记录 records")
    if len(records) > _MOST_RECORDS:
        told = f"此处列出前 {_MOST_RECORDS} 条，共 {len(records)} 条，其余见 JSON。"
        _text(body, "p", told)
    for record in records[:_MOST_RECORDS]:
        details = ET.SubElement(body, "details")
        summary = _text(details, "summary", f"{record['name']}　")
        _text(summary, "small", f"{_tally(record)}　{record['id']}　{record['place']}")
        _rows(details, record["rows"])
        _guessed(details, record["notes"])


def _tally(record: Mapping[str, Any]) -> str:
    """Count what of a record was guessed and left out."""
    told = []
    for key, label in (("rows", "材料行"), ("notes", "字段")):
        counts = Counter(one["outcome"] for one in record[key])
        guessed, left = counts[Outcome.GUESSED], counts[Outcome.LEFT_OUT]
        told.append(f"{label}：推测 {guessed}，未采用 {left}")
    return "；".join(told)


def _rows(details: ET.Element, rows: Sequence[Mapping[str, Any]]) -> None:
    _table(
        details,
        ["材料 material", "去向 outcome", "需要 needs", "规则 rules", "编号 key"],
        [
            [
                row["title"],
                Outcome(row["outcome"]).name_zh,
                row["needs"],
                "、".join(row["rules"]),
                row["key"],
            ]
            for row in rows
        ],
        (row["outcome"] for row in rows),
    )


def _guessed(details: ET.Element, notes: Sequence[Mapping[str, Any]]) -> None:
    _table(
        details,
        ["字段 field", "原文 value", "成为 became", "规则 rule"],
        [
            [one["path"], one.get("value", ""), one.get("became", ""), one.get("rule", "")]
            for one in notes
            if one["outcome"] == Outcome.GUESSED
        ],
    )
