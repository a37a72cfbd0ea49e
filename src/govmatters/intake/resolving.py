"""
Titles to papers: which known paper a printed row means, whose, and how surely.

A title is read in one order: the whole name, the name behind a bearer, a list or alternatives
all of which are known, then what the standard code says. What no rule reads stays a paper of its
own, under its printed name; nothing is dropped, and nothing is split unless every part is a paper
by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from govmatters.intake.account import Outcome
from govmatters.intake.dictionary import Dictionary
from govmatters.intake.names import id_of, is_licence, is_vague
from govmatters.intake.vocabulary import Vocabulary
from govmatters.model import APPLICANT, Paper
from govmatters.names import normalised, tidied

__all__ = ["Meaning", "Reader"]

_OUTER_OR = re.compile(r"或者|或|/")
_OUTER_AND = re.compile(r"以及|及其|、|及|和|；|，")
_ALSO = re.compile(r"以及|及|、|和|；")
_OR_WITH_COMMA = re.compile(r"[，；]?(?:或者|或)")
_LONGEST_BEARER = 14
_MOST_PARTS = 6


@attrs.frozen
class Meaning:
    """
    What a title means.

    Attributes:
        alternatives: Papers that meet the row, alternative by alternative.
        outcome: As is, normalised, guessed, or unresolved: a paper of its own.
        rules: Ids of the rules that read it, in the order of their use.
        coded: The papers that the standard code names; empty if there is no code.
    """

    alternatives: tuple[tuple[Paper, ...], ...]
    outcome: Outcome
    rules: tuple[str, ...] = ()
    coded: tuple[Paper, ...] = ()

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper that the row may take, once, in order."""
        return tuple(dict.fromkeys(paper for some in self.alternatives for paper in some))


@attrs.frozen
class _Whose:
    """A known type with its bearers, and the rules that found them."""

    type: str
    roles: tuple[str, ...] = (APPLICANT,)
    rules: tuple[str, ...] = ()

    @property
    def papers(self) -> tuple[Paper, ...]:
        return tuple(Paper(self.type, role) for role in self.roles)


