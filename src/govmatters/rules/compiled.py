"""A compiled bundle taken apart, and all that was already planned of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import itemgetter

from govmatters.arguments import demand, refuse
from govmatters.conditions import Answer
from govmatters.errors import FactsError, UnknownIdError
from govmatters.model import Paper
from govmatters.rules.choosing import BUDGET
from govmatters.rules.components import components_of
from govmatters.rules.parts import Part, brief_of, part_of
from govmatters.rules.programs import Program
from govmatters.rules.scheduling import Schedule, Wait, schedule
from govmatters.rules.settling import Local
from govmatters.rules.shortcuts import Shortcuts, remember

__all__ = ["Compiled", "facts_of", "held_of"]

Truths = tuple[int, ...]

Values = Callable[[], Sequence[int]]
"""Gives the truth of every node."""


class Compiled:
    """
    A program, its components, and what was already planned of them.

    A component sees few nodes of the network, so that applicants in different situations
    mostly look the same to it. What is remembered only saves time, and may be forgotten.

    Args:
        program: The compiled bundle.
        budget: Of the search for alternatives.

    Attributes:
        program: The compiled bundle.
        components: Its components, the bundle's own rows last.
        own_from: From which place on components are of the bundle's own rows.
        held_inputs: The place of each paper, as text, that the network asks to be held.
        shortcuts: What was planned, by the inputs that are true.
    """

    def __init__(self, program: Program, *, budget: int = BUDGET) -> None:
        self.program = program
        self.components = components_of(program)
        self.own_from = sum(not component.is_own for component in self.components)
        places = {one: place for place, one in enumerate(program.network.inputs)}
        self.held_inputs = {one: at for one, at in places.items() if isinstance(one, str)}
        self._budget = budget
        self._atoms = {one: at for one, at in places.items() if not isinstance(one, str)}
        self._asked = frozenset(block.question for block in program.blocks)
        self.shortcuts = Shortcuts(program, self.components)
        self._sees = tuple(itemgetter(*component.nodes) for component in self.components)
        self._locals: tuple[dict[Truths, Local], ...] = tuple({} for _ in self.components)
        self._parts: tuple[dict[Truths, Part], ...] = tuple({} for _ in self.components)
        self._briefs: tuple[dict[Truths, Part], ...] = tuple({} for _ in self.components)
        self._schedules: dict[tuple[Truths, tuple[Wait, ...]], Schedule] = {}
        self._known: dict[tuple[str, type, object], tuple[Answer, int]] = {}

    def local(self, number: int, truths: Truths) -> Local:
        """Give a component in one situation."""
        known = self._locals[number]
        local = known.get(truths)
        if local is None:
            local = Local(self.components[number], truths, self._budget)
            remember(known, truths, local)
        return local

    def part(self, number: int, truths: Truths, *, is_brief: bool = False) -> Part:
        """Plan a component in one situation, once; briefly means that papers are only counted."""
        known = (self._briefs if is_brief else self._parts)[number]
        part = known.get(truths)
        if part is None:
            make = brief_of if is_brief else part_of
            part = make(self.local(number, truths))
            remember(known, truths, part)
        return part

    def values_in(self, bits: int) -> list[int]:
        """Evaluate every node in the situation in which inputs are true, as bits."""
        network = self.program.network
        return network.evaluate([bits >> place & 1 for place in range(len(network.inputs))], 1)

    def parts_in(
        self, bits: int, values: Values, numbers: Iterable[int], *, is_brief: bool = False
    ) -> list[Part]:
        """
        Plan components in one situation.

        Args:
            bits: The inputs that are true.
            values: Gives the truth of every node, if it must be known.
            numbers: Places of the components.
            is_brief: Whether papers are only counted.
        """
        shortcuts = self.shortcuts.briefs if is_brief else self.shortcuts.parts
        found = []
        for number in numbers:
            mask, known = shortcuts[number]
            part = known.get(bits & mask)
            if part is None:
                part = self.part(number, self._sees[number](values()), is_brief=is_brief)
                remember(known, bits & mask, part)
            found.append(part)
        return found

    def locals_in(self, values: Sequence[int]) -> list[Local]:
        """Give every component in the situation in which nodes have these values."""
        return [self.local(number, sees(values)) for number, sees in enumerate(self._sees)]

    def schedule(self, truths: Truths, waits: tuple[Wait, ...]) -> Schedule:
        """
        Schedule the matters in one situation, once.

        Args:
            truths: Which places are active, and last whether the bundle is accepted.
            waits: The waits that hold.
        """
        key = truths, waits
        found = self._schedules.get(key)
        if found is None:
            active = [use for use, truth in enumerate(truths[:-1]) if truth]
            found = schedule(self.program, active, waits, together=bool(truths[-1]))
            remember(self._schedules, key, found)
        return found

    def answered(self, facts: Mapping[str, object]) -> tuple[dict[str, Answer], int | None]:
        """
        Take facts, and say what they make of the network's inputs.

        Args:
            facts: Answers by question.

        Returns:
            (the answers in canonical form, sorted by question; the inputs that are true, as
            bits, or None if a question that the bundle looks at is not answered).

        Raises:
            FactsError: With every fact that cannot be taken.
        """
        known, answers, bits = self._known, {}, 0
        try:
            for name in sorted(facts):
                fact = facts[name]
                answers[name], true = known[name, type(fact), fact]
                bits |= true
        except (LookupError, TypeError):
            answers = facts_of(self.program, facts)
            bits = sum([self._true(name, facts[name], answer) for name, answer in answers.items()])
        return answers, bits if self._asked <= answers.keys() else None

    def _true(self, name: str, fact: object, answer: Answer) -> int:
        """Work out which inputs an answer makes true, as bits, once."""
        regions = self.program.registry.geography
        true = sum(
            1 << place
            for atom, place in self._atoms.items()
            if atom.question == name and atom.value(answer, regions)
        )
        if isinstance(fact, Hashable):
            remember(self._known, (name, type(fact), fact), (answer, true))
        return true


def facts_of(program: Program, facts: Mapping[str, object]) -> dict[str, Answer]:
    """
    Check facts, and bring them into canonical form.

    Args:
        program: The compiled bundle.
        facts: Answers by question.

    Returns:
        All of them, sorted by question.

    Raises:
        FactsError: With every fact that cannot be taken.
        TypeError: If the facts are no mapping.
    """
    demand(facts=facts)
    questions, regions = program.registry.questions, program.registry.geography
    given = dict(program.bundle.given)
    answers: dict[str, Answer] = {}
    problems: list[str] = []
    for name in sorted(facts, key=str):
        try:
            answers[name] = questions[name].answer(facts[name], regions)
        except (UnknownIdError, ValueError) as error:
            problems.append(f"facts: {error}")
        else:
            if name in given and given[name] != answers[name]:
                problems.append(
                    f"facts: bundle {program.bundle.id!r} settles {name!r} as {given[name]!r}, "
                    f"got {facts[name]!r}; leave it out, or take another bundle"
                )
    if problems:
        raise FactsError(tuple(problems))
    return answers


def held_of(program: Program, held: Iterable[str | Paper]) -> tuple[Paper, ...]:
    """
    Check the papers that an applicant holds already.

    Args:
        program: The compiled bundle.
        held: Papers, or their text such as ``"household_register of child"``.

    Returns:
        The distinct papers, sorted.

    Raises:
        FactsError: With every text that is no paper of the registry.
        TypeError: If they are neither papers nor texts.
    """
    if not isinstance(held, Iterable):
        refuse("held", "papers, or their texts", held)
    papers: set[Paper] = set()
    problems: list[str] = []
    for one in [held] if isinstance(held, str) else held:
        try:
            papers.add(_paper(program, one))
        except (ValueError, UnknownIdError) as error:
            problems.append(f"held: {error}")
    if problems:
        raise FactsError(tuple(sorted(problems)))
    return tuple(sorted(papers))


def _paper(program: Program, one: str | Paper) -> Paper:
    """Read a paper of the registry; where the bundle declares roles, of one of them."""
    paper = one if isinstance(one, Paper) else Paper.parse(str(one))
    program.registry.material_types[paper.type]
    if program.bundle.roles is not None and paper.subject not in program.subjects:
        raise UnknownIdError(noun="role", id=paper.subject, known=program.subjects)
    return paper
