"""The FAQ as HTML pages that open from a disk, in WeChat's browser and on any host, with and without scripts.

Nothing is fetched: style and script stand in the page. Every text is escaped by the template engine; the list of
questions for the search is JSON in which no tag can be closed.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Sequence
from typing import Any

from borrower_help.ask.pages import Page
from borrower_help.knowledge.library import Knowledge
from borrower_help.render.answers.faq import danger_line, groups, stamp
from borrower_help.render.lines import Citations, source_lines

GENERATOR = "borrower-help faq build"

_STYLE = """
:root{color-scheme:light dark;--ink:#1d2327;--soft:#4d565e;--line:#d9dee3;--paper:#fff;--card:#f6f7f9;--accent:#0b5cad;
--alert:#a3180f}
@media(prefers-color-scheme:dark){:root{--ink:#e7eaed;--soft:#b3bcc4;--line:#3a424a;--paper:#14181b;--card:#1d2327;
--accent:#7fb8f5;--alert:#ff9d94}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:44rem;padding:1rem;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;
font:1.0625rem/1.75 system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei",
"Noto Sans CJK SC",sans-serif}
a{color:var(--accent)}a:focus-visible,input:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
h1{font-size:1.5rem;line-height:1.35}h2{font-size:1.2rem;line-height:1.45;margin:0 0 .5rem}
.danger{color:var(--alert);font-weight:600;border:1px solid;border-radius:.5rem;padding:.6rem .8rem}
article{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem;margin:1rem 0}
article p{margin:.4rem 0}.short{font-weight:600}.label{color:var(--soft)}.marks{color:var(--soft);font-size:.85rem}
article:target{border-color:var(--accent)}.link{font-size:.9rem}
ul{padding-left:1.2rem}li{margin:.3rem 0}footer{color:var(--soft);font-size:.9rem;border-top:1px solid var(--line)}
label{display:block;margin:1rem 0 .3rem}
input{width:100%;font:inherit;padding:.6rem;border:1px solid var(--soft);border-radius:.5rem;background:var(--paper);
color:var(--ink)}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
@media print{body{max-width:none;font-size:11pt;color:#000;background:#fff}article{break-inside:avoid;background:#fff}
.search,.skip,.link{display:none}}
"""

_SCRIPT = """
(function(){
var box=document.getElementById('q'),out=document.getElementById('found');
var all=JSON.parse(document.getElementById('questions').textContent);
document.getElementById('search').hidden=false;
function pairs(t){var s=t.toLowerCase().replace(/[^0-9a-z\\u3400-\\u9fff]+/g,''),f={};
for(var i=0;i<s.length-1;i++)f[s.substr(i,2)]=1;return Object.keys(f)}
box.addEventListener('input',function(){
var want=pairs(box.value),hits=[];out.textContent='';
if(!want.length)return;
all.forEach(function(e){var best=0;
e[2].forEach(function(w){var n=0;want.forEach(function(p){if(w.toLowerCase().indexOf(p)>=0)n++});
n=n/Math.sqrt(want.length*Math.max(1,w.length-1));if(n>best)best=n});
if(best>0.3)hits.push([best,e])});
hits.sort(function(a,b){return b[0]-a[0]});
hits.slice(0,8).forEach(function(h){var li=document.createElement('li'),a=document.createElement('a');
a.href=h[1][0];a.textContent=h[1][1];li.appendChild(a);out.appendChild(li)});
if(!hits.length){var li=document.createElement('li');li.textContent='没有找到，换个说法试试。';out.appendChild(li)}
});})();
"""

_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{{ generator }}">
<title>{{ title }}</title>
<style>{{ style }}</style>
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header>
{% if not home %}<nav aria-label="目录"><a href="index.html">全部问题</a></nav>{% endif %}
<h1>{{ title }}</h1>
<p class="danger" role="note">{{ danger }}</p>
</header>
<main id="main">
"""

_FOOT = """</main>
<footer><p>{{ stamp }}</p></footer>
"""

_PAGE = (
    _HEAD
    + """{% if see %}<nav aria-label="另见"><ul>
{% for link in see %}<li><a href="{{ link.id }}.html">{{ link.title }}</a></li>
{% endfor %}</ul></nav>
{% endif %}<nav aria-label="这一页的问题"><ul>
{% for entry in entries %}<li><a href="#{{ entry.id }}">{{ entry.question }}</a></li>
{% endfor %}</ul></nav>
{% for entry in entries %}<article id="{{ entry.id }}" aria-labelledby="h-{{ entry.id }}">
<h2 id="h-{{ entry.id }}">{{ entry.question }}</h2>
{% for piece in entry.pieces %}<p{% if piece.short %} class="short"{% endif %}>\
{% if piece.label %}<span class="label">{{ piece.label }}：</span>{% endif %}{{ piece.text }}\
{% if piece.marks %} <span class="marks">{{ piece.marks }}</span>{% endif %}</p>
{% endfor %}<p class="link"><a href="#{{ entry.id }}">这一条的链接</a></p>
</article>
{% endfor %}<section aria-label="来源">
{% for line in sources %}{% if line.heading %}<h2>{{ line.text }}</h2>{% else %}<p>{{ line.text }}</p>{% endif %}
{% endfor %}</section>
"""
    + _FOOT
    + "</body>\n</html>\n"
)

_INDEX = (
    _HEAD
    + """<section id="search" class="search" hidden aria-label="查找">
<label for="q">用自己的话找：</label>
<input id="q" type="search" autocomplete="off">
<ul id="found" aria-live="polite"></ul>
</section>
{% for name, pages in groups %}<section aria-label="{{ name }}"><h2>{{ name }}</h2><ul>
{% for page in pages %}<li><a href="{{ page.id }}.html">{{ page.title }}</a></li>
{% endfor %}</ul></section>
{% endfor %}"""
    + _FOOT
    + """<script type="application/json" id="questions">{{ questions }}</script>
<script>{{ script }}</script>
</body>
</html>
"""
)


@functools.lru_cache(maxsize=1)
def _templates() -> tuple[Any, Any]:
    from jinja2 import Environment

    environment = Environment(autoescape=True)
    return environment.from_string(_PAGE), environment.from_string(_INDEX)


def _shared(title: str, knowledge: Knowledge, as_of: dt.date) -> dict[str, Any]:
    from markupsafe import Markup

    return {
        "generator": GENERATOR,
        "title": title,
        "style": Markup(_STYLE),  # noqa: S704 - our own, nothing of the knowledge is in it
        "danger": danger_line(knowledge),
        "stamp": stamp(knowledge, as_of),
    }


def page_html(page: Page, knowledge: Knowledge, as_of: dt.date, titles: dict[str, str]) -> str:
    """A page of questions as HTML."""
    citations = Citations(knowledge)
    entries = [
        {
            "id": entry.id,
            "question": entry.question,
            "pieces": [
                {
                    "short": piece.role == "short",
                    "label": piece.label,
                    "text": piece.text,
                    "marks": citations.marks(piece.sources, piece.confidence),
                }
                for piece in entry.answer
            ],
        }
        for entry in page.entries
    ]
    sources = [
        {"heading": line.role == "heading", "text": f"{line.label} {line.text}".strip()}
        for line in source_lines(citations, full=True)
    ]
    see = [{"id": name, "title": titles[name]} for name in page.see]
    template, _ = _templates()
    html: str = template.render(_shared(page.title, knowledge, as_of), entries=entries, sources=sources, see=see)
    return html


def index_html(pages: Sequence[Page], knowledge: Knowledge, as_of: dt.date) -> str:
    """The first page: every page by question, kind and lender, and a search over all wordings."""
    from markupsafe import Markup

    questions = [
        [f"{page.id}.html#{entry.id}", entry.question, list(dict.fromkeys((entry.question, *entry.also)))]
        for page in pages
        if not page.kind
        for entry in page.entries
    ]
    found = json.dumps(questions, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&":
        found = found.replace(char, f"\\u{ord(char):04x}")
    _, template = _templates()
    html: str = template.render(
        _shared("借款逾期：常见问题", knowledge, as_of),
        home=True,
        groups=groups(pages),
        questions=Markup(found),  # noqa: S704 - < > & are escaped above
        script=Markup(_SCRIPT),  # noqa: S704 - our own
    )
    return html
