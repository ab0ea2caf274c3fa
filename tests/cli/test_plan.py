"""``plan``: what is left to offer, to whom first, and what each way of paying costs; and both inside the report."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

DAY = ("--as-of", "2026-11-21")
JSON = (*DAY, "--format", "json")
ONE = ("plan", "--income", "4000", "--essentials", "3500", "--debt", "网贷:8000:24%")
DEBTS = ("海尔:8000:24%:20:905", "信用卡:12000:18%,sued", "房贷:260000:3.9%::900,secured", "无牌:2000:60%,unlicensed")
SEVERAL = ("plan", "--income", "6500", "--essentials", "4500", *(word for debt in DEBTS for word in ("--debt", debt)))

HUGE = (
    "plan",
    "--income",
    "1000000",
    "--essentials",
    "1",
    *(f"--debt={name}机构的名字很长:99999999.99:12%" for name in "甲乙丙"),
    "--explain",
)


def one_line(text: str) -> str:
    """A text without the breaks of its lines."""
    return re.sub(r"\s+", "", text)


def screen(run: Any, *words: str) -> str:
    """The answer of ``plan`` on the screen, without the breaks of its lines."""
    result = run("plan", *words, *DAY)
    assert (result.code, result.err) == (0, "")
    return one_line(result.out)


def below(out: str, heading: str) -> str:
    """The part of an answer below a heading that begins so, up to the next one."""
    (found,) = re.findall(rf"^{re.escape(heading)}.*\n((?:.+\n)*)", out, re.MULTILINE)
    return one_line(found)


def data(result: Any) -> dict[str, Any]:
    """The data of a JSON answer."""
    assert (result.code, result.err) == (0, "")
    envelope = json.loads(result.out)
    assert (envelope["command"], envelope["status"]) == ("plan", "ok")
    told: dict[str, Any] = envelope["data"]
    return told


# --- one debt ---------------------------------------------------------------------------------------------------------


def test_the_first_line_and_the_sheet(run: Any) -> None:
    """The first line is the most that can be offered; the sheet below can be shown to a lender as it is."""
    result = run(*ONE, *DAY)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("每月最多拿得出 450.00 元，一共欠 8,000.00 元。")
    for line in (
        "每月收入：4,000.00 元",
        "每月必需开支：3,500.00 元",
        "余下：500.00 元",
        "留一成备用：50.00 元",
        "可用来还款（取整）：450.00 元",
    ):
        assert f"- {line}" in result.out


def test_offers_with_dates(run: Any) -> None:
    """Each way to offer says how much a month, how long, until when and how much in all."""
    out = one_line(run(*ONE, "--lump", "3000", *DAY).out)
    assert "停息后每月450.00元、18个月（最后一个月350.00元），2028-05-21还完，共8,000.00元" in out
    assert (
        "前6个月每月付利息160.00元，之后停息，每月450.00元、18个月（最后一个月350.00元），2028-11-21还完，共8,960.00元"
        in out
    )
    assert "停3个月（也停息），之后每月450.00元、18个月（最后一个月350.00元），2028-08-21还完，共8,000.00元" in out
    assert "一次付3,000.00元，请对方减免其余5,000.00元" in out
    for part in ("要对方写明：", "风险："):
        assert out.count(part) == 4


def test_one_payment(run: Any) -> None:
    """Who could pay 13,500 a month on a debt of 8,000 is not told to pay 13,500 for a month."""
    out = screen(run, "--income", "18000", "--essentials", "3000", "--debt", "网贷:8000:24%")
    assert "停息后一个月付8,000.00元，2026-12-21还完，共8,000.00元" in out
    assert "每月13,500" not in out


def test_a_lump_that_settles(run: Any) -> None:
    """Money in hand that covers the debt settles it: no part of it is left to waive, but penalties are."""
    out = screen(run, "--income", "4000", "--essentials", "3500", "--debt", "网贷:800", "--lump", "900")
    assert "一次付800.00元，就还清了。先请对方减免罚息和费用，付清后要结清证明" in out
    assert "减免其余" not in out


def test_the_sheet_names_everything(run: Any) -> None:
    """The sheet has its day, what is due and owed, how many creditors, who is fed, and in a table what each creditor
    gets.
    """
    result = run(
        "plan",
        "--income",
        "6500",
        "--essentials",
        "4500",
        "--dependants",
        "2",
        "--debt",
        "海尔:8000:24%:20:905",
        "--debt",
        "卡:10000:18%",
        *DAY,
    )
    sheet = below(result.out, "收支表")
    for part in (
        "日期：2026-11-21（周六）",
        "要养的人：2人",
        "欠款：2家，一共18,000.00元",
        "各家合同每月一共要还905.00元（只写了1家的）",
        "每月利息一共约310.00元",
    ):
        assert part in sheet
    assert "1 海尔  8,000.00   800.00\n2 卡   10,000.00 1,000.00\n" in result.out
    assert "海尔，欠 8,000.00 元，年利率 24.00%，逾期 20 天" in result.out


def test_a_debt_without_a_rate(run: Any) -> None:
    """A debt counted as free of interest is named beside the interest and beside the strategies; rent has no rate."""
    words = (
        "--income",
        "6000",
        "--essentials",
        "4000",
        "--debt",
        "甲:8000:24%",
        "--debt",
        "乙:3000",
        "--debt",
        "房租:500:::500,necessity",
    )
    assert screen(run, *words).count("没写利率的：乙。按不计息算，实际会更多") == 2
    assert data(run("plan", *words, *JSON))["without_rate"] == ["乙"]


def test_never_borrow_to_repay(run: Any) -> None:
    """Every plan says not to borrow for it, and what a part payment does."""
    out = one_line(run(*ONE, *DAY).out)
    assert "不要借新的来还旧的" in out
    assert "还一点，时效就重新算" in out
    assert "这不是不还、不回应的理由" in out


def test_nothing_left(run: Any) -> None:
    """With nothing left the plan promises nothing: what to write, and where to find help."""
    result = run("plan", "--income", "3000", "--essentials", "3500", "--debt", "网贷:8000:24%", *DAY)
    assert result.code == 0
    out = one_line(result.out)
    assert "没有余钱，每月还差500.00元。现在不要答应任何还款数" in out
    assert "每月还差：500.00元" in out
    assert "眼下排不出钱给它，不要答应分期。请对方停息、减免、延后，约好哪天再看一次" in out
    assert "12348" in out
    assert "还完" not in out
    assert (
        data(run("plan", "--income", "3000", "--essentials", "3500", "--debt", "网贷:8000:24%", *JSON))["budget"][
            "offer"
        ]
        == "0"
    )


def test_nothing_left_but_a_lump(run: Any) -> None:
    """With nothing left and money in hand the first line says that it is for once, and no promise for every month; with
    a deficit, to keep it.
    """
    out = screen(run, "--income", "3000", "--essentials", "3000", "--debt", "网贷:8000:24%", "--lump", "2000")
    assert out.startswith("收入减去必需开支，没有余钱。不要答应按月还。手里的2,000.00元只够用一次。")
    assert "一次付2,000.00元，请对方减免其余6,000.00元" in out
    short = screen(run, "--income", "3000", "--essentials", "3500", "--debt", "网贷:8000:24%", "--lump", "2000")
    assert short.startswith("没有余钱，每月还差500.00元。手里的2,000.00元先留着过日子")
    assert "一次付" not in short.split("别忘了")[0].removeprefix(
        "没有余钱，每月还差500.00元。手里的2,000.00元先留着过日子，不要一次付出去"
    )


def test_a_lump_beside_rent_and_mortgage_only(run: Any) -> None:
    """Money in hand is not passed over where only debts that go first are told: it is for what is missing on them."""
    out = screen(
        run, "--income", "6000", "--essentials", "3000", "--debt", "房贷:200000:3.9%::900,secured", "--lump", "20000"
    )
    assert "手里的20,000.00元，先补必需的和有抵押的那几笔欠的期数" in out


def test_limitation_of_a_debt_in_court(run: Any) -> None:
    """Of a debt that is in court nobody reads that its period ends in two days: the lawsuit has stopped it."""
    out = screen(run, "--income", "6000", "--essentials", "3000", "--debt", "乙:6000:18%,due=2023-11-22,sued")
    assert "已经起诉或仲裁，时效断了重算" in out
    assert "起才可能届满" not in out


@pytest.mark.parametrize(
    ("income", "essentials", "balance", "says"),
    [("3005", "3000", "8000", "每月4.00元要还约167年"), ("4000", "3900", "130000", "每月90.00元要还约121年")],
)
def test_too_little_left(run: Any, income: str, essentials: str, balance: str, says: str) -> None:
    """A share that would take a lifetime is told in years, as no offer, with what to ask for instead and where help
    is.
    """
    out = screen(run, "--income", income, "--essentials", essentials, "--debt", f"网贷:{balance}:24%")
    assert "余钱太少，现在不要答应按月分期" in out
    assert f"{says}，分期不是真方案。请对方停息、减免、延后，约好哪天再看一次" in out
    assert "12348" in out
    assert "还完，共" not in out


def test_many_years(run: Any) -> None:
    """Instalments of more than ten years are offered with a word that they will hardly be agreed to."""
    assert "这样要还约38年，多半谈不成，先谈减免" in screen(
        run, "--income", "4000", "--essentials", "3900", "--debt", "网贷:41000"
    )


@pytest.mark.parametrize(("balance", "is_long"), [("32400", False), ("33300", True)])
def test_more_than_three_years_are_called_long(run: Any, balance: str, is_long: bool) -> None:
    """37 months at 900 are called long, with the total and whose line that is; 36 are not."""
    said = screen(run, "--income", "4000", "--essentials", "3000", "--debt", f"网贷:{balance}")
    assert ("这样要还37个月，很长：一共要付33,300.00元，协议要管满这么久" in said) is is_long
    assert ("超过3年算长，是本工具的线，不是法律的" in said) is is_long


def test_limitation_has_passed(run: Any) -> None:
    """A date in the past is only a possibility; who agrees to pay loses it, so advice comes first; in a lawsuit it is
    raised there.
    """
    words = ("--income", "4000", "--essentials", "3500", "--debt", "网贷:8000,due=2020-01-04,sued")
    out = screen(run, *words)
    assert (
        "诉讼时效：最早2023-01-05（周四）已可能届满。从2020-01-04（最后一期到期）算三年。其间催过、起诉过、还过、答应过，就要重新算"
        in out
    )
    assert "届满后又答应还、还了一点，或签了新协议、催收单，可能就不能再提时效了。先打12348或找律师问清，再答应" in out
    assert out.index("再答应") < out.index("分期还清")
    assert "已经起诉的，时效要在这个案子里自己提，一审就提" in out
    assert "不能当成不回应的理由，也不用躲" in out
    refs = {ref for note in data(run("plan", *words, *JSON))["debts"][0]["limitation_notes"] for ref in note["sources"]}
    assert refs == {"civil-code:192", "spc-limitation:19", "spc-limitation:3", "civil-code:193", "spc-limitation:10"}
    assert "已经起诉的" not in screen(
        run, "--income", "4000", "--essentials", "3500", "--debt", "网贷:8000,due=2020-01-04"
    )


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (
            "2024-06-03",
            "2027-06-04（周五）起才可能届满。从2024-06-03（最后一期到期）算三年。2027年节假日未核实，只可能更晚",
        ),
        (
            "2024-02-29",
            "2027-03-02（周二）起才可能届满。从2024-02-29（最后一期到期）算三年。2027年节假日未核实，那个周末若调休上班，会早一两天",
        ),
        ("2023-12-01", "2026-12-02（周三）起才可能届满。从2023-12-01（最后一期到期）算三年。-"),
    ],
)
def test_holidays_nobody_published(run: Any, due: str, says: str) -> None:
    """Where the holidays of that year are not known this is said, and which way the date may move."""
    assert says in screen(run, "--income", "4000", "--essentials", "3500", "--debt", f"网贷:8000,due={due}")


def test_limitation(run: Any) -> None:
    """With the last due day the earliest end of the limitation is told, as a defence and never as a reason to be
    silent.
    """
    out = one_line(
        run(
            "plan",
            "--income",
            "4000",
            "--essentials",
            "3500",
            "--debt",
            "网贷:8000,due=2023-05-10,event=2024-06-03",
            *DAY,
        ).out
    )
    assert "最早从2027-06-04（周五）起才可能届满。从2024-06-03（最近一次还款、催款或答应）算三年" in out
    assert "不能当成不回应的理由" in out
    assert "届满" not in run(*ONE, *DAY).out


def test_the_method_on_request(run: Any) -> None:
    """With ``--explain`` every figure can be followed in the borrower's own numbers."""
    assert "算法" not in run(*ONE, *DAY).out
    out = one_line(run(*ONE, "--lump", "3000", "--explain", *DAY).out)
    for step in (
        "余下=收入4,000.00-必需开支3,500.00=500.00元。留一成备用=500.00×10%=50.00元",
        "可用来还款=（收入-必需开支）×90%，就是500.00-50.00=450.00，舍去角分，得450.00元",
        "网贷的月利息=8,000.00×24%÷12=160.00元",
        "网贷分期：8,000.00÷450.00=17个月，余350.00再付一个月，共18个月。从2026-11-21起第18个月是2028-05-21",
        "网贷先付利息：160.00×6+8,000.00=8,960.00元",
        "其余8,000.00-3,000.00=5,000.00元",
    ):
        assert step in out


