"""Codes of e-licences (GB/T 36902, GB/T 36904): real ones, foreign ones, slips that are seen."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from govmatters.codes.elicences import (
    ROOT,
    LicenceIdentifier,
    LicenceTypeCode,
    LocalCode,
    is_licence_identifier,
    is_licence_type_code,
    parse_licence_identifier,
    parse_licence_type_code,
    read_licence_identifier,
    read_licence_type_code,
)
from govmatters.errors import CodeError

TYPE_CODES = [
    "11100000000013127D001",
    "11100000000013338W001",
    "11100000000013338W009",
    "11100000000013338W011",
    "11100000000013338W032",
    "11100000000013338W050",
    "11100000000013338W059",
    "11100000000013338W082",
    "11100000000013338W087",
    "11100000MB0143028R001",
    "11100000MB03271699001",
    "11100000MB03271699022",
    "11100000MB03271699035",
    "11410800MB18523953004",
]

IDENTIFIERS = [
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.S",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    "1.2.156.3005.2.11100000000013338W087.11370800MB28559184.37080001202411010001.001.3",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
]

WRONG_CHECK = (
    "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M"
)

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    """Draw a credit code whose check character fits."""
    digits = draw(st.text("0123456789", min_size=8, max_size=8))
    rest = draw(st.text(_ALPHABET, min_size=9, max_size=9))
    return f"{digits}{rest}{uscc.calc_check_digit(digits + rest)}"


def digits(size: int) -> st.SearchStrategy[str]:
    """Draw so many digits."""
    return st.text("0123456789", min_size=size, max_size=size)


type_codes = st.builds(LicenceTypeCode, authority=credit_codes(), serial=digits(3))
identifiers = st.builds(
    LicenceIdentifier,
    type_code=type_codes,
    issuer=credit_codes() | digits(6),
    serial=st.text(_LETTERS, min_size=1, max_size=32),
    version=digits(3).filter(lambda text: text != "000"),
)


@pytest.mark.parametrize("text", TYPE_CODES)
def test_real_type_codes(text: str) -> None:
    """Published codes come apart into credit code and serial."""
    code = parse_licence_type_code(text)

    assert (code.authority, code.serial) == (text[:18], text[18:])
    assert read_licence_type_code(text) == code
    assert is_licence_type_code(text)
    assert str(code) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("L2000016", "it has 8 characters, not 21"),
        ("L11100000000013127D002", "it has 22 characters, not 21"),
        ("T11430000MB191025XP001", "it has 22 characters, not 21"),
        ("1110000000001312ID002", "positions 9-18"),
        ("A1100000000013127D002", "positions 1-8"),
        ("11100000000013127D0A2", "positions 19-21"),
        ("", "it has 0 characters"),
    ],
)
def test_local_type_codes_are_kept(text: str, reason: str) -> None:
    """A code of another shape is a local one, with the text as it is."""
    code = read_licence_type_code(text)

    assert isinstance(code, LocalCode)
    assert code.text == text
    assert not is_licence_type_code(text)
    assert reason in code.reason


def test_a_type_code_with_a_slip_is_an_error() -> None:
    """The standard's shape with a wrong check character is no local code."""
    for read in (read_licence_type_code, parse_licence_type_code):
        with pytest.raises(CodeError, match="no licence type code: position 18"):
            read("11100000000013338X011")
    with pytest.raises(CodeError, match="no licence type code: it has 8 characters"):
        parse_licence_type_code("L2000016")
    with pytest.raises(CodeError, match="positions 19-21"):
        LicenceTypeCode("11100000000013338W", "11")


@pytest.mark.parametrize("text", IDENTIFIERS)
def test_real_identifiers(text: str) -> None:
    """Published identifiers come apart, and their check characters fit."""
    code = parse_licence_identifier(text)

    parts = (ROOT, code.type_code, code.issuer, code.serial, code.version, code.check_character)
    assert ".".join(map(str, parts)) == text
    assert str(code) == text
    assert read_licence_identifier(f" {text.lower()} ") == code
    assert is_licence_identifier(text)


def test_a_wrong_check_character_is_an_error() -> None:
    """A sample of a vendor's documents does not fit; the message says what would."""
    for read in (read_licence_identifier, parse_licence_identifier):
        with pytest.raises(CodeError, match=r"part 6 \(check character\) is 'M'.* give 'D'"):
            read(WRONG_CHECK)
    assert not is_licence_identifier(WRONG_CHECK)
    assert is_licence_identifier(f"{WRONG_CHECK[:-1]}D")


