"""
Known papers: by standard code, by alias, by normalised name.

Three sources, each going before the next: a registry that is known already, the standard codes and
names that the records themselves print, and the package's own vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from govmatters.intake.names import id_of, is_licence
from govmatters.intake.vocabulary import Vocabulary
from govmatters.model import MaterialKind, MaterialType
from govmatters.names import STATE, normalised

__all__ = ["Dictionary", "Entry", "dictionary_of"]

_KINDS = {
    "L": MaterialKind.LICENCE,
    "T": MaterialKind.FORM,
    "E": MaterialKind.PROOF,
    "O": MaterialKind.OTHER,
}
"""What the first letter of a portal's standard code says."""


@attrs.frozen
class Entry:
    """
    A paper that is known.

    Attributes:
        id: Of the material type.
        name: As its source writes it.
        kind: What kind of paper; None if its source does not say.
        codes: Its standard codes, sorted.
        is_given: Whether a registry that is known already declares it.
        has_elicence: Whether that registry gives it an electronic form.
    """

    id: str
    name: str
    kind: MaterialKind | None
    codes: tuple[str, ...] = ()
    is_given: bool = False
    has_elicence: bool = False


@attrs.frozen
class Dictionary:
    """
    Known papers.

    Attributes:
        entries: By id.
        by_code: Ids by standard code.
        by_name: Ids by normalised name or alias, with and without the name of the state.
    """

    entries: Mapping[str, Entry]
    by_code: Mapping[str, str]
    by_name: Mapping[str, str]


def dictionary_of(
    given: Iterable[MaterialType],
    standards: Iterable[tuple[str, str]],
    results: Iterable[str],
    words: Vocabulary,
) -> Dictionary:
    """
    Gather the papers that are known.

    Args:
        given: Material types of a registry that is known already.
        standards: (standard code, name) as the records print them; may repeat.
        results: Names of what matters issue, as the records print them; those of licences are
            papers that other matters may ask for.
        words: The package's vocabulary.

    Returns:
        The dictionary, the same in whatever order the records stood.
    """
    gathered = _Gathered()
    for kind in given:
        names = (kind.name, kind.id, *kind.aliases)
        codes = tuple(sorted({code for _, code in kind.codes}))
        has_elicence = kind.elicence is not None
        entry = Entry(kind.id, kind.name, kind.kind, codes, True, has_elicence)  # noqa: FBT003
        gathered.add(entry, names)
    for code, name in sorted({(c, n) for c, n in standards if c and n}):
        gathered.code(code, name)
    for paper in words.papers:
        names = (paper.name, *paper.aliases)
        known = [one for name in names if (one := gathered.named(normalised(name))) is not None]
        fresh = Entry(id_of(normalised(paper.name)), paper.name, paper.kind)
        gathered.add(gathered.entries[known[0]] if known else fresh, names)
    for name in sorted({normalised(name) for name in results}):
        if is_licence(name) and gathered.named(name) is None:
            gathered.add(Entry(id_of(name), name, MaterialKind.LICENCE), (name,))
    others = {_other_form(name): key for name, key in gathered.by_name.items()}
    return Dictionary(gathered.entries, gathered.by_code, others | gathered.by_name)


@attrs.define
class _Gathered:
    """Papers while they are gathered: the first who names one keeps it."""

    entries: dict[str, Entry] = attrs.field(factory=dict)
    by_code: dict[str, str] = attrs.field(factory=dict)
    by_name: dict[str, str] = attrs.field(factory=dict)

    def add(self, entry: Entry, names: tuple[str, ...]) -> None:
        self.entries.setdefault(entry.id, entry)
        for code in entry.codes:
            self.by_code.setdefault(code, entry.id)
        for name in names:
            self.by_name.setdefault(normalised(name), entry.id)

    def named(self, plain: str) -> str | None:
        """Find the paper of a normalised name, first as it stands."""
        return self.by_name.get(plain) or self.by_name.get(_other_form(plain))

    def code(self, code: str, name: str) -> None:
        """Add a standard code: of a paper that is known by it, by its name, or new."""
        plain = normalised(name)
        known = self.by_code.get(code) or self.named(plain)
        if known is None:
            entry = Entry(id_of(plain), name.strip(), _KINDS.get(code[:1]), (code,))
            self.add(entry, (name,))
            return
        entry = self.entries[known]
        codes = tuple(sorted({*entry.codes, code}))
        self.entries[known] = attrs.evolve(entry, codes=codes)
        self.by_code.setdefault(code, known)
        self.by_name.setdefault(plain, known)


def _other_form(plain: str) -> str:
    """Give a normalised name without the name of the state, or else with it."""
    return plain.removeprefix(STATE) or plain if plain.startswith(STATE) else f"{STATE}{plain}"