def test_the_method_for_several(run: Any) -> None:
    """With ``--explain`` shares, months of the strategies and dates are reckoned line by line, in JSON too."""
    words = (*SEVERAL, "--debt", "老板:3000,due=2023-05-10,event=2024-06-03", "--explain")
    steps = data(run(*words, *JSON))["explain"]
    out = one_line(run(*words, *DAY).out)
    assert all(one_line(step) in out for step in steps)
    for step in (
        "房贷先付：每月该付 900.00，手里 1,800.00，够付 900.00，剩 900.00 元。",
        "信用卡的份额 = 900.00 × 12,000.00 ÷ 23,000.00，舍到分 = 469.56 元，加各家舍去的零头 0.01，得 469.57 元。",
        (
            "先还最贵，第 1 个月：海尔 8,000.00 + 160.00 - 900.00 = 7,260.00；信用卡 12,000.00 + 180.00 - 0.00 = "
            "12,180.00；老板 3,000.00 + 0.00 - 0.00 = 3,000.00。"
        ),
        "先还最贵，第 31 个月：老板 831.84 + 0.00 - 831.84 = 0.00。",
        "先还最贵，一共付 = 欠款 23,000.00 + 各月利息之和 4,831.84 = 27,831.84 元。",
    ):
        assert step in steps
    assert sum(step.startswith("先还最贵，第") for step in steps) == 4
    assert any("2024-06-03（最近一次还款、催款或答应，比最后一期晚）加三年，是 2027-06-03" in step for step in steps)
    assert steps[0] not in run(*SEVERAL, *DAY).out
    assert data(run(*words, *JSON)) == data(run(*words[:-1], *JSON)), "JSON always holds everything"


