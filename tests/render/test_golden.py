"""Chosen answers, word for word: a change of any text shows up as a difference that somebody has to look at.

``make golden`` writes the files anew; look at ``git diff tests/golden`` before committing. What is there:

- ``cases/*.yaml``: the cases; each begins with what it guards. A contact log beside a case belongs to it.
- ``short/CASE.txt``: the report on a terminal of 80 columns, and what is said beside it.
- ``full/CASE/SECTION.md``: the full report, every text once. A line that the same section of an earlier case has
already
  is only counted (``… 12``), so that a corrected word changes one line of one file. Documents are named by their ids:
  their numbers in a report would all move with every new source.
- ``answers/*.txt``: the plan, the cost and the check of the log, as a terminal shows them.
- ``small.json``: one whole JSON, over the small knowledge of tests/bad. What JSON holds else is a matter of
test_same_content.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from borrower_help import Knowledge
from borrower_help.knowledge.records.base import InstitutionKind

from .conftest import GOLDEN, GOLDEN_CASES, TODAY, Told

MOST_LINES = 60
"""No more lines of difference than one can look at."""

MOST_BYTES = 1_000_000
"""More, and nobody would read what changed."""

FULL_ORDER = ("first-day", *(name for name in GOLDEN_CASES if name != "first-day"))
"""The case whose sections stand there whole comes first."""

SECTIONS = {
    "opening": "",
    "first": "今天先做的三件事",
    "outlook": "一、",
    "conduct": "二、",
    "money": "三、",
    "negotiation": "四、",
    "complaint": "五、",
    "credit": "六、",
    "papers": "七、",
    "unknowns": "我们不知道的",
    "sources": "来源",
    "closing": "说明",
}
"""How the heading of each section begins."""

LOG = GOLDEN / "cases" / "log.jsonl"

ANSWERS: dict[str, tuple[object, ...]] = {
    "plan": ("plan", "--case", GOLDEN / "cases" / "figures.yaml"),
    "plan-explained": ("plan", "--case", GOLDEN / "cases" / "figures.yaml", "--lump", "5000", "--explain"),
    "plan-of-nothing": ("plan", "--case", GOLDEN / "cases" / "nothing-left.yaml", "--explain"),
    "cost": ("cost", "--case", GOLDEN / "cases" / "figures.yaml"),
    "cost-explained": ("cost", "--case", GOLDEN / "cases" / "figures.yaml", "--explain"),
    "cost-of-a-table": (
        "cost",
        "--received",
        "10000",
        "--start",
        "2025-08-15",
        "--payments",
        GOLDEN.parents[1] / "examples" / "payments.csv",
    ),
    "cost-overdue": (
        *(
            "cost",
            "--lender",
            "海尔",
            "--overdue",
            "8000:45",
            "--interest-due",
            "120",
            "--penalty-rate",
            "0.1%/日",
            "--charged",
            "620",
        ),
        *("--paying", "500:100:300:8000", "--judgment", "8000:30", "--explain"),
    ),
    "log-check": ("log", "check", "--log", LOG, "--lender", "海尔"),
    "log-check-full": ("log", "check", "--log", LOG, "--kind", "micro_loan", "--full"),
}
"""The commands of ``answers``."""

Run = Callable[..., Any]
Keep = Callable[[Path, str], None]


@pytest.fixture(name="keep")
def compare_or_write(request: pytest.FixtureRequest) -> Keep:
    """``keep(path, text)`` fails with the difference from the golden file, or writes it with ``--update-golden``."""

    def keep(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        name = path.relative_to(GOLDEN).as_posix()
        if not path.is_file():
            pytest.fail(f"{name} does not exist; write it with make golden", pytrace=False)
        difference = compared(path.read_text(encoding="utf-8"), text, name)
        if difference:
            pytest.fail(f"{difference}\n(if this is meant: make golden)", pytrace=False)

    return keep


def compared(expected: str, got: str, name: str) -> str:
    """The first lines of the difference, as ``diff -u`` shows it; empty where there is none."""
    if expected == got:
        return ""
    lines = list(
        difflib.unified_diff(expected.splitlines(), got.splitlines(), f"golden/{name}", "now", n=1, lineterm="")
    )
    more = f"\n… and {len(lines) - MOST_LINES} more lines" if len(lines) > MOST_LINES else ""
    return "\n".join(lines[:MOST_LINES] or ["the files differ in their line ends only"]) + more


def on_the_screen(result: Any) -> str:
    """What a person sees: the answer, then what is said beside it."""
    return result.out + (f"\n--- stderr ---\n{result.err}" if result.err else "")


@pytest.mark.parametrize("name", GOLDEN_CASES)
def test_the_short_report_is_word_for_word_the_golden_one(name: str, told: Told, keep: Keep) -> None:
    """On a terminal of 80 columns a borrower gets exactly the report that was looked at last."""
    keep(GOLDEN / "short" / f"{name}.txt", on_the_screen(told("advise", name)))


def test_flags_tell_the_same_as_a_case_file(run: Run, told: Told) -> None:
    """Whoever tells the case in options gets the report that is golden for the file."""
    words = ("--lender", "海尔", "--days-overdue", "1", "--reachable", "--goal", "plan")
    assert run("advise", *words, "--as-of", TODAY) == told("advise", "first-day")


def test_each_goal_has_its_own_first_thing(run: Run, knowledge: Knowledge, keep: Keep) -> None:
    """On one case every goal puts another thing first; the three things of each stand in one file."""
    first: dict[str, list[str]] = {}
    for goal in knowledge.goals:
        out = run("advise", "--lender", "海尔", "--days-overdue", "60", "--goal", goal, "--as-of", TODAY).out
        first[goal] = [
            line for line in out.partition("\n结论：")[2].splitlines() if line.startswith(("1.", "2.", "3."))
        ]
    assert len({things[0] for things in first.values()}) == len(first)
    keep(
        GOLDEN / "answers" / "goals.txt", "\n".join("\n".join([goal, *things]) for goal, things in first.items()) + "\n"
    )


@pytest.fixture(name="full_reports", scope="module")
def split_every_full_report(told: Told, knowledge: Knowledge) -> dict[Path, str]:
    """What ``full`` has to hold, by file."""
    held: dict[str, set[str]] = {section: set() for section in SECTIONS}
    files = {}
    for name in FULL_ORDER:
        for section, text in sections_of(with_ids(told("advise", name, "--format", "markdown").out, knowledge)):
            files[GOLDEN / "full" / name / f"{section}.md"] = only_new(text, held[section])
            held[section] |= set(text.splitlines())
    return files


def sections_of(report: str) -> Iterator[tuple[str, str]]:
    """The sections of a Markdown report by name, each ending in one newline."""
    for part in re.split(r"^(?=## )", report, flags=re.MULTILINE):
        heading = part.partition("\n")[0].removeprefix("## ") if part.startswith("## ") else ""
        yield (
            next(
                name for name, begin in SECTIONS.items() if heading.startswith(begin) and bool(heading) == bool(begin)
            ),
            part.strip("\n") + "\n",
        )


def only_new(text: str, held: set[str]) -> str:
    """The text with every run of lines that are in ``held`` as a line that counts them."""
    lines: list[str] = []
    run = 0
    for line in [*text.splitlines(), None]:
        if line and line in held:
            run += 1
        elif line != "" or not run:  # a blank line belongs to the run before it
            lines += [f"… {run}"] if run else []
            run = 0
            lines += [] if line is None else [line]
    return "\n".join(lines) + "\n"


def with_ids(report: str, knowledge: Knowledge) -> str:
    """The full report with the id of each document where its number stands, and its list of sources without numbers and
    articles.
    """
    listed = dict(re.findall(r"^- \[(\d+)\] (.*)$", report, re.MULTILINE))
    titles = sorted(
        ((document.title, name) for name, document in knowledge.documents.items()), key=lambda pair: -len(pair[0])
    )
    ids = {
        number: next(name for title, name in titles if text.replace("\\", "").startswith(f"《{title}》"))
        for number, text in listed.items()
    }

    def named(marks: re.Match[str]) -> str:
        return re.sub(r"(?<=[\[、])\d+", lambda number: ids.get(number.group(), number.group()), marks.group())

    report = re.sub(r"(?<= )\[\d[^\[\]]*\]$", named, report, flags=re.MULTILINE)
    return re.sub(r"^- \[\d+\] (《.*?》)(?:第 \S+ [条节])?(?=（)", r"- \1", report, flags=re.MULTILINE)


@pytest.mark.parametrize("name", GOLDEN_CASES)
def test_the_full_report_is_word_for_word_the_golden_one(name: str, full_reports: dict[Path, str], keep: Keep) -> None:
    """The full report, section by section, is exactly the one that was looked at last."""
    own = {path: text for path, text in full_reports.items() if path.parent.name == name}
    assert own
    for path, text in own.items():
        keep(path, text)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_word_for_word_the_golden_one(name: str, run: Run, keep: Keep) -> None:
    """The plan, the cost and the check of the log are exactly what was looked at last."""
    result = run(*ANSWERS[name], "--as-of", TODAY)
    assert result.code == 0
    keep(GOLDEN / "answers" / f"{name}.txt", on_the_screen(result))


def test_the_json_over_the_small_knowledge(run: Run, bad: Path, keep: Keep) -> None:
    """Every key of the JSON of ``advise`` and its value are what was looked at last; no correction of the knowledge
    moves them.
    """
    result = run(
        "advise", "--case", GOLDEN / "small.yaml", "--knowledge", bad / "base", "--as-of", TODAY, "--format", "json"
    )
    assert (result.code, result.err) == (0, "")
    keep(GOLDEN / "small.json", result.out)


def test_a_difference_is_readable() -> None:
    """Whoever changed a text sees the old and the new line and the file, not two whole reports."""
    expected = "".join(f"第 {number} 行\n" for number in range(200))
    assert compared(expected, expected, "short/log.txt") == ""
    assert compared(expected, expected.replace("第 7 行", "改了"), "short/log.txt").splitlines() == [
        "--- golden/short/log.txt",
        "+++ now",
        "@@ -7,3 +7,3 @@",
        " 第 6 行",
        "-第 7 行",
        "+改了",
        " 第 8 行",
    ]
    assert compared(expected, expected.replace("第", "另"), "short/log.txt").endswith("more lines")
    assert compared("一\n", "一", "short/log.txt")


def test_only_new_lines_are_kept() -> None:
    """What an earlier case has shown is counted, and what is new stands in its place."""
    held = {"甲", "乙", "丙"}
    assert only_new("甲\n\n新\n\n乙\n\n丙\n", held) == "… 1\n新\n\n… 2\n"
    assert only_new("新\n\n甲\n", held) == "新\n\n… 1\n"
    assert only_new("新\n\n别的\n", held) == "新\n\n别的\n"


def test_a_new_source_moves_no_mark(knowledge: Knowledge) -> None:
    """The marks of a full report name documents, whatever number they have in it."""
    documents = [(name, document.title) for name, document in knowledge.documents.items()][:2]
    for (first, title), (second, other) in (documents, documents[::-1]):
        report = f"- 一句话。 [1:5、2 中]\n\n- [1] 《{title}》第 5 条（某日核对）\n- [2] 《{other}》（某日核对）\n"
        assert (
            with_ids(report, knowledge)
            == f"- 一句话。 [{first}:5、{second} 中]\n\n- 《{title}》（某日核对）\n- 《{other}》（某日核对）\n"
        )


@pytest.mark.parametrize(
    "path", [*sorted((GOLDEN / "cases").glob("*.yaml")), GOLDEN / "small.yaml"], ids=lambda path: path.stem
)
def test_a_case_says_what_it_guards(path: Path) -> None:
    """Whoever sees a difference reads in the first line of the case, and only there, why the case was chosen."""
    text = path.read_text(encoding="utf-8")
    assert re.match(r"# Guards: [^\n]{30,}\.\n[^#]*\Z", text)
    assert yaml.safe_load(text)


def test_every_kind_of_lender_has_a_case(told: Told) -> None:
    """No kind of institution is without a golden report."""
    kinds = {
        json.loads(told("advise", name, "--format", "json").out)["data"]["situation"]["kind"] for name in GOLDEN_CASES
    }
    assert kinds == {kind.value for kind in InstitutionKind}


def test_there_is_no_golden_file_too_many(full_reports: dict[Path, str], request: pytest.FixtureRequest) -> None:
    """A golden file that nothing compares would only look like a test."""
    cases = {GOLDEN / "cases" / f"{name}.yaml" for name in GOLDEN_CASES}
    logs = {path.with_suffix(".jsonl") for path in cases}
    known = cases | logs | set(full_reports) | {GOLDEN / "small.yaml", GOLDEN / "small.json"}
    known |= {GOLDEN / "short" / f"{name}.txt" for name in GOLDEN_CASES} | {
        GOLDEN / "answers" / f"{name}.txt" for name in (*ANSWERS, "goals")
    }
    for path in files() - known if request.config.getoption("--update-golden") else ():
        path.unlink()
    assert files() - known == set()


def test_the_golden_files_can_be_read_by_a_person() -> None:
    """All of them together are small enough that a change of them is looked at."""
    assert 0 < sum(path.stat().st_size for path in files()) < MOST_BYTES


def files() -> set[Path]:
    """Every file of tests/golden."""
    return {path for path in GOLDEN.rglob("*") if path.is_file()}
