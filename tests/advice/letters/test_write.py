"""Letters from a case, as data: what stands in them, what does not, and what a template may not do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import jinja2
import pytest
from jinja2.exceptions import SecurityError

from borrower_help import Knowledge
from borrower_help.advice.letters.choices import fitting_letters, letter_choices
from borrower_help.advice.letters.contacts import clean
from borrower_help.advice.letters.facts import fact_names, facts_of
from borrower_help.advice.letters.templates import fill, names_in
from borrower_help.advice.letters.views import LetterView
from borrower_help.advice.letters.write import write_letter
from borrower_help.case.model import Creditor, Happening, ReceivedPaper, Role
from borrower_help.case.situation import Situation
from borrower_help.journal.model import Contact, Row

DAY = dt.date(2026, 11, 10)
MakeSituation = Callable[..., Situation]


def letter(kind: str, situation: Situation, knowledge: Knowledge, **more: Any) -> LetterView:
    """One letter of a situation."""
    return write_letter(knowledge.letters[kind], situation, knowledge, **more)


def words(written: LetterView) -> str:
    """All of a letter that is sent."""
    return "\n".join(paragraph.text for paragraph in written.paragraphs)


# --- templates ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "template", ["{{ lender.__class__ }}", "{{ lender.__class__.__mro__ }}", "{{ events.append(1) }}"]
)
def test_a_template_reaches_nothing_but_facts(template: str) -> None:
    """The sandbox refuses what reaches behind the facts or changes them."""
    with pytest.raises((SecurityError, jinja2.UndefinedError)):
        fill(template, {"lender": "海尔", "events": []})


def test_a_name_that_is_no_fact_is_an_error() -> None:
    """A slip in a template never becomes an empty place in a letter."""
    with pytest.raises(jinja2.UndefinedError):
        fill("我向{{ lander }}借款", {"lender": "海尔"})


def test_facts_are_never_templates() -> None:
    """What a case holds is not read as a template, however it looks."""
    assert fill("致{{ lender }}", {"lender": "{{ 7*7 }}"}) == "致{{ 7*7 }}"


def test_every_fact_has_a_value(situation: MakeSituation, knowledge: Knowledge) -> None:
    """A case that tells nothing still has every fact, each of them empty but for the day."""
    facts = facts_of(situation(), knowledge)
    assert facts.keys() == fact_names(knowledge)
    assert {name for name, value in facts.items() if value} == {"today"}


def test_every_template_is_filled_by_facts(knowledge: Knowledge) -> None:
    """No template of the letters names anything else."""
    for kind in knowledge.letters.values():
        for part in (*kind.parts, *kind.attach):
            assert names_in(part.text) <= fact_names(knowledge) | ({"one"} if part.each else set()), part.id


def test_words_of_others_stay_on_one_line() -> None:
    """Line breaks and characters that command a screen do not make new paragraphs."""
    assert clean("甲\n乙\t\u202e丙\x07") == "甲 乙 ?丙?"


# --- what stands in a letter -------------------------------------------------------------------------------


def test_an_empty_case_admits_nothing(situation: MakeSituation, knowledge: Knowledge) -> None:
    """Without facts only letters of blanks are written, and none that admits the debt."""
    for choice in letter_choices(situation(), knowledge):
        assert not choice.fits
        if choice.acknowledges:
            assert choice.withheld


@pytest.mark.parametrize(
    "kind", ["information-request", "stop-contact", "never-borrowed", "reply-to-assignee", "complaint-lender"]
)
def test_letters_that_admit_nothing_say_so(situation: MakeSituation, knowledge: Knowledge, kind: str) -> None:
    """A letter that is not to restart three years says that it admits nothing."""
    told = situation(
        as_of=DAY,
        lender="海尔",
        days_overdue=1200,
        happened=(Happening(id="collect_from_relative", on=dt.date(2026, 11, 5)), "collect_no_debt"),
    )
    written = letter(kind, told, knowledge)
    assert not written.acknowledges
    assert written.withheld == ()
    assert "不表示我承认" in words(written)


def test_who_demands_is_written_to(situation: MakeSituation, knowledge: Knowledge) -> None:
    """Where another than the lender demands the money, the letter goes to them."""
    told = situation(lender="海尔", creditor=Creditor(name="某某资产管理公司"))
    assert letter("information-request", told, knowledge).to == "某某资产管理公司"
    assert letter("complaint-lender", situation(lender="海尔"), knowledge).to == ""  # withheld: nothing happened


def test_a_platform_is_no_lender(situation: MakeSituation, knowledge: Knowledge) -> None:
    """A brand that only arranges loans gets a copy; who lent is left to be written by hand from the contract."""
    platform = knowledge.find_lender("极融")
    assert platform is not None
    told = situation(lender="极融", days_overdue=9, happened=(Happening(id="threat_police", on=dt.date(2026, 11, 5)),))
    to = letter("complaint-lender", told, knowledge).to
    assert to.startswith("＿＿")
    assert to.endswith(f"并抄送{platform.legal_name}")
    assert letter("complaint-regulator", told, knowledge).withheld


def test_rules_of_other_kinds_are_not_cited(situation: MakeSituation, knowledge: Knowledge) -> None:
    """Articles 56 and 57 bind consumer-finance companies and are not held against a bank."""
    happened = (Happening(id="threat_police", on=dt.date(2026, 11, 5)),)
    to_bank = letter("investigation-request", situation(kind="bank", days_overdue=9, happened=happened), knowledge)
    to_finance = letter(
        "investigation-request", situation(kind="consumer_finance", days_overdue=9, happened=happened), knowledge
    )
    assert "消费金融公司管理办法" not in words(to_bank)
    assert "第41条" in words(to_bank)
    assert "消费金融公司管理办法第56条" in words(to_finance)


def test_days_of_an_answer_begin_with_the_day_of_the_letter(situation: MakeSituation, knowledge: Knowledge) -> None:
    """Fifteen days for the lender's answer are counted from today, two months for the regulator's."""
    happened = (Happening(id="threat_police", on=dt.date(2026, 11, 5)),)
    told = situation(as_of=DAY, lender="海尔", days_overdue=9, happened=happened)
    dates = {date.clock: date.date for date in letter("complaint-lender", told, knowledge).dates}
    assert dates["clock-lender-15"] == dt.date(2026, 11, 25)
    dates = {date.clock: date.date for date in letter("investigation-request", told, knowledge).dates}
    assert dates["clock-investigate-2-months"] == dt.date(2027, 1, 10)


def test_limitation_is_pleaded_only_where_it_may_be_over(situation: MakeSituation, knowledge: Knowledge) -> None:
    """The defence of limitation stands in an answer to the court where three years may be over, and nowhere else."""
    summons = (ReceivedPaper(kind="summons", received=dt.date(2026, 11, 2)),)
    old = letter("defence", situation(as_of=DAY, lender="海尔", days_overdue=1200, papers=summons), knowledge)
    new = letter("defence", situation(as_of=DAY, lender="海尔", days_overdue=100, papers=summons), knowledge)
    assert "诉讼时效抗辩" in words(old)
    assert "最后一次是" not in words(old)  # the day of the last payment could be what refutes it
    assert "时效" not in words(new)


def test_who_never_borrowed_is_offered_that(situation: MakeSituation, knowledge: Knowledge) -> None:
    """A person of whom money is wanted that they never borrowed gets the denial, and no letter that admits."""
    told = situation(lender="海尔", role=Role.NOT_MINE, happened=("collect_no_debt",))
    assert "never-borrowed" in fitting_letters(told, knowledge)
    assert letter("never-borrowed", told, knowledge).withheld == ()
    assert letter("instalment-request", told, knowledge).withheld


def test_every_letter_tells_what_to_do_with_it(knowledge: Knowledge) -> None:
    """Each says when to use it and when not, how to send it and what comes after; each statement has its sources."""
    for kind in knowledge.letters.values():
        assert kind.use
        assert kind.avoid
        assert kind.send
        assert kind.after
        for part in (*kind.parts, *kind.attach, *kind.after, *kind.needs):
            assert part.sources


def test_a_long_log_is_told_in_short(situation: MakeSituation, knowledge: Knowledge) -> None:
    """Of 24 calls to others six are told, those with new words before the rest; all others are counted with their rows,
    so that a complaint keeps to two pages.
    """
    rows = [
        Row(
            row=number,
            contact=Contact(
                at=dt.datetime.fromisoformat(f"2026-11-{1 + number // 4:02}T09:{number:02}"),
                channel="call",
                person="family" if number % 2 else "colleague",
                called="13900000001" if number % 2 else "13900000002",
                number="02112345678",
                connected=True,
                seconds=60,
                said="明天派人到你家" if number == 3 else "",
            ),
        )
        for number in range(1, 25)
    ]
    told = situation(as_of=dt.date(2026, 11, 30), lender="海尔", days_overdue=40)
    letter = write_letter(knowledge.letters["complaint-lender"], told, knowledge, rows)
    calls = [part.text for part in letter.paragraphs if part.id == "complaint-others"]
    assert len(calls) == 7
    assert "明天派人到你家" in calls[0]
    assert calls[-1].startswith(
        "从2026年11月1日到2026年11月5日，另外还联系过我的家人9次、我的同事9次（联系记录第1、2、4、"
    )
    hers = write_letter(knowledge.letters["stop-contact-other"], told, knowledge, rows, whose="13900000001")
    own = [part.text for part in hers.paragraphs if part.id == "other-contacts"]
    assert len(own) == 7
    assert own[-1].endswith("另外还有6次，见我的通话记录。")
