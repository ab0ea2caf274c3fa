"""The interview: from questions in the knowledge to a case, one answer at a time, each changeable until the end."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from borrower_help.case.conditions import CONDITIONS
from borrower_help.case.model import Case, Role
from borrower_help.case.situation import situation_of
from borrower_help.case.summary import LABELS, describe
from borrower_help.errors import UsageError
from borrower_help.interview.answers import Answers
from borrower_help.interview.prompts import Prompter
from borrower_help.interview.typed import SKIPPED, Back, pick_numbers
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.interview import Question

MAX_QUESTIONS = 10
"""No more than this many numbered questions before the first report."""

ENOUGH = 4
"""After so many questions the first screen can be had; the others make it exacter."""


@dataclasses.dataclass
class Interview:
    """Asks what is not answered yet; ``case`` always holds the answers so far.

    ``replies`` are answers that leave their field of the case empty, in words: 都没有, 还不清楚. ``asked`` are the
    numbered questions put so far, ``seen`` the ids of all that were put, ``given`` those that were answered before the
    interview or were put by an earlier one that was stopped, ``aside`` what was answered to questions that no longer
    apply. With ``may_stop`` the person is asked once whether they want the report before the rest.
    """

    knowledge: Knowledge
    prompter: Prompter
    as_of: dt.date
    case: Case = dataclasses.field(default_factory=Case)
    may_stop: bool = True
    asked: list[Question] = dataclasses.field(default_factory=list)
    replies: dict[str, str] = dataclasses.field(default_factory=dict)
    seen: set[str] = dataclasses.field(default_factory=set)
    given: frozenset[str] = frozenset()
    aside: dict[str, Any] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        self.given |= {question.id for question in self.knowledge.questions if self._answered(question)}
        self._answers = Answers(self.knowledge, self.prompter, self.as_of, self.replies)

    def run(self) -> Case:
        """Ask the questions, show the summary, let any answer be changed; stop at once when there is danger."""
        if self._walk():
            self._review()
        return self.case

    @property
    def left_empty(self) -> list[str]:
        """The ids of the questions that were put, here or before, and left their field of the case empty."""
        put = self.seen | self.given
        return [each.id for each in self.knowledge.questions if each.id in put and not self._answered(each)]

    def ask(self, question: Question) -> None:
        """Put one question and the parts that follow it. Raises ``Back`` at its first line."""
        while True:
            self._put(question)
            self.seen.add(question.id)
            try:
                for part in self._parts(question):
                    if part.id in self.seen or not self._answered(part):
                        self._put(part)
                        self.seen.add(part.id)
            except Back:
                continue
            return

    # --- the way through the questions

    def _walk(self) -> bool:
        """Ask until nothing is open; whether the summary is still to be shown."""
        while (question := self._next()) is not None:
            self.asked = [known for known in self.knowledge.questions if known in (*self.asked, question)]
            if self._restored(question):
                continue
            self._say_number(question)
            try:
                self.ask(question)
            except Back:
                self._back(question)
                continue
            if self.case.safety:
                return False
            self._drop()
            if self._enough():
                return False
        return True

    def _back(self, question: Question) -> None:
        """Open the question before again; its answer is kept until another is given."""
        place = self.asked.index(question)
        if place == 0:
            self.prompter.say("这是第一题，前面没有了。")
            return
        self.asked.remove(question)
        self.seen.discard(self.asked[place - 1].id)

    def _enough(self) -> bool:
        """Whether the person wants the report now; asked once, where much is still to come."""
        to_come = self._to_come()
        if not self.may_stop or len(self.asked) != ENOUGH or to_come < 2:
            return False
        self.may_stop = False
        self.prompter.say("")
        try:
            answer = self.prompter.choose(
                "前面这些已经够看一份报告。要现在看吗？",
                "再答几题，报告更合你的情况。",
                [("on", f"接着答，还有约 {to_come} 题"), ("now", "现在就看报告")],
                begin="on",
            )
        except Back:
            self.seen.discard(self.asked[-1].id)
            self.may_stop = True
            return False
        return answer == "now"

    def _next(self) -> Question | None:
        """The next question to put; none once there are enough."""
        put = {question.id for question in self.asked}
        if self.seen.issuperset(put) and len(put) >= MAX_QUESTIONS:
            return None
        return next(iter(self._open()), None)

    def _open(self, *, hopeful: bool = False) -> list[Question]:
        """The questions that apply, were not answered before, and were not put; ``hopeful`` with those that goals not
        yet told may bring.
        """
        return [
            question
            for question in self.knowledge.questions
            if question.id not in self.seen | self.given
            and (not question.part_of or question.part_of in self.given)
            and not (question.kind == "creditor" and self.case.creditor and question not in self.asked)
            and self._applies(question, hopeful=hopeful and "goals" not in self.seen | self.given)
        ]

    def _to_come(self) -> int:
        room = MAX_QUESTIONS - len([question for question in self.asked if question.id in self.seen])
        return max(0, min(len(self._open(hopeful=True)), room))

    def _say_number(self, question: Question) -> None:
        to_come = self._to_come() - (question.id not in self.seen)
        more = f"还有约 {to_come} 题" if to_come > 0 else "最后一题"
        self.prompter.say(f"\n第 {self.asked.index(question) + 1} 题，{more}")

    def _drop(self) -> None:
        """Lay aside what was answered to questions that no longer apply."""
        for question in [asked for asked in self.asked if not self._applies(asked)]:
            self.asked.remove(question)
            for part in (question, *self._parts(question, all_of_them=True)):
                self.seen.discard(part.id)
                self._lay_aside(part.field)
                if part.kind == "overdue":
                    self._lay_aside("due")

    def _lay_aside(self, field: str) -> None:
        value = getattr(self.case, field)
        if value not in (None, ()):
            self.aside[field] = value
            self.case = self.case.telling({field: () if isinstance(value, tuple) else None})

    def _restored(self, question: Question) -> bool:
        """Whether a question that applies again had its answer before, which is then taken up."""
        fields = [question.field, *(part.field for part in self._parts(question, all_of_them=True))]
        fields += ["due"] if question.kind == "overdue" else []
        kept = {field: self.aside.pop(field) for field in fields if field in self.aside}
        if kept:
            self.case = self.case.telling(kept)
            self.seen.update((question.id, *(part.id for part in self._parts(question))))
        return bool(kept)

    # --- one question

    def _put(self, question: Question) -> None:
        """Put a question until its answer can be used, and keep that. Raises ``Back`` at its first line."""
        while True:
            try:
                changes = self._answers.changes(question, self.case)
            except Back:
                if self._answers.prompts > 1:
                    continue
                raise
            except UsageError as error:
                self.prompter.say(str(error))
                continue
            self.case = self.case.telling(changes)
            return

    def _parts(self, question: Question, *, all_of_them: bool = False) -> list[Question]:
        """The questions that follow this one, those that apply now or all."""
        return [
            part
            for part in self.knowledge.questions
            if part.part_of == question.id and (all_of_them or (part.id not in self.given and self._applies(part)))
        ]

    def _answered(self, question: Question) -> bool:
        case = self.case
        match question.id:
            case "overdue":
                return case.days_overdue is not None or case.due is not None
            case "creditor_name":
                return case.creditor is not None and bool(case.creditor.name)
        return getattr(case, question.field) not in (None, ())

    def _applies(self, question: Question, *, hopeful: bool = False) -> bool:
        """Whether a question concerns this person; its own answer is left out of account."""
        case = self.case
        if question.roles and case.whose.value not in question.roles:
            return False
        if question.goals and not hopeful and not set(question.goals) & set(case.goals):
            return False
        own = question.field in ("kind", "product") and question.id in self.seen
        situation = situation_of(case.telling({question.field: None}) if own else case, self.knowledge, self.as_of)
        fields = {
            "role": case.role is Role.HELPER,
            "bank": situation.kind is InstitutionKind.BANK and situation.case.product is None,
            "paper": any(paper.kind == question.when_field.get("paper") for paper in case.papers),
            "creditor": case.creditor is not None
            and (not case.creditor.name or question.id in self.seen)
            and question.id == "creditor_name",
        }
        return (
            all(fields[name] for name in question.when_field)
            and all(CONDITIONS[name].test(situation) for name in question.when)
            and not any(CONDITIONS[name].test(situation) for name in question.unless)
        )

    # --- summary

    def _review(self) -> None:
        """The answers with their numbers; any of them can be changed before the report."""
        while self.asked and not self.case.safety:
            self._sum_up()
            try:
                typed = self.prompter.text(
                    "改第几题？写题号，其他回答不会丢。直接回车看报告", "", hint="请输入"
                ).strip()
            except Back:
                typed = str(len(self.asked))
            if not typed:
                return
            if pick_numbers(typed, len(self.asked)) and typed.isdecimal():
                self._change(self.asked[int(typed) - 1])
            else:
                self.prompter.say(f"请输入 1 到 {len(self.asked)} 的题号，或直接回车。")

    def _sum_up(self) -> None:
        self.prompter.say("\n你的回答：")
        words = self.replies | describe(self.case, self.knowledge, self.as_of)
        for number, question in enumerate(self.asked, 1):
            self.prompter.say(f"  {number}. {LABELS[question.field]}：{words.get(question.field, SKIPPED)}")
            below = [part.field for part in self._parts(question) if part.id in self.seen]
            below += [part.field for part in self._parts(question, all_of_them=True) if part.field in words]
            below += (
                ["creditor"] if question.kind == "lender" and "creditor" in words and not self._asks("creditor") else []
            )
            for field in dict.fromkeys(below):
                if field not in (question.field, "for_role"):
                    self.prompter.say(f"     {LABELS[field]}：{words.get(field, SKIPPED)}")

    def _asks(self, kind: str) -> bool:
        return any(question.kind == kind for question in self.asked)

    def _change(self, question: Question) -> None:
        """Ask a question again, then those that only now apply or whose answer went with the old one."""
        self.prompter.say(f"\n第 {self.asked.index(question) + 1} 题")
        try:
            self.ask(question)
        except Back:
            return
        self._drop()
        if not self.case.safety:
            self._walk()