# --- several debts


def test_order_shares_and_reasons(run: Any) -> None:
    """The debts stand in order of urgency; what is secured is paid as due, the rest is shared in proportion to the
    fen.
    """
    plan = data(run(*SEVERAL, *JSON))
    assert [entry["debt"]["name"] for entry in plan["debts"]] == ["房贷", "信用卡", "海尔", "无牌"]
    assert [entry["place"] for entry in plan["debts"]] == [1, 2, 3, 4]
    # 1,800 less 900 for the mortgage: 900 in proportion to 12,000 and 8,000; nothing yet for the lender without a
    # licence
    assert [entry["share"] for entry in plan["debts"]] == ["900.00", "540.00", "360.00", "0.00"]
    assert sum(Decimal(entry["share"]) for entry in plan["debts"]) == 1800
    assert [entry["in_full"] for entry in plan["debts"]] == [True, False, False, False]


def test_places_on_the_screen(run: Any) -> None:
    """On the screen each debt has its place, its reasons with sources, and its share."""
    out = run(*SEVERAL, *DAY).out
    places = re.findall(r"^第 (\d) 位：(.+?)，", out, re.MULTILINE)
    assert places == [("1", "房贷"), ("2", "信用卡"), ("3", "海尔"), ("4", "无牌")]
    assert "为什么排这里：有抵押、有牌照的先还。" in out
    assert re.search(r"^- 有抵押：.+?\[\d+:394\]", out, re.MULTILINE | re.DOTALL)


