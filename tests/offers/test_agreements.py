"""Agreements of different shapes, read clause by clause as a lawyer would: the cases stand in agreements.yaml."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
AGREEMENTS = [
    case
    for name in (
        "agreements.yaml",
        "later_agreements.yaml",
        "eight_agreements.yaml",
        "held_out_agreements.yaml",
        "second_look_agreements.yaml",
    )
    for case in yaml.load((HERE / name).read_text(encoding="utf-8"), yaml.BaseLoader)
]
CLAUSES = [
    kind
    for name in (
        "clauses_of_agreements.yaml",
        "clauses_in_other_words.yaml",
        "clauses_in_plain_talk.yaml",
        "clauses_of_contracts.yaml",
    )
    for kind in yaml.load((HERE / name).read_text(encoding="utf-8"), yaml.BaseLoader)
]
POINTS = yaml.load((HERE / "points_of_agreements.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
AS_OF = ("--as-of", "2026-11-30")


def answered(run: Any, path: Path, case: dict[str, Any]) -> dict[str, Any]:
    """The data of the answer for the agreement in a file."""
    path.write_text(case["text"], encoding="utf-8")
    result = run("agreement", "check", "--file", path, *AS_OF, "--format", "json")
    assert (result.code, result.err) == (0, "")
    data: dict[str, Any] = json.loads(result.out)["data"]
    return data


@pytest.mark.parametrize("case", AGREEMENTS, ids=[case["name"] for case in AGREEMENTS])
def test_every_agreement_is_read_as_a_lawyer_would(run: Any, tmp_path: Path, case: dict[str, Any]) -> None:
    """The clauses against the borrower are found and no others, what must be there and is not is named, sums add up."""
    data = answered(run, tmp_path / "agreement.txt", case)
    assert sorted(entry["id"] for entry in data["against"]) == sorted(case["against"])
    assert sorted(entry["id"] for entry in data["missing"] if entry["must"]) == sorted(case["missing_must"])
    assert data["verdict"] == case["verdict"], data["headline"]
    wrong = " ".join(data["wrong"])
    assert [words for words in case.get("wrong", ()) if words not in wrong] == []
    assert bool(data["wrong"]) == bool(case.get("wrong"))
    figures = " ".join(data["figures"])
    assert [words for words in case.get("figures", ()) if words not in figures] == []
    present = {entry["id"] for entry in data["present"]}
    assert set(case.get("present", ())) <= present
    assert not present & set(case.get("not_present", ()))
    days = [entry["day"] for entry in data["read"]["instalments"]]
    assert [days[0], days[-1]] == [case["first"], case["last"]] if "first" in case else days == []


@pytest.mark.parametrize("kind", CLAUSES, ids=[kind["clause"] for kind in CLAUSES])
def test_a_bad_clause_is_known_in_other_words(run: Any, tmp_path: Path, kind: dict[str, Any]) -> None:
    """Each wording of a clause is found with its kind, and what only sounds like it is left in peace."""
    assert kind["said"]
    assert kind["harmless"]
    for words in kind["said"]:
        assert kind["clause"] in against(run, tmp_path, words), words
    for words in kind["harmless"]:
        assert kind["clause"] not in against(run, tmp_path, words), words


@pytest.mark.parametrize("kind", POINTS, ids=[kind["point"] for kind in POINTS])
def test_a_point_is_found_only_where_it_is_settled(run: Any, tmp_path: Path, kind: dict[str, Any]) -> None:
    """What settles a point is found in several wordings; what only speaks of it is never called found."""
    assert kind["said"]
    assert len(kind["mentions"]) >= 2
    for words in kind["said"]:
        assert kind["point"] in present(run, tmp_path, words), words
    for words in kind["mentions"]:
        assert kind["point"] not in present(run, tmp_path, words), words


def present(run: Any, folder: Path, words: str) -> list[str]:
    """The points found in an agreement of which only these words matter."""
    case = {"text": f"还款协议书，双方约定如下，共两条。\n一、{words}。\n二、本协议一式两份。"}
    return [entry["id"] for entry in answered(run, folder / "point.txt", case)["present"]]


def against(run: Any, folder: Path, words: str) -> list[str]:
    """The clauses found in an agreement of which only these words matter."""
    case = {"text": f"还款协议书，双方约定如下，共两条。\n一、{words}。\n二、本协议一式两份。"}
    return [entry["id"] for entry in answered(run, folder / "clause.txt", case)["against"]]


UNKNOWN = (
    "乙方历次所陈皆出一时误记",
    "乙方之子成年后承其未竟之务",
    "甲方可择机另行处置",
    "乙方概不置喙",
)


@pytest.mark.parametrize("words", UNKNOWN)
def test_words_that_no_rule_knows_are_shown(run: Any, tmp_path: Path, words: str) -> None:
    """A clause in words that nothing knows is shown as not understood and counted in the first line; it never passes
    for a good one.
    """
    text = AGREEMENTS[0]["text"].replace("11、争议", f"11、{words}。\n12、争议")
    data = answered(run, tmp_path / "u.txt", {"text": text})
    assert any(words in entry for entry in data["unread"])
    assert data["verdict"] == "read_first"
    assert "没认出来" in data["headline"]


def test_a_good_agreement_has_no_words_that_are_not_understood(run: Any, tmp_path: Path) -> None:
    """What an honest agreement says is known, so that the warning is not shown for every paper."""
    for case in AGREEMENTS:
        if case["verdict"] == "take":
            assert answered(run, tmp_path / "u.txt", case)["unread"] == [], case["name"]


def test_three_clauses_that_are_not_grave_are_grave_together(run: Any, tmp_path: Path) -> None:
    """Two clauses to be mended are mended first; with a third beside them, the page is not to be signed."""
    two = "还款协议，双方约定如下。\n一、律师费由乙方承担。\n二、乙方逾期的，减免作废。\n"
    three = two + "三、争议由甲方所在地人民法院管辖。\n"
    path = tmp_path / "d.txt"
    assert [answered(run, path, {"text": text})["verdict"] for text in (two, three)] == ["ask_first", "do_not_sign"]


def test_a_quotation_keeps_its_brackets_closed(run: Any, tmp_path: Path) -> None:
    """A clause with a bracket that holds a comma is quoted to its end."""
    case = {"text": next(case["text"] for case in AGREEMENTS if "李四" in case["text"])}
    quoted = [entry["words"] for entry in answered(run, tmp_path / "c.txt", case)["against"]]
    assert any("（李四，工商银行6222xxxx）支付保证金2000元" in words for words in quoted)
    assert all(words.count("（") == words.count("）") for words in quoted)


def test_there_are_eight_agreements_and_half_are_traps() -> None:
    """The collection keeps its size and its arithmetic."""
    assert len(AGREEMENTS) >= 8
    assert len([case for case in AGREEMENTS if case["verdict"] == "do_not_sign"]) >= 4
    assert all(case["by_hand"] for case in AGREEMENTS)


def test_the_words_found_are_quoted(run: Any, tmp_path: Path) -> None:
    """Each clause against the reader stands with its own words, what it means, and what to have it changed to."""
    path = tmp_path / "a.txt"
    path.write_text(AGREEMENTS[1]["text"], encoding="utf-8")
    screen = re.sub(r"\s", "", run("agreement", "check", "--file", path, *AS_OF).out)
    for words in ("先别签", "自愿放弃诉讼时效抗辩", "删掉放弃时效的话", "同意债权人联系本人的家属", "只联系我本人"):
        assert words in screen


def test_whoever_owes_nothing_is_told_first(run: Any, tmp_path: Path) -> None:
    """That whoever owes nothing signs nothing stands before every clause; whoever says so gets words to refuse it."""
    path = tmp_path / "a.txt"
    for case in (AGREEMENTS[0], AGREEMENTS[1]):
        path.write_text(case["text"], encoding="utf-8")
        screen = re.sub(r"\s", "", run("agreement", "check", "--file", path, *AS_OF).out)
        headline, _, rest = screen.partition("不是借款人、没担保过的，别在上面签字，也别替他答应")
        assert rest, case["name"]
        assert "数目" not in headline.replace("核对数目", "")
        screen = re.sub(r"\s", "", run("agreement", "check", "--file", path, "--i-am", "家人", *AS_OF).out)
        assert screen.startswith("别签。你没有借款、没有签字，这不是你的债。")
        assert "这份协议我不签" in screen
        assert "我再签" not in screen
        assert "可以签" not in screen


def test_a_page_that_breaks_its_lines_is_read_whole(run: Any, tmp_path: Path) -> None:
    """A clause set over two lines, as a PDF gives it, is found like one on a single line."""
    case = {"text": "还款协议第三条 乙方自愿放\n弃诉讼时\n效抗辩，按本协议执行，双方盖章后生效。"}
    assert [entry["id"] for entry in answered(run, tmp_path / "b.txt", case)["against"]] == ["clause-waive-limitation"]


def test_the_instalments_go_into_a_calendar(run: Any, tmp_path: Path) -> None:
    """Every instalment becomes a day of a calendar file."""
    path = tmp_path / "a.txt"
    path.write_text(AGREEMENTS[0]["text"], encoding="utf-8")
    result = run("agreement", "check", "--file", path, *AS_OF, "--format", "ics")
    assert result.code == 0
    assert result.out.count("BEGIN:VEVENT") == 12
    assert "DTSTART;VALUE=DATE:20261215" in result.out


@pytest.mark.parametrize("words", [(), ("太短",)])
def test_nothing_to_read_is_said(run: Any, words: tuple[str, ...]) -> None:
    """Without an agreement there is one sentence that says how to hand it in."""
    result = run("agreement", "check", *words)
    assert result.code == 2
    assert "--file" in result.err


@pytest.mark.parametrize("columns", [80, 40])
def test_an_answer_fits_the_screen(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """No line is wider than the screen, and the verdict stands in the first line."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", str(columns))
    path = tmp_path / "a.txt"
    path.write_text(AGREEMENTS[1]["text"], encoding="utf-8")
    out = run("agreement", "check", "--file", path, *AS_OF).out
    assert [line for line in out.splitlines() if cell_len(line) > columns] == []
    assert out.startswith("先别签。")


def test_honest_sentences_accuse_nobody(run: Any, tmp_path: Path) -> None:
    """What honest lenders, mediators and banks write is taken for no clause against the reader, and nearly all of it
    is known.
    """
    told = (HERE / "honest_sentences.txt").read_text(encoding="utf-8").split()
    assert len(told) >= 80
    unread = []
    for words in told:
        case = {"text": f"还款协议书，双方约定如下，共两条。\n一、{words}。\n二、完。"}
        data = answered(run, tmp_path / "h.txt", case)
        assert data["against"] == [], words
        assert data["wrong"] == [], words
        unread += data["unread"]
    assert len(unread) < len(told) / 10, unread
