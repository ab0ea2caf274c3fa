"""The text of an XML that phones wrote: what XML forbids is replaced, so that one character does not cost a whole
history.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

STAND_IN = "?"

_DECLARATION = re.compile(r"<\?xml\s[^>]{0,300}\?>")
_REFERENCES = re.compile(r"(?:&#(?:[xX][0-9a-fA-F]+|[0-9]+);)+")
_REFERENCE = re.compile(r"&#([xX]?)([0-9a-fA-F]+);")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#[xX][0-9a-fA-F]+);)")
_PAIR = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_AROUND = "".join(map(chr, range(0x21))) + "\ufeff"
"""Blanks and control characters, which mean nothing before and behind a document."""

_MAX_DIGITS = 8
"""No character has a number of more digits."""


def mended(text: str) -> str:
    """The text with ``?`` for every character and reference that XML forbids, and emojis whole; the encoding it
    declares is left out.

    An emoji may be written as two halves, each as a reference (decimal or hexadecimal) or as it is. A
    ``&`` that begins no reference is taken as the sign it is.
    """
    return _mended(_DECLARATION.sub("", text.strip(_AROUND), count=1))


def _mended(whole: str) -> str:
    referred = _REFERENCES.sub(lambda match: _referred(match.group()), whole)
    joined = _PAIR.sub(lambda match: _character(*map(ord, match.groups())), referred)
    return _BARE.sub("&amp;", _FORBIDDEN.sub(STAND_IN, joined))


_PICTURE = re.compile(r"([\"'])\s+data=([\"'])")
"""Where the picture of a message begins: an attribute behind another one."""


def mended_pieces(texts: Iterable[str]) -> Iterator[str]:
    """The same of a long text piece by piece, cut only between tags; the data of pictures are left out."""
    waiting, picture, first = "", "", True
    for text in texts:
        waiting += text
        while waiting:
            if picture:
                end = waiting.find(picture)
                waiting, picture = (waiting[end:], "") if end >= 0 else ("", picture)
                continue
            match = _PICTURE.search(waiting)
            end = match.end() if match else waiting.rfind(">") + 1
            if not end:
                break
            piece, waiting = waiting[:end], waiting[end:]
            picture = match.group(2) if match else ""
            yield _mended_within(piece, first=first)
            first = False
    yield _mended_within(waiting.rstrip(_AROUND), first=first)


def _mended_within(text: str, *, first: bool) -> str:
    return mended(text) if first else _mended(text)


def _referred(run: str) -> str:
    """References that follow each other: halves of emojis become what they are, forbidden ones ``?``, the rest
    stays.
    """
    return "".join(_written(match.group(), _code(*match.groups())) for match in _REFERENCE.finditer(run))


def _code(base: str, digits: str) -> int:
    short = digits.lstrip("0")
    return int(short or "0", 16 if base else 10) if len(short) <= _MAX_DIGITS else 0


def _written(reference: str, code: int) -> str:
    if 0xD800 <= code <= 0xDFFF:
        return chr(code)  # joined with its other half afterwards, or replaced
    allowed = code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0x10FFFF
    return reference if allowed and code not in (0xFFFE, 0xFFFF) else STAND_IN


def _character(high: int, low: int) -> str:
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
