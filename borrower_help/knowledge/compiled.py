"""All records encoded at build time: no YAML is parsed, and only the parts that are asked for are read and decoded.

It is used only where a digest of the YAML and of the code that reads it is the one it was made from; sizes and times
of files are not asked, for copies and archives keep them. Where it is absent, stale or damaged the YAML is read;
nothing is ever written here at run time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import mmap
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from borrower_help.knowledge.records.base import KnowledgeFile

PLACE = Path(__file__).resolve().parents[1] / "_compiled.bin"

YAML = (".yaml", ".yml")

_DIGEST, _LENGTH = 32, 8
_PACKAGE = PLACE.parent
_CODE = ("errors.py", "values", "knowledge")
"""What decides how YAML becomes a record, below the package."""


class _Part(msgspec.Struct, frozen=True, array_like=True):
    """Where a part stands behind the contents, and the digest by which it is known to be whole."""

    start: int
    end: int
    digest: bytes


class _Contents(msgspec.Struct, frozen=True):
    made_from: bytes
    checked: dt.date
    parts: dict[str, _Part]


class Parts(Mapping[str, KnowledgeFile]):
    """The knowledge files by name, each decoded when it is asked for; one that is damaged is read by ``again``."""

    def __init__(
        self,
        contents: _Contents,
        kept: mmap.mmap,
        begin: int,
        types: Mapping[str, type[KnowledgeFile]],
        again: Callable[[str], KnowledgeFile],
    ) -> None:
        self._parts, self._kept, self._begin = contents.parts, kept, begin
        self._types, self._again = types, again
        self.checked = contents.checked
        self._decoded: dict[str, KnowledgeFile] = {}
        self._names: dict[type[KnowledgeFile], list[str]] = {}

    def __getitem__(self, name: str) -> KnowledgeFile:
        if name not in self._decoded:
            part = self._parts[name]
            encoded = self._kept[self._begin + part.start : self._begin + part.end]
            whole = hashlib.sha256(encoded).digest() == part.digest
            self._decoded[name] = (
                msgspec.msgpack.decode(encoded, type=self._types[name]) if whole else self._again(name)
            )
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


def digest(root: Path, names: Iterable[str]) -> bytes:
    """What the records depend on: these YAML files, the code that decodes them, the library. Raises ``OSError``."""
    whole = hashlib.sha256(msgspec.__version__.encode())
    code = [_CODE[0], *(f"{room}/{name}" for room in _CODE[1:] for name in names_below(_PACKAGE / room, (".py",)))]
    room = memoryview(bytearray(1 << 17))
    for top, below in ((_PACKAGE, code), (root, names)):
        for name in below:
            with open(f"{top}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - hundreds of files at every start
                length = file.readinto(room) or 0
                content = room[:length] if length < len(room) else bytes(room) + file.read()
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
    """The bytes to keep for the knowledge read from ``root``: the contents with their digest and length, the parts."""
    encoded = {name: msgspec.msgpack.encode(file) for name, file in files.items()}
    parts, end = {}, 0
    for name, part in encoded.items():
        parts[name] = _Part(end, end + len(part), hashlib.sha256(part).digest())
        end += len(part)
    made_from = digest(root, names_below(root, YAML))
    body = msgspec.msgpack.encode(_Contents(made_from, min(file.checked for file in files.values()), parts))
    head = hashlib.sha256(body).digest() + len(body).to_bytes(_LENGTH)
    return head + body + b"".join(encoded.values())


def unpack(
    root: Path, types: Mapping[str, type[KnowledgeFile]], place: Path, again: Callable[[str], KnowledgeFile]
) -> Parts | None:
    """The records kept at ``place``, ``None`` unless their contents are whole and made from what is in ``root`` today.

    ``types`` are those of all YAML files there, by name; ``again`` reads one of these. The file is not read but mapped:
    of a large one little is needed.
    """
    try:
        with place.open("rb") as file:
            kept = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        begin = _DIGEST + _LENGTH + int.from_bytes(kept[_DIGEST : _DIGEST + _LENGTH])
        body = kept[_DIGEST + _LENGTH : begin]
        if hashlib.sha256(body).digest() != kept[:_DIGEST]:
            return None
        contents = msgspec.msgpack.decode(body, type=_Contents)
        if contents.parts.keys() != types.keys() or contents.made_from != digest(root, types):
            return None
    except (OSError, ValueError):
        return None
    return Parts(contents, kept, begin, types, again)
