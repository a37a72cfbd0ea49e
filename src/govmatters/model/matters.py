"""Matters (政务服务事项), and the catalogue items that they inherit from."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from govmatters.conditions import Condition
from govmatters.model.guides import Guide
from govmatters.model.materials import Material
from govmatters.model.matter_codes import MatterCodes
from govmatters.model.papers import Paper
from govmatters.model.provenance import Confidence

__all__ = [
    "Audience",
    "Commitment",
    "Delivery",
    "Level",
    "Matter",
    "MatterType",
    "Mode",
    "OnlineDepth",
    "Output",
    "PlaceByLaw",
    "Presence",
    "PresenceRequired",
    "Scope",
]


class MatterType(StrEnum):
    """What kind of power or service a matter is (事项类型)."""

    LICENCE = "licence"
    PENALTY = "penalty"
    COERCION = "coercion"
    COLLECTION = "collection"
    BENEFIT = "benefit"
    INSPECTION = "inspection"
    CONFIRMATION = "confirmation"
    REWARD = "reward"
    ADJUDICATION = "adjudication"
    OTHER_POWER = "other_power"
    PUBLIC_SERVICE = "public_service"
    INTERNAL = "internal"


class Level(StrEnum):
    """At which level of government a matter is handled (行使层级), from the top down."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class Audience(StrEnum):
    """Whom a matter or a bundle is for (服务对象)."""

    PERSON = "person"
    ENTERPRISE = "enterprise"
    ORGANISATION = "organisation"


class OnlineDepth(StrEnum):
    """How far a matter goes online (网办深度 I–IV), from least to most."""

    NONE = "none"
    CONSULT = "consult"
    APPLY = "apply"
    ACCEPT = "accept"
    FULL = "full"


class Scope(StrEnum):
    """How far away a matter may be handled (通办范围), from least to most."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"


class Mode(StrEnum):
    """How a matter is handled elsewhere (通办方式)."""

    FULL_ONLINE = "full_online"
    ANYWHERE = "anywhere"
    MULTI_PLACE = "multi_place"
    PROXY_COLLECT = "proxy_collect"


class Delivery(StrEnum):
    """How a benefit reaches whom it is for (惠企利民政策兑现方式: 免申即享, 即申即享, 承诺兑现)."""

    NO_APPLICATION = "no_application"
    INSTANT = "instant"
    PROMISE = "promise"


class PresenceRequired(StrEnum):
    """Who must come: nobody, somebody, or the applicant in person."""

    NONE = "none"
    ON_SITE = "on_site"
    IN_PERSON = "in_person"


@attrs.frozen(kw_only=True)
class Presence:
    """Who must come, and by which law."""

    required: PresenceRequired
    basis: str | None = None


@attrs.frozen(kw_only=True)
class PlaceByLaw:
    """How far the law lets the applicant choose the place (HR-5), and which law."""

    scope: Scope
    basis: str | None = None


@attrs.frozen(kw_only=True)
class Commitment:
    """
    Whether a paper may be replaced by a commitment (告知承诺, EX-3).

    Attributes:
        allowed: False excludes the matter. Applicants who are barred from committing are
            a question in the `when` of the exemption.
        basis: By which law.
    """

    allowed: bool
    basis: str | None = None


@attrs.frozen(kw_only=True)
class Output:
    """A paper that a matter issues (办理结果), and the days on which it does."""

    paper: Paper
    since: dt.date | None = None
    until: dt.date | None = None


@attrs.frozen(kw_only=True)
class Matter:
    """
    What one authority handles in one region; or, in the catalogue, what many do alike.

    A field that is None is not stated: it is inherited from ``of``, else unknown. Nothing
    unknown is ever taken for zero or for false.

    Attributes:
        id: Unique among matters; of a catalogue item, its basic code (基本编码).
        name: Its Chinese name.
        of: Id of the catalogue item that it inherits from (AP-4).
        authority: Id of the authority that handles it.
        region: Code of its region; the authority's if not stated.
        codes: By which codes others know it.
        type: What kind of power or service.
        levels: At which levels of government it is handled (行使层级).
        laws: Titles of the laws that it rests on (设定依据).
        audience: Whom it is for.
        accepts_when: Handling condition (受理条件, AP-5).
        statutory_working_days: What the law allows, at least 0.
        promised_working_days: What the authority promises, at least 0; 0 is on the spot.
        trips: How often the applicant comes, at least 0; of an internal matter 0 is 一次不跑,
            1 is 只跑一次.
        steps: Its steps (环节), at least 0.
        online: How far it goes online.
        scope: How far away it may be handled.
        modes: In which modes it may be handled elsewhere.
        presence: Who must come.
        competent: Id of the question whose answer is the competent region.
        also_acts_in: Ids of questions that name further regions to act in (HR-7).
        place_by_law: How far the law lets the applicant choose the place (HR-5).
        commitment: Whether a commitment may replace a paper (EX-3).
        secret: Whether it is secret (HR-3).
        high_frequency: Whether it is asked for often (高频).
        window: Which desk takes it; the same name is the same desk.
        in_hall: Whether it has come into the hall of services (是否进驻政务大厅).
        delivery: How a benefit reaches whom it is for.
        assisted: Whether somebody handles it for the applicant (帮办代办).
        self_service: Whether a terminal handles it (自助终端).
        reachable_at: At which of city, county, township and village an applicant can reach
            it (就近办).
        eseal: Whether what it issues can bear an electronic seal (电子印章).
        roles: Its subjects besides ``applicant``.
        materials: Its list, in official order.
        outputs: What it issues.
        guide: What its guide says beside all this.
        since: The first day on which it exists.
        until: The last day on which it exists.
        source: Id of the source.
        confidence: How sure the record is.
    """

    id: str
    name: str
    of: str | None = None
    authority: str | None = None
    region: str | None = None
    codes: MatterCodes | None = None
    type: MatterType | None = None
    levels: tuple[Level, ...] | None = None
    laws: tuple[str, ...] | None = None
    audience: tuple[Audience, ...] | None = None
    accepts_when: Condition | None = None
    statutory_working_days: int | None = None
    promised_working_days: int | None = None
    trips: int | None = None
    steps: int | None = None
    online: OnlineDepth | None = None
    scope: Scope | None = None
    modes: tuple[Mode, ...] | None = None
    presence: Presence | None = None
    competent: str | None = None
    also_acts_in: tuple[str, ...] | None = None
    place_by_law: PlaceByLaw | None = None
    commitment: Commitment | None = None
    secret: bool | None = None
    high_frequency: bool | None = None
    window: str | None = None
    in_hall: bool | None = None
    delivery: Delivery | None = None
    assisted: bool | None = None
    self_service: bool | None = None
    reachable_at: tuple[Level, ...] | None = None
    eseal: bool | None = None
    roles: tuple[str, ...] | None = None
    materials: tuple[Material, ...] | None = None
    outputs: tuple[Output, ...] | None = None
    guide: Guide | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None
    confidence: Confidence | None = None

    @property
    def working_days(self) -> int | None:
        """PL-6: what is promised, else what the law allows; None if neither is stated."""
        promised = self.promised_working_days
        return self.statutory_working_days if promised is None else promised
