"""Asking the applicant, one question after the other, as long as an answer changes the list."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from govmatters.codes.regions import Regions
from govmatters.conditions import Answer, Question, QuestionType
from govmatters.errors import GovMattersError
from govmatters.registry import Registry
from govmatters.report.cleaning import clean
from govmatters.report.labels import Labels
from govmatters.rules.plans import Plan

__all__ = ["asked"]

_YES = frozenset({"true", "y", "yes", "是"})
_NO = frozenset({"false", "n", "no", "否"})
_SKIPPED = frozenset({"", "?", "？"})


def asked(
    plan: Plan,
    planned: Callable[[dict[str, Answer]], Plan],
    registry: Registry,
    labels: Labels,
) -> Plan:
    """
    Ask until no answer can change the papers handed in, or nobody answers any more.

    Questions go to standard error, answers come from standard input, a line each.

    Args:
        plan: The plan so far.
        planned: Plans for facts.
        registry: Knows the questions.
        labels: The words.

    Returns:
        The plan for all answers. Whatever is skipped stays unknown, and is not asked again.
    """
    skipped: set[str] = set()
    while True:
        open_ones = [key for key in plan.deciding_questions if key not in skipped]
        if not open_ones:
            return plan
        question = registry.questions[open_ones[0]]
        _say(f"\n{_posed(question, labels)}")
        answered = _answered(question, plan, planned, registry.geography)
        if answered is _END:
            return plan
        if isinstance(answered, Plan):
            plan = answered
        else:
            skipped.add(question.id)


_END = object()
"""Nobody answers any more."""


def _answered(
    question: Question,
    plan: Plan,
    planned: Callable[[dict[str, Answer]], Plan],
    regions: Regions,
) -> Plan | object:
    """Read answers until one can be taken: the new plan, None if skipped, or the end."""
    for line in _lines():
        text = line.strip()
        if text in _SKIPPED:
            return None
        try:
            answer = question.parse(_canonical(text, question), regions)
            return planned({**plan.facts, question.id: answer})
        except (GovMattersError, ValueError) as exc:
            _say(str(exc))
    return _END


def _lines() -> Iterator[str]:
    """Read lines to the end of input, each after a prompt."""
    while True:
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            _say("")
            return
        if not sys.stdin.isatty():
            _say(line.rstrip("\r\n"))
        yield line


def _say(text: str) -> None:
    """Write lines for whoever answers."""
    for line in text.split("\n"):
        print(clean(line), file=sys.stderr)  # noqa: T201 (this is the command line)


def _posed(question: Question, labels: Labels) -> str:
    """Write a question with the answers that it takes."""
    skip = labels("skip")
    ask = labels.beside(question.ask, question.id)
    match question.type:
        case QuestionType.BOOLEAN:
            return f"{ask}\n  是 true | 否 false（{skip}）"
        case QuestionType.CHOICE | QuestionType.CHOICES:
            options = "\n".join(
                f"  {number}. {option}" for number, option in enumerate(question.options, start=1)
            )
            several = labels("several") if question.type is QuestionType.CHOICES else labels("one")
            return f"{ask}\n{options}\n  （{several}；{skip}）"
        case QuestionType.INTEGER:
            return f"{ask}\n  {_range(question)}（{skip}）"
        case QuestionType.REGION:
            return f"{ask}\n  {labels('code')}（{skip}）"
        case QuestionType.DATE:
            return f"{ask}\n  YYYY-MM-DD（{skip}）"


def _range(question: Question) -> str:
    low = "…" if question.min is None else question.min
    high = "…" if question.max is None else question.max
    return f"{low}–{high} {question.unit or ''}".rstrip()


def _canonical(text: str, question: Question) -> str:
    """Take 是 and 否, and an option's number where that is no option itself."""
    match question.type:
        case QuestionType.BOOLEAN if text.lower() in _YES | _NO:
            return "true" if text.lower() in _YES else "false"
        case QuestionType.CHOICE:
            return _option(text, question)
        case QuestionType.CHOICES if text == "0" and "0" not in question.options:
            return ""
        case QuestionType.CHOICES:
            parts = text.replace("，", ",").split(",")
            return ",".join(_option(part.strip(), question) for part in parts)
    return text


def _option(text: str, question: Question) -> str:
    numbered = {str(number): option for number, option in enumerate(question.options, start=1)}
    return text if text in question.options else numbered.get(text, text)
