"""The trees that are archived."""

import json
import os
import shutil
import stat
import subprocess
import sysconfig
from dataclasses import asdict, dataclass
from pathlib import Path

from .filler import MEBIBYTE, Noise, log_lines, texts
from .table import progress

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Corpus:
    """`entries` counts files and the directories below the top one; `name_bytes` is the length of their own names."""

    name: str
    bytes: int
    files: int
    entries: int
    name_bytes: int


class Corpora:
    """With `kept`, the corpora an earlier run left in the directory are used again, and all of them stay."""

    def __init__(self, directory: Path, quick: bool, kept: bool):
        self.directory = directory
        self._quick = quick
        self._kept = kept

    def __getitem__(self, name: str) -> Corpus:
        return Corpus(**json.loads(self._record(name).read_text()))

    def make(self, name: str) -> None:
        """Makes a corpus unless it is there."""
        if self._record(name).exists():
            return
        progress(f"making the corpus {name}")
        path = self.directory / name
        # One that was begun and not finished has no record.
        _remove(path)
        path.mkdir(parents=True)
        _MAKERS[name](path, self._quick)
        # What is still to be written to disk would slow the measurements down.
        os.sync()
        self._record(name).write_text(json.dumps(asdict(_survey(path))))

    def remove(self, name: str) -> None:
        if not self._kept:
            self._record(name).unlink()
            _remove(self.directory / name)

    def _record(self, name: str) -> Path:
        return self.directory / f"{name}.json"


def _remove(path: Path) -> None:
    subprocess.run(["rm", "-rf", "--", str(path)], check=True)


def _survey(top: Path) -> Corpus:
    length = files = entries = name_bytes = 0
    for folder, folders, names in os.walk(top):
        entries += len(folders) + len(names)
        name_bytes += sum(len(name.encode()) for name in folders + names)
        files += len(names)
        length += sum(os.lstat(os.path.join(folder, name)).st_size for name in names)
    return Corpus(top.name, length, files, entries, name_bytes)


def _make_large(top: Path, quick: bool) -> None:
    noise = Noise(1)
    for number in range(4):
        noise.write(top / f"file-{number}", (16 if quick else 512) * MEBIBYTE)


def _make_wire(top: Path, quick: bool) -> None:
    """One file as long as the four of `large`."""
    Noise(2).write(top / "file", (64 if quick else 2048) * MEBIBYTE)


def _make_small(top: Path, quick: bool) -> None:
    noise = Noise(3, 16 * MEBIBYTE)
    for number in range(1000 if quick else 20000):
        noise.write(top / f"file-{number:05}", 4096)


def _make_objects(top: Path, quick: bool) -> None:
    noise = Noise(7)
    for number in range(10 if quick else 100):
        noise.write(top / f"object-{number:03}", MEBIBYTE)


def _make_tiny(top: Path, quick: bool) -> None:
    Noise(4, MEBIBYTE).write(top / "file", 4096)


def _make_million(top: Path, quick: bool) -> None:
    """As many entries as one archive may have by default, the folders among them."""
    for folder in range(10 if quick else 1000):
        path = top / f"folder-{folder:03}"
        path.mkdir()
        for number in range(999):
            os.mknod(path / f"file-{number:03}", stat.S_IFREG | 0o644)


def _make_media(top: Path, quick: bool, named: bool = True) -> None:
    noise, left, number = Noise(5), (16 if quick else 400) * 1000 * 1000, 0
    while left > 0:
        size = min(left, noise.size_between(200_000, 50_000_000))
        suffix = "bin" if not named else "jpg" if size < 8_000_000 else "zip" if number % 4 == 0 else "mp4"
        noise.write(top / f"media-{number:04}.{suffix}", size)
        left, number = left - size, number + 1


def _make_unnamed_media(top: Path, quick: bool) -> None:
    _make_media(top, quick, named=False)


def _make_logs(top: Path, quick: bool) -> None:
    days = 2 if quick else 10
    lines = log_lines(6, (5 if quick else 50) * 1000 * 1000)
    for day in range(1, days + 1):
        (top / f"access-2025-03-{day:02}.log").write_bytes(lines.replace(b"@@", f"{day:02}".encode()))


def _make_source(top: Path, quick: bool) -> None:
    """Text this machine has, again and again under other folders until there is enough of it."""
    candidates = [CHECKOUT / "Sources", CHECKOUT / "Tests", Path(sysconfig.get_path("stdlib")), Path("/usr/include"),
                  Path("/usr/lib/python3"), Path("/usr/share")]
    swift = shutil.which("swift")
    if swift:
        candidates.append(Path(swift).resolve().parents[1] / "lib" / "swift")
    # A folder within another one would be taken twice.
    found = list(dict.fromkeys(texts([path for path in candidates if path.is_dir()])))
    left, repetition = (8 if quick else 300) * 1000 * 1000, 0
    while left > 0:
        for folder, path in found:
            target = top / f"tree-{repetition:03}" / folder.name / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            left -= target.write_bytes(path.read_bytes())
            if left <= 0:
                break
        repetition += 1


_MAKERS = {
    "large": _make_large,
    "wire": _make_wire,
    "small": _make_small,
    "objects": _make_objects,
    "tiny": _make_tiny,
    "million": _make_million,
    "media": _make_media,
    "media-unnamed": _make_unnamed_media,
    "logs": _make_logs,
    "source": _make_source,
}
