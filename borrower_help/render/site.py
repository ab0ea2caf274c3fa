"""The FAQ as HTML pages that open from a disk, in WeChat's browser and on any host, with and without scripts.

Nothing is fetched: style and script stand in the page. Every text is escaped by the template engine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from borrower_help.ask.documents import documents, records
from borrower_help.ask.pages import FaqPage, PageEntry
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.records.base import SIGNED, Audience, InstitutionKind
from borrower_help.knowledge.words import KINDS
from borrower_help.render.answers.faq import stamp
from borrower_help.render.lines import Citations, source_lines
from borrower_help.render.web.body import flow, html_text, linked
from borrower_help.render.web.search import SEARCH, questions_json
from borrower_help.render.web.shell import template, whole_page

GENERATOR = "borrower-help faq build"

TITLE = "借款逾期：常见问题"

FEW = 8
"""So many questions are listed at the top of a page; more are folded, so that the first answer is not far."""

LABEL = 4
"""A label up to this length stands in a column of its own."""

_BAR = """<div class="bar"><a href="index.html">全部问题</a>
<form action="index.html" role="search" hidden><label class="sr" for="q">用自己的话找别的问题</label>
<input id="q" name="q" type="search" autocomplete="off" placeholder="找别的问题"><button>找</button></form></div>
"""

_PAGE = """<h1>{{ title }}</h1>
<p class="age">{{ age }}</p>
<nav class="contents" aria-label="这一页的问题">
{% if entries|length > few %}<details><summary><span>这一页的 {{ entries|length }} 个问题</span></summary>
{% endif %}<ul>
{% for entry in entries %}<li><a href="#{{ entry.id }}">{{ entry.question }}</a></li>
{% endfor %}</ul>
{% if entries|length > few %}</details>
{% endif %}</nav>
{% for entry in entries %}<article class="entry" id="{{ entry.id }}" aria-labelledby="h-{{ entry.id }}">
<h2 id="h-{{ entry.id }}">{{ entry.question }}</h2>
{% for piece in entry.pieces %}<p{% if piece.look %} class="{{ piece.look }}"{% endif %}>\
{% if piece.look == "row" %}<span class="label">{% if piece.label %}{{ piece.label }}：{% endif %}</span>\
<span>{{ piece.text }}\
{% if piece.marks %} <span class="marks">{{ piece.marks }}</span>{% endif %}</span>\
{% else %}{% if piece.label %}<span class="label">{{ piece.label }}</span>：{% endif %}{{ piece.text }}\
{% if piece.marks %} <span class="marks">{{ piece.marks }}</span>{% endif %}{% endif %}</p>
{% endfor %}<p class="tools"><a href="#{{ entry.id }}">这一条的链接</a>\
<button type="button" data-copies="{{ entry.id }}" hidden>复制这一条</button></p>
</article>
{% endfor %}{% if see %}<nav class="part grid" aria-labelledby="see"><h2 id="see">另见</h2><ul>
{% for link in see %}<li><a href="{{ link.id }}.html">{{ link.title }}</a></li>
{% endfor %}</ul></nav>
{% endif %}{% if sources %}<section class="part sources" aria-labelledby="sources"><h2 id="sources">来源</h2>
{{ sources }}</section>
{% endif %}"""

_INDEX = """<h1>{{ title }}</h1>
<p>催收来了，怎么办？能不能这样做，为什么，怎么办，依据哪一条：一问一答。先找一找，或者看下面的目录。</p>
<form id="search" role="search" hidden>
<label class="sr" for="q">用自己的话找</label>
<input id="q" name="q" type="search" autocomplete="off" placeholder="如：给我妈打电话合法吗">
<button>找</button>
</form>
<p id="state" class="age" role="status"></p>
<nav aria-label="找到的问题"><ul id="found"></ul></nav>
{% for group in groups %}<nav class="part grid" aria-labelledby="{{ group.id }}">
<h2 id="{{ group.id }}">{{ group.name }}</h2>
{% if group.note %}<p class="age">{{ group.note }}</p>
{% endif %}{% for part in group.parts %}{% if part.name %}<details><summary><h3>{{ part.name }}</h3>\
<span class="count">{{ part.links|length }}</span></summary>
{% endif %}<ul>
{% for link in part.links %}<li><a href="{{ link.to }}">{{ link.title }}\
{% if link.questions %} <span class="count">{{ link.questions }} 问</span>{% endif %}</a></li>
{% endfor %}</ul>
{% if part.name %}</details>
{% endif %}{% endfor %}</nav>
{% endfor %}"""


class PageLink(NamedTuple):
    """A line of the contents: where to, what it says, how many questions are there."""

    to: str
    title: str
    questions: int = 0


class Part(NamedTuple):
    """Lines of the contents, folded below a name where there is one."""

    name: str
    links: list[PageLink]


class Shelf(NamedTuple):
    """One way into the pages."""

    id: str
    name: str
    note: str
    parts: list[Part]


def page_html(page: FaqPage, knowledge: Knowledge, as_of: dt.date, titles: dict[str, str]) -> str:
    """A page of questions as HTML."""
    citations = Citations(knowledge)
    marked = [_marked(entry, citations) for entry in page.entries]
    lines = source_lines(citations, full=True)[1:]
    listed = frozenset(line.label.strip("[]") for line in lines if line.role == "number")
    entries = [
        {
            "id": entry.id,
            "question": html_text(entry.question),
            "pieces": [{**piece, "marks": linked(piece["marks"], listed)} for piece in pieces],
        }
        for entry, pieces in zip(page.entries, marked, strict=True)
    ]
    body = template(_PAGE).render(
        title=page.title,
        age=_age(knowledge, as_of),
        entries=entries,
        few=FEW,
        see=[{"id": name, "title": titles[name]} for name in page.see],
        sources=flow(lines, listed),
    )
    return whole_page(
        page.title,
        Markup(body),  # noqa: S704 - escaped by the template
        knowledge,
        bar=Markup(_BAR),  # noqa: S704 - our own
        footer=stamp(knowledge, as_of),
        generator=GENERATOR,
    )


def _marked(entry: PageEntry, citations: Citations) -> list[dict[str, Any]]:
    """The paragraphs of an answer with their looks and marks; sources are numbered as they come.

    Of paragraphs with one label only the first shows it.
    """
    before = ["", *(piece.label for piece in entry.answer)]
    return [
        {
            "look": "short" if piece.role == "short" else "row" if 0 < len(piece.label) <= LABEL else "",
            "label": "" if piece.label == last else piece.label,
            "text": html_text(piece.text),
            "marks": citations.marks(piece.sources, piece.confidence),
        }
        for piece, last in zip(entry.answer, before, strict=False)
    ]


def _age(knowledge: Knowledge, as_of: dt.date) -> str:
    return f"知识核对到 {knowledge.checked}，按 {as_of} 生成。方括号里是来源的号，点一下就到。"


def index_html(pages: Sequence[FaqPage], knowledge: Knowledge, as_of: dt.date) -> str:
    """The first page: every page by question, by who asks and by lender, and a search over all wordings."""
    body = template(_INDEX).render(title=TITLE, groups=_groups(pages, knowledge))
    tail = Markup('<script type="application/json" id="questions">{}</script>\n<script>{}</script>\n').format(
        questions_json(pages, knowledge),
        Markup(SEARCH),  # noqa: S704 - our own
    )
    return whole_page(
        TITLE,
        Markup(body),  # noqa: S704 - escaped by the template
        knowledge,
        tail=tail,
        footer=stamp(knowledge, as_of),
        generator=GENERATOR,
    )


def _groups(pages: Sequence[FaqPage], knowledge: Knowledge) -> list[Shelf]:
    general = [page for page in pages if not page.kind and not page.lender]
    lenders = [page for page in pages if page.lender]
    kinds = [page for page in pages if page.kind]
    found = [
        Shelf("by-question", "按问题", "", [Part("", [_link(page) for page in general])]),
        Shelf("by-role", "按你是谁", "自己借的，看「按问题」。", _by_role(general, knowledge)),
        Shelf("by-lender", "按机构", "一家自己的：会不会上门、起不起诉、被罚过什么。", _by_lender(lenders, knowledge)),
        Shelf("by-kind", "按放款机构的类型", "看合同里的贷款人。只写和一般不同的。", _by_kind(kinds)),
    ]
    return [group for group in found if any(part.links for part in group.parts)]


def _link(page: FaqPage, title: str = "") -> PageLink:
    return PageLink(f"{page.id}.html", title or page.title, len(page.entries))


_WHO = {
    Audience.GUARANTOR: "替人担保的",
    Audience.FAMILY: "家人、朋友，没借没签",
    Audience.SPOUSE: "配偶",
    Audience.HEIR: "借款人去世了，我是继承人",
    Audience.NOT_MINE: "根本没借过",
}
"""Whoever did not borrow has other duties, and questions of their own."""


def _by_role(general: Iterable[FaqPage], knowledge: Knowledge) -> list[Part]:
    """The questions of which a record is written for that role and not for every borrower, too."""
    stands = {
        entry.id: PageLink(f"{page.id}.html#{entry.id}", entry.question) for page in general for entry in page.entries
    }
    held = records(knowledge)

    def concerns(document: Any, who: Audience) -> bool:
        roles = (getattr(held.get(name), "roles", SIGNED) for name in document.answers)
        return any(who in of and (who not in SIGNED or Audience.BORROWER not in of) for of in roles)

    asked = [document for document in documents(knowledge).values() if document.id in stands]
    found = (
        Part(name, [stands[document.id] for document in asked if concerns(document, who)]) for who, name in _WHO.items()
    )
    return [part for part in found if part.links]


def _by_lender(pages: Iterable[FaqPage], knowledge: Knowledge) -> list[Part]:
    of_kind: dict[InstitutionKind, list[PageLink]] = {}
    for page in pages:
        link = PageLink(f"{page.id}.html", page.title)  # each of them has about the same questions
        of_kind.setdefault(knowledge.lenders[page.lender].kind, []).append(link)
    return [Part(KINDS[kind], links) for kind, links in of_kind.items()]


def _by_kind(pages: Iterable[FaqPage]) -> list[Part]:
    of_kind: dict[str, list[PageLink]] = {}
    for page in pages:
        of_kind.setdefault(page.kind, []).append(_link(page, page.name))
    return [Part(KINDS[InstitutionKind(kind)], links) for kind, links in of_kind.items()]
