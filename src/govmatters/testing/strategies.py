"""
Hypothesis strategies: small registries that touch the rules, and situations to plan them in.

What depends on something is drawn from what was drawn before: exemptions from the papers that
matters ask for, outputs from the same few papers, answers from the questions' own options, so
that a rule which is broken shows. Everything shrinks towards one matter that asks for nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from govmatters.testing.asking import (
    BUNDLE,
    asked_for,
    entries_of,
    limit_choices,
    papers_of,
    places_of,
)
from govmatters.testing.bundling import bundle
from govmatters.testing.drawing import (
    DAYS,
    DECLARED_REGIONS,
    FORMS,
    ONE_FORM,
    QUESTIONS,
    REGIONS,
    TYPES,
    Conditions,
    Document,
    answers,
    chance,
    conditions,
    keys,
    paper,
    papers,
)
from govmatters.testing.records import Sizes, exemption, material_type, matter, output

if TYPE_CHECKING:
    from govmatters.registry import Registry

__all__ = ["BUNDLE", "Case", "Document", "cases", "documents", "registries", "situations_of"]


@attrs.frozen(kw_only=True)
class Case:
    """
    A document, and what its bundle is to be planned for.

    Attributes:
        document: With one bundle, of the id `BUNDLE`.
        facts: Answers by question, as JSON has them; some questions may be open.
        on: The day.
        region: Where the bundle is handled; None: in its own region.
        held: Papers owned already, as ``"t of s"``, sorted.
    """

    document: Document
    facts: dict[str, Any]
    on: dt.date
    region: str | None
    held: tuple[str, ...]


@st.composite
def documents(  # noqa: PLR0913 (one argument a size)
    draw: st.DrawFn,
    *,
    max_matters: int = 4,
    max_rows: int = 3,
    max_alternatives: int = 3,
    max_questions: int = 3,
    max_exemptions: int = 5,
    max_choices: int = 36,
) -> Document:
    """
    Draw documents with one bundle; each loads without a fault.

    Args:
        draw: Given by Hypothesis.
        max_matters: How many matters there may be, at least 1; one may come twice.
        max_rows: How many rows a matter may have.
        max_alternatives: How many alternatives a row may have, at least 1.
        max_questions: How many questions there may be, at most 7.
        max_exemptions: How many exemptions there may be.
        max_choices: In how many ways, at most, alternatives can be taken for all rows.

    Returns:
        The document: fresh, so that a test may change it.
    """
    names = draw(st.lists(st.sampled_from(sorted(QUESTIONS)), max_size=max_questions, unique=True))
    questions = {name: dict(QUESTIONS[name]) for name in sorted(names)}
    when, sizes = conditions(questions), Sizes(max_rows, max_alternatives)
    count = draw(st.integers(1, max_matters))
    matters = {f"m{n}": matter(draw, f"m{n}", sizes, when) for n in range(1, count + 1)}
    _mirror(draw, matters)
    document: Document = {
        "format": "govmatters/1",
        "regions": {code: dict(region) for code, region in DECLARED_REGIONS.items()},
        "authorities": {
            "a1": {"name": "甲", "region": "430100"},
            "a2": {"name": "乙", "region": "430102"},
        },
        "questions": questions,
        "matters": matters,
        "bundles": {BUNDLE: bundle(draw, matters, questions, when)},
    }
    limit_choices(document, max_choices)
    for name, one in matters.items():
        one["outputs"] = _outputs(draw, document, name)
    document["exemptions"] = _exemptions(draw, document, max_exemptions, when)
    document["material_types"] = _material_types(draw, document)
    document["catalogue"] = _catalogue(draw, matters)
    return document


def registries(**sizes: int) -> st.SearchStrategy[Registry]:
    """
    Draw loaded registries.

    Args:
        sizes: Those of `documents`.

    Returns:
        A strategy of registries with one bundle, of the id `BUNDLE`.
    """
    from govmatters.io import load_document  # noqa: PLC0415 (io is wanted only here)

    return documents(**sizes).map(load_document)


@st.composite
def cases(draw: st.DrawFn, /, *, complete: bool | None = None, **sizes: int) -> Case:
    """
    Draw a document together with what its bundle is to be planned for.

    Args:
        draw: Given by Hypothesis.
        complete: Whether all questions are answered; None: as it comes.
        sizes: Those of `documents`.

    Returns:
        The case.
    """
    return draw(situations_of(draw(documents(**sizes)), complete=complete))


@st.composite
def situations_of(draw: st.DrawFn, document: Document, *, complete: bool | None = None) -> Case:
    """
    Draw what the bundle of a document is to be planned for.

    Args:
        draw: Given by Hypothesis.
        document: One that `documents` drew.
        complete: Whether all questions are answered; None: as it comes.

    Returns:
        The case; its facts never contradict what the bundle gives.
    """
    given = document["bundles"][BUNDLE].get("given", {})
    answers_all = draw(st.booleans()) if complete is None else complete
    facts = {
        name: draw(answers(question))
        for name, question in document["questions"].items()
        if name not in given and (answers_all or chance(draw, 4))
    }
    asked = sorted({f"{kind} of {subject}" for _, kind, _, subject in asked_for(document)})
    some = st.lists(st.sampled_from(asked), min_size=1, max_size=2, unique=True) if asked else None
    return Case(
        document=document,
        facts=facts,
        on=dt.date.fromisoformat(draw(st.sampled_from(DAYS))),
        region=draw(st.none() | st.sampled_from(REGIONS)),
        held=tuple(sorted(keys(draw, held=(3, some)).get("held", ()))),
    )


def _mirror(draw: st.DrawFn, matters: Mapping[str, Document]) -> None:
    """Let another matter want the same alternatives in the opposite order, so that choices tie."""
    first, last = matters["m1"], matters[f"m{len(matters)}"]
    if first is last or not chance(draw, 2):
        return
    for material in first["materials"]:
        subjects = {role for _, role in papers_of([material])}
        if len(entries_of(material)) > 1 and subjects <= {"applicant", *last["roles"]}:
            last["materials"].append({"needs": {"any_of": material["needs"]["any_of"][::-1]}})


def _outputs(draw: st.DrawFn, document: Document, name: str) -> list[str | Document]:
    """Draw what a matter issues, mostly what another one asks for: so chains and circles come."""
    roles = next(p.get("roles", {}) for p in places_of(document) if p["matter"] == name)
    own = {
        roles.get(role, role): role for role in ("applicant", *document["matters"][name]["roles"])
    }
    wanted = sorted(
        {
            paper(kind, own[subject])
            for other, kind, _, subject in asked_for(document)
            if other != name and subject in own
        }
    )
    count = draw(st.integers(0, 3)) if wanted else 0
    some = [draw(st.sampled_from(wanted)) for _ in range(count)]
    if chance(draw, 1):
        some.append(draw(papers(document["matters"][name]["roles"])))
    return [output(draw, issued) for issued in some]


def _exemptions(draw: st.DrawFn, document: Document, most: int, when: Conditions) -> list[Document]:
    """Draw exemptions from what is asked for, and of the bundle's form."""
    asked = [(name, kind, role) for name, kind, role, _ in asked_for(document)]
    if "form" in document["bundles"][BUNDLE]:
        asked.append((None, ONE_FORM, "applicant"))
    count = draw(st.integers(0, most)) if asked else 0
    roles = {name: one["roles"] for name, one in document["matters"].items()}
    return [
        {"id": f"e{n}", **exemption(draw, draw(st.sampled_from(asked)), roles, when)}
        for n in range(1, count + 1)
    ]


def _material_types(draw: st.DrawFn, document: Document) -> dict[str, Document]:
    licensed = {one["of"] for one in document["exemptions"] if one["by"] == "licence"}
    return {
        name: material_type(draw, name, has_licence=name in licensed)
        for name in (*TYPES, *FORMS, ONE_FORM)
    }


def _catalogue(draw: st.DrawFn, matters: dict[str, Document]) -> dict[str, Document]:
    """Move fields of some matters to catalogue items, which contradict what is left (AP-4)."""
    catalogue = {}
    for name, one in matters.items():
        if chance(draw, 1):
            kept = {"name", "roles", "authority"}
            moved = draw(st.lists(st.sampled_from(sorted(set(one) - kept)), unique=True))
            others = {"trips": 1, "outputs": [], "promised_working_days": 7}
            item = others | {key: one.pop(key) for key in sorted(moved)}
            one["of"] = f"item-{name}"
            catalogue[one["of"]] = {"name": name, "roles": list(one["roles"]), **item}
    return catalogue
