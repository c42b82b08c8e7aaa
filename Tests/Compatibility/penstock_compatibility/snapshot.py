"""What lies in a directory, and what of it came out of an archive."""

import os
import stat
from dataclasses import dataclass

Snapshot = dict[bytes, "Entry"]


@dataclass(frozen=True)
class Entry:
    kind: str
    #: What a file holds, where a link leads.
    content: bytes
    mode: int
    time: int


def take(root: str) -> Snapshot:
    """All that is beneath a directory, by path. Makes readable what its owner may not read."""
    found: Snapshot = {}
    _walk(os.fsencode(root), b"", found)
    return found


def _walk(directory: bytes, prefix: bytes, found: Snapshot) -> None:
    os.chmod(directory, 0o700)
    with os.scandir(directory) as names:
        for name in sorted(names, key=lambda entry: entry.name):
            status = name.stat(follow_symlinks=False)
            kind, content = "other", b""
            if stat.S_ISDIR(status.st_mode):
                kind = "directory"
                _walk(name.path, prefix + name.name + b"/", found)
            elif stat.S_ISLNK(status.st_mode):
                kind, content = "link", os.readlink(name.path)
            elif stat.S_ISREG(status.st_mode):
                kind = "file"
                os.chmod(name.path, 0o600)
                with open(name.path, "rb") as file:
                    content = file.read()
            found[prefix + name.name] = Entry(kind, content, stat.S_IMODE(status.st_mode), status.st_mtime_ns // 10**9)


@dataclass(frozen=True)
class Outcome:
    """What came out of an archive."""

    #: The exit status of the reader, and what it said.
    status: int
    errors: str
    files: int
    lost: list[bytes]
    #: Files under a name that the archive does not have.
    renamed: list[bytes]
    #: Files that nobody packed.
    extra: list[bytes]
    empty_directories: int
    lost_directories: list[bytes]
    #: What could have the right mode, time or target, and what has not.
    attributed: int
    unlike: list[bytes]


def compare(expected: Snapshot, found: Snapshot, attribute: str | None, status: int, errors: str) -> Outcome:
    """`expected` has the names that are in the archive."""
    files = [path for path, entry in expected.items() if entry.kind == "file"]
    places = {path: path for path in files if _same(expected[path], found.get(path))}
    elsewhere = {entry.content: path for path, entry in found.items() if entry.kind == "file" and path not in places}
    for path in files:
        if path not in places and expected[path].content and expected[path].content in elsewhere:
            places[path] = elsewhere[expected[path].content]
    directories = [path for path, entry in expected.items() if entry.kind == "directory" and _is_empty(path, expected)]
    judged = [path for path, entry in expected.items() if b"/" in path and _has(attribute, entry)]
    return Outcome(
        status, errors, len(files), lost=[path for path in files if path not in places],
        renamed=[path for path, place in places.items() if path != place],
        extra=[path for path, entry in found.items()
               if entry.kind != "directory" and path not in expected and path not in places.values()],
        empty_directories=len(directories),
        lost_directories=[path for path in directories if not _same(expected[path], found.get(path))],
        attributed=len(judged),
        unlike=[path for path in judged
                if not _alike(attribute, expected[path], found.get(places.get(path, path)))])


def _is_empty(directory: bytes, snapshot: Snapshot) -> bool:
    return not any(path.startswith(directory + b"/") for path in snapshot)


def _same(expected: Entry, found: Entry | None) -> bool:
    return found is not None and (found.kind, found.content) == (expected.kind, expected.content)


def _has(attribute: str | None, entry: Entry) -> bool:
    return attribute is not None and (entry.kind == "link") == (attribute == "links")


def _alike(attribute: str | None, expected: Entry, found: Entry | None) -> bool:
    if found is None or found.kind != expected.kind:
        return False
    match attribute:
        case "links":
            return found.content == expected.content
        case "modes":
            # The owner may do everything in a directory that comes from an archive.
            return found.mode == (expected.mode | 0o700 if expected.kind == "directory" else expected.mode)
        case _:
            return found.time == expected.time
