"""Lines as the inside of a page: sections that fold, lists, words to say, sources that marks lead to."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from borrower_help.render.lines import Line
from borrower_help.render.web.figure import Figure, Table, Web
from borrower_help.values.safe_text import printable

_SOURCE = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"(\d+)(:[^、\] ]+)?")

EMPTY = Markup()

_WHOLE = re.compile(r"\d+(?:-\d+)+|(?<![\w-])--[a-z][a-z-]*|(?<![\w/.-])[a-z]+(?:-[a-z]+){1,3}(?![\w/.-])")


def html_text(text: str) -> Markup:
    """The text, escaped; days, telephone numbers, options and names of commands are not torn at the end of a
    line.
    """
    safe = str(escape(printable(text)))  # a plain text: in some Pythons `sub` would join a Markup by escaping again
    return Markup(_WHOLE.sub(r'<span class="nb">\g<0></span>', safe))  # noqa: S704 - escaped above


class WebSection(NamedTuple):
    """A heading, empty for the opening, and the lines below it."""

    heading: str
    anchor: str
    lines: list[Line]


def page_body(lines: Sequence[Line], web: Web, *, explain: bool = False) -> Markup:
    """All lines, none left out, with the figures where they belong; with ``explain`` why each was selected."""
    lines = lines if explain else [dataclasses.replace(line, because=()) if line.because else line for line in lines]
    listed = frozenset(match[1] for line in lines if (match := _SOURCE.fullmatch(line.label)))
    sections = list(_sections(lines))
    places = {section.heading for section in sections}
    parts: list[Markup] = []
    for number, section in enumerate(sections):
        parts.append(_section(section, number, listed, web))
        for figure in web.figures:
            if figure.after == section.heading or (not section.heading and figure.after not in places):
                parts.append(figure_html(figure, f"figure-{len(parts)}"))
    return Markup("\n").join(part for part in parts if part) + Markup("\n")


def _sections(lines: Iterable[Line]) -> Iterator[WebSection]:
    current = WebSection("", "", [])
    for line in lines:
        if line.role == "heading":
            yield current
            current = WebSection(line.text, line.anchor, [])
        else:
            current.lines.append(line)
    yield current


def _section(section: WebSection, number: int, listed: frozenset[str], web: Web) -> Markup:
    inside = flow(section.lines, listed)
    if not section.heading:
        return inside
    heading = html_text(section.heading)
    anchor = section.anchor or f"part-{number}"
    if web.folds and section.heading not in web.open:
        things = sum(line.role in ("item", "number", "quote") for line in section.lines)
        count = Markup('<span class="count">{} 条</span>').format(things) if things else EMPTY
        return Markup(
            '<details class="fold" id="{}"><summary><h2>{}</h2>{}</summary>\n<div class="inside">\n{}</div></details>'
        ).format(anchor, heading, count, inside)
    kind = "part three" if heading in web.open and number <= 1 else "part"
    return Markup('<section class="{}" id="{}" aria-labelledby="h-{}">\n<h2 id="h-{}">{}</h2>\n{}</section>').format(
        kind, anchor, anchor, anchor, heading, inside
    )


def flow(lines: Sequence[Line], listed: frozenset[str] = frozenset()) -> Markup:
    """Lines without headings as paragraphs and lists."""
    parts: list[Markup] = []
    for kind, group in itertools.groupby(_blocks(lines), key=lambda block: _kind(block[0])):
        blocks = list(group)
        inside = EMPTY.join(_block(block, kind, listed) for block in blocks)
        match kind:
            case "item":
                parts.append(Markup("<ul>\n{}</ul>\n").format(inside))
            case "number":
                parts.append(Markup('<ol class="numbered">\n{}</ol>\n').format(inside))
            case "alert":
                parts.append(Markup('<div class="danger" role="note">\n{}</div>\n').format(inside))
            case "pre":
                text = "\n".join(printable(line.text) for block in blocks for line in block)
                parts.append(Markup('<pre tabindex="0">{}</pre>\n').format(text))
            case _:
                parts.append(inside)
    return EMPTY.join(parts)


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Every line with the details and quotes that belong to it."""
    block: list[Line] = []
    for line in lines:
        if block and line.role in ("detail", "quote") and block[0].role in ("item", "number"):
            block.append(line)
            continue
        if block:
            yield block
        block = [line]
    if block:
        yield block


def _kind(line: Line) -> str:
    return line.role if line.role in ("item", "number", "alert", "pre") else "other"


