"""borrower-help: an offline adviser for people in mainland China who are overdue on a consumer loan.

The library's face: ``load_knowledge`` reads the knowledge, ``Case`` is what a borrower tells, and
``advise(case, knowledge, as_of)`` gives the ``Advice`` that every renderer prints.
"""

from borrower_help.advice.advise import advise
from borrower_help.advice.model import Advice
from borrower_help.case.file import load_case
from borrower_help.case.model import Case
from borrower_help.knowledge.files import load_knowledge
from borrower_help.knowledge.library import Knowledge

__all__ = ["Advice", "Case", "Knowledge", "advise", "load_case", "load_knowledge"]
