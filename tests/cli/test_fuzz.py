"""Anything at all on the command line or in a case file: an answer or a sentence, never a traceback."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from borrower_help.case.model import Case

FUZZ = settings(deadline=None, max_examples=60, derandomize=True, database=None)
DAY = ("--as-of", "2026-11-21", "--no-input")

# What an operating system can pass: no NUL, and bytes that are no UTF-8 as lone surrogates.
WORDS = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"])
    | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF),
    max_size=80,
)
NUMBERS = st.one_of(
    st.integers(), st.integers(min_value=-(10**400), max_value=10**400), st.decimals(), st.floats()
).map(str)
DATES = st.one_of(st.dates().map(str), st.from_regex(r"\d{1,5}[-/.年]\d{1,3}[-/.月]\d{1,3}日?", fullmatch=True))
IDS = st.sampled_from(
    [
        "insult",
        "visit_crowd",
        "summons",
        "judgment",
        "arbitration_notice",
        "illness",
        "plan",
        "at_door",
        "micro_loan",
        "海尔",
        "极融",
        "jinshang",
    ]
)
VALUES = st.one_of(WORDS, NUMBERS, DATES, IDS, st.builds("{}={}".format, IDS, DATES | WORDS))
FLAGS = [
    "--lender",
    "--kind",
    "--days-overdue",
    "--due",
    "--happened",
    "--paper",
    "--hardship",
    "--goal",
    "--safety",
    "--complained",
    "--outstanding",
]
FLAGS += ["--income", "--essentials", "--as-of", "--format"]
SWITCHES = ["--reachable", "--unreachable", "--plain", "--full", "--explain"]

LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), DATES, IDS)
NESTED = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "on", "kind", "received"]) | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
LISTS = st.lists(
    IDS
    | st.fixed_dictionaries({"id": IDS}, optional={"on": DATES})
    | st.fixed_dictionaries({"kind": IDS}, optional={"received": DATES}),
    max_size=3,
)
CASES = st.dictionaries(st.sampled_from(Case.__struct_fields__) | st.text(max_size=8), NESTED | LISTS, max_size=5)


def assert_answer_or_sentence(result: Any, *, as_json: bool = False) -> None:
    """Exit code 0 with an answer, or 2 with a Chinese sentence; nothing from the machinery, nothing that paints the
    screen.
    """
    both = result.out + result.err
    assert result.code in (0, 2)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", both)
    for word in ("Traceback", "Usage:", "用法：", "Error", "程序出错"):
        assert word not in both
    if as_json:
        assert json.loads(result.out)["status"] == ("ok" if result.code == 0 else "error")
    elif result.code == 0:
        assert result.out
    else:
        assert result.out == ""
        assert re.search(r"[\u4e00-\u9fff].*", result.err)


@FUZZ
@given(
    given_flags=st.lists(st.tuples(st.sampled_from(FLAGS), VALUES), max_size=5),
    switches=st.lists(st.sampled_from(SWITCHES), max_size=2),
    as_json=st.booleans(),
)
@example(given_flags=[("--lender", "海尔"), ("--goal", "\x1b[31m")], switches=[], as_json=False)
@example(given_flags=[("--format", "\x1b[31m")], switches=[], as_json=False)
@example(given_flags=[("--due", "9999-12-31")], switches=[], as_json=False)
@example(given_flags=[("--lender", "海尔"), ("--days-overdue", "٣")], switches=[], as_json=False)
@example(given_flags=[("--lender", "\udcff\udcfe")], switches=[], as_json=True)
@example(given_flags=[("--lender", "海尔"), ("--paper", "summons=2100-12-31")], switches=["--full"], as_json=False)
@example(
    given_flags=[("--lender", "海尔"), ("--complained", "2100-12-31"), ("--as-of", "2100-12-31")],
    switches=["--full"],
    as_json=False,
)
@example(
    given_flags=[("--lender", "海尔"), ("--days-overdue", "36500"), ("--as-of", "1990-01-01")],
    switches=["--full"],
    as_json=False,
)
def test_any_flags(run: Any, given_flags: list[tuple[str, str]], switches: list[str], *, as_json: bool) -> None:
    """Any values for any flags lead to an answer or to a sentence."""
    words = [word for pair in given_flags for word in pair if not (as_json and pair[0] == "--format")]
    result = run("advise", *DAY, *words, *switches, *(("--format", "json") if as_json else ()))
    assert_answer_or_sentence(result, as_json=as_json)


@FUZZ
@given(
    words=st.lists(
        st.sampled_from(
            [
                "advise",
                "lender",
                "show",
                "find",
                "source",
                "--no-input",
                "--",
                "-",
                "",
                "--größe",
                "-q",
                "--lender",
                "--format=",
                "--plain=1",
            ]
        )
        | WORDS.filter(lambda word: not word.startswith("-")),
        min_size=1,
        max_size=4,
    )
)
@example(words=["--", "--lender"])
@example(words=["advise", "--no-input", "--", "--format"])
def test_any_words(run: Any, words: list[str]) -> None:
    """Any words at all after ``borrower-help`` lead to an answer or to a sentence."""
    result = run(*words)
    if words == ["--"]:
        assert result == run()
    else:
        assert_answer_or_sentence(result)


@FUZZ
@given(command=st.sampled_from([("lender", "show"), ("lender", "find"), ("source", "show")]), word=WORDS)
@example(command=("source", "show"), word="civil-code:")
@example(command=("source", "show"), word=":676")
@example(command=("source", "show"), word="civil-code:676:676")
@example(command=("lender", "find"), word="。")
def test_any_name(run: Any, command: tuple[str, str], word: str) -> None:
    """Any name or reference that is looked up leads to an answer or to a sentence."""
    assert_answer_or_sentence(run(*command, "--as-of", "2026-11-21", "--", word))


@FUZZ
@given(case=CASES, escaped=st.booleans(), as_json=st.booleans())
@example(case={"outstanding": "NaN"}, escaped=False, as_json=False)
@example(
    case={"lender": "海尔", "papers": [{"kind": "summons", "received": "9999-12-31"}]}, escaped=False, as_json=False
)
@example(case={"lender": "海尔", "complained": "9999-12-31"}, escaped=False, as_json=True)
@example(case={"kind": "\ud800"}, escaped=True, as_json=True)
@example(case={"kind": "\x1b[31m", "\x1b": 1}, escaped=True, as_json=True)
@example(case={"days_overdue": 10**400}, escaped=False, as_json=False)
@example(case={"lender": "海尔", "days_overdue": 36500, "due": None}, escaped=False, as_json=False)
def test_any_json_case(run: Any, case: dict[str, Any], *, escaped: bool, as_json: bool) -> None:
    """A case file in JSON with anything in it leads to an answer or to a sentence."""
    flags = ("--format", "json") if as_json else ()
    result = run(
        "advise",
        "--case",
        "-",
        *DAY,
        *flags,
        stdin=json.dumps(case, ensure_ascii=escaped).encode("utf-8", "surrogatepass"),
    )
    assert_answer_or_sentence(result, as_json=as_json)


@FUZZ
@given(case=CASES)
def test_any_yaml_case(run: Any, case: dict[str, Any]) -> None:
    """A case file as another program would write it in YAML leads to an answer or to a sentence."""
    text = yaml.safe_dump(case, allow_unicode=True)
    assert_answer_or_sentence(run("advise", "--case", "-", *DAY, stdin=text.encode("utf-8", "surrogatepass")))


@FUZZ
@given(
    text=st.binary(max_size=60)
    | st.text(max_size=60).map(str.encode)
    | st.lists(st.sampled_from([*"[]{}:,-?!&*|>'\"%@`# \n\ta1", "lender", ": ", "<<"]), max_size=25)
    .map("".join)
    .map(str.encode)
)
@example(text=b"? {a: b}\n: c")
@example(text=b"!!python/object:os.system x")
@example(text=b"lender: !!float a")
@example(text=b"<<: *a")
@example(text=b"<<: a")
@example(text=b"%YAML 9.9\n---\na: b")
@example(text=b"lender: *nobody")
@example(text=b"1: 2\nlender: a")
def test_any_bytes_as_a_case(run: Any, text: bytes) -> None:
    """Whatever bytes stand in a case file, the result is an answer or a sentence."""
    assert_answer_or_sentence(run("advise", "--case", "-", *DAY, stdin=text))
