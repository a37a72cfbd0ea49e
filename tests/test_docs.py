"""
What the documents show is true: examples run, commands print it, links lead somewhere.
"""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govmatters.io import load_text

ROOT = Path(__file__).parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PAGES = (*READMES, *sorted((ROOT / "docs").rglob("*.md")))

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def text_of(page: Path) -> str:
    """Read a page."""
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    """Give the fenced blocks of a page in one language."""
    return [body for found, body in _FENCE.findall(text_of(page)) if found == language]


def name_of(page: Path) -> str:
    """Name a page for a test."""
    return str(page.relative_to(ROOT))


def with_blocks(language: str) -> list[Any]:
    """Give the pages with such blocks, as parameters."""
    return [pytest.param(page, id=name_of(page)) for page in PAGES if blocks(page, language)]


@pytest.mark.parametrize("page", with_blocks("python"))
def test_python_examples_run(page: Path) -> None:
    """Each ``>>>`` of a page gives what stands below it; examples of a page build on each other."""
    source = "\n".join(blocks(page, "python"))
    examples = doctest.DocTestParser().get_doctest(source, {}, name_of(page), str(page), 0)
    said: list[str] = []
    failed = doctest.DocTestRunner(verbose=False).run(examples, out=said.append).failed

    assert examples.examples
    assert failed == 0, "".join(said)


def sessions(page: Path) -> Iterator[tuple[str, str]]:
    """Give the commands of a page, each with the output that the page shows."""
    for body in blocks(page, "console"):
        for session in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, output = session.partition("\n")
            yield command, output


def squeezed(text: str) -> list[str]:
    """Split into lines whose blanks and rules do not count."""
    lines = (" ".join(line.replace("─", " ").split()) for line in text.splitlines())
    return [line for line in lines if line]


@pytest.mark.parametrize("page", with_blocks("console"))
def test_commands_print_what_is_shown(page: Path) -> None:
    """The lines that a page shows are printed, in that order; only ``…`` stands for others."""
    for command, output in sessions(page):
        arguments = command.removeprefix("./run ").split()
        assert arguments.pop(0) == "govmatters"

        said = subprocess.run(
            [sys.executable, "-m", "govmatters", *arguments],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        wanted = [".*" if line == "…" else re.escape(line) for line in squeezed(output)]
        pattern = "\n".join(wanted).replace("\n.*\n", "\n(?:.*\n)*").removeprefix(".*\n")
        whole = "\n".join(squeezed(said.stdout))
        assert re.search(pattern, whole), f"{command} prints\n{said.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link names a file of the repository."""
    missing = [link for link in _LINK.findall(text_of(page)) if not (page.parent / link).exists()]

    assert missing == []


def test_the_example_of_the_format_loads() -> None:
    """Whoever copies the first example of the page has a registry."""
    (example, *_) = blocks(ROOT / "docs" / "format.md", "yaml")

    assert list(load_text(example).bundles) == ["newborn"]


def test_the_example_of_the_cases_holds(tmp_path: Path) -> None:
    """The case that the page shows is true of the registry that the format's page shows."""
    (tmp_path / "registry.yaml").write_text(blocks(ROOT / "docs/format.md", "yaml")[0], "utf-8")
    (tmp_path / "one.case.yaml").write_text(blocks(ROOT / "docs/cases.md", "yaml")[0], "utf-8")
    command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", f"--govmatters={tmp_path}"]

    said = subprocess.run(
        [sys.executable, *command, "-c", "/dev/null", str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "1 passed" in said.stdout, said.stdout + said.stderr
