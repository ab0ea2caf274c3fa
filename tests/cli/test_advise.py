"""``advise``: from flags and case files to a report."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from borrower_help.case.file import load_case

DAY = ("--as-of", "2026-11-21", "--no-input")


def data_of(result: Any) -> dict[str, Any]:
    """The ``data`` of an answer in JSON."""
    assert (result.code, result.err) == (0, "")
    data: dict[str, Any] = json.loads(result.out)["data"]
    return data


@pytest.fixture(name="write_case")
def case_writer(tmp_path: Path) -> Any:
    """Write a case file and return its path."""

    def write(text: str, name: str = "case.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


# --- the commands of the issue ----------------------------------------------------------------------------


def test_facilitator_without_a_known_lender(run: Any) -> None:
    """极融 at day 45: valid JSON, a facilitator, and the first unknown is who the contract names as lender."""
    data = data_of(run("advise", "--lender", "极融", "--days-overdue", "45", "--format", "json", *DAY))
    assert data["situation"]["kind"] == "loan_facilitator"
    assert data["situation"]["lender"]["id"] == "jirong"
    assert data["situation"]["days_overdue"] == 45
    first = data["unknowns"][0]
    assert re.search("贷款人|放款", first["text"])
    assert "合同" in first["where"]


def test_harassed_by_one_lender(run: Any, knowledge: Any) -> None:
    """晋商 by its id, with two things that happened: both are judged, and there is something to do today."""
    happened = ("threat_police", "disclose_debt")
    result = run("advise", "--lender", "jinshang", "--happened", happened[0], "--happened", happened[1], *DAY)
    assert (result.code, result.err) == (0, "")
    assert "晋商消费金融" in result.out.splitlines()[0]
    on_one_line = result.out.replace("\n", "")
    titles = [f"{knowledge.behaviours[name].title}：不可以" for name in happened]
    assert [words for words in (*titles, "今天先做的三件事", "结论：") if words not in on_one_line] == []


def test_the_whole_report_names_its_sections(run: Any) -> None:
    """The report has the seven sections in the order of the seven questions."""
    out = run("advise", "--lender", "海尔", "--days-overdue", "1", "--full", *DAY).out
    headings = re.findall(r"^([一二三四五六七])、(\S+)", out, re.MULTILINE)
    assert [number for number, _ in headings] == list("一二三四五六七")
    assert [title.partition("（")[0] for _, title in headings] == [
        "接下来会发生什么",
        "他们能这样做吗",
        "到底欠多少",
        "可以要求什么",
        "向谁投诉",
        "征信怎么办",
        "收到的文书",
    ]


@pytest.mark.parametrize("name", ["credit", "征信怎么办"])
def test_one_section_alone(run: Any, name: str) -> None:
    """``--section`` prints the conclusion and that section with its sources, and no other."""
    result = run("advise", "--lender", "海尔", "--days-overdue", "1", "--section", name, *DAY)
    assert (result.code, result.err) == (0, "")
    assert re.findall(r"^[一二三四五六七]、(\S+)", result.out, re.MULTILINE) == ["征信怎么办"]
    assert "征信业管理条例" in result.out


def test_a_section_that_is_none(run: Any) -> None:
    """A name that is no section is answered with all seven; JSON is always whole."""
    wrong = run("advise", "--lender", "海尔", "--days-overdue", "1", "--section", "credits", *DAY)
    assert wrong.code == 2
    assert "credit（征信怎么办）" in wrong.err
    whole = run("advise", "--lender", "海尔", "--days-overdue", "1", "--section", "credit", "--format", "json", *DAY)
    assert whole.code == 2


# --- flags ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["海尔", "haier", "HAIER", "ｈａｉｅｒ", "够花", " 海尔消费金融 ", "海尔消费金融有限公司"]
)
def test_a_lender_by_any_of_its_names(run: Any, name: str) -> None:
    """A lender is found by id, name, brand or pinyin, in any width and case."""
    assert data_of(run("advise", "--lender", name, "--format", "json", *DAY))["situation"]["lender"]["id"] == "haier"


def test_a_lender_nobody_recorded(run: Any) -> None:
    """An unknown name gets advice by kind, and the person is told on stderr that the lender is not recorded."""
    result = run("advise", "--lender", "快快借", "--kind", "小额贷款公司", "--days-overdue", "10", *DAY)
    assert result.code == 0
    assert "没有收录「快快借」" in result.err
    assert "快快借（小额贷款公司）" in result.out


def test_a_near_miss_is_offered(run: Any) -> None:
    """A mistyped name gets the nearest recorded names offered."""
    assert "小赢卡贷" in run("advise", "--lender", "小赢卡袋", "--days-overdue", "1", *DAY).err


def test_the_remark_is_in_the_json_too(run: Any) -> None:
    """For programs the remark about an unknown lender stands in ``warnings`` and not on stderr."""
    result = run("advise", "--lender", "快快借", "--format", "json", *DAY)
    assert (result.code, result.err) == (0, "")
    assert any("快快借" in warning for warning in json.loads(result.out)["warnings"])


def test_due_date_counts_the_days(run: Any) -> None:
    """``--due`` gives the days overdue on the day of the answer."""
    situation = data_of(run("advise", "--lender", "海尔", "--due", "2026/11/1", "--format", "json", *DAY))["situation"]
    assert (situation["days_overdue"], situation["due"]) == (20, "2026-11-01")


def test_a_due_date_ahead_is_not_overdue(run: Any) -> None:
    """Who pays tomorrow is not overdue."""
    assert (
        data_of(run("advise", "--lender", "海尔", "--due", "2026-11-22", "--format", "json", *DAY))["situation"][
            "days_overdue"
        ]
        == 0
    )


@pytest.mark.parametrize(
    "flags",
    [("--paper", "payment_order=2026-11-22"), ("--happened", "insult=2027-11-03"), ("--complained", "2026-12-01")],
    ids=["paper", "happened", "complained"],
)
def test_a_day_to_come_is_refused(run: Any, flags: tuple[str, str]) -> None:
    """A paper or an event of a day that has not come is a slip: it is refused by its flag, and no clock runs from
    it.
    """
    result = run("advise", "--lender", "海尔", "--days-overdue", "60", *flags, *DAY)
    assert (result.code, result.out) == (2, "")
    assert flags[0] in result.err
    assert flags[1].rpartition("=")[2] in result.err
    assert "这一天还没到" in result.err


@pytest.mark.parametrize(
    "flags",
    [("--paper", "payment_order=2026-11-21"), ("--happened", "insult=2026-11-21"), ("--complained", "2026-11-21")],
)
def test_today_has_come(run: Any, flags: tuple[str, str]) -> None:
    """What happened today is taken."""
    assert run("advise", "--lender", "海尔", "--days-overdue", "60", *flags, *DAY).code == 0


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (
            "papers:\n  - {kind: summons, received: 2026-11-20}\n  - {kind: payment_order, received: 2026-11-22}\n",
            "第 5 行：papers 的第 2 份，received（哪天收到）：",
        ),
        (
            "happened:\n  - insult\n  - id: call_after_22\n    on: 2026-11-30\n",
            "第 6 行：happened 的第 2 件，on（哪天）：",
        ),
        ("complained: 2026-12-02\n", "第 3 行：complained（向机构投诉的日子）："),
        (
            "debts:\n  - {name: 海尔, balance: 1000, last_event: 2026-12-01}\n",
            "第 4 行：debts 的第 1 笔，last_event（最后一次还款或催款的日子）：",
        ),
    ],
    ids=["paper", "happened", "complained", "debt"],
)
@pytest.mark.parametrize("command", ["advise", "cost", "plan"])
def test_a_day_to_come_in_a_case_file(run: Any, write_case: Any, command: str, told: str, place: str) -> None:
    """Every command that takes a case file refuses such a day with its field and its line."""
    result = run(command, "--case", write_case(f"lender: 海尔\ndays_overdue: 60\n{told}"), "--as-of", "2026-11-21")
    assert (result.code, result.out) == (2, "")
    assert place in result.err
    assert "这一天还没到" in result.err


def test_a_due_date_to_come_in_a_case_file(run: Any, write_case: Any) -> None:
    """What falls due next month is no slip."""
    assert run("advise", "--case", write_case("lender: 海尔\ndue: 2026-12-20\n"), *DAY).code == 0


@pytest.mark.parametrize(
    ("flags", "field", "words"),
    [
        (("--days-overdue", "４５天"), "days_overdue", "45 天"),
        (("--unreachable",), "reachable", "联系不上"),
        (("--reachable",), "reachable", "能联系上"),
        (("--happened", "insult=2026年11月3日"), "happened", "2026-11-03"),
        (("--paper", "summons=2026.11.10"), "papers", "2026-11-10"),
        (("--hardship", "illness", "--hardship", "job_loss"), "hardship", "、"),
        (("--goal", "credit"), "goals", "征信"),
        (("--complained", "2026-11-02"), "complained", "2026-11-02"),
        (("--outstanding", "1.2万"), "outstanding", "12000"),
        (("--income", "5,000.50元"), "income", "5000.50"),
        (("--essentials", "3000"), "essentials", "3000"),
        (("--kind", "银行"), "kind", "银行"),
    ],
    ids=[
        "days",
        "unreachable",
        "reachable",
        "happened",
        "paper",
        "hardship",
        "goal",
        "complained",
        "outstanding",
        "income",
        "essentials",
        "kind",
    ],
)
def test_every_flag_reaches_the_report(run: Any, flags: tuple[str, ...], field: str, words: str) -> None:
    """What a flag says is repeated in the answers of the report, so that a mistake is noticed."""
    answers = data_of(run("advise", "--lender", "海尔", *flags, "--format", "json", *DAY))["situation"]["answers"]
    assert words in answers[field]


def test_income_less_essentials_bounds_what_can_be_offered(run: Any) -> None:
    """With income and essentials the report names the most that can be promised a month, never more than what is
    left.
    """
    flags = ("--outstanding", "30000", "--income", "6000", "--essentials", "4500")
    budget = data_of(run("advise", "--lender", "海尔", "--days-overdue", "20", *flags, "--format", "json", *DAY))[
        "money"
    ]["budget"]
    assert float(budget["left"]) == 1500
    assert 0 < float(budget["offer"]) <= 1500
    assert (
        f"{float(budget['offer']):,.0f}" in run("advise", "--lender", "海尔", "--days-overdue", "20", *flags, *DAY).out
    )


def test_explain_says_why(run: Any) -> None:
    """``--explain`` adds which answer selected an entry."""
    plain = run("advise", "--lender", "海尔", "--unreachable", "--days-overdue", "5", *DAY)
    explained = run("advise", "--lender", "海尔", "--unreachable", "--days-overdue", "5", "--explain", *DAY)
    assert "选中的理由" not in plain.out
    assert "选中的理由" in explained.out


@pytest.mark.parametrize(
    "goals", [(), ("--goal", "plan"), ("--goal", "know_amount")], ids=["no goal", "plan", "amount"]
)
def test_where_to_complain_on_the_first_day(run: Any, goals: tuple[str, ...]) -> None:
    """Before anything has happened the short report already names the lender, then 12378, each with its day, whatever
    the goal.
    """
    out = "".join(
        run(
            "advise", "--lender", "海尔", "--days-overdue", "1", *goals, "--as-of", "2026-11-30", "--no-input"
        ).out.split()
    )
    lender, regulator = "今天：对方有违规的，书面投诉放款机构", "12-16起：放款机构满15日没答复，带工单号打12378"
    assert lender in out
    assert regulator in out
    assert out.index(lender) < out.rindex(regulator)


def test_full_shows_more(run: Any) -> None:
    """``--full`` shows on the screen what the short report leaves out."""
    short = run("advise", "--lender", "海尔", "--days-overdue", "5", *DAY).out
    full = run("advise", "--lender", "海尔", "--days-overdue", "5", "--full", *DAY).out
    assert "--full" in short
    assert len(full.splitlines()) > 2 * len(short.splitlines())


def test_danger_comes_first_and_alone(run: Any) -> None:
    """With a danger and nothing else the numbers to call are the last lines, and no section of the report follows."""
    result = run("advise", "--safety", "at_door", *DAY)
    assert result.code == 0
    assert result.out.splitlines()[-1].startswith("!! ")
    assert "110" in "".join(result.out.splitlines()[:6])
    assert "今天先做的三件事" not in result.out


def test_danger_comes_before_a_report(run: Any) -> None:
    """With a danger and a lender the numbers still stand before everything else."""
    out = run("advise", "--safety", "self_harm", "--lender", "海尔", "--days-overdue", "3", *DAY).out
    assert out.startswith("!! ")
    assert out.index("12356") < out.index("海尔消费金融")


# --- case files --------------------------------------------------------------------------------------------

CASE = "lender: 海尔\ndays_overdue: 1\nreachable: true\ngoals: [plan]\noutstanding: 905.33\n"


def test_case_file(run: Any, write_case: Any) -> None:
    """A case file says the same as the flags."""
    by_file = run("advise", "--case", write_case(CASE), *DAY)
    by_flags = run(
        "advise",
        "--lender",
        "海尔",
        "--days-overdue",
        "1",
        "--reachable",
        "--goal",
        "plan",
        "--outstanding",
        "905.33",
        *DAY,
    )
    assert by_file.code == 0
    assert by_file == by_flags


def test_case_from_standard_input(run: Any, write_case: Any) -> None:
    """``--case -`` reads the case from standard input."""
    assert run("advise", "--case", "-", *DAY, stdin=CASE) == run("advise", "--case", write_case(CASE), *DAY)


@pytest.mark.parametrize(
    "stdin", ["\ufeff" + CASE, CASE.replace("\n", "\r\n")], ids=["byte-order mark", "windows line ends"]
)
def test_case_from_another_editor(run: Any, write_case: Any, stdin: str) -> None:
    """A byte-order mark or Windows line ends change nothing, from a file or from standard input."""
    expected = run("advise", "--case", write_case(CASE), *DAY)
    assert run("advise", "--case", "-", *DAY, stdin=stdin) == expected
    assert run("advise", "--case", write_case(stdin, "windows.yaml"), *DAY) == expected


def test_case_as_json(run: Any, write_case: Any) -> None:
    """A JSON case is as good as YAML, and amounts may be numbers in it."""
    case = {"lender": "海尔", "days_overdue": 1, "reachable": True, "goals": ["plan"], "outstanding": 905.33}
    path = write_case(json.dumps(case), "case.json")
    assert run("advise", "--case", path, *DAY) == run("advise", "--case", write_case(CASE), *DAY)


def test_flag_beats_file(run: Any, write_case: Any) -> None:
    """What is given on the command line replaces what the file says about the same thing, and nothing else."""
    path = write_case(CASE)
    data = data_of(
        run("advise", "--case", path, "--lender", "晋商", "--unreachable", "--goal", "court", "--format", "json", *DAY)
    )
    assert data["situation"]["lender"]["id"] == "jinshang"
    answers = data["situation"]["answers"]
    assert "联系不上" in answers["reachable"]
    assert "法院" in answers["goals"]
    assert answers["days_overdue"].startswith("1 天")
    assert "905.33" in answers["outstanding"]


@pytest.mark.parametrize(
    ("in_file", "flags", "days"),
    [("days_overdue: 1", ("--due", "2026-11-11"), 10), ("due: 2026-11-11", ("--days-overdue", "7"), 7)],
    ids=["due over days", "days over due"],
)
def test_one_way_to_say_the_days_beats_the_other(
    run: Any, write_case: Any, in_file: str, flags: tuple[str, str], days: int
) -> None:
    """``--due`` replaces the days in the file, and ``--days-overdue`` the due date, without a quarrel."""
    path = write_case(f"lender: 海尔\n{in_file}\n")
    assert data_of(run("advise", "--case", path, *flags, "--format", "json", *DAY))["situation"]["days_overdue"] == days


BROKEN = """\
lender: 海尔
days_overdue: 很多
due: 2026-02-30
kind: pawnshop
happend: [insult]
reachable: maybe
outstanding: 很少
papers:
  - kind: summons
    recieved: 2026-11-01
  - received: 2026-11-02
