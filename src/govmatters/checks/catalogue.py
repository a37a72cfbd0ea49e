"""
What the checks can find, and what it rests on: ids, titles, severities, legal bases.

The data stand beside this module: `catalogue.toml` has the checks, `demands.toml` what the law,
the standards and one city's data rules demand. Documents, SARIF and tests read the same.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from govmatters.model import Confidence, Severity

__all__ = ["Basis", "Demand", "Described", "Family", "demands", "described", "families"]

_NATION = "全国"


@attrs.frozen(kw_only=True)
class Basis:
    """
    An article that a check rests on.

    Attributes:
        title: Title of the document.
        edition: Which edition of it; empty if there is but one.
        article: Which article, in Chinese; empty: the whole.
        scope: Where it binds: ``全国``, or the place.
        evidence: How sure it is; all but ``sourced`` is marked wherever it is cited.
        source: Where the text was read.
    """

    title: str
    edition: str = ""
    article: str = ""
    scope: str = _NATION
    evidence: Confidence = Confidence.SOURCED
    source: str = ""

    @property
    def is_national(self) -> bool:
        """Whether it binds everywhere."""
        return self.scope == _NATION

    def __str__(self) -> str:
        """Cite it, such as ``《行政许可法》第四十二条``; a local one with its place."""
        has_number = "〔" in self.title or self.title.startswith("GB")
        named = self.title if has_number else f"《{self.title}》"
        marks = [] if self.is_national else [self.scope]
        marks += [_MARKS[self.evidence]] if self.evidence in _MARKS else []
        return f"{named}{self.article}" + (f"（{'，'.join(marks)}）" if marks else "")


_MARKS = {
    Confidence.INFERRED: "推断",
    Confidence.DERIVED: "推导",
    Confidence.GENERAL_KNOWLEDGE: "一般知识",
}


@attrs.frozen(kw_only=True)
class Demand:
    """
    What the law, a standard or a data rule demands.

    Attributes:
        id: ``R01`` to ``R21`` are the law's, ``D01`` to ``D10`` one city's data rules, ``C01`` to
            ``C03`` the standards of codes.
        name: Its Chinese name.
        rule: What it says, in a sentence or two.
        limit: What of it no registry can show; empty if all can be shown.
        bases: The articles, national ones first.
    """

    id: str
    name: str
    rule: str
    limit: str = ""
    bases: tuple[Basis, ...]


@attrs.frozen(kw_only=True)
class Family:
    """Checks that are documented together."""

    id: str
    title: str
    about: str


@attrs.frozen(kw_only=True)
class Described:
    """
    A check as documents and other programs show it.

    Attributes:
        id: Stable; what findings name.
        family: Id of the family; ``city`` for a check that a city added.
        severity: The gravest that its findings have.
        title: In a sentence.
        title_zh: In Chinese; empty for a check that a city added.
        rule: Number of the rule of the format that it rests on; None: none.
        demands: Ids of the demands that it serves.
        bases: Their articles, national ones that were read first, each once.
        on: A day that its example must be looked at on; None: whatever the day.
    """

    id: str
    family: str
    severity: Severity
    title: str
    title_zh: str = ""
    rule: str | None = None
    demands: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    on: Any = None

    @property
    def basis(self) -> str | None:
        """
        What a finding of it cites.

        The rule of the format; else the first of its articles. None if it rests on none.
        """
        return self.rule or (str(self.bases[0]) if self.bases else None)


@cache
def described() -> dict[str, Described]:
    """
    List every check that the package brings.

    Returns:
        By id, in the order of the documents.
    """
    known = demands()
    return {one["id"]: _described(one, known) for one in _read("catalogue.toml")["checks"]}


@cache
def demands() -> dict[str, Demand]:
    """
    List what is demanded.

    Returns:
        By id, the law's first.
    """
    content = _read("demands.toml")
    documents = content["documents"]
    return {one["id"]: _demand(one, documents) for one in content["demands"]}


@cache
def families() -> tuple[Family, ...]:
    """
    List the families of checks.

    Returns:
        In the order of the documents.
    """
    return tuple(Family(**one) for one in _read("catalogue.toml")["families"])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


def _described(one: dict[str, Any], known: dict[str, Demand]) -> Described:
    wanted = tuple(one.get("demands", ()))
    bases = dict.fromkeys(basis for key in wanted for basis in known[key].bases)
    first = one.pop("cites", "")
    ordered = sorted(bases, key=lambda basis: _order(basis, first))
    more = {"severity": Severity(one["severity"]), "demands": wanted, "bases": tuple(ordered)}
    return Described(**(one | more))


def _order(basis: Basis, first: str) -> tuple[bool, bool, bool]:
    """Put what binds everywhere, was read and fits best first."""
    return (
        not basis.is_national,
        basis.evidence is not Confidence.SOURCED,
        basis.title != first,
    )


def _demand(one: dict[str, Any], documents: dict[str, dict[str, str]]) -> Demand:
    bases = tuple(_basis(stated, documents) for stated in one["bases"])
    return Demand(**(one | {"bases": bases}))


def _basis(stated: dict[str, str], documents: dict[str, dict[str, str]]) -> Basis:
    """Put an article and its document together; the article's own evidence goes first."""
    fields: dict[str, Any] = documents[stated["document"]] | stated
    del fields["document"]
    return Basis(**(fields | {"evidence": Confidence(fields.get("evidence", "sourced"))}))
