"""
Write the pages of the documentation that show every check: ``./run python tools/check_pages.py``.

They are made of the catalogue of the checks, of the examples in ``tests/checks``, and of what the
program says of these; a test compares them with what this makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import govmatters as gm
from govmatters.checks.catalogue import Demand, Described, Family, demands, described, families

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests" / "checks"
PAGES = ROOT / "docs" / "checks"

MADE = "<!-- Made by tools/check_pages.py: edit the catalogue or the examples, and run it. -->\n"


def main() -> None:
    """Write every page, and remove those that are none any more."""
    PAGES.mkdir(exist_ok=True)
    pages = pages_of()
    for old in PAGES.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")


def pages_of() -> dict[str, str]:
    """
    Make every page.

    Returns:
        Texts by file name: one a family, and one of what is demanded.
    """
    pages = {f"{one.id}.md": "\n".join(_family(one)) for one in families()}
    return pages | {"demands.md": "\n".join(_demands())}


def _family(family: Family) -> Iterator[str]:
    yield f"# {family.title}\n\n{MADE}\n{family.about}\n"
    for one in described().values():
        if one.family == family.id:
            yield from _check(one)


def _check(one: Described) -> Iterator[str]:
    rule = f" · rule [{one.rule}](../rules.md#{one.rule.lower()})" if one.rule is not None else ""
    served = "".join(f" · [{key}](demands.md#{key.lower()})" for key in one.demands)
    yield f"## {one.id}\n\n{one.title} **{one.severity}** · {one.title_zh}{rule}{served}\n"
    yield f"Found, with what it says:\n\n```yaml\n{example('bad', one.id)}```\n"
    yield "\n".join(f"> {finding.message}; {finding.advice}\n" for finding in _findings(one))
    yield f"Well:\n\n```yaml\n{example('good', one.id)}```\n"


def _findings(one: Described) -> tuple[gm.Finding, ...]:
    file = EXAMPLES / "bad" / f"{one.id}.yaml"
    return tuple(found for found in gm.check(gm.load(file), on=one.on) if found.check == one.id)


def example(kind: str, check: str) -> str:
    """Read an example, without the line that every file begins with."""
    text = (EXAMPLES / kind / f"{check}.yaml").read_text(encoding="utf-8")
    return text.removeprefix("format: govmatters/1\n\n")


def _demands() -> Iterator[str]:
    yield f"# What is demanded, and by what\n\n{MADE}"
    yield (
        "R01 to R21 are the law's, D01 to D10 the rules by which one city checks its data, C01 to "
        "C03 those of codes. Articles that bind everywhere come first; 推断 and 一般知识 mark "
        "those whose words were not read.\n"
    )
    for one in demands().values():
        yield from _demand(one)


def _demand(one: Demand) -> Iterator[str]:
    yield f"({one.id.lower()})=\n\n## {one.id} {one.name}\n\n{one.rule}\n"
    if one.limit:
        yield f"What a registry cannot show: {one.limit}\n"
    served = [check for check in described().values() if one.id in check.demands]
    yield "Checks: " + ", ".join(f"[{c.id}]({c.family}.md#{c.id})" for c in served) + ".\n"
    yield "| article | edition | where it was read |\n|---|---|---|"
    yield from (f"| {basis} | {basis.edition} | {_source(basis.source)} |" for basis in one.bases)
    yield ""


def _source(source: str) -> str:
    return f"<{source}>" if source.startswith("http") else source


if __name__ == "__main__":
    main()
