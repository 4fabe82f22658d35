"""Writing OLE containers, as Outlook and old Word files are, so that no test needs a file."""

from __future__ import annotations

import struct
from collections.abc import Mapping

Tree = Mapping[str, "bytes | Tree"]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def make_ole(tree: Tree) -> bytes:
    """Return a container of streams (bytes) and storages (mappings), by their names."""
    entries: list[dict[str, object]] = [{"name": "Root Entry", "kind": 5}]
    _list(tree, entries, 0)
    mini, mini_fat = bytearray(), []
    sectors: list[bytes] = []
    fat: list[int] = []
    for entry in entries:
        content = entry.get("content")
        if not isinstance(content, bytes) or not content:
            continue
        if len(content) < _CUTOFF:
            entry["start"] = len(mini_fat)
            _chain(mini_fat, -(-len(content) // _MINI))
            mini += content + bytes(-len(content) % _MINI)
        else:
            entry["start"] = _store(content, sectors, fat)
    entries[0]["start"] = _store(bytes(mini), sectors, fat) if mini else _END
    entries[0]["size"] = len(mini)
    table = b"".join(struct.pack("<I", value) for value in mini_fat)
    mini_start = _store(table + b"\xff" * (-len(table) % _SECTOR), sectors, fat) if mini else _END
    mini_count = -(-len(table) // _SECTOR)
    directory = b"".join(map(_entry, entries))
    directory += bytes(-len(directory) % _SECTOR)
    directory_start = _store(directory, sectors, fat)
    fat_count = 1
    while fat_count * _SECTOR // 4 < len(fat) + fat_count:
        fat_count += 1
    first_fat = len(sectors)
    fat += [_FAT] * fat_count
    fat += [_FREE] * (fat_count * _SECTOR // 4 - len(fat))
    content = b"".join(struct.pack("<I", value) for value in fat)
    sectors += [content[start : start + _SECTOR] for start in range(0, len(content), _SECTOR)]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, fat_count, directory_start, 0, _CUTOFF, mini_start, mini_count, _END, 0),
        first_fat,
    )
    header += b"".join(struct.pack("<I", first_fat + n) for n in range(1, fat_count))
    return header.ljust(_SECTOR, b"\xff") + b"".join(sectors)


def _list(tree: Tree, entries: list[dict[str, object]], parent: int) -> None:
    before = None
    for name, content in tree.items():
        number = len(entries)
        if before is None:
            entries[parent]["child"] = number
        else:
            entries[before]["right"] = number
        before = number
        if isinstance(content, bytes):
            entries.append({"name": name, "kind": 2, "content": content, "size": len(content)})
        else:
            entries.append({"name": name, "kind": 1})
            _list(content, entries, number)


def _chain(table: list[int], count: int) -> None:
    first = len(table)
    table += [*range(first + 1, first + count), _END]


def _store(content: bytes, sectors: list[bytes], fat: list[int]) -> int:
    start = len(sectors)
    content += bytes(-len(content) % _SECTOR)
    sectors += [content[place : place + _SECTOR] for place in range(0, len(content), _SECTOR)]
    _chain(fat, len(content) // _SECTOR)
    return start


def _entry(entry: dict[str, object]) -> bytes:
    name = str(entry["name"]).encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII36xII4x",
        name,
        len(name),
        entry["kind"],
        1,
        _FREE,
        entry.get("right", _FREE),
        entry.get("child", _FREE),
        entry.get("start", _END),
        entry.get("size", 0),
    )
