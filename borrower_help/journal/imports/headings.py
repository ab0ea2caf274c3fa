"""Which column of a list of contacts tells what, by its heading."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from borrower_help.documents.sheets import Sheet
from borrower_help.documents.tables import heading, two_rows
from borrower_help.errors import quoted
from borrower_help.journal.imports.lengths import MILLISECONDS

HEADING_WITHIN = 50
"""Rows of a preface that operators put above the headings."""

_MESSAGE_TIMES = ("短信时间", "发送时间", "接收时间", "收发时间", "发送/接收时间")

_MESSAGE_KINDS = ("短信类型", "信息类型", "消息类型", "收发类型")

HEADINGS: dict[str, tuple[str, ...]] = {
    "time": (
        *(
            "通话时间",
            "起始时间",
            "开始时间",
            "通话开始时间",
            "呼叫时间",
            "通话起始时间",
            "拨打时间",
            "来电时间",
            "截获时间",
            "日期时间",
        ),
        *_MESSAGE_TIMES,
        *("时间", "time", "datetime"),
    ),
    "date": ("通话日期", "起始日期", "日期", "date"),
    "number": (
        *("对方号码", "对方手机号", "对方手机号码"),
        *(
            "对端号码",
            "对方电话",
            "通话号码",
            "对方号",
            "联系号码",
            "来电号码",
            "对方电话号码",
            "电话号码",
            "号码",
            *("手机号码", "手机号", "电话", "number", "phonenumber", "phone", "mobile", "tel", "calltel", "address"),
            *("othercellphone", "oppositephone", "opsitephone", "cellphone"),
        ),
    ),
    "kind": (
        *(
            "呼叫类型",
            "主被叫",
            "主叫被叫",
            "主/被叫",
            "通信方式",
            "通话方式",
            "呼叫方式",
            "通话类型",
            "通信类型",
            "呼叫方向",
            "方向",
            *("来去电", "呼入呼出", "呼入/呼出", "主叫/被叫", "收发", "收/发", "收发标志", "通话状态", "呼叫状态"),
            *("信箱", "文件夹", "状态"),
            *("callmethod", "inittype", "delivery", "calltype"),
        ),
        *_MESSAGE_KINDS,
        *("业务类型", "类型", "type", "direction", "status"),
    ),
    "length": (
        *(
            "通话时长",
            "通信时长",
            "时长",
            "通话时间长",
            "持续时间",
            "持续时长",
            "通话长度",
            "时间长度",
            "使用时长",
            "计费时长",
            "计费时间",
            "拨打秒数",
            "通话秒数",
        ),
        *("duration", "length", "seconds", "minutes", "usetime"),
    ),
    "called": ("本机号码", "我方号码", "己方号码", "本机", "被叫号码", "called", "cellphone"),
    "text": ("短信内容", "消息内容", "内容", "信息内容", "正文", "text", "body"),
}
"""The columns we know, each with the headings operators use for it (punctuation and units do not count)."""

_SECOND_KINDS = frozenset(
    map(
        heading,
        (
            *("通信类型", "通话类型", "业务类型", "类型", "漫游类型", "信息类型", "消息类型", "状态"),
            *("type", "calltype", "status"),
        ),
    )
)
"""Headings of columns that may name a tariff or a service; who called is read there only where no other column says
it.
"""

_ENDS = (
    *(("主叫号码", "被叫号码"), ("主叫", "被叫"), ("发送方号码", "接收方号码"), ("发件人", "收件人")),
    *(("sender", "receiver"), ("from", "to"), ("caller", "callee")),
)
"""Headings of who calls or sends, and of who is called or gets it."""

_UNITS = (
    *(("毫秒", MILLISECONDS), ("milliseconds", MILLISECONDS), ("millis", MILLISECONDS), ("ms", MILLISECONDS)),
    *(("时分秒", 1), ("分秒", 1), ("hhmmss", 1), ("mmss", 1)),
    *(("分钟", 60), ("分", 60), ("minutes", 60), ("mins", 60), ("min", 60), ("小时", 3600), ("hours", 3600)),
    *(("秒钟", 1), ("秒", 1), ("seconds", 1), ("secs", 1), ("sec", 1), ("s", 1)),
)
"""Units at the end of a heading, in seconds; the longer of two that end alike first."""


_FORMS = {
    "time": re.compile(
        r"(?:通话|呼叫|通信|起始|开始|拨打|来电|去电|截获|发生|接听|联系|使用|话单|主叫|起呼|收发|发送|接收|消息|calls?|start|begin"
        r"|message|sent|received)*(?:日期时间|时间日期|时间|时刻|datetime|time|timestamp|dateandtime)起?"
    ),
    "date": re.compile(r"(?:通话|呼叫|通信|起始|开始|拨打|发生|使用|话单|消息|call|start|message)*(?:日期|date)"),
    "number": re.compile(
        r"(?:对方|对端|来电|去电|联系人|他方|对端用户|对方用户|通话|呼叫|主被叫|客户|其他|other|remote|contact|from|sender|caller)(?:的)?"
        r"(?:手机|电话|联系|联系人|服务)?(?:号码|号|电话|手机|number|phonenumber|phone|id|address)"
    ),
    "length": re.compile(
        r"(?:通话|呼叫|通信|接听|本次|计费|call)*(?:时长|长度|持续时间|历时|秒数|用时|duration)(?:用量|流量)?"
    ),
    "called": re.compile(
        r"(?:本机|己方|我方|自己|机主|本人|用户|主机|业务|计费|own|my)(?:的)?(?:手机|电话|通话)?(?:号码|号|电话|number|phone)"
    ),
    "text": re.compile(r"(?:短信|消息|信息|message)(?:正文|内容|text|body|content)"),
}
"""Headings that are built like those we know; a heading that is known as a whole comes first."""


class Columns(NamedTuple):
    """Where the columns of a table stand; ``unit`` is that of a bare length.

    ``ends`` are the columns of the caller's and the callee's number, where no column is that of the other side;
    ``directed`` tells whether the first of them is known to be the caller's, ``named`` whether the table has headings.
    ``kinds`` tell what a row is, ``more_kinds`` only where those do not.
    """

    places: dict[str, int]
    ends: tuple[int, int] | None
    kinds: tuple[int, ...]
    more_kinds: tuple[int, ...]
    width: int
    unit: int
    messages: bool
    unused: tuple[str, ...]
    directed: bool = True
    named: bool = True


def words_at(cells: Sequence[str], places: Iterable[int]) -> str:
    """The words of several cells of a row."""
    return " ".join(cells[place].strip() for place in places if place < len(cells))


def find_heading(rows: Sequence[Sequence[str]], columns: Mapping[str, str]) -> tuple[int, Columns] | None:
    """The row of headings (operators put a preface above it), and its columns; ``None`` when there is none."""
    candidates = [(index, columns_of(cells, columns)) for index, cells in enumerate(rows[:HEADING_WITHIN])]
    candidates += [
        (index, columns_of(together, columns))
        for index, (above, below) in enumerate(itertools.pairwise(rows[:HEADING_WITHIN]), 1)
        if (together := two_rows(above, below))
    ]
    index, best = max(candidates, key=lambda found: len(found[1].places), default=(0, None))
    if best is None or not {"time", "date"} & set(best.places) or not ("number" in best.places or best.ends):
        return None
    return index, best


def is_heading_again(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether a row repeats the headings, as lists of several pages do."""
    if any(map(str.isdigit, "".join(cells))):  # a contact has a time or a number; most rows end here
        return False
    names = [heading(cell) for cell in cells if cell.strip()]
    return bool(names) and names == [heading(cell) for cell in headings if cell.strip()]


