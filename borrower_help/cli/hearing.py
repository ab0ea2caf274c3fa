"""Danger in what a person types about themselves: in any command, at any question, in any case file.

Heard in three places and nowhere else: on the command line before a command is chosen (``listen_to_words``), at every
answer (``Listening``), in case files (``listen``). What is certain is raised as ``DangerHeard`` and ends the command
with the numbers as the last lines; what is possible puts one line before the answer, once for each danger.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from borrower_help.cli.streams import emit, note, print_lines
from borrower_help.cli.table import COMMANDS
from borrower_help.cli.terminal import is_plain, prompter, read_line, show_on_terminal
from borrower_help.errors import DangerHeard, KnowledgeError, UsageError

if TYPE_CHECKING:
    from borrower_help.case.danger import Heard
    from borrower_help.interview.prompts import Begin, Prompter
    from borrower_help.interview.typed import Pair
    from borrower_help.knowledge.records.across import Danger
    from borrower_help.render.lines import Line

_QUOTED = {"--said", "--claimed", "--evidence"}
"""Words of others, and where they are kept: stored first, looked at afterwards."""
_NOT_TOLD = {
    "--knowledge",
    "--output",
    "-o",
    "--case",
    "--save-case",
    "--log",
    "--format",
    "--as-of",
    "--payments",
    "--file",
    "--column",
    "--columns",
}
"""Paths and formats: nothing a person tells about themselves."""
PARTS = frozenset({"add", "build", "changes", "check", "counter", "edit", "export", "find", "import", "list", "new"})
PARTS |= {"next", "purge", "remove", "schema", "show", "stats", "tag", "write"}
"""What a command does, as its second word."""
_FILE_ARGUMENTS = ("log", "import")

_beside: dict[str, str] = {}
"""The lines of possible dangers that were heard in this run, by danger."""


def listen_to_words(argv: Sequence[str]) -> None:
    """Look at a whole command line before anything is done with it. Raises ``DangerHeard``."""
    _beside.clear()
    typed = "\n".join(word for word in _free_words(argv) if not _names_a_part(word))
    if typed.strip():
        show = note if _output(argv) else None if wants_json(argv) else lambda line: emit(line + "\n\n", None)
        listen(typed, _named(argv, "--knowledge"), show)


def _names_a_part(word: str) -> bool:
    """Whether a word is a command, an option or a number, in which nothing about a person can be said."""
    return (
        word in COMMANDS
        or word in PARTS
        or re.fullmatch(r"-{1,2}[a-z-]+|[0-9a-z_/.:=-]*[0-9_/.:=][0-9a-z_/.:=-]*|", word) is not None
    )


def listen(text: str, root: Path | None = None, show: Callable[[str], None] | None = note) -> None:
    """Look at a text somebody wrote about themselves. Raises ``DangerHeard``; a possible danger is said in one line."""
    from borrower_help.case.danger import Degree, certain

    heard = _heard(text, root)
    if found := certain(heard):
        raise DangerHeard(found)
    for entry in heard:
        if entry.degree is Degree.POSSIBLE and entry.danger.id not in _beside:
            _beside[entry.danger.id] = entry.danger.hint
            if show:
                show(entry.danger.hint)


def only_danger(text: str, root: Path | None = None) -> None:
    """Where nothing else was understood of a text, a danger that is possible is all it told. Raises ``DangerHeard``."""
    if heard := _heard(text, root):
        raise DangerHeard(tuple(entry.danger for entry in heard))


def _heard(text: str, root: Path | None) -> tuple[Heard, ...]:
    from borrower_help.case.danger import hear
    from borrower_help.knowledge.files import load_safety

    safety = load_safety(root)
    return hear(text, safety) if safety else ()


def beside() -> list[str]:
    """The lines of the possible dangers of this run, for the ``warnings`` of an answer for programs."""
    return list(_beside.values())


def stop_lines(dangers: Iterable[Danger]) -> list[Line]:
    """All that is shown in danger: two sentences, and the numbers as the last lines."""
    from borrower_help.render.lines import Line

    dangers = list(dangers)
    named = {number.value: number.name for danger in reversed(dangers) for number in reversed(danger.numbers)}
    order = dict.fromkeys(number.value for danger in dangers for number in danger.numbers)
    return [Line("text", dangers[0].stop), *(Line("alert", named[value], label=value) for value in order)]


def show_stop(argv: Sequence[str], command: str, dangers: tuple[Danger, ...]) -> None:
    """Print what to do and the numbers, or the envelope with ``status: danger``; nothing else and no file is
    written.
    """
    from borrower_help.advice.danger import numbers, views

    format_ = _format(argv)
    if format_ == "json":
        from borrower_help.knowledge.files import load_knowledge
        from borrower_help.render.formats.json import danger_envelope, to_json

        found = views(dangers)
        data = {"dangers": found, "numbers": [{"value": value, "name": name} for value, name in numbers(found)]}
        try:
            knowledge = load_knowledge(_named(argv, "--knowledge"))
        except KnowledgeError:
            knowledge = None
        emit(to_json(danger_envelope(command, data, knowledge)), None, for_programs=True)
    elif format_ == "markdown":
        from borrower_help.render.formats.markdown import to_markdown

        emit(to_markdown(stop_lines(dangers)), None)
    else:
        print_lines(stop_lines(dangers), plain="--plain" in argv)


def wants_json(argv: Sequence[str]) -> bool:
    """Whether a program reads the answer."""
    return _value(argv, "--format") == "json"


def _format(argv: Sequence[str]) -> str:
    """The format asked for, or named by the ending of the file asked for; where neither can be, the terminal's."""
    from borrower_help.render.formats.registry import choose_format

    try:
        return choose_format(_value(argv, "--format"), _output(argv)).name
    except UsageError:
        return "terminal"


