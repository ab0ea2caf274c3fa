"""After the interview: the first screen, the sections one by one, letters and files, and the conclusion at the end."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from borrower_help import Case, Knowledge, advise
from borrower_help.case.file import load_case
from borrower_help.case.model import Happening, LoanOfCase, ReceivedPaper, Role
from borrower_help.cli.menu import Menu
from borrower_help.cli.session import Session
from borrower_help.cli.window import in_rows
from borrower_help.interview.typed import Back
from borrower_help.render.wrap import wrap

CASE = Case(
    lender="海尔",
    days_overdue=120,
    papers=(ReceivedPaper(kind="payment_order", received=dt.date(2026, 11, 6)),),
    goals=("court",),
)


class Keys:
    """Types what it was given, then ends; keeps what was shown."""

    def __init__(self, *typed: str) -> None:
        self.typed, self.shown = list(typed), []

    def say(self, text: str) -> None:
        """A remark."""
        self.shown.append(text)

    def text(self, question: str, _why: str, _kept: str = "", *, hint: str = "") -> str:
        """The next line typed."""
        self.shown.append(question + hint)
        if not self.typed:
            raise EOFError
        if self.typed[0] == "b":
            self.typed.pop(0)
            raise Back
        return self.typed.pop(0)

    choose = choose_many = None


@pytest.fixture(name="played")
def play_menu(knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Any:
    """``played(*typed)``: what stands on the screen, and what the menu said, after these lines were typed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")

    def played(*typed: str) -> tuple[str, str]:
        session = Session("advise", as_of="2026-11-18", plain=True)
        session.__dict__["knowledge"] = knowledge
        keys = Keys(*typed)
        Menu(advise(CASE, knowledge, session.day), CASE, session, keys).run()  # type: ignore[arg-type]
        return capsys.readouterr().out, "\n".join(keys.shown)

    return played


def test_the_first_screen_stands_alone(played: Any) -> None:
    """Whoever ends at once has read the conclusion and the three things, and nothing that scrolled them away."""
    screen, _ = played("0")
    assert len(screen.splitlines()) <= 16
    assert "最后一天 11-23 周一" in screen.replace("\n   ", "")


def test_enter_turns_the_sections_and_the_conclusion_stays(played: Any) -> None:
    """Enter shows the next section; at the end the conclusion and the three things stand on the screen again."""
    screen, shown = played("", "q")
    assert "回车看「" in shown
    assert "接下来会发生什么" in screen
    assert "结论：" in screen.splitlines()[-8:][0] or any("结论：" in line for line in screen.splitlines()[-9:])


def test_no_page_is_longer_than_the_window(played: Any) -> None:
    """A section that is longer than the window is turned page by page."""
    _, shown = played("7", "", "0", "0")
    assert "第 1 页，共" in shown or "收到的文书" in shown


def test_a_letter_is_written_from_the_menu(played: Any) -> None:
    """The letters that fit are offered by name, and the first is written into the file that was named."""
    _, shown = played("8", "1", "异议.md", "0")
    assert "支付令异议" in shown
    assert "支付令异议书" in Path("异议.md").read_text(encoding="utf-8")


def test_the_answer_is_kept_in_a_file(played: Any) -> None:
    """The report goes into a file of the format its ending names, and a file that is there is not lost."""
    _, shown = played("9", "报告.md", "9", "报告.md", "0")
    assert Path("报告.md").read_text(encoding="utf-8").startswith("#")
    assert "已经有 报告.md" in shown


def test_a_calendar_does_not_claim_to_hold_the_report(played: Any) -> None:
    """Days alone are in it, and that is said."""
    _, shown = played("9", "期限.ics", "0")
    assert "没有整份报告" in shown
    assert "全部内容都在里面" not in shown


def test_the_answers_are_kept_on_request(played: Any) -> None:
    """The answers go into a case file that can be read again."""
    played("10", "", "0")
    assert load_case(Path("我的情况.yaml")).papers == CASE.papers


