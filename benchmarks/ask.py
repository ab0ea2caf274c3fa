"""How often `ask` is right: first place, first three, wrong, and how sure it is that nothing was found.

    python benchmarks/ask.py [--wrong]

``unseen`` is the half of the second strangers' questions, ``fresh`` those of a later stranger: nobody has looked at
their wordings, only at the figures. ``seen`` are those of another later stranger, which showed what was not known. Of
the others ``tuned`` was tuned on; ``sealed`` was measured once before anybody looked (52.0 % first, 73.0 % in three,
21.9 % wrong) and has been looked at since, as ``open``, the other half of the strangers', has been.

A question is answered *first* where the answer given is that of a right record, in *three* where it is that or one of
the three questions named beside it, *wrong* where another question was answered. ``none`` precision: of the answers
没有找到, how many were to questions without an answer in the knowledge; recall: of those questions, how many got it.
Questions of danger are the ear's and not counted.
"""
# ruff: noqa: INP001 - a script, no package

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from borrower_help.ask.answer import Asking, Replied
from borrower_help.case.model import Case
from borrower_help.knowledge.files import load_knowledge
from borrower_help.upkeep.compile import learned_by

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "ask"
DAY = dt.date(2026, 11, 30)


class Score(NamedTuple):
    """What became of the questions of one file."""

    asked: int
    first: float
    three: float
    wrong: float
    none_precision: float
    none_recall: float


def right(asked: Replied, wanted: list[str], asking: Asking) -> tuple[bool, bool]:
    """Whether the answer is right, and whether it or one of the three named beside it is. Where two who labelled do not
    agree whether anything answers, either is right.
    """
    if "none" in wanted and not asked.id:
        return True, True

    def leads(identifier: str) -> bool:
        document = asking.documents.get(identifier) or asking.of_lenders.get(identifier)
        return identifier in wanted or bool(document and document.answers and document.answers[0] in wanted)

    own = asked.answers[:2] if asked.id in asking.of_lenders else asked.answers[:1]
    first = bool(asked.id) and (leads(asked.id) or any(name in wanted for name in own))
    return first, first or any(leads(other.id) for other in asked.neighbours)


def measure(name: str, asking: Asking, *, show: bool = False) -> Score:
    """Ask every wording of a file."""
    groups: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))["groups"]
    firsts = threes = wrongs = count = silent = rightly_silent = without = 0
    for group in groups:
        wanted = group["right"]
        if "danger" in wanted:
            continue
        for wording in group["wordings"]:
            asked = asking.answer(wording, Case(), DAY)
            first, three = right(asked, wanted, asking)
            count += 1
            firsts += first
            threes += three
            wrongs += bool(asked.id) and not first
            silent += not asked.id
            without += wanted == ["none"]
            rightly_silent += wanted == ["none"] and not asked.id
            if show and not first:
                mark = "wrong" if asked.id else "three" if three else "silent"
                others = " ".join(other.id for other in asked.neighbours)
                sys.stdout.write(
                    f"{mark} {group['id']} {asked.near:.2f} [{asked.id}] {wording[:60]} | {others} | {wanted[0]}\n"
                )
    return Score(
        count,
        firsts / count,
        threes / count,
        wrongs / count,
        rightly_silent / (silent or 1),
        rightly_silent / (without or 1),
    )


def main() -> None:
    """Print the figures of every file there is."""
    asking = Asking(load_knowledge())
    asking.matcher.learned = asking.matcher.learned or learned_by(asking.matcher)
    for name, file in (
        ("unseen", "strangers_sealed.yaml"),
        ("fresh", "fresh_sealed.yaml"),
        ("seen", "fresh_open.yaml"),
        ("open", "strangers_open.yaml"),
        ("tuned", "questions.yaml"),
        ("sealed", "sealed.yaml"),
        ("samples", "samples.yaml"),
        ("elsewhere", "elsewhere.yaml"),
    ):
        if (FOLDER / file).exists() and (name != "sealed" or "--tuning" not in sys.argv):
            score = measure(file, asking, show="--wrong" in sys.argv and name not in {"unseen", "fresh"})
            sys.stdout.write(
                f"{name:9} {score.asked:4} asked   first {score.first:6.1%}   three {score.three:6.1%}   "
                f"wrong {score.wrong:6.1%}   "
                f"none: precision {score.none_precision:6.1%}, recall {score.none_recall:6.1%}\n"
            )


if __name__ == "__main__":
    main()
