"""Errors whose text is the sentence a user sees. Only ``cli`` turns them into an exit code."""

from __future__ import annotations

import dataclasses
import errno
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Loc = tuple[str | int, ...]
"""Where in a file or a case a thing stands: keys and positions."""


@dataclasses.dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a file: where, what, and what to do about it; ``line`` is 0 where it is the file itself."""

    path: str
    line: int
    message: str
    level: str = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}：{self.message}"


class BorrowerHelpError(Exception):
    """Base of all errors a user may see; ``str()`` is the Chinese sentence to print."""


class UsageError(BorrowerHelpError):
    """A flag or an answer that cannot be used."""


class Stopped(BorrowerHelpError):
    """The person stopped, and was already told what became of their answers."""


class Left(Stopped):
    """The person cleared the screen and left: nothing more may be shown."""


class FileError(BorrowerHelpError):
    """A file that could not be read; carries every problem found in it, in order of lines."""

    def __init__(self, path: Path | str, problems: list[Problem]) -> None:
        self.path = str(path)
        self.problems = sorted(problems)
        super().__init__("\n".join(self._sentences()))

    def _sentences(self) -> list[str]:
        """The problems as sentences, each with its place as editors find it."""
        return named(self.problems)


class CaseError(FileError):
    """A case file with mistakes in it."""

    def _sentences(self) -> list[str]:
        """Whose file it is once, then each mistake with its line, as the borrower who wrote the file counts them."""
        inside = any(problem.line for problem in self.problems)
        which = "".join(char if char.isprintable() else "?" for char in self.path)
        head = [f"{which} 里有 {len(self.problems)} 处要改，改好再试："] if inside else []
        return [*head, *named(self.problems, lambda one: f"第 {one.line} 行：{one.message}" if one.line else str(one))]


class KnowledgeError(FileError):
    """The knowledge is missing or a file of it cannot be decoded."""


class MissingAnswers(BorrowerHelpError):
    """Questions without an answer where nobody can be asked; lists each with the flag that answers it."""

    def __init__(self, missing: list[tuple[str, str]], *, asks: bool = True) -> None:
        self.missing = missing
        lines = "\n".join(f"  {flag}    {question}" for flag, question in missing)
        otherwise = "，或去掉 --no-input 逐题回答" if asks else ""
        super().__init__(f"还缺下面的答案。请把选项加在命令后面{otherwise}：\n{lines}")


class DangerHeard(Exception):
    """Somebody's life is in danger by what was typed: nothing else is said.

    Carries the dangers, the most urgent first.
    """

    def __init__(self, dangers: tuple[Any, ...]) -> None:
        self.dangers = dangers
        super().__init__("、".join(danger.id for danger in dangers))


MOST = 20
"""So many problems of a file are told one by one."""


def named(problems: list[Problem], worded: Callable[[Problem], str] = str) -> list[str]:
    """The problems as sentences, the first of them where there are too many to read."""
    left = len(problems) - MOST
    return [worded(problem) for problem in problems[:MOST]] + (
        [f"还有 {left} 处同样的问题没有列出。"] if left > 0 else []
    )


def listed(numbers: Sequence[int]) -> str:
    """Numbers of rows in words, the first of them where there are too many to read."""
    more = f" 等 {len(numbers)} " if len(numbers) > MOST else " "
    return f"第 {'、'.join(map(str, numbers[:MOST]))}{more}行"


def quoted(text: object) -> str:
    """What was typed or read, safe to quote in a sentence: control characters replaced, cut at 40."""
    safe = "".join(char if char.isprintable() else "?" for char in str(text)[:80])
    return safe if len(safe) <= 40 else safe[:40] + "……"


_TROUBLES = {
    "ENOENT": "没有这个文件或文件夹",
    "EACCES": "没有权限",
    "EPERM": "系统不允许",
    "EISDIR": "这是一个文件夹",
    "ENOTDIR": "路径中间有一段不是文件夹",
    "ENOSPC": "磁盘满了",
    "EDQUOT": "磁盘配额用完了",
    "EFBIG": "文件太大，写不下了",
    "EROFS": "这个磁盘只能读",
    "EIO": "磁盘读写出错",
    "EBUSY": "文件正被占用",
    "ENAMETOOLONG": "文件名太长",
    "ELOOP": "链接绕成了圈",
    "EEXIST": "已经有同名的文件",
    "EBADF": "输出是关着的",
}


def trouble(error: OSError) -> str:
    """Why the system refused, in Chinese; its number where we have no words for it."""
    return _TROUBLES.get(errno.errorcode.get(error.errno or 0, ""), f"系统错误 {error.errno}")
