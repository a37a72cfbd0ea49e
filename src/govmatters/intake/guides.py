"""
A portal's record of a one-thing guide (“一件事”办事指南), field by field.

The guide is an entry of the implementation list itself: one code, one authority, one list, its own
days and trips. So it becomes a matter, and a bundle of that matter with those that it links. Which
linked matter wants which paper the record does not say; that is left to whoever models it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from govmatters.intake import words as w
from govmatters.intake.account import Account, Outcome
from govmatters.intake.costs import costs_in
from govmatters.intake.drafts import Draft, Linked
from govmatters.intake.fields import copies, maps_in, number, taken, text_of, word
from govmatters.intake.names import id_of
from govmatters.intake.records import Record
from govmatters.intake.rows import PrintedRow
from govmatters.model import Mechanism

__all__ = ["guide_draft"]

_CLAIMS = {
    "gqsbcl": "materials_before",
    "xzsbcl": "materials_after",
    "gqblsx": "days_before",
    "xzblsx": "days_after",
    "gqpdcs": "trips_before",
    "xzpdcs": "trips_after",
    "hjsgq": "steps_before",
    "hjsxz": "steps_after",
}
"""What the portal's claims are called; read from their names, not documented."""

_CLAIMED = "onethingCatalogStandServiceGuide"
_LONGEST_CONDITION = 200
_CODE = re.compile(r"(?P<province>[0-9]{2})[0-9A-Z]{2,12}?(?P<area>[0-9]{4})$")
_TEXTS = ("tbxz", "clbz", "cllyqdsm")


def guide_draft(record: Record) -> Draft:
    """
    Read the fields of a record of a one-thing guide.

    Args:
        record: Of kind guide.

    Returns:
        Its draft, with the bundle and the linked matters.
    """
    data, account = record.data, Account(record.data)
    code = text_of(data.get("yjsSsqdbm")) or text_of(data.get("theme_code"))
    draft = Draft(record, account, id_of(code or text_of(data.get("sxmc"))), {})
    basic = data.get("basicInfo")
    basic = basic if isinstance(basic, dict) else {}
    name = text_of(data.get("sxmc"))
    taken(account, data, "sxmc", "name")
    fields = {
        "name": name,
        "codes": _codes(account, data),
        "steps": 0,  # what it takes beside the linked matters is the bundle's, and claimed
        "guide": _guide(account, data, basic),
    }
    draft.fields = {key: value for key, value in fields.items() if value not in (None, {}, "")}
    draft.authority = text_of(basic.get("qtbmmc")) or None
    if draft.authority:
        account.note("basicInfo.qtbmmc", Outcome.AS_IS, became="authority", value=draft.authority)
    draft.region = _region(account, code)
    draft.rows = list(_rows(account, data))
    draft.linked = list(_linked(account, data, draft.id))
    draft.bundle = {"name": name, **_claims(account, data)}
    return draft


def _codes(account: Account, data: Mapping[str, Any]) -> dict[str, str]:
    """Keep the theme's code and the list's own; neither is the standard's."""
    keys = ("yjsSsqdbm", "theme_code")
    local = next((found for key in keys if (found := taken(account, data, key, "codes.local"))), "")
    return {"local": local} if local else {}


def _region(account: Account, code: str) -> str | None:
    """Read the area out of the code: its province begins it, the area's digits end it."""
    match = _CODE.match(code)
    if match is None:
        return None
    region = match["province"] + match["area"]
    account.note(
        "basicInfo.areaName", Outcome.NORMALISED, became=f"region: {region}", rule="area-in-code"
    )
    return region


def _guide(account: Account, data: Mapping[str, Any], basic: Mapping[str, Any]) -> dict[str, Any]:
    guide = costs_in(account, data, basic, ("basicInfo.isCharge", "basicInfo.isIntermediary"))
    asked = data.get("questionInfo")
    if isinstance(asked, list) and asked:
        guide["common_questions"] = len(asked)
    conditions = list(_conditions(account, data))
    if conditions:
        guide["conditions"] = "\n".join(conditions)
    return guide


def _conditions(account: Account, data: Mapping[str, Any]) -> Iterator[str]:
    """Take the conditions that are short; long ones are prose."""
    for path, one in maps_in(data, "guideCondition"):
        text = " ".join(text_of(one.get("bltj")).split())
        if not text:
            continue
        if len(text) > _LONGEST_CONDITION:
            account.note(f"{path}.bltj", Outcome.LEFT_OUT, rule="prose", value=text)
            continue
        account.note(f"{path}.bltj", Outcome.AS_IS, became="guide.conditions", value=text)
        yield text


