"""Codes of matters, authorities and e-licences: what they say, and whether they agree (C01-C03)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

import attrs

from govmatters.checks.views import View, days_meet
from govmatters.codes.elicences import read_licence_type_code
from govmatters.codes.layouts import LocalCode, canonical
from govmatters.codes.matters import (
    LEVELS,
    BasicCode,
    ImplementationCode,
    ItemCode,
    read_matter_code,
)
from govmatters.errors import SHOWN, CodeError
from govmatters.model import Finding, Matter

__all__ = [
    "codes_agree",
    "codes_are_read",
    "codes_name_one_matter",
    "credit_codes_fit",
    "licence_codes_fit",
]

_Code = BasicCode | ImplementationCode | ItemCode | LocalCode
_T = TypeVar("_T", BasicCode, ImplementationCode, ItemCode)
_SERIAL = 2
_NUMBER = re.compile(r"[0-9]{2}")
_UNCLEAR_LEVELS = frozenset({"6", "7"})
"""Level digits that systems use differently: a village's, or 分级管理."""


@attrs.frozen
class _Codes:
    """
    The codes of a matter that have the standard's form; None where one is local or not stated.

    Attributes:
        basic: The basic code, or the catalogue item's id if that is one.
        implementation: The implementation code.
        item: The code of the handling item; None too if only its number is stated.
    """

    basic: BasicCode | None
    implementation: ImplementationCode | None
    item: ItemCode | None


def _stated(matter: Matter) -> Iterator[str]:
    """Walk the codes that a matter prints where the standard's belong."""
    codes = matter.codes
    if codes is not None:
        yield from (one for one in (codes.basic, codes.implementation) if one is not None)
        if codes.item is not None and _NUMBER.fullmatch(codes.item) is None:
            yield codes.item


def _read(text: str | None, kind: type[_T]) -> _T | None:
    """Read a code; None if it is not stated, local, faulty, or another kind of code."""
    try:
        found = read_matter_code(text) if text is not None else None
    except CodeError:
        return None
    return found if isinstance(found, kind) else None


def _codes(matter: Matter) -> _Codes:
    codes = matter.codes
    basic = (codes.basic if codes is not None else None) or matter.of
    return _Codes(
        _read(basic, BasicCode),
        _read(codes.implementation if codes is not None else None, ImplementationCode),
        _read(codes.item if codes is not None else None, ItemCode),
    )


def codes_are_read(view: View) -> Iterator[Finding]:
    """
    C01: a code has the standard's form, or is the place's own.

    Args:
        view: The registry.

    Yields:
        ``local-code`` (note, at most one a matter) and ``code-with-slip`` (warning) for one of the
        standard's form whose check character does not fit.
    """
    for matter in view.matters.values():
        local: list[str] = []
        for text in _stated(matter):
            try:
                found: _Code = read_matter_code(text)
            except CodeError as exc:
                yield view.finding(
                    "code-with-slip",
                    view.owner(matter, "codes"),
                    str(exc),
                    "compare it with where it was printed",
                )
            else:
                local.extend(
                    [f"{text[:SHOWN]} ({found.reason})"] if isinstance(found, LocalCode) else []
                )
        if local:
            yield view.finding(
                "local-code",
                view.owner(matter, "codes"),
                f"has codes of the place's own: {', '.join(local)}",
                "keep it as `codes.local`, and the standard's beside it if there is one",
            )


def codes_agree(view: View) -> Iterator[Finding]:
    """
    C01: the codes of a matter agree with one another, with its type, levels and authority.

    Args:
        view: The registry.

    Yields:
        ``code-against-basic``, ``code-against-type``, ``code-against-level``,
        ``code-against-authority``, ``code-against-item`` (errors), only where both are stated and
        of the standard's form.
    """
    for matter in view.matters.values():
        for check, message in _disagreements(view, matter, _codes(matter)):
            record = view.owner(matter, "codes")
            yield view.finding(check, record, message, "mend whichever is wrong")