def test_an_unlicensed_lender(run: Any) -> None:
    """Beside licensed lenders an unlicensed one is not offered anything: first what arrived and was repaid, then at
    most the principal.
    """
    out = run(*SEVERAL, *DAY).out
    part = below(out, "第 4 位：无牌")
    assert "弄清以前不排钱，也不报数" in part
    assert "先弄清实际到手多少、已经还了多少。先谈还没还的本金" in part
    assert "还完" not in part
    only = screen(run, "--income", "4000", "--essentials", "3500", "--debt", "无牌:2000:60%,unlicensed")
    assert "先谈还没还的本金" in only
    assert "停息后每月450.00元、5个月" in only


def test_rent_before_the_mortgage(run: Any) -> None:
    """Money that does not reach pays the most urgent in full; with the landlord a delay is talked about, with the
    lender instalments.
    """
    debts = (
        "房贷:500000:3.9%::2500,secured",
        "车贷:80000:6%::1500,secured",
        "房租:1800:::1800,necessity",
        "水电:2000:::1000,necessity",
    )
    words = [word for told in debts for word in ("--debt", told)]
    out = run("plan", "--income", "6000", "--essentials", "3000", *words, *DAY).out
    assert "这一笔先照常付，每月1,800.00元" in below(out, "第 1 位：房租")
    power = below(out, "第 2 位：水电")
    assert (
        "每月要付1,000.00元，眼下排得出900.00元，还差100.00元。早点和房东或供水供电的单位说，商量缓几天、分几次付"
        in power
    )
    assert "降低月供" not in power
    assert "眼下排得出0.00元，还差2,500.00元。先问放款机构能不能降低月供、展期或缓几期" in below(out, "第 4 位：房贷")
    assert "先保哪一笔，由你定" in one_line(out)
    assert out.startswith("每月最多拿得出 2,700.00 元，一共欠 583,800.00 元。必需的和有抵押的还不够付")


