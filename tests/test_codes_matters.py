"""Codes of matters (GB/T 39554.1): what real codes say, what is local, which slips are seen."""

from __future__ import annotations

import pickle
import string
import subprocess
import sys

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from govmatters.codes.matters import (
    LEVELS,
    MATTER_TYPES,
    BasicCode,
    ImplementationCode,
    ItemCode,
    LocalCode,
    MatterCode,
    is_basic_code,
    is_implementation_code,
    is_item_code,
    parse_basic_code,
    parse_implementation_code,
    parse_item_code,
    read_matter_code,
)
from govmatters.codes.national_regions import national_names
from govmatters.codes.uscc import is_uscc, parse_uscc
from govmatters.errors import CodeError
from govmatters.model import Level, MatterType

BASIC_CODES = [
    ("000115035000", "00", "licence", "15", "035", "000"),
    ("370117002011", "37", "licence", "17", "002", "011"),
    ("440118009000", "44", "licence", "18", "009", "000"),
    ("440127028001", "44", "licence", "27", "028", "001"),
    ("442015052008", "44", "public_service", "15", "052", "008"),
    ("440289876000", "44", "penalty", "89", "876", "000"),
    ("442199806003", "44", None, "99", "806", "003"),
    ("002014006001", "00", "public_service", "14", "006", "001"),
    ("000709105001", "00", "confirmation", "09", "105", "001"),
    ("000511014000", "00", "benefit", "11", "014", "000"),
    ("000875001000", "00", "reward", "75", "001", "000"),
    ("000915004000", "00", "adjudication", "15", "004", "000"),
    ("001018007000", "00", "other_power", "18", "007", "000"),
    ("650116013001", "65", "licence", "16", "013", "001"),
]

IMPLEMENTATION_CODES = [
    ("11100000MB032716991000115035000", "11100000MB03271699", "1", "000115035000"),
    ("11440000MB2D0164XH2440289876000", "11440000MB2D0164XH", "2", "440289876000"),
    ("11440100007482575H3440118009000", "11440100007482575H", "3", "440118009000"),
    ("11370800MB285591843370117002011", "11370800MB28559184", "3", "370117002011"),
    ("12441500196720244T3442199806003", "12441500196720244T", "3", "442199806003"),
    ("11440300MB2D0722464440127028001", "11440300MB2D072246", "4", "440127028001"),
    ("11320400014110315K3322014325004", "11320400014110315K", "3", "322014325004"),
    ("1132050001414925263320105028002", "113205000141492526", "3", "320105028002"),
    ("11650000010183859F2650116013001", "11650000010183859F", "2", "650116013001"),
]

ITEM_CODES = [
    ("114403006939513773344201505200801", "01"),
    ("114403006939513773344201505200802", "02"),
    ("11320400014110315K332201432500401", "01"),
    ("113205000141492526332010502800201", "01"),
]

LOCAL_CODES = [
    ("431012063W00", "positions 10-12"),
    ("432036006W03", "positions 10-12"),
    ("00010400100Y", "positions 10-12"),
    ("660115035000", "positions 1-2"),
    ("000115000000", "positions 7-9"),
    ("511A0138000000-511602000000-000-115113010833722043-1-00", "55 characters"),
    ("511Z07001006-511602000000-000-11511301008778183N-1-00", "53 characters"),
    ("512C0053300008-511602000000-000-115113010833722043-1-00", "55 characters"),
    ("11441500196720244T3442199806003202401010001", "43 characters"),
    ("43PCN0009225J0100", "17 characters"),
    ("YJS0001", "7 characters"),
    ("122003001", "9 characters"),
    ("M0007440010000201", "17 characters"),
    ("", "0 characters"),
    (" 43pcn0009 \n", "9 characters"),
    ("1144030069395137733431012063W00", "positions 29-31"),
    ("N1440300MB2D0722464440127028001", "positions 1-8"),
    ("11440300IB2D0722464440127028001", "positions 9-18"),
    ("11440300MB2D0722468440127028001", "position 19"),
    ("114403006939513773344201505200800", "positions 32-33"),
    ("０00115035000", "positions 1-2"),
    ("0001150350०0", "positions 10-12"),
]

WRONG_CHECK = "11440300007542785T4440709003000"

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    """Draw a credit code whose check character fits."""
    digits = draw(st.text("0123456789", min_size=8, max_size=8))
    rest = draw(st.text(_ALPHABET, min_size=9, max_size=9))
    return f"{digits}{rest}{uscc.calc_check_digit(digits + rest)}"


def numbers(size: int, least: int = 0) -> st.SearchStrategy[str]:
    """Draw a number of so many digits."""
    return st.integers(least, 10**size - 1).map(lambda number: f"{number:0{size}}")


