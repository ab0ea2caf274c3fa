"""Ids of the knowledge that the program itself names.

Renaming one in the YAML alone would make a sentence vanish without an error, so every one of them stands here once,
and ``knowledge check`` finds those that are missing (``upkeep/checks/program.py``).
"""

from __future__ import annotations

import enum


class BehaviourId(enum.StrEnum):
    """What the contact log counts, and what tells who demands the money and how it was lent."""

    CONNECTED_OVER_3 = "connected_over_3"
    UNANSWERED_OVER_6 = "unanswered_over_6"
    CALLS_4_TO_6_UNANSWERED = "calls_4_to_6_unanswered"
    CALL_AFTER_22 = "call_after_22"
    MSG_AFTER_22 = "msg_after_22"
    VISIT_AFTER_22 = "visit_after_22"
    VISIT_OVER_1 = "visit_over_1"
    LETTER_UNDER_7D = "letter_under_7d"
    EC_LOST = "ec_lost"
    EC_REACHABLE = "ec_reachable"
    WORKPLACE_CALL = "workplace_call"
    THIRD_REFUSED = "third_refused"
    GUARANTOR_COMPANY_COLLECTS = "guarantor_company_collects"
    ASSIGNMENT_NO_NOTICE = "assignment_no_notice"
    RESOLD_DEBT = "resold_debt"
    SEVERAL_AGENCIES = "several_agencies"
    PERSONAL_ACCOUNT = "personal_account"
    JOINT_LENDERS = "joint_lenders"
    ILLEGAL_LENDER = "illegal_lender"
    SHORT_TERM_DEDUCTED = "short_term_deducted"
    STUDENT_LENDING = "student_lending"
    LEASE_DISGUISED = "lease_disguised"
    SHOP_DISGUISED = "shop_disguised"
    SELLER_GONE = "seller_gone"


class ThresholdId(enum.StrEnum):
    """The numbers that the counters of the contact log are held against."""

    INTERACTIVE = "connected_over_3-interactive"
    NOTICE = "connected_over_3-notice"
    SIX_SECONDS = "connected_over_3-six-seconds"
    UNANSWERED = "unanswered_over_6-cba"
    UNANSWERED_BELOW = "calls_4_to_6_unanswered-cba"
    VISITS = "visit_over_1-gbt"
    LETTERS = "letter_under_7d-gbt"


class ThemeId(enum.StrEnum):
    """Themes of behaviours that change what is said elsewhere."""

    THIRD_PARTIES = "third_parties"
    FREQUENCY = "frequency"


class PaperId(enum.StrEnum):
    """Papers that decide which rules hold."""

    SUMMONS = "summons"
    PAYMENT_ORDER = "payment_order"
    PRESERVATION_ORDER = "preservation_order"
    JUDGMENT = "judgment"
    DEFAULT_JUDGMENT = "default_judgment"
    MEDIATION_STATEMENT = "mediation_statement"
    ENFORCEMENT_NOTICE = "enforcement_notice"
    ASSET_REPORT_ORDER = "asset_report_order"
    CONSUMPTION_LIMIT = "consumption_limit"
    DISHONEST_DECISION = "dishonest_decision"
    PENALTY_DECISION = "penalty_decision"
    ENFORCEMENT_ENDED = "enforcement_ended"
    ARBITRATION_NOTICE = "arbitration_notice"
    ARBITRAL_AWARD = "arbitral_award"
    SUBROGATION_NOTICE = "subrogation_notice"
    ASSIGNMENT_NOTICE = "assignment_notice"
    CREDIT_NOTICE = "credit_notice"


class ReasonId(enum.StrEnum):
    """Why a debt of a plan comes first."""

    NECESSITY = "necessity"
    SECURED = "secured"
    SUED = "sued"
    GUARANTEED = "guaranteed"
    LICENSED = "licensed"
    DEAREST = "dearest"


class OfferId(enum.StrEnum):
    """The ways to offer on a debt."""

    INSTALMENTS = "instalments"
    INTEREST_FIRST = "interest_first"
    DEFERRAL = "deferral"
    LUMP = "lump"


