"""The one place where words of others lose what commands a terminal, hides text or turns its direction."""

from __future__ import annotations

from borrower_help.values.patterns import pattern

_COMMANDS = pattern(r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
"""What JSON lets through as it is: C1, DEL, marks of direction and of nothing at all."""


def printable(text: str) -> str:
    """The text with every character that is not shown, except the newline and the wide space, as a question mark."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in "\n\u3000" else "?" for char in text)


def one_line(text: str) -> str:
    """The same in one line: what is quoted must not look like a line of ours."""
    return " ".join(printable(text.replace("\r", "\n")).split("\n"))


def escaped(json: str) -> str:
    """JSON that says the same without a character in it that a terminal obeys or that nobody sees."""
    return _COMMANDS.sub(lambda match: f"\\u{ord(match.group()):04x}", json)
