"""All records encoded at build time: no YAML is parsed, and only the parts that are asked for are decoded.

It is used only where a digest of the YAML and of the code that reads it is the one it was made from. Where it
is absent, stale or damaged the YAML is read; nothing is ever written here at run time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from borrower_help.knowledge.records.base import KnowledgeFile

PLACE = Path(__file__).resolve().parents[1] / "_compiled.bin"

_DIGEST = 32
_PACKAGE = PLACE.parent
_CODE = ("errors.py", "values", "knowledge")
"""What decides how YAML becomes a record, below the package."""


class _Contents(msgspec.Struct, frozen=True):
    made_from: bytes
    checked: dt.date
    parts: dict[str, msgspec.Raw]


class Parts(Mapping[str, KnowledgeFile]):
    """The knowledge files by name, each decoded when it is asked for."""

    def __init__(
        self, parts: Mapping[str, msgspec.Raw], types: Mapping[str, type[KnowledgeFile]], checked: dt.date
    ) -> None:
        self._parts, self._types, self.checked = parts, types, checked
        self._decoded: dict[str, KnowledgeFile] = {}
        self._names: dict[type[KnowledgeFile], list[str]] = {}

    def __getitem__(self, name: str) -> KnowledgeFile:
        if name not in self._decoded:
            self._decoded[name] = msgspec.msgpack.decode(self._parts[name], type=self._types[name])
        return self._decoded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def names_of(self, type_: type[KnowledgeFile]) -> list[str]:
        """The files that hold this kind of record, by name, known without decoding them."""
        if type_ not in self._names:
            self._names[type_] = sorted(name for name in self._parts if issubclass(self._types[name], type_))
        return self._names[type_]


def digest(root: Path) -> bytes:
    """What the records depend on: every YAML file, the code that decodes it, the library. Raises ``OSError``."""
    whole = hashlib.sha256(msgspec.__version__.encode())
    code = [_CODE[0], *(f"{room}/{name}" for room in _CODE[1:] for name in names_below(_PACKAGE / room, (".py",)))]
    for top, names in ((_PACKAGE, code), (root, names_below(root, (".yaml", ".yml")))):
        for name in names:
            with open(f"{top}/{name}", "rb") as file:  # noqa: PTH123 - hundreds of files at every start
                content = file.read()
            whole.update(f"{name}\0{len(content)}\0".encode())
            whole.update(content)
    return whole.digest()


def names_below(root: Path, endings: tuple[str, ...], most: int | None = None) -> list[str]:
    """What lies below a folder with one of these endings, by their path with ``/``, sorted; no more than ``most``."""
    found: list[str] = []
    for folder, inside, files in os.walk(root):
        inner = folder[len(str(root)) :].strip(os.sep).replace(os.sep, "/")
        names = (name for name in (*inside, *files) if name.endswith(endings))  # a folder of such a name is a mistake
        found += [f"{inner}/{name}" if inner else name for name in names]
        if most is not None and len(found) >= most:
            break
    return sorted(found[:most], key=lambda name: name.split("/"))


def pack(root: Path, files: Mapping[str, KnowledgeFile]) -> bytes:
    """The bytes to keep for the knowledge read from ``root``."""
    parts = {name: msgspec.Raw(msgspec.msgpack.encode(file)) for name, file in files.items()}
    body = msgspec.msgpack.encode(_Contents(digest(root), min(file.checked for file in files.values()), parts))
    return hashlib.sha256(body).digest() + body


def unpack(root: Path, types: Mapping[str, type[KnowledgeFile]], place: Path) -> Parts | None:
    """The records kept at ``place``, ``None`` unless they are whole and made from what is in ``root`` today."""
    try:
        kept = place.read_bytes()
        body = memoryview(kept)[_DIGEST:]
        if hashlib.sha256(body).digest() != kept[:_DIGEST]:
            return None
        contents = msgspec.msgpack.decode(body, type=_Contents)
        if contents.made_from != digest(root) or contents.parts.keys() != types.keys():
            return None
    except (OSError, ValueError):
        return None
    return Parts(contents.parts, types, contents.checked)
