"""
Made-up bundles for a population, as plain data that every peer can read; a seed draws all.

Matters apply under conditions and ask for papers that they share, under conditions too; papers
are spared by licences, data and commitments, and by matters that issue them. There are no
choices, circles or forms, so that others can say the same rules.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

import attrs

__all__ = [
    "EVERYDAY",
    "GROUP",
    "HEAVY",
    "Atom",
    "Exemption",
    "PlainBundle",
    "PlainRow",
    "Size",
    "When",
    "is_choice",
    "options_of",
    "plain_bundle",
]

GROUP = "one0"
"""The question by whose answers cases are grouped: a choice of 12."""


MATTERS = 8
_ALWAYS_APPLY = 3
"""How many matters apply to everybody."""

_PASSED_ON = ((0, 1), (2, 3), (4, 5))
"""Who issues a paper, and who asks for it: three chains of two, none of them a circle."""


@attrs.frozen(kw_only=True)
class Size:
    """
    The size of a bundle of 8 matters.

    Attributes:
        rows: How many rows they have together.
        papers: How many papers they ask for, beside the 3 that they issue.
        integers: How many questions are integers in 0…100.
        choices: How many are choices, in turn of 12 options and of 6.
        booleans: How many are answered with yes or no.
        atoms: How many comparisons of facts conditions are made of.
        licences: How many e-licences an applicant may hold, each a boolean question.
        sources: How many exemptions a paper has.
        seed: Of everything that is drawn.
    """

    rows: int
    papers: int
    integers: int
    choices: int
    booleans: int
    atoms: int
    licences: int
    sources: int
    seed: int = 5


EVERYDAY = Size(
    rows=30, papers=17, integers=2, choices=2, booleans=3, atoms=12, licences=0, sources=1
)
HEAVY = Size(
    rows=240, papers=137, integers=3, choices=3, booleans=4, atoms=37, licences=40, sources=3
)


class Atom(NamedTuple):
    """A comparison: ``is`` (a boolean column), ``<`` (one value) or ``in`` (some values)."""

    column: str
    sign: str
    values: tuple[int | str, ...]


class When(NamedTuple):
    """Some atoms, by number and whether they must hold, joined by ``and`` or ``or``."""

    word: str = "and"
    parts: tuple[tuple[int, bool], ...] = ()


class PlainRow(NamedTuple):
    """A row: the number of its matter, its paper, and when it applies if the matter does."""

    matter: int
    paper: str
    when: When


class Exemption(NamedTuple):
    """What spares a paper in some matters, and when."""

    paper: str
    mechanism: str
    when: When
    matters: tuple[int, ...]


@attrs.frozen
class PlainBundle:
    """
    The rules.

    Attributes:
        atoms: Every comparison, once: those of facts, then one a licence.
        matters: When each matter applies.
        rows: All rows; no paper comes twice in a matter.
        exemptions: What spares papers.
        issuers: (paper, the matter that issues it).
    """

    atoms: tuple[Atom, ...]
    matters: tuple[When, ...]
    rows: tuple[PlainRow, ...]
    exemptions: tuple[Exemption, ...]
    issuers: tuple[tuple[str, int], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The questions, which are the columns of the cases, sorted."""
        return tuple(sorted({atom.column for atom in self.atoms}))

    def sparing(self, row: PlainRow) -> Iterator[When]:
        """Say when a row's paper is spared: any of these, once the row applies."""
        for whens in self.spared_by(row).values():
            yield from whens

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """All that spare a row, sorted; whoever counts reasons counts them in this order."""
        return tuple(sorted({name for row in self.rows for name in self.spared_by(row)}))

    def spared_by(self, row: PlainRow) -> dict[str, list[When]]:
        """
        Say by which mechanisms a row's paper is spared, and when.

        The first of them that spares it is the row's reason. Rows with a reason, and rows
        without one that share their paper with another, are all that is removed.
        """
        found: dict[str, list[When]] = {}
        for one in self.exemptions:
            if one.paper == row.paper and row.matter in one.matters:
                found.setdefault(one.mechanism, []).append(one.when)
        for paper, issuer in self.issuers:
            if paper == row.paper:
                found.setdefault("output", []).append(self.matters[issuer])
        return found


def plain_bundle(size: Size) -> PlainBundle:
    """
    Draw a bundle.

    Args:
        size: Its size.

    Returns:
        The rules.
    """
    draw = random.Random(size.seed)  # noqa: S311 (nothing secret)
    papers = [f"paper{number:03}" for number in range(size.papers)]
    matters = [When() if n < _ALWAYS_APPLY else _when(draw, size) for n in range(MATTERS)]
    rows = [
        PlainRow(matter, paper, When() if draw.random() < 1 / 3 else _when(draw, size))
        for matter, paper in _asked(draw, size, papers)
    ]
    return PlainBundle(
        atoms=tuple(_atoms(draw, size)),
        matters=tuple(matters),
        rows=tuple(rows),
        exemptions=tuple(_exemptions(draw, size, papers)),
        issuers=tuple((f"output{issuer}", issuer) for issuer, _ in _PASSED_ON),
    )


def is_choice(column: str) -> bool:
    """Say whether a question is a choice."""
    return column.startswith("one")


def options_of(column: str) -> tuple[str, ...]:
    """
    Give the options of a choice.

    Args:
        column: The question's id.

    Returns:
        12 options, or 6 for every other choice.
    """
    count = 6 if int(column.removeprefix("one")) % 2 else 12
    return tuple(f"option{number}" for number in range(count))


def _atoms(draw: random.Random, size: Size) -> Iterator[Atom]:
    others = [f"number{n}" for n in range(size.integers)] + [f"one{n}" for n in range(size.choices)]
    found = {Atom(f"yes{number}", "is", ()): None for number in range(size.booleans)}
    while len(found) < size.atoms:
        name = others[len(found) % len(others)]
        if name.startswith("number"):
            found[Atom(name, "<", (draw.randrange(5, 96),))] = None
        else:
            some = draw.sample(options_of(name), draw.randint(1, 3))
            found[Atom(name, "in", tuple(sorted(some)))] = None
    yield from found
    yield from (Atom(f"licence{number:02}", "is", ()) for number in range(size.licences))


def _when(draw: random.Random, size: Size) -> When:
    """Draw one or two atoms of facts."""
    some = draw.sample(range(size.atoms), draw.randint(1, 2))
    return When(draw.choice(["and", "or"]), tuple((one, draw.random() < 2 / 3) for one in some))


def _asked(draw: random.Random, size: Size, papers: list[str]) -> Iterator[tuple[int, str]]:
    """Pair matters with papers: all are asked for, many by several matters."""
    pairs = {(asker, f"output{issuer}"): None for issuer, asker in _PASSED_ON}
    pairs |= {(number % MATTERS, paper): None for number, paper in enumerate(papers)}
    while len(pairs) < size.rows:
        pairs[len(pairs) % MATTERS, draw.choice(papers)] = None
    yield from pairs


def _exemptions(draw: random.Random, size: Size, papers: list[str]) -> Iterator[Exemption]:
    """Spare each paper by as many sources as the size says, the first of them a licence."""
    every = tuple(range(MATTERS))
    for number, paper in enumerate(papers):
        for source in range(size.sources):
            if size.licences and source == 0:
                held = When("and", ((size.atoms + number % size.licences, True),))
                yield Exemption(paper, "licence", held, every)
            else:
                some = every if source % 2 else tuple(sorted(draw.sample(every, 5)))
                mechanism = draw.choice(["data", "check", "prefill", "commitment", "reuse"])
                yield Exemption(paper, mechanism, _when(draw, size), some)
