"""
The tables of the documents name what the program knows: keys, words, rules.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from govmatters import model
from govmatters.conditions import QuestionType
from govmatters.io import bundles, case_reading, guides, matters, records, rows, sections
from govmatters.io.shapes import Shape
from govmatters.rules.plans import Outcome

DOCS = Path(__file__).parent.parent / "docs"

_RULES = ("SI", 4), ("AP", 5), ("EX", 6), ("PL", 8), ("RD", 6), ("HR", 10)


def shapes_of(*modules: object) -> dict[str, Shape[Any]]:
    """Collect every shape that some modules read records by, by its noun."""
    values = chain.from_iterable(vars(module).values() for module in modules)
    return {value.noun: value for value in values if isinstance(value, Shape)}


SHAPES = shapes_of(bundles, guides, matters, records, rows)
CASES = shapes_of(case_reading)

SECTIONS = {
    "sources": ["source"],
    "regions": ["region"],
    "authorities": ["authority"],
    "material types": ["material type", "e-licence", "unshareable"],
    "questions": ["question"],
    "matters": ["matter", "presence", "place_by_law", "commitment", "codes"],
    "rows": ["row", "alternative", "any_of", "deferral"],
    "outputs": ["output"],
    "guide": ["guide", "fee", "intermediary"],
    "exemptions": ["exemption"],
    "bundles": ["bundle", "matter's place", "one_of", "form", "published", "published paper"],
    "agreements": ["agreement"],
    "targets": ["target"],
    "tasks": ["task"],
}


def section(page: str, heading: str) -> str:
    """Give the part of a page below a heading, down to the next one."""
    text = (DOCS / page).read_text(encoding="utf-8")
    parts = re.split(r"^#+ (.*)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[heading]


def documented(text: str) -> dict[str, str]:
    """Give the keys of the tables, with the rest of their lines; keys of maps inside them too."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        first, _, rest = line.removeprefix("|").partition("|")
        if line.startswith("| `"):
            found.update(dict.fromkeys(re.findall(r"`([a-z_]+)`", first), rest))
            found.update(dict.fromkeys(re.findall(r"`([a-z_]+)` \(", rest), rest))
    return found


def test_every_shape_has_a_section() -> None:
    """A new kind of record is noticed; a catalogue item is a matter without `of`."""
    assert {*SHAPES} == {*chain.from_iterable(SECTIONS.values()), "catalogue item"}
    assert {*SHAPES["matter"].keys} == {*SHAPES["catalogue item"].keys, "of"}


@pytest.mark.parametrize("heading", SECTIONS)
def test_the_format_page_names_every_key(heading: str) -> None:
    """The tables have all the keys that the loader reads, no others, and say what is required."""
    told = documented(section("format.md", heading))
    shapes = [SHAPES[noun] for noun in SECTIONS[heading]]
    known = {key for shape in shapes for key in shape.keys}
    known |= {"id"} if heading == "exemptions" else set()

    assert set(told) == known
    for key in chain.from_iterable(shape.required for shape in shapes):
        assert "**required**" in told[key] or f"`{key}` (" in told[key], key


def test_the_format_page_names_every_collection() -> None:
    """The table of the top level has all collections."""
    told = documented(section("format.md", "Top level"))

    assert set(told) == {"format", *sections.SHAPES}


@pytest.mark.parametrize(
    "words",
    [
        model.MaterialKind,
        model.IssuedBy,
        model.MatterType,
        model.Audience,
        model.OnlineDepth,
        model.Scope,
        model.Mode,
        model.Delivery,
        model.PresenceRequired,
        model.Need,
        model.Counts,
        model.Confidence,
        model.Mechanism,
        QuestionType,
    ],
)
def test_the_format_page_names_every_word(words: type[StrEnum]) -> None:
    """Whatever a field may say stands on the page."""
    text = (DOCS / "format.md").read_text(encoding="utf-8")

    assert [word for word in words if f"`{word}`" not in text] == []


def test_the_page_on_cases_names_every_key() -> None:
    """The tables have all the keys that a file of cases may have, and no others."""
    told = documented(section("cases.md", "Keys"))

    assert set(told) == {"format", *chain.from_iterable(shape.keys for shape in CASES.values())}


def test_the_glossary_has_the_chinese_words_of_the_program() -> None:
    """Outcomes and mechanisms are called in reports as in the glossary."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")

    for word in (*Outcome, *model.Mechanism):
        assert f"| `{word}` | {word.name_zh} |" in text


def test_the_rules_stand_in_their_order() -> None:
    """Each rule has one heading that begins with its number, and names a source."""
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    numbers = re.findall(r"^### ([A-Z]+-[0-9]+) ", text, flags=re.MULTILINE)
    bodies = re.split(r"^### .*$", text, flags=re.MULTILINE)[1:]

    assert numbers == [f"{name}-{number + 1}" for name, last in _RULES for number in range(last)]
    assert all("*Source:*" in body for body in bodies)
