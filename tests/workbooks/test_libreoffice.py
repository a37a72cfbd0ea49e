"""A workbook opened, edited and saved in LibreOffice is the same registry, or the edited one."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import attrs
import pytest
from tests.workbooks.editing import REGISTRY, at, exported
from tests.workbooks.test_round_trip import EVERY_KEY

from govmatters.checks import check
from govmatters.io import load, load_document
from govmatters.model import Alternative, MatterType, Paper
from govmatters.tables import Table
from govmatters.workbooks import read_workbook, write_workbook
from govmatters.workbooks.letters import column_of

OFFICE = shutil.which("soffice") or ""
PYTHON = "/usr/bin/python3"
"""The one that Debian's package python3-uno is for."""

pytestmark = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")

HARD = (
    *("null", "010101", "1:30", "1e5", "=1+1", '=HYPERLINK("http://x","y")', "+1", "-1", "@a"),
    *("'a", "''", " led", "trailed ", "a  b", "a\nb", "\nx", "x\n\n", "_x0041_", "x005F_"),
    *("_x005F_x0041_", "x\\0041_", "_x000D_", "#N/A", "#REF!", "TRUE", "FALSE", "是", "无"),
    *("a|b", "a | b", "\\", "\\|", "|", "2026-01-01", "1/2", "50%", "￥5", "12,345", "𠮷", "é"),
    *("\u200b", "\ufeff", "<b>&amp;</b>", "]]>", "甲" * 32_767, "=cmd|' /C calc'!A0", "＝1+1"),
    *("-", "00", "1E400", "\u3000x\u3000", "\ta", "a\tb", "x" * 300 + "\n" * 260),
)

SCRIPT = """
import os, sys, time
import uno
from com.sun.star.beans import PropertyValue

def value(name, what):
    one = PropertyValue()
    one.Name, one.Value = name, what
    return one

pipe, source, target, *changes = sys.argv[1:]
context = uno.getComponentContext()
resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
for _ in range(120):
    try:
        office = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        break
    except Exception:
        time.sleep(0.5)
desktop = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
helper = office.ServiceManager.createInstanceWithContext(
    "com.sun.star.frame.DispatchHelper", office
)
book = desktop.loadComponentFromURL("file://" + source, "_blank", 0, (value("Hidden", True),))
for change in changes:
    title, place, kind, what = change.split("\\x1f")
    page = book.Sheets.getByName(title)
    if kind == "typed":
        controller = book.getCurrentController()
        controller.setActiveSheet(page)
        for command, one in (
            ("GoToCell", value("ToPoint", place)),
            ("EnterString", value("StringName", what)),
        ):
            helper.executeDispatch(controller.Frame, ".uno:" + command, "", 0, (one,))
    elif kind == "text":
        page.getCellRangeByName(place).setString(what)
    elif kind == "number":
        page.getCellRangeByName(place).setValue(float(what))
    elif kind == "insert":
        page.Rows.insertByIndex(int(place) - 1, 1)
    elif kind == "drop":
        page.Columns.removeByIndex(int(place) - 1, 1)
    elif kind == "hide":
        page.IsVisible = False
book.storeToURL("file://" + target, (value("FilterName", "Calc MS Excel 2007 XML"),))
book.close(True)
try:
    desktop.terminate()
except Exception:
    pass
"""


def converted(path: Path, suffix: str) -> Path:
    """Let LibreOffice open a file, and save it in a format."""
    folder = path.parent / f"{path.stem}-{suffix}"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{suffix}"


