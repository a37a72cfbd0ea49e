"""Printed rows to rows of the format: papers, conditions, and marks of free submission."""

from __future__ import annotations

import json
import re
from typing import Any

import attrs

from govmatters.intake.account import Account, Note, Outcome, RowNote
from govmatters.intake.conditions import condition_in, is_shared_data, title_parts
from govmatters.intake.dictionary import Dictionary
from govmatters.intake.mappings import AnalystMapping, MappedRow
from govmatters.intake.resolving import Meaning, Reader
from govmatters.intake.rows import PrintedRow
from govmatters.model import Mechanism, Need, Paper
from govmatters.names import is_nothing

__all__ = ["ReadRow", "needs_of", "read_row"]

_NOT_PLAIN = re.compile(r"[\[\]{},:#'\"\\]|^[-&*!|>%@`?=~]")
"""What YAML takes for more than text, inside brackets."""
_STANDARD_CODE = re.compile(r"[LTEO][0-9A-Z]{4,40}")


@attrs.frozen(kw_only=True)
class ReadRow:
    """
    A row that has been read.

    Attributes:
        printed: As printed.
        meaning: What its title means; None if a mapping says what it needs.
        fields: The row in the format, without `when`.
        condition: The text of the condition under which it is wanted; None: always.
        spared: (mechanism, papers) of its mark of free submission; None: no mark.
    """

    printed: PrintedRow
    meaning: Meaning | None
    fields: dict[str, Any]
    condition: str | None = None
    spared: tuple[Mechanism, tuple[Paper, ...]] | None = None

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper that the row may take, once, in order."""
        if self.meaning is not None:
            return self.meaning.papers
        return MappedRow(needs=self.fields["needs"]).papers


def read_row(
    row: PrintedRow, reader: Reader, mapping: AnalystMapping, account: Account
) -> ReadRow | None:
    """
    Read a row.

    Args:
        row: As printed.
        reader: Knows papers.
        mapping: What the analyst says.
        account: Gets the notes.

    Returns:
        The row; None if it asks for no paper.
    """
    mapped = mapping.rows.get(row.key)
    if mapped is not None:
        return _mapped(row, mapped, reader.known, account)
    if not row.title or is_nothing(row.title):
        rule = "no-material" if row.title else "row-that-is-none"
        account.note(row.title_path, Outcome.LEFT_OUT, rule=rule, value=row.title)
        account.rows.append(RowNote(row.path, row.key, row.title, Outcome.LEFT_OUT, "", (rule,)))
        return None
    parts = title_parts(row.title)
    meaning = reader.meaning(parts.paper, _code(row, account))
    condition = _condition(row, parts.condition, account)
    fields = _fields(row, needs_of(meaning))
    _note_title(row, meaning, parts.condition, account)
    return ReadRow(
        printed=row,
        meaning=meaning,
        fields=fields,
        condition=condition,
        spared=_spared(row, meaning, account),
    )


def _mapped(
    row: PrintedRow, mapped: MappedRow, known: Dictionary, account: Account
) -> ReadRow | None:
    """Take a row as the mapping says."""
    rules = ("mapped-row",)
    account.note(row.title_path, Outcome.MAPPED, became="needs", rule="mapped-row", value=row.title)
    if mapped.skip:
        account.rows.append(RowNote(row.path, row.key, row.title, Outcome.MAPPED, "", rules))
        return None
    fields = _fields(row, mapped.needs)
    fields |= {} if mapped.need is None else {"need": str(mapped.need)}
    fields |= {} if mapped.when is None else {"when": mapped.when}
    note = RowNote(row.path, row.key, row.title, Outcome.MAPPED, _flow(mapped.needs), rules)
    account.rows.append(note)
    spared = _spared_of_mapped(row, mapped, known, account)
    return ReadRow(printed=row, meaning=None, fields=fields, spared=spared)


def _spared_of_mapped(
    row: PrintedRow, mapped: MappedRow, known: Dictionary, account: Account
) -> tuple[Mechanism, tuple[Paper, ...]] | None:
    """Tell which papers of a mapped row its mark spares: the only one, or those with e-licence."""
    if row.spared_by is None:
        return None
    papers = tuple(dict.fromkeys(mapped.papers))
    spared = papers if len(papers) == 1 else tuple(p for p in papers if _has_elicence(p, known))
    noted = account.notes.get(row.mark_path)
    if noted is not None:
        account.notes[row.mark_path] = _mark_of_mapped(noted, row.spared_by, papers, spared)
    return (row.spared_by, spared) if spared else None


def _has_elicence(paper: Paper, known: Dictionary) -> bool:
    entry = known.entries.get(paper.type)
    return entry is not None and entry.has_elicence


def _mark_of_mapped(
    noted: Note, mechanism: Mechanism, papers: tuple[Paper, ...], spared: tuple[Paper, ...]
) -> Note:
    """Say of which papers of a mapped row its mark is taken, and of which it is not."""
    if not spared:
        return attrs.evolve(noted, outcome=Outcome.LEFT_OUT, became="", rule="mark-of-several")
    rule = "marked-paper" if len(papers) == 1 else "marked-elicences"
    became = f"exemption by {mechanism} of {', '.join(map(str, spared))}"
    others = ", ".join(str(paper) for paper in papers if paper not in spared)
    became += f"; not of {others}" if others else ""
    return attrs.evolve(noted, outcome=Outcome.GUESSED, became=became, rule=noted.rule or rule)


def _code(row: PrintedRow, account: Account) -> str | None:
    """Take the standard code, if it is one."""
    if row.code is None:
        return None
    if not _STANDARD_CODE.fullmatch(row.code):
        account.note(row.code_path, Outcome.LEFT_OUT, rule="broken-code", value=row.code)
        return None
    account.note(row.code_path, Outcome.AS_IS, became="material_types.codes", value=row.code)
    if row.standard is not None:
        path, name = row.standard
        account.note(path, Outcome.AS_IS, became="material_types.name", value=name)
    return row.code


def needs_of(meaning: Meaning) -> Any:  # noqa: ANN401 (what the format writes)
    """Write what meets a row as the format does."""
    written = [_together(papers) for papers in meaning.alternatives]
    alone = len(written) == 1 and isinstance(written[0], str)
    return written[0] if alone else {"any_of": written}


def _together(papers: tuple[Paper, ...]) -> Any:  # noqa: ANN401
    texts = [str(paper) for paper in papers]
    return texts[0] if len(texts) == 1 else {"all_of": texts}


def _flow(needs: object) -> str:
    """Write what a row needs in one line of the format, as a mapping may take it."""
    if isinstance(needs, dict):
        return f"{{{', '.join(f'{key}: {_flow(part)}' for key, part in needs.items())}}}"
    if isinstance(needs, list):
        return f"[{', '.join(map(_flow, needs))}]"
    text = str(needs)
    return json.dumps(text, ensure_ascii=False) if _NOT_PLAIN.search(text) else text


def _fields(row: PrintedRow, needs: object) -> dict[str, Any]:
    """Write a row but its condition; what has its default is left out."""
    fields: dict[str, Any] = {"name": row.title, "needs": needs}
    fields |= {} if row.need in {None, Need.REQUIRED} else {"need": str(row.need)}
    fields |= {} if row.copies in {None, 1} else {"copies": row.copies}
    fields |= {} if row.copy is None else {"copy": str(row.copy)}
    fields |= {} if row.medium is None else {"medium": str(row.medium)}
    fields |= {} if row.basis is None else {"basis": row.basis}
    return fields


def _condition(row: PrintedRow, in_title: str | None, account: Account) -> str | None:
    """Put together what says when a row is wanted."""
    stated = [] if in_title is None else [in_title]
    for path, text in row.texts:
        found = condition_in(text)
        if is_shared_data(text):
            account.note(
                path, Outcome.GUESSED, became="exemption by data", rule="shared-by-text", value=text
            )
        elif found is None:
            account.note(path, Outcome.LEFT_OUT, rule="prose", value=text)
        else:
            stated.append(found)
            rule = "condition-in-text"
            account.note(path, Outcome.GUESSED, became="when", rule=rule, value=text)
    if not stated and row.is_conditional:
        return f"{row.title}（条件未写明）"
    return "；".join(dict.fromkeys(stated)) or None


def _note_title(row: PrintedRow, meaning: Meaning, condition: str | None, account: Account) -> None:
    rules = meaning.rules if condition is None else ("condition-in-title", *meaning.rules)
    if (
        condition is None
        and row.is_conditional
        and not any(condition_in(text) for _, text in row.texts)
    ):
        rules = (*rules, "conditional-without-text")
    outcome = meaning.outcome
    if condition is not None and outcome is not Outcome.UNRESOLVED:
        outcome = Outcome.GUESSED
    needs = _flow(needs_of(meaning))
    account.rows.append(RowNote(row.path, row.key, row.title, outcome, needs, rules))
    # The field itself is taken as printed: it stays the row's name.
    of_field = Outcome.AS_IS if outcome is Outcome.UNRESOLVED and not rules else outcome
    if of_field is Outcome.UNRESOLVED:
        of_field = Outcome.GUESSED
    account.note(
        row.title_path, of_field, became=needs, rule=rules[0] if rules else "", value=row.title
    )


def _spared(
    row: PrintedRow, meaning: Meaning, account: Account
) -> tuple[Mechanism, tuple[Paper, ...]] | None:
    """Tell which papers a mark of free submission spares."""
    if row.spared_by is None:
        shared = any(is_shared_data(text) for _, text in row.texts)
        return (Mechanism.DATA, meaning.papers) if shared else None
    if meaning.coded:
        return row.spared_by, meaning.coded
    papers = meaning.papers
    rule = "marked-paper" if len(papers) == 1 else "marked-licences"
    noted = account.notes.get(row.mark_path)
    if noted is not None:
        became = f"exemption by {row.spared_by} of {', '.join(map(str, papers))}"
        account.notes[row.mark_path] = attrs.evolve(
            noted, outcome=Outcome.GUESSED, became=became, rule=noted.rule or rule
        )
    return row.spared_by, papers
