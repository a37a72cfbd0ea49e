"""
The pytest plugin for files of cases: ``pytest --govmatters[=REGISTRY]``.

pytest imports this module in every run of everybody who has govmatters installed, so it imports
nothing but pytest until it is asked for; what it does then stands in `collecting`.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

__all__ = ["pytest_addhooks", "pytest_addoption", "pytest_configure"]

_OPTION = "--govmatters"


class Hooks:
    """The hooks that a ``conftest.py`` may implement."""

    @pytest.hookspec(firstresult=True)
    def pytest_govmatters_registry(self, file_path: Path) -> Path | None:
        """
        Say which registry a file of cases is about.

        Args:
            file_path: A file of cases below the folder of the ``conftest.py``.

        Returns:
            A file or a folder; None for the registry that ``--govmatters`` names.
        """


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Make `Hooks` known."""
    pluginmanager.add_hookspecs(Hooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    """
    Add the options.

    ``--govmatters`` by itself takes the packaged registry. On the command line,
    ``--govmatters PATH`` names a registry whose cases are collected, or, if there is no
    registry at the path, only what is collected; ``--govmatters=PATH`` names a registry and
    leaves what is collected as it is.
    """
    group = parser.getgroup("govmatters", "executable rules of govmatters")
    group.addoption(
        _OPTION,
        nargs="?",
        const="",
        metavar="REGISTRY",
        help="collect *.case.yaml files, about this registry, which is a file or a folder "
        "(default: the packaged one)",
    )
    group.addoption(
        "--govmatters-rule",
        action="append",
        default=[],
        metavar="RULE",
        help="run only the cases and tests that state this rule, such as PL-3; may be repeated",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Load what collects cases, if it is asked for."""
    config.addinivalue_line("markers", "rule(id): number of the rule that the test states")
    value, rules = config.getoption(_OPTION), config.getoption("--govmatters-rule")
    if value is None and not rules:
        return
    from govmatters.testing import collecting  # noqa: PLC0415 (who does not ask shall not wait)

    config.pluginmanager.register(collecting, "govmatters-cases")
    if value:
        collecting.take(config, value, is_positional=_is_apart(config, value))


def _is_apart(config: pytest.Config, value: str) -> bool:
    """Whether option and value are two words of the command line, as for a flag and a path."""
    return (_OPTION, value) in pairwise(config.invocation_params.args)
