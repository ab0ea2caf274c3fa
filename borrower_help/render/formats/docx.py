"""An answer as a Word file: A4, 宋体 for Chinese, nothing in it but text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from borrower_help.render.paper import Block
from borrower_help.values.safe_text import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

CHINESE, LATIN = "宋体", "Times New Roman"

BODY, SMALL, TITLE = 12.0, 10.5, 18.0
"""Points: 小四, 五号, 小二."""

LEADING, SMALL_LEADING, TITLE_LEADING = 18.5, 15.0, 30.0


def to_docx(blocks: Sequence[Block]) -> bytes:
    """The paragraphs as a Word file."""
    import docx

    document = docx.Document()
    _set_page(document)
    _set_fonts(document)
    _set_properties(document, next((block.text for block in blocks if block.look == "title"), ""))
    together = _closing(blocks)
    for place, block in enumerate(blocks):
        _add(document, block)
        if place in together:
            document.paragraphs[-1].paragraph_format.keep_with_next = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _closing(blocks: Sequence[Block]) -> range:
    """The places of the last sentence, the signature and what is attached: they are never torn apart, so that neither
    stands on a page of its own.
    """
    looks = [block.look for block in blocks]
    if "sign" not in looks:
        return range(0)
    start, end = looks.index("sign") - 1, looks.index("sign")
    while start > 0 and looks[start] == "to":  # the court that a paper is addressed to, and 此致 before it
        start -= 2
    while end < len(looks) and looks[end] in ("sign", "heading", "attachment"):
        end += 1
    return range(max(start, 0), end - 1)


def _set_page(document: Document) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)
    section.top_margin = section.bottom_margin = Mm(20)


def _set_fonts(document: Document) -> None:
    """宋体 wherever Chinese is written: Word takes it from ``w:eastAsia``, which python-docx has no name for."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style: ParagraphStyle = document.styles["Normal"]
    style.font.name, style.font.size = LATIN, Pt(BODY)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{which}"), None)
    fonts.set(qn("w:eastAsia"), CHINESE)
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Pt(LEADING)  # exact: whatever font stands in for 宋体, a page stays a page


def _set_properties(document: Document, title: str) -> None:
    """No name of a person or program in the file's properties, and no picture of another document."""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(name)
    properties = document.core_properties
    properties.title = printable(title)
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""


def _add(document: Document, block: Block) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    text = printable(block.text)
    if block.look == "box":  # taken for a Latin character at the beginning of a line, it is smaller than within one
        paragraph.add_run("□").font.name = CHINESE
        text = text.removeprefix("□")
    run = paragraph.add_run(text)
    layout = paragraph.paragraph_format
    match block.look:
        case "title":
            layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
            layout.space_after, layout.line_spacing = Pt(10), Pt(TITLE_LEADING)
            run.bold, run.font.size = True, Pt(TITLE)
        case "heading":
            run.bold = True
            layout.space_before, layout.keep_with_next = Pt(6), True
        case "text":
            layout.first_line_indent = Pt(2 * BODY)
        case "item" | "box":
            hanging = Pt(BODY if block.look == "item" else BODY * 1.25)
            layout.left_indent, layout.first_line_indent = hanging, -hanging
        case "sign":
            layout.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            layout.space_before = Pt(4)
        case "page":
            layout.page_break_before = True
            run.bold = True
        case "label":
            run.bold, run.font.size = True, Pt(SMALL)
            layout.space_before, layout.keep_with_next = Pt(4), True
        case "note":
            _small(paragraph, SMALL)
        case "attachment":
            _small(paragraph, SMALL)
        case "to":
            layout.space_before = Pt(2)


def _small(paragraph: Paragraph, points: float) -> None:
    from docx.shared import Pt

    paragraph.runs[0].font.size = Pt(points)
    paragraph.paragraph_format.line_spacing = Pt(SMALL_LEADING)
