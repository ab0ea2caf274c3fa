"""How a letter looks: one row of blocks, from which every format is made, so that none says more than another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from borrower_help.advice.letters.views import LetterChoiceView, LetterDateView, LetterView
from borrower_help.render.lines import Citations, Line
from borrower_help.render.paper import Block
from borrower_help.values.dates import show
from borrower_help.values.named import SaidId

FOR_YOU = "给自己看的一页（寄出前拿掉，不要交出去）"


def letter_blocks(letter: LetterView) -> list[Block]:
    """The letter, and behind it the page for its sender."""
    return [*_to_send(letter), *_to_keep(letter)]


def _to_send(letter: LetterView) -> Iterator[Block]:
    yield Block("title", letter.title)
    if letter.at == "top":
        yield Block("to", f"{letter.to}：")
    for paragraph in letter.paragraphs:
        text = f"{paragraph.number}. {paragraph.text}" if paragraph.style == "item" else paragraph.text
        yield Block(paragraph.style, f"□ {text}" if paragraph.style == "box" else text)
    if letter.at == "end":
        yield Block("text", "此致")
        yield Block("to", letter.to)
    for line in letter.signs:
        yield Block("sign", line)
    if letter.attachments:
        yield Block("heading", "附件")
        for number, entry in enumerate(letter.attachments, 1):
            yield Block("attachment", f"{number}. {entry.text}")


def _to_keep(letter: LetterView) -> Iterator[Block]:
    yield Block("page", FOR_YOU)
    yield Block("note", f"这封信做什么：{letter.text}")
    yield from (Block("note", f"注意：{entry.text}") for entry in letter.admits)
    for label, entries in (
        ("要你自己填的", tuple(entry.text for entry in letter.fill_in)),
        ("什么时候用", (letter.use,)),
        ("什么时候别用", (letter.avoid,)),
        ("日子", tuple(date_in_words(date) for date in letter.dates)),
        ("怎么交、怎么留证据", tuple(entry.text for entry in letter.send)),
        ("交了以后", tuple(entry.text for entry in letter.after)),
        ("寄出前", tuple(entry.text for entry in letter.always)),
    ):
        if entries:
            yield Block("label", label)
            yield from (Block("note", f"- {entry}") for entry in entries)


def date_in_words(date: LetterDateView) -> str:
    """A time limit: one's own by its safe day, then the last; another's by the day on which it ends."""
    if date.own:
        last = f"，法定最后一天 {show(date.legal)}" if date.legal else "，最后一天可能晚些，节假日未核实"
        over = "。这个期限已经过了" if date.passed else ""
        return f"{date.name}：{show(date.date)}以前{last if date.legal != date.date else ''}{over}。{date.text}"
    unknown = "" if date.holidays_known else "（节假日未核实）"
    return f"{date.name}：今天交的话，到 {show(date.legal or date.date)}{unknown}。{date.text}"


# --- lines, for the screen, text and Markdown


def letter_lines(blocks: Iterable[Block]) -> list[Line]:
    """The paragraphs of a letter as lines."""
    return [_line(block) for block in blocks]


def _line(block: Block) -> Line:
    match block.look:
        case "title":
            return Line("title", block.text)
        case "heading":
            return Line("subheading", block.text)
        case "page":
            return Line("heading", block.text)
        case "label":
            return Line("subheading", block.text)
        case "note" if block.text.startswith("- "):
            return Line("item", block.text.removeprefix("- "))
        case _:
            return Line("text", block.text)


def choice_lines(choices: Iterable[LetterChoiceView], citations: Citations) -> Iterator[Line]:
    """The letters, those that fit first; what keeps one from being written stands below it."""
    choices = list(choices)
    yield Line("title", f"能写的文书，{len(choices)} 种")
    for heading, entries in (
        ("合你的情况", [choice for choice in choices if choice.fits]),
        ("还可以写", [choice for choice in choices if not choice.fits]),
    ):
        if not entries:
            continue
        yield Line("heading", heading)
        for choice in entries:
            yield from _choice_lines(choice, citations)
    yield Line("text", "写一份：borrower-help letter write 编号 --case 情况.yaml -o 文件.docx")


def _choice_lines(choice: LetterChoiceView, citations: Citations) -> Iterator[Line]:
    admits = f"。{citations.knowledge.say(SaidId.LETTER_ADMITS)}" if choice.acknowledges else ""
    yield Line(
        "item",
        f"{choice.text}（{choice.id}）{admits}",
        label=choice.name,
        marks=citations.marks(choice.sources, choice.confidence),
        because=choice.because,
    )
    if choice.date:
        yield Line("detail", date_in_words(choice.date), label="期限")
    for reason in choice.withheld if choice.fits else choice.withheld[:1]:
        yield Line("detail", reason.text, label="先别写")