def _block(block: list[Line], kind: str, listed: frozenset[str]) -> Markup:
    first, below = block[0], EMPTY.join(_below(line, listed) for line in block[1:])
    said = _said(first, listed)
    match kind:
        case "item":
            return Markup("<li>{}{}{}</li>\n").format(said, _because(first), below)
        case "number":
            source = _SOURCE.fullmatch(first.label)
            anchor = Markup(' id="source-{}"').format(source[1]) if source else EMPTY
            label = Markup('<span class="n">{}</span> ').format(printable(first.label))
            words = Markup('<span class="said">{}</span>').format(_said(dataclasses.replace(first, label=""), listed))
            return Markup("<li{}>{}{}{}{}</li>\n").format(anchor, label, words, _because(first), below)
        case "alert":
            if first.label.isdigit():
                return Markup('<p><a href="tel:{}">{}</a>：{}{}</p>\n').format(
                    first.label, first.label, html_text(first.text), _marks(first, listed)
                )
            return Markup("<p>{}</p>\n").format(said)
        case "pre":
            return EMPTY
    match first.role:
        case "title":
            return Markup("<h1>{}</h1>\n").format(said)
        case "subheading":
            return Markup("<h3>{}</h3>\n").format(said)
        case "detail" | "quote":
            return _below(first, listed)
        case _:
            return Markup("<p>{}{}</p>\n").format(said, _because(first))


def _below(line: Line, listed: frozenset[str]) -> Markup:
    if line.role == "quote":
        return Markup("<blockquote>{}{}</blockquote>\n").format(_said(line, listed), _because(line))
    return Markup('<p class="detail">{}{}</p>\n').format(_said(line, listed), _because(line))


def _said(line: Line, listed: frozenset[str]) -> Markup:
    """Label, text and marks of a line."""
    text = html_text(line.text)
    text = Markup("「{}」").format(text) if line.role == "quote" else text
    label = Markup('<b class="label">{}</b>：').format(printable(line.label)) if line.label else EMPTY
    return Markup("{}{}{}").format(label, text, _marks(line, listed))


def _because(line: Line) -> Markup:
    """Why a line was selected, where that is asked for."""
    reasons = html_text("；".join(line.because))
    return Markup('<span class="because">（选中的理由：{}）</span>').format(reasons) if reasons else EMPTY


def _marks(line: Line, listed: frozenset[str]) -> Markup:
    return Markup(' <span class="marks">{}</span>').format(linked(line.marks, listed)) if line.marks else EMPTY


def linked(marks: str, listed: frozenset[str]) -> Markup:
    """``[3:56、4 中]`` in which every number leads to its source, where that is ``listed`` on the page."""
    parts: list[str] = []
    at = 0
    for match in _NUMBER.finditer(marks):
        number = escape(match[0])
        parts.append(_together(marks[at : match.start()]))
        parts.append(f'<a href="#source-{match[1]}">{number}</a>' if match[1] in listed else number)
        at = match.end()
    return Markup("".join([*parts, _together(marks[at:])]))  # noqa: S704 - escaped piece by piece


def _together(marks: str) -> Markup:
    """Between the numbers: how far a source is to be trusted stays on the line of its number."""
    return escape(printable(marks).replace(" ", "\u00a0"))


def figure_html(figure: Figure, anchor: str) -> Markup:
    """A figure with its heading; whoever hears the page is told the sentences instead of the picture."""
    picture = EMPTY
    if figure.drawing:
        said = "".join(figure.said)
        picture = Markup(
            '<svg viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title>'
            '<desc id="{}-d">{}</desc>\n{}</svg>\n'
        ).format(
            *(figure.width, figure.height, anchor, anchor, anchor, figure.title, anchor, printable(said)),
            Markup(figure.drawing),  # noqa: S704 - escaped where it was drawn
        )
    note = Markup("<figcaption>{}</figcaption>\n").format(html_text(figure.note)) if figure.note else EMPTY
    table = _table(figure.table) if figure.table else EMPTY
    return Markup(
        '<section class="part" id="{}" aria-labelledby="h-{}">\n<h2 id="h-{}">{}</h2>\n<figure>\n{}{}</figure>\n'
        "{}</section>"
    ).format(anchor, anchor, anchor, printable(figure.title), picture, note, table)


def _table(table: Table) -> Markup:
    head = EMPTY.join(Markup('<th scope="col">{}</th>').format(name) for name in table.columns)
    rows = EMPTY.join(
        Markup("<tr>{}</tr>\n").format(
            EMPTY.join(
                Markup('<td data-label="{}">{}</td>').format(name, html_text(cell))
                for name, cell in zip(table.columns, row, strict=True)
            )
        )
        for row in table.rows
    )
    look = Markup(' class="evidence"') if table.wide else EMPTY
    return Markup("<table{}>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n").format(look, head, rows)
