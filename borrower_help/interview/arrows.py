"""Lists and lines for the arrow keys, by questionary, with the keys a borrower needs and no others.

Enter takes, the space bar ticks, a digit goes to its line, ← and Esc go back, Ctrl-C and Ctrl-D end, Ctrl-L clears the
screen and leaves. The pointer is one that every console can show. questionary ends its tick list with the ticks alone,
so that Enter on a line without one loses it; its letters tick or turn round everything; and it knows no Ctrl-D. The
keys here stand in front of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from borrower_help.errors import Left
from borrower_help.interview.typed import Back, Words, steer

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from questionary import Question
    from questionary.prompts.common import InquirerControl

Listener = Callable[[str], None]

INDENT = " " * 6
"""Before what goes on of a wrapped line: as much as pointer and number take."""

MOST_BY_ONE_DIGIT = 9
"""Up to here a digit alone takes a line of a list of which one is chosen."""


def line(hint: str) -> str:
    """A line that is typed; what is pasted is one answer, with its line breaks. Raises ``Back`` and ``Left``."""
    import questionary
    from prompt_toolkit.application import get_app
    from prompt_toolkit.filters import Condition

    keys = _steering()
    empty = Condition(lambda: not get_app().current_buffer.text)

    @keys.add("left", filter=empty, eager=True)
    @keys.add("escape", eager=True)
    def _back(event: KeyPressEvent) -> None:
        event.app.exit(exception=Back)

    return str(_answer(keys, questionary.text(hint, qmark=">")))


def point(lines: Sequence[tuple[str, str]], start: str, listen: Listener | None = None) -> str:
    """The id of the line on which Enter was pressed, or whose digit, or ``Words`` that were typed; the list begins on
    ``start``.

    ``listen`` gets what was typed on the list, and may raise. Raises ``Back`` and ``Left``.
    """
    import questionary

    options = [questionary.Choice(text, value=identifier) for identifier, text in lines]
    prompt = questionary.select(
        f"上下键或数字选，回车确定{_length(lines)}",
        options,
        default=start,
        qmark=">",
        pointer=">",
        instruction=" ",
        erase_when_done=True,
        use_jk_keys=False,
    )
    typed: list[str] = []
    pointed = _answer(_keys(typed, _control(prompt), lines, takes=True), prompt)
    return _words(typed, listen) or str(pointed)


def tick(
    lines: Sequence[tuple[str, str]],
    start: str,
    ticked: Collection[str],
    fixed: Collection[str],
    listen: Listener | None = None,
) -> tuple[str, list[str]]:
    """The id of the line on which Enter was pressed, or ``Words`` that were typed, and the ids ticked with the space
    bar; ``fixed`` lines take no tick. ``listen`` gets what was typed on the list, and may raise. Raises ``Back`` and
    ``Left``.
    """
    import questionary
    from prompt_toolkit.keys import Keys

    options = [questionary.Choice(text, value=identifier, checked=identifier in ticked) for identifier, text in lines]
    prompt = questionary.checkbox(
        f"上下键或数字移动，回车选定，空格多选{_length(lines)}",
        options,
        initial_choice=start,
        qmark=">",
        pointer=">",
        instruction=" ",
        erase_when_done=True,
        use_jk_keys=False,
    )
    control = _control(prompt)
    typed: list[str] = []
    keys = _keys(typed, control, lines, takes=False)

    @keys.add(Keys.ControlM, eager=True)
    def _enter(event: KeyPressEvent) -> None:
        event.app.exit(
            result=(control.get_pointed_at().value, [choice.value for choice in control.get_selected_values()])
        )

    @keys.add(" ", eager=True)
    def _space(_event: KeyPressEvent) -> None:
        pointed = control.get_pointed_at().value
        if pointed in control.selected_options:
            control.selected_options.remove(pointed)
        elif pointed not in fixed:
            control.selected_options.append(pointed)

    pointed, chosen = _answer(keys, prompt)
    return _words(typed, listen) or str(pointed), [str(identifier) for identifier in chosen]


def _length(lines: Sequence[object]) -> str:
    """How many lines there are, where a small screen may hide some."""
    return f"，往下还有，共 {len(lines)} 行" if len(lines) > MOST_BY_ONE_DIGIT else ""


def _control(prompt: Question) -> InquirerControl:
    """The list of a prompt, its long lines wrapped instead of cut; what goes on stands below the words, not below the
    pointer, so that it is no line of its own.
    """
    from prompt_toolkit.filters import to_filter
    from questionary.prompts.common import InquirerControl

    for window in prompt.application.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            window.wrap_lines = to_filter(True)
            window.get_line_prefix = lambda _line, wrapped: INDENT if wrapped else ""
            return window.content
    raise LookupError("a questionary list without its control")


def _steering() -> KeyBindings:
    """Ctrl-D ends, Ctrl-L clears the screen and leaves."""
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()

    @keys.add(Keys.ControlL, eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=Left)

    return keys


def _keys(typed: list[str], control: InquirerControl, lines: Sequence[tuple[str, str]], *, takes: bool) -> KeyBindings:
    """The keys of a list; a digit goes to its line, and ``takes`` it where no longer number can be meant.

    Whatever else is typed goes into ``typed`` and changes nothing.
    """
    from prompt_toolkit.keys import Keys

    keys = _steering()
    places = {found.group(1): place for place, (_, text) in enumerate(lines) if (found := re.match(r"(\d+)\. ", text))}
    begun: list[str] = []

    @keys.add(Keys.ControlD, eager=True)
    def _end(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)

    @keys.add("left", eager=True)
    @keys.add("escape", eager=True)
    def _back(event: KeyPressEvent) -> None:
        event.app.exit(exception=Back)

    # By questionary ``a`` ticks everything and ``i`` turns the ticks round; a letter that is typed must not.
    @keys.add("a", eager=True)
    @keys.add("i", eager=True)
    @keys.add(Keys.Any)
    @keys.add(Keys.BracketedPaste)
    def _word(event: KeyPressEvent) -> None:
        if typed or (event.data not in places and "".join([*begun, event.data]) not in places):
            typed.append(event.data)
            return
        number = "".join([*begun, event.data])
        begun[:] = [number] if number in places else [event.data]
        control.pointed_at = places[begun[0]]
        if takes and len(places) <= MOST_BY_ONE_DIGIT:
            event.app.exit(result=control.get_pointed_at().value)

    return keys


def _words(typed: list[str], listen: Listener | None) -> Words | None:
    """What was typed until Enter, once it was listened to: half a sentence may mean something else.

    Letters alone are a slip of the keys, but for the one that goes back. Raises ``Back``.
    """
    said = "".join(typed)
    if listen and said:
        listen(said)
    words = steer(said)
    return Words(words) if words and not words.isascii() else None


def _answer(keys: KeyBindings, prompt: Question) -> Any:
    """What was answered, with ``keys`` in front of the prompt's own.

    The terminal is never asked where its cursor is: one that cannot say so would be told off in English.
    """
    from prompt_toolkit.key_binding import merge_key_bindings
    from prompt_toolkit.renderer import CPR_Support

    from borrower_help.interview.waiting import answer_of

    application: Any = prompt.application
    application.key_bindings = merge_key_bindings([application.key_bindings, keys])
    application.renderer.cpr_support = CPR_Support.NOT_SUPPORTED
    return answer_of(application)
