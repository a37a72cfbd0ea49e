"""
Files in and out: YAML and JSON of the registry's format, with every fault located.

`load` reads files and folders, `load_text` one text, `load_document` plain data; `dump` and
`dump_json` write a registry as one document. `load_cases` reads files of cases.
"""

from govmatters.io.case_reading import load_cases
from govmatters.io.cases import Case, CaseFile, Expectation, Span
from govmatters.io.dumping import dump, dump_json
from govmatters.io.loading import load, load_document, load_text

__all__ = [
    "Case",
    "CaseFile",
    "Expectation",
    "Span",
    "dump",
    "dump_json",
    "load",
    "load_cases",
    "load_document",
    "load_text",
]
