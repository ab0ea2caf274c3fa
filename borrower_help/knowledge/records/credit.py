"""What about my credit record? What is reported, how long it stays, how to read and correct it, what follows."""

import enum
from typing import Literal

from borrower_help.knowledge.records.base import KnowledgeFile, Sourced, Statement
from borrower_help.knowledge.records.clocks import Clock
from borrower_help.values.record import Slug, Text


class Truth(enum.StrEnum):
    """What of a saying about the credit record is so; ``unverified``: no rule was found, and nothing against it."""

    TRUE = "true"
    PARTLY = "partly"
    RUMOUR = "rumour"
    UNVERIFIED = "unverified"


class CreditAnswer(Statement, frozen=True, kw_only=True):
    """The short answer to one question about the credit record, its number in it.

    ``name`` is its label on the screen, ``question`` and ``said`` are how people ask it. On a short screen the
    answers with the lowest ``order`` stand; ``do`` is what to do about it.
    """

    name: Text
    question: Text
    said: tuple[Text, ...] = ()
    order: int = 100
    do: str = ""


class CreditEffect(CreditAnswer, frozen=True, kw_only=True):
    """What people say follows from a bad record (``name`` quotes it), and what of it is so."""

    truth: Truth


class ReportLayout(Sourced, frozen=True, kw_only=True):
    """A layout of the credit report: how to tell it (``text``), and how it shows what is overdue."""

    id: Slug
    name: Text
    text: Text
    overdue: Text


class AccountKind(Sourced, frozen=True, kw_only=True):
    """A kind of account in the detailed report, by its code."""

    id: Slug
    code: Text
    name: Text
    text: Text


class MonthlyMark(Sourced, frozen=True, kw_only=True):
    """A mark in the monthly squares of the detailed report. ``late``: whether it says that something was overdue."""

    id: Slug
    sign: Text
    text: Text
    late: Literal["late", "not_late", "see"]


class CreditFile(KnowledgeFile, frozen=True, kw_only=True):
    """knowledge/credit/*.yaml: each file fills the lists it is about."""

    reporting: tuple[CreditAnswer, ...] = ()
    keeping: tuple[CreditAnswer, ...] = ()
    correcting: tuple[CreditAnswer, ...] = ()
    reading: tuple[CreditAnswer, ...] = ()
    effects: tuple[CreditEffect, ...] = ()
    layouts: tuple[ReportLayout, ...] = ()
    accounts: tuple[AccountKind, ...] = ()
    marks: tuple[MonthlyMark, ...] = ()
    clocks: tuple[Clock, ...] = ()
