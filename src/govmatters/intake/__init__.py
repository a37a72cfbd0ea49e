"""
Records of portals to the registry's format, with an account of everything that was guessed.

`import_portal` reads single matters (事项办事指南) and one-thing guides (“一件事”办事指南);
`files_of` writes what they became, and the report of how.
"""

from govmatters.intake.account import Certainty, Note, Outcome, RowNote
from govmatters.intake.assembly import Portal
from govmatters.intake.importing import Import, RecordAccount, import_portal
from govmatters.intake.mappings import (
    AnalystMapping,
    MappedQuestion,
    MappedRow,
    MappedType,
    load_mapping,
)
from govmatters.intake.writing import files_of, write_import

__all__ = [
    "AnalystMapping",
    "Certainty",
    "Import",
    "MappedQuestion",
    "MappedRow",
    "MappedType",
    "Note",
    "Outcome",
    "Portal",
    "RecordAccount",
    "RowNote",
    "files_of",
    "import_portal",
    "load_mapping",
    "write_import",
]
