"""borrower-help: an offline adviser for people in mainland China who are overdue on a consumer loan.

The library's face: ``load_knowledge`` reads the knowledge, ``Case`` is what a borrower tells, and
``advise(case, knowledge, as_of)`` gives the ``Advice`` that every renderer prints. Each is imported
when it is first named, so that the command is ready for Ctrl-C before anything slow begins.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from borrower_help.advice.advise import advise
    from borrower_help.advice.views.report import Advice
    from borrower_help.case.file import load_case
    from borrower_help.case.model import Case
    from borrower_help.knowledge.files import load_knowledge
    from borrower_help.knowledge.library import Knowledge

__all__ = ["Advice", "Case", "Knowledge", "advise", "load_case", "load_knowledge"]

_HOMES = {
    "Advice": "borrower_help.advice.views.report",
    "Case": "borrower_help.case.model",
    "Knowledge": "borrower_help.knowledge.library",
    "advise": "borrower_help.advice.advise",
    "load_case": "borrower_help.case.file",
    "load_knowledge": "borrower_help.knowledge.files",
}


def __getattr__(name: str) -> object:
    """The public name, from the module it lives in. Raises ``AttributeError`` for any other."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
