"""Words, paths and switches as they are typed, without the library that Typer validates them with.

Typer gives every option to pydantic, also those that nobody gave, and importing pydantic takes longer than all the rest
of Typer. The values here are text and paths, and every command looks at them itself (``values.parse``). Whatever is
anything else still goes Typer's way.
"""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from typer._coercion import RuntimeParam, TypeDescriptor, build_runtime_param
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click import Context, Parameter
    from typer.core import _TyperParameter
    from typer.models import ParameterInfo


@dataclasses.dataclass(frozen=True)
class AsTyped(RuntimeParam):
    """What Typer's own way makes of text and of paths that it need not look at; all else it is asked for."""

    descriptor: TypeDescriptor

    def _coerce_value(self, value: Any, param: _TyperParameter, ctx: Context) -> Any:
        wanted: Any = self.annotation
        several = bool(get_origin(wanted) == list)  # noqa: E721 - an origin is no type to mypy
        make = (get_args(wanted) or (None,))[0] if several else wanted
        given = value if several else (value,)
        if isinstance(given, list | tuple) and all(map(_is_text, given)):
            if make is str:
                return list(given) if several else value
            if make is Path and all(_stands(path, self.parameter_info) for path in given):
                paths = [Path(each) for each in given]
                return paths if several else paths[0]
        return build_runtime_param(self.descriptor)._coerce_value(value, param, ctx)  # noqa: SLF001 - its own subclass


def _is_text(value: object) -> bool:
    """Whether it is text that can be written as UTF-8: the library refuses any other."""
    return type(value) is str and (value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value))


def _stands(path: str, asked: ParameterInfo) -> bool:
    """Whether a path is all that is asked for: anything or nothing may lie there, if it can be read."""
    if asked.parser is not None or asked.path_type is not None or asked.resolve_path:
        return False
    if asked.exists or asked.writable or not (asked.file_okay and asked.dir_okay):
        return False
    return not asked.readable or os.access(path, os.R_OK) or not os.path.exists(path)  # noqa: PTH110 - as the library


def as_typed(parameters: list[Parameter]) -> list[Parameter]:
    """These parameters, read as they are typed."""
    for parameter in parameters:
        descriptor = getattr(parameter, "type_descriptor", None)
        if isinstance(descriptor, TypeDescriptor) and descriptor.file_annotation is None:
            parameter._runtime_param = AsTyped(descriptor.parameter_info, descriptor.annotation, descriptor)  # type: ignore[attr-defined] # noqa: SLF001 - nothing public takes its place
    return parameters


class CommandAsTyped(TyperCommand):
    """A command whose parameters are read as they are typed."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """All of them, those that the library adds too."""
        return as_typed(super().get_params(ctx))


class GroupAsTyped(TyperGroup):
    """A group of commands whose own parameters are read as they are typed."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """All of them, those that the library adds too."""
        return as_typed(super().get_params(ctx))
