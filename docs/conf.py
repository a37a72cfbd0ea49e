"""
How Sphinx builds the documentation: ``./run sphinx-build -n -W -b html docs docs/_build/html``.

No page is fetched from anywhere, so that the build works without a network.
"""

from __future__ import annotations

from enum import Enum
from importlib import metadata
from typing import TYPE_CHECKING

from sphinx.ext.napoleon.docstring import GoogleDocstring

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "govmatters"
author = "The govmatters authors"
project_copyright = "The govmatters authors"
release = metadata.version("govmatters")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "govmatters"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_class_signature = "separated"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
napoleon_custom_sections = [("Source", "notes_style")]
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Types of other libraries, private ones, and aliases that only annotations use.
nitpick_ignore_regex = [
    (r"py:.*", r"(datetime|dt|collections|fractions|decimal|pathlib|os|enum|typing|xml)\..*"),
    (r"py:.*", r"(networkx|nx|attr|attrs|hypothesis|st|pytest)\..*"),
    (r"py:.*", r"govmatters\.rules\.(compiled|programs|settling)\..*"),
    (r"py:.*", r"(.*\.)?(_[A-Za-z]\w*|[A-Z]|Answer|Atom|Document|Expression|Fraction|Local)"),
]


def setup(app: Sphinx) -> None:
    """Let enumerations list their values, and take docstrings as this house writes them."""
    app.connect("autodoc-process-docstring", list_values)
    GoogleDocstring._consume_returns_section = whole_section  # type: ignore[method-assign]  # noqa: SLF001
    GoogleDocstring._consume_inline_attribute = whole_docstring  # type: ignore[method-assign]  # noqa: SLF001


def list_values(
    _app: object, _what: str, _name: str, value: object, _options: object, lines: list[str]
) -> None:
    """Write the values of an enumeration below its docstring."""
    if isinstance(value, type) and issubclass(value, Enum):
        lines += ["", "Values: " + ", ".join(f"``{one.value}``" for one in value) + "."]


def whole_section(
    docstring: GoogleDocstring,
    preprocess_types: bool = False,  # noqa: ARG001, FBT001, FBT002
) -> list[tuple[str, str, list[str]]]:
    """Take a Returns section as text: what stands before a colon is no type with us."""
    lines = docstring._dedent(docstring._consume_to_next_section())  # noqa: SLF001
    return [("", "", lines)] if lines else []


def whole_docstring(docstring: GoogleDocstring) -> tuple[str, list[str]]:
    """Take the docstring of an attribute as text, for the same reason."""
    return "", docstring._dedent(docstring._consume_to_end())  # noqa: SLF001
