"""Codes of matters, authorities and e-licences: what they say, and whether they agree (C01-C03)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from govmatters.checks.views import Record, View, days_meet
from govmatters.codes.consistency import (
    CodeProblem,
    Rule,
    authority_problems,
    basic_code_problems,
    item_problems,
    level_problems,
    region_problems,
    type_problems,
)
from govmatters.codes.elicences import read_licence_type_code
from govmatters.codes.layouts import LocalCode
from govmatters.codes.matters import is_basic_code, is_implementation_code, read_matter_code
from govmatters.codes.repetitions import CodedMatter, repetition_problems
from govmatters.errors import SHOWN, CodeError
from govmatters.model import Finding, Matter, MatterCodes, Severity

__all__ = [
    "codes_agree",
    "codes_are_read",
    "codes_name_one_matter",
    "credit_codes_fit",
    "licence_codes_fit",
]

_NUMBER = re.compile(r"[0-9]{2}")
_CHECKS: Mapping[Rule, str] = MappingProxyType(
    {
        "authority": "code-against-authority",
        "basic-code": "code-against-basic",
        "item": "code-against-item",
        "level": "code-against-level",
        "region": "credit-code-outside-region",
        "repetition": "code-twice",
        "type": "code-against-type",
    }
)
"""What the findings of each rule of `govmatters.codes` are called."""


def _finding(view: View, record: Record, problem: CodeProblem) -> Finding:
    """Make a finding of what codes disagree in."""
    return view.finding(
        _CHECKS[problem.rule],
        record,
        problem.message,
        problem.advice,
        severity=Severity(problem.severity),
    )


def _stated(codes: MatterCodes) -> Iterator[str]:
    """Walk the codes that a matter prints where the standard's belong."""
    yield from (one for one in (codes.basic, codes.implementation) if one is not None)
    if codes.item is not None and _NUMBER.fullmatch(codes.item) is None:
        yield codes.item


def _codes(matter: Matter) -> MatterCodes:
    return matter.codes or MatterCodes()


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
        for text in _stated(_codes(matter)):
            try:
                found = read_matter_code(text)
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
            yield view.listing(
                "local-code",
                view.owner(matter, "codes"),
                f"has codes of the place's own: {', '.join(local)}",
                "keep it as `codes.local`, and the standard's beside it if there is one",
                local,
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
        for problem in _disagreements(view, matter):
            yield _finding(view, view.owner(matter, "codes"), problem)


def _disagreements(view: View, matter: Matter) -> Iterator[CodeProblem]:
    codes, own = _codes(matter), _whole_code(matter)
    basic = codes.basic or matter.of
    yield from item_problems(codes.item, codes.implementation)
    yield from basic_code_problems(own, basic)
    yield from type_problems(basic if is_basic_code(basic or "") else own, matter.type)
    yield from level_problems(own, matter.levels)
    if matter.authority is not None:
        yield from authority_problems(own, view.registry.authorities[matter.authority].uscc)


def _whole_code(matter: Matter) -> str | None:
    """Give the code that tells whose a matter is: the implementation code, else the item's."""
    codes = _codes(matter)
    stated = is_implementation_code(codes.implementation or "")
    return codes.implementation if stated else codes.item


def codes_name_one_matter(view: View) -> Iterator[Finding]:
    """
    C01: no two matters that exist on one day have one implementation code and item.

    Args:
        view: The registry.

    Yields:
        ``code-twice`` (error), at each but the first. A place's own codes are compared within an
        authority, or within a region where no authority is stated.
    """
    for problem in repetition_problems(map(_coded, view.matters.values())):
        matters = [view.matters[key] for key in problem.subjects]
        for place, matter in enumerate(matters):
            if any(days_meet(matter, other) for other in matters[:place]):
                yield _finding(view, ("matter", matter.id), problem)


def _coded(matter: Matter) -> CodedMatter:
    codes = _codes(matter)
    return CodedMatter(
        subject=matter.id,
        owner=matter.authority or matter.region,
        implementation=codes.implementation,
        item=codes.item,
    )


def credit_codes_fit(view: View) -> Iterator[Finding]:
    """
    C02: an authority's credit code was given in its region, or in one below.

    Args:
        view: The registry. Whether the check character fits is seen when it is loaded.

    Yields:
        ``credit-code-outside-region`` (warning), at an authority; at a matter for the credit code
        within its code, if its authority states none. Bodies of a district are often registered
        with the city; regions that nobody knows are left alone.
    """
    regions, authorities = view.registry.geography, view.registry.authorities
    for authority in authorities.records:
        for problem in region_problems(authority.uscc, authority.region, regions):
            yield _finding(view, ("authority", authority.id), problem)
    for matter in view.matters.values():
        own = authorities[matter.authority] if matter.authority is not None else None
        if own is not None and own.uscc is None:
            for problem in region_problems(_whole_code(matter), own.region, regions):
                yield _finding(view, view.owner(matter, "codes"), problem)


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
