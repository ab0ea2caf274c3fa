"""The formats there are, and which one an answer is written in."""

from __future__ import annotations

from pathlib import Path

from borrower_help.errors import UsageError

FORMATS = ("terminal", "text", "markdown", "json")

_ENDINGS = {".txt": "text", ".md": "markdown", ".json": "json"}

_NOT_YET = (".html", ".htm", ".docx", ".pdf", ".ics", ".csv", ".xlsx")


def choose_format(wanted: str | None, output: Path | None) -> str:
    """The format asked for, else the one the file's ending names, else the terminal. Raises ``UsageError``."""
    if wanted is None:
        ending = output.suffix.lower() if output else ""
        if ending in _NOT_YET:
            raise UsageError(f"还不能写 {ending} 文件。请用 .md、.txt 或 .json。")
        return _ENDINGS.get(ending) or ("text" if output else "terminal")
    if wanted not in FORMATS:
        raise UsageError(f"--format 不认识「{wanted}」。可以用：{'、'.join(FORMATS)}。")
    return wanted
