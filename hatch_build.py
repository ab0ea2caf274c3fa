"""Put the encoded knowledge, and what its wordings teach, into the wheel: an installed program parses no YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledKnowledge(BuildHookInterface):  # type: ignore[type-arg]
    """Encodes the knowledge while a wheel is built; without the libraries for it the wheel reads YAML.

    Without numpy alone ``ask`` finds a question by likeness.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file to what is packed."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from borrower_help.upkeep.compile import compile_knowledge, learn_wordings
        except ImportError:
            return
        made = Path(tempfile.mkdtemp())
        for name, make in (("_compiled.bin", compile_knowledge), ("_learned.bin", learn_wordings)):
            try:
                make(Path(self.root) / "knowledge", made / name)
            except ImportError:
                continue
            build_data["force_include"][str(made / name)] = f"borrower_help/{name}"
