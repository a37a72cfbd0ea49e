"""`plan --ask`: one question after the other, until no answer can change the list."""

import io
import json
from pathlib import Path

import pytest

from govmatters.cli import WELL, main

SHOP = str(Path(__file__).parent / "fixtures" / "cli" / "shop.yaml")
FIRST = ["plan", "shop", "--data", SHOP, "--on", "2026-07-01", "--ask", "--json"]
NAMES = {
    "card_valid": "身份证是否在有效期内？",
    "by_agent": "是否委托代理人？",
    "kind": "开什么店？",
    "staff": "雇多少人？",
    "adult": "是否成年？",
}


def answering(
    lines: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *arguments: str,
) -> tuple[dict[str, object], str]:
    """Answer with these lines; give the plan and what was said."""
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    code = main([*FIRST, *arguments])
    written = capsys.readouterr()

    assert code == WELL
    return json.loads(written.out), written.err


def test_it_asks_until_no_answer_can_change_the_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The most telling question comes first, each is asked once, and the list is settled."""
    known = {"adult": "是", "by_agent": "n", "card_valid": "true", "kind": "2", "staff": "3"}
    first, _ = answering("", monkeypatch, capsys)
    order: list[str] = []
    plan = first
    while plan["deciding_questions"]:
        order.append(plan["deciding_questions"][0])  # type: ignore[index]
        plan, said = answering("".join(f"{known[key]}\n" for key in order), monkeypatch, capsys)

    asked = [line for line in said.splitlines() if line in NAMES.values()]
    assert asked == [NAMES[key] for key in order]
    assert plan["may_submit"] == []
    assert first["facts"] == {}


def test_what_is_known_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Facts of the command line stand."""
    _, said = answering("", monkeypatch, capsys, "-f", "adult=true", "-f", "staff=1")

    assert NAMES["adult"] not in said
    assert NAMES["staff"] not in said


def test_skipped_questions_stay_unknown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty line and ? skip a question, which is not asked again."""
    plan, said = answering("\n?\n？\n\n\n\n\n\n", monkeypatch, capsys)

    assert plan["facts"] == {}
    assert sorted(line for line in said.splitlines() if line in NAMES.values()) == sorted(
        NAMES[key]
        for key in plan["deciding_questions"]  # type: ignore[attr-defined]
    )


def test_a_bad_answer_is_asked_again_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be taken is explained, and the next line answers the same question."""
    known = ("-f", "adult=true", "-f", "by_agent=false", "-f", "card_valid=true")
    plan, said = answering("maybe\nfood\n100\nmany\n7\n", monkeypatch, capsys, *known)

    assert plan["facts"]["kind"] == "food"  # type: ignore[index]
    assert "question 'kind' wants one of food, books, got 'maybe'" in said
    assert said.count(NAMES["kind"]) == 1
    if "staff" in plan["facts"]:  # type: ignore[operator]
        assert "wants a whole number in 0…99, got 100" in said


def test_the_end_of_input_is_polite(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When nobody answers any more, the plan so far is shown."""
    plan, said = answering("nonsense", monkeypatch, capsys)

    assert plan["facts"] == {}
    assert "Traceback" not in said


def test_answers_of_every_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Days, regions, several options by number and none of them can be answered."""
    file = tmp_path / "types.yaml"
    file.write_text(
        "format: govmatters/1\n"
        "material_types: {a: {name: 甲}, b: {name: 乙}, c: {name: 丙}}\n"
        "questions:\n"
        "  born: {ask: 出生日期, type: date}\n"
        "  home: {ask: 户籍地, type: region}\n"
        "  wants: {ask: 要办哪些？, type: choices, options: [card, subsidy]}\n"
        "matters:\n"
        "  m:\n"
        "    name: 事\n"
        "    region: '430100'\n"
        "    materials:\n"
        "      - {needs: a, when: 'born < date(\"2020-01-01\")'}\n"
        "      - {needs: b, when: 'within(home, \"430000\")'}\n"
        "      - {needs: c, when: '\"card\" in wants'}\n"
        "bundles: {z: {name: 件, region: '430100', matters: [m]}}\n",
        encoding="utf-8",
    )
    answers = {"born": "2019-05-01", "home": "430102", "wants": "1，2"}
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    main(["plan", "z", "--data", str(file), "--json"])
    order = json.loads(capsys.readouterr().out)["deciding_questions"]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answers[key]}\n" for key in order)))
    main(["plan", "z", "--data", str(file), "--ask", "--json"])
    written = capsys.readouterr()
    plan = json.loads(written.out)

    assert plan["facts"] == {
        "born": "2019-05-01",
        "home": "430102",
        "wants": ["card", "subsidy"],
    }
    assert len(plan["to_submit"]) == 3
    assert "YYYY-MM-DD" in written.err
    monkeypatch.setattr("sys.stdin", io.StringIO("0\n"))
    main(
        [
            "plan",
            "z",
            "--data",
            str(file),
            "--ask",
            "--json",
            "-f",
            "born=2021-01-01",
            "-f",
            "home=110000",
        ]
    )
    assert json.loads(capsys.readouterr().out)["facts"]["wants"] == []
