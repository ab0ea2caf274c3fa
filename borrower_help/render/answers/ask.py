"""The answer to a question: at most twelve lines of eighty cells, with its sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from borrower_help.ask.answer import Replied
from borrower_help.ask.compose import Piece
from borrower_help.errors import quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.formats.terminal import TEXT_WIDTH, text_lines
from borrower_help.render.lines import Citations, Line
from borrower_help.values.named import SaidId

MOST_LINES = 12
"""A short answer is no longer than this on a screen of eighty cells."""

WHOLE = "看全部：borrower-help advise"
"""How to see everything where one question was not understood."""


def asked_data(asked: Replied) -> dict[str, Any]:
    """The answer as data."""
    return {
        "question": asked.typed,
        "found": bool(asked.id),
        "id": asked.id,
        "title": asked.question,
        "near": round(asked.near, 3),
        "records": asked.answers,
        "read": asked.read,
        "answer": [
            {
                "role": piece.role,
                "label": piece.label,
                "text": piece.text,
                "sources": piece.sources,
                "confidence": piece.confidence.value,
            }
            for piece in asked.pieces
        ],
        "others": [{"id": other.id, "question": other.question} for other in asked.neighbours],
        "command": asked.deeper,
    }


def asked_lines(asked: Replied, knowledge: Knowledge, *, full: bool = False) -> list[Line]:
    """The answer as lines; in the short form what may be left out is left out until the rest is short enough."""
    if not asked.id:
        return _not_found(asked, knowledge)
    pieces = list(asked.pieces)
    most, cut = len(asked.neighbours), False
    while True:
        lines = _lines(asked, pieces, most, knowledge, full=full)
        if cut:
            lines[-1] = dataclasses.replace(lines[-1], label="没写完，要看")
        if full or _height(lines) <= MOST_LINES:
            return lines
        place = _left_out(pieces)
        if place is not None:
            del pieces[place]
        elif most:
            most -= 1
        elif (place := _last_resort(pieces)) is not None:
            del pieces[place]
            cut = True
        else:
            return lines


def _left_out(pieces: Sequence[Piece]) -> int | None:
    """The next piece that may be left out: the last of ``more``, then all but the first thing to do."""
    last = next((place for place in reversed(range(len(pieces))) if pieces[place].role == "more"), None)
    if last is not None:
        return last
    to_do = [place for place, piece in enumerate(pieces) if piece.role == "do"]
    return to_do[-1] if len(to_do) > 1 else None


def _last_resort(pieces: Sequence[Piece]) -> int | None:
    """What goes where the answer is still too long: the thing to do, then the last reason; that something is missing
    is said then.
    """
    to_do = next((place for place, piece in enumerate(pieces) if piece.role == "do"), None)
    reasons = [place for place, piece in enumerate(pieces) if piece.role == "why"]
    return to_do if to_do is not None else reasons[-1] if len(reasons) > 1 else None


def _lines(asked: Replied, pieces: Sequence[Piece], most: int, knowledge: Knowledge, *, full: bool) -> list[Line]:
    citations = Citations(knowledge, most=9 if full else 2)
    head = f"（按{'、'.join(asked.read)}答）" if asked.read else ""
    lines = [Line("title", asked.question + head)]
    for piece in pieces:
        marks = citations.marks(piece.sources, piece.confidence)
        role = "text" if piece.role in ("short", "why") else "item"
        lines.append(Line("text" if role == "text" else "item", piece.text, label=piece.label, marks=marks))
    if citations.any:
        lines += list(citations.listed()) if full else [citations.run_on()]
    if most:
        lines.append(Line("text", "".join(other.question for other in asked.neighbours[:most]), label="也问"))
    lines.append(Line("text", asked.deeper, label="更多"))
    return lines


def _height(lines: Sequence[Line]) -> int:
    return sum(1 for _ in text_lines(lines, TEXT_WIDTH))


def _not_found(asked: Replied, knowledge: Knowledge) -> list[Line]:
    lines = [Line("title", f"「{quoted(asked.typed)}」"), Line("text", knowledge.say(SaidId.ASK_NOT_FOUND))]
    if asked.neighbours:
        lines.append(Line("text", "最近的是这几个，是其中一个，就照着再问一次："))
        lines += [Line("item", other.question) for other in asked.neighbours]
    lines.append(Line("text", knowledge.say(SaidId.ASK_ELSEWHERE) + WHOLE))
    return lines
