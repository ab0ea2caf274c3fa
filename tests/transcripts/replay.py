"""Plays the interviews of ten people on a terminal, to the end of the menu, and writes down what they saw.

``make transcripts``, or ``python tests/transcripts/replay.py [PERSON…]``, plays each with arrow keys and in plain mode,
at 80 and at 40 columns of 24 lines. A person's answers are found by words of the question; where none fits, Enter alone
is pressed. On a list of the arrow keys the line with the word is looked for by going down. A transcript has the
interview as it stands in the scrollback, then the screens that a person looked at: the first one of the report, each of
the menu, the last one. Its first line counts questions, keys and lines to the first screen of the report.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pexpect
import pyte

AS_OF = "2026-11-30"
ROWS = 24
LAST = "改第几题"
DOWN = "\x1b[B"
PROMPT = re.compile(r"^> ?$|^> (上下键|请输入|第 )")
POINTER = re.compile(r"^ > ")
ITEM = re.compile(r"^\s*([○●]\s*)?(\d+\. |跳过)")
QUIET = 0.2

PEOPLE: dict[str, tuple[dict[str, str], list[str]]] = {
    "01-haier-first-day": (
        {
            "哪家机构": "海尔",
            "逾期多久": "昨天",
            "来要钱的是谁": "就是放款",
            "最想解决": "谈一个",
            "还不上的原因": "生病",
            "每月到手": "5000",
            "每月必需": "四千二",
            "还欠多少元": "一万二",
        },
        ["", "4", "8", "1", "", "0"],
    ),
    "02-yangqianguan-mother-and-boss": (
        {
            "哪家机构": "洋钱罐",
            "逾期多久": "两个月",
            "哪些事": "打给我家人 打给单位 说要抓我",
            "「打给我家人": "要父母",
            "「打给单位": "打电话到单位",
            "「说要抓我": "报警抓人",
            "联系上你": "能",
            "来要钱的是谁": "还不清楚",
            "最想解决": "骚扰",
        },
        ["2", "", "5", "8", "", "9", "报告.docx", "0"],
    ),
    "03-card-summons": (
        {
            "哪家机构": "招商银行信用卡",
            "逾期多久": "200天",
            "收到过文书": "法院寄来 调解的",
            "「法院寄来": "传票",
            "「调解的": "诉前调解短信",
            "哪天收到": "上周五",
            "哪天开庭": "12月20日",
            "来要钱的是谁": "就是放款",
            "最想解决": "谈一个 应对法院",
            "还不上的原因": "失业",
        },
        ["", "", "9", "报告.md", "0"],
    ),
    "04-mother": (
        {
            "谁在用": "家人",
            "哪家机构": "极融",
            "哪些事": "打给我家人",
            "「打给我家人": "要父母 亲友拒绝后还打",
            "来要钱的是谁": "还不清楚",
        },
        ["2", "5", "0"],
    ),
    "05-guarantor-paid": (
        {
            "哪家机构": "jirong",
            "是哪一类": "还不清楚",
            "逾期多久": "半年",
            "收到过文书": "放款方",
            "「放款方": "律师函 代偿",
            "来要钱的是谁": "担保公司",
            "它叫什么": "智永慧科",
            "最想解决": "谈一个",
            "还不上的原因": "失业",
        },
        ["1", "5", "8", "1", "信.md", "0"],
    ),
    "06-student-in-danger": ({"有危险吗": "我不想活了"}, []),
    "07-volunteer": (
        {
            "谁在用": "帮别人",
            "你在帮谁": "借款人本人",
            "哪家机构": "马上消费金融",
            "逾期多久": "2026年8月1日",
            "哪些事": "换了人来要",
            "里，发生过": "私人手机",
            "最想解决": "知道向谁投诉",
        },
        ["5", "9", "小王.docx", "10", "小王.yaml", "0"],
    ),
    "08-never-borrowed": (
        {
            "谁在用": "我根本没借过",
            "哪家机构": "不知道",
            "哪些事": "没借过",
            "里，发生过": "没借过",
            "来要钱的是谁": "自称法院",
        },
        ["", "5", "8", "1", "异议.md", "0"],
    ),
    "09-payment-order": (
        {
            "哪家机构": "某某小贷",
            "逾期多久": "100",
            "收到过文书": "支付令",
            "「法院寄来": "支付令",
            "哪天收到": "11月6日",
            "最想解决": "应对法院",
        },
        ["7", "", "9", "期限.ics", "0"],
    ),
    "10-sold-debt": (
        {
            "哪家机构": "某某资产管理有限公司",
            "原来是哪家": "捷信",
            "逾期多久": "900天",
            "收到过文书": "放款方",
            "「放款方": "债权转让",
            "最想解决": "弄清到底欠多少",
        },
        ["1", "5", "0"],
    ),
}


class Window:
    """A window of ``ROWS`` lines in which the program runs, and what stands in its scrollback."""

    def __init__(self, columns: int, folder: Path, *, plain: bool) -> None:
        self.screen = pyte.HistoryScreen(columns, ROWS, history=2000, ratio=0.5)
        self._stream = pyte.Stream(self.screen)
        self._columns = columns
        words = ["-m", "borrower_help", "advise", "--as-of", AS_OF, *(["--plain"] if plain else [])]
        self.child: Any = pexpect.spawn(
            sys.executable,
            words,
            dimensions=(ROWS, columns),
            encoding="utf-8",
            timeout=30,
            cwd=str(folder),
            env={"PATH": "", "TERM": "xterm-256color", "LANG": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"},
        )
        self.child.delaybeforesend = None
        self.ended = False
        self.answered = -1

    @property
    def lines(self) -> list[str]:
        """All lines, those that scrolled away first."""
        old = ["".join(row[at].data for at in range(self._columns)) for row in self.screen.history.top]
        return [line.rstrip() for line in (*old, *self.screen.display)]

    @property
    def shown(self) -> str:
        """What stands in the window now."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def settle(self, *, prompted: bool = True) -> None:
        """Read until nothing more comes, with ``prompted`` at least until an answer is waited for."""
        last = time.monotonic()
        while time.monotonic() - last < (30 if prompted and not self.waits else QUIET):
            try:
                self._stream.feed(self.child.read_nonblocking(4096, timeout=0.05))
                last = time.monotonic()
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                self.ended = True
                return

    @property
    def waits(self) -> int:
        """The place of the line that waits for an answer, counted from 1; 0 where none does."""
        lines = self.lines
        bottom = len(lines) - ROWS + self.screen.cursor.y
        for place in range(bottom, self.answered, -1):
            if PROMPT.match(lines[place]):
                return place + 1
        return 0

    def send(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def go_to(self, word: str) -> int:
        """Go down a list to the line with ``word``; how many keys it took."""
        for pressed in range(40):
            lines = self.lines
            at = next(
                (place for place, line in enumerate(lines) if POINTER.match(line) and place >= self.answered), None
            )
            if at is not None:
                wrapped = next(iter(lines[at + 1 :]), "")
                whole = lines[at] + ("" if ITEM.match(wrapped) else wrapped)
                if word in whole.replace(" ", ""):
                    return pressed
            self.send(DOWN)
            self.settle(prompted=False)
        raise LookupError(word)


def answer(window: Window, typed: str, *, plain: bool) -> int:
    """Answer the question that waits; how many keys it took."""
    place = window.waits - 1
    window.answered = place
    if plain or "上下键" not in window.lines[place]:
        window.send(typed + "\r")
        return len(typed) + 1
    keys = 0
    words = typed.split()
    for number, word in enumerate(words):
        keys += window.go_to(word)
        if len(words) > 1:
            window.send(" ")
            window.settle(prompted=False)
            keys += 1
        if number == len(words) - 1:
            break
    window.send("\r")
    return keys + 1


def play(person: str, columns: int, *, plain: bool) -> tuple[str, str]:
    """The transcript of one person, and its figures."""
    answers, menu = PEOPLE[person]
    left, typed_in_menu = dict(answers), list(menu)
    keys, mark, scrolled, screens = 0, 0, 0, []
    first_keys = 0
    with tempfile.TemporaryDirectory() as folder:
        window = Window(columns, Path(folder), plain=plain)
        window.settle()
        while not window.ended:
            before = mark
            new = "".join(window.lines[mark:]).replace(" ", "")
            mark = max(window.waits - 1, 0)
            if screens or ("结束" in new and "写信" in new):
                if not screens:
                    scrolled, first_keys = len([line for line in window.lines if line.strip()]), keys
                    begins = len(window.lines) - ROWS
                # The first screen whole; of each later one what the key before brought.
                screens.append("\n".join(window.lines[before + 1 :]).strip("\n") if screens else window.shown)
                typed = typed_in_menu.pop(0) if typed_in_menu else "0"
                window.answered = mark
                window.send(typed + "\r")
                keys += len(typed) + 1
            else:
                word = next((word for word in left if word in new), "")
                keys += answer(window, left.pop(word, ""), plain=plain)
            window.settle()
        window.child.close()
        lines = window.lines
        last = window.shown
    questions = len(re.findall(r"^第 \d+ 题", "\n".join(lines), re.MULTILINE))
    interview = "\n".join(lines[: begins if screens else len(lines) - ROWS]).strip("\n")
    parts = [f"{questions} 题，到第一屏 {first_keys or keys} 键 {scrolled or len(lines)} 行，共 {keys} 键", interview]
    for number, shown in enumerate([*screens, last], 1):
        name = (
            "第一屏"
            if number == 1 and screens
            else "最后留下的一屏"
            if number == len(screens) + 1
            else f"再按 {menu[number - 2] or '回车'}"
        )
        parts.append(f"──── {name} ────\n{shown}")
    return f"# {columns} 列，" + "\n\n".join(part for part in parts if part) + "\n", parts[0]


if __name__ == "__main__":
    folder = Path(__file__).parent
    for person in sys.argv[1:] or PEOPLE:
        for width in (80, 40):
            for mode in ("arrows", "plain"):
                text, figures = play(person, width, plain=mode == "plain")
                (folder / f"{person}-{mode}-{width}.txt").write_text(text, encoding="utf-8")
                sys.stdout.write(f"{person} {mode} {width}: {figures}\n")
