"""Which knowledge was asked for: ``--knowledge`` may stand before the command or after it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

KnowledgeOption = Annotated[
    Path | None,
    typer.Option("--knowledge", metavar="DIR", help="用这个文件夹里的知识库", show_default=False, readable=False),
]

_chosen: list[Path] = []


def choose_knowledge(root: Path | None) -> None:
    """Remember ``--knowledge`` given before the command."""
    _chosen[:] = [root] if root else []


def knowledge_root(root: Path | None) -> Path | None:
    """The knowledge folder asked for, before or after the command."""
    return root or (_chosen[0] if _chosen else None)