class PlanNoteId(enum.StrEnum):
    """Sentences of a plan that its figures call for."""

    UNLICENSED = "plan-unlicensed"
    FIRST_OVERDUE = "plan-first-overdue"
    FIRST_ONCE = "plan-first-once"
    SHORT_NECESSITY = "plan-short-necessity"
    SHORT_SECURED = "plan-short-secured"
    SHORT_CHOOSE = "plan-short-choose"
    TOO_SMALL = "plan-too-small"
    LONG = "plan-long"
    STRATEGY_AGREED = "plan-strategy-agreed"
    STRATEGY_ORDER = "plan-strategy-order"
    LIMITATION_PASSED = "plan-limitation-passed"
    LIMITATION_SUED = "plan-limitation-sued"


class LoanReasonId(enum.StrEnum):
    """Why one of several loans is looked after before another."""

    SECURED = "loan-secured"
    SUED = "loan-sued"
    NOT_OVERDUE = "loan-not-overdue"
    GUARANTEED = "loan-guaranteed"
    LICENSED = "loan-licensed"
    UNLICENSED = "loan-unlicensed"


class SaidId(enum.StrEnum):
    """Sentences of knowledge/said.yaml, which the program picks and fills."""

    POLICE_THEN = "said-police-then"
    ONE_IS_BOUND = "said-one-is-bound"
    CONTRACT_ONLY = "said-contract-only"
    HELD_AGAINST = "said-held-against"
    TOO_LATE = "said-too-late"
    PAPER_PASSED = "said-paper-passed"
    PAPER_ASSUMED = "said-paper-assumed"
    PAPER_RUNS_ON = "said-paper-runs-on"
    PAPER_OF_ANOTHER = "said-paper-of-another"
    NO_PAPER = "said-no-paper"
    SWINDLE = "said-swindle"
    SWINDLE_TOO = "said-swindle-too"
    OWN_ACT = "said-own-act"
    HEARING = "said-hearing"
    HEARING_PASSED = "said-hearing-passed"
    HEARING_ON_REST = "said-hearing-on-rest"
    HEARING_OF_ANOTHER = "said-hearing-of-another"
    DEADLINE_PASSED = "said-deadline-passed"
    NOT_OWED = "said-not-owed"
    NOT_OVERDUE = "said-not-overdue"
    TAG_NUMBERS = "said-tag-numbers"
    FETCH_CALL_LIST = "said-fetch-call-list"
    KEEP_ORIGINALS = "said-keep-originals"
    ASK_WHO = "said-ask-who"
    OTHERS_WRITE = "said-others-write"
    NOTHING_TO_SPARE = "said-nothing-to-spare"
    NOT_MORE = "said-not-more"
    SHARED = "said-shared"
    SHARED_PART = "said-shared-part"
    PLAN_KEEP = "said-plan-keep"
    PLAN_ONCE = "said-plan-once"
    PLAN_NO_FIGURE = "said-plan-no-figure"
    PLAN_FIRST_ONES = "said-plan-first-ones"
    PLAN_NONE_LEFT = "said-plan-none-left"
    PLAN_TOO_LITTLE = "said-plan-too-little"
    PLAN_MOST = "said-plan-most"
    PLAN_INTEREST = "said-plan-interest"
    PLAN_LUMP = "said-plan-lump"
    PLAN_NEVER_ENDS = "said-plan-never-ends"
    NO_LENDER_WRITTEN = "said-no-lender-written"
    SEVERAL_OF_A_ROLE = "said-several-of-a-role"
    KIND_NOT_KNOWN = "said-kind-not-known"
    CHAIN_BROKEN = "said-chain-broken"
    CLAIM_ELSEWHERE = "said-claim-elsewhere"
    SENDER_UNNAMED = "said-sender-unnamed"
    SHARE_ON_HOLD = "said-share-on-hold"
    SHARE_NONE = "said-share-none"
    SHARE_HOPELESS = "said-share-hopeless"
    SHARE_TOO_LONG = "said-share-too-long"
    LIMITATION_STOPPED = "said-limitation-stopped"
    LIMITATION_OVER = "said-limitation-over"
    LIMITATION_AHEAD = "said-limitation-ahead"
    OFFER_TOO_DEAR = "said-offer-too-dear"
    OFFER_LUMP_WAIVED = "said-offer-lump-waived"
    OFFER_LUMP = "said-offer-lump"
    PENALTY_RATE_UNKNOWN = "said-penalty-rate-unknown"
    DAYS_OF_A_YEAR = "said-days-of-a-year"
    OBJECT_TO_MORE = "said-object-to-more"
    GAP_EXPLAINED = "said-gap-explained"
    WHICH_RATE = "said-which-rate"
    LPR_ELSEWHERE = "said-lpr-elsewhere"
    NO_CAP = "said-no-cap"
    AGREEMENT_FINE = "said-agreement-fine"
    AGREEMENT_TAKE = "said-agreement-take"
    AGREEMENT_NO_DATES = "said-agreement-no-dates"
    AGREEMENT_DATES_PART = "said-agreement-dates-part"
    AGREEMENT_FOUND = "said-agreement-found"
    AGREEMENT_LIMITS = "said-agreement-limits"
    AGREEMENT_NOT_YOURS = "said-agreement-not-yours"
    AGREEMENT_UNREAD = "said-agreement-unread"
    ATTEND_HEARING = "said-attend-hearing"
    LAST_DAY_COURT = "said-last-day-court"
    LAST_DAY_CIVIL = "said-last-day-civil"
    LAST_DAY_NONE = "said-last-day-none"
    LAST_DAY_NOT_WRITTEN = "said-last-day-not-written"
    FIRST_DAY_NOT_WRITTEN = "said-first-day-not-written"
    NEXT_INSTALMENT = "said-next-instalment"
    PLAN_DEPENDANTS = "said-plan-dependants"
    OFFER_DEBT_UNKNOWN = "said-offer-debt-unknown"
    OFFER_NOT_YOURS = "said-offer-not-yours"
    OFFER_UNLICENSED = "said-offer-unlicensed"
    OFFER_DAYS_UNKNOWN = "said-offer-days-unknown"
    OFFER_NOTHING_NOW = "said-offer-nothing-now"
    OFFER_WAIT_DEAR = "said-offer-wait-dear"
    FIRST_PAPERS = "said-first-papers"
    FIRST_PAPERS_ASSUMED = "said-first-papers-assumed"
    FIRST_PAPERS_UNDATED = "said-first-papers-undated"
    PAPERS_OF_WHICH = "said-papers-of-which"
    WEEK_NO_FIGURE = "said-week-no-figure"
    ASK_NOT_FOUND = "said-ask-not-found"
    ASK_ELSEWHERE = "said-ask-elsewhere"
    COMPLAIN_TRULY = "said-complain-truly"
    LETTER_ADMITS = "said-letter-admits"
    TALKS_INTO_LETTERS = "said-talks-into-letters"
    REHEARSE = "said-rehearse"
    LENDER_DECIDES = "said-lender-decides"
    BOUND_BY_CONTRACT = "said-bound-by-contract"
    JUDGMENT_INTEREST_APART = "said-judgment-interest-apart"
    CHARGES_WITHIN = "said-charges-within"
    DAYS_UNKNOWN = "said-days-unknown"
    KEEP_WITH_TABLE = "said-keep-with-table"
    USUAL_COURSE = "said-usual-course"