lender: 晋商
"""


def test_every_mistake_of_a_case_file_has_its_line(run: Any, write_case: Any) -> None:
    """All mistakes of a case file are named at once, each with file, line and the word that is wrong."""
    path = write_case(BROKEN)
    result = run("advise", "--case", path, *DAY)
    assert (result.code, result.out) == (2, "")
    found = dict(re.findall(r"^第 (\d+) 行：(.*)$", result.err, re.MULTILINE))
    assert list(found) == ["2", "3", "4", "5", "6", "7", "10", "11", "12"]
    words = {
        "2": "很多",
        "3": "2026-02-30",
        "4": "pawnshop",
        "5": "happend",
        "6": "maybe",
        "7": "很少",
        "10": "recieved",
        "11": "kind",
        "12": "lender",
    }
    assert [line for line, word in words.items() if word not in found[line]] == []
    assert "9 处要改" in result.err


def test_mistakes_from_standard_input(run: Any) -> None:
    """Mistakes in a case from standard input say that they are there, with their lines."""
    result = run("advise", "--case", "-", *DAY, stdin="lender: 海尔\nkind: pawnshop\n")
    assert result.code == 2
    assert "标准输入 里有" in result.err
    assert "第 2 行：" in result.err


def test_mistakes_of_a_case_file_as_json(run: Any, write_case: Any) -> None:
    """For programs the mistakes come as a list of path, line and message."""
    path = write_case(BROKEN)
    result = run("advise", "--case", path, "--format", "json", *DAY)
    envelope = json.loads(result.out)
    assert (result.code, result.err, envelope["status"]) == (2, "", "error")
    assert [problem["line"] for problem in envelope["data"]["problems"]] == [2, 3, 4, 5, 6, 7, 10, 11, 12]
    assert {problem["path"] for problem in envelope["data"]["problems"]} == {str(path)}


WRONG_LINE_THREE = {
    "tab instead of spaces": "\tdays_overdue: 1",
    "unknown key": "phone: 123",
    "impossible date": "due: 2026-13-01",
    "negative days": "days_overdue: -1",
    "list instead of text": "kind: [bank]",
    "not a number": "outstanding: NaN",
    "infinite": "income: Infinity",
    "negative amount": "outstanding: -5",
    "absurd amount": "outstanding: 1e300",
    "unknown behaviour": "happened: [was_rude]",
    "unknown paper": "papers: [{kind: postcard}]",
    "unknown goal": "goals: [revenge]",
    "unknown danger": "safety: [storm]",
    "unknown hardship": "hardship: [bad_luck]",
    "year out of range": "due: 0001-01-01",
    "received out of range": "papers: [{kind: summons, received: 9999-12-31}]",
    "happened out of range": "happened: [{id: insult, on: 9999-12-31}]",
    "unknown tag": "kind: !!python/object:os.system x",
    "key that is a list": "? [a, b]\n: c",
    "key that is a number": "5: bank",
}


@pytest.mark.parametrize("wrong", WRONG_LINE_THREE.values(), ids=WRONG_LINE_THREE)
def test_a_mistake_in_a_case_file_is_found_by_its_line(run: Any, write_case: Any, wrong: str) -> None:
    """Whatever is wrong in a case file, the error names the file and the line, and the exit code is 2."""
    path = write_case(f"# 我的情况\nlender: 海尔\n{wrong}\n")
    result = run("advise", "--case", path, *DAY)
    assert (result.code, result.out) == (2, "")
    assert f"{path} 里有 " in result.err
    assert "\n第 3 行：" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (b"# only a comment\n", "空"),
        (b"- a\n- b\n", "键"),
        (b"lender: \xba\xa3\xb6\xfb\n", "UTF-8"),
        (b"lender: \x00\n", "YAML"),
        (b"a: " * 3 + b"\n", "YAML"),
        (b"[" * 5000, ""),
        (b"x" * 1_000_001, "太大"),
    ],
    ids=["empty", "comment only", "list", "GBK", "NUL", "syntax", "deep", "large"],
)
def test_a_file_that_is_no_case(run: Any, tmp_path: Path, content: bytes, words: str) -> None:
    """A file that is something else is refused with a sentence that says so, from disk and from standard input."""
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    for result in (run("advise", "--case", path, *DAY), run("advise", "--case", "-", *DAY, stdin=content)):
        assert (result.code, result.out) == (2, "")
        assert result.err.endswith("。\n")
    assert words in run("advise", "--case", path, *DAY).err


def test_a_folder_is_no_case(run: Any, tmp_path: Path) -> None:
    """A folder given as a case file is refused by name."""
    result = run("advise", "--case", tmp_path, *DAY)
    assert result.code == 2
    assert str(tmp_path) in result.err


def test_control_characters_of_a_case_file_do_not_reach_the_screen(run: Any, write_case: Any) -> None:
    """An escape sequence in a case file cannot paint the screen through an error message."""
    result = run("advise", "--case", write_case('kind: "\\e[31mbank"\n"\\e[32mkey": 1\n'), *DAY)
    assert result.code == 2
    assert "\x1b" not in result.err


@pytest.mark.parametrize(
    "text", ["checked: 2026-11-21\nlender: &a [*a]\n", "lender: &a [*a]\n"], ids=["with a date", "alone"]
)
def test_a_case_that_contains_itself(process: Any, text: str) -> None:
    """A YAML file that refers to itself is refused, and the program does not run for ever."""
    result = process("advise", "--case", "-", *DAY, stdin=text.encode(), timeout=20)
    assert result.returncode == 2
    assert "标准输入" in result.stderr.decode()


# --- saving -------------------------------------------------------------------------------------------------


def test_saved_case_is_private_and_reads_back(run: Any, tmp_path: Path) -> None:
    """``--save-case`` writes a file only its owner can read; read back, it gives the same report."""
    path = tmp_path / "saved.yaml"
    flags = (
        "--lender",
        "晋商",
        "--due",
        "2026-10-01",
        "--unreachable",
        "--happened",
        "insult=2026-11-02",
        "--happened",
        "visit_crowd",
    )
    flags += (
        "--paper",
        "summons=2026-11-10",
        "--paper",
        "lawyer_letter",
        "--hardship",
        "illness",
        "--goal",
        "plan",
        "--goal",
        "court",
    )
    flags += (
        "--outstanding",
        "12000.50",
        "--income",
        "5000",
        "--essentials",
        "3000",
        "--complained",
        "2026-11-05",
        "--kind",
        "consumer_finance",
    )
    saved = run("advise", *flags, "--save-case", path, "--format", "json", *DAY)
    assert saved.code == 0
    assert str(path) in saved.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert run("advise", "--case", path, "--format", "json", *DAY).out == saved.out
    assert load_case(path).lender == "晋商"


def test_saving_over_a_readable_file_makes_it_private(run: Any, tmp_path: Path) -> None:
    """An older case file that others could read is private afterwards."""
    path = tmp_path / "saved.yaml"
    path.write_text("lender: 海尔\n", encoding="utf-8")
    path.chmod(0o644)
    run("advise", "--lender", "晋商", "--save-case", path, "--force", *DAY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_case(path).lender == "晋商"


def test_nothing_is_saved_unless_asked(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report leaves no file behind, neither in the folder nor in the home of the user."""
    monkeypatch.chdir(tmp_path)
    assert run("advise", "--lender", "海尔", "--days-overdue", "3", *DAY).code == 0
    assert list(tmp_path.rglob("*")) == []


