"""Pictures: true to the plan, readable, inert whatever the names hold, the same every time."""

from __future__ import annotations

import itertools
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

import govmatters as gm
from govmatters.errors import MissingExtraError
from govmatters.io import load_cases, load_text
from govmatters.report.charts import Picture, pictures, reduction_picture, stages_picture
from govmatters.report.charts.courses import course_of
from govmatters.report.charts.drafting import layout_of
from govmatters.report.charts.layouts import BOX_WIDTH, Layout

DAY = date(2026, 7, 1)
ROOT = Path(__file__).parent.parent
BUNDLES = sorted(gm.load().bundles)

# Two matters wait for each other, a third for both, a fourth only sometimes, a fifth by order.
HOSTILE = """
format: govmatters/1
authorities:
  a: {name: 甲局, region: "430100"}
material_types:
  x: {name: "甲证</script><script>alert(1)</script>", kind: licence}
  y: {name: "乙证\\" onload=\\"alert(1)", kind: licence}
  z: {name: "=cmd|'/c calc'!A1", kind: licence}
  w: {name: 丁证, kind: licence}
questions:
  q: {ask: 是否？, type: boolean}
matters:
  one: {name: "<b>事项一</b> &amp; ]]>", authority: a, promised_working_days: 3,
        materials: [{needs: y}], outputs: [x]}
  two: {name: "事项二\\u202E反", authority: a, statutory_working_days: 4,
        materials: [{needs: x}], outputs: [y, z]}
  three: {name: 事项三, authority: a, materials: [{needs: z}, {needs: x}], outputs: [w]}
  four: {name: 事项四, authority: a, promised_working_days: 0,
         materials: [{needs: w, when: q}, {needs: z}]}
  five: {name: LONG, authority: a, promised_working_days: 300}
bundles:
  b:
    name: <img src=x onerror=alert(1)>
    region: "430100"
    matters: [one, two, three, {matter: four, when: q}, five]
    after: [[five, three]]
""".replace("LONG", "很长的名称" * 80)


@pytest.fixture(scope="module")
def registry() -> gm.Registry:
    """Give the packaged registry."""
    return gm.load()


@pytest.fixture(scope="module")
def hostile() -> gm.Registry:
    """Give a registry with a circle, whose names want to be more than names."""
    return load_text(HOSTILE)


def elements(picture: Picture) -> list[ET.Element]:
    """List all that a picture is made of."""
    return list(ET.fromstring(picture.svg).iter())  # noqa: S314 (we wrote it ourselves)


def texts(picture: Picture) -> list[str]:
    """List what a picture says, in the order of drawing."""
    return [one.text or "" for one in elements(picture) if one.tag.endswith("text")]


def every_case() -> Iterator[tuple[str, gm.Plan]]:
    """Plan every case that ships with the packaged registry."""
    registry = gm.load()
    for file in load_cases(ROOT / "data" / "matters", registry=registry):
        compiled = gm.compile(registry, file.bundle or "", on=DAY)
        for case in file.cases:
            yield case.name, compiled.plan(dict(case.facts), held=case.held)


@pytest.mark.rule("PL-6")
def test_the_longest_chain_takes_as_long_as_the_plan_says(registry: gm.Registry) -> None:
    """Where one situation is left and the bundle takes it, the chain's days are the plan's."""
    compared = 0
    for name, plan in every_case():
        refused = any(one.subject == plan.bundle for one in plan.refused)
        if plan.situations == 1 and not refused:
            compared += 1

            assert course_of(plan, registry).chain_days == plan.working_days.low, name
    assert compared > 20


@pytest.mark.rule("PL-5")
def test_a_newborn_s_matters_wait_as_the_guide_has_it(registry: gm.Registry) -> None:
    """The register wants the birth certificate, the social security card wants both."""
    course = course_of(gm.plan(registry, "newborn", on=DAY), registry)

    waits = {(one.waiting, one.awaited): tuple(map(str, one.papers)) for one in course.waits}
    assert waits["birth_registration", "birth_certificate"] == ("birth_certificate of child",)
    assert waits["social_security_card", "birth_registration"] == ("household_register of child",)
    assert ("birth_certificate", "birth_registration") not in waits


def test_a_matter_that_always_applies_is_not_dashed(registry: gm.Registry) -> None:
    """What only some of the open situations have is marked, and nothing else."""
    course = course_of(gm.plan(registry, "after_death", on=DAY), registry)

    always = {stop.key: stop.always for stop in course.stops}
    assert always["household_cancellation"]
    assert not always["police_death_certificate"]


def test_all_chains_that_take_longest_are_shown(registry: gm.Registry) -> None:
    """Of two matters of ten days neither is preferred."""
    plan = gm.plan(registry, "restaurant", on=DAY, facts=RESTAURANT)
    course = course_of(plan, registry)

    critical = {stop.key for stop in course.stops if stop.critical}
    assert critical == {"food_licence", "fire_check_general"}


