"""Encode the knowledge for a faster start, and keep what its wordings teach.

``python -m borrower_help.upkeep.compile`` is run when building, never by a command.
"""

from __future__ import annotations

import os
from pathlib import Path

from borrower_help.ask import learned
from borrower_help.ask.answer import Asking
from borrower_help.ask.learned import Learned
from borrower_help.ask.match import Matcher
from borrower_help.knowledge import compiled
from borrower_help.knowledge.files import knowledge_dir, load_knowledge, load_yaml


def compile_knowledge(root: Path, place: Path) -> None:
    """Write the knowledge of ``root`` to ``place``, whole or not at all. Raises ``KnowledgeError``, ``OSError``."""
    _write(place, compiled.pack(root, load_yaml(root)))


def learn_wordings(root: Path, place: Path) -> None:
    """Write what the wordings of ``root`` teach to ``place``, whole or not at all. Raises as ``compile_knowledge``."""
    _write(place, learned.keep(learned_by(Asking(load_knowledge(root)).matcher)))


def learned_by(matcher: Matcher) -> Learned:
    """What the wordings of a matcher teach; it takes seconds. Raises ``ImportError`` where numpy is absent."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small lots: more threads wait for each other on a busy machine
    from borrower_help.upkeep.learning import learn

    said = matcher.said()
    questions = list(said)
    rows = [
        (number, words)
        for number, texts in enumerate(said.values())
        for text in dict.fromkeys(texts)
        if (words := matcher.asked(text))
    ]
    leads = {name: matcher.lead(name) for name in questions}
    return learn(questions, rows, matcher.made_from(), matcher.of_lenders, leads)


def _write(place: Path, content: bytes) -> None:
    fresh = place.with_name(place.name + ".new")
    fresh.write_bytes(content)
    os.replace(fresh, place)  # noqa: PTH105 - one step, whoever is reading


if __name__ == "__main__":
    os.environ.pop("BORROWER_HELP_KNOWLEDGE", None)
    compile_knowledge(knowledge_dir(), compiled.PLACE)
    learn_wordings(knowledge_dir(), learned.PLACE)