COLUMN_WORDS = {
    "time": "时间",
    "date": "日期",
    "number": "对方号码",
    "kind": "类型",
    "length": "时长",
    "called": "本机号码",
    "text": "内容",
}


def what_is_missing(sheets: Sequence[Sheet], columns: Mapping[str, str]) -> str:
    """The sentence for a file without a row of headings: only what is missing, what was taken, and the columns there
    are.
    """
    rows = [cells for sheet in sheets for cells in sheet.rows[:HEADING_WITHIN]]
    nearest = max(rows, key=lambda cells: len(columns_of(cells, columns).places), default=[])
    places = columns_of(nearest, columns).places
    has_time = not {"time", "date"}.isdisjoint(places)
    missing = [name for name in ("time", "number") if not (has_time if name == "time" else name in places)]
    known = "、".join(quoted(cell.strip()) for cell in nearest if cell.strip()) or "没有"
    taken = "、".join(f"{COLUMN_WORDS[column]}（{quoted(nearest[place].strip())}）" for column, place in places.items())
    flags = " ".join(f"--column {name}=列名" for name in missing)
    lost = "和".join(f"「{COLUMN_WORDS[name]}」" for name in missing)
    return (
        f"没有认出{lost}{'两' if len(missing) == 2 else '那一'}列。"
        + (f"认出了{taken}。" if taken else "")
        + f"文件里的列：{known}。请用 {flags} 指明。"
    )


