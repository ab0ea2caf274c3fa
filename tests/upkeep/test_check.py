"""``knowledge check``: every mistake of tests/bad is found where it is, and nothing else.

tests/bad/base is a small valid knowledge. Every other folder there is named after a check (or
``schema-...``) and holds broken files that replace those of base. Their first lines say what must
be found, counting these lines too::

    # expect: money/basics.yaml:8: words of the message
"""

from __future__ import annotations

import ast
import datetime as dt
import enum
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from borrower_help import load_knowledge
from borrower_help.errors import KnowledgeError, Problem
from borrower_help.knowledge.files import FILE_TYPES, knowledge_files, read_files
from borrower_help.knowledge.records.refs import Target
from borrower_help.upkeep.check import CHECKS, check_knowledge
from borrower_help.upkeep.checks import program
from borrower_help.upkeep.checks.references import KNOWN, unknown_names
from borrower_help.upkeep.corpus import Corpus, Found
from borrower_help.values import named

Check = Callable[[Corpus], Found]
Edit = Callable[[str, str, str], None]

BAD = Path(__file__).resolve().parents[1] / "bad"
FOLDERS = sorted(path.name for path in BAD.iterdir() if path.is_dir() and path.name != "base")
EXPECT = re.compile(r"# expect: (?P<file>[^\s:]+):(?P<line>\d+): (?P<words>.*\S)")
ONLY_WARNINGS = {"unused_documents", "stale_records"}
"""Age and idle reports only warn; every other mistake stops a volunteer."""


class Expected(NamedTuple):
    """One problem that a broken file announces in its first lines."""

    file: str
    line: int
    words: str

    def matches(self, problem: Problem) -> bool:
        """Whether ``problem`` is the announced one."""
        return (problem.path, problem.line) == (self.file, self.line) and self.words in problem.message


def expectations(folder: Path) -> list[Expected]:
    """What the broken files of ``folder`` announce."""
    found = []
    for path in sorted(folder.rglob("*.yaml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# expect"):
                match = EXPECT.fullmatch(line)
                assert match, f"{path}: cannot read {line!r}"
                found.append(Expected(match["file"], int(match["line"]), match["words"]))
    return found


def overlay(base: Path, folder: str) -> Path:
    """``base`` with the broken files of ``folder`` laid over it."""
    shutil.copytree(BAD / folder, base, dirs_exist_ok=True)
    return base


def corpus_of(root: Path, today: dt.date) -> Corpus:
    """The files of ``root`` as the checks see them."""
    files, problems = read_files(root)
    assert problems == []
    return Corpus(root, files, today)


def test_valid_knowledge_is_clean(base: Path, today: dt.date) -> None:
    """Whoever writes correct knowledge hears no complaint (after a new kind of file or condition: extend
    tests/bad/base).
    """
    assert [str(problem) for problem in check_knowledge(base, today)] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_broken_knowledge_is_found_where_it_is(base: Path, today: dt.date, folder: str) -> None:
    """Each mistake is reported with its file and line, and no correct line beside it is blamed."""
    expected = expectations(BAD / folder)
    assert expected, f"tests/bad/{folder} announces nothing"
    unexpected = check_knowledge(overlay(base, folder), today)
    assert {problem.level for problem in unexpected} == {"warning" if folder in ONLY_WARNINGS else "error"}
    missing = []
    for wanted in expected:
        found = next((problem for problem in unexpected if wanted.matches(problem)), None)
        if found is None:
            missing.append(wanted)
        else:
            unexpected.remove(found)
    assert (missing, [str(problem) for problem in unexpected]) == ([], [])


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_has_a_broken_file_of_its_own(base: Path, today: dt.date, check: Check) -> None:
    """No check can be dropped or go blind unnoticed: it alone finds what its folder breaks, and finds nothing in
    base.
    """
    name = check.__name__
    assert name in FOLDERS, f"tests/bad/{name}/ is missing: write one broken file for this check"
    assert list(check(corpus_of(base, today))) == []
    overlay(base, name)
    assert sorted(check(corpus_of(base, today))) == check_knowledge(base, today)


def test_every_folder_belongs_to_a_check() -> None:
    """A folder of tests/bad whose check was renamed or removed does not stay behind."""
    names = {check.__name__ for check in CHECKS}
    assert [folder for folder in FOLDERS if folder not in names and not folder.startswith("schema-")] == []


def test_problems_come_in_order_of_file_and_line(base: Path, today: dt.date) -> None:
    """A volunteer works through a file from top to bottom."""
    for folder in ("unknown_names", "unknown_phones", "long_texts"):
        overlay(base, folder)
    places = [(problem.path, problem.line) for problem in check_knowledge(base, today)]
    assert len({file for file, _ in places}) > 3
    assert places == sorted(places)


def test_a_stricter_day_finds_more(base: Path) -> None:
    """Age is judged on the day of the check, not on the computer's clock: a year later the contacts and reports are
    stale.
    """
    later = check_knowledge(base, dt.date(2027, 11, 22))
    assert {problem.path for problem in later if problem.level == "warning"} == {
        "lenders/alpha.yaml",
        "sources/named.yaml",
        "sources/reports.yaml",
    }


# --- files that cannot be read ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(
            "checked: 2026-11-21\nstatements:\n  - id: money-one\n    text: 中文\n".encode("gbk"), 4, id="gbk"
        ),
        pytest.param("checked: 2026-11-21\n".encode("utf-16"), 1, id="utf-16"),
        pytest.param(b"checked: 2026-11-21\n# \xff\n", 2, id="stray byte"),
    ],
)
def test_a_file_that_is_not_utf8_is_named(base: Path, today: dt.date, content: bytes, line: int) -> None:
    """A file saved by an old Windows editor is named with the line and the way out, not with a traceback."""
    (base / "money/basics.yaml").write_bytes(content)
    (problem,) = check_knowledge(base, today)
    assert (problem.path, problem.line) == ("money/basics.yaml", line)
    assert "不是 UTF-8 编码" in problem.message


