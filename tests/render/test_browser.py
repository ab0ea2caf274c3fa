"""The pages in a real browser: from the disk, on a telephone, in the dark, on paper, by keyboard, and without scripts.

Skipped where there is no Chromium; ``.ci/browser`` installs it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from borrower_help.ask import learned
from borrower_help.ask.answer import Asking
from borrower_help.case.model import Case
from borrower_help.render.web.search import WORDINGS

from .browser import Browser, running
from .conftest import GOLDEN

DAY = ("--as-of", "2026-11-21")
ROOT = Path(__file__).resolve().parents[2]
OPEN_ALL = "document.querySelectorAll('details').forEach(fold => fold.open = true)"

SITE = ("index", "hours", "letters", "complaint--bank", "lender-haier")
"""A page of every kind: the first one, a topic, letters, what is different for a kind, a lender."""

ANSWERS: dict[str, tuple[object, ...]] = {
    "answer-report": ("advise", "--case", ROOT / "examples" / "court-summons.yaml", "--no-input"),
    "answer-short": ("advise", "--case", ROOT / "examples" / "jinshang-harassed.yaml", "--no-input", "--short"),
    "answer-family": ("advise", "--lender", "海尔", "--i-am", "family", "--days-overdue", 60, "--no-input"),
    "answer-danger": ("advise", "--case", GOLDEN / "cases" / "danger.yaml", "--no-input", "--section", "papers"),
    "answer-log": ("log", "check", "--log", GOLDEN / "cases" / "log.jsonl", "--lender", "海尔"),
}
PAGES = (*SITE, *ANSWERS)


@pytest.fixture(name="browser", scope="module")
def one_browser() -> Iterator[Browser]:
    """One browser for all tests of this module."""
    with running() as browser:
        yield browser


@pytest.fixture(name="pages", scope="module")
def written_pages(run: Any, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages of the FAQ, and beside them an answer of every kind."""
    folder = tmp_path_factory.mktemp("pages")
    assert run("faq", "build", "--out", folder, "--format", "html", *DAY).code == 0
    for name, words in ANSWERS.items():
        assert run(*words, *DAY, "-o", folder / f"{name}.html").code == 0, name
    return folder


def solid(text: str) -> str:
    """The text without spaces and line ends; a PDF names some characters by the radicals that look like them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(RADICALS)


RADICALS = str.maketrans(
    "⻔⻚⺠⻅⻓⻋⻢⻰⻛⻉⻆⻝⻥⻩⻬⻘⻄⻣⻤⻁⻨⻜⻮⺟", "门页民见长车马龙风贝角食鱼黄齐青西骨鬼虎麦飞齿母"
)
"""Radicals that look like the characters they stand for in a PDF."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_telephone_and_asks_nobody(name: str, browser: Browser, pages: Path) -> None:
    """From the disk a page loads without asking anybody, has its danger line, and at 360 pixels nothing of it stands
    beside the screen, folded or not.
    """
    with browser.page(pages / f"{name}.html") as page:
        assert "12356" in page.inner_text("header")
        assert page.locator("h1").count() == 1
        page.evaluate(OPEN_ALL)
        wide = page.evaluate(
            "[...document.querySelectorAll('body *')].filter(each => !each.closest('pre, .sr, .skip, thead, svg') && "
            "each.getBoundingClientRect().right > 360.5).map(each => each.outerHTML.slice(0, 90))"
        )
        assert wide == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", PAGES)
def test_a_finger_meets_what_it_aims_at(name: str, browser: Browser, pages: Path) -> None:
    """On a telephone every number to call, link of a list, fold, field and button is 44 pixels high and wide; the
    numbers of sources, which stand in a sentence, may be smaller.
    """
    with browser.page(pages / f"{name}.html") as page:
        assert page.evaluate(_SMALL) == []


