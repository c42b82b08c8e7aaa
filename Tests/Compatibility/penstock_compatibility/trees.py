"""What is packed: a tree of files for each thing that readers differ in."""

import os
import random
import unicodedata
from dataclasses import dataclass
from typing import Callable

USUAL_TIME = 1_700_000_001


class Maker:
    """Fills a directory. No two files have the same content, unless they are empty."""

    def __init__(self, root: bytes):
        self._root = root
        self._settings: list[tuple[bytes, int, int]] = []
        self.directory(b"")

    def file(self, path: bytes, content: bytes | None = None, mode: int = 0o644, time: int = USUAL_TIME) -> None:
        os.makedirs(os.path.dirname(self._at(path)), exist_ok=True)
        with open(self._at(path), "wb") as file:
            file.write(b"the file %d\n" % len(self._settings) if content is None else content)
        self._settings.append((path, mode, time))

    def directory(self, path: bytes, mode: int = 0o755, time: int = USUAL_TIME) -> None:
        os.makedirs(self._at(path), exist_ok=True)
        self._settings.append((path, mode, time))

    def link(self, path: bytes, target: bytes) -> None:
        os.symlink(target, self._at(path))

    def finish(self) -> None:
        """Sets modes and times, which would not last, or be in the way, any earlier."""
        for path, mode, time in reversed(self._settings):
            os.chmod(self._at(path), mode)
            os.utime(self._at(path), (time, time))
            if os.stat(self._at(path)).st_mtime != time:
                raise OSError(f"this file system cannot hold the time {time}; TMPDIR names another directory")

    def _at(self, path: bytes) -> bytes:
        return os.path.join(self._root, path)


def _plain(make: Maker) -> None:
    numbers = random.Random(0)
    for name in [b"read me.txt", b"index.html", b"photos/one.jpg", b"photos/2024/two.jpg", b".hidden", b"no-extension"]:
        make.file(name)
    make.file(b"text.csv", b"".join(b"%d,%d\n" % (row, row * row) for row in range(60_000)))
    make.file(b"noise.bin", numbers.randbytes(700_000))
    make.file(b"zeros.bin", bytes(600_000))
    make.file(b"empty.txt", b"")
    make.directory(b"empty directory")


def _unicode(make: Maker) -> None:
    for name in ["é composed/crème brûlée.txt", "日本語/漢字かな.txt", "中文文件.txt", "한국어.txt", "Ελληνικά.txt",
                 "кириллица.txt", "עברית.txt", "العربية/ملف.txt", "हिन्दी.txt", "ไทย.txt", "emoji 😀.txt",
                 "family 👨\u200d👩\u200d👧\u200d👦.txt", "∑ ≠ “quotes” – dash….txt", "ﬁ ß İ ı.txt"]:
        make.file(name.encode())
    make.file(unicodedata.normalize("NFD", "decomposed/é ü が.txt").encode())
    make.file(("長" * 83 + "é.txt").encode())
    make.directory("空".encode())


def _long(make: Maker) -> None:
    for length in [100, 101, 155, 156, 255, 256, 257, 300, 1000, 3900]:
        make.file(_path(length))
    for length in [100, 101, 155, 156, 200, 255]:
        make.file((b"name of %d " % length).ljust(length, b"x"))
    make.file(b"directory".ljust(255, b"x") + b"/file")
    make.directory(b"empty".ljust(200, b"x"))


def _path(length: int) -> bytes:
    """A path of so many bytes, with the top folder of the archive, in components of 50."""
    component = (b"path of %d " % length).ljust(49, b"x") + b"/"
    path = (component * (length // 50 + 1))[:length - len(b"long/")]
    return path[:-1] + b"x" if path.endswith(b"/") else path


def _odd(make: Maker) -> None:
    for name in [b"back\\slash", b"12:30", b"C:drive", b"'single'", b'"double"', b"dot at the end.",
                 b"space at the end ", b" space", b"line\nfeed", b"tab\t", b"one\x01", b"delete\x7f", b"latin1 \xe9", b"\xff\xfe", b"-rf",
                 b"--help", b"@list", b"star*", b"question?", b"<less", b"greater>", b"pipe|", b"$(dollar)", b"`tick`",
                 b"%41", b"~", b"#", b"&;!", b"CON", b"nul.txt", b"..two dots", b"...", b"Case", b"case", b"[ab]",
                 b"{a,b}", b"= plus+", b"directory. /file"]:
        make.file(name)
    make.file("both é".encode())
    make.file(unicodedata.normalize("NFD", "both é").encode())


def _links(make: Maker) -> None:
    make.file(b"file")
    make.file(b"directory/file")
    make.link(b"to a file", b"file")
    make.link(b"to a directory", b"directory")
    make.link(b"directory/up", b"../file")
    make.link(b"to nothing", b"missing")
    make.link(b"far", b"missing/".ljust(150, b"x"))


def _modes(make: Maker) -> None:
    for mode in [0o755, 0o700, 0o711, 0o600, 0o640, 0o444, 0o400, 0o555]:
        make.file(b"%o" % mode, mode=mode)
        make.file(b"empty %o" % mode, b"", mode=mode)
    for mode in [0o700, 0o750, 0o500, 0o550]:
        make.file(b"directory %o/file" % mode, mode=0o600)
        make.directory(b"directory %o" % mode, mode)
        make.directory(b"empty directory %o" % mode, mode)


def _times(make: Maker) -> None:
    # 1969, 1970, 1975, a second before and after 1980, 2001, 2024 even and odd, the end of 32 bits and beyond, 2107,
    # 2200.
    for time in [-86_400, 0, 157_766_400, 315_532_799, 315_532_801, 1_000_000_001, 1_709_164_800, 1_709_164_801,
                 2**31 - 1, 2**31, 2_208_988_801, 4_354_819_198, 7_258_118_400]:
        make.file(b"%d" % time, time=time)
    make.file(b"directory/file")
    make.directory(b"directory", time=1_000_000_001)
    make.directory(b"empty directory", time=1_000_000_001)


@dataclass(frozen=True)
class Tree:
    name: str
    fill: Callable[[Maker], None]
    #: What must be the same besides names and contents: links, modes, times.
    attribute: str | None = None

    def make(self, root: str) -> None:
        maker = Maker(os.fsencode(root))
        self.fill(maker)
        maker.finish()


TREES = [
    Tree("plain", _plain), Tree("Unicode", _unicode), Tree("long", _long), Tree("odd", _odd),
    Tree("links", _links, "links"), Tree("modes", _modes, "modes"), Tree("times", _times, "times"),
]