def test_a_folder_named_like_a_file_is_a_problem(base: Path, today: dt.date) -> None:
    """Something that cannot be opened becomes a sentence."""
    (base / "money/folder.yaml").mkdir()
    (problem,) = check_knowledge(base, today)
    assert problem.path == "money/folder.yaml"
    assert "读不到这个文件" in problem.message


def test_a_file_with_a_byte_order_mark_is_fine(base: Path, today: dt.date) -> None:
    """Windows Notepad may save the knowledge."""
    path = base / "money/basics.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check_knowledge(base, today) == []


def test_a_missing_knowledge_is_one_sentence(tmp_path: Path, today: dt.date) -> None:
    """A wrong --knowledge is said once."""
    (problem,) = check_knowledge(tmp_path / "nowhere", today)
    assert problem.path == str(tmp_path / "nowhere")
    assert "找不到知识库" in problem.message


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in FILE_TYPES])
def test_a_missing_kind_of_file_is_named(base: Path, today: dt.date, pattern: str) -> None:
    """Half a knowledge never passes for a whole one: neither the check nor the program accepts it."""
    wanted = dict(FILE_TYPES)[pattern]
    removed = [path for path, type_ in list(knowledge_files(base)) if type_ is wanted]
    assert removed, f"tests/bad/base has no {pattern}"
    for path in removed:
        path.unlink()
    expected = Problem(pattern, 0, "知识库里没有这个文件。请确认知识库完整。")
    assert expected in check_knowledge(base, today)
    with pytest.raises(KnowledgeError, match="知识库里没有这个文件"):
        load_knowledge(base)


# --- mistakes that once passed --------------------------------------------------------------------------------


NOT_UNLAWFUL = "否则违反监管规定，未必违法。"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        pytest.param("conduct/visits.yaml", NOT_UNLAWFUL, "否则是违法的。", "不能说「违法」", id="违法的"),
        pytest.param("conduct/visits.yaml", NOT_UNLAWFUL, "否则属于违法行为。", "不能说「违法」", id="违法行为"),
        pytest.param("conduct/visits.yaml", NOT_UNLAWFUL, "否则已经构成违法。", "不能说「违法」", id="构成违法"),
        pytest.param(
            "lenders/alpha.yaml",
            "aliases: [甲消金, alpha]",
            "aliases: [甲消金, Beta]",
            "已经属于",
            id="alias is the id of another lender",
        ),
        pytest.param(
            "lenders/beta.yaml",
            "legal_name: 乙信息",
            "legal_name: 甲消金\n# 乙信息",
            "已经属于",
            id="legal name of another lender",
        ),
        pytest.param(
            "complaint/channels.yaml",
            '    phone: "12378"\n    sources: [sample-rule:5]\n    confidence: high',
            '    phone: "12378"\n    sources: [sample-article:1]\n    confidence: low',
            "低可信的来源不能支撑电话",
            id="weak channel with a telephone",
        ),
    ],
)
def test_mistakes_that_once_passed_are_found(
    base: Path, today: dt.date, edit: Edit, file: str, old: str, new: str, words: str
) -> None:
    """A mistake that could mislead a borrower is found."""
    edit(file, old, new)
    if "Beta" in new:
        edit("lenders/beta.yaml", "aliases: [乙借钱, beta]", "aliases: [乙借钱]")  # only its id is Beta now
    assert any(words in problem.message for problem in check_knowledge(base, today))


@pytest.mark.parametrize(
    "place", ["money/deep/basics.yaml", "deep/money/basics.yaml", "deep/first.yaml", "basics.yaml", "lenders.yaml"]
)
def test_a_file_in_another_folder_is_misplaced(base: Path, today: dt.date, place: str) -> None:
    """A file where no file is documented is named, however much its name looks like a right one."""
    (base / place).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(base / "money/basics.yaml", base / place)
    (problem,) = check_knowledge(base, today)
    assert (problem.path, problem.line) == (place, 1)
    assert "这个位置不放知识文件" in problem.message


