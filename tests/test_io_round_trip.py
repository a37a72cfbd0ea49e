"""What is loaded is dumped, and loads again to the same registry."""

from __future__ import annotations

import datetime as dt
import gc
import pickle
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from govmatters.io import (
    bundles,
    dump,
    dump_json,
    guides,
    load,
    load_document,
    load_text,
    matters,
    records,
    rows,
)
from govmatters.io.sections import SHAPES
from govmatters.io.shapes import Shape
from govmatters.model import Alternative, Confidence, Mechanism, Paper

if TYPE_CHECKING:
    from govmatters.io.context import Context
    from govmatters.io.nodes import Node

FIXTURES = Path(__file__).parent / "fixtures"
EVERY_KEY = FIXTURES / "every_key.yaml"


def test_every_key_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fixture uses every key that any shape knows, and the loader takes them all."""
    known = {
        (shape.noun, key)
        for module in (bundles, guides, matters, records, rows)
        for shape in vars(module).values()
        if isinstance(shape, Shape)
        for key in shape.keys
    }
    used: set[tuple[str, str]] = set()
    read = Shape.read

    def spy(shape: Shape[object], node: Node, context: Context, given: dict[str, object]) -> object:
        used.update((shape.noun, key.text) for key, _ in getattr(node, "pairs", ()))
        return read(shape, node, context, given)

    monkeypatch.setattr(Shape, "read", spy)
    registry = load(EVERY_KEY)

    assert known == used
    assert all(len(getattr(registry, name)) for name in SHAPES)


def test_values_have_their_fields_types() -> None:
    """Each scalar is typed by its field, never by its looks."""
    registry = load(EVERY_KEY)
    matter = registry.matters["birth_certificate"]
    bundle = registry.bundles["newborn"]
    assert matter.materials is not None

    assert registry.material_types["id_card"].codes == (
        ("guangdong", "010101"),
        ("hunan", "L2000016"),
    )
    assert matter.promised_working_days == 0
    assert matter.secret is False
    assert matter.since == dt.date(2010, 1, 1)
    assert matter.confidence is Confidence.SOURCED
    assert matter.materials[1].copies == 2
    assert matter.materials[2].alternatives[1].papers == (
        Paper("paternity_proof", "child"),
        Paper("id_card", "father"),
    )
    assert matter.materials[4].alternatives == (Alternative((Paper("certificate_form"),)),)
    assert dict(bundle.given) == {
        "age": 0,
        "born_on": dt.date(2026, 1, 1),
        "hukou_region": "430102",
        "services": frozenset({"card", "subsidy"}),
        "settle_with": "mother",
    }
    assert [place.key for place in bundle.matters] == [
        "birth_certificate",
        "insurance",
        "second_card",
        "third",
        "zone_permit",
    ]
    assert registry.exemptions["id_card_elicence"].by is Mechanism.LICENCE
    assert dict(registry.targets["xinyu-2026"].indicators)["elicence_use_rate"] == Decimal("0.8")
    assert registry.geography.within("sub-zone", "360500")


@pytest.mark.parametrize("path", [EVERY_KEY, None], ids=["every key", "packaged"])
def test_load_after_dump_is_identity(path: Path | None) -> None:
    """Dumping and loading, as YAML or as JSON, changes nothing, the digest included."""
    registry = load() if path is None else load(path)

    for again in (load_text(dump(registry)), load_text(dump_json(registry), is_json=True)):
        assert again == registry
        assert again.digest == registry.digest
        assert hash(again) == hash(registry)
    assert dump(load_text(dump(registry))) == dump(registry)
    assert pickle.loads(pickle.dumps(registry)) == registry  # noqa: S301 (our own bytes)


def test_a_dump_is_for_people() -> None:
    """Codes are quoted, Chinese stands as it is, booleans are words, nothing is folded."""
    text = dump(load(EVERY_KEY))

    assert '"430100"' in text
    assert "居民身份证" in text
    assert "shared: false" in text
    assert "replaces: [certificate_form]" in text
    assert "\n    - birth_certificate of child\n" in text
    assert "elicence_use_rate: 0.8" in text
    assert "default" not in text


@pytest.mark.parametrize(
    "name",
    [
        *("null", "~", "true", "010101", "1:30", "0x1F", "1e5", "- a", "a: b", "# x", "=", "<<"),
        *(" led", "trailed ", "a\nb", "\n", "x\n\n", "'", '"', "\\", "[", "{", "&a", "*a", "!t"),
        *("\ta", "@a", "%a", "`a`", "a #b", "-", "?", ":", "，。：", "𠮷", "\u200b", "\ufeff", "é"),
        *("2026-01-01", "yes", "No", "---", "...", "a" * 3000, "a b " * 500, "| x", "> x"),
    ],
)
def test_hard_texts_survive(name: str) -> None:
    """Texts that YAML could take for something else are the same text after a round trip."""
    if not name.strip():
        name += "x"
    registry = load_document({"authorities": {"a": {"name": name, "region": "430100"}}})

    assert registry.authorities["a"].name == name
    assert load_text(dump(registry)) == registry
    assert load_text(dump_json(registry), is_json=True) == registry


@pytest.mark.parametrize(
    "key", ["null", "~", "true", "1", "010101", "-", "<<", "a" * 300, "甲", "?"]
)
def test_hard_ids_survive(key: str) -> None:
    """Ids are text, whatever they look like."""
    registry = load_document({"authorities": {key: {"name": "甲"}}})

    assert load_text(dump(registry)) == registry
    assert load_text(dump_json(registry), is_json=True) == registry


def test_order_and_place_of_files_do_not_count(tmp_path: Path) -> None:
    """The same records in other files, in another order, are the same registry."""
    registry = load(EVERY_KEY)
    parts = dump(registry).split("\n")
    starts = [n for n, line in enumerate(parts) if line and not line.startswith((" ", "-"))]
    for number, (low, high) in enumerate(zip(starts[1:], [*starts[2:], len(parts)], strict=True)):
        folder = tmp_path / str(9 - number % 3)
        folder.mkdir(exist_ok=True)
        text = "\n".join(["format: govmatters/1", *parts[low:high]])
        (folder / f"{number}.yml").write_text(text, encoding="utf-8")

    assert load(tmp_path) == registry
    assert load(tmp_path).digest == registry.digest
    assert load(*sorted(tmp_path.iterdir()), tmp_path) == registry


def test_plain_data_are_typed_as_in_json() -> None:
    """A document may hold numbers, booleans, days and decimals as such."""
    document = {
        "targets": {
            "t": {
                "region": "360500",
                "by": dt.date(2026, 12, 31),
                "indicators": {"a": Decimal("0.25"), "b": 1, "c": 0.5},
            }
        },
        "matters": {"m": {"name": "甲", "region": "430100", "secret": True, "trips": 0}},
    }
    registry = load_document(document)

    assert registry.targets["t"].indicators == (
        ("a", Decimal("0.25")),
        ("b", Decimal(1)),
        ("c", Decimal("0.5")),
    )
    assert registry.matters["m"].trips == 0


def test_origins_name_file_and_line() -> None:
    """A registry remembers where each record stood; that is no part of its content."""
    registry = load(EVERY_KEY)

    assert registry.origins["matter", "insurance"].startswith(f"{EVERY_KEY}:")
    assert load_text(dump(registry)).origins != registry.origins
    assert load_text(dump(registry)) == registry


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_as_it_was(*, enabled: bool) -> None:
    """Loading switches the collector off, and back to what it was."""
    was = gc.isenabled()
    try:
        gc.enable() if enabled else gc.disable()
        load(EVERY_KEY)

        assert gc.isenabled() is enabled
    finally:
        gc.enable() if was else gc.disable()
