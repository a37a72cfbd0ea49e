"""Files that are no workbook, or none that may be opened: one located line each."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workbooks.editing import (
    REGISTRY,
    change_part,
    edit,
    exported,
    faults_in,
    part_of,
)

from govmatters.errors import LoadError, MissingExtraError
from govmatters.workbooks import packages, read_workbook, write_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = part_of("实施清单")
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
)


def fault_of(path: Path) -> str:
    """Read a file that is at fault as a whole; give the line."""
    (line,) = faults_in(path)

    assert len(line) < 300
    return line


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is no workbook (.xlsx): File is not a zip file"),
        (b"id,name\n1,a\n", "is no workbook (.xlsx)"),
        (b"<html><table></table></html>", "is no workbook (.xlsx)"),
        (b"PK\x03\x04" + b"\0" * 99, "is damaged: File is not a zip file"),
        (OLE + b"\0" * 600, "is of the old format .xls, or encrypted; save it as .xlsx"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "is encrypted; save it without a password",
        ),
    ],
)
def test_files_that_are_no_workbook(content: bytes, says: str, tmp_path: Path) -> None:
    """Each is told for what it is, with what to do."""
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)

    assert fault_of(path).startswith(f"list.xlsx: {says}")


def test_paths_that_are_no_file(tmp_path: Path) -> None:
    """A folder, and nothing at all, are told as the system tells them."""
    assert fault_of(tmp_path / "missing.xlsx").endswith("cannot be read: No such file or directory")
    assert "cannot be read: Is a directory" in fault_of(tmp_path)


def archive_of(path: Path, **parts: bytes) -> Path:
    """Write an archive of some parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_archives_that_are_no_workbook(tmp_path: Path) -> None:
    """An .ods and any other archive; a package without a workbook; a document."""
    ods = archive_of(tmp_path / "a.ods", mimetype=b"x", **{"content.xml": b"<a/>"})
    other = archive_of(tmp_path / "a.zip", readme=b"x")
    empty = archive_of(tmp_path / "a.docx", **{"[Content_Types].xml": b"<Types/>"})

    assert "is no workbook (.xlsx) but an .ods; save it as .xlsx" in fault_of(ods)
    assert "is no workbook (.xlsx) but another archive" in fault_of(other)
    assert "is no workbook that can be read" in fault_of(empty)


def test_a_workbook_of_somebody_else(tmp_path: Path) -> None:
    """One that does not say what it is, or says something else, is not guessed at."""
    path = tmp_path / "list.xlsx"
    openpyxl.Workbook().save(path)
    assert any(
        "no sheet 说明 that says `格式版本 govmatters-workbook/1`" in s for s in faults_in(path)
    )

    exported(tmp_path)
    edit(path, lambda book: book["说明"].__setitem__("B1", "govmatters-workbook/2"))
    assert fault_of(path) == (
        "list.xlsx[说明!B1]: text 'govmatters-workbook/2' is not read here, only "
        "govmatters-workbook/1; export a workbook, and fill that in"
    )


def test_a_workbook_that_does_not_say_its_format(tmp_path: Path) -> None:
    """The version is looked for at the top of the cover, and not guessed."""
    path = exported(tmp_path)
    edit(path, lambda book: book["说明"].__setitem__("A1", "格式"))

    assert fault_of(path).startswith("list.xlsx: no sheet 说明 that says `格式版本")


def test_pictures_are_not_looked_through(tmp_path: Path) -> None:
    """Only parts of XML could declare entities."""
    path = exported(tmp_path)
    change_part(path, "xl/media/image1.png", lambda _: b"\0<!DOCTYPE")

    assert read_workbook(path) == REGISTRY


def test_a_zip_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    """Ten megabytes of nothing in ten kilobytes are not unpacked."""
    path = exported(tmp_path)
    change_part(path, SHEET, lambda part: part + b" " * 10_000_000)

    assert "would unpack to more than 200 times its size: a zip bomb?" in fault_of(path)


def test_a_zip_bomb_is_refused_by_what_it_says(tmp_path: Path) -> None:
    """A declared size of gigabytes is enough; nothing is read."""
    path = exported(tmp_path)
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 2**32 - 2)
    path.write_bytes(content)
    begun = time.perf_counter()

    assert "would unpack to 429" in fault_of(path)
    assert time.perf_counter() - begun < 2


def test_a_part_that_is_longer_than_it_says(tmp_path: Path) -> None:
    """What an archive says of itself is not believed: each part is read, but no further."""
    path = exported(tmp_path)
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 10)
    path.write_bytes(content)

    assert "is damaged: Bad CRC-32" in fault_of(path)


