"""How a question is put: as a text, a choice, a list to tick, or groups of lists; and what is kept and said back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from borrower_help.case.model import Case, Role
from borrower_help.interview.prompts import Prompter
from borrower_help.interview.typed import NONE, Pair
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.interview import Question


class Group(NamedTuple):
    """Choices under one line of a first list; one may stand in several groups."""

    id: str
    text: str
    members: tuple[str, ...]


def opened_for(before: Collection[str], groups: Sequence[Group]) -> list[str]:
    """The first groups that hold what was chosen before, no more than are needed."""
    opened: list[Group] = []
    for name in before:
        if not any(name in group.members for group in opened):
            opened += [group for group in groups if name in group.members][:1]
    return [group.id for group in opened]


@dataclasses.dataclass
class Putting:
    """Puts the parts of a question; ``prompts`` counts them, ``replies`` keeps in words what leaves the case empty."""

    knowledge: Knowledge
    prompter: Prompter
    as_of: dt.date
    replies: dict[str, str]
    case: Case = dataclasses.field(default_factory=Case)
    prompts: int = 0

    def _text(self, question: Question, kept: str) -> str:
        self.prompts += 1
        return self.prompter.text(self._title(question), question.why, kept)

    def _choose(self, question: Question, choices: Sequence[Pair], kept: str) -> str:
        self.prompts += 1
        return self.prompter.choose(self._title(question), question.why, choices, kept, begin=question.begin)

    def _ticked(
        self, question: Question, choices: Sequence[Pair], before: Collection[str], also: Sequence[Pair] = ()
    ) -> tuple[str, ...]:
        """The ids ticked on the list of a question, which opens with those ticked ``before``; that it is none of them
        is kept as a reply.
        """
        self.prompts += 1
        kept = before or ([NONE] if question.field in self.replies else [])
        answer = self.prompter.choose_many(
            self._title(question),
            question.why,
            choices,
            kept,
            none=question.none,
            begin="none" if question.field == "safety" else "skip",
            also=also,
        )
        self._reply(question, (question.none_kept or question.none) if NONE in answer else "")
        return tuple(identifier for identifier in answer if identifier != NONE)

    def _in_groups(
        self,
        question: Question,
        groups: Sequence[Group],
        names: Mapping[str, str],
        before: Collection[str],
        which: str,
        also: Sequence[Pair] = (),
    ) -> list[str]:
        """The ids chosen: first the groups, then what is in them. Of ``also`` a name in words is taken at once, and a
        group of one needs no second list.
        """
        opened = self._ticked(question, [(each.id, each.text) for each in groups], opened_for(before, groups), also)
        chosen = [name for name in opened if name in names]
        offered = set(chosen)
        for group in groups:
            left = [name for name in group.members if name not in offered]
            if group.id not in opened or not left:
                continue
            offered.update(left)
            if len(group.members) == 1:
                chosen += left
                continue
            self.prompts += 1
            picked = self.prompter.choose_many(
                f"「{group.text}」里，{which}？可以选多个。",
                "",
                [(name, names[name]) for name in left],
                [name for name in before if name in left],
                none="这一类都没有",
            )
            chosen += [name for name in picked if name != NONE]
        return chosen

    def _reply(self, question: Question, words: str) -> None:
        """Keep the words of an answer that leaves the case empty; no words, no such answer."""
        self.replies.pop(question.field, None)
        if words:
            self.replies[question.field] = words

    def _said(self, words: str) -> None:
        """Say back at once how something was understood."""
        self.prompter.say(f"  记下：{words}。")

    def _title(self, question: Question) -> str:
        for_others = question.text_for_others and self.case.whose not in (Role.BORROWER, Role.GUARANTOR, Role.SPOUSE)
        return f"{question.text_for_others if for_others else question.text}{question.help}"

    def _offered(self, question: Question) -> list[Pair]:
        match question.choices_from:
            case "dangers":
                return [(danger.id, danger.label) for danger in self.knowledge.dangers.values()]
            case "paper_kinds":
                return [(kind.id, kind.name) for kind in self.knowledge.paper_kinds.values()]
            case "hardships":
                return [(hardship.id, hardship.name) for hardship in self.knowledge.hardships.values()]
            case _:
                return [(choice.id, choice.text) for choice in question.choices]