RESTAURANT = {
    "registered_in_province": True,
    "premises_comply": True,
    "small_catering": False,
    "fire_route": "general",
    "business_licence_verifiable": False,
    "food_licence_by_agent": False,
    "premises_differ": False,
    "warehouse": "none",
    "vending_machine": False,
    "fire_law_asks_more": False,
}


def test_a_circle_is_framed_and_its_days_are_summed(hostile: gm.Registry) -> None:
    """A circle is one link of the chain; unknown days leave its end open."""
    plan = gm.plan(hostile, "b", on=DAY, facts={"q": True})
    course = course_of(plan, hostile)
    said = texts(stages_picture(plan, hostile))

    assert course.circles == (("one", "two"),)
    assert course.chain_days == 3 + 4 + 300
    assert "循环证明" in said
    assert "最长链条：307–? 个工作日" in said
    assert "（先后顺序）" in said
    assert {"3 个工作日", "法定 4 个工作日", "时限未公布", "即办"} <= set(said)


def test_a_plan_of_another_registry_is_refused(registry: gm.Registry, hostile: gm.Registry) -> None:
    """Names of one registry are never put on the plan of another."""
    plan = gm.plan(hostile, "b", on=DAY)

    with pytest.raises(ValueError, match="made from registry"):
        stages_picture(plan, registry)


@pytest.mark.parametrize("limit", [1, 4096])
@pytest.mark.parametrize("bundle", BUNDLES)
def test_nothing_overlaps(registry: gm.Registry, bundle: str, limit: int) -> None:
    """Boxes stand apart, arrows pass between them, labels on lines of their own."""
    plan = gm.plan(registry, bundle, on=DAY, limit=limit)

    assert_tidy(layout_of(course_of(plan, registry), lambda wait: "、".join(map(str, wait.papers))))


def test_nothing_overlaps_around_a_circle(hostile: gm.Registry) -> None:
    """Arrows within a circle go around it, arrows over two stages have a lane."""
    course = course_of(gm.plan(hostile, "b", on=DAY), hostile)

    assert_tidy(layout_of(course, lambda _: "一份材料" * 9))


def assert_tidy(layout: Layout) -> None:
    """Hold the boxes, arrows and labels of a layout against each other."""
    for one, other in itertools.combinations(layout.boxes, 2):
        apart = one.x + BOX_WIDTH <= other.x or other.x + BOX_WIDTH <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    for box in layout.boxes:
        assert 0 <= box.x <= layout.width - BOX_WIDTH
        assert 0 <= box.y <= layout.height - box.height
        for x, y in (point for arrow in layout.arrows for point in arrow.points):
            inside = box.x < x < box.x + BOX_WIDTH
            assert not (inside and box.y < y < box.y + box.height)
    labels = sorted(
        (arrow.points[-1][0], arrow.points[-1][1] - 15 * len(arrow.lines), arrow.points[-1][1])
        for arrow in layout.arrows
    )
    for (x, _, bottom), (next_x, top, _) in itertools.pairwise(labels):
        assert x != next_x or bottom <= top


@pytest.mark.rule("RD-3")
def test_the_waterfall_leads_from_before_to_after(registry: gm.Registry) -> None:
    """Credits are rounded only here; the exact fraction stands in the hint."""
    facts = {
        "born_in_province": True,
        "child_age_months": 0,
        "parent_family_hukou": True,
        "in_wedlock": True,
        "parents_same_ethnicity": True,
        "settle_with": "mother",
        "guardian": "mother",
    }
    picture = reduction_picture(gm.reduction(registry, "newborn", on=DAY, facts=facts), registry)

    said = texts(picture)
    assert said[0] == "新生儿出生一件事：需提交材料从 18 份到 6 份"
    assert {"−3.33", "−4.33", "−2", "−2.33"} <= set(said)
    assert "官方公布：办理前" in said
    assert "−13/3" in picture.svg


def test_open_bounds_are_shown_as_open(registry: gm.Registry) -> None:
    """With open questions bars show the least and the greatest, and say why."""
    reduction = gm.reduction(registry, "restaurant", on=DAY)
    picture = reduction_picture(reduction, registry, english=True)

    assert f"{reduction.before.low}–{reduction.before.high}" in texts(picture)
    assert any(f"{reduction.situations} situations are open" in one for one in texts(picture))
    assert "fill-opacity" in picture.svg


def test_outer_bounds_are_called_so(registry: gm.Registry) -> None:
    """Bounds that may be too wide are not shown as if they were exact."""
    reduction = gm.reduction(registry, "restaurant", on=DAY, limit=1)

    assert any("安全外界" in one for one in texts(reduction_picture(reduction, registry)))


