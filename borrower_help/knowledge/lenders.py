"""Whose name was typed: names as they are compared."""

from __future__ import annotations

import unicodedata


def normalise(name: str) -> str:
    """A name as it is compared: full width folded, lower case, without spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if char.isalnum())
