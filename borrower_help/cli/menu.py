"""After the interview: the first screen stays until more is asked for, and the conclusion is what stays at last."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Sequence
from pathlib import Path

from rich.cells import cell_len

from borrower_help.advice.calendar import dated_items
from borrower_help.advice.views.report import Advice
from borrower_help.case.file import dump_case
from borrower_help.case.log import LogResult
from borrower_help.case.model import Case
from borrower_help.cli.case_input import as_flags
from borrower_help.cli.session import Session
from borrower_help.cli.shell import spelled
from borrower_help.cli.streams import note, print_lines
from borrower_help.cli.terminal import screen_width
from borrower_help.cli.whole_files import PRIVATE, write_whole
from borrower_help.cli.window import height, in_rows, left_standing, paged
from borrower_help.errors import UsageError
from borrower_help.interview.prompts import Prompter
from borrower_help.interview.typed import Back
from borrower_help.knowledge.records.base import Section
from borrower_help.knowledge.words import SECTIONS
from borrower_help.render.answer import Answer, Stamp
from borrower_help.render.formats.registry import choose_format
from borrower_help.render.lines import Line, source_lines
from borrower_help.render.report import SECTION_LINES, report_lines
from borrower_help.render.screen import helpful, screen_lines
from borrower_help.render.sections.opening import loans_lines
from borrower_help.render.sections.page import Page
from borrower_help.render.wrap import wrap

END = ("0", "q", "Q", "结束", "退出")

LETTERS, SAVE, KEEP, LOANS = "8", "9", "10", "11"

WHICH_FIRST = "先顾哪一笔"
"""The page of whoever has several loans: which one first and why, and what comes next on each."""

TYPE = "请输入"
"""What stands before the line that is typed."""

FOLDED = ("m", "M", "目录", "菜单")
"""What unfolds a menu of one line."""

DAYS = "期限.ics"
"""The calendar, which holds the days and nothing else."""

LOOK = "看"
"""What shows on the screen what is about to be written into a file."""

ONLY_DAYS = "里面只有日子和那天要做的事，没有整份报告。整份的另存成 .docx。别人能用这台电脑的，看完记得删掉。"
"""What a calendar holds, said beside its name."""


class Menu:
    """One advice on a terminal, piece by piece, none longer than the screen."""

    def __init__(
        self,
        advice: Advice,
        case: Case,
        session: Session,
        asks: Prompter,
        label: str = "",
        logged: LogResult | None = None,
        log: Path | None = None,
        remarks: Sequence[str] = (),
    ) -> None:
        """``case`` is what the answers say, for the file that can be kept; ``label`` is that of its calendar;
        ``logged`` what the file ``log`` shows; ``remarks`` stand before the conclusion, which is to be the last.
        """
        self._advice, self._case, self._session, self._asks, self._label = advice, case, session, asks, label
        self._logged, self._log, self._remarks = logged, log, remarks
        self._sections = [section for section in SECTION_LINES if self._of(section)]
        self._seen: list[Section] = []
        self._typed_ahead = ""
        self._scrolled = self._folded = False

    def run(self) -> None:
        """Show the first screen, then what is asked for; the conclusion stands last. Ctrl-C and Ctrl-D end it."""
        width = screen_width()
        room = self._room()
        page, lines = self._first_screen(room)
        self._folded = True  # where that leaves more room to the conclusion, the menu stands on the next screen
        alone = self._first_screen(self._room())
        if height(lines, width) > room or helpful(alone[1]) > helpful(lines):
            page, lines = alone
        else:
            self._folded = False
        listed = [*lines, *source_lines(page.citations, full=False)[1:2]]
        fits = height(listed, width) <= self._room()
        # A number that leads nowhere helps nobody: where there is no room for the sources, they stand in the sections.
        self._print(listed if fits else [dataclasses.replace(line, marks="") for line in lines])
        try:
            while self._goes_on():
                pass
        except (KeyboardInterrupt, EOFError):
            note("")
        self._leave(page, lines)

    def _leave(self, page: Page, first: Sequence[Line]) -> None:
        """The command that shows it again, and on the screen left behind the conclusion: the first screen, where it was
        not scrolled away, else in short.
        """
        beside = spelled(["--log", str(self._log)]) if self._log else ""
        again = f"再看一遍：borrower-help advise {' '.join(filter(None, (as_flags(self._case), beside)))}".rstrip()
        width, rows = screen_width(), shutil.get_terminal_size((80, 24)).lines
        command = len(wrap(again, width))
        remarks = sum(len(wrap(text, width)) for text in self._remarks)
        stays = height(first, width) + remarks + command < self._room()
        for text in (*self._remarks, again):
            note(text)
        if self._scrolled or not stays:
            self._print(left_standing(page, width, rows - 1 - command))

    def _first_screen(self, room: int) -> tuple[Page, list[Line]]:
        page = Page(self._advice, self._session.knowledge, full=False, bare=True)
        return page, screen_lines(page, screen_width(), room)

    def _goes_on(self) -> bool:
        """Put the menu and do what is asked for; whoever goes back from anything in it sees it again."""
        try:
            return self._one(self._read(self._question()))
        except Back:
            return True

    def _read(self, question: str) -> str:
        """What is typed next: what was typed where a page was to be turned, else the answer to ``question``."""
        typed, self._typed_ahead = self._typed_ahead, ""
        return typed or self._asks.text(question, "", hint=TYPE).strip()

    def _question(self) -> str:
        parts = [f"{number} {SECTIONS[section]}" for number, section in enumerate(self._sections, 1)]
        parts += [f"{LETTERS} 写信", f"{SAVE} 存成文件", f"{KEEP} 存下回答"]
        parts += [f"{LOANS} {WHICH_FIRST}"] if self._advice.loans else []
        parts.append("0 结束")
        after = next((section for section in self._sections if section not in self._seen), None)
        enter = f"回车看「{SECTIONS[after]}」" if after else "回车结束"
        if self._folded:
            return f"{enter}  m 目录  0 结束"
        return "\n".join([*in_rows(parts, screen_width()), enter])

    def _room(self) -> int:
        """So many lines of a screen are left above the menu and the line that is typed."""
        typed = 2 if self._session.plain else 1
        menu = sum(-(-cell_len(row) // screen_width()) for row in self._question().splitlines())
        return max(shutil.get_terminal_size((80, 24)).lines - menu - typed, 8)

    def _one(self, answer: str) -> bool:
        """Do one thing of the menu; whether to go on."""
        folded, self._folded = self._folded, False
        if folded and answer in FOLDED:
            return True
        left = [section for section in self._sections if section not in self._seen]
        if answer in END or (not answer and not left):
            return False
        self._scrolled = True
        chosen = left[0] if not answer else self._meant(answer)
        if chosen is not None:
            self._seen.append(chosen)
            self._turn(self._of(chosen))
        elif answer in (LETTERS, "写信"):
            self._letter()
        elif answer in (SAVE, "存成文件"):
            self._save()
        elif answer in (KEEP, "存下回答"):
            self._keep()
        elif answer in (LOANS, WHICH_FIRST) and self._advice.loans:
            self._turn(self._loans())
        else:
            self._asks.say(f"没看懂「{answer[:20]}」。请输入上面的一个数字，0 结束。")
        return True

    def _meant(self, answer: str) -> Section | None:
        by_number = {str(number): section for number, section in enumerate(self._sections, 1)}
        return by_number.get(answer) or next((each for each in self._sections if SECTIONS[each] == answer), None)

    def _of(self, section: Section) -> list[Line]:
        page = Page(self._advice, self._session.knowledge, full=False, bare=True)
        lines = list(SECTION_LINES[section](page))
        return [*lines, *source_lines(page.citations, full=False)[1:2]] if len(lines) > 1 else []

    def _loans(self) -> list[Line]:
        page = Page(self._advice, self._session.knowledge, full=False, bare=True)
        return [*loans_lines(page), *source_lines(page.citations, full=False)[1:2]]

    def _print(self, lines: Sequence[Line]) -> None:
        print_lines(list(lines), plain=self._session.plain)

    def _turn(self, lines: Sequence[Line]) -> None:
        """The lines page by page; Enter turns, anything else goes back to the menu."""
        pages = paged(lines, screen_width(), self._room())
        for number, page in enumerate(pages, 1):
            self._print(page)
            if number == len(pages):
                return
            typed = self._asks.text(
                f"第 {number} 页，共 {len(pages)} 页。回车看下一页，0 回目录", "", hint=TYPE
            ).strip()
            if typed:
                self._typed_ahead = "" if typed in END else typed
                return

    def _letter(self) -> None:
        """Write one of the letters that the case calls for, and keep it in a file."""
        from borrower_help.advice.loans import urgent_first
        from borrower_help.case.situation import situation_of
        from borrower_help.cli.letters import answer_of, choose_letter, say_what_to_fill_in

        knowledge = self._session.knowledge
        stated = situation_of(self._case, knowledge, self._session.day, self._logged)
        situation = urgent_first(stated, knowledge)
        letter = choose_letter(self._asks, situation, knowledge, self._label)
        if letter is None:
            return
        say_what_to_fill_in(self._asks, letter)
        said = "空白的地方用笔填，姓名、证件号、电话也手写。最后一页给自己看，不寄出。"
        self._write(answer_of(letter), "letter write", f"{letter.name}.docx", said)

    def _save(self) -> None:
        page = Page(self._advice, self._session.knowledge, full=True)
        answer = Answer({}, report_lines(page), dates=dated_items(self._advice, self._session.knowledge, self._label))
        self._write(answer, "advise", "报告.docx", "全部内容都在里面。别人能用这台电脑的，看完记得删掉。")

    def _write(self, answer: Answer, command: str, name: str, said: str) -> None:
        """Write an answer into a file of the format that its ending names."""
        days = f"，只要日子写 {DAYS}" if command == "advise" else ""
        question = (
            f"存到哪个文件？直接回车就是「{name}」（Word）。手机上看，结尾写 .html{days}。"
            f"先在屏幕上看，输入 {LOOK}；不存，输入 0"
        )
        while (typed := self._asks.text(question, "", hint=TYPE).strip()) == LOOK:
            self._turn(answer.lines)
        if typed in END:
            return
        path = Path(typed or name)
        try:
            written = choose_format(None, path).write(
                answer, Stamp(command, self._session.knowledge, self._session.day)
            )
            write_whole(path, written, PRIVATE)
        except UsageError as error:
            self._asks.say(str(error))
            return
        self._asks.say(f"存好了：{path}。{ONLY_DAYS if path.suffix.lower() == '.ics' else said}")

    def _keep(self) -> None:
        typed = (
            self._asks.text("回答存到哪个文件？直接回车就是 我的情况.yaml", "", hint=TYPE).strip() or "我的情况.yaml"
        )
        try:
            write_whole(Path(typed), dump_case(self._case), PRIVATE)
        except UsageError as error:
            self._asks.say(str(error))
            return
        again = spelled(["borrower-help", "advise", "--case", typed])
        self._asks.say(f"存好了：{typed}。里面是你的欠款情况，请保管好。下次：{again}")
