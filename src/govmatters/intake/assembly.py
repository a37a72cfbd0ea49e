"""Drafts to one document of the format: papers read, matters, exemptions, questions, bundles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

import attrs

from govmatters.codes.regions import Regions
from govmatters.intake.account import Account, Outcome
from govmatters.intake.authorities import province_of
from govmatters.intake.dictionary import Dictionary
from govmatters.intake.drafts import Draft
from govmatters.intake.mappings import AnalystMapping
from govmatters.intake.marks import exemptions_of, listed
from govmatters.intake.names import id_of
from govmatters.intake.papers import ReadRow, read_row
from govmatters.intake.placing import region_of
from govmatters.intake.resolving import Reader
from govmatters.intake.type_notes import note_type
from govmatters.intake.types import Sighting, types_of
from govmatters.model import APPLICANT, Mechanism, Paper
from govmatters.names import normalised

__all__ = ["Assembly", "Portal", "assembled"]

_NOT_IN_QUESTIONS = re.compile(r"\W+")


@attrs.frozen(kw_only=True)
class Portal:
    """
    Where the records come from.

    Attributes:
        source: Id of the source that every record names.
        publisher: Who published them.
        url: Where.
        retrieved: The day on which they were read.
        place: The word under which standard codes are kept, such as ``"hunan"``.
        region: Code of the region of what names none itself.
    """

    source: str = "portal"
    publisher: str | None = None
    url: str | None = None
    retrieved: dt.date | None = None
    place: str = "portal"
    region: str | None = None


@attrs.define
class Assembly:
    """
    A document on its way.

    Attributes:
        portal: Where the records come from.
        known: The papers that are known.
        reader: Reads titles.
        mapping: What the analyst says.
        regions: The regions there are.
        matters: In the format, by id.
        bundles: In the format, by id.
        authorities: In the format, by id.
        questions: In the format, by id.
        exemptions: In the format.
        sightings: Where papers are named.
        seen: (account, row, papers) of each row, to note what its papers' types do not take.
    """

    portal: Portal
    known: Dictionary
    reader: Reader
    mapping: AnalystMapping
    regions: Regions
    matters: dict[str, Any] = attrs.field(factory=dict)
    bundles: dict[str, Any] = attrs.field(factory=dict)
    authorities: dict[str, Any] = attrs.field(factory=dict)
    questions: dict[str, Any] = attrs.field(factory=dict)
    exemptions: list[dict[str, Any]] = attrs.field(factory=list)
    sightings: list[Sighting] = attrs.field(factory=list)
    seen: list[tuple[Account, ReadRow]] = attrs.field(factory=list)

    def document(self) -> dict[str, Any]:
        """Write everything as one document of the format."""
        portal = self.portal
        described = {
            "publisher": portal.publisher,
            "url": portal.url,
            "retrieved": portal.retrieved,
        }
        source = {key: value for key, value in described.items() if value is not None}
        types = types_of(self.sightings, self.known, place=portal.place, source=portal.source)
        for account, row in self.seen:
            note_type(account, row, types, self.known)
        collections = {
            "sources": {portal.source: {**source, "confidence": "sourced"}},
            "authorities": dict(sorted(self.authorities.items())),
            "material_types": types,
            "questions": self.questions,
            "matters": self.matters,
            "exemptions": self.exemptions,
            "bundles": self.bundles,
        }
        return {name: records for name, records in collections.items() if records}

    def add(self, draft: Draft) -> None:
        """Add what a draft becomes."""
        region = region_of(draft, self.mapping, self.regions) or self.portal.region
        rows = [read_row(row, self.reader, self.mapping, draft.account) for row in draft.rows]
        read = [(place, row) for place, row in enumerate(rows, start=1) if row is not None]
        asked: dict[str, str] = {}
        fields = {**draft.fields, **self._place(draft, region)}
        fields["materials"] = [self._row(draft, place, row, asked) for place, row in read]
        fields["outputs"] = self._outputs(draft, draft.results)
        roles = _roles(paper for _, row in read for paper in row.papers)
        fields |= {"roles": roles} if roles else {}
        self.matters[draft.id] = _without_nothing(fields) | {"source": self.portal.source}
        if not read and not draft.rows:
            del self.matters[draft.id]["materials"]
        for _, row in read:
            self._see(row, region)
            self.seen.append((draft.account, row))
        limits = {} if region is None else {"in": [region]}
        self.exemptions.extend(
            {**one, **limits, "matters": [draft.id], "source": self.portal.source}
            for one in exemptions_of(draft.id, [row for _, row in read])
        )
        self._bundle(draft, region, [row for _, row in read])

    def _place(self, draft: Draft, region: str | None) -> dict[str, str]:
        """Name the authority, and the region where the authority's own is not the matter's."""
        if draft.authority is None:
            return {} if region is None else {"region": region}
        key = id_of(draft.authority)
        record = {"name": draft.authority} | ({} if region is None else {"region": region})
        known = self.authorities.setdefault(key, {**record, "source": self.portal.source})
        same = known.get("region") == region
        return {"authority": key} | ({} if same or region is None else {"region": region})

    def _row(self, draft: Draft, place: int, row: ReadRow, asked: dict[str, str]) -> dict[str, Any]:
        """Write a row; its condition becomes a question, one for the same text of a matter."""
        if row.condition is None:
            return row.fields
        made = asked.get(row.condition)
        if made is None:
            plain = _NOT_IN_QUESTIONS.sub("_", f"c_{draft.id}_{place:02d}")
            mapped = self.mapping.questions.get(plain)
            made = (mapped.id if mapped else None) or plain
            words = (mapped.ask if mapped else None) or f"是否属于需要提供的情形：{row.condition}"
            self.questions.setdefault(
                made,
                {
                    "ask": words,
                    "type": "boolean",
                    "source": self.portal.source,
                    "confidence": "inferred",
                },
            )
            asked[row.condition] = made
        fields = {key: part for key, part in row.fields.items() if key != "need"}
        need = row.fields.get("need")
        kept = {} if need in {None, "optional"} else {"need": need}
        return fields | kept | {"when": made, "confidence": "inferred"}

    def _outputs(self, draft: Draft, results: list[tuple[str, str]]) -> list[str]:
        """Read what a matter issues: a known paper, or one under its printed name."""
        found: list[str] = []
        for path, name in results:
            if normalised(name) in self.reader.words.no_result:
                draft.account.note(path, Outcome.LEFT_OUT, rule="no-result", value=name)
                continue
            meaning = self.reader.meaning(name, None)
            papers = meaning.papers if len(meaning.alternatives) == 1 else ()
            papers = papers or (Paper(id_of(normalised(name))),)
            told = meaning.outcome
            rule = meaning.rules[0] if meaning.rules else ""
            if told is Outcome.UNRESOLVED:
                told, rule = Outcome.GUESSED, "result-as-printed"
            became = f"outputs: {', '.join(map(str, papers))}"
            draft.account.note(path, told, became=became, rule=rule, value=name)
            for paper in papers:
                self.sightings.append(Sighting(paper=paper, name=_name(paper, normalised(name))))
            found.extend(str(paper) for paper in papers)
        return list(dict.fromkeys(found))

    def _see(self, row: ReadRow, region: str | None) -> None:
        """Keep what a row says of its papers."""
        printed = row.printed
        spared = row.spared[1] if row.spared and row.spared[0] is Mechanism.LICENCE else ()
        province = "" if region is None else province_of(region, self.regions)
        papers = row.papers
        name = "" if row.meaning is None else normalised(printed.title)
        for paper in papers:
            self.sightings.append(
                Sighting(
                    paper=paper,
                    name=_name(paper, name) if len(papers) == 1 else None,
                    kind=printed.kind if len(papers) == 1 else None,
                    issued_by=printed.issued_by if len(papers) == 1 else None,
                    licence_in=province if paper in spared else None,
                )
            )

    def _bundle(self, draft: Draft, region: str | None, rows: list[ReadRow]) -> None:
        """Write the bundle of a one-thing guide, and the matters that it links."""
        if draft.bundle is None:
            return
        places = [draft.id]
        for linked in draft.linked:
            key = linked.id
            fields = {**linked.fields, "outputs": self._outputs(draft, linked.results)}
            where = {} if region is None else {"region": region}
            self.matters[key] = _without_nothing(fields) | where | {"source": self.portal.source}
            places.append(key)
        lead = {} if draft.authority is None else {"lead": id_of(draft.authority)}
        published = {"published": {**draft.bundle.get("published", {}), "list": listed(rows)}}
        self.bundles[f"{draft.id}-bundle"] = {
            **draft.bundle,
            **(published if rows else {}),
            **({} if region is None else {"region": region}),
            **lead,
            "matters": places,
            "source": self.portal.source,
            "confidence": "inferred",
        }


def _roles(papers: Iterable[Paper]) -> list[str]:
    subjects = dict.fromkeys(paper.subject for paper in papers)
    return [role for role in subjects if role != APPLICANT]


def _name(paper: Paper, name: str) -> str | None:
    """Take a printed name as a type's own name, or as another of its names."""
    return name or None if id_of(name or "-") == paper.type else None


def _without_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out empty outputs: a matter that issues nothing says nothing of it."""
    return {key: value for key, value in fields.items() if not (key == "outputs" and not value)}


def assembled(assembly: Assembly, drafts: Iterable[Draft]) -> dict[str, Any]:
    """
    Put drafts together.

    Args:
        assembly: Empty.
        drafts: In the order of their records; ids are distinct.

    Returns:
        One document of the format, without its `format`.
    """
    for draft in drafts:
        assembly.add(draft)
    return assembly.document()