@pytest.mark.parametrize(
    "text",
    ["1.2.156.3003.2.4711.1", "1.2.156.3005.20.4711", ROOT, "", "电子证照", "湘(2023)长沙0001"],
)
def test_foreign_roots_are_local(text: str) -> None:
    """What does not begin with the standard's root is a vendor's own, and says so."""
    code = read_licence_identifier(text)

    assert isinstance(code, LocalCode)
    assert code.text == text
    assert "not with the root '1.2.156.3005.2.'" in code.reason
    with pytest.raises(CodeError, match="not with the root"):
        parse_licence_identifier(text)


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("", "after the root it has 1 parts, not 5"),
        ("11100000MB03271699022.340100.000000016.001", "it has 4 parts, not 5"),
        ("11100000MB03271699022.340100.000000016.001.9.9", "it has more parts"),
        ("." * 100_000, "it has more parts"),
        ("L2000016.340100.000000016.001.9", r"part 2 \(type code\): it has 8 characters"),
        ("11100000MB03271690022.340100.000000016.001.9", r"part 2 \(type code\): position 18"),
        ("11100000MB03271699022.34010.000000016.001.9", r"part 3 \(issuer\) is '34010'"),
        ("11100000MB03271699022.11100000MB03271690.1.001.9", r"part 3 .*position 18"),
        ("11100000MB03271699022.340100.00-16.001.9", r"part 4 \(serial number\) is '00-16'"),
        ("11100000MB03271699022.340100.ſ.001.9", r"part 4 \(serial number\) is 'ſ'"),
        ("11100000MB03271699022.340100..001.9", r"part 4 \(serial number\) is ''"),
        (f"11100000MB03271699022.340100.{'1' * 129}.001.9", r"part 4 .*not 1 to 128"),
        ("11100000MB03271699022.340100.000000016.000.9", r"part 5 \(version\) is '000'"),
        ("11100000MB03271699022.340100.000000016.001.99", r"part 6 .* is '99'"),
    ],
)
def test_errors_name_the_part(rest: str, message: str) -> None:
    """Under the standard's root everything must be right; what is not is named by its part."""
    with pytest.raises(CodeError, match=message) as caught:
        read_licence_identifier(f"{ROOT}.{rest}")
    assert caught.value.noun == "licence identifier"
    assert len(str(caught.value)) < 500


def test_no_identifier_of_wrong_parts() -> None:
    """Parts that are not what they may be make no identifier."""
    kind = parse_licence_type_code("11100000MB03271699022")

    with pytest.raises(CodeError, match="part 5"):
        LicenceIdentifier(kind, "340100", "1", "1")


@given(type_codes)
def test_type_codes_survive_writing(code: LicenceTypeCode) -> None:
    """Credit code and serial, written and read, are the same."""
    assert parse_licence_type_code(str(code)) == code


@given(identifiers)
def test_identifiers_survive_writing(code: LicenceIdentifier) -> None:
    """Parts, written with their check character and read, are the same parts."""
    assert parse_licence_identifier(str(code)) == code
    assert read_licence_identifier(str(code)) == code


@given(identifiers, st.data())
def test_any_one_slip_in_an_identifier_is_seen(
    code: LicenceIdentifier, data: st.DataObject
) -> None:
    """MOD 37,36 sees every single change of a character that it covers, and of itself."""
    text = str(code)
    covered = [at for at, letter in enumerate(text) if at > len(ROOT) and letter != "."]
    at = data.draw(st.sampled_from(covered))
    other = data.draw(st.sampled_from(_LETTERS))
    assume(text[at] != other)

    assert not is_licence_identifier(text[:at] + other + text[at + 1 :])


@given(identifiers, st.data())
def test_the_check_alone_sees_slips_in_the_serial(
    code: LicenceIdentifier, data: st.DataObject
) -> None:
    """Where no other check character covers a slip, this one does."""
    at = data.draw(st.integers(0, len(code.serial) - 1))
    other = data.draw(st.sampled_from(_LETTERS))
    assume(code.serial[at] != other)
    serial = code.serial[:at] + other + code.serial[at + 1 :]
    changed = LicenceIdentifier(code.type_code, code.issuer, serial, code.version)

    assert changed.check_character != code.check_character


@given(st.text() | st.text().map(lambda text: f"{ROOT}.{text}"))
def test_whatever_is_printed_is_read(text: str) -> None:
    """Any text is an identifier, a local one as it was, or an error of ours."""
    try:
        code = read_licence_identifier(text)
    except CodeError:
        assert text.strip().startswith(ROOT)
        return
    assert isinstance(code, LocalCode)
    assert code.text == text
