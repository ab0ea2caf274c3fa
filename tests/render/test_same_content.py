"""The JSON and the Markdown of a report say the same: whatever one of them holds, a reader of the other finds as well.

What the program leaves out today is listed below with the reason. The lists can only get shorter: an
entry that nothing needs any more fails its test, and so does a text that no entry names.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import jsonschema
import msgspec
import pytest

from borrower_help import Knowledge
from borrower_help.ask.lender import lender_pieces
from borrower_help.knowledge.words import LATENESS, SECTIONS, SHORT_NATURES, TRUTHS, VERDICTS, claim_label
from borrower_help.upkeep.schema import schemas

from .conftest import GOLDEN_CASES, Told

CHINESE = re.compile(r"[一-鿿]")
DATE = re.compile(r"\d{4}-\d\d-\d\d(（周[一二三四五六日]）)?")
CLAUSE = re.compile(r"[。！？；、：（）「」《》]")


class LeftOut(NamedTuple):
    """What one format holds and the other does not: the pattern of a place or of a clause, and why."""

    pattern: str
    why: str


NOT_IN_MARKDOWN = (
    LeftOut(
        r"data\.situation\.how_to_tell", "the report asks whoever does not know the lender in its first things to do"
    ),
    LeftOut(
        r"data\.situation\.(lender\.)?(regulator|credit_authority)",
        "who watches a lender is on the page of `lender show`",
    ),
    LeftOut(r"data\.situation\.lender\.contacts\.text", "how to reach a lender is on the page of `lender show`"),
    LeftOut(r"data\.situation\.answers\.safety", "the danger itself stands above everything"),
    LeftOut(r"data\.situation\.dangers\.because", "a danger is shown without the reason why it was chosen"),
    LeftOut(r"data\.situation\.dangers\.stop", "the short form stands only where nothing else is shown"),
    LeftOut(
        r"data\.situation\.(lender_typed|lender\.(name|legal_name))",
        "a card is reported under the name of the issuer that was typed",
    ),
    LeftOut(r"data\.first\.phone_short", "the number with its whole caution stands for it"),
    LeftOut(r"data\.situation\.kind_name", "the headline calls a platform by a shorter name"),
    LeftOut(r"data\.outlook\.stages passed\..*", "stages that have passed are not printed"),
    LeftOut(r"data\.conduct\.(findings|common)\.question", "the title stands for the question"),
    LeftOut(r"data\.conduct\.(findings|common)\.rules\.gist", "what an article says is shown by `source show`"),
    LeftOut(r"data\.conduct\.(findings|common)\.thresholds\.unit", "the unit stands in the text of the threshold"),
    LeftOut(
        r"data\.conduct\.common\.(?!title).*", "of a common question only the verdict is printed; `check` has the rest"
    ),
    LeftOut(
        r"data\.complaint\.from_log\.days\.text", "the sentence for the complaint says the same of the complainant"
    ),
    LeftOut(r"sources\.(gist|issuer)", "what a source says and who issued it is shown by `source show`"),
    LeftOut(r"sources\.(title|number)", "a source that only the parts above rest on is not listed"),
)
"""Places of the JSON with texts that the full Markdown does not hold."""

STAGE_DAYS = r"第 \d+ 天以后(， 起)?|第 \d+ 到 \d+ 天(， 到)?"

NOT_IN_JSON = (
    LeftOut("|".join(SECTIONS.values()), "titles of sections: the keys of the JSON"),
    LeftOut(
        r"(管做这件事的人|不?约束这(家|类)机构|只是提示，不是规则)(，那一天(还没有施行|不在有效期内))?",
        "words for codes: `binds`, `in_force`",
    ),
    LeftOut(
        rf"({'|'.join(VERDICTS.values())})(，({'|'.join(SHORT_NATURES.values())}))?",
        "words for codes: `verdict` and `nature` at a glance",
    ),
    LeftOut(r"小心骗局|别信这种说法", "words for codes: `kind` of a warning"),
    LeftOut("|".join(TRUTHS.values()), "words for codes: `truth` of a saying about the credit record"),
    LeftOut(rf"({'|'.join(LATENESS.values())})", "words for codes: `late` of a monthly mark"),
    LeftOut(r"逾期写在哪", "labels: the keys of the JSON"),
    LeftOut(
        r"谁来报|留多久|有错怎么改|报告怎么读|会影响什么|账户前面的记号|逐月格子里的记号",
        "titles of the credit section: the keys of the JSON",
    ),
    LeftOut(
        r"今天|前|最晚|算到 |从收到那天起算|起算的日子|错过|遇休息日可顺延到|日期按今天投诉来算|已投诉",
        "words around dates",
    ),
    LeftOut(STAGE_DAYS, "words around the days and dates of a stage"),
    LeftOut(r"知识核对到 ，按  计算", "the stamps of the envelope in words"),
    LeftOut(
        r"你说的情况|合同贷款人的类型|发生的事|想要|为什么|选中的理由|你先做|阶段|但是|留证据|可信度|可以说|找谁|先说明|你的记录|怎么弄清|先拿到|别说|改成"
        r"|接下来|它不表示|哪天算收到|可以问问|已知|代价|要知道|不理会的后果|怎么找|多半的结果|常见错误|注意|先确认|要先弄清|看这里",
        "labels: the keys of the JSON",
    ),
    LeftOut(
        r"今天先做的三件事|我们不知道的|证据怎么留|书面协议里要有|还清以后|算式|各个渠道能做什么|不做什么",
        "titles: the keys of the JSON",
    ),
    LeftOut(
        r"收支表|可以照这个给机构看|各家欠款和每月排给它的|为什么这样排|为什么排这里|这一笔要注意|每种方案怎么谈|要对方写明|别忘了"
        r"|没有余钱时怎么办|余钱太少时怎么办|谈成以后集中还，先还哪一笔|要几个月，画出来",
        "titles and labels of the plan: the keys of the JSON",
    ),
    LeftOut(
        r"\d+ \S+ +[\d,.]+ +[\d,.]+|名称 +欠款 +每月|(先还最小|先还最贵|要几个月|利息|一共付)( +[\d,.#]+| +先还最贵)+",
        "tables and pictures of the plan: `debts` and `strategies` hold the figures",
    ),
    LeftOut(
        r"付的钱去了哪里|每项费用把年利率抬高了多少|和哪些规则比|(利息|费用|还到手的钱)\s+#+\s+[\d.]+%",
        "titles and the picture of the cost: `cost` holds the figures",
    ),
    LeftOut(r"可以照抄进投诉的事实|按联系记录数的，附上这几行", "titles: the keys of the JSON"),
    LeftOut(r"[^，]{2,12}的证明", "the name of a hardship becomes the name of its proofs"),
    LeftOut(
        r"还不能下结论|先别说违规的|要先弄清什么，看 borrower-help log check",
        "the label of `unsettled`, and how to go on with the tool",
    ),
)
"""Clauses of the full Markdown that no text of the JSON holds, dates left out."""

DANGER_ALONE = "danger-alone"
"""While a danger lasts, the Markdown says nothing else, and the JSON holds everything."""

each_case = pytest.mark.parametrize("name", GOLDEN_CASES)
each_report = pytest.mark.parametrize("name", [name for name in GOLDEN_CASES if name != DANGER_ALONE])


Reports = Callable[[str], "Report"]


def texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every Chinese text of plain data with its place, the numbers of lists left out."""
    if isinstance(value, str) and CHINESE.search(value):
        yield place, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from texts(below, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for below in value:
            yield from texts(below, place)


def plain(markdown: str) -> str:
    """What a reader of Markdown reads."""
    return re.sub(r"\\(.)", r"\1", markdown.replace("**", ""))


def said(line: str) -> str:
    """A line of ``plain`` Markdown without the sign that begins it and the marks of its sources."""
    return re.sub(r"^( *- \*?|\d+\. |#+ |> )|( \[[^\[\]]*\]|\*)$", "", line)


def undated(text: str) -> str:
    """A text without dates: each format writes them in its own way."""
    return DATE.sub("", text)


class Report(NamedTuple):
    """The full report of one case in both formats, and what only one of them holds."""

    answer: dict[str, Any]
    markdown: str
    only_json: list[tuple[str, str]]
    only_markdown: list[str]


@pytest.fixture(name="report", scope="module")
def report_in_both_formats(told: Told) -> Callable[[str], Report]:
    """``report("log")``: the report of a case; what is said beside the Markdown is read with it."""

    @functools.cache
    def report(name: str) -> Report:
        shown = told("advise", name, "--format", "markdown", "--explain")
        markdown = plain(shown.out) + shown.err
        answer = json.loads(told("advise", name, "--format", "json").out)
        return Report(answer, markdown, missing_in_markdown(answer, markdown), missing_in_json(markdown, answer))

    return report


def missing_in_markdown(answer: dict[str, Any], markdown: str) -> list[tuple[str, str]]:
    """The texts of the JSON that the Markdown does not hold, each with its place."""
    return [(place, text) for place, text in texts(passed_apart(answer)) if text.rstrip("。") not in markdown]


def passed_apart(answer: dict[str, Any]) -> dict[str, Any]:
    """The JSON with the stages that have passed in a place of their own."""
    stages = answer["data"]["outlook"]["stages"]
    now = next((number for number, stage in enumerate(stages) if stage["current"]), 0)
    outlook = {**answer["data"]["outlook"], "stages": stages[now:], "stages passed": stages[:now]}
    return {**answer, "data": {**answer["data"], "outlook": outlook}}


def missing_in_json(markdown: str, answer: dict[str, Any]) -> list[str]:
    """The clauses of the Markdown that no text of the JSON holds; the list of sources, which the envelope has in parts,
    left out.
    """
    held = undated("\n".join(text for _, text in texts(answer)))
    sections = re.split(r"^(?=## )", markdown, flags=re.MULTILINE)
    lines = {said(line) for section in sections if not section.startswith("## 来源\n") for line in section.splitlines()}
    clauses = {clause.strip() for line in lines for clause in CLAUSE.split(undated(line))}
    return sorted(clause for clause in clauses if CHINESE.search(clause) and clause not in held)


def short_names(knowledge: Knowledge) -> re.Pattern[str]:
    """The documents by the names under which a report cites them; the JSON cites them by their ids."""
    names = {
        document.short or document.title.removeprefix("中华人民共和国") for document in knowledge.documents.values()
    }
    parts = {part.strip() for name in names for part in CLAUSE.split(name)} - {""}
    return re.compile(
        rf"({'|'.join(map(re.escape, sorted(parts, key=len, reverse=True)))})?( ?[\d.-]+( [条节])?)?(，那一天还没有"
        rf"施行，没有用来判断)?"
    )


@each_report
def test_every_text_of_the_json_is_in_the_markdown(name: str, report: Reports) -> None:
    """A person with the full report knows all that a program is told, but for what is listed."""
    assert [
        (place, text)
        for place, text in report(name).only_json
        if not any(re.fullmatch(entry.pattern, place) for entry in NOT_IN_MARKDOWN)
    ] == []


@each_case
def test_every_text_of_the_markdown_is_in_the_json(name: str, report: Reports, knowledge: Knowledge) -> None:
    """A program is told all that a person reads, but for what is listed."""
    names = short_names(knowledge)
    missing = [clause for clause in report(name).only_markdown if not names.fullmatch(clause)]
    assert [clause for clause in missing if not any(re.fullmatch(entry.pattern, clause) for entry in NOT_IN_JSON)] == []


def test_nothing_is_listed_that_is_no_longer_left_out(report: Reports) -> None:
    """Whoever mends one of the things above also takes it off its list."""
    places = {place for name in GOLDEN_CASES if name != DANGER_ALONE for place, _ in report(name).only_json}
    clauses = {clause for name in GOLDEN_CASES for clause in report(name).only_markdown}
    unneeded = [entry for entry in NOT_IN_MARKDOWN if not any(re.fullmatch(entry.pattern, place) for place in places)]
    unneeded += [entry for entry in NOT_IN_JSON if not any(re.fullmatch(entry.pattern, clause) for clause in clauses)]
    assert unneeded == []


DEBTS = ("--debt", "海尔:12000:24%:20:905", "--debt", "张三:3000")
OTHERS = {
    "a lender": ("lender", "show", "海尔"),
    "a platform": ("lender", "show", "jirong"),
    "a behaviour": ("check", "call_after_22", "--lender", "海尔"),
    "a behaviour before its rule": ("check", "stalking", "--as-of", "2025-12-31"),
    "a right": ("rights", "show", "right-no-third-party", "--lender", "海尔"),
    "a plan": ("plan", "--income", "6000", "--essentials", "4000", *DEBTS),
    "a cost": ("cost", "--received", "10000", "--payment", "12x905.33", "--contract-date", "2025-03-01"),
    "an account": ("cost", "--overdue", "8000:45", "--charged", "620", "--kind", "bank", "--judgment", "8000:30"),
}
"""Answers that are no report; each is one command."""

ONLY_MARKDOWN = re.compile(
    r"事实|做法|先问清|我们不知道的|网络文章的说法|合同里的贷款人不同，路也不同|付的钱去了哪里|和哪些规则比|逾期以后|判决后没按期付，另加多少"
    r"|你可以坚持|数字|条件|风险|怎么主张|到哪里为止|对消费金融公司算数的|这些做法碰到它|不理你时找谁"
    r"|没有说是哪家机构，按|不清楚|判断|加 --lender 或 --kind 会更准|约束不约束，要看合同里的贷款人是哪类机构"
    r"|先还最小  先还最贵|\d+ \S+ +\d +\d"
)
"""Titles, labels and words for codes: the keys of the JSON; how to be answered better; pictures of figures."""

ONLY_JSON = re.compile(
    r"notice|sources\..*|data\.aliases|data\.claims\.ask|.*\.because|.*\.explain|.*\.question|.*rules\.gist|.*thresholds\.unit"
    r"|data\.cost\.caps\.say|.*\.evidence\.text|data\.rules\.force_name|data\.rights\..*"
)
"""What a person asks for apart (`source show`, `--explain`), other names of a lender, and what nothing calls for."""


@pytest.mark.parametrize("command", OTHERS.values(), ids=OTHERS)
def test_every_command_says_the_same_in_both_formats(command: tuple[str, ...], run: Any, knowledge: Knowledge) -> None:
    """A claim, a right, a lender, a plan, a cost: what a person reads a program is told, and the other way round."""
    day = () if "--as-of" in command else ("--as-of", "2026-11-21")
    shown = run(*command, *day, "--format", "markdown")
    markdown = plain(shown.out) + shown.err
    answer = json.loads(run(*command, *day, "--format", "json").out)
    names = short_names(knowledge)
    labels = [entry.pattern for entry in NOT_IN_JSON]
    missing = [clause for clause in missing_in_json(markdown, answer) if not names.fullmatch(clause)]
    assert [
        clause
        for clause in missing
        if not ONLY_MARKDOWN.fullmatch(clause) and not any(re.fullmatch(pattern, clause) for pattern in labels)
    ] == []
    assert [
        (place, text)
        for place, text in texts(answer)
        if text.rstrip("。") not in markdown and not ONLY_JSON.fullmatch(place)
    ] == []


def test_a_claim_reads_the_same_wherever_it_is_printed(run: Any, knowledge: Knowledge) -> None:
    """What an article says and nothing supports is called that on the lender's page, in the report and in an answer."""
    claim = next(claim for claim in knowledge.lenders["haier"].claims if claim.treat == "rejected")
    said = f"{claim_label(claim)}：{claim.text}"
    assert "不可采信" in said
    day = ("--as-of", "2026-11-21")
    page = plain(run("lender", "show", "haier", *day, "--format", "markdown").out)
    report = plain(
        run("advise", "--lender", "haier", "--days-overdue", "5", "--full", *day, "--format", "markdown").out
    )
    assert said in page
    assert said in report
    asked = knowledge.asked_of_lenders[0]
    piece = lender_pieces(msgspec.structs.replace(asked, words=(claim.text,)), knowledge.lenders["haier"], knowledge)
    assert any(entry.text.startswith(said) for entry in piece)


def test_only_a_danger_says_less_than_its_json(report: Reports) -> None:
    """Whoever is in danger reads the numbers and how to go on, and what it leaves out is there for later."""
    alone = report(DANGER_ALONE)
    assert {place.split(".")[1] for place, _ in alone.only_json if place.startswith("data.")} > {"money", "outlook"}
    numbers = [value for danger in alone.answer["data"]["situation"]["dangers"] for value, _ in danger["numbers"]]
    assert numbers
    assert all(value in alone.markdown for value in numbers)


def test_a_text_that_is_missing_is_found(report: Reports) -> None:
    """A sentence that stands in one format only is named, wherever it stands."""
    answer, markdown, *_ = report("first-day")
    told = {**answer, "data": {**answer["data"], "invented": [{"text": "只有程序知道的话。"}]}}
    assert ("data.invented.text", "只有程序知道的话。") in missing_in_markdown(told, markdown)
    assert "只有人读到的话" in missing_in_json(f"{markdown}\n- **规则**：只有人读到的话。 [1:2 中]\n", answer)


def test_the_json_is_valid(report: Reports) -> None:
    """The JSON of every golden case is what the published schema promises."""
    validator = jsonschema.Draft202012Validator(json.loads(json.dumps(schemas()["advise"])))
    seen: set[tuple[str, str]] = set()
    answers = {name: unseen(report(name).answer, seen) for name in GOLDEN_CASES}
    assert [
        f"{name}: {error.json_path}: {error.message}"
        for name, answer in answers.items()
        for error in validator.iter_errors(answer)
    ] == []


def unseen(value: Any, seen: set[tuple[str, str]], place: str = "") -> Any:
    """Plain data without the records of lists that were met before at the same place: to validate them once is
    enough.
    """
    if isinstance(value, dict):
        return {key: unseen(below, seen, f"{place}.{key}") for key, below in value.items()}
    if not isinstance(value, list):
        return value
    kept = []
    for below in value:
        key = place, json.dumps(below)
        if key not in seen:
            kept.append(unseen(below, seen, place))
        if isinstance(below, dict):
            seen.add(key)
    return kept


def test_a_text_file_is_the_full_report_of_the_screen(told: Told) -> None:
    """What is saved as text is, line by line, what the screen shows of everything."""
    assert told("advise", "log", "--format", "text") == told("advise", "log", "--full")
