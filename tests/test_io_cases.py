"""Files of cases are read against the registry that they are about."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from govmatters.conditions import Question, QuestionType
from govmatters.errors import LoadError
from govmatters.io import load, load_cases, load_document
from govmatters.model import Mechanism, Paper

FIXTURES = Path(__file__).parent / "fixtures"
REGISTRY = load(FIXTURES / "every_key.yaml")

GOOD = """\
format: govmatters-case/1
bundle: newborn
rule: [PL-3, EX-1]
cases:
  - name: A local couple's first child needs no paper that the government issued
    on: 2026-07-01
    region: "430100"
    facts: {local_hukou: true, settle_with: mother, services: [card], age: 20}
    held: [id_card of mother]
    rule: PL-3
    expect:
      to_submit: [birth_record of child]
      not_to_submit: [id_card of mother]
      may_submit: []
      added: [promise]
      deadlocks: []
      refused: [newborn, second_card]
      open_questions: [channel]
      stages: [[birth_certificate, insurance], [zone_permit]]
      by_mechanism: {licence: 6, share: "1/2", data: [0, "3/2"]}
      before: 22
      after: [2, 4]
      removed: [18, unknown]
      rows_before: 1
      rows_after: 1
      copies_before: 2
      copies_after: 2
      working_days: unknown
      trips: 0
      steps: 1
  - {name: Nothing is known, on: 2026-07-01, expect: {after: 4}}
"""

BAD = """\
format: govmatters-case/1
bundle: newborn
cases:
  - name: Slips
    on: 2026-07-01
    region: "430199"
    facts: {local_huko: true, age: 200, services: card}
    held: [id_crad]
    expect:
      to_submit: [id_card of mothr]
      not_to_submit: [id_kard of mother]
      refused: [birth_certificat]
      stages: [[insurence]]
      open_questions: [chanel]
      by_mechanism: {licens: 1, share: half}
      before: [1, 2, 3]
      after: [4, 2]
      aftr: 3
  - {on: soon, expect: {}}
"""


def write(folder: Path, text: str) -> Path:
    """Write a file of cases."""
    file = folder / "newborn.case.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_cases_are_typed_by_the_registry(tmp_path: Path) -> None:
    """Facts are of their questions' types, papers are papers, numbers are exact spans."""
    file = write(tmp_path, GOOD)
    (read,) = load_cases(tmp_path, registry=REGISTRY)
    case, bare = read.cases

    assert (read.file, read.bundle, read.rules) == (str(file), "newborn", ("PL-3", "EX-1"))
    assert (case.line, case.on, case.rules) == (5, dt.date(2026, 7, 1), ("PL-3",))
    assert dict(case.facts) == {
        "local_hukou": True,
        "settle_with": "mother",
        "services": frozenset({"card"}),
        "age": 20,
    }
    assert case.held == (Paper("id_card", "mother"),)
    assert case.expect.added == (Paper("promise"),)
    assert case.expect.by_mechanism == (
        (Mechanism.DATA, (Fraction(0), Fraction(3, 2))),
        (Mechanism.LICENCE, (Fraction(6), Fraction(6))),
        (Mechanism.SHARE, (Fraction(1, 2), Fraction(1, 2))),
    )
    assert case.expect.after == (Fraction(2), Fraction(4))
    assert case.expect.removed == (Fraction(18), None)
    assert case.expect.working_days == (None, None)
    assert case.expect.stages == (("birth_certificate", "insurance"), ("zone_permit",))
    assert (bare.region, bare.facts, bare.expect.to_submit) == (None, (), None)