def test_back_leads_to_the_menu_and_never_out_of_it(played: Any) -> None:
    """Whoever goes back at the menu, on a page or at the letters sees the menu again and can go on."""
    screen, shown = played("b", "8", "b", "1", "0")
    assert "一、接下来会发生什么" in screen
    assert shown.count("0 结束") >= 4


LONG = Case(
    lender="某某某某某某某某某某科技有限公司",
    days_overdue=60,
    papers=tuple(ReceivedPaper(kind=kind, received=dt.date(2026, 11, 6)) for kind in ("payment_order", "summons")),
    hearing=dt.date(2026, 11, 20),
    goals=("plan", "court"),
)


@pytest.mark.parametrize("case", [CASE, LONG], ids=["short", "long"])
@pytest.mark.parametrize(("columns", "rows"), [(40, 24), (40, 20), (80, 20)])
def test_the_first_screen_stands_in_the_window_whole(
    case: Case, columns: int, rows: int, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """From the first line of the conclusion to the line that is typed everything is in the window; where that leaves no
    room for the menu, it is folded into one line and unfolds with m.
    """
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(rows))
    session = Session("advise", as_of="2026-11-18", plain=True)
    session.__dict__["knowledge"] = knowledge
    keys = Keys("m")
    Menu(advise(case, knowledge, session.day), case, session, keys).run()  # type: ignore[arg-type]
    screen = capsys.readouterr().out.partition("\n结论：")[0].rstrip("\n").splitlines()
    assert len(screen) + len(keys.shown[0].splitlines()) + 1 <= rows
    assert "写信" in keys.shown[0] or "写信" in keys.shown[1]


def test_the_conclusion_stays_after_a_file_was_written(played: Any) -> None:
    """Whoever only keeps the report still has the conclusion on the screen that is left behind."""
    screen, _ = played("9", "报告.md", "0")
    assert any("结论：" in line for line in screen.splitlines()[-9:])


