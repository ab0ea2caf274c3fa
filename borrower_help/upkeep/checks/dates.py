"""Dates: reversed, impossible, or too long ago."""

from __future__ import annotations

import datetime as dt

from borrower_help.knowledge.force import MAIN_FORCES, force_of
from borrower_help.knowledge.records.base import Confidence
from borrower_help.knowledge.records.holidays import HolidayFile
from borrower_help.knowledge.records.lenders import LenderContact
from borrower_help.knowledge.records.outlook import StageFile
from borrower_help.knowledge.records.sources import Document
from borrower_help.upkeep.corpus import Corpus, Found
from borrower_help.values.dates import days_between, fixed_holidays


def reversed_dates(corpus: Corpus) -> Found:
    """Nothing ends before it begins."""
    for file, location, record in corpus.walk():
        starts, ends = getattr(record, "effective_from", None), getattr(record, "effective_to", None)
        if starts and ends and starts > ends:
            yield corpus.problem(file, (*location, "effective_to"), f"结束日 {ends} 早于开始日 {starts}。")
        days = getattr(record, "days", None)
        if days and days[1] is not None and days[0] > days[1]:
            yield corpus.problem(file, (*location, "days"), f"天数范围 {days[0]} 到 {days[1]} 写反了。")
        checked = getattr(record, "checked", None)
        if checked and checked > corpus.today:
            yield corpus.problem(file, (*location, "checked"), f"核对日期 {checked} 在未来。")


def broken_calendar(corpus: Corpus) -> Found:
    """The stages follow each other without gap or overlap, from day 1 to an open end."""
    for file, record in corpus.files.items():
        if not isinstance(record, StageFile):
            continue
        expected: int | None = 1
        for index, stage in enumerate(record.stages):
            if expected is None:
                yield corpus.problem(
                    file,
                    ("stages", index, "days"),
                    f"阶段 {stage.letter} 排在没有终点的阶段后面。没有终点的只能是最后一个。",
                )
            elif stage.days[0] != expected:
                yield corpus.problem(
                    file,
                    ("stages", index, "days"),
                    (
                        f"阶段 {stage.letter} 应从第 {expected} 天开始，写的是 {stage.days[0]}。请让各阶段首尾相接、"
                        f"按天数排列。"
                    ),
                )
            expected = stage.days[1] + 1 if stage.days[1] is not None else None
        if expected is not None and record.stages:
            yield corpus.problem(file, ("stages",), "最后一个阶段要没有终点（写 null）。")


def broken_holidays(corpus: Corpus) -> Found:
    """A year of days off is that of its file, whole, and without contradiction: a wrong day moves a court's limit."""
    for file, record in corpus.files.items():
        if not isinstance(record, HolidayFile):
            continue
        off = {day for run in record.breaks for day in days_between(run.first, run.last)}
        for index, run in enumerate(record.breaks):
            if run.first > run.last:
                yield corpus.problem(file, ("breaks", index, "last"), f"「{run.name}」的末日早于首日。请对照通知改正。")
            elif run.last.year != record.year or run.first.year not in (record.year - 1, record.year):
                yield corpus.problem(
                    file, ("breaks", index), f"「{run.name}」不在 {record.year} 年。请放到那一年的文件里。"
                )
        for index, day in enumerate(record.worked):
            if day.weekday() < 5 or day in off or abs((day - dt.date(record.year, 7, 1)).days) > 200:
                yield corpus.problem(
                    file,
                    ("worked", index),
                    f"{day} 不像调休上班的日子：要是那一年前后的周六或周日，又不在放假的日子里。请对照通知改正。",
                )
        for day in fixed_holidays(record.year):
            if day not in off:
                yield corpus.problem(file, ("breaks",), f"少了 {day}：放假办法第二条写明这天放假。请对照通知补上。")
        if record.confidence is Confidence.LOW:
            yield corpus.problem(file, ("confidence",), "放假的日子会算进法院的期限，不能只有 low 的依据。")


_HORIZON_DAYS = {"contact": 90, "report": 365, "rule": 730}


def stale_records(corpus: Corpus) -> Found:
    """Contacts go stale after 90 days, notices and reports after 365, statutes after 730."""
    for file, location, record in corpus.walk():
        match record:
            case LenderContact():
                horizon = _HORIZON_DAYS["contact"]
            case Document():
                horizon = _HORIZON_DAYS["rule" if force_of(record) in MAIN_FORCES else "report"]
            case _:
                continue
        age = (corpus.today - record.checked).days
        if age > horizon:
            yield corpus.problem(
                file,
                location,
                f"{record.checked} 核对过，已过 {age} 天（这一类应在 {horizon} 天内再核）。请重新核对。",
                "warning",
            )
