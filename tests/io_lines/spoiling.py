"""Lines of a registry, spoilt in the ways in which files are, or written as others write them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from govmatters.io.lines.dumping import lines_of
from govmatters.registry import Registry

__all__ = ["EVERY_KEY", "HEAD", "data_lines", "spoilt", "written"]

HEAD = b'{"format":"govmatters/1"}'
EVERY_KEY = Path(__file__).parents[1] / "fixtures" / "every_key.yaml"

Line = dict[str, Any]

_TEXTS = [
    *("", " ", "\u3000", "\u00a0", "x", "a b", "a:b", "x of", "a of b c", "nothing"),
    *("line\nbreak", "tab\there", 'quo"te', "back\\slash", "del\x7f", "c1\x85", "sep\u2028", "·"),
    *("1 <", "true and", "not", "q1 and", "2026-02-30", "2026-01-01", "2026-1-1", "430100"),
    *("999999", "licence", "online", "output", "nation", "child", "applicant", "a1", "a2"),
    *("m1", "m2", "i1", "item", "form", "id_card", "form of child", "id_card of mother"),
    *("\ud800", "\U0001f600", "𠮷", "\ufeff", "\uffff", "９", "a,b", "[a]", "m1 of m2"),
]
_VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 1.0, 1e3, 10**12, 10**13, 10**40, [], {}, [[]], ["a", "a"]),
    *(["x"], ["county", "county"], ["child", "mother"], {"a": "b"}, {"required": "none"}),
    *({"paper": "form"}, {"any_of": ["form"]}, {"any_of": []}, {"all_of": ["form", "form"]}),
    {"any_of": ["form", {"all_of": ["form", "id_card of child"]}, {"paper": "form", "when": "x"}]},
]
_MORE: list[Line] = [
    {"since": "2026-01-01", "until": "2025-01-01"},
    {"since": "2025-01-01", "until": "2026-01-01"},
    {"roles": ["child", "mother"]},
    {"roles": []},
    {"of": "m1"},
    {"of": "item"},
    {"levels": ["county", "county"]},
    {"reachable_at": ["nation"]},
    {"reachable_at": ["county", "village"]},
    {"laws": ["法", "法"]},
    {"laws": [" "]},
    {"presence": {"required": "none", "basis": "法"}},
    {"presence": {}},
    {"commitment": {"allowed": "yes"}},
    {"codes": {"basic": "x", "local": " "}},
    {"competent": "q1"},
    {"source": "none"},
    {"subjects": ["child"]},
    {"uscc": "91110000600037341l"},
    {"window": " "},
    {"guide": {"channels": ["window", "window"]}},
    {"guide": {"fee": {"charged": True}, "conditions": "甲\n乙"}},
    {"materials": [{"needs": "form", "name": " "}]},
    {"materials": [{"needs": "form of stranger"}]},
    {"materials": [{"needs": "form", "since": "2026-02-01", "until": "2026-01-01"}]},
    {"materials": [{"needs": "form", "copies": 0}]},
    {"outputs": [{"paper": "form", "since": "2026-02-01", "until": "2026-01-01"}]},
    {"outputs": ["form of child"]},
]
_ASKED: list[Line] = [
    *({"id": "not"}, {"id": "channel"}, {"id": "ｑ"}, {"id": "a-b"}, {"id": "True"}, {"id": "q1"}),
    *({"type": "choice"}, {"type": "integer"}, {"type": "boolean"}, {"type": "region"}),
    *({"options": ["a", "b"]}, {"options": []}, {"options": ["a", "a"]}, {"unit": "岁"}),
    *({"min": 5, "max": 1}, {"min": -1, "max": 5}, {"max": 10**12}, {"min": -(10**12)}),
    *({"ask": " "}, {"source": "none"}, {"confidence": "inferred"}),
    {"id": "channel", "type": "choice", "options": ["online", "window"]},
    {"type": "integer", "min": 1, "max": 1, "unit": "岁"},
]
_RAW = [
    *(b"", b"   ", b"[]", b"1", b'"text"', b"null", b"{", b"}", b'{"a":1}', b"\xff", b"\x00"),
    *(b'{"collection":"matters"}', b'{"id":"a"}', b'{"collection":"matter","id":"a"}'),
    *(b'{"collection":"matters","id":1,"name":"n"}', b'{"collection":1,"id":"n"}', b"[" * 99),
    *(b'{"collection":"tasks","id":"a b"}', HEAD, b'{"collection":"questions","id":"not"}'),
    b'{"collection":"sources","id":"s","id":"t"}',
    b'{"collection":"sources","collection":"sources","id":"s"}',
    b'{"collection":"sources","id":"s","u\\u0072l":"x","url":"y"}',
    b'{"collection":"sources","id":"s","url":"\xed\xa0\x80"}',
]


def written(registry: Registry) -> list[bytes]:
    """Write a registry as lines, without breaks."""
    return [line.rstrip(b"\n") for line in lines_of(registry)]


def data_lines(lines: list[bytes]) -> list[Line]:
    """Read lines as plain data, the head aside."""
    return [json.loads(line) for line in lines[1:]]


def spoilt(draw: Random, lines: list[Line], most: int = 3) -> list[bytes]:
    """Spoil some lines, or none, and write all as some program or other does."""
    lines = json.loads(json.dumps(lines))
    for _ in range(draw.randint(0, most)):
        draw.choice(_SPOILERS)(draw, lines)
    dump = draw.choice(_WRITERS)
    raw = [dump(draw, line).encode(errors="surrogatepass") for line in lines]
    for _ in range(draw.randint(0, 2) if draw.random() < 0.4 else 0):
        raw = draw.choice(_RAW_SPOILERS)(draw, raw)
    return [HEAD if draw.random() < 0.97 else draw.choice(_RAW), *raw]


def _maps(node: object) -> Iterator[Line]:
    """Walk every map."""
    if isinstance(node, dict):
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _maps(part)


def _some_map(draw: Random, lines: list[Line]) -> Line:
    line = draw.choice(lines)
    return draw.choice([one for one in _maps(line) if one] or [line])


def _misspell(draw: Random, lines: list[Line]) -> None:
    one = _some_map(draw, lines)
    key = draw.choice(list(one))
    one[draw.choice([key + "s", key[:-1], key.upper(), "zzz"])] = one.pop(key)


def _drop(draw: Random, lines: list[Line]) -> None:
    one = _some_map(draw, lines)
    del one[draw.choice(list(one))]


def _replace(draw: Random, lines: list[Line]) -> None:
    one = _some_map(draw, lines)
    one[draw.choice(list(one))] = draw.choice(_VALUES)


def _retext(draw: Random, lines: list[Line]) -> None:
    """Put a text where one stands, in a list too."""
    one = _some_map(draw, lines)
    key = draw.choice(list(one))
    if isinstance(one[key], list) and one[key]:
        one[key][draw.randrange(len(one[key]))] = draw.choice(_TEXTS)
    else:
        one[key] = draw.choice(_TEXTS)


def _extend(draw: Random, lines: list[Line]) -> None:
    matters = [one for one in lines if str(one.get("collection")) in {"matters", "catalogue"}]
    one = draw.choice(matters or lines) if draw.random() < 0.7 else _some_map(draw, lines)
    one.update(json.loads(json.dumps(draw.choice(_MORE))))


def _ask(draw: Random, lines: list[Line]) -> None:
    """Change a question."""
    asked = [one for one in lines if one.get("collection") == "questions"]
    if asked:
        draw.choice(asked).update(draw.choice(_ASKED))


def _repeat(draw: Random, lines: list[Line]) -> None:
    """Write a line twice, or once more under another id."""
    one = dict(draw.choice(lines))
    if draw.random() < 0.6:
        one["id"] = f"{one.get('id', 'x')}{draw.choice('abc')}"
    lines.insert(draw.randint(0, len(lines)), one)


def _shuffle(draw: Random, lines: list[Line]) -> None:
    draw.shuffle(lines)


def _nothing(draw: Random, lines: list[Line]) -> None:
    """Leave all as it is."""
    del draw, lines


_SPOILERS: list[Callable[[Random, list[Line]], None]] = [
    *(_misspell, _drop, _replace, _retext, _extend, _extend, _ask, _repeat, _shuffle, _nothing)
]


def _compact(draw: Random, line: Line) -> str:
    del draw
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def _spaced(draw: Random, line: Line) -> str:
    del draw
    return json.dumps(line, ensure_ascii=False)


def _escaped(draw: Random, line: Line) -> str:
    del draw
    return json.dumps(line)


def _reordered(draw: Random, line: Line) -> str:
    keys = list(line)
    draw.shuffle(keys)
    return json.dumps({key: line[key] for key in keys}, ensure_ascii=False) + draw.choice(
        ["", " ", "\r", "\t"]
    )


_WRITERS: list[Callable[[Random, Line], str]] = [_compact, _compact, _spaced, _escaped, _reordered]


def _key_twice(draw: Random, raw: list[bytes]) -> list[bytes]:
    """Write a key of some map twice, with the same value or another."""
    place = draw.randrange(len(raw))
    marks = [n for n, sign in enumerate(raw[place]) if sign == ord("{")]
    if not marks:
        return raw
    start = draw.choice(marks) + 1
    key, _, _ = raw[place][start:].partition(b":")
    value = draw.choice([b'"x"', b'"form"', b"1", b"[]", b'"q\\"q"'])
    twice = raw[place][:start] + key + b":" + value + b"," + raw[place][start:]
    return [*raw[:place], twice, *raw[place + 1 :]]


def _cut(draw: Random, raw: list[bytes]) -> list[bytes]:
    place = draw.randrange(len(raw))
    end = draw.randint(0, len(raw[place]))
    return [*raw[:place], raw[place][:end], *raw[place + 1 :]]


def _insert(draw: Random, raw: list[bytes]) -> list[bytes]:
    place = draw.randint(0, len(raw))
    return [*raw[:place], draw.choice(_RAW), *raw[place:]]


def _byte(draw: Random, raw: list[bytes]) -> list[bytes]:
    """Change one byte."""
    place = draw.randrange(len(raw))
    line = bytearray(raw[place])
    if line:
        line[draw.randrange(len(line))] = draw.choice(b'" \\,:{}[]0.-eE\x7f\t\r\xc2\xe2x')
    return [*raw[:place], bytes(line), *raw[place + 1 :]]


_RAW_SPOILERS: list[Callable[[Random, list[bytes]], list[bytes]]] = [
    *(_key_twice, _key_twice, _cut, _insert, _byte, _byte)
]