def test_what_is_overdue_on_a_mortgage(run: Any) -> None:
    """A mortgage that is paid as always and is behind still needs an agreement about the part that is behind."""
    out = run(
        "plan",
        "--income",
        "6500",
        "--essentials",
        "4500",
        "--debt",
        "房贷:260000:3.9%:35:900,secured",
        "--debt",
        "网贷:8000",
        *DAY,
    ).out
    assert "已经欠下的几期，照常付之外还要商量怎么补" in below(out, "第 1 位：房贷")


def test_strategies_side_by_side(run: Any) -> None:
    """Smallest first and dearest first are compared in months and yuan, with a picture."""
    out = run(
        "plan", "--income", "8000", "--essentials", "4500", "--debt", "小:3000:8%", "--debt", "贵:9000:24%", *DAY
    ).out
    table = """
         先还最小 先还最贵
1 贵            2        1
2 小            1        2
要几个月        4        4
利息       563.67   440.82
一共付  12,563.67 12,440.82
"""
    assert one_line(table) in one_line(out)
    assert re.findall(r"^(先还..) #+ +4$", out, re.MULTILINE) == ["先还最小", "先还最贵"]
    assert "只有别家书面同意等或延期了，才这样还" in one_line(out)
    assert "还在谈的时候，按比例给每家报数，谁也别多答应" in one_line(out)


def test_interest_outruns_the_money(run: Any) -> None:
    """Where interest grows faster than it can be paid, the plan says that only a halt of interest helps."""
    out = one_line(
        run(
            "plan", "--income", "4000", "--essentials", "3500", "--debt", "甲:90000:24%", "--debt", "乙:9000:24%", *DAY
        ).out
    )
    assert "要谈的几笔每月利息约1,980.00元，比拿得出的450.00元多。只有停息或减息，才还得完" in out
    assert "还不完的，是利息比还得快。先谈停息" in out


def test_a_mortgage_that_cannot_be_paid(run: Any) -> None:
    """Where the money does not reach for the mortgage, the plan says so instead of calling a part of it "as always"."""
    out = one_line(
        run(
            "plan",
            "--income",
            "6500",
            "--essentials",
            "4500",
            "--debt",
            "房贷:260000:3.9%::2500,secured",
            "--debt",
            "网贷:8000",
            *DAY,
        ).out
    )
    assert "照常付，每月1,800.00元" not in out


# --- where the figures come from


@pytest.mark.parametrize("name", ["figures", "nothing-left"])
def test_the_plan_of_a_report(run: Any, root: Path, name: str) -> None:
    """``plan`` and ``advise`` hold the plan of one case in the same shape, to the last word."""
    case = root / "tests" / "golden" / "cases" / f"{name}.yaml"
    report, plan = (
        json.loads(run(*words, "--case", case, *JSON).out)["data"] for words in (("advise", "--no-input"), ("plan",))
    )
    assert report["money"]["plan"] == plan


def test_from_a_case_file(run: Any, root: Path) -> None:
    """Income, necessities and debts may stand in a case file; a flag comes before the file."""
    case = root / "examples" / "money.yaml"
    plan = data(run("plan", "--case", case, *JSON))
    assert (plan["budget"]["income"], plan["budget"]["offer"], len(plan["debts"])) == ("6500", "1800", 4)
    assert data(run("plan", "--case", case, "--income", "7500", *JSON))["budget"]["income"] == "7500"
    assert [
        entry["debt"]["name"] for entry in data(run("plan", "--case", case, "--debt", "甲:100", *JSON))["debts"]
    ] == ["甲"]


