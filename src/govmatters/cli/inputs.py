"""Registry and facts from what the command line names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from govmatters.cli.output import patience
from govmatters.codes.regions import NATION
from govmatters.codes.successions import refuse_abolished
from govmatters.conditions import Answer
from govmatters.errors import FactsError, InvalidEntryError, LoadError, suggestion
from govmatters.io import load
from govmatters.io.context import Context
from govmatters.io.documents import documents_of
from govmatters.io.facts import read_facts
from govmatters.io.fields import integer, map_of
from govmatters.io.links import reference
from govmatters.io.nodes import Kind, ScalarNode, WrongError
from govmatters.national import open_national
from govmatters.national.layout import is_national
from govmatters.registry import Registry

__all__ = ["cases_of", "facts_of", "place_of", "region_of", "registry_for", "registry_of"]


def registry_of(paths: Sequence[str] | None) -> Registry:
    """
    Read the registry.

    Args:
        paths: Files and folders; none: the packaged data.

    Returns:
        The registry.

    Raises:
        LoadError: With every fault.
        InvalidEntryError: If it is a national registry, which only some commands read.
    """
    for path in paths or ():
        if is_national(Path(path)):
            problem = "is a national registry, for `plan`, `reduce` and `govmatters national`"
            raise InvalidEntryError(path[:80], problem)
    with patience("reading the registry"):
        return load(*(paths or ()))


def registry_for(paths: Sequence[str] | None, bundle: str, region: str | None) -> Registry:
    """
    Read the registry, or of a national one what a bundle needs in a region.

    Args:
        paths: Files and folders, or the folder of a national registry; none: the packaged data.
        bundle: The bundle's id.
        region: Code of the region; None: the bundle's own.

    Returns:
        The registry.

    Raises:
        LoadError: With every fault.
        UnknownIdError: If a national registry has no such bundle or region.
        InvalidEntryError: If nobody handles one of its items there, or several do.
    """
    if paths is None or len(paths) != 1 or not is_national(Path(paths[0])):
        return registry_of(paths)
    with patience("reading what the bundle needs"), open_national(paths[0]) as nation:
        return nation.registry(bundle, region=region)


def region_of(
    code: str | None, registry: Registry, on: dt.date, *, option: str = "--region"
) -> str | None:
    """
    Take a region.

    Args:
        code: As the option says.
        registry: Knows the regions.
        on: The day on which it must hold.
        option: The option, for the message.

    Returns:
        The code; None for none.

    Raises:
        InvalidEntryError: If there is no such region, or not yet.
        AbolishedRegionError: If it was abolished before the day.
    """
    if code is None:
        return None
    if not registry.geography.is_known(code):
        problem = f"no region {code[:80]!r}; {registry.geography.suggestion(code)}"
        raise InvalidEntryError(subject=option, problem=problem)
    refuse_abolished(code, registry.geography, on)
    return code


def place_of(code: str, registry: Registry, on: dt.date, *, option: str) -> str:
    """
    Take a region in which somebody can be.

    Args:
        code: As the option says.
        registry: Knows the regions.
        on: The day on which it must hold.
        option: The option, for the message.

    Returns:
        The code.

    Raises:
        InvalidEntryError: If there is no such region, or not yet, or it is the whole nation.
        AbolishedRegionError: If it was abolished before the day.
    """
    if code == NATION:
        problem = f"{NATION} is the whole nation, and no place to be at; write a region's code"
        raise InvalidEntryError(subject=option, problem=f"{problem}, such as 440300")
    return region_of(code, registry, on, option=option) or code


def facts_of(
    files: Sequence[str] | None, stated: Sequence[str] | None, registry: Registry
) -> dict[str, Answer]:
    """
    Read facts, each typed by its question.

    Args:
        files: Files of answers by question.
        stated: ``question=value``; these go before those of files.
        registry: Knows the questions.

    Returns:
        The answers by question.

    Raises:
        LoadError: With every fault of every file.
        FactsError: With every fault of what is stated.
    """
    return {**_filed(files or (), registry), **_stated(stated or (), registry)}


def cases_of(file: str | None, registry: Registry) -> dict[str, int] | None:
    """
    Read how many cases matters have.

    Args:
        file: A YAML or JSON map of ids of matters to whole numbers.
        registry: Knows the matters.

    Returns:
        The numbers by id, at least 0; None for no file.

    Raises:
        LoadError: With every fault of the file.
    """
    if file is None:
        return None
    where = ScalarNode("", Kind.NULL, "")
    context = Context(ids={"matters": dict.fromkeys(registry.matters, where)})
    parse = map_of(reference("matters"), integer())
    read = [
        pair
        for document in documents_of([Path(file)], context, lambda path: [path])
        for pair in context.attempt(parse, document) or ()
    ]
    if context.faults:
        raise LoadError(tuple(sorted(set(context.faults), key=attrs.astuple)))
    return dict(read)


def _filed(files: Sequence[str], registry: Registry) -> dict[str, Answer]:
    where = ScalarNode("", Kind.NULL, "")
    context = Context(
        ids={"questions": dict.fromkeys(registry.questions, where)},
        questions=dict(registry.questions),
        regions=registry.geography,
    )
    facts: dict[str, Answer] = {}
    for document in documents_of(map(Path, files), context, lambda path: [path]):
        try:
            found = dict(read_facts(document, context))
        except WrongError as wrong:
            context.add(wrong)
            continue
        for key in sorted(key for key in found.keys() & facts if found[key] != facts[key]):
            message = f"question {key!r} is answered otherwise in another file; drop one"
            context.add(WrongError(document, message))
        facts.update(found)
    if context.faults:
        raise LoadError(tuple(sorted(set(context.faults), key=attrs.astuple)))
    return facts


def _stated(stated: Iterable[str], registry: Registry) -> dict[str, Answer]:
    facts: dict[str, Answer] = {}
    problems: list[str] = []
    for text in stated:
        try:
            question, answer = _fact(text, registry)
            _agree(question, answer, facts)
        except ValueError as exc:
            problems.append(f"--fact {text[:80]!r}: {exc}")
        else:
            facts[question] = answer
    if problems:
        raise FactsError(tuple(problems))
    return facts


def _fact(text: str, registry: Registry) -> tuple[str, Answer]:
    name, equals, value = text.partition("=")
    key = name.strip()
    if not equals:
        message = "wants QUESTION=VALUE"
        raise ValueError(message)
    if key not in registry.questions:
        hint = suggestion(key, registry.questions) or "`govmatters show question` lists them"
        message = f"no question {key[:80]!r}; {hint}"
        raise ValueError(message)
    return key, registry.questions[key].parse(value, registry.geography)


def _agree(question: str, answer: Answer, facts: Mapping[str, Answer]) -> None:
    if question in facts and facts[question] != answer:
        message = f"question {question!r} is answered otherwise before; drop one"
        raise ValueError(message)
