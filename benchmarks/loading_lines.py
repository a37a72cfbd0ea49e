"""A made-up registry as JSON Lines: matters of eight rows each, nine objects a line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec

__all__ = ["BUNDLE", "ROWS", "write_lines"]

BUNDLE = "measured"
"""The id of the only bundle."""

ROWS = 8
"""How many rows a matter has."""

_TYPES, _AUTHORITIES, _SOURCES, _QUESTIONS, _LAWS = 2_000, 1_000, 20, 40, 3_000
_WORDS = "申请材料证明身份营业执照登记表单位个人许可审批承诺核验出生企业注册变更注销"

Line = dict[str, object]


def write_lines(path: Path, matters: int, *, seed: int = 1) -> None:
    """
    Write a registry.

    Args:
        path: The file.
        matters: How many, at least 8.
        seed: Of everything that is drawn.
    """
    encode = msgspec.json.Encoder().encode
    draw = random.Random(seed)  # noqa: S311 (nothing secret)
    with path.open("wb") as stream:
        for line in ({"format": "govmatters/1"}, *_common(draw)):
            stream.write(encode(line) + b"\n")
        for line in _matters(draw, matters):
            stream.write(encode(line) + b"\n")
        stream.write(encode(_bundle()) + b"\n")


def _common(draw: random.Random) -> Iterator[Line]:
    """Make what matters name."""
    for number in range(_SOURCES):
        url = f"https://example.org/synthetic/{number}"
        yield {"collection": "sources", "id": f"source{number}", "publisher": "合成", "url": url}
    for number in range(_AUTHORITIES):
        name = f"合成{_text(draw, 6)}局"
        line: Line = {"collection": "authorities", "id": f"authority{number:04}", "name": name}
        yield {**line, "region": "430100", "source": "source0"}
    for number in range(_TYPES):
        name = f"合成{_text(draw, 6)}"
        line = {"collection": "material_types", "id": f"type{number:05}", "name": name}
        yield {**line, "kind": "proof", "source": "source1"}
    for number in range(_QUESTIONS):
        ask = f"合成{_text(draw, 8)}？"
        yield {"collection": "questions", "id": f"q{number}", "ask": ask, "type": "boolean"}


def _matters(draw: random.Random, number: int) -> Iterator[Line]:
    laws = [f"合成{_text(draw, 8)}第{law}条" for law in range(_LAWS)]
    for matter in range(number):
        yield {
            "collection": "matters",
            "id": f"matter{matter:07}",
            "name": f"合成{_text(draw, 12)}",
            "authority": f"authority{draw.randrange(_AUTHORITIES):04}",
            "region": "430100",
            "type": draw.choice(("licence", "confirmation", "public_service")),
            "levels": ["city", "county"],
            "laws": [draw.choice(laws)],
            "audience": ["person"],
            "statutory_working_days": draw.randint(5, 60),
            "promised_working_days": draw.randint(0, 20),
            "trips": draw.randint(0, 2),
            "steps": draw.randint(1, 5),
            "online": draw.choice(("apply", "accept", "full")),
            "scope": "county",
            "roles": ["child"],
            "materials": [_row(draw, kind, laws) for kind in draw.sample(range(_TYPES), ROWS)],
            "since": "2025-01-01",
            "source": f"source{draw.randrange(_SOURCES)}",
            "confidence": "inferred",
        }


def _row(draw: random.Random, kind: int, laws: list[str]) -> Line:
    paper = f"type{kind:05}"
    row: Line = {"needs": f"{paper} of child" if draw.random() < 1 / 4 else paper}
    row["name"] = f"合成{_text(draw, 5)}"
    if draw.random() < 1 / 3:
        one, other = draw.randrange(_QUESTIONS), draw.randrange(_QUESTIONS // 8)
        row["when"] = f"q{one} and not q{other}" if one != other else f"q{one}"
    row["need"] = draw.choice(("required", "optional", "deferrable"))
    row["copies"] = draw.randint(1, 3)
    row["copy"] = draw.choice(("original", "copy", "both"))
    row["medium"] = draw.choice(("paper", "electronic"))
    row["basis"] = draw.choice(laws)
    if draw.random() < 1 / 4:
        row["since"] = f"202{draw.randint(0, 5)}-0{draw.randint(1, 9)}-01"
    row["source"] = f"source{draw.randrange(_SOURCES)}"
    return row


def _bundle() -> Line:
    matters = [f"matter{number:07}" for number in range(8)]
    line: Line = {"collection": "bundles", "id": BUNDLE, "name": "合成一件事"}
    return {**line, "region": "430100", "roles": ["child"], "matters": matters}


def _text(draw: random.Random, length: int) -> str:
    return "".join(draw.choices(_WORDS, k=length))
