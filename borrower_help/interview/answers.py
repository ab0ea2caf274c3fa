"""One question put: what its answer changes in the case, and what is said back at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from borrower_help.case.creditors import creditor_kind
from borrower_help.case.model import Case, Creditor, Happening, LoanOfCase, LoanType, ReceivedPaper, Role
from borrower_help.case.validity import to_come
from borrower_help.errors import UsageError
from borrower_help.interview.days_and_sums import (
    EXAMPLE,
    day_told,
    is_counted_in_instalments,
    is_unknown,
    monthly,
    overdue_told,
    read_back,
)
from borrower_help.interview.named import NamedLender, read_lender, read_lenders
from borrower_help.interview.putting import Group, Putting
from borrower_help.knowledge.records.base import InstitutionKind
from borrower_help.knowledge.records.interview import Question
from borrower_help.knowledge.words import KINDS, WHERE_THE_LENDER_STANDS
from borrower_help.values.amounts import yuan
from borrower_help.values.dates import show
from borrower_help.values.parse import MAX_NAME, parse_money, parse_name

UNKNOWN = "还不清楚"
"""An answer: the person does not know it yet."""

Changes = Mapping[str, Any]


class Answers(Putting):
    """What the answer to each kind of question changes in a case."""

    def changes(self, question: Question, case: Case) -> Changes:
        """What the answer changes in the case. Raises ``UsageError`` where it cannot be used."""
        self.case, self.prompts = case, 0
        kinds: dict[str, Callable[[Question], Changes]] = {
            "role": self._role,
            "choice": self._choice,
            "choices": self._choices,
            "lender": self._lender,
            "overdue": self._overdue,
            "papers": self._papers,
            "hearing": self._hearing,
            "happened": self._happened,
            "creditor": self._creditor,
            "creditor_name": self._creditor_name,
            "loans": self._loans,
            "sum": self._sum,
        }
        return kinds[question.kind](question)

    def _role(self, question: Question) -> Changes:
        kept = getattr(self.case, question.field)
        answer = self._choose(question, [(choice.id, choice.text) for choice in question.choices], kept or "")
        role = Role(answer) if answer else None
        changes: dict[str, Any] = {question.field: role}
        return changes | ({"for_role": None} if question.field == "role" and role is not Role.HELPER else {})

    def _choice(self, question: Question) -> Changes:
        kept = getattr(self.case, question.field)
        words = {True: "yes", False: "no", None: "unknown" if question.field in self.replies else ""}
        answer = self._choose(question, self._offered(question), words.get(kept, kept))
        self._reply(question, UNKNOWN if answer == "unknown" else "")
        parse: dict[str, Callable[[str], Any]] = {"kind": InstitutionKind, "product": LoanType}
        if answer in ("", "unknown"):
            return {question.field: None}
        return {question.field: parse[question.field](answer) if question.field in parse else answer == "yes"}

    def _choices(self, question: Question) -> Changes:
        kept = getattr(self.case, question.field)
        return {question.field: self._ticked(question, self._offered(question), kept)}

    def _lender(self, question: Question) -> Changes:
        typed = self._text(question, self.case.lender or "").strip()
        if typed == (self.case.lender or ""):
            return {}
        self._reply(question, UNKNOWN if is_unknown(typed) else "")
        if not typed or is_unknown(typed):
            return self._other_lender(None)
        several = read_lenders(typed, self.knowledge)
        if several:
            self.prompter.say(f"一共 {len(several)} 家，先说第一家：{several[0].called}。")
            if strange := "".join(f"「{one.name}」" for one in several if not one.known):
                self.prompter.say(f"知识库没有收录{strange}，先给通用的说明。{WHERE_THE_LENDER_STANDS}")
            return {**self._other_lender(several[0]), "loans": tuple(one.loan for one in several)}
        named = self._one_lender(typed)
        if named.creditor:
            self.prompter.say(f"记下：现在来要钱的是「{named.name}」。这类公司自己不放款，还要知道原来是哪家借的。")
            self.case = self.case.telling({"creditor": named.creditor})
            again = msgspec.structs.replace(question, text="原来是哪家机构或哪个 App 借的钱？")
            typed = self._text(again, "")
            lender = self._one_lender(typed) if typed and not is_unknown(typed) else named
            creditor = {"creditor": self.case.creditor}
            return creditor | self._other_lender(None if lender.creditor else lender)
        return {} if named.name == self.case.lender else self._other_lender(named)

    def _one_lender(self, typed: str) -> NamedLender:
        """The lender meant, asked back where it is only nearly a name; said back at once. Raises ``UsageError``."""
        name = typed
        if "\n" in typed or len(typed) > MAX_NAME:
            mentioned = self.knowledge.lender_index.mentioned(typed)
            if len(mentioned) != 1:
                raise UsageError("这像一整条消息。这里只要名字，几个字就行，像「海尔」「花呗」。")
            name = self.knowledge.lenders[mentioned[0]].name
        named = read_lender(parse_name(name, "这里"), self.knowledge)
        if not named.known and not named.creditor:
            similar = self.knowledge.similar_lenders(named.name)
            if similar:
                choices = [(lender.id, lender.name) for lender in similar] + [
                    ("other", f"都不是，就叫「{named.name}」")
                ]
                self.prompts += 1
                chosen = self.prompter.choose("没有完全一样的名字。是不是这一家？", "", choices)
                lender = self.knowledge.lenders.get(chosen)
                named = read_lender(lender.name, self.knowledge) if lender else named
        if named.known:
            self.prompter.say(f"  记下：{named.read_back(name)}。不对就回上一题再写。")
        elif not named.creditor:
            self.prompter.say(
                f"知识库没有收录「{named.name}」，"
                + (
                    f"名字像{KINDS[named.kind]}，先按它说。"
                    if named.kind
                    else f"先给通用的说明。{WHERE_THE_LENDER_STANDS}"
                )
            )
        return named

    def _other_lender(self, named: NamedLender | None) -> dict[str, Any]:
        """What was told of one lender's contract does not hold for another's."""
        self.replies.pop("kind", None)
        return {
            "lender": named.name if named else None,
            "kind": named.kind if named else None,
            "product": named.product if named else None,
        }

    def _overdue(self, question: Question) -> Changes:
        kept = str(self.case.due or ("" if self.case.days_overdue is None else self.case.days_overdue))
        typed = self._text(question, kept)
        self._reply(question, UNKNOWN if is_unknown(typed) else "")
        if not typed or is_unknown(typed):
            return {"days_overdue": None, "due": None}
        if typed == kept:
            return {}
        understood = overdue_told(typed, self.as_of)
        if isinstance(understood, dt.date):
            self._said(f"应还日 {read_back(understood, self.as_of)}")
            return {"days_overdue": None, "due": understood}
        due = self.as_of - dt.timedelta(days=understood)
        if is_counted_in_instalments(typed):
            self._said(f"大约逾期 {understood} 天（一期当作 30 天）。记得第一期没还的是哪天，就回上一题写那天，更准")
        else:
            self._said(f"逾期 {understood} 天，应还日大约是 {show(due)}" if understood else "还没有逾期")
        return {"days_overdue": understood, "due": None}

    def _papers(self, question: Question) -> Changes:
        before = {
            paper.kind: [other for other in self.case.papers if other.kind == paper.kind] for paper in self.case.papers
        }
        groups = [Group(each.id, each.text, each.papers) for each in self.knowledge.paper_groups]
        offered = self._offered(question)
        chosen = self._in_groups(question, groups, dict(offered), before, "收到的是哪种", also=offered)
        kinds = [name for name, _ in offered if name in chosen]
        papers = tuple(
            self._received(paper) for kind in kinds for paper in before.get(kind, [ReceivedPaper(kind=kind)])
        )
        return {"papers": papers} | ({} if "summons" in kinds else {"hearing": None})

    def _received(self, paper: ReceivedPaper) -> ReceivedPaper:
        """The paper with the day it was received, asked again while that day has not come."""
        kind = self.knowledge.paper_kinds[paper.kind]
        if not any(self.knowledge.clocks[name].starts == "received" for name in (*kind.clocks, *kind.side_clocks)):
            return paper
        while True:
            self.prompts += 1
            kept = str(paper.received or "")
            typed = self.prompter.text(f"「{kind.name}」是哪天收到的？像 {EXAMPLE}、上周五", "期限从这天开始算。", kept)
            if not typed or is_unknown(typed):
                return msgspec.structs.replace(paper, received=None)
            try:
                received = day_told(typed, self.as_of)
            except UsageError as error:
                self.prompter.say(str(error))
                continue
            if received > self.as_of:
                self.prompter.say(to_come(received, self.as_of))
                continue
            if typed != kept:
                self._said(f"{read_back(received, self.as_of)}收到")
            return msgspec.structs.replace(paper, received=received)

    def _hearing(self, question: Question) -> Changes:
        kept = str(self.case.hearing or "")
        passed: dt.date | None = None
        while True:
            typed = self._text(question, kept)
            if not typed or is_unknown(typed):
                return {"hearing": None}
            day = day_told(typed, self.as_of, ahead=True)
            if day >= self.as_of or day == passed or typed == kept:
                self._said(f"开庭 {read_back(day, self.as_of)}")
                return {"hearing": day}
            passed = day
            self.prompter.say(f"{show(day)} 已经过了。写错了就改；真是这一天，就再写一遍。")

    def _happened(self, question: Question) -> Changes:
        """First the kind of thing, in the words of whoever it happened to, then the thing."""
        before = {item.id: item for item in self.case.happenings}
        groups = [Group(each.id, each.text, each.behaviours) for each in self.knowledge.happened_groups]
        titles = {name: behaviour.title for name, behaviour in self.knowledge.behaviours.items()}
        chosen = self._in_groups(question, groups, titles, before, "发生过哪些")
        return {"happened": tuple(before.get(name, Happening(id=name)) for name in chosen)}

    def _creditor(self, question: Question) -> Changes:
        creditor = self.case.creditor
        words = {choice.text: choice.id for choice in question.choices}
        kept = (
            (creditor.kind or InstitutionKind.UNKNOWN).value
            if creditor
            else words.get(self.replies.get("creditor", ""), "")
        )
        if creditor and creditor.name in words:  # 自称法院…: what the caller says to be is all that is known
            kept = words[creditor.name]
        if kept == InstitutionKind.AMC:
            kept = InstitutionKind.PRIVATE_ASSIGNEE.value
        answer = self._choose(question, self._offered(question), kept)
        text = dict(self._offered(question)).get(answer, "")
        if answer in ("", "lender", "collector", "unknown"):
            self._reply(question, text)
            return {"creditor": None}
        self._reply(question, "")
        if answer == "stranger":
            return {"creditor": Creditor(name=text)}
        return {} if creditor and answer == kept else {"creditor": Creditor(kind=InstitutionKind(answer))}

    def _creditor_name(self, question: Question) -> Changes:
        creditor = self.case.creditor or Creditor()
        typed = self._text(question, creditor.name)
        name = parse_name(typed, "这里") if typed and not is_unknown(typed) else ""
        kind = creditor_kind(name)
        is_national = creditor.kind is InstitutionKind.PRIVATE_ASSIGNEE and kind is InstitutionKind.AMC
        kind = InstitutionKind.AMC if is_national else creditor.kind
        if name and name != creditor.name:
            self._said(f"现在来要钱的是「{name}」" + (f"，{KINDS[kind]}" if kind else ""))
        return {"creditor": msgspec.structs.replace(creditor, name=name, kind=kind)}

    def _loans(self, question: Question) -> Changes:
        kept = "、".join(loan.lender or "" for loan in self.case.loans[1:])
        typed = self._text(question, kept)
        if typed == kept and kept:
            return {}
        own = self.case.every_loan[:1] or (LoanOfCase(),)
        if not typed or is_unknown(typed) or typed in ("没有", "无", "0", "没"):
            self._reply(question, "没有别家" if typed and not is_unknown(typed) else "")
            return {"loans": ()}
        several = read_lenders(typed, self.knowledge)
        parts = [part for part in typed.replace("，", "、").replace(",", "、").split("、") if part.strip()]
        further = several or tuple(read_lender(parse_name(part, "这里"), self.knowledge) for part in parts)
        self._said("还欠 " + "、".join(one.called for one in further))
        return {"loans": (*own, *(one.loan for one in further))}

    def _sum(self, question: Question) -> Changes:
        before = getattr(self.case, question.field)
        kept = "" if before is None else f"{before:f}"
        typed = self._text(question, kept)
        self._reply(question, UNKNOWN if is_unknown(typed) else "")
        if not typed or is_unknown(typed):
            return {question.field: None}
        if typed == kept:
            return {}
        try:
            words = monthly(typed) if question.field in ("income", "essentials") else typed
            amount = parse_money("0" if typed in ("没有", "无", "没") else words, "这里")
        except UsageError as error:
            raise UsageError(f"没看懂「{typed[:20]}」是多少钱。写数字，像「5000」「一万二」。") from error
        self._said(yuan(amount))
        return {question.field: amount}