def test_a_file_with_the_other_ending_is_named(base: Path, today: dt.date) -> None:
    """A volunteer who writes .yml is told, instead of wondering why the lender is unknown."""
    shutil.copy(base / "lenders/alpha.yaml", base / "lenders/gamma.yml")
    assert any("gamma.yml" in problem.path for problem in check_knowledge(base, today))


def test_every_kind_of_reference_is_checked(base: Path, today: dt.date, edit: Edit) -> None:
    """Whatever the type of a field says it refers to is looked up: tests/bad/unknown_names breaks each kind once, and
    a new kind of reference without a look-up or without a broken example is refused.
    """
    edit("first.yaml", "topic: plan\n", "topic: plan\n    call: nobody\n")
    problems = list(unknown_names(corpus_of(overlay(base, "unknown_names"), today)))
    blamed = {match[1] for problem in problems if (match := re.search("」的(.+?)。请改正", problem.message))}
    assert blamed == {known.what for known in KNOWN.values()}
    assert set(Target) - set(KNOWN) == {Target.SOURCE, Target.RECORD}  # unresolved_sources and unanswered


def test_a_wrong_theme_is_named_at_its_line(base: Path, today: dt.date, edit: Edit) -> None:
    """The line of a wrong theme is the line that says `theme:`."""
    edit("conduct/visits.yaml", "theme: visits", "theme: doors")
    assert [problem.line for problem in check_knowledge(base, today)] == [2]


def test_a_stage_after_the_open_end_is_explained(base: Path, today: dt.date, edit: Edit) -> None:
    """Only the last stage may be open, and the message says so in words."""
    edit("outlook/stages.yaml", "days: [1, 30]\n", "days: [1, null]\n")
    problems = check_knowledge(base, today)
    assert problems
    assert "没有终点的只能是最后一个" in problems[0].message
    assert all("None" not in problem.message for problem in problems)


# --- ids that the program names ---------------------------------------------------------------------------


KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
RENAMED = {
    "a sentence of the plan": ("money/plan.yaml", "id: plan-too-small", "id: plan-too-little", "plan-too-small"),
    "a theme": ("conduct/third_parties.yaml", "theme: third_parties", "theme: other_people", "third_parties"),
    "a limit of cost": ("money/caps.yaml", "id: cap-penalty-interest", "id: cap-penalty", "cap-penalty-interest"),
    "a counted behaviour": ("conduct/hours.yaml", "id: call_after_22", "id: call_at_night", "call_after_22"),
    "a threshold": ("conduct/frequency.yaml", "id: visit_over_1-gbt", "id: visit_over_1-standard", "visit_over_1-gbt"),
    "a paper": ("papers/*.yaml", "id: default_judgment", "id: judgment_by_default", "default_judgment"),
}
"""(file, words, words instead, the id that must be named); the first three once left the check clean."""


@pytest.mark.parametrize(("file", "old", "new", "name"), RENAMED.values(), ids=RENAMED)
def test_a_renamed_id_that_the_program_needs_is_named(tmp_path: Path, file: str, old: str, new: str, name: str) -> None:
    """Whoever renames a record in the whole knowledge hears that the program would lose it."""
    root = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    (path,) = (path for path in root.glob(file) if f"{old}\n" in path.read_text(encoding="utf-8"))
    path.write_text(path.read_text(encoding="utf-8").replace(f"{old}\n", f"{new}\n"), encoding="utf-8")
    found = [problem.message for problem in program.ids_of_the_program(corpus_of(root, dt.date(2026, 11, 30)))]
    assert any(f"程序要用叫「{name}」的" in message for message in found), found


def test_every_id_of_the_module_is_used_by_the_program() -> None:
    """A name that no module uses any more does not bind the knowledge."""
    package = Path(program.__file__).resolve().parents[2]
    used = {
        (node.value.id, node.attr)
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    names = {(group.ids.__name__, name.name) for group in program.NAMED for name in group.ids}
    assert names - used == set()


def test_every_group_of_ids_is_checked() -> None:
    """A new group of names cannot be left out of the check."""
    groups = {value for value in vars(named).values() if isinstance(value, type) and issubclass(value, enum.StrEnum)}
    assert groups - {enum.StrEnum} == {group.ids for group in program.NAMED}


def test_no_other_module_writes_these_ids_again() -> None:
    """An id with a mark in it stands in one place: a literal elsewhere would escape the check."""
    ids = {str(name) for group in program.NAMED for name in group.ids if not str(name).isalpha()}
    package = Path(program.__file__).resolve().parents[2]
    again = [
        f"{path.relative_to(package)}:{node.lineno}: {node.value}"
        for path in package.rglob("*.py")
        if path != Path(named.__file__)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in ids
    ]
    assert again == []
