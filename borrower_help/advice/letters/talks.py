"""What a log shows of negotiations, as a letter tells it: who said what on which day, and what was not kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from borrower_help.advice.letters.contacts import clean, day_in_words, once
from borrower_help.advice.negotiated import talks_with
from borrower_help.advice.views.base import View
from borrower_help.case.conditions import limitation_near
from borrower_help.case.situation import Situation
from borrower_help.journal.model import Outcome, Row
from borrower_help.knowledge.library import Knowledge

TALKS = ("talks", "broken_by_them", "broken_by_me", "open_talks")
"""The lists of facts that come from the negotiations of a log."""

_SAYS: dict[Outcome, str] = {
    "asked": "我提出方案",
    "offered": "对方提出方案",
    "refused": "对方拒绝，没有说明理由",
    "refused_with_reason": "对方拒绝，说的理由",
    "agreed": "双方谈成",
    "promised": "对方答应",
    "broken": "对方没有照办",
    "missed": "我没能照付",
}


_KEPT = {"agreed": "谈成的", "promised": "对方答应的"}


class TalkView(View, frozen=True, kw_only=True):
    """One talk in the words of the sender, with its row in the log, and the day on which it took place."""

    day: str
    text: str


class NotKeptView(View, frozen=True, kw_only=True):
    """Something agreed or promised that was not kept: ``agreed`` is the day and kind of the talk before it, empty where
    the log has none; ``day`` is the day on which it was noted, ``rows`` are both talks in the log.
    """

    agreed: str
    day: str
    rows: str


def talk_facts(rows: Sequence[Row], situation: Situation, knowledge: Knowledge) -> dict[str, Any]:
    """The facts that come from the negotiations with this lender; each list is empty where the log shows nothing.

    Nobody but who signed tells them, and not where the claim may be too old: what was offered then could restart it
    (spc-limitation:14, :19).
    """
    if not situation.signed or situation.not_owed or limitation_near(situation):
        rows = ()
    lender = situation.lender.name if situation.lender else situation.case.lender or ""
    talks = once(talks_with(rows, knowledge, lender))
    refused = [row for row in talks if row.contact.outcome == "refused"]
    return {
        "talks": tuple(_talk(row) for row in talks),
        "broken_by_them": tuple(_not_kept(talks, "broken")),
        "broken_by_me": tuple(_not_kept(talks, "missed")),
        "open_talks": tuple(_open(talks, situation)),
        "refused_talk": day_in_words(refused[-1].contact.day) if refused else "",
    }


def _talk(row: Row) -> TalkView:
    return TalkView(day=day_in_words(row.contact.day), text=f"{_sentence(row)}（联系记录第{row.row}行）。")


def _sentence(row: Row) -> str:
    contact = row.contact
    until = f"，期限说到{day_in_words(contact.until)}" if contact.until else ""
    said = f"：「{clean(contact.said)}」" if contact.said else ""
    return f"{day_in_words(contact.day)}，{_SAYS[contact.outcome]}{said}{until}"


def _not_kept(talks: Sequence[Row], outcome: Outcome) -> Iterator[NotKeptView]:
    """Every time that one side did not keep it, with the last agreement or promise before."""
    wanted = ("agreed", "promised") if outcome == "broken" else ("agreed",)
    for place, row in enumerate(talks):
        if row.contact.outcome == outcome:
            before = [earlier for earlier in talks[:place] if earlier.contact.outcome in wanted][-1:]
            yield NotKeptView(
                agreed="".join(f"{day_in_words(one.contact.day)}{_KEPT[one.contact.outcome]}" for one in before),
                day=day_in_words(row.contact.day),
                rows="、".join(f"第{one.row}行" for one in (*before, row)),
            )


def _open(talks: Sequence[Row], situation: Situation) -> Iterator[TalkView]:
    """What the log leaves open, which only the sender can affirm: no answer yet, or a promise whose day has passed."""
    if not talks:
        return
    last = talks[-1]
    contact = last.contact
    day = day_in_words(contact.day)
    if contact.outcome == "asked":
        yield TalkView(day=day, text=f"{day}提出的方案，到今天没有收到答复。")
    elif contact.outcome == "promised" and contact.until is not None and contact.until < situation.as_of:
        yield TalkView(day=day, text=f"{day}答应的，说好{day_in_words(contact.until)}以前，到今天没有照办。")
