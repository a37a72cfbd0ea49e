"""Digests: one for what is equal, another for whatever differs in any place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from tests.effort import FEWER

from govmatters.conditions import Condition
from govmatters.io import load
from govmatters.model import Audience, Matter, Target
from govmatters.model.contents import ORDERED, content_digest, joint_digest
from govmatters.registry import Registry
from govmatters.tables import Table
from govmatters.testing.strategies import registries

EVERY = load(Path(__file__).parent / "fixtures" / "every_key.yaml")
TABLES = [field.name for field in attrs.fields(Registry) if field.eq]


def changed(value: Any, key: str = "") -> Iterator[Any]:  # noqa: ANN401, C901, PLR0912
    """Change a value in one place, in every way that counts."""
    match value:
        case bool():
            yield not value
        case Enum():
            yield from (one for one in type(value) if one is not value)
        case str():
            yield f"{value}x"
        case int() | Decimal():
            yield value + 1
        case dt.date():
            yield value + dt.timedelta(days=1)
        case Condition():
            yield Condition(f"{value.text} or x", value.expression)
        case frozenset():
            yield value ^ {"x"}
        case tuple():
            yield from (value[:place] + value[place + 1 :] for place in range(len(value)))
            for place, part in enumerate(value):
                for other in changed(part):
                    yield (*value[:place], other, *value[place + 1 :])
            if key in ORDERED | {"alternatives", ""} and len(set(value)) > 1:
                yield value[1:] + value[:1]
        case _ if attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                part = getattr(value, field.name)
                absent = {None} - {part} if field.default is None else ()
                for other in (*changed(part, field.name), *absent):
                    yield attrs.evolve(value, **{field.name: other})


@pytest.mark.parametrize("name", TABLES)
def test_whatever_differs_has_another_digest(name: str) -> None:
    """No two of the records that differ in one place anywhere have a digest in common."""
    for record in getattr(EVERY, name).records:
        others = {record, *changed(record)}

        assert len(others) > 2
        assert len({content_digest(one) for one in others}) == len(others)


@FEWER
@given(registries(max_matters=2))
def test_whatever_changes_changes_the_digest(registry: Registry) -> None:
    """So it is with any record, and with the registry that holds it."""
    for name in TABLES:
        table = getattr(registry, name)
        for record in table.records:
            digest = content_digest(record)

            assert all(content_digest(other) != digest for other in changed(record))
        others: Any = Table(table.noun, tuple(next(changed(one)) for one in table.records))
        changes = attrs.evolve(registry, **{name: others})

        assert (changes.digest == registry.digest) is (not others)


def test_a_record_is_told_apart_by_its_table() -> None:
    """The same matter is another registry as a catalogue item."""
    matter = Matter(id="m", name="事")
    nobody = joint_digest([("catalogue", ()), ("matters", ())])

    table = Table.of("matter", [matter])

    assert Registry(matters=table).digest != Registry(catalogue=table).digest
    assert joint_digest([("catalogue", (matter,)), ("matters", ())]) != nobody


def test_the_order_of_most_lists_does_not_count() -> None:
    """Audiences and laws are sets; a share is a number, however many zeros it ends in."""
    person, enterprise = Audience.PERSON, Audience.ENTERPRISE
    one = Matter(id="m", name="事", audience=(person, enterprise), laws=("a b", "a"))
    other = Matter(id="m", name="事", audience=(enterprise, person), laws=("a", "a b"))
    shares = [
        Target(id="t", region="430100", by=dt.date(2026, 1, 1), indicators=(("a", Decimal(text)),))
        for text in ("0.8", "0.80", "0.08")
    ]
    first, second, third = map(content_digest, shares)

    assert content_digest(one) == content_digest(other)
    assert first == second != third


def test_what_is_no_record_has_no_digest() -> None:
    """A value that the model does not know is refused, wherever it stands."""
    values: list[Any] = [{}, 1.5]
    for value in values:
        with pytest.raises(TypeError, match="is nothing that a record says"):
            content_digest(Matter(id="m", name="事", materials=(value,)))
