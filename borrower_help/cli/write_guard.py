"""Where a command may write: never over what it reads, a contact log or, without ``--force``, a file that is there.

Every command of ``Application`` is watched without doing anything for it: whatever path it takes is
an input, but for those in ``OUTPUTS``, and these are checked before the command begins.
"""

from __future__ import annotations

import errno
import functools
import inspect
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from borrower_help.cli.parameters import CommandAsTyped, GroupAsTyped
from borrower_help.errors import UsageError, trouble

OUTPUTS = {"output": "--output", "save_case": "--save-case"}
FOLDERS = {"out"}
"""The parameters that name a file, or the folder of files, that is written.

A path under any other name is one that is read.
"""

ONTO_ITSELF = {"save_case": "case_file"}
"""What may be written over the input it came from."""

ForceOption = Annotated[bool, typer.Option("--force", help="文件已经有了也换掉它", show_default=False)]


class Paths(NamedTuple):
    """The paths of the command that is running."""

    outputs: dict[str, Path]
    inputs: dict[str, Path]
    force: bool

    @property
    def private(self) -> bool:
        """Whether something of the person's own was read or is kept, so that what is written is nobody else's
        business.
        """
        return "save_case" in self.outputs or bool(self.inputs.keys() - {"knowledge_dir"})


_NOTHING = Paths({}, {}, force=False)
_running = [_NOTHING]


def running_paths() -> Paths:
    """The paths of the command that is running, none outside a command."""
    return _running[-1]


class Application(typer.Typer):
    """Commands that have ``--force`` where they write, and write over nothing that must stay."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"cls": GroupAsTyped, **more})

    def command(self, name: str | None = None, **more: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # type: ignore[override]
        """Add a command; its outputs are checked before it begins."""
        add = super().command(name, **{"cls": CommandAsTyped, **more})

        def added(function: Callable[..., Any]) -> Callable[..., Any]:
            add(_watched(function))
            return function

        return added


def _watched(function: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(function, eval_str=True)

    @functools.wraps(function)
    def command(**given: Any) -> Any:
        force = given.pop("force", False)
        _running.append(_paths(given, force=force))
        try:
            for path in running_paths().outputs.values():
                check_target(path)
            return function(**given)
        finally:
            _running.pop()

    if (OUTPUTS.keys() | FOLDERS) & signature.parameters.keys():
        option = inspect.Parameter("force", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=ForceOption)
        signature = signature.replace(parameters=[*signature.parameters.values(), option])
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    return command


def _paths(given: Mapping[str, Any], *, force: bool) -> Paths:
    paths = {
        f"{name} {number}" if number else name: path
        for name, value in given.items()
        for number, path in enumerate(value if isinstance(value, list | tuple) else [value])
        if isinstance(path, Path)
    }
    outputs = {
        name: path for name, path in paths.items() if name in OUTPUTS and not (name == "output" and str(path) == "-")
    }
    return Paths(outputs, {name: path for name, path in paths.items() if name not in OUTPUTS.keys() | FOLDERS}, force)


def check_target(path: Path, *, renews: Callable[[Path], bool] | None = None) -> None:
    """Refuse a place where nothing may be written, before anything is. Raises ``UsageError``.

    ``renews`` tells of a file that is there whether it may be replaced without ``--force``.
    """
    name = next((name for name, output in running_paths().outputs.items() if output == path), "")
    if str(path) == "-":
        raise UsageError(f"{OUTPUTS.get(name, '')} 要写一个文件名，「-」不是。例如：{OUTPUTS.get(name, '')} 情况.yaml")
    try:
        place = target_of(path)
        _check_others(path, name, place)
        if is_stream(path):
            return
        _check_folder(place)
        there = place.exists()
    except OSError as error:
        raise unwritable(path, error) from error
    onto_itself = name in ONTO_ITSELF and _is_one(place, running_paths().inputs.get(ONTO_ITSELF[name]))
    if there and not (running_paths().force or onto_itself or (renews is not None and renews(place))):
        raise UsageError(f"已经有 {path} 这个文件，没有动它。请换一个文件名；要换掉它，加 --force。")


def unwritable(path: Path, error: OSError) -> UsageError:
    """The one sentence for a file that cannot be written."""
    return UsageError(f"写不了文件 {path}（{trouble(error)}）。请换一个文件夹或检查权限，原来的文件没有改动。")


def target_of(path: Path) -> Path:
    """The file itself, where the path is a link to it. Raises ``OSError``."""
    try:
        return path.resolve()
    except (RuntimeError, ValueError) as error:  # links in a circle, a name that the system does not take
        raise OSError(errno.ELOOP if isinstance(error, RuntimeError) else errno.EINVAL, "") from error


def is_stream(path: Path) -> bool:
    """Whether it is written into and never replaced: a device, a pipe, one of our own open files.

    Raises ``OSError``.
    """
    if own_handle(path) is not None:
        return True
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def own_handle(path: Path) -> int | None:
    """The number of our open file that ``/dev/stdout`` or ``/dev/fd/63`` stands for. Raises ``OSError``."""
    place = target_of(path.parent) / path.name
    named = {Path("/dev/stdout"): 1, Path("/dev/stderr"): 2}.get(place)
    if named is None and place.name.isdecimal() and place.parent in (Path("/dev/fd"), Path(f"/proc/{os.getpid()}/fd")):
        return int(place.name)
    return named


def _check_folder(place: Path) -> None:
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if not place.exists() and not place.parent.is_dir():
        raise OSError(errno.ENOTDIR if place.parent.exists() else errno.ENOENT, "")
    if not os.access(place.parent, os.W_OK):
        raise PermissionError(errno.EACCES, "")


def _check_others(path: Path, name: str, place: Path) -> None:
    """Refuse what is read, or also written, by the same command, and every contact log. Raises ``UsageError``."""
    from borrower_help.journal.store import default_path

    for other, output in running_paths().outputs.items():
        if name and other != name and _is_one(place, output):
            raise UsageError(f"{OUTPUTS[name]} 和 {OUTPUTS[other]} 写的是同一个文件 {path}。请写成两个文件名。")
    allowed = running_paths().inputs.get(ONTO_ITSELF.get(name, ""))
    inputs = [given for given in running_paths().inputs.values() if given is not allowed]
    if any(_is_one(place, given) for given in inputs) or _is_knowledge(place):
        raise UsageError(f"不能写到 {path}：这条命令要读它，写了它就没有了。请换一个文件名。")
    if _is_one(place, default_path()) or (place.is_file() and _is_log(place)):
        raise UsageError(f"不能写到 {path}：它是联系记录，写了记录就没有了。请换一个文件名。")


def _is_log(place: Path) -> bool:
    """Whether a file is a contact log; one that its owner cannot read is none of ours."""
    from borrower_help.journal.store import is_log

    try:
        return is_log(place)
    except UsageError:
        return False


def _is_one(place: Path, other: Path | None) -> bool:
    """Whether two paths lead to one file, by links too, or will once it is written; a stream may be read and
    written.
    """
    if other is None:
        return False
    try:
        if place == target_of(other):
            return not place.exists() or place.is_file()
        return place.is_file() and place.samefile(other)
    except OSError:
        return False


def _is_knowledge(place: Path) -> bool:
    from borrower_help.cli.chosen import knowledge_root
    from borrower_help.knowledge.files import knowledge_dir

    root = knowledge_root(running_paths().inputs.get("knowledge_dir")) or knowledge_dir()
    return place.suffix in (".yaml", ".yml") and place.is_file() and place.is_relative_to(target_of(root))