def columns_of(cells: Sequence[str], columns: Mapping[str, str]) -> Columns:
    """The columns that a row of headings names; ``columns`` are those that the borrower named."""
    names = [_known(cell) for cell in cells]
    bare = [_without_unit(name)[0] for name in names]
    places: dict[str, int] = {}
    for column, known in HEADINGS.items():
        wanted = [heading(columns[column])] if column in columns else [heading(name) for name in known]
        place = next((names.index(name) for name in wanted if name and name in names), None)
        if place is None and column == "length":
            place = next((bare.index(name) for name in wanted if name and name in bare), None)
        if place is not None and place not in places.values():
            places[column] = place
    for column, form in _FORMS.items():
        if column not in places and column not in columns:
            alike = (place for place, name in enumerate(bare if column == "length" else names) if form.fullmatch(name))
            if (found := next((place for place in alike if place not in places.values()), None)) is not None:
                places[column] = found
    ends = None
    pair = next((pair for pair in _ENDS if set(pair) <= set(names)), None)
    if pair and "number" not in places and {"number", "called"}.isdisjoint(columns):
        ends = (names.index(pair[0]), names.index(pair[1]))
        places.pop("called", None)
    kinds = {places["kind"]} if "kind" in places else set()
    if "kind" not in columns:  # one column may say 短信 and another 接收
        kinds |= {place for place, name in enumerate(names) if name in map(heading, HEADINGS["kind"])}
    kinds -= {place for column, place in places.items() if column != "kind"}
    second = set() if "kind" in columns else {place for place in kinds if names[place] in _SECOND_KINDS}
    deciding = {names[place] for place in (*kinds, *(places[column] for column in ("time",) if column in places))}
    used = {*places.values(), *kinds, *(ends or ())}
    return Columns(
        places=places,
        ends=ends,
        kinds=tuple(sorted(kinds - second)),
        more_kinds=tuple(sorted(second)),
        width=len(cells),
        unit=_without_unit(names[places["length"]])[1] if "length" in places else 1,
        messages=bool(deciding & set(map(heading, (*_MESSAGE_TIMES, *_MESSAGE_KINDS)))),
        unused=tuple(quoted(cell.strip()) for place, cell in enumerate(cells) if cell.strip() and place not in used),
    )


_ALL = frozenset(heading(name) for known in HEADINGS.values() for name in known)


def _known(cell: str) -> str:
    """A heading as it is compared; without what stands in brackets behind it where only so it is known."""
    name = heading(cell)
    short = heading(re.sub(r"[(（\[【].*", "", cell, flags=re.DOTALL))
    return short if name not in _ALL and short in _ALL and _without_unit(name)[1] == 1 else name


def _without_unit(name: str) -> tuple[str, int]:
    """A heading without the unit at its end, and how many seconds the unit has."""
    for word, seconds in _UNITS:
        if name == word:
            return name, seconds
        if name.endswith(word):
            return name.removesuffix(word), seconds
    return name, 1
