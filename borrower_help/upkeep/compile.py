"""Encode the knowledge for a faster start: ``python -m borrower_help.upkeep.compile``, run when building, never by
a command.
"""

from __future__ import annotations

import os
from pathlib import Path

from borrower_help.knowledge import compiled
from borrower_help.knowledge.files import knowledge_dir, load_yaml


def compile_knowledge(root: Path, place: Path) -> None:
    """Write the knowledge of ``root`` to ``place``, whole or not at all. Raises ``KnowledgeError``, ``OSError``."""
    content = compiled.pack(root, load_yaml(root))
    fresh = place.with_name(place.name + ".new")
    fresh.write_bytes(content)
    os.replace(fresh, place)  # noqa: PTH105 - one step, whoever is reading


if __name__ == "__main__":
    os.environ.pop("BORROWER_HELP_KNOWLEDGE", None)
    compile_knowledge(knowledge_dir(), compiled.PLACE)
