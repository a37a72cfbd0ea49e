"""
Files of cases as tests of pytest.

Each case of a ``*.case.yaml`` file is one test, named by its sentence. A case that fails shows
what was wanted, what came and why; a file that cannot be read shows each fault with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from govmatters.errors import GovMattersError, LoadError
from govmatters.io import load, load_cases
from govmatters.io.files import CASE_SUFFIXES, registry_files
from govmatters.io.nodes import WrongError
from govmatters.testing.cases import differences
from govmatters.testing.differing import Difference

if TYPE_CHECKING:
    from _pytest._code.code import ExceptionInfo, TerminalRepr

    from govmatters.io import Case, CaseFile
    from govmatters.registry import Registry

__all__ = [
    "CaseCollector",
    "CaseItem",
    "pytest_collect_file",
    "pytest_collection_modifyitems",
    "pytest_terminal_summary",
    "take",
]

_REGISTRY = pytest.StashKey[Path | None]()
_READ = pytest.StashKey[dict[Path | None, "Registry | None"]]()
_RULES = pytest.StashKey[frozenset[str]]()


def take(config: pytest.Config, value: str, *, is_positional: bool) -> None:
    """
    Take the value of ``--govmatters``.

    Args:
        config: pytest's.
        value: A path.
        is_positional: Whether it stands where a path to collect could stand too.

    Raises:
        UsageError: If there is no registry at the path, and nothing to collect either.
    """
    path = config.invocation_params.dir / value.partition("::")[0]
    problem = _problem(path)
    if problem and not (is_positional and path.exists()):
        wrong = f"--govmatters {value}: {problem}"
        raise pytest.UsageError(wrong)
    if not problem:
        config.stash[_REGISTRY] = path
    if is_positional:
        named = config.args if config.args_source is config.ArgsSource.ARGS else []
        config.args[:] = [*named, value]


def _problem(path: Path) -> str:
    """Say why there is no registry at a path; nothing if there is one."""
    if path.is_file() and path.name.endswith((*CASE_SUFFIXES, ".py")):
        return "no registry; name a folder, or a *.yaml or *.json file of one"
    try:
        registry_files(path)
    except WrongError as wrong:
        return wrong.message
    return ""


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CaseCollector | None:
    """Take files of cases."""
    if (
        file_path.name.endswith(CASE_SUFFIXES)
        and parent.config.getoption("--govmatters") is not None
    ):
        collector: CaseCollector = CaseCollector.from_parent(parent, path=file_path)
        return collector
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what states the rules that are asked for, and note which rules the cases state."""
    wanted = set(config.getoption("--govmatters-rule"))
    if wanted:
        dropped = [item for item in items if wanted.isdisjoint(_rules_of(item))]
        items[:] = [item for item in items if item not in set(dropped)]
        config.hook.pytest_deselected(items=dropped)
    cases = [item for item in items if isinstance(item, CaseItem)]
    config.stash[_RULES] = frozenset(rule for item in cases for rule in _rules_of(item))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the rules that the cases state."""
    stated = config.stash.get(_RULES, None)
    if stated:
        terminalreporter.write_line(f"govmatters: cases state {', '.join(sorted(stated))}")


def _rules_of(item: pytest.Item) -> set[str]:
    return {rule for mark in item.iter_markers("rule") for rule in mark.args}


class CaseCollector(pytest.File):
    """One file of cases."""

    def collect(self) -> Iterator[CaseItem]:
        """Read the file, about the registry that it belongs to."""
        path = self.ihook.pytest_govmatters_registry(file_path=self.path)
        registry = self._registry(path or self.config.stash.get(_REGISTRY, None))
        try:
            (file,) = load_cases(_short(self.path, self.config), registry=registry)
        except LoadError as error:
            raise self.CollectError(str(error)) from None
        self._refuse_doubles(file)
        for case in file.cases:
            item: CaseItem = CaseItem.from_parent(self, name=case.name, file=file, case=case)
            item.registry = registry
            yield item

    def _registry(self, path: Path | None) -> Registry:
        """Read a registry once; None is the packaged one."""
        read = self.config.stash.setdefault(_READ, {})
        if path not in read:
            read[path] = None
            try:
                read[path] = load(_short(path, self.config)) if path else load()
            except LoadError as error:
                raise self.CollectError(str(error)) from None
        registry = read[path]
        if registry is None:
            problem = f"{path}: this registry has faults; they stand above"
            raise self.CollectError(problem)
        return registry

    def _refuse_doubles(self, file: CaseFile) -> None:
        """Two cases of one name could not be told apart."""
        lines: dict[str, int] = {}
        for case in file.cases:
            first = lines.setdefault(case.name, case.line)
            if first != case.line:
                advice = f"a case of this name stands in line {first} too; rename one"
                problem = f"{file.file}:{case.line}: {case.name!r}: {advice}"
                raise self.CollectError(problem)


class CaseItem(pytest.Item):
    """One case."""

    registry: Registry

    def __init__(self, *, name: str, parent: CaseCollector, file: CaseFile, case: Case) -> None:
        super().__init__(name, parent)
        self.file = file
        self.case = case
        for rule in case.rules or file.rules:
            self.add_marker(pytest.mark.rule(rule))
            self.extra_keyword_matches.add(rule)
            self.user_properties.append(("rule", rule))

    def runtest(self) -> None:
        """Plan the case, and compare."""
        found = differences(self.case, self.file, self.registry)
        if found:
            raise CaseFailure(found)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the case stands."""
        return self.path, self.case.line - 1, self.name

    def repr_failure(self, excinfo: ExceptionInfo[BaseException]) -> str | TerminalRepr:  # type: ignore[override]
        """Show what differs, or what could not be planned, without a traceback."""
        error = excinfo.value
        if not isinstance(error, CaseFailure | GovMattersError):
            return super().repr_failure(excinfo)
        return "\n".join(self._lines(error))

    def _lines(self, error: CaseFailure | GovMattersError) -> Iterator[str]:
        case = self.case
        where = ", ".join(filter(None, [f"{case.on}", case.region, case.at and f"at {case.at}"]))
        yield f"{self.file.file}:{case.line}: {case.name}"
        about = "matter" if self.file.matter else "bundle"
        yield f"  {about}: {self.file.matter or self.file.bundle} ({where})"
        yield from _line("facts", [f"{name} = {_shown(answer)}" for name, answer in case.facts])
        yield from _line("held", map(str, case.held))
        yield from _line("rules", case.rules or self.file.rules)
        if isinstance(error, CaseFailure):
            for difference in error.differences:
                yield from str(difference).splitlines()
        else:
            yield from str(error).splitlines()


class CaseFailure(Exception):  # noqa: N818 (a case that fails is no error of the program)
    """A case whose plan is not what it expects."""

    def __init__(self, found: tuple[Difference, ...]) -> None:
        super().__init__(found)
        self.differences = found


def _short(path: Path, config: pytest.Config) -> Path:
    """Write a path as one would type it."""
    here = config.invocation_params.dir
    return path.relative_to(here) if path.is_relative_to(here) and here == Path.cwd() else path


def _line(name: str, values: Iterable[str]) -> Iterator[str]:
    joined = ", ".join(values)
    if joined:
        yield f"  {name}: {joined}"


def _shown(answer: object) -> str:
    """Write an answer as a file of cases has it."""
    if isinstance(answer, bool):
        return str(answer).lower()
    return f"[{', '.join(sorted(answer))}]" if isinstance(answer, frozenset) else str(answer)