def test_every_slip_in_a_case_is_a_fault(tmp_path: Path) -> None:
    """A name that is not there could make a case that never fails; all are reported."""
    file = write(tmp_path, BAD)
    with pytest.raises(LoadError) as caught:
        load_cases(file, registry=REGISTRY)
    lines = [str(fault).removeprefix(f"{file}:") for fault in caught.value.faults]
    wanted = [
        ("6:", "no region '430199'"),
        ("7:", "did you mean local_hukou?"),
        ("7:", "wants a whole number in 0…130, got 200"),
        ("7:", "wants a list of options"),
        ("8:", "did you mean id_card?"),
        ("10:", "'mothr' is no role of 'newborn'"),
        ("11:", "did you mean id_card?"),
        ("12:", "did you mean birth_certificate?"),
        ("13:", "did you mean insurance?"),
        ("14:", "did you mean channel?"),
        ("15:", "did you mean licence?"),
        ("15:", "wants a whole number, a fraction"),
        ("16:", "a pair [low, high], got 3 values"),
        ("17:", "wants [low, high], got [4, 2]; swap them"),
        ("18:", "did you mean after?"),
        ("19:", "no `name`"),
        ("19:", "wants a day"),
    ]

    assert len(lines) == len(wanted)
    for line, (place, message) in zip(lines, wanted, strict=True):
        assert line.startswith(place), line
        assert message in line, line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("format: govmatters/1\n", "files of cases, and only they, are named *.case.yaml"),
        ("format: govmatters-case/1\nbundle: newbron\ncases: []\n", "did you mean newborn?"),
        ("- a\n", "a file is a map"),
        ("format: govmatters-case/1\n", "a file of cases is about a `bundle` or a `matter`"),
    ],
)
def test_files_that_hold_no_cases(tmp_path: Path, text: str, message: str) -> None:
    """What is no file of cases is told so, with its place."""
    with pytest.raises(LoadError) as caught:
        load_cases(write(tmp_path, text), registry=REGISTRY)

    assert message in str(caught.value)


def test_folders_without_cases_are_empty(tmp_path: Path) -> None:
    """A folder need not hold cases; a path must exist."""
    assert load_cases(tmp_path, registry=REGISTRY) == ()
    with pytest.raises(LoadError, match="there is no such path"):
        load_cases(tmp_path / "missing", registry=REGISTRY)


def question(kind: QuestionType, **others: object) -> Question:
    """Make a question."""
    return Question(id="q", ask="?", type=kind, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "text", "answer"),
    [
        (question(QuestionType.BOOLEAN), "true", True),
        (question(QuestionType.BOOLEAN), " false ", False),
        (question(QuestionType.CHOICE, options=("a", "b")), "a", "a"),
        (question(QuestionType.CHOICES, options=("a", "b")), "a, b", frozenset({"a", "b"})),
        (question(QuestionType.CHOICES, options=("a", "b")), "", frozenset()),
        (question(QuestionType.INTEGER, min=0), "18", 18),
        (question(QuestionType.INTEGER), "-3", -3),
        (question(QuestionType.DATE), "2026-01-01", dt.date(2026, 1, 1)),
        (question(QuestionType.REGION), "430100", "430100"),
    ],
)
def test_a_fact_is_read_from_text(asked: Question, text: str, answer: object) -> None:
    """Text, as a command line has it, becomes an answer of the question's type."""
    assert asked.parse(text, REGISTRY.geography) == answer


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (question(QuestionType.BOOLEAN), "yes"),
        (question(QuestionType.CHOICE, options=("a", "b")), "c"),
        (question(QuestionType.CHOICES, options=("a", "b")), "a,,b"),
        (question(QuestionType.INTEGER, max=10), "11"),
        (question(QuestionType.INTEGER), "1_0"),
        (question(QuestionType.INTEGER), "9" * 5000),
        (question(QuestionType.DATE), "2026-02-30"),
        (question(QuestionType.REGION), "长沙市"),
    ],
)
def test_text_that_is_no_answer(asked: Question, text: str) -> None:
    """Text of another type, or outside the options or range, is refused."""
    with pytest.raises(ValueError, match="question 'q' wants") as caught:
        asked.parse(text, REGISTRY.geography)

    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("fact", [0.5, 10**300, 18.0, "18", None, True, [18]])
def test_a_fact_in_plain_data_is_of_its_type(fact: object) -> None:
    """In JSON and plain data text never becomes a number, nor the reverse."""
    document: dict[str, object] = {
        "questions": {"age": {"type": "integer"}},
        "matters": {"m": {"name": "甲", "region": "430100"}},
    }
    bundle = {"name": "事", "region": "430100", "matters": ["m"]}
    good = load_document(document | {"bundles": {"b": {**bundle, "given": {"age": 18}}}})
    with pytest.raises(LoadError, match="question 'age'"):
        load_document(document | {"bundles": {"b": {**bundle, "given": {"age": fact}}}})

    assert good.bundles["b"].given == (("age", 18),)
    assert good.questions["age"].ask == "age"
