"""Lists of callers and callees, or of senders and receivers: which end is the other side."""

from __future__ import annotations

from collections.abc import Sequence

from borrower_help.documents.tables import is_note
from borrower_help.errors import UsageError
from borrower_help.journal.imports.call_kinds import parse_kind
from borrower_help.journal.imports.headings import Columns, words_at
from borrower_help.journal.imports.numbers import is_hidden, parse_number
from borrower_help.journal.model import number_key


def own_number(rows: Sequence[Sequence[str]], table: Columns, own: str) -> str:
    """The borrower's number: as told, or the one in every row; empty where each row says by itself who called.

    Raises ``UsageError`` where two may be.
    """
    if own or table.ends is None:
        return number_key(own)
    filled = [cells for cells in rows if any(cell.strip() for cell in cells) and not is_note(cells)]
    pairs = [tuple(_at_the_end(cells, place) for place in table.ends) for cells in filled]
    common = set.intersection(*map(set, pairs)) - {""} if pairs else set()
    ways = [_way(cells, table) for cells in filled]
    mine = {
        _at_the_end(cells, table.ends[0 if way else 1])
        for cells, way in zip(filled, ways, strict=True)
        if way is not None
    }
    all_say = bool(ways) and None not in ways  # then who writes in every row may as well be the other side
    found = common & mine if len(common) > 1 or all_say else common
    if len(found) == 1:
        return found.pop()
    if all_say:
        return ""
    raise UsageError("详单有主叫号码和被叫号码两列，看不出哪个是你的号码。请加 --called 你的号码，再导入一次。")


def other_end(cells: Sequence[str], table: Columns, own: str, kind: str) -> dict[str, str]:
    """The number of the other side of a call and who called.

    Raises ``ValueError`` where neither end is the borrower's and the row does not say who called.
    """
    assert table.ends is not None
    numbers = [_at_the_end(cells, place) for place in table.ends]
    called_by_me = numbers[0] == own if own and own in numbers else None if own else _way(cells, table)
    if called_by_me is None:
        raise ValueError("主叫和被叫都不是你的号码")
    place = table.ends[1 if called_by_me else 0]
    found = {"number": cells[place].strip() if place < len(cells) else ""}
    return found | ({"kind": f"{kind} {'主叫' if called_by_me else '被叫'}"} if table.directed else {})


def _way(cells: Sequence[str], table: Columns) -> bool | None:
    """Whether the borrower called, by the words of the row."""
    return parse_kind(words_at(cells, table.kinds), words_at(cells, table.more_kinds)).outgoing


def _at_the_end(cells: Sequence[str], place: int) -> str:
    """The number of one end of a call as numbers are compared; empty where there is none that can be read."""
    written = cells[place].strip() if place < len(cells) else ""
    try:
        return "" if is_hidden(written) else number_key(parse_number(written))
    except ValueError:
        return ""
