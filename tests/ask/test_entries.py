"""``faq build``: pages of questions and answers that can be linked and compared."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from borrower_help.ask.entries import build_pages

DAY = ("--as-of", "2026-11-21")
WHOSE = ("--lender", "海尔", "--lender", "极融", "--lender", "晋商")
"""The pages of three lenders stand for those of all, of which there are hundreds."""


def pages(folder: Path) -> dict[str, str]:
    """The text of every file below a folder by its relative name."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(name="built", scope="module")
def built_once(run: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """All pages in both formats."""
    built = {}
    for format_ in ("markdown", "json"):
        folder = tmp_path_factory.mktemp(format_)
        result = run("faq", "build", "--out", folder, "--format", format_, *WHOSE, *DAY)
        assert (result.code, result.out) == (0, "")
        built[format_] = pages(folder)
    return built


def themes(knowledge: Any) -> set[str]:
    """The endings of page names: the sections that every lender has, and the themes of conduct."""
    return {"about", "outlook", "negotiation", "complaint", "credit"} | {
        theme.theme.replace("_", "-") for theme in knowledge.themes
    }


def test_every_lender_has_its_pages(knowledge: Any) -> None:
    """There is a page for every lender and theme, and no other."""
    built = build_pages(knowledge, dt.date(2026, 11, 21), list(knowledge.lenders.values()))
    assert {page.id for page in built} == {
        f"{lender}-{theme}" for lender in knowledge.lenders for theme in themes(knowledge)
    }


def test_one_file_per_lender_and_theme(built: Any, knowledge: Any) -> None:
    """There is a file for every lender asked for and every theme, and no other file."""
    expected = {f"{lender}-{theme}" for lender in ("haier", "jirong", "jinshang") for theme in themes(knowledge)}
    assert set(built["markdown"]) == {f"{name}.md" for name in expected}
    assert set(built["json"]) == {f"{name}.json" for name in expected}


def test_the_same_bytes_twice(run: Any, built: Any, tmp_path: Path) -> None:
    """Building again, over the old pages too, gives the same bytes."""
    for _ in range(2):
        assert run("faq", "build", "--out", tmp_path, *WHOSE, *DAY).code == 0
        assert {path.name: path.read_bytes() for path in tmp_path.glob("*.md")} == {
            name: text.encode() for name, text in built["markdown"].items()
        }


def test_the_message_counts_what_was_written(run: Any, built: Any, tmp_path: Path) -> None:
    """The remark on stderr says how many files and questions were written."""
    remark = run("faq", "build", "--out", tmp_path, *WHOSE, *DAY).err
    questions = sum(len(re.findall(r'^<a id="', text, re.MULTILINE)) for text in built["markdown"].values())
    assert f"{len(built['markdown'])} 个文件" in remark
    assert f"{questions} 个问题" in remark


def test_anchors_are_the_ids(built: Any) -> None:
    """Every question has an anchor; anchors are unique in a page and are the ids of the JSON, so that links survive."""
    for name, text in built["markdown"].items():
        anchors = re.findall(r'^<a id="([a-z0-9_-]+)"></a>\n## \S', text, re.MULTILINE)
        entries = json.loads(built["json"][name.replace(".md", ".json")])["data"]["entries"]
        assert anchors
        assert len(set(anchors)) == len(anchors), name
        assert anchors == [entry["id"] for entry in entries], name


def test_every_behaviour_has_its_question(built: Any, knowledge: Any) -> None:
    """For every lender each behaviour is a question in the page of its theme."""
    for lender in ("haier", "jirong", "jinshang"):
        for theme in knowledge.themes:
            entries = json.loads(built["json"][f"{lender}-{theme.theme.replace('_', '-')}.json"])["data"]["entries"]
            assert [entry["id"] for entry in entries] == [behaviour.id for behaviour in theme.behaviours]


def test_every_page_has_its_sources_and_date(built: Any, knowledge: Any) -> None:
    """Each page lists numbered sources for the marks it uses, and ends with version, date and notice."""
    for name, text in built["markdown"].items():
        body, _, sources = text.partition("\n## 来源\n")
        listed = re.findall(r"^- \[(\d+)\] ", sources, re.MULTILINE)
        used = {
            number for mark in re.findall(r"\[([0-9][^\]]*)\]", body) for number in re.findall(r"(?:^|、)(\d+)", mark)
        }
        assert listed == [str(number) for number in range(1, len(listed) + 1)], name
        assert listed, name
        assert used == set(listed), name
        assert f"核对到 {knowledge.checked}，按 2026-11-21 生成" in text.splitlines()[-1], name
        assert text.endswith(f"{knowledge.limits.notice}\n"), name


def test_json_pages(built: Any, knowledge: Any) -> None:
    """Each JSON page is an envelope in which every cited source is listed and every entry has an answer."""
    for name, text in built["json"].items():
        envelope = json.loads(text)
        cited = {ref for entry in envelope["data"]["entries"] for part in entry["answer"] for ref in part["sources"]}
        assert envelope["command"] == "faq build"
        assert envelope["as_of"] == "2026-11-21"
        assert envelope["knowledge"] == {"version": knowledge.version, "checked": str(knowledge.checked)}
        assert envelope["data"]["id"] == name.removesuffix(".json")
        assert all(entry["question"] and entry["answer"] for entry in envelope["data"]["entries"])
        assert {source["ref"] for source in envelope["sources"]} == cited


def test_markdown_and_json_ask_the_same(built: Any) -> None:
    """Both formats hold the same questions in the same order."""
    for name, text in built["json"].items():
        questions = [entry["question"] for entry in json.loads(text)["data"]["entries"]]
        headings = re.findall(
            r'^<a id="[^"]+"></a>\n## (.*)$', built["markdown"][name.replace(".json", ".md")], re.MULTILINE
        )
        assert [heading.replace("\\", "") for heading in headings] == questions


def test_one_lender(run: Any, knowledge: Any, tmp_path: Path) -> None:
    """``--lender`` narrows the pages to that lender, by any of its names."""
    assert run("faq", "build", "--out", tmp_path, "--lender", "够花", *DAY).code == 0
    assert {path.name for path in tmp_path.iterdir()} == {f"haier-{theme}.md" for theme in themes(knowledge)}


def test_two_lenders(run: Any, tmp_path: Path) -> None:
    """``--lender`` may be given several times."""
    run("faq", "build", "--out", tmp_path, "--lender", "极融", "--lender", "晋商", *DAY)
    assert {path.name.split("-")[0] for path in tmp_path.iterdir()} == {"jirong", "jinshang"}


def test_an_unknown_lender(run: Any, tmp_path: Path) -> None:
    """An unknown lender is one sentence with the nearest name and exit code 2, and no page is written."""
    out = tmp_path / "pages"
    result = run("faq", "build", "--out", out, "--lender", "海尔", "--lender", "晋尚消费金融", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "晋尚消费金融" in result.err
    assert "晋商消费金融" in result.err
    assert not out.exists()


@pytest.mark.parametrize("place", ["old.txt", "old.txt/pages"], ids=["a file", "below a file"])
def test_a_folder_that_cannot_be_made(run: Any, tmp_path: Path, place: str) -> None:
    """A folder that cannot be made is named in one sentence with exit code 2, and nothing is changed."""
    (tmp_path / "old.txt").write_text("old", encoding="utf-8")
    result = run("faq", "build", "--out", tmp_path / place, *DAY)
    assert (result.code, result.out) == (2, "")
    assert str(tmp_path / place) in result.err
    assert pages(tmp_path) == {"old.txt": "old"}


def test_a_page_that_cannot_be_written(run: Any, tmp_path: Path) -> None:
    """A page that cannot be replaced stops the build with exit code 2 and leaves no temporary file."""
    (tmp_path / "haier-about.md").mkdir()
    result = run("faq", "build", "--out", tmp_path, "--lender", "海尔", *DAY)
    assert (result.code, result.out) == (2, "")
    assert "haier-about.md" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["haier-about.md"]


def test_other_files_in_the_folder_stay(run: Any, tmp_path: Path) -> None:
    """What is not a page of ours is not touched, and missing folders are made."""
    out = tmp_path / "site" / "faq"
    out.mkdir(parents=True)
    (out / "index.md").write_text("mine", encoding="utf-8")
    run("faq", "build", "--out", out, "--lender", "海尔", *DAY)
    assert (out / "index.md").read_text(encoding="utf-8") == "mine"
    assert run("faq", "build", "--out", tmp_path / "new" / "folder", "--lender", "海尔", *DAY).code == 0


@pytest.mark.parametrize("format_", ["markdown", "json"])
def test_another_day_gives_other_dates(run: Any, built: Any, tmp_path: Path, format_: str) -> None:
    """Pages are built for the day asked for."""
    run("faq", "build", "--out", tmp_path, "--lender", "海尔", "--format", format_, "--as-of", "2027-01-02")
    name = "haier-about.md" if format_ == "markdown" else "haier-about.json"
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert "2027-01-02" in text
    assert text != built[format_][name]


def test_no_page_offers_what_is_not_for_its_kind_of_lender(built: Any) -> None:
    """An instalment that only banks give on cards, or a sum that only holds against the unlicensed, is not asked of
    another kind.
    """
    for lender in ("haier", "jinshang", "jirong"):
        page = built["markdown"][f"{lender}-negotiation.md"]
        assert "只限信用卡" not in page
        assert "四倍LPR" not in page
        assert "按到手的钱重新算账" not in page
        assert "延期还款" in page
        assert "执行和解" in page
        assert "没有牌照的高利贷" not in built["markdown"][f"{lender}-complaint.md"] or lender == "jirong"


def test_pages_can_leave_out_what_is_weak(run: Any, tmp_path: Path) -> None:
    """Whoever publishes pages that name companies can leave out weak statements, and no torn question remains."""
    weak, strong = tmp_path / "all", tmp_path / "strong"
    assert run("faq", "build", "--out", weak, "--lender", "海尔", "--format", "json", *DAY).code == 0
    assert (
        run(
            "faq", "build", "--out", strong, "--lender", "海尔", "--format", "json", "--min-confidence", "medium", *DAY
        ).code
        == 0
    )

    def levels(folder: Path) -> set[str]:
        return {
            part["confidence"]
            for text in pages(folder).values()
            for entry in json.loads(text)["data"]["entries"]
            for part in entry["answer"]
        }

    assert levels(weak) == {"high", "medium", "low"}
    assert levels(strong) == {"high", "medium"}
    about = json.loads(pages(strong)["haier-about.json"])["data"]["entries"]
    assert "罚它 205 万元" in json.dumps(about, ensure_ascii=False)
    assert "网上说「" not in "".join(pages(strong).values())
    assert all(entry["answer"] for text in pages(strong).values() for entry in json.loads(text)["data"]["entries"])


def test_an_unknown_level_is_refused(run: Any, tmp_path: Path) -> None:
    """A mistyped level is named, with what may be written, before anything is written."""
    result = run("faq", "build", "--out", tmp_path / "x", "--min-confidence", "strong", *DAY)
    assert (result.code, (tmp_path / "x").exists()) == (2, False)
    assert "high、medium、low" in result.err
