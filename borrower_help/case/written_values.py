"""Values of a case file as people write them, read into dates and amounts: 2026年11月10日, 0.45万."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any

import msgspec

from borrower_help.errors import UsageError
from borrower_help.values.parse import parse_date, parse_money


def as_written(data: Any, type_: type[Any]) -> Any:
    """Plain data with every date and amount in the one form that records are decoded from; what is none stays."""
    return _plain(data, _shape(type_))  # type: ignore[arg-type]


@functools.cache
def _shape(type_: Any) -> Any:
    return msgspec.inspect.type_info(type_)


def _plain(data: Any, shape: Any) -> Any:
    match shape:
        case msgspec.inspect.UnionType():
            return _of_union(data, shape.types)
        case msgspec.inspect.StructType() if isinstance(data, dict):
            fields = {field.encode_name: field.type for field in shape.fields}
            return {key: _plain(value, fields[key]) if key in fields else value for key, value in data.items()}
        case msgspec.inspect.VarTupleType() | msgspec.inspect.ListType() if isinstance(data, list):
            return [_plain(item, shape.item_type) for item in data]
        case msgspec.inspect.DateType() if isinstance(data, str):
            return _read(data, lambda text: parse_date(text, "").isoformat())
        case msgspec.inspect.DecimalType() if isinstance(data, str):
            return _read(data, _amount)
        case msgspec.inspect.IntType() if isinstance(data, str):
            whole = re.fullmatch(r"([0-9]{1,6})\s*[天个人]?", unicodedata.normalize("NFKC", data).strip())
            return int(whole.group(1)) if whole else data
        case _:
            return data


def _of_union(data: Any, types: tuple[Any, ...]) -> Any:
    """What the alternatives make of it: a record of a mapping, of anything else the first one that changes it."""
    if isinstance(data, dict):
        types = tuple(shape for shape in types if isinstance(shape, msgspec.inspect.StructType))
    if any(isinstance(shape, msgspec.inspect.StrType) for shape in types):
        return data
    return next((plain for shape in types if (plain := _plain(data, shape)) != data), data)


def _amount(text: str) -> str:
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text):
        return text
    percent = re.fullmatch(r"\s*([0-9]{1,4}(?:\.[0-9]{1,6})?)\s*%\s*", unicodedata.normalize("NFKC", text))
    return percent.group(1) if percent else f"{parse_money(text, '').normalize():f}"


def _read(text: str, form: Any) -> str:
    try:
        return str(form(text))
    except UsageError:
        return text