@attrs.frozen
class Reader:
    """
    Reads titles.

    Attributes:
        known: The papers that are known.
        words: How portals print things.
        names: What a mapping says a normalised name means: ids of material types.
        roles: What a mapping says a bearer means.
    """

    known: Dictionary
    words: Vocabulary
    names: Mapping[str, str] = attrs.field(factory=dict)
    roles: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)

    def meaning(self, title: str, code: str | None) -> Meaning:
        """
        Read a title.

        Args:
            title: As printed, without a condition.
            code: The standard code beside it, if there is one.

        Returns:
            What it means.
        """
        name = normalised(title)
        mapped = self.names.get(name)
        if mapped is not None:
            paper = Paper(mapped)
            return Meaning(((paper,),), Outcome.MAPPED, ("mapped-name",), (paper,) if code else ())
        coded = self.known.by_code.get(code) if code else None
        whose = self._whose(name)
        if whose is not None:
            return self._single(title, whose, coded)
        return (
            self._several(name, coded)
            or self._by_code(name, coded)
            or Meaning(((Paper(id_of(name)),),), Outcome.UNRESOLVED)
        )

    def _single(self, title: str, whose: _Whose, coded: str | None) -> Meaning:
        """Tell how sure a title is that names one known type."""
        rules = list(whose.rules)
        agrees = coded is None or coded == whose.type
        if not agrees:
            rules.append("code-disagrees")
        entry = self.known.entries[whose.type]
        as_printed = tidied(title) == entry.name
        if rules and rules != ["subject"]:
            outcome = Outcome.GUESSED
        else:
            outcome = Outcome.AS_IS if as_printed and not rules else Outcome.NORMALISED
        if outcome is Outcome.NORMALISED and not rules:
            rules.append("alias")
        together = whose.papers
        return Meaning((together,), outcome, tuple(rules), together if agrees and coded else ())

    def _whose(self, name: str) -> _Whose | None:
        """Find the known type that a name is or ends with, and what stands before it."""
        known = self.known.by_name.get(name)
        if known is not None:
            return _Whose(known)
        start = self._tail(name)
        if start is None:
            return None
        return self._behind(name[:start], self.known.by_name[name[start:]])

    def _tail(self, name: str) -> int | None:
        """Find where the longest known name begins with which a name ends."""
        for start in range(1, len(name) - 1):
            if name[start:] in self.known.by_name:
                return start
        return None

    def _behind(self, before: str, known: str) -> _Whose | None:
        """Read what stands before a known name: its bearer, or a sign of age."""
        bearer = self._bearer(before)
        if bearer in self.words.older:
            return None  # an older licence is another paper than the one in force
        if bearer in self.words.newer:
            return _Whose(known, rules=("newer-licence",))
        return self._borne(bearer, known)

    def _bearer(self, before: str) -> str:
        """Take from a bearer what says nothing of whom it is."""
        bearer = before
        for word in ("有效的", "有效", "合法", "持有的", "提供的", "的", "本人"):
            shorter = bearer.removesuffix(word)
            bearer = shorter or bearer
        return bearer

    def _borne(self, bearer: str, known: str) -> _Whose | None:
        roles = self.roles.get(bearer) or self.words.roles.get(bearer)
        if roles:
            return _Whose(known, roles, ("subject",) if roles != (APPLICANT,) else ())
        parts = [part for part in re.split(r"或者|、|及|和|与|或", bearer) if part]
        if len(parts) > 1 and not re.search("或", bearer):
            several = [self.roles.get(part) or self.words.roles.get(part) for part in parts]
            if all(several):
                together = dict.fromkeys(role for some in several for role in some or ())
                return _Whose(known, tuple(together), ("subject",))
            if all(
                some or self._is_bearer(part) for part, some in zip(parts, several, strict=True)
            ):
                read = (some or (id_of(part),) for part, some in zip(parts, several, strict=True))
                together = dict.fromkeys(role for some in read for role in some)
                return _Whose(known, tuple(together), ("subject-as-printed",))
        if len(parts) == 1 and self._is_bearer(bearer):
            return _Whose(known, (id_of(bearer),), ("subject-as-printed",))
        return None

    def _is_bearer(self, word: str) -> bool:
        """Say whether a word names a person or an organisation, and nothing more."""
        plain = len(word) <= _LONGEST_BEARER and not re.search(r"[（）、，；/或及和与的]", word)
        return plain and word.endswith(self.words.bearers) and not is_vague(word)

    def _several(self, name: str, coded: str | None) -> Meaning | None:
        """Split alternatives, then lists, if every part is a paper by itself."""
        if "（" in name:
            return None  # what stands in brackets may be a condition, or an alternative
        parts = _parts(name, _OUTER_OR)
        if len(parts) == 1 and len(_parts(name, _OUTER_AND)) == 1:
            return None
        found = [self._together(part) for part in parts]
        alternatives = tuple(dict.fromkeys(some for some in found if some is not None))
        if len(alternatives) < len(set(found)):
            return None
        rule = "alternatives" if len(parts) > 1 else "list"
        named = tuple(p for some in alternatives for p in some if p.type == coded)
        rules = (rule,) if coded is None or named else (rule, "code-disagrees")
        return Meaning(alternatives, Outcome.GUESSED, rules, named)

    def _together(self, text: str) -> tuple[Paper, ...] | None:
        found: list[Paper] = []
        for part in _parts(text, _OUTER_AND):
            whose = self._whose(part)
            if whose is not None:
                found.extend(whose.papers)
            elif is_licence(part):
                found.append(Paper(id_of(part)))
            else:
                return None
        return tuple(dict.fromkeys(found)) or None

    def _by_code(self, name: str, coded: str | None) -> Meaning | None:
        """Take what the standard code says, though the title says something else."""
        if coded is None:
            return None
        paper, rest = Paper(coded), Paper(id_of(name))
        if self._is_old(name):
            return Meaning(((rest,),), Outcome.UNRESOLVED, ("older-licence",), (rest,))
        if _ALSO.search(_OR_WITH_COMMA.sub("或", name)):
            return Meaning(((paper, rest),), Outcome.GUESSED, ("code-for-one-of-list",), (paper,))
        if _OUTER_OR.search(name):
            alternatives = ((paper,), (rest,))
            return Meaning(alternatives, Outcome.GUESSED, ("code-for-one-alternative",), (paper,))
        inside = normalised(self.known.entries[coded].name) in name
        papers = _Whose(coded, self._begins_with_bearer(name)).papers
        rule = "name-inside-title" if inside else "code-only"
        return Meaning((papers,), Outcome.GUESSED, (rule,), papers)

    def _begins_with_bearer(self, name: str) -> tuple[str, ...]:
        """Find whose a paper is by how its title begins; the applicant's otherwise."""
        fitting = [word for word in {**self.words.roles, **self.roles} if name.startswith(word)]
        longest = max(fitting, key=lambda word: (len(word), word), default="")
        return self.roles.get(longest) or self.words.roles.get(longest) or (APPLICANT,)

    def _is_old(self, name: str) -> bool:
        start = self._tail(name)
        return start is not None and self._bearer(name[:start]) in self.words.older


def _parts(text: str, separator: re.Pattern[str]) -> list[str]:
    """Cut a text; one that has more parts than any title is not cut."""
    parts = [normalised(part) for part in separator.split(text) if part.strip()]
    return parts if len(parts) <= _MOST_PARTS else [text]
