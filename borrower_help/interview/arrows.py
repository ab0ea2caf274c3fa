"""Lists for the arrow keys, by questionary, with the keys a borrower needs: Enter, space, Ctrl-C and Ctrl-D, and no
others.

questionary ends its tick list with the ticks alone, so that Enter on a line without one loses it; its letters tick
or turn round everything; and it knows no Ctrl-D. The keys here stand in front of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from questionary import Question

Listener = Callable[[str], None]


def point(lines: Sequence[tuple[str, str]], start: str, listen: Listener | None = None) -> str:
    """The id of the line on which Enter was pressed; the list begins on ``start``.

    ``listen`` gets what was typed on the list, and may raise.
    """
    import questionary

    options = [questionary.Choice(text, value=identifier) for identifier, text in lines]
    prompt = questionary.select(
        "上下键选，回车确定",
        options,
        default=start,
        qmark=">",
        instruction=" ",
        erase_when_done=True,
        use_jk_keys=False,
    )
    typed: list[str] = []
    pointed = _with(_keys(typed), prompt).unsafe_ask()
    _tell(typed, listen)
    return str(pointed)


def tick(
    lines: Sequence[tuple[str, str]],
    start: str,
    ticked: Collection[str],
    fixed: Collection[str],
    listen: Listener | None = None,
) -> tuple[str, list[str]]:
    """The id of the line on which Enter was pressed, and the ids ticked with the space bar; ``fixed`` lines take no
    tick. ``listen`` gets what was typed on the list, and may raise.
    """
    import questionary
    from prompt_toolkit.keys import Keys
    from questionary.prompts.common import InquirerControl

    options = [questionary.Choice(text, value=identifier, checked=identifier in ticked) for identifier, text in lines]
    prompt = questionary.checkbox(
        "上下键移动，回车选定，空格多选",
        options,
        initial_choice=start,
        qmark=">",
        instruction=" ",
        erase_when_done=True,
        use_jk_keys=False,
    )
    control = next(
        found for found in prompt.application.layout.find_all_controls() if isinstance(found, InquirerControl)
    )
    typed: list[str] = []
    keys = _keys(typed)

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

    pointed, chosen = _with(keys, prompt).unsafe_ask()
    _tell(typed, listen)
    return str(pointed), [str(identifier) for identifier in chosen]


def _keys(typed: list[str]) -> KeyBindings:
    """Ctrl-D ends a list as it ends a line of text; whatever else is typed goes into ``typed`` and changes nothing."""
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()

    @keys.add(Keys.ControlD, eager=True)
    def _end(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)

    # By questionary ``a`` ticks everything and ``i`` turns the ticks round; a letter that is typed must not.
    @keys.add("a", eager=True)
    @keys.add("i", eager=True)
    @keys.add(Keys.Any)
    @keys.add(Keys.BracketedPaste)
    def _word(event: KeyPressEvent) -> None:
        typed.append(event.data)

    return keys


def _tell(typed: list[str], listen: Listener | None) -> None:
    """Hand on what was typed, once Enter was pressed: half a sentence may mean something else."""
    if listen and typed:
        listen("".join(typed))


def _with(keys: KeyBindings, prompt: Question) -> Question:
    """The prompt with ``keys`` in front of its own."""
    from prompt_toolkit.key_binding import merge_key_bindings

    application: Any = prompt.application
    application.key_bindings = merge_key_bindings([application.key_bindings, keys])
    return prompt
