"""Run every check over the knowledge and name all problems at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from borrower_help.errors import Problem
from borrower_help.knowledge.files import missing_files, read_files
from borrower_help.upkeep.checks.articles import unsourced_articles
from borrower_help.upkeep.checks.creditors import unfinished_creditors
from borrower_help.upkeep.checks.dates import broken_calendar, broken_holidays, reversed_dates, stale_records
from borrower_help.upkeep.checks.figures import unsourced_figures
from borrower_help.upkeep.checks.force import (
    overrated_confidence,
    overstated_unlawfulness,
    unsupported_nature,
    weak_facts,
    weak_verdicts,
)
from borrower_help.upkeep.checks.identity import (
    misplaced_names,
    repeated_aliases,
    repeated_articles,
    repeated_ids,
    repeated_texts,
)
from borrower_help.upkeep.checks.lenders import (
    aliases_kept_apart,
    contradicting_roles,
    shared_phones,
    shared_unknowns,
    undecided_supervisors,
    unfinished_institutions,
    unfinished_lenders,
    unfinished_penalties,
    unknown_phones,
    unrouted_behaviours,
)
from borrower_help.upkeep.checks.letters import broken_templates
from borrower_help.upkeep.checks.program import ids_of_the_program
from borrower_help.upkeep.checks.references import (
    forgotten_roles,
    mixed_roles,
    superseded_sources,
    unanswered,
    unknown_names,
    unresolved_sources,
    unused_conditions,
    unused_documents,
    unused_questions,
)
from borrower_help.upkeep.checks.subjects import contradicting_natures, lost_conditions, overreaching_kinds
from borrower_help.upkeep.checks.wording import forbidden_words, full_width_digits, long_texts, unprintable_characters
from borrower_help.upkeep.corpus import Corpus, Found


def check_knowledge(root: Path, today: dt.date) -> list[Problem]:
    """Every problem of the knowledge below ``root``, errors and warnings, in order of file and line."""
    files, problems = read_files(root)
    if problems:
        return sorted(problems)
    corpus = Corpus(root, files, today)
    return sorted({*missing_files(files), *(problem for check in CHECKS for problem in check(corpus))})


CHECKS: tuple[Callable[[Corpus], Found], ...] = (
    unresolved_sources,
    unused_documents,
    superseded_sources,
    unknown_names,
    ids_of_the_program,
    mixed_roles,
    forgotten_roles,
    unanswered,
    unused_conditions,
    unused_questions,
    repeated_ids,
    repeated_articles,
    misplaced_names,
    repeated_aliases,
    aliases_kept_apart,
    shared_unknowns,
    contradicting_roles,
    undecided_supervisors,
    repeated_texts,
    overrated_confidence,
    weak_facts,
    weak_verdicts,
    unsupported_nature,
    overstated_unlawfulness,
    reversed_dates,
    broken_calendar,
    broken_holidays,
    stale_records,
    forbidden_words,
    unprintable_characters,
    full_width_digits,
    long_texts,
    broken_templates,
    unknown_phones,
    shared_phones,
    unfinished_lenders,
    unfinished_penalties,
    unfinished_institutions,
    unfinished_creditors,
    unrouted_behaviours,
    unsourced_articles,
    unsourced_figures,
    overreaching_kinds,
    contradicting_natures,
    lost_conditions,
)
