"""A letter as one web page that prints on A4: nothing is loaded from elsewhere, everything in it is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from borrower_help.render.paper import Block
from borrower_help.values.safe_text import printable


def to_html(blocks: Sequence[Block]) -> str:
    """The paragraphs as a page of their own, ending in a newline."""
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    printed = [Block(block.look, printable(block.text)) for block in blocks]
    title = next((block.text for block in printed if block.look == "title"), "borrower-help")
    return environment.from_string(_PAGE).render(title=title, blocks=printed) + "\n"


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>
@page { size: A4; margin: 25mm; }
body { font-family: SimSun, "Songti SC", "Noto Serif CJK SC", serif; font-size: 12pt; line-height: 1.5;
  max-width: 160mm; margin: 0 auto; overflow-wrap: anywhere; }
h1 { font-size: 18pt; text-align: center; }
h2, h3 { font-size: 12pt; margin: 0.6em 0 0; }
p { margin: 0; text-indent: 2em; }
p.to, p.note, p.box, p.item, p.attachment { text-indent: 0; }
p.sign { text-indent: 0; text-align: right; }
h2.page { break-before: page; margin-top: 2em; }
p.note, p.attachment, h3.label { font-size: 10.5pt; }
</style>
</head>
<body>
{% for block in blocks %}
{% if block.look == "title" %}
<h1>{{ block.text }}</h1>
{% elif block.look in ("heading", "page") %}
<h2 class="{{ block.look }}">{{ block.text }}</h2>
{% elif block.look == "label" %}
<h3 class="label">{{ block.text }}</h3>
{% else %}
<p class="{{ block.look }}">{{ block.text }}</p>
{% endif %}
{% endfor %}
</body>
</html>"""