_SMALL = """[...document.querySelectorAll('a, button, summary, input')].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && !each.closest('.marks, .sources, .skip') && (box.width < 43.5 || box.height < 43.5);
}).map(each => each.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("name", ["answer-report", "answer-short", "answer-log", "answer-family"])
def test_nothing_in_a_drawing_is_cut_or_covered(name: str, browser: Browser, pages: Path) -> None:
    """On a telephone every word of a drawing stands on the screen and none lies over another."""
    with browser.page(pages / f"{name}.html") as page:
        assert page.locator("svg text").count() > 1
        assert page.evaluate(_COVERED) == []


_COVERED = """(() => {
    const texts = [...document.querySelectorAll('svg text')]
        .map(each => [each.textContent, each.getBoundingClientRect()]);
    const inside = texts.filter(([, box]) => box.left < 0 || box.right > 356).map(([words]) => words);
    texts.forEach(([words, one], place) => texts.slice(place + 1).forEach(([others, other]) => {
        const beside = one.left > other.right - 1 || other.left > one.right - 1;
        if (!beside && one.top < other.bottom - 5 && other.top < one.bottom - 5)
            inside.push(words + ' / ' + others);
    }));
    return inside;
})()"""


@pytest.mark.parametrize("name", ["index", "letters", "lender-haier", "answer-report", "answer-short", "answer-log"])
def test_axe_finds_nothing_serious(name: str, browser: Browser, pages: Path) -> None:
    """Contrast, names, landmarks and order are right for those who hear a page or see it badly, by day and by night.

    Of the whole report, whose sections are alike, one stands open.
    """
    from axe_playwright_python.sync_playwright import Axe

    def serious(options: dict[str, Any]) -> list[tuple[str, Any]]:
        found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
        return [
            (each["id"], [node["target"] for node in each["nodes"]][:3])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]

    with browser.page(pages / f"{name}.html", color_scheme="light") as page:
        page.evaluate("document.querySelectorAll('details').forEach((fold, place) => fold.open = place < 2)")
        assert serious({}) == []
        page.emulate_media(color_scheme="dark")
        assert serious({"runOnly": ["color-contrast"]}) == []


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("半夜打电话催我可以吗", "call_after_22"),
        ("电话里骂我 能告他吗", "insult"),
        ("海尔会上门吗", "haier--lender-visit"),
        ("<script>没借过钱却催我", "collect_no_debt"),
    ],
)
def test_the_search_leads_to_the_answer(words: str, anchor: str, browser: Browser, pages: Path) -> None:
    """Whoever types a question in his own words finds it among the first three, and the link opens at its answer."""
    with browser.page(pages / "index.html") as page:
        page.locator("#q").press_sequentially(words)
        links = page.locator("#found a")
        page.wait_for_selector(f"#found a[href$='#{anchor}']")
        places = [link.get_attribute("href") for link in links.all()[:3]]
        place = next((place for place in places if place.endswith(f"#{anchor}")), None)
        assert place, places
        page.locator(f"#found a[href='{place}']").click()
        assert page.url.endswith(place)
        box = page.locator(f"article[id='{anchor}']").bounding_box()
        assert box is not None
        assert -40 < box["y"] < 740


def test_every_page_has_the_search(browser: Browser, pages: Path) -> None:
    """From a topic's page a question is looked up in the first page; what is not there is not found."""
    with browser.page(pages / "hours.html") as page:
        page.fill("#q", "征信多久消除")
        page.press("#q", "Enter")
        page.wait_for_url("**/index.html?q=*")
        page.wait_for_selector("#found a")
        page.fill("#q", "红烧肉怎样炖才酥烂")
        page.wait_for_function("document.getElementById('state').textContent.includes('没有找到')")
        assert page.locator("#found a").count() == 0