def test_a_case_about_one_loan(run: Any, tmp_path: Path) -> None:
    """A case with one outstanding amount is a plan for one debt."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "lender: 海尔\ndays_overdue: 20\noutstanding: 8000\nincome: 4000\nessentials: 3500\n", encoding="utf-8"
    )
    (entry,) = data(run("plan", "--case", path, *JSON))["debts"]
    assert (entry["debt"]["name"], entry["debt"]["balance"]) == ("海尔", "8000")


def test_rates_of_a_case_are_written_alike(run: Any, tmp_path: Path) -> None:
    """Who writes 7.2 for a rate of 7.2 %, as in the same file's loan, is not told of 720 %."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "income: 4000\nessentials: 3500\ndebts:\n  - {name: 甲, balance: 8000, rate: 7.2}\n", encoding="utf-8"
    )
    result = run("plan", "--case", path, *DAY)
    assert "720.00%" not in result.out


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("甲:8000", {"balance": "8000"}),
        ("甲：8000：24%", {"balance": "8000", "rate": "0.24"}),
        ("甲:0.8万:24", {"balance": "8000.0", "rate": "0.24"}),
        ("甲:8000:24%:20:905", {"days_overdue": 20, "monthly": "905"}),
        ("甲:8000:::905", {"monthly": "905"}),
        ("甲:8000:0.5%", {"rate": "0.005"}),
        ("甲:8000:::905,有抵押，在打官司", {"secured": True, "sued": True}),
        ("甲:8000:::905,guaranteed,unlicensed,necessity", {"guaranteed": True, "unlicensed": True, "necessity": True}),
        ("甲:8000,due=2030-05-10", {"last_due": "2030-05-10"}),
        ("甲:8000,due=2023-05-10", {"last_due": "2023-05-10"}),
    ],
)
def test_ways_to_write_a_debt(run: Any, word: str, expected: dict[str, Any]) -> None:
    """A debt is told in one word, with full-width or ordinary colons, flags in English or Chinese."""
    (entry,) = data(run("plan", "--income", "5000", "--essentials", "3500", "--debt", word, *JSON))["debts"]
    assert {key: entry["debt"].get(key) for key in expected} == expected


# --- what cannot be a plan

SUMS = ("plan", "--income", "5000", "--essentials", "3500")
WRONG = {
    "no debt": (SUMS, "--debt"),
    "no balance": ((*SUMS, "--debt", "甲"), "名称:余额"),
    "no name": ((*SUMS, "--debt", ":8000"), "名称"),
    "a debt of nothing": ((*SUMS, "--debt", "甲:0"), "0 元"),
    "a negative debt": ((*SUMS, "--debt", "甲:-1"), "--debt"),
    "an enormous debt": ((*SUMS, "--debt", "甲:100000001"), "1 亿"),
    "an absurd rate": ((*SUMS, "--debt", "甲:8000:2400%"), "--debt"),
    "a rate below one": ((*SUMS, "--debt", "甲:8000:0.24"), "写百分数：24 或 24%"),
    "a mortgage without its monthly sum": (
        (*SUMS, "--debt", "房贷:260000:3.9%,secured"),
        "「房贷」有抵押，要写月供，例如 --debt 房贷:260000:3.9%::900,secured",
    ),
    "an event to come": (
        (*SUMS, "--debt", "甲:8000,event=2027-01-01"),
        "「甲」最近一次还款或催款（event）写的是 2027-01-01",
    ),
    "an income of millions": (("plan", "--income", "5000000", "--essentials", "1", "--debt", "甲:1"), "请检查小数点"),
    "needs of millions": (("plan", "--income", "5000", "--essentials", "1000000.01", "--debt", "甲:1"), "请检查小数点"),
    "too many parts": ((*SUMS, "--debt", "甲:1:2:3:4:5"), "名称:余额"),
    "a strange flag": ((*SUMS, "--debt", "甲:8000,schnell"), "schnell"),
    "a strange day": ((*SUMS, "--debt", "甲:8000,due=gestern"), "gestern"),
    "one name twice": ((*SUMS, "--debt", "甲:8000", "--debt", "甲:900"), "一样"),
    "a strange income": (("plan", "--income", "viel", "--essentials", "1", "--debt", "甲:1"), "--income"),
    "a case that is not there": (("plan", "--case", "none.yaml"), "none.yaml"),
}


