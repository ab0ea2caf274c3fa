"""``rehearse``: the ten hardest sentences of a collector, one after another."""

from __future__ import annotations

import typer

from borrower_help.cli.hearing import listening_prompter
from borrower_help.cli.session import NoInputOption, Session, answering
from borrower_help.cli.terminal import can_ask
from borrower_help.interview.prompts import Prompter
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.negotiation import HardSentence
from borrower_help.render.answer import Answer
from borrower_help.render.answers.rehearsal import answered_text, closing_lines, whole_lines
from borrower_help.render.lines import Line

STOP = "stop"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "rehearse",
        short_help="接电话前先练一练",
        help="催收最难接的十句话：选一个答法，看会怎样、哪样更好。不在终端上就全部列出来。",
    )(_rehearse)


@answering("rehearse")
def _rehearse(session: Session, no_input: NoInputOption = False) -> Answer:
    knowledge = session.knowledge
    sentences: tuple[HardSentence, ...] = knowledge.negotiation(lambda file: file.rehearsal)
    data = {"sentences": sentences, "telling_family": knowledge.negotiation(lambda file: file.telling_family)}
    if session.on_screen and can_ask(no_input=no_input):
        asks = listening_prompter(plain=session.plain, root=session.root)
        return Answer(data, _played(asks, sentences, knowledge))
    return Answer(data, whole_lines(sentences, knowledge))


def _played(asks: Prompter, sentences: tuple[HardSentence, ...], knowledge: Knowledge) -> list[Line]:
    """One sentence after the other until the end, or until the person has had enough."""
    good = asked = 0
    for number, sentence in enumerate(sentences, 1):
        choices = [(str(index), choice.text) for index, choice in enumerate(sentence.choices)]
        question = f"第 {number} 句，共 {len(sentences)} 句。对方说：「{sentence.text}」 你怎么答？"
        chosen = asks.choose(question, "选一个，看看会怎样。没有人记分。", [*choices, (STOP, "不练了")])
        if chosen == STOP:
            break
        if chosen:
            asked += 1
            good += sentence.choices[int(chosen)].good
            asks.say(answered_text(sentence, int(chosen)))
    return closing_lines(good, asked, knowledge)
