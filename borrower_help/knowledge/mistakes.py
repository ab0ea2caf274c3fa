"""Every mistake of a file at once, in Chinese, each with its line: the slow way, taken only when decoding failed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from typing import Any

import msgspec
import yaml

from borrower_help.errors import Problem, quoted
from borrower_help.knowledge.strict import (
    BaseLoader,
    Loc,
    StrictLoader,
    hostile,
    inherit_checked,
    is_date,
    line_of,
    syntax_problem,
)

MAX_MISTAKES = 200
"""So many mistakes are looked for; who has made more has chosen the wrong file."""


class Naming:
    """What the places of a file are called in a message; whoever edits the knowledge reads its keys."""

    def where(self, location: Loc) -> str:
        """A place by its keys and positions: ``papers.0.received``."""
        return ".".join(quoted(part) for part in location) or "文件"

    def unknown(self, location: Loc, key: str, allowed: Collection[str]) -> str:
        """That a key is none of those ``allowed``."""
        return f"{self.where(location)}：不认识的键「{quoted(key)}」。可以用的键：{'、'.join(allowed)}。"

    def missing(self, location: Loc, keys: Collection[str]) -> str:
        """Which keys are lacking."""
        return f"{self.where(location)}：缺少「{'、'.join(keys)}」。"


def diagnose(
    text: str,
    type_: type[Any],
    path: str,
    prepare: Callable[[Any], Any] = inherit_checked,
    naming: Naming | None = None,
) -> list[Problem]:
    """All problems of a YAML text that should hold a ``type_``, each with its line; ``prepare`` as for ``decode``,
    ``naming`` says what its places are called.
    """
    problems = hostile(text, path)
    if problems:
        return problems
    root = yaml.compose(text, Loader=StrictLoader)
    if root is None:
        return [Problem(path, 1, "文件是空的。")]
    problems = [
        Problem(path, line, f"重复的键「{quoted(key)}」，第 {first} 行已经写过。请删掉一个。")
        for key, first, line in _repeated_keys(root)
    ]
    try:
        data = prepare(_plain(root))
        found = list(itertools.islice(schema_mistakes(data, type_, naming), MAX_MISTAKES + 1))
        problems += dict.fromkeys(Problem(path, line_of(root, location), message) for location, message in found)
        if not problems:
            msgspec.convert(data, type_)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `")
        problems.append(
            Problem(path, line_of(root, _loc(place)), said if "。" in said else f"内容不合格式：{quoted(said)}")
        )
    except yaml.YAMLError as error:
        problems.append(syntax_problem(error, path))
    except (RecursionError, ValueError, TypeError):
        problems.append(Problem(path, 1, "文件里有不能用的值，读不了。"))
    return sorted(problems)


def _loc(place: str) -> Loc:
    """``$.behaviours[2].say`` as the keys and positions that lead there."""
    return tuple(
        int(part) if part.isdigit() else part for part in re.findall(r"[A-Za-z_]+|[0-9]+", place.removeprefix("$"))
    )


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


def schema_mistakes(data: Any, type_: type[Any], naming: Naming | None = None) -> Iterator[tuple[Loc, str]]:
    """Every way in which plain data differs from the schema of ``type_``, in Chinese."""
    import jsonschema  # slow to import, needed only when something is wrong

    checker = jsonschema.FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(is_date)
    checker.checks("decimal", raises=ArithmeticError)(_is_decimal)
    validator = jsonschema.Draft202012Validator(schema_of(type_), format_checker=checker)
    for error in validator.iter_errors(data):
        yield from _messages(error, naming or Naming())


def _is_decimal(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return True
    amount = Decimal(value)
    return amount.is_finite() and amount >= 0


def _messages(error: Any, naming: Naming) -> Iterator[tuple[Loc, str]]:
    """One jsonschema error as (location, sentence) pairs."""
    location = tuple(error.absolute_path)
    where = naming.where(location)
    value, wanted = error.instance, error.validator_value
    match error.validator:
        case "additionalProperties":
            allowed = error.schema.get("properties", {})
            for key in value:
                if key not in allowed:
                    yield (*location, key), naming.unknown(location, str(key), allowed)
        case "required":
            yield location, naming.missing(location, [key for key in wanted if key not in value])
        case "anyOf":
            for context in _meant(error):
                yield from _messages(context, naming)
        case "enum":
            yield location, f"{where}：「{quoted(value)}」不在可选范围内。可以用：{'、'.join(map(str, wanted))}。"
        case "format" if wanted == "decimal":
            yield location, f"{where}：「{quoted(value)}」不是金额。请写成 12000 或 905.33 这样。"
        case "format":
            yield location, f"{where}：「{quoted(value)}」不是有效日期。请写成 2026-11-21 这样。"
        case "type":
            name, how = _TYPE_NAMES.get(str(wanted), wanted), _how(value, wanted)
            yield location, f"{where}：这里要{name}，写的是「{quoted(value)}」。{how}"
        case "pattern" | "minLength":
            yield location, f"{where}：「{quoted(value)}」的写法不对，应符合 {wanted}。"
        case "minItems" | "maxItems":
            yield location, f"{where}：列表不能{'少于' if error.validator == 'minItems' else '多于'} {wanted} 项。"
        case "minimum" | "maximum":
            yield location, f"{where}：{quoted(value)} 超出范围，界限是 {wanted}。"
        case _:
            yield location, f"{where}：「{quoted(value)}」不合格式（{error.validator}）。"


def _how(value: Any, wanted: object) -> str:
    """How to write a name that is a number or a word of YAML."""
    if wanted != "string" or not isinstance(value, int):
        return ""
    written = str(value).lower() if isinstance(value, bool) else value
    return f'请加引号，写成 "{quoted(written)}"。'


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
        mapping: dict[Any, Any] = BaseLoader.construct_mapping(self, node, deep=deep)
        return mapping


def _plain(root: yaml.Node) -> Any:
    loader = _LenientLoader("")
    try:
        return loader.construct_document(root)
    finally:
        loader.dispose()
