"""The words by which printed titles are read, from ``vocabulary.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import attrs

from govmatters.model import MaterialKind

__all__ = ["KnownPaper", "Vocabulary", "vocabulary"]


@attrs.frozen
class KnownPaper:
    """A paper that portals print under several names."""

    name: str
    kind: MaterialKind
    aliases: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Vocabulary:
    """
    How portals print things.

    Attributes:
        papers: Papers with their other names.
        roles: Whose paper, by the word that says so; several roles are several papers.
        older: Words of a licence that is no more in force.
        newer: Words of a licence that replaces another.
        vague: Words of a name that says no particular paper.
        own: How names end that each matter wants anew.
        licences: How the names of licences end.
        bearers: How the names of persons and organisations end.
        no_result: Results that are none.
    """

    papers: tuple[KnownPaper, ...]
    roles: Mapping[str, tuple[str, ...]]
    older: tuple[str, ...]
    newer: tuple[str, ...]
    vague: tuple[str, ...]
    own: tuple[str, ...]
    licences: tuple[str, ...]
    bearers: tuple[str, ...]
    no_result: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """
    Read the words that ship with the package.

    Returns:
        The words; lists that are tried in turn have their longest first.
    """
    data = tomllib.loads(
        files("govmatters.intake").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    )
    papers = tuple(
        KnownPaper(one["name"], MaterialKind(one["kind"]), tuple(one["aliases"]))
        for one in data["papers"]
    )
    roles = {word: tuple(roles) for word, roles in data["roles"].items()}
    words = {
        key: tuple(sorted(some, key=lambda word: (-len(word), word)))
        for key, some in data["titles"].items()
    }
    return Vocabulary(papers=papers, roles=roles, **words)