def test_a_case_with_a_mistake_is_not_saved(run: Any, tmp_path: Path) -> None:
    """Where the answers cannot be used, the case file of last time stays as it was."""
    path = tmp_path / "saved.yaml"
    path.write_text("lender: 海尔\n", encoding="utf-8")
    result = run("advise", "--lender", "海尔", "--days-overdue", "3", "--goal", "revenge", "--save-case", path, *DAY)
    assert result.code == 2
    assert path.read_text(encoding="utf-8") == "lender: 海尔\n"


# --- examples -------------------------------------------------------------------------------------------------

EXAMPLES = sorted(
    path.name for path in (Path(__file__).parents[2] / "examples").iterdir() if path.suffix in (".yaml", ".json")
)


def test_the_examples_that_the_readme_needs_are_there() -> None:
    """The example cases have the names that the documentation uses."""
    assert {
        "haier-day-1.yaml",
        "jirong-day-45.yaml",
        "jinshang-harassed.yaml",
        "court-summons.yaml",
        "unknown-app.yaml",
        "minimal.json",
    } <= set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_runs(run: Any, root: Path, name: str) -> None:
    """Every example case gives a report."""
    result = run("advise", "--case", root / "examples" / name, *DAY)
    assert result.code == 0
    assert "今天先做的三件事" in result.out


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.endswith(".yaml")])
def test_example_says_what_it_shows(root: Path, name: str) -> None:
    """The first line of every YAML example says in Chinese what it shows."""
    first = (root / "examples" / name).read_text(encoding="utf-8").splitlines()[0]
    assert re.match(r"# .*[\u4e00-\u9fff].*。$", first)


