"""A portal's record of a single matter (事项办事指南), field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govmatters.intake import words as w
from govmatters.intake.account import Account, Outcome
from govmatters.intake.costs import costs_in
from govmatters.intake.drafts import Draft
from govmatters.intake.fields import (
    copies,
    maps_in,
    number,
    taken,
    text_of,
    texts,
    word,
    words,
)
from govmatters.intake.names import id_of
from govmatters.intake.records import Record
from govmatters.intake.rows import PrintedRow
from govmatters.model import Mechanism
from govmatters.model.plain import plain

__all__ = ["matter_draft", "rows_in"]

_MARK = "freeSubmission"
_UNMARKED = {"", "无", "否"}


def matter_draft(record: Record) -> Draft:
    """
    Read the fields of a record of a single matter.

    Args:
        record: Of kind matter.

    Returns:
        Its draft; the account has a note for every field that was taken.
    """
    data, account = record.data, Account(record.data)
    draft = Draft(record, account, _id(data), {})
    fields = {
        "name": taken(account, data, "unifyName", "name"),
        "codes": _codes(account, data),
        "type": word(account, data, "typeName", w.TYPES, "|type"),
        "levels": words(account, data, "schemeLevels", w.LEVELS, "|levels"),
        "laws": texts(account, data, "laws", "|laws"),
        "audience": words(account, data, "serveObject", w.AUDIENCES, "|audience"),
        "statutory_working_days": _limit(account, data),
        "promised_working_days": number(account, data, "commitmentLimit", "|promised_working_days"),
        "trips": number(account, data, "minSeq", "|trips"),
        "online": _online(account, data),
        "scope": word(account, data, "doScope", w.SCOPES, "|scope"),
        "guide": _guide(account, data),
    }
    draft.fields = {
        key: plain(value) for key, value in fields.items() if value not in (None, [], {}, "")
    }
    if text_of(data.get("approveLimitExplain")):
        told = data["approveLimitExplain"]
        account.note("approveLimitExplain", Outcome.LEFT_OUT, rule="prose", value=told)
    draft.authority = taken(account, data, "orgName", "authority") or None
    draft.rows = list(rows_in(account, data))
    draft.results = _results(account, data)
    return draft


def _id(data: Mapping[str, Any]) -> str:
    """Name a matter by its basic code and business item, else by the record's own id."""
    code, item = text_of(data.get("rightsCode")), text_of(data.get("ywCode"))
    parts = [code, item] if code else [text_of(data.get("unifyId")) or text_of(data["unifyName"])]
    return id_of("-".join(part for part in parts if part))


def _codes(account: Account, data: Mapping[str, Any]) -> dict[str, str]:
    keys = {"basic": "rightsCode", "item": "ywCode", "local": "unifyId"}
    codes = {ours: taken(account, data, key, f"codes.{ours}") for ours, key in keys.items()}
    return {ours: code for ours, code in codes.items() if code}


def _limit(account: Account, data: Mapping[str, Any]) -> int | None:
    """Read the statutory limit; zero is how portals write that the law sets none."""
    if text_of(data.get("approveLimit")).strip("0.") == "" and text_of(data.get("approveLimit")):
        account.note(
            "approveLimit", Outcome.LEFT_OUT, rule="zero-limit", value=data["approveLimit"]
        )
        return None
    return number(account, data, "approveLimit", "|statutory_working_days")


def _online(account: Account, data: Mapping[str, Any]) -> str | None:
    depth = word(account, data, "transactLevel", w.ONLINE, "|online")
    is_online = w.YES_NO.get(text_of(data.get("isonline")))
    if is_online is None:
        return depth
    if is_online:
        told = Outcome.NORMALISED if depth else Outcome.LEFT_OUT
        account.note(
            "isonline",
            told,
            became=f"online: {depth}" if depth else "",
            rule="told-by-depth",
            value=data["isonline"],
        )
        return depth
    rule = "online-disagrees" if depth else ""
    outcome = Outcome.GUESSED if depth else Outcome.AS_IS
    account.note("isonline", outcome, became="online: none", rule=rule, value=data["isonline"])
    return "none"


