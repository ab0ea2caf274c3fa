"""How ``log import`` looks: what became of every row of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from borrower_help.errors import MOST
from borrower_help.render.lines import Line
from borrower_help.values.safe_text import one_line


def import_lines(data: dict[str, Any], path: Path) -> list[Line]:
    """The answer of ``log import``: how many rows came in, and which could not be read."""
    there = data["added"] or data["already_there"]
    heading = (
        f"读到 {data['read']} 行，新记下 {data['added']} 行，存在 {one_line(str(path))}。"
        if there
        else "一行也没有记下，原因见下面。"
    )
    lines = [Line("title", heading), Line("item", _balance(data))]
    if data["copies"]:
        lines.append(
            Line(
                "item", f"{data['copies']} 行是同一份备份里的重复（同一号码、同一时刻，或通话时间重叠），每次只记一次。"
            )
        )
    if data["already_there"]:
        lines.append(Line("item", f"{data['already_there']} 行已经记过，没有重复记。"))
    if data["direction_filled_in"]:
        lines.append(Line("item", f"其中 {data['direction_filled_in']} 行原来不知道是谁打的，现在写明了。"))
    if data["lender_filled_in"]:
        lines.append(Line("item", f"其中 {data['lender_filled_in']} 行原来没写是哪家，现在写上了。"))
    if data["not_picked"]:
        lines.append(Line("item", f"{data['not_picked']} 行不是你选的号码，没有记。"))
    if data["numbers_not_found"]:
        lines.append(Line("item", f"文件里没有这些号码：{'、'.join(data['numbers_not_found'])}。请检查号码。"))
    lines += [Line("item", remark) for remark in data["remarks"]]
    if data["rejected"]:
        lines.append(Line("subheading", f"有 {len(data['rejected'])} 行没有记："))
        rejects = data["rejected"][:MOST]
        lines += [Line("item", rejected["reason"], label=_place(rejected), foreign=True) for rejected in rejects]
        if (more := len(data["rejected"]) - MOST) > 0:
            lines.append(Line("item", f"还有 {more} 行没有记，没有列出。用 --format json 看全部。"))
    if not there:
        return lines if data["rows"] else [Line("title", "一行也没有记下：文件里没有联系记录。")]
    lines.append(
        Line("text", "下一步：borrower-help log tag 号码 标出催收的号码，再用 borrower-help log check 看结果。")
    )
    return lines


def _balance(data: dict[str, Any]) -> str:
    """Every row of the file by what became of it: together they are all of them."""
    became = {
        "新记下": data["added"],
        "已经记过": data["already_there"],
        "重复": data["copies"],
        "不是你选的号码": data["not_picked"],
        "不是联系": data["left_out"],
        "读不懂": len(data["rejected"]),
    }
    return (
        f"文件里一共 {data['rows']} 行："
        + "，".join(f"{what} {count} 行" for what, count in became.items() if count or what == "新记下")
        + "。"
    )


def _place(rejected: dict[str, Any]) -> str:
    sheet = f"工作表「{rejected['sheet']}」" if rejected["sheet"] else ""
    return f"{sheet}第 {rejected['row']} 行"