SAID_FIELDS: dict[SaidId, frozenset[str]] = {
    SaidId.ONE_IS_BOUND: frozenset({"who", "kind", "other", "rest"}),
    SaidId.HELD_AGAINST: frozenset({"kept"}),
    SaidId.PAPER_PASSED: frozenset({"paper", "day"}),
    SaidId.PAPER_ASSUMED: frozenset({"do", "day"}),
    SaidId.PAPER_RUNS_ON: frozenset({"do", "day", "until"}),
    SaidId.PAPER_OF_ANOTHER: frozenset({"paper", "text"}),
    SaidId.HEARING: frozenset({"when"}),
    SaidId.HEARING_PASSED: frozenset({"day"}),
    SaidId.HEARING_OF_ANOTHER: frozenset({"day"}),
    SaidId.DEADLINE_PASSED: frozenset({"day"}),
    SaidId.FETCH_CALL_LIST: frozenset({"count"}),
    SaidId.KEEP_ORIGINALS: frozenset({"count"}),
    SaidId.ASK_WHO: frozenset({"count"}),
    SaidId.NOTHING_TO_SPARE: frozenset({"lacking"}),
    SaidId.SHARED: frozenset({"count"}),
    SaidId.SHARED_PART: frozenset({"count", "name", "share"}),
    SaidId.PLAN_KEEP: frozenset({"lump"}),
    SaidId.PLAN_ONCE: frozenset({"lump"}),
    SaidId.PLAN_INTEREST: frozenset({"interest", "rest"}),
    SaidId.PLAN_LUMP: frozenset({"lump"}),
    SaidId.SEVERAL_OF_A_ROLE: frozenset({"role", "names"}),
    SaidId.KIND_NOT_KNOWN: frozenset({"name"}),
    SaidId.CHAIN_BROKEN: frozenset({"name"}),
    SaidId.CLAIM_ELSEWHERE: frozenset({"taker", "asker"}),
    SaidId.SENDER_UNNAMED: frozenset({"name"}),
    SaidId.SHARE_HOPELESS: frozenset({"share", "years"}),
    SaidId.SHARE_TOO_LONG: frozenset({"share", "years"}),
    SaidId.LIMITATION_STOPPED: frozenset({"day"}),
    SaidId.LIMITATION_OVER: frozenset({"day", "counted"}),
    SaidId.LIMITATION_AHEAD: frozenset({"day", "counted"}),
    SaidId.OFFER_TOO_DEAR: frozenset({"interest"}),
    SaidId.OFFER_LUMP_WAIVED: frozenset({"paid", "rest"}),
    SaidId.OFFER_LUMP: frozenset({"paid"}),
    SaidId.OBJECT_TO_MORE: frozenset({"excess"}),
    SaidId.WHICH_RATE: frozenset({"rate"}),
    SaidId.FIRST_PAPERS: frozenset({"day"}),
    SaidId.FIRST_PAPERS_ASSUMED: frozenset({"day"}),
    SaidId.PAPERS_OF_WHICH: frozenset({"count"}),
}
"""What the program fills in; a sentence may hold these and no others."""


