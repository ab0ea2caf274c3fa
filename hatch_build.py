"""Put the encoded knowledge into the wheel, so that an installed program starts without parsing YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledKnowledge(BuildHookInterface):  # type: ignore[type-arg]
    """Encodes the knowledge while a wheel is built; without the libraries for it the wheel reads YAML."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file to what is packed."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from borrower_help.upkeep.compile import compile_knowledge
        except ImportError:
            return
        place = Path(tempfile.mkdtemp()) / "_compiled.bin"
        compile_knowledge(Path(self.root) / "knowledge", place)
        build_data["force_include"][str(place)] = "borrower_help/_compiled.bin"