def _guide(account: Account, data: Mapping[str, Any]) -> dict[str, Any]:
    channels = words(account, data, "transactionFrom", w.CHANNELS, "|guide.channels")
    costs = costs_in(account, data, data, ("isCharge", "isIntermediaryServices"))
    return ({"channels": channels} if channels else {}) | costs


def _results(account: Account, data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Read what a matter issues; the list goes before the name of the sample."""
    listed = data.get("resultList")
    names = [text_of(one) for one in listed] if isinstance(listed, list) else []
    sample = text_of(data.get("resultSampleName"))
    if any(names):
        if sample:
            same = Outcome.NORMALISED if sample in names else Outcome.LEFT_OUT
            rule = "same-result" if sample in names else "result-told-otherwise"
            account.note("resultSampleName", same, became="outputs", rule=rule, value=sample)
        return [("resultList", name) for name in names if name]
    return [("resultSampleName", sample)] if sample else []


def rows_in(account: Account, data: Mapping[str, Any]) -> list[PrintedRow]:
    """
    Read the rows of a single matter's list.

    Args:
        account: Gets the notes of their fields.
        data: The record.

    Returns:
        The rows that are records, in their order.
    """
    return [_row(account, row, path) for path, row in maps_in(data, "materialList")]


def _row(account: Account, row: Mapping[str, Any], path: str) -> PrintedRow:
    title, code = text_of(row.get("materialTitle")), text_of(row.get("standardMaterialsCode"))
    key = text_of(row.get("materialCode")) or path
    mark = text_of(row.get(_MARK))
    if text_of(row.get("materialCode")):
        account.note(f"{path}.materialCode", Outcome.LEFT_OUT, rule="row-key", value=key)
    return PrintedRow(
        path=path,
        key=key,
        title=title,
        title_path=f"{path}.materialTitle",
        code=code or None,
        code_path=f"{path}.standardMaterialsCode",
        standard=_standard(row, path),
        need=word(account, row, "isMust", w.NEEDS, f"{path}|need"),
        texts=_explained(row, path),
        issued_by=word(account, row, "sourceChannel", w.SOURCES, f"{path}|issued_by"),
        issued_by_path=f"{path}.sourceChannel",
        kind_path=f"{path}.materialApproveType",
        kind=word(account, row, "materialApproveType", w.KINDS, f"{path}|kind"),
        spared_by=_mark(account, row, path),
        mark_path=f"{path}.{_MARK if mark not in _UNMARKED else 'isMust'}",
        copies=copies(account, row, "copiesNum", f"{path}|copies"),
        copy=word(account, row, "materialType", w.COPIES, f"{path}|copy"),
        medium=word(account, row, "materialStandard", w.MEDIA, f"{path}|medium"),
    )


def _mark(account: Account, row: Mapping[str, Any], path: str) -> Mechanism | None:
    """Read the mark of free submission; 信用免交 is one too."""
    mark = text_of(row.get(_MARK))
    if mark not in _UNMARKED:
        return word(account, row, _MARK, w.MARKS, f"{path}|exemption")
    if mark:
        account.note(f"{path}.{_MARK}", Outcome.AS_IS, became="no exemption", value=mark)
    if text_of(row.get("isMust")) != "信用免交":
        return None
    path = f"{path}.isMust"
    del account.notes[path]
    became = "exemption by commitment"
    account.note(path, Outcome.GUESSED, became=became, rule="credit-exempt", value="信用免交")
    return Mechanism.COMMITMENT


def _standard(row: Mapping[str, Any], path: str) -> tuple[str, str] | None:
    name = text_of(row.get("standardMaterialsName"))
    return (f"{path}.standardMaterialsName", name) if name else None


def _explained(row: Mapping[str, Any], path: str) -> tuple[tuple[str, str], ...]:
    text = text_of(row.get("materialExplain"))
    return ((f"{path}.materialExplain", text),) if text else ()