@cache
def has_uno() -> bool:
    """Say whether LibreOffice can be told what to do."""
    command = [PYTHON, "-c", "import uno"]
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def edited(path: Path, *changes: tuple[str, str, str, str]) -> Path:
    """Let LibreOffice open a workbook, change it as told, and save it."""
    target, pipe = path.parent / "edited.xlsx", f"pipe{abs(hash(path))}"
    accept = f"--accept=pipe,name={pipe};urp;"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    with subprocess.Popen(
        [OFFICE, profile, "--headless", "--norestore", accept],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as office:
        try:
            told = ["\x1f".join(change) for change in changes]
            command = [PYTHON, "-c", SCRIPT, pipe, str(path), str(target), *told]
            subprocess.run(command, check=True, timeout=300)
            office.wait(60)
        finally:
            office.kill()
    return target


@pytest.mark.parametrize("path", [EVERY_KEY, None], ids=["every key", "packaged"])
def test_saving_in_libreoffice_changes_nothing(path: Path | None, tmp_path: Path) -> None:
    """As xlsx, and as ods and back."""
    registry = load() if path is None else load(path)
    book = tmp_path / "list.xlsx"
    write_workbook(registry, book, check(registry))

    assert read_workbook(converted(book, "xlsx")) == registry
    assert read_workbook(converted(converted(book, "ods"), "xlsx")) == registry


def test_hard_texts_survive_libreoffice(tmp_path: Path) -> None:
    """What looks like a formula, a number, a day, an escape or a list stays the text it is."""
    registry = load_document(
        {
            "authorities": {f"a{n}": {"name": text} for n, text in enumerate(HARD)},
            "material_types": {
                f"t{n}": {"name": "甲", "aliases": [text, f" {text}|"], "codes": {"k": text}}
                for n, text in enumerate(HARD)
                if len(text) < 9_000
            },
        }
    )
    book = tmp_path / "list.xlsx"
    write_workbook(registry, book)

    assert read_workbook(converted(book, "xlsx")) == registry


@pytest.mark.skipif(not has_uno(), reason="python3-uno is not installed")
def test_editing_in_libreoffice(tmp_path: Path) -> None:
    """Cells typed, rows inserted, columns dropped, sheets hidden: what was changed has changed."""
    rows = "申请材料"
    book = edited(
        exported(tmp_path),
        ("实施清单", at("实施清单", "事项类型", 3), "typed", "行政许可"),
        ("实施清单", at("实施清单", "承诺办结时限（工作日）", 3), "typed", "5"),
        ("实施清单", at("实施清单", "失效日期", 3), "typed", "2030-12-31"),
        ("实施清单", at("实施清单", "业务办理项编码", 2), "typed", "000709"),
        ("实施清单", at("实施清单", "咨询方式", 3), "typed", "=1+1"),
        (rows, "3", "insert", ""),
        (rows, at(rows, "事项编号", 3), "text", "permit_matter"),
        (rows, at(rows, "材料名称", 3), "text", "丙"),
        (rows, at(rows, "所需材料", 3), "text", "permit | id_card when local"),
        (rows, at(rows, "材料份数", 3), "number", "2"),
        (rows, str(_place(rows, "材料形式")), "drop", ""),
        (rows, "", "hide", ""),
    )
    matter, other = REGISTRY.matters["permit_matter"], REGISTRY.matters["other"]
    assert matter.materials is not None
    assert matter.codes is not None
    read = read_workbook(book)
    row = attrs.evolve(
        matter.materials[0],
        name="丙",
        copies=2,
        alternatives=(
            Alternative((Paper("permit"),)),
            Alternative((Paper("id_card"),), read.bundles["shop"].matters[1].when),
        ),
    )
    wanted = attrs.evolve(
        matter,
        type=MatterType.LICENCE,
        promised_working_days=5,
        until=read.matters["permit_matter"].until,
        guide=read.matters["permit_matter"].guide,
        materials=(matter.materials[0], row, matter.materials[1]),
    )

    assert str(wanted.until) == "2030-12-31"
    assert wanted.guide is not None
    assert wanted.guide.consult_phone == "=1+1"
    codes = attrs.evolve(matter.codes, item="000709")
    changed = Table.of("matter", [wanted, attrs.evolve(other, codes=codes)])
    assert read == attrs.evolve(REGISTRY, matters=changed)


@pytest.mark.skipif(not has_uno(), reason="python3-uno is not installed")
def test_editing_without_a_change(tmp_path: Path) -> None:
    """Typing again what stands there changes nothing."""
    registry = load(EVERY_KEY)
    path = tmp_path / "list.xlsx"
    write_workbook(registry, path)
    name = registry.matters["birth_certificate"].name
    place = at("实施清单", "事项名称", 2)

    assert read_workbook(edited(path, ("实施清单", place, "typed", name))) == registry


def _place(title: str, heading: str) -> int:
    """Count a column from 1, by its heading."""
    return column_of(at(title, heading, 1).rstrip("1"))
