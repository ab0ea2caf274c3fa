"""YAML without surprises: what may be anything but text, what is refused, and in which line a thing stands.

Plain YAML turns ``22:00`` into 1320, ``0571`` into 377 and keeps the last of two equal keys. Here only ``true``,
``false``, ``null`` and whole numbers are anything but text (decimals stay text until a record asks for a ``Decimal``,
so no amount passes through a float), and a repeated key is an error.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import Any

import yaml

from borrower_help.errors import Loc as Loc  # noqa: PLC0414 - named here for those who read YAML
from borrower_help.errors import Problem

BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(BaseLoader):  # type: ignore[misc]
    """Only true, false, null and integers are typed; all else stays text; no repeated keys."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping; raises ``ConstructorError`` on a repeated key."""
        keys = [key.value for key, _ in node.value]
        if len(set(map(str, keys))) != len(keys):
            raise yaml.constructor.ConstructorError(None, None, "repeated key", node.start_mark)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:null|~|)$", "n~"),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
):
    for _char in [*_first, *([""] if _tag == "null" else [])]:
        StrictLoader.yaml_implicit_resolvers.setdefault(_char, []).append(
            (f"tag:yaml.org,2002:{_tag}", re.compile(_pattern))
        )

MAX_DEPTH = 40
"""No record is nested deeper; the C composer recurses without a limit of its own."""


def hostile(text: str, path: str) -> list[Problem]:
    """What records never hold and what could take the program down: aliases, tags, deep nesting.

    Judged on the stream of events, before anything is built from them; a syntax error ends it here.
    """
    depth = documents = 0
    try:
        for event in yaml.parse(text, Loader=StrictLoader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                return [Problem(path, line, "一个文件只能有一份内容。请去掉中间的 --- 和后面的部分。")]
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return [Problem(path, line, "不能用 YAML 的锚点和引用（& 和 *）。请把内容直接写出来。")]
            if getattr(event, "tag", None) not in (None, "!"):
                return [Problem(path, line, "不能用 YAML 的类型标记（!）。请直接写值。")]
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return [Problem(path, line, f"嵌套超过 {MAX_DEPTH} 层，不像是要写的内容。请检查括号。")]
    except yaml.YAMLError as error:
        return [syntax_problem(error, path)]
    except ValueError:
        return [Problem(path, 1, "文件里有不能用的字符，读不了。")]
    return []


def inherit_checked(data: Any) -> Any:
    """Give every record of a file the file's own ``checked`` date unless it has one.

    Records are recognised by ``confidence`` or ``where`` (an unknown); a file without a
    ``checked`` of its own, such as a case, is returned unchanged.
    """
    if not isinstance(data, dict) or "checked" not in data:
        return data
    checked = data["checked"] if _is_valid_date(data["checked"]) else _PLACEHOLDER
    stack: list[Any] = list(data.values())
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if "confidence" in value or "where" in value:
                value.setdefault("checked", checked)
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return data


_PLACEHOLDER = "1970-01-01"
"""Inherited in place of a date that cannot be, so that the mistake is named once, where it was made."""


def _is_valid_date(value: object) -> bool:
    try:
        return isinstance(value, str) and is_date(value)
    except ValueError:
        return False


def line_of(root: yaml.Node, location: Loc) -> int:
    """The line (from 1) of what ``location`` points to, or of the nearest thing that exists."""
    node, line = root, int(root.start_mark.line) + 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line


def line_in(text: str, location: Loc) -> int:
    """The line of ``location`` in a YAML text that was decoded without a problem."""
    root = _composed(text)
    return line_of(root, location) if root is not None else 1


@functools.lru_cache(maxsize=1)
def _composed(text: str) -> yaml.Node | None:
    node: yaml.Node | None = yaml.compose(text, Loader=StrictLoader)
    return node


def is_date(value: object) -> bool:
    """Whether a text is a date of the calendar; what is no text is judged elsewhere."""
    return (
        not isinstance(value, str) or dt.date.fromisoformat(value).isoformat() == value
    )  # a date of weeks is none here


def syntax_problem(error: yaml.YAMLError, path: str) -> Problem:
    """A mistake of YAML itself as a problem with its line."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    said = str(getattr(error, "problem", None) or error)
    detail = next((chinese for english, chinese in _SYNTAX if english in said), "")
    return Problem(path, line, f"YAML 写法有误{detail}。请检查这一行的缩进、冒号和引号。")


_SYNTAX = (
    ("repeated key", "（同一个键写了两次）"),
    ("mapping values are not allowed", "（冒号的位置不对，值里有冒号要加引号）"),
    ("did not find expected key", "（缩进不齐，或少了引号）"),
    ("could not find expected ':'", "（少了冒号）"),
    ("block sequence entries are not allowed", "（「-」的位置不对）"),
    ("did not find expected '-'", "（列表的「-」没有对齐）"),
    ("cannot start any token", "（有不能用在这里的字符，比如制表符）"),
    ("control characters are not allowed", "（有看不见的控制字符）"),
    ("unexpected end of stream", "（引号或括号没有写完）"),
    ("found undefined alias", "（不能用 * 引用）"),
    ("unknown escape character", "（反斜杠后面的字符不对，改用单引号）"),
    ("expected ',' or", "（括号里少了逗号，或括号没有关上）"),
)
"""What the library says of a mistake, in Chinese."""
