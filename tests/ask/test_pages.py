"""``faq build``: pages that can be linked, sent and compared, as Markdown, JSON and HTML."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from borrower_help.ask.documents import SHORT
from borrower_help.knowledge.files import knowledge_dir

DAY = ("--as-of", "2026-11-30")
ROOT = Path(__file__).resolve().parents[2]


def files(folder: Path) -> dict[str, str]:
    """The text of every file of a folder by its name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


@pytest.fixture(name="built", scope="module")
def built_once(run: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """All pages in all formats."""
    built = {}
    for format_ in ("markdown", "json", "html"):
        folder = tmp_path_factory.mktemp(format_)
        result = run("faq", "build", "--out", folder, "--format", format_, *DAY)
        assert (result.code, result.out) == (0, "")
        built[format_] = files(folder)
    return built


class Seen(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.lang = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember ids, links and whatever is loaded from elsewhere."""
        found = dict(attrs)
        self.tags.append(tag)
        self.lang = self.lang or found.get("lang") or ""
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        self.fetched += [found["src"] or ""] if "src" in found else []
        self.fetched += [found["href"] or ""] if tag == "link" else []


def test_a_page_for_every_topic_and_lender(built: Any, knowledge: Any) -> None:
    """There is one page for each lender and for each topic, and an index; no answer is copied for every lender."""
    names = set(built["html"])
    assert {f"lender-{lender.replace('_', '-')}.html" for lender in knowledge.lenders} <= names
    assert {f"{file.topic.replace('_', '-')}.html" for file in knowledge.asked if file.topic != "evidence"} <= names
    assert "index.html" in names
    behaviour = knowledge.behaviours["call_after_22"].answer
    assert sum(behaviour in text for name, text in built["markdown"].items() if name.startswith("lender-")) == 0


def test_questions_are_sentences(built: Any) -> None:
    """Every question ends as a question does, and no place for a name was left open."""
    for text in built["json"].values():
        for entry in json.loads(text)["data"]["entries"]:
            for question in [entry["question"]] if "question" in entry else []:
                assert question.endswith("？"), question
                assert "{" not in question


def test_ids_are_unique_in_all_pages(built: Any) -> None:
    """An id is an anchor of one page only, so that a link to an answer stays right when pages are joined."""
    ids = [
        entry["id"]
        for name, text in built["json"].items()
        if name != "questions.json"
        for entry in json.loads(text)["data"]["entries"]
    ]
    assert len(ids) > 1000
    assert len(set(ids)) == len(ids)


def test_links_and_anchors_hold(built: Any) -> None:
    """Every link leads to a page and an anchor that exist, or dials a number of the danger line."""
    seen = {name: Seen(text) for name, text in built["html"].items() if name.endswith(".html")}
    for name, page in seen.items():
        assert len(set(page.ids)) == len(page.ids), name
        for link in page.links:
            if link in ("tel:110", "tel:120", "tel:12356"):
                continue
            target, _, anchor = link.partition("#")
            assert target == "" or target in seen, (name, link)
            assert not anchor or anchor in seen[target or name].ids, (name, link)


def test_nothing_is_fetched(built: Any) -> None:
    """A page loads nothing from anywhere, asks no server, and is in Chinese with its danger line and its landmarks."""
    for name, text in built["html"].items():
        if not name.endswith(".html"):
            continue
        page = Seen(text)
        assert page.fetched == []
        assert not re.search(r"fetch\(|XMLHttpRequest|url\(|@import|<iframe|<img", text), name
        assert page.lang == "zh-CN"
        assert {"header", "main", "footer", "h1"} <= set(page.tags), name
        assert "12356" in text
        assert "110" in text


def test_the_search_is_over_the_same_wordings(built: Any, knowledge: Any) -> None:
    """The questions in the index page are those of the pages, with short wordings of the knowledge, and close no tag;
    the page stays small enough for a phone.
    """
    text = built["html"]["index.html"]
    held = re.search(r'id="questions">(.*?)</script>', text, re.DOTALL)
    assert held is not None
    handed = json.loads(held[1])
    assert "<" not in held[1]
    wordings = {wording for _, _, said in (*handed["q"], *handed["o"]) for wording in said}
    short = {text for file in knowledge.asked for each in file.questions for text in each.said if len(text) <= SHORT}
    assert len(short & wordings) > 10_000
    assert max(map(len, wordings)) <= max(SHORT, *(len(question) for _, question, _ in (*handed["q"], *handed["o"])))
    assert len(text.encode()) < 1_200_000


def test_texts_are_escaped(run: Any, tmp_path: Path) -> None:
    """What the knowledge says is text: a tag in it is shown and does nothing."""
    folder = tmp_path / "knowledge"
    shutil.copytree(knowledge_dir(), folder)
    file = folder / "faq" / "court.yaml"
    hostile = "title: '</script><script>alert(1)</script>怎么查？'"
    file.write_text(file.read_text(encoding="utf-8").replace("title: 逾期多久会被起诉？", hostile, 1), encoding="utf-8")
    for name, old in (
        ("conduct/hours.yaml", "    answer: "),
        ("conduct/hours.yaml", "name: "),
        ("lenders/haier.yaml", "name: "),
        ("faq/lenders.yaml", 'title: "{name}'),
        ("letters/court.yaml", "name: "),
    ):
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text, name
        file.write_text(text.replace(old, f"{old}<script>alert(2)</script>&quot;", 1), encoding="utf-8")
    sources = folder / "sources"
    for file in sources.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^( *(?:- )?title: )(?=[^'\"\n]+$)", r"\1<script>alert(3)</script>", text))
    out = tmp_path / "pages"
    words = ("--lender", "haier", "--topic", "court", "--topic", "hours", "--topic", "letters")
    result = run("faq", "build", "--out", out, "--format", "html", "--knowledge", folder, *words, *DAY)
    assert result.code == 0, result.err
    pages = {name: text for name, text in files(out).items() if text.startswith("<!DOCTYPE")}
    shown = "".join(pages.values())
    assert len(pages) > 5
    assert [f"alert({number})" for number in (1, 2, 3) if f"&lt;script&gt;alert({number})" not in shown] == []
    for text in pages.values():
        assert "<script>alert" not in text
        assert text.count("<script") == text.count("</script")


def test_one_rule_changed_changes_its_page(run: Any, tmp_path: Path) -> None:
    """Another text in the YAML of a record is another answer in the pages."""
    folder = tmp_path / "knowledge"
    shutil.copytree(knowledge_dir(), folder)
    file = folder / "conduct" / "hours.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("    answer: ", "    answer: 换过的句子。", 1), encoding="utf-8"
    )
    out = tmp_path / "pages"
    assert run("faq", "build", "--out", out, "--knowledge", folder, "--topic", "hours", *DAY).code == 0
    assert "换过的句子。" in (out / "hours.md").read_text(encoding="utf-8")


def ids(folder: Path) -> list[str]:
    """The ids of all questions, as the file for programs has them."""
    return [
        entry["id"] for entry in json.loads((folder / "questions.json").read_text(encoding="utf-8"))["data"]["entries"]
    ]


def test_ids_stay_when_a_text_is_changed(run: Any, tmp_path: Path) -> None:
    """A link that was sent still leads to its answer after the words of a record and of a question have changed."""
    folder, out = tmp_path / "knowledge", tmp_path / "pages"
    shutil.copytree(knowledge_dir(), folder)
    words = ("faq", "build", "--out", out, "--knowledge", folder, "--topic", "court", "--topic", "visits", *DAY)
    run(*words)
    before, pages = ids(out), files(out)
    for name, old, new in (
        ("faq/court.yaml", "title: 怎么查自己有没有被起诉？", "title: 怎样才知道有没有人起诉我？"),
        ("conduct/visits.yaml", "    answer: ", "    answer: 换过的句子。"),
    ):
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = run(*words)
    assert ids(out) == before
    changed = {name for name, text in files(out).items() if text != pages[name]}
    assert {"court.md", "visits.md", "questions.json"} <= changed
    assert f"写了 {len(changed)} 个" in result.err


def test_a_letter_tells_where_its_words_are(built: Any) -> None:
    """Whoever asks how a letter is written learns the command that writes it, how it is handed in, and what follows."""
    entries = json.loads(built["json"]["letters.json"])["data"]["entries"]
    told = next(entry["answer"] for entry in entries if entry["id"] == "letter-payment-order-objection")
    assert {"正文", "怎么交", "交了以后"} <= {part["label"] for part in told}
    assert any("borrower-help letter write payment-order-objection" in part["text"] for part in told)
    admits = next(entry["answer"] for entry in entries if entry["id"] == "letter-instalment-request")
    assert "小心" in {part["label"] for part in admits}


def test_questions_on_a_page_are_told_apart(built: Any) -> None:
    """No two questions of a page are worded alike."""
    for name, text in built["json"].items():
        if name != "questions.json":
            questions = [entry["question"] for entry in json.loads(text)["data"]["entries"]]
            assert len(set(questions)) == len(questions), name


@pytest.mark.parametrize(
    ("words", "there", "not_there"),
    [
        (("--lender", "海尔"), {"lender-haier.md"}, {"court.md", "lender-webank.md", "court--bank.md"}),
        (
            ("--lender", "海尔", "--topic", "court"),
            {"lender-haier.md", "court.md", "court--consumer-finance.md"},
            {"court--bank.md", "hours.md", "lender-webank.md"},
        ),
        (
            ("--kind", "bank"),
            {"court.md", "court--bank.md", "lender-webank.md"},
            {"court--consumer-finance.md", "lender-haier.md"},
        ),
        (("--topic", "court"), {"court.md", "court--bank.md"}, {"hours.md", "lender-haier.md"}),
    ],
)
def test_only_what_is_wanted(
    run: Any, tmp_path: Path, words: tuple[str, ...], there: set[str], not_there: set[str]
) -> None:
    """Lender, kind and topic each narrow the pages, alone and together; index and the file for programs are there."""
    assert run("faq", "build", "--out", tmp_path, *words, *DAY).code == 0
    names = set(files(tmp_path))
    assert {*there, "index.md", "questions.json"} <= names
    assert not not_there & names


def test_the_day_decides_which_rules_hold(run: Any, tmp_path: Path) -> None:
    """Pages of another day say so, and answer by the rules of that day."""
    words = ("faq", "build", "--topic", "hours", "--topic", "frequency")
    run(*words, "--out", tmp_path / "now", *DAY)
    run(*words, "--out", tmp_path / "then", "--as-of", "2020-01-01")
    now, then = files(tmp_path / "now"), files(tmp_path / "then")
    assert "按 2020-01-01 生成" in then["hours.md"]
    assert then["hours.md"].replace("2020-01-01", "2026-11-30") != now["hours.md"]


def test_the_same_bytes(run: Any, built: Any, tmp_path: Path) -> None:
    """Building again, elsewhere, gives the same bytes."""
    assert run("faq", "build", "--out", tmp_path, "--format", "html", *DAY).code == 0
    assert files(tmp_path) == built["html"]


def test_only_what_changed_is_written(run: Any, tmp_path: Path) -> None:
    """Building again writes nothing, not even the times of files; a page that was spoilt is written again."""
    words = ("faq", "build", "--out", tmp_path, "--format", "html", "--topic", "court", *DAY)
    run(*words)
    before = files(tmp_path)
    written = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert "写了 0 个" in run(*words).err
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == written
    page = tmp_path / "court.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert "写了 1 个" in run(*words).err
    assert files(tmp_path) == before


def test_only_our_own_old_pages_are_removed(run: Any, tmp_path: Path) -> None:
    """A page of ours that no longer exists goes, when all are built; a file of somebody else stays."""
    words = ("faq", "build", "--out", tmp_path, "--format", "html", *DAY)
    run(*words)
    old, mine = tmp_path / "gone.html", tmp_path / "mine.html"
    old.write_text((tmp_path / "court.html").read_text(encoding="utf-8"), encoding="utf-8")
    mine.write_text("<html>我的</html>", encoding="utf-8")
    run(*words, "--topic", "court")
    assert old.exists()
    run(*words)
    assert not old.exists()
    assert mine.read_text(encoding="utf-8") == "<html>我的</html>"


def test_json_pages_follow_the_schema(built: Any) -> None:
    """Every JSON page and the file for programs are what the committed schema says, and list the sources they cite."""
    schema = json.loads((ROOT / "docs" / "faq.schema.json").read_text(encoding="utf-8"))
    for name in ("court.json", "lender-haier.json", "questions.json"):
        envelope = json.loads(built["json"][name])
        jsonschema.validate(envelope, schema)
        cited = {
            source
            for entry in envelope["data"]["entries"]
            for part in (entry["answer"] if isinstance(entry["answer"], list) else [entry])
            for source in part["sources"]
        }
        assert {source["ref"] for source in envelope["sources"]} == cited


def test_programs_are_told_the_numbers(built: Any) -> None:
    """A program that answers questions has the numbers for whoever is in danger, and every wording of a question."""
    data = json.loads(built["json"]["questions.json"])["data"]
    assert {"110", "120", "12356"} <= set(re.findall(r"\d+", data["danger"]))
    entry = next(entry for entry in data["entries"] if entry["id"] == "call_after_22")
    assert len(entry["questions"]) > 3
    assert entry["page"] == "hours"
    assert "不可以" in entry["answer"]


def test_weak_statements_can_be_left_out(run: Any, tmp_path: Path) -> None:
    """Whoever publishes pages that name companies can leave out what rests on weak sources."""
    words = ("faq", "build", "--out", tmp_path, "--format", "json", "--lender", "海尔", "--min-confidence", "medium")
    assert run(*words, *DAY).code == 0
    entries = json.loads((tmp_path / "lender-haier.json").read_text(encoding="utf-8"))["data"]["entries"]
    assert {part["confidence"] for entry in entries for part in entry["answer"]} <= {"high", "medium"}


@pytest.mark.parametrize(
    ("flag", "word", "named"),
    [
        ("--topic", "weather", "court"),
        ("--kind", "pawnshop", "bank"),
        ("--lender", "不存在的机构", "lender list"),
        ("--min-confidence", "strong", "high、medium、low"),
    ],
)
def test_what_is_unknown_is_named(run: Any, tmp_path: Path, flag: str, word: str, named: str) -> None:
    """A word that means nothing is named with what may be written, and nothing is built."""
    result = run("faq", "build", "--out", tmp_path / "x", flag, word, *DAY)
    assert (result.code, (tmp_path / "x").exists()) == (2, False)
    assert word in result.err
    assert named in result.err