def test_whoever_comes_back_finds_his_search(browser: Browser, pages: Path) -> None:
    """From an answer the way back leads to the words that were typed and to the list, also where the search was begun
    on another page; what is typed then is looked up again.
    """
    with browser.page(pages / "index.html") as page:
        page.locator("#q").press_sequentially("收到传票怎么办")
        page.wait_for_selector("#found a")
        found = page.inner_text("#found")
        page.locator("#found a").nth(1).click()
        page.wait_for_selector("article")
        page.go_back()
        page.wait_for_selector("#found a")
        assert page.input_value("#q") == "收到传票怎么办"
        assert page.inner_text("#found") == found
        assert page.inner_text("#state").startswith("找到")
        page.fill("#q", "红烧肉怎样炖才酥烂")
        page.wait_for_function("document.getElementById('state').textContent.includes('没有找到')")


def test_the_search_by_keyboard(browser: Browser, pages: Path) -> None:
    """From the box the arrows go down the list and back, Escape goes back to the box and then empties it, and Enter
    opens an answer.
    """
    with browser.page(pages / "index.html") as page:
        page.locator("#q").press_sequentially("收到传票怎么办")
        page.wait_for_selector("#found a")
        places = [link.get_attribute("href") for link in page.locator("#found a").all()]
        page.keyboard.press("ArrowDown")
        assert focused(page) == places[0]
        page.keyboard.press("ArrowDown")
        assert focused(page) == places[1]
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        assert focused(page) == "q"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        assert focused(page) == "q"
        page.keyboard.press("Escape")
        assert page.input_value("#q") == ""
        assert page.locator("#found a").count() == 0
        page.locator("#q").press_sequentially("收到传票怎么办")
        page.wait_for_selector("#found a")
        page.keyboard.press("Enter")
        assert focused(page) == places[0]
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{places[0]}")


def test_the_search_finds_what_ask_finds(
    knowledge: Any, browser: Browser, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of questions from all over the place, in pinyin, traditional characters and with lenders in them, the page
    answers the same ones as `ask` does by likeness alone, with the same question first, and offers none where `ask`
    finds none.
    """
    monkeypatch.setattr(learned, "PLACE", Path("nothing.bin"))
    groups = yaml.safe_load((ROOT / "tests" / "ask" / "samples.yaml").read_text(encoding="utf-8"))["groups"]
    typed = [wording for group in groups for wording in group["wordings"] if group["right"] != ["danger"]]
    typed += [
        "cuishou gei wo ma dadianhua hefa ma",
        "微粒贷起诉吗",
        "haier huishangmen ma",
        "徵信多久消除",
        "红烧肉怎么做",
    ]
    asking = Asking(knowledge, WORDINGS)
    with browser.page(pages / "index.html") as page:
        for words in typed:
            state, place = page.evaluate(_SEARCHED, words)
            asked = asking.answer(words, Case(), dt.date(2026, 11, 21))
            assert state.startswith("找到") == bool(asked.id), words
            assert not asked.id or place.partition("#")[2].rpartition("--")[2] == asked.id, words
            assert bool(place) == bool(asked.id or asked.neighbours), words


_SEARCHED = """words => {
    document.getElementById('q').value = words;
    document.getElementById('search').dispatchEvent(new Event('submit', {cancelable: true}));
    const first = document.querySelector('#found a');
    return [document.getElementById('state').textContent, first ? first.getAttribute('href') : ''];
}"""
"""What the page says of the words, and where its first answer stands."""


@pytest.mark.parametrize("name", PAGES)
def test_paper_keeps_every_line(name: str, browser: Browser, pages: Path) -> None:
    """On paper, also without scripts that would open folds, every text of a page has its place within the sheet."""
    with browser.page(pages / f"{name}.html", java_script_enabled=False, viewport=SHEET) as page:
        page.emulate_media(media="print")
        assert page.locator("main").evaluate(_NOT_ON_PAPER) == []


SHEET = {"width": 672, "height": 1000}
"""What is between the margins of an A4 sheet, in pixels."""

_NOT_ON_PAPER = """main => {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), lost = [];
    while (walker.nextNode()) {
        const node = walker.currentNode, range = document.createRange();
        if (!node.data.trim() || node.parentElement.closest('.contents, .tools, form, button, .sr, desc, title')) {
            continue;
        }
        range.selectNodeContents(node);
        const boxes = [...range.getClientRects()];
        if (!boxes.some(box => box.width > 1 && box.height > 1) || boxes.some(box => box.right > 682)) {
            lost.push(node.data);
        }
    }
    return lost;
}"""
"""The texts of a page that would not be printed; contents, tools, and what is said instead of pictures left out.

