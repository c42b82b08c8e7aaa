"""The archives of the trees, and what each holds under which name."""

import os
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from . import snapshot
from .snapshot import Snapshot
from .trees import TREES, Tree


@dataclass(frozen=True)
class Variant:
    #: What a row of the table calls it.
    name: str
    extension: str
    compression: str


#: The tables, and the archives that each is about.
FORMATS = {
    "zip": [Variant("stored", "zip", "store"), Variant("compressed", "zip", "auto")],
    "tar": [Variant("tar", "tar", "store"), Variant("tar.gz", "tar.gz", "auto")],
}


@dataclass(frozen=True)
class Archive:
    tree: Tree
    format: str
    variant: Variant
    path: str
    #: What is packed, by the paths that the archive has.
    expected: Snapshot


def make(penstock: Path, directory: str) -> list[Archive]:
    archives = []
    for tree in TREES:
        root = f"{directory}/trees/{tree.name}/{tree.name.lower()}"
        tree.make(root)
        packed = {
            (format, variant): _pack(penstock, root, f"{directory}/archives/{tree.name}-{variant.name}", variant)
            for format, variants in FORMATS.items() for variant in variants
        }
        source = snapshot.take(os.path.dirname(root))
        for (format, variant), path in packed.items():
            expected = _renamed(source, _names(path, format), path)
            archives.append(Archive(tree, format, variant, path, expected))
    return archives


def _pack(penstock: Path, root: str, name: str, variant: Variant) -> str:
    path = f"{name}.{variant.extension}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    subprocess.run([penstock, "pack", "--hidden", "--symlinks", "store", "--compression", variant.compression,
                    "--output", path, root], check=True, stderr=subprocess.PIPE)
    return path


def _names(path: str, format: str) -> dict[bytes, bytes]:
    """The content of each file by its path, nothing for what is no file."""
    if format == "zip":
        with zipfile.ZipFile(path) as archive:
            return {name.encode().rstrip(b"/"): archive.read(name) for name in archive.namelist()}
    with tarfile.open(path, encoding="utf-8", errors="surrogateescape") as archive:
        return {os.fsencode(member.name): archive.extractfile(member).read() if member.isreg() else b""
                for member in archive}


def _renamed(source: Snapshot, names: dict[bytes, bytes], archive: str) -> Snapshot:
    """`source` with the paths of the archive; files are recognised by what they hold."""
    by_content = {content: path for path, content in names.items() if content}
    result: Snapshot = {}
    for path, entry in source.items():
        name = path if path in names else by_content.get(entry.content)
        if name is not None:
            result[name] = entry
        elif not any(other.startswith(path + b"/") for other in source):
            raise ValueError(f"{archive} lacks {path!r}")
    return result