basic_codes = st.builds(
    BasicCode,
    issuer=st.sampled_from(["00", "36", "43", "65", "82"]),
    type_code=st.sampled_from(sorted(MATTER_TYPES)) | numbers(2),
    department=numbers(2),
    main_item=numbers(3, least=1),
    sub_item=numbers(3),
)
implementation_codes = st.builds(
    ImplementationCode,
    authority=credit_codes(),
    level=st.sampled_from("1234567"),
    basic=basic_codes,
)
item_codes = st.builds(ItemCode, implementation=implementation_codes, serial=numbers(2, least=1))


@pytest.mark.parametrize(("text", "issuer", "kind", "department", "main", "sub"), BASIC_CODES)
def test_real_basic_codes(
    text: str, issuer: str, kind: str | None, department: str, main: str, sub: str
) -> None:
    """Published codes come apart into issuer, type, department, main and sub item."""
    code = parse_basic_code(text)

    assert (code.issuer, code.type, code.department) == (issuer, kind, department)
    assert (code.main_item, code.sub_item) == (main, sub)
    assert code.province == (None if issuer == "00" else f"{issuer}0000")
    assert is_basic_code(text)
    assert str(code) == text


@pytest.mark.parametrize(("text", "authority", "level", "basic"), IMPLEMENTATION_CODES)
def test_real_implementation_codes(text: str, authority: str, level: str, basic: str) -> None:
    """Published codes come apart into credit code, level and basic code."""
    code = read_matter_code(text)

    assert isinstance(code, ImplementationCode)
    assert (code.authority, code.level, str(code.basic)) == (authority, level, basic)
    assert is_implementation_code(text)
    assert str(code) == text
    assert parse_uscc(code.authority) == authority


@pytest.mark.parametrize(("text", "serial"), ITEM_CODES)
def test_real_item_codes(text: str, serial: str) -> None:
    """Published codes are an implementation code and a number."""
    code = read_matter_code(text)

    assert isinstance(code, ItemCode)
    assert (str(code.implementation), code.serial) == (text[:31], serial)
    assert code.basic == code.implementation.basic
    assert is_item_code(text)
    assert str(code) == text


@pytest.mark.parametrize(("text", "place"), LOCAL_CODES)
def test_local_codes_are_kept(text: str, place: str) -> None:
    """A code of another shape is a local one: the text as it is, and where it differs."""
    code = read_matter_code(text)

    assert isinstance(code, LocalCode)
    assert code.text == str(code) == text
    assert place in code.reason
    assert not any(ask(text) for ask in (is_basic_code, is_implementation_code, is_item_code))


@pytest.mark.parametrize("text", [WRONG_CHECK, f"{WRONG_CHECK}01"])
def test_a_wrong_check_character_is_an_error(text: str) -> None:
    """A code of the standard's shape is no local one: the slip is named by its position."""
    with pytest.raises(CodeError, match=r"position 18 \(check character.*look for a slip"):
        read_matter_code(text)
    assert not is_implementation_code(text)
    assert not is_item_code(text)


@pytest.mark.parametrize(
    ("parse", "text", "message"),
    [
        (parse_basic_code, "431012063W00", r"no basic code: positions 10-12 .*'W00'"),
        (parse_basic_code, "4310", "it has 4 characters, not 12"),
        (parse_implementation_code, "000115035000", "it has 12 characters, not 31"),
        (parse_implementation_code, "11100000MB032716990000115035000", "position 19 .* holds '0'"),
        (parse_item_code, "114403006939513773344201505200800", "positions 32-33 .*'00'"),
        (parse_item_code, "x" * 1_000_000, "it has 1000000 characters"),
    ],
)
def test_errors_name_the_position(parse: type[str], text: str, message: str) -> None:
    """What is wrong is said with its position, in a line whose length is bounded."""
    with pytest.raises(ValueError, match=message) as caught:
        parse(text)
    assert isinstance(caught.value, CodeError)
    assert len(str(caught.value)) < 400
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301


@pytest.mark.parametrize(
    "parts",
    [
        ("000", "1", "15", "035", "000"),
        ("00", "01", "15", "35", "0000"),
        ("", "0001", "15", "035", "000"),
        ("00", "01", "15", "000", "000"),
    ],
)
def test_no_code_of_wrong_parts(parts: tuple[str, str, str, str, str]) -> None:
    """Parts that only together have the right length make no code."""
    with pytest.raises(CodeError, match="no basic code"):
        BasicCode(*parts)


