"""From a registry's bundle, a day and a region to a program (rules AP, EX-1 to EX-3, PL-1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

import attrs

from govmatters import model
from govmatters.arguments import demand, demand_if_given
from govmatters.conditions import Atom, Condition
from govmatters.model import (
    APPLICANT,
    BundleMatter,
    Finding,
    Material,
    Matter,
    Need,
    Paper,
    Severity,
    holds_on,
)
from govmatters.registry import Registry
from govmatters.rules.exemptions import exemptions_for
from govmatters.rules.programs import (
    Alternative,
    Form,
    Ground,
    Occurrence,
    OneOf,
    Program,
    Row,
    Use,
)
from govmatters.situations import FALSE, TRUE, Block, NetworkBuilder, blocks_of

__all__ = ["compile_program"]


def compile_program(
    registry: Registry,
    bundle: str,
    *,
    on: dt.date,
    region: str | None = None,
    places: Mapping[str, tuple[str, ...]] | None = None,
) -> Program:
    """
    Compile a bundle for a day and a region.

    Args:
        registry: Holds the bundle and all that it names.
        bundle: The bundle's id.
        on: The day.
        region: Code of the region where the bundle is handled; the bundle's own by default.
        places: By the matters' keys: the regions in all of which an exemption must hold
            (HR-9); of a matter that is not named, the region alone.

    Returns:
        The program: all that does not depend on facts is settled.

    Raises:
        UnknownIdError: If there is no such bundle or region.
        TypeError: If an argument is of a wrong type.
    """
    demand(registry=registry, bundle=bundle, on=on)
    demand_if_given(region=region, places=places)
    found = registry.bundle(bundle)
    where = found.region if region is None else region
    registry.geography.name(where)
    return _Compiler(registry, found, on, where, dict(places or {})).program()


@attrs.define
class _Compiler:
    """One compilation: what is known of the day, and the network as it grows."""

    registry: Registry
    bundle: model.Bundle
    on: dt.date
    region: str
    places: dict[str, tuple[str, ...]]
    matters: dict[str, Matter] = attrs.field(init=False)
    findings: list[Finding] = attrs.field(init=False, factory=list)
    build: NetworkBuilder = attrs.field(init=False)
    uses: list[Use] = attrs.field(init=False, factory=list)
    issuers: dict[Paper, tuple[int, ...]] = attrs.field(init=False, factory=dict)

    def program(self) -> Program:
        """Compile the parts in the order in which they need each other."""
        self.matters = dict(self._existing())
        self.build = NetworkBuilder(*self._inputs())
        accepted = self.build.condition(self.bundle.accepts_when)
        self.uses = [self._use(place) for place in self._places()]
        self.issuers = dict(self._issuers())
        one_ofs = tuple(self._one_ofs())
        rows = tuple(self._rows())
        own_rows = tuple(self._own_rows(accepted))
        after, form = tuple(self._after(accepted)), self._form()
        network = self.build.network()
        nodes = [*_nodes(rows, form), *_nodes(own_rows, None), accepted]
        nodes += [node for use in self.uses for node in (use.active, use.refused)]
        nodes += [node for one in one_ofs for node in (one.conflict, one.none)]
        atoms = [one for one in network.support(nodes) if not isinstance(one, str)]
        return Program(
            registry=self.registry,
            bundle=self.bundle,
            on=self.on,
            region=self.region,
            network=network,
            blocks=self._blocks(atoms),
            accepted=accepted,
            uses=tuple(self.uses),
            one_ofs=one_ofs,
            rows=rows,
            own_rows=own_rows,
            after=after,
            form=form,
            findings=tuple(self.findings),
        )

    def _existing(self) -> Iterator[tuple[str, Matter]]:
        """AP-3: a matter outside its days does not apply."""
        for place in self.bundle.matters:
            matter = self.registry.matter_on(place.matter, self.on)
            if matter is not None:
                yield place.key, matter
            else:
                self.findings.append(
                    Finding(
                        check="matter-outside-its-days",
                        severity=Severity.WARNING,
                        subject=f"bundle {self.bundle.id}",
                        message=f"matter {place.matter!r} does not exist on {self.on}",
                        advice="end its place in the bundle, or mend since/until",
                        place=self.registry.origins.get(("matter", place.matter)),
                        basis="AP-3",
                    )
                )

    def _places(self) -> list[BundleMatter]:
        places = [place for place in self.bundle.matters if place.key in self.matters]
        return sorted(places, key=lambda place: place.key)

    def _inputs(self) -> tuple[list[Atom | str], dict[Atom, bool]]:
        """Find the atoms that are open, those that are settled, and the papers one may hold."""
        atoms = [atom for condition in self._conditions() for atom in condition.atoms]
        known: dict[Atom, bool] = {}
        given, regions = dict(self.bundle.given), self.registry.geography
        for block in self._blocks(atoms):
            if block.question in given:
                answer = given[block.question]
                known.update({atom: atom.value(answer, regions) for atom in block.atoms})
            else:
                columns = zip(block.atoms, zip(*block.truths, strict=True), strict=True)
                known.update({a: truths[0] for a, truths in columns if len(set(truths)) == 1})
        inputs: dict[Atom | str, None] = dict.fromkeys(a for a in atoms if a not in known)
        issued = {
            str(self._mapped(output.paper, place))
            for place in self._places()
            for output in self.matters[place.key].outputs or ()
        }
        return [*inputs, *sorted(issued)], known

    def _blocks(self, atoms: Iterable[Atom]) -> tuple[Block, ...]:
        questions, regions = self.registry.questions, self.registry.geography
        return blocks_of(atoms, questions=questions, regions=regions)

    def _conditions(self) -> Iterator[Condition]:
        """Every condition that may matter; some may turn out not to."""
        types: set[str] = set()
        rows = list(self.bundle.materials)
        found: list[Condition | None] = [self.bundle.accepts_when]
        for place in self._places():
            found += [place.when, self.matters[place.key].accepts_when]
            rows += self.matters[place.key].materials or ()
        for row in rows:
            found += [row.when, *(one.when for one in row.alternatives)]
            types.update(paper.type for one in row.alternatives for paper in one.papers)
        types.update([self.bundle.form.type] if self.bundle.form else [])
        by_type = self.registry.exemptions_by_type
        found += [e.when for kind in sorted(types) for e in by_type.get(kind, ())]
        yield from (condition for condition in found if condition is not None)

    def _use(self, place: BundleMatter) -> Use:
        matter, build = self.matters[place.key], self.build
        applies = build.condition(place.when)
        accepts = build.condition(matter.accepts_when)
        return Use(
            key=place.key,
            matter=matter,
            applies=applies,
            active=build.all([applies, accepts]),
            refused=build.all([applies, build.inverse(accepts)]),
            subjects=_subjects(matter, place),
        )

    def _mapped(self, paper: Paper, place: BundleMatter) -> Paper:
        """PL-1: the paper in the bundle's roles."""
        return Paper(paper.type, dict(place.roles).get(paper.subject, paper.subject))

    def _issuers(self) -> Iterator[tuple[Paper, tuple[int, ...]]]:
        """For each shared paper the places that issue it."""
        found: dict[Paper, dict[int, None]] = {}
        for number, use in enumerate(self.uses):
            roles = dict(use.subjects)
            for output in use.matter.outputs or ():
                kind, subject = output.paper.type, output.paper.subject
                if self.registry.material_types[kind].shared and use.active != FALSE:
                    paper = Paper(kind, roles.get(subject, subject))
                    found.setdefault(paper, {})[number] = None
        yield from ((paper, tuple(numbers)) for paper, numbers in found.items())

    def _one_ofs(self) -> Iterator[OneOf]:
        numbers = {use.key: number for number, use in enumerate(self.uses)}
        for entry in self.bundle.entries:
            if isinstance(entry, model.OneOf):
                uses = sorted(numbers[p.key] for p in entry.one_of if p.key in numbers)
                nodes = [self.uses[number].applies for number in uses]
                pairs = [self.build.all(pair) for pair in combinations(nodes, 2)]
                none = self.build.inverse(self.build.any(nodes))
                yield OneOf(
                    uses=tuple(uses),
                    conflict=self.build.any(pairs),
                    none=FALSE if entry.none_allowed else none,
                )

    def _rows(self) -> Iterator[Row]:
        for number, use in enumerate(self.uses):
            listed = self.registry.matter(use.matter.id).materials or ()
            for place, material in enumerate(listed, start=1):
                if holds_on(self.on, since=material.since, until=material.until):
                    yield from self._row(number, place, material, use.active)

    def _own_rows(self, accepted: int) -> Iterator[Row]:
        """RD-6: the bundle's own rows exist while the bundle is not refused."""
        for place, material in enumerate(self.bundle.materials, start=1):
            if holds_on(self.on, since=material.since, until=material.until):
                yield from self._row(None, place, material, accepted)

    def _row(self, use: int | None, place: int, material: Material, active: int) -> Iterator[Row]:
        asked = self.build.all([active, self.build.condition(material.when)])
        if active == FALSE:
            return
        alternatives = [
            Alternative(
                position=position,
                open=self.build.condition(alternative.when),
                condition=str(alternative.when) if alternative.when else None,
                occurrences=tuple(self._occurrence(use, one) for one in alternative.papers),
            )
            for position, alternative in enumerate(material.alternatives, start=1)
        ]
        met = self.build.any([alternative.open for alternative in alternatives])
        counts = material.need is not Need.OPTIONAL
        yield Row(
            use=use,
            place=place,
            material=material,
            active=active,
            asked=asked,
            unmet=self.build.all([asked, self.build.inverse(met)]) if counts else FALSE,
            alternatives=tuple(alternatives),
        )

    def _occurrence(self, number: int | None, paper: Paper) -> Occurrence:
        use = None if number is None else self.uses[number]
        roles = dict(use.subjects) if use else {}
        mapped = Paper(paper.type, roles.get(paper.subject, paper.subject))
        shared = self.registry.material_types[paper.type].shared
        issuers = self.issuers.get(mapped, ()) if shared else ()
        issuers = tuple(other for other in issuers if other != number)
        return Occurrence(
            paper=mapped,
            owner=None if shared else number,
            grounds=self._grounds(use, paper.type, {paper.subject}, TRUE),
            issuers=issuers,
            held=self.build.input(str(mapped)) if issuers else FALSE,
        )

    def _grounds(
        self, use: Use | None, kind: str, subjects: set[str], active: int
    ) -> tuple[Ground, ...]:
        """What may spare a paper of a type in a place, while the place is active."""
        found = exemptions_for(
            self.registry,
            kind,
            matter=use.matter if use else None,
            subjects=subjects,
            regions=self.places.get(use.key if use else "", (self.region,)),
            on=self.on,
        )
        grounds = [
            Ground(e.id, e.by, self.build.all([active, self.build.condition(e.when)]))
            for e in found
        ]
        return tuple(ground for ground in grounds if ground.node != FALSE)

    def _after(self, accepted: int) -> Iterator[tuple[int, int, int]]:
        numbers = {use.key: number for number, use in enumerate(self.uses)}
        for waiting, awaited in sorted(set(self.bundle.after)):
            if waiting in numbers and awaited in numbers:
                one, other = numbers[waiting], numbers[awaited]
                nodes = [self.uses[one].active, self.uses[other].active, accepted]
                yield one, other, self.build.all(nodes)

    def _form(self) -> Form | None:
        """PL-3: the bundle's form, and what may spare it in any applying matter."""
        form = self.bundle.form
        if form is None:
            return None
        grounds = [
            ground
            for use in self.uses
            for ground in self._grounds(
                use,
                form.type,
                {role for role, mapped in use.subjects if mapped == APPLICANT},
                use.active,
            )
        ]
        return Form(
            paper=Paper(form.type),
            replaces=frozenset(form.replaces),
            grounds=tuple(dict.fromkeys(grounds)),
        )


def _subjects(matter: Matter, place: BundleMatter) -> tuple[tuple[str, str], ...]:
    """Each role of the matter with the bundle's; roles of papers count even if undeclared."""
    papers = [p for row in matter.materials or () for one in row.alternatives for p in one.papers]
    papers += [output.paper for output in matter.outputs or ()]
    mapped = dict(place.roles)
    roles = {APPLICANT, *(matter.roles or ()), *mapped, *(paper.subject for paper in papers)}
    return tuple((role, mapped.get(role, role)) for role in sorted(roles))


def _nodes(rows: Iterable[Row], form: Form | None) -> Iterator[int]:
    """Every node that rows and the form look at."""
    for row in rows:
        yield from (row.active, row.asked, row.unmet)
        for alternative in row.alternatives:
            yield alternative.open
            for occurrence in alternative.occurrences:
                yield from (ground.node for ground in occurrence.grounds)
    yield from (ground.node for ground in (form.grounds if form else ()))