The mark that closes a sentence may stand with its empty half beside the sheet's text, far from its edge.
"""


@pytest.mark.parametrize("name", ["hours", "answer-short", "answer-log"])
def test_a_printed_file_holds_every_line(name: str, browser: Browser, pages: Path) -> None:
    """A page saved as PDF is A4 and holds, sheet after sheet, every line of the page."""
    with browser.page(pages / f"{name}.html", java_script_enabled=False) as page:
        shown = page.locator("main").evaluate(_LINES)
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in printed.pages} == {(595, 842)}
    paper = solid("".join(sheet.extract_text() for sheet in printed.pages))
    assert len(shown) > 10
    assert [text for text in shown if solid(text) not in paper] == []


_LINES = """main => [...main.querySelectorAll('h1, h2, h3, p:not(.tools), li, td')]
    .filter(each => !each.closest('.contents') && !each.querySelector('p, li, blockquote'))
    .map(each => each.textContent)"""


@pytest.mark.parametrize("name", PAGES)
def test_everything_can_be_read_without_scripts(name: str, browser: Browser, pages: Path) -> None:
    """Where scripts are off nothing that needs them is offered, and every fold opens."""
    with browser.page(pages / f"{name}.html", java_script_enabled=False) as page:
        assert page.locator("form:visible, button:visible").count() == 0
        folds = page.locator("main summary")
        for fold in folds.all()[:3]:
            fold.click()
        assert page.locator("main details[open]").count() == min(folds.count(), 3)
        assert len(page.inner_text("main")) > 100


def focused(page: Any) -> str:
    """The element that has the focus."""
    said: str = page.evaluate("(document.activeElement.getAttribute('href') || document.activeElement.id)")
    return said


def test_the_keyboard_reaches_everything(browser: Browser, pages: Path) -> None:
    """The first key leads past the head, then come the numbers, the search and the contents, and a fold opens."""
    with browser.page(pages / "index.html") as page:
        order = []
        for _ in range(7):
            page.keyboard.press("Tab")
            order.append(focused(page))
        assert order == ["#main", "tel:110", "tel:120", "tel:12356", "q", "", "calls.html"]
        page.locator(".skip").focus()
        page.keyboard.press("Enter")
        assert focused(page) == "main"
    with browser.page(pages / "answer-report.html") as page:
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("details[open]").count() == 1


def test_an_answer_is_copied_and_linked(browser: Browser, pages: Path) -> None:
    """One press copies the question with its answer and its danger of being misread: all of its conditions."""
    with browser.page(pages / "hours.html") as page:
        entry = page.locator("article[id='call_after_22']")
        entry.locator("button").click()
        page.wait_for_function(
            "document.querySelector(\"article[id='call_after_22'] button\").textContent === '已复制'"
        )
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<textarea id=paste></textarea>')")
        page.locator("#paste").focus()
        page.keyboard.press("Control+V")
        pasted = page.input_value("#paste")
        assert pasted.startswith("晚上十点以后还打电话催我，可以吗？\n不可以")
        assert "你同意过，或合同约定了别的时段的除外" in pasted
        assert "可以说：「" in pasted
        assert "复制" not in pasted
        entry.locator(".tools a").click()
        assert page.url.endswith("#call_after_22")


def test_a_link_into_a_fold_opens_it(browser: Browser, pages: Path) -> None:
    """The number of a source behind a sentence leads to that source, even while the sources are folded."""
    with browser.page(pages / "answer-report.html") as page:
        link = page.locator(".marks a").first
        target = str(link.get_attribute("href"))
        link.click()
        page.wait_for_selector(f"{target}:visible")