def _disagreements(view: View, matter: Matter, codes: _Codes) -> Iterator[tuple[str, str]]:
    """Give (check, message) of each."""
    own = codes.implementation or (codes.item.implementation if codes.item is not None else None)
    basic = codes.basic or (own.basic if own is not None else None)
    if codes.item is not None and own is not None and codes.item.implementation != own:
        yield "code-against-item", f"the item's code {codes.item} does not begin with {own}"
    if basic is not None and own is not None and own.basic != basic:
        message = f"{own} is of the basic code {own.basic}, the matter of {basic}"
        yield "code-against-basic", message
    if basic is not None and None not in {basic.type, matter.type} and basic.type != matter.type:
        yield "code-against-type", f"{basic} is of the type {basic.type}, the matter {matter.type}"
    if own is not None:
        yield from _of_implementation(view, matter, own)


def _of_implementation(
    view: View, matter: Matter, own: ImplementationCode
) -> Iterator[tuple[str, str]]:
    level = None if own.level in _UNCLEAR_LEVELS else LEVELS[own.level]
    if level is not None and matter.levels and level not in matter.levels:
        message = f"{own} is of the level {level}, the matter of {', '.join(matter.levels)}"
        yield "code-against-level", message
    authorities = view.registry.authorities
    uscc = authorities[matter.authority].uscc if matter.authority is not None else None
    if uscc is not None and uscc != own.authority:
        message = f"{own} is of the authority {own.authority}, {matter.authority} is {uscc}"
        yield "code-against-authority", message


def codes_name_one_matter(view: View) -> Iterator[Finding]:
    """
    C01: no two matters that exist on one day have one implementation code and item.

    Args:
        view: The registry.

    Yields:
        ``code-twice`` (error), at each but the first.
    """
    first: dict[tuple[str, str], Matter] = {}
    for matter in view.matters.values():
        key = _key(matter)
        if key is None:
            continue
        other = first.setdefault(key, matter)
        if other is not matter and days_meet(matter, other):
            yield view.finding(
                "code-twice",
                ("matter", matter.id),
                f"has the code {' '.join(key).strip()}, as {other.id!r} has",
                "give each business item a number of its own, or make one matter of them",
            )


def _key(matter: Matter) -> tuple[str, str] | None:
    """Give the implementation code, and the number of the item, as printed; local ones too."""
    codes = matter.codes
    if codes is None or (codes.implementation is None and len(codes.item or "") <= _SERIAL):
        return None
    item = canonical(codes.item or "")
    whole = canonical(codes.implementation) if codes.implementation is not None else item[:-_SERIAL]
    return whole, item[-_SERIAL:]


def credit_codes_fit(view: View) -> Iterator[Finding]:
    """
    C02: an authority's credit code was given in a region that it has to do with.

    Args:
        view: The registry. Whether the check character fits is seen when it is loaded.

    Yields:
        ``credit-code-outside-region`` (warning). A code of the city is fine for a district, and
        so is the reverse; regions that nobody knows are left alone.
    """
    regions = view.registry.geography
    for authority in view.registry.authorities.records:
        given = authority.uscc[2:8] if authority.uscc is not None else ""
        if authority.region is None or not regions.is_known(given):
            continue
        if not view.regions_meet((given,), (authority.region,)):
            yield view.finding(
                "credit-code-outside-region",
                ("authority", authority.id),
                f"is in {authority.region}, its credit code was given in {given}",
                "mend whichever is wrong",
            )


def licence_codes_fit(view: View) -> Iterator[Finding]:
    """
    C03: the type code of an e-licence has the standard's form.

    Args:
        view: The registry.

    Yields:
        ``elicence-code-not-standard`` (note).
    """
    for kind in view.registry.material_types.records:
        stated = kind.elicence.type if kind.elicence is not None else None
        if stated is None:
            continue
        try:
            found = read_licence_type_code(stated)
            problem = f"{stated[:SHOWN]} ({found.reason})" if isinstance(found, LocalCode) else None
        except CodeError as exc:
            problem = str(exc)
        if problem is not None:
            yield view.finding(
                "elicence-code-not-standard",
                ("material type", kind.id),
                f"its e-licence has a type code that is not the standard's: {problem}",
                "look it up in the licence catalogue; a local code belongs under `codes`",
            )