@pytest.mark.parametrize(("limit", "value"), [("MAX_UNPACKED", 1000), ("MAX_BYTES", 1000)])
def test_what_is_too_large_is_refused(
    limit: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All parts together, and the file itself."""
    path = exported(tmp_path)
    monkeypatch.setattr(packages, limit, value)

    assert "; split it" in fault_of(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    """Thousands of parts are no workbook."""
    parts = {f"{number}.xml": b"" for number in range(packages.MAX_PARTS + 1)}

    assert "has 2001 parts" in fault_of(archive_of(tmp_path / "list.xlsx", **parts))


def test_parts_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    """Parts that together have more packed bytes than the file unpack the same bytes again."""
    path = exported(tmp_path)
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 20 : entry + 24] = struct.pack("<I", len(content))
    path.write_bytes(content)

    assert "would unpack to" in fault_of(path)


def test_encrypted_and_strangely_packed_parts_are_refused(tmp_path: Path) -> None:
    """No spreadsheet writes such parts."""
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>" * 99)
    assert "is packed in a way that no spreadsheet uses" in fault_of(path)

    content = bytearray(exported(tmp_path).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "is encrypted; save it without a password" in fault_of(path)


@pytest.mark.parametrize("entities", ENTITIES)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"])
def test_entities_are_refused(entities: str, part: str, tmp_path: Path) -> None:
    """Neither expanded nor fetched: no part may declare any."""
    path = exported(tmp_path)
    change_part(path, part, lambda content: entities.encode() + content)

    assert f"{part!r} declares entities" in fault_of(path)


@pytest.mark.parametrize("entities", ENTITIES)
def test_entities_in_other_encodings_are_refused(entities: str, tmp_path: Path) -> None:
    """UTF-16 hides nothing."""
    path = exported(tmp_path)
    change_part(path, SHEET, lambda part: (entities + part.decode()).encode("utf-16"))

    assert "is not written in UTF-8" in fault_of(path)


def test_entities_far_into_a_part_are_refused(tmp_path: Path) -> None:
    """Wherever the pieces are cut that are looked through."""
    path = exported(tmp_path)
    noise = random.Random(1).randbytes(1024 * 1024 + 9).replace(b"<", b"x")  # noqa: S311
    for cut in range(1, 22, 5):
        filled = noise[:-cut] + b"<!DOCTYPE x>"
        change_part(path, "x.xml", lambda _, some=filled: some)  # type: ignore[misc]

        assert "'x.xml' declares entities" in fault_of(path)


def test_openpyxl_reads_through_defusedxml() -> None:
    """Behind our own search stands a parser that refuses entities."""
    from openpyxl.xml import functions  # noqa: PLC0415

    assert openpyxl.DEFUSEDXML
    assert "defusedxml" in functions.iterparse.__module__
    assert "defusedxml" in functions.fromstring.__module__


def test_openpyxl_is_imported_when_it_is_needed() -> None:
    """Neither the room nor the command line loads it."""
    code = (
        "import sys, govmatters.cli.app, govmatters.workbooks; sys.exit('openpyxl' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("package", ["openpyxl", "defusedxml"])
def test_a_missing_extra_is_named(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without either, one line says what to install; openpyxl alone would not be safe."""
    monkeypatch.setitem(sys.modules, package, None)
    for work in (lambda: read_workbook("a.xlsx"), lambda: write_workbook(REGISTRY, "a.xlsx")):
        with pytest.raises(MissingExtraError, match=r"pip install 'govmatters\[xlsx\]'"):
            work()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b"</row>", b"</raw>", ": is no workbook that can be read: ParseError: mismatched tag"),
        (b'r="A3"', b'r="ZZZZZ3"', "[实施清单!A3]"),
        (b't="inlineStr"', b't="s"', "[实施清单!A"),
        (b'<row r="3"', b'<row r="x"', "[实施清单!A3]"),
        (b"<sheetData>", b"<sheetData>" + b"<a>" * 20_000, ": is no workbook that can be read"),
        (b"<is><t>permit_matter</t></is>", b"<v>1</v>", "[实施清单!A"),
    ],
    ids=["tag", "column", "string", "row", "depth", "value"],
)
def test_damaged_sheets(old: bytes, new: bytes, place: str, tmp_path: Path) -> None:
    """The line says in which sheet, and behind which row, the damage lies."""
    path = exported(tmp_path)
    change_part(path, SHEET, lambda part: part.replace(old, new))
    begun = time.perf_counter()

    assert any(line.startswith(f"list.xlsx{place}") for line in faults_in(path))
    assert time.perf_counter() - begun < 10


def test_rows_beyond_the_last_are_not_waited_for(tmp_path: Path) -> None:
    """A row that says it is the hundred-billionth does not make as many empty ones."""
    path = exported(tmp_path)
    far = b'<row r="99999999999"><c t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    change_part(path, SHEET, lambda part: part.replace(b"</sheetData>", far))
    begun = time.perf_counter()

    assert read_workbook(path) == REGISTRY
    assert time.perf_counter() - begun < 20


def test_cells_far_to_the_right_cost_nothing(tmp_path: Path) -> None:
    """A cell in the last of 18,278 columns does not make each row as wide."""
    path = exported(tmp_path)
    far = b"".join(b'<row r="%d"><c r="ZZZ%d"><v>1</v></c></row>' % (n, n) for n in range(9, 9_000))
    change_part(path, SHEET, lambda part: part.replace(b"</sheetData>", far + b"</sheetData>"))
    begun = time.perf_counter()

    assert read_workbook(path) == REGISTRY
    assert time.perf_counter() - begun < 20


@settings(max_examples=60)  # each writes a workbook
@given(st.data())
def test_any_damage_is_located(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Bytes changed anywhere give a registry or lines, never a traceback."""
    path = exported(tmp_path_factory.mktemp("damage"))
    if data.draw(st.booleans()):
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 3))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    else:
        part = data.draw(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml"]))
        low = data.draw(st.integers(0, 3_000))
        piece = data.draw(st.sampled_from([b"", b"<", b">", b"0", b'"', b"&#0;", b"<c/>", b"\xff"]))
        change_part(path, part, lambda one: one[:low] + piece + one[low + len(piece) :])
    error = None
    try:
        read_workbook(path)
    except LoadError as raised:
        error = raised

    assert error is None or error.faults