def test_the_json_example_is_json(root: Path) -> None:
    """The JSON example can be read by any program that reads JSON."""
    assert json.loads((root / "examples" / "minimal.json").read_text(encoding="utf-8"))["lender"]


def test_a_file_that_is_not_there_is_one_sentence(run: Any) -> None:
    """A case file that is missing is said to be missing, without a line number and without counting problems."""
    result = run("advise", "--case", "nowhere.yaml")
    assert result.code == 2
    assert result.err.startswith("nowhere.yaml：读不到这个文件")
    assert len(result.err.splitlines()) == 1


def test_a_word_of_a_case_file_that_names_nothing_shows_what_can_be_written(run: Any, tmp_path: Path) -> None:
    """A volunteer who writes another word is shown the Chinese titles, never the pattern of an id."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "lender: 海尔\nhappened: [乱七八糟的事]\npapers: [某文书]\nrole: 邻居\nkind: 大公司\n", encoding="utf-8"
    )
    said = run("advise", "--case", path).err
    assert "^[a-z" not in said
    for line, word, title in (
        (2, "乱七八糟的事", "深夜"),
        (3, "某文书", "传票"),
        (4, "邻居", "家人"),
        (5, "大公司", "银行"),
    ):
        shown = next(part for part in said.splitlines() if f"第 {line} 行：" in part)
        assert word in shown
        assert title in shown


def test_several_lenders_are_named_in_one_option(run: Any) -> None:
    """Names with 、 between them are as many loans, also such as nobody knows; the days are those of the first."""
    result = run(
        "advise", "--lender", "海尔、某某小贷、招商银行信用卡", "--days-overdue", "20", *DAY, "--format", "json"
    )
    assert result.code == 0
    loans = json.loads(result.out)["data"]["loans"]
    assert sorted(loan["index"] for loan in loans) == [0, 1, 2]
    assert {loan["index"]: loan["days_overdue"] for loan in loans} == {0: 20, 1: None, 2: None}
    assert "招商银行" in result.out


def test_the_names_of_a_case_file_do_not_take_its_figures_away(run: Any, write_case: Any) -> None:
    """A command to go on names the loans beside the file that holds them; what the file says of each stays."""
    told = "loans:\n  - {lender: 海尔, days_overdue: 20}\n  - {lender: 晋商, days_overdue: 90, outstanding: 900}\n"
    result = run("advise", "--case", write_case(told), "--lender", "海尔、晋商", *DAY, "--format", "json")
    assert {loan["index"]: loan["days_overdue"] for loan in json.loads(result.out)["data"]["loans"]} == {0: 20, 1: 90}


def test_nobody_is_sent_to_the_service_of_a_lender_without_a_licence(run: Any) -> None:
    """What such a lender calls its service is where money is lost: no telephone stands beside what is to be done."""
    result = run(
        "advise", "--kind", "unlicensed", "--lender", "某某快借", "--days-overdue", "9", *DAY, "--format", "json"
    )
    assert [action["phone"] for action in json.loads(result.out)["data"]["first"] if "App" in action["phone"]] == []


def test_a_relative_is_told_once_that_nothing_is_owed(run: Any) -> None:
    """The first screen of somebody who did not sign says once that they need not pay, in its first sentence."""
    out = re.sub(r"\s", "", run("advise", "--i-am", "家人", "--lender", "海尔", "--no-input").out)
    assert out.startswith("借款人的债，没借、没签、没答应一起还的家人、朋友、同事不用还。")
    assert out[: out.index("他们能这样做吗")].count("朋友、同事，不用替他还") == 0


def test_the_lines_of_a_menu_go_on_to_the_right(capsys: Any, monkeypatch: Any) -> None:
    """A long line of the list of letters goes on below its words and never at the left edge."""
    from borrower_help.cli.terminal import show_on_terminal

    monkeypatch.setenv("COLUMNS", "40")
    show_on_terminal("写哪一封？\n  1 要求说明债务明细、合同和放款流水的信（空白自己填）\n  2 短的")
    shown = capsys.readouterr().err.splitlines()
    assert shown[0] == "写哪一封？"
    assert [line[:2] for line in shown[1:]] == ["  "] * 3
    assert shown[2].startswith("     ")


def test_a_message_that_says_it_is_from_a_court_is_checked_before_it_is_believed(run: Any, knowledge: Any) -> None:
    """The interview has a line of its own for it, and the report leads to the court's number and away from the link."""
    assert knowledge.paper_groups[0].text == "短信说是法院的，带链接、案号或号码"
    assert knowledge.paper_groups[0].papers == ("court_message",)
    out = run("advise", "--lender", "海尔", "--days-overdue", "60", "--paper", "court_message", "--no-input").out
    screen = re.sub(r"\s", "", out)
    assert "别点链接，别打短信里的号码" in screen
    assert "12368" in screen
