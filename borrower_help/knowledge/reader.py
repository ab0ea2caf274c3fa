"""Read YAML strictly and decode it into records, naming every mistake with file and line.

Plain YAML turns ``22:00`` into 1320, ``0571`` into 377 and keeps the last of two equal keys. Here
only ``true``, ``false``, ``null`` and whole numbers are anything but text (decimals stay text until a
record asks for a ``Decimal``, so no amount passes through a float), and a repeated key is an error. Decoding is fast (msgspec); only when it fails is the file read again slowly, with
jsonschema, to list all of its problems at once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from borrower_help.errors import Problem, shown, trouble

T = TypeVar("T")
Loc = tuple[str | int, ...]

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(_BaseLoader):  # type: ignore[misc]
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
        StrictLoader.yaml_implicit_resolvers.setdefault(_char, []).append((f"tag:yaml.org,2002:{_tag}", re.compile(_pattern)))


def decode(text: str, type_: type[T], path: str) -> tuple[T | None, list[Problem]]:
    """Decode YAML text into ``type_``; on any mistake return ``None`` and every problem found."""
    problems = hostile(text, path)
    if problems:
        return None, problems
    try:
        data = yaml.load(text, Loader=StrictLoader)  # noqa: S506 - StrictLoader is a SafeLoader
        return msgspec.convert(inherit_checked(data), type_), []
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError, ValueError, TypeError):
        return None, diagnose(text, type_, path)


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
        return [_syntax_problem(error, path)]
    except ValueError:
        return [Problem(path, 1, "文件里有不能用的字符，读不了。")]
    return []


def read_text(path: Path, name: str = "") -> tuple[str, list[Problem]]:
    """Read a file as UTF-8 (a byte-order mark is dropped); a problem, under ``name``, instead of an exception."""
    name = name or str(path)
    try:
        return path.read_text(encoding="utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return "", [Problem(name, line, "文件不是 UTF-8 编码。请用 UTF-8 重新保存。")]
    except OSError as error:
        return "", [Problem(name, 0, f"读不到这个文件（{trouble(error)}）。请检查路径和权限。")]


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
        return isinstance(value, str) and _is_date(value)
    except ValueError:
        return False


def diagnose(text: str, type_: type[Any], path: str) -> list[Problem]:
    """All problems of a YAML text that should hold a ``type_``, each with its line."""
    problems = hostile(text, path)
    if problems:
        return problems
    root = yaml.compose(text, Loader=StrictLoader)
    if root is None:
        return [Problem(path, 1, "文件是空的。")]
    problems = [Problem(path, line, f"重复的键「{shown(key)}」，第 {first} 行已经写过。请删掉一个。") for key, first, line in _repeated_keys(root)]
    try:
        data = inherit_checked(_plain(root))
        problems += dict.fromkeys(Problem(path, line_of(root, location), message) for location, message in schema_mistakes(data, type_))
        if not problems:
            msgspec.convert(data, type_)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `")
        problems.append(Problem(path, line_of(root, _loc(place)), said if "。" in said else f"内容不合格式：{shown(said)}"))
    except yaml.YAMLError as error:
        problems.append(_syntax_problem(error, path))
    except (RecursionError, ValueError, TypeError):
        problems.append(Problem(path, 1, "文件里有不能用的值，读不了。"))
    return sorted(problems)


def _loc(place: str) -> Loc:
    """``$.behaviours[2].say`` as the keys and positions that lead there."""
    return tuple(int(part) if part.isdigit() else part for part in re.findall(r"[A-Za-z_]+|[0-9]+", place.removeprefix("$")))


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
    root = yaml.compose(text, Loader=StrictLoader)
    return line_of(root, location) if root is not None else 1


def schema_of(type_: type[Any]) -> dict[str, Any]:
    """The JSON Schema of a record type, as editors and the check use it.

    Amounts may be written as text or as whole numbers; msgspec's own schema allows text only.
    ``checked`` is asked for once, at the top of a file; its records inherit it.
    """
    schema: dict[str, Any] = msgspec.json.schema(type_)
    for name, definition in schema.get("$defs", {}).items():
        if name != type_.__name__ and "checked" in definition.get("required", ()):
            definition["required"].remove("checked")
    stack: list[Any] = [schema]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if node.get("format") == "decimal":
                node["type"] = ["string", "integer"]
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    return schema


def schema_mistakes(data: Any, type_: type[Any]) -> Iterator[tuple[Loc, str]]:
    """Every way in which plain data differs from the schema of ``type_``, in Chinese."""
    import jsonschema  # slow to import, needed only when something is wrong

    checker = jsonschema.FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(_is_date)
    checker.checks("decimal", raises=ArithmeticError)(_is_decimal)
    validator = jsonschema.Draft202012Validator(schema_of(type_), format_checker=checker)
    for error in validator.iter_errors(data):
        yield from _messages(error)


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or dt.date.fromisoformat(value).isoformat() == value  # a date of weeks is none here


def _is_decimal(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return True
    amount = Decimal(value)
    return amount.is_finite() and amount >= 0


def _messages(error: Any) -> Iterator[tuple[Loc, str]]:
    """One jsonschema error as (location, sentence) pairs."""
    location = tuple(error.absolute_path)
    where = ".".join(shown(part) for part in location) or "文件"
    value, wanted = error.instance, error.validator_value
    match error.validator:
        case "additionalProperties":
            allowed = "、".join(error.schema.get("properties", {}))
            for key in value:
                if key not in error.schema.get("properties", {}):
                    yield (*location, key), f"{where}：不认识的键「{shown(key)}」。可以用的键：{allowed}。"
        case "required":
            missing = [key for key in wanted if key not in value]
            yield location, f"{where}：缺少「{'、'.join(missing)}」。"
        case "anyOf":
            for context in _meant(error):
                yield from _messages(context)
        case "enum":
            yield location, f"{where}：「{shown(value)}」不在可选范围内。可以用：{'、'.join(map(str, wanted))}。"
        case "format" if wanted == "decimal":
            yield location, f"{where}：「{shown(value)}」不是金额。请写成 12000 或 905.33 这样。"
        case "format":
            yield location, f"{where}：「{shown(value)}」不是有效日期。请写成 2026-11-21 这样。"
        case "type":
            yield location, f"{where}：这里要{_TYPE_NAMES.get(str(wanted), wanted)}，写的是「{shown(value)}」。"
        case "pattern" | "minLength":
            yield location, f"{where}：「{shown(value)}」的写法不对，应符合 {wanted}。"
        case "minItems" | "maxItems":
            yield location, f"{where}：列表不能{'少于' if error.validator == 'minItems' else '多于'} {wanted} 项。"
        case "minimum" | "maximum":
            yield location, f"{where}：{shown(value)} 超出范围，界限是 {wanted}。"
        case _:
            yield location, f"{where}：「{shown(value)}」不合格式（{error.validator}）。"


def _meant(error: Any) -> list[Any]:
    """The mistakes in the alternative that was meant: the one whose kind of value was written, else the first."""
    alternatives: dict[Any, list[Any]] = {}
    for context in error.context:
        if context.validator_value != "null":
            alternatives.setdefault(context.schema_path[0], []).append(context)
    fitting = [found for found in alternatives.values() if all(mistake.validator != "type" for mistake in found)]
    return next(iter(fitting or alternatives.values()), list(error.context[:1]))


_TYPE_NAMES = {
    "string": "一段文字",
    "integer": "一个整数",
    "number": "一个数",
    "boolean": " true 或 false",
    "array": "一个列表",
    "object": "一组「键: 值」",
}


def _syntax_problem(error: yaml.YAMLError, path: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    detail = shown(getattr(error, "problem", None) or error)
    return Problem(path, line, f"YAML 写法有误（{detail}）。请检查这一行的缩进、冒号和引号。")


def _repeated_keys(root: yaml.Node) -> Iterator[tuple[str, int, int]]:
    """(key, line of the first, line of the repetition) for every repeated key."""
    stack, visited = [root], set()
    while stack:
        node = stack.pop()
        if id(node) in visited:
            continue
        visited.add(id(node))
        if isinstance(node, yaml.MappingNode):
            first_lines: dict[str, int] = {}
            for key, value in node.value:
                name, line = str(key.value), key.start_mark.line + 1
                if name in first_lines:
                    yield name, first_lines[name], line
                first_lines.setdefault(name, line)
                stack.append(value)
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)


class _LenientLoader(StrictLoader):
    """The strict loader without the repeated-key error, so that the rest of the file is judged too."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = _BaseLoader.construct_mapping(self, node, deep=deep)
        return mapping


def _plain(root: yaml.Node) -> Any:
    loader = _LenientLoader("")
    try:
        return loader.construct_document(root)
    finally:
        loader.dispose()
