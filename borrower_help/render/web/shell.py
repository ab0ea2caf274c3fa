"""The frame of every page: head, danger line, landmarks, footer. Whatever stands inside is escaped before."""

from __future__ import annotations

import functools
from typing import Any

from markupsafe import Markup

from borrower_help.knowledge.library import Knowledge
from borrower_help.render.web.style import COPIES, STYLE

_SHELL = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
{% if generator %}<meta name="generator" content="{{ generator }}">
{% endif %}<title>{{ title }}</title>
<style>{{ style }}</style>
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header>
{{ bar }}{% if numbers %}<p class="danger" role="note">有危险、不想活了，先打：\
{% for value, name in numbers %}<a href="tel:{{ value }}">{{ value }}</a>（{{ name }}）\
{{ "。" if loop.last else "；" }}{% endfor %}</p>
{% endif %}</header>
<main id="main" tabindex="-1">
{{ body }}</main>
{% if footer %}<footer><p>{{ footer }}</p></footer>
{% endif %}{{ tail }}<script>{{ script }}</script>
</body>
</html>
"""


@functools.lru_cache(maxsize=1)
def environment() -> Any:
    """Where templates are read: everything is escaped, and a name that is missing is a mistake."""
    from jinja2 import Environment, StrictUndefined

    return Environment(autoescape=True, undefined=StrictUndefined)


@functools.lru_cache(maxsize=8)
def template(source: str) -> Any:
    """A template, read once."""
    return environment().from_string(source)


def danger_numbers(knowledge: Knowledge) -> dict[str, str]:
    """The numbers that stand on every page, each once, with whose they are."""
    return {number.value: number.name for danger in knowledge.dangers.values() for number in danger.numbers}


def whole_page(
    title: str,
    body: Markup,
    knowledge: Knowledge | None,
    *,
    bar: Markup = Markup(),  # noqa: B008 - an empty text
    tail: Markup = Markup(),  # noqa: B008
    footer: str = "",
    generator: str = "",
) -> str:
    """A page around ``body``; ``bar`` stands at its top and ``tail`` at its end. Without knowledge there are no
    numbers to call.
    """
    html: str = template(_SHELL).render(
        title=title,
        style=Markup(STYLE),  # noqa: S704 - our own
        script=Markup(COPIES),  # noqa: S704 - our own
        numbers=list(danger_numbers(knowledge).items()) if knowledge else [],
        bar=bar,
        body=body,
        tail=tail,
        footer=footer,
        generator=generator,
    )
    return html