@pytest.fixture(name="told")
def play_a_case(knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """``told(case, *typed)``: what the menu of that case said after these lines were typed."""
    monkeypatch.chdir(tmp_path)

    def told(case: Case, *typed: str) -> str:
        session = Session("advise", as_of="2026-11-18", plain=True)
        session.__dict__["knowledge"] = knowledge
        keys = Keys(*typed)
        Menu(advise(case, knowledge, session.day), case, session, keys).run()  # type: ignore[arg-type]
        return "\n".join(keys.shown)

    return told


CALLED = Case(lender="洋钱罐", days_overdue=60, happened=(Happening(id="collect_from_relative"),))


def test_a_letter_that_lacks_a_day_is_written_with_blanks(told: Any) -> None:
    """What the case calls for is offered though a day is missing; what is to be filled in is listed before, and on the
    page for the sender; the day is a blank and what happened stands in words.
    """
    shown = told(CALLED, "8", "停止联系他人（借款人写）", "信.txt", "0")
    assert "停止联系他人（借款人写）（空白自己填）" in shown
    assert "这封信里有空白" in shown
    assert "1. 先问被打扰的人：哪天几点、什么号码、说了什么，再替他写上。" in shown
    assert "borrower-help log add" not in shown
    written = Path("信.txt").read_text(encoding="utf-8").replace("\n", "")
    assert "＿＿＿＿年＿＿月＿＿日：要父母或亲友替我还钱" in written
    assert "经过（几点、号码、原话）：＿＿＿＿" in written
    assert "要你自己填的" in written


def test_whoever_fills_in_reads_no_names_of_fields_or_commands(knowledge: Knowledge) -> None:
    """What a pen is to add is said in words alone, for every letter."""
    said = [need.fill for kind in knowledge.letters.values() for need in kind.needs]
    assert said
    assert not [text for text in said if "borrower-help" in text or "情况文件" in text or re.search("[a-z]{3}", text)]


def test_what_can_always_be_written_is_on_the_list(told: Any) -> None:
    """Whoever signed is offered the letter that asks for contract and account, whatever happened."""
    assert "要合同、明细和催收机构信息" in told(Case(lender="海尔", days_overdue=3), "8", "", "0")
    assert "要合同、明细" not in told(Case(role=Role.FAMILY, lender="海尔"), "8", "", "0")


def test_a_letter_that_would_cost_a_right_is_not_offered_with_blanks(told: Any) -> None:
    """Where three years may be over, blanks do not make the request for instalments writable."""
    old = Case(lender="海尔", days_overdue=1500, goals=("plan",))
    assert "困难说明和分期申请" not in told(old, "8", "", "0")
    young = Case(lender="海尔", days_overdue=60, goals=("plan",))
    assert "困难说明和分期申请（空白自己填）" in told(young, "8", "", "0")


def test_a_letter_is_read_before_it_is_kept_and_need_not_be_kept(told: Any, capsys: Any) -> None:
    """It is shown on the screen on request, and 0 writes no file."""
    told(CALLED, "8", "1", "看", "0", "0")
    assert "要求停止联系" in capsys.readouterr().out or not list(Path().iterdir())
    assert list(Path().iterdir()) == []


def test_the_command_at_the_end_stands_above_the_conclusion(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path
) -> None:
    """Where command and conclusion do not fit the window together, the conclusion is what is left standing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("LINES", "24")
    session = Session("advise", as_of="2026-11-18", plain=True)
    session.__dict__["knowledge"] = knowledge
    menu = Menu(advise(LONG, knowledge, session.day), LONG, session, Keys("1", "0"), remarks=("按一类机构说。",))  # type: ignore[arg-type]
    menu.run()
    shown = capsys.readouterr()
    left = shown.out[shown.out.rindex("结论：") :]
    command = shown.err[shown.err.index("再看一遍") :].strip()
    assert len(left.splitlines()) + len(wrap(command, 40)) < 24
    assert "再看一遍" in shown.err
    assert shown.err.index("按一类机构说") < shown.err.index("再看一遍")


def test_several_loans_have_a_page_of_their_own(told: Any, capsys: Any) -> None:
    """Whoever has several finds in the menu which one goes first; whoever has one sees no such entry, and the command
    at the end names them all.
    """
    loans = (LoanOfCase(lender="海尔", days_overdue=40), LoanOfCase(lender="招商银行", days_overdue=3, secured=True))
    assert "11 先顾哪一笔" in told(Case(loans=loans), "11", "0")
    shown = capsys.readouterr()
    assert "2 笔借款，先顾哪一笔" in shown.out
    assert "--lender '海尔、招商银行'" in shown.err.replace("\\\n", "").replace("--lender  ", "--lender ")
    assert "先顾哪一笔" not in told(CALLED, "0")


def test_a_wrong_line_is_answered_with_what_can_be_typed(played: Any) -> None:
    """What is not understood ends nothing."""
    _, shown = played("77", "0")
    assert "没看懂「77」" in shown


def test_a_number_typed_where_a_page_turns_is_heard(played: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants something else than the next page gets it at once, and types it only once."""
    monkeypatch.setenv("LINES", "14")
    screen, shown = played("7", "9", "报告.md", "0")
    assert "第 1 页，共" in shown
    assert Path("报告.md").exists()
    assert "结论：" in screen


@pytest.mark.parametrize("width", [40, 80])
def test_no_entry_of_the_menu_is_broken(width: int) -> None:
    """A number and its words stay on one line, in rows no wider than the window."""
    parts = ["1 接下来会发生什么", "2 他们能这样做吗", "3 到底欠多少", "10 存下回答", "0 结束"]
    rows = in_rows(parts, width)
    assert all(cell_len(row) <= width for row in rows)
    assert "  ".join(rows).split("  ") == parts


def test_gossip_stays_out_of_the_menu(played: Any) -> None:
    """What web articles say about the lender is not shown to whoever did not ask for everything; what is weak says so,
    and every section names its sources.
    """
    screen, _ = played("1", "0")
    assert "网文称" not in screen
    assert "[1] " in screen