@pytest.mark.parametrize(("words", "says"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant(run: Any, words: tuple[str, ...], says: str) -> None:
    """What cannot be meant is refused in Chinese with the form it should have, in JSON too."""
    result = run(*words, *DAY)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert json.loads(run(*words, *JSON).out)["status"] == "error"


def test_everything_that_is_missing(run: Any) -> None:
    """All missing figures are listed at once, each with its flag."""
    result = run("plan", *DAY)
    assert (result.code, result.out) == (2, "")
    for flag in ("--income", "--essentials", "--debt"):
        assert flag in result.err


def test_no_advice_that_does_not_help(run: Any) -> None:
    """A command that never asks does not advise to be asked."""
    assert "--no-input" not in run("plan", *DAY).err


def test_a_strange_number_of_dependants(run: Any) -> None:
    """The sentence about a wrong number of dependants speaks of dependants."""
    result = run(*ONE, "--dependants", "viele", *DAY)
    assert result.code == 2
    assert "逾期" not in result.err


# --- formats


def test_markdown(run: Any) -> None:
    """Markdown has the sheet, the places and the picture."""
    out = run(*SEVERAL, *DAY, "--format", "markdown").out
    assert out.startswith("# 每月最多拿得出")
    assert "## 收支表" in out
    assert "## 来源" in out
    assert (
        "\n各家欠款和每月排给它的（元）：\n\n    名称" in out
    )  # a table below a paragraph is a block of code, below a list it would not be
    assert re.search(r"金额：元）：\n\n {4} +先还最小 +先还最贵\n {4}2 信用卡", out)


def test_words_in_the_json(run: Any) -> None:
    """A program gets the words that a person reads, with their sources: reasons, demands, risks, rules, and help where
    nothing is left.
    """
    result = run(*SEVERAL, "--debt", "老板:300,due=2023-05-10", *JSON)
    plan = data(result)
    house, card = plan["debts"][:2]
    assert [why["id"] for why in house["why"]] == ["secured", "licensed"]
    assert (house["why"][0]["sources"], bool(house["why"][0]["text"])) == (["civil-code:394"], True)
    assert card["offers"][0]["text"].startswith("停息后每月")
    for offer in card["offers"]:
        assert all(offer[key] for key in ("name", "what", "demand", "risk", "sources", "confidence"))
    assert {rule["id"] for rule in plan["rules"]} >= {"plan-never-borrow", "plan-same-offer"}
    assert [note["id"] for note in plan["strategy_notes"]] == ["plan-strategy-agreed", "plan-strategy-order"]
    assert plan["limitation"]
    assert [note["id"] for note in plan["debts"][-1]["notes"]] == ["plan-unlicensed"]
    assert plan["nothing_left"] == []
    cited = {source["ref"] for source in json.loads(result.out)["sources"]}
    assert {"civil-code:394", "civil-code:543", "spc-private-lending:13", "project-practice"} <= cited
    poor = data(run("plan", "--income", "3000", "--essentials", "3500", "--debt", "网贷:8000", *JSON))
    assert poor["budget"]["deficit"] == "500"
    assert [entry["id"] for entry in poor["nothing_left"]][-1] == "plan-nothing-left-help"


def test_help_is_aligned(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The help fits a narrow window, each option with its placeholder above what it does; the form of a debt is in the
    text.
    """
    monkeypatch.setenv("COLUMNS", "40")
    out = run("plan", "--help").out
    assert re.search(r"^  --debt DEBT\n +一笔欠款", out, re.MULTILINE)
    assert [line for line in out.splitlines() if cell_len(line) > 40] == []


def test_fifty_debts(run: Any) -> None:
    """Fifty debts are planned like two, and every explanation stands once."""
    words = [word for number in range(1, 51) for word in ("--debt", f"第{number}家机构:{number}000:{number}%")]
    out = run("plan", "--income", "30000", "--essentials", "4500", *words, *DAY).out
    assert "第 50 位：" in out
    assert out.count("同样一块钱") == 1


@pytest.mark.parametrize("name", ["x<b>|*_#`", "[link](x)", "=== 5 ===", "%s{0}", "很长的名字" * 12])
def test_names_that_look_like_something_else(run: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A name with signs of markup or of any length is only a name, in the table too."""
    monkeypatch.setenv("COLUMNS", "40")
    words = ("plan", "--income", "6500", "--essentials", "4500", "--debt", f"{name}:8000:24%", "--debt", "乙:900:12%")
    result = run(*words, *DAY)
    assert (result.code, [line for line in result.out.splitlines() if cell_len(line) > 40]) == (0, [])
    assert run(*words, *DAY, "--format", "markdown").code == 0


def test_a_name_of_a_case_with_line_breaks(run: Any, tmp_path: Path) -> None:
    """A name in a case file that would begin a line or move the cursor is made harmless."""
    path = tmp_path / "case.yaml"
    path.write_text(
        'income: 4000\nessentials: 3500\ndebts: [{name: "甲\\n# 乙\\e[2J", balance: 8000}]\n', encoding="utf-8"
    )
    for wanted in ("terminal", "markdown"):
        out = run("plan", "--case", path, *DAY, "--format", wanted).out
        assert "\x1b" not in out
        assert not re.search(r"^# 乙", out, re.MULTILINE)


def test_no_income(run: Any) -> None:
    """Who earns nothing gets a plan that promises nothing."""
    assert "没有余钱，每月还差1,500.00元" in screen(run, "--income", "0", "--essentials", "1500", "--debt", "甲:8000")


@pytest.mark.parametrize(
    "words", [ONE, (*SEVERAL, "--explain"), ("plan", "--income", "1", "--essentials", "2", "--debt", "甲:1"), HUGE]
)
def test_forty_columns(run: Any, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """In a window of forty columns no line is wider, the picture included."""
    monkeypatch.setenv("COLUMNS", "40")
    assert [line for line in run(*words, *DAY).out.splitlines() if cell_len(line) > 40] == []


def test_a_chinese_console(process: Any) -> None:
    """On a console that knows only GBK the plan can be read."""
    done = process(*SEVERAL, *DAY, env={"PYTHONIOENCODING": "gbk"})
    assert done.returncode == 0
    assert "每月最多拿得出 1,800.00 元" in done.stdout.decode("gbk")


# --- inside the report


@pytest.fixture(name="report")
def report_of_a_case_with_figures(run: Any, root: Path) -> Any:
    """``report("--format", "json")``: the report of ``examples/money.yaml``."""
    return lambda *words: run("advise", "--case", root / "examples" / "money.yaml", "--no-input", *DAY, *words)


def test_figures_in_the_report(report: Any) -> None:
    """A case with figures has its cost, its budget and its plan in the money section, the same as the commands give."""
    money = json.loads(report("--format", "json").out)["data"]["money"]
    assert (money["cost"]["received"], money["cost"]["kept_back"], money["cost"]["total_paid"]) == (
        "10000",
        "500.00",
        "11583.96",
    )
    assert round(Decimal(money["cost"]["rates"]["nominal"]), 4) == Decimal("0.2806")
    assert (money["budget"]["offer"], len(money["plan"]["debts"])) == ("1800", 4)


@pytest.mark.parametrize("wanted", ["terminal", "text", "markdown"])
def test_figures_in_every_format(report: Any, wanted: str) -> None:
    """Rate and most that can be offered stand in every format of the report, and the numbers in the negotiation."""
    result = report("--format", wanted)
    assert (result.code, result.err) == (0, "")
    out = one_line(result.out)
    assert "名义年利率28.06%" in out
    assert "1,800.00元" in out


def test_numbers_in_the_negotiation(report: Any) -> None:
    """What to ask for comes with the amount, the months and the end, not with blanks alone."""
    out = one_line(report().out)
    assert re.search(r"可以提出：.+?每月[\d,.]+元、\d+个月（最后一个月[\d,.]+元），\d{4}-\d\d-\d\d还完", out)


def test_the_report_at_forty_columns(report: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with figures no line of the report is wider than the window."""
    monkeypatch.setenv("COLUMNS", "40")
    for words in ((), ("--full",)):
        wide = [line for line in report(*words).out.splitlines() if cell_len(line) > 40]
        assert [line for line in wide if not line.lstrip().startswith("http")] == []  # an address is never cut


def test_the_report_on_a_chinese_console(process: Any, root: Path) -> None:
    """On a console that knows only GBK the figures can be read."""
    done = process(
        "advise",
        "--case",
        root / "examples" / "money.yaml",
        "--no-input",
        "--full",
        *DAY,
        env={"PYTHONIOENCODING": "gbk"},
    )
    assert done.returncode == 0
    assert "28.06%" in done.stdout.decode("gbk")


def test_figures_to_fetch(run: Any) -> None:
    """A case without figures is told which ones to fetch."""
    money = json.loads(run("advise", "--lender", "海尔", "--days-overdue", "20", "--no-input", *JSON).out)["data"][
        "money"
    ]
    assert (money["cost"], money["plan"]) == (None, None)
    assert money["figures_to_fetch"]


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ("loan: {received: 10000}", "还款计划"),
        ("loan: {received: 10000, payment: ['12905']}", "12x905.33"),
        ("income: 5000\nessentials: 1\ndebts: [{name: 甲, balance: 0}]", "0 元"),
    ],
)
def test_figures_that_cannot_be_meant(run: Any, tmp_path: Path, figures: str, says: str) -> None:
    """Figures of a case that cannot be those of a loan are named in one sentence; the rest of the report stands."""
    path = tmp_path / "case.yaml"
    path.write_text(f"lender: 海尔\ndays_overdue: 20\n{figures}\n", encoding="utf-8")
    result = run("advise", "--case", path, "--no-input", *DAY)
    assert result.code == 0
    assert says in result.err
    assert "今天先做" in result.out


def test_a_debt_that_is_not_owed_has_no_plan(run: Any, tmp_path: Path) -> None:
    """Who never borrowed is given no offer on that debt, even where its sum stands in the case."""
    case = tmp_path / "case.yaml"
    case.write_text(
        "lender: haier\noutstanding: 8000\nincome: 6000\nessentials: 3000\nhappened: [collect_no_debt]\n",
        encoding="utf-8",
    )
    result = run("plan", "--case", case, "--as-of", "2026-11-30")
    assert result.code == 2
    assert result.out == ""
    assert "不做还款计划" in result.err