def test_no_code_of_a_wrong_credit_code() -> None:
    """Nor does a credit code that cannot be, a level or a number that there is not."""
    basic = parse_basic_code("440709003000")
    good = ImplementationCode("11100000MB03271699", "1", basic)

    with pytest.raises(CodeError, match="position 18"):
        ImplementationCode("11440300007542785T", "4", basic)
    with pytest.raises(CodeError, match="positions 9-18"):
        ImplementationCode("11100000MB0327169", "1", basic)
    with pytest.raises(CodeError, match="position 19"):
        ImplementationCode("11100000MB03271699", "8", basic)
    with pytest.raises(CodeError, match="positions 32-33"):
        ItemCode(good, "00")


def test_blanks_and_small_letters_do_not_count() -> None:
    """A code is read as it is printed; letters beyond ASCII are never taken for others."""
    small = parse_implementation_code(" 11100000mb032716991000115035000\n")

    assert str(small) == "11100000MB032716991000115035000"
    assert isinstance(read_matter_code("1110000ſMB032716991000115035000"), LocalCode)


def test_names_of_types_and_levels_are_those_of_the_format() -> None:
    """Every type but the internal one has a code; every level has a digit."""
    assert set(MATTER_TYPES.values()) == set(MatterType) - {MatterType.INTERNAL}
    assert set(LEVELS.values()) == set(Level)


def test_issuers_are_the_nation_and_the_provinces() -> None:
    """The first two digits are 00 or those of a province of the national table."""
    provinces = {code[:2] for code in national_names() if code.endswith("0000")} - {"10"}
    known = {first for n in range(100) if is_basic_code(f"{(first := f'{n:02}')}0115035000")}

    assert known == {"00"} | provinces


@given(basic_codes)
def test_basic_codes_survive_writing(code: BasicCode) -> None:
    """Parts, written and read, are the same parts."""
    assert parse_basic_code(str(code)) == code
    assert read_matter_code(str(code)) == code


@given(implementation_codes)
def test_implementation_codes_survive_writing(code: ImplementationCode) -> None:
    """Credit code, level and basic code, written and read, are the same."""
    assert parse_implementation_code(str(code)) == code
    assert read_matter_code(f" {str(code).lower()} ") == code


@given(item_codes)
def test_item_codes_survive_writing(code: ItemCode) -> None:
    """An implementation code and a number, written and read, are the same."""
    assert parse_item_code(str(code)) == code
    assert read_matter_code(str(code)) == code


@given(implementation_codes, st.integers(0, 17), st.sampled_from(_ALPHABET))
def test_any_one_slip_in_the_credit_code_is_seen(
    code: ImplementationCode, place: int, other: str
) -> None:
    """The weights are prime to 31: whichever of the 18 characters is changed, the check fails."""
    text = str(code)
    assume(text[place] != other)
    changed = text[:place] + other + text[place + 1 :]

    assert not is_uscc(changed[:18])
    assert not is_implementation_code(changed)
    if place >= 8 or other in string.digits:
        with pytest.raises(CodeError, match="position 18"):
            read_matter_code(changed)


@given(credit_codes(), st.integers(0, 16), st.integers(0, 16))
def test_any_exchange_in_the_credit_code_is_seen(code: str, one: int, two: int) -> None:
    """The weights of the first 17 characters differ: no two may change places."""
    assume(code[one] != code[two])
    letters = list(code)
    letters[one], letters[two] = code[two], code[one]

    assert not is_uscc("".join(letters))


@given(basic_codes, st.data())
def test_a_slip_in_a_basic_code_may_go_unseen(code: BasicCode, data: st.DataObject) -> None:
    """There is no check character: another serial is another code."""
    other = data.draw(numbers(3).filter(lambda text: text != code.sub_item))

    assert is_basic_code(str(attrs.evolve(code, sub_item=other)))


def read_or_error(text: str) -> MatterCode | LocalCode | CodeError:
    """Read a code; the error is a result too."""
    try:
        return read_matter_code(text)
    except CodeError as error:
        return error


near_codes = st.builds(
    lambda code, place, piece: str(code)[:place] + piece + str(code)[place + len(piece) :],
    basic_codes | implementation_codes | item_codes,
    st.integers(0, 33),
    st.text(max_size=3),
)


@given(st.text() | near_codes | st.from_regex(r"[0-9A-Z]{31,33}", fullmatch=True))
def test_whatever_is_printed_is_read(text: str) -> None:
    """Any text is a code that writes itself again, a local code as it was, or the one error."""
    code = read_or_error(text)

    if isinstance(code, CodeError):
        assert "position 18" in code.problem
    elif isinstance(code, LocalCode):
        assert code.text == text
        assert code.reason
    else:
        assert read_matter_code(str(code)) == code
        assert str(code) == text.strip().upper()


def test_codes_are_read_without_the_library_until_one_is_checked() -> None:
    """Importing the rooms of the codes does not import python-stdnum."""
    rooms = "matters, elicences, regions, region_codes, consistency, repetitions"
    code = f"import sys; from govmatters.codes import {rooms}; sys.exit('stdnum' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
