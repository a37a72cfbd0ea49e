"""
Made-up bundles to measure, as plain documents: nothing in them is real, and a seed draws all.

A bundle has matters which share papers, rows with conditions, exemptions with conditions,
some rows with alternatives, and chains of outputs that matters pass on to each other.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import attrs

__all__ = ["BUNDLE", "Shape", "document", "hard_document"]

BUNDLE = "measured"
"""The id of the bundle in every document."""

_MECHANISMS = ("data", "licence", "check", "prefill", "commitment", "reuse")
_PASSED_ON = ((0, 1), (1, 2), (3, 4), (4, 5))
"""Two chains: who issues a paper, and who asks for it."""

_ELICENCE = {"recognised_in": ["100000"]}

Record = dict[str, object]


@attrs.frozen(kw_only=True)
class Shape:
    """
    The size of a bundle.

    Attributes:
        rows: How many rows its matters have together.
        matters: How many matters; at least 6, as the chains have that many links.
        questions: How many boolean questions.
        alternatives: How many rows leave a choice between two papers.
        exemptions: How many exemptions, most of them with a condition.
        seed: Of everything that is drawn.
    """

    rows: int = 30
    matters: int = 8
    questions: int = 10
    alternatives: int = 3
    exemptions: int = 12
    seed: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The questions' ids."""
        return tuple(f"q{number}" for number in range(self.questions))

    @classmethod
    def of_rows(cls, rows: int) -> Shape:
        """Give a bundle of 30 rows, or one that is as much larger in all but matters."""
        return cls(rows=rows, alternatives=rows // 10, exemptions=rows * 2 // 5)

    def without_choices(self) -> Shape:
        """Give the same size with every alternative fixed, which is all that others can do."""
        return attrs.evolve(self, alternatives=0)


def document(shape: Shape) -> Record:
    """
    Draw a bundle.

    Args:
        shape: Its size.

    Returns:
        A registry as plain data, with the bundle `BUNDLE`.
    """
    draw = random.Random(shape.seed)  # noqa: S311 (nothing secret)
    papers = [f"paper{number}" for number in range(max(shape.rows * 3 // 5, 4))]
    rows = _rows(draw, shape, papers)
    types = [*papers, *(f"other{n}" for n in range(shape.alternatives))]
    types += [f"output{issuer}" for issuer, _ in _PASSED_ON]
    matters = {
        f"m{matter}": {
            "name": f"事项{matter}",
            "region": "430100",
            "promised_working_days": 5 + matter,
            "trips": 1,
            "steps": 2,
            "materials": own,
            "outputs": [f"output{matter}" for issuer, _ in _PASSED_ON if issuer == matter],
        }
        for matter, own in enumerate(rows)
    }
    return {
        "material_types": {one: {"name": one, "elicence": _ELICENCE} for one in types},
        "questions": {name: {"ask": f"{name}？", "type": "boolean"} for name in shape.names},
        "matters": matters,
        "exemptions": list(_exemptions(draw, shape, papers)),
        "bundles": {BUNDLE: {"name": BUNDLE, "region": "430100", "matters": sorted(matters)}},
    }


def _rows(draw: random.Random, shape: Shape, papers: list[str]) -> list[list[Record]]:
    """Give each matter its rows; no paper comes twice in a matter."""
    rows: list[list[Record]] = [[] for _ in range(shape.matters)]
    for issuer, asker in _PASSED_ON:
        rows[asker].append({"needs": f"output{issuer}"})
    pools = [draw.sample(papers, len(papers)) for _ in rows]
    for number in range(shape.rows - len(_PASSED_ON)):
        matter = number % shape.matters
        paper = pools[matter].pop()
        needs: object = paper
        if number < shape.alternatives:
            needs = {"any_of": [paper, f"other{number}"]}
        row: Record = {"needs": needs}
        if draw.random() < 2 / 3:
            row["when"] = _condition(draw, shape)
        rows[matter].append(row)
    return rows


def _condition(draw: random.Random, shape: Shape) -> str:
    """Draw a condition over one or two questions."""
    one, other = draw.sample(shape.names, 2)
    return draw.choice(
        [one, f"not {one}", f"{one} and not {other}", f"{one} or {other}", f"{one} and {other}"]
    )


def _exemptions(draw: random.Random, shape: Shape, papers: list[str]) -> Iterator[Record]:
    """Draw exemptions over half of the papers, a third of them for some matters only."""
    spared = draw.sample(papers, len(papers) // 2)
    for number in range(shape.exemptions):
        one: Record = {
            "id": f"e{number:03}",
            "of": spared[number % len(spared)],
            "by": draw.choice(_MECHANISMS),
        }
        if number % 4:
            one["when"] = _condition(draw, shape)
        if number % 3 == 0:
            some = draw.sample(range(shape.matters), shape.matters // 2)
            one["matters"] = [f"m{matter}" for matter in sorted(some)]
        yield one


def hard_document(seed: int, *, is_mixed: bool = False) -> Record:
    """
    Draw a bundle whose alternatives are hard to choose: 40 rows of three, over 60 papers.

    Args:
        seed: Of everything that is drawn.
        is_mixed: Whether any row may ask for any paper. If not, a third of the papers is
            asked for by all 8 matters, and each other paper by one.

    Returns:
        A registry as plain data, with the bundle `BUNDLE`; an alternative has one to three
        papers.
    """
    draw = random.Random(seed)  # noqa: S311 (nothing secret)
    names = [f"paper{number:02}" for number in range(60)]
    shared, rest = names[:20], names[20:]
    matters: dict[str, Record] = {}
    for matter in range(8):
        own = rest if is_mixed else rest[matter * 5 : matter * 5 + 5]
        rows = [{"needs": {"any_of": _ways(draw, shared, own)}} for _ in range(5)]
        matters[f"m{matter}"] = {"name": f"事项{matter}", "region": "430100", "materials": rows}
    return {
        "material_types": {name: {"name": name} for name in names},
        "matters": matters,
        "bundles": {BUNDLE: {"name": BUNDLE, "region": "430100", "matters": sorted(matters)}},
    }


def _ways(draw: random.Random, shared: list[str], own: list[str]) -> list[Record]:
    """Draw three different alternatives; a paper in three is a shared one."""
    found: dict[frozenset[str], Record] = {}
    while len(found) < 3:  # noqa: PLR2004 (three alternatives)
        pools = [shared if draw.random() < 1 / 3 else own for _ in range(draw.randint(1, 3))]
        some = frozenset(draw.choice(pool) for pool in pools)
        found[some] = {"all_of": sorted(some)}
    return list(found.values())
