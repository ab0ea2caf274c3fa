"""Style and scripts of the pages in the engines that old telephones have: nothing newer than the Chrome of early 2020.

Such an engine drops a rule that it cannot read, and the whole script with it.
"""

from __future__ import annotations

import json
import re

import pytest

from borrower_help import Knowledge
from borrower_help.ask import reading
from borrower_help.knowledge.homonyms import AS_WORDS, OTHER_NAME
from borrower_help.render.web.search import SEARCH
from borrower_help.render.web.style import COPIES, STYLE

SCRIPTS = {"search": SEARCH, "copies": COPIES}

_TEXT = re.compile(r"'(?:\\.|[^'\\\n])*'")
_PATTERN = re.compile(r"(?<=[(=,!&|])/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+/[gimsuy]*")

_NEWER_WORDS = re.compile(
    r"=>|`|\?\.(?!\d)|\?\?|\*\*|\.\.\.|\b(?:let|const|class|async|await|yield|import|export|static)\b|\d_\d|\d+n\b"
)
"""What a script is written with: kept as it was in 2009, so that every engine reads it."""

_NEWER_CALLS = re.compile(
    r"\.(?:at|replaceAll|matchAll|replaceChildren|findLast|flat|flatMap|toSorted|hasOwn|fromEntries|any|allSettled)\("
    r"|structuredClone|WeakRef|DecompressionStream|Segmenter|\bfetch\(|localStorage"
)

_NEWER_PATTERN = re.compile(r"\(\?<|\\p\{")
"""Looking back and named groups: iPhones learned them in 2023."""

_NEWER_RULE = re.compile(r":has\(|:is\(|:where\(|&|@container|@layer|@property|@scope|@starting-style")
_NEWER_VALUE = re.compile(
    r"(?:^|;)\s*(?:aspect-ratio|inset|inset-inline|inset-block|accent-color|translate|rotate|scale)\s*:"
    r"|\d(?:[dsl]v[hw]|cq[wh])\b|color-mix\(|oklch\(|light-dark\(|\bclamp\(|\bsubgrid\b"
)
_ALONE = ("::details-content", ":focus-visible")
"""What an old engine may do without, as long as nothing else stands in the same rule."""


def code(script: str) -> str:
    """The script without its texts and patterns."""
    return _PATTERN.sub("/./", _TEXT.sub("''", script))


def rules(style: str) -> list[tuple[str, str]]:
    """Every selector with what is set for it; those inside of a condition too."""
    return [(found[1].strip(), found[2]) for found in re.finditer(r"([^{}]+)\{([^{}]*)\}", style)]


def too_new(style: str) -> list[str]:
    """The rules of which an old engine reads nothing or something else."""
    found = _NEWER_RULE.findall(style)
    for selector, set_to in rules(style):
        apart = re.search(r"(?:^|;)\s*(?:row-|column-)?gap\s*:", set_to) and "display:grid" not in set_to
        listed = "," in selector and any(name in selector for name in _ALONE)
        if apart or listed or _NEWER_VALUE.search(set_to):
            found.append(selector)
    return found


@pytest.mark.parametrize("name", SCRIPTS)
def test_an_old_engine_reads_the_script(name: str) -> None:
    """No word, call or pattern of a script is newer than the engines in which it has to run."""
    assert _NEWER_WORDS.findall(code(SCRIPTS[name])) == []
    assert _NEWER_CALLS.findall(code(SCRIPTS[name])) == []
    assert _NEWER_PATTERN.findall(SCRIPTS[name]) == []


def test_an_old_engine_reads_the_patterns_of_the_search(knowledge: Knowledge) -> None:
    """The ways of reading that a page takes over from `ask` look behind nothing."""
    taken = json.dumps([reading.patterns(), AS_WORDS, OTHER_NAME, list(knowledge.words.asking)], ensure_ascii=False)
    assert _NEWER_PATTERN.findall(taken) == []


def test_an_old_engine_reads_the_style() -> None:
    """No rule of the style needs more than an old engine knows; in a row of boxes spaces are margins, not gaps."""
    assert len(rules(STYLE)) > 80
    assert too_new(STYLE) == []


@pytest.mark.parametrize(
    "newer",
    [
        "form{display:flex;gap:1rem}",
        "p:has(a){color:red}",
        ".a{&:hover{color:red}}",
        "img{aspect-ratio:1}",
        "a:focus,a:focus-visible{color:red}",
        "main{min-height:100dvh}",
    ],
)
def test_what_is_newer_is_seen(newer: str) -> None:
    """The test of the style sees what an old engine would drop."""
    assert too_new(newer)


@pytest.mark.parametrize(
    "newer", ["a=>a", "a?.b", "a??b", "const a=1", "`a`", "f(...a)", "a.replaceAll('a','b')", "a.at(-1)"]
)
def test_newer_words_are_seen(newer: str) -> None:
    """The test of the scripts sees what an old engine cannot read, and no texts for words."""
    assert _NEWER_WORDS.search(code(newer)) or _NEWER_CALLS.search(code(newer))
    assert not _NEWER_WORDS.search(code(f"say('{newer.replace(chr(39), '')}')"))
