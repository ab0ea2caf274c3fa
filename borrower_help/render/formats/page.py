"""An answer as one page to send: nothing is loaded from elsewhere, and it prints on A4 with every line."""

from __future__ import annotations

from collections.abc import Sequence

from borrower_help.knowledge.library import Knowledge
from borrower_help.render.lines import Line
from borrower_help.render.web.body import page_body
from borrower_help.render.web.figure import Web
from borrower_help.render.web.shell import whole_page
from borrower_help.values.safe_text import printable


def to_page(lines: Sequence[Line], web: Web | None, knowledge: Knowledge | None, *, explain: bool = False) -> str:
    """The lines as a page of their own; without ``knowledge`` it has no numbers to call at its top."""
    title = next((line.text for line in lines if line.role == "title"), "borrower-help")
    return whole_page(printable(title), page_body(lines, web or Web(), explain=explain), knowledge)
