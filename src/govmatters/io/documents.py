"""Paths and texts to documents; what is wrong with one does not keep the others from being read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from govmatters.errors import SHOWN
from govmatters.io.fields import found
from govmatters.io.files import bytes_of, is_json
from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, WrongError
from govmatters.io.reading import read_bytes, read_text

if TYPE_CHECKING:
    from govmatters.io.context import Context

__all__ = ["check_format", "document_of", "document_of_text", "documents_of", "files_of"]


def documents_of(
    paths: Iterable[Path], context: Context, find: Callable[[Path], list[Path]]
) -> Iterator[Node]:
    """
    Read every file that some paths stand for, each once.

    Args:
        paths: Files and folders.
        context: Gets the faults.
        find: Tells which files a path stands for.

    Yields:
        The document of each file that could be read.
    """
    for file in files_of(paths, context, find):
        yield from document_of(file, context)


def files_of(
    paths: Iterable[Path], context: Context, find: Callable[[Path], list[Path]]
) -> Iterator[Path]:
    """
    Find the files that some paths stand for, each once.

    Args:
        paths: Files and folders.
        context: Gets the faults.
        find: Tells which files a path stands for.

    Yields:
        The files.
    """
    read: set[Path] = set()
    for path in paths:
        try:
            files = find(path)
        except WrongError as wrong:
            context.add(wrong)
            continue
        for file in files:
            if file.resolve() not in read:
                read.add(file.resolve())
                yield file


def document_of_text(text: str, name: str, context: Context, *, is_json: bool) -> Iterator[Node]:
    """
    Read one document.

    Args:
        text: YAML or JSON.
        name: What to call it in messages.
        context: Gets the faults.
        is_json: Whether it is JSON.

    Yields:
        The document, if it could be read.
    """

    def read(problems: list[WrongError]) -> Node | None:
        return read_text(text, name, problems, is_json=is_json)

    return _reading(context, name, read)


def check_format(root: Node, wanted: str) -> MapNode:
    """
    Check what a document says that it is.

    Args:
        root: The document.
        wanted: What its key ``format`` must say.

    Returns:
        The document without that key.

    Raises:
        WrongError: If it is no map, or of another format.
    """
    if not isinstance(root, MapNode):
        raise WrongError(root, f"a file is a map that begins with `format`, got {found(root)}")
    stated = root.get("format")
    if stated is None:
        raise WrongError(root, f"no `format`; begin the file with `format: {wanted}`")
    said = stated.text if isinstance(stated, ScalarNode) else str(stated)
    if said != wanted:
        of_cases = wanted.startswith("govmatters-case") or said.startswith("govmatters-case")
        advice = "files of cases, and only they, are named *.case.yaml" if of_cases else "mend it"
        message = f"format {said[:SHOWN]!r} is not read here, only {wanted}; {advice}"
        raise WrongError(stated, message)
    return attrs.evolve(root, pairs=tuple(pair for pair in root.pairs if pair[0].text != "format"))


def document_of(file: Path, context: Context) -> Iterator[Node]:
    """
    Read a file.

    Args:
        file: YAML, or JSON by its name.
        context: Gets the faults.

    Yields:
        The document, if it could be read.
    """

    def read(problems: list[WrongError]) -> Node | None:
        return read_bytes(bytes_of(file), str(file), problems, is_json=is_json(file))

    return _reading(context, str(file), read)


def _reading(
    context: Context, name: str, read: Callable[[list[WrongError]], Node | None]
) -> Iterator[Node]:
    """Read one document, and keep what is wrong with it."""
    problems: list[WrongError] = []
    try:
        node = read(problems)
    except WrongError as wrong:
        context.add(wrong)
    else:
        if node is None:
            message = "the file is empty; begin it with `format: …`, or remove it"
            context.add(WrongError(ScalarNode("", Kind.NULL, name), message))
        else:
            yield node
    for problem in problems:
        context.add(problem)