def _claims(account: Account, data: Mapping[str, Any]) -> dict[str, Any]:
    """Read what the authority claims, and its own promise."""
    claimed = data.get(_CLAIMED)
    claimed = claimed if isinstance(claimed, dict) else {}
    published = {
        ours: number(account, claimed, key, f"{_CLAIMED}|published.{ours}")
        for key, ours in _CLAIMS.items()
    }
    promised = number(account, claimed, "cnbjsx", f"{_CLAIMED}|bundle.promised_working_days")
    _compare(account, data, "completedLimit", promised)
    _compare(account, data, "aheadFrequency", published["trips_after"])
    known = {key: value for key, value in published.items() if value is not None}
    made: dict[str, Any] = {"published": known} if known else {}
    return made if promised is None else {"promised_working_days": promised, **made}


def _compare(account: Account, data: Mapping[str, Any], key: str, claimed: int | None) -> None:
    """Note what the head of the guide says again: it is the bundle's, and claimed already."""
    basic = data.get("basicInfo")
    printed = text_of(basic.get(key)) if isinstance(basic, dict) else ""
    if printed:
        same = claimed is not None and printed == str(claimed)
        told = Outcome.NORMALISED if same else Outcome.LEFT_OUT
        rule = "claimed-already" if same else "claimed-otherwise"
        account.note(f"basicInfo.{key}", told, rule=rule, value=printed)


def _linked(account: Account, data: Mapping[str, Any], key: str) -> Iterator[Linked]:
    """Read the matters that the guide links: a name, days, a result, and nothing else."""
    taken: Counter[str] = Counter()
    for path, one in maps_in(data, "approveList"):
        name = text_of(one.get("lbsxfwmc"))
        if not name:
            continue
        account.note(f"{path}.lbsxfwmc", Outcome.AS_IS, became="matters.name", value=name)
        days = number(account, one, "cnsxsx", f"{path}|promised_working_days")
        if text_of(one.get("tyywblxName")) == name:
            account.note(f"{path}.tyywblxName", Outcome.NORMALISED, rule="same-name", value=name)
        result = text_of(one.get("resultSampleName"))
        fields = {"name": name} | ({} if days is None else {"promised_working_days": days})
        results = [(f"{path}.resultSampleName", result)] if result else []
        own = f"{key}-{id_of(name)}"
        taken[own] += 1
        yield Linked(own if taken[own] == 1 else f"{own}-{taken[own]}", fields, results)


def _basis(account: Account, row: Mapping[str, Any], path: str) -> str | None:
    """Take the legal basis of a row (要求提供依据), as its key is read."""
    basis = text_of(row.get("yqtgyj"))
    if not basis:
        return None
    told = Outcome.GUESSED
    account.note(f"{path}.yqtgyj", told, became="basis", rule="basis-by-key", value=basis)
    return basis


def _rows(account: Account, data: Mapping[str, Any]) -> Iterator[PrintedRow]:
    for path, row in maps_in(data, "materialList"):
        title, code = text_of(row.get("clmc")), text_of(row.get("materialCode"))
        number_of, standard = text_of(row.get("bzclId")), text_of(row.get("materialTitle"))
        if number_of:
            account.note(f"{path}.bzclId", Outcome.LEFT_OUT, rule="row-key", value=number_of)
        if text_of(row.get("mtjfs")) == "4":
            account.note(f"{path}.mtjfs", Outcome.AS_IS, became="no exemption", value="4")
            mark = None
        else:
            mark = word(account, row, "mtjfs", w.GUIDE_MARKS, f"{path}|exemption")
        if mark is Mechanism.DATA:
            noted = account.notes[f"{path}.mtjfs"]
            guessed = attrs.evolve(noted, outcome=Outcome.GUESSED, rule="interface-check")
            account.notes[f"{path}.mtjfs"] = guessed
        yield PrintedRow(
            path=path,
            key=" ".join(part for part in (number_of, title) if part) or path,
            title=title,
            title_path=f"{path}.clmc",
            code=code or None,
            code_path=f"{path}.materialCode",
            standard=(f"{path}.materialTitle", standard) if standard else None,
            need=word(account, row, "clbyx", w.GUIDE_NEEDS, f"{path}|need"),
            is_conditional=text_of(row.get("clbyx")) == "3",
            texts=tuple(
                (f"{path}.{key}", text) for key in _TEXTS if (text := text_of(row.get(key)))
            ),
            issued_by=word(account, row, "cllyqd", w.GUIDE_SOURCES, f"{path}|issued_by"),
            issued_by_path=f"{path}.cllyqd",
            kind_path=f"{path}.clxz",
            kind=word(account, row, "clxz", w.GUIDE_KINDS, f"{path}|kind"),
            spared_by=mark,
            mark_path=f"{path}.mtjfs",
            basis=_basis(account, row, path),
            copies=copies(account, row, "zzclfs", f"{path}|copies"),
        )
