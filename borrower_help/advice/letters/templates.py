"""The templates of the letters: they see facts and nothing else, and what a case holds is never one of them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


@functools.cache
def environment() -> Environment:
    """A sandbox in which a name that does not exist is an error; nothing is escaped, for each format escapes its own
    way.
    """
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )


def fill(template: str, facts: Mapping[str, Any]) -> str:
    """The template with the facts in it. Raises ``jinja2.UndefinedError`` for a name that is none."""
    text: str = environment().from_string(template).render(facts)
    return text.strip()


def names_in(template: str) -> frozenset[str]:
    """The names a template uses. Raises ``jinja2.TemplateSyntaxError``."""
    from jinja2 import meta

    return frozenset(meta.find_undeclared_variables(environment().parse(template)))