def _output(argv: Sequence[str]) -> Path | None:
    attached = (word[2:] for word in argv if word.startswith("-o") and len(word) > 2)
    return _named(argv, "--output") or _named(argv, "-o") or next(map(Path, attached), None)


def _free_words(argv: Sequence[str]) -> Iterator[str]:
    """What a person may have told: arguments that stand together, and the value of every option that is no path and no
    quotation.
    """
    together: list[str] = []
    before = ""
    for word in argv:
        name, separator, value = word.partition("=")
        if word.startswith("-") and word != "-":
            yield from (" ".join(together), *together)
            together, before = [], "" if separator else word
            if name not in _QUOTED | _NOT_TOLD:
                yield value if separator and name.isascii() else word
        elif before:
            if before not in _QUOTED | _NOT_TOLD:
                yield word
            before = ""
        elif tuple(together[:2]) != _FILE_ARGUMENTS:
            together.append(word)
    yield from (" ".join(together), *together)  # a sentence may be spread over arguments, or be one of them


def _named(argv: Sequence[str], option: str) -> Path | None:
    value = _value(argv, option)
    return None if value is None else Path(value)


def _value(argv: Sequence[str], option: str) -> str | None:
    """What stands behind an option, in the next word or after ``=``."""
    for word, after in itertools.pairwise([*argv, ""]):
        name, separator, value = word.partition("=")
        if name == option:
            return value if separator else after or None
    return None


class Listening:
    """Puts every question as ``asks`` does, and looks at every line that is typed."""

    def __init__(self, asks: Prompter, root: Path | None = None) -> None:
        self._asks = asks
        self._root = root

    def say(self, text: str) -> None:
        """Show a remark."""
        self._asks.say(text)

    def text(self, question: str, why: str, kept: str = "", *, hint: str = "") -> str:
        """A line of text. Raises ``DangerHeard``."""
        answer = self._asks.text(question, why, kept, hint=hint)
        listen(answer, self._root)
        return answer

    def choose(self, question: str, why: str, choices: Sequence[Pair], kept: str = "", *, begin: str = "") -> str:
        """The id of one choice."""
        return self._asks.choose(question, why, choices, kept, begin=begin)

    def choose_many(
        self,
        question: str,
        why: str,
        choices: Sequence[Pair],
        kept: Collection[str] = (),
        *,
        none: str = "",
        begin: Begin = "skip",
        also: Sequence[Pair] = (),
    ) -> list[str]:
        """The ids of any number of choices."""
        return self._asks.choose_many(question, why, choices, kept, none=none, begin=begin, also=also)


def listening_prompter(*, plain: bool, root: Path | None = None) -> Prompter:
    """Who asks and listens, also to words that are typed where a number or an arrow key is wanted."""
    if not is_plain(plain):
        return Listening(prompter(plain=plain, listen=lambda typed: listen(typed, root)), root)
    from borrower_help.interview.prompts import PlainPrompter

    return PlainPrompter(_heard_line(root), show_on_terminal)


def _heard_line(root: Path | None) -> Callable[[], str]:

    def read() -> str:
        line = read_line()
        listen(line, root)
        return line

    return read


def on_a_terminal() -> bool:
    """Whether a person sees the end of what is printed."""
    return sys.stdout.isatty()
