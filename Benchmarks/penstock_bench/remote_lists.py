"""Lists of remote objects and of the same files on disk, as an application hands them over."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from .bench import Bench
from .corpora import Corpus


@dataclass(frozen=True)
class Listed:
    """What a list names, the path that its archive is downloaded from, and the file that holds the list."""

    corpus: Corpus
    path: str
    file: Path


def list_remote(bench: Bench, name: str, corpus: str, prefix: str, most: int | None = None) -> Listed:
    """The files of a corpus, or the first `most` of them, as objects whose URLs begin with `prefix`.

    The list has the sizes and versions that an application has in its database."""

    def place(path: str, status: os.stat_result) -> dict[str, str]:
        # The ETag that nginx gives the object.
        return {"url": prefix + path, "etag": f"{int(status.st_mtime):x}-{status.st_size:x}"}

    return _list(bench, name, "remote", corpus, place, most)


def list_local(bench: Bench, name: str, corpus: str) -> Listed:
    """The files of a corpus where they are."""
    return _list(bench, name, "list", corpus, lambda path, status: {"path": path}, None)


def _list(bench: Bench, name: str, location: str, corpus: str,
          place: Callable[[str, os.stat_result], dict[str, str]], most: int | None) -> Listed:
    files, length = [], 0
    for file in sorted(os.listdir(bench.corpora.directory / corpus))[:most]:
        path = f"{corpus}/{file}"
        status = os.stat(bench.corpora.directory / path)
        files.append({"name": path, "size": status.st_size, "mtime": int(status.st_mtime), **place(path, status)})
        length += status.st_size
    written = bench.servers.add_list(f"{name}.zip", json.dumps({"compression": "store", "files": files}))
    name_bytes = sum(len(Path(file["name"]).name) for file in files)
    return Listed(Corpus(name, length, len(files), len(files), name_bytes), f"{location}/{name}.zip", written)
