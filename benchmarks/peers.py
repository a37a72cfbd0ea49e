"""Others that do the same work: closures in plain Python, SQLite, and what no one can go below."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from benchmarks.rules import PlainRow

__all__ = ["Closures", "Database", "Limit"]

Facts = Mapping[str, bool]
Counts = tuple[int, int]
Fates = list[tuple[str, str, str, tuple[str, ...]]]


def _closure(text: str) -> Callable[[Facts], bool]:
    """Turn a condition of the made-up bundles into closures, by hand."""
    for word in (" or ", " and "):
        left, found, right = text.partition(word)
        if found:
            return _joined(word, _closure(left), _closure(right))
    if text == "True":
        return lambda _: True
    if text.startswith("not "):
        name = text.removeprefix("not ")
        return lambda facts: not facts[name]
    return lambda facts: facts[text]


def _joined(
    word: str, one: Callable[[Facts], bool], other: Callable[[Facts], bool]
) -> Callable[[Facts], bool]:
    if word == " or ":
        return lambda facts: one(facts) or other(facts)
    return lambda facts: one(facts) and other(facts)


class Closures:
    """An interpreter as one would write it: a loop over rows, conditions as closures."""

    def __init__(self, rows: Iterable[PlainRow]) -> None:
        self._rows = [
            (
                row.matter,
                row.paper,
                _closure(row.when),
                [(mechanism, _closure(when)) for mechanism, when in row.spared],
            )
            for row in rows
        ]

    def counts(self, facts: Facts) -> Counts:
        """Count papers before and after."""
        before, after = 0, set()
        for _, paper, when, spared in self._rows:
            if when(facts):
                before += 1
                for _, holds in spared:
                    if holds(facts):
                        break
                else:
                    after.add(paper)
        return before, len(after)

    def fates(self, facts: Facts) -> Fates:
        """Say what becomes of each paper in each matter, and what spared it."""
        found: Fates = []
        handed: set[str] = set()
        for matter, paper, when, spared in self._rows:
            by: tuple[str, ...] = ()
            if not when(facts):
                outcome = "not_applicable"
            elif by := tuple([mechanism for mechanism, holds in spared if holds(facts)]):
                outcome = "spared"
            else:
                outcome = "shared" if paper in handed else "submit"
                handed.add(paper)
            found.append((matter, paper, outcome, by))
        return found

    def every(self, situations: Iterable[Facts]) -> tuple[Counts, Counts]:
        """Count in every situation, one by one: the bounds before and after."""
        before, after = zip(*map(self.counts, situations), strict=True)
        return (min(before), max(before)), (min(after), max(after))


class Database:
    """SQLite in memory: one statement a case, prepared once, with the facts as its parameters."""

    def __init__(self, rows: Sequence[PlainRow], names: Sequence[str]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._names = names
        self._one = _select(rows, {name: f":{name}" for name in names})
        inner = _select(rows, {name: name for name in names})
        self._every = f"SELECT MIN(b), MAX(b), MIN(a), MAX(a) FROM ({inner} FROM situations)"  # noqa: S608
        self._connection.execute(f"CREATE TABLE situations ({', '.join(names)})")

    def store(self, situations: Iterable[Facts]) -> None:
        """Keep situations in a table, to be counted by `every`."""
        marks = ", ".join(f":{name}" for name in self._names)
        self._connection.executemany(
            f"INSERT INTO situations VALUES ({marks})",  # noqa: S608 (names of our own)
            situations,
        )

    def counts(self, facts: Facts) -> Counts:
        """Count papers before and after."""
        before, after = self._connection.execute(self._one, facts).fetchone()
        return before, after

    def every(self) -> tuple[Counts, Counts]:
        """Count in every stored situation, in one statement: the bounds before and after."""
        least, most, fewest, greatest = self._connection.execute(self._every).fetchone()
        return (least, most), (fewest, greatest)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def _select(rows: Sequence[PlainRow], terms: Mapping[str, str]) -> str:
    """Write a statement that counts; a paper that rows share counts if one of them asks."""
    asked: dict[str, list[str]] = {}
    for row in rows:
        unspared = [f"NOT ({_sql(when, terms)})" for _, when in row.spared]
        asked.setdefault(row.paper, []).append(
            "(" + " AND ".join([f"({_sql(row.when, terms)})", *unspared]) + ")"
        )
    before = " + ".join(f"({_sql(row.when, terms)})" for row in rows)
    after = " + ".join(f"({' OR '.join(some)})" for some in asked.values())
    return f"SELECT {before} AS b, {after} AS a"


def _sql(condition: str, terms: Mapping[str, str]) -> str:
    words = {"True": "1", "not": "NOT", "and": "AND", "or": "OR", "(": "(", ")": ")", **terms}
    return " ".join(words[word] for word in condition.split())


class Limit:
    """As many lookups and comparisons as there are rows: no plan in Python can do with less."""

    def __init__(self, rows: Sequence[PlainRow], names: Sequence[str]) -> None:
        self._asked = [names[number % len(names)] for number in range(len(rows))]

    def counts(self, facts: Facts) -> int:
        """Look up and compare, once a row."""
        found = 0
        for name in self._asked:
            if facts[name] == True:  # noqa: E712 (the comparison is what is measured)
                found += 1
        return found