@pytest.mark.parametrize("english", [False, True])
def test_hostile_names_are_inert(hostile: gm.Registry, english: bool) -> None:  # noqa: FBT001
    """Names are text: no element, no attribute and no page knows them as anything else."""
    drawn = [
        stages_picture(gm.plan(hostile, "b", on=DAY), hostile, english=english),
        reduction_picture(gm.reduction(hostile, "b", on=DAY), hostile, english=english),
    ]
    for picture in drawn:
        found = elements(picture)
        known = {"svg", "title", "rect", "text", "line", "polyline", "polygon", "g"}
        assert {one.tag.rpartition("}")[2] for one in found} <= known
        assert not any(name.startswith("on") or "href" in name for e in found for name in e.attrib)
        assert "\u202e" not in picture.svg
        assert "<script" not in picture.html()
        assert "<img" not in picture.html()


def test_long_names_are_cut_where_their_box_ends(hostile: gm.Registry) -> None:
    """A name of 400 characters leaves the picture readable; the hint has all of it."""
    picture = stages_picture(gm.plan(hostile, "b", on=DAY), hostile)

    assert max(len(one) for one in texts(picture)) < 120
    assert "很长的名称" * 80 in picture.svg
    assert any(one.endswith("…") for one in texts(picture))


def test_same_plan_same_bytes(registry: gm.Registry) -> None:
    """Neither another process nor another hash seed changes a byte."""
    program = (
        "import datetime, govmatters as gm\n"
        "from govmatters.report.charts import reduction_picture, stages_picture\n"
        "r, on = gm.load(), datetime.date(2026, 7, 1)\n"
        "print(stages_picture(gm.plan(r, 'after_death', on=on), r).svg, end='')\n"
        "print(reduction_picture(gm.reduction(r, 'after_death', on=on), r).svg, end='')\n"
    )
    here = stages_picture(gm.plan(registry, "after_death", on=DAY), registry).svg
    here += reduction_picture(gm.reduction(registry, "after_death", on=DAY), registry).svg
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT / "src")}
    env["PYTHONIOENCODING"] = "utf-8"
    command = [sys.executable, "-c", program]
    there = subprocess.run(command, env=env, check=True, capture_output=True).stdout

    assert there.decode() == here


def picture_of(text: str) -> Picture:
    """Draw a text, and nothing else."""
    canvas = Picture.canvas(40, 20, "")
    pictures.node(canvas, "text", text, x=2, y=16, font_size=14)
    return Picture.of(canvas)


def test_chinese_letters_have_shapes_in_a_png() -> None:
    """The font of the extra draws them, whatever fonts the machine has."""
    rare = ["材", "料", "龘", "（", "居"]

    assert len({picture_of(char).png() for char in rare}) == len(rare)


@pytest.mark.parametrize("suffix", ["svg", "html", "png"])
def test_pictures_are_saved_by_their_ending(tmp_path: Path, suffix: str) -> None:
    """The file is what its ending says."""
    picture = picture_of("甲")
    file = tmp_path / f"picture.{suffix}"
    picture.save(file)

    written = file.read_bytes()
    match suffix:
        case "svg":
            assert written.decode() == picture.svg
        case "html":
            assert picture.svg in written.decode()
        case _:
            assert struct.unpack(">II", written[16:24]) == (80, 40)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    """The message names the endings there are."""
    with pytest.raises(ValueError, match=r"write \.svg, \.html or \.png"):
        picture_of("甲").save(tmp_path / "picture.pdf")


@pytest.fixture
def _forgetful() -> Iterator[None]:
    """Look for the renderer anew, here and afterwards."""
    pictures._renderer.cache_clear()  # noqa: SLF001
    yield
    pictures._renderer.cache_clear()  # noqa: SLF001


@pytest.mark.usefixtures("_forgetful")
def test_a_missing_renderer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra a PNG is refused, and the command that helps is given."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)

    with pytest.raises(MissingExtraError, match=r"pip install 'govmatters\[charts\]'"):
        picture_of("甲").png()
    assert picture_of("甲").html()


@pytest.mark.usefixtures("_forgetful")
def test_missing_letters_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no font knows Chinese no picture of empty boxes is written."""

    class Blank(ModuleType):
        """A renderer that has no shape for any letter."""

        @staticmethod
        def svg_to_png(_svg: str, **_options: float) -> bytes:
            return b"blank"

        @staticmethod
        def register_font_directory(_folder: str) -> None:
            pass

    monkeypatch.setitem(sys.modules, "vl_convert", Blank("vl_convert"))

    with pytest.raises(MissingExtraError, match="apt install fonts-noto-cjk"):
        picture_of("甲").png()


def test_a_notebook_shows_the_svg() -> None:
    """Notebooks need no renderer."""
    picture = picture_of("甲")

    assert picture._repr_svg_() == picture.svg


def test_a_bundle_without_matters_says_so() -> None:
    """Nothing to do is a picture too, not an error."""
    text = HOSTILE.replace(
        "[one, two, three, {matter: four, when: q}, five]", "[{matter: four, when: q}]"
    )
    registry = load_text(text.replace("    after: [[five, three]]\n", ""))
    facts = {"q": False}

    said = texts(stages_picture(gm.plan(registry, "b", on=DAY, facts=facts), registry))
    assert "没有需要办理的事项" in said
    assert reduction_picture(gm.reduction(registry, "b", on=DAY, facts=facts), registry).svg