class CapId(enum.StrEnum):
    """Limits of cost with a reckoning of their own."""

    PENALTY_INTEREST = "cap-penalty-interest"


class ChannelId(enum.StrEnum):
    """Bodies that are treated apart from the others."""

    LENDER = "lender"
    CREDITOR = "creditor"
    ANTIFRAUD = "antifraud_96110"


class RouteId(enum.StrEnum):
    """Routes that are treated apart from the others."""

    OLD_LENDER = "route-old-lender"


class ClockNoteId(enum.StrEnum):
    """Moments without a length that the program adds itself."""

    HOUSEHOLD_RECEIPT = "note-household-receipt"


class PayId(enum.StrEnum):
    """What holds for paying whoever demands."""

    ACCOUNT = "pay-account"
    NOT_TWICE = "pay-not-twice"
    BEFORE_NOTICE = "pay-before-notice"
    OBJECTIONS = "pay-objections"
    FIRST_NOTIFIED = "pay-first-notified"


class CreditorBranchId(enum.StrEnum):
    """Ways of owing that follow from who stands in the papers."""

    JOINT = "creditor-joint"
    SEVERAL_AGENCIES = "creditor-several-agencies"
    INSURER_PAID = "creditor-insurer-paid"
    GUARANTOR_PAID = "creditor-guarantor-paid"
    ASSIGNED_AMC = "creditor-assigned-amc"
    ASSIGNED_PRIVATE = "creditor-assigned-private"
    BUYER_UNKNOWN = "creditor-buyer-unknown"


class GoalId(enum.StrEnum):
    """What a borrower may want and what changes more than the selection of entries."""

    PLAN = "plan"
    CREDIT = "credit"


class DocumentId(enum.StrEnum):
    """Documents that the program cites itself."""

    PRACTICE = "project-practice"
